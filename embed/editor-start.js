// Starts the editor. Where WebAssembly cannot run, the page says what else there is.
import init from "amts-editor";

init({ module_or_path: new URL("./amts-editor.wasm", import.meta.url) }).catch((error) => {
  document.querySelector(".editor-wait").hidden = true;
  document.querySelector(".editor-failed").hidden = false;
  console.error(error);
});
