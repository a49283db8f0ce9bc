//! The archive: captured bytes for ever, everything else recomputable.
//!
//! An archive is a folder:
//!
//! * `captures/0001.warc.gz` …: WARC 1.1, one gzip member a record, request and answer of every page and every file that
//!   was added. Bytes go to the end of the last file and are never rewritten; at about a gigabyte the next file begins.
//! * `gongkai.db`: SQLite. What is in the captures (`captures`, `visits`), what was read there (`documents`, `reports`,
//!   `facts`, `wide`, `findings`), and how far walks over sites have come and what they lack
//!   (`runs`, `frontier`, `sites`, `columns`, `site_findings`).
//! * `lock`: held by the one process that writes. Readers need none.
//!
//! What holds at any moment, whatever happens to the process or the machine:
//!
//! * A row tells only of bytes that the disk has: records are written and handed to the disk, then the row is committed.
//! * What lies behind the last committed byte of a WARC file is looked at when the next writer opens the archive
//!   ([`Recovery`]): whole records get their rows, made of the record alone; a torn end is cut off behind the last whole
//!   record; bytes that are no torn record are kept in a file beside it before they are cut off.
//! * The same rows come out when the database is made anew from the WARC files ([`Archive::rebuild`]).
//! * An entry of the frontier whose answer is in the WARC files is never asked for again in the same run, also when the
//!   database lost its last commits with the power.
//!
//! ```
//! use gongkai_archive::{Archive, Mode, NewCapture, Wait};
//!
//! # let folder = std::env::temp_dir().join(format!("gongkai-archive-doc-{}", std::process::id()));
//! let mut archive = Archive::open(&folder, Mode::Write(Wait::Refuse))?;
//! let page = NewCapture::answer("http://www.example.gov.cn/nb/1.html", 200, "text/html", b"<p>...</p>".to_vec());
//! let added = archive.add_capture(&page)?;
//! assert_eq!(archive.capture(added.id)?.bytes(), b"<p>...</p>");
//! // The same content again is a visit, and not kept twice.
//! assert_eq!(archive.add_capture(&page)?.id, added.id);
//! # drop(archive);
//! # std::fs::remove_dir_all(&folder).ok();
//! # Ok::<(), gongkai_archive::Error>(())
//! ```

mod archive;
mod captures;
mod coverage;
mod error;
mod figures;
mod frontier;
mod lock;
mod log;
mod new_capture;
mod packed;
mod query;
mod readings;
mod recovery;
mod row;
mod schema;
mod sites;
mod time;
mod units;
mod views;
mod warc;
mod wide;

#[cfg(test)]
mod tests;

pub use archive::{Archive, Mode, Settings};
pub use captures::{Added, CaptureId, Captures, Stored, Visit};
pub use coverage::{Coverage, Presence};
pub use error::{Error, Result};
pub use figures::{Change, Figure};
pub use frontier::{Ended, Entry, EntryId, NewEntry, Queue, Run, RunId, Waiting};
pub use lock::Wait;
pub use new_capture::NewCapture;
pub use packed::{Outcome, Packed};
pub use query::Value;
pub use readings::{Reading, Summary};
pub use recovery::Recovery;
pub use sites::{Column, ColumnEnd, Site, SiteFinding};
pub use time::{rfc3339, seconds};
pub use units::{UnitFigure, UnitReport};
pub use views::{VIEWS, View, ViewColumn};
