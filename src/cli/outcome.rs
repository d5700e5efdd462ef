//! Results and failures of the verbs as values. `wording` puts them into words and needs nothing else of the verbs.

mod error;
mod probe;
mod refusal;
mod signature;

pub use error::*;
pub use probe::*;
pub use refusal::*;
pub use signature::*;
