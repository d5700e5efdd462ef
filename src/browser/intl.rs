//! Dates in words by the browser's own Intl.

use js_sys::{Array, Date as JsDate, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::feed::time::{DAY, Date};
use crate::words::{Calendar, Lang, Unit};

/// The browser's calendar.
pub struct Browser;

/// The one calendar.
pub static BROWSER: Browser = Browser;

impl Calendar for Browser {
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

    fn time(&self, lang: Lang, minutes: u16) -> String {
        if minutes == 24 * 60 {
            // The end of a day, which Intl calls the beginning of the next.
            return "24:00".to_owned();
        }
        let options = [
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("hourCycle", "h23"),
        ];
        format(lang, &options, i64::from(minutes) * 60)
    }

    fn weekday(&self, lang: Lang, day: usize) -> String {
        // 1970-01-05 was a Monday.
        format(lang, &[("weekday", "long")], (4 + day as i64) * DAY)
    }

    fn relative(&self, lang: Lang, amount: i64, unit: Unit) -> String {
        let unit = match unit {
            Unit::Minute => "minute",
            Unit::Hour => "hour",
            Unit::Day => "day",
            Unit::Month => "month",
        };
        let options = object(&[("numeric", "auto")]);
        let format = Intl::RelativeTimeFormat::new(&locale(lang), &options);
        String::from(format.format(amount as f64, unit))
    }

    fn list(&self, lang: Lang, items: &[String]) -> String {
        let items: Array = items.iter().map(|item| JsValue::from_str(item)).collect();
        // js-sys has no Intl.ListFormat.
        let class = Reflect::get(&js_sys::global(), &"Intl".into())
            .and_then(|intl| Reflect::get(&intl, &"ListFormat".into()))
            .and_then(JsCast::dyn_into::<Function>);
        let made = class.and_then(|class| Reflect::construct(&class, &Array::of1(&locale(lang))));
        made.and_then(|format| {
            let method: Function = Reflect::get(&format, &"format".into())?.dyn_into()?;
            method.call1(&format, &items)
        })
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| items.join(", ").into())
    }
}

/// English as it is written in Europe: day before month.
fn locale(lang: Lang) -> Array {
    Array::of1(&JsValue::from_str(match lang {
        Lang::De => "de",
        Lang::En => "en-GB",
    }))
}

/// A moment given as a wall clock's reading, so it is formatted as if it were UTC.
fn format(lang: Lang, options: &[(&str, &str)], seconds: i64) -> String {
    let options = object(options);
    set(&options, "timeZone", "UTC");
    let format = Intl::DateTimeFormat::new(&locale(lang), &options).format();
    let date = JsDate::new(&JsValue::from_f64(seconds as f64 * 1000.0));
    format
        .call1(&JsValue::UNDEFINED, &date)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
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
