-- Whether links of others were made with regard to a waiting body: when it goes, what it kept apart is compared again.
ALTER TABLE unlinked ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;

-- What learning sees of each page, out of the way of the pages themselves: behind those it was reached through all their bytes.
CREATE TABLE outlines (
    document_id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
    outline     BLOB NOT NULL
);
INSERT INTO outlines SELECT document_id, outline FROM pages WHERE outline IS NOT NULL;
ALTER TABLE pages DROP COLUMN outline;
