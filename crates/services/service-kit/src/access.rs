//! The one access decision: who may do what to whose. Every service asks here, lists get the same answer as a scope, and
//! `docs/access-matrix.md` is written from the same table. Owns no data about people.

use crate::{Actor, Context};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use store::{CaseScope, Scope};

/// What an account is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Whoever runs commands on the server. Not given to accounts.
    Operator,
    /// Keeps accounts and agencies.
    Administrator,
    /// Answers for the programme; reads everything, reports.
    Director,
    /// Keeps the data right across agencies.
    DataOfficer,
    /// Leads a programme in one agency.
    Coordinator,
    /// Records what was done.
    FieldWorker,
    /// A partner organisation's person: reads and records their own.
    Partner,
    /// Whoever reports something without signing in. Not given to accounts.
    Public,
}

impl Role {
    /// Every role that an account can have.
    pub const ASSIGNABLE: [Self; 6] =
        [Self::Administrator, Self::Director, Self::DataOfficer, Self::Coordinator, Self::FieldWorker, Self::Partner];

    /// The id under which it is kept and under which texts name it (`role-<id>`).
    pub fn id(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Administrator => "administrator",
            Self::Director => "director",
            Self::DataOfficer => "data-officer",
            Self::Coordinator => "coordinator",
            Self::FieldWorker => "field-worker",
            Self::Partner => "partner",
            Self::Public => "public",
        }
    }

    /// The assignable role of this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ASSIGNABLE.into_iter().find(|role| role.id() == id)
    }
}

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// See a record, its files and its history.
    ReadRecord,
    /// Send a first submission.
    SubmitRecord,
    /// Supersede a submission by a corrected one.
    CorrectRecord,
    /// Take a record back.
    RetractRecord,
    /// Upload, preview, confirm and undo an import.
    Import,
    /// See counted figures.
    ReadIndicators,
    /// Make a report.
    MakeReport,
    /// Make, change and disable accounts.
    ManageAccounts,
    /// Make and change agencies.
    ManageAgencies,
    /// Make and revoke the phones that send for an account.
    ManageDevices,
    /// Bring forms, take them into use and out of it.
    ManageForms,
    /// See the audit chain.
    ReadAudit,
    /// Take running cases over to a changed workflow.
    ChangeWorkflows,
    /// See a case, what happened in it and what is due.
    ReadCase,
    /// Send forms in a case, and make moves.
    WorkCase,
    /// Note what a conference decided, approve moves, say who answers for a case and which agencies take part.
    LeadCase,
    /// Have a closed case erased for good, together with a second person.
    EraseCase,
    /// Have the record of a person who is part of no case erased for good, together with a second person.
    EraseRecord,
    /// Add to what one reported without signing in, and read what was answered.
    FollowReport,
    /// Ask another agency for something in a case, share chosen records with it for that, and take this back.
    Refer,
    /// See what another agency asks, with the records that it shares for that, accept or reject it and say what was done.
    AnswerReferral,
    /// Open a case in an emergency in which one's agency takes no part.
    OpenInEmergency,
    /// Be told who opened a case in an emergency and why, and end that.
    OverseeEmergency,
    /// See which consents hold, end and were withdrawn, by case and agency and without a name.
    ReadConsents,
    /// Keep the agencies outside that have no account here, with their keys.
    ManageOutside,
    /// Take along lists with columns of classes identity and case.
    ExportSensitive,
    /// See who took which lists along, when and for what.
    ReadExports,
}

impl Action {
    /// Every action, in the matrix's order.
    pub const ALL: [Self; 27] = [
        Self::ReadRecord,
        Self::SubmitRecord,
        Self::CorrectRecord,
        Self::RetractRecord,
        Self::Import,
        Self::ReadIndicators,
        Self::MakeReport,
        Self::ManageAccounts,
        Self::ManageAgencies,
        Self::ManageDevices,
        Self::ManageForms,
        Self::ReadAudit,
        Self::ChangeWorkflows,
        Self::ReadCase,
        Self::WorkCase,
        Self::LeadCase,
        Self::EraseCase,
        Self::EraseRecord,
        Self::FollowReport,
        Self::Refer,
        Self::AnswerReferral,
        Self::OpenInEmergency,
        Self::OverseeEmergency,
        Self::ReadConsents,
        Self::ManageOutside,
        Self::ExportSensitive,
        Self::ReadExports,
    ];

    /// The verb as the audit chain and the matrix write it.
    pub fn id(self) -> &'static str {
        match self {
            Self::ReadRecord => "record.read",
            Self::SubmitRecord => "record.submit",
            Self::CorrectRecord => "record.correct",
            Self::RetractRecord => "record.retract",
            Self::Import => "import",
            Self::ReadIndicators => "indicator.read",
            Self::MakeReport => "report.make",
            Self::ManageAccounts => "account.manage",
            Self::ManageAgencies => "agency.manage",
            Self::ManageDevices => "device.manage",
            Self::ManageForms => "form.manage",
            Self::ReadAudit => "audit.read",
            Self::ChangeWorkflows => "workflow.change",
            Self::ReadCase => "case.read",
            Self::WorkCase => "case.work",
            Self::LeadCase => "case.lead",
            Self::EraseCase => "case.erase",
            Self::EraseRecord => "record.erase",
            Self::FollowReport => "report.follow",
            Self::Refer => "referral.ask",
            Self::AnswerReferral => "referral.answer",
            Self::OpenInEmergency => "emergency.open",
            Self::OverseeEmergency => "emergency.oversee",
            Self::ReadConsents => "consent.list",
            Self::ManageOutside => "outside.manage",
            Self::ExportSensitive => "export.sensitive",
            Self::ReadExports => "export.list",
        }
    }
}

/// How far a right reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Nobody's.
    No,
    /// What they entered themselves.
    OwnEntries,
    /// Their agency's.
    OwnAgency,
    /// Every agency's.
    Everything,
}

/// What something is, as far as access depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resource<'a> {
    /// The agency that owns it.
    pub agency_id: &'a str,
    /// The account that entered it; empty when nobody in particular did.
    pub author_id: &'a str,
}

/// The answer, with what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whether it may be done.
    pub allowed: bool,
    /// How far the right reaches that was applied.
    pub reach: Reach,
}

/// How far a role's right to an action reaches: the table itself.
pub fn reach(role: Role, action: Action) -> Reach {
    use Reach::{Everything, No, OwnAgency, OwnEntries};
    use Role::{Administrator, Coordinator, DataOfficer, Director, FieldWorker, Operator, Partner, Public};
    match (role, action) {
        (Operator, _) => Everything,
        // Somebody outside tells, and comes back to what they told; they read nothing of ours.
        (Public, Action::SubmitRecord) => OwnAgency,
        (Public, Action::FollowReport) => OwnEntries,
        (Public, _) | (_, Action::FollowReport) => No,
        (_, Action::SubmitRecord) => OwnAgency,
        // A case is for those who work on it: nobody reads another agency's, and whoever keeps accounts reads none.
        (Director | Coordinator, Action::ReadCase | Action::WorkCase | Action::LeadCase) => OwnAgency,
        // Nobody erases alone: each of them asks, and another confirms.
        (Director | DataOfficer, Action::EraseCase | Action::EraseRecord) => OwnAgency,
        (DataOfficer, Action::ReadCase) => OwnAgency,
        (FieldWorker | Partner, Action::ReadCase | Action::WorkCase) => OwnEntries,
        (_, Action::ReadCase | Action::WorkCase | Action::LeadCase | Action::EraseCase | Action::EraseRecord) => No,
        // Whoever works on a case asks for help with it; what others ask is for those who give work out, and for who was given it.
        (Director | Coordinator, Action::Refer | Action::AnswerReferral | Action::OverseeEmergency) => OwnAgency,
        (FieldWorker | Partner, Action::Refer | Action::AnswerReferral | Action::OverseeEmergency) => OwnEntries,
        // An emergency reaches a case wherever it is kept; the data officer is told of each.
        (Director | Coordinator | FieldWorker, Action::OpenInEmergency) => Everything,
        (DataOfficer, Action::OverseeEmergency | Action::ReadConsents) => Everything,
        (Director, Action::ReadConsents) => OwnAgency,
        (_, Action::Refer | Action::AnswerReferral | Action::OpenInEmergency | Action::OverseeEmergency) => No,
        (_, Action::ReadConsents) => No,
        // Who can be asked outside is one list for everybody: a wrong key there sends a package to a stranger.
        (Administrator | Director, Action::ManageOutside) => Everything,
        (_, Action::ManageOutside) => No,
        // A file is copied where nobody sees it: names and stories leave with those who answer for the data.
        (Director | DataOfficer, Action::ExportSensitive) => Everything,
        (_, Action::ExportSensitive) => No,
        (DataOfficer, Action::ReadExports) => Everything,
        (Director, Action::ReadExports) => OwnAgency,
        (_, Action::ReadExports) => No,
        (Director | DataOfficer, Action::ReadRecord | Action::ReadIndicators | Action::MakeReport) => Everything,
        (_, Action::ReadRecord | Action::ReadIndicators) => OwnAgency,
        (DataOfficer, Action::CorrectRecord | Action::RetractRecord | Action::Import) => Everything,
        (FieldWorker | Partner, Action::CorrectRecord) => OwnEntries,
        (FieldWorker | Partner, Action::RetractRecord | Action::Import | Action::MakeReport) => No,
        (
            Administrator | Director | Coordinator,
            Action::CorrectRecord | Action::RetractRecord | Action::Import | Action::MakeReport,
        ) => OwnAgency,
        (
            Administrator,
            Action::ManageAccounts
            | Action::ManageAgencies
            | Action::ManageDevices
            | Action::ReadAudit
            | Action::ChangeWorkflows,
        ) => Everything,
        (DataOfficer, Action::ReadAudit) => Everything,
        (Director, Action::ManageAccounts | Action::ManageDevices | Action::ReadAudit) => OwnAgency,
        (_, Action::ManageDevices) => OwnEntries,
        (Administrator | Director | DataOfficer | Coordinator, Action::ManageForms) => OwnAgency,
        (
            _,
            Action::ManageAccounts
            | Action::ManageAgencies
            | Action::ManageForms
            | Action::ReadAudit
            | Action::ChangeWorkflows,
        ) => No,
    }
}

/// Whether somebody may do something to something.
pub fn authorise(actor: &Actor, action: Action, resource: &Resource<'_>) -> Decision {
    let reach = reach(actor.role, action);
    let own_agency = !actor.agency_id.is_empty() && actor.agency_id == resource.agency_id;
    let allowed = match reach {
        Reach::No => false,
        Reach::OwnEntries => own_agency && actor.account_id == resource.author_id,
        Reach::OwnAgency => own_agency,
        Reach::Everything => true,
    };
    Decision { allowed, reach }
}

/// Whether somebody who may see something must first say what for: it is another agency's, or somebody else answers for it, and they did not say
/// so yet. What nobody answers for is everybody's own who may see it. Whoever runs commands on the server has said so by doing that.
pub fn needs_purpose(context: &Context, resource: &Resource<'_>) -> bool {
    let actor = &context.actor;
    let is_own = actor.agency_id == resource.agency_id
        && (resource.author_id.is_empty() || resource.author_id == actor.account_id);
    context.purpose.is_none() && !is_own && !matches!(actor.role, Role::Operator | Role::Public)
}

/// The same decision for lists: whose records somebody may see for an action. Own entries are narrowed by the caller: no list is made
/// of corrections, and devices are decided one by one.
pub fn scope(actor: &Actor, action: Action) -> Scope {
    match reach(actor.role, action) {
        Reach::No => Scope::Agencies(Vec::new()),
        Reach::OwnEntries | Reach::OwnAgency => Scope::Agencies(vec![actor.agency_id.clone()]),
        Reach::Everything => Scope::All,
    }
}

/// The same decision for cases: those that the actor's agency takes part in, narrowed to the ones that they answer for where their right
/// reaches no further. `None` when they may see none.
pub fn case_scope(context: &Context, action: Action) -> Option<CaseScope> {
    let actor = &context.actor;
    let owner_id = match reach(actor.role, action) {
        Reach::No => return None,
        Reach::OwnEntries => Some(actor.account_id.clone()),
        Reach::OwnAgency | Reach::Everything => None,
    };
    (!actor.agency_id.is_empty()).then(|| CaseScope {
        agency_id: actor.agency_id.clone(),
        owner_id,
        today: context.today().to_string(),
    })
}

/// The whole table as Markdown, for people to review: a change of rights is a visible difference.
pub fn access_matrix() -> String {
    let mut matrix = String::from(
        "# Who may do what\n\nWritten by `cargo xtask generate` from the table that decides (`service_kit::reach`).\n\n| action |",
    );
    let roles = Role::ASSIGNABLE.into_iter().chain([Role::Public]);
    for role in roles.clone() {
        let _infallible = write!(matrix, " {} |", role.id());
    }
    matrix.push_str("\n|---|---|---|---|---|---|---|---|\n");
    for action in Action::ALL {
        let _infallible = write!(matrix, "| {} |", action.id());
        for role in roles.clone() {
            let words = match reach(role, action) {
                Reach::No => "–",
                Reach::OwnEntries => "own entries",
                Reach::OwnAgency => "own agency",
                Reach::Everything => "every agency",
            };
            let _infallible = write!(matrix, " {words} |");
        }
        matrix.push('\n');
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(role: Role) -> Actor {
        Actor { account_id: "me".into(), agency_id: "mine".into(), role, name: "Test".into() }
    }

    #[test]
    fn the_committed_matrix_is_fresh() {
        let committed = include_str!("../../../../docs/access-matrix.md");
        assert_eq!(committed, access_matrix(), "run `cargo xtask generate` and review the difference");
    }

    #[test]
    fn a_list_shows_exactly_what_may_be_read_one_by_one() {
        for role in Role::ASSIGNABLE {
            for action in [Action::ReadRecord, Action::ReadIndicators, Action::ReadAudit, Action::MakeReport] {
                let actor = actor(role);
                for agency_id in ["mine", "theirs"] {
                    let listed = match scope(&actor, action) {
                        Scope::All => true,
                        Scope::Agencies(agencies) => agencies.iter().any(|agency| agency == agency_id),
                    };
                    let alone = authorise(&actor, action, &Resource { agency_id, author_id: "me" }).allowed;
                    assert_eq!(listed, alone, "{role:?} {action:?} {agency_id}");
                }
            }
        }
    }

    #[test]
    fn a_field_worker_corrects_only_what_they_entered() {
        let worker = actor(Role::FieldWorker);
        let decide = |agency_id, author_id| {
            authorise(&worker, Action::CorrectRecord, &Resource { agency_id, author_id }).allowed
        };
        assert!(decide("mine", "me"));
        assert!(!decide("mine", "colleague"));
        assert!(!decide("theirs", "me"), "an entry moved to another agency is no longer theirs to change");
    }

    #[test]
    fn the_public_tells_and_comes_back_and_reads_nothing() {
        let outside = actor(Role::Public);
        let own = Resource { agency_id: "mine", author_id: "me" };
        for action in Action::ALL {
            let expected = matches!(action, Action::SubmitRecord | Action::FollowReport);
            assert_eq!(authorise(&outside, action, &own).allowed, expected, "{action:?}");
        }
        let of_a_worker = Resource { agency_id: "mine", author_id: "worker" };
        assert!(!authorise(&outside, Action::FollowReport, &of_a_worker).allowed);
        assert_eq!(Role::from_id("public"), None, "no account is given it");
    }

    #[test]
    fn an_account_without_agency_owns_nothing() {
        let nobody = Actor { agency_id: String::new(), ..actor(Role::Coordinator) };
        assert!(!authorise(&nobody, Action::ReadRecord, &Resource { agency_id: "", author_id: "" }).allowed);
    }

    #[test]
    fn every_role_has_an_id_of_its_own() {
        for role in Role::ASSIGNABLE {
            assert_eq!(Role::from_id(role.id()), Some(role));
        }
        assert_eq!(Role::from_id("operator"), None);
    }
}
