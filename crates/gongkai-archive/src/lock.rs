//! One writer at a time: an advisory lock on the file `lock` in the folder of an archive.
//!
//! The system gives the lock back when the process ends, however it ends. Readers need none.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use fs4::fs_std::FileExt;

use crate::error::{Error, Result};

/// How often a waiting writer looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// A program that this process is just starting holds our files for a moment. A lock that is free within this time was
/// nobody's.
const MOMENT: Duration = Duration::from_millis(250);

/// What to do while another process writes.
pub enum Wait<'a> {
    /// Give up at once with [`Error::Busy`].
    Refuse,
    /// Wait. The function is told once which process writes, where it is known, so that it can say so.
    ForOther(&'a mut dyn FnMut(Option<u32>)),
}

/// The lock, held until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    /// Closing the file gives the lock back.
    _file: File,
}

impl Lock {
    pub(crate) fn take(folder: &Path, mut wait: Wait<'_>) -> Result<Self> {
        let path = folder.join("lock");
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(Error::io(&path))?;
        let (mut told, begun) = (false, Instant::now());
        while !FileExt::try_lock_exclusive(&file).map_err(Error::io(&path))? {
            if begun.elapsed() < MOMENT {
                sleep(MOMENT / 25);
                continue;
            }
            let process = holder(&mut file);
            match &mut wait {
                Wait::Refuse => return Err(Error::Busy { process }),
                Wait::ForOther(tell) if !told => tell(process),
                Wait::ForOther(_) => {}
            }
            told = true;
            sleep(LOOK_AGAIN);
        }
        // Who holds it is a courtesy to the one who waits; the lock does not depend on it.
        let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| write!(file, "{}", std::process::id()));
        Ok(Self { _file: file })
    }
}

fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(20).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
