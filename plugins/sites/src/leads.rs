//! Whether an entry of a list is an annual report, from its title.

use gongkai_model::ReportLead;
use gongkai_text::{normalize, title};
use url::Url;

use crate::address;

/// What the title of an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// The title of an annual report.
    Report {
        /// The organ that it names; empty: none.
        agency: String,
        /// The year that it names.
        year: Option<i32>,
    },
    /// Words of an annual report without those of open government (`2023年度报告`): one, in a column of such reports.
    InColumn {
        /// The year that it names.
        year: Option<i32>,
    },
    /// None.
    No(NoReport),
}

impl Judgement {
    /// Whether an entry of a column of annual reports with this title is to be fetched.
    pub fn is_report(&self) -> bool {
        !matches!(self, Self::No(_))
    }
}

/// Why an entry is no annual report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoReport {
    /// It explains a report, or shows it as a picture.
    Interpretation,
    /// It gathers the reports of several organs or years.
    Collection,
    /// A notice, a letter, a plan about the work.
    Correspondence,
    /// A guide, a rule, a form.
    Guide,
    /// It covers a part of a year.
    PartOfYear,
    /// Another sort of report that comes every year.
    OtherReport,
    /// The name of the column, without organ and year.
    Menu,
    /// It has no Chinese words.
    NotChinese,
    /// Nothing in it speaks of an annual report.
    OtherTopic,
}

impl NoReport {
    /// For people, in Chinese and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Interpretation => ("是年报的解读或图解", "explains a report or shows it as a picture"),
            Self::Collection => ("是多份年报的汇总或目录", "gathers several reports"),
            Self::Correspondence => ("是通知、函件、方案等公文", "is a notice, a letter or a plan"),
            Self::Guide => ("是指南、制度或表格", "is a guide, a rule or a form"),
            Self::PartOfYear => ("只涉及半年、季度或月份", "covers a part of a year"),
            Self::OtherReport => ("是其他种类的年度报告", "is another sort of annual report"),
            Self::Menu => ("是栏目名称，没有机关和年份", "is the name of the column"),
            Self::NotChinese => ("标题不是中文", "has no Chinese title"),
            Self::OtherTopic => ("标题与年度报告无关", "does not speak of an annual report"),
        }
    }
}

/// Words, and what an entry with one of them is.
const NONE_OF_IT: &[(NoReport, &[&str])] = &[
    (NoReport::Interpretation, &["解读", "图解", "一图读懂", "一图看懂", "一图了解", "问答"]),
    (NoReport::Collection, &["汇总", "目录", "汇编", "一览", "链接", "历年"]),
];

/// The same for titles that [`title::parse`] does not know.
const NO_TITLE: &[(NoReport, &[&str])] = &[
    (NoReport::PartOfYear, &["上半年", "下半年", "季度", "月份"]),
    (
        NoReport::OtherReport,
        &[
            "法治政府",
            "网站工作年度报表",
            "网站年度工作报表",
            "决算",
            "预算",
            "政府工作报告",
            "统计年报",
            "依法行政",
            "质量年报",
        ],
    ),
    (NoReport::Correspondence, &["的函", "通知", "要点", "方案", "意见", "通报", "批复", "请示", "复函", "公告"]),
    (NoReport::Guide, &["指南", "制度", "规定", "办法", "条例", "流程", "申请表", "须知", "格式", "模板"]),
];

/// What the title of an entry says about it.
///
/// ```
/// use gongkai_sites::leads::{judge, Judgement, NoReport};
/// let report = Judgement::Report { agency: "青石县财政局".into(), year: Some(2023) };
/// assert_eq!(judge("青石县财政局2023年政府信息公开工作年度报告"), report);
/// assert_eq!(judge("关于2016年政府信息公开工作要点落实情况的函"), Judgement::No(NoReport::Correspondence));
/// ```
pub fn judge(text: &str) -> Judgement {
    let mut folded = normalize::fold(text);
    folded.retain(|c| !c.is_whitespace());
    if !folded.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
        return Judgement::No(NoReport::NotChinese);
    }
    if let Some(reason) = reason(&folded, NONE_OF_IT) {
        return Judgement::No(reason);
    }
    if let Some(title) = title::parse_folded(&folded) {
        return Judgement::Report { agency: title.agency, year: title.year };
    }
    if let Some(reason) = reason(&folded, NO_TITLE) {
        return Judgement::No(reason);
    }
    let annual = ["年度报告", "年报", "工作报告", "情况报告", "情况的报告"].iter().any(|word| folded.contains(word));
    let year = title::years(&folded).first().copied().or_else(|| title::leading_year(&folded).map(|(year, _)| year));
    match (annual, year) {
        (true, Some(_)) => Judgement::InColumn { year },
        (true, None) => Judgement::No(NoReport::Menu),
        (false, _) => Judgement::No(NoReport::OtherTopic),
    }
}

/// [`judge`] for an entry, whose address may say that it is a report where its title does not: Hanweb serves the report of an
/// area and a year at `xxgkAnnualReport.jsp?area=…&fbtime=2023`.
pub fn judge_lead(lead: &ReportLead) -> Judgement {
    let judgement = judge(&lead.title);
    if judgement.is_report() || !lead.request.url.contains("xxgkAnnualReport.jsp") {
        return judgement;
    }
    let year = address::parse(&lead.request.url).and_then(|url| address::parameter(&url, "fbtime")?.parse().ok());
    Judgement::Report { agency: String::new(), year }
}

fn reason(text: &str, words: &[(NoReport, &[&str])]) -> Option<NoReport> {
    words.iter().find(|(_, words)| words.iter().any(|word| text.contains(word))).map(|(reason, _)| *reason)
}

/// The year that an entry reports on, and whether it is inferred: what the title says, else the year before the day that the
/// list gives.
pub fn year(lead: &ReportLead) -> Option<(i32, bool)> {
    let stated = match judge_lead(lead) {
        Judgement::Report { year, .. } | Judgement::InColumn { year } => year,
        Judgement::No(_) => return None,
    };
    stated.map(|year| (year, false)).or_else(|| lead.date.map(|date| (date.year - 1, true)))
}

/// Names of groups of organs that columns of annual reports are divided by.
const GROUPS: &[&str] = &[
    "本级",
    "区本级",
    "市本级",
    "县本级",
    "省本级",
    "区政府",
    "市政府",
    "县政府",
    "省政府",
    "部门",
    "各部门",
    "区政府部门",
    "市政府部门",
    "县政府部门",
    "市直部门",
    "县直部门",
    "区直部门",
    "省直部门",
    "委办局",
    "乡镇",
    "各乡镇",
    "街道",
    "各街道",
    "镇街",
    "各镇街",
    "乡镇街道",
    "各乡镇街道",
    "街道乡镇",
    "区县",
    "县区",
    "各县区",
    "各区县",
    "县(市、区)",
    "县(市)区",
    "各县(市)区",
    "下级政府",
    "企事业单位",
];

/// Ends of the names of organs that columns of their own are called after.
const ORGANS: &[&str] = &[
    "局",
    "委",
    "委员会",
    "办",
    "办公室",
    "政府",
    "厅",
    "部",
    "院",
    "中心",
    "街道",
    "办事处",
    "镇",
    "乡",
    "支队",
    "大队",
    "馆",
    "所",
    "站",
    "处",
    "区",
    "县",
    "市",
    "会",
    "校",
    "公司",
];

/// Whether a link of a column leads to a column below it: a folder of it that is called after an organ, or by a name that
/// says itself that it is one, a year or a group of organs.
pub(crate) fn is_sub_column(column: &Url, link: &Url, name: &str) -> bool {
    let mut name = normalize::fold(name);
    name.retain(|c| !c.is_whitespace());
    let judgement = judge(&name);
    if link == column || link.host_str() != column.host_str() || matches!(judgement, Judgement::Report { .. }) {
        return false;
    }
    let directory = address::directory(column);
    let is_folder = address::file(link).is_empty()
        || ["index.", "list.", "default."].iter().any(|start| address::file(link).starts_with(start));
    let below = link.as_str().starts_with(&directory) && address::directory(link) != directory;
    if judgement.is_report() {
        // `2023年年报` is a folder of that year, or the one report of it.
        return below && address::file(link).is_empty() && is_year_or_group(&name);
    }
    if below && is_folder && column.path() != "/" && (2..=20).contains(&name.chars().count()) {
        return is_year_or_group(&name) || ORGANS.iter().any(|end| name.ends_with(end));
    }
    // Elsewhere on the host only names that say it themselves; files of dates are articles.
    let article = address::is_file(link) || link.path().contains("/art/") || address::file(link).starts_with('t');
    !article && is_year_or_group(&name)
}

/// `2023年`, `2023年度`, `2023年年报`, `各部门`, `乡镇街道年报`; not the name of a whole column.
fn is_year_or_group(name: &str) -> bool {
    let core = ["政府信息公开年报", "信息公开年报", "政府信息公开工作年度报告", "年度报告", "年报"].iter();
    let bare = core.fold(name, |name, end| name.strip_suffix(end).unwrap_or(name));
    match title::leading_year(bare) {
        Some((_, rest)) => rest.is_empty() || rest == "度" || GROUPS.contains(&rest),
        None => GROUPS.contains(&bare),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gongkai_model::{Date, FetchRequest, Purpose};

    #[test]
    fn titles_of_entries() {
        let report = |agency: &str, year| Judgement::Report { agency: agency.into(), year };
        for (text, expected) in [
            ("青石县财政局2023年政府信息公开工作年度报告", report("青石县财政局", Some(2023))),
            ("2013年信息公开年度报告", report("", Some(2013))),
            ("青石县 2019 年度政府信息公开年报(图片版)", report("青石县", Some(2019))),
            ("青石县人民政府关于公布2016年度政府信息公开工作年度报告的公告", report("青石县人民政府", Some(2016))),
            ("青石县教育局2023年年度报告", Judgement::InColumn { year: Some(2023) }),
            ("2010年工作年报", Judgement::InColumn { year: Some(2010) }),
            ("青石县财政局2012年政府信息公开工作情况报告", report("青石县财政局", Some(2012))),
            ("关于2016年政府信息公开工作要点落实情况的函", Judgement::No(NoReport::Correspondence)),
            ("关于做好2020年政府信息公开工作年度报告编制工作的通知", Judgement::No(NoReport::Correspondence)),
            ("一图读懂青石县2023年政府信息公开工作年度报告", Judgement::No(NoReport::Interpretation)),
            ("青石县各部门2023年政府信息公开年报汇总", Judgement::No(NoReport::Collection)),
            ("2021年上半年政府信息公开工作情况报告", Judgement::No(NoReport::PartOfYear)),
            ("青石县2023年法治政府建设年度报告", Judgement::No(NoReport::OtherReport)),
            ("青石县人民政府网站工作年度报表（2023年度）", Judgement::No(NoReport::OtherReport)),
            ("青石县政府信息公开指南", Judgement::No(NoReport::Guide)),
            ("政府信息公开年报", Judgement::No(NoReport::Menu)),
            ("Annual Report 2023", Judgement::No(NoReport::NotChinese)),
            ("青石县召开会议", Judgement::No(NoReport::OtherTopic)),
            ("", Judgement::No(NoReport::NotChinese)),
        ] {
            assert_eq!(judge(text), expected, "{text}");
        }
    }

    fn lead(url: &str, title: &str, year: Option<i32>) -> ReportLead {
        let date = year.and_then(|year| Date::new(year, 1, 20));
        ReportLead { request: FetchRequest::get(url, Purpose::Item), title: title.into(), date, unit: None }
    }

    #[test]
    fn years_stated_and_inferred() {
        let page = "https://a.gov.cn/1.html";
        assert_eq!(year(&lead(page, "甲局2022年政府信息公开工作年度报告", Some(2024))), Some((2022, false)));
        assert_eq!(year(&lead(page, "青石县财政局政府信息公开工作年度报告", Some(2024))), Some((2023, true)));
        assert_eq!(year(&lead(page, "会议", Some(2024))), None);
        let parameters = "https://a.gov.cn/module/xxgk/xxgkAnnualReport.jsp?area=1133&fbtime=2021";
        assert_eq!(year(&lead(parameters, "青石县财政局", None)), Some((2021, false)));
    }

    #[test]
    fn sub_columns() {
        let column = address::parse("https://a.gov.cn/gk/nb/index.html").unwrap();
        for (link, name, expected) in [
            ("https://a.gov.cn/gk/nb/2023n/", "2023年", true),
            ("https://a.gov.cn/gk/nb/2023n/", "2023年年报", true),
            ("https://a.gov.cn/gk/nb/2023n/1.html", "2023年年报", false),
            ("https://a.gov.cn/gk/nb/2023n/", "2023年政府信息公开年报", false),
            ("https://a.gov.cn/gk/nb/qsz/", "青石镇", true),
            ("https://a.gov.cn/gk/nb/fgj/index.html", "发展和改革局", true),
            ("https://a.gov.cn/gk/nb/zcjd/", "政策解读", false),
            ("https://a.gov.cn/gk/nb2023/", "2023年度", true),
            ("https://a.gov.cn/col/col12/index.html", "各乡镇年报", true),
            ("https://a.gov.cn/gk/nb/nlist.htm", "政府信息公开年报", false),
            ("https://a.gov.cn/gk/", "政务公开", false),
            ("https://a.gov.cn/gk/nb/index.html", "2023年", false),
            ("https://b.gov.cn/gk/nb/2023n/", "2023年", false),
            ("https://a.gov.cn/gk/nb/2023/t20230101_1.html", "2023年", false),
            ("https://a.gov.cn/gk/nb/2023n/", "甲局2023年政府信息公开工作年度报告", false),
        ] {
            assert_eq!(is_sub_column(&column, &address::parse(link).unwrap(), name), expected, "{link} {name}");
        }
    }
}
