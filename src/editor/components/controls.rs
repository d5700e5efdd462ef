//! The controls of a form, one for each form that a value may have.

mod check;
mod choice;
mod list;
mod needs;
mod record;
mod route;
mod text;
mod when;

pub use choice::{Choice, radios};
pub use list::moves;
pub use record::{control, folded, folds_of};
