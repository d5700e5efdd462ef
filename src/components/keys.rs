//! Keys by which Yew finds the elements of a list again.

use yew::virtual_dom::Key;

/// Gives each value a key made of its id. If an id is repeated, the second value gets a longer key, since two elements
/// of one list must not share a key.
pub fn keyed<'a, T: 'a>(
    values: impl IntoIterator<Item = T>,
    id: impl Fn(&T) -> &str + 'a,
) -> Vec<(Key, T)> {
    let mut all: Vec<(Key, T)> = Vec::new();
    for value in values {
        let mut name = id(&value).to_owned();
        // An id has no space, so no other value has the longer key.
        while all.iter().any(|(key, _)| **key == *name) {
            name.push_str(" again");
        }
        all.push((Key::from(name), value));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_stands_once() {
        let keys: Vec<String> = keyed(["a", "b", "a", "a"], |id| id)
            .into_iter()
            .map(|(key, _)| key.to_string())
            .collect();
        assert_eq!(keys, ["a", "b", "a again", "a again again"]);
    }
}
