// Runs in a page before its own scripts: a clock that is driven, so that days pass in a minute. Long timers are kept here and
// called in their order, each at its time; short ones are the browser's own.
(() => {
  const uptime = performance.now.bind(performance);
  const after = globalThis.setTimeout.bind(globalThis);
  const clear = globalThis.clearTimeout.bind(globalThis);
  const BEGIN = Date.now();
  const LONG = 100;
  // How long a request and what follows from it may take, by the real clock.
  const LONGEST = 10_000;
  const timers = new Map();
  let skipped = 0;
  let next = 1e9;
  performance.now = () => uptime() + skipped;
  Date.now = () => BEGIN + performance.now();
  globalThis.setTimeout = (call, ms, ...rest) => {
    if (!(ms > LONG)) return after(call, ms, ...rest);
    timers.set((next += 1), { due: performance.now() + ms, call: () => call(...rest) });
    return next;
  };
  globalThis.clearTimeout = (timer) => timers.delete(timer) || clear(timer);
  // Deadlines of requests, which are answered at once here.
  AbortSignal.timeout = () => new AbortController().signal;

  let pending = 0;
  let polls = 0;
  const track = (promise) => {
    pending += 1;
    const over = () => (pending -= 1);
    promise.then(over, over);
    return promise;
  };
  const [ask, { read }] = [fetch, ReadableStreamDefaultReader.prototype];
  globalThis.fetch = (asked, options) => {
    polls += (asked.url ?? String(asked)).endsWith("/status.json");
    return track(ask(asked, options));
  };
  ReadableStreamDefaultReader.prototype.read = function () {
    return track(read.call(this));
  };
  let memory;
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = (...args) =>
      own.apply(WebAssembly, args).then((made) => {
        memory = (made.instance ?? made).exports.memory;
        return made;
      });
  }
  let updates = 0;
  addEventListener("amts-status:update", () => (updates += 1));

  // A timer that a message sets is not put off as one is that a timer sets.
  const { port1, port2 } = new MessageChannel();
  const rest = () =>
    new Promise((done) => {
      port1.onmessage = () => after(done, 0);
      port2.postMessage(0);
    });
  // Waits for requests, and for the timer that follows from them, unless there is nothing left that would set one.
  const quiet = async () => {
    for (const end = uptime() + LONGEST; uptime() < end; ) {
      await rest();
      await rest();
      if (!pending && (timers.size || !document.querySelector("amts-status"))) return;
    }
  };
  const step = async () => {
    const [timer, first] = [...timers].reduce((a, b) => (b[1].due < a[1].due ? b : a));
    timers.delete(timer);
    skipped = Math.max(skipped, first.due - uptime());
    first.call();
    await quiet();
  };
  const LANGUAGES = ["en", "tr", "uk", "ar", "ru", "de-simple", "de"];
  let turn = 0;

  globalThis.endurance = {
    ready: async () => {
      while (!memory || !updates) await new Promise((done) => after(done, 50));
      await quiet();
    },
    // Polls so often; then another language, and if wanted one of the elements is taken away and another one put in.
    run: async (count, mounts) => {
      const until = polls + count;
      while (polls < until) await step();
      turn += 1;
      for (const element of document.querySelectorAll("amts-status")) element.lang = LANGUAGES[turn % LANGUAGES.length];
      await new Promise((done) => after(done, 50));
      await quiet();
      if (!mounts) return [polls, updates, memory.buffer.byteLength];
      const [old] = document.querySelectorAll("amts-status");
      const other = old.cloneNode();
      old.after(other);
      old.remove();
      await new Promise((done) => after(done, 50));
      await quiet();
      return [polls, updates, memory.buffer.byteLength];
    },
    // Takes everything away, and says how many timers are left once all that is due has come.
    end: async () => {
      for (const element of document.querySelectorAll("amts-status")) element.remove();
      for (let n = 0; timers.size && n < 50; n += 1) await step();
      return timers.size;
    },
  };
})();
