// The emergency page's own script: has the page kept on this device, and says so once that is done. Where it cannot be
// kept, the page is what it is without, and nothing is said.

async function keep() {
  const { serviceWorker } = navigator;
  await serviceWorker.register("amts-sw.js", { updateViaCache: "none" });
  const { scope } = await serviceWorker.ready;
  const mine = `amts-status:${new URL(scope).pathname.replaceAll(":", "%3A")}:`;
  const kept = (await caches.keys()).some((key) => key.startsWith(mine));
  if (kept) document.querySelector(".page-kept").hidden = false;
}

if ("serviceWorker" in navigator) keep().catch(() => {});
