//! One record and two cases as people make them, and copies of them with ids, codes and owners of their own, many in a unit. Owns that a
//! copy is what the product would have kept, except that no audit entry tells of it.

use crate::failure::Failure;
use crate::names::{nickname, person_name};
use crate::people::{agency, case_id, owner, person_code, person_id};
use casework::{Casework, TiedPerson};
use collection::{Collection, InCase, NewSubmission};
use jiff::ToSpan as _;
use serde_json::{Value as Json, json};
use service_kit::{Context, Kit, ServiceError};
use store::{CaseEvent, CaseFile, CaseMember, Change, Projection, Record, Row, Submission, Tie, Unit, Value};

/// Copies that become true together.
const TOGETHER: usize = 500;
/// What stands in the template where each copy has its own code.
const CODE: &str = "P-0001";
/// And where each has names of its own.
const NAME: &str = "Somebody P-0001";
const NICKNAME: &str = "Called P-0001";
const SCREENED: &str = "template-screened";
const ADMITTED: &str = "template-admitted";
const ADMISSION: &str = "template-admission";
const PERSON: &str = "template-person";
const TIE: &str = "template-tie";
/// As what the person is part of the case.
const ROLE: &str = "victim";

/// What copies are made of.
pub(super) struct Copies {
    kit: Kit,
    /// Accounts, agency by agency.
    workers: Vec<Vec<String>>,
    person: Kept,
    screened: Case,
    admitted: Case,
}

/// A record with the submission that made it.
struct Kept {
    submission: Submission,
    record: Record,
}

struct Case {
    file: CaseFile,
    events: Vec<CaseEvent>,
    members: Vec<CaseMember>,
    records: Vec<Kept>,
    /// Who is part of it.
    tie: Option<Tie>,
}

/// Whose a copy is.
struct Whose {
    place: usize,
    agency_id: String,
    account_id: String,
}

impl Copies {
    /// Makes the templates by the forms.
    pub(super) async fn of_templates(
        kit: Kit,
        (collection, casework): (&Collection, &Casework),
        lead: &Context,
        workers: Vec<Vec<String>>,
    ) -> Result<Self, Failure> {
        let today = lead.today();
        let days_ago = |days: i64| today.saturating_sub(days.days()).to_string();
        let screening = json!({
            "code": CODE, "screened_on": days_ago(9), "province": "57", "agency": "police", "age_group": "adult",
            "interpreter": "yes", "danger": "no", "agreed": "yes", "signs": "wages documents",
        });
        let admission = json!({
            "code": CODE, "admitted_on": days_ago(8), "shelter_kind": "identification_centre", "consent": "yes",
            "phone_kept": "yes",
        });
        let person = json!({
            "code": CODE, "recorded_on": days_ago(9),
            "names": [{ "name_kind": "full", "name": NAME }, { "name_kind": "nickname", "name": NICKNAME }],
            "documents": [{ "document_kind": "passport", "document_number": CODE }],
            "gender": "Feminine", "birth": { "birth_year": "1999" }, "nationalities": "MMR",
            "roles": "PossibleVictimOfTrafficking",
        });
        let send = async |id: &str, kind: &str, answers: &Json, in_case| {
            let (id, kind, answers) = (id.to_owned(), kind.to_owned(), answers.clone());
            let new = NewSubmission { id, kind, answers, corrects: None, reason: None, source: "api" };
            collection.submit_within(lead, new, in_case).await.map(drop)
        };
        send(PERSON, "casework/person", &person, None).await.map_err(told)?;
        for id in [SCREENED, ADMITTED] {
            send(id, "identification/first-screening", &screening, None).await.map_err(told)?;
        }
        let in_case = Some(InCase::new(ADMITTED, Some("admit".to_owned())));
        send(ADMISSION, "identification/shelter-admission", &admission, in_case).await.map_err(told)?;
        let seen = kit.store.case(ADMITTED).await?.map_or(0, |case| case.events);
        let tied = TiedPerson { tie: TIE.to_owned(), person_id: PERSON.to_owned(), role: ROLE.to_owned() };
        casework.tie_to_case(lead, ADMITTED, seen, tied).await.map_err(told)?;
        let person = kept(&kit, PERSON).await?;
        let (screened, admitted) = (case(&kit, SCREENED, &[]).await?, case(&kit, ADMITTED, &[ADMISSION]).await?);
        Ok(Self { kit, workers, person, screened, admitted })
    }

    /// So many person records.
    pub(super) async fn persons(&self, count: usize) -> Result<(), Failure> {
        let one = |place| vec![self.person.copy(&person_id(place), &self.whose(place))];
        self.in_units(count, one).await
    }

    /// So many cases.
    pub(super) async fn cases(&self, count: usize) -> Result<(), Failure> {
        let one = |place| {
            let template = if place % 3 == 0 { &self.screened } else { &self.admitted };
            template.copy(&self.whose(place))
        };
        self.in_units(count, one).await
    }

    fn whose(&self, place: usize) -> Whose {
        let (of, worker) = owner(place);
        let account = self.workers.get(of).and_then(|all| all.get(worker)).cloned();
        Whose { place, agency_id: agency(of), account_id: account.unwrap_or_default() }
    }

    async fn in_units(&self, count: usize, one: impl Fn(usize) -> Vec<Change>) -> Result<(), Failure> {
        let places: Vec<usize> = (0..count).collect();
        for part in places.chunks(TOGETHER) {
            let changes = part.iter().flat_map(|place| one(*place)).collect();
            self.kit.store.commit(Unit::new(changes, Vec::new())).await?;
        }
        Ok(())
    }
}

impl Kept {
    fn copy(&self, id: &str, whose: &Whose) -> Change {
        let own_text = |text: &str| own_text(text, whose.place);
        let submission = Submission {
            id: id.to_owned(),
            record_id: id.to_owned(),
            agency_id: whose.agency_id.clone(),
            author_id: whose.account_id.clone(),
            answers: self.submission.answers.as_ref().map(|answers| own_text(answers)),
            ..self.submission.clone()
        };
        let own =
            |row: &Row| row.iter().map(|(name, value)| (name.clone(), own_value(value, whose.place))).collect::<Row>();
        let rows = self.record.rows.iter().map(|(name, rows)| (name.clone(), rows.iter().map(own).collect()));
        Change::Submit(submission, Projection { columns: own(&self.record.columns), rows: rows.collect() })
    }
}

/// A value of a copy: where the template has its code and names, the copy has its own.
fn own_value(value: &Value, place: usize) -> Value {
    match value {
        Value::Text(text) => Value::Text(own_text(text, place)),
        other => other.clone(),
    }
}

fn own_text(text: &str, place: usize) -> String {
    if !text.contains(CODE) {
        return text.to_owned();
    }
    text.replace(NAME, &person_name(place)).replace(NICKNAME, nickname(place)).replace(CODE, &person_code(place))
}

impl Case {
    fn copy(&self, whose: &Whose) -> Vec<Change> {
        let id = case_id(whose.place);
        let named = |of: &str| if of == self.file.id { id.clone() } else { format!("{:08}-{of}", whose.place) };
        let mut changes: Vec<Change> =
            self.records.iter().map(|one| one.copy(&named(&one.submission.record_id), whose)).collect();
        changes.push(Change::PutCase(CaseFile {
            id: id.clone(),
            code: format!("{:06}", whose.place),
            agency_id: whose.agency_id.clone(),
            author_id: whose.account_id.clone(),
            due: self.due(whose.place),
            ..self.file.clone()
        }));
        changes.extend(self.events.iter().map(|event| {
            Change::AddCaseEvent(CaseEvent {
                case_id: id.clone(),
                record_id: event.record_id.as_deref().map(named),
                what: event.what.replace(PERSON, &person_id(whose.place)).replace(TIE, &named(TIE)),
                author_id: whose.account_id.clone(),
                agency_id: whose.agency_id.clone(),
                ..event.clone()
            })
        }));
        changes.extend(self.members.iter().map(|member| {
            Change::PutCaseMember(CaseMember {
                case_id: id.clone(),
                agency_id: whose.agency_id.clone(),
                owner_id: whose.account_id.clone(),
                ..member.clone()
            })
        }));
        changes.extend(self.tie.iter().map(|tie| {
            Change::PutTie(Tie {
                id: named(TIE),
                person_id: person_id(whose.place),
                other_id: id.clone(),
                agency_id: whose.agency_id.clone(),
                author_id: whose.account_id.clone(),
                ..tie.clone()
            })
        }));
        changes
    }

    /// The day on which the template is due, or one of the sixty after it: lists are sorted by it.
    fn due(&self, place: usize) -> Option<String> {
        let day: jiff::civil::Date = self.file.due.as_deref()?.parse().ok()?;
        let later = i64::try_from(place % 60).unwrap_or_default();
        Some(day.saturating_add(later.days()).to_string())
    }
}

async fn kept(kit: &Kit, id: &str) -> Result<Kept, Failure> {
    let absent = || Failure::Unexpected(format!("template {id}"));
    let submission = kit.store.submission(id).await?.ok_or_else(absent)?.submission;
    let record = kit.store.record(&submission.kind, id).await?.ok_or_else(absent)?;
    Ok(Kept { submission, record })
}

async fn case(kit: &Kit, id: &str, further: &[&str]) -> Result<Case, Failure> {
    let file = kit.store.case(id).await?.ok_or_else(|| Failure::Unexpected(format!("template {id}")))?;
    let (events, members) = (kit.store.case_events(id).await?, kit.store.case_members(id).await?);
    let mut records = vec![kept(kit, id).await?];
    for id in further {
        records.push(kept(kit, id).await?);
    }
    let tie = kit.store.tie(TIE).await?.filter(|tie| tie.other_id == id);
    Ok(Case { file, events, members, records, tie })
}

/// Says also which answers a form did not take.
fn told(error: ServiceError) -> Failure {
    match error {
        ServiceError::Invalid(problems) => Failure::Unexpected(format!("{problems:?}")),
        other => Failure::Service(other),
    }
}
