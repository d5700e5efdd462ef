// Notices what others do to the widget's own DOM: page translators and extensions replace, wrap and insert nodes there.
// The widget itself writes only while the core is called; what changes at any other time is somebody else's doing.

const watched = new Map();

// Calls `told` whenever others have changed what is below `root`. Returns how to stop.
export function watch(root, told) {
  const observer = new MutationObserver(told);
  observer.observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    // Where a link leads. Other attributes change what things look like.
    attributeFilter: ["href"],
  });
  watched.set(observer, told);
  return () => {
    observer.disconnect();
    watched.delete(observer);
  };
}

// Before the core is called, and after the page was: what has been recorded by then is by others.
export function noticeOthers() {
  for (const [observer, told] of watched) if (observer.takeRecords().length > 0) told();
}

// After the core was called, and before the page is: what has been recorded by then is our own.
export function discardOwn() {
  for (const observer of watched.keys()) observer.takeRecords();
}
