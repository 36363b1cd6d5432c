//! Statements that never change. A text stands here once and serves both engines; what only one engine knows ends in its name.

macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub(crate) const $name: &str = $text;)*
        /// Every statement with its name, for the test that prepares them all.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &str)] = &[$((stringify!($name), $text)),*];
    };
}

statements! {
    /// One writer among all servers that share a database. The lock is this schema's, so that installations that share a server
    /// do not wait for each other. The first number only says that the lock is ours.
    LOCK_POSTGRES = "SELECT pg_advisory_xact_lock(1935765601, hashtext(current_schema()))";

    /// Last place of the log, and place and hash of the chain's head.
    HEADS = "SELECT coalesce((SELECT max(seq) FROM submission), 0), \
             coalesce((SELECT seq FROM audit_head WHERE chain = 'audit'), 0), \
             (SELECT hash FROM audit_head WHERE chain = 'audit')";
    /// Notes the chain's head.
    NOTE_AUDIT_HEAD = "INSERT INTO audit_head (chain, seq, hash) VALUES ('audit', $1, $2) \
                       ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash";

    /// The protocol that protects this connection; nothing when none does.
    LINK_POSTGRES = "SELECT CASE WHEN ssl THEN coalesce(version, 'TLS') END FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    /// What kind of server this is and how it writes text.
    SERVER_POSTGRES = "SELECT current_setting('server_version'), current_setting('server_encoding')";

    SETTING = "SELECT value FROM setting WHERE name = $1";
    PUT_SETTING = "INSERT INTO setting (name, value) VALUES ($1, $2) \
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE setting.value <> excluded.value";

    AGENCIES = "SELECT id, name_en, name_th, created_at, coalesce(agency_kind.kind, '') AS kind FROM agency \
                LEFT JOIN agency_kind ON agency_kind.agency_id = agency.id ORDER BY name_en, id";
    AGENCY_EXISTS = "SELECT 1 FROM agency WHERE id = $1";
    PUT_AGENCY = "INSERT INTO agency (id, name_en, name_th, created_at) VALUES ($1, $2, $3, $4) \
                  ON CONFLICT (id) DO UPDATE SET name_en = excluded.name_en, name_th = excluded.name_th";
    PUT_AGENCY_KIND = "INSERT INTO agency_kind (agency_id, kind) VALUES ($1, $2) \
                       ON CONFLICT (agency_id) DO UPDATE SET kind = excluded.kind";

    ACCOUNTS = "SELECT id, agency_id, login, name, role, lang, password_hash, disabled, created_at FROM account \
                ORDER BY name, id";
    ACCOUNT = "SELECT id, agency_id, login, name, role, lang, password_hash, disabled, created_at FROM account WHERE id = $1";
    ACCOUNT_BY_LOGIN = "SELECT id, agency_id, login, name, role, lang, password_hash, disabled, created_at FROM account \
                        WHERE login = $1";
    ACCOUNT_EXISTS = "SELECT 1 FROM account WHERE id = $1";
    ANOTHER_CAN_SIGN_IN = "SELECT 1 FROM account WHERE role = $1 AND id <> $2 AND disabled = 0 \
                           AND password_hash IS NOT NULL LIMIT 1";
    LOGIN_OF_ANOTHER = "SELECT 1 FROM account WHERE login = $1 AND id <> $2";
    PUT_ACCOUNT = "INSERT INTO account (id, agency_id, login, name, role, lang, password_hash, disabled, created_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
                   ON CONFLICT (id) DO UPDATE SET agency_id = excluded.agency_id, login = excluded.login, name = excluded.name, \
                   role = excluded.role, lang = excluded.lang, password_hash = excluded.password_hash, \
                   disabled = excluded.disabled";

    SESSION = "SELECT s.token_hash, n.id, s.account_id, s.created_at, s.seen_at, s.expires_at, s.confined, \
               a.id, a.agency_id, a.login, a.name, a.role, a.lang, a.password_hash, a.disabled, a.created_at \
               FROM session s JOIN session_name n ON n.token_hash = s.token_hash JOIN account a ON a.id = s.account_id \
               WHERE s.token_hash = $1";
    SESSIONS_OF = "SELECT s.token_hash, n.id, s.account_id, s.created_at, s.seen_at, s.expires_at, s.confined \
                   FROM session s \
                   JOIN session_name n ON n.token_hash = s.token_hash WHERE s.account_id = $1 ORDER BY s.seen_at DESC, n.id";
    NAME_SESSION = "INSERT INTO session_name (token_hash, id) VALUES ($1, $2) ON CONFLICT (token_hash) DO NOTHING";
    PUT_SESSION = "INSERT INTO session (token_hash, account_id, created_at, seen_at, expires_at, confined) \
                   VALUES ($1, $2, $3, $4, $5, $6) \
                   ON CONFLICT (token_hash) DO UPDATE SET seen_at = excluded.seen_at, expires_at = excluded.expires_at";
    NOTE_SESSION_USE = "UPDATE session SET seen_at = $2 WHERE token_hash = $1";
    END_SESSION = "DELETE FROM session WHERE token_hash = $1";
    END_SESSIONS_OF = "DELETE FROM session WHERE account_id = $1";
    END_SESSION_NAMED = "DELETE FROM session WHERE account_id = $1 \
                         AND token_hash IN (SELECT token_hash FROM session_name WHERE id = $2)";
    END_OTHER_SESSIONS_OF = "DELETE FROM session WHERE account_id = $1 AND token_hash <> $2";

    INVITATION = "SELECT token_hash, account_id, expires_at, used_at FROM invitation WHERE token_hash = $1";
    PUT_INVITATION = "INSERT INTO invitation (token_hash, account_id, expires_at, used_at) VALUES ($1, $2, $3, $4) \
                      ON CONFLICT (token_hash) DO NOTHING";
    END_OTHER_INVITATIONS = "DELETE FROM invitation WHERE account_id = $1 AND token_hash <> $2";
    USE_INVITATION = "UPDATE invitation SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL";

    SEAL_KEY_COUNT = "SELECT count(*) AS count, coalesce(sum(CASE WHEN substr(wrapped, 1, length($1)) <> $1 THEN 1 ELSE 0 END), 0) AS others \
                      FROM seal_key WHERE destroyed_at IS NULL";
    SEAL_KEYS_UNDER = "SELECT id, subject, wrapped, created_at, destroyed_at FROM seal_key \
                       WHERE destroyed_at IS NULL AND substr(wrapped, 1, length($1)) = $1 ORDER BY id LIMIT $2";
    SEAL_KEYS_UNDER_OTHERS = "SELECT id, subject, wrapped, created_at, destroyed_at FROM seal_key \
                              WHERE destroyed_at IS NULL AND substr(wrapped, 1, length($1)) <> $1 ORDER BY id LIMIT $2";
    SEAL_KEY = "SELECT id, subject, wrapped, created_at, destroyed_at FROM seal_key WHERE id = $1";
    SEAL_KEY_OF = "SELECT id, subject, wrapped, created_at, destroyed_at FROM seal_key \
                   WHERE subject = $1 AND destroyed_at IS NULL";
    ADD_SEAL_KEY = "INSERT INTO seal_key (id, subject, wrapped, created_at, destroyed_at) VALUES ($1, $2, $3, $4, $5)";
    ADD_FILE_KEY = "INSERT INTO seal_key (id, subject, wrapped, created_at, destroyed_at) VALUES ($1, $2, $3, $4, $5) \
                    ON CONFLICT (subject) WHERE destroyed_at IS NULL DO NOTHING";
    SEAL_KEY_KEPT = "SELECT 1 FROM seal_key WHERE id = $1 AND destroyed_at IS NULL";
    REWRAP_SEAL_KEY = "UPDATE seal_key SET wrapped = $3 WHERE id = $1 AND wrapped = $2 AND destroyed_at IS NULL";
    DESTROY_SEAL_KEYS = "UPDATE seal_key SET wrapped = '', destroyed_at = $2 WHERE subject = $1 AND destroyed_at IS NULL";
    SECOND_FACTOR = "SELECT account_id, secret, confirmed_at, last_step FROM second_factor WHERE account_id = $1";
    PUT_SECOND_FACTOR = "INSERT INTO second_factor (account_id, secret, confirmed_at, last_step) VALUES ($1, $2, $3, $4) \
                         ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, \
                         confirmed_at = excluded.confirmed_at, last_step = excluded.last_step \
                         WHERE second_factor.confirmed_at IS NULL";
    USE_CODE_STEP = "UPDATE second_factor SET last_step = $2 WHERE account_id = $1 AND last_step < $2";
    DROP_SECOND_FACTOR = "DELETE FROM second_factor WHERE account_id = $1";
    DROP_RECOVERY_CODES = "DELETE FROM recovery_code WHERE account_id = $1";
    PUT_RECOVERY_CODE = "INSERT INTO recovery_code (account_id, hash) VALUES ($1, $2) \
                         ON CONFLICT (account_id, hash) DO NOTHING";
    USE_RECOVERY_CODE = "UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND hash = $2 AND used_at IS NULL";
    RECOVERY_CODES_LEFT = "SELECT count(*) AS count FROM recovery_code WHERE account_id = $1 AND used_at IS NULL";

    PASSKEYS_OF = "SELECT id, account_id, name, credential_id, public_key, sign_count, challenged_at, created_at, used_at \
                   FROM passkey WHERE account_id = $1 ORDER BY created_at, id";
    PASSKEY = "SELECT id, account_id, name, credential_id, public_key, sign_count, challenged_at, created_at, used_at \
               FROM passkey WHERE credential_id = $1";
    ADD_PASSKEY = "INSERT INTO passkey (id, account_id, name, credential_id, public_key, sign_count, challenged_at, created_at, used_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    USE_PASSKEY = "UPDATE passkey SET sign_count = $2, challenged_at = $3, used_at = $4 WHERE id = $1 AND challenged_at < $3 \
                   AND (sign_count < $2 OR sign_count + $2 = 0)";
    DROP_PASSKEY = "DELETE FROM passkey WHERE account_id = $1 AND id = $2";
    DROP_PASSKEYS_OF = "DELETE FROM passkey WHERE account_id = $1";
    DURESS_HASH = "SELECT password_hash FROM duress_word WHERE account_id = $1";
    PUT_DURESS_WORD = "INSERT INTO duress_word (account_id, password_hash, set_at) VALUES ($1, $2, $3) \
                       ON CONFLICT (account_id) DO UPDATE SET password_hash = excluded.password_hash, set_at = excluded.set_at";
    DROP_DURESS_WORD = "DELETE FROM duress_word WHERE account_id = $1";
    NOTE_DURESS = "INSERT INTO duress_use (id, account_id, agency_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING";
    DURESS_USES = "SELECT id, account_id, agency_id, at FROM duress_use WHERE at >= $1 ORDER BY at DESC, id LIMIT $2";
    DURESS_USES_OF = "SELECT id, account_id, agency_id, at FROM duress_use WHERE at >= $1 AND agency_id = $3 \
                      ORDER BY at DESC, id LIMIT $2";
    OUTER_IDENTITY = "SELECT issuer, subject, account_id, linked_at, challenged_at, used_at FROM outer_identity \
                      WHERE issuer = $1 AND subject = $2";
    OUTER_IDENTITY_OF = "SELECT issuer, subject, account_id, linked_at, challenged_at, used_at FROM outer_identity \
                         WHERE issuer = $1 AND account_id = $2";
    OUTER_IDENTITIES = "SELECT issuer, subject, account_id, linked_at, challenged_at, used_at FROM outer_identity \
                        WHERE issuer = $1 ORDER BY account_id";
    ADD_OUTER_IDENTITY = "INSERT INTO outer_identity (issuer, subject, account_id, linked_at, challenged_at, used_at) \
                          VALUES ($1, $2, $3, $4, $5, $6)";
    USE_OUTER_IDENTITY = "UPDATE outer_identity SET challenged_at = $3, used_at = $4 \
                          WHERE issuer = $1 AND subject = $2 AND challenged_at < $3";
    DROP_OUTER_IDENTITIES_OF = "DELETE FROM outer_identity WHERE account_id = $1";

    DEVICES = "SELECT id, account_id, name, token_hash, digest_hash, created_at, seen_at, revoked_at FROM device \
               ORDER BY created_at DESC, id DESC";
    DEVICE = "SELECT id, account_id, name, token_hash, digest_hash, created_at, seen_at, revoked_at FROM device WHERE id = $1";
    DEVICE_BY_TOKEN = "SELECT id, account_id, name, token_hash, digest_hash, created_at, seen_at, revoked_at FROM device \
                       WHERE token_hash = $1";
    PUT_DEVICE = "INSERT INTO device (id, account_id, name, token_hash, digest_hash, created_at, seen_at, revoked_at) \
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    NOTE_DEVICE_USE = "UPDATE device SET seen_at = $2 WHERE id = $1 AND revoked_at IS NULL";
    REVOKE_DEVICE = "UPDATE device SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";

    ATTACHMENT = "SELECT hash, media_type, agency_id, created_at, bytes FROM attachment WHERE hash = $1";
    PUT_ATTACHMENT = "INSERT INTO attachment (hash, media_type, agency_id, created_at, bytes) VALUES ($1, $2, $3, $4, $5) \
                      ON CONFLICT (hash) DO NOTHING";
    FILE_KEPT = "SELECT 1 FROM attachment WHERE hash = $1";
    FILE_OF_RECORD = "SELECT hash, media_type, agency_id, created_at, bytes FROM attachment WHERE hash = $2 \
                      AND EXISTS (SELECT 1 FROM record_file WHERE record_id = $1 AND record_file.hash = attachment.hash)";
    RECORD_NAMES = "SELECT 1 FROM record_file WHERE record_id = $1 AND hash = $2";
    NAME_IN_RECORD = "INSERT INTO record_file (record_id, hash) VALUES ($1, $2) ON CONFLICT (record_id, hash) DO NOTHING";
    HAS_BROUGHT = "SELECT 1 FROM upload WHERE account_id = $1 AND hash = $2";
    NOTE_UPLOAD = "INSERT INTO upload (account_id, hash, brought_at) VALUES ($1, $2, $3) \
                   ON CONFLICT (account_id, hash) DO UPDATE SET brought_at = excluded.brought_at";
    NAME_IN_DRAFT = "INSERT INTO draft_file (account_id, draft_id, hash) SELECT account_id, id, $3 FROM draft \
                     WHERE account_id = $1 AND id = $2";
    UNNAME_IN_DRAFT = "DELETE FROM draft_file WHERE account_id = $1 AND draft_id = $2";
    DROP_UNNAMED_FILES = "DELETE FROM attachment WHERE hash IN (SELECT hash FROM upload WHERE brought_at < $1) \
                          AND NOT EXISTS (SELECT 1 FROM upload WHERE upload.hash = attachment.hash AND brought_at >= $1) \
                          AND NOT EXISTS (SELECT 1 FROM record_file WHERE record_file.hash = attachment.hash) \
                          AND NOT EXISTS (SELECT 1 FROM draft_file WHERE draft_file.hash = attachment.hash) \
                          AND NOT EXISTS (SELECT 1 FROM batch WHERE batch.file_hash = attachment.hash) \
                          AND NOT EXISTS (SELECT 1 FROM form WHERE form.file_hash = attachment.hash \
                                          OR form.lists LIKE '%' || attachment.hash || '%') \
                          AND NOT EXISTS (SELECT 1 FROM setting WHERE setting.value = attachment.hash)";
    DROP_FILES_OF_RECORD = "DELETE FROM attachment WHERE hash IN (SELECT hash FROM record_file WHERE record_id = $1) \
                            AND NOT EXISTS (SELECT 1 FROM record_file WHERE record_file.hash = attachment.hash AND record_id <> $1) \
                            AND NOT EXISTS (SELECT 1 FROM draft_file WHERE draft_file.hash = attachment.hash) \
                            AND NOT EXISTS (SELECT 1 FROM batch WHERE batch.file_hash = attachment.hash) \
                            AND NOT EXISTS (SELECT 1 FROM form WHERE form.file_hash = attachment.hash \
                                            OR form.lists LIKE '%' || attachment.hash || '%')";
    DROP_NAMES_OF_RECORD = "DELETE FROM record_file WHERE record_id = $1";
    DROP_CONSENTS_OF_CASE = "DELETE FROM case_consent WHERE case_id = $1";
    DROP_TIES_OF = "DELETE FROM person_tie WHERE person_id = $1 OR other_id = $1";
    DROP_REFERRALS_OF_CASE = "DELETE FROM referral WHERE case_id = $1";
    DROP_SIGHTS_OF_CASE = "DELETE FROM emergency_seen WHERE emergency_id IN (SELECT id FROM emergency WHERE case_id = $1)";
    DROP_EMERGENCIES_OF_CASE = "DELETE FROM emergency WHERE case_id = $1";
    DROP_DRAFTS_OF_RECORD = "DELETE FROM draft WHERE record_id = $1";
    /// A file's key goes with it: there is no value left that it could open.
    DROP_KEYS_OF_LOST_FILES = "DELETE FROM seal_key WHERE subject >= 'file/' AND subject < 'file0' \
                               AND NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.hash = substr(seal_key.subject, 6))";
    DROP_OLD_UPLOADS = "DELETE FROM upload WHERE brought_at < $1 AND NOT EXISTS (SELECT 1 FROM draft_file \
                        WHERE draft_file.account_id = upload.account_id AND draft_file.hash = upload.hash)";

    BATCH = "SELECT id, kind, agency_id, author_id, file_name, file_hash, project, mapping, state, summary, created_at, updated_at \
             FROM batch WHERE id = $1";
    BATCHES = "SELECT id, kind, agency_id, author_id, file_name, file_hash, project, mapping, state, summary, created_at, updated_at \
               FROM batch WHERE kind = $1 ORDER BY created_at DESC, id DESC LIMIT $2";
    PUT_BATCH = "INSERT INTO batch (id, kind, agency_id, author_id, file_name, file_hash, project, mapping, state, summary, \
                 created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
                 ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, agency_id = excluded.agency_id, \
                 author_id = excluded.author_id, file_name = excluded.file_name, file_hash = excluded.file_hash, \
                 project = excluded.project, mapping = excluded.mapping, state = excluded.state, summary = excluded.summary, \
                 updated_at = excluded.updated_at";
    FORM_VERSIONS = "SELECT agency_id, form_id, version, state, file_name, file_hash, lists, author_id, created_at, updated_at \
                     FROM form ORDER BY agency_id, form_id, created_at, version";
    FORM_VERSION = "SELECT agency_id, form_id, version, state, file_name, file_hash, lists, author_id, created_at, updated_at \
                    FROM form WHERE agency_id = $1 AND form_id = $2 AND version = $3";
    PUT_FORM = "INSERT INTO form (agency_id, form_id, version, state, file_name, file_hash, lists, author_id, created_at, updated_at) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (agency_id, form_id, version) DO UPDATE SET \
                state = excluded.state, file_name = excluded.file_name, file_hash = excluded.file_hash, lists = excluded.lists, \
                author_id = excluded.author_id, updated_at = excluded.updated_at";
    FORM_SHARES = "SELECT agency_id, form_id, with_agency_id, is_open, author_id, updated_at FROM form_share \
                   ORDER BY agency_id, form_id, with_agency_id";
    PUT_FORM_SHARE = "INSERT INTO form_share (agency_id, form_id, with_agency_id, is_open, author_id, updated_at) \
                      VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (agency_id, form_id, with_agency_id) DO UPDATE SET \
                      is_open = excluded.is_open, author_id = excluded.author_id, updated_at = excluded.updated_at";
    ENTITY = "SELECT list, id, agency_id, author_id, label, properties, version, changes, unsettled, waiting, deleted, created_at, \
              updated_at FROM entity WHERE list = $1 AND id = $2";
    ENTITIES_LISTED = "SELECT id, label, properties, version FROM entity \
                       WHERE list = $1 AND id > $2 AND version > 0 AND deleted = 0 ORDER BY id LIMIT $3";
    ENTITIES_LISTED_OF = "SELECT id, label, properties, version FROM entity \
                          WHERE list = $1 AND id > $2 AND version > 0 AND deleted = 0 AND agency_id = $4 ORDER BY id LIMIT $3";
    ENTITIES_MOVED = "SELECT e.list, e.id, e.agency_id, e.author_id, e.label, e.properties, e.version, e.changes, e.unsettled, \
                      e.waiting, e.deleted, e.created_at, e.updated_at FROM entity_moved m \
                      JOIN entity e ON e.list = m.list AND e.id = m.id \
                      WHERE m.list = $1 AND m.revision > $2 ORDER BY m.revision LIMIT $3";
    ENTITY_AT = "SELECT changes, version FROM entity WHERE list = $1 AND id = $2";
    ENTITY_COUNTS = "SELECT list, sum(CASE WHEN version > 0 AND deleted = 0 THEN 1 ELSE 0 END), \
                     sum(CASE WHEN unsettled > 0 THEN 1 ELSE 0 END), sum(CASE WHEN waiting > 0 THEN 1 ELSE 0 END) FROM entity \
                     GROUP BY list ORDER BY list";
    ENTITY_COUNTS_OF = "SELECT list, sum(CASE WHEN version > 0 AND deleted = 0 THEN 1 ELSE 0 END), \
                        sum(CASE WHEN unsettled > 0 THEN 1 ELSE 0 END), sum(CASE WHEN waiting > 0 THEN 1 ELSE 0 END) FROM entity \
                        WHERE agency_id = $1 GROUP BY list ORDER BY list";
    PUT_ENTITY = "INSERT INTO entity (list, id, agency_id, author_id, label, properties, version, changes, unsettled, waiting, \
                  deleted, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
                  ON CONFLICT (list, id) DO UPDATE SET label = excluded.label, properties = excluded.properties, \
                  version = excluded.version, changes = excluded.changes, unsettled = excluded.unsettled, \
                  waiting = excluded.waiting, deleted = excluded.deleted, updated_at = excluded.updated_at";
    ENTITY_CHANGES = "SELECT list, entity_id, number, version, submission_id, record_id, author_id, said, at FROM entity_change \
                      WHERE list = $1 AND entity_id = $2 ORDER BY number";
    ENTITIES_OF_RECORD = "SELECT DISTINCT list, entity_id FROM entity_change WHERE record_id = $1 ORDER BY list, entity_id";
    PUT_ENTITY_CHANGE = "INSERT INTO entity_change (list, entity_id, number, version, submission_id, record_id, author_id, said, at) \
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
                         ON CONFLICT (list, entity_id, number) DO UPDATE SET version = excluded.version";
    ENTITY_REVISION = "SELECT revision FROM entity_list WHERE list = $1";
    NOTE_ENTITY_REVISION = "INSERT INTO entity_list (list, revision) VALUES ($1, 1) \
                            ON CONFLICT (list) DO UPDATE SET revision = entity_list.revision + 1";
    NOTE_ENTITY_MOVED = "INSERT INTO entity_moved (list, id, revision) SELECT list, $2, revision FROM entity_list WHERE list = $1 \
                         ON CONFLICT (list, id) DO UPDATE SET revision = excluded.revision";
    CASE_FILE = "SELECT id, pack, version, code, agency_id, author_id, state, is_closed, due, events, opened_at, updated_at, \
                 waits, keep_until, province FROM case_file WHERE id = $1";
    CASE_AT = "SELECT events FROM case_file WHERE id = $1";
    CASES_AT = "SELECT id, events FROM case_file WHERE id >= $1 AND id <= $2";
    CASE_EVENTS = "SELECT case_id, number, day, record_id, author_id, agency_id, what, at FROM case_event \
                   WHERE case_id = $1 ORDER BY number";
    CASE_MEMBERS = "SELECT case_id, agency_id, as_kind, owner_id, is_open, updated_at, until FROM case_member \
                    WHERE case_id = $1 ORDER BY agency_id";
    CASES_NOT_NOTED = "SELECT id, pack, version, code, agency_id, author_id, state, is_closed, due, events, opened_at, updated_at, \
                       waits, keep_until, province FROM case_file WHERE waits < 0 ORDER BY id LIMIT $1";
    CASE_COUNT = "SELECT \
        (SELECT count(*) FROM case_member WHERE agency_id = $1 AND is_open = 1 AND is_closed = 0 AND until >= $2) AS open, \
        (SELECT count(*) FROM case_member WHERE agency_id = $1 AND is_open = 1 AND is_closed = 0 AND due < $2 AND until >= $2) AS overdue, \
        (SELECT count(*) FROM case_member WHERE agency_id = $1 AND is_open = 1 AND is_closed = 1 AND until >= $2) AS closed";
    CASE_COUNT_OF_OWNER = "SELECT \
        (SELECT count(*) FROM case_member WHERE owner_id = $3 AND agency_id = $1 AND is_open = 1 AND is_closed = 0 AND until >= $2) AS open, \
        (SELECT count(*) FROM case_member \
            WHERE owner_id = $3 AND agency_id = $1 AND is_open = 1 AND is_closed = 0 AND due < $2 AND until >= $2) AS overdue, \
        (SELECT count(*) FROM case_member WHERE owner_id = $3 AND agency_id = $1 AND is_open = 1 AND is_closed = 1 AND until >= $2) AS closed";
    NOTE_CASES_ORDER = "UPDATE case_member SET is_closed = c.is_closed, due = coalesce(c.due, '9999-12-31'), state = c.state, \
                        waits = c.waits, province = c.province FROM case_file c \
                        WHERE c.id = case_member.case_id AND case_member.case_id >= $1 AND case_member.case_id <= $2 \
                        AND (case_member.is_closed <> c.is_closed OR case_member.due <> coalesce(c.due, '9999-12-31') \
                        OR case_member.state <> c.state OR case_member.waits <> c.waits OR case_member.province <> c.province)";
    /// What orders, narrows and counts lists stands with each agency's part.
    NOTE_CASE_ORDER = "UPDATE case_member SET is_closed = $2, due = coalesce($3, '9999-12-31'), state = $4, waits = $5, \
                       province = $6 WHERE case_id = $1 \
                       AND (is_closed <> $2 OR due <> coalesce($3, '9999-12-31') OR state <> $4 OR waits <> $5 OR province <> $6)";
    CASE_ANSWERS = "SELECT e.case_id, e.record_id, s.id AS submission_id, s.answers FROM case_event e JOIN submission f ON f.id = e.record_id \
                    JOIN record r ON r.seq = f.seq JOIN submission s ON s.id = r.submission_id \
                    WHERE e.case_id >= $1 AND e.case_id <= $2 ORDER BY e.case_id, e.number";
    CASE_EVENTS_BETWEEN = "SELECT case_id, number, day, record_id, author_id, agency_id, what, at FROM case_event \
                           WHERE case_id >= $1 AND case_id <= $2 ORDER BY case_id, number";
    CASES_BEFORE = "SELECT id, pack, version, code, agency_id, author_id, state, is_closed, due, events, opened_at, updated_at, \
                    waits, keep_until, province FROM case_file WHERE pack = $1 AND is_closed = 0 AND version < $2 AND id > $3 ORDER BY id LIMIT $4";
    CASES_KEPT = "SELECT id, pack, version, code, agency_id, author_id, state, is_closed, due, events, opened_at, updated_at, \
                  waits, keep_until, province FROM case_file WHERE agency_id = $1 AND keep_until >= $2 AND keep_until < $3 \
                  ORDER BY keep_until, id LIMIT $4 OFFSET $5";
    CLOSED_CASES_THAT_WAIT = "SELECT id, pack, version, code, agency_id, author_id, state, is_closed, due, events, opened_at, updated_at, \
                              waits, keep_until, province FROM case_file \
                              WHERE agency_id = $1 AND is_closed = 1 AND waits > 0 AND (waits & $2) <> 0 ORDER BY id LIMIT $3 OFFSET $4";
    /// A new workflow may keep closed cases for another time.
    NOTE_CLOSED_CASES_AGAIN = "UPDATE case_file SET waits = -1 WHERE pack = $1 AND is_closed = 1";
    CASE_VERSIONS = "SELECT version, count(*) AS count FROM case_file WHERE pack = $1 AND is_closed = 0 GROUP BY version \
                     ORDER BY version";
    CASE_WORKFLOWS = "SELECT pack, version, source, since FROM case_workflow ORDER BY pack, version";
    PUT_CASE_WORKFLOW = "INSERT INTO case_workflow (pack, version, source, since) VALUES ($1, $2, $3, $4) \
                         ON CONFLICT (pack, version) DO NOTHING";
    CASES_OF_RECORD = "SELECT DISTINCT case_id FROM case_event WHERE record_id = $1 ORDER BY case_id";
    PUT_CASE = "INSERT INTO case_file (id, pack, version, code, agency_id, author_id, state, is_closed, due, events, opened_at, \
                updated_at, waits, keep_until, province) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
                ON CONFLICT (id) DO UPDATE SET \
                version = excluded.version, agency_id = excluded.agency_id, state = excluded.state, \
                is_closed = excluded.is_closed, due = excluded.due, events = excluded.events, updated_at = excluded.updated_at, \
                waits = excluded.waits, keep_until = excluded.keep_until, province = excluded.province";
    ADD_CASE_EVENT = "INSERT INTO case_event (case_id, number, day, record_id, author_id, agency_id, what, at) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    PUBLIC_RECEIPT = "SELECT code_hash, case_id, created_at FROM public_receipt WHERE code_hash = $1";
    PUT_PUBLIC_RECEIPT = "INSERT INTO public_receipt (code_hash, case_id, created_at) VALUES ($1, $2, $3) \
                          ON CONFLICT (code_hash) DO NOTHING";
    PUT_CASE_MEMBER = "INSERT INTO case_member (case_id, agency_id, as_kind, owner_id, is_open, updated_at, until, is_closed, due, opened_at, \
                       pack, state, waits, province) \
                       SELECT id, $2, $3, $4, $5, $6, coalesce($7, '9999-12-31'), is_closed, coalesce(due, '9999-12-31'), opened_at, \
                       pack, state, waits, province FROM case_file WHERE id = $1 ON CONFLICT (case_id, agency_id) DO UPDATE SET \
                       as_kind = excluded.as_kind, owner_id = excluded.owner_id, is_open = excluded.is_open, \
                       updated_at = excluded.updated_at, until = excluded.until";
    REFERRAL = "SELECT id, case_id, from_agency, to_agency, asked_by, owner_id, service, state, due, asked_at, changed_at FROM referral \
                WHERE id = $1";
    REFERRALS_TO = "SELECT id, case_id, from_agency, to_agency, asked_by, owner_id, service, state, due, asked_at, changed_at FROM referral \
                    WHERE to_agency = $1 AND ($2 = '' OR owner_id = $2) ORDER BY changed_at DESC, id DESC LIMIT $3";
    REFERRALS_FROM = "SELECT id, case_id, from_agency, to_agency, asked_by, owner_id, service, state, due, asked_at, changed_at FROM referral \
                      WHERE from_agency = $1 AND ($2 = '' OR asked_by = $2) ORDER BY changed_at DESC, id DESC LIMIT $3";
    PUT_REFERRAL = "INSERT INTO referral (id, case_id, from_agency, to_agency, asked_by, owner_id, service, state, due, asked_at, changed_at) \
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO UPDATE SET \
                    owner_id = excluded.owner_id, state = excluded.state, due = excluded.due, changed_at = excluded.changed_at";
    TIE = "SELECT id, person_id, other_id, kind, said, agency_id, author_id, began_at, ended_at FROM person_tie WHERE id = $1";
    TIES_AT = "SELECT count(*) AS count FROM person_tie WHERE person_id = $1 OR other_id = $1";
    PUT_TIE = "INSERT INTO person_tie (id, person_id, other_id, kind, said, agency_id, author_id, began_at, ended_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET ended_at = coalesce(person_tie.ended_at, excluded.ended_at)";
    ERASURE_REQUEST = "SELECT record_id, kind, agency_id, ground, author_id, asked_at FROM erasure_request WHERE record_id = $1";
    ERASURE_REQUESTS = "SELECT record_id, kind, agency_id, ground, author_id, asked_at FROM erasure_request \
                        WHERE $1 = '' OR agency_id = $1 ORDER BY asked_at, record_id LIMIT $2";
    ASK_ERASURE = "INSERT INTO erasure_request (record_id, kind, agency_id, ground, author_id, asked_at) VALUES ($1, $2, $3, $4, $5, $6) \
                   ON CONFLICT (record_id) DO UPDATE SET ground = excluded.ground, author_id = excluded.author_id, asked_at = excluded.asked_at";
    DROP_ERASURE_REQUEST = "DELETE FROM erasure_request WHERE record_id = $1";
    CONSENTS = "SELECT k.case_id, k.number, k.agency_id, k.given_on, k.until, k.withdrawn_on, f.code, f.agency_id AS keeper \
                FROM case_consent k JOIN case_file f ON f.id = k.case_id \
                WHERE ($1 = '' OR f.agency_id = $1) AND k.until >= $2 AND k.until <= $3 AND (k.withdrawn_on <> '') = ($4 = 1) \
                ORDER BY k.until, k.case_id, k.number, k.agency_id LIMIT $5 OFFSET $6";
    PUT_CONSENT = "INSERT INTO case_consent (case_id, number, agency_id, given_on, until, withdrawn_on) VALUES ($1, $2, $3, $4, $5, $6) \
                   ON CONFLICT (case_id, number, agency_id) DO UPDATE SET withdrawn_on = excluded.withdrawn_on";
    CASES_BY_CODE = "SELECT id, pack, version, code, agency_id, author_id, state, is_closed, due, events, opened_at, updated_at, waits, \
                     keep_until, province FROM case_file WHERE code = $1 ORDER BY id";
    OUTSIDE_AGENCIES = "SELECT id, name_en, name_th, kind, recipient, is_open, created_at, updated_at FROM outside_agency \
                        ORDER BY created_at, id";
    PUT_OUTSIDE_AGENCY = "INSERT INTO outside_agency (id, name_en, name_th, kind, recipient, is_open, created_at, updated_at) \
                          VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET name_en = excluded.name_en, \
                          name_th = excluded.name_th, kind = excluded.kind, recipient = excluded.recipient, \
                          is_open = excluded.is_open, updated_at = excluded.updated_at";
    PACKAGE_RECEIPT = "SELECT code_hash, referral_id, case_id, until, made_at FROM package_receipt WHERE code_hash = $1";
    PUT_PACKAGE_RECEIPT = "INSERT INTO package_receipt (code_hash, referral_id, case_id, until, made_at) \
                           VALUES ($1, $2, $3, $4, $5) ON CONFLICT (code_hash) DO NOTHING";
    EXPORTS_MADE = "SELECT id, account_id, agency_id, kind, format, purpose, row_count, sensitive, made_at FROM export_made \
                    WHERE ($1 = '' OR agency_id = $1) ORDER BY made_at DESC, id DESC LIMIT $2 OFFSET $3";
    SENSITIVE_ROWS_SINCE = "SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) AS total FROM export_made \
                            WHERE account_id = $1 AND made_at >= $2 AND sensitive > 0";
    PUT_EXPORT_MADE = "INSERT INTO export_made (id, account_id, agency_id, kind, format, purpose, row_count, sensitive, made_at) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING";
    EMERGENCY = "SELECT id, case_id, account_id, agency_id, opened_at, ends_at FROM emergency WHERE id = $1";
    EMERGENCIES_OF = "SELECT id, case_id, account_id, agency_id, opened_at, ends_at FROM emergency \
                      WHERE account_id = $1 AND ends_at > $2 ORDER BY opened_at, id";
    EMERGENCIES = "SELECT e.id, e.case_id, e.account_id, e.agency_id, e.opened_at, e.ends_at FROM emergency e \
                   JOIN case_file c ON c.id = e.case_id LEFT JOIN case_member m ON m.case_id = c.id AND m.agency_id = c.agency_id \
                   WHERE ($2 = '' OR c.agency_id = $2) AND ($3 = '' OR m.owner_id = $3) AND ($4 = 0 OR NOT EXISTS \
                   (SELECT 1 FROM emergency_seen s WHERE s.emergency_id = e.id AND s.account_id = $1)) \
                   ORDER BY e.opened_at DESC, e.id DESC LIMIT $5";
    EMERGENCY_SEEN = "SELECT 1 FROM emergency_seen WHERE emergency_id = $1 AND account_id = $2";
    PUT_EMERGENCY = "INSERT INTO emergency (id, case_id, account_id, agency_id, opened_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6) \
                     ON CONFLICT (id) DO UPDATE SET ends_at = excluded.ends_at";
    SEE_EMERGENCY = "INSERT INTO emergency_seen (emergency_id, account_id, seen_at) VALUES ($1, $2, $3) \
                     ON CONFLICT (emergency_id, account_id) DO NOTHING";
    DRAFTS = "SELECT account_id, id, kind, form_version, record_id, supersedes, created_at, updated_at FROM draft \
              WHERE account_id = $1 ORDER BY updated_at DESC, id";
    DRAFT = "SELECT account_id, id, kind, form_version, record_id, supersedes, created_at, updated_at, content FROM draft \
             WHERE account_id = $1 AND id = $2";
    PUT_DRAFT = "INSERT INTO draft (account_id, id, kind, form_version, record_id, supersedes, created_at, updated_at, content) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (account_id, id) DO UPDATE SET \
                 form_version = excluded.form_version, updated_at = excluded.updated_at, content = excluded.content \
                 WHERE draft.kind = excluded.kind";
    DROP_DRAFT = "DELETE FROM draft WHERE account_id = $1 AND id = $2";
    DROP_DRAFTS_BEFORE = "DELETE FROM draft WHERE updated_at < $1";
    SUBMISSION_EXISTS = "SELECT 1 FROM submission WHERE id = $1";
    REMEMBERED_MAPPING = "SELECT mapping FROM mapping WHERE agency_id = $1 AND kind = $2 AND signature = $3";
    REMEMBER_MAPPING = "INSERT INTO mapping (agency_id, kind, signature, mapping) VALUES ($1, $2, $3, $4) \
                        ON CONFLICT (agency_id, kind, signature) DO UPDATE SET mapping = excluded.mapping";

    SUBMISSION = "SELECT seq, id, kind, form_version, record_id, supersedes, answers, reason, agency_id, author_id, batch_id, source, \
                  received_at FROM submission WHERE id = $1";
    HISTORY = "SELECT seq, id, kind, form_version, record_id, supersedes, answers, reason, agency_id, author_id, batch_id, source, \
               received_at FROM submission WHERE record_seq = (SELECT seq FROM submission WHERE id = $1) ORDER BY seq";
    SUBMISSIONS_BETWEEN = "SELECT seq, id, kind, form_version, record_id, supersedes, answers, reason, agency_id, author_id, batch_id, source, \
                           received_at FROM submission WHERE seq > $2 AND seq <= $3 AND kind = $1 ORDER BY seq";
    END_OF_LOG = "SELECT seq FROM submission ORDER BY seq DESC LIMIT 1";
    KINDS_OF_BATCH = "SELECT DISTINCT kind FROM record WHERE batch_id = $1 AND retracted = 0 ORDER BY kind";

    AUDIT_AFTER = "SELECT seq, at, actor, agency_id, action, subject_kind, subject_id, detail, previous_hash, hash FROM audit \
                   WHERE seq > $1 ORDER BY seq LIMIT $2";
    AUDIT_HEAD = "SELECT seq, hash FROM audit_head WHERE chain = 'audit'";

    KINDS = "SELECT id, schema FROM kind ORDER BY id";
    PUT_KIND = "INSERT INTO kind (id, schema) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET schema = excluded.schema";

    /// Which migrations were done, when any was.
    SCHEMA_VERSIONS = "SELECT number FROM schema_version ORDER BY number";
    NOTE_SCHEMA_VERSION = "INSERT INTO schema_version (number, name) VALUES ($1, $2)";
}
