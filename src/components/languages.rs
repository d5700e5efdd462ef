//! The choice of a language, and the note that not everything is in the chosen one.

use yew::prelude::*;

use super::action::{Action, Reply};
use super::context::RenderContext;
use super::details::details;
use super::icon::globe_icon;
use crate::feed::Feed;
use crate::i18n::{Lang, fill};

/// Shows the languages, each named in itself.
pub fn language_menu(context: &RenderContext) -> Html {
    let lang = context.options.lang;
    let summary = html! {
        <>
            { globe_icon() }
            <span class="amts-heard">{ context.words.language }{ "\u{a0}" }</span>
            <span class="amts-language">{ lang.name() }</span>
        </>
    };
    let failed = context.reply == Reply::LanguageFailed;
    let heard = match context.reply {
        Reply::LanguageChosen => format!("{}: {}", context.words.language, lang.name()),
        _ => String::new(),
    };
    let content = html! {
        <>
            <ul>
                for other in Lang::ALL {
                    <li>
                        <button
                            class="amts-button"
                            lang={other.tag()}
                            aria-pressed={(other == lang).to_string()}
                            onclick={context.on::<MouseEvent>(Action::ChooseLanguage(other))}
                        >
                            { other.name() }
                        </button>
                    </li>
                }
            </ul>
            <p aria-live="polite">
                { if failed { context.words.language_failed } else { "" } }
                <span class="amts-heard">{ heard }</span>
            </p>
        </>
    };
    details("amts-languages", "languages", summary, content)
}

/// Shows that not all of a feed is in the reader's language.
pub fn partly_translated(context: &RenderContext, feed: &Feed) -> Html {
    let own = match Lang::spoken(feed.lang()) {
        Some(lang) => lang.name(),
        None => feed.lang(),
    };
    html! {
        <p class="amts-foreign">{ fill(context.words.partly_translated, &[("language", own)]) }</p>
    }
}
