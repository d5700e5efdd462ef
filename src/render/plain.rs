//! The static widget as plain text, for a terminal: every word that a reader sees, and what is folded too.

use super::markup::unescape;
use crate::feed::vocabulary::{Level, Vocabulary as _};

/// Returns the text of HTML that this program has rendered, in lines of at most `width` characters where the words
/// allow it. `shape` names the shape of a level, which stands in brackets before a state.
///
/// It reads only the markup of our own components, in which every element is closed, so it is no parser of HTML.
pub fn plain_text(html: &str, width: usize, shape: &dyn Fn(Level) -> &'static str) -> String {
    let paper = Paper {
        width,
        names_links: true,
        ..Paper::default()
    };
    written(paper, html, shape)
}

/// Returns the text of HTML that this program has rendered, as lines of any length: without shapes, marks of lists and
/// addresses behind links.
pub fn lines(html: &str) -> Vec<String> {
    let paper = Paper {
        width: usize::MAX,
        ..Paper::default()
    };
    let text = written(paper, html, &|_| "");
    let line = |line: &str| line.trim_start().trim_start_matches("- ").to_owned();
    text.lines().map(line).collect()
}

fn written(mut paper: Paper, html: &str, shape: &dyn Fn(Level) -> &'static str) -> String {
    for part in html.split('<') {
        let Some((tag, text)) = part.split_once('>') else {
            continue;
        };
        if paper.skips(tag) {
            continue;
        }
        match tag.strip_prefix('/') {
            Some(name) => paper.close(name),
            None => paper.open(&Tag(tag), shape),
        }
        paper.write(&unescape(text));
    }
    paper.end_line();
    paper.text
}

/// The classes of elements that an empty line sets apart from what is above them.
const APART: &[&str] = &[
    "amts-summary",
    "amts-entry",
    "amts-freshness",
    "amts-question",
    "amts-source",
    "amts-urgent-item",
];

/// The classes of elements that are left out: what is unfolded below says the same in full.
const SHORT: &[&str] = &["amts-brief", "amts-first", "amts-heads"];

/// The classes of folds whose content stands no deeper than their summary: that is the name of an entry, or a heading.
const LEVEL: &[&str] = &["amts-row", "amts-side"];

/// What is written so far, and how the next line begins.
#[derive(Default)]
struct Paper {
    text: String,
    /// The words of the line that is not ended yet.
    line: String,
    width: usize,
    indent: usize,
    /// Whether the next line begins an item of a list.
    is_item: bool,
    /// Whether a new line in a text is one on the page too: it is in the publisher's notes.
    keeps_lines: bool,
    /// The level of the heading that is the title, "2" of `h2`.
    title: Option<u32>,
    /// How many elements are open in one that is left out, with that one.
    skipped: usize,
    /// By how much the content of each open fold stands deeper than its summary.
    folds: Vec<usize>,
    /// Whether the address of a link follows its label.
    names_links: bool,
    /// The address of the link that is open, and where its label begins.
    link: Option<(String, usize)>,
}

impl Paper {
    /// Takes in a tag, and tells whether it and the text behind it are left out.
    fn skips(&mut self, tag: &str) -> bool {
        if tag.starts_with('/') {
            let was_skipped = self.skipped > 0;
            self.skipped = self.skipped.saturating_sub(1);
            // The text behind its end stands outside of it, and is only the space before the next element.
            return was_skipped;
        }
        let class = Tag(tag).attribute("class").unwrap_or_default();
        let is_element = !tag.starts_with('!');
        if is_element && (self.skipped > 0 || is_one_of(&class, SHORT)) {
            self.skipped += 1;
        }
        self.skipped > 0
    }

    fn open(&mut self, tag: &Tag<'_>, shape: &dyn Fn(Level) -> &'static str) {
        let class = tag.attribute("class").unwrap_or_default();
        match tag.name() {
            "span" if class == "amts-shape" => {
                let level = tag.attribute("data-level");
                if let Some(level) = level.and_then(|level| Level::named(&level)) {
                    let shape = shape(level);
                    self.line += &format!("[{shape}] ");
                }
            }
            "a" => {
                let address = tag.attribute("href").unwrap_or_default();
                self.link = Some((address, self.line.len()));
            }
            "li" => {
                self.end_line();
                if is_one_of(&class, APART) {
                    self.blank_line();
                }
                self.indent += 2;
                self.is_item = true;
            }
            "dd" => {
                self.end_line();
                self.indent += 2;
            }
            "section" => {
                self.end_line();
                // This section has no heading to be seen, only its look.
                if class == "amts-urgent" {
                    self.blank_line();
                    self.write(&tag.attribute("aria-label").unwrap_or_default());
                    self.end_heading(1);
                }
            }
            name => {
                if is_block(name) {
                    self.end_line();
                }
                let apart = heading(name).is_some() && !self.is_item;
                if apart || is_one_of(&class, APART) {
                    self.blank_line();
                }
                if name == "details" {
                    let deeper = if is_one_of(&class, LEVEL) { 0 } else { 2 };
                    self.folds.push(deeper);
                }
                self.keeps_lines |= class == "amts-note";
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "a" => self.end_link(),
            "li" | "dd" => {
                self.end_line();
                self.indent = self.indent.saturating_sub(2);
                self.is_item = false;
            }
            "details" => {
                self.end_line();
                self.indent -= self.folds.pop().unwrap_or_default();
            }
            "summary" => {
                self.end_line();
                self.indent += self.folds.last().copied().unwrap_or_default();
            }
            name => {
                if let Some(level) = heading(name) {
                    let title = *self.title.get_or_insert(level);
                    self.end_heading(level.saturating_sub(title));
                }
                if is_block(name) {
                    self.end_line();
                    self.keeps_lines = false;
                }
            }
        }
    }

    fn write(&mut self, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            match number {
                0 => {}
                _ if self.keeps_lines => self.end_line(),
                _ => self.line.push(' '),
            }
            self.line += line;
        }
    }

    /// Shows the address of a link, unless it is all that the label says.
    fn end_link(&mut self) {
        if let Some((address, label)) = self.link.take() {
            let said = self.line.get(label..).unwrap_or_default();
            let mail = address.strip_prefix("mailto:");
            if self.names_links && said != address && mail != Some(said) {
                self.line += &format!(" <{address}>");
            }
        }
    }

    /// Ends a heading, `below` levels below the title, and underlines it if it stands at the edge.
    fn end_heading(&mut self, below: u32) {
        let length = self.line.trim().chars().count().min(self.width);
        self.end_line();
        let under = match below {
            0 => "=",
            1 => "-",
            _ => return,
        };
        if self.indent == 0 {
            self.text += &under.repeat(length);
            self.text += "\n\n";
        }
    }

    /// Ends the line, and breaks it between words if it is too long. A line without words is none.
    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.trim().is_empty() {
            return;
        }
        let edge = match self.is_item {
            true => format!("{}- ", " ".repeat(self.indent - 2)),
            false => " ".repeat(self.indent),
        };
        self.is_item = false;
        let mut length = self.indent;
        self.text += &edge;
        for (number, word) in line.split_whitespace().enumerate() {
            let needed = word.chars().count() + usize::from(number > 0);
            if number > 0 && length + needed > self.width {
                self.text.push('\n');
                self.text += &" ".repeat(self.indent);
                length = self.indent;
            } else if number > 0 {
                self.text.push(' ');
            }
            self.text += word;
            length += needed;
        }
        self.text.push('\n');
    }

    fn blank_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

/// The inside of a tag that opens an element: `a class="amts-tap" href="tel:115"`.
struct Tag<'h>(&'h str);

impl<'h> Tag<'h> {
    fn name(&self) -> &'h str {
        self.0.split([' ', '/']).next().unwrap_or_default()
    }

    fn attribute(&self, name: &str) -> Option<String> {
        let (_, rest) = self.0.split_once(&format!(" {name}=\""))?;
        let (value, _) = rest.split_once('"')?;
        Some(unescape(value))
    }
}

/// Tells whether one of an element's classes is in the list.
fn is_one_of(classes: &str, list: &[&str]) -> bool {
    classes.split(' ').any(|class| list.contains(&class))
}

/// Returns the level of a heading's tag.
fn heading(name: &str) -> Option<u32> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

fn is_block(name: &str) -> bool {
    let blocks = [
        "p", "div", "section", "ul", "dl", "dt", "details", "summary",
    ];
    blocks.contains(&name) || heading(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        plain_text(html, 30, &Level::name)
    }

    #[test]
    fn headings_lists_and_what_is_folded_are_lines() {
        let html = "<!--x--><section><h2>Stadt</h2><p>Lage.</p><section><h3>Dienste</h3><ul><li class=\"amts-entry\">\
            <h4>Pass</h4><span class=\"amts-state\"><span class=\"amts-shape\" data-level=\"down\"><svg></svg></span>\
            <span>geschlossen</span></span><details><summary>Ebenso: A</summary><ul><li>A</li></ul></details>\
            <p>Stand</p></li></ul></section><dl><dt>OPAC</dt><dd>Katalog</dd></dl></section>";
        assert_eq!(
            text(html),
            "Stadt\n=====\n\nLage.\n\nDienste\n-------\n\n- Pass\n  [down] geschlossen\n  Ebenso: A\n    - A\n  Stand\nOPAC\n  Katalog\n"
        );
    }

    #[test]
    fn what_a_row_says_in_short_is_left_out_and_the_rest_stands_no_deeper() {
        let html = "<!--a--><div class=\"amts-heads\"><span>Was</span></div><ul><li class=\"amts-entry\">\
            <details class=\"amts-row\"><summary><h4>Pass</h4><!--b--><span class=\"amts-says\">geschlossen\
            <span class=\"amts-brief\">; <b>bis <i>Mai</i></b></span></span></summary><p>Marktplatz 1</p></details>\
            <div class=\"amts-first\"><a href=\"tel:115\">115</a></div></li></ul><p>Ende</p>";
        assert_eq!(text(html), "- Pass\n  geschlossen\n  Marktplatz 1\nEnde\n");
    }

    #[test]
    fn links_show_where_they_lead_unless_they_say_it() {
        assert_eq!(
            text("<p>a <a href=\"https://a.example/?b&amp;c\">A</a>.</p>"),
            "a A <https://a.example/?b&c>.\n"
        );
        assert_eq!(
            text("<p><a class=\"x\" href=\"mailto:a@b.example\"><span>a@b.example</span></a></p>"),
            "a@b.example\n"
        );
        assert_eq!(
            text("<p><a href=\"tel:115\"><span class=\"amts-heard\">Telefon </span>115</a></p>"),
            "Telefon 115 <tel:115>\n"
        );
    }

    #[test]
    fn a_line_is_broken_between_words_and_in_a_note_where_the_publisher_broke_it() {
        let words = "eins zwei drei vier fünf sechs sieben acht";
        assert_eq!(
            text(&format!("<ul><li>{words}</li></ul>")),
            "- eins zwei drei vier fünf\n  sechs sieben acht\n"
        );
        assert_eq!(text("<p class=\"amts-note\">a\nb</p>"), "a\nb\n");
        assert_eq!(text("<p>a\nb</p>"), "a b\n");
    }

    #[test]
    fn characters_of_markup_are_characters() {
        assert_eq!(
            text("<p>&lt;br&gt; &amp;amp; &quot;</p>"),
            "<br> &amp; \"\n"
        );
    }
}
