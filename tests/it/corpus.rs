//! The corpus of the fuzzer, through what it fuzzes: neither rots while nobody fuzzes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use amtsstatus::feed::Feed;
use amtsstatus::trust::{NAMESPACE, content};
use xtask::sign::{public, sign};

use crate::fuzzed;

fn corpus() -> BTreeMap<String, Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/feed");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    files
        .map(|file| {
            let name = file.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(&file).unwrap())
        })
        .collect()
}

#[test]
fn the_whole_corpus_passes() {
    let corpus = corpus();
    assert!(corpus.len() >= 8);
    for (name, bytes) in &corpus {
        println!("{name}");
        fuzzed::all(bytes);
    }
}

/// The examples are larger than anything that is worth keeping in the corpus.
#[test]
fn the_examples_pass_too() {
    for (path, _) in crate::schema::feeds() {
        println!("{path}");
        fuzzed::all(&fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap());
    }
}

/// Else the fuzzer would never get behind the checks of the envelope.
#[test]
fn the_corpus_has_feeds_that_are_signed_and_can_be_read() {
    assert_eq!(
        fuzzed::KEYS,
        [1, 2].map(|seed| public([seed; 32])).join(" ")
    );
    let corpus = corpus();
    for (name, seed) in [("signed.json", 1), ("signed-revoking.json", 2)] {
        let bytes = &corpus[name];
        assert_eq!(
            *bytes,
            sign([seed; 32], NAMESPACE, content(bytes)),
            "{name}"
        );
        assert!(Feed::read(content(bytes)).is_ok(), "{name}");
    }
    for name in ["unsigned.json", "moessingen.json"] {
        assert!(Feed::read(&corpus[name]).is_ok(), "{name}");
    }
}
