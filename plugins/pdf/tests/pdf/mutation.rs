//! Damaged at random: files written here, whose parts can be read, and samples of programs.
//!
//! `GONGKAI_PROPERTY_CASES` says how many files are tried (300 unless given), `GONGKAI_PROPERTY_SEED` makes another run.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::import;
use crate::writer::{Sheet, pdf};

/// Longer than any damaged file of this size takes.
const SLOW: Duration = Duration::from_secs(15);

/// Words that mean something in a PDF file.
const WORDS: &[&str] = &[
    " 0 R",
    "/Kids[3 0 R]",
    "<<",
    ">>",
    "[",
    "]",
    "stream\n",
    "endstream",
    "endobj",
    " obj",
    "Do",
    "q ",
    "Q ",
    "BT ",
    "ET ",
    " Tj",
    " TJ",
    "/Filter/FlateDecode",
    "/Filter/LZWDecode",
    "/Filter[/ASCII85Decode/RunLengthDecode]",
    "/Length 99999",
    "/Length -1",
    "/Type/ObjStm/N 9/First 9",
    "/Prev 0",
    "/XRefStm 9",
    "/Encrypt 4 0 R",
    "-1",
    "1e38",
    "99999999999",
    "nan",
    "(",
    ")",
    "<FFFF>",
    "/F1 10 Tf",
    "/Im Do",
    "W n",
    "f*",
    "re",
    "/Rotate 45",
    "/MediaBox[0 0 1 1e9]",
    "/Encoding/Identity-V",
    "/Encoding/GBK-EUC-H",
    "/ToUnicode 6 0 R",
    "/W[0 [1 2] 3 1]",
    "/Subtype/Form",
    "/Subtype/Type3",
    "/FontFile2 6 0 R",
    "/Pattern cs /P1 scn",
    "sh",
    "cm",
    "\0",
    "\u{7f}",
];

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let table = Sheet::default().table(&[20.0, 120.0, 220.0], &[40.0, 60.0, 80.0], &[&["规章", "1"], &["文件", "2"]]);
    let picture = Sheet::default().raw("q 400 0 0 300 0 0 cm /Im Do Q").turned(40.0, 200.0, (0.0, 1.0), "转向");
    let mut seeds = vec![pdf(&[table, picture.turned_page(90)], "<</Title(a)>>")];
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let files = std::fs::read_dir(folder).expect("the samples are there").map(|entry| entry.expect("a file").path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|extension| extension == "pdf")).collect();
    files.sort();
    seeds.extend(files.iter().map(|path| std::fs::read(path).expect("a sample can be read")));
    seeds
}

fn damaged(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    for _ in 0..1 + dice.below(6) {
        let (at, length) = (dice.below(bytes.len()), dice.below(40));
        let end = (at + length).min(bytes.len());
        match dice.below(6) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.truncate(at.max(20)),
            2 => {
                let copy = bytes[at..end].to_vec();
                let to = dice.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            3 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << dice.below(8)),
            4 => bytes
                .iter_mut()
                .filter(|byte| byte.is_ascii_digit())
                .skip(at / 8)
                .take(1)
                .for_each(|digit| *digit = b'0' + dice.below(10) as u8),
            _ => drop(bytes.splice(at..at, WORDS[dice.below(WORDS.len())].bytes())),
        }
    }
    bytes
}

#[test]
fn damaged_files_give_a_document_or_an_error() {
    let setting =
        |name: &str, default: u64| std::env::var(name).map_or(default, |value| value.parse().expect("a number"));
    let (cases, seed) = (setting("GONGKAI_PROPERTY_CASES", 300), setting("GONGKAI_PROPERTY_SEED", 0));
    let seeds = seeds();
    for case in 0..cases {
        let mut dice = Dice(seed.wrapping_mul(1 << 32).wrapping_add(case));
        // Half of them are of the file that has nothing packed: there, damage reaches what it is aimed at.
        let which = dice.below(2 * seeds.len());
        let bytes = damaged(seeds.get(which).unwrap_or(&seeds[0]).clone(), &mut dice);
        let start = Instant::now();
        let read = catch_unwind(AssertUnwindSafe(|| import(bytes.clone())));
        assert!(read.is_ok(), "case {case} of seed {seed} panics");
        assert!(start.elapsed() < SLOW, "case {case} of seed {seed} takes {:?}", start.elapsed());
    }
}
