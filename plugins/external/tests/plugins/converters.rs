//! Converters: what comes out well, and every way to fail.

use std::fs;
use std::time::{Duration, Instant};

use gongkai_model::{Block, Language, Locus};
use gongkai_plugin::{Confidence, ImportError, Limits, ProgramFailure};

use crate::util::{Case, capture, failure, import, registry, runs, words};

#[test]
fn what_a_converter_gives_is_read_and_says_who_made_it() {
    let case = Case::new();
    for (script, more) in [
        ("tr a-z A-Z < \"$1\"", "output = \"stdout\""),
        ("tr a-z A-Z < \"$1\" > \"$2\"", ""),
        ("echo talk; tr a-z A-Z < \"$1\" > \"$2/named.txt\"", "output = \"folder\""),
        ("tr a-z A-Z < \"$1\" > \"$2/named.txt\"; : > \"$2/other.log\"", "output = \"folder\""),
    ] {
        let documents = import(&case.converter(script, more), b"one\ntwo\n").expect(script);
        assert_eq!(words(&documents[0]), ["ONE", "TWO"], "{script}");
        assert_eq!(documents[0].diagnostics[0].code, "read_by_plugin");
        let Block::Paragraph { locus, .. } = &documents[0].blocks[1] else { panic!("{documents:?}") };
        assert_eq!(locus.to_string(), "hostile(2:1)");
        assert_eq!(locus.text_range(), None, "it is no place in the source");
        assert!(matches!(locus.unconverted(), Locus::Text { line: 2, .. }));
        assert_eq!(documents[0].shown(locus).map(|shown| shown.text), Some("TWO".into()));
    }
}

#[test]
fn every_failure_has_a_name() {
    let case = Case::new();
    let told = |script: &str, more: &str| failure(&case.converter(script, more));
    let check = |script: &str, more: &str, expected: ProgramFailure| {
        assert_eq!(told(script, more).0, expected, "{script}");
    };
    check("exit 7", "", ProgramFailure::Exited { code: 7 });
    check("kill -SEGV $$", "", ProgramFailure::Crashed { signal: "SIGSEGV".into() });
    check("exit 0", "", ProgramFailure::NoOutput);
    check(": > \"$2\"", "", ProgramFailure::NoOutput);
    check("exit 0", "output = \"stdout\"", ProgramFailure::NoOutput);
    check("mkdir \"$2\"", "", ProgramFailure::NotAFile { name: "out.txt".into() });
    check("ln -s /etc/passwd \"$2\"", "", ProgramFailure::NotAFile { name: "out.txt".into() });
    check("mkfifo \"$2\"", "", ProgramFailure::NotAFile { name: "out.txt".into() });
    check("ln -s /etc/passwd \"$2/x.txt\"", "output = \"folder\"", ProgramFailure::NotAFile { name: "x.txt".into() });
    // What is written outside of its folder is not looked for there.
    check("echo x > \"$2/../escaped.txt\"", "output = \"folder\"", ProgramFailure::NoOutput);
    let names = vec!["a.txt".into(), "b.txt".into()];
    check(
        "echo x > \"$2/a.txt\"; echo y > \"$2/b.txt\"",
        "output = \"folder\"",
        ProgramFailure::SeveralOutputs { names },
    );
    let limit = ProgramFailure::TooMuchOutput { limit: 1_000_000 };
    check("yes", "output = \"stdout\"\noutput-limit = 1", limit);
    let (failure, said) = told("echo one >&2; echo last words >&2; exit 1", "");
    assert_eq!((failure, said.as_str()), (ProgramFailure::Exited { code: 1 }, "one / last words"));
    let binary = told("printf '\\0\\1\\2\\377' > \"$2\"", "").0;
    assert!(
        matches!(&binary, ProgramFailure::Refused { message } if message.contains("cannot be read as text")),
        "{binary:?}"
    );
}

#[test]
fn a_missing_program_is_named() {
    let case = Case::new();
    let text = "[[plugins.converter]]\nname = \"hostile\"\nextensions = [\"x\"]\ngives = \"text\"\n\
                command = [\"no-such-program-anywhere\", \"{in}\"]\n";
    let registry = registry(case.declare(text));
    assert_eq!(failure(&registry).0, ProgramFailure::Missing { program: "no-such-program-anywhere".into() });
    let error = import(&registry, b"x").expect_err("it is missing");
    assert!(error.message(Language::Zh).contains("不在本机"));
}

#[test]
fn a_hang_ends_in_time_with_everything_that_was_started() {
    let case = Case::new();
    let begun = Instant::now();
    // Numbers as marks: other tests sleep as well.
    let script = "sleep 7391 & sleep 7392 & (sleep 7393 & sleep 7394) & sleep 7395";
    let more = "time-limit = 1\noutput = \"stdout\"";
    assert_eq!(failure(&case.converter(script, more)).0, ProgramFailure::TimedOut { seconds: 1 });
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    for number in 7391..=7395 {
        assert!(!runs(&number.to_string()), "sleep {number} outlived its plugin");
    }
}

#[test]
fn what_outlives_its_parent_is_ended_and_holds_nobody_up() {
    let case = Case::new();
    let begun = Instant::now();
    let script = "sleep 7396 & echo done; exit 0";
    let documents = import(&case.converter(script, "output = \"stdout\""), b"x").expect("it gave something");
    assert_eq!(words(&documents[0]), ["done"]);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert!(!runs("7396"));
}

#[cfg(target_os = "linux")]
#[test]
fn memory_and_files_have_limits() {
    let case = Case::new();
    let eater = "exec python3 -c 'x = bytearray(900_000_000)'";
    let (failed, said) = failure(&case.converter(eater, "memory-limit = 300"));
    assert_eq!((failed, said.contains("MemoryError")), (ProgramFailure::Exited { code: 1 }, true), "{said}");
    let writer = "exec head -c 5000000 /dev/zero > \"$2\"";
    let failed = failure(&case.converter(writer, "output-limit = 2")).0;
    let is_stopped = matches!(&failed, ProgramFailure::Crashed { signal } if signal == "SIGXFSZ");
    assert!(is_stopped || matches!(failed, ProgramFailure::Exited { .. }), "{failed:?}");
}

#[test]
fn programs_see_nothing_but_what_is_named_and_leave_nothing() {
    let case = Case::new();
    let script = "env | tr _= '- ' > \"$2\"; pwd >> \"$2\"; touch left; cat >> \"$2\"";
    let text = words(&import(&case.converter(script, ""), b"x").expect("it gave something")[0]).join("\n");
    assert!(std::env::var_os("CARGO_MANIFEST_DIR").is_some(), "there is something to hide");
    assert!(!text.contains("MANIFEST") && text.contains("PATH "), "{text}");
    let named = case.converter(script, "environment = [\"CARGO_MANIFEST_DIR\"]");
    let text = words(&import(&named, b"x").expect("it gave something")[0]).join("\n");
    assert!(text.contains("MANIFEST"), "{text}");
    let folder = text.lines().find_map(|line| line.trim().strip_prefix("TMPDIR ")).expect("its folder").to_owned();
    assert!(folder.contains("gongkai-") && !fs::exists(&folder).unwrap(), "{folder} is left");
}

#[test]
fn names_of_sources_are_never_code() {
    let case = Case::new();
    let registry = case.converter("cat \"$1\"", "output = \"stdout\"");
    let name = format!("$(touch {0}/a);`touch {0}/b`; touch {0}/c #.x", case.path("").display());
    let documents = registry.import(&capture(&name, b"text"), &Limits::default()).expect("an ordinary file");
    assert_eq!(words(&documents[0]), ["text"]);
    assert!(["a", "b", "c"].iter().all(|name| !case.path(name).exists()));
}

#[test]
fn what_ships_is_not_beaten_unless_the_declaration_says_so() {
    let case = Case::new();
    let page = b"<!DOCTYPE html><html><body><p>page</p></body></html>";
    let who = |more: &str, bytes: &[u8], name: &str| {
        let text = format!(
            "[[plugins.converter]]\nname = \"mine\"\nextensions = [\"html\", \"x\", \"txt\"]\ngives = \"text\"\n\
             command = [\"cat\", \"{{in}}\"]\n{more}\n"
        );
        registry(case.declare(&text)).identify(&capture(name, bytes)).map(|importer| importer.name())
    };
    assert_eq!(who("", page, "a.html"), Ok("html"));
    assert_eq!(who("", b"text", "a.x"), Ok("mine"));
    let tie = ImportError::Ambiguous { importers: vec!["html".into(), "mine".into()] };
    assert_eq!(who("confidence = \"certain\"", page, "a.html"), Err(tie));
    assert_eq!(who("confidence = \"certain\"", b"text", "a.txt"), Ok("mine"));
    assert_eq!(who("confidence = \"fallback\"", b"text", "a.txt"), Ok("text"));
}

#[test]
fn scans_are_taken_up_only_by_who_says_so() {
    let case = Case::new();
    let text = "[[plugins.converter]]\nname = \"ocr\"\nmagic = [{ text = \"%PDF-\" }]\nwhen = \"scan\"\n\
                gives = \"text\"\ncommand = [\"echo\", \"{in}\"]\n";
    let registry = registry(case.declare(text));
    let ocr = registry.named("ocr").expect("it is declared");
    let (pdf, other) = (capture("a.pdf", b"%PDF-1.7"), capture("a.x", b"x"));
    assert_eq!(ocr.identify(&pdf), Confidence::No);
    let scan = ImportError::Scan { pages: 3 };
    assert!(ocr.takes_up(&pdf, &scan));
    assert!(!ocr.takes_up(&other, &scan) && !ocr.takes_up(&pdf, &ImportError::Encrypted));
}

#[test]
fn two_plugins_of_one_name_are_an_error() {
    let case = Case::new();
    let one = |name: &str| {
        format!(
            "[[plugins.converter]]\nname = \"{name}\"\nextensions = [\"x\"]\ngives = \"text\"\ncommand = [\"cat\", \"{{in}}\"]\n"
        )
    };
    let error = |text: &str| {
        let made = gongkai_external::importers(case.declare(text), &crate::util::shipped());
        made.err().map(|error| error.to_string()).unwrap_or_default()
    };
    assert!(error(&(one("a") + &one("a"))).contains("another plugin has this name"));
    assert!(error(&one("html")).contains("another plugin has this name"));
    assert!(error(&one("a").replace("\"text\"", "\"docx\"")).contains("gives cannot be docx; there are html, text"));
}
