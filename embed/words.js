// The languages: which one holds for an element, and the files with their words.

import { words } from "amts-files";
import { get } from "./bundled.js";
import { load, register } from "./core.js";
import { DEADLINE } from "./deadline.js";

// Said only where the page gave the element no content of its own. Other languages have them in their files.
const sentences = { de: GERMAN };

const loading = {};

// What the reader has chosen, for all elements of the page, as long as it lives.
let chosen;
let pressed;

// What an element says in place of content of its own, "loading" or "failed". It cannot fail itself: this is what is left
// where something else has.
export function sentence(element, which) {
  let tag;
  try {
    tag = tagFor(element);
  } catch {
    tag = "de";
  }
  return (sentences[tag] ?? sentences.de)[which];
}

// The tag of the file that has the words for an element: those that the reader has chosen, else those of its own language,
// German where there are none.
export function tagFor(element) {
  if (chosen) return chosen;
  const lang = langOf(element).toLowerCase();
  return [lang, lang.split("-")[0]].find((tag) => Object.hasOwn(words, tag)) ?? "de";
}

// The language that the page has set for an element, also from outside of the shadow roots that it is in.
function langOf(element) {
  for (let inner = element; inner; inner = inner.getRootNode().host) {
    const named = inner.closest("[lang]");
    if (named) return named.lang;
  }
  return "";
}

// Loads a language's file, once. German is in the core; its file only has what people call what they look for.
export function learn(tag) {
  loading[tag] ??= get(words[tag], DEADLINE)
    .then((answer) => answer.text())
    .then(async (text) => {
      sentences[tag] ??= JSON.parse(text).element;
      await load();
      register(tag, text);
    })
    .catch((error) => {
      delete loading[tag]; // whoever asks next tries again
      throw error;
    });
  return loading[tag];
}

// Makes a language the reader's, once its words are there; of several, the one that was pressed last. Fails where they do
// not come. Resolves to whether the language has changed.
export async function choose(tag) {
  pressed = tag;
  try {
    if (tag !== "de") await learn(tag);
  } catch (error) {
    if (pressed === tag) throw error;
  }
  if (pressed !== tag) return false;
  chosen = tag;
  return true;
}

const followed = new WeakSet();

// Calls `changed` whenever the page changes a language around an element.
export function followLanguage(element, changed) {
  for (let root = element.getRootNode(); root; root = root.host?.getRootNode()) {
    if (followed.has(root)) continue;
    followed.add(root);
    new MutationObserver(changed).observe(root, { subtree: true, attributeFilter: ["lang"] });
  }
}
