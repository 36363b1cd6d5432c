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

use Type::{Bytes, Integer, Text};

pub(crate) const SETTING: Table = Table { name: "setting", key: 1, columns: &[("name", Text), ("value", Text)] };

pub(crate) const AGENCY: Table = Table {
    name: "agency",
    key: 1,
    columns: &[("id", Text), ("name_en", Text), ("name_th", Text), ("created_at", Integer)],
};

pub(crate) const AGENCY_KIND: Table =
    Table { name: "agency_kind", key: 1, columns: &[("agency_id", Text), ("kind", Text)] };

pub(crate) const PUBLIC_RECEIPT: Table = Table {
    name: "public_receipt",
    key: 1,
    columns: &[("code_hash", Text), ("case_id", Text), ("created_at", Integer)],
};

pub(crate) const OUTSIDE_AGENCY: Table = Table {
    name: "outside_agency",
    key: 1,
    columns: &[
        ("id", Text),
        ("name_en", Text),
        ("name_th", Text),
        ("kind", Text),
        ("recipient", Text),
        ("is_open", Integer),
        ("created_at", Integer),
        ("updated_at", Integer),
    ],
};

pub(crate) const PACKAGE_RECEIPT: Table = Table {
    name: "package_receipt",
    key: 1,
    columns: &[("code_hash", Text), ("referral_id", Text), ("case_id", Text), ("until", Text), ("made_at", Integer)],
};

pub(crate) const EXPORT_MADE: Table = Table {
    name: "export_made",
    key: 1,
    columns: &[
        ("id", Text),
        ("account_id", Text),
        ("agency_id", Text),
        ("kind", Text),
        ("format", Text),
        ("purpose", Text),
        ("row_count", Integer),
        ("sensitive", Integer),
        ("made_at", Integer),
    ],
};

pub(crate) const CASE_CONSENT: Table = Table {
    name: "case_consent",
    key: 3,
    columns: &[
        ("case_id", Text),
        ("number", Integer),
        ("agency_id", Text),
        ("given_on", Text),
        ("until", Text),
        ("withdrawn_on", Text),
    ],
};

pub(crate) const REFERRAL: Table = Table {
    name: "referral",
    key: 1,
    columns: &[
        ("id", Text),
        ("case_id", Text),
        ("from_agency", Text),
        ("to_agency", Text),
        ("asked_by", Text),
        ("owner_id", Text),
        ("service", Text),
        ("state", Text),
        ("due", Text),
        ("asked_at", Integer),
        ("changed_at", Integer),
    ],
};

pub(crate) const PERSON_TIE: Table = Table {
    name: "person_tie",
    key: 1,
    columns: &[
        ("id", Text),
        ("person_id", Text),
        ("other_id", Text),
        ("kind", Text),
        ("said", Text),
        ("agency_id", Text),
        ("author_id", Text),
        ("began_at", Integer),
        ("ended_at", Integer),
    ],
};

pub(crate) const EMERGENCY: Table = Table {
    name: "emergency",
    key: 1,
    columns: &[
        ("id", Text),
        ("case_id", Text),
        ("account_id", Text),
        ("agency_id", Text),
        ("opened_at", Integer),
        ("ends_at", Integer),
    ],
};

pub(crate) const EMERGENCY_SEEN: Table = Table {
    name: "emergency_seen",
    key: 2,
    columns: &[("emergency_id", Text), ("account_id", Text), ("seen_at", Integer)],
};

pub(crate) const CASE_WORKFLOW: Table = Table {
    name: "case_workflow",
    key: 2,
    columns: &[("pack", Text), ("version", Integer), ("source", Text), ("since", Integer)],
};

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

pub(crate) const CASE_FILE: Table = Table {
    name: "case_file",
    key: 1,
    columns: &[
        ("id", Text),
        ("pack", Text),
        ("version", Integer),
        ("code", Text),
        ("agency_id", Text),
        ("author_id", Text),
        ("state", Text),
        ("is_closed", Integer),
        ("due", Text),
        ("events", Integer),
        ("opened_at", Integer),
        ("updated_at", Integer),
        ("waits", Integer),
    ],
};

pub(crate) const CASE_EVENT: Table = Table {
    name: "case_event",
    key: 2,
    columns: &[
        ("case_id", Text),
        ("number", Integer),
        ("day", Text),
        ("record_id", Text),
        ("author_id", Text),
        ("agency_id", Text),
        ("what", Text),
        ("at", Integer),
    ],
};

pub(crate) const CASE_MEMBER: Table = Table {
    name: "case_member",
    key: 2,
    columns: &[
        ("case_id", Text),
        ("agency_id", Text),
        ("as_kind", Text),
        ("owner_id", Text),
        ("is_open", Integer),
        ("updated_at", Integer),
        ("is_closed", Integer),
        ("due", Text),
        ("opened_at", Integer),
        ("until", Text),
        ("pack", Text),
        ("state", Text),
        ("waits", Integer),
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
pub(crate) const TABLES: [&Table; 42] = [
    &SETTING,
    &AGENCY,
    &ACCOUNT,
    &SESSION,
    &SESSION_NAME,
    &INVITATION,
    &SEAL_KEY,
    &SECOND_FACTOR,
    &RECOVERY_CODE,
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
    &AUDIT,
    &AUDIT_HEAD,
];
