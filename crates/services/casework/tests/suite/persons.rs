//! People: who sees them and why, how they are found, and two records that turn out to be of one person.

use crate::centre::{CASE, Centre, supervising};
use casework::TiedPerson;
use collection::{Correction, NewSubmission};
use serde_json::{Value as Json, json};
use service_kit::{Context, Role, ServiceError};
use testkit::OTHER;

const PERSON: &str = "casework/person";

fn answers(code: &str, name: &str, year: u16) -> Json {
    json!({
        "code": code, "recorded_on": "2026-03-01", "names": [{ "name_kind": "full", "name": name }],
        "birth": { "birth_year": year.to_string() }, "nationalities": "LAO", "gender": "Feminine",
    })
}

impl Centre {
    pub(crate) async fn record_person(&self, who: &Context, id: &str, name: &str, year: u16) {
        let new = NewSubmission {
            id: id.into(),
            kind: PERSON.into(),
            answers: answers(&id.replace("person", "P"), name, year),
            corrects: None,
            reason: None,
            source: "web",
        };
        self.collection.submit(who, new).await.unwrap();
    }

    async fn tie(&self, who: &Context, tie: &str, person: &str, role: &str) -> Result<(), ServiceError> {
        let tied = TiedPerson { tie: tie.into(), person_id: person.into(), role: role.into() };
        let seen = self.seen().await;
        self.casework.tie_to_case(who, CASE, seen, tied).await
    }

    pub(crate) async fn names_found(&self, who: &Context, text: &str) -> Vec<String> {
        let found = self.casework.find_people(who, text).await.unwrap().people;
        found.into_iter().map(|one| one.record.id).collect()
    }

    pub(crate) async fn sees(&self, who: &Context, id: &str) -> bool {
        match self.casework.person(who, id).await {
            Ok(view) => view.record.id == id || view.others.iter().any(|other| other.record.id == id),
            Err(ServiceError::NotFound) => false,
            Err(error) => panic!("{error:?}"),
        }
    }
}

/// A case in which the other agency takes part, and its lead.
async fn shared() -> (Centre, Context) {
    let centre = Centre::open().await;
    centre.screened().await;
    centre.consented().await;
    let invited = casework::Invited { agency_id: OTHER.into(), as_kind: "police".into(), reason: String::new() };
    let lead = centre.who(Role::Coordinator);
    centre.casework.invite(&lead, CASE, centre.seen().await, invited).await.unwrap();
    let partner = centre.partner_lead();
    (centre, partner)
}

#[tokio::test]
async fn a_person_is_read_by_their_agency_and_through_a_case_as_long_as_they_are_part_of_it() {
    let (centre, partner) = shared().await;
    let worker = centre.who(Role::FieldWorker);
    centre.record_person(&worker, "person-1001", "มาลี ใจดี", 2008).await;
    let stranger = supervising(centre.world.person(Role::Director, "third"));
    let colleague = Context {
        actor: service_kit::Actor { account_id: "colleague".into(), ..worker.actor.clone() },
        ..worker.clone()
    };
    let own =
        [centre.who(Role::Coordinator), centre.who(Role::Director), centre.who(Role::DataOfficer), worker.clone()];
    for who in &own {
        assert!(centre.sees(who, "person-1001").await, "{:?}", who.actor.role);
    }
    for who in [&partner, &stranger, &colleague, &centre.who(Role::Administrator)] {
        assert!(!centre.sees(who, "person-1001").await, "{:?}", who.actor);
        assert!(centre.names_found(who, "มาลี").await.is_empty());
    }
    centre.tie(&worker, "tie-1", "person-1001", "victim").await.unwrap();
    centre.tie(&worker, "tie-1", "person-1001", "victim").await.unwrap();
    let view = centre.casework.case(&partner, CASE).await.unwrap();
    assert_eq!(view.people.len(), 1, "a retry ties nothing twice");
    assert_eq!(view.people[0].role.get(language::Lang::En), "Possible victim");
    assert!(centre.sees(&partner, "person-1001").await);
    assert!(!centre.sees(&stranger, "person-1001").await && !centre.sees(&colleague, "person-1001").await);
    let person = centre.casework.person(&partner, "person-1001").await.unwrap();
    assert!(!person.is_own && !person.may_correct);
    assert_eq!(person.cases.len(), 1);
    assert!(person.events.iter().any(|event| event.what.key == "casework-did-tie"), "{:?}", person.events);

    let refused = centre.tie(&partner, "tie-2", "person-1001", "witness").await;
    assert!(matches!(refused, Err(ServiceError::NotFound)), "what is not theirs they tie to nothing: {refused:?}");
    let twice = centre.tie(&worker, "tie-3", "person-1001", "witness").await;
    assert!(matches!(twice, Err(ServiceError::Conflict(_))), "{twice:?}");
    centre.casework.untie_from_case(&worker, CASE, centre.seen().await, "tie-1").await.unwrap();
    assert!(!centre.sees(&partner, "person-1001").await, "from the next request on");
    assert!(centre.casework.case(&partner, CASE).await.unwrap().people.is_empty());
}

#[tokio::test]
async fn without_a_purpose_somebody_elses_case_shows_nobody() {
    let (centre, partner) = shared().await;
    let worker = centre.who(Role::FieldWorker);
    centre.record_person(&worker, "person-1001", "มาลี ใจดี", 2008).await;
    centre.tie(&worker, "tie-1", "person-1001", "victim").await.unwrap();
    let members = centre.world.kit.store.case_members(CASE).await.unwrap();
    let part = members.into_iter().find(|one| one.agency_id == OTHER).unwrap();
    let somebody = store::CaseMember { owner_id: "somebody".into(), ..part };
    centre.world.kit.commit(store::Unit::new(vec![store::Change::PutCaseMember(somebody)], Vec::new())).await.unwrap();
    let asked = Context { purpose: None, ..partner.clone() };
    let told = centre.casework.person(&asked, "person-1001").await;
    assert!(matches!(told, Err(ServiceError::PurposeNeeded)), "{told:?}");
    assert!(centre.names_found(&asked, "มาลี").await.is_empty(), "nor are they found by trying names");
    assert!(centre.sees(&partner, "person-1001").await);
}

#[tokio::test]
async fn whoever_enters_somebody_is_told_who_it_may_be() {
    let (centre, partner) = shared().await;
    let lead = centre.who(Role::Coordinator);
    centre.record_person(&lead, "person-1001", "นางสาวมาลี ใจดี", 2008).await;
    centre.record_person(&lead, "person-1002", "สมชาย มั่นคง", 1990).await;
    centre.record_person(&partner, "person-2001", "มาลี ใจดี", 2008).await;
    let alike = async |who: &Context, name: &str, year| {
        let found = centre.casework.alike(who, PERSON, &answers("P-9999", name, year), None).await.unwrap();
        found.into_iter().map(|one| one.record.id).collect::<Vec<_>>()
    };
    assert_eq!(alike(&lead, "มาลี ใจดี", 2008).await, ["person-1001"], "and nobody of another agency");
    assert_eq!(alike(&partner, "Mali Jaidee", 2008).await, ["person-2001"], "in another script");
    assert!(alike(&lead, "อรทัย สุขใจ", 2008).await.is_empty());
    assert_eq!(centre.names_found(&lead, "p1002").await, ["person-1002"], "by the code");
    assert_eq!(centre.names_found(&lead, "Somchai").await, ["person-1002"]);
    let corrected = NewSubmission {
        id: "correction".into(),
        kind: PERSON.into(),
        answers: answers("P-1002", "อรทัย สุขใจ", 1990),
        corrects: Some(Correction { record_id: "person-1002".into(), supersedes: "person-1002".into() }),
        reason: Some("misheard".into()),
        source: "web",
    };
    centre.collection.submit(&lead, corrected).await.unwrap();
    assert!(centre.names_found(&lead, "Somchai").await.is_empty(), "what was corrected is not found any more");
    assert_eq!(centre.names_found(&lead, "อรทัย").await, ["person-1002"]);
    let told = centre.world.audit().await;
    let told: Vec<_> = told.iter().filter(|row| row.entry.action == "person.search").collect();
    assert!(!told.is_empty() && told.iter().all(|row| !row.entry.detail.contains("มาลี")));
}

#[tokio::test]
async fn two_records_of_one_person_are_one_until_that_is_taken_back() {
    let (centre, partner) = shared().await;
    let (lead, worker) = (centre.who(Role::Coordinator), centre.who(Role::FieldWorker));
    for (id, name) in [("person-1001", "มาลี ใจดี"), ("person-1002", "Mali Jaidee"), ("person-1003", "มะลิ ใจดี")]
    {
        centre.record_person(&lead, id, name, 2008).await;
    }
    centre.record_person(&partner, "person-2001", "มาลี ใจดี", 2008).await;
    centre.tie(&lead, "tie-1", "person-1002", "victim").await.unwrap();
    centre.casework.merge(&lead, "same-1", "person-1002", "person-1001").await.unwrap();
    centre.casework.merge(&lead, "same-1", "person-1002", "person-1001").await.unwrap();
    centre.casework.merge(&lead, "same-2", "person-1003", "person-1002").await.unwrap();
    for id in ["person-1001", "person-1002", "person-1003"] {
        let view = centre.casework.person(&lead, id).await.unwrap();
        assert_eq!(view.record.id, "person-1001", "the one that was kept stands for all");
        assert_eq!(view.others.len(), 2);
        assert_eq!(view.cases.len(), 1, "what was said of any of them was said of the person");
    }
    assert_eq!(centre.names_found(&lead, "Mali Jaidee").await, ["person-1001"], "and is found in their place");
    centre.record_person(&lead, "person-1004", "ดอกไม้ แสนสวย", 2008).await;
    assert_eq!(centre.names_found(&lead, "ดอกไม้ แสนสวย").await, ["person-1004"]);
    centre.casework.merge(&lead, "same-5", "person-1004", "person-1001").await.unwrap();
    assert_eq!(centre.names_found(&lead, "ดอกไม้ แสนสวย").await, ["person-1001"], "by a name that another record has");
    let own = answers("P-1004", "ดอกไม้ แสนสวย", 2008);
    let found = centre.casework.alike(&lead, PERSON, &own, Some("person-1004")).await.unwrap();
    assert!(found.is_empty(), "whoever is corrected is not shown as somebody else: {found:?}");
    let found = centre.names_found(&partner, "Mali Jaidee").await;
    assert!(found.contains(&"person-1002".to_owned()), "through their case, whoever stands for them: {found:?}");
    assert!(centre.names_found(&partner, "ดอกไม้ แสนสวย").await.is_empty());
    centre.casework.separate(&lead, "same-5").await.unwrap();
    assert!(matches!(
        centre.casework.merge(&lead, "same-3", "person-1001", "person-1003").await,
        Err(ServiceError::Conflict(_))
    ));
    for who in [&worker, &partner] {
        let refused = centre.casework.merge(who, "same-4", "person-2001", "person-1001").await;
        assert!(matches!(refused, Err(ServiceError::NotFound)), "{refused:?}");
    }
    let through = centre.casework.person(&partner, "person-1002").await.unwrap();
    assert!(
        through.others.is_empty() && through.record.id == "person-1002",
        "what they did not see before they do not see now"
    );
    assert!(!centre.sees(&partner, "person-1001").await);

    centre.casework.separate(&lead, "same-1").await.unwrap();
    let view = centre.casework.person(&lead, "person-1001").await.unwrap();
    assert_eq!((view.others.len(), view.cases.len()), (1, 0), "the third was tied to who stood for the person");
    assert_eq!(centre.casework.person(&lead, "person-1002").await.unwrap().cases.len(), 1);
    let says = centre.collection.history(&lead, PERSON, "person-1002").await.unwrap();
    assert_eq!(says.len(), 1, "no record was changed by any of it");
}

#[tokio::test]
async fn family_is_told_from_both_ends_to_whoever_sees_both() {
    let (centre, partner) = shared().await;
    let lead = centre.who(Role::Coordinator);
    centre.record_person(&lead, "person-1001", "มาลี ใจดี", 2008).await;
    centre.record_person(&lead, "person-1002", "บุญมี ใจดี", 1980).await;
    centre.casework.relate(&lead, "rel-1", ("person-1001", "person-1002"), "parent").await.unwrap();
    let relation = async |who: &Context, id: &str| {
        let view = centre.casework.person(who, id).await.unwrap();
        view.related.into_iter().map(|one| (one.record.id, one.relation)).collect::<Vec<_>>()
    };
    assert_eq!(relation(&lead, "person-1001").await, [("person-1002".to_owned(), Some("parent"))]);
    assert_eq!(relation(&lead, "person-1002").await, [("person-1001".to_owned(), Some("child"))]);
    centre.tie(&lead, "tie-1", "person-1001", "victim").await.unwrap();
    assert!(relation(&partner, "person-1001").await.is_empty(), "the mother is none of their work");
    for (other, is) in [("person-1001", "parent"), ("person-1002", "boss"), ("person-9999", "parent")] {
        let wrong = centre.casework.relate(&lead, "rel-2", ("person-1001", other), is).await;
        assert!(matches!(wrong, Err(ServiceError::Invalid(_) | ServiceError::NotFound)), "{other} {is}: {wrong:?}");
    }
    let house = NewSubmission {
        id: "house-01".into(),
        kind: "casework/household".into(),
        answers: json!({ "code": "H-1", "recorded_on": "2026-03-01" }),
        corrects: None,
        reason: None,
        source: "web",
    };
    centre.collection.submit(&lead, house).await.unwrap();
    centre.casework.relate(&lead, "rel-3", ("person-1001", "house-01"), "").await.unwrap();
    assert!(relation(&lead, "person-1001").await.contains(&("house-01".to_owned(), None)));
    assert!(!centre.world.lies_in_files(br#""is":"parent""#), "how people are related lies sealed");
    centre.casework.unrelate(&lead, "person-1002", "rel-1").await.unwrap();
    assert!(relation(&lead, "person-1002").await.is_empty());
}
