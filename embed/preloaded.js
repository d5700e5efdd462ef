// What a page has preloaded is found only by a request that has the page's own credentials mode, as the preload had. Anything
// else is asked for without credentials.

export function credentialsFor(url) {
  const links = document.querySelectorAll('link[rel="preload"][as="fetch"]');
  return [...links].some(({ href }) => href === url) ? "same-origin" : "omit";
}
