//! SSH's wire format, as far as a name or a length in it is asked for.

/// Reads the name of the kind from an encoded public key.
pub fn kind(mut key: &[u8]) -> Option<String> {
    String::from_utf8(string(&mut key)?.to_vec()).ok()
}

/// Reads the next string of SSH's wire format, its length and its bytes (RFC 4251, section 5), and moves `bytes` behind
/// it. Returns `None` if the bytes end too early.
pub fn string<'b>(bytes: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (string, rest) = rest.split_at_checked(length)?;
    *bytes = rest;
    Some(string)
}
