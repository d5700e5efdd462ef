//! The contract's words: kinds, states and the rest, and the table that gives each state its level.

use serde::{Serialize, Serializer};

/// A closed list of words, each with its name in the feed.
pub trait Vocabulary: Copy + PartialEq + 'static {
    /// Every word, in the order in which it is documented.
    const ALL: &'static [Self];
    /// Their names in the feed, in the same order.
    const NAMES: &'static [&'static str];
    /// What the list is, for the schema.
    const ABOUT: &'static str;

    /// Its place in both.
    fn index(self) -> usize;

    /// Its name in the feed.
    fn name(self) -> &'static str {
        Self::NAMES[self.index()]
    }

    /// The word with this name.
    fn named(name: &str) -> Option<Self> {
        let place = Self::NAMES.iter().position(|known| *known == name);
        place.map(|place| Self::ALL[place])
    }
}

/// A word of the feed: one that this version knows, or the publisher's own (docs/faults.md, row 15).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word<T> {
    /// A word of the vocabulary.
    Known(T),
    /// Any other, as it was written.
    Other(String),
}

impl<T> Default for Word<T> {
    fn default() -> Self {
        Self::Other(String::new())
    }
}

impl<T: Copy> Word<T> {
    /// The word, if this version knows it.
    pub fn known(&self) -> Option<T> {
        match self {
            Self::Known(word) => Some(*word),
            Self::Other(_) => None,
        }
    }
}

impl<T: Vocabulary> Word<T> {
    /// Tells whether it is just this word.
    pub fn is(&self, word: T) -> bool {
        self.known() == Some(word)
    }

    /// Returns the word as it is written in the feed.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(word) => word.name(),
            Self::Other(text) => text,
        }
    }
}

impl<T: Vocabulary> From<String> for Word<T> {
    fn from(text: String) -> Self {
        T::named(&text).map_or(Self::Other(text), Self::Known)
    }
}

impl<T: Vocabulary> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

macro_rules! vocabulary {
    ($(#[doc = $about:literal])* $name:ident { $($(#[doc = $doc:literal])* $word:ident = $text:literal,)* }) => {
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $doc])* $word,)* }

        impl Vocabulary for $name {
            const ALL: &'static [Self] = &[$(Self::$word,)*];
            const NAMES: &'static [&'static str] = &[$($text,)*];
            const ABOUT: &'static str = concat!($($about,)*);

            fn index(self) -> usize {
                self as usize
            }
        }
    };
}

vocabulary! {
    /// What an entry is: it decides which states fit.
    Kind {
        /// Something the town does for a citizen.
        Service = "service",
        /// A house that a citizen goes to.
        Facility = "facility",
        /// A way of reaching people: e-mail, the telephone system.
        Channel = "channel",
        /// A date by which the citizen would have to do something.
        Deadline = "deadline",
        /// Money that the town owes to the citizen.
        Payment = "payment",
        /// Weddings, office hours.
        Event = "event",
        /// Power, gas, water, heat, transport, rescue.
        Supply = "supply",
        /// A request, a warning, or a piece of knowledge. It needs no state.
        Notice = "notice",
    }
}

vocabulary! {
    /// How it stands with an entry or a route.
    State {
        /// Works.
        Available = "available",
        /// Was never affected.
        NotAffected = "not_affected",
        /// A house is open.
        Open = "open",
        /// A channel works.
        Working = "working",
        /// An event takes place.
        TakesPlace = "takes_place",
        /// A supply or a payment is assured.
        Assured = "assured",
        /// Works again after an interruption.
        Resumed = "resumed",
        /// Works in part.
        Limited = "limited",
        /// Works, but so many ask that not everybody gets through.
        Overloaded = "overloaded",
        /// Regular procedure with reduced functions (Basisbetrieb).
        Basic = "basic",
        /// Emergency operation (Notbetrieb).
        Emergency = "emergency",
        /// Works, but takes longer.
        Delayed = "delayed",
        /// A makeshift solution stands in (Behelfslösung).
        Provisional = "provisional",
        /// Only with an appointment.
        AppointmentOnly = "appointment_only",
        /// Only for urgent matters.
        UrgentOnly = "urgent_only",
        /// Applications are taken in, not yet decided.
        IntakeOnly = "intake_only",
        /// Only what is ready can be picked up.
        PickupOnly = "pickup_only",
        /// The publisher is making sure that it will work: not yet a promise.
        Securing = "securing",
        /// Possible, but only on another route.
        Rerouted = "rerouted",
        /// Not possible.
        Unavailable = "unavailable",
        /// A house is closed.
        Closed = "closed",
        /// A technical system is down.
        Down = "down",
        /// An event is called off.
        Cancelled = "cancelled",
        /// The publisher does not know.
        Unknown = "unknown",
        /// Is being prepared: not usable yet.
        Planned = "planned",
        /// Tested inside (Pilotbetrieb): not yet a promise to citizens.
        Pilot = "pilot",
        /// A deadline does not run.
        Suspended = "suspended",
        /// A deadline ends later.
        Extended = "extended",
        /// A deadline has another date.
        Moved = "moved",
        /// A deadline counts as kept.
        Preserved = "preserved",
        /// A deadline or a fee is dropped.
        Waived = "waived",
    }
}

/// What all states share, and what decides order, shape and colour. The order is the order of worry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not possible.
    Down,
    /// Possible, but only on another route.
    Elsewhere,
    /// Possible in part.
    Limited,
    /// Nobody knows, or no promise is made.
    Unknown,
    /// Works.
    Ok,
}

impl Vocabulary for Level {
    /// Worst first.
    const ALL: &'static [Self] = &[
        Self::Down,
        Self::Elsewhere,
        Self::Limited,
        Self::Unknown,
        Self::Ok,
    ];
    const NAMES: &'static [&'static str] = &["down", "elsewhere", "limited", "unknown", "ok"];
    const ABOUT: &'static str = "What all states share.";

    fn index(self) -> usize {
        self as usize
    }
}

impl State {
    /// The one table from states to levels. `Securing` is there because Schwerin's notice of 2021 says of social payments that
    /// they are *being* secured, which is neither assured nor planned.
    pub fn level(self) -> Level {
        use State::*;
        match self {
            Available | NotAffected | Open | Working | TakesPlace | Assured | Resumed => Level::Ok,
            Limited | Overloaded | Basic | Emergency | Delayed | Provisional | AppointmentOnly
            | UrgentOnly | IntakeOnly | PickupOnly | Securing => Level::Limited,
            Rerouted => Level::Elsewhere,
            Unavailable | Closed | Down | Cancelled => Level::Down,
            Unknown | Planned | Pilot => Level::Unknown,
            Suspended | Extended | Moved | Preserved | Waived => Level::Ok,
        }
    }

    /// Whether it takes a burden off the citizen: shown as relief, never as an outage and never as a service.
    pub fn is_relief(self) -> bool {
        use State::*;
        matches!(self, Suspended | Extended | Moved | Preserved | Waived)
    }
}

impl Kind {
    /// The states that make sense for it; the same table feeds `check` and the documentation.
    pub fn states(self) -> &'static [State] {
        use State::*;
        match self {
            Self::Service => &[
                Available,
                NotAffected,
                Resumed,
                Limited,
                Overloaded,
                Basic,
                Emergency,
                Delayed,
                Provisional,
                AppointmentOnly,
                UrgentOnly,
                IntakeOnly,
                PickupOnly,
                Rerouted,
                Unavailable,
                Down,
                Unknown,
                Planned,
                Pilot,
            ],
            Self::Facility => &[
                Open,
                NotAffected,
                Resumed,
                Limited,
                Overloaded,
                Emergency,
                AppointmentOnly,
                UrgentOnly,
                PickupOnly,
                Rerouted,
                Closed,
                Unknown,
                Planned,
            ],
            Self::Channel => &[
                Working,
                NotAffected,
                Resumed,
                Limited,
                Overloaded,
                Delayed,
                Provisional,
                Rerouted,
                Down,
                Unavailable,
                Unknown,
                Planned,
            ],
            Self::Deadline => &[
                Suspended,
                Extended,
                Moved,
                Preserved,
                Waived,
                NotAffected,
                Resumed,
                Unknown,
                Planned,
            ],
            Self::Payment => &[
                Assured,
                Available,
                NotAffected,
                Resumed,
                Limited,
                Delayed,
                Provisional,
                Securing,
                Rerouted,
                Unavailable,
                Unknown,
                Planned,
            ],
            Self::Event => &[
                TakesPlace,
                NotAffected,
                Resumed,
                Limited,
                Delayed,
                AppointmentOnly,
                Rerouted,
                Cancelled,
                Unknown,
                Planned,
            ],
            Self::Supply => &[
                Assured,
                Working,
                NotAffected,
                Resumed,
                Limited,
                Emergency,
                Unavailable,
                Down,
                Unknown,
                Planned,
            ],
            Self::Notice => &[NotAffected, Unknown, Planned, Securing, Resumed],
        }
    }
}

vocabulary! {
    /// The way on which a citizen reaches help.
    RouteKind {
        /// A telephone number.
        Phone = "phone",
        /// In person.
        Counter = "counter",
        /// By letter.
        Post = "post",
        /// A letter box or a return flap.
        DropOff = "drop_off",
        /// An app.
        App = "app",
        /// A web page.
        Website = "website",
        /// By e-mail.
        EMail = "e_mail",
        /// A neighbouring municipality or another authority.
        Neighbour = "neighbour",
        /// Happens by itself: nothing to do.
        Automatic = "automatic",
        /// Try again later.
        Later = "later",
    }
}

vocabulary! {
    /// Where the incident happened.
    Origin {
        /// In the publisher's own systems.
        Own = "own",
        /// At a provider.
        Provider = "provider",
        /// Not known.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// How far the incident is.
    Phase {
        /// The first days: things change by the hour.
        Acute = "acute",
        /// Emergency operation is set up.
        Emergency = "emergency",
        /// Systems come back.
        Recovery = "recovery",
        /// It is over.
        Over = "over",
    }
}

vocabulary! {
    /// What somebody does in the incident.
    Role {
        /// Leads the response.
        CrisisTeam = "crisis_team",
        /// Investigates the crime.
        Police = "police",
        /// A security authority or an expert.
        Security = "security",
        /// An IT provider.
        Provider = "provider",
        /// The publisher's own IT.
        It = "it",
        /// A municipality that helps.
        Neighbour = "neighbour",
    }
}

vocabulary! {
    /// How far a measure is.
    Progress {
        /// Done.
        Done = "done",
        /// Being done.
        Running = "running",
        /// Going to be done.
        Planned = "planned",
    }
}

vocabulary! {
    /// How sure an outlook is.
    Certainty {
        /// The publisher promises it.
        Committed = "committed",
        /// The publisher expects it.
        Expected = "expected",
        /// The publisher says that it cannot say.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// What a citizen must bring or have done.
    Need {
        /// An appointment.
        Appointment = "appointment",
        /// The online function of the identity card.
        Eid = "eid",
        /// An identity card or passport.
        IdDocument = "id_document",
        /// Only cash is taken.
        CashOnly = "cash_only",
    }
}

vocabulary! {
    /// A day of the week.
    Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_fits_some_kind() {
        let kinds = || Kind::ALL.iter();
        for state in State::ALL {
            let fits = kinds().any(|kind| kind.states().contains(state));
            assert!(fits, "{state:?}");
        }
    }

    #[test]
    fn relief_is_for_deadlines_alone() {
        for kind in Kind::ALL {
            let relief = kind.states().iter().any(|state| state.is_relief());
            assert_eq!(relief, *kind == Kind::Deadline, "{kind:?}");
        }
    }

    #[test]
    fn what_is_not_promised_is_never_ok() {
        for state in [State::Unknown, State::Planned, State::Pilot] {
            assert_eq!(state.level(), Level::Unknown);
        }
        assert_ne!(State::Securing.level(), Level::Ok);
    }
}
