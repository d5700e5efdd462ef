//! The preview: the widget itself, in a shadow root with its own stylesheet, as on a town's page.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::Element;
use yew::prelude::*;

use super::bindings;
use crate::components::{Reading, View, ViewOptions, Widget, WidgetProps};
use crate::editor::preview::display;
use crate::editor::state::Preview;
use crate::feed::Feed;
use crate::feed::time::Moment;
use crate::render::widget;

/// What the preview shows, and whom it tells.
#[derive(Clone, PartialEq, Properties)]
pub struct StageProps {
    /// The feed as it is written now.
    pub feed: Rc<Feed>,
    /// How it is shown.
    pub preview: Preview,
    /// What the page asks for.
    pub options: ViewOptions,
    /// Whether the page is dark.
    pub dark: bool,
    /// When.
    pub now: Moment,
    /// Called with the id of the entry that was clicked on.
    pub pick: Callback<String>,
}

/// Shows the widget as readers see it. A click on an entry opens its form; no link leads away.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    let host = use_node_ref();
    let place = use_state(|| None::<Element>);
    let reading = use_reducer(Reading::default);
    use_effect_with((), {
        let (host, place) = (host.clone(), place.clone());
        move |()| {
            if let Some(element) = host.cast::<Element>()
                && let Some(document) = element.owner_document()
                && let Ok(inner) = document.create_element("div")
                && bindings::stage(&element).append_child(&inner).is_ok()
            {
                place.set(Some(inner));
            }
        }
    });
    let (options, marked) = (props.options.clone(), props.preview.marked);
    let lang = options.lang;
    let shown = WidgetProps {
        words: match marked {
            true => lang.bracketed_words(),
            false => lang.words(),
        },
        reading: Rc::new((*reading).clone()),
        act: use_callback((), {
            let reading = reading.dispatcher();
            move |action, ()| reading.dispatch(action)
        }),
        ..widget(display(&props.feed, props.preview.when, props.now), options)
    };
    // Other words, and so other rows, for each way of marking.
    let is_full = props.options.view == View::Full;
    let key = format!("{} {marked} {is_full}", lang.tag());
    let drawn = place.as_ref().map(|place| {
        let widget = html! { <Widget {key} ..shown /> };
        create_portal(widget, place.clone())
    });
    let onclick = {
        let pick = props.pick.clone();
        move |event: MouseEvent| {
            let path = event.composed_path();
            for element in path
                .iter()
                .filter_map(|node| node.dyn_into::<Element>().ok())
            {
                if element.has_attribute("href") {
                    event.prevent_default();
                }
                if let Some(id) = element.get_attribute("data-amts") {
                    pick.emit(id);
                    break;
                }
            }
        }
    };
    html! {
        <div class="editor-stage" {onclick}>
            <div ref={host} theme={if props.dark { "dark" } else { "light" }} />
            // Always one node: with another number of them the host would be made anew, without its root.
            { drawn.unwrap_or_default() }
        </div>
    }
}
