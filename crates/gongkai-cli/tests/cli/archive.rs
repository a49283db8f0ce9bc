//! `gongkai archive`: what people see of an archive.

use std::fs::File;
use std::time::{Duration, UNIX_EPOCH};

use gongkai::archive::{Archive, CaptureId, Mode, Packed, Wait};

use gongkai::model::Unit;

use crate::util::{Case, example};

/// A folder with a report, a damaged one, something else, a saved page and a file that cannot be read, all of one time.
fn case() -> Case {
    let case = Case::with_examples();
    let mut saved = b"<!-- saved from url=(0031)http://www.example.gov.cn/nb/1.html -->\n".to_vec();
    saved.extend(example("page_2023.html"));
    case.write("page.html", saved);
    case.write("scan.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00");
    for name in ["clean.md", "damaged.txt", "notice.txt", "page.html", "scan.jpg"] {
        let file = File::options().write(true).open(case.path(name)).unwrap();
        file.set_modified(UNIX_EPOCH + Duration::from_secs(1_700_000_000)).unwrap();
    }
    case
}

const ADD: &[&str] = &["archive", "add", "clean.md", "damaged.txt", "notice.txt", "page.html", "scan.jpg"];

/// The command line, its exit code, and what it prints, the folder called `FOLDER`.
fn transcript(case: &Case, arguments: &[&str]) -> String {
    let run = case.run(arguments);
    let mut text = format!("$ gongkai {}\n{}", arguments.join(" "), run.stdout);
    text += &run.stderr.lines().map(|line| format!("stderr: {line}\n")).collect::<String>();
    text += &format!("exit {}\n", run.code);
    text.replace(&*case.path("").to_string_lossy(), "FOLDER/")
}

#[test]
fn what_people_see() {
    for language in ["en", "zh"] {
        let case = case();
        let told = |arguments: &[&str]| transcript(&case, &[arguments, &["--lang", language]].concat());
        let mut text = [told(&["archive", "list"]), told(ADD), told(ADD), told(&["archive", "list"])].join("\n");
        text += &told(&["archive", "show", "2", "4", "5"]);
        text += &told(&["archive", "show", "99"]);
        text += &told(&["archive", "coverage"]);
        text += &told(&["archive", "coverage", "--format", "csv"]);
        let question = "SELECT agency, year, \"t3.new_received.total\" AS n FROM facts_wide ORDER BY year, n";
        for arguments in [&["archive", "query", question][..], &["archive", "query", question, "-f", "jsonl"]] {
            text += &told(arguments);
        }
        text += &told(&["archive", "query", "DELETE FROM documents"]);
        text += &told(&["archive", "query", "SELECT agency FROM report"]);
        text += &told(&["archive", "export", "-o", "out", "1", "4"]);
        text += &std::fs::read_to_string(case.path("out/manifest.csv"))
            .unwrap()
            .replace(&*case.path("").to_string_lossy(), "FOLDER/");
        text += &told(&["archive", "export", "-o", "out"]);
        text += &told(&["archive", "export", "-o", "out", "-f", "csv"]);
        assert_eq!(
            std::fs::read(case.path("out").join("00001-clean.md")).unwrap(),
            std::fs::read(case.path("clean.md")).unwrap()
        );
        read_as_before(&case);
        text += &told(&["archive", "reread"]);
        text += &told(&["archive", "reread", "--rebuild"]);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../../../snapshots/cli");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(format!("archive_{language}"), text));
    }
}

/// Makes the archive as an earlier version would have left it: one figure was read otherwise, another one not at all.
fn read_as_before(case: &Case) {
    let mut archive = Archive::open(case.path("archive"), Mode::Write(Wait::Refuse)).unwrap();
    let mut report = archive.reading(CaptureId(1)).unwrap().unwrap().reports.remove(0).0;
    let facts = report.facts.iter().filter(|fact| fact.cell != "t3.granted.total").cloned();
    report.facts = facts
        .map(|mut fact| {
            if fact.cell == "t3.new_received.total" {
                fact.value = gongkai::model::Value::Unreadable(vec!["1".into(), "11".into()]);
            }
            fact
        })
        .collect();
    archive
        .store_reading(CaptureId(1), "0", &Ok(vec![Packed::new(report, Unit::default(), Vec::new()).unwrap()]))
        .unwrap();
}

#[test]
fn bytes_come_out_as_they_went_in() {
    let case = case();
    case.run(&["archive", "add", "-a", "kept", "clean.md"]).expect(0).says("1 added");
    let run = case.run(&["archive", "show", "1", "--content", "-a", "kept"]).expect(0);
    assert_eq!(run.stdout.as_bytes(), example("clean_2021.md"));
}

#[test]
fn a_changed_file_is_another_version() {
    let case = case();
    case.run(&["archive", "add", "clean.md"]).expect(0);
    let text = String::from_utf8(example("clean_2021.md")).unwrap();
    case.write("clean.md", format!("{text}\n更正：略。\n"));
    case.run(&["archive", "add", "clean.md"]).expect(0).says("1 added; 0 were there already");
    case.run(&["archive", "show", "2"]).expect(0).shows("another content of this address: 1 (");
}

#[test]
fn wrong_names_make_no_archive() {
    let case = case();
    case.run(&["archive", "reread", "-a", "nowhere"]).expect(3).says("there is no archive in nowhere");
    case.run(&["archive", "list", "-a", "nowhere"]).expect(3).says("there is no archive in nowhere");
    assert!(!case.path("nowhere").exists());
    case.run(&["archive", "add", "missing.md", "clean.md"]).expect(3).says("no such file").says("1 added");
    case.run(&["archive"]).expect(2);
    case.run(&["archive", "show"]).expect(2);
}

/// Everything that is in an archive: each content with the figures that were read in it.
fn contents(case: &Case, folder: &str) -> Vec<String> {
    let question = "SELECT captures.source, captures.digest, count(facts_long.cell), sum(facts_long.number)
                    FROM captures LEFT JOIN facts_long ON facts_long.capture = captures.capture
                    GROUP BY captures.capture ORDER BY captures.source";
    let run = case.run(&["archive", "query", question, "-a", folder]).expect(0);
    run.stdout.lines().map(str::to_owned).collect()
}

/// How often `archive add` is killed; `GONGKAI_KILLS` wants more.
fn kills() -> usize {
    std::env::var("GONGKAI_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(5)
}

#[test]
fn killed_at_any_moment_nothing_is_lost() {
    use gongkai_tests::nation::{Medium, YEARS, report, units};

    let case = Case::new();
    std::fs::create_dir(case.path("reports")).unwrap();
    for (number, unit) in units(40).iter().enumerate() {
        for year in YEARS {
            case.write(&format!("reports/{number}-{year}.md"), report(unit, year, Medium::Text).bytes);
        }
    }
    let arguments = |folder| ["archive", "add", "--no-progress", "-a", folder, "reports"];
    let begin = std::time::Instant::now();
    case.run(&arguments("undisturbed")).expect(0);
    let length = begin.elapsed();
    let mut dice = gongkai_tests::writer::Dice::new(7);
    for _ in 0..kills() {
        let mut child = case.command(&arguments("killed")).stderr(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(length.mul_f64(dice.below(100) as f64 / 100.0));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    case.run(&arguments("killed")).expect(0);
    let found = contents(&case, "killed");
    assert_eq!(found.len(), 40 * YEARS.len() + 1);
    assert_eq!(found, contents(&case, "undisturbed"));
    case.run(&["archive", "query", "-a", "killed", "SELECT count(*) AS n FROM reports WHERE status = 'report'"])
        .expect(0)
        .shows("280");
}

#[test]
fn what_cannot_be_opened_stays_as_it_is() {
    let case = case();
    case.run(&["archive", "add", "clean.md"]).expect(0);
    let kept =
        || ["archive/gongkai.db", "archive/captures/0001.warc.gz"].map(|name| std::fs::read(case.path(name)).unwrap());
    let sound = kept();

    // Of a version to come.
    let mut newer = sound[0].clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    case.write("archive/gongkai.db", &newer);
    for arguments in [&["archive", "add", "damaged.txt"][..], &["archive", "list"], &["archive", "coverage"]] {
        case.run(arguments).expect(3).says("later version of gongkai").says("upgrade gongkai");
        assert_eq!(kept(), [newer.clone(), sound[1].clone()]);
    }

    // Damaged: the captures are there, and the database can be made anew.
    let damaged = vec![0x55; sound[0].len()];
    case.write("archive/gongkai.db", &damaged);
    for arguments in
        [&["archive", "add", "damaged.txt"][..], &["archive", "query", "SELECT 1"], &["archive", "coverage"]]
    {
        case.run(arguments).expect(3).says("damaged").says("gongkai archive reread");
        assert_eq!(kept(), [damaged.clone(), sound[1].clone()]);
    }
    std::fs::remove_file(case.path("archive/gongkai.db")).unwrap();
    case.run(&["archive", "reread"]).expect(0).says("1 read");
    case.run(&["archive", "list"]).expect(0).shows("青禾县农业农村局");

    // No folder to write in.
    case.write("file", "not a folder");
    case.run(&["archive", "add", "clean.md", "-a", "file/archive"]).expect(3).says("file/archive");
    assert_eq!(case.read("file"), "not a folder");
}
