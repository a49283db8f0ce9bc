-- Tables of gongkai.db, version 3: the figures of a report are one row, and so are their numbers.

DROP VIEW facts_long;
ALTER TABLE facts RENAME TO facts_2;

-- The figures of a document, as a list of lists in JSON: cell (of `cells`), mention (0, 1 … where a figure is told several
-- times), edition, state, value (exact number or text as printed), unit, raw (null: as value), repair (null: read as it
-- stands), first reading, candidates (a list), locus, first byte and byte after the last one meant of a text file.
CREATE TABLE facts (
    document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    json     TEXT NOT NULL
);
INSERT INTO facts
SELECT document, json_group_array(json_array(
           cell, nth, edition, state, value, unit, raw, repair, first_reading,
           CASE WHEN candidates IS NOT NULL THEN json('["' || replace(candidates, '|', '","') || '"]') END, locus, NULL))
FROM facts_2 GROUP BY document;
DROP TABLE facts_2;

-- The numbers of a document; a column for each cell of the forms that was ever met, named by its path.
CREATE TABLE wide (
    document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE
);

CREATE VIEW facts_long AS
SELECT documents.id AS document, documents.capture, captures.url AS source, documents.agency, documents.year,
       fact.value ->> 2 AS edition, cells.cell, cells.label, fact.value ->> 4 AS value,
       CASE fact.value ->> 3 WHEN 'number' THEN CAST(fact.value ->> 4 AS NUMERIC) END AS number,
       fact.value ->> 5 AS unit, fact.value ->> 3 AS state, coalesce(fact.value ->> 6, fact.value ->> 4) AS raw,
       CASE WHEN fact.value ->> 3 = 'missing' THEN NULL WHEN fact.value ->> 7 IS NULL THEN 'read' ELSE 'repaired' END
           AS obtained,
       fact.value ->> 8 AS first_reading, (SELECT group_concat(value, '|') FROM json_each(fact.value, '$[9]')) AS candidates, fact.value ->> 10 AS locus,
       fact.value ->> 1 AS nth
FROM facts
JOIN documents ON documents.id = facts.document
JOIN captures ON captures.id = documents.capture
JOIN json_each(facts.json) AS fact
JOIN cells ON cells.id = fact.value ->> 0;
