//! Simplified characters for traditional ones, and everyday characters for the radicals that PDF files use in their place.

/// Traditional or variant characters, each followed by its simplified form. Source: 简化字总表 (1986) and 第一批异体字整理表
/// (1955), as far as reports of government bodies and the names of places need them.
///
/// One character stands for one character, without regard to the words around it. Characters that simplified text also
/// uses in their own right (乾 in 乾县, 著, 藉) are left out; 於, ever-present in traditional labels, is in, at the cost of 於潜.
const PAIRS: &str = include_str!("traditional.txt");

const FIRST: usize = 0x4E00;
const LAST: usize = 0x9FFF;

/// The simplified form of every character of the basic block, by its distance from the first; zero: unchanged.
static SIMPLIFIED: [u16; LAST - FIRST + 1] = table();

/// Whether a character belongs to the basic block of Chinese characters.
pub(super) fn is_basic_han(c: char) -> bool {
    (FIRST..=LAST).contains(&(c as usize))
}

/// The simplified form of a character; others come back unchanged.
#[inline(always)]
pub(super) fn simplified(c: char) -> char {
    let place = (c as usize).wrapping_sub(FIRST);
    match SIMPLIFIED.get(place) {
        None => radical(c),
        Some(0) => c,
        Some(&code) => char::from_u32(u32::from(code)).unwrap_or(c),
    }
}

/// Whether three bytes of UTF-8 that begin with 0xE4 to 0xE9 are a character of the basic block that stays as it is.
#[inline(always)]
pub(super) fn is_simplified(bytes: [u8; 3]) -> bool {
    let [a, b, c] = bytes.map(usize::from);
    let code = (a & 0xF) << 12 | (b & 0x3F) << 6 | (c & 0x3F);
    SIMPLIFIED.get(code.wrapping_sub(FIRST)) == Some(&0)
}

/// The character that a radical of the supplement block looks like; NFKC, which maps the Kangxi radicals, keeps these.
#[inline(never)]
fn radical(c: char) -> char {
    match c {
        '⺒' => '巳',
        '⺓' => '幺',
        '⺝' => '月',
        '⺟' => '母',
        '⺠' => '民',
        '⺩' => '王',
        '⻁' => '虎',
        '⻄' => '西',
        '⻅' => '见',
        '⻆' => '角',
        '⻉' => '贝',
        '⻋' => '车',
        '⻓' => '长',
        '⻔' => '门',
        '⻘' => '青',
        '⻙' => '韦',
        '⻚' => '页',
        '⻛' => '风',
        '⻜' => '飞',
        '⻝' => '食',
        '⻢' => '马',
        '⻣' => '骨',
        '⻤' => '鬼',
        '⻥' => '鱼',
        '⻦' => '鸟',
        '⻨' => '麦',
        '⻩' => '黄',
        '⻬' => '齐',
        '⻮' => '齿',
        '⻰' => '龙',
        '⻳' => '龟',
        c => c,
    }
}

/// Reads [`PAIRS`] at compile time, so that the program starts with the table in place.
const fn table() -> [u16; LAST - FIRST + 1] {
    let bytes = PAIRS.as_bytes();
    let mut table = [0; LAST - FIRST + 1];
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] < 0x80 {
            at += 1;
        } else {
            table[code(bytes, at) as usize - FIRST] = code(bytes, at + 3);
            at += 6;
        }
    }
    table
}

/// The code point of a character of three bytes, as all of the basic block are.
const fn code(bytes: &[u8], at: usize) -> u16 {
    ((bytes[at] as u16 & 0x0F) << 12) | ((bytes[at + 1] as u16 & 0x3F) << 6) | (bytes[at + 2] as u16 & 0x3F)
}

#[cfg(test)]
mod tests {
    use super::{PAIRS, is_basic_han, simplified};

    #[test]
    fn pairs_are_sorted_and_lead_to_simplified_characters() {
        let pairs: Vec<Vec<char>> = PAIRS.split_whitespace().map(|pair| pair.chars().collect()).collect();
        assert!(pairs.iter().all(|pair| pair.len() == 2 && pair.iter().all(|&c| is_basic_han(c))));
        assert!(pairs.windows(2).all(|pairs| pairs[0][0] < pairs[1][0]));
        for pair in &pairs {
            assert_eq!(simplified(pair[0]), pair[1]);
            assert_eq!(simplified(pair[1]), pair[1], "{pair:?}");
        }
    }
}
