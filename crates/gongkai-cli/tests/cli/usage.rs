//! Wrong usage, help, languages, completions.

use crate::util::Case;

#[test]
fn wrong_usage_ends_with_2_and_a_suggestion() {
    let case = Case::with_examples();
    let check = |arguments: &[&str], words: &str| {
        let run = case.run(arguments).expect(2).says(words);
        assert_eq!(run.stdout, "", "{arguments:?} prints nothing");
    };
    check(&[], "a command must be given");
    check(&["pars", "clean.md"], "did you mean parse?");
    check(&["facts"], "must be given");
    check(&["facts", "--formt", "csv", "clean.md"], "did you mean --format?");
    check(&["facts", "--format", "xls", "clean.md"], "possible: csv, jsonl");
    check(&["facts", "--lang", "fr", "clean.md"], "possible: zh, en");
    check(&["parse", "--max-size", "0", "clean.md"], "--max-size");
    check(&["completions", "tcsh"], "bash");
    check(&["help", "pars"], "gongkai help");
    check(&["parse", "clean.md", "--evidence", "t3.grnted"], "near to it: t3.granted");
    check(&["parse", "clean.md", "--evidence", "t3.granted", "--format", "json"], "json");
    check(&["facts", "clean.md", "-o", "no/such/folder/x.csv"], "create it first");
    check(&["facts", "clean.md", "-o", "clean.md"], "is an input as well");
}

#[test]
fn the_language_comes_from_the_option_else_from_the_locale() {
    let case = Case::new();
    let says = |arguments: &[&str], variables: &[(&str, &str)], words: &str| {
        let run = crate::util::Run::of(case.command(arguments).envs(variables.iter().copied()), &[]);
        run.expect(3).says(words);
    };
    let (zh, en) = ("没有这个文件", "no such file");
    says(&["parse", "x"], &[], en);
    says(&["parse", "x"], &[("LANG", "zh_CN.UTF-8")], zh);
    says(&["parse", "x"], &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")], en);
    says(&["parse", "x"], &[("LANG", "en_US"), ("LC_MESSAGES", "zh_TW")], zh);
    says(&["parse", "x", "--lang", "en"], &[("LANG", "zh_CN.UTF-8")], en);
    says(&["--lang=zh", "parse", "x"], &[], zh);
}

#[test]
fn help_of_every_command_has_both_languages_and_examples() {
    let case = Case::new();
    for command in ["parse", "facts", "scrape", "plugins", "completions", "help"] {
        let en = case.run(&[command, "--help"]).expect(0).shows("Usage: ").shows("Examples:").stdout;
        let zh = case.run(&[command, "--help", "--lang", "zh"]).expect(0).shows("用法: ").shows("示例：").stdout;
        assert!(!en.contains(|c| "的用法文件".contains(c)), "{en}");
        for word in ["Usage", "Options", "Arguments", "Print", "default", "possible"] {
            assert!(!zh.contains(word), "{word} in {zh}");
        }
        assert_eq!(case.run(&["help", command]).expect(0).stdout, en);
    }
}

#[test]
fn the_manual_in_docs_is_what_the_program_says() {
    let case = Case::new();
    for (language, path) in [("en", "cli.md"), ("zh", "cli.zh-CN.md")] {
        let manual = case.run(&["help", "--manual", "--lang", language]).expect(0).stdout;
        let docs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(path);
        let written = std::fs::read_to_string(docs).unwrap();
        assert!(manual == written, "docs/{path} is stale: run `cargo run -p xtask -- docs`");
    }
}

#[test]
fn the_version_is_told() {
    let run = Case::new().run(&["--version"]).expect(0);
    assert_eq!(run.stdout.trim(), concat!("gongkai ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn completions_know_commands_and_options() {
    let case = Case::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        case.run(&["completions", shell]).expect(0).shows("facts").shows("evidence");
    }
}

#[test]
fn plugins_name_their_extensions() {
    Case::new().run(&["plugins", "list"]).expect(0).shows("text").shows(".md");
    Case::new().run(&["plugins", "list", "--lang", "zh"]).expect(0).shows("文本");
}

#[test]
fn plugins_name_families_of_sites_and_those_never_tried_on_a_real_page() {
    let shown = Case::new().run(&["plugins", "list"]).expect(0).shows("trs").stdout;
    let families: Vec<_> = gongkai::sites::all().iter().filter(|family| !family.is_verified()).collect();
    assert_eq!(shown.matches("(unverified)").count(), families.len());
    Case::new().run(&["plugins", "list", "--lang", "zh"]).expect(0).shows("（未经真实网页核实）");
}
