// The time that a fetch may take.

// Returns a signal that aborts after so many milliseconds. Safari has `AbortSignal.timeout` since version 16 only.
export function deadline(milliseconds) {
  if (AbortSignal.timeout) return AbortSignal.timeout(milliseconds);
  const controller = new AbortController();
  setTimeout(() => controller.abort(new DOMException("too slow", "TimeoutError")), milliseconds);
  return controller.signal;
}
