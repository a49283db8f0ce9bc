//! Reading what is unpacked, within limits.

use std::io::Read;

use gongkai_plugin::ImportError;

/// Reads a file to its end, or to the limit: what the package says of its size is not believed. Gives how many bytes were
/// unpacked besides.
pub(crate) fn read(
    from: impl Read,
    limit: u64,
    error: impl Fn(&std::io::Error) -> ImportError,
) -> (Result<Vec<u8>, ImportError>, u64) {
    let mut bytes = Vec::new();
    let read = from.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    let size = bytes.len() as u64;
    let result = match read {
        Err(cause) => Err(error(&cause)),
        Ok(_) if size > limit => Err(ImportError::TooLarge { size, limit }),
        Ok(_) => Ok(bytes),
    };
    (result, size)
}
