// Going from the pasted snapshot to the living widget, and from one publication to the next, without the reader losing
// the place: what was unfolded, where the focus was, what was on the screen, and how high the box was.

// Reads the state of `page`'s children and gives them to their twins in `widget`. Call the returned function once the
// children are out of sight.
export function carryOver(page, widget) {
  for (const folded of page.querySelectorAll("details[open]")) {
    const twin = twinOf(folded, widget);
    if (twin) twin.open = true;
  }
  const active = document.activeElement;
  const focus = active && active !== page && page.contains(active) ? twinOf(active, widget) : undefined;
  const mark = firstOnScreen(page);
  // Before the children go: WebKit scrolls to the top of a page that is low for a moment.
  hold(page, widget, page.getBoundingClientRect().height - widget.getBoundingClientRect().height);
  return () => {
    focus?.focus({ preventScroll: true });
    const twin = mark && twinOf(mark.element, widget);
    if (twin) scrollBy(0, twin.getBoundingClientRect().top - mark.top);
  };
}

// Call the returned function once `widget` shows something else. Most engines keep what is on the screen where it is by
// themselves ("scroll anchoring"); this is for the others.
export function keepPlace(widget) {
  const mark = CSS.supports("overflow-anchor", "auto") ? undefined : firstOnScreen(widget);
  return () => {
    if (mark?.element.isConnected) scrollBy(0, mark.element.getBoundingClientRect().top - mark.top);
  };
}

// Both are rendered from the same views: the same owner, the same element, the same words.
function twinOf(element, widget) {
  const owner = element.closest("[data-amts]");
  const same = owner ? widget.querySelector(`[data-amts="${CSS.escape(owner.dataset.amts)}"]`) : widget;
  if (!same || element === owner) return same;
  const alike = [...same.querySelectorAll(element.localName)];
  return alike.find((twin) => twin.textContent === element.textContent) ?? alike[0];
}

// Only where the reader has scrolled into the snapshot is there something that may not move.
function firstOnScreen(page) {
  if (page.getBoundingClientRect().top >= 0) return undefined;
  for (const element of page.querySelectorAll("[data-amts]")) {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom > 0) return { element, top };
  }
  return undefined;
}

// What follows the widget stays where it is: a box that became lower keeps its height until the reader does something.
function hold(page, widget, height) {
  if (height <= 0 || page.childElementCount === 0) return;
  widget.style.minBlockSize = `${height}px`;
  const release = () => {
    widget.style.minBlockSize = "";
    for (const type of ["pointerdown", "keydown", "resize"]) removeEventListener(type, release);
  };
  for (const type of ["pointerdown", "keydown", "resize"]) addEventListener(type, release);
}
