// Fetches a file that lies beside the script, checked against its hash.

import { deadline } from "./deadline.js";
import { credentialsFor } from "./preloaded.js";

// Fetches one of `amts-files`. A wrong or truncated answer may have been stored as one that never changes: then the second
// request goes past the cache.
export async function get({ url, integrity }, milliseconds) {
  // A page's own `fetch` may know texts only.
  const ask = async (cache) =>
    fetch(url().href, {
      integrity,
      credentials: credentialsFor(url().href),
      referrerPolicy: "no-referrer",
      cache,
      signal: deadline(milliseconds),
    });
  try {
    return await ask("default");
  } catch {
    return ask("reload");
  }
}
