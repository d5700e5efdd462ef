//! What is asked, in which order, and what was answered, as a value. Asked are the addresses that were given, where they
//! redirect to, what the pages name in `src`, and what lies on a server that was given.

use std::collections::VecDeque;

use url::Url;

use super::page::{self, Links};
use super::web::{Ask, Reply, Web};
use crate::cli::outcome::{Asked, FileKind, NoReply};

/// How often a redirect is followed for a page: browsers follow twenty.
const MAX_REDIRECTS: usize = 5;
/// How many files are asked for in all.
const MAX_FILES: usize = 40;
/// Who reads the feed on another site, if no page was given.
const ANYBODY: &str = "https://www.musterstadt.example";

/// What was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Given {
    /// Addresses of pages or feeds.
    pub urls: Vec<Url>,
    /// Pages that are to show the widget.
    pub hosts: Vec<Url>,
}

/// A file, and how it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    pub kind: FileKind,
    /// The address that was asked first.
    pub url: Url,
    /// Where it led, if it led elsewhere.
    pub end: Url,
    /// Whether it led on when it had led far enough.
    pub too_often: bool,
    pub reply: Result<Reply, NoReply>,
    /// What was answered to the mark of `reply`.
    pub again: Option<Result<Reply, NoReply>>,
    /// Whether a page of another site needs it.
    pub shared: bool,
    /// Whether a page with encryption needs it.
    pub secure: bool,
}

/// A page, and what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page {
    pub at: Url,
    pub links: Links,
    /// The policies that came with it.
    pub policies: Vec<String>,
    /// Whether it was given as a page that is to show the widget.
    pub is_host: bool,
}

/// All that was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    pub files: Vec<File>,
    pub pages: Vec<Page>,
    /// What pages name on servers that nobody has named.
    pub unasked: Vec<(FileKind, Url)>,
}

impl Seen {
    /// Lists what was asked.
    pub fn asked(&self) -> Vec<Asked> {
        let asked = self.files.iter().map(|file| Asked {
            url: file.url.to_string(),
            status: file.reply.as_ref().ok().map(|reply| reply.status),
            bytes: file.reply.as_ref().map_or(0, |reply| reply.body.len()),
        });
        asked.collect()
    }
}

/// A question that waits: its address, and what kind of file is expected. `None` is a page or a feed.
struct Next {
    kind: Option<FileKind>,
    url: Url,
    /// The page that names it.
    page: Option<Url>,
}

/// Asks, and returns what was answered.
pub(super) fn look(given: &Given, web: &mut dyn Web) -> Seen {
    let mut walk = Walk {
        web,
        given,
        seen: Seen::default(),
        queue: VecDeque::new(),
    };
    for url in &given.urls {
        walk.wants(None, url.clone(), None);
    }
    for url in &given.hosts {
        walk.wants(Some(FileKind::Page), url.clone(), None);
    }
    while let Some(next) = walk.queue.pop_front() {
        walk.ask(next);
    }
    walk.seen
}

struct Walk<'w> {
    web: &'w mut dyn Web,
    given: &'w Given,
    seen: Seen,
    queue: VecDeque<Next>,
}

impl Walk<'_> {
    /// Notes that a file is wanted, if it may be asked for.
    fn wants(&mut self, kind: Option<FileKind>, url: Url, page: Option<&Url>) {
        let is_given = self
            .given
            .urls
            .iter()
            .chain(&self.given.hosts)
            .chain(self.seen.pages.iter().map(|page| &page.at))
            .any(|given| given.origin() == url.origin());
        if !is_web(&url) {
            return;
        }
        if page.is_none() || is_given || kind == Some(FileKind::Feed) {
            let page = page.cloned();
            self.queue.push_back(Next { kind, url, page });
        } else if let Some(kind) = kind {
            self.seen.unasked.push((kind, url));
        }
    }

    fn ask(&mut self, next: Next) {
        let page = next.page.as_ref();
        let is_shared = page.is_some_and(|page| page.origin() != next.url.origin());
        let is_secure = page.is_some_and(|page| page.scheme() == "https");
        let known = |file: &&mut File| {
            file.url == next.url && next.kind.is_none_or(|kind| kind == file.kind)
        };
        if let Some(file) = self.seen.files.iter_mut().find(known) {
            file.shared |= is_shared;
            file.secure |= is_secure;
            return;
        }
        if self.seen.files.len() >= MAX_FILES {
            return;
        }
        let origin = match page {
            Some(page) if is_shared => page.origin().ascii_serialization(),
            _ => ANYBODY.to_owned(),
        };
        // The widget follows no redirect to a feed; pages and scripts may.
        let follows = next.kind != Some(FileKind::Feed);
        let (end, too_often, reply) = self.follow(&next.url, &origin, follows);
        let content = reply.as_ref().ok().and_then(|reply| reply.content().ok());
        let content = content.unwrap_or_default();
        let text = String::from_utf8_lossy(&content);
        let says_html = reply
            .as_ref()
            .is_ok_and(|reply| reply.header("content-type").starts_with("text/html"));
        let kind = next.kind.unwrap_or({
            let is_page = says_html || text.trim_start().starts_with('<');
            // Some servers answer with a page for whatever they do not have.
            match is_page && !next.url.path().ends_with(".json") {
                true => FileKind::Page,
                false => FileKind::Feed,
            }
        });
        let again = reply.as_ref().ok().filter(|reply| reply.status == 200);
        let etag = again.map(|reply| reply.header("etag")).unwrap_or_default();
        let again = (!etag.is_empty()).then(|| {
            self.web.get(&Ask {
                url: end.as_str(),
                origin: Some(&origin),
                etag: Some(&etag),
            })
        });
        match (&reply, kind) {
            (Ok(reply), FileKind::Page) if reply.status == 200 => {
                let links = page::links(&text, &end);
                let is_host = self.given.hosts.contains(&next.url);
                let header = reply.header("content-security-policy");
                let policies = [header].into_iter().chain(links.policies.clone());
                self.seen.pages.push(Page {
                    at: end.clone(),
                    policies: policies.filter(|policy| !policy.is_empty()).collect(),
                    links: links.clone(),
                    is_host,
                });
                for element in &links.elements {
                    for src in &element.src {
                        self.wants(Some(FileKind::Feed), src.clone(), Some(&end));
                    }
                }
                for (script, _) in &links.scripts {
                    self.wants(Some(FileKind::Script), script.clone(), Some(&end));
                }
                // The public address may be another one: what is asked here was given.
                let frame = links.frame.as_ref();
                if let Some(frame) = frame.filter(|frame| frame.origin() == end.origin()) {
                    self.wants(Some(FileKind::Page), frame.clone(), Some(&end));
                }
                for style in &links.styles {
                    self.wants(Some(FileKind::Style), style.clone(), Some(&end));
                }
            }
            (Ok(_), FileKind::Script) => {
                if let Some(core) = page::core(&text, &end) {
                    self.wants(Some(FileKind::Core), core, page);
                }
            }
            _ => {}
        }
        self.seen.files.push(File {
            kind,
            url: next.url,
            end,
            too_often,
            reply,
            again,
            shared: is_shared,
            secure: is_secure,
        });
    }

    /// Asks for an address and, if told to, for those that it leads to. Returns the last one, whether it leads on, and its
    /// answer.
    fn follow(
        &mut self,
        url: &Url,
        origin: &str,
        follows: bool,
    ) -> (Url, bool, Result<Reply, NoReply>) {
        let mut url = url.clone();
        let mut hops = 0;
        loop {
            let reply = self.web.get(&Ask {
                url: url.as_str(),
                origin: Some(origin),
                etag: None,
            });
            let next = reply
                .as_ref()
                .ok()
                .filter(|reply| reply.is_redirect())
                .and_then(|reply| url.join(&reply.header("location")).ok())
                .filter(is_web);
            match next {
                Some(next) if follows && hops < MAX_REDIRECTS => {
                    hops += 1;
                    url = next;
                }
                // Where it would lead is told and not asked.
                Some(next) if !follows => return (next, false, reply),
                next => return (url, next.is_some(), reply),
            }
        }
    }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.host().is_some()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Town, url};
    use super::*;

    fn look_at(town: &Town, urls: &[&str], hosts: &[&str]) -> (Seen, Vec<String>) {
        let given = Given {
            urls: urls.iter().map(|text| url(text)).collect(),
            hosts: hosts.iter().map(|text| url(text)).collect(),
        };
        let mut web = town.clone();
        let seen = look(&given, &mut web);
        (seen, web.asked)
    }

    #[test]
    fn a_page_leads_to_its_feed_its_script_and_the_core() {
        let (seen, asked) = look_at(&Town::sound(), &["https://stadt.example/"], &[]);
        let kinds: Vec<FileKind> = seen.files.iter().map(|file| file.kind).collect();
        assert_eq!(
            kinds,
            [
                FileKind::Page,
                FileKind::Feed,
                FileKind::Script,
                FileKind::Style,
                FileKind::Core
            ]
        );
        // Each once whole, and once whether it has changed.
        assert_eq!(asked.len(), 10, "{asked:#?}");
    }

    #[test]
    fn a_page_with_a_public_address_leads_to_its_page_for_frames() {
        let led = |address: &str| {
            let mut town = Town::sound();
            let link = format!(
                "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{address}oembed.en.json\"></head>"
            );
            town.change("https://stadt.example/", |reply| {
                let page = String::from_utf8_lossy(&reply.body).into_owned();
                reply.body = page.replace("</head>", &link).into_bytes();
            });
            look_at(&town, &["https://stadt.example/"], &[])
        };
        let frame = |host: &str| format!("https://{host}/frame.en.html");
        let (_, asked) = led("https://stadt.example/");
        assert!(asked.contains(&frame("stadt.example")), "{asked:#?}");
        let (seen, asked) = led("https://else.example/");
        assert!(!asked.iter().any(|url| url.contains("frame")), "{asked:#?}");
        assert_eq!(seen.unasked, []);
    }

    #[test]
    fn only_what_was_given_or_stands_in_src_is_asked() {
        let mut town = Town::sound();
        town.change("https://stadt.example/", |reply| {
            let page = String::from_utf8_lossy(&reply.body).into_owned();
            let page = page
                .replace(
                    "src=\"status.json\"",
                    "src=\"https://spiegel.example/s.json\"",
                )
                .replace(
                    "src=\"amts-status/",
                    "src=\"https://cdn.example/amts-status/",
                )
                .replace("</body>", "<img src=https://zaehler.example/></body>");
            reply.body = page.into_bytes();
        });
        let (seen, asked) = look_at(&town, &["https://stadt.example/"], &[]);
        assert!(asked.contains(&"https://spiegel.example/s.json".to_owned()));
        for other in ["cdn.example", "zaehler.example"] {
            assert!(!asked.iter().any(|url| url.contains(other)), "{asked:#?}");
        }
        assert_eq!(seen.unasked.len(), 1);
        assert_eq!(seen.unasked[0].0, FileKind::Script);
        // Whoever names the server has it asked.
        let both = ["https://stadt.example/", "https://cdn.example/status.json"];
        let (seen, _) = look_at(&town, &both, &[]);
        assert_eq!(seen.unasked, []);
    }

    #[test]
    fn redirects_end_and_a_feed_is_not_followed() {
        let mut town = Town::sound();
        town.redirect("https://stadt.example/runde", "https://stadt.example/runde");
        let (seen, asked) = look_at(&town, &["https://stadt.example/runde"], &[]);
        assert!(seen.files[0].too_often);
        assert_eq!(asked.len(), MAX_REDIRECTS + 1);
        town.redirect(
            "https://stadt.example/status.json",
            "https://innen.example/",
        );
        let (_, asked) = look_at(&town, &["https://stadt.example/"], &[]);
        assert!(!asked.iter().any(|url| url.contains("innen")), "{asked:#?}");
        // No other scheme is followed anywhere.
        town.redirect("https://stadt.example/datei", "file:///etc/passwd");
        let (_, asked) = look_at(&town, &["https://stadt.example/datei"], &[]);
        assert_eq!(asked.len(), 1);
    }

    #[test]
    fn a_page_with_endless_addresses_ends() {
        let mut town = Town::sound();
        town.change("https://stadt.example/", |reply| {
            let many: String = (0..1000).map(|n| format!("s{n}.json ")).collect();
            reply.body = format!("<amts-status src=\"{many}\">").into_bytes();
        });
        let (seen, asked) = look_at(&town, &["https://stadt.example/"], &[]);
        assert_eq!(seen.files.len(), MAX_FILES);
        assert!(asked.len() <= 2 * MAX_FILES);
    }

    #[test]
    fn a_feed_alone_is_asked_as_by_another_site() {
        let (seen, _) = look_at(&Town::sound(), &["https://stadt.example/status.json"], &[]);
        assert_eq!(seen.files.len(), 1);
        assert_eq!(seen.files[0].kind, FileKind::Feed);
        assert!(!seen.files[0].shared);
    }
}
