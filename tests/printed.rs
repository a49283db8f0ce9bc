//! Random reports printed to PDF by the programs at hand, in many styles of paper: the figures must come back.
//!
//! `cargo test -p gongkai-tests --test printed -- --ignored --nocapture` prints `GONGKAI_PRINT_CASES` reports (12 unless given) with each
//! of Chromium, LibreOffice and WeasyPrint that is found, and keeps those that fail in `target/printed/`. `GONGKAI_PROPERTY_SEED` makes
//! another run.

#![allow(clippy::print_stdout, reason = "the table is for people")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use gongkai_tests::verdict::{Verdict, judge};
use gongkai_tests::writer::{Dice, Shape, cases};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Sizes of paper, as CSS has them.
const PAPERS: &[&str] = &["A4", "A4 landscape", "A3 landscape", "B5", "letter", "210mm 900mm"];
/// How tables are drawn.
const TABLES: &[(&str, &str)] = &[
    ("collapsed", "table{border-collapse:collapse} td{border:1px solid #000}"),
    ("thin", "table{border-collapse:collapse} td{border:0.25pt solid #888}"),
    ("dotted", "table{border-collapse:collapse} td{border:1px dotted #333}"),
    ("double", "table{border-collapse:collapse} td{border:3px double #000}"),
    ("boxes", "table{border:1px solid #000;border-spacing:2px} td{border:1px solid #999}"),
    (
        "open",
        "table{border-collapse:collapse} td{border:1px solid #000} td:first-child{border-left:0} td:last-child{border-right:0}",
    ),
    ("level", "table{border-collapse:collapse} td{border-top:1px solid #000;border-bottom:1px solid #000}"),
    ("bare", "table{border-collapse:collapse}"),
];
/// Where cells stand in their fields.
const CELLS: &[&str] = &[
    "td{padding:1px 2px}",
    "td{padding:4px 6px}",
    "td{padding:8px} td.value{text-align:center}",
    "td{padding:3px} td.value{text-align:right;vertical-align:top}",
    "td{padding:3px;text-align:center;vertical-align:bottom}",
];
const SIZES: &[&str] = &["7pt", "9pt", "10.5pt", "12pt", "16px"];
const BREAKS: &[&str] = &["", "tr{break-inside:avoid}", "thead{display:table-row-group}", "table{break-before:page}"];
const PROSE: &[&str] =
    &["p{text-indent:2em;margin:0;text-align:justify}", "p{margin:1em 0}", "p{line-height:2;margin:0}"];

/// A style of paper, and what it is called.
fn style(dice: &mut Dice) -> (&'static str, String) {
    let paper = dice.pick(PAPERS);
    let (name, table) = *dice.pick(TABLES);
    let margin = dice.pick(&["8mm", "20mm", "25mm 18mm"]);
    let width = dice.pick(&["", "table{width:100%}", "table{width:100%;table-layout:fixed}"]);
    let style = format!(
        "@page{{size:{paper};margin:{margin}}} body{{font-size:{};font-family:{}}} h1{{text-align:center;font-size:1.5em}} {table} {} {width} {} {}",
        dice.pick(SIZES),
        dice.pick(&["serif", "sans-serif", "'Noto Serif CJK SC'"]),
        dice.pick(CELLS),
        dice.pick(BREAKS),
        dice.pick(PROSE),
    );
    (name, style)
}

/// Programs that print, and the arguments that they print `{in}` to `{out}` with.
const PRINTERS: &[(&str, &[&str])] = &[
    (
        "chromium",
        &["--headless", "--no-sandbox", "--disable-gpu", "--print-to-pdf={out}", "--no-pdf-header-footer", "{in}"],
    ),
    (
        "soffice",
        &[
            "-env:UserInstallation=file://{folder}/soffice",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            "{folder}",
            "{in}",
        ],
    ),
    ("weasyprint", &["-q", "{in}", "{out}"]),
];

fn is_here(program: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|folder| folder.join(program).is_file())
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/printed");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    folder.canonicalize().expect("the folder is there")
}

/// Prints a page; nothing where the program fails.
fn print(program: &str, arguments: &[&str], page: &Path) -> Option<Vec<u8>> {
    let out = page.with_extension("pdf");
    let _ = std::fs::remove_file(&out);
    let folder = page.parent()?.to_string_lossy().into_owned();
    let filled = arguments.iter().map(|argument| {
        argument
            .replace("{in}", &page.to_string_lossy())
            .replace("{out}", &out.to_string_lossy())
            .replace("{folder}", &folder)
    });
    let status = Command::new(program).args(filled).stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    if status.success() { std::fs::read(out).ok() } else { None }
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |value| value.parse().unwrap_or_else(|_| panic!("{name} is no number")))
}

#[test]
#[ignore = "needs programs that print, and minutes"]
fn printed_reports_come_back() {
    let seed = setting("GONGKAI_PROPERTY_SEED", 0);
    let mut bytes = [17; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config { failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let mut dice = Dice::new(seed);
    let mut tally: BTreeMap<(&str, &str), [usize; 4]> = BTreeMap::new();
    let folder = folder();
    for number in 0..setting("GONGKAI_PRINT_CASES", 12) {
        let case = cases(Shape::Html).new_tree(&mut runner).expect("cases can always be drawn").current();
        let (name, style) = style(&mut dice);
        let printed = case.print_for_paper(&style, !matches!(name, "level" | "bare"));
        for (program, arguments) in PRINTERS.iter().filter(|(program, _)| is_here(program)) {
            let page = folder.join(format!("{seed}-{number}-{program}.html"));
            std::fs::write(&page, &printed.text).expect("the page can be written");
            let Some(pdf) = print(program, arguments, &page) else {
                println!("{program} does not print {}", page.display());
                continue;
            };
            let verdict = match gongkai::parse(pdf) {
                Ok(reports) => judge(&printed, &reports),
                Err(error) => Verdict { faults: vec![format!("not read: {error}")], ..Verdict::default() },
            };
            let [reports, right, missed, faults] = tally.entry((program, name)).or_default();
            *reports += 1;
            *right += verdict.right;
            *missed += verdict.missed.len();
            *faults += verdict.faults.len();
            if verdict.faults.is_empty() && verdict.missed.is_empty() {
                let _ = std::fs::remove_file(page.with_extension("pdf"));
                let _ = std::fs::remove_file(page);
                continue;
            }
            println!("{} {name} {:?}", page.with_extension("pdf").display(), case.damages);
            verdict.faults.iter().take(4).for_each(|fault| println!("  {fault}"));
            println!("  missed {}: {:?}", verdict.missed.len(), verdict.missed.iter().take(4).collect::<Vec<_>>());
        }
    }
    println!("{:<12} {:<10} {:>8} {:>8} {:>8} {:>8}", "program", "tables", "reports", "right", "missed", "faults");
    for ((program, name), [reports, right, missed, faults]) in &tally {
        println!("{program:<12} {name:<10} {reports:>8} {right:>8} {missed:>8} {faults:>8}");
    }
    let faults: usize = tally.values().map(|[.., faults]| faults).sum();
    assert_eq!(faults, 0, "figures that were not printed");
}
