//! The things that people look for in a town hall. Each language has its words for them, and a search for one of these
//! words finds entries that use another.

use serde::{Deserialize, Serialize};

use super::Lang;
use crate::feed::vocabulary::Vocabulary;

/// All words for each thing, in German and in one other language. Empty until they are loaded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Concepts(Vec<Vec<&'static str>>);

impl Concepts {
    /// Collects the words of a language. Not for the widget: this links every language.
    pub fn of(lang: Lang) -> Self {
        let (german, own) = (Lang::De.language().concepts, lang.language().concepts);
        let group = |concept: &Concept| {
            let (german, own) = (german[*concept], own[*concept]);
            let own = if own == german { "" } else { own };
            let terms = german.split(", ").chain(own.split(", "));
            terms.filter(|term| !term.is_empty()).collect()
        };
        Self(Concept::ALL.iter().map(group).collect())
    }

    /// Returns the words for each thing: first the German ones, beginning with the most usual, then the language's own.
    pub fn groups(&self) -> impl Iterator<Item = &[&'static str]> {
        self.0.iter().map(Vec::as_slice)
    }

    /// Tells whether the language's file is not loaded yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Declares the things that people look for.
macro_rules! concepts {
    ($($concept:ident = $name:literal,)*) => {
        /// Something that people look for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Concept { $($concept,)* }

        impl Vocabulary for Concept {
            const ALL: &'static [Self] = &[$(Self::$concept,)*];
            const NAMES: &'static [&'static str] = &[$($name,)*];
            const ABOUT: &'static str = "Something that people look for.";

            fn index(self) -> usize {
                self as usize
            }
        }
    };
}

concepts! {
    Marriage = "marriage",
    Birth = "birth",
    Death = "death",
    Funeral = "funeral",
    Certificate = "certificate",
    IdCard = "id_card",
    Passport = "passport",
    Residence = "residence",
    Conduct = "conduct",
    Car = "car",
    DrivingLicence = "driving_licence",
    Parking = "parking",
    Fine = "fine",
    Library = "library",
    Borrowing = "borrowing",
    Renewing = "renewing",
    Reserving = "reserving",
    Catalogue = "catalogue",
    Reminder = "reminder",
    YouthOffice = "youth_office",
    Childcare = "childcare",
    School = "school",
    ParentalAllowance = "parental_allowance",
    Maintenance = "maintenance",
    SocialAssistance = "social_assistance",
    Jobcentre = "jobcentre",
    Housing = "housing",
    Care = "care",
    Disability = "disability",
    Immigration = "immigration",
    Asylum = "asylum",
    WorkPermit = "work_permit",
    Citizenship = "citizenship",
    Money = "money",
    Paying = "paying",
    Tax = "tax",
    Dog = "dog",
    Business = "business",
    Building = "building",
    Waste = "waste",
    LostProperty = "lost_property",
    Election = "election",
    TownHall = "town_hall",
    Appointment = "appointment",
    Telephone = "telephone",
    EMail = "e_mail",
    Internet = "internet",
    Deadline = "deadline",
    Emergency = "emergency",
    Power = "power",
    Water = "water",
    Transport = "transport",
    Swimming = "swimming",
    Culture = "culture",
    Health = "health",
    Data = "data",
}
