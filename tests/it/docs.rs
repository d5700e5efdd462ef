//! What the documentation shows is true: each complete feed in it passes `check`, the links between files hold, and
//! what it says of signing works as it is said.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::{env, fs};

use amtsstatus::attributes;
use amtsstatus::cli::{self, Io, MessageLang, OsRng};
use amtsstatus::events;
use amtsstatus::feed::time::Stamp;
use amtsstatus::feed::{Feed, check};
use amtsstatus::i18n::Lang;
use amtsstatus::render::site;

use xtask::serve::{Server, folder};

use super::sign::{Desk, feed};

fn pages() -> Vec<(PathBuf, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut pages = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]
        .map(|page| root.join(page))
        .to_vec();
    let docs = fs::read_dir(root.join("docs")).unwrap();
    pages.extend(
        docs.map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|e| e == "md")),
    );
    pages
        .into_iter()
        .map(|page| {
            let text = fs::read_to_string(&page).unwrap();
            (page, text)
        })
        .collect()
}

#[test]
fn every_complete_feed_in_the_documentation_passes_check() {
    let mut feeds = 0;
    for (page, text) in pages() {
        for block in text.split("```json\n").skip(1) {
            let (feed, _) = block.split_once("```").unwrap();
            let (feed, mut problems) = Feed::read(feed.as_bytes())
                .unwrap_or_else(|p| panic!("{}: {p:?}\n{feed}", page.display()));
            problems.extend(check::examine(&feed, feed.issued.at));
            assert!(problems.is_empty(), "{}: {problems:?}", page.display());
            feeds += 1;
        }
    }
    assert!(feeds >= 2, "the documentation shows {feeds} complete feeds");
}

pub fn page(name: &str) -> String {
    let mut pages = pages().into_iter();
    pages.find(|(page, _)| page.ends_with(name)).unwrap().1
}

/// The block of code behind a comment in the page about the emergency page.
fn block(name: &str) -> String {
    let page = page("veroeffentlichen.md");
    let (_, after) = page
        .split_once(&format!("<!-- {name} -->\n```js\n"))
        .unwrap();
    after.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_kill_switch_is_what_the_program_would_write() {
    assert_eq!(block("kill switch"), site::worker(true));
}

/// Holds that a part of docs/feed.md, between comments with this name, is what the program makes of its own tables.
#[track_caller]
pub fn generated(name: &str, expected: &str) {
    let page = page("feed.md");
    let start = format!("<!-- {name}: AMTS_BLESS=1 cargo test --test it -->\n\n");
    let end = format!("\n<!-- end of {name} -->");
    let (_, rest) = page.split_once(&start).unwrap();
    let (said, _) = rest.split_once(&end).unwrap();
    let whole = |part: &str| [&start, part, &end].concat();
    agrees(&whole(said), &whole(expected));
}

/// Holds that what docs/feed.md says is what the program says. With `AMTS_BLESS=1` it is written anew.
#[track_caller]
fn agrees(said: &str, expected: &str) {
    static PAGE: Mutex<()> = Mutex::new(());
    if env::var_os("AMTS_BLESS").is_none() {
        assert_eq!(said, expected, "docs/feed.md is behind: AMTS_BLESS=1");
        return;
    }
    let _alone = PAGE.lock();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/feed.md");
    fs::write(path, page("feed.md").replacen(said, expected, 1)).unwrap();
}

#[test]
fn the_lines_for_an_own_worker_name_this_version() {
    let worker = format!("importScripts(\"{}/amts-worker.js\");", site::BUNDLE);
    assert!(block("own worker").contains(&worker));
    let bundle = format!("bundle: \"{}/\"", site::BUNDLE);
    assert!(block("own worker").contains(&bundle));
}

#[test]
fn links_between_files_lead_somewhere() {
    for (page, text) in pages() {
        for link in text.split("](").skip(1) {
            let (link, _) = link.split_once(')').unwrap();
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (target, fragment) = link.split_once('#').unwrap_or((link, ""));
            let file = match target {
                "" => page.clone(),
                _ => page.parent().unwrap().join(target),
            };
            assert!(file.exists(), "{}: {target}", page.display());
            if !fragment.is_empty() {
                let text = fs::read_to_string(&file).unwrap();
                let mut headings = headings(&text);
                assert!(
                    headings.any(|heading| anchor(heading) == fragment),
                    "{}: {link}",
                    page.display()
                );
            }
        }
    }
}

/// Returns the headings of a page. Within code, "#" begins a comment.
fn headings(page: &str) -> impl Iterator<Item = &str> {
    let outside = page.split("```").step_by(2);
    let lines = outside.flat_map(str::lines);
    lines
        .filter(|line| line.starts_with('#'))
        .map(|line| line.trim_start_matches('#').trim())
}

/// Returns the fragment by which GitHub and GitLab link a heading.
pub fn anchor(heading: &str) -> String {
    let heading = heading.to_lowercase().replace(' ', "-");
    let kept = |char: &char| char.is_alphanumeric() || matches!(char, '-' | '_');
    heading.chars().filter(kept).collect()
}

/// The blocks of one language, with what stands before each.
pub fn blocks<'p>(page: &'p str, language: &str) -> Vec<(&'p str, &'p str)> {
    let fence = format!("```{language}\n");
    let mut blocks = Vec::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(&fence) {
        let (block, behind) = after.split_once("```").unwrap();
        blocks.push((before.trim_end(), block));
        rest = behind;
    }
    blocks
}

const PASSPHRASE: &str = "Wo ist der Tresor";

/// Runs every line of shell on the page about signing, in its order, at a terminal where a person types the
/// passphrases.
#[test]
fn the_lines_about_signing_work_from_the_first_to_the_last() {
    let desk = Desk::new("docs");
    desk.put("askpass", format!("#!/bin/sh\necho '{PASSPHRASE}'\n"));
    desk.runs("chmod +x askpass");
    let answers = format!("{PASSPHRASE}\n").repeat(6);
    desk.put("typed", answers);
    // What is typed comes through a pipe that stays open, since `script` waits for seconds behind an end. ssh-keygen
    // takes nothing that was typed ahead; it asks a program.
    desk.runs("mkfifo keyboard");
    let terminal = "exec 3<>keyboard; cat typed >&3; export SSH_ASKPASS_REQUIRE=force SSH_ASKPASS=./askpass; \
        script -qec 'sh -ex block' said <&3";
    let mut seq = 1;
    for (before, block) in blocks(&page("unterschreiben.md"), "sh") {
        if block.contains("sign status.json") || before.ends_with("<!-- new signature -->") {
            seq += 1;
            desk.put("status.json", feed(seq));
            desk.runs("rm -f status.json.sig");
        }
        let revoking = before.ends_with("<!-- revoking -->");
        if revoking {
            let stolen = desk.text("presse.pub");
            let revoked = format!("\"revoked\": [\"{}\"],\n  \"publisher\"", stolen.trim());
            desk.put("status.json", feed(seq).replace("\"publisher\"", &revoked));
        }
        // In a list it is indented, which the shell does not mind.
        desk.put("block", block);
        let output = desk.shell(terminal);
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{block}\n{said}");
        let good = "Good \"amts-status\" signature for musterstadt";
        assert!(
            !block.contains("-Y verify") || said.contains(good),
            "{said}"
        );
        assert!(
            !revoking || said.contains("Er gilt damit nicht mehr."),
            "{said}"
        );
    }
    assert!(seq >= 5, "{seq} signatures");
    desk.runs("amtsstatus verify notfall/status.json --key presse.pub");
    assert!(desk.text("notfall/index.html").contains("/impressum"));
    // The last one is signed with the key from the safe, and the file of known keys accepts that too.
    desk.runs(
        "head -n 6 status.signed.json > unterschrift; tail -n +7 status.signed.json > meldung.json; \
         ssh-keygen -Y verify -f schluessel -I musterstadt -n amts-status -s unterschrift < meldung.json",
    );
}

/// Runs every line of shell on the page about publishing. A program that is handed out has the bundle inside; this one gets it before.
#[test]
fn the_lines_about_publishing_work_from_the_first_to_the_last() {
    let desk = Desk::new("publishing");
    desk.runs("mkdir -p dist/amts-status && cd dist/amts-status && touch amts-page.css amts-status.css amts-status.js");
    let feed = feed(1);
    desk.put("status.json", &feed);
    desk.runs("amtsstatus site status.json --out notfall --bundle dist/amts-status");
    let page = page("veroeffentlichen.md");
    let lines = blocks(&page, "sh");
    assert!(lines.len() > 1, "{} blocks", lines.len());
    let published = folder(PathBuf::from(format!("{}/notfall", desk.path())));
    let server = Server::start(0, published).unwrap();
    for (_, block) in lines {
        // What is uploaded lies on this machine here.
        desk.runs(
            &block
                .trim()
                .replace("https://notfall.musterstadt.example/", &server.url("/")),
        );
    }
    assert!(server.requests().len() > 4, "{:?}", server.requests());
    assert!(
        desk.text("notfall/index.html")
            .contains("/barrierefreiheit")
    );
    assert_eq!(desk.text("notfall/status.json"), feed);
    // The page lists every file, and LIESMICH.txt each that is there.
    let readme = desk.text("notfall/LIESMICH.txt");
    for name in fs::read_dir(format!("{}/notfall", desk.path())).unwrap() {
        let name = name.unwrap().file_name().into_string().unwrap();
        let is_listed = |text: &str| text.contains(&name);
        assert!(is_listed(&readme) && is_listed(&page), "{name}");
    }
}

/// Runs the examples that show what is said, as of the day of the feed in them.
#[test]
fn what_the_examples_say_of_signing_is_what_is_said() {
    let cli = page("cli.md");
    let feed = blocks(&cli, "json").pop().unwrap().1;
    let mut shown = 0;
    for name in ["cli.md", "unterschreiben.md"] {
        let desk = Desk::new(&format!("examples-{name}"));
        desk.put("status.json", feed);
        for (_, block) in blocks(&page(name), "console") {
            let (line, expected) = block.split_once('\n').unwrap();
            let Some(line) = line.strip_prefix("$ amtsstatus ") else {
                continue;
            };
            if !["keygen", "sign", "verify"]
                .iter()
                .any(|verb| line.starts_with(verb))
            {
                continue;
            }
            if line.contains("vom-server.json") {
                let signed = desk.text("status.signed.json");
                desk.put("vom-server.json", signed.replace('\n', "\r\n"));
            }
            assert_eq!(run_at(&desk, line), expected, "{name}: {line}");
            shown += 1;
        }
    }
    assert_eq!(shown, 6);
}

/// The smallest feed of docs/feed.md with the mistakes that its first example of `check` tells.
fn with_mistakes(feed: &str) -> String {
    let mut wrong = feed.to_owned();
    for (right, mistake) in [
        ("\"seq\": 1", "\"seq\": \"1\""),
        ("\"facility\"", "\"Einrichtung\""),
        ("\"2026-12-04\"", "\"4.12.2026\""),
        ("\"purpose\"", "\"purpos\""),
    ] {
        wrong = wrong.replacen(right, mistake, 1);
    }
    wrong
}

#[test]
fn what_the_examples_say_of_checking_and_reading_a_feed_is_what_is_said() {
    let page = page("feed.md");
    let feed = blocks(&page, "json")[0].1;
    let no_comma = feed.replacen("\"phase\": \"acute\" },", "\"phase\": \"acute\" }", 1);
    let feeds = [&with_mistakes(feed), &no_comma, feed, feed];
    let examples = blocks(&page, "console");
    assert_eq!(examples.len(), feeds.len());
    let desk = Desk::new("checked");
    for ((_, block), feed) in examples.into_iter().zip(feeds) {
        desk.put("status.json", feed);
        let (line, _) = block.split_once('\n').unwrap();
        let said = run_at(&desk, line.strip_prefix("$ amtsstatus ").unwrap());
        agrees(block, &format!("{line}\n{said}"));
    }
}

/// What such a line says in this folder, without what differs each time.
fn run_at(desk: &Desk, line: &str) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut io = Io {
        out: &mut out,
        err: &mut err,
        input: &mut std::io::empty(),
        secret: &mut |_| Ok(PASSPHRASE.to_owned()),
        random: &mut OsRng,
        web: &mut cli::Nobody,
        now: Stamp::parse("2026-12-01T10:00:00+01:00").unwrap().at,
        lang: MessageLang::De,
    };
    let folder = format!("{}/", desk.path());
    // Files are named from here, where the test runs.
    let files = ["presse", "press", "status", "vom-server"];
    let args = line.split(' ').map(|word| {
        let name = word.split('.').next().unwrap_or_default();
        match files.contains(&name) {
            true => format!("{folder}{word}").into(),
            false => word.into(),
        }
    });
    cli::run(args.collect::<Vec<_>>().into_iter(), &mut io);
    let said = String::from_utf8([out, err].concat()).unwrap();
    let mut said = said.replace(&folder, "");
    for (start, shown) in [
        ("ssh-ed25519 AAAA", "ssh-ed25519 AAAA…"),
        ("SHA256:", "SHA256:…"),
    ] {
        let mut parts = said.split(start);
        let mut replaced = parts.next().unwrap_or_default().to_owned();
        let rest = parts.map(|part| {
            let end = part.find(['"', '\n', ' ']).unwrap_or(part.len());
            format!("{shown}{}", &part[end..])
        });
        replaced.extend(rest);
        said = replaced;
    }
    said
}

#[test]
fn both_tables_of_tokens_say_what_the_stylesheet_says() {
    let sheet = include_str!("../../styles/widget.css");
    let (_, dark) = sheet.split_once("@supports (color: light-dark").unwrap();
    let (dark, _) = dark.split_once("\n  }\n").unwrap();
    let mut tokens = 0;
    for line in dark.lines() {
        let Some((_, chain)) = line.split_once(": var(--amts-") else {
            continue;
        };
        let (token, chain) = chain.split_once(", ").unwrap();
        let kern = chain
            .strip_prefix("var(")
            .and_then(|chain| chain.split_once(','))
            .map_or(String::new(), |(kern, _)| format!("`{kern}` "));
        let colours = match chain.split_once("light-dark(") {
            Some((_, pair)) => pair.split_once(')').unwrap().0.replace(", ", "`, `"),
            // A colour of the browser's, which is another one in the dark by itself.
            None => chain
                .rsplit(", ")
                .next()
                .unwrap()
                .trim_end_matches([')', ';'])
                .to_owned(),
        };
        let row = format!("| {kern}| `{colours}` |\n");
        for name in ["element.md", "gestaltung.md"] {
            let page = page(name);
            let said = page.lines().map(|line| format!("{line}\n"));
            let mut said = said.filter(|line| line.starts_with(&format!("| `--amts-{token}` |")));
            let said = said.next().unwrap_or_default();
            assert!(said.ends_with(&row), "{name}: {said}, not {row}");
        }
        tokens += 1;
    }
    assert!(tokens > 9, "{tokens} tokens");
}

/// The attributes that a table of a page names, sorted.
fn documented(name: &str, head: &str) -> Vec<String> {
    let page = page(name);
    let (_, table) = page.split_once(head).unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let rows = table
        .lines()
        .filter_map(|line| line.trim().strip_prefix("| `"));
    let mut names: Vec<String> = rows
        .map(|row| row.split(['=', '`']).next().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn every_attribute_is_documented_and_no_other() {
    let mut names: Vec<&str> = attributes::TABLE
        .iter()
        .map(|attribute| attribute.name)
        .collect();
    names.sort_unstable();
    let head = "| attribute | values | if not set | what it says |";
    assert_eq!(documented("element.md", head), names, "docs/element.md");
    for attribute in attributes::TABLE {
        let row = format!(
            "| `{}` | {} | {} | {} |",
            attribute.name,
            attribute.values,
            attribute.default,
            attribute.about.trim()
        );
        assert!(
            page("element.md").contains(&row),
            "docs/element.md lacks {row}"
        );
    }
    // How `src` is set stands in the line to paste.
    names.retain(|name| *name != "src");
    assert_eq!(
        documented("einbetten.md", "| Attribut | Wert |"),
        names,
        "docs/einbetten.md"
    );
}

/// The texts between these two, wherever they stand.
fn between<'t>(text: &'t str, start: &'t str, end: char) -> impl Iterator<Item = &'t str> {
    text.split(start)
        .skip(1)
        .filter_map(move |rest| Some(rest.split_once(end)?.0))
}

#[test]
fn every_reason_is_declared_and_documented_and_no_other() {
    let page = page("element.md");
    let (_, table) = page
        .split_once("| `reason` | meaning |\n|---|---|\n")
        .unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let cells = table.lines().map(|row| row.split('|').nth(1).unwrap());
    let documented: Vec<&str> = cells
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect();
    assert_eq!(documented, events::REASONS, "docs/element.md");
    // Those that the core and the script tell.
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let told = fs::read_to_string(root.join("src/browser/use_source.rs")).unwrap();
    let told: Vec<&str> = between(&told, "=> reason(\"", '"')
        .chain(between(&told, "(\"reason\", \"", '"'))
        .collect();
    assert!(told.len() > 9, "{told:?}");
    for reason in told {
        assert!(events::REASONS.contains(&reason), "{reason}");
    }
}

#[test]
fn every_language_is_named_where_languages_are_listed() {
    let pages = ["element.md", "einbetten.md"].map(|name| (name, page(name)));
    let plugin = ["includes/markup.php", "block.js"].map(|file| {
        let below =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("integrations/wordpress/amts-status");
        fs::read_to_string(below.join(file)).unwrap()
    });
    let help = ["de", "en"].map(|lang| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_amtsstatus"));
        let output = program.args(["help", "render", "--lang", lang]).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    });
    for lang in Lang::ALL {
        for text in help.iter().chain(&plugin) {
            let mut words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
            assert!(words.any(|word| word == lang.tag()), "{text}: {lang:?}");
        }
        for (name, text) in &pages {
            let tag = format!("`{}`", lang.tag());
            assert!(text.contains(&tag), "docs/{name} does not name {tag}");
        }
    }
}
