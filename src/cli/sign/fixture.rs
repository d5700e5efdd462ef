//! The test bench: a folder with a feed and keys in it, in which a test signs.

use ssh_key::{LineEnding, PrivateKey};

use crate::cli::FINE;
use crate::cli::tests::{Dice, Folder, pair, run_typing};

pub(super) const PASSPHRASE: &str = "Wo ist der Tresor";

pub(super) fn feed(seq: u32) -> String {
    format!(
        r#"{{ "version": 1, "id": "stadt", "seq": {seq}, "issued": "2024-02-22T10:00:00+01:00",
  "next_update": "2024-02-29T12:00:00+01:00", "valid_until": "2024-03-07T00:00:00+01:00",
  "publisher": {{ "name": "Stadt", "url": "https://www.stadt.example/" }},
  "entries": [ {{ "id": "a", "kind": "service", "name": "Bürgerbüro", "state": "available" }} ] }}
"#
    )
}

pub(super) fn pem(key: &PrivateKey) -> String {
    key.to_openssh(LineEnding::LF).unwrap().to_string()
}

pub(super) fn some_key() -> PrivateKey {
    pair(5).0
}

/// Makes a folder with a feed, a locked key, an open key and the passphrase.
pub(super) fn folder(name: &str) -> Folder {
    let folder = Folder::new(&format!("sign-{name}"));
    let key = some_key();
    let locked = key.encrypt(&mut Dice(6), PASSPHRASE).unwrap();
    folder.put("presse", &pem(&locked));
    folder.put("presse.pub", &key.public_key().to_openssh().unwrap());
    folder.put("offen", &pem(&key));
    folder.put("p", PASSPHRASE);
    folder.put("status.json", &feed(7));
    folder
}

impl Folder {
    /// Runs `sign` with these arguments, where `@` is the folder's path, and with this typed at the terminal. Returns
    /// standard output, standard error and the exit status.
    pub(super) fn sign(&self, args: &str, typed: &[&str]) -> (String, String, u8) {
        let args = format!("sign {args}").replace('@', self.path());
        let args: Vec<&str> = args.split(' ').collect();
        run_typing(&args, "", typed)
    }

    #[track_caller]
    pub(super) fn signs(&self, args: &str, typed: &[&str]) -> String {
        let (out, err, status) = self.sign(args, typed);
        assert_eq!((err.as_str(), status), ("", FINE));
        out
    }

    #[track_caller]
    pub(super) fn will_not_sign(&self, args: &str, typed: &[&str], status: u8, said: &str) {
        let before = self.all();
        let (out, err, ended) = self.sign(args, typed);
        assert_eq!(out, "");
        let said = said.replace('@', self.path());
        assert!(err.contains(&said), "{err}\n{said}");
        assert_eq!(ended, status, "{err}");
        assert_eq!(self.all(), before);
    }
}
