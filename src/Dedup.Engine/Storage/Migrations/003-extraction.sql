-- What pages say of themselves beside the fields of schema 1.
ALTER TABLE documents ADD COLUMN canonical TEXT;         -- the address under which the page wants to be known
ALTER TABLE documents ADD COLUMN language TEXT;          -- ISO 639-1
ALTER TABLE documents ADD COLUMN method TEXT;            -- how the body was found, where there is more than one way
ALTER TABLE documents ADD COLUMN claims TEXT;            -- JSON: every date that the page claims; null: none
