// What wasm-bindgen's glue is given to start the core from.

// The answer itself, so that the glue hands it to WebAssembly.instantiateStreaming: browsers keep compiled code for those.
// Where that would fail, since the server names another type or the page has a fetch of its own making, it is the bytes:
// the glue would find the same, but says so in a warning on the host's console.
export function moduleOf(answer) {
  const native = answer instanceof Response && Object.prototype.toString.call(answer) === "[object Response]";
  const named = answer.headers.get("content-type")?.toLowerCase() === "application/wasm";
  return native && named ? answer : answer.arrayBuffer();
}
