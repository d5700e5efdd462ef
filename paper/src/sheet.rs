//! The stylesheet of a printed widget, with the code of an address in it.

use crate::code::{code, push};

/// The look of the paper.
const LOOK: &str = include_str!("../../styles/paper.css");

/// Two pixels of CSS are half a millimetre: what a camera tells apart.
const UNIT: usize = 2;

/// The stylesheet for a widget that is published at `address`. The code is the shape of a box, so that it needs no element
/// and no image, which a strict policy would not load. Nothing is published at an address that is empty.
pub fn sheet(address: &str) -> String {
    let mut sheet = LOOK.to_owned();
    if let Some(code) = code(address, UNIT).filter(|_| !address.is_empty()) {
        sheet.push_str(".amts-source::before{--side:");
        push(&mut sheet, code.side);
        sheet.push_str("px;clip-path:path(\"");
        sheet.push_str(&code.path);
        sheet.push_str("\");content:\"\"}");
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_has_its_size_and_its_shape() {
        let sheet = sheet("https://www.moessingen.de/");
        let (look, code) = sheet.split_at(LOOK.len());
        assert_eq!(look, LOOK);
        // 25 modules, 8 for the quiet zone.
        let begin = ".amts-source::before{--side:66px;clip-path:path(\"M8 8h14v2h-14z";
        assert!(code.starts_with(begin), "{code}");
        assert!(code.ends_with("z\");content:\"\"}"), "{code}");
    }

    #[test]
    fn no_address_and_one_too_long_have_no_code() {
        assert_eq!(sheet(""), LOOK);
        assert_eq!(sheet(&"x".repeat(300)), LOOK);
    }

    /// It goes to the script one byte at a time (src/exports.rs).
    #[test]
    fn all_of_it_is_ascii() {
        assert!(sheet("https://a.example/").is_ascii());
    }
}
