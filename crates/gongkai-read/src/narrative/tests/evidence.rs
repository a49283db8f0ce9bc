//! The clause and its place.

use gongkai_model::{Locus, SectionId};

use super::super::{Paragraph, Piece, read};
use super::{YEAR, county, facts};

#[test]
fn the_clause_is_the_evidence() {
    let text = "2024年，全县共收到政府信息公开申请12件，其中 网络申请９件。";
    let facts = facts(&county(), SectionId::Requests, text);
    let written: Vec<&str> = facts.iter().map(|fact| fact.evidence.raw.as_str()).collect();
    assert_eq!(written, ["全县共收到政府信息公开申请12件", "其中 网络申请９件"]);
    for fact in facts {
        let locus = fact.evidence.locus.expect("a clause has a place");
        assert_eq!(&text[locus.text_range().expect("it is text")], fact.evidence.raw);
        let column = text[..locus.text_range().expect("it is text").start].chars().count() + 1;
        assert_eq!(
            locus,
            Locus::Text { line: 1, column: column as u32, start: text_start(&locus), end: text_end(&locus) }
        );
    }
}

fn text_start(locus: &Locus) -> u32 {
    locus.text_range().map_or(0, |range| range.start as u32)
}

fn text_end(locus: &Locus) -> u32 {
    locus.text_range().map_or(0, |range| range.end as u32)
}

#[test]
fn a_clause_over_two_lines() {
    let lines = ["全县共收到政府信息", "公开申请12件，办结9件。"];
    let source = lines.join("\n");
    let (mut pieces, mut at) = (Vec::new(), 0);
    for (number, line) in lines.iter().enumerate() {
        let start = source.find(line).expect("the line is there") as u32;
        let end = start + line.len() as u32;
        let locus = Locus::Text { line: number as u32 + 1, column: 1, start, end };
        pieces.push(Piece { at, length: line.len(), locus, new_line: true });
        at += line.len();
    }
    let paragraph = Paragraph { section: SectionId::Requests, text: lines.concat(), pieces };
    let facts = read(&[paragraph], Some(&county()), None, Some(YEAR));
    let shown: Vec<_> = facts
        .iter()
        .map(|fact| {
            let locus = fact.evidence.locus.clone().expect("a clause has a place");
            (locus.to_string(), &source[locus.text_range().expect("it is text")], fact.evidence.raw.as_str())
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("1:1".to_owned(), "全县共收到政府信息\n公开申请12件", "全县共收到政府信息\n公开申请12件"),
            ("2:9".to_owned(), "办结9件", "办结9件"),
        ]
    );
}
