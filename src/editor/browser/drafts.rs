//! Keeps the draft: in this browser, or beside the file where `amtsstatus edit` serves the editor.

use std::cell::RefCell;
use std::mem::replace;
use std::rc::Rc;

use serde::Deserialize;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::bindings;
use super::desk::Connection;
use crate::editor::draft::Draft;
use crate::editor::state::{Kept, KeptDraft};
use crate::feed::time::Moment;

/// A draft as embed/editor.js keeps it.
#[derive(Deserialize)]
struct Row {
    id: String,
    saved: f64,
    text: String,
}

/// Returns the drafts of this browser, the newest first. None where the browser keeps nothing.
pub async fn all() -> Vec<KeptDraft> {
    let rows = bindings::drafts().await.ok();
    let rows = rows.and_then(|rows| serde_json::from_str::<Vec<Row>>(&rows.as_string()?).ok());
    let kept = |row: Row| {
        Some(KeptDraft {
            id: row.id,
            saved: Moment(row.saved as i64),
            draft: serde_json::from_str(&row.text).ok()?,
        })
    };
    rows.unwrap_or_default()
        .into_iter()
        .filter_map(kept)
        .collect()
}

/// Holds a draft for this window. Returns whether no other window has it open.
pub async fn hold(id: &str) -> bool {
    let held = JsFuture::from(bindings::hold(id)).await;
    held.is_ok_and(|held| held.is_truthy())
}

/// What there is to keep: the number of the draft, the revision, the moment and the draft itself.
#[derive(Clone)]
pub struct Order {
    pub id: String,
    pub revision: u64,
    pub now: Moment,
    pub draft: Draft,
}

/// Writes one draft after the other: while one is being written only the newest waits.
#[derive(Clone, Default)]
pub struct Keeper {
    state: Rc<RefCell<State>>,
}

#[derive(Default)]
struct State {
    writes: bool,
    /// Whether the browser was asked to keep drafts when its disk is full.
    asked: bool,
    waiting: Option<Order>,
}

impl Keeper {
    /// Keeps a draft, and says what became of it.
    pub fn keep(&self, order: Order, desk: Option<Rc<Connection>>, told: impl Fn(Kept) + 'static) {
        self.state.borrow_mut().waiting = Some(order);
        if desk.is_none() && !replace(&mut self.state.borrow_mut().asked, true) {
            bindings::persist();
        }
        if self.state.borrow().writes {
            return;
        }
        self.state.borrow_mut().writes = true;
        let state = Rc::clone(&self.state);
        spawn_local(async move {
            loop {
                let next = state.borrow_mut().waiting.take();
                let Some(order) = next else { break };
                told(Kept::Writing);
                let kept = write(&order, desk.as_deref()).await;
                told(match kept {
                    true => Kept::Until(order.revision),
                    false => Kept::Failed,
                });
            }
            state.borrow_mut().writes = false;
        });
    }
}

/// Writes a draft. Returns whether it is on a disk now.
async fn write(order: &Order, desk: Option<&Connection>) -> bool {
    let Ok(text) = serde_json::to_string(&order.draft) else {
        return false;
    };
    match desk {
        Some(desk) => desk.keep_draft(&text).await,
        None => {
            let saved = order.now.0 as f64;
            bindings::keep_draft(&order.id, saved, &text).await.is_ok()
        }
    }
}
