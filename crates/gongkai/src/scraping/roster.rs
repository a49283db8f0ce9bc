//! Units that there are, against those of which something was found.

use std::collections::BTreeSet;

use gongkai_check::Roster;
use gongkai_model::Words;
use gongkai_scrape::{Gap, SiteOutcome};

/// Units of a roster of which the sites list nothing at all, one gap each. A unit of which some years are there is for
/// [`SiteOutcome::gaps`].
pub fn absent_units(outcomes: &[SiteOutcome], roster: &Roster) -> Vec<Gap> {
    let coverage: Vec<_> = outcomes.iter().map(SiteOutcome::coverage).collect();
    let named = coverage.iter().flatten().filter_map(|((unit, _), _)| roster.find(unit));
    let known: BTreeSet<&str> = named.map(|unit| unit.name.as_str()).collect();
    let absent = roster.units().iter().map(|unit| unit.name.as_str()).filter(|name| !known.contains(name));
    let gap = |name: &str| {
        let words = Words::new(
            format!("名单中的{name}没有任何报告"),
            format!("nothing was found of {name}, which is on the roster"),
        );
        Gap::new("unit_absent", name, words)
    };
    absent.map(gap).collect()
}

#[cfg(test)]
mod tests {
    use gongkai_model::{FetchRequest, Purpose, ReportLead};
    use gongkai_scrape::{Item, ItemState};

    use super::*;

    #[test]
    fn units_without_a_word_are_absent_whatever_form_their_name_has() {
        let roster =
            Roster::parse("名单.csv", "单位,别名\n青禾县财政局,\n青禾县水务局,\n青禾县粮食局,青禾县粮食和物资储备局\n");
        let roster = roster.unwrap_or_else(|error| panic!("{error}"));
        let item = |organ: &str, state: ItemState| Item {
            lead: ReportLead {
                request: FetchRequest::get("https://a.gov.cn/1.html", Purpose::Item),
                title: format!("{organ}2023年政府信息公开工作年度报告"),
                date: None,
                unit: None,
            },
            state,
            ..Item::default()
        };
        let items = vec![item("青禾县财政局", ItemState::Waiting), item("青禾县粮食和物资储备局", ItemState::Waiting)];
        let outcome = SiteOutcome { items, ..SiteOutcome::default() };
        let gaps = absent_units(&[outcome], &roster);
        assert_eq!(gaps.iter().map(|gap| gap.about.as_str()).collect::<Vec<_>>(), ["青禾县水务局"]);
    }
}
