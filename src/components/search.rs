//! The search field, the filters and the results.

use std::rc::Rc;

use yew::prelude::*;

use super::action::{Action, Reading, Reply};
use super::aside::questions;
use super::context::RenderContext;
use super::details::details;
use super::groups::level_count;
use super::header::official_page;
use super::icon::glass_icon;
use super::keys::keyed;
use super::routes::{inline_address, route_list};
use super::row::{EntryRow, comes_later};
use super::text::line;
use crate::feed::Feed;
use crate::feed::sections::summary;
use crate::feed::vocabulary::{Kind, Level, Vocabulary as _};
use crate::i18n::fill;
use crate::search::{Found, Query, contact, kinds, reaches};
use web_sys::HtmlInputElement;

/// How many results are shown at first: as many as a person reads.
const SHOWN: usize = 20;

/// Shows the search field with the typed text.
pub fn search_field(context: &RenderContext, typed: &str) -> Html {
    let label = context.words.search_label;
    let oninput = context.act.reform(|event: InputEvent| {
        Action::Type(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let act = context.act.clone();
    let onkeydown = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            // Otherwise the key would fold the first result, which has the focus then.
            event.prevent_default();
            act.emit(Action::ReadResults);
        }
    };
    html! {
        <div class="amts-search" role="search" aria-label={label}>
            { glass_icon() }
            <input
                class="amts-field"
                data-amts="search"
                type="search"
                aria-label={label}
                placeholder={label}
                value={typed.to_owned()}
                {oninput}
                {onkeydown}
                onfocus={context.on::<FocusEvent>(Action::EnterSearch)}
            />
        </div>
    }
}

/// Shows how many results there are. A screen reader reads only a change aloud, so the element is there before the words,
/// and not while much changes, so it gets them once the reader rests.
pub fn found_count(context: &RenderContext, reading: &Reading, found: usize) -> Html {
    let seen = match found {
        _ if reading.query.is_empty() => String::new(),
        0 => context.words.no_matches.to_owned(),
        count => context.counted(&context.words.matches, count),
    };
    let heard = match reading.reply {
        _ if reading.unannounced => String::new(),
        Reply::AllShown => context.words.all_shown.to_owned(),
        _ => seen.clone(),
    };
    html! {
        <p class="amts-found" aria-live="polite">
            <span aria-hidden="true">{ seen }</span>
            <span class="amts-heard">{ heard }</span>
        </p>
    }
}

/// Shows how many services stand at each level. On a live page these are filters, and filters by kind follow.
pub fn choices(context: &RenderContext, feed: &Feed, query: &Query) -> Html {
    let counts = summary(&feed.entries, context.clock);
    let by_kind = match context.is_live() {
        true => kind_filters(context, &kinds(feed), query),
        false => Html::default(),
    };
    // Deadlines and notices are not counted, but have kinds.
    if counts.is_empty() && by_kind == Html::default() {
        return Html::default();
    }
    html! {
        <ul class="amts-summary" aria-label={context.words.overview}>
            for (level, count) in counts {
                <li>{ level_filter(context, query, level, count) }</li>
            }
            { by_kind }
        </ul>
    }
}

fn level_filter(context: &RenderContext, query: &Query, level: Level, count: usize) -> Html {
    let said = level_count(context, level, count);
    if !context.is_live() {
        return html! { <span class="amts-count" data-level={level.name()}>{ said }</span> };
    }
    html! {
        <button
            class="amts-count"
            data-level={level.name()}
            aria-pressed={query.has_level(level).to_string()}
            onclick={context.on::<MouseEvent>(Action::ToggleLevel(level))}
        >
            { said }
        </button>
    }
}

fn kind_filters(context: &RenderContext, kinds: &[Kind], query: &Query) -> Html {
    if kinds.len() < 2 {
        return Html::default();
    }
    let filters = html! {
        <ul>
            for kind in kinds {
                <li>
                    <button
                        class="amts-count"
                        aria-pressed={query.has_kind(*kind).to_string()}
                        onclick={context.on::<MouseEvent>(Action::ToggleKind(*kind))}
                    >
                        { context.words.kind[*kind] }
                    </button>
                </li>
            }
        </ul>
    };
    let label = context.words.filter_by_kind.into();
    html! { <li class="amts-kinds-item">{ details("amts-kinds", "kinds", label, filters) }</li> }
}

/// Shows the results, unfolded for a reader who has named something: the first [`SHOWN`], until the reader wants all. If the
/// first one does not say whom to call, it ends with the general contact, while that is still on the screen.
pub fn results(
    context: &Rc<RenderContext>,
    feed: &Feed,
    found: &[Found<'_>],
    reading: &Reading,
) -> Html {
    let words = context.words;
    let unfolded = reading.query.is_typed();
    let first = found.first().map_or_else(Vec::new, Found::routes);
    let answers = first.iter().any(|route| reaches(route, context.clock));
    let is_row = matches!(found.first(), Some(Found::Entry(..)));
    let end = match is_row && !answers && unfolded {
        true => general_contact(context, feed, "p"),
        false => Html::default(),
    };
    let shown = match reading.shows_all {
        true => found.len(),
        false => found.len().min(SHOWN),
    };
    let (best, more) = found[..shown].split_at(shown.min(1));
    let all = found.len().to_string();
    html! {
        <div class="amts-results">
            { found_list(context, best, 0, unfolded, &end) }
            { found_list(context, more, 1, unfolded, &Html::default()) }
            if !answers && !is_row {
                <section class="amts-group">
                    { general_contact(context, feed, context.heading(1)) }
                </section>
            }
            if shown < found.len() {
                { line(fill(words.results_shown, &[("shown", &shown.to_string()), ("all", &all)]).into()) }
                <button
                    class="amts-button"
                    onclick={context.on::<MouseEvent>(Action::ShowAllResults)}
                >
                    { fill(words.results_all, &[("all", &all)]) }
                </button>
            }
            <button class="amts-button amts-all" onclick={context.on::<MouseEvent>(Action::ShowAll)}>
                { words.show_all }
            </button>
        </div>
    }
}

fn found_list(
    context: &Rc<RenderContext>,
    found: &[Found<'_>],
    above: usize,
    unfolded: bool,
    end: &Html,
) -> Html {
    let entries = found.iter().filter_map(|found| match found {
        Found::Entry(entry, wholes) => Some((*entry, wholes.last(), found.routes())),
        Found::Question(_) => None,
    });
    let entries = keyed(entries, |(entry, ..)| &entry.id.0);
    let asked = found.iter().filter_map(|found| match found {
        Found::Question(question) => Some(*question),
        Found::Entry(..) => None,
    });
    html! {
        <>
            if !entries.is_empty() {
                <ul class="amts-entries">
                    for (at, (key, (entry, whole, routes))) in entries.into_iter().enumerate() {
                        <EntryRow
                            {key}
                            context={context.for_row(entry)}
                            entry={entry.clone()}
                            below=1
                            {unfolded}
                            later={comes_later(above + at, unfolded)}
                            whole={whole.map(|whole| (*whole).clone())}
                            routes={routes.into_iter().cloned().collect::<Rc<[_]>>()}
                            end={end.clone()}
                        />
                    }
                </ul>
            }
            { questions(context, asked) }
        </>
    }
}

/// Shows where to ask about anything else, below a line or a heading.
fn general_contact(context: &RenderContext, feed: &Feed, tag: &'static str) -> Html {
    let words = context.words;
    html! {
        <>
            <@{tag} class="amts-heading">{ words.general_contact }</@>
            if let Some(route) = contact(feed, context.clock) {
                { route_list(context, std::slice::from_ref(route), words.general_contact) }
            } else {
                { line(match feed.publisher.address() {
                    Some(address) => inline_address(address),
                    None => official_page(context, &feed.publisher),
                }) }
            }
        </>
    }
}
