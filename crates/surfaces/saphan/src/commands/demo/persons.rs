//! The people of the demo's cases, all visibly invented: one in each case, a mother, and one who was recorded twice and not yet noticed.

use crate::app::App;
use crate::failure::Failure;
use casework::TiedPerson;
use collection::NewSubmission;
use serde_json::{Value as Json, json};
use service_kit::{Context, Purpose};

const KIND: &str = "casework/person";

/// Names, year of birth, nationality, gender.
const PEOPLE: [(&[&str], u16, &str, &str); 9] = [
    (&["มาลี ตัวอย่าง", "น้องลี"], 2012, "LAO", "Feminine"),
    (&["สมชาย สมมุติ"], 1994, "THA", "Masculine"),
    (&["အေးအေး နမူနာ", "Aye Aye Namuna"], 1999, "MMR", "Feminine"),
    (&["សុខា គំរូ", "Sokha Example"], 2001, "KHM", "Masculine"),
    (&["ດາວ ຕົວຢ່າງ"], 2009, "LAO", "Feminine"),
    (&["อรทัย นามสมมุติ"], 1988, "THA", "Feminine"),
    (&["Ko Naing Example"], 1996, "MMR", "Masculine"),
    (&["บุญมี ตัวอย่าง"], 1985, "LAO", "Feminine"),
    (&["Mali Tuayang"], 2012, "LAO", "Feminine"),
];
/// Who is whose mother, by their places above.
const CHILD_AND_MOTHER: (usize, usize) = (0, 7);

/// Records them, those of the first places as part of these cases.
pub(super) async fn record(app: &App, coordinator: &Context, cases: &[String]) -> Result<(), Failure> {
    // Some of these cases are the field worker's.
    let supervising = Context { purpose: Some(Purpose::new("supervision", "")?), ..coordinator.clone() };
    let coordinator = &supervising;
    let mut cases = cases.iter();
    for (place, (names, year, nationality, gender)) in PEOPLE.iter().enumerate() {
        let case = if place < CHILD_AND_MOTHER.1 { cases.next() } else { None };
        if app.kit.store.submission(&id(place)).await?.is_some() {
            continue;
        }
        let new = NewSubmission {
            id: id(place),
            kind: KIND.to_owned(),
            answers: answers(coordinator, place, names, *year, nationality, gender),
            corrects: None,
            reason: None,
            source: "demo",
        };
        app.collection.submit(coordinator, new).await?;
        let Some(case) = case else { continue };
        let view = app.casework.case(coordinator, case).await?;
        let Some((role, _)) = view.roles.first() else { continue };
        let tied = TiedPerson { tie: format!("demo-tie-{place:04}"), person_id: id(place), role: role.clone() };
        app.casework.tie_to_case(coordinator, case, view.seen, tied).await?;
    }
    let (child, mother) = CHILD_AND_MOTHER;
    app.casework.relate(coordinator, "demo-tie-mother", (&id(child), &id(mother)), "parent").await?;
    Ok(())
}

fn id(place: usize) -> String {
    format!("demo-person-{:04}", place + 1)
}

fn answers(coordinator: &Context, place: usize, names: &[&str], year: u16, nationality: &str, gender: &str) -> Json {
    let kind = |at: usize| if at == 0 { "full" } else { "alias" };
    let names: Vec<Json> =
        names.iter().enumerate().map(|(at, name)| json!({ "name_kind": kind(at), "name": name })).collect();
    json!({
        "code": format!("P-{:04}", place + 101),
        "recorded_on": coordinator.today().to_string(),
        "names": names,
        "gender": gender,
        "birth": { "birth_year": year.to_string(), "age_basis": "said" },
        "nationalities": nationality,
    })
}
