//! `.7z`: what is in it, what cannot be had, what hostile ones come to.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use crate::common::capture;
use gongkai_plugin::{Confidence, ImportError, Importer as _, Limits, Member, conformance};
use gongkai_zip::SevenZImporter;
use sevenz_rust2::encoder_options::{AesEncoderOptions, Lzma2Options};
use sevenz_rust2::{ArchiveEntry, ArchiveWriter, EncoderConfiguration, EncoderMethod, Password};

/// Far more than any of these packages needs, also on a machine at work.
const PATIENCE: Duration = Duration::from_secs(30);

/// A package, each file by itself.
pub(crate) fn packed(files: &[(&str, &[u8])], methods: &[EncoderConfiguration]) -> Vec<u8> {
    let mut writer = ArchiveWriter::new(Cursor::new(Vec::new())).unwrap();
    writer.set_content_methods(methods.to_vec());
    for (name, bytes) in files {
        writer.push_archive_entry(ArchiveEntry::new_file(name), Some(*bytes)).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A package, all files in one block.
fn solid(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ArchiveWriter::new(Cursor::new(Vec::new())).unwrap();
    let entries: Vec<ArchiveEntry> = files.iter().map(|(name, _)| ArchiveEntry::new_file(name)).collect();
    let contents = files.iter().map(|(_, bytes)| (*bytes).into()).collect();
    writer.push_archive_entries::<&[u8]>(entries, contents).unwrap();
    writer.finish().unwrap().into_inner()
}

fn plain() -> Vec<EncoderConfiguration> {
    vec![EncoderConfiguration::new(EncoderMethod::LZMA2)]
}

fn unpack_within(bytes: &[u8], limits: &Limits) -> (Vec<Member>, Result<(), ImportError>) {
    let mut members = Vec::new();
    let start = Instant::now();
    let result = SevenZImporter.unpack(&capture(bytes), limits, &mut |member| {
        members.push(member);
        ControlFlow::Continue(())
    });
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    (members, result)
}

fn unpack(bytes: &[u8]) -> (Vec<Member>, Result<(), ImportError>) {
    unpack_within(bytes, &Limits::default())
}

const FILES: &[(&str, &[u8])] =
    &[("年报/青禾县.txt", b"text"), ("b.txt", &[7; 3000]), ("../../c", b"3"), ("__MACOSX/d", b"4")];

#[test]
fn conforms() {
    let samples = [packed(FILES, &plain()), solid(FILES)];
    let samples: Vec<&[u8]> = samples.iter().map(Vec::as_slice).collect();
    assert_eq!(conformance::containers::check(&SevenZImporter, &samples), Vec::<String>::new());
    assert_eq!(SevenZImporter.identify(&capture(samples[0])), Confidence::Certain);
    assert_eq!(SevenZImporter.identify(&capture(*b"7z")), Confidence::No);
}

#[test]
fn every_method_is_unpacked() {
    let methods = [
        vec![EncoderConfiguration::new(EncoderMethod::COPY)],
        vec![EncoderConfiguration::new(EncoderMethod::LZMA)],
        vec![EncoderConfiguration::new(EncoderMethod::BCJ_X86_FILTER), EncoderConfiguration::new(EncoderMethod::LZMA2)],
        vec![EncoderConfiguration::new(EncoderMethod::DEFLATE)],
        vec![EncoderConfiguration::new(EncoderMethod::PPMD)],
    ];
    for methods in methods {
        let (members, result) = unpack(&packed(FILES, &methods));
        assert_eq!(result, Ok(()));
        let read: Vec<(&str, &[u8])> =
            members.iter().map(|member| (member.name.as_str(), member.bytes.as_deref().unwrap())).collect();
        assert_eq!(read, FILES[..3], "{methods:?}");
    }
}

#[test]
fn locked_packages_are_named() {
    let aes = AesEncoderOptions::new(Password::from("secret"));
    let lock = || vec![EncoderConfiguration::from(aes.clone()), EncoderConfiguration::new(EncoderMethod::LZMA2)];
    let mut writer = ArchiveWriter::new(Cursor::new(Vec::new())).unwrap();
    writer.set_content_methods(lock());
    writer.set_encrypt_header(false);
    writer.push_archive_entry(ArchiveEntry::new_file("a.txt"), Some(&b"text"[..])).unwrap();
    writer.set_content_methods(plain());
    writer.push_archive_entry(ArchiveEntry::new_file("b.txt"), Some(&b"more"[..])).unwrap();
    let (members, result) = unpack(&writer.finish().unwrap().into_inner());
    assert_eq!(result, Ok(()));
    assert_eq!(members[0].bytes, Err(ImportError::Encrypted));
    assert_eq!(members[1].bytes, Ok(b"more".to_vec()));
    // The names are locked as well.
    assert_eq!(unpack(&packed(FILES, &lock())).1, Err(ImportError::Encrypted));
}

#[test]
fn what_lies_behind_a_file_too_large_is_said() {
    let files: &[(&str, &[u8])] = &[("a", b"1"), ("b", &[0; 5000]), ("c", b"3")];
    let tight = Limits { bytes: 4000, ..Limits::default() };
    let (members, result) = unpack_within(&solid(files), &tight);
    assert_eq!(result, Ok(()));
    let told: Vec<(&str, bool)> = members.iter().map(|member| (member.name.as_str(), member.bytes.is_ok())).collect();
    assert_eq!(told, [("a", true), ("b", false), ("c", false)]);
    assert_eq!(members[1].unpacked, 4001);
    let (members, _) = unpack_within(&packed(files, &plain()), &tight);
    assert_eq!(members[2].bytes, Ok(b"3".to_vec()));
}

#[test]
fn much_of_nothing() {
    let bytes = packed(&[("a", &vec![0; 80 << 20]), ("b", b"1")], &plain());
    let (members, _) = unpack(&bytes);
    assert!(matches!(members[0].bytes, Err(ImportError::TooLarge { .. })));
    assert_eq!(members[1].bytes, Ok(b"1".to_vec()));
}

#[test]
fn dictionaries_have_bounds() {
    let mut wide = Lzma2Options::from_level(1);
    wide.set_dictionary_size(1 << 20);
    let bytes = packed(&[("a", b"some text"), ("b", b"1")], &[EncoderConfiguration::from(wide)]);
    // One megabyte is 16 in the table; 4 gigabytes are 40. The table has a checksum, and so has the place of it.
    let at = bytes.windows(4).rposition(|window| window == [0x21, 0x21, 1, 16]).unwrap() + 3;
    let mut large = bytes.clone();
    large[at] = 40;
    let start = 32 + u64::from_le_bytes(bytes[12..20].try_into().unwrap()) as usize;
    let table = crc(&large[start..]).to_le_bytes();
    large[28..32].copy_from_slice(&table);
    let head = crc(&large[12..32]).to_le_bytes();
    large[8..12].copy_from_slice(&head);
    let (members, result) = unpack(&large);
    assert_eq!(result, Ok(()));
    assert!(
        members.iter().any(
            |member| matches!(&member.bytes, Err(ImportError::Unpacks { limit }) if limit.contains("dictionaries"))
        ),
        "{members:?}"
    );
}

/// CRC-32 as zip and 7z have it.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    })
}

#[test]
fn tables_that_claim_anything() {
    // A table of contents that is said to have so many bytes, files, blocks; checksums are right.
    for table in [
        &b"\x01\x05\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F\x00\x00"[..],
        b"\x01\x05\xE0\xFF\xFF\xFF\x00\x00",
        b"\x01\x04\x06\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x00",
        b"\x01\x04\x07\x0B\xF0\xFF\xFF\xFF\xFF\x00\x00",
        b"\x17\x06\x00\x01\x09\x01\x00\x07\x0B\x01\x00\x01\x23\x03\x01\x01\x05\x5D\xFF\xFF\xFF\xFF\x0C\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x00\x00",
        b"\x01\x02\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
    ] {
        let mut bytes = b"7z\xBC\xAF\x27\x1C\x00\x04\0\0\0\0".to_vec();
        bytes.extend(0_u64.to_le_bytes());
        bytes.extend((table.len() as u64).to_le_bytes());
        bytes.extend(crc(table).to_le_bytes());
        let head = crc(&bytes[12..32]).to_le_bytes();
        bytes[8..12].copy_from_slice(&head);
        bytes.extend(table);
        assert!(unpack(&bytes).1.is_err(), "{}", table.escape_ascii());
        // Or the place of the table is anywhere.
        bytes[20..28].copy_from_slice(&u64::MAX.to_le_bytes());
        let head = crc(&bytes[12..32]).to_le_bytes();
        bytes[8..12].copy_from_slice(&head);
        assert!(unpack(&bytes).1.is_err());
    }
}

#[test]
fn every_cut_and_every_change() {
    for bytes in
        [packed(FILES, &plain()), solid(FILES), packed(FILES, &[EncoderConfiguration::new(EncoderMethod::PPMD)])]
    {
        for length in 0..bytes.len() {
            let _ = unpack(&bytes[..length]);
        }
        for at in 0..bytes.len() {
            for change in [0x01, 0x10, 0x80, 0xFF] {
                let mut bytes = bytes.clone();
                bytes[at] ^= change;
                let _ = unpack(&bytes);
                // With checksums that hold, so that the change is looked at.
                let place = 32_u64.saturating_add(u64::from_le_bytes(bytes[12..20].try_into().unwrap()));
                if let Some(table) = usize::try_from(place).ok().and_then(|place| bytes.get(place..)) {
                    let table = crc(table).to_le_bytes();
                    bytes[28..32].copy_from_slice(&table);
                    let head = crc(&bytes[12..32]).to_le_bytes();
                    bytes[8..12].copy_from_slice(&head);
                    let _ = unpack(&bytes);
                }
            }
        }
    }
}
