//! Programs that speak the protocol: sound ones, of other releases, and hostile ones.

use std::sync::Arc;
use std::time::{Duration, Instant};

use gongkai_external::{ProtocolImporter, protocol};
use gongkai_model::Block;
use gongkai_plugin::{Confidence, ImportError, Importer, Limits, ProgramFailure, Registry};

use crate::util::{Case, capture, failure, import, runs, shipped, words};

/// A program that greets and says `certain`; what it answers to `import` is the rest of the script.
fn sound(answer: &str) -> String {
    format!(
        "import json, sys, os, time, signal
def say(id, **content): print(json.dumps({{'id': id, **content}}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    id, call = request['id'], request['call']
    if call == 'hello': say(id, protocol=1, name='x', news='of a later release')
    elif call == 'identify': say(id, confidence='certain', reason='it begins well')
    else:
        data = open(request['file'], 'rb').read()
        {answer}
"
    )
}

const ECHO: &str =
    "say(id, documents=[{'blocks': [{'block': 'paragraph', 'text': str(os.getpid()) + data.decode()}]}])";

#[test]
fn a_document_is_what_was_answered() {
    let case = Case::new();
    let answer = "say(id, later=1, documents=[{'metadata': [{'name': 'Title', 'value': '年报', 'more': 2}], 'blocks': [
            {'block': 'heading', 'level': 1, 'text': '一、总体情况', 'more': 3},
            {'block': 'paragraph', 'text': 'p', 'place': {'at': 'page', 'page': 2, 'left': 1, 'top': 2, 'right': 3, 'bottom': 4}},
            {'block': 'paragraph', 'text': 'q'},
            {'block': 'table', 'rows': [[{'text': 'a', 'rows': 2}, {'text': 'b', 'columns': 2}], ['c', 'd']]}]}])";
    let registry = case.protocol(&sound(answer), "");
    let documents = import(&registry, b"x").expect("it answers well");
    let document = &documents[0];
    assert_eq!((document.metadata[0].name.as_str(), document.metadata[0].value.as_str()), ("title", "年报"));
    assert_eq!(words(document), ["一、总体情况", "p", "q", "a|b|c|d"]);
    let places: Vec<String> = document
        .blocks
        .iter()
        .flat_map(|block| match block {
            Block::Heading { locus, .. } | Block::Paragraph { locus, .. } => vec![locus.to_string()],
            Block::Table(grid) => grid.cells().iter().map(|cell| format!("{} {}", cell.column, cell.locus)).collect(),
            Block::Lines(_) => Vec::new(),
        })
        .collect();
    let expected =
        ["¶1", "p2(0.1,0.2)-(0.3,0.4)", "¶3", "0 table1R1C1", "1 table1R1C2", "1 table1R2C1", "2 table1R2C2"];
    assert_eq!(places, expected);
    let claim = registry.explain(&capture("a.x", b"x"), &Limits::default());
    let mine = claim.claims.iter().find(|claim| claim.importer == "hostile").expect("it is asked");
    assert_eq!(mine.confidence, Confidence::Likely, "what the declaration grants at the most");
    assert!(mine.reason.as_ref().is_some_and(|(_, en)| en.contains("it begins well")), "{mine:?}");
}

#[test]
fn converted_content_goes_through_what_ships() {
    let case = Case::new();
    let html =
        "say(id, converted={'form': 'html', 'content': '<html><body><table><tr><td>甲<td>1</table></body></html>'})";
    let documents = import(&case.protocol(&sound(html), ""), b"x").expect("it answers well");
    assert_eq!(words(&documents[0]), ["甲|1"]);
    let text = "say(id, converted={'form': 'text', 'content': '甲\\n乙'})";
    let documents = import(&case.protocol(&sound(text), ""), b"x").expect("it answers well");
    let Block::Paragraph { locus, .. } = &documents[0].blocks[1] else { panic!("{documents:?}") };
    assert_eq!(locus.to_string(), "hostile(2:1)");
}

#[test]
fn refusals_are_errors_of_ours() {
    let case = Case::new();
    let check = |refusal: &str, expected: ImportError| {
        let registry = case.protocol(&sound(&format!("say(id, error={refusal})")), "");
        assert_eq!(import(&registry, b"x"), Err(expected), "{refusal}");
    };
    check("{'kind': 'empty'}", ImportError::Empty);
    check("{'kind': 'encrypted', 'message': 'x'}", ImportError::Encrypted);
    check("{'kind': 'scan', 'pages': 4}", ImportError::Scan { pages: 4 });
    check("{'kind': 'damaged', 'message': 'no end'}", ImportError::Damaged { reason: "hostile: no end".into() });
    let failure = ProgramFailure::Refused { message: "too new".into() };
    let other = ImportError::Program { plugin: "hostile".into(), failure, said: String::new() };
    check("{'kind': 'of a later release', 'message': 'too new'}", other);
}

#[test]
fn a_program_is_kept_for_the_run_and_started_again_after_a_crash() {
    let case = Case::new();
    let answer = format!("os._exit(3) if data == b'crash' else {ECHO}");
    let registry = case.protocol(&sound(&answer), "");
    let id = |text: &str| words(&import(&registry, text.as_bytes()).expect(text)[0]).concat().replace(text, "");
    let first = id("one");
    assert_eq!(id("two"), first);
    let crash = import(&registry, b"crash").expect_err("it crashes");
    let failure = ProgramFailure::Ended { code: 3 };
    assert_eq!(crash, ImportError::Program { plugin: "hostile".into(), failure, said: String::new() });
    assert_ne!(id("three"), first);
}

#[test]
fn every_failure_has_a_name_and_the_next_source_is_read() {
    let case = Case::new();
    let check = |hostile: &str, more: &str, is_expected: fn(&ProgramFailure) -> bool| {
        let answer = format!("\n        if data == b'some bytes': {hostile}\n        else: {ECHO}");
        let registry = case.protocol(&sound(&answer), more);
        let begun = Instant::now();
        let (failure, said) = failure(&registry);
        assert!(is_expected(&failure), "{hostile}: {failure:?} {said}");
        assert!(begun.elapsed() < Duration::from_secs(8), "{hostile}: {:?}", begun.elapsed());
        assert!(import(&registry, b"next").is_ok(), "{hostile}");
    };
    let is_bad = |failure: &ProgramFailure| matches!(failure, ProgramFailure::BadAnswer { .. });
    check("raise ValueError('no')", "", |failure| *failure == ProgramFailure::Ended { code: 1 });
    check("os.kill(os.getpid(), signal.SIGSEGV)", "", |failure| matches!(failure, ProgramFailure::Crashed { .. }));
    check("time.sleep(7397)", "time-limit = 1", |failure| *failure == ProgramFailure::TimedOut { seconds: 1 });
    check("os._exit(0)", "", |failure| *failure == ProgramFailure::Ended { code: 0 });
    check("say(id, documents=[])", "", |failure| *failure == ProgramFailure::NoOutput);
    check("print('debugging', flush=True)", "", is_bad);
    check("print('[1, 2]', flush=True)", "", is_bad);
    check("sys.stdout.buffer.write(b'\\xff\\xfe\\n'); sys.stdout.flush()", "", is_bad);
    check("say(id)", "", is_bad);
    check("say(id + 1, documents=[])", "", is_bad);
    check("say(id, documents=[{'blocks': [{'block': 'picture'}]}])", "", is_bad);
    check("say(id, documents=[{'blocks': [{'block': 'table', 'rows': [[1]]}]}])", "", is_bad);
    check("print('[' * 100000, flush=True)", "", is_bad);
    check("os.close(1); time.sleep(9)", "", is_bad);
    let is_too_much = |failure: &ProgramFailure| matches!(failure, ProgramFailure::TooMuchOutput { limit: 1_000_000 });
    check("print('x' * 3000000, flush=True)", "output-limit = 1", is_too_much);
    check("[sys.stdout.write('x' * 65536) for _ in iter(int, 1)]", "output-limit = 1", is_too_much);
    assert!(!runs("7397"));
}

#[cfg(target_os = "linux")]
#[test]
fn memory_has_a_limit() {
    let case = Case::new();
    let registry = case.protocol(&sound("x = bytearray(900_000_000)"), "memory-limit = 300");
    let (failure, said) = failure(&registry);
    assert_eq!((failure, said.contains("MemoryError")), (ProgramFailure::Ended { code: 1 }, true), "{said}");
}

#[test]
fn a_program_that_does_not_start_is_given_up_and_still_claims_its_files() {
    let case = Case::new();
    let registry = case.protocol("raise SystemExit('no licence')", "");
    assert_eq!(registry.identify(&capture("a.x", b"x")).map(Importer::name), Ok("hostile"));
    let failures: Vec<ProgramFailure> = (0..3).map(|_| failure(&registry).0).collect();
    assert!(failures.contains(&ProgramFailure::GivenUp { times: 3 }), "{failures:?}");
    assert_eq!(registry.identify(&capture("a.txt", b"text")).map(Importer::name), Ok("text"));
}

/// Greets with a version, whatever is offered or the newest that it knows among those.
fn versions(known: &str) -> String {
    sound(ECHO)
        .replace("protocol=1", &format!("protocol=max(set({known}) & set(request['protocols']), default=max({known}))"))
}

#[test]
fn old_and_new_releases_agree_on_a_version() {
    let case = Case::new();
    // A plugin of a later release that still speaks the first version; one that does not.
    assert!(import(&case.protocol(&versions("[1, 2]"), ""), b"x").is_ok());
    assert_eq!(failure(&case.protocol(&versions("[2]"), "")).0, ProgramFailure::WrongVersion { version: 2 });
    // A plugin of today under a program of tomorrow.
    case.write("run.py", &versions("[1]"));
    let text = "[[plugins.protocol]]\nname = \"x\"\ncommand = [\"python3\", \"{here}/run.py\"]\n";
    let declaration = case.declare(text).remove(0);
    let later = ProtocolImporter::speaking(&[1, 2], declaration, shipped());
    let documents = later.import(&capture("a", b"text"), &Limits::default()).expect("they agree on 1");
    assert!(words(&documents[0]).concat().ends_with("text"));
}

#[test]
fn many_threads_are_served_at_once() {
    let case = Case::new();
    let registry = Arc::new(case.protocol(&sound(ECHO), ""));
    let read = |registry: &Registry, number: usize| {
        let text = format!("-{number}");
        words(&import(registry, text.as_bytes()).expect("it answers")[0]).concat().ends_with(&text)
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|number| {
                let registry = Arc::clone(&registry);
                scope.spawn(move || (0..20).all(|round| read(&registry, number * 100 + round)))
            })
            .collect();
        assert!(threads.into_iter().all(|thread| thread.join().unwrap()));
    });
}

#[test]
fn the_schema_describes_answers() {
    let schema = protocol::schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let check = |text: &str, is_valid: bool| {
        let value = serde_json::from_str(text).expect("JSON");
        assert_eq!(validator.is_valid(&value), is_valid, "{text}");
    };
    check(
        r#"{"id": 1, "documents": [{"blocks": [{"block": "table", "rows": [["a", {"text": "b", "rows": 2}]]}]}]}"#,
        true,
    );
    check(r#"{"id": 1, "converted": {"form": "html", "content": "x"}, "later": 1}"#, true);
    check(r#"{"id": 1, "documents": [{"blocks": [{"block": "picture"}]}]}"#, false);
}
