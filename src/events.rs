//! The events of `<amts-status>` and what their details say: the tables from which the declarations for other programs are
//! made. docs/element.md says what each reason means, and a test compares.

/// An event, without the `amts-status:` before its name.
pub struct Event {
    /// Its name.
    pub name: &'static str,
    /// When it comes.
    pub about: &'static str,
    /// What its detail has.
    pub detail: &'static [Field],
}

/// A field of a detail.
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: FieldKind,
    /// Whether each such event has it.
    pub always: bool,
    /// What it says.
    pub about: &'static str,
}

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Text.
    Text,
    /// A number.
    Number,
    /// One of [`REASONS`].
    Reason,
}

const fn field(name: &'static str, kind: FieldKind, always: bool, about: &'static str) -> Field {
    Field {
        name,
        kind,
        always,
        about,
    }
}

/// Both events.
pub const EVENTS: [Event; 2] = [
    Event {
        name: "update",
        about: "A publication that this element has not shown before.",
        detail: &[
            field("id", FieldKind::Text, true, "The `id` of the feed."),
            field("seq", FieldKind::Number, true, "Its number."),
            field("issued", FieldKind::Text, true, "When it was issued."),
        ],
    },
    Event {
        name: "error",
        about: "Something went wrong; what is known stays shown.",
        detail: &[
            field("reason", FieldKind::Reason, true, "What went wrong."),
            field(
                "status",
                FieldKind::Number,
                false,
                "With `status`: the answer's number.",
            ),
            field(
                "places",
                FieldKind::Text,
                false,
                "With `refused`: the places of the faults.",
            ),
            field(
                "directive",
                FieldKind::Text,
                false,
                "With `csp`: the directive that blocks.",
            ),
            field(
                "message",
                FieldKind::Text,
                false,
                "With `core` and `crashed`: what the browser says.",
            ),
        ],
    },
];

/// Every reason of the event `error`, in the order of docs/element.md.
pub const REASONS: &[&str] = &[
    "network",
    "deadline",
    "status",
    "too-large",
    "refused",
    "newer-version",
    "older",
    "conflict",
    "foreign",
    "ahead",
    "miscounted",
    "unsigned",
    "unknown-key",
    "bad-signature",
    "revoked-key",
    "csp",
    "no-src",
    "bad-at",
    "bad-key",
    "core",
    "crashed",
];
