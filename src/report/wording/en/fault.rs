//! In English: what is wrong with a feed.

use super::super::pieces::{
    Unknown, by_reason, countries_as_fields, example, first, inside, is_letter, lacking,
    numbers_as_fields, routes_to, unknown, without_brackets,
};
use super::super::{FaultContext, FaultWording as _, moment, offset};
use super::En;
use crate::feed::MAX_BYTES;
use crate::feed::decode::{Fault, MAX_LIST};
use crate::feed::problem::{DeadEnd, Lack};
use crate::feed::scalar::Country;
use crate::feed::text::MAX_TEXT;
use crate::feed::vocabulary::RouteKind;
use crate::i18n::Lang;
use crate::report::harmless;
use crate::report::suggest::Reason;

/// Words what is wrong in a place.
pub(super) fn fault(fault: &Fault, context: &FaultContext<'_>) -> String {
    use Fault::*;
    let value = context.quote.unwrap_or("This");
    match fault {
        // Its place and its line are known to the report alone, which asks for the hint.
        Syntax(_) => "The file is not valid JSON.".into(),
        TooLarge(bytes) => format!(
            "The file has {} KB. At most {} KB are allowed. Shorten texts or remove old updates.",
            bytes.div_ceil(1024),
            MAX_BYTES / 1024
        ),
        NewerVersion(version) => format!(
            "The file is written for version {version}. This program knows version 1 only. You need a newer amtsstatus."
        ),
        Duplicate => format!(
            "The field \"{}\" is here once more, with the value {value}. Keep only one of them.",
            context.field.map_or_else(String::new, harmless)
        ),
        Missing(field) => format!(
            "The field \"{field}\" is missing{}. It is required.{}",
            inside(context),
            such_as(field, context.list)
        ),
        Expected(form) => format!(
            "{value} does not fit here. {}Expected: {}.{}{}",
            context.reason.map_or_else(String::new, impossible),
            En.form(*form),
            if value == "null" {
                " Leave out a field that has no value."
            } else {
                ""
            },
            meant(context)
        ),
        TooMany => format!("{value} has too many elements. At most {MAX_LIST} are allowed."),
        UnknownField(known) => format!(
            "There is no field {} here. The widget ignores it.{}",
            context.quote.unwrap_or("of this name"),
            match &context.way {
                Some(way) => format!(" Name it as a route. For example: {way}"),
                None => meant_or(context, known),
            }
        ),
        UnknownWord(known) => format!(
            "{value} is not a known word. {}{}",
            match unknown(known, context) {
                Unknown::Unclear => "The widget shows it as it stands here, and counts the entry as unknown.",
                Unknown::Untappable => "The widget shows it as it stands here, and nobody can tap the route.",
                Unknown::Shown => "The widget shows it as it stands here.",
                Unknown::NoKind => "The widget then cannot tell what kind of route it is.",
            },
            meant_or(context, context.fit.unwrap_or(known))
        ),
        Unfit(fit) => format!(
            "{value} does not fit {}.{}",
            match context.list {
                Some("routes" | "channels") => "a route",
                _ if context.field == Some("url_state") => "a web page",
                _ => "the entry's \"kind\"",
            },
            meant_or(context, fit)
        ),
        NoState(fit) => format!(
            "The field \"state\" is missing{}. Only a \"notice\" can do without.{}",
            inside(context),
            match fit[..] {
                [] => such_as("state", None),
                _ => format!(" Possible: {}.", fit.join(", ")),
            }
        ),
        TermAlone => format!(
            "{value} is not shown: a \"term\" stands only beside a \"state\". Write it into \"name\" or \"note\"."
        ),
        SameTerm => format!(
            "{value} is the widget's own word for this state. You can leave out the field \"term\"."
        ),
        NotForParts => format!(
            "\"{}\": {value} has no effect here: it counts for entries, not for parts. Write it at the whole entry, or leave it out.",
            context.field.map_or_else(String::new, harmless)
        ),
        OnlyForKinds(kinds) => format!(
            "\"{}\": {value} is only for the \"kind\" {}. Check the kind, or say it in \"note\".",
            context.field.map_or_else(String::new, harmless),
            kinds.join(" or ")
        ),
        NoNewDate => format!(
            "This says {value}, but not what holds now. Name the new day in \"until\", or say it in \"note\"."
        ),
        PartsDown(parts) => format!(
            "{value} does not fit the parts. What does not work: {}. Check whether \"limited\" fits better.",
            listed(parts)
        ),
        PartsWork => {
            format!("{value} does not fit the parts. All parts work. Check what holds now.")
        }
        NotOver(names) => format!(
            "{value} says that the incident is over. But in the file, not everything is as always yet: {}. Check what holds now.",
            listed(names)
        ),
        RepeatedId => format!("{value} is already taken. Each \"id\" may be used only once."),
        NoSuchEntry => {
            format!("{value} is no entry. Expected: the \"id\" of an entry in \"entries\".")
        }
        Before(other, time) => before(context, value, other, time),
        MixedBounds(instead, day) => format!(
            "Two kinds of bounds stand here. Use only \"applied_from\" and \"applied_until\": both days are included. Instead of \"{}\": {value} write \"{instead}\": \"{day}\".",
            context.field.map_or_else(String::new, harmless)
        ),
        NotNewestFirst => format!(
            "{value} is newer than what stands before it. The widget shows the newest first. Check the time, or move it up."
        ),
        AfterIssued(issued) => format!(
            "{value} is after the publication (\"issued\": \"{issued}\"). This field is for what has already happened or is already known. Check the day, the year and the hour."
        ),
        HalfHours => "Only one of \"opens\" and \"closes\" is here. Expected: both, or neither for a closed day.".into(),
        Ahead if context.field == Some("confirmed") => format!(
            "{value} is in the future. The widget ignores it until then. Expected: when somebody last said that all of it still holds."
        ),
        Ahead => format!("{value} is in the future. The widget then works as if it were already that moment. Check the day, the year and the hour."),
        WrongOffset { shown, meant } => format!(
            "{value} does not have the offset of your time zone on that day: {}. The widget shows: {}. If that is right, write \"{}\", otherwise \"{}\".",
            offset(*shown),
            moment(Lang::En, *shown),
            shown.stamp(),
            meant.stamp()
        ),
        NoSuchTime(shown) => format!(
            "{value}: there is no such time on that day, because the clocks go forward one hour. The widget shows: {}. If that is right, write \"{}\".",
            moment(Lang::En, *shown),
            shown.stamp()
        ),
        NoZone(shown) => format!(
            "{value} does not have the offset of Berlin, and neither does any other moment. Without \"time_zone\" the widget shows the time in Berlin: {}. If that is right, write \"{}\". If you are in another zone, add to the \"publisher\" for example \"time_zone\": \"Europe/London\".",
            moment(Lang::En, *shown),
            shown.stamp()
        ),
        UnknownZone => format!(
            "{value} is no time zone that the widget knows. It shows the time in Berlin. Expected: a name such as \"Europe/Berlin\" or \"Europe/London\".{}",
            meant(context)
        ),
        ValidTooLong => format!(
            "{value} is more than 30 days after \"issued\". Expected: at most 30 days after it."
        ),
        Empty => format!("{value} has no text. Add one, or leave out the field."),
        TextTooLong => format!(
            "{value} is longer than {MAX_TEXT} characters. The widget shows only its beginning."
        ),
        NoNextUpdate => format!(
            "The field \"next_update\" is missing. It says when to expect the next update.{}",
            proposed(context)
        ),
        NoValidUntil => format!(
            "The field \"valid_until\" is missing. It says until when the feed holds at most.{}",
            proposed(context)
        ),
        UpdateTooLate(valid_until) => format!(
            "{value} is later than \"valid_until\" (\"{valid_until}\"). The feed counts as outdated by then. Expected: a moment before it."
        ),
        NotDialable(country) if *country != Country::default() => format!(
            "{value} is no number of the country \"{country:?}\" as it is written. The widget shows it as text only. Numbers of other countries begin with + and the code of the country.{}",
            meant(context)
        ),
        NotDialable(_) => format!(
            "{value} cannot be dialled. The widget shows it as text only. Expected: a number such as \"+49 30 23125-100\".{}",
            meant(context)
        ),
        SeveralNumbers(numbers) => format!(
            "{value} is several numbers, or one with several extensions. The widget shows it as text only. Write a route of its own in \"routes\" for each number, and an extension with a hyphen (-).{}",
            match numbers.is_empty() {
                true => String::new(),
                false => format!(" Did you mean {}?", numbers_as_fields(numbers, " and ")),
            }
        ),
        Extension(number) => format!(
            "Of {value} the widget dials \"{}\" only. The rest stands beside it as text. If the extension can be dialled from outside, write the whole number, as in \"+49 30 23125-100\". Otherwise write it in a field of its own, as in \"extension\": \"17\".",
            harmless(number)
        ),
        WordsBesideNumber(number, words) => format!(
            "Of {value} the widget dials \"{}\" only. The rest stands beside it as text. Write only the number in \"number\", and \"{}\" in \"note\".",
            harmless(number),
            harmless(without_brackets(words))
        ),
        NoExtension => format!(
            "{value} is no extension. Expected: only digits such as \"17\", beside a number in \"number\"."
        ),
        NotOnlyCash => format!(
            "{value} has more than cash, and \"needs\" has \"cash_only\". Leave one of them out."
        ),
        OtherCountry(countries) => format!(
            "{value} is no number in the publisher's country (Germany where none is named). The widget shows it as text only. If you are in another country, add to \"publisher\" the field {}. Numbers of other countries begin with + and the code of the country.",
            countries_as_fields(countries, " or ")
        ),
        DoubtedCountry(country) => format!(
            "{value} is dialled as a number in Germany. The feed seems to come from another country. If so, add to \"publisher\" the field {}. If the number is German, add \"country\": \"DE\".",
            countries_as_fields(&[*country], "")
        ),
        InternationalOnly(country) => format!(
            "{value} is shown as text only. For the country \"{country:?}\" the widget knows only numbers that begin with + and the code of the country."
        ),
        Ungrouped => format!(
            "{value} does not tell its area code from the rest. Set it apart with a space, as in \"+49 30 23125-100\"."
        ),
        NoLink => format!(
            "{value} does not become a link. Expected: {}.{}",
            match context.field {
                Some("email") => "an e-mail address such as \"info@musterstadt.example\"",
                _ => "an address that begins with \"https://\"",
            },
            meant(context)
        ),
        SeveralAddresses(addresses) => format!(
            "{value} is several addresses. Only one can stand here. Write a route of its own for each: \"routes\": [ {} ]",
            routes_to(addresses)
        ),
        DeadPage => format!(
            "{value} is on your official page, which does not work at present (\"url_state\"). Add \"state\": \"down\" here, or \"state\": \"working\" if this address works all the same."
        ),
        OnlyAnnounced => format!(
            "{value} has come, and you have published nothing since. The widget still shows it as announced. If it holds now, set \"confirmed\" and \"issued\" to now."
        ),
        NothingUntilThen => format!(
            "{value} is still to come, and nothing says what holds until then. Say it in \"note\"."
        ),
        Ended => format!("{value} is already over. Check what holds now."),
        NotInLanguage(lang) => format!(
            "{value} is not there in the language \"{}\". The field \"languages\" promises every text in it.",
            harmless(lang)
        ),
        NothingToCheck => format!(
            "{value} has no effect here: no text names this language in \"machine\"."
        ),
        Markup(piece) => format!(
            "Texts are plain text: the widget shows {} as it stands here.{}",
            harmless(piece),
            match context.suggestion.as_deref() {
                Some(" ") => " Write a space instead.".into(),
                Some(plain) => format!(" Write {plain} instead."),
                None if is_letter(piece) => " Write the character itself.".into(),
                None => " Leave it out.".into(),
            }
        ),
        NumberInText(number) => format!(
            "Nobody can tap the number {} here. Name it as a route: \"routes\": [ {{ \"kind\": \"phone\", \"number\": \"{}\" }} ]",
            harmless(number),
            harmless(number)
        ),
        AddressInText(address) => {
            let (kind, field) = match address.contains('@') && !address.contains('/') {
                true => ("e_mail", "email"),
                false => ("website", "url"),
            };
            let address = harmless(address);
            format!(
                "Nobody can tap the address {address} here. Name it as a route (\"routes\"), with \"kind\": \"{kind}\" and the address in \"{field}\"."
            )
        }
        NoRoute if context.field == Some("url_state") => "Your official page does not work at present, and it is not said where there is news. Name another place at \"publisher\", in \"channels\" or in \"republished_by\". For example: \"channels\": [ { \"kind\": \"phone\", \"number\": \"+49 30 23125-100\" } ]".into(),
        NoRoute => "Something does not work, and it is not said whom to turn to. Name a route. For example: \"routes\": [ { \"kind\": \"phone\", \"number\": \"+49 30 23125-100\" } ]".into(),
        NoWayOut(ends) => format!(
            "Something does not work, and none of the routes helps. {}Name one that people can take now.",
            by_reason(ends, |why, names| format!("{}: {}. ", dead_end(why), listed(names)))
        ),
        NothingToShow(lack) => {
            let what = match lack {
                Lack::Entry => "has no entry",
                Lack::Question => "has no question",
                Lack::Window => "names no time",
                Lack::Target(Some(RouteKind::Phone | RouteKind::Fax)) => "has no number",
                Lack::Target(Some(RouteKind::EMail | RouteKind::Website)) => "has no address",
                Lack::Target(_) => "does not say where the route leads",
            };
            format!("{value} {what}. Add it. For example: {}", lacking(*lack))
        }
    }
}

/// Says why nobody can mean a day or a moment.
fn impossible(reason: Reason) -> String {
    match reason {
        Reason::ImpossibleDay(day, month, year) => {
            let months = Lang::En.language().calendar.months;
            match months.get(usize::from(month).wrapping_sub(1)) {
                Some(month) => format!("There is no {day} {month} {year}. "),
                None => format!("There is no {day}.{month}.{year}. "),
            }
        }
        Reason::ImpossibleTime => "There is no such time of day. ".into(),
        Reason::SkippedTime => "There is no such time on that day. ".into(),
        Reason::MissingDay => "The day is missing. ".into(),
        Reason::MissingYear => "The year is missing. ".into(),
        Reason::MissingTime => "The time of day is missing. ".into(),
    }
}

fn listed(names: &[String]) -> String {
    first(names, |more| format!("and {more} more"))
}

fn dead_end(why: DeadEnd) -> &'static str {
    match why {
        DeadEnd::Wrong => "Wrong route",
        DeadEnd::NotYet => "Not there yet",
        DeadEnd::Over => "Over",
        DeadEnd::Down => "Not working",
    }
}

pub(super) fn such_as(field: &str, list: Option<&str>) -> String {
    example(field, list).map_or_else(String::new, |text| format!(" For example: {text}"))
}

fn proposed(context: &FaultContext<'_>) -> String {
    let field = context.suggestion.as_ref();
    field.map_or_else(String::new, |field| format!(" For example: {field}"))
}

fn meant(context: &FaultContext<'_>) -> String {
    let meant = context.suggestion.as_ref();
    meant.map_or_else(String::new, |word| format!(" Did you mean {word}?"))
}

fn meant_or(context: &FaultContext<'_>, known: &[&str]) -> String {
    match context.suggestion {
        Some(_) => meant(context),
        None => format!(" Possible: {}.", known.join(", ")),
    }
}

fn before(context: &FaultContext<'_>, value: &str, other: &str, time: &str) -> String {
    let same = context
        .quote
        .is_some_and(|quote| quote.trim_matches('"') == time);
    let is = if same { "is the same as" } else { "is before" };
    let expected = match other {
        "opens" => "another time of day, or \"always\": true for day and night",
        _ => "a moment after it",
    };
    format!("{value} {is} \"{other}\" (\"{time}\"). Expected: {expected}.")
}
