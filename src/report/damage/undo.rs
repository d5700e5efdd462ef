//! What a feed may have been before it was changed on its way: each change is undone, alone and with the others.

use super::Change;
use crate::feed::json::BOM;

/// One change, and what was there before it.
type Undone = (Change, Vec<u8>);

/// Returns what the feed may have been before it was changed, and by which changes.
pub(super) fn candidates(content: &[u8]) -> Vec<(Vec<Change>, Vec<u8>)> {
    let mut all = vec![(Vec::new(), content.to_vec())];
    let mut step = |undo: fn(&[u8]) -> Vec<Undone>| {
        let mut more = Vec::new();
        for (changes, content) in &all {
            for (change, content) in undo(content) {
                more.push(([&changes[..], &[change]].concat(), content));
            }
        }
        all.append(&mut more);
    };
    step(|content| match content.trim_ascii_start() {
        trimmed if trimmed.len() < content.len() => vec![(Change::Gap, trimmed.to_vec())],
        _ => vec![],
    });
    step(|content| match content.strip_prefix(BOM) {
        Some(rest) => vec![(Change::InnerBom, rest.to_vec())],
        None => vec![(Change::NoBom, [BOM, content].concat())],
    });
    step(line_ends);
    step(ends);
    all
}

/// Undoes a change of all line ends.
fn line_ends(content: &[u8]) -> Vec<Undone> {
    let mut lines = Vec::with_capacity(content.len());
    for (at, byte) in content.iter().enumerate() {
        if !(*byte == b'\r' && content.get(at + 1) == Some(&b'\n')) {
            lines.push(*byte);
        }
    }
    if lines.len() < content.len() {
        return vec![(Change::Crlf, lines)];
    }
    let crlf = |byte: &u8| match byte {
        b'\n' => vec![b'\r', b'\n'],
        byte => vec![*byte],
    };
    match content.contains(&b'\n') {
        true => vec![(Change::Lf, content.iter().flat_map(crlf).collect())],
        false => vec![],
    }
}

/// Undoes a change of the white space at the end.
fn ends(content: &[u8]) -> Vec<Undone> {
    let trimmed = content.trim_ascii_end();
    let before = ["", "\n", "\r\n", "\n\n", "\r\n\r\n"];
    before
        .iter()
        .map(|end| [trimmed, end.as_bytes()].concat())
        .filter(|before| before != content)
        .map(|before| match before.len() < content.len() {
            true => (Change::Added, before),
            false => (Change::Cut, before),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Change;
    use super::super::fixture::{FEED, crlf, signed, was};

    #[test]
    fn changed_line_ends_are_found() {
        use Change::{Armour, Crlf, Lf};
        was(crlf(&signed(FEED)), &[Crlf]);
        was(signed(&crlf(FEED)).replace('\r', ""), &[Lf]);
        let parts = signed(FEED).replace(FEED, "");
        was(parts.clone() + &crlf(FEED), &[Crlf]);
        was(crlf(&parts) + FEED, &[Armour]);
        was(signed("{}").replace('\n', "\r\n"), &[Armour]);
        was(crlf(&signed(&crlf(FEED)).replace('\r', "")), &[Armour]);
    }

    #[test]
    fn byte_order_marks_are_found() {
        use Change::{Bom, Crlf, InnerBom, NoBom};
        let whole = signed(FEED);
        was(format!("\u{feff}{whole}"), &[Bom]);
        was(format!("\u{feff}{}", crlf(&whole)), &[Bom, Crlf]);
        was(whole.replace('{', "\u{feff}{"), &[InnerBom]);
        let marked = signed(&format!("\u{feff}{FEED}"));
        was(marked.replace('\u{feff}', ""), &[NoBom]);
    }

    #[test]
    fn white_space_around_is_found() {
        use Change::{Added, Cut, Gap, Start};
        let whole = signed(FEED);
        was(format!("{whole}\n"), &[Added]);
        was(format!("{whole}  \r\n"), &[Added]);
        was(whole.trim_end(), &[Cut]);
        was(signed(FEED.trim_end()) + "\n", &[Added]);
        was(format!("\n {whole}"), &[Start]);
        was(whole.replace("-----\n{", "-----\n\n{"), &[Gap]);
    }
}
