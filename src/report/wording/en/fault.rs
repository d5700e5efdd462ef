//! In English: what is wrong with a feed.

use super::super::pieces::{
    NUMBER, Unknown, by_reason, countries_as_fields, inside, is_letter, kinds_of, lacking,
    numbers_as_fields, or_end, routes_to, unknown, without_brackets,
};
use super::super::{FaultContext, FaultWording as _, offset};
use super::En;
use super::phrases::{
    before, dead_end, impossible, listed, meant, meant_or, possible, proposed, such_as,
};
use crate::feed::MAX_BYTES;
use crate::feed::decode::{Fault, MAX_LIST};
use crate::feed::problem::Lack;
use crate::feed::scalar::Country;
use crate::feed::text::MAX_TEXT;
use crate::feed::vocabulary::RouteKind;
use crate::report::harmless;

/// Words what is wrong in a place.
pub(super) fn fault(fault: &Fault, context: &FaultContext<'_>) -> String {
    use Fault::*;
    let value = context.quote.unwrap_or("This");
    match fault {
        // Its place and its line are known to the report alone, which asks for the hint.
        Syntax(_) if context.is_for_form() => {
            "The file cannot be read. It is no status file, or it is damaged.".into()
        }
        Syntax(_) => "The file is not valid JSON.".into(),
        TooLarge(bytes) => format!(
            "The file has {} KB. At most {} KB are allowed. Shorten texts or remove old updates.",
            bytes.div_ceil(1024),
            MAX_BYTES / 1024
        ),
        NewerVersion(version) => format!(
            "The file is written for version {version}. This program knows version 1 only. You need a newer amtsstatus."
        ),
        Duplicate if context.is_for_form() => format!(
            "The field {} is here once more. Keep only one of them.",
            context.own_name()
        ),
        Duplicate => format!(
            "The field {} is here once more, with the value {value}. Keep only one of them.",
            context.own_name()
        ),
        Missing(field) => format!(
            "The field {} is missing{}. It is required.{}",
            context.name(field),
            inside(context),
            context.in_file(&such_as(field, context.list))
        ),
        Expected(form) => format!(
            "{value} does not fit here. {}Expected: {}.{}{}",
            context.reason.map_or_else(String::new, impossible),
            match context.is_for_form() {
                true => En.plain_form(*form),
                false => En.form(*form),
            },
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
                Some(way) => format!(" Name it as a route. For example: {}", context.fields(way)),
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
                _ if context.is_for_form() => "the kind of the entry",
                _ => "the entry's \"kind\"",
            },
            meant_or(context, fit)
        ),
        NoState(fit) => format!(
            "The field {} is missing{}. Only a {} can do without.{}",
            context.name("state"),
            inside(context),
            context.value_in("Entry", "kind", "notice"),
            match fit[..] {
                [] => context.in_file(&such_as("state", None)).to_owned(),
                _ => possible(context, fit),
            }
        ),
        TermAlone => format!(
            "{value} is not shown: a {} stands only beside a {}. Write it into {} or {}.",
            context.name("term"),
            context.name("state"),
            context.name("name"),
            context.name("note")
        ),
        SameTerm => format!(
            "{value} is the widget's own word for this state. You can leave out the field {}.",
            context.name("term")
        ),
        NotForParts => format!(
            "{}: {value} has no effect here: it counts for entries, not for parts. Write it at the whole entry, or leave it out.",
            context.own_name()
        ),
        OnlyForKinds(kinds) => format!(
            "{}: {value} is only for the {} {}. Check the kind, or say it in {}.",
            context.own_name(),
            context.name_in("Entry", "kind"),
            kinds_of(context, kinds).join(" or "),
            context.name_in("Entry", "note")
        ),
        NoNewDate => format!(
            "This says {value}, but not what holds now. Name the new day in {}, or say it in {}.",
            context.name("until"),
            context.name("note")
        ),
        PartsDown(parts) => format!(
            "{value} does not fit the parts. What does not work: {}. Check whether {} fits better.",
            listed(parts),
            context.value("limited")
        ),
        PartsWork => {
            format!("{value} does not fit the parts. All parts work. Check what holds now.")
        }
        NotOver(names) => format!(
            "{value} says that the incident is over. But in the file, not everything is as always yet: {}. Check what holds now.",
            listed(names)
        ),
        RepeatedId => format!("{value} is already taken. Each {} may be used only once.", context.name("id")),
        NoSuchEntry => {
            format!(
                "{value} is no entry. Expected: the {} of an entry in {}.",
                context.name_in("Entry", "id"),
                context.name_in("Feed", "entries")
            )
        }
        Before(other, time) => before(context, value, other, time),
        MixedBounds(instead, day) => format!(
            "Two kinds of bounds stand here. Use only {} and {}: both days are included. Instead of {}: {value} write {}.",
            context.name_in("Scope", "applied_from"),
            context.name_in("Scope", "applied_until"),
            context.own_name(),
            context.fields(&format!("\"{instead}\": \"{day}\""))
        ),
        NotNewestFirst => format!(
            "{value} is newer than what stands before it. The widget shows the newest first. Check the time, or move it up."
        ),
        AfterIssued(issued) => format!(
            "{value} is after the publication ({}). This field is for what has already happened or is already known. Check the day, the year and the hour.",
            context.fields_in("Feed", &format!("\"issued\": \"{issued}\""))
        ),
        HalfHours => format!(
            "Only one of {} and {} is here. Expected: both, or neither for a closed day.",
            context.name("opens"),
            context.name("closes")
        ),
        Ahead if context.field == Some("confirmed") => format!(
            "{value} is in the future. The widget ignores it until then. Expected: when somebody last said that all of it still holds."
        ),
        Ahead => format!("{value} is in the future. The widget then works as if it were already that moment. Check the day, the year and the hour."),
        WrongOffset { shown, meant } => format!(
            "{value} does not have the offset of your time zone on that day: {}. The widget shows: {}. If that is right, write {}, otherwise {}.",
            offset(*shown),
            En.when(*shown),
            context.value(&shown.stamp().to_string()),
            context.value(&meant.stamp().to_string())
        ),
        NoSuchTime(shown) => format!(
            "{value}: there is no such time on that day, because the clocks go forward one hour. The widget shows: {}. If that is right, write {}.",
            En.when(*shown),
            context.value(&shown.stamp().to_string())
        ),
        NoZone(shown) => format!(
            "{value} does not have the offset of Berlin, and neither does any other moment. Without {} the widget shows the time in Berlin: {}. If that is right, write {}. If you are in another zone, add to the {} for example {}.",
            context.name_in("Publisher", "time_zone"),
            En.when(*shown),
            context.value(&shown.stamp().to_string()),
            context.name_in("Feed", "publisher"),
            context.fields_in("Publisher", "\"time_zone\": \"Europe/London\"")
        ),
        UnknownZone => format!(
            "{value} is no time zone that the widget knows. It shows the time in Berlin. Expected: a name such as {} or {}.{}",
            context.quoted("Europe/Berlin"),
            context.quoted("Europe/London"),
            meant(context)
        ),
        ValidTooLong => format!(
            "{value} is more than 30 days after {}. Expected: at most 30 days after it.",
            context.name_in("Feed", "issued")
        ),
        Empty => format!("{value} has no text. Add one, or leave out the field."),
        TextTooLong => format!(
            "{value} is longer than {MAX_TEXT} characters. The widget shows only its beginning."
        ),
        NoNextUpdate => format!(
            "The field {} is missing. It says when to expect the next update.{}",
            context.name("next_update"),
            proposed(context)
        ),
        NoValidUntil => format!(
            "The field {} is missing. It says until when the feed holds at most.{}",
            context.name("valid_until"),
            proposed(context)
        ),
        UpdateTooLate(valid_until) => format!(
            "{value} is later than {} ({}). The feed counts as outdated by then. Expected: a moment before it.",
            context.name_in("Feed", "valid_until"),
            context.value(valid_until)
        ),
        NotDialable(country) if *country != Country::default() => format!(
            "{value} is no number of the country {} as it is written. The widget shows it as text only. Numbers of other countries begin with + and the code of the country.{}",
            context.quoted(country.as_str()),
            meant(context)
        ),
        NotDialable(_) => format!(
            "{value} cannot be dialled. The widget shows it as text only. Expected: a number such as {}.{}",
            context.quoted(NUMBER),
            meant(context)
        ),
        SeveralNumbers(numbers) => format!(
            "{value} is several numbers, or one with several extensions. The widget shows it as text only. Write a route of its own{} for each number, and an extension with a hyphen (-).{}",
            context.in_file(" in \"routes\""),
            match numbers.is_empty() {
                true => String::new(),
                false => format!(" Did you mean {}?", numbers_as_fields(context, numbers, " and ")),
            }
        ),
        Extension(number) => format!(
            "Of {value} the widget dials {} only. The rest stands beside it as text. If the extension can be dialled from outside, write the whole number, as in {}. Otherwise write it in a field of its own, as in {}.",
            context.quoted(&harmless(number)),
            context.quoted(NUMBER),
            context.fields_in("Route", "\"extension\": \"17\"")
        ),
        WordsBesideNumber(number, words) => format!(
            "Of {value} the widget dials {} only. The rest stands beside it as text. Write only the number in {}, and {} in {}.",
            context.quoted(&harmless(number)),
            context.name_in("Route", "number"),
            context.quoted(&harmless(without_brackets(words))),
            context.name_in("Route", "note")
        ),
        NoExtension => format!(
            "{value} is no extension. Expected: only digits such as {}, beside a number in {}.",
            context.quoted("17"),
            context.name_in("Route", "number")
        ),
        NotOnlyCash => format!(
            "{value} has more than cash, and {} has {}. Leave one of them out.",
            context.name_in("Scope", "needs"),
            context.value_in("Scope", "needs", "cash_only")
        ),
        OtherCountry(countries) => format!(
            "{value} is no number in the publisher's country (Germany where none is named). The widget shows it as text only. If you are in another country, add to {} the field {}. Numbers of other countries begin with + and the code of the country.",
            context.name_in("Feed", "publisher"),
            countries_as_fields(context, countries, " or ")
        ),
        DoubtedCountry(country) => format!(
            "{value} is dialled as a number in Germany. The feed seems to come from another country. If so, add to {} the field {}. If the number is German, add {}.",
            context.name_in("Feed", "publisher"),
            countries_as_fields(context, &[*country], ""),
            countries_as_fields(context, &[Country::default()], "")
        ),
        InternationalOnly(country) => format!(
            "{value} is shown as text only. For the country {} the widget knows only numbers that begin with + and the code of the country.",
            context.quoted(country.as_str())
        ),
        Ungrouped => format!(
            "{value} does not tell its area code from the rest. Set it apart with a space, as in {}.",
            context.quoted(NUMBER)
        ),
        NoLink => format!(
            "{value} does not become a link. Expected: {}.{}",
            match context.field {
                Some("email") => format!("an e-mail address such as {}", context.quoted("info@musterstadt.example")),
                _ => format!("an address that begins with {}", context.quoted("https://")),
            },
            meant(context)
        ),
        SeveralAddresses(addresses) => format!(
            "{value} is several addresses. Only one can stand here. Write a route of its own for each{}",
            or_end(context, &format!("\"routes\": [ {} ]", routes_to(addresses)))
        ),
        DeadPage => format!(
            "{value} is on your official page, which does not work at present{}. Add {} here, or {} if this address works all the same.",
            context.in_file(" (\"url_state\")"),
            context.fields("\"state\": \"down\""),
            context.fields("\"state\": \"working\"")
        ),
        OnlyAnnounced => format!(
            "{value} has come, and you have published nothing since. The widget still shows it as announced. If it holds now, set {} and {} to now.",
            context.name_in("Feed", "confirmed"),
            context.name_in("Feed", "issued")
        ),
        NothingUntilThen => format!(
            "{value} is still to come, and nothing says what holds until then. Say it in {}.",
            context.name("note")
        ),
        Ended => format!("{value} is already over. Check what holds now."),
        NotInLanguage(lang) => format!(
            "{value} is not there in the language {}. The field {} promises every text in it.",
            context.quoted(&harmless(lang)),
            context.name_in("Feed", "languages")
        ),
        NothingToCheck if context.is_for_form() => format!(
            "{value} has no effect here: no text in this language comes from a machine."
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
            "Nobody can tap the number {} here. Name it as a route{}",
            harmless(number),
            or_end(context, &format!("\"routes\": [ {{ \"kind\": \"phone\", \"number\": \"{}\" }} ]", harmless(number)))
        ),
        AddressInText(address) => {
            let (kind, field) = match address.contains('@') && !address.contains('/') {
                true => ("e_mail", "email"),
                false => ("website", "url"),
            };
            let address = harmless(address);
            format!(
                "Nobody can tap the address {address} here. Name it as a route{}.",
                context.in_file(&format!(" (\"routes\"), with \"kind\": \"{kind}\" and the address in \"{field}\""))
            )
        }
        NoRoute if context.field == Some("url_state") => format!(
            "Your official page does not work at present, and it is not said where there is news. Name another place at {}, in {} or in {}.{}",
            context.name_in("Feed", "publisher"),
            context.name_in("Publisher", "channels"),
            context.name_in("Publisher", "republished_by"),
            context.in_file(" For example: \"channels\": [ { \"kind\": \"phone\", \"number\": \"+49 30 23125-100\" } ]")
        ),
        NoRoute => format!(
            "Something does not work, and it is not said whom to turn to. Name a route.{}",
            context.in_file(" For example: \"routes\": [ { \"kind\": \"phone\", \"number\": \"+49 30 23125-100\" } ]")
        ),
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
            format!(
                "{value} {what}. Add it.{}",
                context.in_file(&format!(" For example: {}", lacking(*lack)))
            )
        }
    }
}
