//! A QR code (ISO/IEC 18004) as a path: an address for a telephone's camera.
//!
//! Only what an address needs: bytes, correction level M, versions 1 to 10. A crate for all of the standard is six times
//! as large, and is what the tests compare with.

/// Light modules around the code, without which a camera does not find it.
const QUIET: usize = 4;

/// Of each version the data and the correction codewords of a block, and the number of blocks. A sixth of a code may be lost:
/// paper at a door gets wet and creased. Version 10 has 57 modules a side: more are finer than half a millimetre in a code of
/// 3 cm, which a camera does not tell apart through a door's glass.
const VERSIONS: [(usize, usize, usize); 10] = [
    (16, 10, 1),
    (28, 16, 1),
    (44, 26, 1),
    (64, 18, 2),
    (86, 24, 2),
    (108, 16, 4),
    (124, 18, 4),
    (154, 22, 4),
    (182, 22, 5),
    (216, 26, 5),
];

/// A square and the dark bars in it, as SVG and CSS draw them.
#[derive(Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Units a side, quiet zone included.
    pub side: usize,
    /// Each run of dark modules in a row as a bar.
    pub path: String,
}

/// The code of an address, each module so many units wide; nothing where the address is too long.
pub fn code(address: &str, unit: usize) -> Option<Drawing> {
    let code = Code::of(address.as_bytes())?;
    Some(Drawing {
        side: (code.width + 2 * QUIET) * unit,
        path: code.path(unit),
    })
}

/// Decimal digits, without the formatter, which is larger than the encoder.
pub(crate) fn push(text: &mut String, number: usize) {
    if number > 9 {
        push(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// The modules of a code, row by row.
#[derive(Clone)]
struct Code {
    width: usize,
    dark: Vec<bool>,
    /// What is the same in every code of that version, and takes no data.
    fixed: Vec<bool>,
}

impl Code {
    fn of(bytes: &[u8]) -> Option<Self> {
        let fits = |(index, (data, ..)): &(usize, &(usize, usize, usize))| {
            bytes.len() + 2 + index / 9 <= *data
        };
        let (index, &(data, correction, blocks)) = VERSIONS.iter().enumerate().find(fits)?;
        let mut code = Self::empty(index + 1);
        code.place(&interleaved(
            &data_codewords(bytes, index + 1, data),
            correction,
            blocks,
        ));
        (0..8)
            .map(|mask| code.masked(mask))
            .min_by_key(Self::penalty)
    }

    /// With all that is fixed.
    fn empty(version: usize) -> Self {
        let width = 17 + 4 * version;
        let mut code = Self {
            width,
            dark: vec![false; width * width],
            fixed: vec![false; width * width],
        };
        for at in 0..width {
            code.fix(at, 6, at % 2 == 0);
            code.fix(6, at, at % 2 == 0);
        }
        // Finders with their light rims; the rims of two are cut off by the edge.
        let far = width - 7;
        for (left, top) in [(0, 0), (far, 0), (0, far)] {
            for (x, y) in square(0, 9) {
                let (at_x, at_y) = (left + x, top + y);
                if (1..=width).contains(&at_x) && (1..=width).contains(&at_y) {
                    let ring = x.abs_diff(4).max(y.abs_diff(4));
                    code.fix(at_x - 1, at_y - 1, ring != 2 && ring != 4);
                }
            }
        }
        if version > 1 {
            let last = 10 + 4 * version;
            let middle = if version > 6 { last / 2 + 3 } else { last };
            let places = [6, middle, last];
            for (x, y) in square(0, 3).map(|(x, y)| (places[x], places[y])) {
                let in_finder = (x == 6 && (y == 6 || y == last)) || (x == last && y == 6);
                if !in_finder {
                    for (dx, dy) in square(0, 5) {
                        let ring = dx.abs_diff(2).max(dy.abs_diff(2));
                        code.fix(x + dx - 2, y + dy - 2, ring != 1);
                    }
                }
            }
        }
        code.format(0);
        if version > 6 {
            let bits = version << 12 | remainder(version, 12, 0x1f25);
            for at in 0..18 {
                let (x, y) = (at / 3, width - 11 + at % 3);
                code.fix(x, y, bits >> at & 1 == 1);
                code.fix(y, x, bits >> at & 1 == 1);
            }
        }
        code
    }

    fn fix(&mut self, x: usize, y: usize, dark: bool) {
        let at = y * self.width + x;
        (self.dark[at], self.fixed[at]) = (dark, true);
    }

    /// Says level M, whose bits are zero, and the mask; twice.
    fn format(&mut self, mask: usize) {
        let bits = (mask << 10 | remainder(mask, 10, 0x537)) ^ 0x5412;
        let width = self.width;
        for at in 0..15 {
            let dark = bits >> at & 1 == 1;
            let along = match at {
                0..6 => at,
                6..8 => at + 1,
                _ => width - 15 + at,
            };
            self.fix(8, along, dark);
            let along = match at {
                0..8 => width - 1 - at,
                8 => 7,
                _ => 14 - at,
            };
            self.fix(along, 8, dark);
        }
        self.fix(8, width - 8, true);
    }

    /// Two columns at a time from the right, up and down in turns.
    fn place(&mut self, codewords: &[u8]) {
        let width = self.width;
        let mut bits = codewords
            .iter()
            .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1));
        let mut up = true;
        let columns = (7..width).rev().step_by(2).chain([5, 3, 1]);
        for right in columns {
            for step in 0..width {
                let y = if up { width - 1 - step } else { step };
                for x in [right, right - 1] {
                    if !self.fixed[y * width + x] {
                        self.dark[y * width + x] = bits.next().unwrap_or(false);
                    }
                }
            }
            up = !up;
        }
    }

    fn masked(&self, mask: usize) -> Self {
        let mut code = self.clone();
        for (x, y) in square(0, self.width) {
            let inverts = match mask {
                0 => (x + y) % 2 == 0,
                1 => y % 2 == 0,
                2 => x % 3 == 0,
                3 => (x + y) % 3 == 0,
                4 => (y / 2 + x / 3) % 2 == 0,
                5 => (x * y) % 2 + (x * y) % 3 == 0,
                6 => ((x * y) % 2 + (x * y) % 3) % 2 == 0,
                _ => ((x + y) % 2 + (x * y) % 3) % 2 == 0,
            };
            let at = y * self.width + x;
            code.dark[at] ^= inverts && !self.fixed[at];
        }
        code.format(mask);
        code
    }

    /// How hard it is for a camera.
    fn penalty(&self) -> usize {
        let width = self.width;
        let dark = |x: usize, y: usize| self.dark[y * width + x];
        let mut penalty = 0;
        for across in [true, false] {
            for y in 0..width {
                let line: Vec<bool> = (0..width)
                    .map(|x| if across { dark(x, y) } else { dark(y, x) })
                    .collect();
                for run in line.chunk_by(|one, next| one == next) {
                    if run.len() >= 5 {
                        penalty += run.len() - 2;
                    }
                }
                for (at, seven) in line.windows(7).enumerate() {
                    let light = |from: usize, to: usize| !line[from..to.min(width)].contains(&true);
                    if *seven == [true, false, true, true, true, false, true]
                        && (light(at.saturating_sub(4), at) || light(at + 7, at + 11))
                    {
                        penalty += 40;
                    }
                }
            }
        }
        for (x, y) in square(0, width - 1) {
            let first = dark(x, y);
            if [dark(x + 1, y), dark(x, y + 1), dark(x + 1, y + 1)] == [first; 3] {
                penalty += 3;
            }
        }
        let all = self.dark.iter().filter(|dark| **dark).count();
        penalty + (all * 200 / (width * width)).abs_diff(100)
    }

    fn path(&self, unit: usize) -> String {
        let mut path = String::new();
        for (y, row) in self.dark.chunks(self.width).enumerate() {
            let mut x = QUIET;
            for run in row.chunk_by(|one, next| one == next) {
                let length = run.len() * unit;
                if run[0] {
                    let top = (y + QUIET) * unit;
                    for (word, number) in [
                        ("M", x * unit),
                        (" ", top),
                        ("h", length),
                        ("v", unit),
                        ("h-", length),
                    ] {
                        path.push_str(word);
                        push(&mut path, number);
                    }
                    path.push('z');
                }
                x += run.len();
            }
        }
        path
    }
}

/// All places of a square, row by row.
fn square(from: usize, to: usize) -> impl Iterator<Item = (usize, usize)> {
    (from..to).flat_map(move |y| (from..to).map(move |x| (x, y)))
}

/// What protects format and version: the remainder of a division of polynomials over one bit.
fn remainder(value: usize, degree: usize, divisor: usize) -> usize {
    let mut rest = value;
    for _ in 0..degree {
        rest <<= 1;
        if rest >> degree & 1 == 1 {
            rest ^= divisor;
        }
    }
    rest
}

/// That these are bytes, how many, they, and what fills the code.
fn data_codewords(bytes: &[u8], version: usize, data: usize) -> Vec<u8> {
    let count = bytes.len() as u16;
    let mut halves = vec![4];
    let digits = if version < 10 { 2 } else { 4 };
    for digit in (0..digits).rev() {
        halves.push((count >> (4 * digit) & 15) as u8);
    }
    halves.extend(bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]));
    halves.push(0);
    let mut codewords: Vec<u8> = halves.chunks(2).map(|two| two[0] << 4 | two[1]).collect();
    let filled = codewords.len();
    codewords.extend(
        [0xec, 0x11]
            .into_iter()
            .cycle()
            .take(data.saturating_sub(filled)),
    );
    codewords
}

/// The blocks side by side, then their correction side by side: what a crease takes is spread over all of them.
fn interleaved(data: &[u8], correction: usize, blocks: usize) -> Vec<u8> {
    let (short, long) = (data.len() / blocks, data.len() % blocks);
    let mut parts = Vec::new();
    let mut rest = data;
    for block in 0..blocks {
        let length = short + usize::from(block >= blocks - long);
        let (part, behind) = rest.split_at(length);
        parts.push(part);
        rest = behind;
    }
    let mut all = Vec::new();
    for at in 0..=short {
        all.extend(parts.iter().filter_map(|part| part.get(at)));
    }
    let divisor = divisor(correction);
    let corrections: Vec<Vec<u8>> = parts.iter().map(|part| corrected(part, &divisor)).collect();
    for at in 0..correction {
        all.extend(corrections.iter().map(|part| part[at]));
    }
    all
}

/// The polynomial with the first powers of 2 as its roots, without its leading 1.
fn divisor(degree: usize) -> Vec<u8> {
    let mut divisor = vec![0; degree];
    divisor[degree - 1] = 1;
    let mut root = 1;
    for _ in 0..degree {
        for at in 0..degree {
            let next = divisor.get(at + 1).copied().unwrap_or(0);
            divisor[at] = times(divisor[at], root) ^ next;
        }
        root = times(root, 2);
    }
    divisor
}

/// Reed-Solomon: the remainder of a division of polynomials.
fn corrected(data: &[u8], divisor: &[u8]) -> Vec<u8> {
    let mut rest = vec![0; divisor.len()];
    for byte in data {
        let factor = byte ^ rest[0];
        rest.rotate_left(1);
        if let Some(last) = rest.last_mut() {
            *last = 0;
        }
        for (rest, of) in rest.iter_mut().zip(divisor) {
            *rest ^= times(*of, factor);
        }
    }
    rest
}

/// In the field of 256 elements of the standard.
fn times(one: u8, other: u8) -> u8 {
    let mut product = 0u8;
    for bit in (0..8).rev() {
        let carry = product >> 7;
        product = (product << 1) ^ (carry * 0x1d);
        product ^= (other >> bit & 1) * one;
    }
    product
}

#[cfg(test)]
mod tests {
    use qrcode::bits::Bits;
    use qrcode::{Color, EcLevel, QrCode, Version};

    use super::*;

    /// What another encoder makes of it.
    fn expected(address: &str, version: i16) -> Vec<bool> {
        let mut bits = Bits::new(Version::Normal(version));
        bits.push_byte_data(address.as_bytes()).unwrap();
        bits.push_terminator(EcLevel::M).unwrap();
        let code = QrCode::with_bits(bits, EcLevel::M).unwrap();
        code.to_colors()
            .iter()
            .map(|color| *color == Color::Dark)
            .collect()
    }

    /// The dark modules that a path draws, as a reader of it would.
    fn drawn(drawing: &Drawing, unit: usize) -> Vec<bool> {
        let side = drawing.side / unit;
        let mut dark = vec![false; side * side];
        for bar in drawing.path.split_terminator('z') {
            let (at, rest) = bar.strip_prefix('M').unwrap().split_once('h').unwrap();
            let (left, top) = at.split_once(' ').unwrap();
            let (length, back) = rest.split_once(&format!("v{unit}h-")).unwrap();
            assert_eq!(length, back, "{bar}");
            let [left, top, length] = [left, top, length].map(|number| {
                let number: usize = number.parse().unwrap();
                assert_eq!(number % unit, 0, "{bar}");
                number / unit
            });
            dark[top * side + left..][..length].fill(true);
        }
        dark
    }

    #[test]
    fn every_length_has_the_modules_that_another_encoder_gives_it() {
        let mut address = "https://www.moessingen.de/".to_owned();
        let mut versions = Vec::new();
        while let Some(drawing) = code(&address, 2) {
            let side = drawing.side / 2;
            let version = (side - 2 * QUIET - 17) / 4;
            let expected = expected(&address, version as i16);
            let dark = drawn(&drawing, 2);
            for (x, y) in square(0, side) {
                let inside =
                    (QUIET..side - QUIET).contains(&x) && (QUIET..side - QUIET).contains(&y);
                let is = inside && expected[(y - QUIET) * (side - 2 * QUIET) + x - QUIET];
                assert_eq!(dark[y * side + x], is, "{address} at {x}, {y}");
            }
            versions.push(version);
            // Another character each time: masks and corrections differ.
            address.push(char::from(b'-' + (address.len() * 7 % 70) as u8));
        }
        versions.dedup();
        assert_eq!(versions, [2, 3, 4, 5, 6, 7, 8, 9, 10]);
        // The length from which on a door's glass hides it.
        assert_eq!(address.len(), 214);
    }

    #[test]
    fn the_shortest_version_is_used() {
        assert_eq!(code("https://a.de/", 1).unwrap().side, 21 + 8);
        assert_eq!(drawn(&code("https://a.de/", 1).unwrap(), 1).len(), 29 * 29);
    }
}
