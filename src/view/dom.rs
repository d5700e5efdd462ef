//! Elements are written as text is: opened, filled, closed. In the browser's core a call costs some 15 bytes; an `html!`
//! with a tag of its own costs 400, and functions that return `Html` pay for every node that they hand on.

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, VList, VTag, VText};

use super::reader::Reader;
use crate::feed::text::{Text, is_rtl};
use crate::words::Words;

/// Where the views write, and for whom.
pub struct Writer<'a> {
    /// For whom.
    pub reader: Reader<'a>,
    /// The widget's words in the reader's language.
    pub words: &'static Words,
    /// What is open, the outermost first.
    open: Vec<Open>,
    /// The finished children of all that is open.
    nodes: Vec<Html>,
    /// Characters that have not become a node yet, so that neighbouring words are one.
    text: String,
    /// Whether a text of the feed is not in the reader's language.
    foreign: bool,
}

/// What is open.
struct Open {
    /// Tag and class; nothing for a place.
    name: &'static str,
    /// Where its children begin.
    start: usize,
    key: Option<Key>,
    values: Values,
}

/// All attributes that the views use, in the order in which they are written.
#[derive(Clone, Copy)]
enum Attribute {
    Class,
    Role,
    Id,
    Level,
    Label,
    Lang,
    Dir,
    Href,
    Do,
    Pressed,
    Type,
    Hint,
}

/// Their names. Yew compares attributes quickest where all elements have one list of names.
static NAMES: [&str; 12] = [
    "class",
    "role",
    "data-amts",
    "data-level",
    "aria-label",
    "lang",
    "dir",
    "href",
    "data-do",
    "aria-pressed",
    "type",
    "placeholder",
];

type Values = Box<[Option<AttributeOrProperty>]>;

impl<'a> Writer<'a> {
    /// An empty page.
    pub fn new(reader: Reader<'a>) -> Self {
        Self {
            words: reader.words,
            reader,
            open: Vec::new(),
            nodes: Vec::new(),
            text: String::new(),
            foreign: false,
        }
    }

    /// What has been written, once everything is closed.
    pub fn done(mut self) -> Html {
        self.end_text();
        list(self.nodes)
    }

    /// Opens an element by its tag and its class: `p.amts-line`.
    #[inline(never)]
    pub fn open(&mut self, name: &'static str) {
        self.end_text();
        let values: [Option<AttributeOrProperty>; NAMES.len()] = Default::default();
        self.open.push(Open {
            name,
            start: self.nodes.len(),
            key: None,
            values: Box::new(values),
        });
    }

    /// Opens a place for what may be absent, so that Yew finds its neighbours again where they were.
    pub fn place(&mut self) {
        self.open("");
    }

    /// Closes what was opened last.
    #[inline(never)]
    pub fn close(&mut self) {
        self.end_text();
        if let Some(open) = self.open.pop() {
            let children = list(self.nodes.split_off(open.start));
            self.nodes.push(open.around(children, self.reader.heading));
        }
    }

    /// Closes what was opened last if anything is in it, else forgets it.
    pub fn close_filled(&mut self) -> bool {
        let filled = self.is_filled();
        if filled {
            self.close();
        } else {
            self.open.pop();
        }
        filled
    }

    /// Takes out what has been written since there were so many nodes in the open element: see [`Writer::written`].
    pub fn take(&mut self, from: usize) -> Vec<Html> {
        self.end_text();
        self.nodes.split_off(from)
    }

    /// How many nodes there are.
    pub fn written(&mut self) -> usize {
        self.end_text();
        self.nodes.len()
    }

    /// Puts back what was taken out.
    pub fn put(&mut self, nodes: Vec<Html>) {
        self.end_text();
        self.nodes.extend(nodes);
    }

    /// Whether a text of the feed had no version in the reader's language.
    pub fn is_foreign(&self) -> bool {
        self.foreign
    }

    /// An element with nothing but words in it.
    #[inline(never)]
    pub fn leaf(&mut self, name: &'static str, words: &str) {
        self.open(name);
        self.text(words);
        self.close();
    }

    /// Words.
    #[inline(never)]
    pub fn text(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Words between what is written and what follows, if anything is in the open element yet.
    #[inline(never)]
    pub fn separate(&mut self, between: &str) {
        if self.is_filled() {
            self.text(between);
        }
    }

    /// A template of the widget's words up to its `{}`; returns what comes behind it.
    #[inline(never)]
    pub fn begin<'t>(&mut self, template: &'t str) -> &'t str {
        let (before, behind) = template.split_once('{').unwrap_or((template, ""));
        self.text(before);
        behind.strip_prefix('}').unwrap_or(behind)
    }

    /// A template with words at its `{}`.
    #[inline(never)]
    pub fn fill(&mut self, template: &str, words: &str) {
        let behind = self.begin(template);
        self.text(words);
        self.text(behind);
    }

    /// A template with a text of the feed at its `{}`.
    #[inline(never)]
    pub fn fill_said(&mut self, template: &str, text: &Text) {
        let behind = self.begin(template);
        self.say(text);
        self.text(behind);
    }

    /// A text of the feed: in the reader's language where there is one, else marked with the one it is in.
    #[inline(never)]
    pub fn say(&mut self, text: &Text) {
        let reader = &self.reader;
        let version = text.version(reader.lang.tag(), reader.own);
        let lang = if version.lang.is_empty() {
            reader.own
        } else {
            version.lang
        };
        let reader_dir = reader.lang.dir();
        let foreign = lang != reader.lang.tag();
        self.foreign |= foreign;
        let marked = foreign || version.machine;
        if marked {
            self.open("span");
            self.lang(lang);
            // Else its full stop would stand before it.
            if is_rtl(lang) != (reader_dir == "rtl") {
                self.dir(if is_rtl(lang) { "rtl" } else { "ltr" });
            }
        }
        self.text(version.text);
        if version.machine {
            self.open("span.amts-machine");
            self.fill(" ({})", self.words.machine());
            self.close();
        }
        if marked {
            self.close();
        }
    }

    /// Opens a line of what is known about something.
    pub fn line(&mut self) {
        self.open("p.amts-line");
    }

    /// Opens a line that begins with what it is about.
    #[inline(never)]
    pub fn labelled(&mut self, label: &str) {
        self.line();
        self.leaf("span.amts-label", label);
        self.text(" ");
    }

    /// Opens something that folds, kept open by its id, and its summary: both are to be closed.
    #[inline(never)]
    pub fn fold(&mut self, name: &'static str, id: &str) {
        self.open(name);
        self.kept(id);
        self.open("summary");
    }

    /// Opens a link. Its address has passed [`crate::feed::contact`].
    pub fn link(&mut self, name: &'static str, href: &str) {
        self.open(name);
        self.attribute(Attribute::Href, href);
    }

    /// The open element is one that the reader's focus, folding and place on the screen are kept by: `id` is stable over
    /// publications.
    #[inline(never)]
    pub fn kept(&mut self, id: &str) {
        self.attribute(Attribute::Id, id);
        if let Some(open) = self.open.last_mut() {
            open.key = Some(Key::from(id));
        }
    }

    /// The open element is coloured by a level.
    pub fn level(&mut self, name: &str) {
        self.attribute(Attribute::Level, name);
    }

    /// The open element has a name for those who cannot see it.
    pub fn label(&mut self, label: &str) {
        self.attribute(Attribute::Label, label);
    }

    /// What the open element is for those who cannot see it.
    pub fn role(&mut self, role: &str) {
        self.attribute(Attribute::Role, role);
    }

    /// Opens a button. What it does is carried out by the element: a name and what it is about (src/browser/mount.rs).
    #[inline(never)]
    pub fn button(&mut self, name: &'static str, does: &str) {
        self.open(name);
        self.attribute(Attribute::Do, does);
    }

    /// Opens a button that stays pressed.
    #[inline(never)]
    pub fn toggle(&mut self, name: &'static str, does: &str, pressed: bool) {
        self.button(name, does);
        self.attribute(Attribute::Pressed, if pressed { "true" } else { "false" });
    }

    /// A field to type into. What is in it is the browser's; it is kept by its place.
    pub fn field(&mut self, name: &'static str, label: &str) {
        self.open(name);
        self.kept("search");
        self.attribute(Attribute::Type, "search");
        self.label(label);
        self.attribute(Attribute::Hint, label);
        self.close();
    }

    /// The open element is in this language.
    pub fn lang(&mut self, tag: &str) {
        self.attribute(Attribute::Lang, tag);
    }

    /// The open element is written in this direction.
    pub fn dir(&mut self, dir: &str) {
        self.attribute(Attribute::Dir, dir);
    }

    /// A node that is made elsewhere.
    pub fn node(&mut self, node: Html) {
        self.end_text();
        self.nodes.push(node);
    }

    #[inline(never)]
    fn attribute(&mut self, attribute: Attribute, value: &str) {
        if let Some(open) = self.open.last_mut() {
            let value = AttrValue::Rc(value.into());
            open.values[attribute as usize] = Some(AttributeOrProperty::Attribute(value));
        }
    }

    fn is_filled(&self) -> bool {
        let start = self.open.last().map_or(0, |open| open.start);
        self.nodes.len() > start || !self.text.is_empty()
    }

    #[inline(never)]
    fn end_text(&mut self) {
        if !self.text.is_empty() {
            let text = VText::new(AttrValue::Rc(self.text.as_str().into()));
            self.nodes.push(text.into());
            self.text.clear();
        }
    }
}

impl Open {
    /// It, with what was written into it. `heading`: the level of headings that are called `h2` here.
    fn around(mut self, nodes: Html, heading: usize) -> Html {
        if self.name.is_empty() {
            return nodes;
        }
        let (tag, class) = self.name.split_once('.').unwrap_or((self.name, ""));
        if !class.is_empty() {
            self.values[Attribute::Class as usize] =
                Some(AttributeOrProperty::Attribute(AttrValue::Static(class)));
        }
        let level = HEADINGS.iter().position(|known| *known == tag);
        let tag = level.map_or(tag, |level| {
            HEADINGS[(level + heading).saturating_sub(2).min(5)]
        });
        let mut tag = VTag::new(tag);
        tag.key = self.key;
        tag.attributes = Attributes::Dynamic {
            keys: &NAMES,
            values: self.values,
        };
        if let Some(children) = tag.children_mut() {
            *children = nodes;
        }
        tag.into()
    }
}

/// Headings by their level.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

fn list(nodes: Vec<Html>) -> Html {
    VList::with_children(nodes, None).into()
}
