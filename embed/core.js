// The core: loaded once for the page, checked against its hash, and asked for again where it does not come. All decisions
// about the feed are the core's.

import init, { mount as mountCore, register_language } from "amts-core";
import { core } from "amts-files";
import { get } from "./bundled.js";
import { clear } from "./early.js";
import { call } from "./gate.js";

// It is over 100 KB: a minute is for networks on which nothing else would be usable either.
const DEADLINE = 60_000;
// As between the requests for a feed (src/sync/machine/pace.rs).
const [FIRST_PAUSE, LONGEST_PAUSE] = [15_000, 900_000];

// There is none where a bundler has made a classic script of this one, or a page runs it out of a blob.
export function url() {
  try {
    return core.url().href;
  } catch {
    return "an unknown place";
  }
}

let loading;
let missing = false;
let ready = false;

// Whether its file did not come when it was last asked for.
export const isMissing = () => missing;
export const isReady = () => ready;

// Loads the core, once. After a failure, the next call tries again.
export function load() {
  loading ??= start().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function start() {
  missing = true;
  const answer = await get(core, DEADLINE);
  missing = false;
  await init({ module_or_path: moduleOf(answer) });
  // What begins with it gets a task of its own, so that a slow telephone answers its reader in between.
  await new Promise((resolve) => setTimeout(resolve));
  ready = true;
  setTimeout(clear);
}

// A browser reads what it knows of languages when it is first asked, which takes a slow device 100 ms: better while the core is
// under way, once what there is to show has been painted.
export function warmUp() {
  const ask = () => {
    new Intl.RelativeTimeFormat("de").format(1, "day");
    if (Intl.ListFormat) new Intl.ListFormat("de").format(["", ""]);
    new Intl.DateTimeFormat("de", { weekday: "long", month: "long" }).format(0);
  };
  requestAnimationFrame(() => setTimeout(ask));
}

// The answer itself, so that the glue hands it to WebAssembly.instantiateStreaming: browsers keep compiled code for those.
// Where that would fail, since the server names another type or the page has a fetch of its own making, it is the bytes:
// the glue would find the same, but says so in a warning on the host's console.
function moduleOf(answer) {
  const native = answer instanceof Response && Object.prototype.toString.call(answer) === "[object Response]";
  const named = answer.headers.get("content-type")?.toLowerCase() === "application/wasm";
  return native && named ? answer : answer.arrayBuffer();
}

let failures = 0;
let timer;

// Asks for the core until it is there, and then calls `there`: after pauses at random within a bound that doubles, and
// earlier when there is a network again or the page is shown again.
export function persist(there) {
  if (timer) return;
  const bound = Math.min(FIRST_PAUSE * 2 ** failures, LONGEST_PAUSE);
  failures += 1;
  const ask = () => {
    if (document.hidden) return;
    clearTimeout(timer);
    timer = undefined;
    removeEventListener("online", ask);
    removeEventListener("pageshow", ask);
    document.removeEventListener("visibilitychange", ask);
    load().then(there, () => persist(there));
  };
  timer = setTimeout(ask, bound * Math.random());
  addEventListener("online", ask);
  addEventListener("pageshow", ask);
  document.addEventListener("visibilitychange", ask);
}

// Mounts a widget in an element; see src/browser/mount.rs.
export const mount = (...args) => call(() => mountCore(...args));

// Gives the core the words of a language.
export const register = (tag, words) => call(() => register_language(tag, words));
