//! What `amtsstatus edit` can do for the editor that it serves.

use serde::Deserialize;

/// The answer of `GET /api/desk`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Desk {
    /// The name of the file that it saves into.
    pub file: Option<String>,
    /// The name of the folder into which it writes a site.
    pub out: Option<String>,
    /// Whether there is a key to sign with. `None` if no key was named.
    pub key: Option<KeyState>,
    /// The public key, as in a `.pub` file.
    pub public_key: Option<String>,
}

/// Whether there is a key to sign with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyState {
    /// It can be made.
    Absent,
    /// It is there.
    Ready,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_whatever_else_is_in_it() {
        let answer =
            r#"{ "file": "status.json", "out": null, "key": "ready", "lang": "de", "new": 1 }"#;
        let desk: Desk = serde_json::from_str(answer).unwrap();
        assert_eq!(desk.file.as_deref(), Some("status.json"));
        assert_eq!((desk.out, desk.key), (None, Some(KeyState::Ready)));
    }
}
