//! `.rar`: what is in it, what cannot be had, what hostile ones come to.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use crate::common::capture;
use gongkai_plugin::{Confidence, ImportError, Importer as _, Limits, Member, conformance};
use gongkai_zip::RarImporter;
use rars::{ArchiveVersion, Builder};

/// Far more than any of these packages needs, also on a machine at work.
const PATIENCE: Duration = Duration::from_secs(30);

const FORMATS: &[ArchiveVersion] = &[
    ArchiveVersion::Rar15,
    ArchiveVersion::Rar20,
    ArchiveVersion::Rar29,
    ArchiveVersion::Rar50,
    ArchiveVersion::Rar70,
];

fn packed(format: ArchiveVersion, files: &[(&[u8], &[u8])], how: impl Fn(Builder) -> Builder) -> Vec<u8> {
    let mut builder = how(Builder::new(format));
    for (name, bytes) in files {
        builder.add_bytes(name.to_vec(), bytes.to_vec(), None, None).unwrap();
    }
    builder.to_bytes().unwrap()
}

fn unpack_within(bytes: &[u8], limits: &Limits) -> (Vec<Member>, Result<(), ImportError>) {
    let mut members = Vec::new();
    let start = Instant::now();
    let result = RarImporter.unpack(&capture(bytes), limits, &mut |member| {
        members.push(member);
        ControlFlow::Continue(())
    });
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    (members, result)
}

fn unpack(bytes: &[u8]) -> (Vec<Member>, Result<(), ImportError>) {
    unpack_within(bytes, &Limits::default())
}

const FILES: &[(&[u8], &[u8])] =
    &[("年报/青禾县.txt".as_bytes(), b"text text text text text"), (b"b.txt", &[7; 3000]), (b"c", b"3")];

/// What is read of [`FILES`].
fn told(members: &[Member]) -> Vec<(&str, &[u8])> {
    members.iter().map(|member| (member.name.as_str(), member.bytes.as_deref().unwrap())).collect()
}

#[test]
fn conforms() {
    let samples: Vec<Vec<u8>> = FORMATS
        .iter()
        .flat_map(|format| [packed(*format, FILES, |it| it), packed(*format, FILES, |it| it.store(true))])
        .collect();
    let samples: Vec<&[u8]> = samples.iter().map(Vec::as_slice).collect();
    assert_eq!(conformance::containers::check(&RarImporter, &samples), Vec::<String>::new());
    assert_eq!(RarImporter.identify(&capture(samples[0])), Confidence::Certain);
    assert_eq!(RarImporter.identify(&capture(*b"Rar!")), Confidence::No);
}

#[test]
fn every_format_is_unpacked() {
    let expected: Vec<(&str, &[u8])> = vec![("年报/青禾县.txt", FILES[0].1), ("b.txt", FILES[1].1), ("c", FILES[2].1)];
    for format in FORMATS {
        for solid in [false, true] {
            let bytes = packed(*format, FILES, |it| it.solid(solid).compression_level(Some(3)));
            let (members, result) = unpack(&bytes);
            assert_eq!(result, Ok(()), "{format:?}");
            assert_eq!(told(&members), expected, "{format:?} {solid}");
        }
    }
    // 年报 in GBK.
    let (members, _) = unpack(&packed(ArchiveVersion::Rar29, &[(b"\xC4\xEA\xB1\xA8.txt", b"1")], |it| it));
    assert_eq!(members[0].name, "年报.txt");
}

#[test]
fn locked_packages_are_named() {
    for format in [ArchiveVersion::Rar29, ArchiveVersion::Rar50] {
        let lock = |it: Builder| it.password(Some(b"secret".to_vec()));
        let (members, _) = unpack(&packed(format, FILES, lock));
        assert_eq!(members.len(), 3);
        assert!(members.iter().all(|member| member.bytes == Err(ImportError::Encrypted)), "{members:?}");
    }
    // The names are locked as well.
    let lock = |it: Builder| it.password(Some(b"secret".to_vec())).header_encryption(true);
    assert_eq!(unpack(&packed(ArchiveVersion::Rar50, FILES, lock)).1, Err(ImportError::Encrypted));
}

#[test]
fn a_volume_of_several_is_named() {
    let noise: Vec<u8> = (0..60_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let mut builder = Builder::new(ArchiveVersion::Rar50).store(true).volume_size(Some(20_000));
    builder.add_bytes(b"a.txt".to_vec(), noise, None, None).unwrap();
    let volumes = builder.build_volumes(None).unwrap();
    assert!(volumes.len() > 1);
    for volume in volumes {
        let (members, result) = unpack(&volume);
        let is_named = |member: &Member| matches!(&member.bytes, Err(ImportError::UnknownFormat { format }) if format.contains("volumes"));
        assert!(result.is_err() || (!members.is_empty() && members.iter().all(is_named)), "{members:?} {result:?}");
    }
}

#[test]
fn files_too_large_are_said() {
    let files: &[(&[u8], &[u8])] = &[(b"a", b"1"), (b"b", &[0; 5000]), (b"c", b"3")];
    let tight = Limits { bytes: 4000, ..Limits::default() };
    for format in FORMATS {
        for solid in [false, true] {
            let (members, result) = unpack_within(&packed(*format, files, |it| it.solid(solid)), &tight);
            assert_eq!(result, Ok(()));
            assert!(matches!(members[1].bytes, Err(ImportError::TooLarge { .. })), "{format:?} {solid} {members:?}");
            assert_eq!(
                (&members[0].bytes, &members[2].bytes),
                (&Ok(b"1".to_vec()), &Ok(b"3".to_vec())),
                "{format:?} {solid}"
            );
        }
    }
}

#[test]
fn every_cut_and_every_change() {
    for format in FORMATS {
        for solid in [false, true] {
            let bytes = packed(*format, FILES, |it| it.solid(solid));
            for length in 0..bytes.len() {
                let _ = unpack(&bytes[..length]);
            }
            for at in 0..bytes.len() {
                for change in [0x01, 0x10, 0x80, 0xFF] {
                    let mut bytes = bytes.clone();
                    bytes[at] ^= change;
                    let _ = unpack(&bytes);
                }
            }
        }
    }
}
