-- The documents of a site, in any case of its letters: a site of a large crawl is asked for, deleted and retired without a look at all others'.
CREATE INDEX documents_by_site ON documents(site COLLATE NOCASE) WHERE site IS NOT NULL;
