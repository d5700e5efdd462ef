//! What a browser gets, and how well or badly it comes.

use std::io::{self, Read};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

/// What an endless answer sends at most, so that a visitor who takes everything does not fill the machine.
pub const ENDLESS: usize = 16 << 20;

/// What a browser gets.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Such as 200.
    pub status: u16,
    /// Length and connection are added when it is sent.
    pub headers: Vec<(String, String)>,
    /// Sent as it is.
    pub body: Vec<u8>,
    /// How it comes.
    pub delivery: Delivery,
}

/// Says how an answer comes. None outlives the server or the visitor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// At once, and whole.
    #[default]
    Whole,
    /// Whole, after a while.
    Slow {
        /// How long that is.
        after: Duration,
    },
    /// The request is read, and that is all.
    Never,
    /// The head at once, then a byte at a time.
    Drip {
        /// The time before each.
        every: Duration,
    },
    /// The head tells a length that is not the body's.
    Mislabelled {
        /// What it tells.
        length: usize,
    },
    /// No length is told, and the body comes again and again: [`ENDLESS`] bytes, then silence.
    Endless,
    /// The connection is reset in the middle of the head.
    Cut,
}

impl Answer {
    /// Makes an answer with a body of some content type.
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            delivery: Delivery::Whole,
        }
        .with("Content-Type", content_type)
    }

    /// Makes a body of blanks, which JSON allows anywhere: some KiB on the wire, and so many bytes once the browser has
    /// unpacked them.
    pub fn gzip_bomb(unpacked: usize) -> io::Result<Self> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        io::copy(&mut io::repeat(b' ').take(unpacked as u64), &mut packed)?;
        let bomb = Self::new(200, "application/json", packed.finish()?);
        Ok(bomb.with("Content-Encoding", "gzip"))
    }

    /// Adds a header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets how it comes.
    #[must_use]
    pub fn delivered(mut self, delivery: Delivery) -> Self {
        self.delivery = delivery;
        self
    }

    /// Gives a header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Makes the answer for what is not there.
    pub fn not_found() -> Self {
        Self::new(404, "text/plain; charset=utf-8", "not found\n")
    }
}

#[cfg(test)]
mod tests {
    use flate2::read::GzDecoder;

    use super::*;

    #[test]
    fn a_bomb_is_small_until_it_is_unpacked() {
        let bomb = Answer::gzip_bomb(9 << 20).unwrap();
        assert_eq!(bomb.header("content-encoding"), Some("gzip"));
        assert!(bomb.body.len() < 20_000);
        let unpacked = io::copy(&mut GzDecoder::new(&bomb.body[..]), &mut io::sink());
        assert_eq!(unpacked.unwrap(), 9 << 20);
    }
}
