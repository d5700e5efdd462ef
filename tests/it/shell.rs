//! What shells and `man` make of the command line: completions are tried in a real bash, the manual page is read by groff, and by
//! mandoc, zsh and fish where they are.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use amtsstatus::cli::{MessageLang, completions, man_page};

/// Writes a file for one test.
fn put(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).unwrap();
    path
}

fn script(name: &str) -> PathBuf {
    let files = completions(MessageLang::De);
    let (_, script) = files.iter().find(|(file, _)| file == name).unwrap();
    put(name, script)
}

/// Runs a program. Returns `None` if it is not here.
fn run(program: &str, args: &[&str]) -> Option<Output> {
    let mut command = Command::new(program);
    match command.args(args).env("LC_ALL", "C.UTF-8").output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        output => Some(output.unwrap()),
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Returns what bash proposes for the last of these words.
fn proposed(words: &[&str]) -> Vec<String> {
    let script = script("amtsstatus.bash");
    let complete = r#"
source "$0" && complete -p amtsstatus > /dev/null || exit 1
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_amtsstatus amtsstatus "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}""#;
    let mut args = vec!["--norc", "-c", complete, script.to_str().unwrap()];
    args.extend(words);
    let output = run("bash", &args).unwrap();
    assert_eq!(text(&output.stderr), "");
    assert!(output.status.success());
    text(&output.stdout).lines().map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_options_and_values() {
    assert_eq!(proposed(&["amtsstatus", "ch"]), ["check"]);
    assert_eq!(proposed(&["amtsstatus", "help", "sc"]), ["schema"]);
    assert_eq!(
        proposed(&["amtsstatus", "check", "--"]),
        ["--lang", "--at", "--help"]
    );
    assert_eq!(
        proposed(&["amtsstatus", "render", "--view", ""]),
        ["full", "compact"]
    );
    let langs = proposed(&["amtsstatus", "site", "--lang", "de"]);
    assert_eq!(langs, ["de", "de-simple"]);
    let shells = proposed(&["amtsstatus", "completions", ""]);
    assert!(shells.ends_with(&["bash".into(), "zsh".into(), "fish".into()]));
}

#[cfg(unix)]
#[test]
fn zsh_and_fish_understand_their_scripts_where_they_are() {
    for (shell, option, name) in [
        ("zsh", "-n", "_amtsstatus"),
        ("fish", "--no-execute", "amtsstatus.fish"),
    ] {
        let path = script(name);
        assert!(
            fs::read_to_string(&path)
                .unwrap()
                .contains("prüft eine Datei")
        );
        if let Some(output) = run(shell, &[option, path.to_str().unwrap()]) {
            let said = text(&output.stderr);
            assert!(output.status.success() && said.is_empty(), "{said}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_manual_page_is_read_without_a_warning_and_has_every_command() {
    for (lang, heading, sentence) in [
        (MessageLang::De, "BEFEHLE", "Unterschreibt eine Datei"),
        (MessageLang::En, "COMMANDS", "Signs a file before"),
    ] {
        let path = put(&format!("amtsstatus.{}.1", lang.tag()), &man_page(lang));
        let path = path.to_str().unwrap();
        let groff = ["-k", "-Tutf8", "-ww", "-man", "-P-cbou", path];
        let output = run("groff", &groff).expect("groff comes with man");
        assert_eq!(text(&output.stderr), "");
        let page = text(&output.stdout);
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        for word in [heading, sentence, "--published", "amtsstatus completions"] {
            assert!(page.contains(word), "{word}: {page}");
        }
        let lint = ["-Tlint", "-W", "warning", path];
        if let Some(output) = run("mandoc", &lint) {
            // It asks for a date, which would make each build another one.
            let said = text(&output.stdout);
            let said: Vec<&str> = said.lines().filter(|line| !line.contains("date")).collect();
            assert_eq!(said, [""; 0]);
        }
    }
}
