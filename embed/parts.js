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

// Names one node, or takes its name where it is no part any more.
function name(node) {
  const names = namesOf(node.getAttribute("class") ?? "");
  if (names) node.setAttribute("part", names);
  else node.removeAttribute("part");
}

// Names the parts below `root` that have no name yet.
export function nameParts(root) {
  root.querySelectorAll(":not([part])[class*=amts]").forEach(name);
}

// Names them from now on. Returns how to name those at once that have no name yet.
export function keepPartsNamed(root) {
  const observer = new MutationObserver(nameAll);
  observer.observe(root, { subtree: true, childList: true, attributeFilter: ["class"] });
  function nameAll(records) {
    for (const { type, target, addedNodes } of records) {
      if (type === "attributes") name(target);
      for (const node of addedNodes) {
        // With what is in it, which may have come one by one.
        if (node.nodeType !== Node.ELEMENT_NODE || node.hasAttribute("part")) continue;
        name(node);
        nameParts(node);
      }
    }
  }
  return () => nameAll(observer.takeRecords());
}
