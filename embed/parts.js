// What a host's stylesheet may reach into the shadow for: each class of ours by its name, as a part.

// The names by the classes: hundreds of nodes have the same few.
const known = new Map();

function namesOf(classes) {
  if (!known.has(classes)) {
    const own = classes.split(/\s+/).filter((name) => /^amts\b/.test(name));
    known.set(classes, own.map((name) => name.replace("amts-", "")).join(" "));
  }
  return known.get(classes);
}

// Names the parts below `root` that have no name yet.
export function nameParts(root) {
  for (const node of root.querySelectorAll(":not([part])[class*=amts]")) {
    node.setAttribute("part", namesOf(node.getAttribute("class")));
  }
}

// Names them from now on. Returns how to name those at once that have no name yet.
export function keepPartsNamed(root) {
  const observer = new MutationObserver(name);
  observer.observe(root, { subtree: true, childList: true, attributeFilter: ["class"] });
  function name(records) {
    if (!records[0]) return;
    for (const { type, target } of records) if (type === "attributes") target.removeAttribute("part");
    // Most others have their names already.
    const around = new Set(records.map(({ target }) => target.parentNode ?? target));
    around.forEach(nameParts);
  }
  return () => name(observer.takeRecords());
}
