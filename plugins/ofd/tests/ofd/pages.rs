//! What is drawn on pages: text with its steps and turns, lines, templates, groups, graphics, pictures.

use gongkai_model::{Block, Locus};
use gongkai_plugin::ImportError;

use crate::writer::{Ofd, line, mm, table, text, text_of};
use crate::{codes, import, page, shown};

const XS: &[f64] = &[20.0, 120.0, 220.0, 320.0];

fn places(objects: &str) -> Vec<String> {
    let document = import(&Ofd::default().page(objects)).unwrap();
    let place = |block: &Block| match block {
        Block::Paragraph { locus, .. } => locus.to_string(),
        other => panic!("{other:?}"),
    };
    document.blocks.iter().map(place).collect()
}

#[test]
fn every_text_has_its_page_and_box() {
    // The box goes from 0.88 of the size above the base line to 0.12 below it.
    assert_eq!(places(&text(20.0, 40.0, "甲")), ["p1(20.0,31.2)-(30.0,41.2)"]);
    assert_eq!(places(&text(30.0, 50.0, "乙12")), ["p1(30.0,41.2)-(50.0,51.2)"]);
    // In points with a matrix, and with a corner that is the page's.
    let points = "<TextObject Boundary='0 0 141 105' Size='10' CTM='0.352778 0 0 0.352778 0 0'><TextCode X='20' Y='40' DeltaX='10 g 1 5'>乙12</TextCode></TextObject>";
    assert_eq!(places(points), ["p1(20.0,31.2)-(40.0,41.2)"]);
}

#[test]
fn steps_are_what_they_say_or_the_widths_of_characters() {
    for steps in
        ["", "DeltaX=''", "DeltaX='g 9 x'", "DeltaX='3.527778'", "DeltaX='g 1 3.527778 g 99999999999 1.763889'"]
    {
        let read = places(&text_of(20.0, 40.0, "乙12", steps));
        assert_eq!(read, ["p1(20.0,31.2)-(40.0,41.2)"], "{steps}");
    }
    // Steps wide enough for columns part the text of one object.
    let wide = text_of(20.0, 40.0, "规12", "DeltaX='35 35'") + &text_of(20.0, 60.0, "文34", "DeltaX='35 35'");
    assert_eq!(page(&wide), ["规@0 1@20 2@40", "文@0 3@20 4@40"]);
    // What the XML was laid out with is no text.
    assert_eq!(page(&text_of(20.0, 40.0, "\n   甲乙\n  ", "")), ["甲乙"]);
    assert_eq!(page(&text_of(20.0, 40.0, "&lt;甲&#20057;&amp;", "")), ["<甲乙&"]);
}

#[test]
fn codes_go_on_where_the_last_one_was() {
    let two = "<TextObject Boundary='0 0 9 9' Size='3.5'><TextCode X='10' Y='10'>甲</TextCode><TextCode Y='20'>乙</TextCode></TextObject>";
    let read = places(two);
    assert_eq!(read.iter().map(|place| place.split(',').next().unwrap()).collect::<Vec<_>>(), ["p1(28.3", "p1(28.3"]);
}

#[test]
fn turned_text_is_read_upright() {
    let turned = |attributes: &str, x: f64, words: &str| {
        format!(
            "<TextObject Boundary='{} {} 1 1' Size='{}' {attributes}><TextCode X='0' Y='0'>{words}</TextCode></TextObject>",
            mm(x),
            mm(200.0),
            mm(10.0)
        )
    };
    // Up the page, the second line right of the first: by a matrix, and by directions.
    for attributes in ["CTM='0 -1 1 0 0 0'", "ReadDirection='270' CharDirection='270'"] {
        let objects = turned(attributes, 40.0, "第一行的文字") + &turned(attributes, 60.0, "第二行");
        let read = import(&Ofd::default().page(&objects)).unwrap();
        assert_eq!(shown(&read), ["第一行的文字", "第二行"], "{attributes}");
        let Block::Paragraph { locus: Locus::Page { left, top, right, bottom, .. }, .. } = &read.blocks[1] else {
            panic!()
        };
        assert_eq!([*left, *top, *right, *bottom], [512, 1700, 612, 2000], "{attributes}");
    }
    // Upright characters one below the other, in a narrow cell.
    let down = "<TextObject Boundary='0 0 1 1' Size='3.5' ReadDirection='90'><TextCode X='8' Y='17'>结果维持</TextCode></TextObject>";
    let cell =
        line((20.0, 30.0), (34.0, 30.0)) + &line((20.0, 100.0), (34.0, 100.0)) + &line((90.0, 30.0), (90.0, 100.0));
    let cell = cell + &line((20.0, 30.0), (90.0, 30.0)) + &line((20.0, 100.0), (90.0, 100.0));
    let cell = cell + &line((20.0, 30.0), (20.0, 100.0)) + &line((34.0, 30.0), (34.0, 100.0));
    assert_eq!(page(&(cell + down + &text(50.0, 60.0, "12"))), ["|结果维持|12"]);
}

#[test]
fn characters_that_are_not_known_are_said() {
    let own = "<TextObject Boundary='9 9 9 9' Size='3.5'><CGTransform CodePosition='0' CodeCount='2' GlyphCount='2'><Glyphs>3 4</Glyphs></CGTransform><TextCode X='0' Y='4'>甲\u{E001}</TextCode></TextObject>";
    let read = import(&Ofd::default().page(own)).unwrap();
    assert_eq!((shown(&read), codes(&read)), (vec!["甲\u{FFFD}".into()], vec!["glyphs_without_characters"]));
    let read = import(&Ofd::default().page(&(text(20.0, 40.0, "甲") + &text(900.0, 40.0, "乙丙")))).unwrap();
    assert_eq!((shown(&read), codes(&read)), (vec!["甲".into()], vec!["text_outside_page"]));
}

#[test]
fn what_is_hidden_is_left_out_and_what_is_clear_is_said() {
    let hidden = text(20.0, 60.0, "乙").replace("<TextObject", "<TextObject Visible='false'");
    assert_eq!(page(&(text(20.0, 40.0, "甲") + &hidden)), ["甲"]);
    for clear in ["Alpha='0'", "Fill='false'"] {
        let objects = text(20.0, 40.0, "甲乙").replace("<TextObject", &format!("<TextObject {clear}"));
        let read = import(&Ofd::default().page(&objects)).unwrap();
        assert_eq!((shown(&read), codes(&read)), (vec!["甲乙".into()], vec!["text_recognised"]), "{clear}");
    }
}

#[test]
fn a_table_is_a_grid_however_its_lines_are_drawn() {
    let cells: &[&[&str]] = &[&["规章", "1", ""], &["文件", "12", "3"]];
    let ys = [40.0, 60.0, 80.0];
    let lined = table(XS, &ys, cells);
    let expected = ["|规章|1|", "|文件|12|3"];
    assert_eq!(page(&lined), expected);
    let texts = table(XS, &ys, cells);
    let texts = &texts[texts.find("<TextObject").unwrap()..];
    // Boxes around cells, in points.
    let boxes: String = ys
        .windows(2)
        .flat_map(|y| {
            XS.windows(2)
                .map(|x| format!("M {} {} L {} {} L {} {} L {} {} C ", x[0], y[0], x[1], y[0], x[1], y[1], x[0], y[1]))
        })
        .collect();
    let path = |attributes: &str, data: &str| {
        format!(
            "<PathObject Boundary='0 0 141 105' CTM='0.352778 0 0 0.352778 0 0' {attributes}><AbbreviatedData>{data}</AbbreviatedData></PathObject>"
        )
    };
    assert_eq!(page(&(path("LineWidth='1'", &boxes) + texts)), expected);
    // Lines that are areas.
    let level = ys.iter().map(|y| format!("M 20 {y} L 320 {y} L 320 {0} L 20 {0} C ", y + 0.7));
    let upright = XS.iter().map(|x| format!("M {x} 40 L {x} 80 L {0} 80 L {0} 40 C ", x + 0.7));
    let areas: String = level.chain(upright).collect();
    assert_eq!(page(&(path("Stroke='false' Fill='true'", &areas) + texts)), expected);
    // Lines as thick as areas are none; parameters say how thick.
    let resources = "<DrawParams><DrawParam ID='7' LineWidth='9'/><DrawParam ID='8' Relative='7'/><DrawParam ID='9' Relative='9'/></DrawParams>";
    let of = |parameter: &str| {
        let ofd = Ofd::default().page(&(path(parameter, &boxes) + texts)).common("<PublicRes>Res.xml</PublicRes>");
        shown(&import(&ofd.member("Res.xml", "Res", resources)).unwrap())
    };
    assert_ne!(of("DrawParam='8'"), expected);
    assert_eq!(of("DrawParam='8' LineWidth='0.5'"), expected);
    assert_eq!(of("DrawParam='9'"), expected);
}

#[test]
fn a_table_over_a_page_break_is_one() {
    let first = text(20.0, 100.0, "表前")
        + &table(XS, &[220.0, 240.0, 260.0], &[&["内容", "甲类", "乙类"], &["规章", "1", "2"]]);
    let second =
        table(XS, &[40.0, 60.0, 80.0], &[&["内容", "甲类", "乙类"], &["许可", "5", "6"]]) + &text(20.0, 100.0, "表后");
    let read = import(&Ofd::default().page(&first).page(&second)).unwrap();
    assert_eq!(shown(&read), ["表前", "|内容|甲类|乙类", "|规章|1|2", "|许可|5|6", "表后"]);
}

#[test]
fn a_form_in_a_template_holds_the_figures_of_the_page() {
    let form = format!("<Content><Layer>{}</Layer></Content>", table(XS, &[40.0, 60.0], &[&["规章", "", ""]]));
    let page = |order: &str| {
        format!("<Template TemplateID='4' {order}/><Content><Layer>{}</Layer></Content>", text(124.0, 54.0, "12"))
    };
    for (order, place) in [
        ("", "Tpls/a.xml"),
        ("ZOrder='Foreground'", "/Doc_0/Tpls/a.xml"),
        ("ZOrder='Background'", "Doc_0\\Tpls\\a.xml"),
    ] {
        let ofd = Ofd::default().page_of(&page(order)).common(&format!("<TemplatePage ID='4' BaseLoc='{place}'/>"));
        let read = import(&ofd.member("Tpls/a.xml", "Page", &form)).unwrap();
        assert_eq!((shown(&read), codes(&read)), (vec!["|规章|12|".into()], vec![]), "{place}");
    }
    // A template that is not there is said.
    let read = import(&Ofd::default().page_of(&page(""))).unwrap();
    assert_eq!((shown(&read), codes(&read)), (vec!["12".into()], vec!["part_unreadable"]));
}

#[test]
fn groups_and_graphics_hold_text() {
    let grouped = format!("<PageBlock><PageBlock>{}</PageBlock></PageBlock>", text(20.0, 40.0, "甲"));
    assert_eq!(page(&grouped), ["甲"]);
    let graphic = format!(
        "<CompositeGraphicUnits><CompositeGraphicUnit ID='5'><Content>{}</Content></CompositeGraphicUnit></CompositeGraphicUnits>",
        text(20.0, 40.0, "乙")
    );
    let object = "<CompositeObject ResourceID='5' Boundary='10 0 50 50' CTM='2 0 0 2 0 0'/>";
    let ofd = Ofd::default().page(object).common("<DocumentRes>Res.xml</DocumentRes>");
    let read = import(&ofd.clone().member("Res.xml", "Res", &graphic)).unwrap();
    let Block::Paragraph { text, locus } = &read.blocks[0] else { panic!() };
    assert_eq!((text.as_str(), locus.to_string().as_str()), ("乙", "p1(68.3,62.4)-(88.3,82.4)"));
    // The page has a resource of its own.
    let own =
        Ofd::default().page_of(&format!("<PageRes>../Own.xml</PageRes><Content><Layer>{object}</Layer></Content>"));
    assert_eq!(shown(&import(&own.member("Own.xml", "Res", &graphic)).unwrap()), ["乙"]);
}

#[test]
fn pages_that_are_pictures_are_said() {
    let scan = "<ImageObject ResourceID='1' Boundary='0 0 141 105' CTM='141 0 0 105 0 0'/>";
    let small = "<ImageObject ResourceID='1' Boundary='0 0 10 10' CTM='10 0 0 10 0 0'/>";
    assert_eq!(import(&Ofd::default().page(scan).page(scan)), Err(ImportError::Scan { pages: 2 }));
    let read = import(&Ofd::default().page(&text(20.0, 40.0, "甲")).page(scan)).unwrap();
    assert_eq!(codes(&read), ["pages_are_pictures"]);
    let read = import(&Ofd::default().page(&(text(20.0, 40.0, "甲") + scan + small))).unwrap();
    assert_eq!(codes(&read), ["pictures_not_read"]);
    assert_eq!(read.diagnostics[0].arguments["count"], "1");
}
