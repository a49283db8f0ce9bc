//! `gongkai score`: marks, deductions and samples.

use crate::util::Case;

fn transcript(case: &Case, arguments: &[&str]) -> String {
    let run = case.run(arguments);
    let mut text = format!("$ gongkai {}\n{}", arguments.join(" "), run.stdout);
    text += &run.stderr.lines().map(|line| format!("stderr: {line}\n")).collect::<String>();
    text + &format!("exit {}\n", run.code)
}

#[test]
fn what_people_see() {
    for language in ["en", "zh"] {
        let case = Case::with_examples();
        let told = |arguments: &[&str]| transcript(&case, &[arguments, &["--lang", language]].concat());
        let mut text = told(&["score", "clean.md", "damaged.txt"]);
        case.write("gongkai.toml", "[score]\nfull = 50\n[score.weights]\nST = 5\nT3 = 1\n");
        text += &told(&["score", "clean.md", "damaged.txt"]);
        text += &told(&["score", "clean.md", "damaged.txt", "-f", "csv"]);
        text += &told(&["score", "damaged.txt", "-f", "json", "--deductions"]);
        text += &told(&["score", "clean.md", "damaged.txt", "--sample", "1", "--seed", "3"]);
        text += &told(&["score", "clean.md", "damaged.txt", "--deductions"]);
        case.write("gongkai.toml", "[score.weights]\nT9 = 5\n");
        text += &told(&["score", "clean.md"]);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../../../snapshots/cli");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(format!("score_{language}"), text));
    }
}

#[test]
fn the_workbook_has_marks_and_the_sample() {
    use calamine::{Reader, Xlsx, open_workbook};
    let case = Case::with_examples();
    let arguments =
        ["score", "clean.md", "damaged.txt", "-f", "xlsx", "-o", "marks.xlsx", "--sample", "2", "--lang", "en"];
    assert_eq!(case.run(&arguments).code, 1);
    let mut book: Xlsx<_> = open_workbook(case.path("marks.xlsx")).unwrap();
    assert_eq!(book.sheet_names(), ["Marks", "Deductions", "Not assessable", "Weights", "Sample"]);
    let marks = book.worksheet_range("Marks").unwrap();
    assert_eq!(marks.height(), 3);
    let deductions = book.worksheet_range("Deductions").unwrap();
    let of_rule = deductions.rows().any(|row| row[2] == "ST-014" && !row[5].to_string().is_empty());
    assert!(of_rule, "the table that stops is no deduction: {deductions:?}");
    let again = case.path("again.xlsx").to_string_lossy().into_owned();
    let mut arguments = arguments;
    arguments[6] = &again;
    case.run(&arguments);
    assert_eq!(std::fs::read(case.path("marks.xlsx")).unwrap(), std::fs::read(case.path("again.xlsx")).unwrap());
}
