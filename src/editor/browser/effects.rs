//! Carries out what a view asked for, and tells the reducer what came of it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::Callback;

use super::bindings;
use super::desk::{Connection, Saved};
use super::drafts;
use super::files::{bundle, read};
use crate::browser::{get, now};
use crate::editor::document::Document;
use crate::editor::draft::Draft;
use crate::editor::effect::Effect;
use crate::editor::opening::{self, Refusal};
use crate::editor::package::{SiteOptions, package};
use crate::editor::state::{Action, Editor, Screen};
use crate::editor::words::Both;
use crate::feed::time::Moment;
use crate::render::site::files::hash;
use crate::sync::machine::Cache;
use crate::trust;

/// What lasts while the editor is open, besides its state.
#[derive(Default)]
pub struct World {
    desk: RefCell<Option<Rc<Connection>>>,
    /// By what `amtsstatus edit` knows whether somebody else has changed the file.
    tag: RefCell<Option<String>>,
}

impl World {
    /// Returns the way to `amtsstatus edit`, if that serves the editor.
    pub fn desk(&self) -> Option<Rc<Connection>> {
        self.desk.borrow().clone()
    }
}

/// Looks for what there is from earlier: the file of `amtsstatus edit` and its draft, or the drafts of this browser.
pub async fn begin(world: Rc<World>, act: Callback<Action>) {
    let Some((connection, desk)) = Connection::greet(bindings::token()).await else {
        bindings::keep_offline();
        return act.emit(Action::FindDrafts(drafts::all().await));
    };
    let name = desk
        .file
        .clone()
        .unwrap_or_else(|| "status.json".to_owned());
    let connection = Rc::new(connection);
    world.desk.replace(Some(Rc::clone(&connection)));
    act.emit(Action::Meet(desk));
    let file = connection.file().await;
    let draft = connection.draft().await;
    let draft = draft.and_then(|text| serde_json::from_str::<Draft>(&text).ok());
    // Nothing is saved in place of what could not be read: without its tag a version is kept beside it.
    let readable = file
        .as_ref()
        .filter(|file| opening::open(&file.bytes, &name).is_ok());
    world.tag.replace(readable.map(|file| file.tag.clone()));
    // A draft is of what is signed, without the signature.
    let opened = file.as_ref().map(|file| trust::content(&file.bytes));
    match draft.and_then(|draft| Some((draft.document()?, draft))) {
        Some((document, draft)) if Some(document.bytes().as_slice()) != opened => {
            // Made from another state of the file: saving has to notice.
            if draft.opened.as_deref().map(str::as_bytes) != opened {
                world
                    .tag
                    .replace(draft.opened.map(|text| tag(text.as_bytes())));
            }
            act.emit(Action::Open(Box::new(document), name, Screen::Entries));
            act.emit(tell(DRAFT_OPENED));
        }
        _ => {
            if let Some(file) = file {
                act.emit(Action::OpenBytes(file.bytes, name));
            }
        }
    }
}

const DRAFT_OPENED: Both = Both {
    de: "Ihr Entwurf vom letzten Mal ist wieder da.",
    en: "Your draft of last time is here again.",
};
const COPIED: Both = Both {
    de: "Kopiert.",
    en: "Copied.",
};
const NOT_COPIED: Both = Both {
    de: "Das Kopieren geht in diesem Browser nicht. Bitte markieren und kopieren Sie den Text selbst.",
    en: "This browser does not let the editor copy. Please select and copy the text yourself.",
};
const SAVED: Both = Both {
    de: "In die Datei gespeichert.",
    en: "Saved into the file.",
};
const IN_OTHER_WINDOW: Both = Both {
    de: "Dieser Entwurf ist in einem anderen Fenster offen. Hier arbeiten Sie an einer Kopie.",
    en: "This draft is open in another window. Here you work on a copy.",
};
const CHANGED: Both = Both {
    de: "Jemand hat die Datei inzwischen geändert, und sie ist nicht zu lesen. Ihre Fassung liegt daneben.",
    en: "Somebody has changed the file meanwhile, and it cannot be read. Your version lies beside it.",
};
const NO_ANSWER: Both = Both {
    de: "Das Programm „amtsstatus edit“ antwortet nicht. Läuft es noch?",
    en: "The program “amtsstatus edit” does not answer. Is it still running?",
};
const SIGNED: Both = Both {
    de: "Unterschrieben und heruntergeladen.",
    en: "Signed and downloaded.",
};
const KEY_MADE: Both = Both {
    de: "Das Schlüsselpaar ist angelegt.",
    en: "The pair of keys is made.",
};
const WRITTEN: Both = Both {
    de: "Alle Dateien sind in den Ordner geschrieben.",
    en: "All files are written into the folder.",
};
const PACKED: Both = Both {
    de: "Die ZIP-Datei ist heruntergeladen. Entpacken Sie sie auf Ihrem Webserver.",
    en: "The ZIP file is downloaded. Unpack it on your web server.",
};
const NO_BUNDLE: Both = Both {
    de: "Die Dateien des Widgets waren nicht zu lesen. Sind Sie mit dem Server verbunden, von dem der Editor kommt?",
    en: "The files of the widget could not be read. Are you connected to the server that the editor comes from?",
};
const UNREACHABLE: Both = Both {
    de: "Unter dieser Adresse war keine Statusdatei zu lesen.",
    en: "No status file could be read at this address.",
};

fn tell(text: Both) -> Action {
    Action::Say(text)
}

/// Returns what the device's clock says.
pub fn device_time() -> Moment {
    now().device
}

/// Returns the tag that `amtsstatus edit` gives to these bytes.
fn tag(bytes: &[u8]) -> String {
    format!("\"{}\"", hash(bytes))
}

/// Carries out an effect.
pub fn carry_out(effect: Effect, editor: Rc<Editor>, world: Rc<World>, act: Callback<Action>) {
    spawn_local(async move {
        match effect {
            Effect::Download { name, bytes, kind } => {
                bindings::download(&name, &Uint8Array::from(bytes.as_slice()), kind);
            }
            Effect::Copy(text) => {
                let copied = bindings::copy(&text).await.is_ok();
                act.emit(tell(if copied { COPIED } else { NOT_COPIED }));
            }
            Effect::Focus(id) => bindings::focus(&id),
            // No file has a tag of zeros, so these bytes are kept under a name of their own.
            Effect::Replace(theirs) => {
                save(&editor, &world, &act).await;
                if let Some(desk) = world.desk() {
                    let nobodys = format!("\"{}\"", "0".repeat(64));
                    desk.save(&theirs, Some(&nobodys)).await;
                }
            }
            Effect::OpenDraft(id) => open_draft(&editor, id, &act).await,
            Effect::DropDraft(id) => {
                let _ = bindings::drop_draft(&id).await;
                act.emit(Action::FindDrafts(drafts::all().await));
            }
            Effect::Fetch(url) => fetch(&url, &act).await,
            Effect::OpenFile(file) => open_file(&file, &act).await,
            Effect::OpenSignature(file) => {
                let text = read(&file).await.unwrap_or_default();
                let text = String::from_utf8_lossy(&text).into_owned();
                act.emit(Action::Paste(text));
            }
            Effect::Package(options) => pack(&editor, &options, &act).await,
            Effect::Save => save(&editor, &world, &act).await,
            Effect::Sign => sign(&editor, &world, &act).await,
            Effect::MakeKey => make_key(&world, &act).await,
            Effect::WriteSite => write_site(&editor, &world, &act).await,
        }
    });
}

async fn open_draft(editor: &Editor, id: String, act: &Callback<Action>) {
    let Some(kept) = editor.drafts.iter().find(|draft| draft.id == id) else {
        return;
    };
    let Some(document) = kept.draft.document() else {
        return;
    };
    let is_free = drafts::hold(&id).await;
    let name = kept.draft.name.clone();
    act.emit(Action::Open(Box::new(document), name, Screen::Entries));
    match is_free {
        true => act.emit(Action::Hold(id)),
        false => act.emit(tell(IN_OTHER_WINDOW)),
    }
}

async fn fetch(url: &str, act: &Callback<Action>) {
    let (_, answer) = get(url, Cache::Bypass, None).await;
    act.emit(match answer {
        Ok(bytes) => {
            let name = url.rsplit('/').next().unwrap_or_default();
            Action::OpenBytes(bytes, name.to_owned())
        }
        Err(_) => tell(UNREACHABLE),
    });
}

/// Opens a file that was chosen. One that is larger than any feed is not even read.
async fn open_file(file: &File, act: &Callback<Action>) {
    let bytes = read(file).await;
    act.emit(match bytes {
        Some(bytes) => Action::OpenBytes(bytes, file.name()),
        None => Action::Refuse(Refusal::TooLarge),
    });
}

/// Packs all files of the site, with the bundle that lies beside the editor.
async fn pack(editor: &Editor, options: &SiteOptions, act: &Callback<Action>) {
    let Some(feed) = editor.outgoing() else {
        return;
    };
    let Some(bundle) = bundle().await else {
        return act.emit(tell(NO_BUNDLE));
    };
    match package(&feed, bundle, options, device_time()) {
        Ok(zip) => {
            let zip = Uint8Array::from(zip.as_slice());
            bindings::download("notfallseite.zip", &zip, "application/zip");
            act.emit(Action::Publish);
            act.emit(tell(PACKED));
        }
        Err(why) => act.emit(Action::Say(why.said())),
    }
}

async fn save(editor: &Editor, world: &World, act: &Callback<Action>) {
    let (Some(desk), Some(document)) = (world.desk(), &editor.document) else {
        return;
    };
    let tag = world.tag.borrow().clone();
    match desk.save(&document.bytes(), tag.as_deref()).await {
        Saved::Done(tag) => {
            world.tag.replace(Some(tag));
            desk.drop_draft().await;
            act.emit(tell(SAVED));
        }
        Saved::Changed(kept) => {
            let theirs = desk.file().await;
            let theirs = theirs.and_then(|theirs| {
                let document = Document::open(trust::content(&theirs.bytes)).ok()?;
                world.tag.replace(Some(theirs.tag));
                Some(document)
            });
            match theirs {
                Some(theirs) => act.emit(Action::Collide(kept, Box::new(theirs))),
                None => act.emit(tell(CHANGED)),
            }
        }
        Saved::Refused(why) => refuse(why, act),
    }
}

async fn sign(editor: &Editor, world: &World, act: &Callback<Action>) {
    let Some(signed) = asked("sign", editor, world, act).await else {
        return;
    };
    bindings::download(
        &editor.name,
        &Uint8Array::from(signed.as_slice()),
        "application/json",
    );
    act.emit(tell(SIGNED));
}

async fn make_key(world: &World, act: &Callback<Action>) {
    let Some(desk) = world.desk() else { return };
    match desk.ask("key", b"").await {
        Ok(_) => {
            if let Some((_, known)) = Connection::greet(bindings::token()).await {
                act.emit(Action::Meet(known));
            }
            act.emit(tell(KEY_MADE));
        }
        Err(why) => refuse(why, act),
    }
}

async fn write_site(editor: &Editor, world: &World, act: &Callback<Action>) {
    if asked("site", editor, world, act).await.is_some() {
        act.emit(tell(WRITTEN));
    }
}

/// Has `amtsstatus edit` do something with the feed. Returns its answer, or says why there is none.
async fn asked(
    what: &str,
    editor: &Editor,
    world: &World,
    act: &Callback<Action>,
) -> Option<Vec<u8>> {
    let (desk, document) = (world.desk()?, editor.document.as_ref()?);
    match desk.ask(what, &document.bytes()).await {
        Ok(answer) => Some(answer),
        Err(why) => {
            refuse(why, act);
            None
        }
    }
}

fn refuse(why: String, act: &Callback<Action>) {
    act.emit(match why.is_empty() {
        true => tell(NO_ANSWER),
        false => Action::Tell(why),
    });
}
