//! What `amtsstatus site` makes of a feed, in a folder of its own.

use std::ffi::OsString;
use std::path::Path;

use amtsstatus::cli::{self, Io, MessageLang};
use amtsstatus::feed::time::Stamp;

/// Publishes an example feed into a folder, as of this moment, with more options.
pub fn publish((name, at): (&str, &str), folder: &Path, more: &[OsString]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    publish_file(&root.join(format!("feeds/{name}.json")), at, folder, more);
}

/// Publishes any file, likewise.
pub fn publish_file(file: &Path, at: &str, folder: &Path, more: &[OsString]) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut io = Io {
        out: &mut out,
        err: &mut err,
        input: &mut std::io::empty(),
        secret: &mut |_| Err(std::io::ErrorKind::NotFound.into()),
        random: &mut cli::OsRng,
        web: &mut cli::Nobody,
        now: Stamp::parse(at).unwrap().at,
        lang: MessageLang::De,
    };
    let args = ["site".into(), file.into(), "--out".into(), folder.into()];
    let args = args.into_iter().chain(more.iter().cloned());
    let status = cli::run(args, &mut io);
    assert_eq!(status, cli::FINE, "{}", String::from_utf8_lossy(&err));
}
