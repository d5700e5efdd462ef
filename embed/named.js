// The snapshot that an element names by its address: its fetch is begun at once, and what reads it is loaded beside it, since
// most pages never need that.

import { reader } from "amts-files";
import { ask } from "./early.js";

let loading;

// Fetches a snapshot, under the rules of a feed. Resolves to what embed/snapshot.js makes of it for the document `page`.
export async function fetchSnapshot(url, page) {
  const [answer, read] = await Promise.all([ask(url), load()]);
  return read(answer, page);
}

// Loads the reader, once, checked against its hash as all that the script loads. `import` could not check it.
function load() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.type = "module";
    script.integrity = reader.integrity;
    script.crossOrigin = "anonymous";
    script.onload = () => resolve(customElements.get("amts-status").readSnapshot);
    script.onerror = reject;
    script.src = reader.url().href;
    document.head.append(script);
    script.remove();
  });
  return loading;
}
