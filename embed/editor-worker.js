// The editor's service worker: the editor and the bundle that it packs stay on the device, so that both open without a
// network. All files are kept or none: a new version replaces the old one as a whole.

// Set when the bundle is made: a hash over all files, and their names.
const name = `amts-editor:${HASH}`;
const files = FILES;

addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(name).then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: "reload" })))),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((keys) => {
      const old = keys.filter((key) => key.startsWith("amts-editor:") && key !== name);
      return Promise.all(old.map((key) => caches.delete(key)));
    }),
  );
});

// What is kept is of one version; the server is asked only for the rest.
addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const found = caches.match(event.request, { cacheName: name, ignoreSearch: true, ignoreVary: true });
  event.respondWith(found.then((answer) => answer ?? fetch(event.request)));
});
