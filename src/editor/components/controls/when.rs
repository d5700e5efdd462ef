//! The control for days, moments and ends: a day, perhaps with a time, or "bis auf Weiteres".

use yew::prelude::*;

use crate::editor::components::sheet::{Sheet, is_checked, typed};
use crate::editor::contract::Form;
use crate::editor::labels::Label;
use crate::editor::typed as forms;
use crate::feed::problem::Step;
use crate::feed::time::{Date, TimeOfDay};
use crate::feed::zone::Zone;

/// Shows when something is, begins or ends. Times are those of the publisher's zone.
pub fn when(sheet: &Sheet, at: &[Step], label: Label, form: &Form) -> Html {
    let frame = sheet.frame(at, label);
    let zone = sheet.zone();
    let text = sheet.line(at);
    let is_open = text == "open" && *form == Form::End;
    let (day, time) = forms::day_and_time(text, zone);
    let is_unreadable = !text.is_empty() && !is_open && day.is_empty();
    let changed = {
        let (sheet, at, form) = (sheet.clone(), at.to_vec(), form.clone());
        move |day: &str, time: &str| {
            if let Some(new) = changed(day, time, &form, zone) {
                sheet.set(&at, new.map(Into::into));
            }
        }
    };
    let on_day = {
        let (changed, time) = (changed.clone(), time.clone());
        move |event: Event| changed(&typed(&event), &time)
    };
    let on_time = {
        let day = day.clone();
        move |event: Event| changed(&day, &typed(&event))
    };
    let on_open = {
        let (sheet, at) = (sheet.clone(), at.to_vec());
        move |event: Event| sheet.set(&at, is_checked(&event).then(|| "open".into()))
    };
    let (id, time_id) = (frame.id.clone(), format!("{}-time", frame.id));
    let open_id = format!("{}-open", frame.id);
    html! {
        <fieldset class={frame.class}>
            <legend>{ frame.name }</legend>
            { frame.about.clone() }
            if is_unreadable {
                <p class="ef-says">{ sheet.say("Jetzt steht dort: ", "It says now: ") }{ text }</p>
            }
            <div class="ef-when">
                <div>
                    <label for={id.clone()}>{ sheet.say("Tag", "Day") }</label>
                    <input
                        type="date"
                        {id}
                        value={day.clone()}
                        disabled={is_open}
                        onchange={on_day}
                        aria-describedby={frame.by.clone()}
                        aria-invalid={frame.invalid}
                    />
                </div>
                if *form != Form::Day {
                    <div>
                        <label for={time_id.clone()}>{ sheet.say("Uhrzeit (freiwillig)", "Time (optional)") }</label>
                        <input type="time" id={time_id} value={time} disabled={is_open || day.is_empty()} onchange={on_time} />
                    </div>
                }
                if *form == Form::End {
                    <div class="ef-check">
                        <input type="checkbox" id={open_id.clone()} checked={is_open} onchange={on_open} />
                        <label for={open_id}>{ sheet.say("bis auf Weiteres", "until further notice") }</label>
                    </div>
                }
            </div>
        </fieldset>
    }
}

/// Returns what the document gets: a date, a moment, or nothing. `None` while a year is still being typed.
fn changed(day: &str, time: &str, form: &Form, zone: Zone) -> Option<Option<String>> {
    if day.is_empty() {
        return Some(None);
    }
    Date::parse(day)?;
    // A moment has a time: without one it is noon.
    let time = match (form, TimeOfDay::parse(time)) {
        (Form::Day, _) => "",
        (Form::Moment, None) => "12:00",
        _ => time,
    };
    Some(forms::when(day, time, zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_becomes_what_its_place_may_be() {
        let made = |day, time, form| changed(day, time, &form, Zone::BERLIN);
        let some = |text: &str| Some(Some(text.to_owned()));
        assert_eq!(made("2026-12-01", "", Form::When), some("2026-12-01"));
        assert_eq!(made("2026-12-01", "09:30", Form::Day), some("2026-12-01"));
        assert_eq!(
            made("2026-12-01", "09:30", Form::End),
            some("2026-12-01T09:30:00+01:00")
        );
        assert_eq!(
            made("2026-12-01", "", Form::Moment),
            some("2026-12-01T12:00:00+01:00")
        );
        assert_eq!(made("", "09:30", Form::When), Some(None));
        assert_eq!(made("0002-12-01", "", Form::When), None);
    }
}
