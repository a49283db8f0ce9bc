//! Gaps of small outcomes written down here.

use gongkai_model::{Date, FetchRequest, Purpose, ReportLead};

use super::*;
use crate::outcome::Column;

/// An entry that was read as a report of its unit and year.
fn read(unit: &str, year: i32) -> Item {
    let lead = ReportLead {
        request: FetchRequest::get(format!("https://a.gov.cn/nb/{unit}{year}.html"), Purpose::Item),
        title: format!("{unit}{year}年政府信息公开工作年度报告"),
        date: Date::new(year + 1, 1, 20),
        unit: None,
    };
    let reports = vec![(Some(unit.to_owned()), Some(year))];
    let digests = vec![format!("{unit}{year}")];
    Item { lead, state: ItemState::Read, reports, digests, length: Some(3000), ..Item::default() }
}

fn outcome(items: Vec<Item>) -> SiteOutcome {
    let column = Column { url: "https://a.gov.cn/nb/".into(), end: Some(End::LastPage), ..Column::default() };
    SiteOutcome { items, columns: vec![column], ..SiteOutcome::default() }
}

#[track_caller]
fn check(outcome: &SiteOutcome, expected: &[(&str, &str)]) {
    let gaps = outcome.gaps();
    let seen: Vec<_> = gaps.iter().map(|gap| (gap.id, gap.about.as_str())).collect();
    assert_eq!(seen, expected, "{gaps:?}");
}

#[test]
fn a_sound_site_has_none() {
    let mut sound =
        outcome((2019..=2023).flat_map(|year| [read("甲县财政局", year), read("甲县水务局", year)]).collect());
    sound.target.units = Some((2, 2));
    sound.target.today = Date::new(2026, 11, 1);
    check(&sound, &[]);
}

#[test]
fn a_year_between_first_and_last_is_missed() {
    let mut site = outcome(vec![read("甲县财政局", 2019), read("甲县财政局", 2022), read("甲县水务局", 2020)]);
    check(&site, &[("year_absent", "甲县财政局")]);
    assert!(site.gaps()[0].words.en.ends_with("nothing for 2020, 2021"), "{:?}", site.gaps());
    // One that was listed and not had is named with its state, and not a second time.
    let failed = ItemState::Failed(crate::Failure::Timeout);
    site.items.extend([2020, 2021].map(|year| Item {
        state: failed.clone(),
        reports: Vec::new(),
        ..read("甲县财政局", year)
    }));
    check(&site, &[("entries_without_report", "timeout")]);
}

#[test]
fn every_year_asked_for_is_missed_if_it_is_due() {
    let mut site = outcome(vec![read("甲县财政局", 2023)]);
    site.target.years = Some(2022..=2025);
    for (today, absent) in [(Date::new(2026, 4, 1), "2022, 2024, 2025"), (Date::new(2026, 3, 31), "2022, 2024")] {
        site.target.today = today;
        check(&site, &[("year_absent", "甲县财政局")]);
        assert!(site.gaps()[0].words.en.ends_with(&format!("nothing for {absent}")), "{:?}", site.gaps());
    }
    site.columns[0].end = Some(End::Enough);
    check(&site, &[]);
}

#[test]
fn the_same_bytes_under_two_units_are_said() {
    let twin = |unit: &str| Item { digests: vec!["7f".into()], ..read(unit, 2023) };
    check(&outcome(vec![twin("甲县财政局"), twin("甲县水务局")]), &[("same_bytes", "7f")]);
    check(&outcome(vec![twin("甲县财政局"), twin("财政局")]), &[]);
    let second = Item { state: ItemState::Duplicate, reports: Vec::new(), ..twin("甲县水务局") };
    check(&outcome(vec![twin("甲县财政局"), second]), &[("same_bytes", "7f")]);
}

#[test]
fn units_are_counted_against_what_is_known_of_the_site() {
    let mut site = outcome(vec![read("甲县财政局", 2022), read("甲县财政局", 2023)]);
    for (units, expected) in [((1, 1), None), ((2, 9), Some("too_few_units")), ((0, 0), Some("too_many_units"))] {
        site.target.units = Some(units);
        check(&site, &expected.map(|id| (id, "")).into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn pieces_of_reports_and_days_to_come_are_said() {
    let url = "https://a.gov.cn/nb/甲县财政局2023.html";
    check(&outcome(vec![Item { length: Some(199), ..read("甲县财政局", 2023) }]), &[("body_short", url)]);
    let mut site = outcome(vec![Item { published: Date::new(2034, 1, 20), ..read("甲县财政局", 2023) }]);
    check(&site, &[]);
    site.target.today = Date::new(2024, 2, 1);
    check(&site, &[("date_in_future", url)]);
    site.items = vec![Item { files_left_out: 3, ..read("甲县财政局", 2023) }];
    check(&site, &[("files_left_out", url)]);
}

#[test]
fn columns_of_something_else_and_entries_out_of_reach_are_said() {
    let url = "https://a.gov.cn/nb/";
    let notice = ("关于报送年报的通知".to_owned(), Words::new("是通知", "is a notice"));
    let mut site = outcome(vec![read("甲县财政局", 2023)]);
    site.columns[0] = Column { listed: 3, other: vec![notice], ..site.columns[0].clone() };
    check(&site, &[("column_of_something_else", url)]);
    site.columns[0].reports = 1;
    check(&site, &[]);
    site.columns[0].unreachable = Some(Words::new("由脚本填写", "filled by a script"));
    check(&site, &[("entries_unreachable", url)]);
    site.columns[0].expected = Some(20);
    check(&site, &[("fewer_than_stated", url)]);
}

#[test]
fn a_site_that_refuses_is_not_one_without_reports() {
    let mut site = SiteOutcome {
        failures: vec![("https://a.gov.cn/".into(), crate::Failure::Blocked(403))],
        ..SiteOutcome::default()
    };
    check(&site, &[("site_not_assessable", "blocked_403")]);
    site.has_arrived = true;
    check(&site, &[("column_not_found", "")]);
}
