//! English about a published site.

use super::super::probing::{Probing, list, quoted};
use crate::cli::outcome::{Asked, FileKind, NoReply, Remedy, SiteFault};
use crate::i18n::Lang;
use crate::report::damage::Flaw;
use crate::report::{En, moment};

impl Probing for En {
    fn asked(&self, files: &[Asked]) -> String {
        list("This was asked:", "no answer:", "bytes", files)
    }

    fn site_errors(&self) -> &'static str {
        "ERRORS: change these, or have them changed."
    }

    fn site_hints(&self) -> &'static str {
        "HINTS: have a look. The site works like this too."
    }

    fn site_fault(&self, fault: &SiteFault) -> String {
        match fault {
            SiteFault::Unreachable(why) => no_reply(why),
            SiteFault::Status(status) => status_of(*status),
            SiteFault::Redirected(FileKind::Feed, to) => format!(
                "The feed is redirected to {}. The widget follows no redirect. Name the address everywhere at which the file really lies.",
                quoted(to)
            ),
            SiteFault::Redirected(_, to) => format!(
                "This address redirects to {}. Better name that one.",
                quoted(to)
            ),
            SiteFault::RedirectedTooOften => {
                "This address redirects again and again. Browsers give up. Ask the host to check the redirects.".into()
            }
            SiteFault::NotEncrypted(FileKind::Page) => {
                "The page comes without encryption (http). It can be changed on its way, and is not readable without a network. Ask the host for https.".into()
            }
            SiteFault::NotEncrypted(_) => {
                "The file comes without encryption (http). It can be changed on its way, and pages with https may not load it. Ask the host for https.".into()
            }
            SiteFault::MixedContent => {
                "The page has https, this file only http. Browsers do not load it. Name the address with https.".into()
            }
            SiteFault::WrongType { kind, is } => wrong_type(*kind, is),
            SiteFault::NoNosniff => "Browsers may guess what this file is.".into(),
            SiteFault::NotShared { is, needed } => {
                let is = match is.as_str() {
                    "" => String::new(),
                    is => format!(" The server allows it only for: {}.", quoted(is)),
                };
                let needed = match needed {
                    true => " On the page that you named, the widget does not work for this reason.",
                    false => "",
                };
                format!("Pages on other servers may not read this file.{is}{needed}")
            }
            SiteFault::UnchangedNotShared { .. } => {
                "The answer \"unchanged\" (304) lacks the permission for other pages. There, every second request fails.".into()
            }
            SiteFault::NotExposed(headers) => format!(
                "On other pages the widget cannot read what the server sends here: {}. There it does not notice a wrong clock or an old answer.",
                headers.join(", ")
            ),
            SiteFault::Kept(is) => match is.as_str() {
                "" => "The server does not say how long this file holds. Caches may hand out an old one.".into(),
                is => format!(
                    "Browsers and caches may keep this file without asking. News comes late then. The server says: {}.",
                    quoted(is)
                ),
            },
            SiteFault::Old(seconds) => format!(
                "This answer comes out of a cache and is {} old. Ask the host not to keep this file there.",
                duration(*seconds)
            ),
            SiteFault::NotKept(_) => {
                "This file never changes, but browsers ask for it at each visit. That takes time on slow networks.".into()
            }
            SiteFault::NoMark => {
                "The answer has no ETag. The whole file is sent each time.".into()
            }
            SiteFault::NeverUnchanged => {
                "The whole file is sent even if it has not changed. The server does not answer with 304.".into()
            }
            SiteFault::NotPacked => {
                "The file comes uncompressed. That takes time on slow networks.".into()
            }
            SiteFault::BadlyPacked(encoding) => format!(
                "The file cannot be unpacked ({}). Browsers do not show it.",
                quoted(encoding)
            ),
            SiteFault::NoVary => {
                "The file comes compressed, and caches are not told.".into()
            }
            SiteFault::NoDate => {
                "The server does not say what time it is. Then the widget does not notice old answers.".into()
            }
            SiteFault::Clock { seconds, all } => {
                let off = duration(seconds.unsigned_abs());
                let way = match *seconds > 0 {
                    true => "fast",
                    false => "slow",
                };
                match all {
                    false => format!("The clock of this server is {off} {way}."),
                    true => format!(
                        "The clock of this server is {off} {way}, compared with your computer. First see whether your computer is right. Otherwise the host should set the server's clock (NTP)."
                    ),
                }
            }
            SiteFault::Cookie => {
                "The server sets a cookie. The widget needs none, and your privacy statement may say something else. Ask the host to leave it out.".into()
            }
            SiteFault::NotFramed(by) => format!(
                "Other pages cannot show this page in a frame: {}. Ask the host to leave that out for this file.",
                quoted(by)
            ),
            SiteFault::NoFeed(errors) => match errors {
                1 => "This is no feed that can be read. Save it and have it checked: amtsstatus check.".into(),
                errors => format!(
                    "This is no feed that can be read, it has {errors} errors. Save it and have it checked: amtsstatus check."
                ),
            },
            SiteFault::BadSignature(flaw) => signature(flaw),
            SiteFault::Unsigned => {
                "The feed is not signed. Pages with keys do not show it. Upload your status.signed.json.".into()
            }
            SiteFault::OtherKey(print) => format!(
                "The feed is signed with another key: {print}. Pages with your keys do not show it. If you do not know this key, somebody else may have exchanged the file."
            ),
            SiteFault::KeysNotGiven => {
                "The feed is signed, but nobody has said by whom it should be. Name the key with --key.".into()
            }
            SiteFault::OtherId(own, page) => format!(
                "The feed is \"{own}\", and the page waits for \"{}\". It does not show it.",
                quoted(page)
            ),
            SiteFault::Expired(until) => format!(
                "The feed was valid only until {}. Publish a new one.",
                moment(Lang::En, *until)
            ),
            SiteFault::Overdue(next) => format!(
                "The next update was promised for {}. Publish it, even if nothing has changed.",
                moment(Lang::En, *next)
            ),
            SiteFault::NoEnd => {
                "The feed does not say until when it holds (valid_until). An old copy can look current for a long time.".into()
            }
            SiteFault::Ahead(issued) => format!(
                "The feed was issued on {}, which lies in the future. Check issued and the clock of your computer.",
                moment(Lang::En, *issued)
            ),
            SiteFault::Behind(own, newest, there) => format!(
                "Here is still seq {own}, at {} already seq {newest}. Upload the new feed here too.",
                quoted(there)
            ),
            SiteFault::NotTheSame(own, other, there) => format!(
                "Here is the feed \"{own}\", at {} the feed \"{other}\". Mirrors must have the same.",
                quoted(there)
            ),
            SiteFault::Conflict(there) => format!(
                "At {} is the same seq with other content. Raise seq, and upload the file to all servers.",
                quoted(there)
            ),
            SiteFault::NoElement => {
                "This page has no <amts-status>. If a script puts it there, name the address of the feed too.".into()
            }
            SiteFault::NoScript => {
                "This page has <amts-status>, but not the script amts-status.js. It shows only what stands between the tags.".into()
            }
            SiteFault::OtherPageKeys => {
                "The keys on this page are not those that you named, or they have another order. Is the page right?".into()
            }
            SiteFault::Policy(_) => {
                "The Content-Security-Policy of this page blocks the widget.".into()
            }
            SiteFault::NotAsked(kind) => {
                let what = match kind {
                    FileKind::Script => "The script",
                    FileKind::Style => "The stylesheet",
                    FileKind::Core => "The core",
                    FileKind::Feed => "The feed",
                    FileKind::Page => "The page",
                };
                format!("{what} lies on another server and was not looked at. To have that done, name an address there too.")
            }
        }
    }

    fn site_remedy(&self, remedy: &Remedy) -> String {
        match remedy {
            Remedy::Policy(_) => "Ask the people who run the page for this directive:".into(),
            Remedy::Clock => "Ask the host to set the clock, for example like this:".into(),
            _ => "Ask the people who run the server for this setting:".into(),
        }
    }
}

fn no_reply(why: &NoReply) -> String {
    match why {
        NoReply::NoHost => {
            "There is no such name on the network. Is the address right? Is there a network here?"
                .into()
        }
        NoReply::Refused => {
            "No web server answers there. Ask the host whether it is running.".into()
        }
        NoReply::Slow => {
            "The answer takes too long. Ask the host whether the server is overloaded.".into()
        }
        NoReply::Certificate(why) => format!(
            "The encryption is not right, browsers warn here. Ask the host to check the certificate ({}).",
            quoted(why)
        ),
        NoReply::TooLarge => "The file is far too large.".into(),
        NoReply::TooMuch => {
            "Not asked any more: all together took too long. Ask one by one.".into()
        }
        NoReply::Other(why) => format!("The request failed: {}.", quoted(why)),
    }
}

fn status_of(status: u16) -> String {
    match status {
        404 | 410 => {
            format!("There is no such file ({status}). Is it uploaded, and is the address right?")
        }
        401 | 403 => format!(
            "The server does not hand out the file ({status}). Everybody must be able to read it, without signing in and without riddles against robots."
        ),
        status => format!(
            "The server answers with {status}. Ask the host to look for the reason in its log."
        ),
    }
}

fn wrong_type(kind: FileKind, is: &str) -> String {
    let is = match is {
        "" => "The server names no content type.".to_owned(),
        is => format!("The server names the content type {}.", quoted(is)),
    };
    let means = match kind {
        FileKind::Page => "Browsers may show the page as text then, or download it.",
        FileKind::Script => "Browsers do not run the script then.",
        FileKind::Style => "Browsers ignore the stylesheet then.",
        FileKind::Core => "The widget begins later then.",
        FileKind::Feed => "The widget does not mind, other programs might.",
    };
    format!("{is} {means}")
}

fn signature(flaw: &Flaw) -> String {
    let what = match flaw {
        Flaw::Transport(_) => "The feed was changed on its way, the signature no longer fits.",
        Flaw::Altered => "The signature of the feed does not fit its content.",
        _ => "The feed bears no signature that holds.",
    };
    format!("{what} Pages with keys do not show it. More is said by: amtsstatus verify.")
}

fn duration(seconds: u64) -> String {
    let (count, one) = match seconds {
        0..120 => (seconds, "second"),
        120..7200 => (seconds / 60, "minute"),
        7200..172_800 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}
