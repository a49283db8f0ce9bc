//! How much a file unpacks to, before anything unpacks it: counted, not kept.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use gongkai_plugin::ImportError;

/// Bytes that one packed stream may unpack to. A picture of a page in full colour has some 100 MB.
const MOST_OF_ONE: u64 = 256 << 20;
/// Bytes that all streams but pictures may unpack to. Fonts and pages of a report have some MB.
const MOST_OF_ALL: u64 = 512 << 20;
/// How often the bytes of a file may be read while its streams are measured: streams do not overlap.
const MOST_READS: u64 = 4;

/// Refuses a file that unpacks to more than any document needs.
///
/// Streams are found by the word that begins them, whatever the tables of the file say, so that none can hide.
///
/// # Errors
/// [`ImportError::Unpacks`].
pub(crate) fn check(bytes: &[u8]) -> Result<(), ImportError> {
    let refused = |limit: String| Err(ImportError::Unpacks { limit });
    let (mut all, mut read, mut last) = (0, 0, 0);
    for start in starts(bytes) {
        let dictionary = dictionary(bytes.get(last..start).unwrap_or_default());
        last = start;
        let measured = measure(dictionary, bytes.get(start..).unwrap_or_default());
        let Some(Measured { taken, size }) = measured else {
            return refused("a stream packed more than once".into());
        };
        if size > MOST_OF_ONE {
            return refused(format!("a stream of more than {} MB", MOST_OF_ONE >> 20));
        }
        if !contains(dictionary, b"/Image") {
            all += size;
        }
        if all > MOST_OF_ALL {
            return refused(format!("streams of more than {} MB", MOST_OF_ALL >> 20));
        }
        read += taken;
        if read > MOST_READS * bytes.len() as u64 {
            return refused("streams that overlap".into());
        }
    }
    Ok(())
}

/// Packed bytes of a stream, and how many they unpack to, counted up to one more than is allowed.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Measured {
    taken: u64,
    size: u64,
}

/// Measures a stream; nothing where it is packed more than once, which no honest file is.
fn measure(dictionary: &[u8], packed: &[u8]) -> Option<Measured> {
    let filters = filters(dictionary);
    let (letters, packings): (Vec<Filter>, Vec<Filter>) =
        filters.into_iter().partition(|filter| matches!(filter, Filter::Base85 | Filter::Hex));
    let bytes = match letters.first() {
        Some(letters) if !packings.is_empty() => Cow::Owned(from_letters(packed, *letters == Filter::Hex)),
        _ => packed.into(),
    };
    let measured = match packings.as_slice() {
        [] => Some(if is_zlib(&bytes) { deflate(ZlibDecoder::new(&*bytes)) } else { Measured::default() }),
        [Filter::Lzw] => Some(lzw(&bytes)),
        [Filter::RunLength] => Some(run_length(&bytes)),
        [_] if is_zlib(&bytes) => Some(deflate(ZlibDecoder::new(&*bytes))),
        [_] => Some(deflate(DeflateDecoder::new(&*bytes))),
        _ => None,
    };
    // Letters have been read to their end, whatever of their bytes was packed.
    let read = if letters.is_empty() { 0 } else { bytes.len() as u64 };
    measured.map(|measured| Measured { taken: measured.taken.max(read), ..measured })
}

/// Where the data of streams begin.
fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    const WORD: &[u8] = b"stream";
    let words = bytes.windows(WORD.len()).enumerate().filter(|(_, window)| *window == WORD);
    words.filter_map(|(at, _)| {
        let behind = bytes.get(at + WORD.len()..)?;
        let is_end = at >= 3 && bytes.get(at - 3..at) == Some(b"end");
        let line = [&b"\r\n"[..], b"\n", b"\r"].into_iter().find(|line| behind.starts_with(line))?;
        (!is_end).then_some(at + WORD.len() + line.len())
    })
}

/// What stands before a stream, back to the word that begins its object.
fn dictionary(before: &[u8]) -> &[u8] {
    let object = before.windows(4).rposition(|window| window == b" obj");
    object.and_then(|at| before.get(at..)).unwrap_or(before)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    Base85,
    Hex,
    Flate,
    Lzw,
    RunLength,
}

/// The filters that a dictionary names, in order.
fn filters(dictionary: &[u8]) -> Vec<Filter> {
    const NAMES: &[(&[u8], Filter)] = &[
        (b"/ASCII85Decode", Filter::Base85),
        (b"/A85", Filter::Base85),
        (b"/ASCIIHexDecode", Filter::Hex),
        (b"/AHx", Filter::Hex),
        (b"/FlateDecode", Filter::Flate),
        (b"/Fl", Filter::Flate),
        (b"/LZWDecode", Filter::Lzw),
        (b"/LZW", Filter::Lzw),
        (b"/RunLengthDecode", Filter::RunLength),
        (b"/RL", Filter::RunLength),
    ];
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = dictionary.get(at..).filter(|rest| !rest.is_empty()) {
        let name = NAMES.iter().find(|(name, _)| {
            rest.starts_with(name) && rest.get(name.len()).is_none_or(|next| !next.is_ascii_alphanumeric())
        });
        at += name.map_or(1, |(name, _)| name.len());
        found.extend(name.map(|(_, filter)| *filter));
    }
    found
}

fn is_zlib(packed: &[u8]) -> bool {
    matches!(packed, [first, second, ..] if first & 0x0F == 8 && u16::from_be_bytes([*first, *second]).is_multiple_of(31))
}

fn deflate(mut decoder: impl Inflate) -> Measured {
    let mut buffer = vec![0; 64 << 10];
    let mut size = 0;
    // Damaged data unpack to what came before the damage.
    while size <= MOST_OF_ONE
        && let Ok(read @ 1..) = decoder.read(&mut buffer)
    {
        size += read as u64;
    }
    Measured { taken: decoder.taken(), size }
}

/// A decoder that says how much it took in.
trait Inflate: Read {
    fn taken(&self) -> u64;
}

impl Inflate for ZlibDecoder<&[u8]> {
    fn taken(&self) -> u64 {
        self.total_in()
    }
}

impl Inflate for DeflateDecoder<&[u8]> {
    fn taken(&self) -> u64 {
        self.total_in()
    }
}

/// Runs of one byte: a length and what it is the length of.
fn run_length(packed: &[u8]) -> Measured {
    let mut measured = Measured::default();
    while let Some(&length) = packed.get(measured.taken as usize).filter(|_| measured.size <= MOST_OF_ONE) {
        let (taken, size) = match length {
            128 => break,
            ..128 => (u64::from(length) + 2, u64::from(length) + 1),
            _ => (2, 257 - u64::from(length)),
        };
        measured.taken += taken;
        measured.size += size;
    }
    measured
}

/// What LZW codes unpack to: the length of each code's text is that of an older one and one more.
fn lzw(packed: &[u8]) -> Measured {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut lengths: Vec<u64> = vec![1; 258];
    let (mut bits, mut count, mut last, mut size) = (0_u32, 0_u32, 0_u64, 0_u64);
    let mut taken = 0;
    for byte in packed {
        taken += 1;
        (bits, count) = (bits << 8 | u32::from(*byte), count + 8);
        // Codes grow one entry early, as is the default.
        let width = match lengths.len() {
            ..511 => 9,
            511..1023 => 10,
            1023..2047 => 11,
            _ => 12,
        };
        if count < width {
            continue;
        }
        count -= width;
        let code = (bits >> count) as usize & ((1 << width) - 1);
        bits &= (1 << count) - 1;
        match code {
            CLEAR => {
                lengths.truncate(258);
                last = 0;
            }
            END => break,
            _ => {
                let length = lengths.get(code).copied().unwrap_or(last + 1);
                if last > 0 && lengths.len() < 4096 {
                    lengths.push(last + 1);
                }
                (last, size) = (length, size + length);
            }
        }
        if size > MOST_OF_ONE {
            break;
        }
    }
    Measured { taken, size }
}

/// Bytes written as letters, in base 85 or 16.
fn from_letters(letters: &[u8], is_hex: bool) -> Vec<u8> {
    let mark = if is_hex { b'>' } else { b'~' };
    let end = letters.iter().position(|letter| *letter == mark).unwrap_or(letters.len());
    let letters = letters.iter().take(end).filter(|letter| !letter.is_ascii_whitespace());
    let (base, length, bytes) = if is_hex { (16_u32, 2, 1) } else { (85, 5, 4) };
    let (mut all, mut group, mut read) = (Vec::new(), 0_u32, 0);
    for letter in letters {
        let digit = if is_hex {
            char::from(*letter).to_digit(16).unwrap_or(0)
        } else if *letter == b'z' && read == 0 {
            all.extend([0; 4]);
            continue;
        } else {
            u32::from(letter.saturating_sub(b'!')).min(84)
        };
        (group, read) = (group.wrapping_mul(base).wrapping_add(digit), read + 1);
        if read == length {
            all.extend_from_slice(&group.to_be_bytes()[4 - bytes..]);
            (group, read) = (0, 0);
        }
    }
    all
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn file(dictionary: &str, data: &[u8]) -> Vec<u8> {
        [b"%PDF-1.7\n1 0 obj\n", dictionary.as_bytes(), b"\nstream\r\n", data, b"\nendstream endobj"].concat()
    }

    #[test]
    fn streams_are_measured_before_they_are_unpacked() {
        let small = zlib(b"BT (1) Tj ET");
        assert_eq!(check(&file("<</Filter/FlateDecode>>", &small)), Ok(()));
        let bomb = zlib(&vec![b' '; (MOST_OF_ONE + 1) as usize]);
        for dictionary in ["<</Filter/FlateDecode>>", "<< /Filter /FlateDecode /Subtype /Image >>", "<<>>"] {
            assert!(matches!(check(&file(dictionary, &bomb)), Err(ImportError::Unpacks { .. })), "{dictionary}");
        }
        let hex: String = bomb.iter().map(|byte| format!("{byte:02X}")).collect();
        let hidden = file("<</Filter[/ASCIIHexDecode/FlateDecode]>>", format!("{hex}>").as_bytes());
        assert!(matches!(check(&hidden), Err(ImportError::Unpacks { .. })));
        let twice = file("<</Filter [/FlateDecode /FlateDecode]>>", &zlib(&small));
        assert!(matches!(check(&twice), Err(ImportError::Unpacks { .. })));
    }

    #[test]
    fn lzw_is_counted() {
        // `-----A---B`, ten characters, from the standard.
        assert_eq!(lzw(&[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]), Measured { taken: 9, size: 10 });
        assert_eq!(run_length(&[2, 1, 2, 3, 255, 7, 128, 9]), Measured { taken: 6, size: 5 });
    }

    #[test]
    fn letters_are_bytes() {
        assert_eq!(from_letters(b"9jqo^~>", false), b"Man ");
        assert_eq!(from_letters(b"4D 61\n6e>", true), b"Man");
    }
}
