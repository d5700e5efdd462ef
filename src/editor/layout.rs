//! How a feed is written: as the examples in feeds/, an object on one line where it fits.

use serde_json::Value;

/// How wide a line may be, in characters.
const WIDTH: usize = 140;

/// Returns the text of a feed, with a line break at its end.
pub fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, 0, &mut out);
    out + "\n"
}

/// Writes a value that begins in this column of a line that is indented by so much.
fn write(value: &Value, indent: usize, column: usize, out: &mut String) {
    let line = on_one_line(value);
    if !is_whole_feed(indent, value) && column + line.chars().count() <= WIDTH {
        return out.push_str(&line);
    }
    let inner = indent + 2;
    let mut first = true;
    let mut begin = |out: &mut String| {
        out.push_str(if first { "\n" } else { ",\n" });
        first = false;
        out.push_str(&" ".repeat(inner));
    };
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            out.push('{');
            for (key, value) in fields {
                begin(out);
                let key = format!("{}: ", Value::from(key.as_str()));
                out.push_str(&key);
                write(value, inner, inner + key.chars().count(), out);
            }
            *out += &format!("\n{}}}", " ".repeat(indent));
        }
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for item in items {
                begin(out);
                write(item, inner, inner, out);
            }
            *out += &format!("\n{}]", " ".repeat(indent));
        }
        _ => out.push_str(&line),
    }
}

/// Tells whether this is a feed itself: it has a line for each of its fields, however short they are.
fn is_whole_feed(indent: usize, value: &Value) -> bool {
    indent == 0 && value.get("version").is_some()
}

fn on_one_line(value: &Value) -> String {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            let field = |(key, value): (&String, &Value)| {
                format!("{}: {}", Value::from(key.as_str()), on_one_line(value))
            };
            let fields: Vec<String> = fields.iter().map(field).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(on_one_line).collect();
            // Objects in brackets of a list have some air, words have none.
            match items.first().is_some_and(|item| item.starts_with('{')) {
                true => format!("[ {} ]", items.join(", ")),
                false => format!("[{}]", items.join(", ")),
            }
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_fits_stands_on_one_line() {
        let long = "x".repeat(WIDTH);
        let value = json!({ "version": 1, "id": "a", "list": [ { "a": [1, 2] }, { "b": long } ], "none": {} });
        let expected = format!(
            r#"{{
  "version": 1,
  "id": "a",
  "list": [
    {{ "a": [1, 2] }},
    {{
      "b": "{long}"
    }}
  ],
  "none": {{}}
}}
"#
        );
        assert_eq!(text(&value), expected);
    }

    #[test]
    fn what_is_written_reads_as_the_same() {
        for feed in [
            include_str!("../../feeds/moessingen-2023-11.json"),
            include_str!("../../feeds/schwerin-2021-10.json"),
        ] {
            let value: Value = serde_json::from_str(feed).unwrap();
            let written = text(&value);
            assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value);
            assert_eq!(text(&value), written);
        }
    }
}
