//! The lines with which a server mends what was found: for nginx, Caddy and Apache. They are the same in every language.

use crate::cli::outcome::{FileKind, Remedy, ServerKind};

/// All servers whose settings are known, and their names.
pub const SERVERS: [(ServerKind, &str); 3] = [
    (ServerKind::Nginx, "nginx"),
    (ServerKind::Caddy, "Caddy"),
    (ServerKind::Apache, "Apache (.htaccess)"),
];

/// Returns the lines for a server. `None` if there is nothing to set: it does so by itself, or not at all.
#[must_use]
pub fn lines(remedy: &Remedy, server: ServerKind) -> Option<String> {
    use ServerKind::{Apache, Caddy, Nginx};
    let header = |name: &str, value: &str| match server {
        Nginx => format!("add_header {name} \"{value}\" always;"),
        Caddy => format!("header {name} \"{value}\""),
        Apache => format!("Header always set {name} \"{value}\""),
    };
    Some(match remedy {
        Remedy::Type(kind) => {
            let (ending, content_type) = match kind {
                FileKind::Page => ("html", "text/html"),
                FileKind::Feed => ("json", "application/json"),
                FileKind::Script => ("js", "text/javascript"),
                FileKind::Core => ("wasm", "application/wasm"),
                FileKind::Style => ("css", "text/css"),
            };
            match server {
                // A list of types inside of another block would replace all others there.
                Nginx => format!(
                    "location ~ \\.{ending}$ {{ types {{ }} default_type {content_type}; }}"
                ),
                Caddy => format!("header *.{ending} Content-Type {content_type}"),
                Apache => format!("AddType {content_type} .{ending}"),
            }
        }
        Remedy::Nosniff => header("X-Content-Type-Options", "nosniff"),
        Remedy::Share => header("Access-Control-Allow-Origin", "*"),
        Remedy::Expose => header("Access-Control-Expose-Headers", "Date, Retry-After, Age"),
        Remedy::AskEachTime => header("Cache-Control", "no-cache"),
        Remedy::KeepForAYear => {
            let value = "public, max-age=31536000, immutable";
            match server {
                // What is added in a block replaces all that is added around it.
                Nginx => format!(
                    "location ~ /amts-status/[0-9] {{\n    add_header Cache-Control \"{value}\";\n    add_header Access-Control-Allow-Origin \"*\" always;\n    add_header X-Content-Type-Options nosniff always;\n}}"
                ),
                Caddy => format!("header /amts-status/* Cache-Control \"{value}\""),
                Apache => format!(
                    "Header onsuccess set Cache-Control \"{value}\" \"expr=%{{REQUEST_URI}} =~ m#/amts-status/[0-9]#\""
                ),
            }
        }
        Remedy::Unchanged => match server {
            Nginx => "etag on;".to_owned(),
            Caddy => return None,
            Apache => "FileETag MTime Size\nRequestHeader edit* \"If-None-Match\" \"-(gzip|br)\\\"\" \"\\\"\"".to_owned(),
        },
        Remedy::Pack => match server {
            Nginx => "gzip on;\ngzip_comp_level 5;\ngzip_vary on;\ngzip_types text/css text/javascript application/json application/wasm image/svg+xml;".to_owned(),
            Caddy => "encode zstd gzip".to_owned(),
            Apache => "AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json application/wasm image/svg+xml".to_owned(),
        },
        Remedy::Vary => match server {
            Nginx => "gzip_vary on;".to_owned(),
            Caddy => return None,
            Apache => "Header append Vary Accept-Encoding".to_owned(),
        },
        Remedy::Clock => "timedatectl set-ntp true".to_owned(),
        Remedy::Policy(directive) => directive.clone(),
    })
}
