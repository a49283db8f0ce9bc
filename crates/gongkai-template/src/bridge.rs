//! What of one edition can be compared with what of the next.

/// How a cell of the older edition relates to cells of the newer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The same thing under the same or another path.
    Same,
    /// The older cell is the sum of the newer ones.
    SumOf,
    /// Near in name, different in meaning: never compared.
    NotComparable,
    /// The newer edition does not ask for it.
    Dropped,
}

/// A relation between rows or cells of 2019 and 2021. Paths without column stand for every column.
#[derive(Debug, Clone, Copy)]
pub struct Bridge {
    /// Path in the edition of 2019.
    pub from: &'static str,
    /// Paths in the edition of 2021.
    pub to: &'static [&'static str],
    /// How they relate.
    pub relation: Relation,
}

const fn bridge(from: &'static str, to: &'static [&'static str], relation: Relation) -> Bridge {
    Bridge { from, to, relation }
}

/// The bridge from 2019 to 2021. Rows of Tables 3 and 4 that are not listed are the same in both.
pub const BRIDGES: &[Bridge] = &[
    bridge("t3.other", &["t3.other_no_correction", "t3.other_fee_unpaid", "t3.other_misc"], Relation::SumOf),
    bridge(
        "t2_2019.art20_5.administrative_licensing.decisions",
        &["t2_2021.art20_5.administrative_licensing.decisions"],
        Relation::Same,
    ),
    bridge(
        "t2_2019.art20_6.administrative_penalties.decisions",
        &["t2_2021.art20_6.administrative_penalties.decisions"],
        Relation::Same,
    ),
    bridge(
        "t2_2019.art20_6.administrative_compulsion.decisions",
        &["t2_2021.art20_6.administrative_compulsion.decisions"],
        Relation::Same,
    ),
    bridge("t2_2019.art20_1.rules.newly_produced", &["t2_2021.art20_1.rules.issued"], Relation::NotComparable),
    bridge(
        "t2_2019.art20_1.normative_documents.newly_produced",
        &["t2_2021.art20_1.normative_documents.issued"],
        Relation::NotComparable,
    ),
    bridge("t2_2019.art20_1.rules.total_disclosed", &["t2_2021.art20_1.rules.in_force"], Relation::NotComparable),
    bridge(
        "t2_2019.art20_1.normative_documents.total_disclosed",
        &["t2_2021.art20_1.normative_documents.in_force"],
        Relation::NotComparable,
    ),
    bridge("t2_2019.art20_1.rules.newly_disclosed", &[], Relation::Dropped),
    bridge("t2_2019.art20_1.normative_documents.newly_disclosed", &[], Relation::Dropped),
    bridge("t2_2019.art20_5.administrative_licensing.prior_year_items", &[], Relation::Dropped),
    bridge("t2_2019.art20_5.administrative_licensing.items_change", &[], Relation::Dropped),
    bridge("t2_2019.art20_5.other_public_services", &[], Relation::Dropped),
    bridge("t2_2019.art20_6.administrative_penalties.prior_year_items", &[], Relation::Dropped),
    bridge("t2_2019.art20_6.administrative_penalties.items_change", &[], Relation::Dropped),
    bridge("t2_2019.art20_6.administrative_compulsion.prior_year_items", &[], Relation::Dropped),
    bridge("t2_2019.art20_6.administrative_compulsion.items_change", &[], Relation::Dropped),
    bridge("t2_2019.art20_8.administrative_fees", &["t2_2021.art20_8.administrative_fees"], Relation::NotComparable),
    bridge("t2_2019.art20_9.centralized_procurement", &[], Relation::Dropped),
];

#[cfg(test)]
mod tests {
    use gongkai_model::EditionId;

    use super::*;
    use crate::edition;

    fn covers(path: &str, cell: &str) -> bool {
        cell == path || cell.starts_with(&format!("{path}."))
    }

    #[test]
    fn every_cell_of_2019_is_bridged_once() {
        for cell in edition(EditionId::E2019).cells() {
            let count = BRIDGES.iter().filter(|bridge| covers(bridge.from, &cell.path)).count();
            let same = edition(EditionId::E2021).cells().any(|other| other.path == cell.path);
            assert_eq!(count, usize::from(!same), "{}", cell.path);
        }
    }

    #[test]
    fn targets_exist() {
        for target in BRIDGES.iter().flat_map(|bridge| bridge.to) {
            assert!(edition(EditionId::E2021).cells().any(|cell| covers(target, &cell.path)), "{target}");
        }
    }
}
