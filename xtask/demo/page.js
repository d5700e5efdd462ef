// The demo page's switch: shows one of the five real notices, as of its own day.

const place = document.querySelector("#fall");

for (const choice of document.querySelectorAll('input[name="fall"]')) {
  choice.addEventListener("change", () => {
    const element = place.querySelector("amts-status") ?? document.createElement("amts-status");
    element.setAttribute("src", `feeds/${choice.value}.json`);
    element.setAttribute("at", choice.dataset.at);
    place.append(element);
  });
}
