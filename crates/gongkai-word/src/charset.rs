//! Code pages, as files of Windows number them.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_1252};

/// The charset of a code page (`936`), if it is known.
pub fn of_code_page(page: i32) -> Option<&'static Encoding> {
    Some(match page {
        936 | 54_936 | 10_008 | 20_936 => GB18030,
        950 | 10_002 => BIG5,
        932 | 10_001 => SHIFT_JIS,
        949 | 10_003 => EUC_KR,
        65_001 => UTF_8,
        10_000 => MACINTOSH,
        437 | 850 | 1252 => WINDOWS_1252,
        page => return Encoding::for_label(format!("windows-{page}").as_bytes()),
    })
}
