//! A roster of organs generated from the list of divisions, named as agencies print them, with clues and without: where an
//! answer is claimed it must be right.
//!
//! The truth is the division that an organ was made for. Forms with ambiguous names are among them, and traps: townships
//! that the list does not have, and clues that speak against a name. What is claimed and what is left open is a snapshot.

#![allow(clippy::print_stdout, reason = "figures to look at: cargo test --test generated -- --nocapture")]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use gongkai_agency::{Clues, State, credit_check, resolve};

/// Organs that are made.
const ORGANS: usize = 24_000;

/// A division of the list, read here by other code than the library's.
struct Division {
    code: String,
    name: &'static str,
    /// The names it lies in, province first, without those that only stand for a level.
    above: Vec<&'static str>,
}

fn divisions() -> Vec<Division> {
    let mut found = Vec::new();
    let mut upper: HashMap<String, &'static str> = HashMap::new();
    let mut add = |code: String, name: &'static str| {
        let stands_for_a_level = matches!(name, "市辖区" | "县") || name.contains("直辖");
        let above = [2, 4, 6].into_iter().filter(|digits| *digits < code.len());
        let above = above.filter_map(|digits| upper.get(&code[..digits]).copied()).collect();
        if code.len() < 9 && !stands_for_a_level && !code.ends_with("00") {
            upper.insert(code.clone(), name);
        }
        // Names with brackets and the like are the statisticians' own.
        if !stands_for_a_level && !name.contains(['（', '、']) && !name.ends_with("办事处") {
            found.push(Division { code, name, above });
        }
    };
    for line in include_str!("../src/data/divisions.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let (code, name) = words.next().zip(words.next()).expect("code and name");
        add(code.to_owned(), name);
        let mut number = 1;
        for word in words {
            if let Ok(code) = word.parse::<u32>() {
                number = code;
            } else {
                if number > 0 {
                    add(format!("{code}{number:03}"), word);
                }
                number += 1;
            }
        }
    }
    found.retain(|division| !(division.code.len() == 6 && division.code.ends_with("00")));
    found
}

static DIVISIONS: LazyLock<Vec<Division>> = LazyLock::new(divisions);
/// Names with what they lie in: 船营区大东街道 is there, whoever it was made from.
static CHAINS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let above = |division: &Division| division.above.last().copied().unwrap_or_default();
    DIVISIONS.iter().map(|division| [above(division), division.name].concat()).collect()
});

/// The same numbers in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

const DEPARTMENTS: &[&str] = &[
    "财政局",
    "教育局",
    "公安局",
    "审计局",
    "水务局",
    "市场监督管理局",
    "住房和城乡建设局",
    "自然资源局",
    "农业农村局",
    "乡村振兴局",
    "民政局",
    "司法局",
    "气象局",
    "卫生健康委员会",
    "行政审批服务局",
    "城市管理综合执法局",
    "应急管理局",
    "统计局",
    "市政管理局",
    "人力资源和社会保障局",
    "文化和旅游局",
    "人民政府办公室",
    "人民政府",
    "政府办公室",
];

/// What stands behind the name of a division.
fn organ(division: &Division, dice: &mut Dice) -> &'static str {
    let name = division.name;
    match division.code.len() {
        9 if name.ends_with("街道") => dice.pick(&["办事处", "办事处", "", "办"]),
        9 if name.ends_with("地区") => "办事处",
        9 if name.ends_with(['镇', '乡']) || name.ends_with("苏木") => {
            dice.pick(&["人民政府", "人民政府", "", "政府"])
        }
        9 => dice.pick(&["管理委员会", "管委会", ""]),
        6 if division.code.as_bytes()[4] == b'7' && !name.ends_with("管委会") => {
            dice.pick(&["管理委员会", "管委会"])
        }
        _ => dice.pick(DEPARTMENTS),
    }
}

fn spelt(name: &str, letters: usize) -> String {
    let syllables: HashMap<char, &str> = include_str!("../src/data/spellings.txt")
        .lines()
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(syllable, chars)| chars.chars().map(move |c| (c, syllable)))
        .collect();
    name.chars().filter_map(|c| syllables.get(&c)).map(|syllable| &syllable[..letters.min(syllable.len())]).collect()
}

/// The last name above a division, and the codes of its county.
fn county(division: &Division) -> String {
    let digits = &division.code[..division.code.len().min(6)];
    format!("{digits:0<6}")
}

fn credit_code(division: &str) -> String {
    let own = format!("11{division}00430012{}", division.as_bytes()[5] - b'0');
    format!("{own}{}", char::from(credit_check(&own).expect("a code of digits")))
}

fn stem(name: &str) -> &str {
    name.strip_suffix(['市', '区', '县', '旗']).filter(|stem| stem.chars().count() > 1).unwrap_or(name)
}

/// A way to name an organ: its id, whether an answer may be right at all, and the clues.
type Form = (&'static str, fn(&Division, &Division, &mut Dice) -> Option<(Clues, bool)>);

fn named(name: String) -> Clues {
    Clues { organ: name, ..Clues::default() }
}

fn bare(division: &Division, dice: &mut Dice) -> Clues {
    named(format!("{}{}", division.name, organ(division, dice)))
}

const FORMS: &[Form] = &[
    ("whole chain", |own, _, dice| Some((named([&own.above.concat(), own.name, organ(own, dice)].concat()), true))),
    ("without province", |own, _, dice| {
        let above = own.above.get(1..)?.concat();
        Some((named([&above, own.name, organ(own, dice)].concat()), true))
    }),
    ("behind its superior", |own, _, dice| {
        Some((named([own.above.last()?, own.name, organ(own, dice)].concat()), true))
    }),
    ("behind its province", |own, _, dice| {
        Some((named([own.above.first()?, own.name, organ(own, dice)].concat()), true))
    }),
    ("bare", |own, _, dice| Some((bare(own, dice), true))),
    ("bare, chain in the title", |own, _, dice| {
        let clues = bare(own, dice);
        let title = format!("{}{}2023年政府信息公开工作年度报告", own.above.last()?, clues.organ);
        Some((Clues { title: Some(title), ..clues }, true))
    }),
    ("bare, superior in the text", |own, _, dice| {
        let text = format!("根据{}人民政府办公室《关于做好年度报告工作的通知》要求编制本报告", own.above.last()?);
        Some((Clues { opening: vec![text], ..bare(own, dice) }, true))
    }),
    ("bare, host", |own, _, dice| {
        let site = if own.code.len() < 9 { own.name } else { own.above.last()? };
        let host = format!("http://www.{}.gov.cn/zwgk/", spelt(stem(site), 9));
        Some((Clues { url: Some(host), ..bare(own, dice) }, true))
    }),
    ("bare, host in initials", |own, _, dice| {
        let above = own.above.get(1..)?.concat();
        let host = format!("http://www.{}.gov.cn/zwgk/", spelt(stem(own.above.get(1)?), 1) + &spelt(stem(&above), 1));
        Some((Clues { url: Some(host), ..bare(own, dice) }, true))
    }),
    ("bare, publisher", |own, _, dice| {
        let publisher =
            format!("{}{}人民政府办公室", own.above.get(1..)?.concat(), if own.code.len() < 9 { own.name } else { "" });
        Some((Clues { publisher: Some(publisher), ..bare(own, dice) }, true))
    }),
    ("bare, column", |own, _, dice| {
        let breadcrumb = vec!["首页".to_owned(), "政务公开".to_owned(), (*own.above.last()?).to_owned()];
        Some((Clues { breadcrumb, ..bare(own, dice) }, true))
    }),
    ("bare, credit code", |own, _, dice| {
        let index_number = Some(format!("{}/2024-00012", credit_code(&county(own))));
        Some((Clues { index_number, ..bare(own, dice) }, true))
    }),
    ("no division, site", |own, _, dice| {
        let department = dice.pick(&DEPARTMENTS[..18]);
        let site_name = Some(format!("{}{}人民政府门户网站", own.above.concat(), own.name));
        (own.code.len() < 9 && own.code.as_bytes().get(4) != Some(&b'7'))
            .then(|| (Clues { site_name, ..named(department.to_owned()) }, true))
    }),
    // The traps: nothing that could be claimed is right.
    ("unknown county, known township", |own, _, dice| {
        Some((named(format!("青禾县{}{}", own.name, organ(own, dice))), own.code.len() < 6))
            .filter(|_| own.code.len() == 9)
    }),
    ("known county, unknown township", |own, _, dice| {
        let name = format!("{}青禾{}", own.above.last()?, dice.pick(&["镇人民政府", "乡人民政府", "街道办事处"]));
        (own.code.len() == 9).then(|| (named(name), false))
    }),
    ("township of another county", |own, other, dice| {
        let elsewhere = own.code[..2] != other.code[..2] && own.code.len() == 9 && other.code.len() == 9;
        let name = format!("{}{}{}", other.above.last()?, own.name, organ(own, dice));
        let known = CHAINS.contains(&[other.above.last()?, own.name].concat());
        (elsewhere && !known).then(|| (named(name), false))
    }),
    ("bare, credit code of another province", |own, other, dice| {
        let index_number = Some(format!("{}/2024-00012", credit_code(&county(other))));
        let elsewhere = own.code[..2] != other.code[..2] && own.code.len() >= 6 && own.code.as_bytes()[4] != b'7';
        elsewhere.then(|| (Clues { index_number, ..bare(own, dice) }, false))
    }),
];

#[derive(Default)]
struct Count {
    asked: usize,
    right: usize,
    wrong: usize,
    open: BTreeMap<&'static str, usize>,
}

#[test]
fn an_answer_that_is_claimed_is_right() {
    let divisions = &*DIVISIONS;
    let by_level: Vec<Vec<&Division>> = [2, 4, 6, 9]
        .iter()
        .map(|length| divisions.iter().filter(|division| division.code.len() == *length).collect())
        .collect();
    assert_eq!([by_level[0].len(), by_level[1].len()], [31, 333]);
    let mut seldom: HashMap<&str, usize> = HashMap::new();
    divisions.iter().for_each(|division| *seldom.entry(division.name).or_default() += 1);
    let ambiguous: Vec<&Division> = divisions.iter().filter(|division| seldom[division.name] > 1).collect();

    let mut dice = Dice(20_230_630);
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut whole = Count::default();
    let (mut made, mut ambiguous_names) = (0, 0);
    let mut shown = 0;
    let mut time = Duration::ZERO;
    while made < ORGANS {
        let own = match dice.below(100) {
            0..2 => dice.pick(&by_level[0]),
            2..12 => dice.pick(&by_level[1]),
            12..40 => dice.pick(&by_level[2]),
            40..60 => dice.pick(&ambiguous),
            _ => dice.pick(&by_level[3]),
        };
        let other = dice.pick(&by_level[3]);
        let (form, clues) = dice.pick(FORMS);
        let Some((clues, can_be_right)) = clues(own, other, &mut dice) else { continue };
        made += 1;
        ambiguous_names += usize::from(seldom[own.name] > 1);
        let begun = Instant::now();
        let found = resolve(&clues);
        let took = begun.elapsed();
        if made == 1 {
            println!("the list and one answer: {took:?}");
        } else {
            time += took;
        }
        let truth = format!("{:0<12}", own.code);
        for count in [counts.entry(form).or_default(), &mut whole] {
            count.asked += 1;
            match found.code {
                Some(code) if can_be_right && code.to_string() == truth => count.right += 1,
                Some(_) => count.wrong += 1,
                None => *count.open.entry(found.state().id()).or_default() += 1,
            }
        }
        if found.code.is_some_and(|code| !can_be_right || code.to_string() != truth) && shown < 40 {
            shown += 1;
            println!("{form}: {clues:?} is {truth}, not {:?} {:?}", found.code, found.divisions);
        }
        assert!(found.state() != State::Ambiguous || !found.candidates.is_empty());
    }
    let line = |name: &str, count: &Count| {
        let claimed = count.right + count.wrong;
        let open: Vec<String> = count.open.iter().map(|(state, count)| format!("{state} {count}")).collect();
        let precision = 100.0 * count.right as f64 / claimed.max(1) as f64;
        let left = 100.0 * (count.asked - claimed) as f64 / count.asked as f64;
        format!(
            "{name:<38} asked {:>5}  claimed {claimed:>5}  wrong {:>3}  precision {precision:6.2} %  left {left:5.1} %  {}",
            count.asked,
            count.wrong,
            open.join(", ")
        )
    };
    let mut lines: Vec<String> = FORMS.iter().map(|(form, _)| line(form, &counts[form])).collect();
    lines.push(line("all", &whole));
    lines.push(format!("organs with a name that occurs more than once: {ambiguous_names}"));
    println!("{}\none answer: {:?}", lines.join("\n"), time / ORGANS as u32);
    let precision = whole.right as f64 / (whole.right + whole.wrong) as f64;
    assert!(precision >= 0.99, "precision {precision}");
    insta::with_settings!({ snapshot_path => "../../../snapshots/agency", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("generated", lines.join("\n"));
    });
}
