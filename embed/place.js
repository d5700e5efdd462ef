// Where the reader is in the widget: what is unfolded, where the focus is, and what is at the top of the screen. It is kept
// when all that is shown is rendered anew.

import { firstOnScreen } from "./carry-over.js";
import { scroll } from "./scrolling.js";

// Brings the reader back to the same place as soon as `root` shows something else. It has to be at once: what is typed while
// nothing has the focus is lost.
export function keepReader(root) {
  const open = [...root.querySelectorAll("details[open]")].map((fold) => placeOf(fold, root));
  const active = root.getRootNode().activeElement;
  const focus = root.contains(active) ? placeOf(active, root) : undefined;
  const caret = active?.selectionStart;
  const mark = firstOnScreen(root);
  const read = mark && placeOf(mark.element, root);
  const observer = new MutationObserver(() => {
    observer.disconnect();
    for (const place of open) {
      const fold = find(place, root);
      if (fold) fold.open = true;
    }
    const again = focus && find(focus, root);
    again?.focus({ preventScroll: true });
    if (caret != null) again?.setSelectionRange?.(caret, caret);
    const top = read && find(read, root)?.getBoundingClientRect().top;
    if (top !== undefined) scroll(root, top - mark.top);
  });
  observer.observe(root, { childList: true });
}

// The owner's name (an entry, a fold, the search), and the how-many-th of its class it is there. The words do not tell: they
// may be a translator's, and the next ones may be others.
function placeOf(element, root) {
  const owner = element.closest("[data-amts]");
  const [name, kind] = [owner?.dataset.amts, kindOf(element)];
  return { name, kind, nth: all(name, kind, root).indexOf(element) };
}

const find = ({ name, kind, nth }, root) => all(name, kind, root)[nth];

function all(name, kind, root) {
  const owned = `[data-amts="${CSS.escape(name ?? "")}"]`;
  return [...root.querySelectorAll(name == null ? kind : `${owned} ${kind}, ${kind}${owned}`)];
}

function kindOf(element) {
  const own = [...element.classList].filter((name) => name.startsWith("amts-"));
  return [element.localName, ...own].map(CSS.escape).join(".");
}
