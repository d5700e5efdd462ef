// An app in Vue, which keeps `key` to itself too.
import { createApp, h } from "vue/dist/vue.runtime.esm-bundler.js";
import keys from "./keys.js";
import "./amts-status/amts-status.js";

const set = { src: "/signed.json", keys, key: "7", feed: "musterdorf", links: true, heading: 3, storage: undefined };
createApp(() => h("amts-status", set)).mount("#app");
