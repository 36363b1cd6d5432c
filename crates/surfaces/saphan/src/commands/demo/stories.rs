//! The cases of the demo: each pack's stories, told so that they reach today. Owns moving their days.

use crate::app::App;
use crate::failure::Failure;
use calendar::Date;
use casework::{Consent, Decision, Invited, Voice};
use collection::{InCase, NewSubmission};
use packs::{Happens, Pack};
use serde_json::Value as Json;
use service_kit::{Context, ServiceError};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Stories that ended so many days ago: the time for which their case is kept is over, or soon. The others reach today.
const LONG_AGO: [(&str, i64); 2] =
    [("reports-triage/cases/story-question.toml", 400), ("identification/cases/story-no-signs.toml", 690)];

/// Plays every story that is not there yet, and gives the cases that are about people.
pub(super) async fn play(app: &App, coordinator: &Context) -> Result<Vec<String>, Failure> {
    let mut of_people = Vec::new();
    let field = app.kit.store.account_by_login("field").await?;
    let mut told = 0_u32;
    for pack in app.collection.packs().iter().filter(|pack| pack.workflow.is_some()) {
        for story in pack.cases.iter().filter(|story| !story.happenings.is_empty()) {
            told += 1;
            let id = format!("demo-{}-{told}", pack.id);
            let subject = pack.workflow.as_ref().map(|workflow| workflow.subject.as_str());
            of_people.extend(subject.filter(|subject| subject.ends_with("/person")).map(|_| id.clone()));
            if app.kit.store.submission(&id).await?.is_some() {
                continue;
            }
            let ago = LONG_AGO.into_iter().find(|(file, _)| *file == format!("{}/{}", pack.id, story.file));
            let days = i64::from((coordinator.today() - story.on).get_days()) - ago.map_or(0, |(_, days)| days);
            let telling = Telling { app, coordinator, pack, id: &id, days };
            for (place, happening) in story.happenings.iter().enumerate() {
                if let Some(happens) = happening.happens() {
                    telling.tell(place, happening.on(), happens).await?;
                }
            }
            // Some cases are the field worker's, the others the coordinator's.
            if let Some(field) = field.as_ref().filter(|_| told.is_multiple_of(2)) {
                let seen = app.casework.case(coordinator, &id).await?.seen;
                app.casework.assign(coordinator, &id, seen, &field.id).await?;
            }
        }
    }
    Ok(of_people)
}

struct Telling<'t> {
    app: &'t App,
    coordinator: &'t Context,
    pack: &'t Pack,
    /// The case's, which is that of the form that opens it.
    id: &'t str,
    /// How far the story is moved.
    days: i64,
}

impl Telling<'_> {
    async fn tell(&self, place: usize, on: Date, happens: Happens<'_>) -> Result<(), ServiceError> {
        let context = self.on(on);
        match happens {
            Happens::Form { form, answers } => {
                let kind = if form.contains('/') { form.to_owned() } else { format!("{}/{form}", self.pack.id) };
                self.send(&context, place, kind, answers, None).await
            }
            Happens::Move { id, answers } => {
                let step = self.pack.workflow.as_ref().and_then(|workflow| workflow.step(id));
                match step.and_then(|step| step.form.clone()) {
                    Some(form) => self.send(&context, place, form, answers, Some(id.to_owned())).await,
                    None => {
                        let seen = self.app.casework.case(&context, self.id).await?.seen;
                        self.app.casework.make_move(&context, self.id, seen, id).await
                    }
                }
            }
            Happens::Decision { conference, outcome } => self.decide(&context, conference, outcome).await,
        }
    }

    /// The coordinator on a day of the story.
    fn on(&self, on: Date) -> Context {
        let now = self.coordinator;
        let back = i64::from((now.today() - on).get_days()) - self.days;
        let at = now.at - back * DAY;
        Context { at, local: self.app.kit.local(at), ..now.clone() }
    }

    async fn send(
        &self,
        context: &Context,
        place: usize,
        kind: String,
        answers: Option<&Json>,
        step: Option<String>,
    ) -> Result<(), ServiceError> {
        let id = if place == 0 { self.id.to_owned() } else { format!("{}-{place}", self.id) };
        let answers = moved(answers.cloned().unwrap_or_default(), self.days);
        let new = NewSubmission { id, kind, answers, corrects: None, reason: None, source: "demo" };
        let in_case = (place > 0).then(|| InCase::new(self.id, step));
        self.app.collection.submit_within(context, new, in_case).await.map(drop)
    }

    /// Lets in whoever must be asked, and notes that all said the same.
    async fn decide(&self, context: &Context, conference: &str, outcome: &str) -> Result<(), ServiceError> {
        let casework = &self.app.casework;
        let case = casework.case(context, self.id).await?;
        let due = case.conferences.iter().find(|one| one.id == conference);
        let missing: Vec<String> = due.map(|one| one.missing.clone()).unwrap_or_default();
        let agencies = self.app.identity.agencies().await?;
        if !missing.is_empty() {
            let asked = agencies.iter().filter(|agency| missing.contains(&agency.kind)).map(|agency| agency.id.clone());
            let consent = Consent {
                agencies: asked.collect(),
                by: if case.of_children { "guardian" } else { "person" }.to_owned(),
                language: "tha".to_owned(),
                interpreter: false,
                assent: case.of_children.then_some(true),
                until: None,
            };
            casework.consent(context, self.id, case.seen, consent).await?;
        }
        for kind in missing {
            let of_kind = agencies.iter().find(|agency| agency.kind == kind).ok_or(ServiceError::NotFound)?;
            let seen = casework.case(context, self.id).await?.seen;
            casework
                .invite(
                    context,
                    self.id,
                    seen,
                    Invited { agency_id: of_kind.id.clone(), as_kind: kind, reason: String::new() },
                )
                .await?;
        }
        let case = casework.case(context, self.id).await?;
        let open = case.members.iter().filter(|member| member.is_open);
        let said = open.map(|one| Voice { agency_id: one.agency_id.clone(), outcome: outcome.to_owned() }).collect();
        let decision = Decision { conference: conference.to_owned(), outcome: outcome.to_owned(), said };
        casework.decide(context, self.id, case.seen, decision).await
    }
}

/// Answers with every day in them moved by so many days.
fn moved(answers: Json, days: i64) -> Json {
    match answers {
        Json::String(text) => Json::String(moved_text(&text, days).unwrap_or(text)),
        Json::Array(rows) => rows.into_iter().map(|row| moved(row, days)).collect(),
        Json::Object(fields) => fields.into_iter().map(|(name, value)| (name, moved(value, days))).collect(),
        other => other,
    }
}

fn moved_text(text: &str, days: i64) -> Option<String> {
    const LENGTH: usize = "2026-03-01".len();
    let (day, rest) = text.split_at_checked(LENGTH)?;
    let day: Date = day.parse().ok().filter(|_| rest.is_empty() || rest.starts_with('T'))?;
    let day = day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    Some(format!("{day}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn days_in_answers_are_moved_and_nothing_else() {
        let answers = json!({ "on": "2026-02-28", "at": "2026-03-02T09:00:00.000+07:00", "code": "2026-1", "rows": [{ "on": "2026-12-31" }] });
        let expected = json!({ "on": "2026-03-01", "at": "2026-03-03T09:00:00.000+07:00", "code": "2026-1", "rows": [{ "on": "2027-01-01" }] });
        assert_eq!(moved(answers, 1), expected);
    }
}
