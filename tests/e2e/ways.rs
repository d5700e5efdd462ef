//! The ways of docs/einbetten.md: each row of its table has lines that something runs, and these run here.

use std::fs;
use std::path::{Path, PathBuf};

use crate::browser::{Browser, free_port};
use crate::gates::documented;
use crate::published::publish;
use crate::server::Host;
use crate::site::{EXAMPLES, Page, Site, bundle};

/// Where the table leads, in its order, and which file here goes there. The last row is a link.
const WAYS: [(&str, &str); 9] = [
    ("#schnappschuss-der-stand-ohne-skript", "ways.rs"),
    ("#zwei-zeilen", "ways.rs"),
    ("#ein-schnappschuss-unter-einer-adresse", "ways.rs"),
    ("wordpress.md", "wordpress.rs"),
    ("../integrations/hugo/README.md", "hugo.rs"),
    ("#mit-einem-bundler", "bundlers.rs"),
    ("#vom-server-eingesetzt", "ways.rs"),
    ("#als-rahmen", "frame.rs"),
    ("#in-wordpress-ohne-jedes-recht", "wordpress.rs"),
];

const EXAMPLE: (&str, &str) = EXAMPLES[2];
/// Words of it.
const SAYS: &str = "Stadthaus";

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn guide() -> String {
    fs::read_to_string(here("docs/einbetten.md")).unwrap()
}

/// Returns the address of a heading in a page.
fn anchor(heading: &str) -> String {
    let plain = heading.trim_start_matches('#').trim().to_lowercase();
    let letters = plain.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        letter => (letter.is_alphanumeric() || letter == '-').then_some(letter),
    });
    format!("#{}", letters.collect::<String>())
}

#[test]
fn every_way_of_the_table_exists_and_is_gone_by_a_test() {
    let guide = guide();
    let (_, table) = guide.split_once("| Was Sie dürfen |").unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let links: Vec<&str> = table
        .split("](")
        .skip(1)
        .filter_map(|link| Some(link.split_once(')')?.0))
        .collect();
    assert_eq!(links, WAYS.map(|(link, _)| link));
    let headings: Vec<String> = guide
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(anchor)
        .collect();
    for (link, file) in WAYS {
        match link.starts_with('#') {
            true => assert!(headings.contains(&link.to_owned()), "{link}"),
            false => assert!(here("docs").join(link).is_file(), "{link}"),
        }
        assert!(here("tests/e2e").join(file).is_file(), "{file}");
    }
}

/// The block of docs/einbetten.md below a comment, with a host's addresses in the place of the invented ones.
fn lines(comment: &str, addresses: &[(&str, &str)]) -> String {
    let mut block = documented(comment);
    for (invented, real) in addresses {
        assert!(block.contains(invented), "{comment}: {invented}");
        block = block.replace(invented, real);
    }
    block
}

/// A folder with a published site; deleted with this.
struct Published(PathBuf);

impl Published {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("amts-ways-{}", free_port()));
        publish(EXAMPLE, &folder.join("site"), &[]);
        Self(folder)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.0.join("site").join(name)).unwrap()
    }
}

impl Drop for Published {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

in_every_engine!(the_lines_of_the_guide_show_the_status: chromium Chromium);
async fn the_lines_of_the_guide_show_the_status(browser: &Browser) {
    let (site, published) = (Site::start(), Published::new());
    let snapshot = published.text("status.de.html");
    site.feed("/status.json", published.text("status.json"));
    site.answer("/status.de.html", "text/html", snapshot.clone());
    let town = site.url("");
    let town = ("https://www.musterstadt.example", &*town);
    let files = site.url(bundle("").trim_end_matches('/'));
    let files = ("https://status.example/amts-status/0.1.0", &*files);
    let script = lines("two lines", &[files, town]);
    let (script, _) = script.split_once('\n').unwrap();
    let pasted = [
        files,
        town,
        (
            "<!-- hier der Inhalt von schnappschuss.html -->",
            &*snapshot,
        ),
    ];
    for (what, markup) in [
        ("two lines", lines("two lines", &[files, town])),
        ("pasted", format!("{script}{}", lines("pasted", &pasted))),
        ("named", format!("{script}{}", lines("named", &[town]))),
    ] {
        // An archived feed of an example counts as of its own day.
        let markup = markup.replace(
            "<amts-status ",
            &format!("<amts-status at=\"{}\" ", EXAMPLE.1),
        );
        let page = Page::new(&markup).bundle("/no.js".to_owned());
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
        assert!(
            browser.is(&format!("host.text().includes('{SAYS}')")).await,
            "{what}"
        );
        if what == "named" {
            assert_eq!(site.asked("/status.de.html"), 1);
        }
    }
}

in_every_engine!(what_a_server_includes_is_the_status: chromium Chromium);
async fn what_a_server_includes_is_the_status(browser: &Browser) {
    let published = Published::new();
    let root = published.0.join("site");
    let folder = root.display().to_string();
    let php = lines("php", &[("/var/www/notfall", &folder)]);
    fs::write(root.join("index.php"), format!("<!doctype html>{php}")).unwrap();
    let ssi = lines("ssi", &[("/notfall/", "/")]);
    fs::write(root.join("ssi.html"), format!("<!doctype html>{ssi}")).unwrap();

    let block = published.text("server/nginx.conf");
    // The folder is named in the first line too.
    let (_, block) = block.split_once('\n').unwrap();
    let block = block.replacen("listen 80;", "listen 80;\n\tssi on;", 1);
    let nginx = Host::nginx(published.0.clone(), &block);
    let php = Host::php(published.0.clone());
    for address in [nginx.url("/ssi.html"), php.url("/index.php")] {
        browser.goto(&address).await;
        browser
            .expect(&format!("document.body.innerText.includes('{SAYS}')"))
            .await;
    }
}
