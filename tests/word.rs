//! Word processors' documents, rule by rule: what each construct comes to, and that no file, however it is made, does harm.

use std::time::Instant;

use gongkai::model::{Capture, Provenance};
use gongkai::plugin::{ImportError, Limits};
use gongkai::{Reader, Source};
use gongkai_tests::brief::{PATIENCE, shown};
use gongkai_tests::mutation::broken_package;
use gongkai_tests::writer::{Dice, Shape, cases, zipped};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A Word document with a body and further parts of the folder `word`.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w='{W}' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
         xmlns:v='urn:schemas-microsoft-com:vml' xmlns:o='urn:schemas-microsoft-com:office:office' \
         xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture'><w:body>{body}</w:body></w:document>"
    );
    let names: Vec<String> = parts.iter().map(|(name, _)| format!("word/{name}.xml")).collect();
    let mut members: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())];
    members.extend(names.iter().zip(parts).map(|(name, (_, text))| (name.as_str(), text.as_bytes())));
    zipped(&members)
}

fn check_docx(body: &str, expected: &str) {
    assert_eq!(shown(&docx(body, &[]), "a.docx"), expected, "{body}");
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

#[test]
fn merged_cells_of_word() {
    let (begin, on) = ("<w:vMerge w:val='restart'/>", "<w:vMerge/>");
    let rows = [
        format!("<w:tr>{}{}</w:tr>", tc(begin, "甲"), tc("<w:gridSpan w:val='2'/>", "乙")),
        format!("<w:tr>{}{}{}</w:tr>", tc(on, ""), tc("", "1"), tc("", "2")),
        format!("<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{}{}</w:tr>", tc("", "3"), tc("", "4")),
    ];
    check_docx(&format!("<w:tbl>{}</w:tbl>", rows.concat()), "甲(2×1)|乙(1×2) / 1|2 / 3|4");
    // What continues nothing is a cell of its own; one that is covered shows nothing.
    let rows = format!("<w:tr>{}{}</w:tr><w:tr>{}{}</w:tr>", tc(on, "甲"), tc("", "1"), tc(on, "旧"), tc("", "2"));
    check_docx(&format!("<w:tbl>{rows}</w:tbl>"), "甲(2×1)|1 / 2\n!hidden_words_left_out");
    let rows = format!(
        "<w:tr>{}{}{}</w:tr>",
        tc("<w:hMerge w:val='restart'/>", "甲"),
        tc("<w:hMerge w:val='continue'/>", ""),
        tc("", "1")
    );
    check_docx(&format!("<w:tbl>{rows}</w:tbl>"), "甲(1×2)|1");
}

#[test]
fn tables_in_tables_and_around_them() {
    let row = |texts: &[&str]| format!("<w:tr>{}</w:tr>", texts.iter().map(|text| tc("", text)).collect::<String>());
    let inner = format!("<w:tbl>{}{}</w:tbl>", row(&["规章", "1"]), row(&["文件", "2"]));
    let around = format!("<w:tbl><w:tr><w:tc>{}{inner}{}</w:tc></w:tr></w:tbl>", p("上"), p("下"));
    check_docx(&around, "上\n规章|1 / 文件|2\n下");
    let many = (0..12).map(|_| tc("", "0")).collect::<String>();
    let small = format!("<w:tbl>{}</w:tbl>", row(&["5"]));
    let holding = format!("<w:tbl><w:tr>{many}<w:tc>{small}<w:p/></w:tc></w:tr></w:tbl>");
    check_docx(&holding, "0|0|0|0|0|0|0|0|0|0|0|0|5");
    check_docx(
        &inner.replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>").replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>"),
        "规章|1 / 文件|2",
    );
}

#[test]
fn what_word_shows_counts() {
    let r = |inside: &str| format!("<w:r>{inside}</w:r>");
    let t = |text: &str| r(&format!("<w:t>{text}</w:t>"));
    for (inside, expected) in [
        (
            format!("<w:del>{}</w:del><w:ins>{}</w:ins>件", r("<w:delText>12</w:delText>"), t("13")),
            "13\n!tracked_changes",
        ),
        (r("<w:rPr><w:vanish/></w:rPr><w:t>12</w:t>") + &t("13"), "13\n!hidden_words_left_out"),
        (r("<w:rPr><w:vanish w:val='0'/></w:rPr><w:t>12</w:t>") + &t("件"), "12件"),
        (r("<w:rPr><w:strike/></w:rPr><w:t>12</w:t>") + &t("13"), "~~12~~13"),
        (t("12") + &r("<w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t>"), "12^1"),
        (t("甲") + &r("<w:br/>") + &t("乙"), "甲\n乙"),
        (t("甲") + &r("<w:tab/>") + &t("乙"), "甲\t乙"),
        (r("<w:sym w:font='Wingdings' w:char='F0FE'/>") + &t("是"), "☑是"),
        (
            r("<w:fldChar w:fldCharType='begin'/>")
                + &r("<w:instrText>SUM 7</w:instrText>")
                + &r("<w:fldChar w:fldCharType='separate'/>")
                + &t("12")
                + &r("<w:fldChar w:fldCharType='end'/>")
                + &t("件"),
            "12件",
        ),
        (format!("<w:fldSimple w:instr='SUM 7'>{}</w:fldSimple>", t("12")), "12"),
        (
            r(
                "<w:ruby><w:rt><w:r><w:t>jia</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>甲</w:t></w:r></w:rubyBase></w:ruby>",
            ),
            "甲",
        ),
        (t("甲") + &r("<w:object><o:OLEObject ProgID='Excel.Sheet.12'/></w:object>"), "甲\n!objects_not_read"),
        (t("甲") + &r("<w:drawing><pic:pic/></w:drawing>"), "甲\n!pictures_not_read"),
    ] {
        check_docx(&format!("<w:p>{inside}</w:p>"), expected);
    }
    let deleted_end = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>";
    check_docx(&format!("{deleted_end}{}", p("乙")), "甲乙\n!tracked_changes");
    let boxed = format!("<w:txbxContent>{}</w:txbxContent>", p("盒"));
    let twice = format!(
        "<w:p><w:r><w:t>甲</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{boxed}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:shape><v:textbox>{boxed}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    check_docx(&twice, "甲\n盒");
    let old = format!("<w:p><w:r><w:pict><v:shape><v:textbox>{boxed}</v:textbox></v:shape></w:pict></w:r></w:p>");
    check_docx(&old, "盒");
    check_docx("<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>", "Scan");
    check_docx("<w:p/>", "Empty");
    // A field whose end is lost does not hide the rest.
    check_docx(&format!("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p>{}", p("乙")), "乙");
}

#[test]
fn numbers_that_word_makes() {
    let level = |depth: u8, format: &str, text: &str, more: &str| {
        format!(
            "<w:lvl w:ilvl='{depth}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"
        )
    };
    let levels = level(0, "chineseCounting", "%1、", "<w:pStyle w:val='S'/>")
        + &level(1, "chineseCountingThousand", "（%2）", "")
        + &level(2, "decimal", "%1.%3", "<w:isLgl/>")
        + &level(3, "bullet", "•", "");
    let numbering = format!(
        "<w:numbering xmlns:w='{W}'><w:abstractNum w:abstractNumId='3'>{levels}</w:abstractNum>\
         <w:num w:numId='1'><w:abstractNumId w:val='3'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='3'/>\
         <w:lvlOverride w:ilvl='0'><w:startOverride w:val='9'/></w:lvlOverride></w:num></w:numbering>"
    );
    let styles = format!(
        "<w:styles xmlns:w='{W}'><w:style w:type='paragraph' w:styleId='S'><w:name w:val='标题一'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr>\
         <w:outlineLvl w:val='0'/></w:pPr></w:style><w:style w:type='paragraph' w:styleId='T'><w:basedOn w:val='S'/></w:style></w:styles>"
    );
    let styled = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let listed = |list: u8, depth: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{list}'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        styled("S", "甲"),
        listed(1, 1, "乙"),
        listed(1, 1, "丙"),
        listed(1, 2, "丁"),
        styled("T", "戊"),
        listed(1, 1, "己"),
        listed(1, 3, "庚"),
        listed(0, 0, "辛"),
        listed(2, 0, "壬"),
        listed(2, 0, "癸"),
    ];
    let expected = "H1 一、甲\n（一）乙\n（二）丙\n1.1 丁\nH1 二、戊\n（一）己\n庚\n辛\n九、壬\n十、癸";
    let bytes = docx(&body.concat(), &[("numbering", &numbering), ("styles", &styles)]);
    assert_eq!(shown(&bytes, "a.docx"), expected);
    // Damaged beside the main part: said, and the rest is read.
    let bytes = docx(&body[0], &[("numbering", "<w:numbering"), ("styles", &styles)]);
    assert_eq!(shown(&bytes, "a.docx"), "H1 甲\n!part_unreadable");
}

#[test]
fn rich_text() {
    for (body, expected) in [
        (r"\'bc\'d7\u20057?\par", "甲乙"),
        (r"\uc2\u20057\'d2\'d2\'bc\'d7\par", "乙甲"),
        (r"\uc0\u-10179\u-8704\par", "😀"),
        (r"\'81A\par", "丄"),
        (r"{\f1 \'83A}{\f0\'bc\'d7}\par", "ア甲"),
        (r"a\~b\_c\{\\\emdash\tab d\par", "a\u{a0}b-c{\\—\td"),
        (r"{\*\unknown x}{\pict 00ff}{\header y}{\field{\*\fldinst PAGE}{\fldrslt 3}}\par", "3\n!pictures_not_read"),
        (r"{\v 1}{\deleted 2}3{\super 4}\par", "3^4\n!tracked_changes\n!hidden_words_left_out"),
        (r"{\listtext\'a8\'6c\tab}x\par{\listtext\u19968?\u12289?\tab}y\par", "x\n一、y"),
        (r"\outlinelevel0 x\par\pard y{\footnote z}\par", "H1 x\ny\n[1] z"),
        (r"{\upr{a}{\*\ud{\u30002?}}}b\par", "甲b"),
        (r"{\shp{\*\shpinst\shpleft1\shptop2{\sp{\sn a}{\sv b}}{\shptxt\pard x\par}}{\shprslt x}}y\par", "x\ny"),
        (
            r"\trowd\clvmgf\cellx1000\cellx2010\cellx3000\intbl a\cell b\cell c\cell\row\trowd\clvmrg\cellx1005\cellx3000\intbl\cell d\cell\row\pard e\par",
            "a(2×1)|b|c / d(1×2)\ne",
        ),
        (
            r"\trowd\clmgf\cellx1000\clmrg\cellx2000\cellx3000 a\cell b\cell c\cell\row\trowd\cellx1000\cellx2000\cellx3000 1\cell 2\cell 3\cell\row\par",
            "a⏎b(1×2)|c / 1|2|3",
        ),
        (r"\trowd\cellx1000\cellx2000\intbl a\par b\cell c\cell\row", "a⏎b|c"),
        (r"\trowd\cellx1 a\cell b\cell\row", "a|b"),
        (
            r"\trowd\cellx9000\pard\intbl x\par\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}{\nonesttables\par}\pard\intbl\itap1 y\cell\row",
            "x\na|b\ny",
        ),
        (r"{{{x", "x\n!document_stops"),
        (r"", "Empty"),
        (r"}}}", "Empty"),
    ] {
        let file =
            format!("{{\\rtf1\\ansi\\ansicpg936{{\\fonttbl{{\\f0\\fcharset134 a;}}{{\\f1\\fcharset128 b;}}}}{body}}}");
        let file = if body.starts_with("{{{") { file.trim_end_matches('}').to_owned() } else { file };
        assert_eq!(shown(file.as_bytes(), "a.doc"), expected, "{body}");
    }
}

#[test]
fn open_document() {
    let file = |styles: &str, body: &str| {
        let spaces = ["office", "text", "table", "style"]
            .map(|name| format!("xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'"));
        format!(
            "<office:document {} xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' \
             office:mimetype='application/vnd.oasis.opendocument.text'><office:automatic-styles>{styles}</office:automatic-styles>\
             <office:body><office:text>{body}</office:text></office:body></office:document>",
            spaces.join(" ")
        )
    };
    let list = "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>\
        <text:list-level-style-number text:level='2' style:num-format='1' text:display-levels='2' style:num-suffix='.'/></text:list-style>\
        <style:style style:name='V' style:family='text'><style:text-properties text:display='none'/></style:style>";
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    for (body, expected) in [
        ("<text:p>  甲\n <text:s text:c='2'/>乙<text:line-break/>丙</text:p>".to_owned(), "甲   乙\n丙"),
        ("<text:h text:outline-level='2'>甲</text:h><text:p>乙<text:span text:style-name='V'>丙</text:span></text:p>".to_owned(), "H2 甲\n乙\n!hidden_words_left_out"),
        (
            format!("<text:list text:style-name='L'>{}<text:list-item><text:list>{}</text:list></text:list-item></text:list>\
                     <text:list text:style-name='L' text:continue-numbering='true'>{}</text:list><text:list text:style-name='L'>{}</text:list>",
                item("甲"), item("乙"), item("丙"), item("丁")),
            "一、甲\n一.1.乙\n二、丙\n一、丁",
        ),
        (
            "<table:table><table:table-row><table:table-cell table:number-rows-spanned='2'><text:p>甲</text:p></table:table-cell>\
             <table:table-cell table:number-columns-repeated='2'><text:p>1</text:p></table:table-cell></table:table-row><table:table-row>\
             <table:covered-table-cell/><table:table-cell table:number-columns-spanned='2'><text:p>2</text:p></table:table-cell></table:table-row></table:table>".to_owned(),
            "甲(2×1)|1|1 / 2(1×2)",
        ),
        ("<text:tracked-changes><text:changed-region><text:deletion><text:p>旧</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>新</text:p>".to_owned(), "新\n!tracked_changes"),
        ("<text:p>甲<draw:frame><draw:text-box><text:p>盒</text:p></draw:text-box></draw:frame></text:p>".to_owned(), "甲\n盒"),
        ("<text:p>甲<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body></text:note>乙</text:p>".to_owned(), "甲乙\n[1] 注"),
    ] {
        assert_eq!(shown(file(list, &body).as_bytes(), "a.fodt"), expected, "{body}");
    }
    let locked = "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let members: &[(&str, &[u8])] = &[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"\x01\x02"),
        ("META-INF/manifest.xml", locked.as_bytes()),
    ];
    let is_stored = zipped(members);
    assert_eq!(shown(&is_stored, "a.odt"), "Encrypted");
}

#[test]
fn content_decides_not_the_name() {
    let document = docx(&p("甲"), &[]);
    for name in ["a.doc", "a.txt", "-", "a.rtf"] {
        assert_eq!(shown(&document, name), "甲", "{name}");
        assert_eq!(shown(b"{\\rtf1 x\\par}", name), "x", "{name}");
    }
    assert_eq!(shown(b"<html><body><p>\xE7\x94\xB2</p></body></html>", "a.doc"), "甲");
    // The mark of OLE without a file behind it.
    assert_eq!(shown(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1EncryptedPackage", "a.docx"), "UnknownFormat");
    assert_eq!(shown(&zipped(&[("a/b.txt", b"x"), ("word/x", b"y")]), "a.zip"), "x\ny");
}

#[test]
fn hostile_packages() {
    let main = |xml: &[u8]| zipped(&[("_rels/.rels", b"<a/>"), ("word/document.xml", xml)]);
    let huge = vec![b' '; 80 << 20];
    for (bytes, expected) in [
        (main(&huge), "Unpacks"),
        (main(&b"<a>".repeat(100_000)), "Unpacks"),
        (main(&[b"<a>".as_slice(), &b"<b/>".repeat(5_000_000)].concat()), "Unpacks"),
        (main(b"<a><b></a>"), "Damaged"),
        (main(b""), "Damaged"),
        (zipped(&[("_rels/.rels", b"<a/>"), ("word/styles.xml", b"<a/>")]), "Damaged"),
        (zipped(&[("../../word/document.xml", b"<a/>"), ("word/x", b""), ("_rels/.rels", b"<a/>")]), "Damaged"),
    ] {
        assert_eq!(shown(&bytes, "a.docx"), expected);
    }
    let laughs: String =
        (1..20).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let laughing = format!(
        "<!DOCTYPE a [<!ENTITY l0 'ha'>{laughs}<!ENTITY x SYSTEM 'file:///etc/passwd'>]><w:document xmlns:w='{W}'><w:body>{}</w:body></w:document>",
        p("甲&l19;&x;")
    );
    assert_eq!(shown(&main(laughing.as_bytes()), "a.docx"), "甲&l19;&x;");
    let mut torn = docx(&p("甲"), &[]);
    let at = torn.windows(2).position(|window| window == b"PK").unwrap() + 60;
    torn[at] ^= 0xFF;
    assert!(["Damaged", "甲"].contains(&shown(&torn, "a.docx").as_str()));
    let names: Vec<String> = (0..12_000).map(|number| format!("word/{number}.xml")).collect();
    let mut members: Vec<(&str, &[u8])> = vec![("_rels/.rels", b"<a/>")];
    members.extend(names.iter().map(|name| (name.as_str(), b"".as_slice())));
    assert_eq!(shown(&zipped(&members), "a.docx"), "Unpacks");
}

#[test]
fn hostile_tables() {
    let span = tc("<w:gridSpan w:val='4000000000'/><w:vMerge w:val='restart'/>", "1");
    let rows = format!("<w:tr><w:trPr><w:gridBefore w:val='999999'/></w:trPr>{}</w:tr>", span.repeat(10)).repeat(3_000);
    shown(&docx(&format!("<w:tbl>{rows}</w:tbl>"), &[]), "a.docx");
    assert_eq!(
        shown(&docx(&format!("<w:tbl>{}</w:tbl>", "<w:tr><w:tc><w:p/></w:tc></w:tr>".repeat(450_000)), &[]), "a.docx"),
        "Unpacks"
    );
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(60), "</w:tc></w:tr></w:tbl>".repeat(60));
    shown(&docx(&format!("{deep}{}", p("甲")), &[]), "a.docx");
    let rtf = |body: String| format!("{{\\rtf1 {body}}}").into_bytes();
    for body in [
        "{".repeat(900),
        "{".repeat(100_000),
        "\\cell".repeat(3_000_000),
        "\\trowd\\cellx1\\cell\\row".repeat(200_000),
        "\\intbl\\itap99999 a\\nestcell\\nestrow".repeat(100_000),
        (0..90_000).map(|n| format!("\\trowd\\trleft{n}\\cellx{}\\cell\\row", n * 70)).collect(),
        "\\par".repeat(1_000_000) + "x",
        "x\\par".repeat(1_000_000),
        "\\'".repeat(1_000_000),
        "{\\footnote".repeat(900) + "x",
        "\\u55296?".repeat(100_000) + "x",
    ] {
        shown(&rtf(body), "a.rtf");
    }
    let odt = |body: &str| {
        let spaces = ["office", "text", "table"]
            .map(|name| format!("xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'"));
        format!(
            "<office:document office:mimetype='application/vnd.oasis.opendocument.text' {}><office:body><office:text>{body}</office:text></office:body></office:document>",
            spaces.join(" ")
        )
    };
    let cell = "<table:table-cell table:number-columns-repeated='1000000000'><text:p>1</text:p></table:table-cell>";
    let row = format!("<table:table-row table:number-rows-repeated='1000000000'>{cell}</table:table-row>");
    shown(odt(&format!("<table:table>{}</table:table>", row.repeat(100))).as_bytes(), "a.fodt");
    shown(odt("<text:p><text:s text:c='4000000000'/>甲</text:p>").as_bytes(), "a.fodt");
}

/// Random documents with bytes broken, in the file and in the XML inside of it.
#[test]
fn survives_damaged_documents() {
    let count: usize = std::env::var("GONGKAI_PROPERTY_CASES").map_or(600, |value| value.parse().expect("a number"));
    let mut runner = TestRunner::deterministic();
    for shape in [Shape::Doc, Shape::Docx, Shape::Odt, Shape::Rtf] {
        for number in 0..count / 4 {
            let case = cases(shape).new_tree(&mut runner).expect("cases can always be drawn").current();
            let mut dice = Dice::new(number as u64);
            let bytes = broken_package(&case.print().bytes, &mut dice);
            let start = Instant::now();
            if let Ok(reports) = gongkai::parse(bytes) {
                assert_eq!(gongkai_tests::mutation::fault(&reports), None, "{shape:?} {number}");
            }
            assert!(start.elapsed() < PATIENCE, "{shape:?} {number}");
        }
    }
}

#[test]
fn errors_say_what_to_do() {
    let bytes = docx(&p("甲"), &[]);
    let limits = Limits { bytes: 10, ..Limits::default() };
    let result = gongkai::plugins::registry().import(&Capture::new(bytes, Provenance::of("a.docx")), &limits);
    assert!(matches!(result, Err(ImportError::TooLarge { .. })));
}

#[test]
fn every_figure_leads_back_to_its_place() {
    for name in ["legacy_2024.doc", "word_2024.docx", "libre_2024.odt", "gbk_2024.rtf"] {
        let path = format!("{}/../examples/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let capture = Capture::new(bytes, Provenance::of(name));
        let source = Source::new(&capture);
        let reports = Reader::default().read(&capture).expect("the examples can be read");
        for fact in reports.iter().flat_map(|report| &report.facts) {
            let Some(locus) = &fact.evidence.locus else { continue };
            let shown = source.shown(locus).unwrap_or_else(|| panic!("{name}: {} at {locus}", fact.cell));
            let text = &shown.text[shown.part.clone()];
            assert!(text.contains(&fact.evidence.raw), "{name}: {} at {locus}: {text}", fact.cell);
            assert_eq!(shown.table.is_some(), !fact.cell.starts_with("narrative"), "{name}: {}", fact.cell);
        }
    }
}
