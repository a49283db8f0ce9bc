//! The promises of an importer that only unpacks.

use std::collections::HashSet;
use std::ops::ControlFlow;

use gongkai_model::{Capture, Provenance};

use super::check_names;
use crate::{Confidence, ImportError, Importer, Limits, Member};

/// Places at which a sample is cut and soiled.
const PLACES: usize = 64;

/// Unpacks samples, whole, cut and dirty, with ample limits and tight ones; lists every broken promise.
///
/// An empty list means that the importer conforms. A sample has two files at least, and both can be had.
pub fn check(importer: &dyn Importer, samples: &[&[u8]]) -> Vec<String> {
    let mut broken = Vec::new();
    let mut fail = |what: String| broken.push(format!("{}: {what}", importer.name()));
    check_names(importer).into_iter().for_each(&mut fail);
    if !importer.is_container() {
        fail("it says that it is no container".into());
    }
    for (number, sample) in samples.iter().enumerate() {
        let sample_fails = check_sample(importer, sample);
        sample_fails.into_iter().for_each(|what| fail(format!("sample {number}: {what}")));
        for place in (0..PLACES).map(|place| place * sample.len() / PLACES) {
            let mut dirty = sample.to_vec();
            if let Some(byte) = dirty.get_mut(place) {
                *byte ^= 0x80;
            }
            for bytes in [sample.get(..place).unwrap_or_default().to_vec(), dirty] {
                // It may be refused or unpacked in part; it must not panic, and limits and names stand.
                let (members, _) = unpack(importer, &bytes, &Limits::default());
                check_members(&members, &Limits::default())
                    .into_iter()
                    .for_each(|what| fail(format!("sample {number}, spoilt at byte {place}: {what}")));
            }
        }
    }
    if unpack(importer, &[], &Limits::default()).1.is_ok() {
        fail("no bytes at all are a package".into());
    }
    broken
}

fn check_sample(importer: &dyn Importer, sample: &[u8]) -> Vec<String> {
    let mut broken = Vec::new();
    if importer.identify(&Capture::new(sample, Provenance::of("sample"))) == Confidence::No {
        broken.push("it is not identified".into());
    }
    let (members, result) = unpack(importer, sample, &Limits::default());
    if let Err(error) = &result {
        broken.push(format!("it is refused: {error}"));
    }
    if members.len() < 2 || members.iter().any(|member| member.bytes.is_err()) {
        broken.push("it has fewer than two files, or some that cannot be had".into());
    }
    broken.extend(check_members(&members, &Limits::default()));
    if unpack(importer, sample, &Limits::default()) != (members.clone(), result) {
        broken.push("it gives another result the second time".into());
    }
    let mut taken = 0;
    let _ = importer.unpack(&Capture::new(sample, Provenance::of("sample")), &Limits::default(), &mut |_| {
        taken += 1;
        ControlFlow::Break(())
    });
    if taken > 1 {
        broken.push("it goes on after the taker has enough".into());
    }
    let sizes = members.iter().filter_map(|member| member.bytes.as_ref().ok()).map(|bytes| bytes.len() as u64);
    if let Some(largest) = sizes.max().filter(|size| *size > 0) {
        let tight = Limits { bytes: largest - 1, ..Limits::default() };
        let (members, _) = unpack(importer, sample, &tight);
        broken.extend(check_members(&members, &tight));
        let is_said = |member: &Member| matches!(member.bytes, Err(ImportError::TooLarge { .. }));
        if !members.iter().any(is_said) {
            broken.push("a file that is larger than the limit is not said to be".into());
        }
    }
    broken
}

/// Every file has a name of its own, is within the limit, and tells what it cost.
fn check_members(members: &[Member], limits: &Limits) -> Vec<String> {
    let mut broken = Vec::new();
    let mut names = HashSet::new();
    for member in members {
        let size = member.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        if !names.insert(&member.name) {
            broken.push(format!("two files are named {:?}", member.name));
        }
        if size > limits.bytes || member.unpacked > limits.bytes.saturating_add(1) {
            broken.push(format!("{:?} is unpacked beyond the limit", member.name));
        }
        if member.unpacked < size {
            broken.push(format!("{:?} tells of fewer bytes than it has", member.name));
        }
    }
    broken
}

fn unpack(importer: &dyn Importer, bytes: &[u8], limits: &Limits) -> (Vec<Member>, Result<(), ImportError>) {
    let mut members = Vec::new();
    let result = importer.unpack(&Capture::new(bytes, Provenance::of("sample")), limits, &mut |member| {
        members.push(member);
        ControlFlow::Continue(())
    });
    (members, result)
}

#[cfg(test)]
mod tests {
    use gongkai_model::Document;

    use super::*;
    use crate::Taker;

    /// Gives every byte as a file, all under one name, and never stops.
    struct Careless;

    impl Importer for Careless {
        fn name(&self) -> &'static str {
            "careless"
        }
        fn summary(&self) -> (&'static str, &'static str) {
            ("测试", "test")
        }
        fn extensions(&self) -> &'static [&'static str] {
            &[]
        }
        fn identify(&self, _: &Capture) -> Confidence {
            Confidence::Certain
        }
        fn import(&self, _: &Capture, _: &Limits) -> Result<Vec<Document>, ImportError> {
            Err(ImportError::Empty)
        }
        fn is_container(&self) -> bool {
            true
        }
        fn unpack(&self, capture: &Capture, _: &Limits, take: &mut Taker<'_>) -> Result<(), ImportError> {
            for byte in capture.bytes() {
                let _ = take(Member { name: "a".into(), bytes: Ok(vec![*byte]), unpacked: 0 });
            }
            Ok(())
        }
    }

    #[test]
    fn broken_promises_are_listed() {
        let broken = check(&Careless, &[b"ab"]);
        for promise in
            ["two files are named", "beyond the limit", "fewer bytes", "goes on", "not said", "no bytes at all"]
        {
            assert!(broken.iter().any(|what| what.contains(promise)), "{promise}: {broken:?}");
        }
    }
}
