//! Texts of the feed and of the widget as nodes, in the right language and put together by templates.

use yew::prelude::*;

use super::context::RenderContext;
use crate::feed::bidi::in_order;
use crate::feed::text::{Text, is_rtl};
use crate::i18n::{Piece, fill, pieces};

/// Shows a text of the feed in the reader's language. If there is none, the text is marked with the language it is in.
pub fn localized(context: &RenderContext, text: &Text) -> Html {
    let version = text.version(context.options.lang.tag(), &context.feed_lang);
    let lang = match version.lang {
        "" => context.feed_lang.clone(),
        lang => lang.to_owned().into(),
    };
    let foreign = lang != context.options.lang.tag();
    let text = in_order(version.text, &lang).into_owned();
    if !foreign {
        return text.into();
    }
    let rtl = is_rtl(&lang);
    // Otherwise its full stop would stand on the wrong side.
    let turned = rtl != (context.options.lang.dir() == "rtl");
    html! {
        <span lang={lang} dir={turned.then_some(if rtl { "rtl" } else { "ltr" })}>
            { text }
        </span>
    }
}

/// Puts nodes into the named places of a template. A place without a node stays empty.
pub fn filled(template: &str, values: &[(&str, Html)]) -> Html {
    pieces(template)
        .map(|piece| match piece {
            Piece::Text(text) => text.into(),
            Piece::Place(name) => {
                let value = values.iter().find(|(known, _)| *known == name);
                value.map(|(_, node)| node.clone()).unwrap_or_default()
            }
        })
        .collect()
}

/// Shows a line of facts.
pub fn line(content: Html) -> Html {
    html! { <p class="amts-line">{ content }</p> }
}

/// Shows a line made of a template with one named place.
pub fn filled_line(template: &str, name: &str, value: &str) -> Html {
    line(fill(template, &[(name, value)]).into())
}

/// Shows a line made of a template and a text of the feed. Shows nothing if there is no text.
pub fn text_line(context: &RenderContext, template: &str, name: &str, text: Option<&Text>) -> Html {
    match text {
        Some(text) => line(filled(template, &[(name, localized(context, text))])),
        None => Html::default(),
    }
}

/// Shows a line that begins with a label.
pub fn labelled(label: &str, content: Html) -> Html {
    html! { <p class="amts-line"><span class="amts-label">{ label }</span>{ " " }{ content }</p> }
}

/// Joins nodes with a text between them.
pub fn joined(nodes: impl IntoIterator<Item = Html>, between: &str) -> Html {
    let mut all = Vec::new();
    for node in nodes {
        if !all.is_empty() {
            all.push(between.into());
        }
        all.push(node);
    }
    all.into_iter().collect()
}
