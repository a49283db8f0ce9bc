use proptest::prelude::*;

use super::parse;

/// `value unit`, with `~` before rough numbers; `-` for no number.
fn shown(text: &str) -> String {
    match parse(text) {
        None => "-".to_owned(),
        Some(number) => {
            let about = if number.approximate { "~" } else { "" };
            format!("{about}{} {}", number.value, number.unit).trim_end().to_owned()
        }
    }
}

fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(shown(text), *expected, "{text:?}");
    }
}

#[test]
fn arabic_figures() {
    check(&[
        ("0", "0"),
        ("12", "12"),
        ("007", "7"),
        (" 12\u{3000}", "12"),
        ("１２", "12"),
        ("0.0380", "0.0380"),
        ("0.00", "0.00"),
        ("１２．５", "12.5"),
        ("1,234", "1234"),
        ("1，234", "1234"),
        ("1,234,567.80", "1234567.80"),
        ("7922816251426433759354395033", "7922816251426433759354395033"),
    ]);
}

#[test]
fn chinese_numerals() {
    check(&[
        ("零", "0"),
        ("〇件", "0 件"),
        ("八", "8"),
        ("十", "10"),
        ("十五", "15"),
        ("二十三件", "23 件"),
        ("一百零五", "105"),
        ("一百一十", "110"),
        ("一百十五", "115"),
        ("两千", "2000"),
        ("二千零五十", "2050"),
        ("三万五千", "35000"),
        ("三万零五", "30005"),
        ("十二万三千四百五十六", "123456"),
        ("十万零五千", "105000"),
        ("一亿", "100000000"),
        ("一亿零三十万", "100300000"),
        ("一万二千亿", "1200000000000"),
        ("二〇二一", "2021"),
        ("二○二一", "2021"),
        ("一二三", "123"),
        ("贰拾叁", "23"),
        ("壹萬貳仟", "12000"),
    ]);
}

#[test]
fn scales_and_units() {
    check(&[
        ("1.2万", "12000"),
        ("3万", "30000"),
        ("1.2万条", "12000 条"),
        ("1.50万", "15000"),
        ("1.23456万", "12345.6"),
        ("3百", "300"),
        ("3万5千人次", "35000 人次"),
        ("2千万", "20000000"),
        ("251000元", "251000 元"),
        ("1.5万元", "1.5 万元"),
        ("０．００００万元", "0.0000 万元"),
        ("三百五十万元", "350 万元"),
        ("一亿二千万元", "120000000 元"),
        ("1.2亿元", "1.2 亿元"),
        ("1.2万余元", "~12000 元"),
        ("50余万元", "~50 万元"),
        ("12 件", "12 件"),
        ("12.5%", "12.5 %"),
        ("12.5％", "12.5 ％"),
        ("7項", "7 項"),
        ("2.1个百分点", "2.1 个百分点"),
    ]);
}

#[test]
fn signs_and_roughness() {
    check(&[
        ("+19", "19"),
        ("＋19", "19"),
        ("-3", "-3"),
        ("－3", "-3"),
        ("−3", "-3"),
        ("-0", "0"),
        ("增5", "5"),
        ("增加5", "5"),
        ("增加了5项", "5 项"),
        ("减2", "-2"),
        ("减少 2", "-2"),
        ("减0", "0"),
        ("下降2%", "-2 %"),
        ("约300", "~300"),
        ("近300", "~300"),
        ("超过300件", "~300 件"),
        ("300余", "~300"),
        ("300多", "~300"),
        ("300余件", "~300 件"),
        ("约300余件", "~300 件"),
        ("300件左右", "~300 件"),
        ("二十余件", "~20 件"),
        ("十余万人次", "~100000 人次"),
        ("3万多条", "~30000 条"),
    ]);
}

#[test]
fn rejects() {
    for text in [
        "",
        " ",
        "件",
        "1 0",
        "1\n2",
        "1,23",
        "12,34,567",
        "1234,567",
        "0,123",
        "1,2345",
        "1.2.3",
        "1.",
        ".5",
        "--3",
        "+-3",
        "3-5",
        "3/5",
        "1e5",
        "2021年",
        "1月",
        "12（注）",
        "一百五",
        "一万五",
        "一百零五十",
        "二十零五",
        "三五件",
        "一二",
        "百",
        "万",
        "十十",
        "一十百",
        "零百",
        "二十三四",
        "1万2",
        "1.5万3千",
        "2千3万",
        "12345678901234567890123456789",
        "增",
        "约",
        "余",
        "12件3",
        "12件件",
        "万元",
        "增-3",
        "abc",
        "0x12",
        "亿亿",
        "一亿亿",
        "٣",
    ] {
        assert_eq!(shown(text), "-", "{text:?}");
    }
}

#[test]
fn long_texts_are_refused_at_once() {
    for piece in ["1", "一", "十", "1,", "万", " ", "零", "1 "] {
        assert_eq!(parse(&piece.repeat(1_000_000)), None, "{piece:?}");
    }
}

/// The standard Chinese numeral of a number below 10^12.
fn chinese(number: u64) -> String {
    if number == 0 {
        return "零".to_owned();
    }
    let mut out = String::new();
    let sections = [(number / 100_000_000, "亿"), (number / 10_000 % 10_000, "万"), (number % 10_000, "")];
    let mut gap = false;
    for (section, scale) in sections {
        if section == 0 {
            gap = !out.is_empty();
            continue;
        }
        for (place, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            match (section / place % 10) as usize {
                0 => gap = !out.is_empty(),
                digit => {
                    if std::mem::take(&mut gap) {
                        out.push('零');
                    }
                    out.extend("零一二三四五六七八九".chars().nth(digit));
                    out.push_str(name);
                }
            }
        }
        // Zeros at the end of a section ask for no 零: 三百万五千.
        gap = false;
        out.push_str(scale);
    }
    out
}

/// `1234567` → `1,234,567`
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

proptest! {
    #[test]
    fn never_panics(text in any::<String>()) {
        let _ = parse(&text);
    }

    #[test]
    fn never_panics_on_what_looks_like_numbers(text in "[0-9０-９一二三十百千万亿零〇两.,，+-增减约余多元件% ]{0,40}") {
        let _ = parse(&text);
    }

    #[test]
    fn every_spelling_of_an_integer_gives_it_back(number in prop_oneof![0..100_000_u64, 0..1_000_000_000_000_u64]) {
        let wide: String = number.to_string().chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)).collect();
        for text in [number.to_string(), wide, chinese(number), thousands(number)] {
            prop_assert_eq!(shown(&text), number.to_string(), "{}", text);
        }
    }

    #[test]
    fn decimals_keep_their_places(whole in 0..1_000_000_u64, places in "[0-9]{1,6}") {
        let text = format!("{whole}.{places}");
        prop_assert_eq!(shown(&text), text);
    }
}
