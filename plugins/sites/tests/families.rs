//! Every family on saved pages: what it is recognised as, every entry, every further request, every count.

#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

mod pages;

use std::fmt::Write as _;

use gongkai_model::{FetchRequest, Listing};
use gongkai_plugin::SitePage;
use gongkai_sites::leads;
use pages::{Fixture, fixtures};

fn request(request: &FetchRequest) -> String {
    match &request.body {
        Some(body) => format!("POST {} {body}", request.url),
        None => request.url.clone(),
    }
}

/// What a listing says, a line each.
fn shown(listing: &Listing) -> String {
    let mut text = String::new();
    let mut line = |text_line: String| writeln!(text, "{text_line}").expect("a string takes lines");
    line(format!("expected: {}", listing.expected.map_or("-".into(), |count| count.to_string())));
    for lead in &listing.leads {
        let date = lead.date.map_or("-".into(), |date| date.to_string());
        let unit = lead.unit.as_deref().unwrap_or("-");
        let year = match (leads::judge_lead(lead), leads::year(lead)) {
            (leads::Judgement::No(reason), _) => format!("no report: {}", reason.words().1),
            (_, Some((year, inferred))) => format!("{year}{}", if inferred { " (inferred)" } else { "" }),
            (_, None) => "report of an unknown year".into(),
        };
        line(format!("lead: {} | {date} | {unit} | {year}", lead.title));
        line(format!("      {:?} {}", lead.request.purpose, request(&lead.request)));
    }
    listing.pages.iter().for_each(|page| line(format!("page: {}", request(page))));
    for guess in &listing.guesses {
        line(format!("guess: {} (prefix {})", request(&guess.request), guess.prefix.as_deref().unwrap_or("-")));
    }
    listing.columns.iter().for_each(|column| line(format!("column: {} {}", column.name, request(&column.request))));
    if let Some((chinese, english)) = &listing.unreachable {
        line(format!("unreachable: {chinese} / {english}"));
    }
    if let Some(fault) = listing.fault {
        line(format!("fault: {fault:?}: {} / {}", fault.words().0, fault.words().1));
    }
    text
}

/// Every request of a listing follows from the page of the column.
fn referers(listing: &Listing) -> Vec<&str> {
    let leads = listing.leads.iter().map(|lead| &lead.request);
    let others = listing.pages.iter().chain(listing.guesses.iter().map(|guess| &guess.request));
    let mut referers: Vec<_> =
        leads.chain(others).map(|request| request.referer.as_deref().unwrap_or("none")).collect();
    referers.dedup();
    referers
}

fn view(fixture: &Fixture) -> String {
    let adapter = gongkai_sites::by_name(fixture.family).expect("a family");
    let page = SitePage { request: &fixture.request, url: &fixture.request.url, media_type: None, text: &fixture.text };
    let recognised = gongkai_sites::recognise(&page);
    let families: Vec<_> = recognised.iter().map(|r| format!("{} {}", r.adapter.name(), r.confidence)).collect();
    let mut text = format!("fetched: {}\nrecognised: {}\n", request(&fixture.request), families.join(", "));
    let listing = adapter.list(&page);
    text.push_str(&shown(&listing));
    let from = referers(&listing);
    if !from.is_empty() {
        writeln!(text, "following from: {}", from.join(", ")).expect("a string takes lines");
    }
    for next in adapter.item(&page) {
        writeln!(text, "item: {}", request(&next)).expect("a string takes lines");
    }
    text
}

#[test]
fn every_fixture_gives_exactly_its_snapshot() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../snapshots/sites");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for fixture in fixtures() {
        let name = format!("{}__{}", fixture.family, fixture.file.split('.').next().expect("a name"));
        settings.bind(|| insta::assert_snapshot!(name, view(&fixture)));
    }
}

/// Pages, and the answers that they lead to.
const ANSWERS: &[(&str, &str, &[&str])] = &[
    ("hanweb-jpage", "column.html", &["capped.xml"]),
    ("hanweb-jpage", "encrypted.html", &["next_group.xml"]),
    ("hanweb-xxgk", "column.html", &["answer.html"]),
    ("jpaas", "column.html", &["answer.json", "menu.json"]),
    ("truecms", "column.html", &["answer.js"]),
    ("epoint", "column.html", &["settings.js"]),
    ("epoint", "settings.js", &["answer.json"]),
    ("gkmlpt", "index.html", &["answer.json"]),
    ("ucap", "column.html", &["answer.json"]),
    ("static", "full.html", &["second.html"]),
];

#[test]
fn pages_ask_for_the_answers_exactly_as_they_were_fetched() {
    let fixtures = fixtures();
    let find =
        |family: &str, file: &str| fixtures.iter().find(|f| (f.family, f.file) == (family, file)).expect("a fixture");
    for (family, from, answers) in ANSWERS {
        let adapter = gongkai_sites::by_name(family).expect("a family");
        let list = |fixture: &Fixture| {
            let (request, text) = (&fixture.request, fixture.text.as_str());
            adapter.list(&SitePage { request, url: &request.url, media_type: None, text })
        };
        let listing = list(find(family, from));
        for answer in *answers {
            let answer = find(family, answer);
            let is_answer = |request: &&FetchRequest| request.key() == answer.request.key();
            let asked = listing.pages.iter().find(is_answer);
            let guess = listing.guesses.iter().find(|guess| is_answer(&&guess.request));
            let asked =
                asked.or(guess.map(|guess| &guess.request)).unwrap_or_else(|| panic!("{family} {}", answer.file));
            assert_eq!(asked.referer, answer.request.referer, "{family} {}", answer.file);
            assert!(guess.is_none_or(|guess| guess.is_right(&list(answer))), "{family} {}", answer.file);
        }
    }
}

#[test]
fn every_family_has_fixtures_and_every_fixture_a_line() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let listed: std::collections::BTreeSet<_> = fixtures().iter().map(|f| format!("{}/{}", f.family, f.file)).collect();
    let mut found = std::collections::BTreeSet::new();
    for adapter in gongkai_sites::all() {
        let files = std::fs::read_dir(root.join(adapter.name())).expect("a folder of fixtures");
        for file in files {
            let file = file.expect("an entry").file_name();
            found.insert(format!("{}/{}", adapter.name(), file.to_str().expect("a plain name")));
        }
    }
    assert_eq!(found, listed);
    let snapshots = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../snapshots/sites");
    let snapshots = std::fs::read_dir(snapshots).expect("the folder of snapshots").map(|file| {
        let name = file.expect("an entry").file_name().into_string().expect("a plain name");
        name.trim_end_matches(".snap").replace("__", "/")
    });
    let stems = listed.iter().map(|name| name.split('.').next().unwrap_or_default().to_owned());
    assert_eq!(snapshots.collect::<std::collections::BTreeSet<_>>(), stems.collect());
}

#[test]
fn the_family_of_every_fixture_is_recognised_alone() {
    for fixture in fixtures().into_iter().filter(|fixture| fixture.is_typical) {
        let page =
            SitePage { request: &fixture.request, url: &fixture.request.url, media_type: None, text: &fixture.text };
        match gongkai_sites::choose(gongkai_sites::recognise(&page)) {
            gongkai_sites::Choice::One(one) => assert_eq!(one.adapter.name(), fixture.family, "{}", fixture.file),
            other => panic!("{}/{}: {other:?}", fixture.family, fixture.file),
        }
    }
}

#[test]
fn a_tie_is_a_tie_and_a_weak_word_is_nothing() {
    let choice = |text: &str| {
        let request = FetchRequest::get("https://www.qingshi.gov.cn/nb/", gongkai_model::Purpose::List);
        let page = SitePage { request: &request, url: &request.url, media_type: None, text };
        gongkai_sites::choose(gongkai_sites::recognise(&page))
    };
    let both = "<script>createPageHTML(2,0,'index','html')</script><a href=1>甲</a><script url=/jpaas-publish-server/></script>\
                <a href='./202401/t20240101_1.html'>甲</a>";
    assert!(matches!(choice(both), gongkai_sites::Choice::Tie(found) if found.len() == 2));
    let weak = "<div class=TRS_Editor><a href=/trs/>trs</a></div>";
    assert!(matches!(choice(weak), gongkai_sites::Choice::One(one) if one.adapter.name() == "generic"));
    assert!(matches!(choice("plain text"), gongkai_sites::Choice::Unknown));
}

#[test]
fn only_families_with_a_real_page_are_verified() {
    let verified: Vec<_> = gongkai_sites::all().iter().filter(|a| a.is_verified()).map(|a| a.name()).collect();
    assert_eq!(verified, ["trs"]);
}

/// The list page of a real column, where it is at hand.
#[test]
fn a_real_list_page_gives_its_ten_entries_of_twenty() {
    let Some(corpus) = std::env::var_os("GONGKAI_CORPUS") else {
        eprintln!("skipped: a_real_list_page_gives_its_ten_entries_of_twenty (GONGKAI_CORPUS is not set)");
        return;
    };
    let folder = std::path::Path::new(&corpus).join("listpages");
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: a_real_list_page_gives_its_ten_entries_of_twenty ({} is not there)", folder.display());
        return;
    };
    let pages: Vec<_> = files
        .filter_map(|file| Some(file.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "html"))
        .collect();
    assert_eq!(pages.len(), 1);
    let text = std::fs::read_to_string(&pages[0]).expect("the page is text");
    let request = FetchRequest::get("https://www.example.gov.cn/zwgk/zfxxgk/zfxxgknb/", gongkai_model::Purpose::List);
    let page = SitePage { request: &request, url: &request.url, media_type: None, text: &text };
    let gongkai_sites::Choice::One(one) = gongkai_sites::choose(gongkai_sites::recognise(&page)) else {
        panic!("one family is recognised")
    };
    assert_eq!(one.adapter.name(), "trs");
    let listing = one.adapter.list(&page);
    assert_eq!((listing.leads.len(), listing.expected), (10, Some(20)));
    assert!(listing.pages.is_empty() && listing.guesses.is_empty() && listing.columns.is_empty(), "{listing:?}");
    let (chinese, english) = listing.unreachable.expect("the rest is said");
    assert!(chinese.contains("其余10条") && english.contains("other 10"), "{chinese} {english}");
    let years: Vec<_> = listing.leads.iter().map(leads::year).collect();
    let expected: Vec<_> = (2016..=2025).rev().map(|year| Some((year, false))).collect();
    assert_eq!(years, expected);
    // Days as the list shows them, which for one entry is not that of its address.
    let differ = listing.leads.iter().filter(|lead| {
        let day = lead.date.expect("a day").to_string().replace('-', "");
        !lead.request.url.contains(&format!("t{day}_"))
    });
    assert_eq!(differ.count(), 1);
    // From its menu the page leads to the column itself, before all else.
    let columns = gongkai_sites::column::find(&page);
    assert_eq!(columns[0].kind, gongkai_sites::column::CandidateKind::Column);
    assert!(columns[0].request.url.contains("/zfxxgknb/"), "{columns:?}");
    assert!(columns.iter().skip(1).all(|other| other.score + 20 < columns[0].score), "{columns:?}");
    // The entry that is no report stands among those that the script fills in.
    assert!(!leads::judge("关于2014年政府信息公开工作要点落实情况的函").is_report());
}
