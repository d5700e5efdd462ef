//! Object types from one list of fields: the struct, its reading, its writing and its JSON Schema.
//!
//! serde's derive reads too, but it stops at the first problem and silently takes the last of two equal keys. A press
//! officer needs all problems at once, each with its place; so [`Decode`] does the reading, and serde only the writing.
//! ARCHITECTURE.md says what was learned from deserr and eserde.

use super::decode::{Decode, note_duplicates};
use super::json::Node;
use super::problem::{Fault, Form, Log, Place};

/// Declares object types of the contract.
///
/// A field of the type `Option<_>`, `Vec<_>` or `bool` may be left out of the file, and is left out again when it is
/// written; every other must be there. Doc comments become descriptions in the JSON Schema.
macro_rules! record {
    ($($(#[doc = $about:literal])* $name:ident { $($(#[doc = $doc:literal])* $field:ident: $type:ty,)* })*) => {$(
        $(#[doc = $about])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
        pub struct $name {$(
            $(#[doc = $doc])*
            #[serde(skip_serializing_if = "crate::feed::record::is_left_out")]
            pub $field: $type,
        )*}

        impl $crate::feed::decode::Decode for $name {
            fn visit_texts<'t>(
                &'t self,
                at: &$crate::feed::problem::Place<'_>,
                visit: &mut dyn FnMut(&'t $crate::feed::text::Text, &$crate::feed::problem::Place<'_>),
            ) {
                $($crate::feed::decode::Decode::visit_texts(&self.$field, &at.key(stringify!($field)), visit);)*
            }

            fn visit_stamps(
                &self,
                at: &$crate::feed::problem::Place<'_>,
                visit: &mut dyn FnMut($crate::feed::time::Stamp, &$crate::feed::problem::Place<'_>),
            ) {
                $($crate::feed::decode::Decode::visit_stamps(&self.$field, &at.key(stringify!($field)), visit);)*
            }

            fn read(
                &mut self,
                node: &$crate::feed::json::Node,
                at: &$crate::feed::problem::Place<'_>,
                log: &mut $crate::feed::problem::Log,
            ) {
                const NAMES: &[&str] = &[$(stringify!($field)),*];
                $crate::feed::record::read_fields(node, NAMES, &mut [$(&mut self.$field),*], at, log);
            }
        }

        #[cfg(feature = "publishing")]
        impl $crate::feed::schema::Schema for $name {
            fn schema(defs: &mut $crate::feed::schema::Defs) -> serde_json::Value {
                $crate::feed::schema::object(defs, stringify!($name), concat!($($about),*), |defs, object| {
                    $(object.field::<$type>(defs, stringify!($field), concat!($($doc),*));)*
                })
            }
        }
    )*};
}
pub(crate) use record;

/// Tells whether a field is left out when it is written: it is optional and empty.
pub(crate) fn is_left_out<T: Decode + Default + PartialEq>(field: &T) -> bool {
    !field.required() && *field == T::default()
}

/// Reads the fields of an object, and notes unknown, missing and duplicate ones. `names` and `fields` have the same
/// order.
pub(crate) fn read_fields(
    node: &Node,
    names: &'static [&'static str],
    fields: &mut [&mut dyn Decode],
    at: &Place<'_>,
    log: &mut Log,
) {
    let Node::Map(members) = node else {
        log.expected(at, Form::Object);
        return;
    };
    note_duplicates(members, at, log);
    for (key, node) in members {
        let at = at.key(key);
        match names.iter().position(|name| name == key) {
            Some(index) => fields[index].read(node, &at, log),
            // Editors look for the one, so every feed may have this foreign key. Publishers had the other once; it had no
            // effect.
            None if ["$schema", "domains"].contains(&key.as_str()) => {}
            None => log.note(&at, Fault::UnknownField(names)),
        }
    }
    for (name, field) in names.iter().zip(fields) {
        if field.required() && members.iter().all(|(key, _)| key != name) {
            log.note(at, Fault::Missing(name));
        }
    }
}
