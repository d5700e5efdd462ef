//! How a change is put into words: texts of components without markup, in the templates of a language.

use yew::Html;

use super::super::context::static_context;
use super::super::markup::markup;
use super::super::plain;
use super::{Change, ChangeKind};
use crate::components::RenderContext;
use crate::feed::time::Moment;
use crate::feed::{Entry, Feed};
use crate::i18n::{Lang, NewsWords, fill};

/// Both publications, each with the moment at which it spoke.
pub(super) struct Wording<'f> {
    /// The earlier feed.
    pub old: &'f Feed,
    /// The later feed.
    pub new: &'f Feed,
    /// The earlier one as it read when it was published: "bisher geschlossen bis Freitag", although Friday is over.
    pub then: RenderContext,
    /// The later one as it reads now.
    pub now: RenderContext,
    /// The templates.
    pub news: &'static NewsWords,
}

impl<'f> Wording<'f> {
    pub fn new(old: &'f Feed, new: &'f Feed, lang: Lang, now: Moment) -> Self {
        let published = old.clock(now).published.min(now);
        Self {
            old,
            new,
            then: static_context(old, lang, old.clock(published)),
            now: static_context(new, lang, new.clock(now)),
            news: &lang.language().news,
        }
    }

    pub fn heading(&self, is_empty: bool) -> String {
        let template = match is_empty {
            true => self.news.nothing,
            false => self.news.since,
        };
        let moment = self.now.full_stamp(self.old.issued);
        fill(template, &[("moment", &moment)])
    }

    /// Makes a change of a template with the place `{what}`.
    pub fn change(&self, kind: ChangeKind, template: &str, what: &str) -> Change {
        Change {
            kind,
            entry: None,
            sentence: ended(&fill(template, &[("what", what)])),
        }
    }

    /// Writes what holds, and in brackets what was said before. Nothing follows where nothing was said.
    pub fn instead(&self, now: &str, was: &str) -> String {
        match was {
            "" => now.to_owned(),
            was => fill(
                self.news.before,
                &[
                    ("now", now.trim_end_matches('.')),
                    ("was", was.trim_end_matches('.')),
                ],
            ),
        }
    }

    /// Says about something with this name what is new, different or gone. Returns `None` if nothing can be seen of it.
    pub fn detail(&self, kind: ChangeKind, name: &str, was: &str, now: &str) -> Option<Change> {
        self.fact(kind, name, was, now, &self.instead(now, was))
    }

    /// Says the same as [`Self::detail`] of something too long to be repeated as it was.
    pub fn rewritten(&self, kind: ChangeKind, name: &str, was: &str, now: &str) -> Option<Change> {
        self.fact(kind, name, was, now, now)
    }

    fn fact(
        &self,
        kind: ChangeKind,
        name: &str,
        was: &str,
        now: &str,
        different: &str,
    ) -> Option<Change> {
        let (template, text) = match (was, now) {
            (was, now) if was == now => return None,
            ("", now) => (self.news.detail, now),
            (was, "") => (self.news.gone, was),
            _ => (self.news.changed, different),
        };
        let what = match name {
            "" => text.to_owned(),
            name => format!("{name}. {text}"),
        };
        Some(self.change(kind, template, &what))
    }
}

/// Returns the name of an entry, and of the whole that it is a part of: "Ausleihe (Stadtbücherei)".
pub fn named(context: &RenderContext, entry: &Entry, whole: Option<&Entry>) -> String {
    let name = context.isolated(&entry.name);
    match whole {
        Some(whole) => format!("{name} ({})", context.isolated(&whole.name)),
        None => name,
    }
}

/// Returns the text of nodes in one line. Sentences follow each other, everything else is separated by semicolons.
pub fn text(context: &RenderContext, html: Html) -> String {
    let lines = plain::lines(&format!("<p>{}</p>", markup(&html)));
    let mut said = String::new();
    for line in lines {
        if !said.is_empty() {
            let is_whole = said.ends_with(['.', '!', '?', '…', ':']);
            said += if is_whole {
                " "
            } else {
                context.words.semicolon
            };
        }
        said += &line;
    }
    said
}

/// Ends a sentence that its publisher did not end.
fn ended(text: &str) -> String {
    let last = text.trim_end_matches(['“', '”', '"', '»', ')', '\u{2069}']);
    match last.ends_with(['.', '!', '?', '…', '؟']) {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_once() {
        for (text, sentence) in [
            ("Neu: Pass", "Neu: Pass."),
            ("Es geht voran.", "Es geht voran."),
            ("Er sagte: „Es geht voran.“", "Er sagte: „Es geht voran.“"),
            (
                "Neu: Pass (bisher geschlossen)",
                "Neu: Pass (bisher geschlossen).",
            ),
            ("Noch nicht „alles“", "Noch nicht „alles“."),
        ] {
            assert_eq!(ended(text), sentence);
        }
    }
}
