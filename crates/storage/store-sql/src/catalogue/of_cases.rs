//! The tables of cases, of what is between agencies, and of what leaves the installation.

use super::Table;
use super::Type::{Integer, Text};

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

pub(crate) const ERASURE_REQUEST: Table = Table {
    name: "erasure_request",
    key: 1,
    columns: &[
        ("record_id", Text),
        ("kind", Text),
        ("agency_id", Text),
        ("ground", Text),
        ("author_id", Text),
        ("asked_at", Integer),
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
        ("keep_until", Text),
        ("province", Text),
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
        ("province", Text),
    ],
};
