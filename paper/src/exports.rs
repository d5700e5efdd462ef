//! What the element calls (embed/amts-status.js): characters in, characters out, so that neither side needs the other's
//! memory.

use std::cell::RefCell;

use crate::sheet::sheet;

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    static ADDRESS: RefCell<String> = const { RefCell::new(String::new()) };
    static SHEET: RefCell<std::vec::IntoIter<u8>> = RefCell::new(sheet(&ADDRESS.take()).into_bytes().into_iter());
}

/// Takes a character of the address, which is ASCII; without one, which is 0, gives the next of the stylesheet, and 0 at its
/// end.
#[expect(unsafe_code, reason = "a name that nothing else has")]
#[unsafe(no_mangle)]
pub extern "C" fn next(character: u8) -> u8 {
    if character > 0 {
        ADDRESS.with_borrow_mut(|address| address.push(character.into()));
        return 0;
    }
    SHEET.with_borrow_mut(|sheet| sheet.next().unwrap_or(0))
}
