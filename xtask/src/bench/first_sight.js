// Runs in a page before its own scripts, and reports what the reader waits for: the first frame that shows a link with the
// number, inside or outside of a shadow root, since the navigation of the page around it all; and where the widget comes, its
// marks. It looks only after a change, since it runs on the slow processor too.
(() => {
  let blocking = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) blocking += Math.max(0, duration - 50);
  }).observe({ type: "longtask", buffered: true });

  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = (...args) =>
      own.apply(WebAssembly, args).then((made) => {
        performance.mark("compiled");
        return made;
      });
  }
  const afterFrame = (call) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = call;
      port2.postMessage(0);
    });
  addEventListener("amts-status:update", () => afterFrame(() => performance.mark("painted")), { once: true });

  let dirty = true;
  const roots = [];
  const changed = () => (dirty = true);
  const watch = (root) => {
    roots.push(root);
    new MutationObserver(changed).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  };
  watch(document);
  addEventListener("load", changed, true);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...args) {
    const root = attach.apply(this, args);
    watch(root);
    return root;
  };
  const shows = (link) =>
    link.textContent.replace(/\D/g, "").endsWith("DIGITS") &&
    link.getClientRects().length > 0 &&
    link.checkVisibility({ visibilityProperty: true });
  // A page in a frame begins later than the page around it.
  const later = performance.timeOrigin - top.performance.timeOrigin;
  const frame = () => {
    if (dirty && roots.some((root) => [...root.querySelectorAll('a[href^="tel:"]')].some(shows))) return settle(performance.now() + later);
    dirty = false;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  // Reports once the page has come to rest: it has stored the feed, and the browser its compiled code.
  const REST = 2500;
  const at = (name) => performance.getEntriesByName(name)[0]?.startTime;
  const settle = (read) => {
    if (LIVE && at("painted") === undefined) return setTimeout(settle, 50, read);
    setTimeout(() => {
      const core = performance.getEntriesByType("resource").find(({ name }) => name.endsWith(".wasm"));
      const compile = core && at("compiled") - core.responseEnd;
      const render = at("painted") - at("compiled");
      report(JSON.stringify({ read, paint: at("first-contentful-paint"), blocking, compile, render }));
    }, REST);
  };
})();
