//! Results and failures of the verbs as values. `wording` puts them into words and needs nothing else of the verbs.

mod error;
mod signature;

pub use error::*;
pub use signature::*;
