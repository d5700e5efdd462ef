// Makes `--amts-font: inherit` mean the page's own font, as whoever writes it expects. CSS reads it as "nothing is set, here or
// above"; but of an element for which the page has said so, a rule of the shadow root's own does not hold.

const PROBE = ":host { --amts-font: unset-by-the-page }";

// Gives `root`, in the shadow root of `element`, the page's font if the page asks for it. A snapshot that stands `beside` it there has
// been asked for already, and would be laid out anew.
export function takePageFont(element, root, beside) {
  if (beside) {
    root.style.setProperty("--amts-font", beside.style.getPropertyValue("--amts-font"));
    return;
  }
  const shadow = element.shadowRoot;
  // Else there is a link, and the page writes `inherit, serif`. So it does for a pasted snapshot, all of which the browser would
  // have to lay out anew for this question.
  if (!shadow.adoptedStyleSheets?.length || element.querySelector(".amts")) return;
  const probe = new CSSStyleSheet();
  probe.replaceSync(PROBE);
  const sheets = [...shadow.adoptedStyleSheets];
  shadow.adoptedStyleSheets = [...sheets, probe];
  const font = getComputedStyle(element).getPropertyValue("--amts-font").trim();
  shadow.adoptedStyleSheets = sheets;
  // Alone it would be no font's name but "nothing is set" again.
  if (!font) root.style.setProperty("--amts-font", "inherit, serif");
}
