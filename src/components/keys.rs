//! Keys by which Yew finds the elements of a list again.

use std::collections::HashMap;

use yew::virtual_dom::Key;

/// Gives each value a key made of its id. An id should stand once in a feed; where it does not, the second gets a key of
/// its own, since two elements of one list must not share a key.
pub fn keyed<'a, T: 'a>(
    values: impl IntoIterator<Item = T>,
    id: impl Fn(&T) -> &str + 'a,
) -> Vec<(Key, T)> {
    let mut met: HashMap<String, usize> = HashMap::new();
    let mut all = Vec::new();
    for value in values {
        let name = id(&value).to_owned();
        let times = met.entry(name.clone()).or_default();
        *times += 1;
        let key = match *times {
            1 => name,
            // An id has no space, so this is nobody's.
            times => format!("{name} {times}"),
        };
        all.push((Key::from(key), value));
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
        assert_eq!(keys, ["a", "b", "a 2", "a 3"]);
    }
}
