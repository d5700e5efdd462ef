//! The command line's words about a published site: the part that `probe` needs.

use crate::cli::outcome::{Asked, Remedy, SiteFault};

/// Everything about a published site in one language.
pub(in crate::cli) trait Probing {
    /// Lists what was asked.
    fn asked(&self, files: &[Asked]) -> String;
    /// Returns the heading of what has to be changed.
    fn site_errors(&self) -> &'static str;
    /// Returns the heading of what could be better.
    fn site_hints(&self) -> &'static str;
    /// Says what is wrong, and what it means for readers.
    fn site_fault(&self, fault: &SiteFault) -> String;
    /// Says whom to ask to change what; the lines for the server follow.
    fn site_remedy(&self, remedy: &Remedy) -> String;
}

/// The greatest number of characters that are quoted of what a server has said.
const QUOTED: usize = 120;

/// Quotes what a server has said, in one line and not too long.
pub(super) fn quoted(text: &str) -> String {
    let line = text.replace(['\n', '\r'], " ");
    match line.chars().count() > QUOTED {
        true => line.chars().take(QUOTED).chain(['…']).collect(),
        false => line,
    }
}

/// Lists what was asked below a heading.
pub(super) fn list(heading: &str, none: &str, bytes: &str, files: &[Asked]) -> String {
    let line = |file: &Asked| match file.status {
        Some(status) => format!("  {status}  {:>7} {bytes}  {}\n", file.bytes, file.url),
        None => format!("  {none}  {}\n", file.url),
    };
    let lines: String = files.iter().map(line).collect();
    format!("{heading}\n{lines}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::MessageLang;
    use crate::cli::outcome::{FileKind, NoReply};
    use crate::feed::zone::LocalTime;
    use crate::report::damage::{Change, Flaw};

    /// Returns the next fault after this one. A new fault does not compile until it has its place here.
    fn after(fault: Option<&SiteFault>) -> Option<SiteFault> {
        use SiteFault::*;
        let text = || "X".to_owned();
        let needed = true;
        Some(match fault {
            None => Unreachable(NoReply::NoHost),
            Some(Unreachable(why)) => match why {
                NoReply::NoHost => Unreachable(NoReply::Refused),
                NoReply::Refused => Unreachable(NoReply::Slow),
                NoReply::Slow => Unreachable(NoReply::Certificate(text())),
                NoReply::Certificate(_) => Unreachable(NoReply::TooLarge),
                NoReply::TooLarge => Unreachable(NoReply::TooMuch),
                NoReply::TooMuch => Unreachable(NoReply::Other(text())),
                NoReply::Other(_) => Status(404),
            },
            Some(Status(404)) => Status(401),
            Some(Status(401)) => Status(503),
            Some(Status(_)) => Redirected(FileKind::Feed, text()),
            Some(Redirected(FileKind::Feed, _)) => Redirected(FileKind::Page, text()),
            Some(Redirected(..)) => RedirectedTooOften,
            Some(RedirectedTooOften) => NotEncrypted(FileKind::Page),
            Some(NotEncrypted(FileKind::Page)) => NotEncrypted(FileKind::Feed),
            Some(NotEncrypted(_)) => MixedContent,
            Some(MixedContent) => WrongType {
                kind: FileKind::Core,
                is: String::new(),
            },
            Some(WrongType {
                kind: FileKind::Core,
                ..
            }) => WrongType {
                kind: FileKind::Script,
                is: text(),
            },
            Some(WrongType { .. }) => NoNosniff,
            Some(NoNosniff) => NotShared { is: text(), needed },
            Some(NotShared { .. }) => UnchangedNotShared { needed },
            Some(UnchangedNotShared { .. }) => NotExposed(vec!["Date"]),
            Some(NotExposed(_)) => Kept(String::new()),
            Some(Kept(is)) if is.is_empty() => Kept(text()),
            Some(Kept(_)) => Old(60),
            Some(Old(60)) => Old(10_000),
            Some(Old(_)) => NotKept(String::new()),
            Some(NotKept(_)) => NoMark,
            Some(NoMark) => NeverUnchanged,
            Some(NeverUnchanged) => NotPacked,
            Some(NotPacked) => BadlyPacked(text()),
            Some(BadlyPacked(_)) => NoVary,
            Some(NoVary) => NoDate,
            Some(NoDate) => Clock {
                seconds: 3600,
                all: true,
            },
            Some(Clock { all: true, .. }) => Clock {
                seconds: -3600,
                all: false,
            },
            Some(Clock { .. }) => Cookie,
            Some(Cookie) => NotFramed(text()),
            Some(NotFramed(_)) => NoFeed(1),
            Some(NoFeed(_)) => BadSignature(Flaw::Altered),
            Some(BadSignature(Flaw::Altered)) => BadSignature(Flaw::Transport(vec![Change::Crlf])),
            Some(BadSignature(_)) => Unsigned,
            Some(Unsigned) => OtherKey(text()),
            Some(OtherKey(_)) => KeysNotGiven,
            Some(KeysNotGiven) => OtherId("x".into(), "y".into()),
            Some(OtherId(..)) => Expired(LocalTime::default()),
            Some(Expired(_)) => Overdue(LocalTime::default()),
            Some(Overdue(_)) => NoEnd,
            Some(NoEnd) => Ahead(LocalTime::default()),
            Some(Ahead(_)) => Behind(2, 3, text()),
            Some(Behind(..)) => NotTheSame("x".into(), "y".into(), text()),
            Some(NotTheSame(..)) => Conflict(text()),
            Some(Conflict(_)) => NoElement,
            Some(NoElement) => NoScript,
            Some(NoScript) => OtherPageKeys,
            Some(OtherPageKeys) => Policy(text()),
            Some(Policy(_)) => NotAsked(FileKind::Script),
            Some(NotAsked(_)) => return None,
        })
    }

    #[test]
    fn every_fault_of_a_site_has_words_in_both_languages() {
        let mut count = 0;
        for fault in std::iter::successors(after(None), |fault| after(Some(fault))) {
            count += 1;
            let [german, english] = [MessageLang::De, MessageLang::En].map(|lang| {
                let said = lang.words().site_fault(&fault);
                assert!(!said.is_empty() && !said.contains('!'), "{said}");
                assert!(said.ends_with(['.', '?']), "{said}");
                if let Some(remedy) = fault.remedy() {
                    let said = lang.words().site_remedy(&remedy);
                    assert!(said.ends_with(':'), "{said}");
                }
                said
            });
            assert_ne!(german, english);
        }
        assert!(count > 50, "{count}");
    }

    #[test]
    fn what_a_server_says_is_quoted_in_one_line_and_not_too_long() {
        assert_eq!(quoted("a\r\nb"), "a  b");
        assert_eq!(quoted(&"ü".repeat(500)).chars().count(), QUOTED + 1);
    }
}
