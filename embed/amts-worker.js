// The service worker's part: keeps a page and the bundle on the device, so that both are there without a network. A
// page's own worker brings it in by importScripts: amts-sw.js of the emergency page, or one that a town has already.
//
// It never answers for a feed. An old feed that comes as an ordinary answer would look current; that there is none has
// to reach the widget, which says so beside the facts.

(() => {
  // Set when the bundle is made: this version, a hash over its files, and their names and integrity values.
  const version = VERSION;
  const hash = HASH;
  const files = FILES;

  // What the importing script may say before it imports this one; addresses are relative to that script.
  const { pages = ["./"], bundle = `amts-status/${version}/`, off = false } = self.amtsStatus ?? {};

  // A phone on an overloaded network gets what is kept rather than wait for longer.
  const DEADLINE = 3_000;

  // Made by `amtsstatus site`, a worker does nothing else, and may come into force and go at once. A town's own
  // worker decides that for itself.
  const alone = /\/amts-sw\.js$/.test(location.pathname);

  const scope = new URL(registration.scope).pathname.replaceAll(":", "%3A");
  const mine = `amts-status:${scope}:`;
  const name = `${mine}${version}-${hash}`;

  const base = new URL(bundle.replace(/\/?$/, "/"), location);
  const script = new URL("amts-status.js", base).href;
  const kept = new Map(files.map(([file, integrity]) => [new URL(file, base).href, integrity]));
  const shown = new Set([pages].flat().map((page) => plain(new URL(page, location))));

  // The address by which something is kept: a query does not change a static file, and a folder is its index.html. A
  // town's own page may be another one for each query, so there a page with a query is not ours.
  function plain(url) {
    const { origin, pathname } = new URL(url);
    return origin + pathname.replace(/\/index\.html$/, "/");
  }

  function keeps() {
    return "caches" in self && !off;
  }

  // Unlike open, this makes no cache where there is none.
  function find(url) {
    return caches.match(url, { cacheName: name, ignoreSearch: true, ignoreVary: true });
  }

  // Whether a page and the bundle in this cache fit together: it has to name this version's script.
  function fits(text, page) {
    const named = text.matchAll(/[^"'\s=<>]*amts-status\.js\b/g);
    return [...named].some(([path]) => URL.canParse(path, page) && new URL(path, page).href === script);
  }

  function isPage(answer) {
    const type = answer.headers.get("content-type") ?? "";
    return answer.status === 200 && !answer.redirected && type.startsWith("text/html");
  }

  async function load(url) {
    const answer = await fetch(url, { cache: "reload", integrity: kept.get(url) ?? "" });
    const fine = shown.has(url) ? isPage(answer) && fits(await answer.clone().text(), url) : answer.status === 200;
    if (!fine) throw new Error(`amts-status: ${url}`);
    return [url, answer];
  }

  // All or nothing: what was kept by the worker before this one stays in force if anything is missing.
  async function install() {
    const all = await Promise.all([...kept.keys(), ...shown].map(load));
    const there = await caches.has(name);
    try {
      const cache = await caches.open(name);
      await Promise.all(all.map(([url, answer]) => cache.put(url, answer)));
    } catch (error) {
      if (!there) await caches.delete(name);
      throw error;
    }
  }

  async function activate() {
    if ("caches" in self) {
      const old = (await caches.keys()).filter((key) => key.startsWith(mine) && (off || key !== name));
      await Promise.all(old.map((key) => caches.delete(key)));
    }
    if (off && alone) await registration.unregister();
    else if (alone) await clients.claim();
  }

  // A town's own worker may have the browser ask while the worker starts (navigation preload). That answer is taken, or
  // the server would be asked twice.
  async function ask(event) {
    const answer = await event.preloadResponse;
    // Firefox tells a failure by such an answer, where others reject.
    if (answer?.type === "error") throw new Error("amts-status: no network");
    return answer ?? fetch(event.request);
  }

  // The network first, and what is kept if it fails, takes too long, or answers with a server's failure.
  function answerPage(event) {
    const url = plain(event.request.url);
    const asked = ask(event);
    event.waitUntil(asked.then((answer) => keep(url, answer.clone())).catch(() => {}));
    const late = new Promise((resolve) => setTimeout(resolve, DEADLINE));
    const good = asked.then((answer) => (answer.status < 500 ? answer : undefined)).catch(() => {});
    return Promise.race([good, late])
      .then((answer) => answer ?? find(url))
      .catch(() => {})
      .then((answer) => answer ?? asked);
  }

  // Beside a bundle only: a page alone would be no use, and its cache nobody's.
  async function keep(url, answer) {
    if (!isPage(answer) || !fits(await answer.clone().text(), url)) return;
    if (await caches.has(name)) await (await caches.open(name)).put(url, answer);
  }

  async function answerFile(request) {
    const found = await find(request.url).catch(() => {});
    return found ?? fetch(request);
  }

  addEventListener("install", (event) => {
    if (keeps()) event.waitUntil(install());
    if (alone) skipWaiting();
  });

  addEventListener("activate", (event) => event.waitUntil(activate().catch(() => {})));

  addEventListener("fetch", (event) => {
    const { method, mode, url } = event.request;
    if (!keeps() || method !== "GET") return;
    if (mode === "navigate") {
      if (shown.has(plain(url)) && (alone || !new URL(url).search)) event.respondWith(answerPage(event));
    } else if (kept.has(plain(url))) {
      event.respondWith(answerFile(event.request));
    }
  });
})();
