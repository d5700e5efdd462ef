//! The publisher's own time, on every day of a feed's life.
