-- The body of a page of text is the lines of the page that were kept, and is not stored beside it any more: pages.body is then empty.
-- Bodies of before stay until their pages are worked out again.

-- The groups of a page stand beside its outline: an index of members by document cost a third of storing a page.
ALTER TABLE outlines ADD COLUMN groups TEXT NOT NULL DEFAULT '[]';  -- JSON array of chrome_groups.id
UPDATE outlines SET groups = (SELECT json_group_array(m.group_id) FROM chrome_members m WHERE m.document_id = outlines.document_id);

CREATE TABLE members (
    group_id    INTEGER NOT NULL,         -- chrome_groups.id
    rank        INTEGER NOT NULL,         -- hash of the document's key: the first so many are the sample
    document_id INTEGER NOT NULL,
    PRIMARY KEY (group_id, rank, document_id)
) WITHOUT ROWID;
INSERT INTO members SELECT group_id, rank, document_id FROM chrome_members;
DROP TABLE chrome_members;
ALTER TABLE members RENAME TO chrome_members;

-- A new body has no cluster yet, and need not be indexed twice.
DROP INDEX variants_by_cluster;
CREATE INDEX variants_by_cluster ON variants(cluster_id) WHERE cluster_id IS NOT NULL;
