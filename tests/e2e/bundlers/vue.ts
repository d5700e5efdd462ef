// What the declarations say in templates of Vue.
import type { GlobalComponents } from "vue";
import type {} from "./amts-status/amts-status-vue";

type Props = InstanceType<GlobalComponents["amts-status"]>["$props"];

export const right: Props = {
  src: "status.json",
  keys: "ssh-ed25519 AAAA",
  links: true,
  heading: 3,
  class: "of-the-host",
  "onAmts-status:update": (event) => console.log(event.detail.seq.toFixed()),
};

// @ts-expect-error
export const wrong: Props = { view: "wide" };
