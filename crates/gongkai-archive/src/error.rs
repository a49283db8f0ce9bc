//! Why an archive cannot do what it is asked for, in sentences for people.

use std::fmt;
use std::io;
use std::path::PathBuf;

use gongkai_model::Language;

/// Why an archive gave up.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// There is no archive in the folder.
    NotAnArchive {
        /// The folder.
        folder: PathBuf,
    },
    /// Another process writes to the archive.
    Busy {
        /// The process, where it is known.
        process: Option<u32>,
    },
    /// The archive was opened for reading.
    ReadOnly,
    /// A later version of the program made the archive.
    TooNew {
        /// Version of its tables.
        found: i64,
        /// The latest version that this program knows.
        known: i64,
    },
    /// There is no capture with this number.
    NoSuchCapture {
        /// The number.
        id: i64,
    },
    /// Captured bytes are not there any more, or are other ones.
    Damaged {
        /// The file.
        file: PathBuf,
        /// Where in it, in bytes.
        offset: u64,
        /// What is wrong, in English.
        reason: String,
    },
    /// A file cannot be read or written.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// What SQLite says.
    Database(rusqlite::Error),
    /// What was stored cannot be understood.
    Stored {
        /// What is wrong, in English.
        reason: String,
    },
    /// A query is more than one statement, or would write.
    Query {
        /// What is wrong, Chinese and English.
        reason: (String, String),
    },
}

/// What an archive gives, or why it does not.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error of a file.
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |error| Self::Io { path, error }
    }

    /// The sentence for people.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::Zh => self.zh(),
            Language::En => self.en(),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::NotAnArchive { folder } => {
                format!("{} 里没有档案库；请检查路径，或用 gongkai archive add 建立", folder.display())
            }
            Self::Busy { process } => format!(
                "档案库正由另一个进程{}写入；请等它结束后再试",
                process.map(|process| format!("（进程号 {process}）")).unwrap_or_default()
            ),
            Self::ReadOnly => "档案库是以只读方式打开的，不能写入".into(),
            Self::TooNew { found, known } => {
                format!("档案库由更新的 gongkai 建立（版本 {found}，本程序只认到 {known}）；请升级 gongkai")
            }
            Self::NoSuchCapture { id } => format!("档案库里没有第 {id} 号；gongkai archive list 列出全部编号"),
            Self::Damaged { file, offset, reason } => {
                format!("{} 第 {offset} 字节处的存档已损坏（{reason}）；请从备份恢复该文件，或重新采集", file.display())
            }
            Self::Io { path, error } if error.kind() == io::ErrorKind::StorageFull => {
                format!("磁盘已满，{} 写不下；已存的内容完好，请腾出空间后重新运行", path.display())
            }
            Self::Io { path, error } if error.kind() == io::ErrorKind::PermissionDenied => {
                format!("没有权限读写 {}；请修改权限或换一个文件夹", path.display())
            }
            Self::Io { path, error } => format!("无法读写 {}：{error}", path.display()),
            Self::Database(error) => match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::DiskFull) => {
                    "磁盘已满，数据库写不下；已存的内容完好，请腾出空间后重新运行".into()
                }
                Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => {
                    "数据库 gongkai.db 已损坏；请把它移走后运行 gongkai archive reread，其内容会从 captures 重建".into()
                }
                _ => format!("数据库出错：{error}"),
            },
            Self::Stored { reason } => {
                format!("数据库里的内容无法识别（{reason}）；请运行 gongkai archive reread 重新读取")
            }
            Self::Query { reason } => reason.0.clone(),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::NotAnArchive { folder } => {
                format!("there is no archive in {}; check the path, or make one with gongkai archive add", folder.display())
            }
            Self::Busy { process } => format!(
                "another process{} writes to the archive; try again when it has ended",
                process.map(|process| format!(" ({process})")).unwrap_or_default()
            ),
            Self::ReadOnly => "the archive was opened for reading only".into(),
            Self::TooNew { found, known } => format!(
                "a later version of gongkai made the archive (version {found}, this program knows {known}); upgrade gongkai"
            ),
            Self::NoSuchCapture { id } => {
                format!("the archive has no number {id}; gongkai archive list shows all numbers")
            }
            Self::Damaged { file, offset, reason } => format!(
                "what is stored in {} at byte {offset} is damaged ({reason}); restore the file from a backup, or fetch the page again",
                file.display()
            ),
            Self::Io { path, error } if error.kind() == io::ErrorKind::StorageFull => format!(
                "the disk is full, {} cannot be written; what is stored is whole, make room and run the command again",
                path.display()
            ),
            Self::Io { path, error } if error.kind() == io::ErrorKind::PermissionDenied => {
                format!("no permission for {}; change its mode or choose another folder", path.display())
            }
            Self::Io { path, error } => format!("{} cannot be read or written: {error}", path.display()),
            Self::Database(error) => match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::DiskFull) => {
                    "the disk is full; what is stored is whole, make room and run the command again".into()
                }
                Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => {
                    "the database gongkai.db is damaged; move it away and run gongkai archive reread, which makes it anew from captures".into()
                }
                _ => format!("the database failed: {error}"),
            },
            Self::Stored { reason } => {
                format!("what the database holds makes no sense ({reason}); run gongkai archive reread")
            }
            Self::Query { reason } => reason.1.clone(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}
