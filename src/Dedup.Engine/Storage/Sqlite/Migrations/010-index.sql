-- The candidate index as it was saved last, in a file of its own beside the database (.index): one row, or none. A file with another token
-- is another database's, or of another moment.
CREATE TABLE index_snapshot (
    token   BLOB NOT NULL,                -- 16 random bytes
    highest INTEGER NOT NULL,             -- variants.id: those beyond are not in it
    bodies  INTEGER NOT NULL,
    gone    INTEGER NOT NULL DEFAULT 0    -- rows of gone_sketches
);

-- What is gone since: the keys to take out of it are made of the sketch.
CREATE TABLE gone_sketches (
    variant_id  INTEGER PRIMARY KEY,
    fingerprint INTEGER NOT NULL,
    signature   BLOB NOT NULL,
    samples     BLOB NOT NULL,
    facts       BLOB NOT NULL
);
CREATE TRIGGER sketches_gone AFTER DELETE ON sketches WHEN OLD.variant_id <= (SELECT highest FROM index_snapshot)
BEGIN
    INSERT INTO gone_sketches(variant_id, fingerprint, signature, samples, facts) VALUES (OLD.variant_id, OLD.fingerprint, OLD.signature, OLD.samples, OLD.facts);
    UPDATE index_snapshot SET gone = gone + 1;
END;

-- Pages that are no rows of chrome_members yet: they become such when chrome is learned, in the order of that table. A page after another, each row would
-- be a page of it to write.
CREATE TABLE chrome_joining (
    document_id INTEGER PRIMARY KEY,
    rank        INTEGER NOT NULL          -- as in chrome_members; the groups are those of the outline
);

-- The first document of a body, by key, is asked for wherever a body is shown: of hundreds of exact copies each was read.
DROP INDEX documents_by_variant;
CREATE INDEX documents_by_variant ON documents(variant_id, key);
