// What only the page's own administrator can mend: a policy that blocks us, and the one line on the console.

let violation;

// The directive that has blocked something of ours, as far as the browser has told.
export const blockedBy = () => violation;

// Calls `urls` for what is ours. The browser tells nowhere else which directive blocks the core or a feed.
export function watchPolicy(urls) {
  document.addEventListener("securitypolicyviolation", ({ disposition, effectiveDirective, blockedURI }) => {
    // A policy that is only tried blocks nothing.
    if (disposition === "report") return;
    if (blockedURI.startsWith("wasm")) {
      violation = "script-src 'wasm-unsafe-eval'";
      return;
    }
    // Of another origin, only the origin is told.
    if (urls().some((url) => url.startsWith(blockedURI) || blockedURI.startsWith(url))) violation = effectiveDirective;
  });
}

const complaints = new Set();

export function complain(words) {
  if (complaints.has(words)) return;
  complaints.add(words);
  console.error(`amts-status: ${words}`);
}

// The usual cause is a program that is to make pages faster.
export function complainOfMissing(url) {
  complain(
    `the core cannot be loaded from ${url}. The script must stay a file of its own beside those it came with: keep \
bundlers, optimisers and consent managers from moving, combining or inlining it (docs/einbetten.md)`,
  );
}

export function complainOf(directive) {
  complain(`blocked by the page's Content-Security-Policy, directive ${directive}`);
}
