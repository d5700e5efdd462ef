// The own script of the page for frames (frame.html): reads from the page's query what is to be shown, tells the page around it
// how high the content is, and has links open outside of the frame.
//
// It is a classic script in the head, since it has to run before anything can be seen, and before the widget's own script.

const page = document.documentElement;
const isFramed = parent !== self;

// What a query may ask for. Where the feed comes from and whom to believe is the page's own business.
const ID = "[a-z0-9._-]{1,64}";
const forms = {
  view: "full|compact",
  only: `${ID}( ${ID}){0,99}`,
  lang: LANGUAGES.join("|"),
  theme: "light|dark",
  density: "compact",
  heading: "[1-6]",
};

const query = new URLSearchParams(location.search);
const asked = {};
for (const [name, form] of Object.entries(forms)) {
  const value = query.get(name)?.trim() ?? "";
  if (new RegExp(`^(${form})$`).test(value)) asked[name] = value;
}

// The ground around the widget follows its theme.
page.style.colorScheme = asked.theme ?? "";
// Whoever asked for a line or for one entry sees nothing else first, not even for a moment.
page.classList.toggle("framed-waits", !!asked.only || asked.view === "compact");

// All of the page has been read, and nothing has been run that waits for this.
document.addEventListener("readystatechange", begin, { once: true });

function begin() {
  const element = document.querySelector("amts-status");
  for (const [name, value] of Object.entries(asked)) element.setAttribute(name, value);
  try {
    const full = element.querySelector(".amts-full");
    if (asked.only) select(full, asked.only.split(" "));
    else if (asked.view === "compact") fold(element, full);
  } finally {
    page.classList.remove("framed-waits");
  }
  if (!isFramed) return;
  // Once at any rate: nothing observes a page that is not drawn, and WordPress shows a frame only once it has told its height.
  tellHeight();
  new ResizeObserver(tellHeight).observe(page);
}

// Leaves of the snapshot only these entries, unfolded, and how old it is and whose.
function select(full, ids) {
  const list = document.createElement("ul");
  list.className = "amts-entries";
  for (const id of ids) {
    const entry = full.querySelector(`li[data-amts="${CSS.escape(id)}"]`);
    entry?.querySelectorAll("details").forEach((details) => (details.open = true));
    list.append(entry ?? "");
  }
  const [freshness, source] = ["freshness", "source"].map((name) => full.querySelector(`.amts-${name}`));
  full.replaceChildren(freshness, list, source);
}

// Makes of the snapshot its compact view: a line, in which all the rest unfolds. What is announced stands before the line then.
function fold(element, full) {
  const line = document.querySelector("template").content.querySelector(".amts");
  full.querySelector("[data-amts-issued]").remove();
  element.querySelector(".amts").replaceWith(line);
  line.querySelector("details").append(full);
}

// The height is in one message: a host's own script knows it by its type (embed/amts-frame.js), WordPress by the rest. Everybody
// may read it: it has a height, and the secret that the page around this one has put into the address itself.
function tellHeight() {
  const value = Math.ceil(page.getBoundingClientRect().height);
  const [, secret] = location.hash.match(/^#\?secret=(\w+)$/) ?? [];
  parent.postMessage({ type: "amts-status", message: "height", value, secret }, "*");
}

// Whoever begins to listen late asks.
addEventListener("message", ({ source, data }) => {
  if (isFramed && source === parent && data?.message === "ready") tellHeight();
});

// Web pages open beside the host's page. Numbers and mail addresses open another program, and no empty window for it.
addEventListener(
  "click",
  (event) => {
    const path = event.composedPath();
    const shown = document.querySelector(".framed-address");
    if (path.includes(shown)) return;
    shown.hidden = true;
    const link = path.find(({ localName }) => localName === "a");
    if (!link) return;
    const leadsToPage = link.protocol === "https:";
    link.target = leadsToPage ? "_blank" : "_self";
    link.rel = "noopener";
    // With a key held down, it opens beside this page, which is still to be seen then.
    const isBeside = event.ctrlKey || event.metaKey || event.shiftKey;
    if (leadsToPage && !isBeside) setTimeout(() => document.hidden || showAddress(link, shown), PAUSE);
  },
  true,
);

// A page cannot ask whether its frame may open windows: some may not, as in WordPress. Who still sees the page half a second
// after the click gets the address as text, below the link.
const PAUSE = 500;

function showAddress(link, shown) {
  shown.lastElementChild.textContent = link.href;
  shown.hidden = false;
  const lowest = page.getBoundingClientRect().bottom - shown.offsetHeight;
  shown.style.top = `${Math.max(0, scrollY + Math.min(link.getBoundingClientRect().bottom, lowest))}px`;
}
