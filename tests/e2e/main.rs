//! Journeys: what people do and see, in Chromium, Firefox and WebKitGTK, on pages that are served for the occasion.
//!
//! `cargo xtask test --only journeys` starts them with what they need: a display, the drivers on PATH, AMTS_DIST (the
//! built site), AMTS_AXE (the accessibility checker), AMTS_STYLES (stylesheets of hosts), AMTS_BUNDLERS (bundlers,
//! frameworks, TypeScript), AMTS_VALIDATORS (of HTML, and schema.org's vocabulary), AMTS_APACHE, AMTS_WORDPRESS, AMTS_HUGO
//! and AMTS_LOCALES (the language that Orca speaks). A journey that fails leaves a picture in target/journeys/.
//!
//! | file | journeys |
//! |---|---|
//! | facts.rs | the five example feeds, on the screen and on paper |
//! | find.rs | looking for one thing: search, filters, links, languages |
//! | glance.rs | what a phone shows without scrolling, and what unfolds in a row |
//! | gates.rs | what CI holds of a visit: layout shift, nodes, requests |
//! | growth.rs | feeds with hundreds of entries |
//! | layout.rs | 240 to 1400 px, large text, dark pages, host pages with hostile styles (rows 41 and 42) |
//! | grounds.rs | black, grey and colourful pages (row 60) |
//! | themes.rs | the stylesheets that towns have, themes, density, parts |
//! | access.rs | what axe finds in every feed, view, language and theme |
//! | keyboard.rs | by keyboard only: search, filters, languages, over an update |
//! | tree.rs | what a screen reader is given, view by view |
//! | heard.rs | what one says then, key by key |
//! | elements.rs | several elements, moved, changed and loaded twice (rows 35 and 40) |
//! | hosts.rs | other people's scripts: translators, extensions, old libraries, routers (rows 45, 47 to 49 and 71 to 73) |
//! | places.rs | narrow and hidden places, other documents, copies, frameworks (rows 74 to 81) |
//! | blocked.rs | strict policies, other origins (rows 37 and 68) |
//! | frameworks.rs | attributes as frameworks and scripts set them (row 65) |
//! | bundlers.rs | the script in apps that Vite, webpack, Rollup and esbuild have built (rows 65 and 66) |
//! | optimised.rs | the line as optimisers and consent managers leave it (row 67) |
//! | faults.rs | servers that fail, cores that are missing, wrong or die (rows 31, 38 and 39) |
//! | stored.rs | the stored copy, the age line, hidden pages, mirrors (rows 9, 22, 26 to 36) |
//! | clocks.rs | old answers, wrong clocks, feeds that are dated wrong (rows 43 and 44) |
//! | network.rs | connections and answers that go wrong (rows 1 to 8 and 10 to 12); what a request carries |
//! | hosting.rs | nginx and Caddy, configured as docs/betrieb.md says |
//! | served.rs | the site as written, by nginx, Caddy and Apache, and what `probe` says of it |
//! | wordpress.rs | the plugin in Debian's WordPress: as administrator, editor and author, on sites that fail or attack; its code |
//! | hugo.rs | the shortcode in a site that Debian's Hugo builds |
//! | valid.rs | the pages as HTML, and their data in the words of schema.org, by others' validators |
//! | named.rs | snapshots that the element fetches (rows 82 to 84) |
//! | snapshot.rs | from the pasted snapshot to the living widget |
//! | beside.rs | hosts that style a snapshot, and how the widget takes its place (row 61) |
//! | scrolling.rs | headers that stay, boxes that scroll, smooth scrolling (row 62) |
//! | mixed.rs | snapshots in the wrong place, tags that were not closed (rows 63 and 64) |
//! | frame.rs | the page for frames, in pages of another origin, sandboxed and not; what oEmbed makes of it |
//! | offline.rs | the emergency page without a network: kept, replaced, given up |
//! | signed.rs | attacks on pages that pin keys (rows 22, 30 and 50 to 54) |
//! | paper.rs | the poster for the door and the widget, printed |
//! | demo.rs | the demo page |
//! | ways.rs | the ways of docs/einbetten.md, from its table |
//! | released.rs | the program with everything inside |
//! | desk.rs | the editor as `amtsstatus edit` serves it: saved into the file, changed by somebody else, written into a folder |
//! | editor.rs | the editor: from an empty start to a published site, by keyboard, without a network, through a crash |

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[macro_use]
mod browser;
mod axe;
mod hear;
mod published;
mod server;
mod site;

mod access;
mod beside;
mod blocked;
mod bundlers;
mod clocks;
mod demo;
mod desk;
mod editor;
mod elements;
mod facts;
mod faults;
mod find;
mod frame;
mod frameworks;
mod gates;
mod glance;
mod grounds;
mod growth;
mod heard;
mod hosting;
mod hosts;
mod hugo;
mod keyboard;
mod layout;
mod mixed;
mod named;
mod network;
mod offline;
mod optimised;
mod paper;
mod places;
mod released;
mod scrolling;
mod served;
mod signed;
mod snapshot;
mod stored;
mod themes;
mod tree;
mod valid;
mod ways;
mod wordpress;
