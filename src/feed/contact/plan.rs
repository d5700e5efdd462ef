//! How countries number their telephones: what is dialled before an area code, how long a number is, which are short.

use crate::feed::scalar::Country;

/// The countries whose own numbers are known here. Elsewhere only international numbers become links.
pub const COUNTRIES: [&str; 6] = ["DE", "AT", "CH", "GB", "US", "CA"];

/// The numbering plan of a country.
pub struct Plan {
    /// The country code.
    pub code: &'static str,
    /// What is dialled before an area code within the country only.
    pub trunk: &'static str,
    /// The fewest and the most digits of a number without it.
    digits: (usize, usize),
    /// The short numbers that serve the whole country; an `x` stands for any digit.
    short: &'static str,
}

impl Plan {
    /// Returns the plan of a country, if it is known.
    pub fn of(country: Country) -> Option<Self> {
        let (code, trunk, digits, short) = match country.as_str() {
            // Emergency, police, authorities, harmonised (116 117) and directory enquiries (118 xx).
            "DE" => ("49", "0", (5, 13), "110 112 115 116xxx 118xx"),
            // Also gas, mountain rescue, doctors, pastoral care, young people, and health (1450).
            "AT" => (
                "43",
                "0",
                (4, 13),
                "112 122 133 144 128 140 141 142 147 1450 116xxx 118xxx",
            ),
            // Also pastoral care, poison, young people, and rescue by helicopter (1414).
            "CH" => (
                "41",
                "0",
                (9, 9),
                "112 117 118 144 143 145 147 1414 116xxx 18xx",
            ),
            // Also power cuts (105) and health (111, 119), and the numbers that are shorter than all others: the
            // helpline for children, and health as it was.
            "GB" => (
                "44",
                "0",
                (9, 10),
                "999 112 101 111 105 119 116xxx 118xxx 08001111 0845464x",
            ),
            // 112 leads to 911 from mobile telephones only.
            "US" | "CA" => ("1", "1", (10, 10), "911 988 211 311 411 511 711 811"),
            _ => return None,
        };
        Some(Self {
            code,
            trunk,
            digits,
            short,
        })
    }

    /// Tells whether digits are one of the short numbers.
    pub fn is_short(&self, digits: &str) -> bool {
        let fits = |pattern: &[u8]| {
            let mut pairs = pattern.iter().zip(digits.bytes());
            pattern.len() == digits.len()
                && pairs.all(|(known, digit)| matches!(*known, b'x') || *known == digit)
        };
        self.short.as_bytes().split(|byte| *byte == b' ').any(fits)
    }

    /// Returns a number of this country without what is dialled before its area code, if it can be one. `digits` are
    /// all digits of the number, `area` is its first group.
    pub fn national<'d>(&self, digits: &'d str, area: &str) -> Option<&'d str> {
        let behind = digits.strip_prefix(self.trunk);
        // In North America the 1 may be left out.
        let national = match self.trunk {
            "1" => behind.unwrap_or(digits),
            _ => behind?,
        };
        let (fewest, most) = self.digits;
        let fits = (fewest..=most).contains(&national.len())
            && !national.starts_with('0')
            && match self.code {
                "49" => is_german(national, area),
                // No area code and no exchange begins with 0 or 1.
                "1" => [0, 3].iter().all(|at| national.as_bytes()[*at] > b'1'),
                _ => true,
            };
        fits.then_some(national)
    }
}

/// Tells whether a number, without its 0, can be German as it is written. Most feeds have no country, so a number of
/// another one must not lead to a stranger in Germany: `020 7946 0300` is London's, `01 4000` is Vienna's.
///
/// `area` is the first group as it is written; if that is a 0 alone, the digits behind it decide.
fn is_german(national: &str, area: &str) -> bool {
    let &[first, second, third, ..] = national.as_bytes() else {
        return false;
    };
    let known = |codes: &str| {
        let mut codes = codes.as_bytes().split(|byte| *byte == b' ');
        codes.any(|code| national.as_bytes().starts_with(code))
    };
    let complete = match area.len() {
        2 => false,
        3 => known("30 40 69 89 32"),
        4 => first == b'1' || third == b'1' || known(THREE),
        _ => true,
    };
    // Mobile telephones: a number of Liverpool, 0151 too, has a digit less. Numbers without a place: 032 is Biel's too, with
    // two digits less (Federal Network Agency: nine digits behind 32, some eleven).
    let fits = match (first, second) {
        (b'1', b'5') => national.len() == 11,
        (b'1', b'6' | b'7') => (10..=11).contains(&national.len()),
        (b'3', b'2') => (11..=13).contains(&national.len()),
        _ => true,
    };
    let row = FREE[usize::from(first - b'1')].as_bytes();
    let mut thirds = row.split(|byte| *byte == b',');
    let free = thirds.nth(usize::from(second - b'0'));
    complete && fits && !free.is_some_and(|free| free.contains(&third))
}

/// Codes of three digits, of places and of services; all other codes of places with three digits end in 1.
const THREE: &str =
    "202 203 208 209 212 214 228 234 335 340 345 355 365 375 385 395 906 700 800 900";

/// The third digits that no code has behind a first digit, from 1 on, and a second one, from 0 on: 200 and 207 are free
/// (Federal Network Agency, by way of libphonenumber's metadata 9.0).
const FREE: [&str; 9] = [
    "0123456789,0123456789,0123456789,01234569,0123456789,,1456789,,2345679,0123456789",
    "07,,,,9,,,089,89,",
    ",0123456789,,,8,,,089,09,",
    ",1,,,,789,9,8,,89",
    "019,,,9,,,,89,9,89",
    "1,,,,9,,0,9,,",
    "19,0,89,,9,9,9,89,6789,289",
    "1,8,,5,789,2,09,9,3789,",
    "12345,,,,,89,9,589,89,89",
];
