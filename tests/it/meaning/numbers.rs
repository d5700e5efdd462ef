//! Numbers and addresses: what is shown is what is dialled.
