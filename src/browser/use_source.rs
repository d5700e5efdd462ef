//! The hook by which an application listens to its source.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Object;
use yew::prelude::*;

use super::clock::after_paint;
use super::host::{Host, detail};
use super::source::{Signal, Source, SourceConfig};
use crate::feed::decode::path;
use crate::feed::time::Moment;
use crate::sync::machine::Failure;
use crate::trust::Refusal;

/// Failures that the page has not been told of yet. It is told after the feed that holds in spite of them is on the
/// screen.
pub type Failures = Rc<RefCell<Vec<Object>>>;

/// Listens to the source for `config` and renders anew whenever it has something new to show or to tell. Returns the
/// source and the failures. The page is told of a new publication before it is shown, and of failures after the next
/// rendering.
#[hook]
pub fn use_source(config: Option<SourceConfig>, host: Host) -> (Option<Rc<Source>>, Failures) {
    let failures: Failures = use_mut_ref(Vec::new);
    let source = use_state(|| None::<Rc<Source>>);
    let update = use_force_update();
    let last_announced = use_mut_ref(|| None::<(String, u64, Moment)>);
    let set = source.setter();
    let failed = Rc::clone(&failures);
    use_effect_with(config, move |config| {
        let listened = config.clone().map(|config| {
            let source = Source::of(config);
            announce(&source, &host, &last_announced);
            let heard = Rc::downgrade(&source);
            let id = source.listen(Rc::new(move |signal, before| {
                match signal {
                    Signal::Show => {
                        if let Some(source) = heard.upgrade() {
                            announce(&source, &host, &last_announced);
                        }
                    }
                    Signal::Failed(failure) => failed.borrow_mut().push(failure_detail(failure)),
                }
                draw(before, update.clone());
            }));
            (source, id)
        });
        set.set(listened.as_ref().map(|(source, _)| Rc::clone(source)));
        move || {
            if let Some((source, id)) = listened {
                source.forget(id);
            }
        }
    });
    ((*source).clone(), failures)
}

/// Draws an element: the first one at once, and each other once those `before` it have been painted, so that between two the page
/// can answer its reader. A task of its own is not enough: Yew may add it to one that it has interrupted.
fn draw(before: usize, update: UseForceUpdateHandle) {
    match before {
        0 => update.force_update(),
        _ => after_paint(move || draw(before - 1, update)),
    }
}

/// Tells the page of the publication that is known, unless it was told of that one before.
fn announce(source: &Source, host: &Host, last_announced: &RefCell<Option<(String, u64, Moment)>>) {
    let Some(feed) = source.read(|machine| machine.known().map(|known| known.feed)) else {
        return;
    };
    // The feed that revokes a stolen key may have the same number as the forged one, so the time of issue is compared
    // too.
    let publication = Some((feed.id.0.clone(), feed.seq.0, feed.issued.at));
    if *last_announced.borrow() == publication {
        return;
    }
    last_announced.replace(publication);
    let told = detail([
        ("id", feed.id.0.as_str().into()),
        ("seq", (feed.seq.0 as f64).into()),
        ("issued", feed.issued.to_string().into()),
    ]);
    // An exception in a listener of the host page is not ours to handle.
    let _ = host.tell("update", &told);
}

/// Makes the detail of the error event for a failure. It is for the host page's developer and is never shown to a
/// citizen.
fn failure_detail(failure: &Failure) -> Object {
    let reason = |reason: &str| detail([("reason", reason.into())]);
    match failure {
        Failure::Network => reason("network"),
        Failure::Deadline => reason("deadline"),
        Failure::Status(status) => {
            detail([("reason", "status".into()), ("status", (*status).into())])
        }
        Failure::TooLarge => reason("too-large"),
        Failure::Refused(problems) => {
            let places = problems.iter().map(|problem| path(&problem.at));
            let places = places.collect::<Vec<_>>().join(" ");
            detail([("reason", "refused".into()), ("places", places.into())])
        }
        Failure::Newer => reason("newer-version"),
        Failure::Older => reason("older"),
        Failure::Conflict => reason("conflict"),
        Failure::Ahead => reason("ahead"),
        Failure::Miscounted => reason("miscounted"),
        Failure::Foreign => reason("foreign"),
        Failure::Untrusted(Refusal::Unsigned) => reason("unsigned"),
        Failure::Untrusted(Refusal::UnknownKey) => reason("unknown-key"),
        Failure::Untrusted(Refusal::Broken) => reason("bad-signature"),
        Failure::Untrusted(Refusal::Revoked) => reason("revoked-key"),
    }
}
