//! The core's instructions, sorted by kind: opcodes, numbers of locals, offsets and so on each in a row of its own, as what
//! is alike packs better side by side. That is 9 % on the wire by brotli, 12 % by gzip; `embed/join.js` joins them again.
//!
//! The file is a WebAssembly module in which nothing is but one custom section, so that servers know its type:
//! the name `split`, then the length of each row and of the module as 4 bytes, little-endian, then the rows. That is how a section looks that
//! every reader of WebAssembly skips.

use anyhow::{Context, Result, bail, ensure};

/// The rows, in the order of the file; `embed/join.js` has the same.
#[derive(Clone, Copy)]
enum Row {
    /// The module up to the first function.
    Head,
    /// Of each function the size, and the types of its locals.
    Functions,
    /// With what is nearly told by them, such as which function is called and how memory is aligned, or is too rare for a row.
    Ops,
    /// How many others of its function have been used since a local was: it is mostly one of the last.
    Locals,
    I32,
    /// Offsets from which is read, and to which is written.
    Loads,
    Stores,
    /// Constants of three bytes and more: mostly where something stands in memory.
    Addresses,
    Branches,
    Others,
    /// What comes after the last function.
    Tail,
}
use Row::*;

const ROWS: usize = 11;

/// Stands for `i32.const` with a number from [`Addresses`]; WebAssembly has no such opcode.
const LONG: u8 = 0xff;

/// The section of a module that has the functions.
const CODE: u8 = 10;

struct Splitter<'m> {
    module: &'m [u8],
    at: usize,
    rows: [Vec<u8>; ROWS],
    /// The locals of a function, the last used first.
    recent: Vec<usize>,
}

/// Sorts the instructions of a module.
pub fn split(module: &[u8]) -> Result<Vec<u8>> {
    ensure!(module.starts_with(b"\0asm"), "not a WebAssembly module");
    let mut splitter = Splitter {
        module,
        at: 8,
        rows: Default::default(),
        recent: Vec::new(),
    };
    splitter.rows[Head as usize].extend(module.get(..8).context("a module that is cut short")?);
    splitter.sections()?;
    let mut content = b"\x05split".to_vec();
    let lengths = splitter.rows.iter().map(Vec::len);
    for length in lengths.chain([module.len()]) {
        content.extend(u32::try_from(length)?.to_le_bytes());
    }
    for row in &splitter.rows {
        content.extend(row);
    }
    let mut file = b"\0asm\x01\0\0\0\0".to_vec();
    // Five bytes whatever the number, so that the rows begin at the same place in every file.
    let size = content.len();
    file.extend(
        (0..5).map(|byte| (size >> (7 * byte) & 127) as u8 | if byte < 4 { 128 } else { 0 }),
    );
    file.extend(content);
    Ok(file)
}

impl Splitter<'_> {
    fn sections(&mut self) -> Result<()> {
        let mut row = Head;
        while self.at < self.module.len() {
            let id = self.bytes(row, 1)?[0];
            let size = self.number(row)?;
            if id == CODE {
                for _ in 0..self.number(row)? {
                    self.function()?;
                }
                row = Tail;
            } else {
                self.bytes(row, size)?;
            }
        }
        Ok(())
    }

    fn function(&mut self) -> Result<()> {
        let size = self.number(Functions)?;
        let end = self.at + size;
        self.recent.clear();
        for _ in 0..self.number(Functions)? {
            self.number(Functions)?;
            self.bytes(Functions, 1)?;
        }
        while self.at < end {
            self.instruction()?;
        }
        ensure!(
            self.at == end,
            "an instruction that ends behind its function"
        );
        Ok(())
    }

    fn instruction(&mut self) -> Result<()> {
        let op = self.bytes(Ops, 1)?[0];
        let numbers: &[Row] = match op {
            0x02..=0x04 | 0x3f | 0x40 | 0xd0..=0xd2 => &[Others],
            0x0c | 0x0d => &[Branches],
            0x0e => {
                for _ in 0..=self.number(Branches)? {
                    self.number(Branches)?;
                }
                &[]
            }
            0x10 | 0x23..=0x26 | 0x42 => &[Ops],
            0x11 => &[Others, Others],
            0x1c => {
                let count = self.number(Others)?;
                self.bytes(Others, count)?;
                &[]
            }
            0x20..=0x22 => {
                self.local()?;
                &[]
            }
            0x28..=0x35 => &[Ops, Loads],
            0x36..=0x3e => &[Ops, Stores],
            0x41 if self.is_long() => {
                if let Some(op) = self.rows[Ops as usize].last_mut() {
                    *op = LONG;
                }
                &[Addresses]
            }
            0x41 => &[I32],
            0x43 | 0x44 => {
                self.bytes(Others, if op == 0x43 { 4 } else { 8 })?;
                &[]
            }
            0xfc => match self.number(Ops)? {
                0..=7 => &[],
                8 | 10 | 12 | 14 => &[Others, Others],
                9 | 11 | 13 | 15..=17 => &[Others],
                more => bail!("the instruction 0xfc {more}, which embed/join.js does not know"),
            },
            0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 => &[],
            _ => bail!("the instruction {op:#x}, which embed/join.js does not know"),
        };
        for row in numbers {
            self.number(*row)?;
        }
        Ok(())
    }

    fn local(&mut self) -> Result<()> {
        let row = self.rows[Locals as usize].len();
        let local = self.number(Locals)?;
        self.rows[Locals as usize].truncate(row);
        let known = self.recent.len();
        self.recent.extend(known..=local);
        let rank = self.recent.iter().position(|recent| *recent == local);
        let mut rank = rank.context("a local that is not among those used")?;
        self.recent[..=rank].rotate_right(1);
        let row = &mut self.rows[Locals as usize];
        while rank > 127 {
            row.push(rank as u8 | 128);
            rank >>= 7;
        }
        row.push(rank as u8);
        Ok(())
    }

    /// Whether the next number has three bytes or more.
    fn is_long(&self) -> bool {
        let next = self.module.get(self.at..self.at + 2);
        next.is_some_and(|next| next.iter().all(|byte| byte & 128 != 0))
    }

    fn bytes(&mut self, row: Row, count: usize) -> Result<&[u8]> {
        let end = self.at + count;
        let bytes = self
            .module
            .get(self.at..end)
            .context("a module that is cut short")?;
        self.at = end;
        self.rows[row as usize].extend(bytes);
        Ok(bytes)
    }

    /// A number of variable length (LEB128).
    fn number(&mut self, row: Row) -> Result<usize> {
        let mut value = 0;
        for shift in (0..70).step_by(7) {
            let byte = self.bytes(row, 1)?[0];
            // More than 64 bits are no number that is counted by.
            value |= usize::from(byte & 127).checked_shl(shift).unwrap_or(0);
            if byte < 128 {
                return Ok(value);
            }
        }
        bail!("a number without end")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (module (func (param i32) (result i32) local.get 0 i32.const 7 i32.add))
    const ADD: &[u8] = b"\0asm\x01\0\0\0\x01\x06\x01\x60\x01\x7f\x01\x7f\x03\x02\x01\0\x0a\x09\x01\x07\0\x20\0\x41\x07\x6a\x0b";

    #[test]
    fn instructions_are_sorted_by_kind() {
        let file = split(ADD).unwrap();
        assert!(file.starts_with(b"\0asm\x01\0\0\0\0"));
        assert_eq!(&file[14..20], b"\x05split");
        let rows = &file[68..];
        assert_eq!(rows.len(), ADD.len());
        let (head, functions) = (&ADD[..23], &[0x07, 0][..]);
        let (ops, local, number) = (&[0x20, 0x41, 0x6a, 0x0b][..], &[0][..], &[0x07][..]);
        assert_eq!(rows, [head, functions, ops, local, number].concat());
    }

    #[test]
    fn a_local_is_told_by_how_lately_it_was_used() {
        // (module (func (local i32 i32) local.get 1 drop local.get 1 drop local.get 0 drop local.get 1 drop))
        let lately = b"\0asm\x01\0\0\0\x0a\x12\x01\x10\x01\x02\x7f\x20\x01\x1a\x20\x01\x1a\x20\0\x1a\x20\x01\x1a\x0b";
        let file = split(lately).unwrap();
        assert!(file.ends_with(&[0x0b, 1, 0, 1, 1]));
    }

    #[test]
    fn long_constants_have_a_row_and_an_opcode_of_their_own() {
        // (module (func (result i32) i32.const 16384))
        let long = b"\0asm\x01\0\0\0\x0a\x08\x01\x06\0\x41\x80\x80\x01\x0b";
        let file = split(long).unwrap();
        assert!(file.ends_with(&[0xff, 0x0b, 0x80, 0x80, 0x01]));
    }

    #[test]
    fn what_cannot_be_joined_again_is_refused() {
        let mut unknown = ADD.to_vec();
        let end = unknown.len() - 2;
        unknown[end] = 0xfd;
        assert!(split(&unknown).is_err());
        assert!(split(&ADD[..ADD.len() - 1]).is_err());
        assert!(split(b"no module").is_err());
        assert!(split(b"\0asm").is_err());
    }
}
