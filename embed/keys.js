// What is typed into the search field is not for the page: its shortcuts and sliders see an event of the element, not of a
// field, and would take the letters.

// Leaves Tab, Escape and keys with a modifier to the page.
export function keepKeys(shadow) {
  for (const type of ["keydown", "keypress", "keyup"]) shadow.addEventListener(type, keep);
}

function keep(event) {
  const typed = !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== "Tab" && event.key !== "Escape";
  if (typed && event.target.matches("input")) event.stopPropagation();
}
