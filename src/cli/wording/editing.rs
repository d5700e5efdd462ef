//! The command line's words about the editor: what the terminal says of it, and what its page is told.

use crate::cli::outcome::Refusal;

/// Everything about the editor in one language.
pub(in crate::cli) trait Editing {
    /// Says why the page does not get what it asks for.
    fn refusal(&self, why: &Refusal) -> String;
    /// Says that the editor runs, at which address, and how it is ended.
    fn editor_runs(&self, address: &str) -> String;
    /// Says that the browser did not open, and what to do.
    fn not_opened(&self, address: &str) -> String;
    /// Says what is going to be signed.
    fn to_sign(&self, id: &str, seq: u64) -> String;
    /// Says that a key is going to be made.
    fn to_make(&self, key: &str) -> String;
}

#[cfg(test)]
mod tests {
    use crate::cli::MessageLang::{De, En};
    use crate::cli::outcome::{CliError, Refusal};

    #[test]
    fn every_refusal_is_said_in_calm_words_of_both_languages() {
        let failed = |error: CliError| move || Refusal::Failed(error);
        let kept = || Refusal::Kept("status.neu-1.json".into());
        let all: Vec<Box<dyn FnOnce() -> Refusal>> = vec![
            Box::new(|| Refusal::Broken),
            Box::new(|| Refusal::Stranger),
            Box::new(|| Refusal::Origin),
            Box::new(|| Refusal::Unknown),
            Box::new(|| Refusal::Method("GET")),
            Box::new(|| Refusal::Slow),
            Box::new(|| Refusal::NoFile),
            Box::new(|| Refusal::NoOut),
            Box::new(|| Refusal::NoKey),
            Box::new(|| Refusal::Busy),
            Box::new(kept),
            Box::new(|| Refusal::Length),
            Box::new(|| Refusal::Large),
            Box::new(|| Refusal::Host),
            Box::new(|| Refusal::Unnamed),
            Box::new(|| Refusal::Head),
            Box::new(failed(CliError::Link("x".into()))),
        ];
        for refusal in all {
            let refusal = refusal();
            let [german, english] = [De, En].map(|lang| lang.words().refusal(&refusal));
            assert_ne!(german, english);
            for said in [german, english] {
                assert!(said.ends_with('.') && !said.contains('!'), "{said}");
            }
        }
    }

    #[test]
    fn an_address_stands_alone_in_its_line() {
        let address = "http://127.0.0.1:4711/editor/#token=ab";
        for words in [De.words(), En.words()] {
            for said in [words.editor_runs(address), words.not_opened(address)] {
                assert!(said.lines().any(|line| line.trim() == address), "{said}");
                assert!(said.ends_with('\n') && !said.contains('!'), "{said}");
            }
        }
    }
}
