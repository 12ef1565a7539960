-- Documents that a run has deleted.
ALTER TABLE runs ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;

-- What an analyst has said of two documents. By key, stored or not: it outlives their bodies, and holds again when one returns.
CREATE TABLE judgements (
    a       TEXT NOT NULL,                -- key of a document, the smaller one
    b       TEXT NOT NULL,                -- key of the other
    verdict TEXT NOT NULL,                -- same, different
    why     TEXT NOT NULL,
    who     TEXT,                         -- null: not said
    said    TEXT NOT NULL,                -- when, ISO 8601 UTC
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX judgements_by_b ON judgements(b);
