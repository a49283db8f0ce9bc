//! Why bytes could not be imported.

use std::fmt;

use gongkai_model::Language;

use crate::ProgramFailure;

/// Why an importer gave up. Each says what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportError {
    /// No byte at all, or nothing but white space.
    Empty,
    /// Larger than the limit, in bytes.
    TooLarge {
        /// Size of the source.
        size: u64,
        /// The limit.
        limit: u64,
    },
    /// More lines than the limit.
    TooManyLines {
        /// Lines of the source.
        lines: usize,
        /// The limit.
        limit: usize,
    },
    /// The bytes are a format that no importer reads.
    UnknownFormat {
        /// Name of the format where it is recognised (`PDF`), else empty.
        format: String,
    },
    /// Several importers are equally sure that the bytes are theirs.
    Ambiguous {
        /// Their names.
        importers: Vec<String>,
    },
    /// The page is a challenge of a guard in front of the site, not the page asked for.
    Challenge {
        /// Name of the guard.
        name: String,
    },
    /// The page is an error page of the site.
    ErrorPage {
        /// Title or first line of the page.
        title: String,
    },
    /// The page holds nothing and sends its reader elsewhere.
    LeadsOn {
        /// The address.
        address: String,
    },
    /// The file is locked with a password.
    Encrypted,
    /// The pages are pictures of paper: there is no text to read.
    Scan {
        /// Pages of the file.
        pages: usize,
    },
    /// A packed file that unpacks to more than the limits allow, in size, number of members or depth.
    Unpacks {
        /// Which limit it breaks, in English (`more than 10000 members`).
        limit: String,
    },
    /// The container is damaged, or is not what it claims to be.
    Damaged {
        /// What is wrong, in English.
        reason: String,
    },
    /// The program of an external plugin failed.
    Program {
        /// Name of the plugin.
        plugin: String,
        /// How it failed.
        failure: ProgramFailure,
        /// The last lines that it wrote to standard error.
        said: String,
    },
}

impl ImportError {
    /// The sentence for people.
    pub fn message(&self, language: Language) -> String {
        match (self, language) {
            (Self::Empty, Language::Zh) => "文件是空的；请确认下载或保存完整".into(),
            (Self::Empty, Language::En) => "the file is empty; check that it was downloaded or saved completely".into(),
            (Self::TooLarge { size, limit }, Language::Zh) => {
                format!(
                    "文件有 {} MB，超过 {} MB 的上限；年度报告一般不到 1 MB，确需读取请用 --max-size 提高上限",
                    mb(*size),
                    mb(*limit)
                )
            }
            (Self::TooLarge { size, limit }, Language::En) => format!(
                "the file has {} MB, more than the limit of {} MB; reports are below 1 MB as a rule, raise the limit with --max-size if you mean it",
                mb(*size),
                mb(*limit)
            ),
            (Self::TooManyLines { lines, limit }, Language::Zh) => {
                format!(
                    "文件有 {lines} 行，超过 {limit} 行的上限；年度报告一般只有几百行，请确认文件无误，或先截取其中的报告"
                )
            }
            (Self::TooManyLines { lines, limit }, Language::En) => format!(
                "the file has {lines} lines, more than the limit of {limit}; reports have some hundreds, check the file or cut the report out of it"
            ),
            (Self::UnknownFormat { format }, Language::Zh) if format.is_empty() => {
                "不是文本文件，也不是能识别的格式；请另存为 .docx、PDF、网页或纯文本后再读".into()
            }
            (Self::UnknownFormat { format }, Language::Zh) if is_packed(format) => {
                format!("这是 {format} 压缩文件，本版本不能解压；请先解压（如 7z x 文件名），再读解压出的文件夹")
            }
            (Self::UnknownFormat { format }, Language::En) if is_packed(format) => format!(
                "this is a {format} package, which this version does not unpack; unpack it (7z x FILE) and give the folder"
            ),
            (Self::UnknownFormat { format }, Language::Zh) => {
                format!(
                    "这是 {format} 文件，本版本还不能读；请先转换成 .docx、PDF、网页或纯文本，或用插件读取（gongkai plugins --help）"
                )
            }
            (Self::UnknownFormat { format }, Language::En) if format.is_empty() => {
                "neither text nor a format that is recognised; save it as .docx, PDF, a web page or text and try again"
                    .into()
            }
            (Self::UnknownFormat { format }, Language::En) => {
                format!(
                    "this is a {format} file, which this version does not read; convert it to .docx, PDF, a web page or text first, or read it with a plugin (gongkai plugins --help)"
                )
            }
            (Self::Ambiguous { importers }, Language::Zh) => {
                format!("{} 都认为能读这个文件，无法取舍；请用 --importer 指定一个", importers.join("、"))
            }
            (Self::Ambiguous { importers }, Language::En) => format!(
                "{} are equally sure that this file is theirs; choose one with --importer",
                importers.join(" and ")
            ),
            (Self::Challenge { name }, Language::Zh) => {
                format!("这是 {name} 的验证页，不是报告；请在浏览器中打开报告，另存为网页（HTML 或 MHTML）后再读")
            }
            (Self::Challenge { name }, Language::En) => format!(
                "this is a challenge page of {name}, not a report; open the report in a browser, save the page (HTML or MHTML) and read that"
            ),
            (Self::ErrorPage { title }, Language::Zh) => {
                format!("这是网站的错误页“{title}”，不是报告；请核对地址，在浏览器中打开报告并另存后再读")
            }
            (Self::ErrorPage { title }, Language::En) => format!(
                "this is an error page of the site (\"{title}\"), not a report; check the address, open the report in a browser and save it"
            ),
            (Self::LeadsOn { address }, Language::Zh) => {
                format!("这个网页没有内容，只转到 {address}；请保存那个网页后再读")
            }
            (Self::LeadsOn { address }, Language::En) => {
                format!("this page holds nothing and leads on to {address}; save that page and read it")
            }
            (Self::Encrypted, Language::Zh) => "文件设有打开密码；请用密码打开，另存为不加密的文件后再读".into(),
            (Self::Encrypted, Language::En) => {
                "the file is locked with a password; open it with the password, save it without one and read that"
                    .into()
            }
            (Self::Scan { pages }, Language::Zh) => {
                format!(
                    "文件的 {pages} 页都是扫描图片，没有文字；请先做文字识别（OCR；docs/plugins.md 有现成的 tesseract 插件），或向发布单位索取文字版"
                )
            }
            (Self::Scan { pages }, Language::En) => format!(
                "the {pages} pages of the file are pictures without text; recognise the text (OCR; docs/plugins.md has a plugin with tesseract), or ask the publisher for the text"
            ),
            (Self::Unpacks { limit }, Language::Zh) => {
                format!("压缩包解开后超过上限（{limit}），未读；请确认来源，或先自行解压")
            }
            (Self::Unpacks { limit }, Language::En) => {
                format!(
                    "the package unpacks to more than is read ({limit}); check where it comes from, or unpack it yourself"
                )
            }
            (Self::Damaged { reason }, Language::Zh) => {
                format!("文件损坏：{reason}；请重新获取，或用原来的程序打开后另存")
            }
            (Self::Damaged { reason }, Language::En) => {
                format!("the file is damaged: {reason}; get it again, or open it in its own program and save it anew")
            }
            (Self::Program { plugin, failure, said }, language) => failure.message(plugin, said, language),
        }
    }
}

/// Whether a format is one that files are packed in. `ZIP (…)`: in a way that is not usual.
fn is_packed(format: &str) -> bool {
    matches!(format.split(" (").next(), Some("RAR" | "7z" | "gzip")) || format.starts_with("ZIP (")
}

fn mb(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::En))
    }
}

impl std::error::Error for ImportError {}
