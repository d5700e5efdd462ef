//! nginx with a publisher's configuration, on a port and in a folder of its own.

use std::fs;
use std::io::{Error, Result};
use std::path::Path;
use std::process::Command;

/// Where the configurations say that the files are.
const FOLDER: &str = "/srv/amtsstatus";

/// Writes a configuration, a block for one server, for `folder`, whose `site/` is served on `port` of this machine. Returns the command that runs it as one process. What Debian's nginx.conf would have around the block is
/// here what has to be.
///
/// # Errors
///
/// Fails where the block lacks a line that has to be changed for this, or the folder cannot be written.
pub fn configure(block: &str, folder: &Path, port: u16) -> Result<Command> {
    let path = |name: &str| folder.join(name).display().to_string();
    let mut block = block.to_owned();
    for (from, to) in [
        (FOLDER, path("site")),
        ("listen 80;", format!("listen 127.0.0.1:{port};")),
        ("listen [::]:80;", String::new()),
        ("/var/log/nginx/amtsstatus.log", path("access.log")),
        ("/var/log/nginx/amtsstatus-error.log", path("error.log")),
    ] {
        if block.matches(from).count() != 1 {
            return Err(Error::other(format!("{from} in\n{block}")));
        }
        block = block.replace(from, &to);
    }
    fs::write(path("amtsstatus.conf"), block)?;
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {};\n", path(name)))
        .concat();
    let main = format!(
        "daemon off;\nmaster_process off;\npid {};\nerror_log {};\nevents {{}}\nhttp {{\n{temporary}include {};\n}}\n",
        path("nginx.pid"),
        path("start.log"),
        path("amtsstatus.conf"),
    );
    fs::write(path("nginx.conf"), main)?;
    let mut nginx = Command::new("nginx");
    nginx.args([
        "-p",
        &path(""),
        "-e",
        &path("start.log"),
        "-c",
        &path("nginx.conf"),
    ]);
    Ok(nginx)
}

/// Finds the one block for nginx in the manual, the text of docs/betrieb.md.
///
/// # Errors
///
/// Fails where there is none, or several.
pub fn block(manual: &str) -> Result<&str> {
    let mut blocks = manual.split("```nginx\n").skip(1);
    match (
        blocks.next().and_then(|block| block.split("```").next()),
        blocks.next(),
    ) {
        (Some(block), None) => Ok(block),
        _ => Err(Error::other(
            "docs/betrieb.md has not exactly one block for nginx",
        )),
    }
}
