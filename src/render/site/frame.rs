//! The page for frames, `frame.html`, for those who may paste an address and nothing else; and what oEmbed says of it, so
//! that WordPress and others make a frame of the emergency page's address.
//!
//! It has the widget and nothing beside it. embed/amts-framed.js reads from its query what of the widget is asked for.

use std::rc::Rc;

use serde_json::json;

use super::super::markup::escape;
use super::super::{beginning, snapshot};
use super::{BUNDLE, MARK, PAGE, Site, anchor, files, origin};
use crate::components::{View, ViewOptions};
use crate::feed::bidi::isolated_line;
use crate::feed::contact::web_link;
use crate::i18n::Lang;

/// The page for frames.
pub const FRAME: &str = "frame.html";
/// What oEmbed says of a page.
pub const OEMBED: &str = "oembed.json";

/// How wide and high the frame is until the page has told its height: on a phone, the line of the demo has 229 px. WordPress
/// allows 200 to 1,000.
const WIDTH: u32 = 600;
const HEIGHT: u32 = 240;

/// The public address of a site's folder: `https`, with a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Parses the address of the folder, or of a page in it. Returns `None` without `https`, with a query or a fragment, or
    /// with a host that a policy cannot name.
    pub fn parse(text: &str) -> Option<Self> {
        let url = web_link(text.trim())?;
        let origin = origin(url).filter(|_| !url.contains(['?', '#']))?;
        let path = &url[origin.len()..];
        let folder = match path.rsplit_once('/') {
            Some((folder, page)) if page.is_empty() || page.ends_with(".html") => folder,
            _ => path,
        };
        Some(Self(format!("{origin}{folder}/")))
    }

    /// Returns the address of a file in the folder.
    fn of(&self, name: &str) -> String {
        // The first page is what the folder itself shows.
        let name = if name == PAGE { "" } else { name };
        format!("{}{name}", self.0)
    }

    fn origin(&self) -> &str {
        origin(&self.0).unwrap_or_default()
    }
}

/// Reads from a page that was made here the public address of its site.
pub fn address(page: &str) -> Option<Address> {
    let (_, link) = page.split_once("\"application/json+oembed\"")?;
    let address = super::attribute(link, " href=\"")?;
    Address::parse(address.rsplit_once('/')?.0)
}

impl Site {
    /// Returns the page for frames. `first` is the site's first language.
    ///
    /// Without JavaScript it shows everything, since nothing else reads the query. What of the compact view differs stands in
    /// a template, so that the line is there before the core. It has no landmark, since the page around it has its own.
    pub fn frame(&self, first: Lang) -> String {
        let words = &self.lang.language().page;
        format!(
            r#"{beginning}<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<base target="_blank">
<title>{title}</title>
{discovery}<link rel="icon" href="{BUNDLE}/amts-icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{BUNDLE}/amts-framed.css">
<link rel="stylesheet" href="{BUNDLE}/amts-status.css">
<script src="{BUNDLE}/amts-framed.js"></script>
<script type="module" src="{BUNDLE}/amts-status.js"></script>
</head>
<body>
{element}
{snapshot}
</amts-status>
<template>{line}</template>
<div role="status"><p class="framed-address" hidden>{address} <span dir="ltr" translate="no"></span></p></div>
</body>
</html>
"#,
            beginning = beginning(self.lang, &self.frame_policy(), MARK),
            title = escape(&self.frame_title()),
            discovery = self.discovery(first),
            element = self.element(first),
            snapshot = self.snapshot(View::Full),
            line = self.compact_line(),
            address = words.address,
        )
    }

    /// Returns the snapshot in a view.
    pub(super) fn snapshot(&self, view: View) -> String {
        let options = ViewOptions {
            lang: self.lang,
            view,
            ..ViewOptions::default()
        };
        snapshot(Rc::clone(&self.feed), options, self.now)
    }

    /// Returns the compact view without all that unfolds in it: the full view has that too.
    fn compact_line(&self) -> String {
        let compact = self.snapshot(View::Compact);
        let line = compact.split_once("<section");
        let line = line.zip(compact.rsplit_once("</section>"));
        line.map_or_else(String::new, |((before, _), (_, behind))| {
            format!("{before}{behind}")
        })
    }

    /// Names the site's own server too, where it is known: in a frame that is sandboxed, WebKit takes `'self'` for nobody.
    fn frame_policy(&self) -> String {
        let own = match &self.address {
            Some(address) => format!("'self' {}", address.origin()),
            None => "'self'".to_owned(),
        };
        let others = self.src.origins().into_iter();
        let others: String = others.map(|origin| format!(" {origin}")).collect();
        format!(
            "default-src 'none'; script-src {own} 'wasm-unsafe-eval'; style-src {own}; connect-src {own}{others}; \
             img-src {own}; base-uri 'none'; form-action 'none'"
        )
    }

    fn frame_title(&self) -> String {
        let title = format!("{}: {}", self.lang.words().current_status, self.publisher());
        isolated_line(title, self.lang.tag())
    }

    /// Links what oEmbed says of this page, where the site's public address is known: the link has to be absolute.
    pub(super) fn discovery(&self, first: Lang) -> String {
        let link = |address: &Address| {
            let url = address.of(&files::name_in(OEMBED, self.lang, first));
            format!(
                "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}\">\n",
                escape(&url)
            )
        };
        self.address.as_ref().map_or_else(String::new, link)
    }

    /// Returns what oEmbed says (version 1.0, <https://oembed.com>), or `None` where the public address is not known.
    ///
    /// Others keep it for long, so it has nothing that changes. WordPress shows the quotation until the frame tells its height;
    /// without one it does not load the script that resizes frames.
    pub fn oembed(&self, first: Lang) -> Option<String> {
        let address = self.address.as_ref()?;
        let named = |name: &str| address.of(&files::name_in(name, self.lang, first));
        let title = self.frame_title();
        let html = format!(
            "<blockquote>{link}</blockquote><iframe src=\"{frame}?view=compact\" title=\"{name}\" width=\"{WIDTH}\" \
             height=\"{HEIGHT}\" frameborder=\"0\"></iframe>",
            link = anchor(&named(PAGE), &title),
            frame = escape(&named(FRAME)),
            name = escape(&title),
        );
        let mut said = json!({
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": self.publisher(),
            "provider_url": address.of(PAGE),
            "html": html,
            "width": WIDTH,
            "height": HEIGHT,
            "generator": MARK,
        });
        // Another crate of the same build may have switched serde_json to the order of insertion.
        said.sort_all_objects();
        Some(format!("{said:#}\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Src, fixture};
    use super::*;

    fn site(address: &str) -> Site {
        Site {
            address: Address::parse(address),
            ..fixture::site("", "")
        }
    }

    #[test]
    fn an_address_is_that_of_a_folder_with_https() {
        for (given, folder) in [
            (
                "https://status.stadt.example",
                "https://status.stadt.example/",
            ),
            (
                " https://stadt.example/notfall ",
                "https://stadt.example/notfall/",
            ),
            (
                "https://stadt.example/notfall/",
                "https://stadt.example/notfall/",
            ),
            (
                "https://stadt.example:8443/a/index.en.html",
                "https://stadt.example:8443/a/",
            ),
        ] {
            assert_eq!(
                Address::parse(given),
                Some(Address(folder.to_owned())),
                "{given}"
            );
        }
        for wrong in [
            "",
            "http://stadt.example/",
            "stadt.example",
            "notfall/",
            "https://stadt.example/?a",
            "https://stadt.example/#a",
            "https://münchen.example/",
            "https://a.example;script-src",
            "javascript:alert(1)",
        ] {
            assert_eq!(Address::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_address_is_read_back_from_the_page() {
        let site = site("https://stadt.example/notfall/");
        assert_eq!(address(&site.page()), site.address);
        assert_eq!(
            address(&site.in_language(Lang::En).page_among(Lang::De, &[])),
            site.address
        );
        assert_eq!(address(&fixture::site("", "").page()), None);
        assert_eq!(address(""), None);
    }

    #[test]
    fn what_oembed_says_is_what_consumers_ask_for() {
        let site = site("https://stadt.example/notfall/");
        let said: serde_json::Value =
            serde_json::from_str(&site.oembed(Lang::De).unwrap()).unwrap();
        assert_eq!(
            (&said["version"], &said["type"]),
            (&json!("1.0"), &json!("rich"))
        );
        assert_eq!(
            (&said["width"], &said["height"]),
            (&json!(600), &json!(240))
        );
        assert_eq!(
            said["html"],
            "<blockquote><a href=\"https://stadt.example/notfall/\">Aktueller Stand: Stadt</a></blockquote>\
             <iframe src=\"https://stadt.example/notfall/frame.html?view=compact\" title=\"Aktueller Stand: Stadt\" \
             width=\"600\" height=\"240\" frameborder=\"0\"></iframe>"
        );
        assert_eq!(said["provider_url"], "https://stadt.example/notfall/");
        // Consumers keep it: nothing that changes with the next publication may stand in it.
        assert!(!said.to_string().contains("Pass"), "{said}");
        let said = site.in_language(Lang::En).oembed(Lang::De).unwrap();
        assert!(said.contains("/frame.en.html?view=compact"), "{said}");
        assert!(said.contains("Current status: Stadt"), "{said}");
    }

    #[test]
    fn nothing_of_a_feed_becomes_markup_of_a_host() {
        let mut site = site("https://stadt.example/");
        let feed = r#"{ "version": 1, "id": "a", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": { "name": "</a></title>\"><script>", "url": "https://a.example/" },
            "entries": [ { "id": "a", "kind": "service", "name": "Pass", "state": "available" } ] }"#;
        site.feed = Rc::new(crate::feed::Feed::read(feed.as_bytes()).unwrap().0);
        let said: serde_json::Value =
            serde_json::from_str(&site.oembed(Lang::De).unwrap()).unwrap();
        let html = said["html"].as_str().unwrap();
        assert_eq!(html.matches('<').count(), 6, "{html}");
        assert!(
            html.contains(
                "title=\"Aktueller Stand: &lt;/a&gt;&lt;/title&gt;&quot;&gt;&lt;script&gt;\""
            ),
            "{html}"
        );
        let frame = site.frame(Lang::De);
        assert_eq!(frame.matches("<script").count(), 2, "{frame}");
        assert_eq!(frame.matches("</title>").count(), 1, "{frame}");
    }

    #[test]
    fn without_a_public_address_nothing_is_said_of_oembed() {
        let site = fixture::site("", "");
        assert_eq!(site.oembed(Lang::De), None);
        assert!(!site.page().contains("oembed") && !site.frame(Lang::De).contains("oembed"));
    }

    #[test]
    fn the_discovery_comes_before_the_data_of_which_wordpress_reads_only_the_beginning() {
        let page = site("https://stadt.example/").page();
        let (head, _) = page.split_once("application/ld+json").unwrap();
        assert!(
            head.contains("href=\"https://stadt.example/oembed.json\""),
            "{head}"
        );
    }

    #[test]
    fn the_frame_has_the_widget_and_nothing_beside_it() {
        let frame = fixture::site("", "").frame(Lang::De);
        let (_, body) = frame.split_once("<body>\n").unwrap();
        assert!(
            body.starts_with("<amts-status src=\"status.json\">\n<!--email_off-->"),
            "{body}"
        );
        let (_, behind) = body.split_once("</amts-status>\n<template>").unwrap();
        let (line, behind) = behind.split_once("</template>\n").unwrap();
        assert!(
            line.contains("<details") && line.contains("<summary>"),
            "{line}"
        );
        assert!(
            !line.contains("<section") && line.ends_with("</details></div><!--/email_off-->"),
            "{line}"
        );
        assert_eq!(
            behind,
            "<div role=\"status\"><p class=\"framed-address\" hidden>Die Adresse: <span dir=\"ltr\" translate=\"no\"></span></p></div>\n\
             </body>\n</html>\n"
        );
        assert!(
            !frame.contains("frame-ancestors")
                && !frame.contains("amts-page")
                && !frame.contains("manifest")
        );
    }

    #[test]
    fn the_frame_may_load_from_its_own_server_and_ask_the_feeds() {
        let policy = |address: &str| {
            let mut site = site(address);
            site.src = Src::parse("status.json https://spiegel.example/s.json").unwrap();
            site.frame_policy()
        };
        assert_eq!(
            policy(""),
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' \
             https://spiegel.example; img-src 'self'; base-uri 'none'; form-action 'none'"
        );
        // WebKit: a sandboxed frame is of no origin, and 'self' is nobody.
        let known = policy("https://stadt.example/notfall/");
        for directive in ["script-src", "style-src", "connect-src", "img-src"] {
            assert!(
                known.contains(&format!("{directive} 'self' https://stadt.example")),
                "{known}"
            );
        }
    }

    #[test]
    fn the_frame_pins_what_the_page_pins() {
        let mut site = fixture::site("", "");
        site.keys = vec!["ssh-ed25519 AAAA".to_owned()];
        assert!(
            site.frame(Lang::De).contains(
                "<amts-status src=\"status.json\" keys=\"ssh-ed25519 AAAA\" feed=\"a\">\n"
            )
        );
        let english = site.in_language(Lang::En).frame(Lang::De);
        assert!(english.contains(" feed=\"a\" lang=\"en\">\n"), "{english}");
    }
}
