//! The page of a small feed, its manifest, its worker, and what is read back from them.

use super::*;

#[test]
fn keys_and_links_are_read_back_as_they_were_written() {
    let key = |byte: &str| format!("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{}", byte.repeat(43));
    let links = [
        "A & \"B\" <C>=https://a.example/?b=1&c=%3E",
        "D=https://d.example/",
    ];
    let links: Vec<Link> = links
        .iter()
        .map(|link| Link::parse(link).unwrap())
        .collect();
    let site = Site {
        feed: feed(
            "Stadt <amts-status key='x'>",
            "https://www.stadt.example/",
            "",
        ),
        lang: Lang::De,
        now: Moment(0),
        src: Src::beside(),
        links: links.clone(),
        keys: vec![key("A"), key("B")],
        address: None,
    };
    let keys = Key::parse_all(&format!("{} {}", key("A"), key("B"))).0;
    assert_eq!(keys.len(), 2);
    let page = site.page();
    assert_eq!(pinned(&page), (keys.clone(), links));
    let broken = page
        .replacen(" keys=", "\n  keys=", 1)
        .replacen(" ssh", "\n\tssh", 1);
    assert_eq!(pinned(&broken).0, keys);
    let old = page.replacen(" keys=", " key=", 1);
    assert_eq!(pinned(&old).0, keys);
    assert_eq!(pinned(""), (vec![], vec![]));
    let bare = Site {
        keys: vec![],
        links: vec![],
        ..site
    };
    assert_eq!(pinned(&bare.page()), (vec![], vec![]));
}

fn feed(publisher: &str, url: &str, incident: &str) -> Rc<Feed> {
    let feed = format!(
        r#"{{ "version": 1, "id": "a", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
        "publisher": {{ "name": {publisher:?}, "url": {url:?} }}, {incident}
        "entries": [ {{ "id": "a", "kind": "service", "name": "Ausleihe", "state": "available" }} ] }}"#
    );
    Rc::new(Feed::read(feed.as_bytes()).unwrap().0)
}

fn with<T>(feed: Rc<Feed>, src: &str, links: &[&str], made: fn(&Site) -> T) -> T {
    let links: Vec<Link> = links.iter().map(|l| Link::parse(l).unwrap()).collect();
    made(&Site {
        feed,
        lang: Lang::De,
        now: Moment(1_708_592_400),
        src: Src::parse(src).unwrap(),
        links,
        keys: Vec::new(),
        address: None,
    })
}

const STOERUNG: &str = r#""incident": { "title": "Störung", "summary": "Vieles ruht." },"#;

#[test]
fn a_german_title_keeps_its_order_on_an_arabic_page() {
    let site = |lang| Site {
        feed: feed("Stadt", "https://www.stadt.example/", STOERUNG),
        lang,
        now: Moment(1_708_592_400),
        src: Src::beside(),
        links: Vec::new(),
        keys: Vec::new(),
        address: None,
    };
    let title = "<title>\u{2068}\u{2066}Stadt\u{2069}: \u{2066}Störung\u{2069}\u{2069}</title>";
    let page = site(Lang::Ar).page();
    assert!(page.contains(title), "{page}");
    assert!(
        site(Lang::De)
            .page()
            .contains("<title>Stadt: Störung</title>")
    );
}

#[test]
fn the_page_is_whole() {
    let feed = feed("Stadt", "https://www.stadt.example/", STOERUNG);
    let links = ["Impressum=https://www.stadt.example/impressum?a=b&c=d"];
    let page = with(feed, FEED, &links, Site::page);
    let version = env!("CARGO_PKG_VERSION");
    let (head, rest) = page
        .split_once("<!--email_off--><div lang=\"de\" dir=\"ltr\" class=\"amts\">")
        .unwrap();
    let (snapshot, foot) = rest.split_once("\n</amts-status>\n").unwrap();
    assert_eq!(
        head,
        format!(
            r##"<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="generator" content="amtsstatus site">
<meta name="color-scheme" content="light dark">
<title>Stadt: Störung</title>
<meta name="description" content="Vieles ruht.">
<link rel="alternate" type="application/atom+xml" href="atom.xml">
<link rel="manifest" href="amts-status.webmanifest">
<link rel="icon" href="amts-status/{version}/amts-icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="amts-status/{version}/amts-page.css">
<link rel="stylesheet" href="amts-status/{version}/amts-status.css">
<script type="module" src="amts-status/{version}/amts-status.js"></script>
<script type="module" src="amts-status/{version}/amts-page.js"></script>
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@id":"#publisher","@type":"GovernmentOrganization","name":"Stadt","url":"https://www.stadt.example/"}},{{"@type":"SpecialAnnouncement","author":{{"@id":"#publisher"}},"datePosted":"2024-02-22T10:00:00+01:00","inLanguage":"de","name":"Störung","text":"Vieles ruht."}},{{"@type":"GovernmentService","description":"verfügbar","name":"Ausleihe","serviceOperator":{{"@id":"#publisher"}}}}]}}</script>
</head>
<body>
<header class="page-head">
<h1>Stadt · Notfallseite</h1>
</header>
<main>
<amts-status src="status.json">
"##
        )
    );
    assert!(snapshot.contains("Ausleihe"), "{snapshot}");
    assert!(snapshot.ends_with("</div><!--/email_off-->"), "{snapshot}");
    assert_eq!(
        foot,
        r#"</main>
<footer class="page-foot">
<ul>
<li><a href="https://www.stadt.example/impressum?a=b&amp;c=d">Impressum</a></li>
</ul>
<p class="page-kept" hidden>Diese Seite ist jetzt auf diesem Gerät gespeichert und bleibt auch ohne Netz lesbar.</p>
</footer>
</body>
</html>
"#
    );
}

#[test]
fn without_an_incident_the_title_says_what_the_page_is() {
    let feed = feed("Stadt", "https://www.stadt.example/", "");
    let page = with(feed, FEED, &[], Site::page);
    assert!(
        page.contains("<title>Stadt: Notfallseite</title>"),
        "{page}"
    );
    assert!(!page.contains("name=\"description\""));
}

#[test]
fn nothing_of_a_feed_becomes_markup() {
    let evil = "</title><script>alert('1')</script>\"&";
    let incident = format!(r#""incident": {{ "title": {evil:?}, "summary": {evil:?} }},"#);
    let feed = feed(evil, "https://a.example/\"><script>", &incident);
    let page = with(feed, FEED, &[], Site::page);
    // There are two scripts, both of the bundle, and one of data, and the title and the attribute end where they should.
    assert_eq!(page.matches("<script").count(), 3, "{page}");
    assert_eq!(page.matches("</title>").count(), 1);
    assert!(
        page.contains(
            "content=\"&lt;/title&gt;&lt;script&gt;alert('1')&lt;/script&gt;&quot;&amp;\""
        )
    );
}

#[test]
fn text_is_escaped_and_read_back_as_it_was() {
    assert_eq!(
        escape("a < b > c & \"d\" 'e' ü"),
        "a &lt; b &gt; c &amp; &quot;d&quot; 'e' ü"
    );
}

#[test]
fn an_address_that_is_no_web_address_is_no_link() {
    let feed = feed("Stadt", "javascript:alert(1)", "");
    let page = with(feed, FEED, &[], Site::page);
    assert!(page.contains("javascript:alert(1)"), "{page}");
    assert!(!page.contains("href=\"javascript"));
    // And without links there is no list of them.
    assert!(!page.contains("<footer class=\"page-foot\">\n<ul>"));
}

#[test]
fn the_policy_names_the_servers_of_the_feed_once_each() {
    let feed = feed("Stadt", "https://www.stadt.example/", "");
    let src = "https://b.example:8443/status.json ../status.json https://a.example/x?y https://a.example/z";
    let page = with(feed, src, &[], Site::page);
    assert!(
        page.contains("connect-src 'self' https://a.example https://b.example:8443; "),
        "{page}"
    );
    assert!(page.contains(&format!("<amts-status src=\"{src}\">")));
}

#[test]
fn pinned_keys_stand_on_the_element_in_their_order_with_the_feeds_id() {
    let feed = feed("Stadt", "https://www.stadt.example/", "");
    let page = with(feed, FEED, &[], |site| {
        let keys = ["ssh-ed25519 AAAA", "ssh-ed25519 BB\"BB"].map(str::to_owned);
        let site = Site {
            feed: Rc::clone(&site.feed),
            src: site.src.clone(),
            links: Vec::new(),
            keys: keys.into(),
            address: None,
            ..*site
        };
        site.page()
    });
    let element = "<amts-status src=\"status.json\" keys=\"ssh-ed25519 AAAA ssh-ed25519 BB&quot;BB\" feed=\"a\">\n";
    assert!(page.contains(element), "{page}");
}

#[test]
fn only_paths_and_https_are_sources() {
    for right in [
        "status.json",
        "/a/status.json?x=https://b.example",
        "../s.json",
        "https://a.example/s.json",
    ] {
        assert!(Src::parse(right).is_some(), "{right}");
    }
    for wrong in [
        "",
        "  ",
        "http://a.example/s.json",
        "//a.example/s.json",
        "javascript:alert(1)",
        "https://a.example;script-src",
        "https://a.example,b.example/",
        "https://'none'.example/",
        "https://stadt-münchen.example/",
        "\\\\a.example\\s.json",
        "status.json http://a.example/",
    ] {
        assert_eq!(Src::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_link_has_a_name_and_leads_to_the_web() {
    let link = Link::parse(" Erklärung zur Barrierefreiheit = https://a.example/b?c=d").unwrap();
    assert_eq!(
        (link.name.as_str(), link.url.as_str()),
        ("Erklärung zur Barrierefreiheit", "https://a.example/b?c=d")
    );
    for wrong in [
        "https://a.example/",
        "Impressum",
        "=https://a.example/",
        "Impressum=impressum.html",
        "A=javascript:alert(1)",
    ] {
        assert_eq!(Link::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn the_manifest_names_the_town() {
    let feed = feed("Stadt", "https://www.stadt.example/", STOERUNG);
    let manifest: serde_json::Value =
        serde_json::from_str(&with(feed, FEED, &[], Site::manifest)).unwrap();
    let icon = format!("{BUNDLE}/amts-icon.svg");
    assert_eq!(
        manifest,
        json!({
            "name": "Stadt: Störung", "short_name": "Stadt", "lang": "de", "start_url": "./", "scope": "./",
            "display": "minimal-ui", "generator": MARK,
            "icons": [ { "src": icon, "sizes": "any", "type": "image/svg+xml" } ]
        })
    );
}

#[test]
fn the_worker_knows_whether_it_is_off() {
    for off in [false, true] {
        let worker = worker(off);
        assert!(worker.contains(MARK));
        assert_eq!(is_off(&worker), off);
    }
    let import = "importScripts('amts-status/1/amts-worker.js');";
    for (line, off) in [
        (
            "// off: true löscht\nself.amtsStatus = { off: false };",
            false,
        ),
        (
            "self.amtsStatus = { off: false }; // off: true löscht",
            false,
        ),
        ("self.amtsStatus = { off: true };", true),
        ("self.amtsStatus={off:true}", true),
        ("self.amtsStatus = { off : true };", true),
    ] {
        assert_eq!(is_off(&format!("{line}\n{import}")), off, "{line}");
    }
}

#[test]
fn the_page_speaks_english_too() {
    let site = Site {
        feed: feed("Stadt", "https://www.stadt.example/", ""),
        lang: Lang::En,
        now: Moment(1_708_592_400),
        src: Src::beside(),
        links: Vec::new(),
        keys: Vec::new(),
        address: None,
    };
    let page = site.page();
    assert!(
        page.contains("<html lang=\"en\">") && page.contains("<h1>Stadt · Emergency page</h1>"),
        "{page}"
    );
    assert!(page.contains("stays readable without a network"));
}

#[test]
fn pages_in_several_languages_lead_to_each_other() {
    let feed = feed("Stadt", "https://www.stadt.example/", "");
    let page = with(feed, FEED, &[], |site| {
        site.in_language(Lang::Ar)
            .page_among(Lang::De, &[Lang::De, Lang::Ar])
    });
    assert!(
        page.contains("<link rel=\"alternate\" hreflang=\"de\" href=\"index.html\">"),
        "{page}"
    );
    assert!(
        page.contains("<a href=\"index.html\" hreflang=\"de\" lang=\"de\">Deutsch</a>"),
        "{page}"
    );
    assert!(
        page.contains("<amts-status src=\"status.json\" lang=\"ar\">"),
        "{page}"
    );
    assert!(page.contains("href=\"atom.ar.xml\""), "{page}");
}
