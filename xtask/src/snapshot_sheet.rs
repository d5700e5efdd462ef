//! The stylesheet of pasted snapshots: the widget's, but so that no rule of a host is stronger.
//!
//! A host's rules stand in no layer and win over all that stand in one, unless those are important: then the layers win,
//! the first of them most, also over what the host calls important. So each declaration becomes important, and the
//! layers stand the other way round, as styles/snapshot.css names them.

use anyhow::{Context, Result};

/// How the widget's stylesheet begins once esbuild has made it small.
const ORDER: &str = "@layer amts.tokens,amts.base,amts.parts,amts.modes;";

/// The element around a snapshot, before it has a shadow root. A page may hide it.
const ELEMENT: &str = "amts-status{display:block}amts-status[hidden]{display:none}";

/// Returns the stylesheet of snapshots, from the widget's and what comes beside it (both as esbuild makes them small).
pub fn snapshot_sheet(widget: &str, beside: &str) -> Result<String> {
    let rules = widget.trim().strip_prefix(ORDER);
    let rules = rules
        .with_context(|| format!("styles/widget.css does not begin with its layers, `{ORDER}`"))?;
    Ok(important(beside.trim()) + &important(rules) + ELEMENT)
}

/// Makes every declaration of a stylesheet important.
fn important(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len() * 3 / 2);
    let (mut piece, mut depth, mut quote) = (String::new(), 0_u32, None);
    for char in sheet.chars() {
        match (quote, char) {
            (Some(end), _) if char == end => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(char),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, '{' | '}' | ';') if depth == 0 => {
                let declares = char != '{' && !piece.trim().is_empty();
                let is_statement = piece.trim_start().starts_with('@');
                out += &piece;
                if declares && !is_statement && !piece.contains("!important") {
                    out += "!important";
                }
                out.push(char);
                piece.clear();
                continue;
            }
            _ => {}
        }
        piece.push(char);
    }
    out + &piece
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_declaration_becomes_important_once() {
        for (sheet, is) in [
            ("a{color:red}", "a{color:red!important}"),
            (
                "a{color:red;top:0}b{}",
                "a{color:red!important;top:0!important}b{}",
            ),
            ("a{top:0!important}", "a{top:0!important}"),
            (
                "@layer x;@media print{a:is(b,c){--d: var(--e, 1)}}",
                "@layer x;@media print{a:is(b,c){--d: var(--e, 1)!important}}",
            ),
            // What only looks like the end of one.
            (
                "a:after{content:\"};(\" / \"\"}",
                "a:after{content:\"};(\" / \"\"!important}",
            ),
            (
                "a{background:url(data:a;b,c)}",
                "a{background:url(data:a;b,c)!important}",
            ),
        ] {
            assert_eq!(important(sheet), is);
        }
    }

    #[test]
    fn the_layers_stand_the_other_way_round() {
        let widget = format!("{ORDER}@layer amts.base{{a{{top:0}}}}\n");
        let beside = "@layer amts.host,amts.modes;@layer amts.reset{a{all:revert}}\n";
        let is = "@layer amts.host,amts.modes;@layer amts.reset{a{all:revert!important}}@layer amts.base{a{top:0!important}}";
        let sheet = snapshot_sheet(&widget, beside).unwrap();
        assert_eq!(sheet.strip_suffix(ELEMENT), Some(is));
        assert!(snapshot_sheet("a{top:0}", beside).is_err());
    }

    /// Each layer of the widget counts as much over each other one as it does there.
    #[test]
    fn every_layer_of_the_widget_is_among_them() {
        let order = |sheet: &str| -> Vec<String> {
            let (_, rest) = sheet.split_once("@layer ").unwrap();
            let names = rest.split_once(';').unwrap().0;
            names.split(", ").map(str::to_owned).collect()
        };
        let widget = order(include_str!("../../styles/widget.css"));
        let beside = order(include_str!("../../styles/snapshot.css"));
        let mut turned = widget;
        turned.reverse();
        assert_eq!(beside[1..beside.len() - 1], turned);
        assert_eq!(beside.first().unwrap(), "amts.host");
        assert_eq!(beside.last().unwrap(), "amts.reset");
    }
}
