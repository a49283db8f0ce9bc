//! Provinces by telephone area codes and postcodes.
//!
//! Only what is certain: the province. Which city has which code is not here, and numbers that two provinces share
//! (兴安盟 has the postcodes of 吉林, 嵊泗县 those of 上海) say nothing.

/// Beginnings of area codes without the zero, and the province; longer ones first.
const AREAS: &[(&str, &str)] = &[
    ("10", "11"),
    ("22", "12"),
    ("31", "13"),
    ("335", "13"),
    ("34", "14"),
    ("35", "14"),
    ("47", "15"),
    ("48", "15"),
    ("24", "21"),
    ("41", "21"),
    ("42", "21"),
    ("43", "22"),
    ("45", "23"),
    ("46", "23"),
    ("21", "31"),
    ("25", "32"),
    ("51", "32"),
    ("52", "32"),
    ("57", "33"),
    ("58", "33"),
    ("55", "34"),
    ("56", "34"),
    ("59", "35"),
    ("79", "36"),
    ("70", "36"),
    ("53", "37"),
    ("54", "37"),
    ("63", "37"),
    ("37", "41"),
    ("39", "41"),
    ("27", "42"),
    ("71", "42"),
    ("72", "42"),
    ("73", "43"),
    ("74", "43"),
    ("20", "44"),
    ("75", "44"),
    ("76", "44"),
    ("66", "44"),
    ("77", "45"),
    ("898", "46"),
    ("23", "50"),
    ("28", "51"),
    ("81", "51"),
    ("82", "51"),
    ("83", "51"),
    ("85", "52"),
    ("87", "53"),
    ("88", "53"),
    ("69", "53"),
    ("89", "54"),
    ("29", "61"),
    ("91", "61"),
    ("93", "62"),
    ("94", "62"),
    ("97", "63"),
    ("95", "64"),
    ("99", "65"),
    ("90", "65"),
];

/// First two digits of postcodes, and the province.
const POSTCODES: &[(&str, &str)] = &[
    ("10", "11"),
    ("30", "12"),
    ("05", "13"),
    ("06", "13"),
    ("07", "13"),
    ("03", "14"),
    ("04", "14"),
    ("01", "15"),
    ("02", "15"),
    ("11", "21"),
    ("12", "21"),
    ("13", "22"),
    ("15", "23"),
    ("16", "23"),
    ("20", "31"),
    ("21", "32"),
    ("22", "32"),
    ("31", "33"),
    ("32", "33"),
    ("23", "34"),
    ("24", "34"),
    ("35", "35"),
    ("36", "35"),
    ("33", "36"),
    ("34", "36"),
    ("25", "37"),
    ("26", "37"),
    ("27", "37"),
    ("45", "41"),
    ("46", "41"),
    ("47", "41"),
    ("43", "42"),
    ("44", "42"),
    ("41", "43"),
    ("42", "43"),
    ("51", "44"),
    ("52", "44"),
    ("53", "45"),
    ("54", "45"),
    ("57", "46"),
    ("40", "50"),
    ("61", "51"),
    ("62", "51"),
    ("63", "51"),
    ("64", "51"),
    ("55", "52"),
    ("56", "52"),
    ("65", "53"),
    ("66", "53"),
    ("67", "53"),
    ("85", "54"),
    ("71", "61"),
    ("72", "61"),
    ("73", "62"),
    ("74", "62"),
    ("81", "63"),
    ("75", "64"),
    ("83", "65"),
    ("84", "65"),
];
/// Postcodes that organs of another province have as well.
const SHARED: &[&str] = &["137", "162", "165", "2024"];

/// The two digits of a province, for the area code of a telephone number: `0851-86987654`.
pub(crate) fn of_phone(number: &str) -> Option<&'static str> {
    let area = number.strip_prefix('0')?;
    let wanted = match area.as_bytes() {
        [b'1' | b'2', ..] => 2,
        _ => 3,
    };
    let area = area.get(..wanted)?;
    // 0898 is Hainan's; the other codes of 089 are Tibet's.
    AREAS
        .iter()
        .filter(|(begin, _)| area.starts_with(begin))
        .max_by_key(|(begin, _)| begin.len())
        .map(|(_, code)| *code)
}

/// The two digits of a province, for a postcode.
pub(crate) fn of_postcode(postcode: &str) -> Option<&'static str> {
    if SHARED.iter().any(|shared| postcode.starts_with(shared)) {
        return None;
    }
    POSTCODES.iter().find(|(begin, _)| postcode.starts_with(begin)).map(|(_, code)| *code)
}

/// Telephone numbers with an area code in a text without white space.
pub(crate) fn phones(text: &str) -> Vec<&str> {
    numbers(text, |c| c.is_ascii_digit() || matches!(c, '-' | '(' | ')'))
        .filter_map(|run| {
            let run = run.trim_start_matches(['(', '-']);
            let digits = run.bytes().filter(u8::is_ascii_digit).count();
            // Without a mark between area code and number it may be any number.
            (run.starts_with('0') && run.contains(['-', ')']) && (11..=12).contains(&digits)).then_some(run)
        })
        .collect()
}

/// Postcodes in a text, where it says so: 邮编, 邮政编码.
pub(crate) fn postcodes(text: &str) -> Vec<&str> {
    let labelled =
        ["邮编", "邮政编码"].iter().flat_map(|label| text.match_indices(label).map(|(at, label)| at + label.len()));
    labelled
        .filter_map(|at| {
            let run = numbers(text.get(at..)?.trim_start_matches([':', ',']), |c| c.is_ascii_digit()).next()?;
            (run.len() == 6 && text.get(at..)?.trim_start_matches([':', ',']).starts_with(run)).then_some(run)
        })
        .collect()
}

fn numbers(text: &str, part: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    text.split(move |c| !part(c)).filter(|run| !run.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provinces() {
        for (number, province) in [
            ("0851-86987654", Some("52")),
            ("010-12345678", Some("11")),
            ("0898-12345678", Some("46")),
            ("0891-1234567", Some("54")),
            ("0335-1234567", Some("13")),
            ("0336-1234567", None),
            ("13812345678", None),
            ("0", None),
        ] {
            assert_eq!(of_phone(number), province, "{number}");
        }
        for (postcode, province) in
            [("550001", Some("52")), ("137400", None), ("202450", None), ("202150", Some("31")), ("990000", None)]
        {
            assert_eq!(of_postcode(postcode), province, "{postcode}");
        }
    }

    #[test]
    fn found_in_texts() {
        assert_eq!(phones("电话:0851-86987654,传真(0851)86987655,手机13812345678"), ["0851-86987654", "0851)86987655"]);
        assert_eq!(postcodes("地址:青禾路1号,邮编:550001;邮政编码550002,邮编:55000"), ["550001", "550002"]);
        assert!(phones("2021-2022年共123件,编号053412345678").is_empty());
    }
}
