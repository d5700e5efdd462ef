//! A QR code as a drawing: an address for a telephone's camera.

use qrcodegen::{QrCode, QrCodeEcc};
use yew::prelude::*;

/// Light modules around the code, without which a camera does not find it (ISO/IEC 18004).
const QUIET: i32 = 4;

/// The most modules on a side. With more of them in a code of 3 cm, each is finer than half a millimetre, and a camera
/// cannot tell them apart through the glass of a door.
const FINEST: i32 = 57;

/// Draws the QR code of an address, with a label for screen readers. Draws nothing if the address is too long for a
/// camera. Each module is half a millimetre unless the stylesheet says otherwise.
pub fn qr_code(address: &str, label: &str) -> Html {
    let Some(code) = modules(address) else {
        return Html::default();
    };
    let side = code.size() + 2 * QUIET;
    let area = format!("0 0 {side} {side}");
    let size = format!("{}mm", (side + 1) / 2);
    html! {
        <svg class="amts-code" role="img" aria-label={label.to_owned()} width={size.clone()} height={size}
            viewBox={area} shape-rendering="crispEdges">
            <path d={path(&code)} />
        </svg>
    }
}

/// Encodes an address at level M, which still works if 15 % of the code is damaged: paper at a door gets wet and
/// creased. Returns `None` if the code has more than [`FINEST`] modules on a side.
fn modules(address: &str) -> Option<QrCode> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    (code.size() <= FINEST).then_some(code)
}

/// Returns the SVG path: each run of dark modules in a row is a bar one unit high.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let row: Vec<bool> = (0..code.size()).map(|x| code.get_module(x, y)).collect();
        let mut left = QUIET;
        for run in row.chunk_by(|one, next| one == next) {
            let length = run.len() as i32;
            if run[0] {
                path += &format!("M{left} {}h{length}v1h-{length}z", y + QUIET);
            }
            left += length;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the dark modules that a path draws, as a reader of SVG would.
    fn drawn(path: &str) -> Vec<(i32, i32)> {
        let mut dark = Vec::new();
        for bar in path.split_terminator('z') {
            let (at, rest) = bar.strip_prefix('M').unwrap().split_once('h').unwrap();
            let (left, top) = at.split_once(' ').unwrap();
            let (left, top): (i32, i32) = (left.parse().unwrap(), top.parse().unwrap());
            let (length, back) = rest.split_once("v1h-").unwrap();
            assert_eq!(length, back, "{bar}");
            let length: i32 = length.parse().unwrap();
            dark.extend((left..left + length).map(|x| (x, top)));
        }
        dark
    }

    #[test]
    fn the_drawing_has_the_modules_of_the_code_and_a_quiet_zone() {
        for address in [
            "https://www.moessingen.de/",
            "https://www.stadtverwaltung-menden.de/aktuelles/notfall?stand=heute#telefon",
        ] {
            let code = modules(address).unwrap();
            let mut expected = Vec::new();
            for y in 0..code.size() {
                for x in 0..code.size() {
                    if code.get_module(x, y) {
                        expected.push((x + QUIET, y + QUIET));
                    }
                }
            }
            let dark = drawn(&path(&code));
            assert_eq!(dark, expected, "{address}");
            // The three corners by which a camera finds it.
            let far = code.size() - 7;
            for (x, y) in [(0, 0), (far, 0), (0, far)] {
                for (dx, dy) in [(0, 0), (6, 0), (0, 6), (6, 6), (3, 3)] {
                    assert!(dark.contains(&(x + dx + QUIET, y + dy + QUIET)));
                }
            }
        }
    }

    #[test]
    fn an_address_too_long_for_a_camera_has_no_code() {
        let address = format!("https://www.stadt.example/{}", "x".repeat(400));
        assert!(modules(&address).is_none());
    }
}
