// What on the page belongs to the element and what does not, where an editor or a tag that nobody has closed has mixed
// the two: the rest of the page stays, and one status only.

// What `amtsstatus render` writes.
const SNAPSHOT = ".amts";
// What nobody writes in the place of a widget. Within the element it tells that its tag was not closed.
const REST_OF_PAGE = "amts-status, main, header, footer, script";
// What is seen although it has no text.
const SEEN = "amts-status, img, svg, picture, video, audio, canvas, iframe, object, embed, input, button, hr";

// The slot of the page's own answer, where something else of the page stands in the element too.
const ANSWER = "amts-answer";

// Leaves in `slot` only what is not the element's own, and puts it behind `root`. Returns the slot that has the page's answer,
// in front of `root`: the same one where all of it is. No node is moved, since a framework may look after it.
export function setApart(element, slot, root) {
  const rest = new Set(foreign(element));
  if (rest.size === 0) return slot;
  const answer = document.createElement("slot");
  answer.name = ANSWER;
  slot.before(answer);
  root.after(slot);
  for (const node of element.children) if (!rest.has(node)) node.slot = ANSWER;
  return answer;
}

// Gives the element's slot all of its content back.
export function putTogether(element) {
  for (const node of element.children) if (node.slot === ANSWER) node.removeAttribute("slot");
}

// The nodes within the element that the page shows besides: what stands behind a snapshot, or all of it if the element's
// tag was not closed and took the rest of the page.
export function foreign(element) {
  const nodes = [...element.childNodes];
  const pasted = nodes.findIndex((node) => snapshotIn(node)?.closest("amts-status") === element);
  const rest = pasted >= 0 ? nodes.slice(pasted + 1) : isUnclosed(element) ? nodes : [];
  return rest.filter((node) => (isText(node) ? !isBlank(node) : isElement(node) && !(isBlank(node) && node.matches("p, br"))));
}

// An element that is not closed ends where its parent does: nothing stands between, while behind a closing tag there is
// at least a line break. It begins with the line break that stood behind its tag, or it has what only a page has.
function isUnclosed(element) {
  for (let node = element.nextSibling; node; node = node.nextSibling) {
    if (isText(node)) return false;
  }
  if (element.querySelector(REST_OF_PAGE)) return true;
  return !element.nextSibling && beginning(element).includes("\n");
}

// The blanks before the first content; an editor may have put an empty paragraph between them.
function beginning(element) {
  let blanks = "";
  for (const node of element.childNodes) {
    if (!isBlank(node)) return blanks + (isText(node) ? node.data.match(/^\s*/)[0] : "");
    blanks += node.textContent;
  }
  return "";
}

// The snapshot that an editor's paragraphs have pushed out of the element: the first thing to be seen behind it.
export function snapshotBeside(element) {
  if (element.querySelector(SNAPSHOT)) return undefined;
  const walker = document.createTreeWalker(element.getRootNode(), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  let last = element;
  while (last.lastChild) last = last.lastChild;
  walker.currentNode = last;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (isText(node) ? !isBlank(node) && !node.parentElement?.closest("script, style") : node.matches(SEEN)) return undefined;
    if (isElement(node) && node.matches(SNAPSHOT)) return node;
  }
  return undefined;
}

const HIDDEN = "data-amts-replaced";

// Hides an old snapshot, or shows it again. The rule is not in the page's text: a copy of the page that somebody saves, or has
// without scripts, still has an answer.
export function setHidden(snapshot, hidden) {
  const root = snapshot.getRootNode();
  if (!ruled.has(root)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`[${HIDDEN}] { display: none !important }`);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    ruled.add(root);
  }
  snapshot.toggleAttribute(HIDDEN, hidden);
}

// The documents and shadow roots that have the rule.
const ruled = new WeakSet();

// Whether the page gives the element something to show.
export function hasContent(element) {
  return [...element.childNodes].some((node) => !isBlank(node)) || !!snapshotBeside(element);
}

function snapshotIn(node) {
  if (!isElement(node)) return undefined;
  return node.matches(SNAPSHOT) ? node : node.querySelector(SNAPSHOT);
}

function isBlank(node) {
  if (isText(node)) return !node.data.trim();
  return !isElement(node) || (!node.textContent.trim() && !node.matches(SEEN) && !node.querySelector(SEEN));
}

// Old libraries have an `Element` of their own making.
function isElement(node) {
  return node.nodeType === Node.ELEMENT_NODE;
}

function isText(node) {
  return node.nodeType === Node.TEXT_NODE;
}
