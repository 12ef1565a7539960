-- What pages say of themselves beside the fields of schema 1.
ALTER TABLE documents ADD COLUMN canonical TEXT;         -- the address under which the page wants to be known
ALTER TABLE documents ADD COLUMN language TEXT;          -- ISO 639-1
ALTER TABLE documents ADD COLUMN method TEXT;            -- how the body was found, where there is more than one way
ALTER TABLE documents ADD COLUMN claims TEXT;            -- JSON: every date that the page claims; null: none

-- What learning sees of a page: hashes of its headline's words and of its lines. Null: stored by schema 2.
ALTER TABLE pages ADD COLUMN outline BLOB;

-- Pages that may share a template: of one site, or with one short line; of one year of fetching.
CREATE TABLE chrome_groups (
    id      INTEGER PRIMARY KEY,          -- hash of kind, name and period
    kind    TEXT NOT NULL,                -- site, frame
    name    TEXT NOT NULL,                -- the site's name in lower case, or the line they share
    period  TEXT NOT NULL,                -- year; empty: unknown
    sample  BLOB,                         -- hash of the outlines that it was learned from; null: never learned
    pages   INTEGER NOT NULL DEFAULT 0    -- pages in the sample
);
CREATE INDEX chrome_groups_by_name ON chrome_groups(name);

CREATE TABLE chrome_members (
    group_id    INTEGER NOT NULL REFERENCES chrome_groups(id),
    rank        INTEGER NOT NULL,         -- hash of the document's key: the first so many are the sample
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, rank, document_id)
) WITHOUT ROWID;
CREATE INDEX chrome_members_by_document ON chrome_members(document_id);

-- The lines of each group's template.
CREATE TABLE chrome_lines (
    group_id INTEGER NOT NULL REFERENCES chrome_groups(id),
    line     INTEGER NOT NULL,            -- hash of the folded line; lowest bit: running text
    pages    INTEGER NOT NULL,            -- pages of the sample that it stands on
    titles   INTEGER NOT NULL,            -- headlines beside it of which no two share a word, at most 12
    fixed    INTEGER NOT NULL,            -- 1: chrome between two paragraphs too
    document_id INTEGER NOT NULL,         -- the first page of the sample that has it
    PRIMARY KEY (group_id, line)
) WITHOUT ROWID;

-- Groups whose pages have changed since they were learned.
CREATE TABLE chrome_pending (
    group_id INTEGER PRIMARY KEY
);
