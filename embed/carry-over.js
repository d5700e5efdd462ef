// Going from the pasted snapshot to the living widget, and from one publication to the next, without the reader losing
// the place: what was unfolded, where the focus was, what was on the screen, and how high the box was.

import { besides, scroll, topOfView } from "./scrolling.js";

// Reads the state of what stands in `page` (the element, or a snapshot beside it or in its shadow), gives it to its twin in `widget`, and
// shows that.
// Call the returned function once that is gone.
export function carryOver(page, widget) {
  for (const folded of page.querySelectorAll("details[open]")) {
    const twin = twinOf(folded, page, widget);
    if (twin) twin.open = true;
  }
  const active = page.getRootNode().activeElement;
  const focus = active && active !== page && page.contains(active) ? twinOf(active, page, widget) : undefined;
  const mark = firstOnScreen(page);
  const begin = topOfView(page);
  // Where all of it stands above what is being read, that tells how far to scroll. The widget's own height does not: it may take
  // no room at all, in a fold that is closed, say.
  const read = besides(page, begin);
  const before = read?.getBoundingClientRect().top;
  // It comes without a height: what follows must not move now and back again, since some engines would follow it.
  Object.assign(widget.style, { blockSize: "0", overflow: "hidden" });
  widget.hidden = false;
  const { top, bottom } = extent(page, widget);
  return () => {
    // At first as tall as what is gone: WebKit scrolls to the top of a page that is low for a moment.
    Object.assign(widget.style, { blockSize: "", overflow: "", minBlockSize: `${bottom - top}px` });
    focus?.focus({ preventScroll: true });
    const twin = mark && twinOf(mark.element, page, widget);
    if (twin) scroll(widget, twin.getBoundingClientRect().top - mark.top);
    if (bottom <= begin) {
      widget.style.minBlockSize = "";
      if (read) scroll(widget, read.getBoundingClientRect().top - before);
    } else {
      // What follows and is on the screen stays there too.
      hold(widget, bottom < innerHeight ? bottom - widget.getBoundingClientRect().top : 0);
    }
  };
}

// Call the returned function once `widget` shows something else. Most engines keep what is on the screen where it is by
// themselves ("scroll anchoring"); this is for the others.
export function keepPlace(widget) {
  const mark = CSS.supports("overflow-anchor", "auto") ? undefined : firstOnScreen(widget);
  return () => {
    if (mark?.element.isConnected) scroll(widget, mark.element.getBoundingClientRect().top - mark.top);
  };
}

// From where to where on the screen something stands. Within the element the widget comes next, and behind it there may
// be more of the page.
function extent(page, widget) {
  const { top, bottom } = page.getBoundingClientRect();
  return { top, bottom: page.shadowRoot?.contains(widget) ? widget.getBoundingClientRect().top : bottom };
}

// Both are rendered from the same views: the same owner, the same element, the same words.
function twinOf(element, page, widget) {
  const owner = element.closest("[data-amts]");
  const same = owner ? widget.querySelector(`[data-amts="${CSS.escape(owner.dataset.amts)}"]`) : widget;
  if (!same || element === owner) return same;
  // The same words may stand there twice: a way in the row, and in what is folded.
  const alike = (root) => [...root.querySelectorAll(element.localName)].filter((twin) => twin.textContent === element.textContent);
  const nth = alike(owner ?? page).indexOf(element);
  return alike(same)[nth] ?? same.querySelector(element.localName);
}

// What stands at the top of the screen, and where. Only where the reader has scrolled into it is there something that may not
// move.
export function firstOnScreen(page) {
  const begin = topOfView(page);
  if (page.getBoundingClientRect().top >= begin) return undefined;
  for (const element of page.querySelectorAll("[data-amts]")) {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom > begin) return { element, top };
  }
  return undefined;
}

const SIGNS = ["pointerdown", "touchstart", "wheel", "keydown", "resize", "scroll"];

// Gives the widget its own height, but at least `height`, and as much as the page needs to be able to stay where it is,
// until the reader does something. What nobody sees needs no room.
function hold(widget, height) {
  const { top } = widget.getBoundingClientRect();
  widget.style.minBlockSize = "";
  const box = widget.getBoundingClientRect();
  const fallen = box.top - top;
  const needed = Math.max(height, fallen > 1 ? box.height + fallen : 0);
  if (needed <= box.height) return;
  widget.style.minBlockSize = `${needed}px`;
  scroll(widget, fallen);
  const release = ({ type }) => {
    // A scrolling of our own is told later too.
    if (type === "scroll" && Math.abs(widget.getBoundingClientRect().top - top) < 1) return;
    widget.style.minBlockSize = "";
    for (const sign of SIGNS) removeEventListener(sign, release, true);
  };
  // Boxes that scroll by themselves tell it on the way down only.
  for (const sign of SIGNS) addEventListener(sign, release, { capture: true, passive: true });
}
