//! Mail addresses: which of them may become a link.

use super::host::{in_ascii, is_host};

/// Returns the `mailto:` link for a mail address of ordinary form. An umlaut in its domain is written in ASCII, since not
/// every mail program does so by itself.
pub fn mail_link(address: &str) -> Option<String> {
    let (name, domain) = address.split_once('@')?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte);
    (!name.is_empty() && name.bytes().all(plain) && is_host(domain))
        .then(|| ["mailto:", name, "@", &in_ascii(domain)].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_addresses_get_mail() {
        for (address, link) in [
            ("info@moessingen.de", "mailto:info@moessingen.de"),
            ("rathaus@müllheim.de", "mailto:rathaus@xn--mllheim-n2a.de"),
        ] {
            assert_eq!(mail_link(address).as_deref(), Some(link));
        }
        for wrong in [
            "info",
            "a@b",
            "@b.de",
            "a@b.de.",
            "a@b.de?bcc=evil@x.de",
            "a b@c.de",
            "a@b@c.de",
            "mailto:a@b.de",
            "müller@b.de",
            "a@mоessingen.de",
        ] {
            assert_eq!(mail_link(wrong), None, "{wrong}");
        }
    }
}
