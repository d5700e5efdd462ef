// Prints nothing but the widget, from a document of its own: the host's page and its styles stay out of it.

import style from "amts-style";
import paper from "amts-paper";

// Some browsers still need the document when they say that they have printed.
const AFTER = 60_000;
// Some never say so.
const AT_MOST = 10 * AFTER;

// Whether this page may have such a document: a frame that is sandboxed as an origin of its own may not look into one.
export const canPrint = () => self.origin !== "null";

// Prints what `mount` puts into an element of that document. `mount` gets the element and what to call once it is there, and
// returns how to end it.
export function print(shadow, lang, mount) {
  const frame = document.createElement("iframe");
  // Until then Firefox replaces the document.
  frame.onload = async () => {
    const { contentDocument: page, contentWindow: view } = frame;
    const root = page.createElement("amts-status");
    let unmount;
    // The core renders a moment later.
    await new Promise((rendered) => {
      unmount = mount(root, rendered);
    });
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(style + paper);
    page.adoptedStyleSheets = [sheet];
    page.title = document.title;
    page.documentElement.lang = lang;
    page.body.append(root);
    for (const fold of root.querySelectorAll("details")) fold.open = true;
    let over = false;
    const end = () => {
      frame.remove();
      if (!over) unmount();
      over = true;
    };
    view.onafterprint = () => setTimeout(end, AFTER);
    setTimeout(end, AT_MOST);
    try {
      view.print();
    } catch {
      end();
    }
  };
  shadow.append(frame);
}
