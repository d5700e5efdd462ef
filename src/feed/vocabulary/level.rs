//! The meaning of a state: its level, and the kinds that it fits.

use super::{Kind, State, Vocabulary};

/// How bad a state is: decides order, shape and colour. The order is the order of worry.
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
    /// Returns the level; this is the only table from states to levels. `Securing` is there because Schwerin's notice
    /// of 2021 says of social payments that they are *being* secured, which is neither assured nor planned. `Moved` is there
    /// for events and `Preserved` for services; of a deadline they are a relief.
    pub fn level(self) -> Level {
        use State::*;
        match self {
            Available | NotAffected | Open | Working | TakesPlace | Assured | Resumed | WalkIn => {
                Level::Ok
            }
            Limited | Overloaded | Basic | Emergency | Delayed | CatchingUp | Provisional
            | AppointmentOnly | UrgentOnly | IntakeOnly | Deferred | PickupOnly | Securing
            | Moved | Preserved => Level::Limited,
            Rerouted => Level::Elsewhere,
            Unavailable | Closed | Down | Cancelled => Level::Down,
            Unknown | Planned | Pilot => Level::Unknown,
            Suspended | Extended | Waived => Level::Ok,
        }
    }

    /// Tells whether the state, as a deadline's, relieves the citizen of a duty. It is shown as relief, never as an outage
    /// and never as a service.
    pub fn is_relief(self) -> bool {
        use State::*;
        matches!(self, Suspended | Extended | Moved | Preserved | Waived)
    }
}

impl Kind {
    /// Returns the states that make sense for the kind. The same table feeds `check` and the documentation.
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
                CatchingUp,
                Provisional,
                AppointmentOnly,
                WalkIn,
                UrgentOnly,
                IntakeOnly,
                Deferred,
                Preserved,
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
                WalkIn,
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
                CatchingUp,
                Provisional,
                UrgentOnly,
                Deferred,
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
                CatchingUp,
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
                Moved,
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
                Delayed,
                CatchingUp,
                Unavailable,
                Down,
                Unknown,
                Planned,
            ],
            Self::Notice => &[NotAffected, Unknown, Planned, Securing, Resumed],
        }
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
    fn relief_is_for_deadlines_alone_and_two_states_have_another_meaning_elsewhere() {
        for kind in Kind::ALL {
            let relief: Vec<&State> = kind
                .states()
                .iter()
                .filter(|state| state.is_relief())
                .collect();
            match kind {
                Kind::Deadline => assert_eq!(relief.len(), 5),
                Kind::Event => assert_eq!(relief, [&State::Moved]),
                Kind::Service => assert_eq!(relief, [&State::Preserved]),
                _ => assert!(relief.is_empty(), "{kind:?}"),
            }
        }
        assert_eq!(State::Moved.level(), Level::Limited);
        assert_eq!(State::Preserved.level(), Level::Limited);
    }

    #[test]
    fn state_without_a_promise_is_never_ok() {
        for state in [State::Unknown, State::Planned, State::Pilot] {
            assert_eq!(state.level(), Level::Unknown);
        }
        assert_ne!(State::Securing.level(), Level::Ok);
    }
}
