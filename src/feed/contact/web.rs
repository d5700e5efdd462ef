//! Web addresses: which of them may become a link.

use super::host::is_host;

/// Returns the address if it may stand in `href`: `https` with a host that has a dot, without user name, spaces or
/// control characters, not ending with a full stop (docs/faults.md, row 19), and at most 2,048 bytes long.
pub fn web_link(url: &str) -> Option<&str> {
    let rest = without_scheme(url)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    let plain = !url.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\');
    let port = port.bytes().all(|byte| byte.is_ascii_digit());
    // The full stop of a sentence leads to a page that does not exist.
    let ended = url.ends_with('.');
    (plain && is_host(host) && port && !ended && url.len() <= 2_048).then_some(url)
}

/// Returns the address without its `https://`, which may stand in capitals. Returns `None` for any other scheme.
pub fn without_scheme(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_at_checked("https://".len())?;
    scheme.eq_ignore_ascii_case("https://").then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_19_only_https_becomes_a_link() {
        for url in [
            "https://www.moessingen.de/Cyberangriff",
            "HTTPS://www.moessingen.de/",
            "https://www.moessingen.de:8443/",
            "https://www.müllheim.de/",
            "https://www.xn--mllheim-n2a.de/",
        ] {
            assert_eq!(web_link(url), Some(url));
        }
        for wrong in [
            "http://www.moessingen.de/",
            "www.moessingen.de",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://moessingen.de@evil.example/",
            "https://moessingen.de:x@evil.example/",
            "https://evil.example\\@moessingen.de/",
            "https://moessingen.de/a b",
            "https://moessingen.de/a.",
            "https://localhost/",
            "//moessingen.de",
            "äääää",
            "",
        ] {
            assert_eq!(web_link(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn row_19_a_host_in_letters_that_look_like_others_is_no_link() {
        // The first has a Cyrillic о, the second is Cyrillic throughout, the third has a full-width full stop.
        for wrong in [
            "https://www.mоessingen.de/",
            "https://оса.example/",
            "https://moessingen.de．evil.example/",
        ] {
            assert_eq!(web_link(wrong), None, "{wrong}");
        }
    }
}
