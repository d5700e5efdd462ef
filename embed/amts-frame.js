// For host pages that show the page for frames (frame.html): gives each of those frames the height of its content.

// A frame is never so low that nobody can find it, nor so high that the page does not end.
const [LOWEST, HIGHEST] = [50, 30_000];

// The frames that show frame.html, or frame.en.html and the like.
function ourFrames() {
  return [...document.querySelectorAll("iframe")].filter(({ src }) => /\/frame(\.[a-z-]+)?\.html([?#]|$)/.test(src));
}

addEventListener("message", ({ source, data }) => {
  if (data?.type !== "amts-status" || !Number.isFinite(data.value)) return;
  const frame = ourFrames().find(({ contentWindow }) => contentWindow === source);
  if (frame) frame.style.height = `${Math.min(Math.max(data.value, LOWEST), HIGHEST)}px`;
});

// Some have told theirs before this script was there.
for (const { contentWindow } of ourFrames()) contentWindow.postMessage({ message: "ready" }, "*");
