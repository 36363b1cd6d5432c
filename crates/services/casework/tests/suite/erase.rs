//! Erasing a case: two persons, one key, and nothing that was told to it left anywhere.

use crate::centre::{CASE, Centre, screening, supervising};
use casework::{CasesAsked, ConsentsShown};
use service_kit::{Actor, Context, Role, ServiceError};
use store::{Attachment, Change, Unit};
use testkit::{HOME, OTHER};

const CANARY: &str = "canary-0815-Malee";

pub(crate) fn director(centre: &Centre) -> Context {
    centre.who(Role::Director)
}

pub(crate) fn officer(centre: &Centre) -> Context {
    centre.who(Role::DataOfficer)
}

/// A person was screened, nothing was found, and the file is closed.
pub(crate) async fn closed() -> Centre {
    let centre = Centre::open().await;
    let mut answers = screening("");
    answers["notes"] = CANARY.into();
    centre.send(&centre.who(Role::FieldWorker), CASE, "identification/first-screening", answers, None).await.unwrap();
    centre.consented().await;
    let lead = centre.who(Role::Coordinator);
    centre.casework.make_move(&lead, CASE, centre.seen().await, "no-signs").await.unwrap();
    centre
}

pub(crate) async fn seen_by(centre: &Centre, who: &Context) -> i64 {
    centre.casework.case(who, CASE).await.unwrap().seen
}

#[tokio::test]
async fn two_persons_erase_a_closed_case_and_for_everybody_there_never_was_one() {
    let centre = closed().await;
    let (asks, confirms) = (officer(&centre), director(&centre));
    let picture = Attachment {
        hash: Attachment::name(b"a picture of her"),
        media_type: "image/png".into(),
        agency_id: HOME.into(),
        created_at: 1,
        bytes: b"a picture of her".to_vec(),
    };
    let hash = picture.hash.clone();
    let named = Change::NameFiles { record_id: CASE.into(), hashes: vec![hash.clone()] };
    centre.world.kit.commit(Unit::new(vec![Change::PutAttachment(picture), named], Vec::new())).await.unwrap();
    let store = &centre.world.kit.store;
    assert_eq!(store.attachment(&hash).await.unwrap().unwrap().bytes, b"a picture of her");
    assert!(!centre.world.lies_in_files(b"a picture of her"));

    let seen = seen_by(&centre, &asks).await;
    centre.casework.ask_to_erase(&asks, CASE, seen, "order").await.unwrap();
    let view = centre.casework.case(&confirms, CASE).await.unwrap().erasure.unwrap();
    assert!(view.asked.unwrap().may_confirm && view.records == 1);
    let key = store.seal_key_of(&format!("record/{CASE}")).await.unwrap().unwrap();
    assert!(centre.world.lies_in_files(key.wrapped.as_bytes()), "the search finds the key while it is there");
    let consents = async || centre.casework.consents(&officer(&centre), ConsentsShown::Holding, 0).await.unwrap().len();
    assert_eq!(consents().await, 1);
    let seen = seen_by(&centre, &confirms).await;
    centre.casework.erase(&confirms, CASE, seen).await.unwrap();

    for who in [asks, confirms, centre.who(Role::Coordinator), centre.who(Role::FieldWorker)] {
        let gone = centre.casework.case(&who, CASE).await;
        assert!(matches!(gone, Err(ServiceError::NotFound)), "{gone:?}");
        let listed = centre.casework.cases(&who, CasesAsked { closed: true, ..CasesAsked::default() }).await.unwrap();
        assert!(listed.lines.is_empty() && listed.count.closed == 0);
    }
    assert!(store.attachment(&hash).await.unwrap().is_none());
    assert!(!centre.world.lies_in_files(key.wrapped.as_bytes()), "nothing of the key is left in any file");
    assert_eq!(consents().await, 0, "nor does the list of consents name it");
    let mut dumped = String::new();
    let mut sink = |row: store::DumpRow| {
        dumped.push_str(&format!("{row:?}"));
        Ok(())
    };
    store.dump(&mut sink).await.unwrap();
    assert!(dumped.contains(CASE) && !dumped.contains(CANARY) && !dumped.contains(&key.wrapped));
    assert!(!centre.world.lies_in_files(CANARY.as_bytes()));
    let audit = centre.world.audit().await;
    let entry = audit.iter().rev().find(|row| row.entry.action == "case.erase").unwrap();
    assert!(entry.entry.detail.contains("order"), "who erased it and why is told");
    let worker = centre.who(Role::FieldWorker);
    let again = centre.send(&worker, CASE, "identification/first-screening", screening("wages"), None).await;
    assert!(matches!(again, Err(ServiceError::Conflict(_))), "and it does not begin anew");
}

#[tokio::test]
async fn nobody_erases_alone_or_what_is_open_or_what_is_not_theirs() {
    let centre = closed().await;
    let (asks, confirms) = (officer(&centre), director(&centre));
    for who in [centre.who(Role::Coordinator), centre.who(Role::FieldWorker), centre.who(Role::Administrator)] {
        let refused = centre.casework.ask_to_erase(&who, CASE, 1, "order").await;
        assert!(
            matches!(refused, Err(ServiceError::Refused | ServiceError::NotFound | ServiceError::Conflict(_))),
            "{refused:?}"
        );
    }
    let stranger = centre.world.person(Role::Director, OTHER);
    assert!(matches!(centre.casework.ask_to_erase(&stranger, CASE, 1, "order").await, Err(ServiceError::NotFound)));
    let seen = seen_by(&centre, &asks).await;
    assert!(
        matches!(centre.casework.erase(&confirms, CASE, seen).await, Err(ServiceError::Conflict(_))),
        "nobody asked"
    );
    let wrong = centre.casework.ask_to_erase(&asks, CASE, seen, "because").await;
    assert!(matches!(wrong, Err(ServiceError::Invalid(_))));
    centre.casework.ask_to_erase(&asks, CASE, seen, "person").await.unwrap();
    let seen = seen_by(&centre, &asks).await;
    assert!(matches!(centre.casework.erase(&asks, CASE, seen).await, Err(ServiceError::Refused)), "not by who asked");
    centre.casework.refuse_to_erase(&confirms, CASE, seen).await.unwrap();
    let seen = seen_by(&centre, &confirms).await;
    assert!(
        matches!(centre.casework.erase(&confirms, CASE, seen).await, Err(ServiceError::Conflict(_))),
        "it was refused"
    );

    let open = Centre::open().await;
    open.screened().await;
    let told = open.casework.ask_to_erase(&officer(&open), CASE, seen_by(&open, &officer(&open)).await, "person").await;
    assert!(matches!(told, Err(ServiceError::Invalid(_))), "{told:?}");
    let actor = Actor { account_id: "second".into(), ..director(&open).actor };
    let second = supervising(Context::new(&open.world.kit, actor, language::Lang::En));
    assert!(open.casework.case(&second, CASE).await.unwrap().erasure.is_none(), "while it is open nothing is offered");
}
