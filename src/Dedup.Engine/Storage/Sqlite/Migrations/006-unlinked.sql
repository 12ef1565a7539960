-- Bodies that have a sketch and wait for their links: those are made for all of a run at once.
CREATE TABLE unlinked (
    variant_id INTEGER PRIMARY KEY REFERENCES variants(id) ON DELETE CASCADE
);
