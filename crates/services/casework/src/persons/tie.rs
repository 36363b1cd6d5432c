//! Tying people to cases, to one another and to households, and untying them. Owns who may: only the agency that keeps a person's record says
//! where else it is read.

use super::{CASE, HOUSEHOLD, PERSON, Sight};
use crate::Casework;
use crate::book::Opened;
use crate::event::Happened;
use crate::seat::{KEEPER, Seat};
use language::{Message, Text};
use rules::Role;
use serde_json::{Value as Json, json};
use service_kit::{Action, Context, ServiceError};
use store::{Change, Record, Tie, Unit};

/// How people are related, and how the other one is to them then: the first is what the other person is to this one.
pub const RELATIONS: [(&str, &str); 14] = [
    ("parent", "child"),
    ("child", "parent"),
    ("sibling", "sibling"),
    ("partner", "partner"),
    ("grandparent", "grandchild"),
    ("grandchild", "grandparent"),
    ("guardian", "ward"),
    ("ward", "guardian"),
    ("relative", "relative"),
    ("trusted", "trusted"),
    ("companion", "companion"),
    ("employer", "worker"),
    ("worker", "employer"),
    ("colleague", "colleague"),
];
/// People of one case.
const MOST_IN_CASE: usize = 200;

/// A person who is to be part of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TiedPerson {
    /// The tie's id, made by the client: sent again it does nothing.
    pub tie: String,
    /// The record of the person.
    pub person_id: String,
    /// As what, a role of the workflow.
    pub role: String,
}

/// Somebody who is part of a case.
#[derive(Clone, Debug)]
pub struct PersonInCase {
    /// The tie.
    pub tie: String,
    /// The record of the person.
    pub person_id: String,
    /// What they are called in lists: a code.
    pub called: Text,
    /// As what.
    pub role: Text,
}

impl Casework {
    /// As what people can be part of a case: by its workflow, or by the one in use when it is older than that.
    pub(crate) fn roles_in<'a>(&'a self, opened: &'a Opened<'_>) -> &'a [Role] {
        if !opened.workflow.roles.is_empty() {
            return &opened.workflow.roles;
        }
        self.book.workflow(&opened.case.pack).map_or(&[], |(_, workflow)| workflow.roles.as_slice())
    }

    pub(crate) fn role_title(&self, opened: &Opened<'_>, role: &str) -> Text {
        let known = self.roles_in(opened).iter().find(|one| one.id == role);
        known.map_or_else(|| Text::new(role), |one| one.title.clone())
    }

    /// The roles in which a seat adds people; none where it does not read them.
    pub(crate) fn roles_for(&self, opened: &Opened<'_>, seat: &Seat) -> Vec<(String, Text)> {
        let reads = self.person_kinds().iter().any(|(kind, _)| seat.reads(opened.workflow, kind));
        let roles = self.roles_in(opened).iter().filter(|_| reads);
        roles.map(|role| (role.id.clone(), role.title.clone())).collect()
    }

    /// The people of a case whom a seat reads, with their roles.
    pub(crate) async fn people_in(&self, opened: &Opened<'_>, seat: &Seat) -> Result<Vec<PersonInCase>, ServiceError> {
        let mut people = Vec::new();
        for (tie, person_id, role) in opened.people() {
            let record = self.person_record(person_id).await?;
            let Some(record) = record.filter(|record| seat.reads(opened.workflow, &record.kind)) else { continue };
            people.push(PersonInCase {
                tie: tie.to_owned(),
                person_id: person_id.to_owned(),
                called: self.collection.record_label(&record)?,
                role: self.role_title(opened, role),
            });
        }
        Ok(people)
    }

    /// Says that a person is part of a case. Whoever reads the people of that case reads the record from then on.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such case or person for the caller, or the record is another agency's;
    /// [`ServiceError::Invalid`] for a role that the case does not have; [`ServiceError::Conflict`] when they are part of it already, or something
    /// happened in it since.
    pub async fn tie_to_case(
        &self,
        context: &Context,
        id: &str,
        seen: i64,
        tied: TiedPerson,
    ) -> Result<(), ServiceError> {
        let TiedPerson { tie, person_id, role } = tied;
        if self.is_tied(&tie, &person_id, id).await? {
            return self.book.open(context, id, Action::WorkCase).await.map(drop);
        }
        let (mut opened, seat) = self.seen(context, id, seen, Action::WorkCase).await?;
        let record = self.own_person(context, &person_id).await?;
        if !seat.reads(opened.workflow, &record.kind) {
            return Err(ServiceError::Refused);
        }
        if !self.roles_in(&opened).iter().any(|one| one.id == role) {
            return Err(ServiceError::invalid("role", Message::new("casework-role-missing")));
        }
        if opened.people().any(|(_, one, _)| one == person_id) {
            return Err(ServiceError::Conflict(Message::new("casework-person-is-in")));
        }
        if opened.people().count() >= MOST_IN_CASE {
            return Err(ServiceError::TooMuch(Message::new("casework-people-many").with("max", MOST_IN_CASE)));
        }
        let put = self.new_tie(context, (&tie, CASE), (&person_id, id), &json!({}));
        opened.add(context, &seat, None, Happened::PersonTied { tie, person_id, role })?;
        self.write(context, opened, seen, Action::WorkCase, vec![put]).await
    }

    /// Says that a person is part of a case no longer: for the agency that said they are, and the one that keeps the case.
    ///
    /// # Errors
    /// As [`Casework::tie_to_case`].
    pub async fn untie_from_case(&self, context: &Context, id: &str, seen: i64, tie: &str) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.seen(context, id, seen, Action::WorkCase).await?;
        let is_in = opened.people().any(|(one, _, _)| one == tie);
        let kept = self.book.kit.store.tie(tie).await?.filter(|kept| is_in && kept.other_id == id);
        let kept = kept.ok_or(ServiceError::NotFound)?;
        if kept.agency_id != seat.agency_id && seat.as_kind != KEEPER {
            return Err(ServiceError::Refused);
        }
        opened.add(context, &seat, None, Happened::PersonUntied { tie: tie.to_owned() })?;
        let ended = Change::PutTie(Tie { ended_at: Some(context.at), ..kept });
        self.write(context, opened, seen, Action::WorkCase, vec![ended]).await
    }

    /// Says what somebody else is to a person, one of [`RELATIONS`]; or, with a household, that the person is part of it.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller does not see both, or the person's record is another agency's; [`ServiceError::Invalid`] for a
    /// relation that there is not, and for somebody's relation to themselves.
    pub async fn relate(
        &self,
        context: &Context,
        tie: &str,
        (person_id, other_id): (&str, &str),
        relation: &str,
    ) -> Result<(), ServiceError> {
        let person = self.own_person(context, person_id).await?;
        if self.is_tied(tie, person_id, other_id).await? {
            return Ok(());
        }
        let kind = match self.person_record(other_id).await? {
            Some(other) => {
                let ties = self.book.kit.store.ties_of(&[other_id.to_owned()]).await?;
                let sight = self.sight(context, &other, &ties).await?;
                sight.filter(|sight| *sight > Sight::AfterPurpose).ok_or(ServiceError::NotFound)?;
                if other_id == person_id || !RELATIONS.iter().any(|(known, _)| *known == relation) {
                    return Err(ServiceError::invalid("relation", Message::new("casework-relation-missing")));
                }
                PERSON
            }
            None => {
                self.household(context, other_id).await?;
                HOUSEHOLD
            }
        };
        let put = self.new_tie(context, (tie, kind), (person_id, other_id), &json!({ "is": relation }));
        let entry = self.book.kit.entry(context, "person.relate", &person.kind, person_id, &json!({ "kind": kind }));
        self.book.kit.commit(Unit::one(put, entry)).await.map(drop)
    }

    /// Ends a relation or that a person is part of a household.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such tie of the person, or their record is another agency's.
    pub async fn unrelate(&self, context: &Context, person_id: &str, tie: &str) -> Result<(), ServiceError> {
        let person = self.own_person(context, person_id).await?;
        let kept = self.book.kit.store.tie(tie).await?.filter(|kept| {
            let ends = [&kept.person_id, &kept.other_id];
            ends.into_iter().any(|end| end == person_id) && [PERSON, HOUSEHOLD].contains(&kept.kind.as_str())
        });
        let ended = Change::PutTie(Tie { ended_at: Some(context.at), ..kept.ok_or(ServiceError::NotFound)? });
        let entry = self.book.kit.entry(context, "person.unrelate", &person.kind, person_id, &json!({}));
        self.book.kit.commit(Unit::one(ended, entry)).await.map(drop)
    }

    /// A person whose record is the caller's agency's or their own.
    pub(crate) async fn own_person(&self, context: &Context, id: &str) -> Result<Record, ServiceError> {
        let record = self.person_record(id).await?.ok_or(ServiceError::NotFound)?;
        let is_own = self.collection.may(context, &record, Action::ReadRecord).await?;
        if is_own { Ok(record) } else { Err(ServiceError::NotFound) }
    }

    /// A household that the caller may read.
    pub(crate) async fn household(&self, context: &Context, id: &str) -> Result<Record, ServiceError> {
        let record = self.standing_record(&self.household_kinds(), id).await?.ok_or(ServiceError::NotFound)?;
        let is_read = self.collection.may(context, &record, Action::ReadRecord).await?;
        if is_read { Ok(record) } else { Err(ServiceError::NotFound) }
    }

    /// Whether this was said before, by the same words: a retry. Other words under the same id are a conflict.
    async fn is_tied(&self, tie: &str, person_id: &str, other_id: &str) -> Result<bool, ServiceError> {
        match self.book.kit.store.tie(tie).await? {
            None => Ok(false),
            Some(kept) if kept.person_id == person_id && kept.other_id == other_id => Ok(true),
            Some(_) => Err(ServiceError::Conflict(Message::new("conflict-changed"))),
        }
    }

    pub(crate) fn new_tie(
        &self,
        context: &Context,
        (id, kind): (&str, &str),
        (person_id, other_id): (&str, &str),
        said: &Json,
    ) -> Change {
        Change::PutTie(Tie {
            id: id.to_owned(),
            person_id: person_id.to_owned(),
            other_id: other_id.to_owned(),
            kind: kind.to_owned(),
            said: said.to_string(),
            agency_id: context.actor.agency_id.clone(),
            author_id: context.actor.account_id.clone(),
            began_at: context.at,
            ended_at: None,
        })
    }
}

impl Opened<'_> {
    /// Who is part of the case now: the tie, the person's record and the role.
    pub(crate) fn people(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let is_over = |tie: &String| {
            self.events.iter().any(|(_, what)| matches!(what, Happened::PersonUntied { tie: ended } if ended == tie))
        };
        self.events.iter().filter_map(move |(_, what)| match what {
            Happened::PersonTied { tie, person_id, role } if !is_over(tie) => {
                Some((tie.as_str(), person_id.as_str(), role.as_str()))
            }
            _ => None,
        })
    }
}
