//! The running text of a random report: title, headings, and sentences with numbers in them that belong to no cell.

use super::figures::Figures;
use super::sheet::Sheet;
use super::{Case, Dice, form};
use gongkai::model::EditionId;

/// A piece of a report before it is printed.
#[derive(Debug, Clone)]
pub(super) enum Part {
    Title(String),
    Heading(String),
    Paragraph(String),
    Table(Sheet),
    /// The end of a page: a page number, where the shape has pages.
    Page(usize),
}

/// What the title says.
pub(super) struct Heading {
    pub(super) year: i32,
    pub(super) agency: String,
}

const AGENCIES: &[&str] = &[
    "青禾县人民政府",
    "青禾县柳溪镇人民政府",
    "云泊市农业农村局",
    "云泊市教育局",
    "青禾县人民政府办公室",
    "云泊市南浦区澄汀街道办事处",
];

const OPENINGS: &[&str] = &[
    "本报告依据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号要求编制，统计期限为1月1日至12月31日。",
    "现将本机关一年来的政府信息公开工作情况公布如下，电话为0000-1234567。",
];

const OVERVIEW: &[&str] = &[
    "（一）主动公开。全年通过门户网站公开信息1286条，其中财政类信息37条、惠农补贴类信息204条，更新公示栏12次。",
    "（二）依申请公开。收到政府信息公开申请3件，予以公开2件，不予公开1件，均在20个工作日内答复。",
    "（三）政府信息管理。梳理存量文件56件，重新核定公开属性8件，废止2件。",
    "（四）平台建设。网站改版1次，政务新媒体发布消息900余条，阅读量约1.5万人次。",
    "（五）监督保障。召开专题会议2次，培训85人次，全年未发生责任追究情形。",
    "1.完善目录。目录调整为一级12类、二级48类。",
];

const PROBLEMS: &[&str] = &[
    "一是解读材料形式单一，图解仅占15%；二是个别村级公示更新不及时，最长间隔40天。",
    "下一步将按季度抽查不少于4次，并把公开工作列入2项重点督办任务。",
];

const OTHERS: &[&str] = &["本年度没有其他需要报告的事项。", "全年发出收费通知0件，收取信息处理费0元。", "无。"];

const NOTES: &[&str] = &["注：以上数据由各科室汇总，共核对3遍。", "（单位：件）", "该部分数据截至12月31日。"];

/// The parts of a report in order.
pub(super) fn document(case: &Case, figures: &Figures, dice: &mut Dice) -> (Heading, Vec<Part>) {
    let year = match case.edition {
        EditionId::E2019 => 2019 + dice.below(2) as i32,
        _ => 2021 + dice.below(5) as i32,
    };
    let agency = (*dice.pick(AGENCIES)).to_owned();
    let (agency, year) = case.heading.clone().unwrap_or((agency, year));
    let title = match dice.below(3) {
        0 => format!("{year}年{agency}政府信息公开工作年度报告"),
        1 => format!("{agency}{year}年度政府信息公开工作年度报告"),
        _ => format!("{agency}{year}年政府信息公开工作年度报告"),
    };
    let mut parts = vec![Part::Title(title)];
    if !case.form().statistics.is_empty() {
        parts.extend(statistics(case, figures, year));
        return (Heading { year, agency }, parts);
    }
    paragraphs(&mut parts, OPENINGS, dice);
    let mut sheets = form::sheets(case.form(), &figures.printed).into_iter();
    for section in case.form().sections {
        let mut label = section.label;
        if dice.chance(20) {
            let texts: Vec<_> = section.label.texts().collect();
            label.text = texts[dice.below(texts.len())];
        }
        parts.push(Part::Heading(label.printed()));
        match section.number {
            1 => paragraphs(&mut parts, OVERVIEW, dice),
            2..=4 => {
                parts.extend(sheets.next().map(Part::Table));
                if dice.chance(15) {
                    parts.push(Part::Paragraph((*dice.pick(NOTES)).into()));
                }
            }
            5 => paragraphs(&mut parts, PROBLEMS, dice),
            _ => parts.push(Part::Paragraph((*dice.pick(OTHERS)).into())),
        }
    }
    (Heading { year, agency }, parts)
}

/// What follows the title where there is one table only.
fn statistics(case: &Case, figures: &Figures, year: i32) -> [Part; 6] {
    [
        Part::Heading("一、概述".into()),
        Part::Paragraph("本机关依法公开政府信息，现将有关情况公布如下。".into()),
        Part::Paragraph("附件".into()),
        Part::Heading("政府信息公开情况统计表".into()),
        Part::Paragraph(format!("（{year}年度）")),
        Part::Table(form::statistics(case.form(), &figures.printed)),
    ]
}

fn paragraphs(parts: &mut Vec<Part>, sentences: &[&str], dice: &mut Dice) {
    parts.extend(sentences.iter().filter(|_| dice.chance(70)).map(|&sentence| Part::Paragraph(sentence.into())));
}
