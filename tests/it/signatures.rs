//! Published vectors of Ed25519: what must be accepted is, and what others have let through by mistake is not.

use std::fs;
use std::path::Path;

use amtsstatus::trust::{Key, verify};
use ed25519_dalek::{Signature, Verifier as _, VerifyingKey};
use serde_json::Value;

/// One vector: what it is called, the key, the message, the signature, and whether it is to hold.
struct Vector {
    name: String,
    key: Key,
    message: Vec<u8>,
    signature: Vec<u8>,
    valid: bool,
}

impl Vector {
    /// A signature that is not 64 bytes long never gets as far as `verify`, which takes no other: it is refused.
    fn holds(&self) -> bool {
        let signature = self.signature.as_slice().try_into();
        signature.is_ok_and(|signature| verify(self.key, &self.message, signature))
    }

    /// By RFC 8032 alone, as ed25519-dalek's `verify` has it.
    fn holds_leniently(&self) -> bool {
        let signature = Signature::from_slice(&self.signature);
        let key = VerifyingKey::from_bytes(&self.key.0);
        matches!((key, signature), (Ok(key), Ok(signature)) if key.verify(&self.message, &signature).is_ok())
    }
}

/// The vectors of a file beside this one, as many as it says that it has.
fn vectors(file: &str) -> Vec<Vector> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it")
        .join(file);
    let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(file["licence"], "Apache-2.0");
    let tests = file["tests"].as_array().unwrap();
    assert_eq!(file["numberOfTests"], tests.len());
    assert!(!tests.is_empty());
    tests.iter().map(vector).collect()
}

fn vector(test: &Value) -> Vector {
    let bytes = |name: &str| hex(test[name].as_str().unwrap());
    let number = test.get("tcId").or(test.get("case")).unwrap();
    Vector {
        name: format!("{number}: {}", test["comment"]),
        key: Key(bytes("key").try_into().unwrap()),
        message: bytes("message"),
        signature: bytes("signature"),
        valid: match test["result"].as_str().unwrap() {
            "valid" => true,
            "invalid" => false,
            other => panic!("{number}: neither valid nor invalid, but {other}"),
        },
    }
}

fn hex(text: &str) -> Vec<u8> {
    let digits = text.as_bytes().chunks(2);
    digits
        .map(|digits| u8::from_str_radix(str::from_utf8(digits).unwrap(), 16).unwrap())
        .collect()
}

#[test]
fn row_51_wycheproofs_vectors_are_judged_as_they_say() {
    let vectors = vectors("wycheproof-ed25519.json");
    for vector in &vectors {
        assert_eq!(vector.holds(), vector.valid, "{}", vector.name);
    }
    let valid = vectors.iter().filter(|vector| vector.valid).count();
    println!("{valid} valid, {} invalid", vectors.len() - valid);
    assert_eq!((valid, vectors.len()), (88, 151));
}

/// A key or a point of small order fits many messages. Whoever has pinned such a key, by mistake or because somebody
/// gave it to them, would believe anything; so `verify` is to be the strict one.
#[test]
fn row_51_keys_and_points_of_small_order_are_refused() {
    let vectors = vectors("speccheck-ed25519.json");
    for vector in &vectors {
        assert_eq!(vector.holds(), vector.valid, "{}", vector.name);
    }
    let only_strictly: Vec<&str> = vectors
        .iter()
        .filter(|vector| vector.holds_leniently() && !vector.valid)
        .map(|vector| &*vector.name)
        .collect();
    println!("{only_strictly:#?}");
    assert_eq!(only_strictly.len(), 3);
}
