//! What `check` says of the cases, and that it never contradicts what is shown.
