//! A signature for tests, made by `printf '{"a":1}\n' > m.json; ssh-keygen -Y sign -n amts-status -f key m.json` (OpenSSH 9.2).

use super::ARMOUR;

/// The signed file.
pub const SIGNED: &str = "\
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgWjD+p0e/ecMDJ3T5Y7c6Dio10A
urUSg4PHe62fDlYH8AAAALYW10cy1zdGF0dXMAAAAAAAAABnNoYTUxMgAAAFMAAAALc3No
LWVkMjU1MTkAAABAT8eN8Gg8CGPlMYk/TsMkUGYB6XUqgCCERAmK2uSaNJ8CT3H9b5sK4k
Jt2L6lJua30DYTjXxxjqSY5r6X/+g9CA==
-----END SSH SIGNATURE-----
{\"a\":1}
";

/// Its signature, and what is behind it.
pub const SIGNATURE: &str = SIGNED.split_at(ARMOUR).0;
pub const CONTENT: &str = SIGNED.split_at(ARMOUR).1;

/// The key that it was made with.
pub const KEY: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFow/qdHv3nDAyd0+WO3Og4qNdALq1EoODx3utnw5WB/";
