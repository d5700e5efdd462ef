//! Links in the page's address, to an entry or to a search.

use super::Query;
use crate::feed::vocabulary::{Kind, Level, Vocabulary as _};

/// The beginning of every fragment of the widget's, so that the host page's own are left alone.
const PREFIX: &str = "amts-";

/// The target of a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// The entry, part or question with this id.
    Entry(String),
    /// A search.
    Search(Query),
}

impl Link {
    /// Parses a fragment with or without its `#`: `amts-opac`, or `amts-q=Pass&level=down+limited&kind=service`.
    /// Returns `None` if it is not one of the widget's. Unknown filters are left out.
    pub fn parse(fragment: &str) -> Option<Self> {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let named = fragment
            .strip_prefix(PREFIX)
            .filter(|named| !named.is_empty())?;
        if !named.contains('=') {
            return Some(Self::Entry(named.to_owned()));
        }
        let (mut typed, mut levels, mut kinds) = (String::new(), Vec::new(), Vec::new());
        for (name, value) in form_urlencoded::parse(named.as_bytes()) {
            match &*name {
                "q" => typed = value.into_owned(),
                "level" => levels.extend(value.split(' ').filter_map(Level::named)),
                "kind" => kinds.extend(value.split(' ').filter_map(Kind::named)),
                _ => {}
            }
        }
        levels.dedup();
        kinds.dedup();
        Some(Self::Search(Query::new(&typed, levels, kinds)))
    }

    /// Returns the fragment without its `#`; an empty text for an empty search.
    pub fn fragment(&self) -> String {
        match self {
            Self::Entry(id) => [PREFIX, id].concat(),
            Self::Search(query) => {
                let levels = Level::ALL.iter().filter(|level| query.has_level(**level));
                let levels: Vec<&str> = levels.map(|level| level.name()).collect();
                let kinds = Kind::ALL.iter().filter(|kind| query.has_kind(**kind));
                let kinds: Vec<&str> = kinds.map(|kind| kind.name()).collect();
                let mut fragment =
                    form_urlencoded::Serializer::for_suffix(PREFIX.to_owned(), PREFIX.len());
                let fields = [
                    ("q", query.typed().to_owned()),
                    ("level", levels.join(" ")),
                    ("kind", kinds.join(" ")),
                ];
                let mut fields = fields
                    .into_iter()
                    .filter(|(_, value)| !value.is_empty())
                    .peekable();
                if fields.peek().is_none() {
                    return String::new();
                }
                fragment.extend_pairs(fields).finish()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_comes_back_from_its_link() {
        let query = Query::new(
            "Perso & Pass",
            vec![Level::Ok, Level::Down],
            vec![Kind::Event],
        );
        let fragment = Link::Search(query.clone()).fragment();
        assert_eq!(fragment, "amts-q=Perso+%26+Pass&level=down+ok&kind=event");
        let Some(Link::Search(back)) = Link::parse(&format!("#{fragment}")) else {
            panic!("{fragment}");
        };
        assert_eq!(back.typed(), query.typed());
        assert!(back.has_level(Level::Ok) && back.has_level(Level::Down));
        assert!(back.has_kind(Kind::Event));
        assert_eq!(Link::Search(Query::default()).fragment(), "");
    }

    #[test]
    fn an_entry_is_named_by_its_id() {
        let opac = Link::Entry("opac".to_owned());
        assert_eq!(Link::parse("#amts-opac"), Some(opac.clone()));
        assert_eq!(opac.fragment(), "amts-opac");
    }

    #[test]
    fn foreign_fragments_and_unknown_filters_are_left_alone() {
        for foreign in ["", "#", "#kontakt", "#amts", "#amts-", "#/amts-a"] {
            assert_eq!(Link::parse(foreign), None, "{foreign}");
        }
        let query = Link::parse("#amts-level=nonsense+down+down&colour=red");
        assert_eq!(
            query,
            Some(Link::Search(Query::new("", vec![Level::Down], Vec::new())))
        );
    }
}
