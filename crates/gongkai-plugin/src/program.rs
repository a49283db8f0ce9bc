//! How the program of an external plugin can fail, each by name.

use gongkai_model::Language;

/// How the program of an external plugin failed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProgramFailure {
    /// There is no such program.
    Missing {
        /// Its name as declared.
        program: String,
    },
    /// It could not be started, or its files could not be made.
    NotStarted {
        /// What the system says.
        reason: String,
    },
    /// It took too long and was ended, with everything that it had started.
    TimedOut {
        /// The limit.
        seconds: u64,
    },
    /// It ended by itself with this exit code.
    Exited {
        /// The code.
        code: i32,
    },
    /// It speaks the protocol and ended before it answered, with this exit code.
    Ended {
        /// The code.
        code: i32,
    },
    /// It was ended by a signal: it crashed, or broke a limit of the system (memory, size of a file).
    Crashed {
        /// The signal, by number where it has no name here.
        signal: String,
    },
    /// It wrote more than allowed.
    TooMuchOutput {
        /// The limit, in bytes.
        limit: u64,
    },
    /// It ended well and gave nothing.
    NoOutput,
    /// What it gave is no file of its own: a link, a device.
    NotAFile {
        /// The name.
        name: String,
    },
    /// It gave several files, and nothing says which one counts.
    SeveralOutputs {
        /// Their names.
        names: Vec<String>,
    },
    /// Its answer is none by the protocol: not UTF-8, not JSON, or JSON of another shape.
    BadAnswer {
        /// What is wrong, in English.
        reason: String,
    },
    /// It speaks no version of the protocol that we speak.
    WrongVersion {
        /// The version that it answered with.
        version: u64,
    },
    /// It refused the source.
    Refused {
        /// Its words.
        message: String,
    },
    /// It failed to start several times in a row, and is not tried again in this run.
    GivenUp {
        /// Failures in a row.
        times: u32,
    },
}

impl ProgramFailure {
    /// The sentence for people: which plugin, what happened, what to do; and what the program itself said last.
    pub(crate) fn message(&self, plugin: &str, said: &str, language: Language) -> String {
        let (what, tail) = match language {
            Language::Zh => (format!("插件 {plugin} {}", self.zh()), "它最后的输出："),
            Language::En => (format!("the plugin {plugin} {}", self.en()), "its last words: "),
        };
        let said = said.trim();
        match (said.is_empty(), language) {
            (true, _) => what,
            (_, Language::Zh) => format!("{what}；{tail}{said}"),
            (_, Language::En) => format!("{what}; {tail}{said}"),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::Missing { program } => format!("要运行的程序 {program} 不在本机；请先安装，或改正声明中的 command"),
            Self::NotStarted { reason } => format!("无法启动：{reason}"),
            Self::TimedOut { seconds } => {
                format!("{seconds} 秒内没有完成，已终止；如确需更久，请在声明中提高 time-limit")
            }
            Self::Exited { code } => format!("的程序失败（退出码 {code}）；请核对文件，或单独运行该程序"),
            Self::Ended { code } => format!("的程序没有回答就结束了（退出码 {code}）"),
            Self::Crashed { signal } => {
                format!(
                    "的程序崩溃或超出内存、文件大小限制（信号 {signal}）；如确需更多，请提高 memory-limit 或 output-limit"
                )
            }
            Self::TooMuchOutput { limit } => {
                format!("的输出超过 {} MB 的上限，已终止；如确需更多，请提高 output-limit", megabytes(*limit))
            }
            Self::NoOutput => "的程序正常结束，却没有输出；请核对声明中的 command 和 output".into(),
            Self::NotAFile { name } => format!("的输出 {name} 不是普通文件（链接或设备），未读"),
            Self::SeveralOutputs { names } => format!("输出了几个文件（{}），不知取哪一个", names.join("、")),
            Self::BadAnswer { reason } => format!("的回答不合协议：{reason}；协议见 docs/plugin-protocol.md"),
            Self::WrongVersion { version } => {
                format!("使用协议第 {version} 版，本程序不懂；请更新插件或 gongkai（见 docs/plugin-protocol.md）")
            }
            Self::Refused { message } => format!("不能读取：{message}"),
            Self::GivenUp { times } => format!("连续 {times} 次启动失败，本次运行不再尝试"),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Missing { program } => {
                format!("needs the program {program}, which is not on this machine; install it, or correct the command")
            }
            Self::NotStarted { reason } => format!("could not be started: {reason}"),
            Self::TimedOut { seconds } => format!(
                "was not done within {seconds} seconds and was ended; raise time-limit in its declaration if it needs longer"
            ),
            Self::Exited { code } => {
                format!("failed with exit code {code}; check the file, or run the program by itself")
            }
            Self::Ended { code } => format!("ended before it answered, with exit code {code}"),
            Self::Crashed { signal } => format!(
                "crashed or broke a limit on memory or files (signal {signal}); raise memory-limit or output-limit if it needs more"
            ),
            Self::TooMuchOutput { limit } => {
                format!("wrote more than {} MB and was ended; raise output-limit if it has to", megabytes(*limit))
            }
            Self::NoOutput => "ended well but gave nothing; check command and output in its declaration".into(),
            Self::NotAFile { name } => {
                format!("gave {name}, which is no ordinary file (a link, a device), and was not read")
            }
            Self::SeveralOutputs { names } => {
                format!("gave several files ({}), and nothing says which one counts", names.join(", "))
            }
            Self::BadAnswer { reason } => {
                format!("does not answer by the protocol: {reason}; see docs/plugin-protocol.md")
            }
            Self::WrongVersion { version } => format!(
                "speaks version {version} of the protocol, which is not known here; update the plugin or gongkai (docs/plugin-protocol.md)"
            ),
            Self::Refused { message } => format!("cannot read this: {message}"),
            Self::GivenUp { times } => {
                format!("failed to start {times} times in a row and is not tried again in this run")
            }
        }
    }
}

fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}
