// The first fetch of a source, begun while the core is still loading. Once it is there, it fetches by itself.

import { DEADLINE, deadline } from "./deadline.js";
import { credentialsFor } from "./preloaded.js";

const begun = new Map();

export function begin(src) {
  const [url] = src.split(" ");
  if (begun.has(src)) return;
  const answer = ask(url);
  answer.catch(() => begun.delete(src)); // the core tries once more
  begun.set(src, { answer, at: performance.now() });
}

// Asks as for a feed, whatever is asked for. A promise in any case: a page's own `fetch` may return something like one, or throw.
export async function ask(url) {
  return fetch(url, {
    credentials: credentialsFor(url),
    redirect: "error",
    referrerPolicy: "no-referrer",
    cache: "no-cache",
    signal: deadline(DEADLINE),
  });
}

// Given away once, since an answer can be read only once, and not when its deadline has passed before the core came: on
// the thin networks for which this is done, that is no fault of the feed's server.
export function take(src) {
  const { answer, at } = begun.get(src) ?? {};
  begun.delete(src);
  return performance.now() - at < DEADLINE ? answer : undefined;
}

// What nobody has taken is for a source that is no longer asked for.
export function clear() {
  begun.clear();
}
