//! Code pages: of the file, and of each font.

use std::collections::HashMap;

use encoding_rs::{Encoding, GB18030};
use gongkai_word::of_code_page;

/// Code pages of the character sets of fonts (`\fcharset`), apart from those that say nothing.
const CHARSETS: &[(i32, i32)] = &[
    (77, 10_000),
    (128, 932),
    (129, 949),
    (134, 936),
    (136, 950),
    (161, 1253),
    (162, 1254),
    (163, 1258),
    (177, 1255),
    (178, 1256),
    (186, 1257),
    (204, 1251),
    (222, 874),
    (238, 1250),
];

/// The charsets of a file.
#[derive(Debug)]
pub(crate) struct Charsets {
    /// Of the file. One that names none is from a Chinese system, or has no characters beyond ASCII.
    file: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    /// Places that could not be decoded.
    pub(crate) damaged: usize,
}

impl Default for Charsets {
    fn default() -> Self {
        Self { file: GB18030, fonts: HashMap::new(), damaged: 0 }
    }
}

impl Charsets {
    /// `\ansicpg936`
    pub(crate) fn set_page(&mut self, page: i32) {
        self.file = of_code_page(page).unwrap_or(self.file);
    }

    /// A font of the table with its character set.
    pub(crate) fn set_font(&mut self, font: i32, charset: i32) {
        let page = CHARSETS.iter().find(|(known, _)| *known == charset).map(|(_, page)| *page);
        if let Some(charset) = page.and_then(of_code_page) {
            self.fonts.insert(font, charset);
        }
    }

    /// Characters written in a font.
    pub(crate) fn decode(&mut self, bytes: &[u8], font: i32) -> String {
        if bytes.is_ascii() {
            return bytes.iter().map(|&byte| char::from(byte)).collect();
        }
        let charset = self.fonts.get(&font).copied().unwrap_or(self.file);
        let (text, is_damaged) = charset.decode_without_bom_handling(bytes);
        // Some writers leave the font of Latin letters in force for Chinese ones.
        if is_damaged && charset != self.file {
            let (other, is_damaged) = self.file.decode_without_bom_handling(bytes);
            if !is_damaged {
                return other.into_owned();
            }
        }
        self.damaged += text.chars().filter(|&c| c == '\u{fffd}').count();
        text.into_owned()
    }

    /// Name of the charset of the file.
    pub(crate) fn name(&self) -> &'static str {
        self.file.name()
    }
}
