//! Whether a page's Content-Security-Policy lets the widget run (CSP 3): what it asks for, and which directive lacks it.

use url::Url;

/// What the widget wants to do on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wants<'u> {
    /// The page.
    pub page: &'u Url,
    /// The scripts, each with the nonce that its tag has.
    pub scripts: Vec<(Url, String)>,
    /// The stylesheets.
    pub styles: Vec<Url>,
    /// What is fetched: feeds, the core.
    pub fetched: Vec<Url>,
}

/// Returns the directives that keep the widget from running, as they should be. `policies` are those of the header and of
/// the page; each of them has to allow everything.
pub(super) fn blocked(policies: &[String], wants: &Wants<'_>) -> Vec<String> {
    let single = policies.iter().flat_map(|policy| policy.split(','));
    let mut all: Vec<String> = single.flat_map(|policy| of_one(policy, wants)).collect();
    all.sort();
    all.dedup();
    all
}

fn of_one(policy: &str, wants: &Wants<'_>) -> Vec<String> {
    let policy = Policy::parse(policy);
    let mut blocked = Vec::new();
    if let Some(directive) = policy.get(&["sandbox"])
        && !directive.has("allow-scripts")
    {
        blocked.push(directive.with(&["allow-scripts".to_owned()]));
    }
    let mut add = |names: &[&str], missing: &dyn Fn(&Directive) -> Vec<String>| {
        // A page without such a directive allows it.
        let Some(directive) = policy.get(names) else {
            return;
        };
        let mut missing = missing(directive);
        missing.dedup();
        if !missing.is_empty() {
            // What `default-src` says goes on for everything else.
            let directive = Directive {
                name: match directive.name.as_str() {
                    "default-src" => names[names.len() - 2].to_owned(),
                    name => name.to_owned(),
                },
                sources: directive.sources.clone(),
            };
            blocked.push(directive.with(&missing));
        }
    };
    add(
        &["script-src-elem", "script-src", "default-src"],
        &|directive| {
            let refused = wants.scripts.iter().filter(|(url, nonce)| {
                let by_nonce = !nonce.is_empty() && directive.has(&format!("'nonce-{nonce}'"));
                // Then the servers in the list do not count.
                let by_host =
                    !directive.has("'strict-dynamic'") && directive.allows(url, wants.page);
                !by_nonce && !by_host
            });
            let needed = |(url, _): &(Url, String)| match directive.has("'strict-dynamic'") {
                true => "'nonce-…'".to_owned(),
                false => origin(url, wants.page),
            };
            refused.map(needed).collect()
        },
    );
    add(&["script-src", "default-src"], &|directive| {
        let is_allowed = directive.has("'wasm-unsafe-eval'") || directive.has("'unsafe-eval'");
        match is_allowed {
            true => Vec::new(),
            false => vec!["'wasm-unsafe-eval'".to_owned()],
        }
    });
    let refused = |directive: &Directive, urls: &[Url]| -> Vec<String> {
        let refused = urls.iter().filter(|url| !directive.allows(url, wants.page));
        refused.map(|url| origin(url, wants.page)).collect()
    };
    add(&["connect-src", "default-src"], &|directive| {
        refused(directive, &wants.fetched)
    });
    add(
        &["style-src-elem", "style-src", "default-src"],
        &|directive| refused(directive, &wants.styles),
    );
    joined(blocked)
}

/// Joins what two questions found of the same directive.
fn joined(blocked: Vec<String>) -> Vec<String> {
    let mut all: Vec<Directive> = Vec::new();
    for directive in blocked.iter().filter_map(|text| Directive::parse(text)) {
        match all.iter_mut().find(|other| other.name == directive.name) {
            Some(other) => {
                for source in directive.sources {
                    if !other.has(&source) {
                        other.sources.push(source);
                    }
                }
            }
            None => all.push(directive),
        }
    }
    all.iter().map(|directive| directive.with(&[])).collect()
}

fn origin(url: &Url, page: &Url) -> String {
    match url.origin() == page.origin() {
        true => "'self'".to_owned(),
        false => url.origin().ascii_serialization(),
    }
}

struct Policy(Vec<Directive>);

impl Policy {
    fn parse(text: &str) -> Self {
        Self(text.split(';').filter_map(Directive::parse).collect())
    }

    /// Returns the first of these directives that there is.
    fn get(&self, names: &[&str]) -> Option<&Directive> {
        names
            .iter()
            .find_map(|name| self.0.iter().find(|directive| directive.name == *name))
    }
}

struct Directive {
    name: String,
    sources: Vec<String>,
}

impl Directive {
    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        Some(Self {
            name: words.next()?.to_ascii_lowercase(),
            sources: words.map(str::to_owned).collect(),
        })
    }

    fn has(&self, source: &str) -> bool {
        self.sources
            .iter()
            .any(|own| own.eq_ignore_ascii_case(source))
    }

    /// Writes the directive with more sources.
    fn with(&self, more: &[String]) -> String {
        let own = self.sources.iter();
        // Beside others, "none" means nothing and confuses.
        let own = own.filter(|source| more.is_empty() || *source != "'none'");
        let words: Vec<&str> = std::iter::once(self.name.as_str())
            .chain(own.chain(more).map(String::as_str))
            .collect();
        words.join(" ")
    }

    fn allows(&self, url: &Url, page: &Url) -> bool {
        self.sources.iter().any(|source| matches(source, url, page))
    }
}

/// Tells whether a source of a policy covers an address (CSP 3, section 6.7.2.8).
fn matches(source: &str, url: &Url, page: &Url) -> bool {
    let source = source.to_ascii_lowercase();
    let upgraded = |from: &str, to: &str| from == to || (from == "http" && to == "https");
    match source.as_str() {
        "*" => return matches!(url.scheme(), "http" | "https"),
        "'self'" => {
            let same = url.host() == page.host() && upgraded(page.scheme(), url.scheme());
            let ports = (url.port_or_known_default(), page.port_or_known_default());
            return same && (ports.0 == ports.1 || url.port().is_none() && page.port().is_none());
        }
        _ => {}
    }
    if let Some(scheme) = source.strip_suffix(':') {
        return upgraded(scheme, url.scheme());
    }
    if source.starts_with('\'') {
        return false;
    }
    let (scheme, rest) = match source.split_once("://") {
        Some((scheme, rest)) => (scheme.to_owned(), rest),
        None => (page.scheme().to_owned(), source.as_str()),
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let own = url.host_str().unwrap_or_default();
    let is_host = match host.strip_prefix("*.") {
        Some(domain) => own
            .strip_suffix(domain)
            .is_some_and(|sub| sub.ends_with('.')),
        None => host == "*" || host == own,
    };
    let is_port = match port {
        Some("*") => true,
        Some(port) => url.port_or_known_default().map(|own| own.to_string()) == Some(port.into()),
        None => url.port().is_none(),
    };
    let is_path = match path {
        "" | "/" => true,
        folder if folder.ends_with('/') => url.path().to_ascii_lowercase().starts_with(folder),
        file => url.path().eq_ignore_ascii_case(file),
    };
    upgraded(&scheme, url.scheme()) && is_host && is_port && is_path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    fn of(policies: &[&str], nonce: &str) -> Vec<String> {
        let page = url("https://www.dorf.example/");
        let policies: Vec<String> = policies.iter().map(ToString::to_string).collect();
        blocked(
            &policies,
            &Wants {
                page: &page,
                scripts: vec![(
                    url("https://status.example/amts-status/0.1.0/amts-status.js"),
                    nonce.to_owned(),
                )],
                styles: Vec::new(),
                fetched: vec![
                    url("https://status.example/amts-status/0.1.0/amts-core-1.wasm"),
                    url("https://www.dorf.example/status.json"),
                ],
            },
        )
    }

    #[test]
    fn what_the_documents_ask_for_is_enough() {
        for policy in [
            "",
            "img-src 'self'",
            "script-src https://status.example 'wasm-unsafe-eval'; connect-src https://status.example https://www.dorf.example",
            "default-src 'self' status.example 'wasm-unsafe-eval'",
            "default-src https: 'unsafe-eval'",
            "default-src *; script-src *.example:* 'wasm-unsafe-eval'",
            "script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'",
            "script-src https://status.example/amts-status/ 'wasm-unsafe-eval'",
        ] {
            assert_eq!(of(&[policy], "abc"), [""; 0], "{policy}");
        }
    }

    #[test]
    fn what_is_missing_is_named_with_what_is_there() {
        for (policy, expected) in [
            (
                "default-src 'self'",
                &[
                    "connect-src 'self' https://status.example",
                    "script-src 'self' https://status.example 'wasm-unsafe-eval'",
                ][..],
            ),
            (
                "default-src 'none'",
                &[
                    "connect-src https://status.example 'self'",
                    "script-src https://status.example 'wasm-unsafe-eval'",
                ],
            ),
            (
                "script-src https://status.example",
                &["script-src https://status.example 'wasm-unsafe-eval'"],
            ),
            (
                "script-src 'nonce-xyz' 'wasm-unsafe-eval'",
                &["script-src 'nonce-xyz' 'wasm-unsafe-eval' https://status.example"],
            ),
            (
                "script-src https://status.example 'strict-dynamic' 'wasm-unsafe-eval'",
                &[
                    "script-src https://status.example 'strict-dynamic' 'wasm-unsafe-eval' 'nonce-…'",
                ],
            ),
            (
                "connect-src https://status.example/feeds/ 'self'",
                &["connect-src https://status.example/feeds/ 'self' https://status.example"],
            ),
            (
                "script-src http://status.example:8080 *.status.example xstatus.example 'wasm-unsafe-eval'",
                &[
                    "script-src http://status.example:8080 *.status.example xstatus.example 'wasm-unsafe-eval' https://status.example",
                ],
            ),
            (
                "sandbox allow-forms",
                &["sandbox allow-forms allow-scripts"],
            ),
        ] {
            assert_eq!(of(&[policy], ""), expected, "{policy}");
        }
    }

    #[test]
    fn of_several_policies_each_counts() {
        let first = "script-src * 'wasm-unsafe-eval'";
        let second = "img-src *, connect-src 'self'";
        assert_eq!(
            of(&[first, second], ""),
            ["connect-src 'self' https://status.example"]
        );
    }

    #[test]
    fn what_is_packed_in_a_page_may_be_loaded_over_a_better_connection() {
        let (secure, plain) = (url("https://a.example/x"), url("http://a.example/"));
        assert!(matches("'self'", &secure, &plain));
        assert!(!matches("'self'", &plain, &secure));
        assert!(matches("http://a.example", &secure, &plain));
        assert!(!matches("https://a.example", &plain, &plain));
    }
}
