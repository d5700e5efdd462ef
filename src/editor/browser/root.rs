//! The application: the reducer, and what follows from it in the browser.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{BeforeUnloadEvent, KeyboardEvent, window};
use yew::prelude::*;

use super::drafts::{self, Keeper, Order};
use super::effects::{World, begin, carry_out, device_time};
use super::preview::Stage;
use crate::editor::components::{App, ScreenProps};
use crate::editor::draft::Draft;
use crate::editor::effect::Effect;
use crate::editor::found::find;
use crate::editor::preview::options;
use crate::editor::state::{Action, Done, Editor, Kept, Screen};
use crate::editor::tree;
use crate::feed::Feed;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;

/// Shows the editor, and carries out what its views ask for.
#[component]
pub fn Root() -> Html {
    let editor = use_reducer(Editor::default);
    let newest = use_mut_ref(|| Rc::new(Editor::default()));
    newest.replace(Rc::new((*editor).clone()));
    let world = use_memo((), |()| World::default());
    let act = use_callback((), {
        let dispatcher = editor.dispatcher();
        move |action, ()| dispatcher.dispatch(Done(action, device_time()))
    });
    let ask = use_callback((), {
        let (act, world, newest) = (act.clone(), Rc::clone(&world), Rc::clone(&newest));
        move |effect: Effect, ()| {
            let editor = Rc::clone(&newest.borrow());
            carry_out(effect, editor, Rc::clone(&world), act.clone());
        }
    });
    use_effect_with((), {
        let (act, world) = (act.clone(), Rc::clone(&world));
        move |()| spawn_local(begin(world, act))
    });
    use_draft(&editor, &world, &act);
    use_keys(&editor, &act);
    let written = use_written(&editor);
    let preview = written.feed.clone().map(|feed| {
        let pick = Callback::from({
            let (act, editor) = (act.clone(), editor.clone());
            move |id: String| {
                let value = editor.document.as_ref().map(|document| document.value());
                if let Some(at) = value.and_then(|value| tree::find(value, &id)) {
                    act.emit(Action::Show(Screen::Entries));
                    act.emit(Action::Select(Some(at)));
                }
            }
        });
        let (preview, now) = (editor.preview.clone(), device_time());
        let (options, dark) = options(&editor);
        html! { <Stage {feed} {preview} {options} {dark} {now} {pick} /> }
    });
    let found = use_memo((editor.revision, editor.lang), |(_, lang)| {
        let Written { bytes, feed } = &*written;
        match editor.document {
            Some(_) => find(bytes, feed.as_deref(), device_time(), *lang),
            None => Vec::new(),
        }
    });
    let editor = Rc::clone(&newest.borrow());
    let screen = ScreenProps {
        editor,
        found,
        act,
        ask,
    };
    html! { <App {screen} preview={preview.unwrap_or_default()} /> }
}

/// Keeps the draft after each change, and warns who closes the window while something is not kept.
#[hook]
fn use_draft(editor: &UseReducerHandle<Editor>, world: &Rc<World>, act: &Callback<Action>) {
    let keeper = use_memo((), |()| Keeper::default());
    let changed = (editor.revision, editor.draft_id.clone());
    use_effect_with(changed, {
        let (editor, world, act) = (editor.clone(), Rc::clone(world), act.clone());
        move |(revision, id): &(u64, String)| {
            let Some(document) = &editor.document else {
                return;
            };
            if id.is_empty() {
                // A document that was just opened: its drafts are its own, and no other window writes there.
                let id = new_draft_id();
                spawn_local(async move {
                    drafts::hold(&id).await;
                    act.emit(Action::Hold(id));
                });
                return;
            }
            let order = Order {
                id: id.clone(),
                revision: *revision,
                now: device_time(),
                draft: Draft::of(document, &editor.name),
            };
            keeper.keep(order, world.desk(), move |kept| {
                act.emit(Action::Keep(kept))
            });
        }
    });
    let kept = editor.document.is_none() || editor.kept == Kept::Until(editor.revision);
    use_effect_with(kept, |kept| {
        let listener = (!kept).then(|| {
            let options = EventListenerOptions::enable_prevent_default();
            let window = window()?;
            Some(EventListener::new_with_options(
                &window,
                "beforeunload",
                options,
                |event| {
                    event.prevent_default();
                    if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                        event.set_return_value("");
                    }
                },
            ))
        });
        move || drop(listener)
    });
}

/// Undo and redo by the keys that everybody knows.
#[hook]
fn use_keys(editor: &UseReducerHandle<Editor>, act: &Callback<Action>) {
    let has_document = editor.document.is_some();
    use_effect_with(has_document, {
        let act = act.clone();
        move |has_document| {
            let listener = has_document.then(|| {
                let window = window()?;
                let options = EventListenerOptions::enable_prevent_default();
                let heard = move |event: &Event| {
                    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                        return;
                    };
                    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
                        return;
                    }
                    let action = match (event.key().to_lowercase().as_str(), event.shift_key()) {
                        ("z", false) => Action::Undo,
                        ("z", true) | ("y", false) => Action::Redo,
                        _ => return,
                    };
                    event.prevent_default();
                    act.emit(action);
                };
                Some(EventListener::new_with_options(
                    &window, "keydown", options, heard,
                ))
            });
            move || drop(listener)
        }
    });
}

/// The document as it is written now, and what it says, with blanks for what cannot be read.
#[derive(Default)]
struct Written {
    bytes: Vec<u8>,
    feed: Option<Rc<Feed>>,
}

/// Reads the document once for each change.
#[hook]
fn use_written(editor: &UseReducerHandle<Editor>) -> Rc<Written> {
    use_memo(editor.revision, |_| {
        let bytes = editor.bytes().unwrap_or_default();
        let (feed, _) = Feed::draft(&bytes);
        Written {
            feed: feed.map(Rc::new),
            bytes,
        }
    })
}

/// Draws a number for a new draft.
fn new_draft_id() -> String {
    let drawn = (js_sys::Math::random() * 1e9) as u32;
    format!("{}-{drawn}", device_time().0)
}
