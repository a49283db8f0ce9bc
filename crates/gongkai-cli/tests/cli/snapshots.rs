//! What a person sees, to be read by eyes: the pages in `snapshots/cli/`.

use crate::util::{Case, example};

/// Compares with `snapshots/cli/<name>.snap`.
macro_rules! check {
    ($name:expr, $text:expr) => {{
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../../../snapshots/cli");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!($name, $text));
    }};
}

pub(crate) use check;

/// The command line, its exit code, and what it prints.
pub(crate) fn transcript(case: &Case, arguments: &[&str]) -> String {
    let run = case.run(arguments);
    let words: Vec<String> = arguments
        .iter()
        .map(|word| if word.contains([' ', '*']) { format!("'{word}'") } else { (*word).to_owned() })
        .collect();
    let mut text = format!("$ gongkai {}\n{}", words.join(" "), run.stdout);
    if !run.stderr.is_empty() {
        text += &run.stderr.lines().map(|line| format!("stderr: {line}\n")).collect::<String>();
    }
    text + &format!("exit {}\n", run.code)
}

fn examples() -> Case {
    let case = Case::new();
    for name in ["clean_2021.md", "damaged_2021.txt", "edition_2019.txt", "blank_form.md", "not_a_report.txt"] {
        case.write(name, example(name));
    }
    case
}

#[test]
fn help() {
    let case = Case::new();
    for language in ["en", "zh"] {
        let pages: Vec<_> = [&["--help"][..], &["parse", "--help"], &["facts", "--help"]]
            .into_iter()
            .map(|arguments| transcript(&case, &[arguments, &["--lang", language]].concat()))
            .collect();
        check!(format!("help_{language}"), pages.join("\n"));
    }
}

#[test]
fn pages() {
    let case = examples();
    for (name, file) in [("clean", "clean_2021.md"), ("damaged", "damaged_2021.txt"), ("blank", "blank_form.md")] {
        for language in ["en", "zh"] {
            check!(format!("parse_{name}_{language}"), transcript(&case, &["parse", file, "--lang", language]));
        }
    }
    check!("parse_2019_zh", transcript(&case, &["parse", "edition_2019.txt", "--lang", "zh"]));
    check!("parse_not_a_report_zh", transcript(&case, &["parse", "not_a_report.txt", "--lang", "zh"]));
    check!("parse_markdown_en", transcript(&case, &["parse", "damaged_2021.txt", "-f", "markdown", "--lang", "en"]));
}

#[test]
fn evidence() {
    let case = examples();
    for language in ["en", "zh"] {
        let pages: Vec<_> = ["t3.granted.total", "t3.other_misc.total", "t2_2021.art20_8"]
            .into_iter()
            .map(|query| transcript(&case, &["parse", "damaged_2021.txt", "--evidence", query, "--lang", language]))
            .collect();
        check!(format!("evidence_{language}"), pages.join("\n"));
    }
}

#[test]
fn evidence_in_documents() {
    let case = Case::new();
    case.write("word_2024.docx", include_bytes!("../../../../examples/word_2024.docx"));
    case.write("libre_2024.odt", include_bytes!("../../../../examples/libre_2024.odt"));
    case.write("gbk_2024.rtf", include_bytes!("../../../../examples/gbk_2024.rtf"));
    let pages: Vec<_> = [
        ("word_2024.docx", "t3.new_received.natural_person"),
        ("libre_2024.odt", "narrative.requests_received"),
        ("gbk_2024.rtf", "t4.reconsideration_total"),
    ]
    .into_iter()
    .map(|(file, query)| transcript(&case, &["parse", file, "--evidence", query, "--lang", "zh"]))
    .collect();
    check!("evidence_in_documents_zh", pages.join("\n"));
}

#[test]
fn evidence_on_a_page() {
    let case = Case::new();
    case.write("report.html", include_bytes!("../../../gongkai-html/samples/jpage.html"));
    case.write("pdf.html", include_bytes!("../../../gongkai-html/samples/pdftohtml.html"));
    for language in ["en", "zh"] {
        let pages: Vec<_> = [
            ("report.html", "t3.granted.commercial_enterprise"),
            ("report.html", "t2_2021.art20_8"),
            ("pdf.html", "t2_2021.art20_1.normative_documents.in_force"),
        ]
        .into_iter()
        .map(|(file, query)| transcript(&case, &["parse", file, "--evidence", query, "--lang", language]))
        .collect();
        check!(format!("evidence_page_{language}"), pages.join("\n"));
    }
}

#[test]
fn errors() {
    let case = examples();
    case.write("empty.txt", "");
    case.write("scan.txt", "Rar!\n");
    case.write("folder/readme.dwg", "x");
    let runs: [&[&str]; 17] = [
        &[],
        &["pars", "x"],
        &["parse"],
        &["facts", "x", "--formt", "csv"],
        &["facts", "x", "--format", "xls"],
        &["facts", "x", "--max-size", "many"],
        &["facts", "x", "--output"],
        &["facts", "clean_2021.md", "-o", "clean_2021.md"],
        &["facts", "clean_2021.md", "-o", "no/where.csv"],
        &["parse", "missing.txt"],
        &["parse", "*.docx"],
        &["parse", "folder"],
        &["parse", "empty.txt"],
        &["parse", "scan.txt"],
        &["parse", "clean_2021.md", "--evidence", "t3.state_secret"],
        &["parse", "clean_2021.md", "--evidence", "t2_2019"],
        &["facts", "-o", "out.csv", "not_a_report.txt", "blank_form.md", "damaged_2021.txt", "missing.txt"],
    ];
    for language in ["en", "zh"] {
        let pages: Vec<_> =
            runs.iter().map(|arguments| transcript(&case, &[&["--lang", language], *arguments].concat())).collect();
        check!(format!("errors_{language}"), pages.join("\n"));
    }
}
