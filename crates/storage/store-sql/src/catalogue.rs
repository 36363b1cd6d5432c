//! Every table that is the same in each installation, with its columns. What a dump holds, and what the migrations are held to.

/// What a column holds, the same on both engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// Text.
    Text,
    /// A whole number, a moment or a flag: 64 bits.
    Integer,
    /// Bytes.
    Bytes,
}

/// One table.
#[derive(Debug)]
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its columns; the first `key` of them are its primary key.
    pub(crate) columns: &'static [(&'static str, Type)],
    /// How many columns make the primary key.
    pub(crate) key: usize,
}

mod of_cases;

pub(crate) use of_cases::*;

use Type::{Bytes, Integer, Text};

pub(crate) const SETTING: Table = Table { name: "setting", key: 1, columns: &[("name", Text), ("value", Text)] };

pub(crate) const AGENCY: Table = Table {
    name: "agency",
    key: 1,
    columns: &[("id", Text), ("name_en", Text), ("name_th", Text), ("created_at", Integer)],
};

pub(crate) const AGENCY_KIND: Table =
    Table { name: "agency_kind", key: 1, columns: &[("agency_id", Text), ("kind", Text)] };

pub(crate) const ACCOUNT: Table = Table {
    name: "account",
    key: 1,
    columns: &[
        ("id", Text),
        ("agency_id", Text),
        ("login", Text),
        ("name", Text),
        ("role", Text),
        ("lang", Text),
        ("password_hash", Text),
        ("disabled", Integer),
        ("created_at", Integer),
    ],
};

pub(crate) const SESSION: Table = Table {
    name: "session",
    key: 1,
    columns: &[
        ("token_hash", Text),
        ("account_id", Text),
        ("created_at", Integer),
        ("seen_at", Integer),
        ("expires_at", Integer),
        ("confined", Integer),
    ],
};

pub(crate) const SESSION_NAME: Table =
    Table { name: "session_name", key: 1, columns: &[("token_hash", Text), ("id", Text)] };

pub(crate) const INVITATION: Table = Table {
    name: "invitation",
    key: 1,
    columns: &[("token_hash", Text), ("account_id", Text), ("expires_at", Integer), ("used_at", Integer)],
};

pub(crate) const SEAL_KEY: Table = Table {
    name: "seal_key",
    key: 1,
    columns: &[("id", Text), ("subject", Text), ("wrapped", Text), ("created_at", Integer), ("destroyed_at", Integer)],
};

pub(crate) const SECOND_FACTOR: Table = Table {
    name: "second_factor",
    key: 1,
    columns: &[("account_id", Text), ("secret", Text), ("confirmed_at", Integer), ("last_step", Integer)],
};

pub(crate) const RECOVERY_CODE: Table =
    Table { name: "recovery_code", key: 2, columns: &[("account_id", Text), ("hash", Text), ("used_at", Integer)] };

pub(crate) const PASSKEY: Table = Table {
    name: "passkey",
    key: 1,
    columns: &[
        ("id", Text),
        ("account_id", Text),
        ("name", Text),
        ("credential_id", Text),
        ("public_key", Text),
        ("sign_count", Integer),
        ("challenged_at", Integer),
        ("created_at", Integer),
        ("used_at", Integer),
    ],
};

pub(crate) const DURESS_WORD: Table = Table {
    name: "duress_word",
    key: 1,
    columns: &[("account_id", Text), ("password_hash", Text), ("set_at", Integer)],
};

pub(crate) const DURESS_USE: Table = Table {
    name: "duress_use",
    key: 1,
    columns: &[("id", Text), ("account_id", Text), ("agency_id", Text), ("at", Integer)],
};

pub(crate) const OUTER_IDENTITY: Table = Table {
    name: "outer_identity",
    key: 2,
    columns: &[
        ("issuer", Text),
        ("subject", Text),
        ("account_id", Text),
        ("linked_at", Integer),
        ("challenged_at", Integer),
        ("used_at", Integer),
    ],
};

pub(crate) const DEVICE: Table = Table {
    name: "device",
    key: 1,
    columns: &[
        ("id", Text),
        ("account_id", Text),
        ("name", Text),
        ("token_hash", Text),
        ("digest_hash", Text),
        ("created_at", Integer),
        ("seen_at", Integer),
        ("revoked_at", Integer),
    ],
};

pub(crate) const DRAFT: Table = Table {
    name: "draft",
    key: 2,
    columns: &[
        ("account_id", Text),
        ("id", Text),
        ("kind", Text),
        ("form_version", Text),
        ("record_id", Text),
        ("supersedes", Text),
        ("content", Text),
        ("created_at", Integer),
        ("updated_at", Integer),
    ],
};

pub(crate) const ATTACHMENT: Table = Table {
    name: "attachment",
    key: 1,
    columns: &[("hash", Text), ("media_type", Text), ("agency_id", Text), ("created_at", Integer), ("bytes", Bytes)],
};

pub(crate) const UPLOAD: Table =
    Table { name: "upload", key: 2, columns: &[("account_id", Text), ("hash", Text), ("brought_at", Integer)] };

pub(crate) const RECORD_FILE: Table =
    Table { name: "record_file", key: 2, columns: &[("record_id", Text), ("hash", Text)] };

pub(crate) const DRAFT_FILE: Table =
    Table { name: "draft_file", key: 3, columns: &[("account_id", Text), ("draft_id", Text), ("hash", Text)] };

pub(crate) const BATCH: Table = Table {
    name: "batch",
    key: 1,
    columns: &[
        ("id", Text),
        ("kind", Text),
        ("agency_id", Text),
        ("author_id", Text),
        ("file_name", Text),
        ("file_hash", Text),
        ("project", Text),
        ("mapping", Text),
        ("state", Text),
        ("summary", Text),
        ("created_at", Integer),
        ("updated_at", Integer),
    ],
};

pub(crate) const MAPPING: Table = Table {
    name: "mapping",
    key: 3,
    columns: &[("agency_id", Text), ("kind", Text), ("signature", Text), ("mapping", Text)],
};

pub(crate) const FORM: Table = Table {
    name: "form",
    key: 3,
    columns: &[
        ("agency_id", Text),
        ("form_id", Text),
        ("version", Text),
        ("state", Text),
        ("file_name", Text),
        ("file_hash", Text),
        ("author_id", Text),
        ("created_at", Integer),
        ("updated_at", Integer),
        ("lists", Text),
    ],
};

pub(crate) const FORM_SHARE: Table = Table {
    name: "form_share",
    key: 3,
    columns: &[
        ("agency_id", Text),
        ("form_id", Text),
        ("with_agency_id", Text),
        ("is_open", Integer),
        ("author_id", Text),
        ("updated_at", Integer),
    ],
};

pub(crate) const ENTITY_LIST: Table =
    Table { name: "entity_list", key: 1, columns: &[("list", Text), ("revision", Integer)] };

pub(crate) const ENTITY_MOVED: Table =
    Table { name: "entity_moved", key: 2, columns: &[("list", Text), ("id", Text), ("revision", Integer)] };

pub(crate) const ENTITY: Table = Table {
    name: "entity",
    key: 2,
    columns: &[
        ("list", Text),
        ("id", Text),
        ("agency_id", Text),
        ("author_id", Text),
        ("label", Text),
        ("properties", Text),
        ("version", Integer),
        ("changes", Integer),
        ("unsettled", Integer),
        ("waiting", Integer),
        ("deleted", Integer),
        ("created_at", Integer),
        ("updated_at", Integer),
    ],
};

pub(crate) const ENTITY_CHANGE: Table = Table {
    name: "entity_change",
    key: 3,
    columns: &[
        ("list", Text),
        ("entity_id", Text),
        ("number", Integer),
        ("version", Integer),
        ("submission_id", Text),
        ("record_id", Text),
        ("author_id", Text),
        ("said", Text),
        ("at", Integer),
    ],
};

pub(crate) const KIND: Table = Table { name: "kind", key: 1, columns: &[("id", Text), ("schema", Text)] };

pub(crate) const SUBMISSION: Table = Table {
    name: "submission",
    key: 1,
    columns: &[
        ("seq", Integer),
        ("id", Text),
        ("kind", Text),
        ("form_version", Text),
        ("record_seq", Integer),
        ("record_id", Text),
        ("supersedes", Text),
        ("answers", Text),
        ("reason", Text),
        ("agency_id", Text),
        ("author_id", Text),
        ("batch_id", Text),
        ("source", Text),
        ("received_at", Integer),
    ],
};

pub(crate) const RECORD: Table = Table {
    name: "record",
    key: 1,
    columns: &[
        ("seq", Integer),
        ("id", Text),
        ("kind", Text),
        ("agency_id", Text),
        ("submission_id", Text),
        ("batch_id", Text),
        ("created_at", Integer),
        ("updated_at", Integer),
        ("retracted", Integer),
    ],
};

pub(crate) const AUDIT: Table = Table {
    name: "audit",
    key: 1,
    columns: &[
        ("seq", Integer),
        ("at", Integer),
        ("actor", Text),
        ("agency_id", Text),
        ("action", Text),
        ("subject_kind", Text),
        ("subject_id", Text),
        ("detail", Text),
        ("previous_hash", Text),
        ("hash", Text),
    ],
};

pub(crate) const AUDIT_HEAD: Table =
    Table { name: "audit_head", key: 1, columns: &[("chain", Text), ("seq", Integer), ("hash", Text)] };

/// Every table, each after those it refers to.
pub(crate) const TABLES: [&Table; 47] = [
    &SETTING,
    &AGENCY,
    &ACCOUNT,
    &SESSION,
    &SESSION_NAME,
    &INVITATION,
    &SEAL_KEY,
    &SECOND_FACTOR,
    &RECOVERY_CODE,
    &PASSKEY,
    &DURESS_WORD,
    &DURESS_USE,
    &OUTER_IDENTITY,
    &DEVICE,
    &DRAFT,
    &ATTACHMENT,
    &UPLOAD,
    &RECORD_FILE,
    &DRAFT_FILE,
    &BATCH,
    &MAPPING,
    &FORM,
    &FORM_SHARE,
    &KIND,
    &SUBMISSION,
    &RECORD,
    &ENTITY_LIST,
    &ENTITY,
    &ENTITY_MOVED,
    &ENTITY_CHANGE,
    &CASE_FILE,
    &CASE_EVENT,
    &CASE_MEMBER,
    &AGENCY_KIND,
    &PUBLIC_RECEIPT,
    &CASE_WORKFLOW,
    &CASE_CONSENT,
    &REFERRAL,
    &EMERGENCY,
    &EMERGENCY_SEEN,
    &OUTSIDE_AGENCY,
    &PACKAGE_RECEIPT,
    &EXPORT_MADE,
    &PERSON_TIE,
    &ERASURE_REQUEST,
    &AUDIT,
    &AUDIT_HEAD,
];
