//! Input that is no report, or no text, or too much; each with a message and an exit code.

use std::fs::File;
use std::time::{Duration, Instant};

use crate::util::{Case, example};

#[test]
fn files_that_nobody_reads_are_told_apart() {
    let case = Case::new();
    case.write("empty.txt", "");
    case.write("space.txt", " \n\t\n");
    case.write("scan.txt", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n");
    case.write("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    let noise: Vec<u8> = (0..10_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8 & 0x1F).collect();
    case.write("noise.txt", noise);
    let check = |name: &str, words: &str| {
        let run = case.run(&["facts", name]).expect(3).says(words).says(&format!("gongkai: {name}: "));
        assert_eq!(run.rows(), 0, "{name}");
    };
    check("empty.txt", "the file is empty");
    check("space.txt", "the file is empty");
    check("scan.txt", "the file is damaged");
    check("picture.txt", "PNG");
    check("noise.txt", "neither text nor a format");
}

#[test]
fn a_notice_is_no_report_and_no_figure_is_taken_from_it() {
    let case = Case::with_examples();
    let run = case.run(&["facts", "notice.txt"]).expect(1).says("not an annual report");
    assert_eq!(run.rows(), 0);
    case.run(&["parse", "notice.txt"]).expect(1).shows("not an annual report");
}

#[test]
fn charsets_make_no_difference_to_figures() {
    let case = Case::new();
    let text = String::from_utf8(example("damaged_2021.txt")).unwrap();
    let gb18030 = encoding_rs::GB18030.encode(&text).0.into_owned();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    case.write("report.txt", &text);
    let expected = case.run(&["facts", "report.txt"]).expect(1).stdout;
    assert!(expected.lines().count() > 100);
    for bytes in [gb18030, [b"\xFF\xFE", utf16.as_slice()].concat(), [b"\xEF\xBB\xBF", text.as_bytes()].concat()] {
        case.write("report.txt", bytes);
        assert_eq!(case.run(&["facts", "report.txt"]).expect(1).stdout, expected);
    }
}

#[test]
fn the_wrong_charset_gives_no_figure_that_is_not_there() {
    let case = Case::new();
    let text = String::from_utf8(example("clean_2021.md")).unwrap();
    let mojibake: String = text.bytes().map(char::from).filter(|c| !c.is_control() || *c == '\n').collect();
    case.write("report.txt", mojibake);
    let run = case.run(&["facts", "report.txt"]).expect(1);
    assert_eq!(run.rows(), 0);
}

#[test]
fn half_a_character_at_the_end_costs_nothing_but_a_warning() {
    let case = Case::with_examples();
    let expected = case.run(&["facts", "clean.md"]).expect(0).stdout;
    let mut bytes = example("clean_2021.md");
    bytes.extend(&"见".as_bytes()[..2]);
    case.write("clean.md", bytes);
    assert_eq!(case.run(&["facts", "clean.md"]).expect(0).stdout, expected);
    case.run(&["parse", "clean.md"]).expect(0).shows("warning").shows("could not be decoded");
}

#[test]
fn stray_nul_bytes_are_removed_and_told() {
    let case = Case::with_examples();
    let mut bytes = example("clean_2021.md");
    bytes.splice(0..0, *b"\0\0");
    case.write("clean.md", bytes);
    let run = case.run(&["parse", "clean.md"]).expect(0).shows("2 control characters were removed");
    assert!(!run.stdout.contains('\0'));
}

/// Everything that could steer a terminal: escape sequences, C1 controls, carriage return, reversed reading direction.
const HOSTILE: &str = "\x1b]0;owned\x07\x1b[31m\u{9b}2J\r\x08\x7f\u{202e}\u{2066}\u{85}";

fn steers(c: char) -> bool {
    (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c)
}

#[test]
fn nothing_in_a_file_reaches_the_terminal_as_a_command() {
    let case = Case::new();
    let text = String::from_utf8(example("damaged_2021.txt")).unwrap();
    let hostile = text.replace("2021年", &format!("2021年{HOSTILE}")).replace("公开", &format!("公{HOSTILE}开"));
    case.write("report.txt", hostile);
    for arguments in [
        &["parse", "report.txt"][..],
        &["parse", "report.txt", "-f", "markdown"],
        &["parse", "report.txt", "--evidence", "t3"],
        &["parse", "report.txt", "--evidence", "t2_2021"],
    ] {
        let run = case.run(arguments);
        assert!(run.code <= 1 && run.stdout.len() > 500, "{arguments:?}: {}", run.stderr);
        let found: Vec<char> = run.stdout.chars().chain(run.stderr.chars()).filter(|&c| steers(c)).collect();
        assert!(found.is_empty(), "{arguments:?}: {found:?}");
    }
}

#[cfg(unix)]
#[test]
fn nothing_in_a_file_name_reaches_the_terminal_as_a_command() {
    let case = Case::new();
    let name = format!("a{HOSTILE}\nb.txt");
    case.write(&name, example("damaged_2021.txt"));
    let missing = format!("missing{name}");
    for arguments in [&["parse", "."][..], &["parse", &name, &missing], &["parse", &name, "--evidence", "t3.granted"]] {
        let run = case.run(arguments);
        let found: Vec<char> = run.stdout.chars().chain(run.stderr.chars()).filter(|&c| steers(c)).collect();
        assert!(found.is_empty(), "{arguments:?}: {found:?}");
        assert!(run.stdout.contains("a␛]0;owned␇"), "the name is shown, with signs: {}", run.stdout);
    }
    // Data for programs keep the name as it is.
    let facts = case.run(&["facts", "."]).expect(1);
    assert!(facts.stdout.contains(HOSTILE));
    assert!(!facts.stderr.contains(steers), "{:?}", facts.stderr);
}

#[test]
fn unknown_options_with_escapes_are_harmless_too() {
    let run = Case::new().run(&["facts", "--\x1b[31mx", "a"]).expect(2).says("\"--␛[31mx\"");
    assert!(!run.stderr.contains('\x1b'), "{:?}", run.stderr);
}

fn is_refused_at_once(case: &Case, name: &str, words: &str) {
    for command in ["facts", "parse"] {
        let start = Instant::now();
        case.run(&[command, name]).expect(3).says(words).says("--max-size");
        assert!(start.elapsed() < Duration::from_secs(2), "{name} took {:?}", start.elapsed());
    }
}

#[test]
fn a_line_of_100_megabytes_is_refused_by_its_size() {
    let case = Case::new();
    case.write("line.txt", vec![b'a'; 100_000_000]);
    is_refused_at_once(&case, "line.txt", "100 MB");
}

#[test]
fn a_gigabyte_is_refused_without_being_read() {
    let case = Case::new();
    File::create(case.path("big.txt")).unwrap().set_len(1 << 30).unwrap();
    is_refused_at_once(&case, "big.txt", "1074 MB");
}

#[test]
fn streams_are_read_up_to_the_limit_only() {
    let case = Case::new();
    case.run_with_stdin(&["facts", "-", "--max-size", "1"], &vec![b'a'; 3_000_000])
        .expect(3)
        .says("goes on after the limit of 1 MB");
    #[cfg(unix)]
    case.run(&["facts", "/dev/zero", "--max-size", "1"]).expect(3).says("goes on after the limit of 1 MB");
}

#[test]
fn the_limit_can_be_raised_and_lowered() {
    let case = Case::new();
    let mut bytes = example("clean_2021.md");
    bytes.resize(1_500_000, b' ');
    case.write("report.md", bytes);
    case.run(&["facts", "report.md", "--max-size", "1"]).expect(3).says("more than the limit of 1 MB");
    case.run(&["facts", "report.md", "--max-size", "2"]).expect(0);
}

#[test]
fn a_million_lines_are_refused_with_what_to_do() {
    let case = Case::new();
    case.write("rows.txt", "予以公开 1 2 3\n".repeat(1_000_000));
    case.run(&["facts", "rows.txt"]).expect(3).says("1000000 lines").says("cut the report out of it");
}

/// Address space for the most lines that are read, in KiB: some two hundred bytes for each byte of text.
#[cfg(target_os = "linux")]
const MOST_LINES_KIB: u32 = 4_000_000;

#[cfg(target_os = "linux")]
#[test]
fn as_many_lines_as_allowed_come_to_an_end_within_bounds() {
    let case = Case::new();
    case.write("rows.txt", "予以公开 1 2 3\n".repeat(199_000));
    let start = Instant::now();
    let program = env!("CARGO_BIN_EXE_gongkai");
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &format!("ulimit -v {MOST_LINES_KIB}; exec \"$0\" facts rows.txt"), program]);
    let run = crate::util::Run::of(shell.current_dir(case.path("")), &[]).expect(1);
    assert_eq!(run.rows(), 0, "rows of nothing are no report");
    assert!(start.elapsed() < Duration::from_secs(120), "took {:?}", start.elapsed());
}
