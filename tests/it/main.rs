//! Native tests: the command line as a program, the feeds and their facts, signatures, the static page, the documents,
//! the house rules.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod allowed;
mod cli;
mod contrast;
mod corpus;
mod docs;
mod edit;
mod edited;
mod envelope;
mod facts;
mod field_table;
mod fields;
mod fuzzed;
mod howto;
mod killed;
mod meaning;
mod notices;
mod old;
mod probe;
mod ratchet;
mod render;
mod schema;
mod sentences;
mod shell;
mod sign;
mod signatures;
mod tidy;
mod validated;
mod visit;
mod written;
mod zones;
