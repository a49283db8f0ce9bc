//! Numbers in bytes, least byte first; nothing where the bytes end before.

/// `34 12`
pub(crate) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// `78 56 34 12`
pub(crate) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// `21 43 65 87 78 56 34 12`
pub(crate) fn quad(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// So many bytes from a place on.
pub(crate) fn slice(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(length)?)
}

/// Two bytes a character, as far as they go.
pub(crate) fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).filter_map(|pair| short(pair, 0)).collect();
    String::from_utf16_lossy(&units)
}

/// A list of places with something for each stretch between two of them (a `Plc`): start, end, and the bytes of the thing.
pub(crate) fn plc(bytes: &[u8], size: usize) -> impl Iterator<Item = (u32, u32, &[u8])> {
    let count = bytes.len().saturating_sub(4) / (4 + size);
    (0..count).filter_map(move |number| {
        let thing = slice(bytes, 4 * (count + 1) + size * number, size)?;
        Some((long(bytes, 4 * number)?, long(bytes, 4 * number + 4)?, thing))
    })
}
