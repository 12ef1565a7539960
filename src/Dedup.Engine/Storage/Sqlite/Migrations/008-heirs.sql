-- The body that tells on the story of a cluster that may be left empty: its id redirects to that body's cluster and does not vanish.
ALTER TABLE pending_clusters ADD COLUMN heir INTEGER REFERENCES variants(id) ON DELETE SET NULL;
CREATE INDEX pending_clusters_by_heir ON pending_clusters(heir);
