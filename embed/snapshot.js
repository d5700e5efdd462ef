// Reads the snapshot that an element names: what `amtsstatus render` has written. A file of its own in the bundle, which only
// a page with such an element loads (embed/named.js).

import rules from "./allowed.json";
import { copyOf } from "./allow.js";

const CAP = 512 * 1024;
const MINUTE = 60_000;

// Makes of an answer what can be shown in `page`. Rejects where it is none, or where the page's Trusted Types forbid to read
// HTML; where something else stands in it, the error says so as `refused`.
async function readSnapshot(answer, page) {
  const root = page.createElement("div");
  root.append(copyOf(await textOf(answer), rules, page));
  // A device that is slow is set right by the server: the later time of the two counts.
  const ahead = Math.max(0, Date.parse(answer.headers.get("date")) - Date.now() || 0);
  const age = () => say(root, Date.now() + ahead);
  const showBefore = (node) => {
    age();
    node.before(root);
    const timer = setInterval(() => (root.parentNode ? age() : clearInterval(timer)), MINUTE);
  };
  return { root, showBefore };
}

async function textOf(answer) {
  if (answer.status !== 200) throw new Error(`status ${answer.status}`);
  const reader = answer.body.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let [text, size] = ["", 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > CAP) {
      reader.cancel().catch(() => {});
      throw new Error("too large");
    }
    text += decoder.decode(value, { stream: true });
  }
}

// Says what has become true of a snapshot since it was rendered (`later_words` in src/components/freshness.rs). Nothing that it
// said then is taken back, be the device's clock as slow as it may.
function say(root, now) {
  for (const region of root.querySelectorAll("[data-amts-later]")) {
    const lines = region.dataset.amtsLater.split("\n").map((line) => line.match(/^(\S+) (.*)$/) ?? []);
    const [, , said] = lines.filter(([, from]) => Date.parse(from) <= now).pop() ?? [];
    if (!said || region.textContent === said) continue;
    const warning = region.ownerDocument.createElement("p");
    warning.className = "amts-caution";
    warning.textContent = said;
    region.replaceChildren(warning);
  }
  for (const passing of root.querySelectorAll("[data-amts-until]")) {
    if (Date.parse(passing.dataset.amtsUntil) <= now) passing.remove();
  }
}

// The element has asked for this file, and finds it here.
customElements.get("amts-status").readSnapshot = readSnapshot;
