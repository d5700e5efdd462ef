//! Parts for the tests of the main package: a web server that they can start, watch and kill, nginx as documented,
//! signatures by test keys, and the package for npm.

pub mod nginx;
pub mod package;
pub mod serve;
pub mod sign;
