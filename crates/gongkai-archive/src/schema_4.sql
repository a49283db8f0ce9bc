-- Tables of gongkai.db, version 4: whose each report is, so that questions by region and level read the table wide alone.

ALTER TABLE documents ADD COLUMN kind TEXT;
ALTER TABLE documents ADD COLUMN level TEXT;
ALTER TABLE documents ADD COLUMN code TEXT;        -- of its division, 12 digits
ALTER TABLE documents ADD COLUMN province TEXT;
ALTER TABLE documents ADD COLUMN prefecture TEXT;
ALTER TABLE documents ADD COLUMN county TEXT;
ALTER TABLE documents ADD COLUMN superior TEXT;
ALTER TABLE documents ADD COLUMN scope TEXT;

-- The numbers of a report, behind what reports are grouped by; a column for each cell of the forms that was ever met, named
-- by its path.
DROP TABLE wide;
CREATE TABLE wide (
    document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    agency   TEXT,
    year     INTEGER,
    kind     TEXT,
    level    TEXT,
    province TEXT
);

DROP VIEW report_list;
CREATE VIEW report_list AS
SELECT documents.id AS document, documents.capture, captures.url AS source, documents.number, documents.status,
       documents.title, documents.agency, documents.year, documents.published, documents.kind, documents.level,
       documents.code, documents.province, documents.prefecture, documents.county, documents.superior, documents.scope,
       captures.fetched_at, captures.digest
FROM documents LEFT JOIN captures ON captures.id = documents.capture;

-- With rows of their own: in a table without, a row of a thousand bytes takes a page. Messages stand in the JSON.
ALTER TABLE findings RENAME TO findings_3;
CREATE TABLE findings (
    document    INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    rule        TEXT NOT NULL,
    severity    TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    json        TEXT NOT NULL
);
INSERT INTO findings SELECT document, number, rule, severity, fingerprint, json FROM findings_3 ORDER BY document, number;
DROP TABLE findings_3;
CREATE INDEX findings_document ON findings (document);
