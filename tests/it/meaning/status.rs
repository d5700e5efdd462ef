//! Announcements, wholes and parts, events, notices, deadlines: what holds now.
