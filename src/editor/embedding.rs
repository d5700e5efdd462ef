//! The lines for a homepage: what a webmaster pastes, and what the page's policy has to allow.

use crate::i18n::Lang;
use crate::render::markup::escape;
use crate::trust::Key;

/// The version whose bundle the lines name.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How the widget is put into a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embedding {
    /// Where the folder `amts-status` of the widget lies: an address, or a path on the page's own server.
    pub bundle: String,
    /// The addresses of the feed, separated by white space.
    pub src: String,
    /// One line that is unfolded.
    pub is_compact: bool,
    /// The ids of the only entries that are shown; all where it is empty.
    pub only: Vec<String>,
    /// The language; that of the page where it is `None`.
    pub lang: Option<Lang>,
    /// Dark, or light; that of the page where it is `None`.
    pub is_dark: Option<bool>,
    /// The level of the first heading, from 1 to 6; 2 where it is `None`.
    pub heading: Option<u8>,
    /// The keys of which one must have signed the feed.
    pub keys: Vec<Key>,
    /// The id that the feed must have. It belongs to keys.
    pub feed: String,
    /// The address of a snapshot; none where it is empty.
    pub snapshot: String,
    /// The hash of the script, if it is known.
    pub integrity: Option<String>,
}

impl Embedding {
    /// Returns the address of the script.
    pub fn script_address(&self) -> String {
        let folder = self.bundle.trim().trim_end_matches('/');
        format!("{folder}/{VERSION}/amts-status.js")
    }

    /// Returns the line that loads the widget.
    pub fn script(&self) -> String {
        let integrity = self.integrity.as_ref().map_or_else(String::new, |hash| {
            format!(" integrity=\"{}\" crossorigin=\"anonymous\"", escape(hash))
        });
        let address = escape(&self.script_address());
        format!("<script type=\"module\" src=\"{address}\"{integrity}></script>")
    }

    /// Returns the element. Its end tag is on a line of its own, with room for what is seen without a script.
    pub fn element(&self) -> String {
        let mut attributes = vec![("src", joined(&self.src))];
        let mut add = |name, value: String| attributes.push((name, value));
        if self.is_compact && self.only.is_empty() {
            add("view", "compact".to_owned());
        }
        if !self.only.is_empty() {
            add("only", self.only.join(" "));
        }
        if let Some(lang) = self.lang {
            add("lang", lang.tag().to_owned());
        }
        if let Some(is_dark) = self.is_dark {
            add("theme", if is_dark { "dark" } else { "light" }.to_owned());
        }
        if let Some(heading) = self.heading {
            add("heading", heading.to_string());
        }
        // What is not signed is not fetched where keys are pinned.
        if !self.snapshot.trim().is_empty() && self.keys.is_empty() {
            add("snapshot", self.snapshot.trim().to_owned());
        }
        if !self.keys.is_empty() {
            let keys: Vec<String> = self.keys.iter().map(Key::to_string).collect();
            add("keys", keys.join(" "));
            add("feed", self.feed.clone());
        }
        let attributes = attributes
            .iter()
            .map(|(name, value)| format!(" {name}=\"{}\"", escape(value)));
        format!(
            "<amts-status{}>\n</amts-status>",
            attributes.collect::<String>()
        )
    }

    /// Returns the directives that a page with a Content-Security-Policy needs.
    pub fn policy(&self) -> String {
        let script = origin(&self.bundle);
        let mut asked = vec![script.clone()];
        asked.extend(self.src.split_whitespace().map(origin));
        if self.keys.is_empty() {
            asked.extend(self.snapshot.split_whitespace().map(origin));
        }
        let mut once: Vec<String> = Vec::new();
        for origin in asked {
            if !once.contains(&origin) {
                once.push(origin);
            }
        }
        format!(
            "script-src {script} 'wasm-unsafe-eval'; connect-src {}",
            once.join(" ")
        )
    }
}

/// Returns the server of an address as a policy names it; a path is on the page's own.
fn origin(address: &str) -> String {
    let address = address.trim();
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| Some((*scheme, address.strip_prefix(scheme)?)));
    match rest {
        Some((scheme, rest)) => {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            // Nothing in a host may begin another directive.
            let is_plain =
                |char: &char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | ':');
            let host: String = host.chars().take_while(is_plain).collect();
            format!("{scheme}{host}")
        }
        None => "'self'".to_owned(),
    }
}

fn joined(addresses: &str) -> String {
    addresses.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attributes::Attributes;
    use crate::components::View;

    const KEY: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFow/qdHv3nDAyd0+WO3Og4qNdALq1EoODx3utnw5WB/";

    fn plain() -> Embedding {
        Embedding {
            bundle: "https://status.example/amts-status/".to_owned(),
            src: "https://www.musterstadt.example/status.json".to_owned(),
            ..Embedding::default()
        }
    }

    /// Reads the attributes of an element as the widget does.
    fn read(element: &str) -> Attributes {
        Attributes::read(|name| {
            let (_, rest) = element.split_once(&format!(" {name}=\""))?;
            Some(rest.split('"').next()?.replace("&amp;", "&"))
        })
    }

    #[test]
    fn two_lines_are_those_of_the_guide() {
        let guide = include_str!("../../docs/einbetten.md");
        let embedding = plain();
        assert!(
            guide.contains(&embedding.script()),
            "{}",
            embedding.script()
        );
        let element = embedding.element().replace('\n', "");
        assert!(guide.contains(&element), "{element}");
        assert!(
            guide.contains(&embedding.policy()),
            "{}",
            embedding.policy()
        );
    }

    #[test]
    fn the_widget_reads_what_was_chosen() {
        let embedding = Embedding {
            only: vec!["pass".to_owned(), "amt".to_owned()],
            lang: Some(Lang::DeSimple),
            is_dark: Some(true),
            heading: Some(3),
            keys: vec![Key::parse(KEY).unwrap(); 2],
            feed: "musterstadt".to_owned(),
            src: " https://a.example/s.json?a=1&b=2\n https://b.example/s.json ".to_owned(),
            ..plain()
        };
        let element = embedding.element();
        let read = read(&element);
        assert_eq!(
            read.src.0,
            "https://a.example/s.json?a=1&b=2 https://b.example/s.json"
        );
        assert_eq!(
            (read.only.0.as_slice(), &*read.lang),
            (embedding.only.as_slice(), "de-simple")
        );
        assert_eq!((read.heading.0, &*read.feed), (3, "musterstadt"));
        assert!(element.contains(" theme=\"dark\""), "{element}");
        assert!(read.complaints().is_empty());
        assert_eq!(Key::parse_all(&read.pinned().unwrap().0).0, embedding.keys);
        let compact = Embedding {
            is_compact: true,
            ..plain()
        };
        assert_eq!(super::tests::read(&compact.element()).view, View::Compact);
        // Without effect beside `only`, so it is not written.
        let both = Embedding {
            only: vec!["pass".to_owned()],
            ..compact
        };
        assert!(!both.element().contains("view"));
    }

    #[test]
    fn the_policy_names_each_server_once_and_own_paths_as_self() {
        let own = Embedding {
            bundle: "/amts-status".to_owned(),
            src: "/status.json https://spiegel.example/a.json https://spiegel.example/b.json"
                .to_owned(),
            snapshot: "https://c.example/status.de.html".to_owned(),
            ..Embedding::default()
        };
        assert_eq!(
            own.policy(),
            "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' https://spiegel.example https://c.example"
        );
        // A snapshot is not signed, so it is neither named nor allowed where keys are pinned.
        let pinned = Embedding {
            keys: vec![Key::parse(KEY).unwrap()],
            ..own
        };
        assert!(!pinned.element().contains("snapshot") && !pinned.policy().contains("c.example"));
    }

    #[test]
    fn no_text_leaves_its_attribute_or_its_directive() {
        let hostile = Embedding {
            bundle: "https://a.example;script-src *\"><script>".to_owned(),
            src: "\"><img src=x onerror=1>".to_owned(),
            integrity: Some("\" onload=\"x".to_owned()),
            ..Embedding::default()
        };
        for line in [hostile.script(), hostile.element()] {
            assert!(
                !line.contains("\"><") || line.ends_with("\"></script>"),
                "{line}"
            );
            assert!(
                !line.contains("<img") && !line.contains("onload=\"x"),
                "{line}"
            );
        }
        assert!(!hostile.policy().contains('*'), "{}", hostile.policy());
    }
}
