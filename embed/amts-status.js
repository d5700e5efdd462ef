// The element <amts-status>: begins to load the core and the feed at once, shows its own children until there is
// something better, and shows them again if the core dies. All decisions about the feed are the core's.

import { stylesheet } from "amts-files";
import style from "amts-style";
import { absolute, addressed, remember } from "./address.js";
import { carryOver, keepPlace } from "./carry-over.js";
import { isMissing, isReady, load, mount, persist, url, warmUp } from "./core.js";
import * as early from "./early.js";
import { call, isDead, onDeath } from "./gate.js";
import { keepKeys } from "./keys.js";
import { fetchSnapshot } from "./named.js";
import { hasContent, putTogether, setApart, setHidden, snapshotBeside } from "./page-content.js";
import { takePageFont } from "./page-font.js";
import { keepPartsNamed, nameParts } from "./parts.js";
import { keepReader } from "./place.js";
import { blockedBy, complain, complainOf, complainOfMissing, watchPolicy } from "./policy.js";
import { canPrint, print } from "./print.js";
import { declareProperties, takeEarlyProperties } from "./properties.js";
import { bringToTop } from "./scrolling.js";
import { discardOwn, noticeOthers, watch } from "./touched.js";
import { choose, followLanguage, learn, sentence, tagFor } from "./words.js";

// An element that is taken out of the page is often put in again at once, and mounting anew costs memory in Yew.
const FAREWELL = 60_000;

const elements = new Set();

function configureAll() {
  for (const element of elements) element.attributeChangedCallback();
}

// A sheet for each document that has had an element: none is valid in another one.
const sheets = new WeakMap();

// Gives a shadow root the stylesheet. Safari can construct one since version 16.4; else a link is allowed where the script is.
function dress(shadow) {
  const page = shadow.ownerDocument;
  const Sheet = page.defaultView?.CSSStyleSheet;
  if (shadow.adoptedStyleSheets && Sheet?.prototype.replaceSync) {
    if (!sheets.has(page)) {
      const sheet = new Sheet();
      sheet.replaceSync(style);
      sheets.set(page, sheet);
    }
    shadow.adoptedStyleSheets = [sheets.get(page)];
  } else if (!shadow.querySelector("link")) {
    const link = page.createElement("link");
    link.rel = "stylesheet";
    link.href = stylesheet();
    shadow.append(link);
  }
}

class AmtsStatus extends HTMLElement {
  static version = VERSION;
  static observedAttributes = ATTRIBUTES;

  #slot = document.createElement("slot");
  #root = document.createElement("div");
  // A snapshot that has got out of the element.
  #beside;
  // The snapshot that the element names, as soon as it is there, and which it is.
  #snapshot;
  #named;
  #fetched;
  #widget;
  #unwatch;
  #nameParts;
  #tag;
  #queued = false;
  #gone = false;
  // Whether the widget stands in the place of the page's answer.
  #live = false;
  // Whether others have changed what the widget shows.
  #touched = false;
  #settle;
  #farewell;

  connectedCallback() {
    clearTimeout(this.#farewell);
    elements.add(this);
    try {
      takeEarlyProperties(this);
      // Before anything else, since a reader waits for it.
      if (this.#source()) this.#fetchSnapshot();
      this.#begin();
    } catch (error) {
      this.giveUp("core", error);
      return;
    }
    this.attributeChangedCallback();
  }

  #begin() {
    // A page that was rendered elsewhere, or saved, may bring a shadow root along: this empties it.
    if (!this.#root.parentNode) {
      const shadow = this.attachShadow({ mode: "open" });
      keepKeys(shadow);
      this.#root.hidden = true;
      shadow.append(this.#slot, this.#root);
      this.#slot.addEventListener("slotchange", () => this.#showSnapshot());
    }
    dress(this.shadowRoot);
    if (!this.#widget) this.#say("loading");
    followLanguage(this, () => AmtsStatus.#speak());
  }

  // The page has changed a language around some elements.
  static #speak() {
    for (const element of elements) if (element.#tag !== tagFor(element)) element.attributeChangedCallback();
  }

  disconnectedCallback() {
    this.#farewell = setTimeout(() => {
      elements.delete(this);
      this.#end();
    }, FAREWELL);
  }

  #end() {
    if (!isDead()) this.#widget?.end();
    this.#unwatch?.();
    this.#widget = undefined;
    const root = document.createElement("div");
    root.hidden = true;
    this.#root.replaceWith(root);
    this.#root = root;
    this.#forget();
    this.#showPage();
  }

  // Attributes change in groups: one configuration for all that change in one turn.
  attributeChangedCallback() {
    if (this.#queued || !this.isConnected) return;
    this.#queued = true;
    Promise.resolve().then(() => this.#configure());
  }

  async #configure() {
    try {
      // It could not even begin, which has been told.
      if (!this.#root.parentNode) return;
      // Some scripts put an element into the page first and name its source next.
      if (!this.#source()) await new Promise((resolve) => setTimeout(resolve));
      if (this.#source()) await this.#start();
      else this.#stop();
    } catch (error) {
      // The browser tells of a blocked request only after it has failed.
      await new Promise((resolve) => setTimeout(resolve, 50));
      this.giveUp("core", error);
      if (!isReady() && !blockedBy()) persist(configureAll);
    } finally {
      this.#queued = false;
    }
  }

  #stop() {
    this.#end();
    this.giveUp("no-src");
  }

  async #start() {
    const shown = this.#fetchSnapshot();
    if (!isReady()) {
      early.begin(this.#source());
      shown.then(warmUp);
    }
    let tag;
    do {
      tag = tagFor(this);
      // Without its words the rest is as true in German.
      if (tag !== "de") await Promise.all([load(), learn(tag).catch(() => {})]);
      await load();
      // What was asked for meanwhile.
    } while (tag !== tagFor(this));
    if (!elements.has(this)) return;
    if (isDead()) {
      if (!this.#gone) this.giveUp("crashed");
      return;
    }
    if (!this.#widget) {
      takePageFont(this, this.#root, this.#shown);
      this.#nameParts = keepPartsNamed(this.#root);
      this.#widget = mount(this.#root, this.#host(), false);
      this.#unwatch = watch(this.#root, () => (this.#touched = true));
    }
    this.#tag = tag;
    this.#configureWidget(this.#widget, tag);
  }

  // Begins to fetch the snapshot, for which nothing waits, once for each that is named. Resolves when it is shown, or will not be.
  #fetchSnapshot() {
    let [url] = absolute(this.getAttribute("snapshot") ?? "").split(" ");
    if (url && this.matches("[keys], [key]")) {
      complain("snapshot is ignored beside keys, since nobody has signed it");
      url = "";
    }
    const named = `${url} ${this.#source()}`;
    if (this.#named !== named) {
      this.#forget();
      this.#named = named;
      this.#fetched = this.#fetch(url, named);
    }
    return this.#fetched;
  }

  async #fetch(url, named) {
    // Once the core is there it is faster.
    if (!url || isReady() || hasContent(this)) return;
    try {
      const snapshot = await fetchSnapshot(url, this.ownerDocument);
      if (this.#named !== named) return;
      this.#snapshot = snapshot;
      this.#showSnapshot();
    } catch ({ refused }) {
      if (refused) complain(`the snapshot ${url} is not shown, since something else stands in it: ${refused}`);
    }
  }

  #forget() {
    this.#snapshot?.root.remove();
    this.#snapshot = this.#named = undefined;
  }

  // The box of the snapshot, where it stands in the element.
  get #shown() {
    return this.shadowRoot?.contains(this.#snapshot?.root) ? this.#snapshot.root : undefined;
  }

  // Shows the snapshot where neither the page nor the core has anything.
  #showSnapshot() {
    if (!this.#snapshot || this.#live) return;
    const { root, showBefore } = this.#snapshot;
    if (hasContent(this)) {
      root.remove();
    } else if (!this.#shown) {
      takePageFont(this, root);
      nameParts(root);
      showBefore(this.#slot);
      this.#slot.textContent = "";
    }
  }

  // What the core calls, in the words of src/browser/host.rs. What a dead core still does is not looked at.
  #host() {
    const alive = (call) => (...args) => (isDead() ? undefined : call(...args));
    return {
      canPrint: canPrint(),
      rendered: alive((known, whole) => this.#rendered(known, whole)),
      touched: () => this.#touched,
      renew: alive(() => this.#renew()),
      tell: alive((name, detail) => this.#hear(name, detail)),
      remember: alive(remember),
      share: alive((fragment) => this.#share(fragment)),
      chooseLanguage: alive(async (tag) => (await choose(tag)) && configureAll()),
      loadLanguage: alive(() => learn(tagFor(this))),
      print: alive(() => this.#print()),
      bringToTop: alive(bringToTop),
    };
  }

  // Tells the core the attributes that are set, with addresses and language as they hold here.
  #configureWidget(widget, tag) {
    const attributes = {};
    for (const name of AmtsStatus.observedAttributes) attributes[name] = this.getAttribute(name) ?? undefined;
    const src = this.#source();
    call(() => widget.configure({ ...attributes, src, lang: tag }, early.take(src)));
  }

  #print() {
    print(this.shadowRoot, tagFor(this), (root, rendered) => {
      const widget = mount(root, { rendered: (known) => known && rendered(), tell() {} }, true);
      this.#configureWidget(widget, tagFor(this));
      return () => isDead() || widget.end();
    });
  }

  // The link to an entry, where the host allows its address to have one.
  async #share(fragment) {
    const url = addressed(fragment);
    try {
      // Who has put the choice away does not want the clipboard instead.
      if (navigator.share) return await navigator.share({ url });
    } catch ({ name }) {
      if (name === "AbortError") return "";
    }
    try {
      await navigator.clipboard.writeText(url);
      return "copied";
    } catch {
      remember(fragment);
      return "in-bar";
    }
  }

  #source() {
    return absolute(this.getAttribute("src") ?? "");
  }

  #hear(name, detail) {
    // What is being read stays where it is, whatever changes above it.
    if (name === "update" && !this.#root.hidden) this.#settle = keepPlace(this.#root);
    this.#tell(name, detail);
  }

  // All is about to be rendered anew, in place of what others have changed.
  #renew() {
    this.#touched = false;
    keepReader(this.#root);
  }

  #rendered(known, whole) {
    this.#nameParts?.();
    // What the page answers meanwhile stays until all is there, since somebody may have unfolded it.
    if (known && !whole && !this.#live && (this.#shown || hasContent(this))) return;
    if (!known) {
      // No feed (yet). If the core has a sentence about that, it stands below the page's own content.
      const said = this.#root.textContent !== "";
      this.#root.hidden = !said;
      this.#showPage();
      if (said) this.#slot.textContent = "";
      else this.#say("loading");
    } else if (!this.#live) {
      this.#goLive();
    } else {
      this.#settle?.();
    }
    this.#settle = undefined;
  }

  #goLive() {
    this.#live = true;
    const answer = setApart(this, this.#slot, this.#root);
    // Where nothing can hide it, it stays.
    this.#beside = sheets.has(this.ownerDocument) ? snapshotBeside(this) : undefined;
    const shown = this.#shown;
    const settle = carryOver(shown ?? this.#beside ?? this, this.#root);
    if (this.#beside) setHidden(this.#beside, true);
    shown?.remove();
    answer.remove();
    this.#slot.textContent = "";
    settle();
  }

  // Where it already is, it is not touched: moving it would make WebKit lose its place on the page.
  #showPage() {
    this.#live = false;
    if (this.#beside) setHidden(this.#beside, false);
    if (this.#slot.nextSibling !== this.#root) {
      putTogether(this);
      this.#root.before(this.#slot);
    }
    this.#showSnapshot();
  }

  // The page's own content comes back, for good.
  giveUp(reason, error) {
    this.#gone = isDead();
    this.#root.hidden = true;
    this.#showPage();
    this.#say("failed");
    const blocked = /Content.Security.Policy|unsafe-eval|\bCSP\b/i.test(error) ? "script-src" : undefined;
    const directive = reason === "core" ? (blockedBy() ?? blocked) : undefined;
    if (directive) complainOf(directive);
    else if (reason === "core" && isMissing()) complainOfMissing(url());
    else if (error) complain(`the status cannot be shown: ${error}`);
    this.#tell("error", { reason: directive ? "csp" : reason, directive, message: error && String(error) });
  }

  #say(which) {
    this.#slot.textContent = this.#shown ? "" : sentence(this, which);
  }

  #tell(name, detail) {
    if (name === "error" && detail.reason === "network" && blockedBy() === "connect-src") {
      detail = { ...detail, reason: "csp", directive: blockedBy() };
      complainOf(blockedBy());
    }
    if (detail.reason === "bad-key") complain("a key in the attribute keys cannot be read and counts for nothing");
    // The page's listeners may change what the widget shows.
    discardOwn();
    this.dispatchEvent(new CustomEvent(`amts-status:${name}`, { detail, bubbles: true, composed: true }));
    noticeOthers();
  }
}

onDeath((error) => {
  for (const element of elements) element.giveUp("crashed", error);
});

watchPolicy(() => {
  const sources = [...elements].map((element) => absolute(element.getAttribute("src") ?? ""));
  return [url(), ...sources.join(" ").split(" ").filter(Boolean)];
});

declareProperties(AmtsStatus.prototype);

// A page may name two versions: the first one serves it.
if (!customElements.get("amts-status")) customElements.define("amts-status", AmtsStatus);
