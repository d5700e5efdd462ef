//! Names of hosts: which may stand in a link.

use super::has;

/// Tells whether a text is the name of a host, with a dot, that may stand in a link: in Latin letters, those of
/// Western Europe included. Letters of other scripts can look like them, so a name in such letters has to be written as
/// browsers send it (`xn--…`).
pub fn is_host(host: &str) -> bool {
    let mut labels = host.as_bytes().split(|byte| *byte == b'.');
    has(host, b'.') && labels.all(|label| !label.is_empty()) && host.chars().all(is_letter)
}

/// Tells whether a character may stand in the name of a host: ASCII, or a letter of Western Europe (ä, ß, é).
fn is_letter(char: char) -> bool {
    match char {
        '×' | '÷' => false,
        'À'..='ÿ' => true,
        _ => char.is_ascii_alphanumeric() || char == '-' || char == '.',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_has_a_dot_and_latin_letters() {
        for host in ["a.de", "müllheim.de", "xn--mllheim-n2a.de", "a.b-c.d1"] {
            assert!(is_host(host), "{host}");
        }
        for wrong in [
            "",
            "localhost",
            ".de",
            "a.",
            "a..de",
            "mоe.de",
            "a_b.de",
            "a×b.de",
            "a@b.de",
        ] {
            assert!(!is_host(wrong), "{wrong}");
        }
    }
}
