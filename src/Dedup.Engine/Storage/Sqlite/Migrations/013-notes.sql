-- Who stores a document, or places a body, notes it in the table of changes itself: beside a trigger SQLite copied each page that the statement touched
-- before it did, so that it could undo it alone: 52 KB a document.
DROP TRIGGER changes_stored;
DROP TRIGGER changes_moved;
