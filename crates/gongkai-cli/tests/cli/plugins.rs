//! Plugins of others: trust, choice, scaffolds, tests; and the examples with the real programs.

#![cfg(unix)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::snapshots::{check, transcript};
use crate::util::{Case, example};

/// The example of a plugin that speaks the protocol, in the folder of a case.
fn with_records(case: &Case) {
    for name in ["gongkai.toml", "records.py", "samples/report.rec"] {
        case.write(&format!("folder/{name}"), example(&format!("plugins/records/{name}")));
    }
}

const REPORT: &str = "folder/samples/report.rec";

#[test]
fn what_a_folder_declares_runs_only_when_it_was_allowed() {
    let case = Case::new();
    with_records(&case);
    let refused = "programs are declared here (records: python3 {here}/records.py) and were not run";
    case.run(&["parse", REPORT]).says(refused).says("gongkai plugins allow folder/gongkai.toml");
    case.run(&["facts", "folder", "-q"]).says(refused);
    case.run(&["check", REPORT]).says(refused);
    case.run(&["archive", "add", REPORT]).says(refused);
    case.run(&["plugins", "list", "--lang", "zh"]).expect(0);
    let once = case.run(&["facts", REPORT, "--allow-plugins"]).expect(0).shows("table2R6C9");
    case.run(&["parse", REPORT]).says(refused);

    case.run(&["plugins", "allow", "folder"]).expect(0).shows("allowed records: python3 {here}/records.py");
    let run = case.run(&["facts", REPORT]).expect(0);
    assert_eq!((run.stdout, run.stderr.as_str()), (once.stdout, ""));
    // The same figures as in the report that the sample was made of.
    case.write("clean.md", example("clean_2021.md"));
    let figures = |text: &str| -> Vec<String> {
        text.lines().skip(1).map(|line| line.split(',').skip(2).take(8).collect::<Vec<_>>().join(",")).collect()
    };
    let clean = case.run(&["facts", "clean.md"]).expect(0).stdout;
    assert_eq!(figures(&case.run(&["facts", REPORT]).stdout), figures(&clean));

    // A changed program is another one.
    case.write("folder/records.py", [example("plugins/records/records.py"), b"# changed\n".to_vec()].concat());
    case.run(&["parse", REPORT]).says("have changed since they were allowed");
}

#[test]
fn folders_archives_and_reading_again() {
    let case = Case::new();
    with_records(&case);
    case.run(&["plugins", "allow", "folder/gongkai.toml"]).expect(0);
    case.write("folder/other.rec", "#OGIREC 1\nX what is this\n");
    let run = case.run(&["facts", "folder"]).expect(3).shows("t3.granted.total");
    run.says("gongkai: folder/other.rec: the file is damaged: records: line 2 is of no known kind");
    case.run(&["archive", "add", REPORT]).expect(0);
    case.run(&["check", REPORT]).expect(0);
    // Whoever reads again from another folder has the plugin in a folder of their own, or says which file of settings.
    case.write(".config/gongkai/plugins.d/records.toml", fs::read(case.path("folder/gongkai.toml")).unwrap());
    case.write(".config/gongkai/plugins.d/records.py", example("plugins/records/records.py"));
    case.run(&["archive", "reread"]).expect(0).says("1 read");
    case.run(&["archive", "show", "1"]).expect(0).shows("青禾县农业农村局");
    // Two of one name are never taken for each other.
    case.run(&["check", REPORT]).expect(2).says("plugin records: another plugin has this name");
}

#[test]
fn an_importer_can_be_chosen_and_a_tie_is_said() {
    let case = Case::new();
    let declare = |more: &str| {
        let one = |name: &str| {
            format!(
                "[[plugins.converter]]\nname = \"{name}\"\nextensions = [\"x\"]\ngives = \"text\"\ncommand = [\"cat\", \"{{in}}\"]\n{more}\n"
            )
        };
        case.write(".config/gongkai/gongkai.toml", one("first") + &one("second"));
    };
    case.write("a.x", example("clean_2021.md"));
    declare("");
    case.run(&["parse", "a.x"])
        .expect(3)
        .says("first and second are equally sure that this file is theirs; choose one with --importer");
    case.run(&["facts", "a.x", "--importer", "second"]).expect(0).shows("second(");
    case.run(&["check", "a.x", "--importer", "first"]).expect(0);
    case.run(&["parse", "a.x", "--importer", "text"]).expect(0);
    case.run(&["parse", "a.x", "--importer", "none"])
        .expect(2)
        .says("there is no importer \"none\"; there are")
        .says("second");
    case.run(&["plugins", "list", "--explain", "a.x"]).expect(3).shows("likely: the extension .x");
    case.write(".config/gongkai/gongkai.toml", "[[plugins.converter]]\nname = \"a\"\n");
    case.run(&["parse", "a.x"]).expect(2).says("gongkai.toml: the declaration is not well formed");
}

#[test]
fn a_broken_plugin_costs_its_file_and_no_other() {
    let case = Case::new();
    case.write(
        ".config/gongkai/gongkai.toml",
        "[[plugins.converter]]\nname = \"broken\"\nextensions = [\"x\"]\ngives = \"text\"\ncommand = [\"false\", \"{in}\"]\n\
         [[plugins.protocol]]\nname = \"silent\"\nextensions = [\"y\"]\ncommand = [\"sleep\", \"600\"]\ntime-limit = 1\n",
    );
    for (name, bytes) in [("f/a.x", b"x".to_vec()), ("f/b.md", example("clean_2021.md")), ("f/c.y", b"y".to_vec())] {
        case.write(name, bytes);
    }
    let run = case.run(&["facts", "f"]).expect(3).says("gongkai: f/a.x: the plugin broken failed with exit code 1");
    assert!(run.stdout.contains("f/b.md"));
    run.says("gongkai: f/c.y: the plugin silent was not done within 1 seconds")
        .says("1 read, 0 of them with errors; 2 could not be read");
}

#[test]
fn every_scaffold_passes_its_test_at_once() {
    let case = Case::new();
    for kind in ["converter", "protocol"] {
        case.run(&["plugins", "new", kind, "--kind", kind]).expect(0).says("gongkai plugins test");
        let run = case.run(&["plugins", "test", kind, "--cuts", "20"]).expect(0);
        assert_eq!(run.stdout.matches("  ok ").count(), 8, "{}", run.stdout);
        // What is wrong is found.
        let golden = format!("{kind}/samples/report.lst.golden");
        case.write(&golden, case.read(&golden).replace("档案馆", "图书馆"));
        case.run(&["plugins", "test", kind, "--cuts", "1"]).expect(1).shows("FAILED equals its golden file: line 1");
        case.run(&["plugins", "test", kind, "--cuts", "1", "--bless"]).expect(0);
    }
    let program = case.read("protocol/plugin.py");
    let broken = |from: &str, to: &str, words: &str| {
        case.write("protocol/plugin.py", program.replace(from, to));
        case.run(&["plugins", "test", "protocol", "--cuts", "60"]).expect(1).shows(words);
    };
    broken("found.append({\"block\": \"paragraph\", \"text\": line})", "pass", "FAILED loses no text");
    broken(
        "except ValueError as error",
        "except KeyError as error",
        "FAILED survives being cut: cut to 4 bytes: the plugin protocol ended before it answered",
    );
    broken("\"text\": line}", "\"text\": line + str(id(request))}", "FAILED is deterministic");
    broken("\"certain\" if", "\"no\" if", "FAILED is identified");
    case.run(&["plugins", "new", "rusty", "--kind", "rust"]).expect(0).shows("rusty/src/lib.rs");
    case.run(&["plugins", "new", "protocol"]).expect(2).says("is there already");
    case.run(&["plugins", "new", "../x"]).expect(2).says("lower-case letters");
    case.run(&["plugins", "test", "nowhere"]).expect(2).says("no plugin is declared here");
}

#[test]
fn the_example_passes_its_test() {
    let case = Case::new();
    let folder = root().join("examples/plugins/records");
    let run = case.run(&["plugins", "test", &folder.to_string_lossy(), "--cuts", "200"]).expect(0);
    assert_eq!(run.stdout.matches("  ok ").count(), 8, "{}", run.stdout);
    let lines = fs::read_to_string(folder.join("records.py")).unwrap().lines().count();
    assert!(lines < 80, "an example of {lines} lines is no small one");
}

#[test]
fn what_people_see() {
    let case = Case::new();
    with_records(&case);
    case.write("packed.zip", example("packed_2023.zip"));
    for language in ["en", "zh"] {
        let told = |arguments: &[&str]| transcript(&case, &[arguments, &["--lang", language]].concat());
        let pages = [
            told(&["plugins", "--help"]),
            told(&["plugins", "list", "--help"]),
            told(&["plugins", "list", "--explain", REPORT]),
            told(&["plugins", "list", "--explain", REPORT, "--allow-plugins"]),
            told(&["plugins", "list", "--explain", "packed.zip"]),
            told(&["plugins", "allow", "nowhere"]),
            told(&["plugins", "test", "folder", "--cuts", "3"]),
        ];
        // How long it took differs from run to run; which importers ship does not matter here.
        let pages: String = pages.join("\n").lines().filter(|line| !is_idle(line)).map(without_time).collect();
        check!(format!("plugins_{language}"), pages);
    }
}

/// Whether a line says that an importer that ships does not read the file.
fn is_idle(line: &str) -> bool {
    line.starts_with("  ") && (line.ends_with(" no") || line.ends_with(" 不是"))
}

fn without_time(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let told = words.iter().enumerate().map(|(index, word)| match words.get(index + 1) {
        // Chinese puts no space before the number.
        Some(&("ms" | "毫秒")) => word.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned() + "N",
        _ => (*word).to_owned(),
    });
    told.collect::<Vec<_>>().join(" ") + "\n"
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Whether all programs are there. Where `GONGKAI_DEMAND_PROGRAMS` is set, they must be.
fn has(test: &str, programs: &[&[&str]]) -> bool {
    let runs = |command: &&[&str]| {
        let (program, arguments) = command.split_first().unwrap();
        let output = Command::new(program).args(arguments).stdin(Stdio::null()).output();
        output.is_ok_and(|output| output.status.success())
    };
    let absent: Vec<_> = programs.iter().filter(|command| !runs(command)).map(|command| command.join(" ")).collect();
    assert!(absent.is_empty() || std::env::var_os("GONGKAI_DEMAND_PROGRAMS").is_none(), "{test} needs {absent:?}");
    if !absent.is_empty() {
        let _ = writeln!(std::io::stderr(), "{test} is skipped: {absent:?} does not run");
    }
    absent.is_empty()
}

/// An example of a plugin as the user's own.
fn own(case: &Case, name: &str) {
    for entry in fs::read_dir(root().join("examples/plugins").join(name)).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        case.write(&format!(".config/gongkai/{file}"), fs::read(path).unwrap());
    }
}

#[test]
fn libreoffice_reads_what_nobody_else_does() {
    if !has("libreoffice_reads_what_nobody_else_does", &[&["soffice", "--version"]]) {
        return;
    }
    let case = Case::new();
    own(&case, "libreoffice");
    case.write("report.docx", example("word_2024.docx"));
    let forced = case.run(&["facts", "report.docx", "--importer", "libreoffice"]).expect(0).shows("libreoffice(table");
    let direct = case.run(&["facts", "report.docx"]).expect(0);
    let tables = |text: &str| -> Vec<String> {
        let rows = text.lines().filter(|line| line.contains(",t3.") || line.contains(",t4."));
        rows.map(|line| line.split(',').skip(5).take(5).collect::<Vec<_>>().join(",")).collect()
    };
    assert!(tables(&direct.stdout).len() > 150);
    assert_eq!(tables(&forced.stdout), tables(&direct.stdout));
    let _ = case
        .run(&["parse", "report.docx", "--importer", "libreoffice", "--evidence", "t3.granted.total"])
        .expect(0)
        .shows("libreoffice(");
}

/// A page of text as a picture.
const WORDS: &str =
    "青禾县财政局2023年政府信息公开工作年度报告\\n一、总体情况\\n2023年，本局收到政府信息公开申请12件，予以公开9件。";
const FONT: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";

fn draw(case: &Case, name: &str) {
    let status = Command::new("convert")
        .args(["-background", "white", "-fill", "black", "-font", FONT, "-pointsize", "40", "-interline-spacing", "20"])
        .args([&format!("label:{WORDS}"), "-bordercolor", "white", "-border", "60", "-colorspace", "gray"])
        .arg(case.path(name))
        .status();
    assert!(status.unwrap().success(), "a picture of {name}");
}

/// A PDF with a picture on its page, and no text.
fn scan(jpeg: &[u8], width: u32, height: u32) -> Vec<u8> {
    // Scanned with 300 dots an inch; a point is 1/72.
    let (wide, high) = (width * 72 / 300, height * 72 / 300);
    let page = format!("q {wide} 0 0 {high} 0 0 cm /I Do Q");
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide} {high}] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>").into_bytes(),
        format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()).into_bytes(),
        [
            format!("<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length {} >>\nstream\n", jpeg.len()).as_bytes(),
            jpeg,
            b"\nendstream",
        ]
        .concat(),
    ];
    let (mut pdf, mut places) = (b"%PDF-1.4\n".to_vec(), Vec::new());
    for (number, object) in (1..).zip(&objects) {
        places.push(pdf.len());
        pdf.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    let table = pdf.len();
    pdf.extend(b"xref\n0 6\n0000000000 65535 f \n");
    places.iter().for_each(|place| pdf.extend(format!("{place:010} 00000 n \n").bytes()));
    pdf.extend(format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes());
    pdf
}

#[test]
fn tesseract_reads_scans() {
    let programs: &[&[&str]] = &[
        &["tesseract", "--version"],
        &["sh", "-c", "tesseract --list-langs | grep -x chi_sim"],
        &["pdftoppm", "-v"],
        &["convert", "-list", "font"],
        &["test", "-f", FONT],
    ];
    if !has("tesseract_reads_scans", programs) {
        return;
    }
    let case = Case::new();
    draw(&case, "scan.png");
    draw(&case, "scan.jpg");
    let size = Command::new("identify").args(["-format", "%w %h"]).arg(case.path("scan.jpg")).output().unwrap().stdout;
    let size: Vec<u32> = String::from_utf8(size).unwrap().split(' ').map(|side| side.parse().unwrap()).collect();
    case.write("scan.pdf", scan(&fs::read(case.path("scan.jpg")).unwrap(), size[0], size[1]));
    case.run(&["facts", "scan.pdf"]).expect(3).says("are pictures without text").says("docs/plugins.md");
    case.run(&["facts", "scan.png"]).expect(3).says("this is a PNG file");
    own(&case, "tesseract");
    for (file, plugin) in [("scan.png", "tesseract"), ("scan.jpg", "tesseract"), ("scan.pdf", "tesseract-pdf")] {
        let run = case.run(&["facts", file]);
        let row = |cell: &str, value: &str| {
            let row =
                run.stdout.lines().find(|line| line.contains(cell)).unwrap_or_else(|| panic!("{file}: {}", run.stderr));
            assert!(row.contains(value) && row.contains(&format!(",{plugin}(")), "{row}");
            assert!(row.contains("青禾县财政局,2023"), "{row}");
        };
        row("narrative.requests_received", ",12,件,number,");
        row("narrative.granted", ",9,件,number,");
        case.run(&["parse", file, "--evidence", "narrative.granted"])
            .shows(&format!("{file}:{plugin}("))
            .shows("予以公开9件");
    }
    case.run(&["plugins", "list", "--explain", "scan.pdf"]).expect(0).shows("taken up by tesseract-pdf");
}
