//! The plugin's PHP as text: it parses, is written by PSR-12, and escapes whatever it writes to a page.

use std::fs;
use std::path::{Path, PathBuf};

use super::town::{code_sniffer, php, plugin, said};

/// Every file of PHP, the tests' own too.
fn files() -> Vec<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/wordpress");
    let folders = [plugin(), plugin().join("includes"), tests];
    let mut files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap().flatten())
        .map(|entry| entry.path())
        .filter(|file| file.extension().is_some_and(|ending| ending == "php"))
        .collect();
    files.sort();
    assert!(files.len() > 10, "{files:?}");
    files
}

#[test]
fn every_file_parses() {
    for file in files() {
        said(php().arg("-l").arg(file));
    }
}

#[test]
fn the_plugin_is_written_by_psr_12() {
    let mut check = php();
    check
        .arg(code_sniffer())
        // Sentences in two languages are longer than the line that PSR-12 would like.
        .args([
            "--standard=PSR12",
            "--extensions=php",
            "--exclude=Generic.Files.LineLength",
        ])
        .arg(plugin());
    said(&mut check);
}

#[test]
fn whatever_the_plugin_writes_to_a_page_is_escaped() {
    let checker = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/wordpress/echo.php");
    let check = |files: &[PathBuf]| said(php().arg(&checker).args(files));
    let plugin: Vec<PathBuf> = files()
        .into_iter()
        .filter(|file| file.starts_with(plugin()))
        .collect();
    assert_eq!(check(&plugin), "");
    // The check itself finds what is wrong.
    let wrong = std::env::temp_dir().join(format!("amts-echo-{}.php", std::process::id()));
    for line in [
        "echo $a;",
        "echo esc_html($a), $b;",
        "echo esc_html($a) . $b;",
        "echo \"<p>$a</p>\";",
        "echo '<p>' . $a;",
        "print $a;",
        "printf('%s', $a);",
        "?><p><?php",
        "?><?= $a ?><?php",
    ] {
        fs::write(&wrong, format!("<?php\n\n{line}\n")).unwrap();
        assert_ne!(check(std::slice::from_ref(&wrong)), "", "{line}");
    }
    fs::write(
        &wrong,
        "<?php\n\necho '<p>', esc_html(text('a', $b)), '</p>';\n",
    )
    .unwrap();
    assert_eq!(check(std::slice::from_ref(&wrong)), "");
    fs::remove_file(wrong).unwrap();
}
