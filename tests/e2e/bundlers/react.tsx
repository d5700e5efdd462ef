// What the declarations say in JSX of React.
import "./amts-status/amts-status.js";
import type {} from "./amts-status/amts-status-react";

export const right = (
  <amts-status
    src="status.json"
    keys="ssh-ed25519 AAAA"
    view="compact"
    links
    heading={3}
    lang="de"
    className="of-the-host"
    key="of-react"
    onamts-status:update={(event) => console.log(event.detail.seq.toFixed())}
  >
    07473 3700
  </amts-status>
);

// @ts-expect-error
export const wrong = <amts-status view="wide" />;
