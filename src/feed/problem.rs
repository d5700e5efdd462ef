//! Problems of a feed: their kinds, how bad they are and where they stand. The reports put them into words.

use super::scalar::Country;
use super::vocabulary::RouteKind;
use super::zone::LocalTime;

/// A step on the way from the root of the feed to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into an object.
    Key(String),
    /// Into an array, from 0.
    Index(usize),
}

/// Something that is wrong with a feed, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place of the wrong value; for a missing field, the place of the object that lacks it.
    pub at: Vec<Step>,
    /// What is wrong.
    pub fault: Fault,
}

/// A kind of problem. The reports put it into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The text is not JSON.
    Syntax(super::json::SyntaxError),
    /// More bytes than a feed may have.
    TooLarge(usize),
    /// The feed is written for a newer major version of the contract (row 16).
    NewerVersion(u64),
    /// A key stands twice in one object.
    Duplicate,
    /// A field that must be there is not.
    Missing(&'static str),
    /// A value does not have the form that its place needs.
    Expected(Form),
    /// A list has more elements than [`super::decode::MAX_LIST`].
    TooMany,
    /// A field that the contract does not have; the ones it has.
    UnknownField(&'static [&'static str]),
    /// A word that the vocabulary does not have; the ones it has.
    UnknownWord(&'static [&'static str]),
    /// A state that does not fit the entry's kind; those that do.
    Unfit(Vec<&'static str>),
    /// An entry without a state that is not a notice; the states that fit its kind.
    NoState(Vec<&'static str>),
    /// A term without a state: it is not shown.
    TermAlone,
    /// A term that is the widget's own word for the state.
    SameTerm,
    /// A field that counts for entries alone, in a part.
    NotForParts,
    /// A field that counts for entries of these kinds alone.
    OnlyForKinds(&'static [&'static str]),
    /// Something has another date, and nothing says which.
    NoNewDate,
    /// A whole that works, with these parts that do not.
    PartsDown(Vec<String>),
    /// A whole that does not work, although each of its parts does.
    PartsWork,
    /// The incident is over, although these entries do not work as always.
    NotOver(Vec<String>),
    /// An id that another entry, question or update already has.
    RepeatedId,
    /// An id that no entry has.
    NoSuchEntry,
    /// A time that lies before another one that must come first: the name and the value of that other one.
    Before(&'static str, String),
    /// A bound of one kind beside one of the other, which includes its day: the field and the value to write instead.
    MixedBounds(&'static str, String),
    /// Something that is newer than what stands before it, in a list that has the newest first.
    NotNewestFirst,
    /// A time after `issued` of something that was known then; the value of `issued`.
    AfterIssued(String),
    /// Hours with only one of `opens` and `closes`.
    HalfHours,
    /// A moment in the future that must be in the past.
    Ahead,
    /// A moment with an offset that the publisher's zone has not on that day.
    WrongOffset {
        /// What its clocks show at that moment.
        shown: LocalTime,
        /// When they show the date and the time that were written.
        meant: LocalTime,
    },
    /// A moment that the publisher's clocks skip when summer begins; what they show then.
    NoSuchTime(LocalTime),
    /// No `time_zone`, and no moment of the feed has the offset of Berlin; what is shown of the first one.
    NoZone(LocalTime),
    /// A `time_zone` that is not in the list.
    UnknownZone,
    /// `valid_until` is more than 30 days after `issued`.
    ValidTooLong,
    /// An empty text where words are needed.
    Empty,
    /// A text of more than [`super::text::MAX_TEXT`] characters, which is cut.
    TextTooLong,
    /// No `next_update`.
    NoNextUpdate,
    /// No `valid_until`.
    NoValidUntil,
    /// `next_update` is after `valid_until`, with this value.
    UpdateTooLate(String),
    /// A telephone number that nobody can dial; the publisher's country.
    NotDialable(Country),
    /// Several telephone numbers in one field, or one with several extensions; each number, if that is plain.
    SeveralNumbers(Vec<String>),
    /// An extension in words behind a number, which is not dialled; the number.
    Extension(String),
    /// Words behind a number, which are not dialled: the number, and the words.
    WordsBesideNumber(String, String),
    /// Other ways to pay beside `cash_only`.
    NotOnlyCash,
    /// An `extension` that is more than digits, or without a number.
    NoExtension,
    /// A telephone number that cannot be one of the publisher's country as it is written; the countries that have it.
    OtherCountry(Vec<Country>),
    /// A telephone number that is dialled in Germany, since no country is named; the one that the feed seems to be from.
    DoubtedCountry(Country),
    /// A national or short number of a country whose numbers are not known here.
    InternationalOnly(Country),
    /// A telephone number in which nothing separates the area code.
    Ungrouped,
    /// An address that will not become a link.
    NoLink,
    /// Several web or mail addresses in one field: each of them.
    SeveralAddresses(Vec<String>),
    /// The address of a route on the official page, which is down.
    DeadPage,
    /// An `until` that lies in the past.
    Ended,
    /// A `from` that has come, and nothing was published since: it is shown as announced.
    OnlyAnnounced,
    /// A `from` ahead of a state that says nothing of what holds until then.
    NothingUntilThen,
    /// No text in this declared language.
    NotInLanguage(String),
    /// A language in `checked` in which a machine has translated nothing.
    NothingToCheck,
    /// HTML or Markdown in a text, which is shown as it stands: this piece of it.
    Markup(String),
    /// A telephone number in a text that no route has.
    NumberInText(String),
    /// A web or mail address in a text that no route has.
    AddressInText(String),
    /// Something does not work, and no other route is named.
    NoRoute,
    /// Something does not work, and none of the routes helps: each by its name, with the reason.
    NoWayOut(Vec<(String, DeadEnd)>),
    /// There is nothing to show: what is missing.
    NothingToShow(Lack),
}

/// Why nobody can take a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadEnd {
    /// It is the one that people take by mistake.
    Wrong,
    /// It is planned, or begins later.
    NotYet,
    /// It has ended.
    Over,
    /// It does not work, or nobody knows.
    Down,
}

/// What is missing where there is nothing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A feed without entries.
    Entry,
    /// An answer without its question.
    Question,
    /// Something that was lost, without the time when it was sent.
    Window,
    /// A route of this kind that does not say where it leads.
    Target(Option<RouteKind>),
}

/// The form that a value must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A string.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number from 0 to 2^53 − 1 (row 17: what every JSON reader keeps exact).
    Count,
    /// A whole number from 0 to 100.
    Percent,
    /// An array.
    List,
    /// An object.
    Object,
    /// A string, or an object of strings by language tag.
    Words,
    /// A language tag.
    Language,
    /// A country's code.
    Country,
    /// `YYYY-MM-DD`.
    Date,
    /// RFC 3339 with an offset.
    Stamp,
    /// A date or a stamp.
    When,
    /// A date, a stamp, or `"open"`.
    End,
    /// `HH:MM`.
    TimeOfDay,
    /// A name of 1 to 64 lower-case letters, digits, `-`, `_`, `.`.
    Id,
    /// The number 1.
    Version,
    /// A public key as in a `.pub` file.
    Key,
}

/// Whether a feed with this problem may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The widget refuses the feed.
    Fatal,
    /// The widget shows it, but `check` refuses it.
    Error,
    /// It may be published.
    Warning,
}

impl Fault {
    /// Returns how bad the fault is.
    pub fn severity(&self) -> Severity {
        use Fault::*;
        match self {
            Syntax(_) | TooLarge(_) | NewerVersion(_) | Duplicate | Missing(_) | Expected(_)
            | TooMany => Severity::Fatal,
            Unfit(_) | NoState(_) | RepeatedId | NoSuchEntry | Before(..) | HalfHours
            | ValidTooLong | Empty | NothingToShow(_) => Severity::Error,
            TermAlone
            | SameTerm
            | NotForParts
            | OnlyForKinds(_)
            | NoNewDate
            | PartsDown(_)
            | PartsWork
            | NotOver(_)
            | Markup(_)
            | NumberInText(_)
            | AddressInText(_)
            | NoWayOut(_)
            | UpdateTooLate(_)
            | UnknownField(_)
            | UnknownWord(_)
            | TextTooLong
            | MixedBounds(..)
            | NoNextUpdate
            | NoValidUntil
            | NotNewestFirst
            | AfterIssued(_)
            | Ahead
            | WrongOffset { .. }
            | NoSuchTime(_)
            | NoZone(_)
            | UnknownZone
            | NotDialable(_)
            | SeveralNumbers(_)
            | Extension(_)
            | WordsBesideNumber(..)
            | NoExtension
            | NotOnlyCash
            | OtherCountry(_)
            | DoubtedCountry(_)
            | InternationalOnly(_)
            | Ungrouped
            | NoLink
            | SeveralAddresses(_)
            | DeadPage
            | Ended
            | OnlyAnnounced
            | NothingUntilThen
            | NotInLanguage(_)
            | NothingToCheck
            | NoRoute => Severity::Warning,
        }
    }
}

/// The place in the feed that is being read. It is a linked list on the stack: a `Vec` of steps is made only for the
/// few places that are reported.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    last: LastStep<'a>,
}

#[derive(Clone, Copy)]
enum LastStep<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Place<'a> {
    /// The feed itself.
    pub const ROOT: Place<'static> = Place {
        parent: None,
        last: LastStep::Root,
    };

    /// Returns the place of a key's value.
    pub fn key(&'a self, key: &'a str) -> Self {
        Self {
            parent: Some(self),
            last: LastStep::Key(key),
        }
    }

    /// Returns the place of an element of a list, from 0.
    pub fn index(&'a self, index: usize) -> Self {
        Self {
            parent: Some(self),
            last: LastStep::Index(index),
        }
    }

    /// Returns the steps from the root.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = self.parent.map_or_else(Vec::new, Place::steps);
        match self.last {
            LastStep::Root => {}
            LastStep::Key(key) => steps.push(Step::Key(key.to_owned())),
            LastStep::Index(index) => steps.push(Step::Index(index)),
        }
        steps
    }
}

/// The most problems of each severity that are noted: nobody reads more, and a hostile feed of 1 MiB could make
/// millions.
pub const MAX_PROBLEMS: usize = 200;

/// Collects the problems of a feed.
#[derive(Default)]
pub struct Log {
    problems: Vec<Problem>,
    /// How many were found of each severity, those over [`MAX_PROBLEMS`] included.
    found: [usize; 3],
}

impl Log {
    /// Notes a problem, unless there are [`MAX_PROBLEMS`] of its severity.
    pub fn note(&mut self, at: &Place<'_>, fault: Fault) {
        let found = &mut self.found[fault.severity() as usize];
        *found += 1;
        if *found <= MAX_PROBLEMS {
            let at = at.steps();
            self.problems.push(Problem { at, fault });
        }
    }

    /// Notes that a value does not have the form that its place needs.
    pub fn expected(&mut self, at: &Place<'_>, form: Form) {
        self.note(at, Fault::Expected(form));
    }

    /// Returns the problems in the order in which they were found.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}

/// Writes a path as people do: `entries[3].until`.
pub fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Key(key) if path.is_empty() => path.push_str(key),
            Step::Key(key) => {
                path.push('.');
                path.push_str(key);
            }
            Step::Index(index) => {
                path.push('[');
                path.push_str(&index.to_string());
                path.push(']');
            }
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_people_write_it() {
        let root = Place::ROOT;
        assert_eq!(path(&root.steps()), "");
        let (entries, until) = (root.key("entries"), "until");
        let entry = entries.index(3);
        assert_eq!(path(&entry.key(until).steps()), "entries[3].until");
    }

    #[test]
    fn hints_over_the_limit_push_no_error_out() {
        let mut log = Log::default();
        for _ in 0..2 * MAX_PROBLEMS {
            log.note(&Place::ROOT, Fault::NoRoute);
        }
        log.note(&Place::ROOT, Fault::RepeatedId);
        let problems = log.into_problems();
        assert_eq!(problems.len(), MAX_PROBLEMS + 1);
        assert_eq!(problems[MAX_PROBLEMS].fault, Fault::RepeatedId);
    }
}
