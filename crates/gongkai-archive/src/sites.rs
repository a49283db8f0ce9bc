//! Sites and their columns: what a site states, what was found, and why the walk ended.

use gongkai_model::Words;
use rusqlite::{OptionalExtension, params};

use crate::archive::Archive;
use crate::error::Result;
use crate::frontier::RunId;

/// A site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its name: the key.
    pub name: String,
    /// The agency whose site it is.
    pub agency: Option<String>,
    /// The family of its content management system.
    pub family: Option<String>,
    /// Its hosts.
    pub hosts: Vec<String>,
}

/// A column of a site in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The site.
    pub site: String,
    /// Name of the column.
    pub name: String,
    /// Address of its first page.
    pub url: String,
    /// How it ended; nothing: it has not.
    pub end: Option<ColumnEnd>,
    /// Entries found the last time that the column ended in a run before.
    pub found_before: Option<u32>,
}

/// How a walk through a column ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnEnd {
    /// Name of the reason: `last_page`, `page_repeated`, `cap`, `blocked` …
    pub reason: String,
    /// Entries that the site states.
    pub expected: Option<u32>,
    /// Entries found.
    pub found: u32,
    /// What else there is to say.
    pub note: Option<String>,
}

/// Something that is missing of a site, or in doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFinding {
    /// The site.
    pub site: String,
    /// Name of the sort, the same in every run.
    pub id: String,
    /// What it is about: an address, a unit, a state.
    pub about: String,
    /// For people.
    pub words: Words,
}

impl ColumnEnd {
    /// Whether everything that the site states was found; nothing where it states nothing.
    pub fn is_complete(&self) -> Option<bool> {
        self.expected.map(|expected| self.found >= expected)
    }
}

impl Archive {
    /// Notes a site, or what is known of it now.
    ///
    /// # Errors
    /// What the database gives.
    pub fn put_site(&mut self, site: &Site) -> Result<()> {
        let transaction = self.transaction()?;
        transaction.execute(
            "INSERT INTO sites (name, agency, family, hosts) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET agency = excluded.agency, family = excluded.family, hosts = excluded.hosts",
            params![site.name, site.agency, site.family, site.hosts.join(" ")],
        )?;
        transaction.commit()
    }

    /// The sites known, by name.
    ///
    /// # Errors
    /// What the database gives.
    pub fn sites(&self) -> Result<Vec<Site>> {
        let mut statement = self.connection.prepare("SELECT name, agency, family, hosts FROM sites ORDER BY name")?;
        let sites = statement.query_map([], |row| {
            let hosts: String = row.get(3)?;
            let hosts = hosts.split_whitespace().map(str::to_owned).collect();
            Ok(Site { name: row.get(0)?, agency: row.get(1)?, family: row.get(2)?, hosts })
        })?;
        Ok(sites.collect::<rusqlite::Result<_>>()?)
    }

    /// Notes that a run walks through a column. A column that is there already stays as it is.
    ///
    /// # Errors
    /// What the database gives.
    pub fn begin_column(&mut self, run: RunId, site: &str, name: &str, url: &str) -> Result<()> {
        let transaction = self.transaction()?;
        transaction.execute(
            "INSERT INTO columns (run, site, name, url) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            params![run.0, site, name, url],
        )?;
        transaction.commit()
    }

    /// Notes how the walk through a column ended.
    ///
    /// # Errors
    /// What the database gives.
    pub fn end_column(&mut self, run: RunId, site: &str, name: &str, end: &ColumnEnd) -> Result<()> {
        let transaction = self.transaction()?;
        transaction.execute(
            "UPDATE columns SET reason = ?4, expected = ?5, found = ?6, note = ?7 WHERE run = ?1 AND site = ?2 AND name = ?3",
            params![run.0, site, name, end.reason, end.expected, end.found, end.note],
        )?;
        transaction.commit()
    }

    /// The columns of a run, by site and name.
    ///
    /// # Errors
    /// What the database gives.
    pub fn columns(&self, run: RunId) -> Result<Vec<Column>> {
        let mut statement = self.connection.prepare(
            "SELECT site, name, url, reason, expected, found, note FROM columns WHERE run = ?1 ORDER BY site, name",
        )?;
        let columns = statement.query_map([run.0], |row| {
            let end = match row.get::<_, Option<String>>(3)? {
                Some(reason) => {
                    Some(ColumnEnd { reason, expected: row.get(4)?, found: row.get(5)?, note: row.get(6)? })
                }
                None => None,
            };
            Ok(Column { site: row.get(0)?, name: row.get(1)?, url: row.get(2)?, end, found_before: None })
        })?;
        let mut columns = columns.collect::<rusqlite::Result<Vec<_>>>()?;
        let mut before = self.connection.prepare(
            "SELECT found FROM columns WHERE run < ?1 AND site = ?2 AND name = ?3 AND reason IS NOT NULL
             ORDER BY run DESC LIMIT 1",
        )?;
        for column in &mut columns {
            column.found_before =
                before.query_row(params![run.0, column.site, column.name], |row| row.get(0)).optional()?;
        }
        Ok(columns)
    }

    /// Notes what a run found missing or in doubt of a site, in place of what it had noted of it before.
    ///
    /// # Errors
    /// What the database gives.
    pub fn put_site_findings(&mut self, run: RunId, site: &str, findings: &[SiteFinding]) -> Result<()> {
        let transaction = self.transaction()?;
        transaction.execute("DELETE FROM site_findings WHERE run = ?1 AND site = ?2", params![run.0, site])?;
        for (finding, number) in findings.iter().zip(1_i64..) {
            let SiteFinding { id, about, words, .. } = finding;
            transaction.execute(
                "INSERT INTO site_findings (run, site, number, id, about, message_zh, message_en)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![run.0, site, number, id, about, words.zh, words.en],
            )?;
        }
        transaction.commit()
    }

    /// What a run found missing or in doubt, by site.
    ///
    /// # Errors
    /// What the database gives.
    pub fn site_findings(&self, run: RunId) -> Result<Vec<SiteFinding>> {
        let mut statement = self.connection.prepare(
            "SELECT site, id, about, message_zh, message_en FROM site_findings WHERE run = ?1 ORDER BY site, number",
        )?;
        let findings = statement.query_map([run.0], |row| {
            let words = Words { zh: row.get(3)?, en: row.get(4)? };
            Ok(SiteFinding { site: row.get(0)?, id: row.get(1)?, about: row.get(2)?, words })
        })?;
        Ok(findings.collect::<rusqlite::Result<_>>()?)
    }
}
