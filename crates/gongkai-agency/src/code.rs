//! Codes of divisions.

use std::fmt;
use std::str::FromStr;

use gongkai_model::Level;
use serde::{Serialize, Serializer};

/// A division's code of twelve digits (统计用区划代码): province 2, prefecture 2, county 2, township 3, and three zeros
/// where the village would stand. The first six are GB/T 2260, but for statistical units such as zones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DivisionCode(u64);

impl DivisionCode {
    /// From its first digits; what is left out are zeros.
    pub(crate) fn padded(digits: u64, length: u32) -> Self {
        Self(digits * 10_u64.pow(12 - length.min(12)))
    }

    /// Down to `digits` places, if the code says anything in the last of them beyond `above`.
    fn cut(self, digits: u32, above: u32) -> Option<Self> {
        let keep = |digits: u32| self.0 - self.0 % 10_u64.pow(12 - digits);
        (keep(digits) != keep(above)).then(|| Self(keep(digits)))
    }

    /// The province.
    #[must_use]
    pub fn province(self) -> Self {
        Self(self.0 - self.0 % 10_u64.pow(10))
    }

    /// The prefecture; nothing for a province.
    #[must_use]
    pub fn prefecture(self) -> Option<Self> {
        self.cut(4, 2)
    }

    /// The county or district; nothing for what stands above.
    #[must_use]
    pub fn county(self) -> Option<Self> {
        self.cut(6, 4)
    }

    /// The township or subdistrict; nothing for what stands above.
    #[must_use]
    pub fn township(self) -> Option<Self> {
        self.cut(9, 6)
    }

    /// The level that the code stands on. Zones with a code of their own stand where counties do.
    pub fn level(self) -> Level {
        if self.township().is_some() {
            Level::Township
        } else if self.county().is_some() {
            Level::County
        } else if self.prefecture().is_some() {
            Level::Prefecture
        } else {
            Level::Province
        }
    }

    /// Whether `other` is this division or lies in it.
    pub fn holds(self, other: Self) -> bool {
        let below = match self.level() {
            Level::Central | Level::Province => 10,
            Level::Prefecture => 8,
            Level::County => 6,
            Level::Township => 3,
        };
        self.0 / 10_u64.pow(below) == other.0 / 10_u64.pow(below)
    }

    /// Whether it is a statistical unit beside GB/T 2260: fifth digit 7, zones for the most part.
    pub fn is_statistical(self) -> bool {
        self.level() == Level::County && self.0 / 10_u64.pow(7) % 10 == 7
    }
}

/// Twelve digits.
impl fmt::Display for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012}", self.0)
    }
}

/// What is wrong with a code, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoCode;

impl fmt::Display for NoCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("区划代码为 6 至 12 位数字 / a division code has 6 to 12 digits")
    }
}

impl std::error::Error for NoCode {}

/// Two, four or six to twelve digits; what is left out are zeros. The code need not be in the list.
///
/// ```
/// let code: gongkai_agency::DivisionCode = "410371".parse().unwrap();
/// assert_eq!(code.to_string(), "410371000000");
/// assert_eq!(code.prefecture().unwrap().to_string(), "410300000000");
/// assert_eq!(code.township(), None);
/// ```
impl FromStr for DivisionCode {
    type Err = NoCode;

    fn from_str(text: &str) -> Result<Self, NoCode> {
        let text = text.trim();
        let known = matches!(text.len(), 2 | 4 | 6..=12) && text.bytes().all(|byte| byte.is_ascii_digit());
        let digits: u64 = text.parse().ok().filter(|_| known).ok_or(NoCode)?;
        if digits == 0 || text.starts_with('0') {
            return Err(NoCode);
        }
        Ok(Self::padded(digits, text.len() as u32))
    }
}

impl Serialize for DivisionCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        for (text, code, level) in [
            ("41", "410000000000", Level::Province),
            ("4103", "410300000000", Level::Prefecture),
            ("410300", "410300000000", Level::Prefecture),
            ("410371", "410371000000", Level::County),
            ("410371003", "410371003000", Level::Township),
            ("441900003000", "441900003000", Level::Township),
        ] {
            let parsed: DivisionCode = text.parse().expect("a code");
            assert_eq!((parsed.to_string().as_str(), parsed.level()), (code, level), "{text}");
        }
        for text in ["", "4", "410", "41037a", "041037", "4103710030001", "四一"] {
            assert_eq!(text.parse::<DivisionCode>(), Err(NoCode), "{text}");
        }
    }

    #[test]
    fn what_lies_in_what() {
        let code = |text: &str| text.parse::<DivisionCode>().expect("a code");
        assert!(code("41").holds(code("410371003")));
        assert!(code("4103").holds(code("410371")));
        assert!(!code("410371").holds(code("4103")));
        assert!(!code("410305").holds(code("410371003")));
        assert!(!code("410371003").is_statistical());
        assert!(code("410371").is_statistical() && !code("410305").is_statistical());
        assert_eq!(code("441900003").county(), None);
        assert_eq!(code("441900003").township(), Some(code("441900003")));
    }
}
