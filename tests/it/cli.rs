//! The command line as a publisher meets it: the real program, its whole output and its status.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const AT: &str = "--at=2024-02-22T12:00:00+01:00";

const GOOD: &str = r#"{
  "version": 1, "id": "stadt", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
  "next_update": "2024-02-29T12:00:00+01:00", "valid_until": "2024-03-07T00:00:00+01:00",
  "publisher": { "name": "Stadt", "url": "https://www.stadt.example/" },
  "entries": [ { "id": "a", "kind": "service", "name": "Ausleihe", "state": "available" } ]
}
"#;

/// What cannot be read as a feed.
const UNREADABLE: &str = r#"{
  "version": 1,
  "id": "Stadt Mössingen",
  "seq": -3,
  "issued": "22.02.2024",
  "publisher": { "name": "Stadt" },
  "untertitel": "Cyberangriff",
  "entries": [
    { "id": "a", "kind": "servise", "name": "Ausleihe", "name": "Rückgabe", "state": "limited", "untill": "2024-03-01" },
    { "id": "b", "kind": "facility", "name": { "deutsch": "Pass" }, "state": "open", "from": "1.3.2024", "until": null }
  ]
}
"#;

/// What can be read, and should not be published.
const CONTRADICTORY: &str = r#"{
  "version": 1, "id": "stadt", "seq": 3, "issued": "2024-02-22T10:00:00+01:00",
  "valid_until": "2024-05-01T00:00:00+02:00",
  "publisher": { "name": "Stadt", "url": "http://www.stadt.example/" },
  "entries": [
    { "id": "a", "kind": "notice", "name": "Hinweis", "state": "open" },
    { "id": "a", "kind": "service", "name": "", "state": "limited", "from": "2024-01-05", "until": "2024-01-02",
      "routes": [ { "kind": "phone", "number": "0800 PIZZA" }, { "kind": "phone", "number": "+493857440363" }, { "kind": "phone" } ] },
    { "id": "c", "kind": "service", "name": "Pass" },
    { "id": "d", "kind": "service", "name": "Kfz", "state": "unavailable" }
  ],
  "updates": [ { "at": "2024-02-22", "text": "Neu", "entries": ["x"] } ]
}
"#;

fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_amtsstatus"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// A file of this test run.
#[track_caller]
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    assert!(fs::write(&path, bytes).is_ok(), "{path:?}");
    path
}

#[track_caller]
fn finished(command: &mut Command, input: &[u8]) -> Output {
    let piped = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let Ok(mut child) = piped.spawn() else {
        unreachable!("cargo has built the program")
    };
    if let Some(mut stdin) = child.stdin.take() {
        // A program that does not read its input may be gone already.
        let _ = stdin.write_all(input);
    }
    let Ok(output) = child.wait_with_output() else {
        unreachable!("a child that was started can be waited for")
    };
    output
}

/// Runs the program and compares all that it gives back.
#[track_caller]
fn gives(args: &[&str], input: &[u8], status: i32, out: &str, err: &str) {
    let output = finished(&mut program(args), input);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert_eq!(text(&output.stdout), out);
    assert_eq!(text(&output.stderr), err);
    assert_eq!(output.status.code(), Some(status));
}

#[test]
fn a_good_feed_is_said_to_be_good() {
    let path = file("good.json", GOOD.as_bytes());
    let path = path.display().to_string();
    gives(
        &["check", &path, AT],
        b"",
        0,
        &format!(
            "Keine Fehler, keine Hinweise.\nSo lesen es die Bürgerinnen und Bürger: amtsstatus preview {path} --at 2024-02-22T12:00:00+01:00\n"
        ),
        "",
    );
    gives(
        &["check", "--lang", "en", AT, "--", &path],
        b"",
        0,
        &format!(
            "No errors, no hints.\nThis is how citizens read it: amtsstatus preview {path} --lang en --at 2024-02-22T12:00:00+01:00\n"
        ),
        "",
    );
}

#[test]
fn the_feed_can_come_from_standard_input() {
    let out = "Keine Fehler, keine Hinweise.\n";
    gives(&["check", "-", AT], GOOD.as_bytes(), 0, out, "");
}

#[test]
fn row_12_a_byte_order_mark_and_crlf_are_accepted() {
    let windows = format!("\u{feff}{}", GOOD.replace('\n', "\r\n"));
    let out = "Keine Fehler, keine Hinweise.\n";
    gives(&["check", "-", AT], windows.as_bytes(), 0, out, "");
}

#[test]
fn everything_that_cannot_be_read_is_named_at_once() {
    gives(
        &["check", "-", AT],
        UNREADABLE.as_bytes(),
        1,
        r#"FEHLER: Bitte vor der Veröffentlichung ändern.

-:3:9  id
  "Stadt Mössingen" passt hier nicht. Erwartet: ein kurzer Name aus kleinen Buchstaben (a bis z), Ziffern und Bindestrichen wie "stadtbuecherei", höchstens 64 Zeichen. Meinten Sie "stadt-moessingen"?

-:4:10  seq
  -3 passt hier nicht. Erwartet: eine ganze Zahl ab 0, ohne Anführungszeichen.

-:5:13  issued
  "22.02.2024" passt hier nicht. Es fehlt die Uhrzeit. Erwartet: ein Zeitpunkt wie "2024-02-22T10:00:00+01:00".

-:6:16  publisher
  Das Feld "url" fehlt in { "name": "Stadt" }. Es muss da sein. Zum Beispiel: "url": "https://www.musterstadt.example/"

-:9:57  entries[0].name (Ausleihe)
  Das Feld "name" steht hier noch einmal, mit dem Wert "Rückgabe". Bitte behalten Sie nur eines davon.

-:10:48  entries[1].name.deutsch (Pass)
  "deutsch" passt hier nicht. Erwartet: ein Kürzel für die Sprache wie "de", "en" oder "de-simple". Meinten Sie "de"?

-:10:94  entries[1].from (Pass)
  "1.3.2024" passt hier nicht. Erwartet: ein Datum wie "2024-02-29" oder ein Zeitpunkt wie "2024-02-22T10:00:00+01:00". Meinten Sie "2024-03-01"?

-:10:115  entries[1].until (Pass)
  null passt hier nicht. Erwartet: ein Datum wie "2024-02-29", ein Zeitpunkt wie "2024-02-22T10:00:00+01:00" oder "open" (bis auf Weiteres). Ein Feld ohne Wert lassen Sie ganz weg.

HINWEISE: Bitte ansehen. Sie stehen der Veröffentlichung nicht im Weg.

-:1:1  (ganze Datei)
  Das Feld "next_update" fehlt. Es sagt, wann die nächste Meldung kommt.

-:1:1  (ganze Datei)
  Das Feld "valid_until" fehlt. Es sagt, bis wann die Meldung höchstens gilt.

-:7:3  untertitel
  Das Feld "untertitel" gibt es hier nicht. Das Widget beachtet es nicht. Möglich: version, id, seq, issued, confirmed, next_update, valid_until, lang, languages, checked, revoked, publisher, incident, entries, updates, faq, glossary.

-:9:26  entries[0].kind (Ausleihe)
  "servise" ist kein bekanntes Wort. Das Widget zeigt es, wie es hier steht, und zählt den Eintrag als „noch unklar“. Meinten Sie "service"?

-:9:97  entries[0].untill (Ausleihe)
  Das Feld "untill" gibt es hier nicht. Das Widget beachtet es nicht. Meinten Sie "until"?

8 Fehler, 5 Hinweise.
"#,
        "",
    );
}

#[test]
fn everything_that_contradicts_is_named_at_once() {
    gives(
        &["check", "-", AT],
        CONTRADICTORY.as_bytes(),
        1,
        r#"FEHLER: Bitte vor der Veröffentlichung ändern.

-:3:18  valid_until
  "2024-05-01T00:00:00+02:00" liegt mehr als 30 Tage nach "issued". Erwartet: ein Zeitpunkt höchstens 30 Tage danach.

-:6:64  entries[0].state (Hinweis)
  "open" passt nicht zur Art des Eintrags (Feld "kind"). Möglich: not_affected, unknown, planned, securing, resumed.

-:7:13  entries[1].id
  "a" ist schon vergeben. Jede "id" darf nur einmal vorkommen.

-:7:45  entries[1].name
  "" enthält keinen Text. Bitte ergänzen Sie ihn, oder lassen Sie das Feld weg.

-:7:100  entries[1].until
  "2024-01-02" liegt vor "from" ("2024-01-05"). Erwartet: ein Zeitpunkt danach.

-:8:112  entries[1].routes[2]
  { "kind": "phone" } nennt keine Nummer. Bitte ergänzen Sie das. Zum Beispiel: "number": "+49 30 23125-100"

-:9:5  entries[2] (Pass)
  Das Feld "state" fehlt in { "id": "c", "kind": "service", "name": "Pass" }. Nur ein Eintrag der Art "notice" kommt ohne aus. Möglich: available, not_affected, resumed, limited, overloaded, basic, emergency, delayed, catching_up, provisional, appointment_only, walk_in, urgent_only, intake_only, deferred, preserved, pickup_only, rerouted, unavailable, down, unknown, planned, pilot.

-:12:65  updates[0].entries[0]
  "x" gehört zu keinem Eintrag. Erwartet: die "id" eines Eintrags aus "entries".

HINWEISE: Bitte ansehen. Sie stehen der Veröffentlichung nicht im Weg.

-:1:1  (ganze Datei)
  Das Feld "next_update" fehlt. Es sagt, wann die nächste Meldung kommt. Zum Beispiel: "next_update": "2024-02-23T12:00:00+01:00"

-:4:42  publisher.url
  "http://www.stadt.example/" wird nicht zu einem Link. Erwartet: eine Adresse, die mit "https://" beginnt. Meinten Sie "https://www.stadt.example/"?

-:7:100  entries[1].until
  "2024-01-02" ist schon vorbei. Bitte prüfen Sie, was jetzt gilt.

-:8:48  entries[1].routes[0].number
  "0800 PIZZA" kann man nicht wählen. Das Widget zeigt es nur als Text. Erwartet: eine Nummer wie "+49 30 23125-100".

-:8:93  entries[1].routes[1].number
  "+493857440363" lässt die Vorwahl nicht erkennen. Bitte trennen Sie sie mit einem Leerzeichen ab, wie in "+49 30 23125-100".

-:10:5  entries[3] (Kfz)
  Hier geht etwas nicht, und es steht nicht da, wohin man sich wenden kann. Bitte nennen Sie einen Weg. Zum Beispiel: "routes": [ { "kind": "phone", "number": "+49 30 23125-100" } ]

8 Fehler, 6 Hinweise.
"#,
        "",
    );
}

#[test]
fn the_same_is_said_in_english() {
    gives(
        &["check", "-", AT, "--lang=en"],
        CONTRADICTORY.as_bytes(),
        1,
        r#"ERRORS: change these before you publish.

-:3:18  valid_until
  "2024-05-01T00:00:00+02:00" is more than 30 days after "issued". Expected: at most 30 days after it.

-:6:64  entries[0].state (Hinweis)
  "open" does not fit the entry's "kind". Possible: not_affected, unknown, planned, securing, resumed.

-:7:13  entries[1].id
  "a" is already taken. Each "id" may be used only once.

-:7:45  entries[1].name
  "" has no text. Add one, or leave out the field.

-:7:100  entries[1].until
  "2024-01-02" is before "from" ("2024-01-05"). Expected: a moment after it.

-:8:112  entries[1].routes[2]
  { "kind": "phone" } has no number. Add it. For example: "number": "+49 30 23125-100"

-:9:5  entries[2] (Pass)
  The field "state" is missing in { "id": "c", "kind": "service", "name": "Pass" }. Only a "notice" can do without. Possible: available, not_affected, resumed, limited, overloaded, basic, emergency, delayed, catching_up, provisional, appointment_only, walk_in, urgent_only, intake_only, deferred, preserved, pickup_only, rerouted, unavailable, down, unknown, planned, pilot.

-:12:65  updates[0].entries[0]
  "x" is no entry. Expected: the "id" of an entry in "entries".

HINTS: have a look. They do not stand in the way of publishing.

-:1:1  (whole file)
  The field "next_update" is missing. It says when to expect the next update. For example: "next_update": "2024-02-23T12:00:00+01:00"

-:4:42  publisher.url
  "http://www.stadt.example/" does not become a link. Expected: an address that begins with "https://". Did you mean "https://www.stadt.example/"?

-:7:100  entries[1].until
  "2024-01-02" is already over. Check what holds now.

-:8:48  entries[1].routes[0].number
  "0800 PIZZA" cannot be dialled. The widget shows it as text only. Expected: a number such as "+49 30 23125-100".

-:8:93  entries[1].routes[1].number
  "+493857440363" does not tell its area code from the rest. Set it apart with a space, as in "+49 30 23125-100".

-:10:5  entries[3] (Kfz)
  Something does not work, and it is not said whom to turn to. Name a route. For example: "routes": [ { "kind": "phone", "number": "+49 30 23125-100" } ]

8 errors, 6 hints.
"#,
        "",
    );
}

#[test]
fn row_13_a_syntax_error_shows_its_line_with_a_mark() {
    let missing_comma = GOOD.replace("example/\" },", "example/\" }");
    gives(
        &["check", "-"],
        missing_comma.as_bytes(),
        1,
        r#"FEHLER: Bitte vor der Veröffentlichung ändern.

-:5:3  (ganze Datei)
  Hier wird ein Komma oder eine schließende Klammer } erwartet.
    "entries": [ { "id": "a", "kind": "service", "name": "Ausleihe", "stat
    ^
  Fehlt am Ende von Zeile 4 ein Komma?

1 Fehler, keine Hinweise. Danach wird noch mehr geprüft: Bitte prüfen Sie die Datei dann noch einmal.
"#,
        "",
    );
}

#[test]
fn row_12_utf_16_and_latin_1_are_named_as_what_they_are() {
    let utf16: Vec<u8> = format!("\u{feff}{GOOD}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    gives(
        &["check", "-"],
        &utf16,
        1,
        "FEHLER: Bitte vor der Veröffentlichung ändern.

-:1:1  (ganze Datei)
  Die Datei ist nicht in UTF-8 gespeichert, sondern in UTF-16.
  Öffnen Sie sie in einem Editor, und wählen Sie beim Speichern die Kodierung UTF-8.

1 Fehler, keine Hinweise. Danach wird noch mehr geprüft: Bitte prüfen Sie die Datei dann noch einmal.
",
        "",
    );
    gives(
        &["check", "-", "--lang", "en"],
        b"{\n  \"name\": \"M\xF6ssingen\"\n}",
        1,
        r#"ERRORS: change these before you publish.

-:2:13  (whole file)
  The file is not stored in UTF-8, probably in Latin-1 (Windows-1252).
    "name": "Mössingen"
              ^
  Open it in an editor, and choose the encoding UTF-8 when you save it.

1 error, no hints. More is checked after that: please check the file again then.
"#,
        "",
    );
}

#[test]
fn row_16_a_newer_feed_asks_for_a_newer_program() {
    gives(
        &["check", "-"],
        b"{ \"version\": 2 }",
        1,
        "FEHLER: Bitte vor der Veröffentlichung ändern.

-:1:14  version
  Die Datei ist für Version 2 geschrieben. Dieses Programm kennt nur Version 1. Sie brauchen ein neueres amtsstatus.

1 Fehler, keine Hinweise. Danach wird noch mehr geprüft: Bitte prüfen Sie die Datei dann noch einmal.
",
        "",
    );
}

#[test]
fn a_file_that_is_not_there_is_named() {
    gives(
        &["check", "gibt-es-nicht.json"],
        b"",
        2,
        "",
        "amtsstatus: Die Datei \"gibt-es-nicht.json\" gibt es nicht.\n",
    );
    gives(
        &["check", "feeds", "--lang", "en"],
        b"",
        2,
        "",
        "amtsstatus: \"feeds\" is a folder. Expected: a file.\n",
    );
}

#[test]
fn an_unknown_verb_is_named_with_the_likely_one() {
    gives(
        &["prüfen", "x.json"],
        b"",
        2,
        "",
        "amtsstatus: Den Befehl \"prüfen\" gibt es nicht. Möglich: edit, check, preview, diff, keygen, sign, verify, render, site, probe, schema, completions, man, help.\n",
    );
    gives(
        &["chek", "x.json"],
        b"",
        2,
        "",
        "amtsstatus: Den Befehl \"chek\" gibt es nicht. Meinten Sie \"check\"?\n",
    );
}

#[test]
fn an_unknown_option_is_named_with_those_that_there_are() {
    gives(
        &["check", "x.json", "--strict"],
        b"",
        2,
        "",
        "amtsstatus: Die Option \"--strict\" gibt es hier nicht. Möglich: --lang, --at, --help.\n",
    );
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_named_too() {
    use std::os::unix::ffi::OsStrExt;
    let odd = std::ffi::OsStr::from_bytes(b"x\xFF");
    let output = finished(program(&["check"]).arg(odd), b"");
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "amtsstatus: Die Datei \"x\u{fffd}\" gibt es nicht.\n"
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let child = program(&["schema"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        unreachable!("cargo has built the program")
    };
    drop(child.stdout.take());
    let mut said = String::new();
    let read = child
        .stderr
        .take()
        .map(|mut err| err.read_to_string(&mut said));
    assert!(matches!(read, Some(Ok(0))), "{said}");
    assert_eq!(child.wait().ok().and_then(|status| status.code()), Some(0));
}

#[test]
fn help_and_version_are_given() {
    let version = concat!("amtsstatus ", env!("CARGO_PKG_VERSION"), "\n");
    gives(&["--version"], b"", 0, version, "");
    gives(
        &["help", "schema"],
        b"",
        0,
        "Aufruf: amtsstatus schema

Gibt das JSON-Schema aus. Ein Editor, der es kennt, schlägt Felder und Wörter vor und markiert Fehler beim Schreiben.
",
        "",
    );
}

/// The example feeds are what the project promises to carry.
#[test]
fn every_feed_of_the_repository_may_be_published() {
    for (path, feed) in super::schema::feeds() {
        let issued = feed["issued"].as_str().unwrap_or_default().to_owned();
        let output = finished(&mut program(&["check", &path, "--at", &issued]), b"");
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{path}\n{said}");
    }
}

/// A folder of this test run that is not there yet.
#[track_caller]
fn no_folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    path
}

#[track_caller]
fn text_of(folder: &Path, name: &str) -> String {
    let text = fs::read_to_string(folder.join(name));
    text.unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The script whose absence is told of.
const SCRIPT: &str = concat!("amts-status/", env!("CARGO_PKG_VERSION"), "/amts-status.js");

#[test]
fn an_emergency_page_is_written_and_says_what_is_still_missing() {
    let folder = no_folder("notfall");
    let path = folder.display().to_string();
    gives(
        &[
            "site",
            "-",
            "--out",
            &path,
            "--link",
            "Impressum=https://www.stadt.example/impressum",
        ],
        GOOD.as_bytes(),
        0,
        &format!(
            r#"Geschrieben nach "{path}":
  .htaccess
  server/nginx.conf
  server/Caddyfile
  robots.txt
  LIESMICH.txt
  status.de.html
  aushang.html
  kalender.ics
  atom.xml
  frame.html
  amts-status.webmanifest
  amts-sw.js
  index.html
  status.json
  amts-dateien.json

Es fehlt noch "{path}/{SCRIPT}".
Kopieren Sie den Ordner amts-status, den "cargo xtask dist" in dist/ baut, nach "{path}".
"#
        ),
        "",
    );
    assert_eq!(text_of(&folder, "status.json"), GOOD);
    let page = text_of(&folder, "index.html");
    assert!(page.contains("Ausleihe") && page.contains("https://www.stadt.example/impressum"));

    // Published again, with the bundle in its place.
    let script = folder.join(SCRIPT);
    assert!(
        script
            .parent()
            .is_some_and(|folder| fs::create_dir_all(folder).is_ok())
    );
    assert!(fs::write(&script, "").is_ok());
    let next = GOOD.replace("\"seq\": 1", "\"seq\": 2");
    gives(
        &["site", "-", "--out", &path, "--lang", "en"],
        next.as_bytes(),
        0,
        &format!(
            "Written to \"{path}\":\n  .htaccess\n  server/nginx.conf\n  server/Caddyfile\n  robots.txt\n  LIESMICH.txt\n  status.en.html\n  aushang.html\n  kalender.ics\n  atom.xml\n  frame.html\n  status.de.html\n  aushang.de.html\n  kalender.de.ics\n  atom.de.xml\n  frame.de.html\n  amts-status.webmanifest\n  amts-sw.js\n  index.de.html\n  index.html\n  status.json\n  amts-dateien.json\n\nThese links are no longer on the page. If they should stay, name them again:\n  --link \"Impressum=https://www.stadt.example/impressum\"\n"
        ),
        "",
    );
    assert_eq!(text_of(&folder, "status.json"), next);
    assert!(text_of(&folder, "index.html").contains("<html lang=\"en\">"));
}

#[test]
fn a_page_of_somebody_else_is_never_overwritten() {
    let folder = no_folder("fremd");
    assert!(fs::create_dir_all(&folder).is_ok());
    assert!(fs::write(folder.join("index.html"), "<h1>Startseite</h1>").is_ok());
    let path = folder.display().to_string();
    gives(
        &["site", "-", "--out", &path],
        GOOD.as_bytes(),
        2,
        "",
        &format!(
            "amtsstatus: Die Datei \"{path}/index.html\" stammt nicht von diesem Programm. Verschieben Sie sie, oder nehmen Sie einen anderen Ordner. Geschrieben wurde nichts.\n"
        ),
    );
    gives(
        &["site", "-", "--out", &path, "--lang=en"],
        GOOD.as_bytes(),
        2,
        "",
        &format!(
            "amtsstatus: the file \"{path}/index.html\" was not made by this program. Move it away, or take another folder. Nothing was written.\n"
        ),
    );
    assert_eq!(text_of(&folder, "index.html"), "<h1>Startseite</h1>");
    assert_eq!(fs::read_dir(&folder).map(Iterator::count).ok(), Some(1));
}

#[test]
fn a_published_feed_is_never_replaced_by_an_older_one() {
    let folder = no_folder("aelter");
    assert!(fs::create_dir_all(&folder).is_ok());
    let newer = GOOD.replace("\"seq\": 1", "\"seq\": 3");
    assert!(fs::write(folder.join("status.json"), &newer).is_ok());
    let path = folder.display().to_string();
    gives(
        &["site", "-", "--out", &path],
        GOOD.as_bytes(),
        2,
        "",
        &format!(
            "amtsstatus: In \"{path}/status.json\" steht schon seq 3, in Ihrer Datei seq 1. Erhöhen Sie seq in Ihrer Datei auf 4. Geschrieben wurde nichts.\n"
        ),
    );
    gives(
        &["site", "-", "--out", &path, "--lang=en"],
        newer.replace("Ausleihe", "Bücherei").as_bytes(),
        2,
        "",
        &format!(
            "amtsstatus: \"{path}/status.json\" has seq 3 with other content. Raise seq in your file to 4. Nothing was written.\n"
        ),
    );
    assert_eq!(text_of(&folder, "status.json"), newer);
    assert_eq!(fs::read_dir(&folder).map(Iterator::count).ok(), Some(1));
}

#[test]
fn a_faulty_feed_makes_no_page() {
    let folder = no_folder("fehlerhaft");
    let path = folder.display().to_string();
    // What the widget refuses, and what only `check` does.
    for feed in [UNREADABLE, CONTRADICTORY] {
        let output = finished(
            &mut program(&["site", "-", "--out", &path]),
            feed.as_bytes(),
        );
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty() && !folder.exists());
    }
}

#[test]
fn what_a_site_cannot_take_is_named() {
    let folder = no_folder("zusammen");
    let path = folder.display().to_string();
    gives(
        &["render", "-", "--page", &path],
        GOOD.as_bytes(),
        2,
        "",
        "amtsstatus: Die Option \"--page\" gibt es hier nicht. Möglich: --lang, --view, --only, --at, --print, --help.\n",
    );
    gives(
        &[
            "site",
            "-",
            "--out",
            &path,
            "--src",
            "http://a.example/status.json",
        ],
        GOOD.as_bytes(),
        2,
        "",
        "amtsstatus: Die Angabe \"http://a.example/status.json\" ist keine Adresse der Statusdatei. Erwartet: eine Adresse, die mit https:// beginnt, oder ein Pfad wie status.json; mehrere mit Leerzeichen getrennt.\n",
    );
    gives(
        &[
            "site",
            "-",
            "--out",
            &path,
            "--link",
            "Impressum",
            "--lang",
            "en",
        ],
        GOOD.as_bytes(),
        2,
        "",
        "amtsstatus: \"Impressum\" is no link. Expected: name=address, for example Imprint=https://www.musterstadt.example/imprint\n",
    );
    assert!(!folder.exists());
}
