//! Whose the openings of real pages are: the answers, reviewed one by one against the addresses.
//!
//! `GONGKAI_CORPUS` names the folder that holds `openings.jsonl`; without it the test is skipped and says so.

use gongkai::Reader;
use gongkai::agency::{Bearing, DivisionName, Resolution, Roster, State};
use gongkai::model::{Capture, Provenance};
use gongkai::whose;
use gongkai_tests::corpus::directory;
use serde_json::Value;

fn chain(divisions: &[DivisionName]) -> String {
    divisions.iter().map(|division| division.name.as_str()).collect::<Vec<_>>().join(" ")
}

/// A line for an answer; what it was read from is told by the number of its line only.
fn shown(number: usize, found: &Resolution) -> String {
    let organ = if found.name.is_empty() { "-" } else { &found.name };
    let mut line = format!("{number:>2} {organ}: {}", found.state().id());
    let (kind, level) = (found.kind.map(|kind| kind.id()), found.level.map(|level| level.id()));
    for word in [kind, level].into_iter().flatten() {
        line += &format!(" {word}");
    }
    if let Some(basis) = found.basis {
        let code = found.code.map(|code| code.to_string()).unwrap_or_default();
        line += &format!("\n   {code} {} [{} {}]", chain(&found.divisions), basis.id(), found.confidence.id());
    }
    if let Some(superior) = &found.superior {
        line += &format!("\n   < {superior}");
    }
    for candidate in found.candidates.iter().take(3) {
        line += &format!("\n   ? {} {}", candidate.code, chain(&candidate.divisions));
    }
    let more = found.candidates.len().saturating_sub(3);
    if more > 0 {
        line += &format!("\n   ? and {more} more");
    }
    for clue in found.evidence.iter().filter(|clue| clue.bearing != Bearing::Silent && Some(clue.basis) != found.basis)
    {
        line += &format!(
            "\n   {} {:?} {}",
            clue.basis.id(),
            clue.bearing,
            clue.says.iter().map(|d| d.name.as_str()).collect::<Vec<_>>().join(" / ")
        );
    }
    line
}

#[test]
#[allow(clippy::print_stdout)]
fn openings() {
    let Some(corpus) = directory("whose::openings") else { return };
    let path = corpus.join("openings.jsonl");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let reader = Reader::default();
    let mut lines = Vec::new();
    let mut counts = [0; 4];
    for (number, line) in text.lines().enumerate() {
        let opening: Value = serde_json::from_str(line).expect("a line of JSON");
        let word = |name: &str| opening[name].as_str().unwrap_or_default();
        let page = format!("{}\n\n{}\n", word("title"), word("excerpt").replace('\n', "\n\n"));
        let capture = Capture::new(
            page,
            Provenance {
                source: word("url").into(),
                media_type: Some("text/plain; charset=utf-8".into()),
                ..Provenance::default()
            },
        );
        let reports = reader.read(&capture).expect("readable");
        let found = whose::resolve(&reports[0], capture.provenance(), &Roster::default());
        counts[found.state() as usize] += 1;
        println!("{}\n   @ {} {}", shown(number, &found), word("agency"), word("url"));
        lines.push(shown(number, &found));
    }
    let states = [State::Resolved, State::Located, State::Ambiguous, State::Unresolved].map(State::id);
    let counts: Vec<String> = states.iter().zip(counts).map(|(state, count)| format!("{state} {count}")).collect();
    println!("{}", counts.join(", "));
    insta::with_settings!({ snapshot_path => "../snapshots/corpus", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("whose", format!("{}\n\n{}", counts.join(", "), lines.join("\n")));
    });
}
