//! The signs that fonts of signs stand for.

/// Signs of the font Wingdings that forms use, by their code.
const WINGDINGS: &[(u32, &str)] =
    &[(0x6F, "□"), (0x71, "□"), (0xA8, "□"), (0xFB, "×"), (0xFC, "√"), (0xFD, "☒"), (0xFE, "☑"), (0x52, "☑")];

/// What the character of a code shows in a font; the character itself where the font is none of signs.
pub fn sign(font: &str, code: u32) -> String {
    // Fonts of signs stand in the private area from F000 on.
    let low = if (0xF000..0xF100).contains(&code) { code - 0xF000 } else { code };
    let is_known = font.to_lowercase().starts_with("wingdings");
    let sign = WINGDINGS.iter().find(|(known, _)| is_known && *known == low);
    sign.map(|(_, sign)| (*sign).to_owned()).or_else(|| char::from_u32(code).map(String::from)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_and_ticks() {
        for (font, code, expected) in
            [("Wingdings 2", 0x52, "☑"), ("wingdings", 0xF0FC, "√"), ("宋体", 0x4E00, "一"), ("", 0xD800, "")]
        {
            assert_eq!(sign(font, code), expected);
        }
    }
}
