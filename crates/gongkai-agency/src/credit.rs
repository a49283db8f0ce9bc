//! 统一社会信用代码 and 组织机构代码: their check characters, and the division that registered the bearer.

use crate::DivisionCode;

/// Alphabet of GB 32100-2015: no I, O, Z, S, V.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Whether a text is a 统一社会信用代码 with a right check character (GB 32100-2015, 18 characters).
///
/// `c18 = A[(31 − Σ index(cᵢ)·3^(i−1) mod 31) mod 31]`
///
/// ```
/// assert!(gongkai_agency::is_credit_code("11520199000000001B"));
/// assert!(!gongkai_agency::is_credit_code("11520199000000001C"));
/// ```
pub fn is_credit_code(text: &str) -> bool {
    credit_check(text).is_some_and(|check| text.as_bytes().get(17) == Some(&check))
}

/// The check character that the first seventeen of a 统一社会信用代码 demand; nothing where there are not that many or one
/// is not in the alphabet.
pub fn credit_check(text: &str) -> Option<u8> {
    let bytes = text.as_bytes();
    if !matches!(bytes.len(), 17 | 18) {
        return None;
    }
    let mut weight = 1;
    let mut sum = 0;
    for byte in bytes.iter().take(17) {
        sum += weight * ALPHABET.iter().position(|c| c == byte)?;
        weight = weight * 3 % 31;
    }
    ALPHABET.get((31 - sum % 31) % 31).copied()
}

/// Whether a text is a 组织机构代码 with a right check character (GB 11714-1997, nine characters, a hyphen may stand before
/// the last).
///
/// `c9 = 11 − Σ wᵢ·vᵢ mod 11` with the weights 3, 7, 9, 10, 5, 8, 4, 2; 10 is written X, 11 is 0.
pub fn is_organisation_code(text: &str) -> bool {
    let written: Vec<u8> = match text.split_once('-') {
        Some((own, check)) if own.len() == 8 => own.bytes().chain(check.bytes()).collect(),
        _ => text.bytes().collect(),
    };
    written.len() == 9 && organisation_check(&written).is_some_and(|check| written.get(8) == Some(&check))
}

fn organisation_check(bytes: &[u8]) -> Option<u8> {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let mut sum = 0;
    for (byte, weight) in bytes.iter().zip(WEIGHTS) {
        let value = match byte {
            b'0'..=b'9' => byte - b'0',
            b'A'..=b'Z' => byte - b'A' + 10,
            _ => return None,
        };
        sum += u32::from(value) * weight;
    }
    Some(match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        digit => b'0' + digit as u8,
    })
}

/// The division whose registrar gave a 统一社会信用代码: its digits 3 to 8. Nothing where the code is not sound.
pub fn registrar(code: &str) -> Option<DivisionCode> {
    is_credit_code(code).then(|| code.get(2..8)?.parse().ok())?
}

/// The sound 统一社会信用代码 in a text.
pub(crate) fn credit_codes(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| is_credit_code(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_characters_of_credit_codes() {
        // The first character counts once, the second three times, and so on; a code of zeros sums to nothing.
        assert_eq!(credit_check("00000000000000000"), Some(b'0'));
        assert_eq!(credit_check("10000000000000000"), Some(b'Y'));
        assert_eq!(credit_check("01000000000000000"), Some(b'W'));
        assert_eq!(credit_check("1234"), None);
        assert_eq!(credit_check("I0000000000000000"), None);
        for text in ["12520199MB00000001", "11520199000000001X"] {
            let own = text.get(..17).expect("ascii");
            let check = credit_check(own).expect("in the alphabet");
            let sound = format!("{own}{}", char::from(check));
            assert!(is_credit_code(&sound));
            // Every single wrong character is found.
            for at in 0..18 {
                for c in ALPHABET {
                    let mut wrong = sound.clone().into_bytes();
                    if wrong[at] != *c {
                        wrong[at] = *c;
                        assert!(!is_credit_code(&String::from_utf8(wrong).expect("ascii")));
                    }
                }
            }
            assert_eq!(registrar(&sound).expect("sound").to_string(), "520199000000");
        }
    }

    #[test]
    fn check_characters_of_organisation_codes() {
        for (text, sound) in [
            ("000000000", true),
            ("00000000-0", true),
            // 3·1 = 3, 11 − 3 = 8
            ("100000008", true),
            ("100000007", false),
            // 7·3 = 21, 21 mod 11 = 10, 11 − 10 = 1; A is 10: 3·10 = 30, 11 − 8 = 3
            ("030000001", true),
            ("A00000003", true),
            // 2·6 = 12, 12 mod 11 = 1, 11 − 1 = 10
            ("00000006X", true),
            ("00000006", false),
            ("0000-00000", false),
            ("", false),
        ] {
            assert_eq!(is_organisation_code(text), sound, "{text}");
        }
    }

    #[test]
    fn found_in_texts() {
        let code = |own: &str| format!("{own}{}", char::from(credit_check(own).expect("in the alphabet")));
        let own = code("11520199000000001");
        let text = format!("{own}/2024-00012?area={own}&x=115201990000000019");
        assert_eq!(credit_codes(&text).count(), 2);
    }
}
