//! The accessibility checker, injected into the page.

use std::env;
use std::fs;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::browser::Browser;

static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    let path = env::var_os("AMTS_AXE").expect("AMTS_AXE names no axe.min.js");
    fs::read_to_string(path).unwrap()
});

/// Fails with everything that axe finds: WCAG 2.2 AA and its best practices.
pub async fn finds_nothing(browser: &Browser, of: &str) {
    let options = json!({
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        "resultTypes": ["violations", "incomplete"],
    });
    let check = "const done = arguments[arguments.length - 1];
        axe.run(document, arguments[0]).then(
            (result) => done({ violations: result.violations, passes: result.passes.length }),
            (error) => done({ violations: String(error) }));";
    let script = format!("{}\n{check}", *SCRIPT);
    let result = browser.run_async(&script, &[options]).await;
    let told: Vec<String> = result["violations"]
        .as_array()
        .unwrap_or_else(|| panic!("{of}: axe does not run: {result}"))
        .iter()
        .map(tell)
        .collect();
    assert!(told.is_empty(), "{of}: axe finds\n{}", told.join("\n"));
    assert!(result["passes"].as_u64() > Some(10), "{of}: {result}");
}

/// Brings axe into the page, for [`violations`].
pub async fn load(browser: &Browser) {
    browser.run(&SCRIPT, &[]).await;
}

/// What axe finds in the element alone, in a theme. What the theme cannot change is looked at in the light one only.
pub async fn violations(browser: &Browser, theme: &str) -> String {
    let check = "const [theme] = arguments;
        const done = arguments[arguments.length - 1];
        const dark = theme === 'dark';
        Object.assign(document.documentElement.style,
            dark ? { colorScheme: 'dark', background: '#10161d', color: '#eef2f6' } : { colorScheme: '', background: '', color: '' });
        const colours = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'];
        const tags = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const runOnly = dark ? colours : tags;
        axe.run(host.element(), { runOnly, resultTypes: ['violations'], preload: false }).then(
            ({ violations, passes }) => done({ violations, passes: passes.length }),
            (error) => done({ violations: [String(error)] }));";
    let result = browser.run_async(check, &[json!(theme)]).await;
    let told = result["violations"].as_array().unwrap().iter().map(tell);
    let told: Vec<String> = told.collect();
    assert!(
        result["passes"].as_u64() > Some(0) || !told.is_empty(),
        "{result}"
    );
    told.join("\n")
}

fn tell(violation: &Value) -> String {
    let nodes = violation["nodes"].as_array().into_iter().flatten();
    let nodes: Vec<String> = nodes
        .map(|node| format!("    {}\n    {}", node["html"], node["failureSummary"]))
        .collect();
    let Value::String(id) = &violation["id"] else {
        return violation.to_string();
    };
    format!("  {id}: {}\n{}", violation["help"], nodes.join("\n"))
}
