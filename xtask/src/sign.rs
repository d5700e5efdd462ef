//! Signs a feed as `ssh-keygen -Y sign` does, with test keys that anybody can derive: never with the key of a real
//! town.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha512};

/// The one kind of key that is supported (RFC 8709).
const KIND: &str = "ssh-ed25519";
/// The hash of the content; it is ssh-keygen's own choice.
const HASH: &str = "sha512";
/// The characters in a line of the armour, as in ssh-keygen's.
const LINE: usize = 70;

/// The demo town's key. Everybody can read it here, so it protects nothing.
pub const DEMO: [u8; 32] = *b"TEST KEY of the demo: no secret.";

/// Returns the whole signed file: the armoured signature for `namespace` (a feed's is `amts-status`), then `content`.
///
/// It is written from OpenSSH's PROTOCOL.sshsig and not from the product's reader, so that each of the two tests the
/// other.
pub fn sign(seed: [u8; 32], namespace: &str, content: &[u8]) -> Vec<u8> {
    let key = SigningKey::from_bytes(&seed);
    let purpose = [
        string(namespace.as_bytes()),
        string(b""),
        string(HASH.as_bytes()),
    ]
    .concat();
    let message = [&b"SSHSIG"[..], &purpose, &string(&Sha512::digest(content))].concat();
    let signature = key.sign(&message).to_bytes();
    let signature = [string(KIND.as_bytes()), string(&signature)].concat();
    let blob = [
        &b"SSHSIG\0\0\0\x01"[..],
        &string(&encoded(&key)),
        &purpose,
        &string(&signature),
    ]
    .concat();

    let mut file = b"-----BEGIN SSH SIGNATURE-----\n".to_vec();
    for line in BASE64_STANDARD.encode(blob).as_bytes().chunks(LINE) {
        file.extend_from_slice(line);
        file.push(b'\n');
    }
    file.extend_from_slice(b"-----END SSH SIGNATURE-----\n");
    file.extend_from_slice(content);
    file
}

/// Returns the public key as in a `.pub` file and in a page's `keys` attribute, without a comment: `ssh-ed25519 AAAA…`.
pub fn public(seed: [u8; 32]) -> String {
    let key = SigningKey::from_bytes(&seed);
    format!("{KIND} {}", BASE64_STANDARD.encode(encoded(&key)))
}

/// Encodes a public key (RFC 8709, section 4).
fn encoded(key: &SigningKey) -> Vec<u8> {
    let public = key.verifying_key();
    [string(KIND.as_bytes()), string(public.as_bytes())].concat()
}

/// Encodes a string: its length, then its bytes (RFC 4251, section 5).
fn string(bytes: &[u8]) -> Vec<u8> {
    // No string here is longer than a few hundred bytes: of the content only the hash is encoded.
    let length = (bytes.len() as u32).to_be_bytes();
    [&length, bytes].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test key 1 of RFC 8032, section 7.1.
    const SEED: [u8; 32] = [
        0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c,
        0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae,
        0x7f, 0x60,
    ];

    /// Made with that key by `printf '{"a":1}\n' > m.json; ssh-keygen -Y sign -n amts-status -f key m.json` (OpenSSH
    /// 9.2).
    const SIGNED: &str = "\
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg11qYAYKxCrfVS/7TyWQHOg7hcv
PapiMlrwIaaPcHURoAAAALYW10cy1zdGF0dXMAAAAAAAAABnNoYTUxMgAAAFMAAAALc3No
LWVkMjU1MTkAAABAIO18h+7YajS5ldVRCL56N3UlMaKdiBAEuZxEsy4lorxhiVTlpOaxcn
FsMoGvCmWxWVItI8clrWNzL11PMCA2Ag==
-----END SSH SIGNATURE-----
{\"a\":1}
";

    #[test]
    fn a_file_is_signed_byte_for_byte_as_ssh_keygen_does() {
        let signed = sign(SEED, "amts-status", b"{\"a\":1}\n");
        assert_eq!(String::from_utf8(signed).unwrap(), SIGNED);
    }

    #[test]
    fn a_key_is_written_as_in_a_pub_file() {
        let line =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";
        assert_eq!(public(SEED), line);
    }

    #[test]
    fn the_demo_page_pins_the_demos_key() {
        let page = include_str!("../../index.html");
        assert_eq!(
            page.matches(&format!("keys=\"{}\"", public(DEMO))).count(),
            3
        );
    }

    #[test]
    fn another_purpose_is_another_signature() {
        assert_ne!(sign(SEED, "file", b"{}"), sign(SEED, "amts-status", b"{}"));
    }
}
