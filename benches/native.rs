//! How long the command line's parts take on this machine: `cargo xtask bench native`. Of a real notice, and of the same
//! notice with its entries repeated up to 1,500.

#![allow(clippy::unwrap_used, missing_docs)]

use std::rc::Rc;

use amtsstatus::components::ViewOptions;
use amtsstatus::feed::time::Moment;
use amtsstatus::feed::{Feed, check};
use amtsstatus::render::snapshot;
use amtsstatus::search::{Index, Query, find};
use amtsstatus::trust::{Key, open};
use divan::{Bencher, black_box};
use serde_json::{Value, json};
use xtask::sign::{DEMO, public, sign};

const NOTICE: &str = include_str!("../feeds/moessingen-2024-02.json");

/// How many entries: 0 for as many as the notice has.
const SIZES: [usize; 2] = [0, 1500];

fn main() {
    divan::main();
}

fn bytes(entries: usize) -> Vec<u8> {
    let mut feed: Value = serde_json::from_str(NOTICE).unwrap();
    if entries > 0 {
        let own = feed["entries"].as_array().unwrap().clone();
        let rows = own.into_iter().cycle().take(entries).enumerate();
        let rows = rows.map(|(at, mut entry)| {
            entry["id"] = json!(format!("row-{at}"));
            entry.as_object_mut().unwrap().remove("parts");
            entry
        });
        feed["entries"] = rows.collect();
    }
    feed.to_string().into_bytes()
}

fn read(entries: usize) -> Feed {
    Feed::read(&bytes(entries)).unwrap().0
}

fn now(feed: &Feed) -> Moment {
    feed.issued.at
}

#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher, entries: usize) {
    let bytes = bytes(entries);
    bencher.bench_local(|| Feed::read(black_box(&bytes)).unwrap());
}

#[divan::bench(name = "check", args = SIZES)]
fn check_it(bencher: Bencher, entries: usize) {
    let feed = read(entries);
    bencher.bench_local(|| check::examine(black_box(&feed), now(&feed)));
}

#[divan::bench(args = SIZES)]
fn index(bencher: Bencher, entries: usize) {
    let feed = read(entries);
    bencher.bench_local(|| Index::new(black_box(&feed), None));
}

#[divan::bench(args = SIZES)]
fn search(bencher: Bencher, entries: usize) {
    let feed = read(entries);
    let (index, query) = (
        Index::new(&feed, None),
        Query::new("Ausweis", Vec::new(), Vec::new()),
    );
    let clock = feed.clock(now(&feed));
    bencher.bench_local(|| find(black_box(&index), black_box(&query), clock).len());
}

#[divan::bench(args = SIZES)]
fn render(bencher: Bencher, entries: usize) {
    let feed = Rc::new(read(entries));
    bencher.bench_local(|| snapshot(Rc::clone(&feed), ViewOptions::default(), now(&feed)));
}

#[divan::bench(name = "sign", args = SIZES)]
fn sign_it(bencher: Bencher, entries: usize) {
    let bytes = bytes(entries);
    bencher.bench_local(|| sign(DEMO, "amts-status", black_box(&bytes)));
}

#[divan::bench(args = SIZES)]
fn verify(bencher: Bencher, entries: usize) {
    let signed = sign(DEMO, "amts-status", &bytes(entries));
    let (keys, _) = Key::parse_all(&public(DEMO));
    bencher.bench_local(|| open(black_box(&signed), &keys).unwrap().0);
}
