// The gate to the core: every call into it goes through here, be it ours, a timer's, a button's or a promise's. So its
// death is noticed wherever it happens, and a dead core is never called again.

import { discardOwn, noticeOthers } from "./touched.js";

let dead = false;
let depth = 0;
const mourners = [];

export const isDead = () => dead;

// Calls `mourner` with the error when the core dies.
export function onDeath(mourner) {
  mourners.push(mourner);
}

function die(error) {
  if (dead) return;
  dead = true;
  for (const mourner of mourners) mourner(error);
}

// Runs what calls the core. Whatever comes out of it but an answer is the core's end: after a trap (a panic, no memory left)
// and after an exception of the page's, its memory is in no state that it could go on with.
export function call(run) {
  if (dead) return undefined;
  try {
    return run();
  } catch (error) {
    return die(error);
  }
}

// Puts the gate around the functions that the core exports. The bundle's glue calls this (xtask/src/bundle/glue.rs).
export function guarded(exports) {
  const gated = (name) => (...args) => {
    if (depth === 0) noticeOthers();
    depth += 1;
    try {
      return call(() => exports[name](...args));
    } finally {
      depth -= 1;
      if (depth === 0) discardOwn();
    }
  };
  const all = Object.entries(exports);
  return Object.fromEntries(all.map(([name, value]) => [name, typeof value === "function" ? gated(name) : value]));
}

// Tells whether a value is one of the platform's own kind, as `instanceof` does. Old libraries put things of theirs in the
// place of `Window` or `Element`, so the prototypes are asked.
export function isA(value, name) {
  if (typeof value !== "object" || value === null) return false;
  for (let kind = Object.getPrototypeOf(value); kind; kind = Object.getPrototypeOf(kind)) {
    if (Object.getOwnPropertyDescriptor(kind, Symbol.toStringTag)?.value === name) return true;
  }
  return false;
}
