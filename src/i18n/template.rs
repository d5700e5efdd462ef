//! Templates with named places: "Bestätigt {day} um {time}". A translation may put them in any order.

/// A part of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Text that stays as it is.
    Text(&'t str),
    /// The name of a value to put in.
    Place(&'t str),
}

/// Splits a template at its places.
pub fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let place = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        if let Some((name, behind)) = place {
            rest = behind;
            return Some(Piece::Place(name));
        }
        // A brace that nothing closes is text.
        let next = rest.char_indices().skip(1).find(|(_, char)| *char == '{');
        let (text, behind) = rest.split_at(next.map_or(rest.len(), |(place, _)| place));
        rest = behind;
        (!text.is_empty()).then_some(Piece::Text(text))
    })
}

/// Puts each value into the place with its name. Values are never read as templates; a place without a value is left
/// out.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    for piece in pieces(template) {
        filled.push_str(match piece {
            Piece::Text(text) => text,
            Piece::Place(name) => value(name, values),
        });
    }
    filled
}

fn value<'v>(name: &str, values: &[(&str, &'v str)]) -> &'v str {
    let named = values.iter().find(|(known, _)| *known == name);
    named.map_or("", |(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_in_by_name_and_never_read_as_templates() {
        let values = [("from", "{until}"), ("until", "b")];
        assert_eq!(fill("von {from} bis {until}", &values), "von {until} bis b");
        assert_eq!(fill("{until} ← {from}", &values), "b ← {until}");
        assert_eq!(fill("ohne", &values), "ohne");
        assert_eq!(fill("", &values), "");
    }

    #[test]
    fn place_without_a_value_is_left_out() {
        assert_eq!(fill("a {b} c", &[]), "a  c");
    }

    #[test]
    fn pieces_are_texts_and_places_in_order() {
        let template = "{state}: „{term}“ ü{";
        let expected = [
            Piece::Place("state"),
            Piece::Text(": „"),
            Piece::Place("term"),
            Piece::Text("“ ü"),
            Piece::Text("{"),
        ];
        assert!(pieces(template).eq(expected));
    }
}
