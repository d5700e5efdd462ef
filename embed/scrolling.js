// Scrolling on pages that are not ours: whatever scrolls there, at once, and below what covers its top.

// Room between a header that stays and what was brought below it.
const GAP = 8;

// What scrolls an element, from the inside out. A page's own box comes before the page.
function* scrollersOf(element) {
  for (let node = above(element); node; node = above(node)) {
    const { overflowY, position } = getComputedStyle(node);
    if (/auto|scroll/.test(overflowY) && node.scrollHeight > node.clientHeight) yield node;
    // The page scrolls behind it.
    if (position === "fixed") return;
  }
  if (document.scrollingElement) yield document.scrollingElement;
}

// The element around it, out of shadow roots too. (Old libraries have an `Element` of their own making.)
function above(node) {
  const parent = node.assignedSlot ?? node.parentNode;
  if (parent?.nodeType === Node.ELEMENT_NODE) return parent;
  return parent?.nodeType === Node.DOCUMENT_FRAGMENT_NODE ? parent.host : undefined;
}

// Where on the screen the part of the page begins that shows the element.
export function topOfView(element) {
  let top = 0;
  for (const scroller of scrollersOf(element)) {
    if (scroller !== document.scrollingElement) top = Math.max(top, scroller.getBoundingClientRect().top);
  }
  return top;
}

// Something of the page that is seen below `top` and does not stand around or in the element. Headers that stay do not count.
export function besides(element, top) {
  const around = new Set([element]);
  for (let node = above(element); node; node = above(node)) around.add(node);
  const counts = (layer) => {
    if (around.has(layer) || element.contains(layer)) return false;
    for (let node = layer; node; node = above(node)) if (stays(node)) return false;
    return true;
  };
  for (let y = top + 1; y < innerHeight; y += innerHeight / 16) {
    const found = document.elementsFromPoint(innerWidth / 2, y).find(counts);
    if (found) return found;
  }
  return undefined;
}

// Scrolls by so many pixels, whatever `scroll-behavior` the page has. What a box cannot do, the page around it does.
export function scroll(element, distance) {
  for (const scroller of scrollersOf(element)) {
    if (Math.abs(distance) < 0.5) return;
    const before = scroller.scrollTop;
    scroller.scrollBy({ top: distance, behavior: "instant" });
    distance -= scroller.scrollTop - before;
  }
}

// Brings an element to the top of the screen, below headers that stay there.
export function bringToTop(element) {
  element.scrollIntoView({ behavior: "instant" });
  uncover(element);
  const { top } = element.getBoundingClientRect();
  const stayed = () => Math.abs(element.getBoundingClientRect().top - top) < 1;
  // Some headers stay, or come back, only once the page has been scrolled.
  requestAnimationFrame(() => requestAnimationFrame(() => stayed() && uncover(element)));
}

function uncover(element) {
  // Below a bar of the content system there may be the page's own header.
  for (let header = 0; header < 4; header += 1) {
    const box = element.getBoundingClientRect();
    const covered = coverOf(element, box);
    if (covered <= box.top) return;
    scroll(element, box.top - covered - GAP);
  }
}

// Where the part ends that stays on the screen above the top edge of an element. Without one: `-Infinity`.
function coverOf(element, { left, right, top }) {
  const around = new Set([element]);
  for (let node = above(element); node; node = above(node)) around.add(node);
  let covered = -Infinity;
  for (const x of [left + 1, (left + right) / 2, right - 1]) {
    for (let layer of document.elementsFromPoint(x, top + 1)) {
      if (around.has(layer)) break;
      while (layer && !around.has(layer) && !stays(layer)) layer = above(layer);
      if (!layer || around.has(layer)) continue;
      const { bottom, height } = layer.getBoundingClientRect();
      // What covers most of the screen is no header: a dialog, say.
      if (height < innerHeight / 2) covered = Math.max(covered, bottom);
    }
  }
  return covered;
}

function stays(element) {
  return /fixed|sticky/.test(getComputedStyle(element).position);
}
