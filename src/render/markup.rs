//! HTML as text: the signs for its own characters; and nodes without Yew's renderer, such as a state or a time in words.
//!
//! The renderer works in tasks. In a browser they run when whoever asks has returned, so nobody can wait for them there; a
//! sentence about a change is needed at once.

use yew::virtual_dom::{AttributeOrProperty, Attributes, VNode, VTag};

/// Returns nodes as HTML. A component among them is left out: helpers return elements and texts alone.
pub fn markup(node: &VNode) -> String {
    let mut html = String::new();
    write(node, &mut html);
    html
}

fn write(node: &VNode, html: &mut String) {
    match node {
        VNode::VText(text) => *html += &escape(&text.text),
        VNode::VList(list) => list.iter().for_each(|node| write(node, html)),
        VNode::VTag(tag) => element(tag, html),
        other => debug_assert!(false, "a node that only the renderer can write: {other:?}"),
    }
}

fn element(tag: &VTag, html: &mut String) {
    *html += &format!("<{}", tag.tag());
    match &tag.attributes {
        Attributes::Static(list) => {
            list.iter()
                .for_each(|(name, value)| attribute(name, value, html));
        }
        // By the variants: what is fixed among what changes is left out by Yew's own iterator.
        Attributes::Dynamic { keys, values } => {
            for (name, value) in keys.iter().zip(values.iter()) {
                if let Some(value) = value {
                    attribute(name, value, html);
                }
            }
        }
        Attributes::IndexMap(list) => {
            list.iter()
                .for_each(|(name, value)| attribute(name, value, html));
        }
    }
    html.push('>');
    if let Some(children) = tag.children() {
        write(children, html);
        *html += &format!("</{}>", tag.tag());
    }
}

fn attribute(name: &str, value: &AttributeOrProperty, html: &mut String) {
    let value = match value {
        AttributeOrProperty::Attribute(value) => value.as_ref(),
        AttributeOrProperty::Static(value) => value,
        AttributeOrProperty::Property(_) => return,
    };
    *html += &format!(" {name}=\"{}\"", escape(value));
}

/// Escapes a text for an element or for an attribute in double quotation marks.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            char => out.push(char),
        }
    }
    out
}
/// Puts back the characters that HTML has other signs for: those that we write, and the apostrophes of others.
pub(crate) fn unescape(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use yew::html;

    #[test]
    fn elements_and_texts_are_written_with_their_attributes() {
        let name = "a < b & \"c\"";
        let nodes = html! { <><p class="one" title={name}>{ name }<b>{ 3 }</b></p>{ for [1, 2].map(|n| html! { <i>{ n }</i> }) }</> };
        assert_eq!(
            markup(&nodes),
            "<p title=\"a &lt; b &amp; &quot;c&quot;\" class=\"one\">a &lt; b &amp; &quot;c&quot;<b>3</b></p><i>1</i><i>2</i>"
        );
    }
}
