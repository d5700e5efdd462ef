//! The texts of the widget: one field for each.

use std::collections::BTreeMap;

use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};

use super::format::Plural;
use super::table::Table;
use crate::feed::vocabulary::{
    Certainty, Kind, Level, Need, PaymentMethod, Phase, Progress, Role, RouteKind, State,
    Vocabulary,
};

/// Declares the texts, and how they are read by name from a language's file. (serde's derived code for so many fields
/// takes 8 KB of the core.)
///
/// `#[added]` marks what the widget says by itself: a sentence or a claim that no publisher has written. None may state
/// a fact that the feed does not state, and each has its condition in docs/feed.md. Labels, headings, buttons and the
/// words for states have no mark. `#[added(automatic)]` marks one word of a table.
macro_rules! words {
    (
        texts { $($(#[$text_mark:ident])? $text:ident,)* }
        tables { $($(#[$table_mark:ident $(($word:ident))?])* $table:ident: $list:ty,)* }
    ) => {
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

        /// The marked texts, tables, and words of a table, "route.automatic".
        #[cfg(feature = "publishing")]
        pub(super) const ADDED: &[&str] = &[
            $($(marked!($text_mark $text),)?)*
            $($(marked!($table_mark $table $($word)?),)*)*
        ];

        impl Words {
            /// Takes the texts of a file. Fails with the first that it lacks.
            pub(super) fn of_texts(file: &Texts) -> Result<Self, MissingText> {
                Ok(Self {
                    $($text: file.text(stringify!($text))?,)*
                    $($table: file.table(stringify!($table))?,)*
                })
            }
        }

        impl Deserialize<'static> for Words {
            fn deserialize<D: Deserializer<'static>>(deserializer: D) -> Result<Self, D::Error> {
                let file = Texts::deserialize(deserializer)?;
                Self::of_texts(&file).map_err(|missing| D::Error::missing_field(missing.0))
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

/// Names what is marked.
#[cfg(feature = "publishing")]
macro_rules! marked {
    (added $name:ident) => {
        stringify!($name)
    };
    (added $table:ident $word:ident) => {
        concat!(stringify!($table), ".", stringify!($word))
    };
}

words! {
    texts {
        // How old the status is, and how it came here
        #[added] unreachable,
        #[added] unreachable_offline,
        retry,
        retrying,
        #[added] confirmed,
        #[added] confirmed_on,
        #[added] issued,
        #[added] issued_on,
        #[added] next_announced,
        moment_ago,
        #[added] archive,
        #[added] preview,
        #[added] expired,
        #[added] overdue,
        #[added] old,
        #[added] unreached,
        #[added] offline,
        #[added] checked_now,
        #[added] checked,
        #[added] stored,
        #[added] verified,
        #[added] verified_explained,
        #[added] updated,
        #[added] changed,
        #[added] newer,
        #[added] none_selected,
        #[added] no_entries,

        // Headings
        current_status,
        column_what,
        column_state,
        column_instead,
        urgent,
        overview,
        deadlines,
        unaffected,
        notices,
        incident,
        updates,
        concerns,
        faq,
        glossary,
        source,
        official_page,
        channels,
        show_details,

        // Who speaks
        on_behalf_of,
        republished_by,
        #[added] page_down,
        #[added] machine_translated,
        #[added] machine_checked,

        // Entries and their times
        likewise,
        from,
        since,
        until,
        on_date,
        from_until,
        open_end,
        #[added] lapsed,
        #[added] announced,
        #[added] not_yet,
        #[added] unconfirmed,
        #[added] over,
        #[added] event_now,
        moved_to,
        #[added] notice_holds,
        #[added] holds_apart,
        #[added] notice_over,
        #[added] with_exceptions,
        intermittent,
        #[added] percent,
        #[added] priority,
        term,
        outlook,
        outlook_state,
        #[added] outlook_passed,
        #[added] outlook_as_of,
        conditions,
        earlier_outlooks,
        responsible,
        as_of,
        #[added] fact_as_of,
        according_to,

        // Changed dates
        date_was,
        date_then,
        date_now,
        legal_basis,
        in_force,

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
        #[added] applied_before,
        #[added] applied_after,
        #[added] applied_until,
        #[added] applied_within,
        audience,
        residents,
        needs,
        payment,

        // What was lost
        #[added] lost,
        lost_channel,
        #[added] lost_preserved,

        // Routes
        replaces,
        do_not_use,
        purpose,
        extension,
        this_way,
        #[added] route_usable,
        #[added] route_not_yet,
        #[added] route_not_now,

        // The incident
        #[added] started,
        cause,
        #[added] origin_own,
        #[added] origin_provider,
        #[added] origin_provider_named,
        restore_order,
        measures,
        actors,

        // Separators
        comma,
        semicolon,

        // The choice of a language
        language,
        #[added] language_failed,
        #[added] partly_translated,

        // Search and filters
        search_label,
        #[added] no_matches,
        general_contact,
        show_all,
        #[added] all_shown,
        #[added] results_shown,
        results_all,
        filter_by_kind,
        part_of,

        // Actions on an entry or on the whole page
        share_link,
        #[added] link_copied,
        #[added] link_in_bar,
        print,

        // The words of the contract
        limited_facility,
        working_channel,
        preserved_service,
    }
    tables {
        #[added] updated_count: Plural,
        matches: Plural,
        kind: Kind,
        state: State,
        level: Level,
        #[added(automatic)] #[added(contacted)] #[added(later)] route: RouteKind,
        role: Role,
        #[added] phase: Phase,
        progress: Progress,
        progress_at: Progress,
        certainty: Certainty,
        date_certainty: Certainty,
        need: Need,
        payment_method: PaymentMethod,
    }
}

impl Words {
    /// Returns the word for a state of this kind.
    pub fn of_state(&self, state: State, kind: Option<Kind>) -> &'static str {
        match (state, kind) {
            (State::Limited, Some(Kind::Facility)) => self.limited_facility,
            (State::Working, Some(Kind::Channel)) => self.working_channel,
            (State::Preserved, Some(Kind::Service)) => self.preserved_service,
            (state, _) => self.state[state],
        }
    }
}

/// The texts as a file has them, by name.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Texts {
    pub(super) texts: BTreeMap<&'static str, &'static str>,
    pub(super) tables: BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>,
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
pub(super) struct MissingText(&'static str);
