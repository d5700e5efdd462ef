//! What the tests of the main package borrow from the chores: a web server that they can start, watch and kill, and
//! signatures by test keys.

pub mod serve;
pub mod sign;
