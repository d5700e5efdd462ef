//! Mail addresses: which of them may become a link.

use super::host::is_host;

/// Returns the `mailto:` link for a mail address of ordinary form. An umlaut in its domain stays one: the browser writes it
/// as RFC 6068 wants it, and the mail program looks the domain up.
pub fn mail_link(address: &str) -> Option<String> {
    let (name, domain) = address.split_once('@')?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte);
    (!name.is_empty() && name.bytes().all(plain) && is_host(domain))
        .then(|| ["mailto:", address].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_addresses_get_mail() {
        for (address, link) in [
            ("info@moessingen.de", "mailto:info@moessingen.de"),
            ("rathaus@müllheim.de", "mailto:rathaus@müllheim.de"),
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
