// An app in React, which keeps `key` to itself.
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import keys from "./keys.js";
import "./amts-status/amts-status.js";

const place = document.querySelector("#app");
const set = { src: "/signed.json", keys, key: "7", feed: "musterdorf", links: true, heading: 3, storage: undefined };
flushSync(() => createRoot(place).render(createElement("amts-status", set)));
