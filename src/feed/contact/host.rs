//! Names of hosts: which may stand in a link, and how mail programs need them.

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

/// Writes the name of a host in ASCII: `müllheim.de` as `xn--mllheim-n2a.de` (RFC 5891).
pub fn in_ascii(host: &str) -> String {
    let mut out = String::new();
    let mut label = Vec::new();
    for char in host.chars().chain(['.']) {
        if char == '.' {
            punycode(&label, &mut out);
            out.push('.');
            label.clear();
        } else {
            label.push(lower(char));
        }
    }
    out.pop();
    out
}

/// Returns the number of a letter of a host in lower case. (`to_lowercase` brings tables of all scripts, 6 KB.)
fn lower(char: char) -> u32 {
    let code = u32::from(char.to_ascii_lowercase());
    if (0xC0..0xDF).contains(&code) {
        code + 0x20
    } else {
        code
    }
}

/// Encodes a label by Punycode, if it is not in ASCII (RFC 3492, section 6.3, with the parameters of section 5).
fn punycode(label: &[u32], out: &mut String) {
    let ascii = || {
        label
            .iter()
            .filter_map(|code| u8::try_from(*code).ok().filter(u8::is_ascii))
    };
    let basic = ascii().count();
    if basic < label.len() {
        out.push_str("xn--");
    }
    out.extend(ascii().map(char::from));
    if basic < label.len() && basic > 0 {
        out.push('-');
    }
    let mut handled = basic as u32;
    let (mut code, mut delta, mut bias) = (128, 0, 72);
    // Each round encodes the places of the smallest character that has not been handled yet.
    while let Some(next) = label.iter().copied().filter(|next| *next >= code).min() {
        delta += (next - code) * (handled + 1);
        code = next;
        for other in label {
            if *other < code {
                delta += 1;
            } else if *other == code {
                number(delta, bias, out);
                bias = adapt(delta, handled + 1, handled == basic as u32);
                (delta, handled) = (0, handled + 1);
            }
        }
        (delta, code) = (delta + 1, code + 1);
    }
}

/// Writes a number with digits from `a` to `9`, whose weights follow from `bias`.
fn number(mut rest: u32, bias: u32, out: &mut String) {
    let digit =
        |value: u32| char::from(b"abcdefghijklmnopqrstuvwxyz0123456789"[value as usize % 36]);
    for place in 1.. {
        let threshold = (36_u32 * place).saturating_sub(bias).clamp(1, 26);
        if rest < threshold {
            break;
        }
        out.push(digit(threshold + (rest - threshold) % (36 - threshold)));
        rest = (rest - threshold) / (36 - threshold);
    }
    out.push(digit(rest));
}

/// Returns the next bias.
fn adapt(delta: u32, handled: u32, first: bool) -> u32 {
    let mut delta = delta / if first { 700 } else { 2 };
    delta += delta / handled;
    let mut bias = 0;
    while delta > 455 {
        delta /= 35;
        bias += 36;
    }
    bias + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_ascii_is_what_registries_know() {
        for (name, ascii) in [
            ("musterstadt.example", "musterstadt.example"),
            ("müllheim.de", "xn--mllheim-n2a.de"),
            ("MÜLLHEIM.de", "xn--mllheim-n2a.de"),
            ("www.bücher.example", "www.xn--bcher-kva.example"),
            ("gröönlandhof.de", "xn--grnlandhof-fcba.de"),
            ("straße.example", "xn--strae-oqa.example"),
            ("äöü.example", "xn--4ca0bs.example"),
            ("città-è-più.example", "xn--citt--pi-2ya5ftj.example"),
        ] {
            assert_eq!(in_ascii(name), ascii);
        }
    }

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
