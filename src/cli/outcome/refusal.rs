//! Why the editor's page does not get what it asks `edit` for.

use super::error::CliError;

/// Why a request is not answered with what it asks for.
#[derive(Debug)]
pub enum Refusal {
    /// It cannot be understood.
    Broken,
    /// It does not bear the secret of this start.
    Stranger,
    /// A page of another origin wants to write.
    Origin,
    /// There is nothing under this address.
    Unknown,
    /// The address does not know this method; those that it knows.
    Method(&'static str),
    /// It does not come to an end.
    Slow,
    /// No file was named to save into.
    NoFile,
    /// No folder was named to write the site into.
    NoOut,
    /// No key was named, or there is none yet.
    NoKey,
    /// Another request is being carried out; it may wait for a passphrase.
    Busy,
    /// The file was changed by somebody else. What was sent is kept under this name.
    Kept(String),
    /// It does not say how long it is.
    Length,
    /// It is longer than anything that is taken.
    Large,
    /// It came by another name than this server has.
    Host,
    /// The feed may not be published: the report.
    Faulty(String),
    /// It does not say which version of the file it replaces.
    Unnamed,
    /// There is too much before its content.
    Head,
    /// It cannot be done.
    Failed(CliError),
}

impl Refusal {
    /// Returns the status of HTTP.
    pub fn status(&self) -> u16 {
        match self {
            Self::Broken => 400,
            Self::Stranger => 401,
            Self::Origin => 403,
            Self::Unknown => 404,
            Self::Method(_) => 405,
            Self::Slow => 408,
            Self::NoFile | Self::NoOut | Self::NoKey | Self::Busy => 409,
            Self::Kept(_) => 412,
            Self::Length => 411,
            Self::Large => 413,
            Self::Host => 421,
            Self::Faulty(_) => 422,
            Self::Unnamed => 428,
            Self::Head => 431,
            Self::Failed(failure) => match failure {
                CliError::Unreadable(..)
                | CliError::Unwritable(..)
                | CliError::Output(_)
                | CliError::Unproved => 500,
                // The others are about what somebody has chosen, and can change.
                _ => 409,
            },
        }
    }
}

impl From<CliError> for Refusal {
    fn from(failure: CliError) -> Self {
        Self::Failed(failure)
    }
}
