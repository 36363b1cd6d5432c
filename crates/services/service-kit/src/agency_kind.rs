//! What agencies are among those that work together. Owns the list; which parts of a case a kind reads is said by the case's workflow.

/// The kinds of agency, each with the key of its name.
pub const AGENCY_KINDS: [(&str, &str); 9] = [
    ("police", "agency-kind-police"),
    ("welfare", "agency-kind-welfare"),
    ("health", "agency-kind-health"),
    ("labour", "agency-kind-labour"),
    ("justice", "agency-kind-justice"),
    ("ngo", "agency-kind-ngo"),
    ("centre", "agency-kind-centre"),
    ("school", "agency-kind-school"),
    ("community", "agency-kind-community"),
];

/// The key of the name of a kind of agency; of one that nobody said, and of the agency that keeps a case, that it keeps it.
pub fn agency_kind(kind: &str) -> &'static str {
    AGENCY_KINDS.iter().find(|(known, _)| *known == kind).map_or("agency-kind-keeper", |(_, key)| key)
}
