// The page's address, which may name an entry or a search, and addresses in general.

// As in src/search/link.rs.
const PREFIX = "#amts-";

// The fragment that the page had for itself.
let own = "";

// The page's own address with another fragment: one that stands alone would be that of the page's <base>.
export function addressed(fragment) {
  const url = new URL(location.href);
  url.hash = fragment;
  return url.href;
}

// Puts a fragment of the widget's into the address. An empty one gives the page its own back.
export function remember(fragment) {
  if (!location.hash.startsWith(PREFIX)) own = location.hash;
  history.replaceState(history.state, "", addressed(fragment || own));
}

// The same addresses by whatever path: the page's own address is not what a copy is stored by.
export function absolute(src) {
  if (!src.trim()) return "";
  return src.trim().split(/\s+/).map(resolved).join(" ");
}

function resolved(address) {
  try {
    return new URL(address, document.baseURI).href;
  } catch {
    return address; // fetching it will say that it is none
  }
}
