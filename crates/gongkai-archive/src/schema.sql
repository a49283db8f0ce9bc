-- Tables of gongkai.db, version 1. Times are RFC 3339, UTC. Everything but runs, frontier, sites and columns follows
-- from the WARC files.

-- WARC files and how much of each has been taken up. What lies behind is looked at when a writer opens the archive.
CREATE TABLE files (
    number INTEGER PRIMARY KEY,
    size   INTEGER NOT NULL
);

-- Content obtained from an address: one row for each different content. Its bytes are the record at file and offset.
CREATE TABLE captures (
    id            INTEGER PRIMARY KEY,
    record        TEXT NOT NULL UNIQUE,  -- WARC-Record-ID
    url           TEXT NOT NULL,         -- address, or path of a file
    request       TEXT NOT NULL,         -- digest of method, address and body of the request
    status        INTEGER,               -- HTTP status; empty: a file
    media_type    TEXT,
    digest        TEXT NOT NULL,         -- SHA-256 of the content, hex
    size          INTEGER NOT NULL,
    fetched_at    TEXT NOT NULL,
    adapter       TEXT,
    purpose       TEXT,
    parent        TEXT,                  -- source of the capture that led here
    saved_from    TEXT,                  -- address that a saved page says it was saved from
    etag          TEXT,
    last_modified TEXT,
    file          INTEGER NOT NULL,
    offset        INTEGER NOT NULL
);
CREATE INDEX captures_request ON captures (request, digest);
CREATE INDEX captures_url ON captures (url);
CREATE INDEX captures_saved_from ON captures (saved_from) WHERE saved_from IS NOT NULL;
CREATE INDEX captures_parent ON captures (parent) WHERE parent IS NOT NULL;

-- Each time an address was asked, and the content that it had.
CREATE TABLE visits (
    id      INTEGER PRIMARY KEY,
    capture INTEGER NOT NULL REFERENCES captures (id),
    at      TEXT NOT NULL,
    status  INTEGER,
    is_new  INTEGER NOT NULL,  -- whether the content was new
    run     INTEGER,
    key     TEXT,              -- the entry of the frontier that it answers
    file    INTEGER NOT NULL,
    offset  INTEGER NOT NULL
);
CREATE INDEX visits_capture ON visits (capture);
CREATE INDEX visits_key ON visits (run, key) WHERE key IS NOT NULL;

-- A walk over some sites, from its beginning to its end, whatever the number of interruptions.
CREATE TABLE runs (
    id     INTEGER PRIMARY KEY,
    what   TEXT NOT NULL,  -- what was asked for
    began  TEXT NOT NULL,
    ended  TEXT,
    reason TEXT
);

-- Requests of a run.
CREATE TABLE frontier (
    id           INTEGER PRIMARY KEY,
    run          INTEGER NOT NULL REFERENCES runs (id),
    key          TEXT NOT NULL,     -- digest of address and body
    url          TEXT NOT NULL,
    body         TEXT,
    content_type TEXT,
    referer      TEXT,
    purpose      TEXT NOT NULL,
    site         TEXT NOT NULL,
    "column"     TEXT NOT NULL,
    host         TEXT NOT NULL,
    title        TEXT,
    unit         TEXT,
    year         INTEGER,
    priority     INTEGER NOT NULL,  -- higher goes first
    state        TEXT NOT NULL,     -- waiting, taken, fetched, done, failed
    attempts     INTEGER NOT NULL DEFAULT 0,
    due          INTEGER NOT NULL DEFAULT 0,  -- not before; seconds since 1970
    capture      INTEGER REFERENCES captures (id),
    outcome      TEXT,
    UNIQUE (run, key)
);
CREATE INDEX frontier_next ON frontier (run, state, host, priority DESC, id);
CREATE INDEX frontier_key ON frontier (key, run);
CREATE INDEX frontier_capture ON frontier (capture) WHERE capture IS NOT NULL;

CREATE TABLE sites (
    name   TEXT PRIMARY KEY,
    agency TEXT,
    family TEXT,
    hosts  TEXT NOT NULL  -- separated by spaces
);

-- Columns of a run: what the site states, what was found, and why the walk through it ended.
CREATE TABLE columns (
    run      INTEGER NOT NULL REFERENCES runs (id),
    site     TEXT NOT NULL,
    name     TEXT NOT NULL,
    url      TEXT NOT NULL,
    expected INTEGER,
    found    INTEGER NOT NULL DEFAULT 0,
    reason   TEXT,  -- empty: not ended
    note     TEXT,
    PRIMARY KEY (run, site, name)
) WITHOUT ROWID;

-- What the last reading of a capture gave: documents, or the reason why there are none.
CREATE TABLE readings (
    capture  INTEGER PRIMARY KEY REFERENCES captures (id),
    version  TEXT NOT NULL,  -- of the program
    error_zh TEXT,
    error_en TEXT
);

-- Documents in a capture. id is capture * 65536 + number.
CREATE TABLE documents (
    id        INTEGER PRIMARY KEY,
    capture   INTEGER NOT NULL REFERENCES readings (capture) ON DELETE CASCADE,
    number    INTEGER NOT NULL,  -- 1, 2 … within the capture
    status    TEXT NOT NULL,     -- report, blank_form, not_a_report
    title     TEXT,
    agency    TEXT,
    year      INTEGER,
    published TEXT
);
CREATE INDEX documents_capture ON documents (capture);
CREATE INDEX documents_agency ON documents (agency, year);

-- The whole report of a document, as JSON in a zlib stream.
CREATE TABLE reports (
    document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    json     BLOB NOT NULL
);

-- Paths and labels of cells, each once.
CREATE TABLE cells (
    id    INTEGER PRIMARY KEY,
    cell  TEXT NOT NULL,
    label TEXT NOT NULL,
    UNIQUE (cell, label)
);

CREATE TABLE facts (
    document      INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    cell          INTEGER NOT NULL REFERENCES cells (id),
    nth           INTEGER NOT NULL,  -- 0, 1 … where a figure is told several times
    edition       TEXT NOT NULL,
    state         TEXT NOT NULL,
    value         TEXT,              -- exact number or text as printed
    unit          TEXT,
    raw           TEXT,              -- empty: as value
    repair        TEXT,              -- empty: read as it stands
    first_reading TEXT,
    candidates    TEXT,
    locus         TEXT,
    PRIMARY KEY (document, cell, nth)
) WITHOUT ROWID;

CREATE TABLE findings (
    document    INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    rule        TEXT NOT NULL,
    severity    TEXT NOT NULL,
    message_zh  TEXT NOT NULL,
    message_en  TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    json        TEXT NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE VIEW report_list AS
SELECT documents.id AS document, documents.capture, captures.url AS source, documents.number, documents.status,
       documents.title, documents.agency, documents.year, documents.published, captures.fetched_at, captures.digest
FROM documents JOIN captures ON captures.id = documents.capture;

CREATE VIEW facts_long AS
SELECT facts.document, documents.capture, captures.url AS source, documents.agency, documents.year, facts.edition,
       cells.cell, cells.label, facts.value,
       CASE facts.state WHEN 'number' THEN CAST(facts.value AS NUMERIC) END AS number,
       facts.unit, facts.state, coalesce(facts.raw, facts.value) AS raw,
       CASE WHEN facts.state = 'missing' THEN NULL WHEN facts.repair IS NULL THEN 'read' ELSE 'repaired' END AS obtained,
       facts.first_reading, facts.candidates, facts.locus, facts.nth
FROM facts
JOIN cells ON cells.id = facts.cell
JOIN documents ON documents.id = facts.document
JOIN captures ON captures.id = documents.capture;
