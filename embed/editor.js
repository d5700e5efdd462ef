// What the editor needs of the browser, for src/editor/browser: drafts that outlive a crash, files, and the widget's sheet.
// A draft is an opaque text beside its number and name; each window writes its own, and never another's.

import sheet from "amts-style";

const STORE = "drafts";

let database;

function open() {
  database ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("amtsstatus-editor", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return database;
}

// Resolves once the transaction is complete, and not when a single request is: what is told then is on the disk.
async function transact(mode, run) {
  const store = await open();
  return new Promise((resolve, reject) => {
    const transaction = store.transaction(STORE, mode, { durability: "strict" });
    const asked = run(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export async function drafts() {
  const all = await transact("readonly", (store) => store.getAll());
  return JSON.stringify(all.sort((one, other) => other.saved - one.saved));
}

export function keepDraft(id, saved, text) {
  return transact("readwrite", (store) => store.put({ id, saved, text }));
}

export function dropDraft(id) {
  return transact("readwrite", (store) => store.delete(id));
}

// Asks the browser not to clear the drafts when its disk is full. It may say no.
export function persist() {
  navigator.storage?.persist?.().catch(() => {});
}

// Holds a draft for as long as this window lives. Resolves with whether no other window has it.
export function hold(id) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    navigator.locks
      .request(`amtsstatus-draft-${id}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock && new Promise(() => {});
      })
      .catch(() => resolve(true));
  });
}

export function download(name, bytes, kind) {
  const url = URL.createObjectURL(new Blob([bytes], { type: kind }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export async function copy(text) {
  await navigator.clipboard.writeText(text);
}

// Ids are made of places, such as f-entries-3-until: where a field has no control of its own, the one around it has.
export function focus(id, tries = 50) {
  setTimeout(() => {
    // A long form is not drawn at once.
    if (tries && !document.getElementById(id)) return focus(id, tries - 1);
    let place = id;
    let found = document.getElementById(place);
    while (!found && place.includes("-")) {
      place = place.slice(0, place.lastIndexOf("-"));
      found = document.getElementById(place);
    }
    for (let around = found?.parentElement; around; around = around.parentElement) {
      if (around.localName === "details") around.open = true;
    }
    found?.scrollIntoView({ block: "center" });
    found?.focus();
  }, 20);
}

// Gives an element a shadow root with the widget's sheet, once, and returns its root.
export function stage(element) {
  if (element.shadowRoot) return element.shadowRoot;
  const root = element.attachShadow({ mode: "open" });
  const adopted = new CSSStyleSheet();
  adopted.replaceSync(sheet);
  root.adoptedStyleSheets = [adopted];
  return root;
}

// The token in the address is for `amtsstatus edit`; it leaves the address, so that no copy of it carries the token on.
export function token() {
  const found = /^#token=([\w-]+)$/.exec(location.hash);
  if (found) {
    sessionStorage.setItem("amts-token", found[1]);
    history.replaceState(null, "", location.pathname);
  }
  return found?.[1] ?? sessionStorage.getItem("amts-token") ?? "";
}

// Lets the editor open without a network, where a server other than `amtsstatus edit` has it.
export function keepOffline() {
  navigator.serviceWorker?.register("amts-editor-worker.js", { updateViaCache: "none" }).catch(() => {});
}
