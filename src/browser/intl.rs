//! Dates in words by the browser's own Intl.

use std::cell::RefCell;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::feed::time::{DAY, Date};
use crate::i18n::{DateFormatter, Lang, Plural, RelativeFormatter, Unit};

// js-sys has no ListFormat, and its other formatters take more steps than these.
#[wasm_bindgen]
extern "C" {
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &Object) -> DateTimeFormat;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, milliseconds: f64) -> String;

    type RelativeTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &Object) -> RelativeTimeFormat;
    #[wasm_bindgen(method)]
    fn format(this: &RelativeTimeFormat, amount: f64, unit: &str) -> String;

    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str) -> PluralRules;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, count: f64) -> String;

    type ListFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str) -> Result<ListFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &ListFormat, items: Vec<String>) -> String;
}

/// Formats dates and numbers by the browser's Intl.
pub struct Intl;

/// The one formatter.
pub static INTL: Intl = Intl;

impl DateFormatter for Intl {
    fn date(&self, lang: Lang, date: Date, year: bool) -> String {
        let year = if year { "numeric" } else { "" };
        let options = [
            ("weekday", "long"),
            ("day", "numeric"),
            ("month", "long"),
            ("year", year),
        ];
        format(lang, &options, date.days() * DAY)
    }

    fn weekday(&self, lang: Lang, day: usize) -> String {
        // 1970-01-05 was a Monday.
        format(lang, &[("weekday", "long")], (4 + day as i64) * DAY)
    }

    fn list(&self, lang: Lang, items: &[String]) -> String {
        match ListFormat::new(lang.locale()) {
            Ok(format) => format.format(items.to_vec()),
            // ListFormat is newer than the others, and a browser may lack it.
            Err(_) => items.join(", "),
        }
    }
}

impl RelativeFormatter for Intl {
    fn relative(&self, lang: Lang, amount: i64, unit: Unit) -> String {
        let options = object(&[("numeric", "auto")]);
        RelativeTimeFormat::new(lang.locale(), &options).format(amount as f64, unit.name())
    }

    fn plural(&self, lang: Lang, count: usize) -> Plural {
        Plural::of(&PluralRules::new(lang.locale()).select(count as f64))
    }
}

type Options = [(&'static str, &'static str)];

/// A formatter with the language and the options that it was made for.
type Known = (Lang, Vec<(&'static str, &'static str)>, DateTimeFormat);

thread_local! {
    /// The formatters so far. To make one takes longer than to format a hundred dates.
    static FORMATS: RefCell<Vec<Known>> = RefCell::default();
}

/// Formats a day, in seconds, with these options of Intl. It is passed as UTC, so no zone shifts it.
fn format(lang: Lang, options: &Options, seconds: i64) -> String {
    let milliseconds = seconds as f64 * 1000.0;
    FORMATS.with_borrow_mut(|formats| {
        let mut known = formats.iter();
        if let Some((.., format)) = known.find(|known| known.0 == lang && known.1 == options) {
            return format.format(milliseconds);
        }
        let all = object(options);
        set(&all, "timeZone", "UTC");
        let format = DateTimeFormat::new(lang.locale(), &all);
        let text = format.format(milliseconds);
        formats.push((lang, options.to_vec(), format));
        text
    })
}

fn object(options: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in options.iter().filter(|(_, value)| !value.is_empty()) {
        set(&object, name, value);
    }
    object
}

fn set(object: &Object, name: &str, value: &str) {
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(object, &name.into(), &value.into());
}
