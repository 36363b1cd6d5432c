//! Looking for people, and telling who may be the same while somebody is entered. Owns that nobody is found whom the
//! reader may not see.

use super::sketch::{Known, sketched};
use super::{CASE, Sight, is_same};
use crate::Casework;
use crate::seat::Seat;
use language::Message;
use names::{Candidates, Ground, Likeness, Sketch, WORTH_A_LOOK, compare};
use packs::PersonQuestions;
use serde_json::{Value as Json, json};
use service_kit::{Action, Context, Reach, ServiceError, reach};
use std::collections::BTreeSet;
use store::{Record, Tie, Unit};

/// People who are shown at most for one question.
pub const MOST_FOUND: usize = 20;
/// Candidates that are looked at: more than are shown, since the likeliest by letters are not always the likeliest.
const CANDIDATES: usize = 60;
/// And for a typed text, of which nothing but letters and numbers is known: their order is hardly another one.
const TYPED: usize = 24;

/// Those who were found.
#[derive(Clone, Debug, Default)]
pub struct FoundPeople {
    /// The likeliest first.
    pub people: Vec<Alike>,
    /// Whether everybody was looked at: not yet, for a while after a start with many people.
    pub is_complete: bool,
}

/// Somebody who was found.
#[derive(Clone, Debug)]
pub struct Alike {
    /// The record.
    pub record: Record,
    /// The code by which other records name them; empty without one.
    pub code: String,
    /// What they are called and how old they are.
    pub known: Known,
    /// How alike they are.
    pub points: i32,
    /// What speaks for it and against it, in sentences.
    pub grounds: Vec<Message>,
    /// Whether the record is the reader's agency's or their own: what may be corrected and tied to cases.
    pub is_own: bool,
}

impl Casework {
    /// People who may be the one that these answers of a form tell of, the likeliest first. Who was found by the reader's question is told in the
    /// audit by number alone.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the kind is none of people.
    pub async fn alike(
        &self,
        context: &Context,
        kind: &str,
        answers: &Json,
        but: Option<&str>,
    ) -> Result<Vec<Alike>, ServiceError> {
        let questions = self.questions(kind)?;
        let (sketch, _) = sketched(&questions, answers);
        if sketch.is_blank() {
            return Ok(Vec::new());
        }
        let mut found = self.seen_among(context, (&sketch, ""), but, CANDIDATES).await?.people;
        found.retain(|one| one.points >= WORTH_A_LOOK);
        self.tell_of_looking(context, kind, &found).await?;
        Ok(found)
    }

    /// People who are called so, have this number or this code, as far as the reader may see them; the likeliest first.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn find_people(&self, context: &Context, text: &str) -> Result<FoundPeople, ServiceError> {
        let text: String = text.trim().chars().take(100).collect();
        let sketch = Sketch::default().named(&text).with_document(&text).with_contact(&text);
        if sketch.is_blank() {
            return Ok(FoundPeople { is_complete: true, ..FoundPeople::default() });
        }
        let found = self.seen_among(context, (&sketch, &text), None, TYPED).await?;
        self.tell_of_looking(context, "", &found.people).await?;
        Ok(found)
    }

    async fn tell_of_looking(&self, context: &Context, kind: &str, found: &[Alike]) -> Result<(), ServiceError> {
        if found.is_empty() {
            return Ok(());
        }
        let entry = self.book.kit.entry(context, "person.search", kind, "", &json!({ "found": found.len() }));
        self.book.kit.commit(Unit::told(entry)).await.map(drop)
    }

    fn questions(&self, kind: &str) -> Result<PersonQuestions, ServiceError> {
        let known = self.person_kinds().into_iter().find(|(id, _)| id == kind);
        known.map(|(_, questions)| questions).ok_or(ServiceError::NotFound)
    }

    /// Those who may be meant and whom the caller sees, of so many who are looked at of their agency's and of all others.
    async fn seen_among(
        &self,
        context: &Context,
        (sketch, code): (&Sketch, &str),
        but: Option<&str>,
        looked_at: usize,
    ) -> Result<FoundPeople, ServiceError> {
        let role = context.actor.role;
        if reach(role, Action::ReadCase) == Reach::No {
            return Ok(FoundPeople { is_complete: true, ..FoundPeople::default() });
        }
        let (found, is_complete) = self.meant_by(sketch, code, looked_at, &context.actor.agency_id).await?;
        let (mut ids, ties) = self.within_sight(context, found).await?;
        ids.retain(|id| but != Some(id.as_str()));
        let records = self.standing_people(&ids).await?.into_iter();
        let likened = records.map(|record| self.likened(sketch, code, record));
        let mut likened = likened.collect::<Result<Vec<_>, _>>()?;
        likened.sort_by(|one, other| other.points.cmp(&one.points).then_with(|| one.record.id.cmp(&other.record.id)));
        let mut people: Vec<Alike> = Vec::new();
        for one in likened {
            let Some(one) = self.as_seen(context, one, &ties).await? else { continue };
            let is_new = people.iter().all(|shown| shown.record.id != one.record.id);
            if is_new && but != Some(one.record.id.as_str()) {
                people.push(one);
            }
            if people.len() == MOST_FOUND {
                break;
            }
        }
        Ok(FoundPeople { people, is_complete })
    }

    /// Of those who may be meant all whom the caller may see, with some more, and their ties without those to cases that the caller does not see: so
    /// that few are read for whom [`Casework::sight`] then finds no reason.
    async fn within_sight(
        &self,
        context: &Context,
        found: Candidates,
    ) -> Result<(Vec<String>, Vec<Tie>), ServiceError> {
        let Candidates { own, others } = found;
        let ids: Vec<String> = own.iter().chain(&others).cloned().collect();
        let mut ties = self.book.kit.store.ties_of(&ids).await?;
        let seen = self.seen_cases(context, &ties).await?;
        ties.retain(|tie| tie.kind != CASE || seen.contains(&tie.other_id));
        let sees_all = |action| reach(context.actor.role, action) == Reach::Everything;
        if [Action::ReadRecord, Action::ReadCase].into_iter().all(sees_all) {
            return Ok((ids, ties));
        }
        let kinds: Vec<String> = self.person_kinds().into_iter().map(|(kind, _)| kind).collect();
        let agency_id = &context.actor.agency_id;
        let own = self.collection.may_among(context, &kinds, agency_id, own, Action::ReadRecord).await?;
        let in_case = ties.iter().filter(|tie| tie.kind == CASE).map(|tie| tie.person_id.clone());
        let in_sight: BTreeSet<String> = own.into_iter().chain(in_case).collect();
        Ok((ids.into_iter().filter(|id| in_sight.contains(id)).collect(), ties))
    }

    /// The cases of these ties in which the caller has a seat, or which they opened in an emergency.
    async fn seen_cases(&self, context: &Context, ties: &[Tie]) -> Result<BTreeSet<String>, ServiceError> {
        let store = &self.book.kit.store;
        let holds = ties.iter().filter(|tie| tie.kind == CASE && tie.ended_at.is_none());
        let cases: BTreeSet<String> = holds.map(|tie| tie.other_id.clone()).collect();
        let cases: Vec<String> = cases.into_iter().collect();
        let mut members = store.members_of_cases(&cases).await?;
        members.sort_by(|one, other| one.case_id.cmp(&other.case_id));
        let of_each = members.chunk_by(|one, other| one.case_id == other.case_id);
        let seated = of_each.filter(|members| Seat::of(context, members, Action::ReadCase).is_ok());
        let seated = seated.filter_map(|members| members.first()).map(|member| member.case_id.clone());
        let opened = store.emergencies_of(&context.actor.account_id, context.at).await?;
        Ok(seated.chain(opened.into_iter().map(|one| one.case_id)).collect())
    }

    /// Somebody as the caller sees them: of several records of one person that which stands for them, when the caller sees it as well. Nothing
    /// when they do not see the one that was found: whom one sees only for a purpose is not found by trying names.
    async fn as_seen(&self, context: &Context, one: Alike, ties: &[Tie]) -> Result<Option<Alike>, ServiceError> {
        let known = async |record: &Record, ties: &[Tie]| {
            let sight = self.sight(context, record, ties).await?;
            Ok::<_, ServiceError>(sight.filter(|sight| *sight > Sight::AfterPurpose))
        };
        let Some(sight) = known(&one.record, ties).await? else { return Ok(None) };
        let one = Alike { is_own: sight == Sight::Own, ..one };
        if !ties.iter().any(|tie| is_same(tie) && tie.person_id == one.record.id) {
            return Ok(Some(one));
        }
        let cluster = self.cluster(&one.record.id).await?;
        let Some(first) = cluster.ids.first() else { return Ok(Some(one)) };
        let Some(record) = self.person_record(first).await? else { return Ok(Some(one)) };
        let Some(sight) = known(&record, &cluster.ties).await? else { return Ok(Some(one)) };
        let (_, known) = sketched(&self.questions(&record.kind)?, &says(&record));
        let code = self.code_of_person(&record);
        Ok(Some(Alike { known, code, record, is_own: sight == Sight::Own, ..one }))
    }

    fn likened(&self, sketch: &Sketch, code: &str, record: Record) -> Result<Alike, ServiceError> {
        let (other, known) = sketched(&self.questions(&record.kind)?, &says(&record));
        let Likeness { points, grounds } = compare(sketch, &other);
        let its_code = self.code_of_person(&record);
        let is_called = !code.is_empty() && its_code.eq_ignore_ascii_case(code.trim());
        Ok(Alike {
            code: its_code,
            known,
            points: if is_called { 100 } else { points },
            grounds: grounds.into_iter().map(said).collect(),
            is_own: false,
            record,
        })
    }

    /// The code by which other records name a person.
    fn code_of_person(&self, record: &Record) -> String {
        let in_use = self.collection.in_use(&record.kind);
        let key = in_use.ok().and_then(|in_use| in_use.definition().kind.key.clone());
        key.map(|key| record.answer(&key)).unwrap_or_default()
    }
}

/// What a record says, as answers.
pub(super) fn says(record: &Record) -> Json {
    let object = |row: &store::Row| {
        Json::Object(row.iter().map(|(name, value)| (name.clone(), Json::String(value.to_answer()))).collect())
    };
    let mut says = object(&record.columns);
    if let Json::Object(says) = &mut says {
        for (repeat, rows) in &record.rows {
            says.insert(repeat.clone(), Json::Array(rows.iter().map(object).collect()));
        }
    }
    says
}

fn said(ground: Ground) -> Message {
    Message::new(match ground {
        Ground::SameDocument => "casework-alike-document",
        Ground::SameName => "casework-alike-name",
        Ground::NearName => "casework-alike-near-name",
        Ground::SameSound => "casework-alike-sound",
        Ground::SameContact => "casework-alike-contact",
        Ground::SameBirth => "casework-alike-birth",
        Ground::NearBirth => "casework-alike-near-birth",
        Ground::OtherBirth => "casework-alike-other-birth",
        Ground::SameNationality => "casework-alike-nationality",
        Ground::OtherNationality => "casework-alike-other-nationality",
        Ground::OtherGender => "casework-alike-other-gender",
    })
}
