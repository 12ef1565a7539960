-- The bits of a body's numbers and names. Sketches of before have none: the scheme's new name makes them be worked out again.
ALTER TABLE sketches ADD COLUMN facts BLOB NOT NULL DEFAULT x'00000000000000000000000000000000';

-- Candidate keys that too many bodies hold, as the last run left them: those of one leader together.
CREATE TABLE crowds (
    leader INTEGER PRIMARY KEY REFERENCES variants(id) ON DELETE CASCADE,
    keys   INTEGER NOT NULL,
    bodies INTEGER NOT NULL               -- that hold the most crowded of them
);
