-- The search index: derived from the rows, and made anew where it is of another form. The mark has no row before it is first made.
CREATE TABLE search_mark (
    one    bigint PRIMARY KEY CHECK (one = 1),
    format bigint NOT NULL,
    bodies bigint NOT NULL,
    seq    bigint NOT NULL,
    salt   bigint NOT NULL
);

-- Without a foreign key: the index is a little behind the rows, and holds none of them up.
CREATE TABLE search_text (
    document_id bigint PRIMARY KEY,
    words       tsvector NOT NULL
);
CREATE INDEX search_text_words ON search_text USING gin(words);

-- Lists of documents, the newest first.
CREATE INDEX documents_by_published ON documents((coalesce(published, '')), id);
