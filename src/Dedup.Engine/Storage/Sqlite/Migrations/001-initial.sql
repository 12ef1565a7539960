-- Settings under which everything here was made: scheme, rules, options.
CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE runs (
    id        INTEGER PRIMARY KEY,
    started   TEXT NOT NULL,
    finished  TEXT,                       -- null: still running or interrupted
    sources   TEXT NOT NULL,              -- JSON array of the paths given
    pages     INTEGER NOT NULL DEFAULT 0,
    added     INTEGER NOT NULL DEFAULT 0,
    changed   INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    rejected  INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE rejections (
    id     INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES runs(id),
    place  TEXT NOT NULL,                 -- file, or file:line
    reason TEXT NOT NULL
);

CREATE TABLE clusters (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    representative TEXT NOT NULL,         -- key of a document
    origin         TEXT NOT NULL,         -- key of a document
    origin_reasons TEXT NOT NULL,         -- JSON array
    documents      INTEGER NOT NULL,
    sites          INTEGER NOT NULL
);
CREATE INDEX clusters_by_size ON clusters(documents);

-- A merged or vanished cluster points to its heir.
CREATE TABLE redirects (
    cluster_id INTEGER PRIMARY KEY,
    heir_id    INTEGER NOT NULL,
    run_id     INTEGER NOT NULL REFERENCES runs(id)
);

-- One distinct normalised body; exact copies share it.
CREATE TABLE variants (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    body_hash   BLOB NOT NULL UNIQUE,     -- 16 bytes, big endian
    words       INTEGER NOT NULL,
    cluster_id  INTEGER REFERENCES clusters(id) DEFERRABLE INITIALLY DEFERRED,
    relation    TEXT,                     -- to the representative
    resemblance REAL,
    excerpt_of  INTEGER                   -- cluster id
);
CREATE INDEX variants_by_cluster ON variants(cluster_id);
CREATE INDEX variants_by_excerpt ON variants(excerpt_of) WHERE excerpt_of IS NOT NULL;

CREATE TABLE documents (
    id         INTEGER PRIMARY KEY,
    key        TEXT NOT NULL UNIQUE,
    place      TEXT NOT NULL,             -- where it was read
    page_hash  BLOB NOT NULL,
    variant_id INTEGER NOT NULL REFERENCES variants(id),
    run_id     INTEGER NOT NULL REFERENCES runs(id),
    url        TEXT,
    site       TEXT,
    section    TEXT,
    title      TEXT,
    published  TEXT,                      -- claimed, ISO 8601
    agency     TEXT,
    dateline   TEXT,
    byline     TEXT,
    fetched    TEXT,                      -- first seen, ISO 8601 UTC
    evidence   TEXT NOT NULL              -- JSON: the words that show each field
);
CREATE INDEX documents_by_variant ON documents(variant_id);

-- The page as it came and what was kept of it; zstd.
CREATE TABLE pages (
    document_id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
    page        BLOB NOT NULL,
    hints       TEXT NOT NULL,            -- JSON: fields that came beside the text
    body        BLOB NOT NULL,
    lines       BLOB NOT NULL             -- one byte a line: why it was kept or dropped
);

CREATE TABLE sketches (
    variant_id  INTEGER PRIMARY KEY REFERENCES variants(id) ON DELETE CASCADE,
    fingerprint INTEGER NOT NULL,
    signature   BLOB NOT NULL,            -- little-endian 32-bit values
    samples     BLOB NOT NULL             -- little-endian 64-bit sampled shingles, ascending
);

-- Verified pairs, a < b.
CREATE TABLE links (
    a           INTEGER NOT NULL REFERENCES variants(id) ON DELETE CASCADE,
    b           INTEGER NOT NULL REFERENCES variants(id) ON DELETE CASCADE,
    relation    TEXT NOT NULL,
    resemblance REAL NOT NULL,
    containment_a REAL NOT NULL,          -- share of a's shingles that stand in b
    containment_b REAL NOT NULL,
    shared      INTEGER NOT NULL,
    shingles_a  INTEGER NOT NULL,
    shingles_b  INTEGER NOT NULL,
    hamming     INTEGER NOT NULL,
    proposed_by INTEGER NOT NULL,         -- 1 bands, 2 fingerprint, 4 samples
    same_site   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX links_by_b ON links(b);

-- Variants whose cluster must be worked out again: what a run adds and its last step empties.
CREATE TABLE pending (
    variant_id INTEGER PRIMARY KEY
);
