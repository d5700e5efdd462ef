//! What people look for in a town hall. Each language's table says what they call it there; a search for one of its words
//! finds what has another of them.

/// A table of words separated by commas, by [`Concept`].
pub(super) type Terms = [&'static str; Concept::ALL.len()];

macro_rules! concepts {
    ($($name:ident,)*) => {
        /// Something that people look for.
        #[derive(Clone, Copy)]
        #[allow(missing_docs)]
        pub(super) enum Concept { $($name,)* }

        impl Concept {
            pub(super) const ALL: &'static [Self] = &[$(Self::$name,)*];
        }
    };
}

concepts! {
    Marriage,
    Birth,
    Death,
    Funeral,
    Certificate,
    IdCard,
    Passport,
    Residence,
    Conduct,
    Car,
    DrivingLicence,
    Parking,
    Fine,
    Library,
    Borrowing,
    Renewing,
    Reserving,
    Catalogue,
    Reminder,
    YouthOffice,
    Childcare,
    School,
    ParentalAllowance,
    Maintenance,
    SocialAssistance,
    Jobcentre,
    Housing,
    Care,
    Disability,
    Immigration,
    Asylum,
    WorkPermit,
    Citizenship,
    Money,
    Paying,
    Tax,
    Dog,
    Business,
    Building,
    Waste,
    LostProperty,
    Election,
    TownHall,
    Appointment,
    Telephone,
    EMail,
    Internet,
    Deadline,
    Emergency,
    Power,
    Water,
    Transport,
    Swimming,
    Culture,
    Health,
    Data,
}
