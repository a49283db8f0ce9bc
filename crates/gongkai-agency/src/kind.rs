//! Kind and level from the words of a name.

use gongkai_model::{Kind, Level};

use crate::divisions::{Division, divisions, zone_word};

/// Characters that the name of an organ may have.
const LONGEST: usize = 45;

/// See [`crate::classify`].
pub(crate) fn classify(name: &str) -> (Option<Kind>, Option<Level>) {
    if name.chars().nth(2 * LONGEST).is_some() {
        return (None, None);
    }
    if let Some(classified) = national(name) {
        return classified;
    }
    let (chain, rest) = divisions(name);
    let kind = kind(&chain, rest);
    (kind, level(&chain, rest, kind))
}

/// See [`crate::is_specific`].
pub(crate) fn is_specific(name: &str) -> bool {
    const RELATIVE: &[&str] = &[
        "我",
        "本",
        "该",
        "各",
        "全",
        "县",
        "市",
        "区",
        "省",
        "镇",
        "乡",
        "州",
        "街道",
        "局",
        "厅",
        "上级",
        "有关",
        "相关",
        "人民政府",
        "政府",
        "办公",
        "地方",
        "管委会",
    ];
    if name.chars().nth(LONGEST).is_some()
        || name.contains(|c: char| !c.is_alphanumeric() && !"()、".contains(c))
        || name.is_empty()
    {
        return false;
    }
    if let Some((kind, _)) = national(name) {
        return kind.is_some();
    }
    let (chain, rest) = divisions(name);
    let Some(kind) = kind(&chain, rest) else { return false };
    if !chain.is_empty() {
        return true;
    }
    let relative = RELATIVE.iter().any(|word| rest.starts_with(word));
    let named = match kind {
        Kind::DevelopmentZone => zone_word(rest).is_none_or(|zone| zone.chars().count() > 3),
        Kind::PublicInstitution => rest.chars().count() > 4,
        _ => false,
    };
    named && !relative
}

/// Bodies of the State Council with branches in the provinces, under whose name the branches report.
const WITH_BRANCHES: &[&str] = &[
    "国家税务总局",
    "国家统计局",
    "国家金融监督管理总局",
    "国家外汇管理局",
    "国家能源局",
    "国家邮政局",
    "国家矿山安全监察局",
    "国家粮食和物资储备局",
    "国家移民管理局",
    "中国人民银行",
    "中国证券监督管理委员会",
    "中国银行保险监督管理委员会",
    "中国地震局",
    "中国气象局",
    "中国民用航空局",
    "中华人民共和国",
];
/// Ministries whose names do not begin with 国家; former ones too, for older reports.
const MINISTRIES: &[&str] = &[
    "外交部",
    "国防部",
    "教育部",
    "科学技术部",
    "科技部",
    "工业和信息化部",
    "公安部",
    "民政部",
    "司法部",
    "财政部",
    "人力资源和社会保障部",
    "自然资源部",
    "国土资源部",
    "生态环境部",
    "环境保护部",
    "住房和城乡建设部",
    "交通运输部",
    "水利部",
    "农业农村部",
    "农业部",
    "商务部",
    "文化和旅游部",
    "文化部",
    "应急管理部",
    "退役军人事务部",
    "铁道部",
    "卫生部",
    "监察部",
    "审计署",
    "海关总署",
    "新闻出版总署",
    "中国气象局",
    "中国民用航空局",
    "中国人民银行",
    "中国地震局",
    "中国证券监督管理委员会",
    "中国银行保险监督管理委员会",
    "中国保险监督管理委员会",
    "中国银行业监督管理委员会",
];

/// A name without the body of the State Council that it is a branch of: 贵阳市税务局 of 国家税务总局贵阳市税务局.
pub(crate) fn without_body(name: &str) -> &str {
    WITH_BRANCHES.iter().find_map(|body| name.strip_prefix(body)).filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// Organs of the central government and their branches.
fn national(name: &str) -> Option<(Option<Kind>, Option<Level>)> {
    if let Some(rest) = name.strip_prefix("国务院") {
        let kind = match rest {
            "" => Kind::Government,
            "办公厅" => Kind::GovernmentOffice,
            _ => Kind::Department,
        };
        return Some((Some(kind), Some(Level::Central)));
    }
    let bare = name.strip_suffix("办公厅").unwrap_or(name);
    if MINISTRIES.contains(&bare) || MINISTRIES.contains(&bare.trim_start_matches("中华人民共和国")) {
        return Some((Some(Kind::Department), Some(Level::Central)));
    }
    if let Some(branch) = WITH_BRANCHES.iter().find_map(|body| bare.strip_prefix(body)).filter(|rest| !rest.is_empty())
    {
        let (chain, rest) = divisions(branch);
        let kind = kind(&chain, rest).or(rest.ends_with("海关").then_some(Kind::Department));
        return Some((kind, level(&chain, rest, kind)));
    }
    let department = ["局", "署", "委", "委员会", "部", "办公室"].iter().any(|end| bare.ends_with(end));
    (bare.starts_with("国家") && department).then_some((Some(Kind::Department), Some(Level::Central)))
}

/// The kind that the words behind the divisions tell.
fn kind(chain: &[Division<'_>], rest: &str) -> Option<Kind> {
    let last = chain.last();
    let street = last.is_some_and(|division| {
        ["街道", "街"].iter().any(|end| division.name.ends_with(end))
            || (division.level == Some(Level::Township) && division.name.ends_with("地区"))
    });
    let rest = rest.strip_prefix("人民").filter(|rest| rest.starts_with("政府")).unwrap_or(rest);
    match rest {
        "" if street => return Some(Kind::Subdistrict),
        "" => return last.map(|_| Kind::Government),
        "办事处" | "办" if street => return Some(Kind::Subdistrict),
        "政府" => return Some(if street { Kind::Subdistrict } else { Kind::Government }),
        _ => {}
    }
    let government_office = rest.strip_prefix("政府").unwrap_or(if chain.is_empty() { "" } else { rest });
    if OFFICES.contains(&government_office) {
        return Some(Kind::GovernmentOffice);
    }
    if is_zone(rest) {
        return Some(Kind::DevelopmentZone);
    }
    KINDS.iter().find(|(_, endings)| endings.iter().any(|ending| rest.ends_with(ending))).map(|(kind, _)| *kind)?
}

/// The office of a government, where the chain of divisions or 政府 stands before it.
const OFFICES: &[&str] = &[
    "办公厅",
    "办公室",
    "办",
    "府办",
    "综合办公室",
    "党政办公室",
    "党政综合办公室",
    "党政办",
    "办公厅(室)",
    "办公室(厅)",
];

/// Endings by kind, the more exact ones first; no kind for those that are no administration.
const KINDS: &[(Option<Kind>, &[&str])] = &[
    (
        None,
        &["居民委员会", "村民委员会", "居委会", "村委会", "联合会", "总工会", "红十字会", "协会", "学会", "人民法院"],
    ),
    (
        Some(Kind::PublicInstitution),
        &[
            "大学",
            "学院",
            "学校",
            "中学",
            "小学",
            "幼儿园",
            "医院",
            "卫生院",
            "研究所",
            "研究院",
            "科学院",
            "中心",
            "图书馆",
            "博物馆",
            "文化馆",
            "档案馆",
            "公司",
            "集团",
            "电视台",
            "报社",
            "保健院",
            "社区卫生服务站",
        ],
    ),
    (
        Some(Kind::DispatchedOffice),
        &[
            "分局",
            "所",
            "总队",
            "支队",
            "大队",
            "中队",
            "调查队",
            "管理站",
            "工作站",
            "分行",
            "支行",
            "办事处",
            "监管组",
        ],
    ),
    (
        Some(Kind::Department),
        &["局", "委员会", "委", "厅", "部", "署", "办公室", "办", "海关", "行署", "监察处", "管理处"],
    ),
];

/// A zone or its management committee.
fn is_zone(rest: &str) -> bool {
    if let Some(territory) = rest.strip_suffix("管委会") {
        return !territory.ends_with(['资', '市']);
    }
    if let Some(territory) = rest.strip_suffix("管理委员会") {
        // 国有资产监督管理委员会, 城市管理委员会 are departments.
        return !["监督", "城市", "市政", "市容", "交通", "水务", "综合", "园林", "执法"]
            .iter()
            .any(|end| territory.ends_with(end));
    }
    let committee = ["管委会办公室", "管理委员会办公室"].iter().any(|office| rest.contains(office));
    committee || zone_word(rest) == Some(rest)
}

/// The level: that of the last division; for branches the division they are named after; for zones nothing, since a
/// zone may be of any level.
fn level(chain: &[Division<'_>], rest: &str, kind: Option<Kind>) -> Option<Level> {
    match kind {
        Some(Kind::DevelopmentZone) => None,
        Some(Kind::Subdistrict) => Some(Level::Township),
        _ if zone_word(rest).is_some() => None,
        // 贵阳市公安局南河区分局: the branch stands where 南河区 does; 贵阳市公安局南河分局 does not say.
        Some(Kind::DispatchedOffice) => match ["局", "队"].iter().find_map(|end| rest.split_once(end)) {
            Some((_, branch)) if !branch.is_empty() => divisions(branch).0.last().and_then(|division| division.level),
            _ if rest.ends_with("分局") => None,
            _ => chain.last().and_then(|division| division.level),
        },
        _ => chain.last().and_then(|division| division.level),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cases: &[(&str, Option<Kind>, Option<Level>)]) {
        for (name, kind, level) in cases {
            assert_eq!(classify(name), (*kind, *level), "{name}");
        }
    }

    #[test]
    fn governments_and_their_offices() {
        use Kind::{Government, GovernmentOffice};
        check(&[
            ("贵州省人民政府", Some(Government), Some(Level::Province)),
            ("贵州省人民政府办公厅", Some(GovernmentOffice), Some(Level::Province)),
            ("贵阳市", Some(Government), Some(Level::Prefecture)),
            ("临江市人民政府", Some(Government), None),
            ("贵阳市南河区", Some(Government), Some(Level::County)),
            ("南河县政府办公室", Some(GovernmentOffice), Some(Level::County)),
            ("南河县人民政府办公室", Some(GovernmentOffice), Some(Level::County)),
            ("青石镇人民政府", Some(Government), Some(Level::Township)),
            ("白水彝族乡", Some(Government), Some(Level::Township)),
            ("青石镇党政办公室", Some(GovernmentOffice), Some(Level::Township)),
            ("海北藏族自治州南河县", Some(Government), Some(Level::County)),
        ]);
    }

    #[test]
    fn streets_and_zones() {
        check(&[
            ("青石街道办事处", Some(Kind::Subdistrict), Some(Level::Township)),
            ("南河区青石街道", Some(Kind::Subdistrict), Some(Level::Township)),
            ("青石街", Some(Kind::Subdistrict), Some(Level::Township)),
            ("青石街道办", Some(Kind::Subdistrict), Some(Level::Township)),
            ("青石经济技术开发区管理委员会", Some(Kind::DevelopmentZone), None),
            ("重庆市南河区青石新城管委会", Some(Kind::DevelopmentZone), None),
            ("青石综合实验区", Some(Kind::DevelopmentZone), None),
        ]);
    }

    #[test]
    fn departments_and_branches() {
        use Kind::{Department, DispatchedOffice, PublicInstitution};
        check(&[
            ("贵州省财政厅", Some(Department), Some(Level::Province)),
            ("贵阳市南河区教育局", Some(Department), Some(Level::County)),
            ("临江市公安局", Some(Department), None),
            ("贵阳市人民政府国有资产监督管理委员会", Some(Department), Some(Level::Prefecture)),
            ("北京市城市管理委员会", Some(Department), Some(Level::Province)),
            ("青石高新区税务局", Some(Department), None),
            ("贵阳市公安局南河区分局", Some(DispatchedOffice), Some(Level::County)),
            ("贵阳市公安局南河分局", Some(DispatchedOffice), None),
            ("南河县青石派出所", Some(DispatchedOffice), Some(Level::County)),
            ("贵阳市科学研究所", Some(PublicInstitution), Some(Level::Prefecture)),
            ("南河县青石发展服务中心", Some(PublicInstitution), Some(Level::County)),
        ]);
    }

    #[test]
    fn central() {
        check(&[
            ("国家统计局", Some(Kind::Department), Some(Level::Central)),
            ("国家统计局贵阳市统计局", Some(Kind::Department), Some(Level::Prefecture)),
            ("中国人民银行青石分行", Some(Kind::DispatchedOffice), None),
            ("教育部", Some(Kind::Department), Some(Level::Central)),
            ("国务院办公厅", Some(Kind::GovernmentOffice), Some(Level::Central)),
            ("我局", Some(Kind::Department), None),
            ("某某", None, None),
            ("", None, None),
        ]);
    }

    #[test]
    fn specific_names() {
        for name in ["南河县财政局", "青石街道办事处", "国家统计局", "青石经济技术开发区管理委员会", "贵州省"]
        {
            assert!(is_specific(name), "{name}");
        }
        for name in
            ["我局", "县财政局", "市政府", "财政局", "区人民政府办公室", "开发区管委会", "南河县,财政局", "", "工作"]
        {
            assert!(!is_specific(name), "{name}");
        }
    }

    #[test]
    fn nothing_panics() {
        let pieces = ["", "市", "区", "贵阳市", "街道", "人民政府", "分局", "开发区", "管委会", "国家", "é", "海关"];
        for a in pieces {
            for b in pieces {
                for c in pieces {
                    for d in pieces {
                        let name = format!("{a}{b}{c}{d}");
                        let _ =
                            (classify(&name), is_specific(&name), crate::fuller(&name, a), crate::same_organ(a, &name));
                    }
                }
            }
        }
        let _ = classify(&"市".repeat(1_000_000));
    }
}
