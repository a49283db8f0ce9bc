//! A site of the country: what it lists, and where each thing stands.

use std::collections::HashMap;

use gongkai_tests::writer::{Dice, Printed};

use super::answer::Answer;
use super::charset::Charset;
use super::families::Imitation;
use super::files::Format;
use super::report::Report;
use super::server::Asked;

/// How a report is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As a page.
    Page,
    /// As a page, and as a file beside it that says the same.
    PageWith(Format),
    /// As a file; its page only points to it.
    File(Format, Pointer),
    /// As a file that the list itself leads to.
    Direct(Format),
    /// As a page inside the frame of another.
    Framed,
    /// As a page that another sends its reader to.
    Refresh,
}

/// How a page points to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pointer {
    Link,
    Frame,
    Viewer,
    Object,
    Click,
}

const POINTERS: &[Pointer] = &[Pointer::Link, Pointer::Frame, Pointer::Viewer, Pointer::Object, Pointer::Click];

/// An entry of a list.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// 1, 2 … on its site, in the order of the list.
    pub(crate) number: usize,
    pub(crate) title: String,
    /// Year, month and day of publication.
    pub(crate) day: (i32, u32, u32),
    /// The organ that the list names.
    pub(crate) organ: String,
    /// The column below the column that it stands in, where there are any.
    pub(crate) branch: usize,
    /// The report; nothing: something else that stands in the column.
    pub(crate) report: Option<(Report, Form)>,
    /// Where the list leads to.
    pub(crate) path: String,
    /// Where its file or the page inside it stands.
    pub(crate) inner: String,
}

impl Item {
    /// `2024-01-05`
    pub(crate) fn date(&self) -> String {
        let (year, month, day) = self.day;
        format!("{year}-{month:02}-{day:02}")
    }

    /// The format of its file.
    pub(crate) fn format(&self) -> Option<Format> {
        match self.report.as_ref()?.1 {
            Form::PageWith(format) | Form::File(format, _) | Form::Direct(format) => Some(format),
            _ => None,
        }
    }

    /// What the report says, where a program can read it.
    pub(crate) fn truth(&self) -> Option<Printed> {
        let (report, form) = self.report.as_ref()?;
        match form {
            Form::Page | Form::PageWith(_) | Form::Framed | Form::Refresh => Some(report.article()),
            Form::File(format, _) | Form::Direct(format) => format.is_read().then(|| format.write(report).1),
        }
    }
}

/// A site.
pub(crate) struct Site {
    pub(crate) number: usize,
    /// `澄汀县`
    pub(crate) name: String,
    pub(crate) host: String,
    pub(crate) family: &'static dyn Imitation,
    pub(crate) charset: Charset,
    /// In the order of the list: the newest first.
    pub(crate) items: Vec<Item>,
    /// How many columns the column is divided into; 0: it is not.
    pub(crate) branches: usize,
    is_simple: bool,
    by_path: HashMap<String, (usize, bool)>,
}

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} ({}, {} items)", self.number, self.host, self.family.name(), self.items.len())
    }
}

/// Beginnings and ends of the names of counties; no county is called so.
const FIRST: &[char] = &[
    '澄', '柠', '榆', '桉', '栎', '蒿', '荇', '蕖', '芷', '苓', '岚', '霁', '霖', '汐', '沁', '珩', '琬', '瑶', '璟',
    '禾',
];
const SECOND: &[char] = &[
    '汀', '泊', '圩', '岭', '塬', '浦', '湾', '坪', '崖', '陌', '畈', '湫', '渚', '峪', '埠', '甸', '垭', '隘', '荡',
    '墟',
];

/// Organs of a county.
const ORGANS: &[&str] = &[
    "人民政府",
    "人民政府办公室",
    "财政局",
    "教育局",
    "水务局",
    "民政局",
    "司法局",
    "公安局",
    "卫生健康局",
    "农业农村局",
    "自然资源局",
    "交通运输局",
    "应急管理局",
    "审计局",
    "统计局",
    "医疗保障局",
    "柳溪镇人民政府",
    "东皋镇人民政府",
    "石桥乡人民政府",
    "北关街道办事处",
];

/// Things that stand in columns of annual reports and are none.
const OTHERS: &[&str] = &[
    "关于做好{year}年政府信息公开工作年度报告编制工作的通知",
    "一图读懂{name}{year}年政府信息公开工作年度报告",
    "{name}{year}年法治政府建设年度报告",
    "{name}政府信息公开工作制度",
];

/// What a site is made from.
pub(crate) struct Plan {
    /// Decides which variant of its product it runs.
    pub(crate) number: usize,
    /// Decides its name.
    pub(crate) name: usize,
    pub(crate) host: String,
    pub(crate) family: &'static dyn Imitation,
    pub(crate) reports: usize,
    pub(crate) seed: u64,
    /// Whether reports are pages only, and nothing else stands in the column.
    pub(crate) is_simple: bool,
}

impl Site {
    /// A site of a country.
    pub(crate) fn new(plan: Plan) -> Self {
        let Plan { number, name, host, family, reports, seed, is_simple } = plan;
        let mut dice = Dice::new(seed.wrapping_mul(1_000_003).wrapping_add(name as u64));
        let kind = ["县", "区"][name / (FIRST.len() * SECOND.len()) % 2];
        let name = format!("{}{}{kind}", FIRST[name % FIRST.len()], SECOND[name / FIRST.len() % SECOND.len()]);
        let charset = match family.speaks_gbk() && !is_simple {
            true => *dice.pick(&[Charset::Utf8, Charset::GbkInPage, Charset::GbkInHead]),
            false => Charset::Utf8,
        };
        let (items, by_path) = (Vec::new(), HashMap::new());
        let mut site = Self { number, name, host, family, charset, items, branches: 0, is_simple, by_path };
        site.branches = family.branches(&site);
        site.fill(reports, &mut dice);
        site
    }

    /// Lists reports of years and organs, the newest first, and some things that are none.
    fn fill(&mut self, reports: usize, dice: &mut Dice) {
        let years = reports.div_ceil(ORGANS.len()).clamp(5, 12) as i32;
        let mut drawn = Vec::new();
        'all: for organ in 0.. {
            for year in (2026 - years..=2025).rev() {
                if drawn.len() == reports || organ == ORGANS.len() {
                    break 'all;
                }
                // Some unit did not hand in its report.
                if !dice.chance(7) || organ == 0 {
                    drawn.push((year, organ));
                }
            }
        }
        drawn.sort_by_key(|(year, organ)| (std::cmp::Reverse(*year), *organ));
        for (year, organ) in drawn {
            let organ = format!("{}{}", self.name, ORGANS[organ]);
            let report = Report { organ: organ.clone(), year, seed: dice.below(1 << 40) as u64 };
            let form = self.form(dice);
            self.push(report.title(), year, organ, Some((report, form)), dice);
        }
        for other in OTHERS {
            if self.is_simple || dice.chance(40) {
                continue;
            }
            let year = dice.pick(&self.items).day.0 - 1;
            let title = other.replace("{year}", &year.to_string()).replace("{name}", &self.name);
            self.push(title, year, format!("{}人民政府办公室", self.name), None, dice);
        }
        let paths: Vec<_> = self.items.iter().map(|item| (item.path.clone(), item.inner.clone())).collect();
        for (at, (path, inner)) in paths.into_iter().enumerate() {
            self.by_path.insert(path, (at, false));
            self.by_path.insert(inner, (at, true));
        }
    }

    fn form(&self, dice: &mut Dice) -> Form {
        if self.is_simple {
            return Form::Page;
        }
        let read = *dice.pick(Format::READ);
        let unread = *dice.pick(Format::UNREAD);
        let pointer = *dice.pick(POINTERS);
        let to_page = if dice.chance(50) { Pointer::Link } else { Pointer::Click };
        let pointer_to_read = if read.is_page() { to_page } else { pointer };
        match dice.below(20) {
            0 => Form::File(read, pointer_to_read),
            1 => Form::File(unread, pointer),
            2 => Form::PageWith(unread),
            3 if self.family.lists_files() => Form::Direct(*dice.pick(&[read, unread])),
            4 if self.family.shows_text() => Form::Framed,
            5 => Form::Refresh,
            _ => Form::Page,
        }
    }

    fn push(&mut self, title: String, year: i32, organ: String, report: Option<(Report, Form)>, dice: &mut Dice) {
        let number = self.items.len() + 1;
        let day = (year + 1, 1 + dice.below(3) as u32, 1 + dice.below(28) as u32);
        let branch = self.family.branch(self, &organ, year);
        let mut item = Item { number, title, day, organ, branch, report, path: String::new(), inner: String::new() };
        item.path = self.family.path(self, &item);
        item.inner = match item.format() {
            Some(format) => self.family.file(self, &item, format),
            None => item.path.replace(".htm", "_nr.htm").replace(".shtml", "_nr.shtml"),
        };
        if item.inner == item.path {
            item.inner.push_str("&nr=1");
        }
        if let Some((_, Form::Direct(_))) = item.report {
            item.path.clone_from(&item.inner);
        }
        self.items.push(item);
    }

    /// `http://www.xian001.gov.cn/zwgk/`
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.host)
    }

    /// The items of a column below the column, or all.
    pub(crate) fn of_branch(&self, branch: Option<usize>) -> Vec<&Item> {
        self.items.iter().filter(|item| branch.is_none_or(|branch| item.branch == branch)).collect()
    }

    /// What the site answers.
    pub(crate) fn answer(&self, asked: &Asked) -> Answer {
        match asked.path.as_str() {
            "/robots.txt" => return self.robots(),
            "/" => return Answer::page(&super::page::portal(self), self.charset),
            _ => {}
        }
        if let Some(answer) = self.family.answer(self, asked) {
            return answer;
        }
        self.item(&asked.path).unwrap_or_else(Answer::missing)
    }

    /// robots.txt in the ways in which sites have it.
    fn robots(&self) -> Answer {
        match self.number % 5 {
            0 => Answer::text("User-agent: *\nDisallow: /admin/\nDisallow: /search?\n"),
            1 => Answer::missing(),
            2 => Answer::page(
                "<html><head><title>404</title></head><body>您访问的页面不存在</body></html>",
                self.charset,
            ),
            3 => Answer::text(
                "\u{feff}User-Agent: Baiduspider\r\nDisallow: /\r\n\r\nUser-Agent: *\r\nDisallow: /login/\r\nAllow: /\r\n",
            ),
            _ => Answer::text(""),
        }
    }

    /// The page of an item, or what stands inside it.
    fn item(&self, path: &str) -> Option<Answer> {
        let (at, is_inner) = *self.by_path.get(path)?;
        let item = &self.items[at];
        let Some((report, form)) = &item.report else {
            let body = format!("<p>{}</p><p>各乡镇人民政府，县政府各部门：请遵照执行。</p>", item.title);
            return Some(Answer::page(&self.family.article(self, item, &body), self.charset));
        };
        if let (true, Some(format)) = (is_inner || item.path == item.inner, item.format()) {
            return Some(Answer::of(format.media_type(), format.write(report).0));
        }
        let html = match form {
            _ if is_inner => self.family.article(self, item, &report.article().text),
            Form::Page => self.family.article(self, item, &report.article().text),
            Form::PageWith(format) => {
                let link = format!("<p>附件：<a href=\"{}\">{}.{}</a></p>", item.inner, item.title, format.extension());
                self.family.article(self, item, &(report.article().text + &link))
            }
            Form::File(format, pointer) => self.family.article(self, item, &pointing(item, *format, *pointer)),
            Form::Framed => {
                let frame =
                    format!("<iframe src=\"{}\" width=\"100%\" height=\"900\" frameborder=0></iframe>", item.inner);
                self.family.article(self, item, &frame)
            }
            Form::Refresh => format!(
                "<html><head>{}<meta http-equiv=\"refresh\" content=\"0; url={}\"></head><body></body></html>",
                self.charset.meta(),
                item.inner
            ),
            Form::Direct(_) => return None,
        };
        Some(Answer::page(&html, self.charset))
    }
}

/// The body of a page that only points to a file.
fn pointing(item: &Item, format: Format, pointer: Pointer) -> String {
    let (address, extension) = (&item.inner, format.extension());
    match pointer {
        Pointer::Link => format!("<p>附件：<a href=\"{address}\" target=\"_blank\">{}.{extension}</a></p>", item.title),
        Pointer::Frame => format!("<iframe src=\"{address}\" width=\"100%\" height=\"800\"></iframe>"),
        Pointer::Viewer => {
            let escaped = address.replace('/', "%2F").replace('?', "%3F").replace('=', "%3D").replace('&', "%26");
            format!("<iframe src=\"/pdfjs/web/viewer.html?file={escaped}\"></iframe>")
        }
        Pointer::Object => format!("<object data=\"{address}\" type=\"application/pdf\" width=\"100%\"></object>"),
        Pointer::Click => {
            format!("<p><a href=\"javascript:void(0)\" onclick=\"window.open('{address}')\">点击下载年度报告</a></p>")
        }
    }
}
