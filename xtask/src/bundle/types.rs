//! Declarations of the element for other programs: TypeScript, JSX in React, templates in Vue, and a Custom Elements
//! Manifest. All of them are made from the tables of attributes and events.

use std::fmt::Write as _;

use amtsstatus::attributes::{Attribute, Kind, TABLE};
use amtsstatus::events::{EVENTS, Event, Field, FieldKind, REASONS};
use serde_json::{Value, json};

/// The attributes that every HTML element has as a property. The element needs none of its own for them.
const NATIVE: [&str; 1] = ["lang"];

/// Returns the name and the text of each file.
pub fn files() -> [(&'static str, String); 4] {
    [
        ("amts-status.d.ts", plain()),
        ("amts-status-react.d.ts", react()),
        ("amts-status-vue.d.ts", vue()),
        ("custom-elements.json", manifest()),
    ]
}

/// Returns the properties that the script declares, as JSON: by name, whether they are flags (embed/properties.js).
pub fn properties() -> String {
    let flags =
        own().map(|attribute| format!("\"{}\":{}", attribute.name, attribute.kind == Kind::Flag));
    format!("{{{}}}", flags.collect::<Vec<_>>().join(","))
}

fn own() -> impl Iterator<Item = &'static Attribute> {
    TABLE
        .iter()
        .filter(|attribute| !NATIVE.contains(&attribute.name))
}

/// Returns the type of what may be assigned to a property.
fn assigned(kind: Kind) -> String {
    match kind {
        Kind::Text => "string".to_owned(),
        Kind::OneOf(words) => words
            .iter()
            .map(|word| format!("\"{word}\""))
            .collect::<Vec<_>>()
            .join(" | "),
        Kind::Number => "number | string".to_owned(),
        Kind::Flag => "boolean".to_owned(),
    }
}

/// Returns the type of what a property gives.
fn given(kind: Kind) -> &'static str {
    match kind {
        Kind::Flag => "boolean",
        _ => "string | null",
    }
}

fn field_type(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "string",
        FieldKind::Number => "number",
        FieldKind::Reason => "AmtsStatusReason",
    }
}

/// Returns the name of the interface of an event's detail: `AmtsStatusUpdate`.
fn detail_name(event: &Event) -> String {
    let (first, rest) = event.name.split_at(1);
    format!("AmtsStatus{}{rest}", first.to_uppercase())
}

/// Returns a doc comment.
fn doc(indent: &str, attribute: &Attribute) -> String {
    let about = attribute.about.trim();
    match attribute.renamed {
        Some(now) => format!("{indent}/** @deprecated Use `{now}`. {about} */\n"),
        None => format!(
            "{indent}/** {about} Values: {}. If not set: {}. */\n",
            attribute.values, attribute.default
        ),
    }
}

/// Returns the declarations that need no framework.
fn plain() -> String {
    let mut text = "// What `<amts-status>` takes and tells. Made from the table of attributes (docs/element.md).\n".to_owned();
    let reasons: Vec<String> = REASONS
        .iter()
        .map(|reason| format!("  | \"{reason}\""))
        .collect();
    text += &format!(
        "\n/** Why something went wrong. */\nexport type AmtsStatusReason =\n{};\n",
        reasons.join("\n")
    );
    for event in &EVENTS {
        text += &format!(
            "\n/** {} */\nexport interface {} {{\n",
            event.about,
            detail_name(event)
        );
        for Field {
            name,
            kind,
            always,
            about,
        } in event.detail
        {
            let optional = if *always { "" } else { "?" };
            text += &format!(
                "  /** {about} */\n  readonly {name}{optional}: {};\n",
                field_type(*kind)
            );
        }
        text += "}\n";
    }
    text += "\n/** The element. Each property reads and writes the attribute of its name. */\n";
    text += "export interface AmtsStatusElement extends HTMLElement {\n";
    for attribute in own() {
        let (name, kind) = (attribute.name, attribute.kind);
        text += &doc("  ", attribute);
        text += &format!("  get {name}(): {};\n", given(kind));
        text += &format!(
            "  set {name}(value: {} | null | undefined);\n",
            widened(kind)
        );
    }
    text += "}\n\n/** The attributes, as templates of frameworks set them. */\nexport interface AmtsStatusAttributes {\n";
    for attribute in TABLE.iter().filter(|attribute| attribute.renamed.is_none()) {
        text += &doc("  ", attribute);
        text += &format!(
            "  {}?: {} | undefined;\n",
            attribute.name,
            assigned(attribute.kind)
        );
    }
    text += "}\n\n/** The events by their names. They bubble, and cross shadow roots. */\nexport interface AmtsStatusEvents {\n";
    for event in &EVENTS {
        text += &format!(
            "  \"amts-status:{}\": CustomEvent<{}>;\n",
            event.name,
            detail_name(event)
        );
    }
    text += "}\n\ndeclare global {\n  interface HTMLElementTagNameMap {\n    \"amts-status\": AmtsStatusElement;\n  }\n";
    // The elements', the document's and the window's events are all of these.
    text += "  interface GlobalEventHandlersEventMap extends AmtsStatusEvents {}\n}\n";
    text
}

/// Returns what a setter takes: never less than what its getter gives, as TypeScript before 5.1 demands.
fn widened(kind: Kind) -> &'static str {
    match kind {
        Kind::Flag => "boolean",
        Kind::Number => "number | string",
        Kind::Text | Kind::OneOf(_) => "string",
    }
}

/// Returns the declaration for JSX in React.
fn react() -> String {
    let mut text = "// `<amts-status>` in JSX of React 18 and later.\n\n\
        import type { DetailedHTMLProps, HTMLAttributes } from \"react\";\n\
        import type { AmtsStatusAttributes, AmtsStatusElement, AmtsStatusEvents } from \"./amts-status.js\";\n\n\
        type Listeners = { [Name in keyof AmtsStatusEvents as `on${Name}`]?: (event: AmtsStatusEvents[Name]) => void };\n\n\
        declare module \"react\" {\n  namespace JSX {\n    interface IntrinsicElements {\n      \"amts-status\": "
        .to_owned();
    text += "DetailedHTMLProps<HTMLAttributes<AmtsStatusElement>, AmtsStatusElement> & AmtsStatusAttributes & Listeners;\n";
    text += "    }\n  }\n}\n";
    text
}

/// Returns the declaration for Vue's templates.
fn vue() -> String {
    let mut text = "// `<amts-status>` in templates of Vue 3.\n\n\
        import type { HTMLAttributes, PublicProps } from \"vue\";\n\
        import type { AmtsStatusAttributes, AmtsStatusElement, AmtsStatusEvents } from \"./amts-status.js\";\n\n\
        type Listeners = {\n  [Name in keyof AmtsStatusEvents as `on${Capitalize<Name>}`]?: (event: AmtsStatusEvents[Name]) => void;\n};\n\n\
        declare module \"vue\" {\n  interface GlobalComponents {\n    \"amts-status\": new () => AmtsStatusElement & {\n"
        .to_owned();
    text += "      /** For templates only. */\n";
    text += "      $props: HTMLAttributes & PublicProps & AmtsStatusAttributes & Listeners;\n";
    text += "    };\n  }\n}\n";
    text
}

/// Returns the Custom Elements Manifest.
fn manifest() -> String {
    let without_none = |value: Value| match value {
        Value::Object(map) => Value::Object(
            map.into_iter()
                .filter(|(_, value)| !value.is_null())
                .collect(),
        ),
        other => other,
    };
    let attribute = |attribute: &Attribute| {
        without_none(json!({
            "name": attribute.name,
            "fieldName": attribute.name,
            "type": { "text": assigned(attribute.kind) },
            "default": attribute.default,
            "description": attribute.about.trim(),
            "deprecated": attribute.renamed.map(|now| format!("Use {now}.")),
        }))
    };
    let member = |attribute: &Attribute| {
        without_none(json!({
            "kind": "field",
            "name": attribute.name,
            "attribute": attribute.name,
            "reflects": true,
            "type": { "text": given(attribute.kind) },
            "description": attribute.about.trim(),
            "deprecated": attribute.renamed.map(|now| format!("Use {now}.")),
        }))
    };
    let event = |event: &Event| {
        json!({
            "name": format!("amts-status:{}", event.name),
            "type": { "text": format!("CustomEvent<{}>", detail_name(event)) },
            "description": event.about,
        })
    };
    let mut manifest = json!({
        "schemaVersion": "1.0.0",
        "modules": [{
            "kind": "javascript-module",
            "path": "amts-status.js",
            "declarations": [{
                "kind": "class",
                "customElement": true,
                "name": "AmtsStatus",
                "tagName": "amts-status",
                "superclass": { "name": "HTMLElement" },
                "description": "Shows a town's status feed.",
                "attributes": TABLE.iter().map(attribute).collect::<Vec<_>>(),
                "members": own().map(member).collect::<Vec<_>>(),
                "events": EVENTS.iter().map(event).collect::<Vec<_>>(),
                "slots": [{ "name": "", "description": "Shown until there is a feed, and where the widget cannot run." }],
            }],
            "exports": [{
                "kind": "custom-element-definition",
                "name": "amts-status",
                "declaration": { "name": "AmtsStatus", "module": "amts-status.js" },
            }],
        }],
    });
    // Another crate of the same build may have switched serde_json to the order of insertion.
    manifest.sort_all_objects();
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{manifest:#}");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_65_every_attribute_is_in_every_declaration() {
        let [(_, plain), _, _, (_, manifest)] = files();
        let manifest: Value = serde_json::from_str(&manifest).unwrap();
        let declared = manifest["modules"][0]["declarations"][0]["attributes"]
            .as_array()
            .unwrap();
        assert_eq!(declared.len(), TABLE.len());
        for attribute in TABLE {
            let name = attribute.name;
            let setter = format!("  set {name}(value: ");
            assert_eq!(plain.contains(&setter), !NATIVE.contains(&name), "{name}");
            let in_templates = plain.contains(&format!("\n  {name}?: "));
            assert_eq!(in_templates, attribute.renamed.is_none(), "{name}");
            assert!(declared.iter().any(|known| known["name"] == name), "{name}");
        }
        assert!(
            plain.contains("| \"revoked-key\"\n") && plain.contains("readonly directive?: string;")
        );
    }

    #[test]
    fn row_65_the_script_is_told_which_properties_are_flags() {
        let properties: Value = serde_json::from_str(&properties()).unwrap();
        assert_eq!(properties["links"], true);
        assert_eq!(properties["keys"], false);
        assert_eq!(properties["lang"], Value::Null);
        assert_eq!(
            properties.as_object().unwrap().len(),
            TABLE.len() - NATIVE.len()
        );
    }
}
