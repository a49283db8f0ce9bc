//! Personal data in running text: citizen ID numbers, mobile numbers, bank cards, e-mail addresses of persons.

use gongkai_model::{Date, Place};

use crate::paragraphs::{Paragraph, spaced};
use crate::reason::Reason;
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

/// A number in a text: its digits, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// Digits without the white space and dashes between them; the last may be `X`.
    pub(crate) digits: String,
    /// First character and the one behind the last, in the paragraph.
    pub(crate) range: (usize, usize),
}

/// The numbers of a text: each group of digits, and all groups that one space or dash parts, taken together.
///
/// A number that a letter, a slash, a point or another digit touches belongs to an address, an index or a larger number.
pub(crate) fn numbers(text: &[char]) -> Vec<Vec<Number>> {
    let mut runs: Vec<Vec<Number>> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !is_digit(text, at) {
            at += 1;
            continue;
        }
        let first = at;
        let mut groups = Vec::new();
        loop {
            let start = at;
            while is_digit(text, at) {
                at += 1;
            }
            if matches!(text.get(at), Some('X' | 'x')) {
                at += 1;
            }
            let digits: String = text.get(start..at).unwrap_or_default().iter().collect();
            groups.push(Number { digits: digits.to_ascii_uppercase(), range: (start, at) });
            if !(matches!(text.get(at), Some(' ' | '-')) && is_digit(text, at + 1)) {
                break;
            }
            at += 1;
        }
        let touches = |c: Option<&char>| {
            c.is_some_and(|c| {
                c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '=' | '%' | '@' | '&' | '?' | '〔' | '[')
            })
        };
        let before = first.checked_sub(1).and_then(|before| text.get(before));
        // A full stop behind a number ends the sentence, unless it goes on.
        let behind = match text.get(at) {
            Some('.') => text.get(at + 1),
            behind => behind,
        };
        if !touches(before) && !touches(behind) {
            runs.push(groups);
        }
    }
    runs
}

fn is_digit(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(char::is_ascii_digit)
}

/// The run as one number where its groups are those in which such numbers are written, and each group by itself.
fn readings(groups: &[Number]) -> Vec<Number> {
    // Mobile numbers, with the country before them; citizen ID numbers; bank cards.
    const WRITTEN: &[&[usize]] =
        &[&[3, 4, 4], &[3, 8], &[2, 11], &[2, 3, 4, 4], &[6, 8, 4], &[4, 4, 4, 4], &[4, 4, 4, 4, 3], &[4, 4, 4, 4, 1]];
    let mut readings = Vec::new();
    let lengths = groups.iter().map(|group| group.digits.len());
    if let (Some(first), Some(last)) = (groups.first(), groups.last())
        && WRITTEN.iter().any(|written| lengths.clone().eq(written.iter().copied()))
    {
        let digits = groups.iter().map(|group| group.digits.as_str()).collect();
        readings.push(Number { digits, range: (first.range.0, last.range.1) });
    }
    readings.extend(groups.iter().cloned());
    readings
}

/// A citizen ID number of 18 digits: a province, a day of birth, the check digit of GB 11643.
pub(crate) fn is_citizen_id(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    const PROVINCES: &[&str] = &[
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
        "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
    ];
    let bytes = digits.as_bytes();
    let (Some(body), Some(check), 18) = (bytes.get(..17), bytes.last(), bytes.len()) else { return false };
    if !body.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let part =
        |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u16>().ok()).unwrap_or_default();
    let (year, month, day) = (part(6, 10), part(10, 12), part(12, 14));
    let born = Date::new(i32::from(year), month as u8, day as u8).is_some() && (1900..2100).contains(&year);
    let sum: u32 = body.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let province = digits.get(..2).is_some_and(|code| PROVINCES.contains(&code));
    province && born && CHECKS.get(sum as usize % 11) == Some(check)
}

/// A mobile number: eleven digits, `13` to `19`; `86` before them is the country.
pub(crate) fn is_mobile(digits: &str) -> bool {
    let digits = digits.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(digits);
    let mut bytes = digits.bytes();
    digits.len() == 11
        && bytes.next() == Some(b'1')
        && bytes.next().is_some_and(|second| (b'3'..=b'9').contains(&second))
        && bytes.all(|byte| byte.is_ascii_digit())
}

/// A number of a bank card by its length and by the check digit of Luhn. `62` begins the cards of UnionPay; others need
/// words that speak of a card.
pub(crate) fn is_bank_card(digits: &str, said: bool) -> bool {
    const OTHERS: &[&str] = &["60", "9558", "4", "51", "52", "53", "54", "55", "35"];
    let known = digits.starts_with("62") || (said && OTHERS.iter().any(|begin| digits.starts_with(begin)));
    known && (16..=19).contains(&digits.len()) && luhn(digits)
}

fn luhn(digits: &str) -> bool {
    let sum = digits.bytes().rev().enumerate().try_fold(0_u32, |sum, (at, byte)| {
        let digit = u32::from(byte.is_ascii_digit().then(|| byte - b'0')?);
        let doubled = if at % 2 == 1 { digit * 2 } else { digit };
        Some(sum + if doubled > 9 { doubled - 9 } else { doubled })
    });
    sum.is_some_and(|sum| sum % 10 == 0)
}

/// The first three and the last two characters, the others as asterisks.
pub(crate) fn masked(text: &str) -> String {
    let count = text.chars().count();
    let shown = |at: usize| count >= 8 && (at < 3 || at + 2 >= count);
    text.chars().enumerate().map(|(at, c)| if shown(at) { c } else { '*' }).collect()
}

/// A text with its long numbers masked, for findings that are about something else.
pub(crate) fn with_numbers_masked(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let length = chars.get(at..).unwrap_or_default().iter().take_while(|c| c.is_numeric()).count();
        let number: String = chars.get(at..at + length).unwrap_or_default().iter().collect();
        match length {
            0 => out.push(c),
            1..11 => out.push_str(&number),
            _ => out.push_str(&masked(&number)),
        }
        at += length.max(1);
    }
    out
}

/// A number found, with the clause around it in one spelling and what stands before it there.
#[derive(Debug)]
pub(crate) struct Hit {
    /// The number, masked.
    pub(crate) masked: String,
    /// The clause up to the number.
    pub(crate) before: String,
    place: Place,
}

/// Digits of the shortest numbers that are personal: mobile numbers.
const SHORTEST: usize = 11;

/// Findings of a rule; a report with more is no report, and says enough with these.
const MOST: usize = 200;

/// Characters before a number in which its label may stand.
const NEAR: usize = 12;

/// How a paragraph ends.
fn end_of(text: &[char]) -> String {
    let mut last: Vec<char> = text.iter().rev().copied().filter(|c| !c.is_whitespace()).take(NEAR).collect();
    last.reverse();
    last.into_iter().collect()
}

impl Hit {
    /// A number that may be one, with the words before it. `above`: how the paragraph before ends, since a label may stand
    /// on a line of its own.
    fn new(paragraph: &Paragraph<'_>, text: &[char], above: &str, range: (usize, usize)) -> Self {
        let (start, _) = paragraph.clause(range.0, range.1);
        // `电话:` stands behind a colon that ends a clause, so a few characters more are looked at.
        let start = start.min(range.0.saturating_sub(NEAR));
        let own = text.get(start..range.0).unwrap_or_default().iter().filter(|c| !c.is_whitespace());
        let before = if range.0 < NEAR { above.chars().chain(own.copied()).collect() } else { own.collect() };
        Self { masked: String::new(), before, place: Place::default() }
    }

    /// The same with its place. What stands there must not appear anywhere, so it is masked.
    fn at(mut self, paragraph: &Paragraph<'_>, range: (usize, usize), masked: String) -> Self {
        self.place = Place { raw: masked.clone(), ..paragraph.place(range.0, range.1) };
        self.masked = masked;
        self
    }

    /// Whether the words before it have one of these.
    pub(crate) fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.before.contains(word))
    }

    /// A finding about it, which shows it masked only.
    pub(crate) fn draft(&self, zh: String, en: String) -> Draft {
        Draft::new(zh, en)
            .advice(
                "公布前删去或遮盖个人信息；确有必要公开的，应有法定依据",
                "delete or mask personal data before publication, unless the law asks for it",
            )
            .at(self.place.clone())
            .key(self.masked.clone())
    }
}

/// The numbers of a report that pass a test, the longest reading first; what belongs to one is not looked at again.
pub(crate) fn find(view: &ReportView<'_>, is: impl Fn(&str, &Hit) -> bool) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut above = String::new();
    for paragraph in spaced(view) {
        let text: Vec<char> = paragraph.chars().collect();
        for groups in numbers(&text) {
            let mut taken = 0;
            for number in readings(&groups) {
                if number.range.0 < taken || number.digits.len() < SHORTEST {
                    continue;
                }
                if hits.len() >= MOST {
                    return hits;
                }
                let hit = Hit::new(&paragraph, &text, &above, number.range);
                if is(&number.digits, &hit) {
                    taken = number.range.1;
                    hits.push(hit.at(&paragraph, number.range, masked(&number.digits)));
                }
            }
        }
        above = end_of(&text);
    }
    hits
}

/// An e-mail address in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    /// What stands before `@`, in small letters.
    pub(crate) name: String,
    /// What stands behind it, in small letters.
    pub(crate) host: String,
    range: (usize, usize),
}

/// The e-mail addresses of a text.
pub(crate) fn addresses(text: &[char]) -> Vec<Address> {
    let is_part = |c: &char| c.is_ascii_alphanumeric() || "._-+".contains(*c);
    let signs = text.iter().enumerate().filter(|(_, c)| **c == '@');
    let found = signs.filter_map(|(at, _)| {
        let before = text.get(..at)?.iter().rev().take_while(|c| is_part(c)).count();
        let behind = text.get(at + 1..)?.iter().take_while(|c| is_part(c)).count();
        let name: String = text.get(at - before..at)?.iter().collect();
        let host: String = text.get(at + 1..at + 1 + behind)?.iter().collect();
        let host = host.trim_end_matches(['.', '-']).to_ascii_lowercase();
        let range = (at - before, at + 1 + host.chars().count());
        (!name.is_empty() && host.contains('.')).then(|| Address { name: name.to_ascii_lowercase(), host, range })
    });
    found.collect()
}

/// The e-mail addresses of a report that pass a test.
pub(crate) fn find_addresses(view: &ReportView<'_>, is: impl Fn(&Address, &Hit) -> bool) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut above = String::new();
    for paragraph in spaced(view) {
        let text: Vec<char> = paragraph.chars().collect();
        for address in addresses(&text) {
            if hits.len() >= MOST {
                return hits;
            }
            let hit = Hit::new(&paragraph, &text, &above, address.range);
            if is(&address, &hit) {
                let shown = format!("{}@{}", masked(&address.name), address.host);
                hits.push(hit.at(&paragraph, address.range, shown));
            }
        }
        above = end_of(&text);
    }
    hits
}

/// Leaves what a rule found; a report without running text is not assessable.
pub(crate) fn report(view: &ReportView<'_>, sink: &mut Sink<'_>, drafts: Vec<Draft>) {
    if view.paragraphs().next().is_none() {
        return sink.not_assessable(Reason::TextAbsent);
    }
    if drafts.is_empty() {
        return sink.held();
    }
    drafts.into_iter().for_each(|draft| sink.broken(draft));
}

/// Words before the contact of an organ.
pub(crate) const CONTACT: &[&str] = &[
    "联系电话",
    "咨询电话",
    "服务电话",
    "监督电话",
    "举报电话",
    "投诉电话",
    "办公电话",
    "值班电话",
    "热线",
    "联系方式",
    "拨打",
    "邮箱",
    "电子邮件",
    "联系人",
    "电话:",
    "Email",
    "E-mail",
    "email",
    "e-mail",
];

/// Words that speak of a private person.
pub(crate) const PERSON: &[&str] =
    &["申请人", "当事人", "原告", "举报人", "投诉人", "上访人", "信访人", "村民", "居民", "身份证"];

#[cfg(test)]
mod tests {
    use super::*;

    /// An invented number with a right check digit.
    fn citizen_id() -> String {
        let body = "11010519491231002";
        let check = "10X98765432".chars().find(|check| is_citizen_id(&format!("{body}{check}")));
        format!("{body}{}", check.expect("one check digit is right"))
    }

    #[test]
    fn citizen_ids() {
        let id = citizen_id();
        assert!(is_citizen_id(&id));
        for wrong in ["110105194913310021", "990105194912310020", "11010519491231002", "110105194912310022X", ""] {
            assert!(!is_citizen_id(wrong), "{wrong}");
        }
        // Exactly one check digit is right.
        let right = "0123456789X".chars().filter(|check| is_citizen_id(&format!("11010519491231002{check}")));
        assert_eq!(right.count(), 1);
    }

    #[test]
    fn mobiles_and_cards() {
        assert!(is_mobile("13800138000") && is_mobile("8613800138000"));
        for wrong in ["12800138000", "1380013800", "138001380000", "23800138000", "86138001380"] {
            assert!(!is_mobile(wrong), "{wrong}");
        }
        let card =
            (0..10).map(|check| format!("622202000000000{check}")).find(|card| luhn(card)).expect("a check digit");
        assert!(is_bank_card(&card, false));
        assert!(!is_bank_card(card.get(..15).unwrap_or_default(), true));
        let visa =
            (0..10).map(|check| format!("411111111111111{check}")).find(|card| luhn(card)).expect("a check digit");
        assert!(is_bank_card(&visa, true) && !is_bank_card(&visa, false));
    }

    #[test]
    fn numbers_stand_alone() {
        let read = |text: &str| -> Vec<String> {
            let chars: Vec<char> = text.chars().collect();
            let runs = numbers(&chars);
            runs.iter().flat_map(|run| readings(run)).map(|number| number.digits).collect()
        };
        assert_eq!(read("手机13800138000。"), ["13800138000"]);
        assert_eq!(read("手机138 0013 8000,"), ["13800138000", "138", "0013", "8000"]);
        assert_eq!(read("t13800138000_1.html"), Vec::<String>::new());
        assert_eq!(read("a13800138000"), Vec::<String>::new());
        assert_eq!(read("13800138000.5"), Vec::<String>::new());
        assert_eq!(read("11010519491231002x"), ["11010519491231002X"]);
    }

    #[test]
    fn masks_leave_little() {
        assert_eq!(masked("11010519491231002X"), "110*************2X");
        assert_eq!(masked("13800138000"), "138******00");
        assert_eq!(masked("1234567"), "*******");
    }

    #[test]
    fn e_mail() {
        let chars: Vec<char> = "邮箱:Zhang.San@163.com。或a@b".chars().collect();
        let found = addresses(&chars);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].host.as_str()), ("zhang.san", "163.com"));
    }
}
