-- Who brought a file that answers a question, and when last. Only they may name it, and unnamed it waits some days.
CREATE TABLE upload (
    account_id TEXT COLLATE "C" NOT NULL,
    hash       TEXT COLLATE "C" NOT NULL,
    brought_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, hash)
);
CREATE INDEX upload_by_age ON upload (brought_at);
CREATE INDEX upload_by_hash ON upload (hash);

-- The files that some version of a record names: it hands out these and no others.
CREATE TABLE record_file (
    record_id TEXT COLLATE "C" NOT NULL,
    hash      TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (record_id, hash)
);
CREATE INDEX record_file_by_hash ON record_file (hash);

-- The files that drafts name, as long as they are there.
CREATE TABLE draft_file (
    account_id TEXT COLLATE "C" NOT NULL,
    draft_id   TEXT COLLATE "C" NOT NULL,
    hash       TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (account_id, draft_id, hash),
    FOREIGN KEY (account_id, draft_id) REFERENCES draft (account_id, id) ON DELETE CASCADE
);
CREATE INDEX draft_file_by_hash ON draft_file (hash);

-- Worked out from what was kept before, also after an older dump was put back.
INSERT INTO upload SELECT actor, subject_id, MAX(at) FROM audit
    WHERE action = 'file.keep' AND subject_id IN (SELECT hash FROM attachment) GROUP BY actor, subject_id;
INSERT INTO record_file SELECT DISTINCT submission.record_id, found.leaf[1]
    FROM submission, LATERAL regexp_matches(submission.answers, '"([0-9a-f]{64})"', 'g') AS found (leaf)
    WHERE found.leaf[1] IN (SELECT hash FROM attachment);
INSERT INTO draft_file SELECT DISTINCT draft.account_id, draft.id, found.leaf[1]
    FROM draft, LATERAL regexp_matches(draft.content, '"([0-9a-f]{64})"', 'g') AS found (leaf)
    WHERE found.leaf[1] IN (SELECT hash FROM attachment);
