//! Files, folders, globs, standard input; exit codes over several inputs.

use crate::util::{Case, example};

#[test]
fn exit_codes_tell_what_came_of_the_inputs() {
    let case = Case::with_examples();
    for command in ["parse", "facts"] {
        case.run(&[command, "clean.md"]).expect(0);
        case.run(&[command, "damaged.txt"]).expect(1);
        case.run(&[command, "notice.txt"]).expect(1);
        case.run(&[command, "clean.md", "damaged.txt"]).expect(1);
        case.run(&[command, "missing.txt"]).expect(3);
        case.run(&[command, "damaged.txt", "missing.txt"]).expect(3);
        case.run(&[command, "missing.txt", "clean.md"]).expect(3);
    }
}

#[test]
fn a_bad_file_stops_nobody_and_is_named() {
    let case = Case::with_examples();
    let alone = case.run(&["facts", "clean.md"]).expect(0);
    let run = case.run(&["facts", "missing.txt", "clean.md"]).expect(3).says("gongkai: missing.txt: no such file");
    assert_eq!(run.stdout, alone.stdout);
    run.says("1 read, 0 of them with errors; 1 could not be read");
}

#[test]
fn standard_input_is_read_and_called_a_dash() {
    let case = Case::new();
    let run = case.run_with_stdin(&["facts", "-"], &example("clean_2021.md")).expect(0);
    // The cells of the form, and what the prose tells.
    assert_eq!(run.rows(), 208);
    assert!(run.stdout.lines().nth(1).unwrap().starts_with("-,1,"));
    case.run_with_stdin(&["parse", "-", "--evidence", "t3.granted.total"], &example("clean_2021.md"))
        .expect(0)
        .shows("--> -:");
}

#[test]
fn folders_are_read_whole_in_order_and_links_may_lead_back() {
    let case = Case::with_examples();
    case.write("b/two.md", example("clean_2021.md"));
    case.write("a/one.TXT", example("clean_2021.md"));
    case.write("a/other.dwg", "no");
    case.write("a/.hidden/three.md", example("clean_2021.md"));
    #[cfg(unix)]
    std::os::unix::fs::symlink(case.path(""), case.path("a/loop")).unwrap();
    let run = case.run(&["facts", ".", "-q"]).expect(1);
    let mut sources: Vec<_> = run.stdout.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    sources.dedup();
    let names: Vec<_> = sources.iter().map(|name| name.replace("\\", "/")).collect();
    assert_eq!(names, ["./a/one.TXT", "./b/two.md", "./clean.md", "./damaged.txt"]);
}

#[test]
fn a_folder_without_reports_says_what_was_looked_for() {
    let case = Case::new();
    case.write("empty/readme.dwg", "x");
    case.run(&["parse", "empty"]).expect(3).says("gongkai: empty: ").says(".txt").says(".md");
    case.run(&["parse", "empty", "--lang", "zh"]).expect(3).says("没有可读的报告").says(".txt");
}

#[test]
fn globs_are_expanded_where_the_shell_did_not() {
    let case = Case::with_examples();
    case.write("deep/er/more.md", example("clean_2021.md"));
    let one = case.run(&["facts", "clean.md"]).rows();
    assert_eq!(case.run(&["facts", "*.md"]).expect(0).rows(), one);
    assert_eq!(case.run(&["facts", "**/*.md"]).expect(0).rows(), 2 * one);
    assert_eq!(case.run(&["facts", "c?ean.[m]d", "clean.md"]).expect(0).rows(), one, "nothing is read twice");
    case.run(&["facts", "*.docx"]).expect(3).says("no file matches the pattern");
    case.write("a[1].md", example("clean_2021.md"));
    assert_eq!(case.run(&["facts", "a[1].md"]).expect(0).rows(), one, "a name with brackets is a name first");
}

#[test]
fn many_files_come_out_in_the_order_given() {
    let case = Case::new();
    let names: Vec<String> = (0..200).map(|number| format!("{:03}.md", (number * 37) % 200)).collect();
    for name in &names {
        case.write(name, example("clean_2021.md"));
    }
    let mut arguments = vec!["facts", "--quiet"];
    arguments.extend(names.iter().map(String::as_str));
    let run = case.run(&arguments).expect(0);
    assert_eq!(run.stderr, "");
    let mut sources: Vec<_> = run.stdout.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    sources.dedup();
    assert_eq!(sources, names);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let case = Case::with_examples();
    std::fs::set_permissions(case.path("clean.md"), std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(case.path("clean.md")).is_ok() {
        return; // The superuser may read everything.
    }
    case.run(&["facts", "clean.md"]).expect(3).says("permission denied");
}
