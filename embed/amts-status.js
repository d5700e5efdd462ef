// The element <amts-status>: begins to load the core and the feed at once, shows its own children until there is
// something better, and shows them again if the core dies. All decisions about the feed are the core's.

import init, { mount, teach } from "amts-core";
import style from "amts-style";
import paper from "amts-paper";
import { carryOver, keepPlace } from "./carry-over.js";
import { moduleOf } from "./core.js";

// Set when the bundle is made: the core's file beside this one, and its hash; of each language's file the hash.
const core = { file: CORE_FILE, integrity: CORE_INTEGRITY };
const hashes = LANGUAGES;

// An element that is taken out of the page is often put in again at once, and mounting anew costs memory in Yew.
const FAREWELL = 60_000;
// The core's own fetches have the same deadline (src/browser/fetch.rs).
const DEADLINE = 8_000;
// Whoever asked for another try waits for the answer as long as this.
const PATIENCE = 20_000;
// The core is over 100 KB: a minute is for networks on which nothing else would be usable either.
const CORE_DEADLINE = 60_000;

// Said only where the page gave the element no content of its own. Other languages have them in their files' first lines.
const sentences = {
  de: ["Der aktuelle Stand wird geladen.", "Der aktuelle Stand kann hier gerade nicht angezeigt werden."],
};

const elements = new Set();
let loading;
let ready = false;
let dead = false;
// The directive that has blocked something of ours.
let violation;

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

function load() {
  loading ??= fetch(new URL(core.file, import.meta.url), {
    integrity: core.integrity,
    credentials: "omit",
    signal: AbortSignal.timeout(CORE_DEADLINE),
  })
    .then((answer) => init({ module_or_path: moduleOf(answer) }))
    .then(() => {
      ready = true;
      // What nobody has taken by then is for a source that is no longer asked for.
      setTimeout(() => first.clear());
      addEventListener("error", (event) => bury(event, event.error));
      addEventListener("unhandledrejection", (event) => bury(event, event.reason));
    })
    .catch((error) => {
      loading = undefined; // the next element, or the next change of this one, tries again
      throw error;
    });
  return loading;
}

// The tag of the file that has the words of a language, German for every other.
function tagOf(lang) {
  const tag = lang.toLowerCase();
  return [tag, tag.split("-")[0]].find((tag) => Object.hasOwn(hashes, tag)) ?? "de";
}

// A file beside this one that is named by its hash.
function get(name, hash) {
  const file = name.replace("*", hash.replace(/\W/g, "").slice(0, 12));
  return fetch(new URL(file, import.meta.url), {
    integrity: `sha256-${hash}`,
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(DEADLINE),
  });
}

const languages = {};

// Loads a language's file, once. German is in the core; its file only has what people call what they look for.
function learn(tag) {
  languages[tag] ??= get(`amts-words-${tag}-*.txt`, hashes[tag])
    .then((answer) => answer.text())
    .then(async (text) => {
      sentences[tag] ??= text.split(/[\n\f]/, 2);
      await load();
      if (!dead) teach(tag, text);
    })
    .catch((error) => {
      delete languages[tag]; // whoever asks next tries again
      throw error;
    });
  return languages[tag];
}

// What the reader has chosen, for all elements of the page, as long as it lives.
let chosen;

// A trap in the core (a panic, no memory left) ends it for the page: nothing of it may be called again.
function bury(event, error) {
  const ours = String(error?.stack).includes(new URL(import.meta.url).pathname);
  if (!(error instanceof WebAssembly.RuntimeError) || !ours) return;
  event.preventDefault();
  if (dead) return;
  dead = true;
  for (const element of elements) element.giveUp("crashed", error);
}

const first = new Map();

// The first fetch of a source, begun while the core is still loading. Once it is there, it fetches by itself.
function early(src) {
  const [url] = src.split(" ");
  if (ready || first.has(src)) return;
  const answer = fetch(url, {
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
    cache: "no-cache",
    signal: AbortSignal.timeout(DEADLINE),
  });
  answer.catch(() => first.delete(src)); // the core tries once more
  first.set(src, { answer, begun: performance.now() });
}

// Given away once, since an answer can be read only once, and not when its deadline has passed before the core came: on
// the thin networks for which this is done, that is no fault of the feed's server.
function taken(src) {
  const { answer, begun } = first.get(src) ?? {};
  first.delete(src);
  return performance.now() - begun < DEADLINE ? answer : undefined;
}

// The same source by whatever path: the page's own address is not what a copy is stored by.
function absolute(src) {
  if (!src.trim()) return "";
  const urls = src.trim().split(/\s+/);
  return urls.map((url) => (URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI).href : url)).join(" ");
}

const complaints = new Set();

// The one line on the console, for what only the page's own administrator can mend.
function complain(words) {
  if (complaints.has(words)) return;
  complaints.add(words);
  console.error(`amts-status: ${words}`);
}

function complainOf(directive) {
  complain(`blocked by the page's Content-Security-Policy, directive ${directive}`);
}

// The page's own address with another fragment: one that stands alone would be that of the page's <base>.
function addressed(fragment) {
  const url = new URL(location.href);
  url.hash = fragment;
  return url.href;
}

class AmtsStatus extends HTMLElement {
  static version = VERSION;
  static observedAttributes = ["src", "key", "feed", "lang", "view", "only", "at", "storage", "heading", "links"];

  #slot = document.createElement("slot");
  #root = document.createElement("div");
  #widget;
  #queued = false;
  #gone = false;
  #asked = -PATIENCE;
  #settle;
  #farewell;
  #typed = "";

  connectedCallback() {
    clearTimeout(this.#farewell);
    elements.add(this);
    if (!this.shadowRoot) {
      const shadow = this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet];
      this.#root.hidden = true;
      shadow.append(this.#slot, this.#root);
      shadow.addEventListener("click", ({ target }) => {
        const [what, about] = target.closest("[data-do]")?.dataset.do.split(" ") ?? [];
        if (what) this.act(what, about ?? "");
        if (what === "all") this.#focus(".amts-field");
      });
      shadow.addEventListener("input", ({ target }) => this.#type(target));
      shadow.addEventListener("focusin", ({ target }) => {
        if (target.type === "search") learn(this.#tag()).then(() => this.act("", ""), () => {});
      });
      shadow.addEventListener("keydown", ({ key, target }) => {
        if (key === "Enter" && target.type === "search") this.#focus(".amts-found");
      });
    }
    if (!this.#widget) this.#say(0);
    this.attributeChangedCallback();
  }

  disconnectedCallback() {
    this.#farewell = setTimeout(() => {
      elements.delete(this);
      this.#end();
    }, FAREWELL);
  }

  #end() {
    if (!dead) this.#widget?.end();
    this.#widget = undefined;
    this.#root = document.createElement("div");
    this.#root.hidden = true;
    this.shadowRoot.replaceChildren(this.#slot, this.#root);
  }

  // Attributes change in groups: one configuration for all that change in one turn.
  attributeChangedCallback() {
    if (this.#queued || !this.isConnected) return;
    this.#queued = true;
    queueMicrotask(() => this.#configure());
  }

  async #configure() {
    // Some scripts put an element into the page first and name its source next.
    if (!this.#source()) await new Promise((resolve) => setTimeout(resolve));
    if (!this.#source()) {
      this.#queued = false;
      this.#end();
      this.giveUp("no-src");
      return;
    }
    early(this.#source());
    const tag = this.#tag();
    try {
      // Without its words the rest is as true in German.
      if (tag !== "de") await Promise.all([load(), learn(tag).catch(() => {})]);
      await load();
    } catch (error) {
      // The browser tells of a blocked request only after it has failed.
      await new Promise((resolve) => setTimeout(resolve, 50));
      this.#queued = false;
      this.giveUp("core", error);
      return;
    }
    // What was asked for meanwhile.
    if (tag !== this.#tag()) return this.#configure();
    this.#queued = false;
    if (!elements.has(this)) return;
    if (dead) {
      if (!this.#gone) this.giveUp("crashed");
      return;
    }
    this.#widget ??= mount(this.#root, (name, detail) => this.#hear(name, detail));
    this.#instruct(this.#widget, tag);
  }

  // Tells the core what to show; `paper`: as a page that does not live.
  #instruct(widget, tag, paper) {
    const src = this.#source();
    const names = ["view", "only", "at", "storage", "feed", "heading"];
    const attributes = names.map((name) => this.#attribute(name).replace(/\s+/g, " "));
    const links = this.hasAttribute("links") ? "yes" : "";
    const key = this.getAttribute("key") ?? undefined;
    widget.configure([src, tag, ...attributes, links, paper].join("\n"), key, taken(src));
  }

  // What a button asks for: by the element where it is the page's affair, else by the core.
  act(what, about) {
    if (dead) return;
    if (what === "retry") this.#asked = performance.now();
    if (what === "all") this.#fill("");
    if (what === "lang") choose(about, this);
    else if (what === "link") this.#share(about);
    else if (what === "print") this.#print();
    else this.#widget?.act(what, about);
  }

  // What stands in the search field, and what has been typed into it so far.
  #fill(typed) {
    const field = this.#root.querySelector(".amts-field");
    if (field) field.value = this.#typed = typed;
  }

  // The first letter brings the field to the top of the screen, so that what is found has room below it.
  #type(field) {
    this.act("type", field.value);
    if (!this.#typed && field.getBoundingClientRect().top > innerHeight / 4) field.scrollIntoView({ behavior: "instant" });
    this.#typed = field.value;
  }

  #focus(selector) {
    const place = this.#root.querySelector(selector);
    if (place?.localName === "p") place.tabIndex = -1;
    place?.focus({ preventScroll: true });
  }

  // Prints nothing but the widget, from a document of its own: the host's page and its styles stay out of it.
  #print() {
    const frame = document.createElement("iframe");
    // Until then Firefox replaces the document.
    frame.onload = async () => {
      const { contentDocument: page, contentWindow: view } = frame;
      const root = page.createElement("amts-status");
      let widget;
      // The core renders a moment later.
      await new Promise((resolve) => {
        widget = mount(root, (name, known) => name === "rendered" && known && resolve());
        this.#instruct(widget, this.#tag(), "paper");
      });
      const sheet = new view.CSSStyleSheet();
      sheet.replaceSync(style + paper);
      page.adoptedStyleSheets = [sheet];
      page.title = document.title;
      page.documentElement.lang = this.#tag();
      page.body.append(root);
      for (const fold of root.querySelectorAll("details")) fold.open = true;
      let over = false;
      const end = () => {
        frame.remove();
        if (!over && !dead) widget.end();
        over = true;
      };
      // Some browsers still need it when they say so, and some never say so, or cannot print at all.
      view.onafterprint = () => setTimeout(end, FAREWELL);
      setTimeout(end, 10 * FAREWELL);
      try {
        view.print();
      } catch {
        end();
      }
    };
    this.shadowRoot.append(frame);
  }

  // The link to an entry, where the host allows its address to have one.
  async #share(id) {
    const url = addressed(`amts-${id}`);
    try {
      // Who has put the choice away does not want the clipboard instead.
      if (navigator.share) return await navigator.share({ url });
    } catch ({ name }) {
      if (name === "AbortError") return;
    }
    try {
      await navigator.clipboard.writeText(url);
      this.act("copied", id);
    } catch {
      history.replaceState(history.state, "", url);
      this.act("in-bar", id);
    }
  }

  // Goes to the entry that the page's address names, or looks for what it says, once there is something to go to.
  follow() {
    const [, named] = /^#amts-(.+)/.exec(location.hash) ?? [];
    const field = this.#root.querySelector(".amts-field");
    if (!named || !this.hasAttribute("links")) return;
    if (!named.includes("=")) {
      const entry = this.#root.querySelector(`[data-amts="${CSS.escape(named)}"]`);
      if (entry) {
        entry.tabIndex = -1;
        this.#show(entry);
        entry.focus({ preventScroll: true });
      } else if (this.#root.querySelector(".amts-results")) {
        // It may be among what is not shown while one searches.
        this.act("all", "");
        history.replaceState(history.state, "", addressed(`amts-${named}`));
        setTimeout(() => this.follow());
      }
    } else if (field) {
      const asked = new URLSearchParams(named);
      this.act("all", "");
      learn(this.#tag()).then(() => this.act("", ""), () => {});
      const typed = asked.get("q") ?? "";
      this.#fill(typed);
      this.act("type", typed);
      for (const what of ["level", "kind"]) for (const name of asked.get(what)?.split(" ") ?? []) this.act(what, name);
      this.#show(field);
    }
  }

  #show(place) {
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    place.scrollIntoView({ behavior: "instant" });
  }

  // What is looked for stands in the page's address, so that it can be passed on.
  #remember(query) {
    if (!this.hasAttribute("links")) return;
    const [q, level, kind] = query.split("\n");
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries({ q, level, kind })) if (value) asked.set(name, value);
    history.replaceState(history.state, "", addressed(asked.size ? `amts-${asked}` : ""));
  }

  #attribute(name) {
    return this.getAttribute(name) ?? "";
  }

  #source() {
    return absolute(this.#attribute("src"));
  }

  #tag() {
    return chosen ?? tagOf(this.closest("[lang]")?.lang || "de");
  }

  #hear(name, detail) {
    // What a dead core still does is not looked at.
    if (dead) return;
    if (name === "query") return this.#remember(detail);
    if (name !== "rendered") {
      // What is being read stays where it is, whatever changes above it.
      if (name === "update" && !this.#root.hidden) this.#settle = keepPlace(this.#root);
      return this.#tell(name, detail);
    }
    // What a host's stylesheet may reach into the shadow for: each class by its name, as a part.
    for (const node of this.#root.querySelectorAll("[class]")) node.part = node.className.replaceAll("amts-", "");
    if (!detail) {
      // No feed (yet). If the core has a sentence about that, it stands below the page's own content.
      const said = this.#root.textContent !== "";
      this.#root.hidden = !said;
      this.#showPage();
      if (said) this.#slot.textContent = "";
      else this.#say(0);
    } else if (this.#slot.isConnected) {
      this.#goLive();
    } else {
      this.#settle?.();
    }
    this.#settle = undefined;
    this.#answer();
  }

  // Who asked for another try had the focus on a button. If it is gone, the focus goes to what was asked for.
  #answer() {
    const waits = performance.now() - this.#asked < PATIENCE;
    const place = this.#root.querySelector(".amts-retry, .amts-age");
    if (!waits || !place || document.activeElement !== document.body) return;
    this.#asked = -PATIENCE;
    if (place.localName !== "button") place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }

  #goLive() {
    this.#root.hidden = false;
    const settle = carryOver(this, this.#root);
    this.#slot.remove();
    settle();
    // The core is still at work just now.
    queueMicrotask(() => this.follow());
  }

  // Where it already is, it is not touched: moving it would make WebKit lose its place on the page.
  #showPage() {
    if (!this.#slot.isConnected) this.shadowRoot.prepend(this.#slot);
  }

  // The page's own content comes back, for good.
  giveUp(reason, error) {
    this.#gone = dead;
    this.#root.hidden = true;
    this.#showPage();
    this.#say(1);
    const blocked = /Content.Security.Policy|unsafe-eval|\bCSP\b/i.test(error) ? "script-src" : undefined;
    const directive = reason === "core" ? (violation ?? blocked) : undefined;
    if (directive) complainOf(directive);
    this.#tell("error", { reason: directive ? "csp" : reason, directive, message: error && String(error) });
  }

  #say(which) {
    this.#slot.textContent = (sentences[this.#tag()] ?? sentences.de)[which];
  }

  #tell(name, detail) {
    if (name === "error" && detail.reason === "network" && violation === "connect-src") {
      detail = { ...detail, reason: "csp", directive: violation };
      complainOf(violation);
    }
    if (detail.reason === "bad-key") complain("a key in the attribute key cannot be read and counts for nothing");
    this.dispatchEvent(new CustomEvent(`amts-status:${name}`, { detail, bubbles: true, composed: true }));
  }
}

// The reader's language for all elements of the page, once its words are there; of several, the one that was pressed last.
let pressed;
async function choose(tag, asking) {
  pressed = tag;
  try {
    if (tag !== "de") await learn(tag);
    if (pressed !== tag) return;
    chosen = tag;
    for (const element of elements) element.attributeChangedCallback();
  } catch {
    if (pressed === tag) asking.act("no-language", "");
  }
}

addEventListener("hashchange", () => elements.forEach((element) => element.follow()));

// Which directive blocks the core or a feed; the browser tells it nowhere else.
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
  if (blockedURI.startsWith("wasm")) {
    violation = "script-src 'wasm-unsafe-eval'";
    return;
  }
  const sources = [...elements].flatMap((element) => (element.getAttribute("src") ?? "").split(/\s+/));
  const urls = [new URL(core.file, import.meta.url).href];
  for (const source of sources) if (URL.canParse(source, document.baseURI)) urls.push(new URL(source, document.baseURI).href);
  // Of another origin, only the origin is told.
  if (urls.some((url) => url.startsWith(blockedURI) || blockedURI.startsWith(url))) violation = effectiveDirective;
});

// A page may name two versions: the first one serves it.
if (!customElements.get("amts-status")) customElements.define("amts-status", AmtsStatus);
