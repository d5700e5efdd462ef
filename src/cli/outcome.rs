//! Results and failures of the verbs as values. `wording` puts them into words and needs nothing else of the verbs.

mod error;
mod signature;
mod syntax;

pub use error::*;
pub use signature::*;
pub use syntax::*;
