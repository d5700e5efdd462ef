// What the declarations say without a framework; a line that must not compile says so before.
import "./amts-status/amts-status.js";

const element = document.querySelector("amts-status")!;
element.keys = "ssh-ed25519 AAAA";
element.links = true;
element.heading = 3;
element.view = null;
element.lang = "en";
const src: string | null = element.src;
element.addEventListener("amts-status:error", ({ detail }) => {
  if (detail.reason === "csp") console.log(detail.directive?.length, src);
});
document.addEventListener("amts-status:update", ({ detail }) => console.log(detail.seq.toFixed()));

// @ts-expect-error
element.links = 7;
// @ts-expect-error
element.addEventListener("amts-status:error", ({ detail }) => detail.reason === "nothing");
