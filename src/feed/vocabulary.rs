//! The words of the contract: kinds, states and the rest.

mod level;
mod word;

pub use level::Level;
use word::vocabulary;
pub use word::{Vocabulary, Word};

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
        /// Works again, but what has piled up takes longer (Rückstau).
        CatchingUp = "catching_up",
        /// A makeshift solution stands in (Behelfslösung).
        Provisional = "provisional",
        /// Only with an appointment.
        AppointmentOnly = "appointment_only",
        /// Without an appointment, where people expect to need one.
        WalkIn = "walk_in",
        /// Only for urgent matters.
        UrgentOnly = "urgent_only",
        /// Applications are taken in, not yet decided.
        IntakeOnly = "intake_only",
        /// What comes in is accepted, and dealt with later.
        Deferred = "deferred",
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
        /// A deadline or an event has another date.
        Moved = "moved",
        /// A deadline counts as kept; of a service: what is applied for now counts as in time.
        Preserved = "preserved",
        /// A deadline or a fee is dropped.
        Waived = "waived",
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
        /// The publisher gets in touch: nothing to do.
        Contacted = "contacted",
        /// By fax: its number is not for calling.
        Fax = "fax",
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
    /// How a citizen can pay.
    PaymentMethod {
        /// With notes and coins.
        Cash = "cash",
        /// With the card of a German bank (EC-Karte).
        Girocard = "girocard",
        /// With a credit card.
        CreditCard = "credit_card",
        /// By transfer.
        Transfer = "transfer",
        /// The publisher collects it from the account.
        DirectDebit = "direct_debit",
        /// On a web page or in an app.
        Online = "online",
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
