//! Results and failures of the verbs as values. `wording` puts them into words and needs nothing else of the verbs.

mod error;
mod refusal;
mod signature;

pub use error::*;
pub use refusal::*;
pub use signature::*;
