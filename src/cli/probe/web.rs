//! The web as `probe` sees it: one question, one answer. A test holds all of it.

use std::io::Read as _;

use flate2::read::MultiGzDecoder;

use crate::cli::outcome::NoReply;
use crate::feed::time::{Date, Moment};

/// The greatest size of a file, packed or not, in bytes. The core has some 600,000.
pub(super) const MAX_SIZE: usize = 8 * 1024 * 1024;

/// A question.
pub struct Ask<'a> {
    /// The address: `http` or `https`.
    pub url: &'a str,
    /// The page that asks, if it is another site: `https://host`.
    pub origin: Option<&'a str>,
    /// The mark of what is there already (`If-None-Match`).
    pub etag: Option<&'a str>,
}

/// An answer, as it came: nothing is unpacked, and no redirect is followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// Whatever answers.
pub trait Web {
    /// Asks once, without cookies.
    fn get(&mut self, ask: &Ask<'_>) -> Result<Reply, NoReply>;
}

/// A web in which there is nobody.
pub struct Nobody;

impl Web for Nobody {
    fn get(&mut self, _: &Ask<'_>) -> Result<Reply, NoReply> {
        Err(NoReply::NoHost)
    }
}

impl Reply {
    /// Returns the values of a header, joined as browsers join them. An empty text if there is none.
    pub fn header(&self, name: &str) -> String {
        let found = self.headers.iter().filter(|(key, _)| key == name);
        let values: Vec<&str> = found.map(|(_, value)| value.trim()).collect();
        values.join(", ")
    }

    /// Returns whether it leads to another address.
    pub fn is_redirect(&self) -> bool {
        matches!(self.status, 301 | 302 | 303 | 307 | 308)
    }

    /// Returns the unpacked body, or the encoding that is unknown or does not fit.
    pub fn content(&self) -> Result<Vec<u8>, String> {
        let encoding = self.header("content-encoding").to_ascii_lowercase();
        let mut content = Vec::new();
        let limit = MAX_SIZE as u64;
        let body = &self.body[..];
        let read = match encoding.as_str() {
            "" | "identity" => return Ok(self.body.clone()),
            "gzip" | "x-gzip" => MultiGzDecoder::new(body)
                .take(limit)
                .read_to_end(&mut content),
            "br" => brotli::Decompressor::new(body, 4096)
                .take(limit)
                .read_to_end(&mut content),
            _ => return Err(encoding),
        };
        match read {
            Ok(_) if content.len() < MAX_SIZE => Ok(content),
            _ => Err(encoding),
        }
    }

    /// Returns what the server's clock said (`Date`).
    pub fn date(&self) -> Option<Moment> {
        http_date(&self.header("date"))
    }
}

/// Parses a date as servers write it: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
fn http_date(text: &str) -> Option<Moment> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let [_, day, month, year, time, "GMT"] = words[..] else {
        return None;
    };
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let date = Date::parse(&format!("{year}-{month:02}-{day}"))?;
    let parts: Vec<i64> = time
        .split(':')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let [hours, minutes, seconds] = parts[..] else {
        return None;
    };
    let is_time = (0..24).contains(&hours) && (0..60).contains(&minutes);
    is_time.then_some(Moment(
        date.days() * 86_400 + hours * 3600 + minutes * 60 + seconds.clamp(0, 60),
    ))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn dates_of_servers_are_read_and_others_are_none() {
        assert_eq!(
            http_date("Sun, 06 Nov 1994 08:49:37 GMT"),
            Some(Moment(784_111_777))
        );
        for wrong in [
            "",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun, 31 Feb 2024 08:00:00 GMT",
            "Sun, 06 Nov 1994 25:49:37 GMT",
            "Sun, 06 Nov 1994 08:49 GMT",
        ] {
            assert_eq!(http_date(wrong), None, "{wrong}");
        }
    }

    fn packed(encoding: &str, body: Vec<u8>) -> Reply {
        Reply {
            status: 200,
            headers: vec![("content-encoding".into(), encoding.into())],
            body,
        }
    }

    #[test]
    fn what_is_packed_is_unpacked_and_a_bomb_is_not() {
        let gzip = |bytes: &[u8]| {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            packer.write_all(bytes).unwrap();
            packer.finish().unwrap()
        };
        assert_eq!(packed("gzip", gzip(b"abc")).content(), Ok(b"abc".to_vec()));
        assert_eq!(packed("", b"abc".to_vec()).content(), Ok(b"abc".to_vec()));
        for (encoding, body) in [
            ("gzip", gzip(&vec![0; MAX_SIZE + 1])),
            ("gzip", b"abc".to_vec()),
            ("br", b"abc".to_vec()),
            ("zstd", b"abc".to_vec()),
        ] {
            assert_eq!(packed(encoding, body).content(), Err(encoding.to_owned()));
        }
    }
}
