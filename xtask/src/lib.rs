//! Parts for the tests of the main package: a web server that they can start, watch and kill, nginx as documented, and
//! signatures by test keys.

pub mod nginx;
pub mod serve;
pub mod sign;
