-- Tables of gongkai.db, version 2.

-- What is missing of a site in a run, or in doubt.
CREATE TABLE site_findings (
    run        INTEGER NOT NULL REFERENCES runs (id),
    site       TEXT NOT NULL,
    number     INTEGER NOT NULL,
    id         TEXT NOT NULL,  -- name of the sort
    about      TEXT NOT NULL,  -- address, unit, state
    message_zh TEXT NOT NULL,
    message_en TEXT NOT NULL,
    PRIMARY KEY (run, site, number)
) WITHOUT ROWID;
