// The element <amts-status>: begins to load the core and the feed at once, shows its own children until there is
// something better, and shows them again if the core dies. All decisions about the feed are the core's.

import init, { mount, register_language } from "amts-core";
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
// The core is over 100 KB: a minute is for networks on which nothing else would be usable either.
const CORE_DEADLINE = 60_000;

// Said only where the page gave the element no content of its own. Other languages have them in their files.
const sentences = { de: GERMAN };

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
  languages[tag] ??= get(`amts-words-${tag}-*.json`, hashes[tag])
    .then((answer) => answer.text())
    .then(async (text) => {
      sentences[tag] ??= JSON.parse(text).element;
      await load();
      guarded(() => register_language(tag, text));
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
function die(error) {
  if (dead) return;
  dead = true;
  for (const element of elements) element.giveUp("crashed", error);
}

// Calls the core. Whatever comes out of it but an answer is its end.
function guarded(call) {
  if (dead) return undefined;
  try {
    return call();
  } catch (error) {
    return die(error);
  }
}

// A trap in what the core does by itself, in a timer or for a button.
function bury(event, error) {
  const ours = String(error?.stack).includes(new URL(import.meta.url).pathname);
  if (!(error instanceof WebAssembly.RuntimeError) || !ours) return;
  event.preventDefault();
  die(error);
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
  static observedAttributes = ATTRIBUTES;

  #slot = document.createElement("slot");
  #root = document.createElement("div");
  #widget;
  #queued = false;
  #gone = false;
  #settle;
  #farewell;

  connectedCallback() {
    clearTimeout(this.#farewell);
    elements.add(this);
    if (!this.shadowRoot) {
      const shadow = this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet];
      this.#root.hidden = true;
      shadow.append(this.#slot, this.#root);
    }
    if (!this.#widget) this.#say("loading");
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
    guarded(() => {
      this.#widget ??= mount(this.#root, this.#host(), false);
      this.#configureWidget(this.#widget, tag);
    });
  }

  // What the core calls, in the words of src/browser/host.rs. What a dead core still does is not looked at.
  #host() {
    const alive = (call) => (...args) => (dead ? undefined : call(...args));
    return {
      rendered: alive((known) => this.#rendered(known)),
      tell: alive((name, detail) => this.#hear(name, detail)),
      remember: alive((fragment) => history.replaceState(history.state, "", addressed(fragment))),
      share: alive((fragment) => this.#share(fragment)),
      chooseLanguage: alive((tag) => choose(tag)),
      loadLanguage: alive(() => learn(this.#tag())),
      print: alive(() => this.#print()),
    };
  }

  // Tells the core the attributes that are set, with addresses and language as they hold here.
  #configureWidget(widget, tag) {
    const attributes = {};
    for (const name of AmtsStatus.observedAttributes) attributes[name] = this.getAttribute(name) ?? undefined;
    const src = this.#source();
    widget.configure({ ...attributes, src, lang: tag }, taken(src));
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
        widget = mount(root, { rendered: (known) => known && resolve(), tell() {} }, true);
        this.#configureWidget(widget, this.#tag());
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
      history.replaceState(history.state, "", url);
      return "in-bar";
    }
  }

  #source() {
    return absolute(this.getAttribute("src") ?? "");
  }

  #tag() {
    return chosen ?? tagOf(this.closest("[lang]")?.lang || "de");
  }

  #hear(name, detail) {
    // What is being read stays where it is, whatever changes above it.
    if (name === "update" && !this.#root.hidden) this.#settle = keepPlace(this.#root);
    this.#tell(name, detail);
  }

  #rendered(known) {
    // What a host's stylesheet may reach into the shadow for: each class by its name, as a part.
    for (const node of this.#root.querySelectorAll("[class]")) node.part = node.className.replaceAll("amts-", "");
    if (!known) {
      // No feed (yet). If the core has a sentence about that, it stands below the page's own content.
      const said = this.#root.textContent !== "";
      this.#root.hidden = !said;
      this.#showPage();
      if (said) this.#slot.textContent = "";
      else this.#say("loading");
    } else if (this.#slot.isConnected) {
      this.#goLive();
    } else {
      this.#settle?.();
    }
    this.#settle = undefined;
  }

  #goLive() {
    this.#root.hidden = false;
    const settle = carryOver(this, this.#root);
    this.#slot.remove();
    settle();
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
    this.#say("failed");
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
async function choose(tag) {
  pressed = tag;
  try {
    if (tag !== "de") await learn(tag);
  } catch (error) {
    if (pressed === tag) throw error;
    return;
  }
  if (pressed !== tag) return;
  chosen = tag;
  for (const element of elements) element.attributeChangedCallback();
}

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
