//! Random feeds and random damage: what was signed opens to exactly that, and nothing else is ever taken for it.

use amtsstatus::feed::Feed;
use amtsstatus::trust::{ARMOUR, Key, NAMESPACE, Refusal, claim, content, open};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use xtask::sign::{public, sign};

/// Test keys, made from numbers.
fn seed(number: u8) -> [u8; 32] {
    [number; 32]
}

fn keys(numbers: &[u8]) -> Vec<Key> {
    let keys = numbers.iter().map(|number| public(seed(*number)));
    keys.map(|line| Key::parse(&line).unwrap()).collect()
}

fn signed(content: &[u8]) -> Vec<u8> {
    sign(seed(1), NAMESPACE, content)
}

/// What may be signed: a feed that says anything, or any bytes at all.
fn contents() -> impl Strategy<Value = Vec<u8>> {
    let feed = (any::<u64>(), any::<String>()).prop_map(|(seq, name)| {
        let name = serde_json::Value::from(name);
        let feed = format!(
            r#"{{ "version": 1, "id": "x", "seq": {seq}, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": {{ "name": {name}, "url": "https://x.example/" }}, "entries": [] }}"#
        );
        feed.into_bytes()
    });
    prop_oneof![feed, prop::collection::vec(any::<u8>(), 0..600)]
}

/// One thing that happens to bytes on their way. Places are shares of the length, so that they fit any.
#[derive(Clone, Debug)]
enum Damage {
    Flip(f64, u8),
    Write(f64, Vec<u8>),
    Insert(f64, Vec<u8>),
    Remove(f64, usize),
    Cut(f64),
    /// From one place on what another file has there.
    Splice(f64, Vec<u8>),
    /// Two parts change places.
    Turn(f64),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = || 0.0..1.0;
    let bytes = || {
        prop_oneof![
            prop::collection::vec(any::<u8>(), 1..9),
            // What looks like a part of an envelope.
            "[A-Za-z0-9+/=\n\r -]{1,9}".prop_map(String::into_bytes),
        ]
    };
    prop_oneof![
        (place(), 0u8..8).prop_map(|(at, bit)| Damage::Flip(at, bit)),
        (place(), bytes()).prop_map(|(at, bytes)| Damage::Write(at, bytes)),
        (place(), bytes()).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        (place(), 1usize..90).prop_map(|(at, count)| Damage::Remove(at, count)),
        place().prop_map(Damage::Cut),
        (place(), contents()).prop_map(|(at, content)| Damage::Splice(at, signed(&content))),
        place().prop_map(Damage::Turn),
    ]
}

impl Damage {
    fn to(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len();
        let place = |at: &f64| ((at * length as f64) as usize).min(length);
        match self {
            Self::Flip(at, bit) => {
                if let Some(byte) = bytes.get_mut(place(at)) {
                    *byte ^= 1 << bit;
                }
            }
            Self::Write(at, new) => {
                let spot = bytes[place(at)..].iter_mut();
                spot.zip(new).for_each(|(byte, new)| *byte = *new);
            }
            Self::Insert(at, new) => drop(bytes.splice(place(at)..place(at), new.iter().copied())),
            Self::Remove(at, count) => {
                drop(bytes.drain(place(at)..(place(at) + count).min(length)));
            }
            Self::Cut(at) => bytes.truncate(place(at)),
            Self::Splice(at, other) => {
                bytes.truncate(place(at));
                bytes.extend(other.iter().skip(place(at)));
            }
            Self::Turn(at) => bytes.rotate_left(place(at)),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1000, failure_persistence: None, rng_seed: RngSeed::Fixed(51), ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_signed_opens_with_its_key_to_exactly_the_content(text in contents()) {
        let file = signed(&text);
        prop_assert_eq!(open(&file, &keys(&[1])), Ok((0, &text[..])));
        prop_assert_eq!(open(&file, &keys(&[3, 2, 1])), Ok((2, &text[..])));
        prop_assert_eq!(content(&file), &text[..]);
        prop_assert_eq!(claim(&file).map(|(key, _)| key), Some(keys(&[1])[0]));
        prop_assert_eq!(file.len(), ARMOUR + text.len());
    }

    #[test]
    fn row_50_nothing_opens_with_another_key_or_for_another_purpose(text in contents(), purpose in "[a-z-]{0,12}") {
        let file = signed(&text);
        prop_assert_eq!(open(&file, &keys(&[2, 3])), Err(Refusal::UnknownKey));
        prop_assume!(purpose != NAMESPACE);
        prop_assert!(open(&sign(seed(1), &purpose, &text), &keys(&[1])).is_err());
    }

    #[test]
    fn row_51_a_signature_is_for_one_content_only(one in contents(), other in contents()) {
        prop_assume!(one != other);
        let file = [&signed(&one)[..ARMOUR], &other].concat();
        prop_assert_eq!(open(&file, &keys(&[1])), Err(Refusal::Broken));
    }

    #[test]
    fn row_51_whatever_happens_to_the_bytes_only_what_was_signed_is_taken(
        text in contents(), damages in prop::collection::vec(damage(), 1..4)
    ) {
        let whole = signed(&text);
        let mut file = whole.clone();
        damages.iter().for_each(|damage| damage.to(&mut file));
        match open(&file, &keys(&[1, 2])) {
            Err(_) => prop_assert!(file != whole, "it was undone, and is refused all the same"),
            // A splice puts in another file of the same key's, at its very beginning.
            Ok((signer, opened)) => {
                prop_assert_eq!(signer, 0);
                prop_assert!(file == signed(opened));
            }
        }
    }

    /// None of these may panic either.
    #[test]
    fn row_51_random_bytes_are_never_taken(bytes in prop::collection::vec(any::<u8>(), 0..900), text in any::<String>()) {
        for bytes in [bytes.clone(), [&signed(b"")[..29], &bytes].concat(), [&signed(b"")[..300], &bytes].concat()] {
            prop_assert!(open(&bytes, &keys(&[1])).is_err());
            let _ = (content(&bytes), claim(&bytes), Feed::read(&bytes));
        }
        let _ = (Key::parse(&text), Key::parse_all(&format!("ssh-ed25519 AAAA{text} {text}")));
    }
}
