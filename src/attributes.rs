//! The attributes of `<amts-status>`: one table from which the element, the core and the documentation take them.

use crate::components::{HEADING, View, ViewOptions};
use crate::feed::time::Stamp;
use crate::i18n::Lang;
use crate::trust::Key;

/// One row of the table: all that the documentation and the element say about an attribute.
pub struct Attribute {
    /// Its name in HTML.
    pub name: &'static str,
    /// The values that it takes.
    pub values: &'static str,
    /// What holds where it is not set.
    pub default: &'static str,
    /// What it does.
    pub about: &'static str,
    /// Whether script or core read it; else the stylesheet alone does.
    pub observed: bool,
    /// What programs may set it to.
    pub kind: Kind,
    /// The name that it has now, where this one is kept for old pages only.
    pub renamed: Option<&'static str>,
}

/// What programs may set an attribute to, as the declarations for TypeScript say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A number.
    Number,
    /// On or off.
    Flag,
}

/// Declares the attributes: a typed field and a row of the table for each.
macro_rules! attributes {
    ($($(#[doc = $about:literal])* $name:ident: $type:ty, default $default:literal;)*) => {
        /// The attributes of one element as the core uses them.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Attributes {
            $($(#[doc = $about])* pub $name: $type,)*
        }

        /// All attributes, in the order in which they are documented.
        pub const TABLE: &[Attribute] = &[$(Attribute {
            name: stringify!($name),
            values: <$type as Value>::VALUES,
            default: $default,
            about: concat!($($about),*),
            observed: <$type as Value>::OBSERVED,
            kind: <$type as Value>::KIND,
            renamed: <$type as Value>::RENAMED,
        },)*];

        impl Attributes {
            /// Reads each attribute from what `get` returns for its name: `None` where it is not set.
            pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
                Self { $($name: Value::read(get(stringify!($name)).as_deref()),)* }
            }
        }
    };
}

attributes! {
    /// One address of the feed, or several (mirrors, at most 16) separated by white space.
    src: Addresses, default "nothing is shown";
    /// The address of a snapshot (`amtsstatus render`) that is shown until the widget is there.
    snapshot: Scripted, default "the page's own content";
    /// Public keys as in a `.pub` file: only feeds that one of them has signed are shown.
    keys: Option<Pinned>, default "feeds need no signature";
    /// The old name of `keys`; counts only where `keys` is not set.
    key: Renamed, default "as `keys`";
    /// The `id` that the feed must have.
    feed: String, default "any";
    /// The tag of the widget's language.
    lang: String, default "that of the nearest ancestor, else German";
    /// How much is shown.
    view: View, default "full";
    /// Light or dark.
    theme: Styled<Theme>, default "as the page's own `color-scheme`";
    /// How much room is between things.
    density: Styled<Density>, default "roomy";
    /// The ids of the only entries or parts that are shown, separated by white space.
    only: Ids, default "all entries";
    /// A moment: an old feed as of then, marked as an archive.
    at: Option<At>, default "now";
    /// The level of the widget's first heading.
    heading: Heading, default "2";
    /// Whether entries and searches may be linked to by the page's own address.
    links: bool, default "not set";
    /// Whether the browser keeps a copy of the feed.
    storage: Storage, default "a copy is kept";
}

impl Attributes {
    /// Returns the options of the view, in a language.
    pub fn options(&self, lang: Lang) -> ViewOptions {
        let at = match self.at {
            Some(At::Moment(at)) => Some(at),
            _ => None,
        };
        ViewOptions {
            lang,
            view: self.view,
            only: self.only.0.clone(),
            at,
            heading: self.heading.0,
            links: self.links,
        }
    }

    /// Returns the keys that are pinned. If both names of the attribute are set, `keys` alone counts, also where it cannot
    /// be read: two lists have no order, and a key may revoke those before it.
    pub fn pinned(&self) -> Option<&Pinned> {
        self.keys.as_ref().or(self.key.0.as_ref())
    }

    /// Returns the reasons of the error events for what cannot be read.
    pub fn complaints(&self) -> Vec<&'static str> {
        let bad_at = (self.at == Some(At::Unreadable)).then_some("bad-at");
        let bad_key = self.pinned().is_some_and(|keys| !keys.is_readable());
        bad_at
            .into_iter()
            .chain(bad_key.then_some("bad-key"))
            .collect()
    }
}

/// A type of attribute.
trait Value {
    /// The values, for the documentation.
    const VALUES: &'static str;
    /// Whether script or core read it.
    const OBSERVED: bool = true;
    /// What programs may set it to.
    const KIND: Kind = Kind::Text;
    /// The name that it has now.
    const RENAMED: Option<&'static str> = None;

    /// Reads it; `None` where it is not set.
    fn read(text: Option<&str>) -> Self;
}

/// Addresses, each once written with white space between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Addresses(pub String);

impl Value for Addresses {
    const VALUES: &'static str = "addresses";

    fn read(text: Option<&str>) -> Self {
        let addresses = text.unwrap_or_default().split_whitespace();
        Self(addresses.collect::<Vec<_>>().join(" "))
    }
}

/// An address that the script alone reads (embed/snapshot.js).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scripted;

impl Value for Scripted {
    const VALUES: &'static str = "an address";

    fn read(_: Option<&str>) -> Self {
        Self
    }
}

impl Value for String {
    const VALUES: &'static str = "text";

    fn read(text: Option<&str>) -> Self {
        text.unwrap_or_default().trim().to_owned()
    }
}

/// Pinned keys as they were written. If the attribute is set but empty, no key is pinned, and so no feed is believed.
#[derive(Clone, Debug, PartialEq)]
pub struct Pinned(pub String);

impl Pinned {
    fn is_readable(&self) -> bool {
        Key::parse_all(&self.0).1
    }
}

impl Value for Option<Pinned> {
    const VALUES: &'static str = "`ssh-ed25519 AAAA…`, one or several";

    fn read(text: Option<&str>) -> Self {
        text.map(|text| Pinned(text.to_owned()))
    }
}

/// The same under the attribute's old name, which React and its like keep to themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Renamed(pub Option<Pinned>);

impl Value for Renamed {
    const VALUES: &'static str = <Option<Pinned>>::VALUES;
    const RENAMED: Option<&'static str> = Some("keys");

    fn read(text: Option<&str>) -> Self {
        Self(Value::read(text))
    }
}

impl Value for View {
    const VALUES: &'static str = "`full`, `compact`";
    const KIND: Kind = Kind::OneOf(&["full", "compact"]);

    fn read(text: Option<&str>) -> Self {
        text.and_then(Self::parse).unwrap_or_default()
    }
}

/// Ids, each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ids(pub Vec<String>);

impl Value for Ids {
    const VALUES: &'static str = "ids";

    fn read(text: Option<&str>) -> Self {
        let mut ids: Vec<String> = Vec::new();
        for id in text.unwrap_or_default().split_whitespace() {
            if !ids.iter().any(|known| known == id) {
                ids.push(id.to_owned());
            }
        }
        Self(ids)
    }
}

/// The moment of an archive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum At {
    /// This moment.
    Moment(Stamp),
    /// Not a moment. The feed is still shown as an archive, as of the day on which it was issued.
    Unreadable,
}

impl Value for Option<At> {
    const VALUES: &'static str = "a moment such as `2024-02-22T12:00:00+01:00`";

    fn read(text: Option<&str>) -> Self {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        Some(Stamp::parse(text).map_or(At::Unreadable, At::Moment))
    }
}

/// The level of a heading, from 1 to 6.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heading(pub usize);

impl Value for Heading {
    const VALUES: &'static str = "`1` to `6`";
    const KIND: Kind = Kind::Number;

    fn read(text: Option<&str>) -> Self {
        let level = text.and_then(|text| text.trim().parse().ok());
        Self(
            level
                .filter(|level| (1..=6).contains(level))
                .unwrap_or(HEADING),
        )
    }
}

impl Value for bool {
    const VALUES: &'static str = "set; `false` is as if not set";
    const KIND: Kind = Kind::Flag;

    /// Reads "false" as off, which is what some frameworks write for a condition that does not hold.
    fn read(text: Option<&str>) -> Self {
        text.is_some_and(|text| !text.trim().eq_ignore_ascii_case("false"))
    }
}

/// Whether a copy is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Storage {
    /// In the browser.
    Browser,
    /// Nowhere; a copy from before is deleted.
    None,
}

impl Value for Storage {
    const VALUES: &'static str = "`none`";
    const KIND: Kind = Kind::OneOf(&["none"]);

    fn read(text: Option<&str>) -> Self {
        match text.map(str::trim) {
            Some("none") => Self::None,
            _ => Self::Browser,
        }
    }
}

/// An attribute that the stylesheet alone reads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Styled<T>(std::marker::PhantomData<T>);

/// The values of `theme`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme;

/// The values of `density`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Density;

impl Value for Styled<Theme> {
    const VALUES: &'static str = "`light`, `dark`";
    const KIND: Kind = Kind::OneOf(&["light", "dark"]);
    const OBSERVED: bool = false;

    fn read(_: Option<&str>) -> Self {
        Self(std::marker::PhantomData)
    }
}

impl Value for Styled<Density> {
    const VALUES: &'static str = "`compact`";
    const KIND: Kind = Kind::OneOf(&["compact"]);
    const OBSERVED: bool = false;

    fn read(_: Option<&str>) -> Self {
        Self(std::marker::PhantomData)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(attributes: &[(&str, &str)]) -> Attributes {
        Attributes::read(|name| {
            let set = attributes.iter().find(|(known, _)| *known == name);
            set.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_element_without_attributes_has_the_defaults() {
        let attributes = read(&[]);
        assert_eq!(attributes.options(Lang::De), ViewOptions::default());
        assert_eq!(attributes.pinned(), None);
        assert!(attributes.complaints().is_empty());
        assert_eq!(attributes.storage, Storage::Browser);
    }

    #[test]
    fn ids_count_once() {
        assert_eq!(read(&[("only", "a b\n a")]).only.0, ["a", "b"]);
    }

    #[test]
    fn unreadable_moment_and_key_are_reported() {
        let attributes = read(&[("at", "gestern"), ("keys", "ssh-ed25519 x")]);
        assert_eq!(attributes.at, Some(At::Unreadable));
        assert_eq!(attributes.complaints(), ["bad-at", "bad-key"]);
        assert_eq!(read(&[("at", " ")]).at, None);
    }

    #[test]
    fn row_65_keys_have_an_old_name_that_counts_where_the_new_one_is_not_set() {
        let pinned = |set: &[(&str, &str)]| read(set).pinned().map(|keys| keys.0.clone());
        assert_eq!(pinned(&[("keys", "a")]), Some("a".to_owned()));
        assert_eq!(pinned(&[("key", "b")]), Some("b".to_owned()));
        assert_eq!(pinned(&[("key", "b"), ("keys", "a")]), Some("a".to_owned()));
        // An empty list is a list: it believes nobody.
        assert_eq!(pinned(&[("key", "b"), ("keys", "")]), Some(String::new()));
        assert_eq!(read(&[("key", "ssh-ed25519 x")]).complaints(), ["bad-key"]);
    }

    #[test]
    fn row_65_a_flag_that_says_false_is_off() {
        for text in ["", "true", "links", "1"] {
            assert!(read(&[("links", text)]).links, "{text}");
        }
        for text in ["false", " FALSE "] {
            assert!(!read(&[("links", text)]).links, "{text}");
        }
        assert!(!read(&[]).links);
    }

    #[test]
    fn words_are_documented_as_programs_set_them() {
        for attribute in TABLE {
            if let Kind::OneOf(words) = attribute.kind {
                let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                assert_eq!(words.join(", "), attribute.values, "{}", attribute.name);
            }
        }
    }

    #[test]
    fn old_names_lead_to_new_ones() {
        for attribute in TABLE {
            let now = attribute.renamed.unwrap_or(attribute.name);
            let now = TABLE.iter().find(|known| known.name == now).unwrap();
            assert_eq!(now.renamed, None, "{}", attribute.name);
        }
    }

    #[test]
    fn headings_have_six_levels() {
        for (text, level) in [("1", 1), ("6", 6), ("0", 2), ("7", 2), ("drei", 2)] {
            assert_eq!(read(&[("heading", text)]).heading.0, level, "{text}");
        }
    }

    #[test]
    fn the_stylesheet_reads_its_own() {
        let styled = TABLE.iter().filter(|attribute| !attribute.observed);
        let names: Vec<&str> = styled.map(|attribute| attribute.name).collect();
        assert_eq!(names, ["theme", "density"]);
    }
}
