//! What others say of a site's pages: html-validate of the HTML, and schema.org's vocabulary (schema-dts, its types) of the data
//! in them. No browser is needed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

use crate::published::publish;
use crate::site::EXAMPLES;

fn validators() -> PathBuf {
    env::var_os("AMTS_VALIDATORS")
        .expect("AMTS_VALIDATORS: `cargo xtask test` sets it")
        .into()
}

/// Publishes each example feed, in its own language and in one from right to left. Returns all folders in one.
fn publish_all(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("amts-valid-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    for example in EXAMPLES {
        for lang in ["de", "ar"] {
            let more = ["--lang", lang, "--url", "https://notfall.example"].map(Into::into);
            publish(
                example,
                &folder.join(format!("{}-{lang}", example.0)),
                &more,
            );
        }
    }
    folder
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    let sites = fs::read_dir(folder).unwrap().flatten();
    let files = sites.flat_map(|site| fs::read_dir(site.path()).unwrap().flatten());
    let pages = files.map(|file| file.path());
    let pages: Vec<PathBuf> = pages
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    // The page, that for frames, the snapshot and the poster of each site, some in two languages.
    assert!(pages.len() >= 60, "{}", pages.len());
    pages
}

/// Rules about taste, and what is meant otherwise here.
const RULES: &str = r#"{ "root": true, "extends": ["html-validate:recommended"], "rules": {
    "doctype-style": ["error", { "style": "lowercase" }],
    "long-title": "off",
    "tel-non-breaking": "off",
    "aria-label-misuse": ["error", { "allowAnyNamable": true }]
} }"#;

#[test]
fn a_validator_finds_nothing_in_the_pages() {
    let folder = publish_all("html");
    let pages = pages(&folder);
    fs::write(folder.join(".htmlvalidate.json"), RULES).unwrap();
    let validate = |files: &[PathBuf]| {
        let mut command = Command::new("node");
        command.arg(validators().join("html-validate/bin/html-validate.mjs"));
        command
            .args(["--formatter", "text"])
            .args(files)
            .current_dir(&folder);
        command.output().unwrap()
    };
    let output = validate(&pages);
    let said = String::from_utf8_lossy(&output.stdout);
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{err}");
    // And it would: a page that is wrong is refused.
    let wrong = folder.join("falsch.html");
    let page = fs::read_to_string(&pages[0]).unwrap();
    fs::write(&wrong, page.replacen("</p>", "", 1)).unwrap();
    assert!(!validate(&[wrong]).status.success());
    let _ = fs::remove_dir_all(&folder);
}

/// A type of schema.org: its parents, and its properties with the types of their values.
#[derive(Default)]
struct Type {
    parents: Vec<String>,
    properties: BTreeMap<String, Vec<String>>,
}

/// schema.org, as schema-dts writes it for TypeScript:
/// `interface DemandBase extends IntangibleBase { "acceptedPaymentMethod"?: SchemaValue<Text | …, "…">; }`,
/// `interface DemandLeaf extends DemandBase { "@type": "Demand"; }`.
struct Vocabulary {
    types: BTreeMap<String, Type>,
    /// The names that may stand in `@type`.
    names: Vec<String>,
}

impl Vocabulary {
    fn read() -> Self {
        let text = fs::read_to_string(validators().join("schema-dts/dist/schema.d.ts")).unwrap();
        let mut vocabulary = Self {
            types: BTreeMap::new(),
            names: Vec::new(),
        };
        let mut current = String::new();
        for line in text.lines() {
            let line = line.trim_start_matches("export ");
            if let Some(head) = line.strip_prefix("interface ") {
                let head = head
                    .trim_end_matches(" {")
                    .replace("Partial<IdReference>", "");
                let (name, parents) = head.split_once(" extends ").unwrap_or((&head, ""));
                current = name.to_owned();
                let parents = parents.split(',').map(|parent| parent.trim().to_owned());
                let own = vocabulary.types.entry(current.clone()).or_default();
                own.parents = parents.filter(|parent| !parent.is_empty()).collect();
            } else if let Some((name, value)) = line.trim().split_once("?: SchemaValue<") {
                let (values, _) = value.rsplit_once(", \"").unwrap_or((value, ""));
                let values = values.split('|').map(|value| value.trim().to_owned());
                let own = vocabulary.types.entry(current.clone()).or_default();
                own.properties
                    .insert(name.trim_matches('"').to_owned(), values.collect());
            } else if let Some(name) = line.trim().strip_prefix("\"@type\": \"") {
                vocabulary
                    .names
                    .push(name.split('"').next().unwrap().to_owned());
            }
        }
        assert!(vocabulary.names.len() > 700, "{}", vocabulary.names.len());
        vocabulary
    }

    /// Lists a type and all above it.
    fn with_parents(&self, name: &str) -> Vec<String> {
        let mut all = vec![format!("{name}Base")];
        let mut next = 0;
        while let Some(name) = all.get(next).cloned() {
            next += 1;
            let parents = self.types.get(&name).map(|own| own.parents.clone());
            all.extend(parents.unwrap_or_default());
        }
        // A leaf that adds nothing extends its parent alone.
        let leaf = self.types.get(&format!("{name}Leaf"));
        let mut more: Vec<String> = leaf.map(|leaf| leaf.parents.clone()).unwrap_or_default();
        for parent in more.clone() {
            let parent = parent.trim_end_matches("Base");
            if parent != name {
                more.extend(self.with_parents(parent));
            }
        }
        all.extend(more);
        all
    }

    /// Returns what is wrong with a value in the words of schema.org.
    fn faults(&self, value: &Value, faults: &mut Vec<String>) {
        let Value::Object(object) = value else {
            return;
        };
        let name = object.get("@type").and_then(Value::as_str);
        let Some(name) = name else {
            // A mere reference to what stands elsewhere.
            if object.keys().ne(["@id"]) {
                faults.push(format!("no type: {value}"));
            }
            return;
        };
        if !self.names.iter().any(|own| own == name) {
            faults.push(format!("no such type: {name}"));
            return;
        }
        let types = self.with_parents(name);
        for (property, value) in object.iter().filter(|(name, _)| !name.starts_with('@')) {
            let wanted = types.iter().filter_map(|own| self.types.get(own));
            let mut wanted = wanted.filter_map(|own| own.properties.get(property));
            let Some(wanted) = wanted.next() else {
                faults.push(format!("{name} has no {property}"));
                continue;
            };
            let values = match value {
                Value::Array(values) => values.clone(),
                value => vec![value.clone()],
            };
            for value in values {
                if let Some(inner) = value.get("@type").and_then(Value::as_str) {
                    let own = self.with_parents(inner);
                    let fits = wanted
                        .iter()
                        .any(|wanted| own.contains(&format!("{wanted}Base")));
                    if !fits {
                        faults.push(format!("{property} of {name} is no {inner}: {wanted:?}"));
                    }
                }
                self.faults(&value, faults);
            }
        }
    }
}

fn data(page: &str) -> Value {
    let (_, rest) = page
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let (data, _) = rest.split_once("</script>").unwrap();
    serde_json::from_str(data).unwrap()
}

#[test]
fn the_data_in_the_pages_is_in_the_words_of_schema_org() {
    let folder = publish_all("data");
    let vocabulary = Vocabulary::read();
    let mut nodes = 0;
    for path in pages(&folder) {
        if !path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with("index")
        {
            continue;
        }
        let data = data(&fs::read_to_string(&path).unwrap());
        assert_eq!(data["@context"], "https://schema.org");
        let mut faults = Vec::new();
        for node in data["@graph"].as_array().unwrap() {
            nodes += 1;
            vocabulary.faults(node, &mut faults);
        }
        assert_eq!(faults, [""; 0], "{}", path.display());
    }
    assert!(nodes > 100, "{nodes}");
    let _ = fs::remove_dir_all(&folder);
}

#[test]
fn what_is_not_in_the_words_of_schema_org_is_found() {
    let vocabulary = Vocabulary::read();
    for (node, fault) in [
        (r#"{ "@type": "TownHall", "name": "A" }"#, "no such type"),
        (
            r#"{ "@type": "GovernmentService", "openingHoursSpecification": [] }"#,
            "has no openingHoursSpecification",
        ),
        (
            r#"{ "@type": "GovernmentService", "availableChannel": { "@type": "ContactPoint" } }"#,
            "is no ContactPoint",
        ),
        (
            r#"{ "@type": "CivicStructure", "openingHoursSpecification": [ { "opens": "08:00" } ] }"#,
            "no type",
        ),
    ] {
        let mut faults = Vec::new();
        vocabulary.faults(&serde_json::from_str(node).unwrap(), &mut faults);
        assert_eq!(faults.len(), 1, "{node}: {faults:?}");
        assert!(faults[0].contains(fault), "{faults:?}");
    }
}
