//! A zip package: its members by name, unpacked within limits.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use gongkai_plugin::{ImportError, Limits};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::{Space, Tree};

/// Members of a package. Documents have some tens; an archive of reports some thousands.
const MOST_MEMBERS: usize = 10_000;

/// Bytes made room for at once, where a package declares as many or more.
const MOST_HOPED: u64 = 1 << 20;

/// A package that is open. What is unpacked of it altogether stays below [`Limits::bytes`], however well it was compressed.
#[derive(Debug)]
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Number of each member, by its name as it is compared.
    members: HashMap<String, usize>,
    /// Names as the package has them, in order.
    names: Vec<String>,
    limits: Limits,
    /// Bytes that may yet be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a package; reads its table of contents only.
    ///
    /// # Errors
    /// [`ImportError::Empty`], [`ImportError::TooLarge`]; [`ImportError::Unpacks`] for more than 10,000 members;
    /// [`ImportError::Damaged`] where there is no table of contents.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ImportError> {
        let size = bytes.len() as u64;
        if size == 0 {
            return Err(ImportError::Empty);
        }
        if size > limits.bytes {
            return Err(ImportError::TooLarge { size, limit: limits.bytes });
        }
        // The table of contents is kept whole, so its length must be known before it is read.
        if memchr::memmem::find_iter(bytes, b"PK\x01\x02").take(MOST_MEMBERS + 1).count() > MOST_MEMBERS {
            return Err(ImportError::Unpacks { limit: format!("more than {MOST_MEMBERS} members") });
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged("the package", &error))?;
        let names: Vec<String> = (0..archive.len())
            .map(|number| match archive.name_for_index(number) {
                Some(Ok(name)) => name.into_owned(),
                _ => String::new(),
            })
            .collect();
        let members = names.iter().enumerate().map(|(number, name)| (key(name), number)).collect();
        Ok(Self { archive, members, names, limits: *limits, left: limits.bytes })
    }

    /// The names of all members, as the package has them. They are no paths: `../` in them means nothing here.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether a member is there. Names are compared as OPC has it: a leading `/` and the case of ASCII do not count; some
    /// producers write `\` for `/`.
    pub fn has(&self, name: &str) -> bool {
        self.members.contains_key(&key(name))
    }

    /// Unpacks a member; nothing where the package has none of the name.
    ///
    /// # Errors
    /// [`ImportError::Encrypted`]; [`ImportError::Unpacks`] beyond the limit; [`ImportError::Damaged`] for a wrong checksum, a
    /// torn member or a method of compression that is not known.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let Some(&number) = self.members.get(&key(name)) else { return Ok(None) };
        let member = self.archive.by_index(number).map_err(|error| damaged(name, &error))?;
        // The size that the package declares is not believed, only hoped for.
        let hoped = member.size().min(self.left).min(MOST_HOPED);
        let mut bytes = Vec::with_capacity(hoped as usize);
        let unpacked = member.take(self.left + 1).read_to_end(&mut bytes);
        unpacked.map_err(|error| ImportError::Damaged { reason: format!("{name}: {error}") })?;
        let size = bytes.len() as u64;
        if size > self.left {
            return Err(ImportError::Unpacks { limit: format!("more than {} MB", self.limits.bytes >> 20) });
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    /// Unpacks a member and reads the XML in it; nothing where the package has none of the name.
    ///
    /// # Errors
    /// Those of [`Package::read`] and of [`Tree::parse`], with the name of the member.
    pub fn xml(&mut self, name: &str, spaces: &[Space]) -> Result<Option<Tree>, ImportError> {
        let Some(bytes) = self.read(name)? else { return Ok(None) };
        let named = |error| match error {
            ImportError::Damaged { reason } => ImportError::Damaged { reason: format!("{name}: {reason}") },
            error => error,
        };
        Tree::parse(&bytes, spaces, &self.limits).map(Some).map_err(named)
    }
}

/// A name as it is compared.
fn key(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_ascii_lowercase()
}

fn damaged(what: &str, error: &ZipError) -> ImportError {
    match error {
        ZipError::InvalidPassword => ImportError::Encrypted,
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ImportError::Encrypted,
        error => ImportError::Damaged { reason: format!("{what}: {error}") },
    }
}
