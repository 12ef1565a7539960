-- What has changed, in order: what follows the database (the search index, other programs) goes on behind the last row that it has seen. A row names
-- what changed and not how: who follows reads how it is now. Never changed, never deleted; the salt tells rows of another life of the
-- file, as a restored backup has, from those that somebody saw.
CREATE TABLE changes (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    salt        INTEGER NOT NULL DEFAULT (random()),
    document_id INTEGER,                  -- a document: stored, changed or gone
    variant_id  INTEGER,                  -- a body that stands elsewhere or as something else
    key         TEXT                      -- a key that no document has any more
);
INSERT INTO changes(document_id) SELECT id FROM documents ORDER BY id;

CREATE TRIGGER changes_stored AFTER INSERT ON documents
BEGIN
    INSERT INTO changes(document_id) VALUES (NEW.id);
END;
CREATE TRIGGER changes_altered AFTER UPDATE OF page_hash, variant_id, key, title, site, published, agency ON documents
WHEN (NEW.page_hash, NEW.variant_id, NEW.key, NEW.title, NEW.site, NEW.published, NEW.agency)
    IS NOT (OLD.page_hash, OLD.variant_id, OLD.key, OLD.title, OLD.site, OLD.published, OLD.agency)
BEGIN
    INSERT INTO changes(key) SELECT OLD.key WHERE NEW.key <> OLD.key;
    INSERT INTO changes(document_id) VALUES (NEW.id);
END;
CREATE TRIGGER changes_deleted AFTER DELETE ON documents
BEGIN
    INSERT INTO changes(document_id, key) VALUES (OLD.id, OLD.key);
END;
-- A body that waits has no relation. One that had a relation and no cluster is being rebuilt, which says itself what came of it.
CREATE TRIGGER changes_moved AFTER UPDATE OF cluster_id, relation, excerpt_of ON variants
WHEN NEW.relation IS NOT NULL AND NEW.cluster_id IS NOT NULL AND (OLD.relation IS NULL OR (OLD.cluster_id IS NOT NULL
    AND (NEW.cluster_id, NEW.relation, NEW.excerpt_of) IS NOT (OLD.cluster_id, OLD.relation, OLD.excerpt_of)))
BEGIN
    INSERT INTO changes(variant_id) VALUES (NEW.id);
END;

-- Earliest and latest claimed date of the members. The other columns are the orders of a list with all of an order descending or all
-- ascending, so that a page of it begins where an index is entered: most clusters are single pages, which no index holds.
ALTER TABLE clusters ADD COLUMN first_published TEXT;
ALTER TABLE clusters ADD COLUMN last_published TEXT;
ALTER TABLE clusters ADD COLUMN oldest TEXT GENERATED ALWAYS AS (coalesce(first_published, '~')) VIRTUAL;
ALTER TABLE clusters ADD COLUMN newest TEXT GENERATED ALWAYS AS (coalesce(last_published, '')) VIRTUAL;
ALTER TABLE clusters ADD COLUMN reversed INTEGER GENERATED ALWAYS AS (-id) VIRTUAL;
UPDATE clusters SET (first_published, last_published) = (
    SELECT min(d.published), max(d.published) FROM variants m JOIN documents d ON d.variant_id = m.id WHERE m.cluster_id = clusters.id);
DROP INDEX clusters_by_size;
CREATE INDEX clusters_by_size ON clusters(documents, sites, reversed) WHERE documents >= 2;
CREATE INDEX clusters_by_sites ON clusters(sites, documents, reversed) WHERE documents >= 2;
CREATE INDEX clusters_by_newest ON clusters(newest, reversed) WHERE documents >= 2;
CREATE INDEX clusters_by_oldest ON clusters(oldest) WHERE documents >= 2;
