//! The widget's own words: one exhaustive table a language, so that a missing translation does not compile.
//!
//! The browser's core has German. Every other language is a file of texts, made from its table by [`Lang::file`] and read
//! by [`read`], so that nobody downloads a language that nobody on the page reads. The core never asks for the tables, and so
//! the linker leaves them out.

mod ar;
#[cfg(feature = "cli")]
pub mod calendar;
mod de;
mod de_simple;
mod en;
mod ru;
mod sought;
mod tr;
mod uk;

use crate::feed::text::is_rtl;
use crate::feed::time::Date;
use crate::feed::vocabulary::{
    Certainty, Kind, Level, Need, Phase, Progress, Role, RouteKind, State, Vocabulary as _,
};

/// A language of the widget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// German.
    #[default]
    De,
    /// German in Leichte Sprache.
    DeSimple,
    /// English.
    En,
    /// Turkish.
    Tr,
    /// Ukrainian.
    Uk,
    /// Arabic.
    Ar,
    /// Russian.
    Ru,
}

impl Lang {
    /// All, in the order in which the reader may choose.
    pub const ALL: [Self; 7] = [
        Self::De,
        Self::DeSimple,
        Self::En,
        Self::Tr,
        Self::Uk,
        Self::Ar,
        Self::Ru,
    ];

    /// Their tags. "simple" is a registered variant (BCP 47).
    const TAGS: [&str; 7] = ["de", "de-simple", "en", "tr", "uk", "ar", "ru"];

    /// What each is called by those who read it.
    const NAMES: [&str; 7] = [
        "Deutsch",
        "Leichte Sprache",
        "English",
        "Türkçe",
        "Українська",
        "العربية",
        "Русский",
    ];

    /// The language for a tag: the same, else the same without what follows ("en-GB"), else German, the language of the
    /// publishers.
    pub fn of(tag: &str) -> Self {
        let primary = tag.split('-').next().unwrap_or(tag);
        Self::named(tag)
            .or_else(|| Self::named(primary))
            .unwrap_or_default()
    }

    /// The language with just this tag.
    pub fn named(tag: &str) -> Option<Self> {
        let same = |lang: &Self| lang.tag().eq_ignore_ascii_case(tag);
        Self::ALL.into_iter().find(same)
    }

    /// Its tag.
    pub fn tag(self) -> &'static str {
        Self::TAGS[self as usize]
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The direction in which it is written, as HTML names it.
    pub fn dir(self) -> &'static str {
        if is_rtl(self.tag()) { "rtl" } else { "ltr" }
    }

    /// The locale by which its dates are worded. English as it is written in Europe, day before month; Arabic with the
    /// digits that German telephone numbers and clocks are written in.
    pub fn locale(self) -> &'static str {
        match self {
            Self::DeSimple => "de",
            Self::En => "en-GB",
            Self::Ar => "ar-u-nu-latn",
            _ => self.tag(),
        }
    }

    /// Its words.
    pub fn words(self) -> &'static Words {
        static WORDS: [Words; 7] = [
            Words::of(&de::WORDS),
            Words::of(&de_simple::WORDS),
            Words::of(&en::WORDS),
            Words::of(&tr::WORDS),
            Words::of(&uk::WORDS),
            Words::of(&ar::WORDS),
            Words::of(&ru::WORDS),
        ];
        &WORDS[self as usize]
    }

    /// What the element says by itself.
    fn element(self) -> [&'static str; 2] {
        match self {
            Self::De => de::ELEMENT,
            Self::DeSimple => de_simple::ELEMENT,
            Self::En => en::ELEMENT,
            Self::Tr => tr::ELEMENT,
            Self::Uk => uk::ELEMENT,
            Self::Ar => ar::ELEMENT,
            Self::Ru => ru::ELEMENT,
        }
    }

    fn sought(self) -> &'static sought::Terms {
        match self {
            Self::De => &de::SOUGHT,
            Self::DeSimple => &de_simple::SOUGHT,
            Self::En => &en::SOUGHT,
            Self::Tr => &tr::SOUGHT,
            Self::Uk => &uk::SOUGHT,
            Self::Ar => &ar::SOUGHT,
            Self::Ru => &ru::SOUGHT,
        }
    }

    /// What a browser loads to speak it and to be asked in it: what the element says while the core is loading, and what if it
    /// cannot; [`PAGE`]; the words, one text a line; [`PAGE`]; one line for each thing that is asked for, with what people call
    /// it in German and in this language. German has only the last of these.
    pub fn file(self) -> String {
        let (element, texts) = match self {
            Self::De => (String::new(), Vec::new()),
            _ => (self.element().join("\n"), self.words().0.to_vec()),
        };
        let mut sought = Vec::new();
        for (german, own) in Self::De.sought().iter().zip(self.sought()) {
            sought.push(if german == own {
                (*german).to_owned()
            } else {
                format!("{german}, {own}")
            });
        }
        [element, texts.join("\n"), sought.join("\n")].join(&PAGE.to_string())
    }
}

/// What stands between the parts of a language's file: a form feed.
const PAGE: char = '\u{c}';

/// The texts of German in one row, which is smaller than a table of where each begins.
static GERMAN: [u8; german_length()] = {
    let texts = Words::of(&de::WORDS).0;
    let mut row = [b'\n'; german_length()];
    let (mut text, mut end) = (0, 0);
    while text < COUNT {
        let mut byte = 0;
        while byte < texts[text].len() {
            row[end] = texts[text].as_bytes()[byte];
            byte += 1;
            end += 1;
        }
        text += 1;
        end += 1;
    }
    row
};

const fn german_length() -> usize {
    let texts = Words::of(&de::WORDS).0;
    let (mut text, mut length) = (0, COUNT);
    while text < COUNT {
        length += texts[text].len();
        text += 1;
    }
    length
}

/// The words of German, which need no file.
pub fn german() -> Words {
    Words::split(std::str::from_utf8(&GERMAN).unwrap_or_default())
}

/// Reads what [`Lang::file`] made: the words, unless it has none, and what people call what they look for. `None` where it
/// is no such file: it is of another version.
pub fn read(file: &'static str) -> Option<(Option<Words>, &'static str)> {
    let (_, file) = file.split_once(PAGE)?;
    let (texts, sought) = file.split_once(PAGE)?;
    let words = match texts.lines().count() {
        0 => None,
        COUNT => Some(Words::split(texts)),
        _ => return None,
    };
    Some((words, sought))
}

/// How dates are worded: by the browser's Intl, or by a table where there is no browser.
pub trait Calendar {
    /// "Donnerstag, 29. Februar" and the year, if it is asked for.
    fn date(&self, lang: Lang, date: Date, year: bool) -> String;
    /// "10:00", for minutes since midnight.
    fn time(&self, lang: Lang, minutes: u16) -> String;
    /// "Montag", for 0 to 6.
    fn weekday(&self, lang: Lang, day: usize) -> String;
    /// "a, b und c".
    fn list(&self, lang: Lang, items: &[String]) -> String;
}

/// What is worded on a page that lives only: on any other, "today" and a number of matches would be wrong tomorrow.
pub trait Living {
    /// "vor 2 Stunden", "gestern", "in 3 Tagen".
    fn relative(&self, lang: Lang, amount: i64, unit: Unit) -> String;
    /// Which form of a word goes with a number.
    fn plural(&self, lang: Lang, count: usize) -> Plural;
}

/// The forms that a word takes with a number, as CLDR names them. Which language uses which is Intl's to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Plural {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Zero,
        Self::One,
        Self::Two,
        Self::Few,
        Self::Many,
        Self::Other,
    ];
}

/// Units of relative time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Months.
    Month,
}

/// The table that each language fills in, and the texts of a language as the views ask for them.
macro_rules! words {
    (texts { $($text:ident,)* } lists { $($list:ident: $of:ty,)* }) => {
        /// What a language has to say.
        struct Table {
            $($text: &'static str,)*
            $($list: [&'static str; <$of>::ALL.len()],)*
        }

        /// The texts of one language: those of a table in a row, which is how a file has them.
        pub struct Words([&'static str; COUNT]);

        /// How many texts there are.
        const COUNT: usize = Place::Lists as usize $(+ <$of>::ALL.len())*;

        /// Where each text is.
        #[allow(non_camel_case_types)]
        enum Place { $($text,)* Lists }

        #[allow(missing_docs)]
        impl Words {
            $(pub fn $text(&self) -> &'static str {
                self.0[Place::$text as usize]
            })*

            words!(@lists (Place::Lists as usize) $($list: $of,)*);

            fn split(texts: &'static str) -> Self {
                let mut texts = texts.lines();
                Self(std::array::from_fn(|_| texts.next().unwrap_or("")))
            }

            const fn of(table: &Table) -> Self {
                let mut texts = [""; COUNT];
                let mut place = 0;
                $(
                    texts[place] = table.$text;
                    place += 1;
                )*
                $(
                    let mut index = 0;
                    while index < table.$list.len() {
                        texts[place] = table.$list[index];
                        place += 1;
                        index += 1;
                    }
                )*
                Self(texts)
            }
        }
    };
    (@lists ($start:expr) $list:ident: $of:ty, $($rest:tt)*) => {
        pub fn $list(&self) -> &[&'static str] {
            &self.0[$start..$start + <$of>::ALL.len()]
        }

        words!(@lists ($start + <$of>::ALL.len()) $($rest)*);
    };
    (@lists ($start:expr)) => {};
}

// Every string of the widget. `{}` stands for what is put in, in this order. The texts explain the names better than any
// sentence about them.
words! {
    texts {
        // Freshness
        unreachable,
        nothing_offline,
        retry,
        asking,
        confirmed,
        confirmed_on,
        issued,
        issued_on,
        next,
        moment_ago,
        archive,
        expired,
        overdue,
        old,
        unreached,
        offline,
        checked_now,
        checked,
        stored,
        verified,
        verified_means,
        updated,
        changed,
        newer,
        nothing_selected,
        nothing_said,
        // Headings
        widget,
        freshness,
        urgent,
        summary,
        deadlines,
        unaffected,
        notices,
        incident,
        updates,
        faq,
        glossary,
        source,
        official,
        channels,
        details,
        // Entries and their times
        likewise,
        from,
        since,
        until,
        on,
        span,
        open_end,
        lapsed,
        intermittent,
        share,
        priority,
        term,
        outlook,
        outlook_state,
        passed,
        conditions,
        earlier,
        responsible,
        as_of,
        from_source,
        machine,
        // Hours
        hours,
        usual,
        always,
        range,
        clock,
        clock_range,
        closed_day,
        // Scope
        applied_before,
        applied_after,
        audience,
        residents,
        needs,
        // Routes
        replaces,
        wrong,
        purpose,
        usable,
        not_yet,
        not_now,
        // Incident
        started,
        cause,
        own,
        provider,
        provider_named,
        order,
        measures,
        limited_facility,
        // Between what is listed
        comma,
        semicolon,
        // Language
        language,
        language_failed,
        foreign,
        // Search and filters
        search,
        found_none,
        contact,
        show_all,
        filter_kind,
        part_of,
        // Each entry
        link,
        link_copied,
        link_in_bar,
        print,
    }
    lists {
        // By number, see `Plural`
        updated_many: Plural,
        found: Plural,
        // Vocabularies
        group: Kind,
        state: State,
        level: Level,
        route: RouteKind,
        role: Role,
        phase: Phase,
        measure: Progress,
        certainty: Certainty,
        need: Need,
    }
}

/// The words for a closed list, by its order. One that is missing does not compile.
macro_rules! said {
    ($list:ident { $($word:ident: $said:literal,)* }) => {{
        const _: fn($list) = |word| match word { $($list::$word => {})* };
        let mut table = [""; $list::ALL.len()];
        $(table[$list::$word as usize] = $said;)*
        table
    }};
}
use said;

/// A number of things in words; a language that has no form of its own for a number says it as [`Plural::Other`].
pub fn counted(forms: &[&'static str], plural: Plural, count: usize) -> String {
    let form = match forms[plural as usize] {
        "" => forms[Plural::Other as usize],
        form => form,
    };
    fill(form, &[&count.to_string()])
}

/// The pieces of a template between its `{}`. (Split by one character: searching for a string is a kilobyte of code.)
pub fn pieces(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .map(|piece| piece.strip_prefix('}').unwrap_or(piece))
}

/// Puts `parts` in where the template has `{}`.
pub fn fill(template: &str, parts: &[&str]) -> String {
    let mut filled = String::new();
    for (index, piece) in pieces(template).enumerate() {
        if index > 0 {
            filled.push_str(parts.get(index - 1).copied().unwrap_or(""));
        }
        filled.push_str(piece);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_put_in_in_order_and_never_read_as_templates() {
        assert_eq!(fill("von {} bis {}", &["{}", "b"]), "von {} bis b");
        assert_eq!(fill("ohne", &["a"]), "ohne");
    }

    #[test]
    fn a_tag_chooses_its_language_and_german_is_the_rest() {
        assert_eq!(Lang::of("en-GB"), Lang::En);
        assert_eq!(Lang::of("de-simple"), Lang::DeSimple);
        assert_eq!(Lang::of("de-AT"), Lang::De);
        assert_eq!(Lang::of("AR"), Lang::Ar);
        assert_eq!(Lang::of("tlh"), Lang::De);
    }

    #[test]
    fn a_file_gives_back_the_table_that_it_was_made_from() {
        for lang in Lang::ALL {
            let (words, sought) = read(lang.file().leak()).unwrap();
            let texts = words.map(|words| words.0);
            let expected = (lang != Lang::De).then_some(lang.words().0);
            assert_eq!(texts, expected, "{lang:?}");
            assert_eq!(sought.lines().count(), sought::Concept::ALL.len());
        }
    }

    #[test]
    fn german_in_one_row_is_german() {
        assert_eq!(german().0, Lang::De.words().0);
    }

    #[test]
    fn no_text_is_missing_and_each_takes_in_as_much_as_in_german() {
        let holes = |text: &str| text.matches("{}").count();
        for lang in Lang::ALL {
            let pairs = lang.words().0.into_iter().zip(Lang::De.words().0);
            for (text, german) in pairs {
                if !german.is_empty() {
                    assert!(!text.is_empty(), "{lang:?}: {german}");
                    assert_eq!(holes(text), holes(german), "{lang:?}: {german} is {text}");
                }
                assert!(!text.contains('\n'), "{lang:?}: {text}");
            }
            for terms in lang.sought() {
                assert!(
                    terms
                        .split(", ")
                        .all(|term| term.trim() == term && !term.is_empty()),
                    "{lang:?}: {terms}"
                );
            }
        }
    }

    #[test]
    fn a_file_of_another_version_is_not_read() {
        assert!(read("\u{c}a\nb\u{c}c").is_none());
        assert!(read("").is_none());
    }

    #[test]
    fn a_number_has_its_form() {
        let forms = ["", "{} Treffer", "", "", "", "{} Treffern"];
        assert_eq!(counted(&forms, Plural::One, 1), "1 Treffer");
        assert_eq!(counted(&forms, Plural::Few, 2), "2 Treffern");
    }
}
