//! What a view asks of the browser. What comes of it is an [`Action`](super::state::Action).

use web_sys::File;

use super::package::SiteOptions;

/// Something that only a browser, or `amtsstatus edit` behind it, can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Reads a published feed from this address, and opens it.
    Fetch(String),
    /// Reads a file that was chosen, unless it is larger than any feed, and opens it.
    OpenFile(File),
    /// Reads the file with a signature of ssh-keygen.
    OpenSignature(File),
    /// Reads the widget's bundle beside the editor, makes all files of the site and saves them as one ZIP.
    Package(SiteOptions),
    /// Opens a draft of an earlier visit, by its number.
    OpenDraft(String),
    /// Drops a draft of an earlier visit, by its number.
    DropDraft(String),
    /// Saves bytes under a name, as a download.
    Download {
        /// The name of the file.
        name: String,
        /// Its content.
        bytes: Vec<u8>,
        /// Its media type.
        kind: &'static str,
    },
    /// Puts the focus on the element with this id once it is drawn, and opens what is folded around it.
    Focus(String),
    /// Saves the feed in place of somebody else's version, these bytes, which are kept beside the file.
    Replace(Vec<u8>),
    /// Copies a text.
    Copy(String),
    /// Saves the feed into the file that `amtsstatus edit` has.
    Save,
    /// Signs the feed by `amtsstatus edit`; it asks for the passphrase itself.
    Sign,
    /// Makes a pair of keys by `amtsstatus edit`.
    MakeKey,
    /// Writes all files of the site into the folder that `amtsstatus edit` has.
    WriteSite,
}
