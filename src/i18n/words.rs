//! The texts of the widget: one field for each.

use std::collections::BTreeMap;

use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};

use super::format::Plural;
use super::table::Table;
use crate::feed::vocabulary::{
    Certainty, Kind, Level, Need, Phase, Progress, Role, RouteKind, State, Vocabulary,
};

/// Declares the texts, and how they are read by name from a language's file. (serde's derived code for so many fields
/// takes 8 KB of the core.)
macro_rules! words {
    (texts { $($text:ident,)* } tables { $($table:ident: $list:ty,)* }) => {
        /// The texts of the widget in one language. The German texts explain the names better than a sentence about
        /// each. A name in braces is the place of a value. The publisher's words stand behind a colon or in quotation
        /// marks, and the words of states fit behind any name, so that no language must bend either.
        #[allow(missing_docs)]
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(into = "Texts")]
        pub struct Words {
            $(pub $text: &'static str,)*
            $(pub $table: Table<$list>,)*
        }

        impl Deserialize<'static> for Words {
            fn deserialize<D: Deserializer<'static>>(deserializer: D) -> Result<Self, D::Error> {
                let file = Texts::deserialize(deserializer)?;
                let read = || {
                    Ok(Self {
                        $($text: file.text(stringify!($text))?,)*
                        $($table: file.table(stringify!($table))?,)*
                    })
                };
                read().map_err(|missing: MissingText| D::Error::missing_field(missing.0))
            }
        }

        impl From<Words> for Texts {
            fn from(words: Words) -> Self {
                Self {
                    texts: [$((stringify!($text), words.$text)),*].into(),
                    tables: [$((stringify!($table), words.$table.by_name())),*].into(),
                }
            }
        }
    };
}

words! {
    texts {
        // How old the status is, and how it came here
        unreachable,
        unreachable_offline,
        retry,
        retrying,
        confirmed,
        confirmed_on,
        issued,
        issued_on,
        next_announced,
        moment_ago,
        archive,
        preview,
        expired,
        overdue,
        old,
        unreached,
        offline,
        checked_now,
        checked,
        stored,
        verified,
        verified_explained,
        updated,
        changed,
        newer,
        none_selected,
        no_entries,

        // Headings
        current_status,
        age,
        urgent,
        overview,
        deadlines,
        unaffected,
        notices,
        incident,
        updates,
        faq,
        glossary,
        source,
        official_page,
        channels,
        show_details,

        // Entries and their times
        likewise,
        from,
        since,
        until,
        on_date,
        from_until,
        open_end,
        lapsed,
        announced,
        not_yet,
        unconfirmed,
        over,
        event_now,
        moved_to,
        changed_date,
        notice_holds,
        notice_over,
        with_exceptions,
        intermittent,
        percent,
        priority,
        term,
        outlook,
        outlook_state,
        outlook_passed,
        conditions,
        earlier_outlooks,
        responsible,
        as_of,
        according_to,
        machine_translated,

        // Hours
        hours,
        usual_hours,
        around_the_clock,
        range,
        clock_time,
        clock_range,
        clock_range_overnight,
        closed_day,

        // For whom something holds
        applied_before,
        applied_after,
        audience,
        residents,
        needs,

        // Routes
        replaces,
        do_not_use,
        purpose,
        route_usable,
        route_not_yet,
        route_not_now,

        // The incident
        started,
        cause,
        origin_own,
        origin_provider,
        origin_provider_named,
        restore_order,
        measures,

        // Separators
        comma,
        semicolon,

        // The choice of a language
        language,
        language_failed,
        partly_translated,

        // Search and filters
        search_label,
        no_matches,
        general_contact,
        show_all,
        filter_by_kind,
        part_of,

        // Actions on an entry or on the whole page
        share_link,
        link_copied,
        link_in_bar,
        print,

        // The words of the contract
        limited_facility,
    }
    tables {
        updated_count: Plural,
        matches: Plural,
        kind: Kind,
        state: State,
        level: Level,
        route: RouteKind,
        role: Role,
        phase: Phase,
        progress: Progress,
        certainty: Certainty,
        need: Need,
    }
}

/// The texts as a file has them, by name.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Texts {
    texts: BTreeMap<&'static str, &'static str>,
    tables: BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>,
}

impl Texts {
    fn text(&self, name: &'static str) -> Result<&'static str, MissingText> {
        self.texts.get(name).copied().ok_or(MissingText(name))
    }

    fn table<T: Vocabulary>(&self, name: &'static str) -> Result<Table<T>, MissingText> {
        let texts = self.tables.get(name);
        texts.and_then(Table::of_names).ok_or(MissingText(name))
    }
}

/// The name of a text that a file of another version lacks.
struct MissingText(&'static str);
