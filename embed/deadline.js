// The time that a fetch may take.

// For a feed or a language's file. The core's own fetches have the same (src/browser/fetch.rs).
export const DEADLINE = 8_000;

// Returns a signal that aborts after so many milliseconds. Safari has `AbortSignal.timeout` since version 16 only.
export function deadline(milliseconds) {
  if (AbortSignal.timeout) return AbortSignal.timeout(milliseconds);
  const controller = new AbortController();
  setTimeout(() => controller.abort(new DOMException("too slow", "TimeoutError")), milliseconds);
  return controller.signal;
}
