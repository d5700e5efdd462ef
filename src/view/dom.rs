//! Elements, made in one place: every `html!` with a tag of its own is some 400 bytes in the browser's core, a call is 50.

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, VList, VTag, VText};

use crate::words::pieces;

/// An element with a class.
pub fn el(name: &'static str, class: &'static str, children: Vec<Html>) -> Html {
    tag(name, class, "", None, children)
}

/// An element that the reader's focus, folding and place on the screen are kept by: `id` is stable over publications.
pub fn kept(name: &'static str, class: &'static str, id: &str, children: Vec<Html>) -> Html {
    tag(
        name,
        class,
        "data-amts",
        Some(id.to_owned().into()),
        children,
    )
}

/// An element that a level colours.
pub fn leveled(
    name: &'static str,
    class: &'static str,
    level: Option<&'static str>,
    children: Vec<Html>,
) -> Html {
    tag(
        name,
        class,
        "data-level",
        level.map(AttrValue::Static),
        children,
    )
}

/// An element with a name for those who cannot see it.
pub fn named(name: &'static str, class: &'static str, label: &str, children: Vec<Html>) -> Html {
    tag(
        name,
        class,
        "aria-label",
        Some(label.to_owned().into()),
        children,
    )
}

/// Words in a language that is not the widget's.
pub fn foreign(lang: &str, children: Vec<Html>) -> Html {
    tag("span", "", "lang", Some(lang.to_owned().into()), children)
}

/// A link. Its address has passed [`crate::feed::contact`].
pub fn link(class: &'static str, href: String, children: Vec<Html>) -> Html {
    tag("a", class, "href", Some(href.into()), children)
}

#[inline(never)]
fn tag(
    name: &'static str,
    class: &'static str,
    key: &'static str,
    value: Option<AttrValue>,
    children: Vec<Html>,
) -> Html {
    let mut tag = VTag::new(name);
    if key == "data-amts" {
        tag.key = value.as_deref().map(Key::from);
    }
    let attributes = [
        ("class", (!class.is_empty()).then_some(class.into())),
        (key, value),
    ];
    let attributes = attributes.into_iter().filter_map(|(key, value)| {
        value.map(|value| {
            (
                AttrValue::Static(key),
                AttributeOrProperty::Attribute(value),
            )
        })
    });
    tag.set_attributes(Attributes::IndexMap(std::rc::Rc::new(attributes.collect())));
    tag.add_children(children);
    tag.into()
}

/// Something that folds under its summary, kept open by its id.
pub fn fold(class: &'static str, id: &str, summary: Html, mut children: Vec<Html>) -> Html {
    children.insert(0, el("summary", "", vec![summary]));
    kept("details", class, id, children)
}

/// Several nodes without an element around them.
#[inline(never)]
pub fn all(children: Vec<Html>) -> Html {
    VList::with_children(children, None).into()
}

/// Words.
#[inline(never)]
pub fn text(words: &str) -> Html {
    VText::new(words.to_owned()).into()
}

/// Nothing.
pub fn nothing() -> Html {
    all(Vec::new())
}

/// Nodes with `between` between them.
pub fn joined(nodes: Vec<Html>, between: &str) -> Html {
    let mut children = Vec::new();
    for node in nodes {
        if !children.is_empty() {
            children.push(text(between));
        }
        children.push(node);
    }
    all(children)
}

/// A line of what is known about something.
pub fn line(children: Vec<Html>) -> Html {
    el("p", "amts-line", children)
}

/// A line that begins with what it is about.
pub fn labelled(label: &str, mut rest: Vec<Html>) -> Html {
    rest.insert(0, el("span", "amts-label", vec![text(label)]));
    rest.insert(1, text(" "));
    line(rest)
}

/// Nodes put into a template of the widget's words, where it has `{}`.
pub fn filled(template: &str, parts: Vec<Html>) -> Html {
    let mut parts = parts.into_iter();
    let mut children = Vec::new();
    for (index, piece) in pieces(template).enumerate() {
        if index > 0
            && let Some(part) = parts.next()
        {
            children.push(part);
        }
        children.push(text(piece));
    }
    all(children)
}
