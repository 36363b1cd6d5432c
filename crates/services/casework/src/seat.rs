//! Who somebody is in a case: for which agency they are there, as what, and what that lets them read. Owns finding it; the decision is
//! `service_kit::authorise`'s, asked for every agency that takes part.

use rules::{Move, Rank, Workflow};
use service_kit::{Action, Context, Resource, Role, ServiceError, authorise};
use store::{Agency, CaseMember};

/// As what the agency that keeps a case takes part: it reads every part.
pub const KEEPER: &str = "keeper";

/// Somebody's place in a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seat {
    pub(crate) agency_id: String,
    pub(crate) as_kind: String,
    /// Whether it is there in an emergency alone: it reads what agencies of its kind read, and what opened the case.
    is_emergency: bool,
}

impl Seat {
    /// A seat that an agency takes as this.
    pub(crate) fn new(agency_id: &str, as_kind: &str) -> Self {
        Self { agency_id: agency_id.to_owned(), as_kind: as_kind.to_owned(), is_emergency: false }
    }

    /// The seat of somebody who opened the case in an emergency and whose agency is of this kind. It is for reading alone: whatever else
    /// somebody does in a case asks [`Seat::of`].
    pub(crate) fn in_emergency(agency_id: &str, kind: &str) -> Self {
        Self { is_emergency: true, ..Self::new(agency_id, kind) }
    }

    /// The seat of the caller, who may do this in a case of these agencies.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for whoever may not see the case, [`ServiceError::Refused`] for whoever may see it and not do this.
    pub(crate) fn of(context: &Context, members: &[CaseMember], action: Action) -> Result<Self, ServiceError> {
        let may = |member: &&CaseMember, action| {
            let resource = Resource { agency_id: &member.agency_id, author_id: &member.owner_id };
            is_open(member, context) && authorise(&context.actor, action, &resource).allowed
        };
        let seen = members.iter().find(|member| may(member, Action::ReadCase)).ok_or(ServiceError::NotFound)?;
        if !may(&seen, action) {
            return Err(ServiceError::Refused);
        }
        Ok(Self::new(&seen.agency_id, &seen.as_kind))
    }

    /// Whether it makes a move: the agency that keeps a case makes all.
    pub(crate) fn makes(&self, step: &Move) -> bool {
        self.as_kind == KEEPER || step.is_made_by(&self.as_kind)
    }

    /// Whether it reads a form of a case.
    pub(crate) fn reads(&self, workflow: &Workflow, form: &str) -> bool {
        let opens = || workflow.opened_by.iter().any(|one| one == form);
        self.as_kind == KEEPER || workflow.reads(&self.as_kind, form) || (self.is_emergency && opens())
    }
}

/// Whether an agency takes part today.
pub(crate) fn is_open(member: &CaseMember, context: &Context) -> bool {
    member.is_open && member.until.as_ref().is_none_or(|until| *until >= context.today().to_string())
}

/// The kind of agency that a member stands for: the one that keeps a case is there as what it is.
pub(crate) fn stands_for<'m>(member: &'m CaseMember, agencies: &'m [Agency]) -> &'m str {
    if member.as_kind != KEEPER {
        return &member.as_kind;
    }
    agencies.iter().find(|agency| agency.id == member.agency_id).map_or("", |agency| &agency.kind)
}

/// What somebody may do in a workflow.
pub(crate) fn rank(context: &Context) -> Rank {
    match context.actor.role {
        Role::Operator | Role::Director => Rank::Director,
        Role::Coordinator => Rank::Supervisor,
        Role::FieldWorker | Role::Partner => Rank::Caseworker,
        Role::DataOfficer | Role::Administrator | Role::Public => Rank::Volunteer,
    }
}
