-- A run belongs to a command; the request tells an interrupted run from others, so that it can be taken up again.
ALTER TABLE runs ADD COLUMN command TEXT NOT NULL DEFAULT 'ingest';
ALTER TABLE runs ADD COLUMN request TEXT;                -- JSON: paths and how they are read; null: cannot be taken up again
CREATE INDEX runs_unfinished ON runs(id) WHERE finished IS NULL;

-- How far each file of a run has been read. Ingest forgets them with the end of its run; the watcher keeps them, to know a file again.
CREATE TABLE files (
    run_id   INTEGER NOT NULL REFERENCES runs(id),
    path     TEXT NOT NULL,               -- absolute
    size     INTEGER NOT NULL,            -- bytes
    modified INTEGER NOT NULL,            -- ticks of 100 ns, UTC
    line     INTEGER NOT NULL,            -- last line whose page is stored or rejected
    done     INTEGER NOT NULL,            -- 1: read to its end
    PRIMARY KEY (run_id, path)
) WITHOUT ROWID;
CREATE INDEX files_by_path ON files(path);

-- What the last reading of each source rejected.
CREATE TABLE rejections_by_source (
    id     INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES runs(id),
    source TEXT NOT NULL,                 -- absolute path, or standard input
    line   INTEGER,                       -- null: the whole file
    reason TEXT NOT NULL
);
INSERT INTO rejections_by_source(id, run_id, source, line, reason)
SELECT id, run_id,
       CASE WHEN lined THEN substr(head, 1, length(head) - 1) ELSE place END,
       CASE WHEN lined THEN CAST(substr(place, length(head) + 1) AS INTEGER) END,
       reason
FROM (SELECT *, rtrim(place, '0123456789') AS head, place GLOB '*:[0-9]*' AND rtrim(place, '0123456789') GLOB '*:' AS lined FROM rejections);
DROP TABLE rejections;
ALTER TABLE rejections_by_source RENAME TO rejections;
CREATE INDEX rejections_by_place ON rejections(source, line);

-- The page's own time; documents.fetched is the earliest of all times its key was delivered.
ALTER TABLE pages ADD COLUMN fetched TEXT;

-- What became of clusters, oldest first.
CREATE TABLE cluster_events (
    id         INTEGER PRIMARY KEY,
    run_id     INTEGER NOT NULL REFERENCES runs(id),
    cluster_id INTEGER NOT NULL,
    event      TEXT NOT NULL,             -- created, split, joined, merged, resized, represented, vanished
    other_id   INTEGER,                   -- the other cluster of split (from), joined (from), merged (into)
    documents  INTEGER NOT NULL,          -- documents that moved, or that it has now
    detail     TEXT                       -- represented: key of the new representative
);
CREATE INDEX cluster_events_by_cluster ON cluster_events(cluster_id);
CREATE INDEX cluster_events_by_other ON cluster_events(other_id) WHERE other_id IS NOT NULL;

-- Clusters that lost a variant, beside the variants in pending.
CREATE TABLE pending_clusters (
    cluster_id INTEGER PRIMARY KEY
);
INSERT INTO pending_clusters SELECT id FROM clusters WHERE NOT EXISTS (SELECT 1 FROM variants v WHERE v.cluster_id = clusters.id);
CREATE INDEX redirects_by_heir ON redirects(heir_id);

-- Who writes this database, or wrote it last: the lock itself is the operating system's.
DELETE FROM settings WHERE name = 'writer';
CREATE TABLE writer (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    command TEXT NOT NULL,                -- ingest, serve, rebuild
    process INTEGER NOT NULL,
    host    TEXT NOT NULL,
    started TEXT NOT NULL,                -- when the process started
    state   TEXT NOT NULL,                -- what it does
    updated TEXT NOT NULL,
    ended   TEXT                          -- when it let go; null: it still writes, or was killed
);

-- Documents that a run was given as they already stood: with documents.run_id, the keys that it has seen. Emptied with its end.
CREATE TABLE unchanged (
    run_id      INTEGER NOT NULL REFERENCES runs(id),
    document_id INTEGER NOT NULL,
    PRIMARY KEY (run_id, document_id)
) WITHOUT ROWID;
