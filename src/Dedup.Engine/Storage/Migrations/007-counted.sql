-- Whether links of others were made with regard to a waiting body: when it goes, what it kept apart is compared again.
ALTER TABLE unlinked ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;
