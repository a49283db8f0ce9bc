//! Single changes of properties (`sprm`): each a number and what it changes to, one after the other.

use crate::bytes::{long, short, slice};

/// A change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sprm<'a> {
    /// Its number as [MS-DOC] lists them.
    pub(crate) code: u16,
    pub(crate) operand: &'a [u8],
}

impl Sprm<'_> {
    /// The first byte of what it changes to.
    pub(crate) fn byte(&self) -> u8 {
        self.operand.first().copied().unwrap_or(0)
    }

    pub(crate) fn short(&self) -> u16 {
        short(self.operand, 0).unwrap_or(0)
    }

    pub(crate) fn long(&self) -> u32 {
        long(self.operand, 0).unwrap_or(0)
    }

    pub(crate) fn on(&self) -> bool {
        self.byte() != 0
    }
}

/// The changes in some bytes, up to the first that is torn.
#[derive(Debug, Clone)]
pub(crate) struct Sprms<'a>(pub(crate) &'a [u8]);

impl<'a> Iterator for Sprms<'a> {
    type Item = Sprm<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let code = short(self.0, 0)?;
        let rest = self.0.get(2..)?;
        // Bytes that tell a length, and that length.
        let (head, length) = match (code, code >> 13) {
            // Counts one byte more than follow.
            (0xD608, _) => (2, usize::from(short(rest, 0)?).checked_sub(1)?),
            (0xC615, _) if *rest.first()? == 255 => (1, tabs(rest)?),
            (_, 6) => (1, usize::from(*rest.first()?)),
            (_, 0 | 1) => (0, 1),
            (_, 3) => (0, 4),
            (_, 7) => (0, 3),
            _ => (0, 2),
        };
        let operand = slice(rest, head, length)?;
        self.0 = rest.get(head + length..)?;
        Some(Sprm { code, operand })
    }
}

/// Length of a list of tab stops that is too long to say so.
fn tabs(rest: &[u8]) -> Option<usize> {
    let deleted = usize::from(*rest.get(1)?);
    let added = usize::from(*rest.get(2 + 4 * deleted)?);
    Some(2 + 4 * deleted + 3 * added)
}

/// A change of one byte, as pieces of text carry it in short (`Prm`): a number of its own for some changes.
pub(crate) fn of_piece(number: u8) -> Option<u16> {
    Some(match number {
        0x0C => 0x260A,
        0x18 => 0x2416,
        0x19 => 0x2417,
        0x41 => 0x0800,
        0x42 => 0x0801,
        0x55 => 0x0835,
        0x57 => 0x0837,
        0x5C => 0x083C,
        0x68 => 0x2A48,
        0x73 => 0x2A53,
        0x75 => 0x0855,
        0x78 => 0x2640,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_of_every_length() {
        let bytes = [
            &[0x16, 0x24, 1][..],
            &[0x0B, 0x46, 2, 1],
            &[0x49, 0x66, 1, 0, 0, 0],
            &[0x08, 0xD6, 4, 0, 9, 8, 7],
            &[0x15, 0xC6, 255, 1, 0, 0, 0, 0, 1, 5, 5, 5],
            &[0x2B, 0xD6, 2, 0, 3],
            &[0x21, 0xF4, 1, 2, 3],
            &[0x49, 0x66, 1],
        ]
        .concat();
        let read: Vec<(u16, usize)> = Sprms(&bytes).map(|sprm| (sprm.code, sprm.operand.len())).collect();
        let expected = [(0x2416, 1), (0x460B, 2), (0x6649, 4), (0xD608, 3), (0xC615, 9), (0xD62B, 2), (0xF421, 3)];
        assert_eq!(read, expected);
        assert_eq!(Sprms(&[0x08, 0xD6, 0, 0]).next(), None);
    }
}
