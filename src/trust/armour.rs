//! The one form of a signed feed: an armoured SSH signature, then the feed's bytes as they were signed.
//!
//! It is what `ssh-keygen -Y sign -n amts-status` writes (OpenSSH's PROTOCOL.sshsig), put before the file. The kind of
//! key, the namespace and the hash are fixed, and so is everything in a signature except for the key and 64 bytes. So
//! it is compared rather than parsed, and there is only one spelling: no byte of it can be changed without being
//! refused.

use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha512};

use super::{Key, Refusal};

/// The purpose in each signature, so that a signature for another purpose cannot be used for a feed.
pub const NAMESPACE: &str = "amts-status";

const BEGIN: &[u8] = b"-----BEGIN SSH SIGNATURE-----\n";
const END: &[u8] = b"\n-----END SSH SIGNATURE-----\n";
/// Characters of a line.
const LINE: usize = 70;
/// Characters of the encoded signature, and those with their line breaks.
const ENCODED: usize = 244;
const BODY: usize = ENCODED + (ENCODED - 1) / LINE;
/// The length of the signature before the feed, in bytes.
pub const ARMOUR: usize = BEGIN.len() + BODY + END.len();

// The fixed parts: before the key, between key and signature, and before the hash that is signed. A string is its
// length in four bytes and itself (RFC 4251, section 5): the kind of key, the namespace, nothing reserved, the hash.
const BEFORE_KEY: &[u8] = b"SSHSIG\0\0\0\x01\0\0\0\x33\0\0\0\x0bssh-ed25519\0\0\0\x20";
const BEFORE_SIGNATURE: &[u8] =
    b"\0\0\0\x0bamts-status\0\0\0\0\0\0\0\x06sha512\0\0\0\x53\0\0\0\x0bssh-ed25519\0\0\0\x40";
const BEFORE_HASH: &[u8] = b"SSHSIG\0\0\0\x0bamts-status\0\0\0\0\0\0\0\x06sha512\0\0\0\x40";

/// Returns the feed's own bytes in a file: those behind a signature, or all of them. This proves nothing.
pub fn content(bytes: &[u8]) -> &[u8] {
    split(bytes).map_or(bytes, |(_, content)| content)
}

/// Returns the feed's bytes if one of `keys` has signed them, and the number of that key, from 0.
pub fn open<'b>(bytes: &'b [u8], keys: &[Key]) -> Result<(usize, &'b [u8]), Refusal> {
    let (body, content) = split(bytes).ok_or(Refusal::Unsigned)?;
    let (key, signature) = read(body).ok_or(Refusal::Unsigned)?;
    let signer = keys.iter().position(|known| *known == key);
    let signer = signer.ok_or(Refusal::UnknownKey)?;
    verify(key, &signed(content), &signature)
        .then_some((signer, content))
        .ok_or(Refusal::Broken)
}

/// Returns the key and the signature in a file. `None` if there is no signature in the one allowed form. It does not
/// say whether the signature holds.
pub fn claim(bytes: &[u8]) -> Option<(Key, [u8; 64])> {
    split(bytes).and_then(|(body, _)| read(body))
}

/// Tells whether the key has signed the message, by the strict rules: no small-order key or point, and no second
/// spelling of a signature (docs of ed25519-dalek; Wycheproof's vectors).
pub fn verify(key: Key, message: &[u8], signature: &[u8; 64]) -> bool {
    let signature = Signature::from_bytes(signature);
    VerifyingKey::from_bytes(&key.0).is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
}

/// Splits a file into the lines of the signature, without the first and the last, and the content behind it.
fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let rest = bytes.strip_prefix(BEGIN)?;
    let (body, rest) = rest.split_at_checked(BODY)?;
    Some((body, rest.strip_prefix(END)?))
}

fn read(body: &[u8]) -> Option<(Key, [u8; 64])> {
    let mut encoded = Vec::with_capacity(ENCODED);
    for line in body.chunks(LINE + 1) {
        let (line, end) = line.split_at(line.len().min(LINE));
        if !end.is_empty() && end != b"\n" {
            return None;
        }
        encoded.extend_from_slice(line);
    }
    let bytes = decode(&encoded)?;
    let (key, rest) = bytes.strip_prefix(BEFORE_KEY)?.split_first_chunk()?;
    let signature = rest.strip_prefix(BEFORE_SIGNATURE)?.try_into().ok()?;
    Some((Key(*key), signature))
}

/// Returns the bytes that a signature covers: not the feed itself, but the namespace and the feed's hash
/// (PROTOCOL.sshsig).
fn signed(content: &[u8]) -> Vec<u8> {
    [BEFORE_HASH, &Sha512::digest(content)].concat()
}

const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Decodes base64 (RFC 4648) in its one canonical spelling: padded, and with unused bits zero. Returns `None` for any
/// other.
pub fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    if !text.len().is_multiple_of(4) || padding > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0, 0);
    for byte in &text[..text.len() - padding] {
        let digit = DIGITS.iter().position(|digit| digit == byte)?;
        bits = bits << 6 | digit;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    (bits & ((1 << count) - 1) == 0).then_some(bytes)
}

/// Encodes base64 as [`decode`] reads it.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| {
            bits << 8 | usize::from(chunk.get(at).copied().unwrap_or(0))
        });
        for at in 0..4 {
            let digit = DIGITS[bits >> (18 - 6 * at) & 63];
            text.push(if at > chunk.len() {
                '='
            } else {
                char::from(digit)
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::fixture::{KEY, SIGNED};

    const OTHER: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJmZqQ1mJYJ2iU1WcQpWqHRqmRLxkZ5F9NwjyxXlP0Ki";

    fn keys(lines: &[&str]) -> Vec<Key> {
        lines.iter().map(|line| Key::parse(line).unwrap()).collect()
    }

    #[test]
    fn what_ssh_keygen_has_signed_opens_with_its_key_and_tells_which() {
        let content = &b"{\"a\":1}\n"[..];
        let signed = SIGNED.as_bytes();
        assert_eq!(open(signed, &keys(&[KEY])), Ok((0, content)));
        assert_eq!(open(signed, &keys(&[OTHER, KEY])), Ok((1, content)));
        assert_eq!(&signed[ARMOUR..], content);
    }

    #[test]
    fn row_50_without_a_signature_or_with_another_key_nothing_opens() {
        let keys = keys(&[OTHER]);
        assert_eq!(open(SIGNED.as_bytes(), &keys), Err(Refusal::UnknownKey));
        assert_eq!(open(SIGNED.as_bytes(), &[]), Err(Refusal::UnknownKey));
        for bytes in [&b"{\"a\":1}\n"[..], b"", &SIGNED.as_bytes()[1..]] {
            assert_eq!(open(bytes, &keys), Err(Refusal::Unsigned));
        }
    }

    #[test]
    fn row_51_no_bit_can_be_flipped() {
        let keys = keys(&[KEY]);
        let signed = SIGNED.as_bytes();
        for bit in 0..signed.len() * 8 {
            let mut bytes = signed.to_vec();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(open(&bytes, &keys).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn row_51_nothing_can_be_cut_off_put_in_or_added() {
        let keys = keys(&[KEY]);
        let signed = SIGNED.as_bytes();
        for end in 0..signed.len() {
            assert!(open(&signed[..end], &keys).is_err(), "cut at {end}");
        }
        for byte in 0..=u8::MAX {
            assert!(open(&[signed, &[byte]].concat(), &keys).is_err(), "{byte}");
            assert!(open(&[&[byte], signed].concat(), &keys).is_err(), "{byte}");
        }
        for at in 1..signed.len() {
            for byte in *b"\r\n =" {
                let bytes = [&signed[..at], &[byte], &signed[at..]].concat();
                assert!(open(&bytes, &keys).is_err(), "{byte} at {at}");
            }
        }
    }

    #[test]
    fn the_feed_of_a_file_is_what_is_behind_a_signature_or_all_of_it() {
        assert_eq!(content(SIGNED.as_bytes()), b"{\"a\":1}\n");
        for bytes in [&b"{}"[..], b"", &SIGNED.as_bytes()[..ARMOUR - 1]] {
            assert_eq!(content(bytes), bytes);
        }
    }

    #[test]
    fn the_fixed_parts_are_for_this_purpose() {
        let namespace = [&[0, 0, 0, NAMESPACE.len() as u8], NAMESPACE.as_bytes()].concat();
        for part in [BEFORE_SIGNATURE, BEFORE_HASH] {
            assert!(
                part.windows(namespace.len())
                    .any(|bytes| bytes == namespace)
            );
        }
    }

    #[test]
    fn base64_has_one_spelling() {
        assert_eq!(decode(b"AAEC/v8="), Some(vec![0, 1, 2, 254, 255]));
        assert_eq!(decode(b"+A=="), Some(vec![248]));
        assert_eq!(decode(b""), Some(vec![]));
        for wrong in [
            "A", "AA", "AAA", "+B==", "AAF=", "A===", "====", "A=AA", "AA A", "AA-_", "AAAA\n",
        ] {
            assert_eq!(decode(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn base64_is_written_as_it_is_read() {
        assert_eq!(encode(&[0, 1, 2, 254, 255]), "AAEC/v8=");
        assert_eq!(encode(&[248]), "+A==");
        assert_eq!(encode(&[]), "");
        let bytes: Vec<u8> = (0..=255).collect();
        for length in 0..=bytes.len() {
            let text = encode(&bytes[..length]);
            assert_eq!(decode(text.as_bytes()).as_deref(), Some(&bytes[..length]));
        }
    }
}
