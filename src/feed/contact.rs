//! Decides what may become a link: web addresses, mail addresses and telephone numbers. Everything else stays text.

/// Returns the address if it may stand in `href`: `https` with a host that has a dot, without user name, spaces or
/// control characters (docs/faults.md, row 19), and at most 2,048 bytes long.
pub fn web_link(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let plain = !url.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\');
    let named = has(host, b'.') && !host.starts_with('.') && !has(host, b'@');
    (plain && named && url.len() <= 2_048).then_some(url)
}

/// Returns the `mailto:` link for a mail address of ordinary form.
pub fn mail_link(address: &str) -> Option<String> {
    let (name, domain) = address.split_once('@')?;
    let plain = |part: &str, more: &[u8]| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || more.contains(&byte))
    };
    (plain(name, b"._+-") && plain(domain, b".-") && has(domain, b'.'))
        .then(|| ["mailto:", address].concat())
}

/// A telephone number that can be dialled, and how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// The link: `tel:` and the number in E.164 (RFC 3966), or a short number (110, 112, 115) as it is.
    pub link: String,
    /// The number for the eye: groups as in DIN 5008 (a space behind the area code, a hyphen before the extension), a
    /// German number without its country code.
    pub display: String,
    /// Whether the writing separates area code and number. If it does not, nobody else can.
    pub grouped: bool,
}

impl Phone {
    /// Parses a number as people write it: `+49 7473 370-121`, `07473/370-121`, `(0385) 7440363`, `115`. Returns `None`
    /// if it has letters, `*` or `#` (row 20), or is too short or too long to be dialled.
    pub fn parse(number: &str) -> Option<Self> {
        let groups = groups(number)?;
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        let all = digits(&groups);
        let (link, display) = if let Some(abroad) = groups.strip_prefix('+') {
            if !(7..=15).contains(&all.len()) || all.starts_with('0') {
                return None;
            }
            match abroad.strip_prefix("49").map(str::trim_start) {
                // `+49 (07473)`: the zero is dialled only inside Germany.
                Some(home) => {
                    let home = home.strip_prefix('0').unwrap_or(home);
                    (["tel:+49", &digits(home)].concat(), ["0", home].concat())
                }
                None => (["tel:+", &all].concat(), groups.clone()),
            }
        } else if let Some(home) = all.strip_prefix('0') {
            // E.164 allows 15 digits with the country code; a German number has at least 5 behind its 0.
            if !(6..=14).contains(&all.len()) || home.starts_with('0') {
                return None;
            }
            (["tel:+49", home].concat(), groups.clone())
        } else if is_short_number(&all) {
            (["tel:", &all].concat(), groups.clone())
        } else {
            return None;
        };
        let short = !has(&link, b'+');
        Some(Self {
            grouped: short || has(display.trim_start_matches('+'), b' '),
            link,
            display,
        })
    }
}

/// Tells whether digits are a short number of Germany: emergency, police, authorities, harmonised (116 117) or
/// directory enquiries (118 xx). Any other number without an area code cannot be dialled from a mobile telephone.
fn is_short_number(digits: &str) -> bool {
    matches!(digits, "110" | "112" | "115")
        || (digits.len() == 6 && digits.starts_with("116"))
        || (digits.len() == 5 && digits.starts_with("118"))
}

/// Rewrites a number with one space between its groups and `-` before an extension. Returns `None` if it has other
/// characters or two extensions.
fn groups(number: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = number.trim().chars();
    while let Some(char) = rest.next() {
        if char == '('
            && let Some(after) = rest.as_str().strip_prefix("0)")
        {
            // `+49 (0) 7473`: the zero is dialled only inside Germany.
            rest = after.chars();
            continue;
        }
        match char {
            '0'..='9' => out.push(char),
            '+' if out.is_empty() => out.push('+'),
            // Two extensions or two numbers: nobody can tell which one to dial.
            '-' | '–' | '‑' | '/' if has(&out, b'-') => return None,
            '-' | '–' | '‑' => {
                let end = out.trim_end().len();
                out.truncate(end);
                out.push('-');
            }
            ' ' | '\u{a0}' | '\u{202f}' | '/' | '(' | ')' | '.' => {
                if !out.is_empty() && !out.ends_with([' ', '-', '+']) {
                    out.push(' ');
                }
            }
            _ => return None,
        }
    }
    out.truncate(out.trim_end_matches([' ', '-']).len());
    // `0385-7440363`: the first hyphen of a number without any space stands where DIN 5008 has the space.
    if !has(&out, b' ') && out.starts_with('0') && out.len() > 7 {
        out = out.replacen('-', " ", 1);
    }
    Some(out)
}

/// Tells whether `text` contains an ASCII character. (`str::contains` adds a kilobyte of code for searching strings.)
fn has(text: &str, byte: u8) -> bool {
    text.as_bytes().contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn phone(number: &str, link: &str, display: &str) {
        let phone = Phone::parse(number).unwrap_or_else(|| panic!("{number} is not read"));
        assert_eq!(
            (phone.link.as_str(), phone.display.as_str()),
            (link, display)
        );
        assert!(phone.grouped, "{number}");
    }

    #[test]
    fn numbers_are_dialled_in_e164_and_shown_as_din_5008_groups_them() {
        phone("+49 7473 370-121", "tel:+497473370121", "07473 370-121");
        phone(
            "+49 (0) 7473 / 370 - 121",
            "tel:+497473370121",
            "07473 370-121",
        );
        phone("0385 7440363", "tel:+493857440363", "0385 7440363");
        phone("(0385) 7440363", "tel:+493857440363", "0385 7440363");
        phone("0385/7440363", "tel:+493857440363", "0385 7440363");
        phone("0385-7440363", "tel:+493857440363", "0385 7440363");
        phone("+49 (07473) 370-121", "tel:+497473370121", "07473 370-121");
        phone("+43 1 4000", "tel:+4314000", "+43 1 4000");
        phone("115", "tel:115", "115");
        phone("116 117", "tel:116117", "116 117");
    }

    #[test]
    fn a_number_without_groups_is_dialled_and_said_to_lack_them() {
        let phone = Phone::parse("+493857440363").unwrap();
        assert_eq!(phone.link, "tel:+493857440363");
        assert!(!phone.grouped);
    }

    #[test]
    fn what_is_no_number_is_not_dialled() {
        for wrong in [
            "*21#",
            "07473 370-121/122",
            "07473 370-121 – 125",
            "370-121",
            "370121",
            "0800 PIZZA",
            "12",
            "7440363",
            "0",
            "+49",
            "00 49 7473 370",
            "",
            "+49 7473 370121 4567 8901",
            "++49 7473 370",
            "0385 12\u{202e}34567",
        ] {
            assert_eq!(Phone::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_https_becomes_a_link() {
        assert!(web_link("https://www.moessingen.de/Cyberangriff").is_some());
        for wrong in [
            "http://www.moessingen.de/",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://moessingen.de@evil.example/",
            "https://evil.example\\@moessingen.de/",
            "https://moessingen.de/a b",
            "https://localhost/",
            "//moessingen.de",
            "",
        ] {
            assert_eq!(web_link(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_plain_addresses_get_mail() {
        assert_eq!(
            mail_link("info@moessingen.de").as_deref(),
            Some("mailto:info@moessingen.de")
        );
        for wrong in [
            "info",
            "a@b",
            "a@b.de?bcc=evil@x.de",
            "a b@c.de",
            "a@b@c.de",
        ] {
            assert_eq!(mail_link(wrong), None, "{wrong}");
        }
    }
}
