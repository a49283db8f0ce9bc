//! How random cases are drawn, so that a failing one can be made smaller.

use gongkai::model::EditionId;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{Blanks, Case, Damage, Shape};

/// Numbers that a report needs at most.
const NUMBERS: usize = 180;

/// Cases of a shape: half of them clean or with blanks only, half with some damage.
pub fn cases(shape: Shape) -> impl Strategy<Value = Case> {
    let damages: Vec<Damage> = Damage::ALL.iter().copied().filter(|damage| damage.applies_to(shape)).collect();
    let damages = prop_oneof![Just(Vec::new()), subsequence(damages.clone(), 1), subsequence(damages, 0..=5)];
    let blanks =
        prop_oneof![3 => Just(Blanks::Printed), 1 => Just(Blanks::ZerosBlank), 1 => Just(Blanks::InnerTotalsBlank)];
    let edition = select(vec![EditionId::E2021, EditionId::E2019]);
    (edition, numbers(), blanks, damages, 0..1_000_000_u64).prop_map(
        move |(edition, numbers, blanks, damages, style)| Case {
            edition,
            shape,
            numbers,
            blanks,
            damages,
            style,
            heading: None,
        },
    )
}

/// Mostly zeros, small numbers, sometimes large ones; each case with a density of its own.
fn numbers() -> impl Strategy<Value = Vec<u32>> {
    prop_oneof![1 => Just(0_u32), 4 => Just(8), 4 => Just(25), 2 => Just(60), 1 => Just(95)].prop_flat_map(|density| {
        let figure = prop_oneof![100 - density => Just(0_u32), density => figure()];
        proptest::collection::vec(figure, NUMBERS)
    })
}

fn figure() -> impl Strategy<Value = u32> {
    prop_oneof![60 => 1..=9_u32, 25 => 10..=99_u32, 10 => 100..=2_000_u32, 2 => 2_001..=99_999_u32]
}
