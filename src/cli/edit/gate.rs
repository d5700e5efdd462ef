//! Who may ask for what: pages of other origins, other names of this machine and earlier starts may not.

use std::hint::black_box;

use super::message::Head;
use crate::cli::outcome::Refusal;
use crate::cli::{CryptoRngCore, Io};

/// The port, and the secret that only the page of this start knows.
pub(super) struct Gate {
    port: u16,
    token: String,
}

/// What a request that was let in asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// A file of the editor: its path.
    Asset(String),
    /// What the editor was started with.
    Desk,
    /// The file.
    File,
    /// A new version of the file.
    SaveFile(Expected),
    /// The draft.
    Draft,
    /// A new draft.
    SaveDraft,
    /// No draft any more.
    DropDraft,
    /// A signature.
    Sign,
    /// A new key.
    Key,
    /// The site.
    Site,
}

/// The version of the file that is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// There is none.
    Absent,
    /// The one with this hash.
    Hash(String),
}

impl Route {
    /// Tells whether the request has a body.
    pub(super) fn has_body(&self) -> bool {
        matches!(
            self,
            Self::SaveFile(_) | Self::SaveDraft | Self::Sign | Self::Site
        )
    }
}

impl Gate {
    /// Makes a gate with a new secret of 128 bits.
    pub(super) fn new(port: u16, io: &mut Io<'_>) -> Self {
        Self {
            port,
            token: token(io.random),
        }
    }

    /// Returns the address of the editor's page. The secret stands behind the "#", so it is not sent to anybody.
    pub(super) fn address(&self) -> String {
        format!(
            "http://127.0.0.1:{}/editor/#token={}",
            self.port, self.token
        )
    }

    /// Decides about a request. Its body need not be there yet.
    pub(super) fn admit(&self, head: &Head) -> Result<Route, Refusal> {
        // A foreign name that was made to lead here is not this server's name.
        let host = head.field("host").filter(|host| self.is_own(host));
        let host = host.ok_or(Refusal::Host)?;
        let (path, method) = (head.target.as_str(), head.method.as_str());
        if !path.starts_with("/api/") {
            return match method {
                "GET" | "HEAD" => Ok(asset(path)),
                _ => Err(Refusal::Method("GET, HEAD")),
            };
        }
        let given = head.field("authorization");
        let given = given.and_then(|value| value.strip_prefix("Bearer "));
        if !given.is_some_and(|given| is_same_secret(given, &self.token)) {
            return Err(Refusal::Stranger);
        }
        let possible = possible(path).ok_or(Refusal::Unknown)?;
        if !possible.split(", ").any(|known| known == method) {
            return Err(Refusal::Method(possible));
        }
        if method != "GET" && head.field("origin") != Some(&format!("http://{host}")) {
            return Err(Refusal::Origin);
        }
        match (path, method) {
            ("/api/desk", _) => Ok(Route::Desk),
            ("/api/file", "GET") => Ok(Route::File),
            ("/api/file", _) => expected(head).map(Route::SaveFile).ok_or(Refusal::Unnamed),
            ("/api/draft", "GET") => Ok(Route::Draft),
            ("/api/draft", "PUT") => Ok(Route::SaveDraft),
            ("/api/draft", _) => Ok(Route::DropDraft),
            ("/api/sign", _) => Ok(Route::Sign),
            ("/api/key", _) => Ok(Route::Key),
            ("/api/site", _) => Ok(Route::Site),
            _ => Err(Refusal::Unknown),
        }
    }

    fn is_own(&self, host: &str) -> bool {
        let names = ["127.0.0.1", "localhost"];
        names
            .iter()
            .any(|name| host == format!("{name}:{}", self.port))
    }
}

/// Returns the methods that an address knows.
fn possible(path: &str) -> Option<&'static str> {
    Some(match path {
        "/api/desk" => "GET",
        "/api/file" => "GET, PUT",
        "/api/draft" => "GET, PUT, DELETE",
        "/api/sign" | "/api/key" | "/api/site" => "POST",
        _ => return None,
    })
}

/// Returns the file of the editor that an address stands for, without its query.
fn asset(target: &str) -> Route {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let path = path.strip_prefix('/').unwrap_or_default();
    Route::Asset(match path {
        "editor/" => "editor/index.html".to_owned(),
        path => path.to_owned(),
    })
}

/// Reads which version a request replaces. It names one, or says that there is none.
fn expected(head: &Head) -> Option<Expected> {
    if let Some(tag) = head.field("if-match") {
        let hash = tag.strip_prefix('"')?.strip_suffix('"')?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        return is_hash.then(|| Expected::Hash(hash.to_owned()));
    }
    (head.field("if-none-match")? == "*").then_some(Expected::Absent)
}

fn token(random: &mut dyn CryptoRngCore) -> String {
    let mut bytes = [0; 16];
    random.fill_bytes(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Compares two secrets in a time that does not tell how much of them is the same.
fn is_same_secret(one: &str, other: &str) -> bool {
    let pairs = one.bytes().zip(other.bytes());
    let differences = pairs.fold(0, |all, (one, other)| black_box(all | (one ^ other)));
    one.len() == other.len() && differences == 0
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    const TOKEN: &str = "00112233445566778899aabbccddeeff";
    const BEARER: &str = "Bearer 00112233445566778899aabbccddeeff";
    const HOST: (&str, &str) = ("host", "127.0.0.1:4711");
    const ORIGIN: (&str, &str) = ("origin", "http://127.0.0.1:4711");
    const AUTHORIZATION: (&str, &str) = ("authorization", BEARER);

    pub(in super::super) fn gate() -> Gate {
        Gate {
            port: 4711,
            token: TOKEN.to_owned(),
        }
    }

    /// Makes the head of a request that is let in.
    pub(in super::super) fn own(method: &str, path: &str, more: &[(&'static str, &str)]) -> Head {
        Head::new(
            method,
            path,
            &[&[HOST, ORIGIN, AUTHORIZATION], more].concat(),
        )
    }

    fn asked(method: &str, path: &str, fields: &[(&'static str, &str)]) -> Result<Route, u16> {
        let decided = gate().admit(&Head::new(method, path, fields));
        decided.map_err(|refusal| refusal.status())
    }

    const ALL: [(&str, &str); 9] = [
        ("GET", "/api/desk"),
        ("GET", "/api/file"),
        ("PUT", "/api/file"),
        ("GET", "/api/draft"),
        ("PUT", "/api/draft"),
        ("DELETE", "/api/draft"),
        ("POST", "/api/sign"),
        ("POST", "/api/key"),
        ("POST", "/api/site"),
    ];

    #[test]
    fn by_another_name_nobody_comes_in() {
        for host in [
            "127.0.0.1",
            "localhost",
            "127.0.0.1:4712",
            "localhost.evil.example:4711",
            "evil.example:4711",
            "127.0.0.1:4711.evil.example",
            "[::1]:4711",
            "LOCALHOST:4711",
            "",
        ] {
            for (method, path) in ALL.into_iter().chain([("GET", "/editor/")]) {
                let fields = [("host", host), ORIGIN, AUTHORIZATION];
                assert_eq!(asked(method, path, &fields), Err(421), "{host} {path}");
            }
        }
        assert_eq!(asked("GET", "/editor/", &[]), Err(421));
        let editor = Ok(Route::Asset("editor/index.html".into()));
        for host in ["127.0.0.1:4711", "localhost:4711"] {
            assert_eq!(asked("GET", "/editor/", &[("host", host)]), editor);
        }
    }

    #[test]
    fn without_the_secret_nothing_is_read_or_written() {
        let long = format!("{BEARER}0");
        for given in [
            None,
            Some(TOKEN),
            Some("Bearer "),
            Some("Bearer 00112233445566778899aabbccddeefe"),
            Some("Bearer 00112233445566778899AABBCCDDEEFF"),
            Some("Basic 00112233445566778899aabbccddeeff"),
            Some(&BEARER[..BEARER.len() - 1]),
            Some(long.as_str()),
        ] {
            for (method, path) in ALL
                .into_iter()
                .chain([("GET", "/api/"), ("OPTIONS", "/api/file")])
            {
                let given = given.map(|given| ("authorization", given));
                let fields = [Some(HOST), Some(ORIGIN), given];
                let fields: Vec<_> = fields.into_iter().flatten().collect();
                assert_eq!(asked(method, path, &fields), Err(401), "{given:?} {path}");
            }
        }
    }

    #[test]
    fn only_the_own_page_writes() {
        for origin in [
            None,
            Some("http://localhost:4711"),
            Some("https://127.0.0.1:4711"),
            Some("http://127.0.0.1:4712"),
            Some("https://evil.example"),
            Some("null"),
        ] {
            for (method, path) in ALL.into_iter().filter(|(method, _)| *method != "GET") {
                let given = origin.map(|origin| ("origin", origin));
                let fields = [Some(HOST), Some(AUTHORIZATION), given];
                let fields: Vec<_> = fields.into_iter().flatten().collect();
                assert_eq!(asked(method, path, &fields), Err(403), "{origin:?} {path}");
            }
        }
        let fields = [
            ("host", "localhost:4711"),
            ("origin", "http://localhost:4711"),
            AUTHORIZATION,
        ];
        assert_eq!(asked("POST", "/api/key", &fields), Ok(Route::Key));
        // A page reads without an origin: browsers send none to their own server.
        assert_eq!(
            asked("GET", "/api/file", &[HOST, AUTHORIZATION]),
            Ok(Route::File)
        );
    }

    #[test]
    fn only_these_addresses_and_methods_exist() {
        let asked = |method: &str, path: &str| {
            let decided = gate().admit(&own(method, path, &[("if-none-match", "*")]));
            decided.map_err(|refusal| refusal.status())
        };
        for (method, path) in ALL {
            assert!(asked(method, path).is_ok(), "{method} {path}");
            let all = [
                "GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "TRACE", "get",
            ];
            for other in all
                .into_iter()
                .filter(|other| !ALL.contains(&(*other, path)))
            {
                assert_eq!(asked(other, path), Err(405), "{other} {path}");
            }
            for wrong in ["/", "/status.json", "?file=x", "#x", "%2f", "//"] {
                assert_eq!(
                    asked(method, &format!("{path}{wrong}")),
                    Err(404),
                    "{wrong}"
                );
            }
        }
        for path in ["/api/", "/api/files", "/api//file", "/api/../api/file"] {
            assert_eq!(asked("GET", path), Err(404), "{path}");
        }
        for method in ["PUT", "POST", "DELETE", "OPTIONS"] {
            assert_eq!(asked(method, "/editor/"), Err(405));
        }
    }

    #[test]
    fn a_writer_names_the_version_that_is_replaced() {
        let hash = "0".repeat(64);
        let save = |fields: &[(&'static str, &str)]| {
            let decided = gate().admit(&own("PUT", "/api/file", fields));
            decided.map_err(|refusal| refusal.status())
        };
        let named = Route::SaveFile(Expected::Hash(hash.clone()));
        let tag = format!("\"{hash}\"");
        assert_eq!(save(&[("if-match", &tag)]), Ok(named.clone()));
        assert_eq!(
            save(&[("if-match", &tag), ("if-none-match", "*")]),
            Ok(named)
        );
        assert_eq!(
            save(&[("if-none-match", "*")]),
            Ok(Route::SaveFile(Expected::Absent))
        );
        let weak = format!("W/{tag}");
        for tag in ["*", "\"\"", &hash, &weak, &tag[..60], "\"é\""] {
            assert_eq!(save(&[("if-match", tag)]), Err(428), "{tag}");
        }
        assert_eq!(save(&[("if-none-match", &tag)]), Err(428));
        assert_eq!(save(&[]), Err(428));
    }

    #[test]
    fn each_start_has_a_secret_of_its_own() {
        use crate::cli::tests::Dice;
        let [one, other] = [1, 2].map(|number| token(&mut Dice(number)));
        assert_ne!(one, other);
        assert_eq!(one.len(), 32);
        let gate = Gate {
            port: 4711,
            token: one.clone(),
        };
        assert_eq!(
            gate.address(),
            format!("http://127.0.0.1:4711/editor/#token={one}")
        );
    }
}
