//! Running cases under a changed workflow: how long it takes to look at what would change for all of them, and to take them over. Also a
//! page of the list of all, the board, and who answers for how many. `cargo bench -p casework -- 100000`; on SQLite, with wall and processor time.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement takes the time, tells it, and should stop when its world breaks"
)]

use casework::{BoardAsked, Cases, CasesAsked, Casework};
use collection::{Collection, InCase, NewSubmission};
use jiff::civil::date;
use packs::{Pack, builtin_files};
use serde_json::{Value as Json, json};
use service_kit::{Context, Role};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;
use store::{CaseEvent, CaseFile, CaseMember, Change, Projection, Submission, Unit};
use testkit::{HOME, World};

const TEMPLATE: &str = "template-0001";
const TOGETHER: usize = 1000;

fn main() {
    let count = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(10_000);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(run(count));
}

async fn run(count: usize) {
    let world = World::on(date(2026, 3, 10)).await;
    let (collection, casework) = services(&world, packs(false)).await;
    let lead = world.person(Role::Coordinator, HOME);
    template(&collection, &lead).await;
    let start = Instant::now();
    copies(&world, count).await;
    println!("{count} cases with 2 forms and 1 move each, made in {:.1} s", start.elapsed().as_secs_f64());
    let (_, changed) = services(&world, packs(true)).await;
    let keeper = world.person(Role::Administrator, HOME);
    measured("a page of the list, first time", async || page(&casework, &lead).await).await;
    for _ in 0..3 {
        measured("a page of the list", async || page(&casework, &lead).await).await;
    }
    measured("the board", async || {
        let board = casework.board(&lead, BoardAsked::default()).await.unwrap();
        assert_eq!(board.columns.iter().map(|column| column.open).sum::<u64>(), count as u64 + 1);
    })
    .await;
    measured("who answers for how many", async || {
        let load = casework.load(&lead).await.unwrap();
        assert_eq!(load.iter().map(|line| line.open).sum::<u64>(), count as u64 + 1);
    })
    .await;
    let preview = measured("what would change", async || {
        let preview = changed.takeover_preview(&keeper, "identification").await.unwrap();
        assert_eq!((preview.cases, preview.quiet), (count as u64 + 1, 0));
    });
    preview.await;
    measured("taking over", async || {
        let done = changed.take_over(&keeper, "identification", 2, BTreeMap::new()).await.unwrap();
        assert_eq!((done.taken, done.left), (count as u64 + 1, 0));
    })
    .await;
}

async fn page(casework: &Casework, lead: &Context) {
    assert!(!casework.cases(lead, CasesAsked::default()).await.unwrap().lines.is_empty());
}

async fn measured(what: &str, work: impl AsyncFnOnce()) {
    let (wall, cpu) = (Instant::now(), processor_seconds());
    work().await;
    println!("{what}: {:.3} s, {:.3} s of the processor", wall.elapsed().as_secs_f64(), processor_seconds() - cpu);
}

/// Of this process, user and system, from `/proc`.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}

/// The packs; changed, everybody has five days more in a shelter.
fn packs(is_changed: bool) -> Vec<Arc<Pack>> {
    let mut files = builtin_files("identification");
    if is_changed {
        let text = String::from_utf8(files["workflow.toml"].clone()).unwrap();
        files.insert("workflow.toml".into(), text.replace("length = \"15 days\"", "length = \"20 days\"").into_bytes());
    }
    vec![Arc::new(Pack::builtin("casework").unwrap()), Arc::new(Pack::load(&files).unwrap())]
}

async fn services(world: &World, packs: Vec<Arc<Pack>>) -> (Arc<Collection>, Casework) {
    let cases = Cases::new(world.kit.clone(), packs.clone());
    cases.prepare().await.unwrap();
    let collection = Arc::new(Collection::new(world.kit.clone(), packs).followed_by(cases.follower()));
    collection.prepare().await.unwrap();
    (Arc::clone(&collection), Casework::new(cases, collection))
}

/// One case as people make it: somebody is screened and admitted to a shelter.
async fn template(collection: &Collection, lead: &Context) {
    let screening = json!({
        "code": "P-0001", "screened_on": "2026-03-01", "province": "57", "agency": "police", "age_group": "adult",
        "interpreter": "yes", "danger": "no", "agreed": "yes", "signs": "wages documents",
    });
    let admission = json!({
        "code": "P-0001", "admitted_on": "2026-03-02", "shelter_kind": "identification_centre", "consent": "yes",
        "phone_kept": "yes",
    });
    let send = async |id: &str, form: &str, answers: Json, in_case: Option<InCase>| {
        let kind = format!("identification/{form}");
        let new = NewSubmission { id: id.into(), kind, answers, corrects: None, reason: None, source: "web" };
        collection.submit_within(lead, new, in_case).await.unwrap();
    };
    send(TEMPLATE, "first-screening", screening, None).await;
    let in_case = InCase::new(TEMPLATE, Some("admit".into()));
    send("admission-0001", "shelter-admission", admission, Some(in_case)).await;
}

/// The same case so many times more, straight into storage.
async fn copies(world: &World, count: usize) {
    let store = &world.kit.store;
    let case = store.case(TEMPLATE).await.unwrap().unwrap();
    let events = store.case_events(TEMPLATE).await.unwrap();
    let members = store.case_members(TEMPLATE).await.unwrap();
    let mut submissions = Vec::new();
    for id in [TEMPLATE, "admission-0001"] {
        submissions.push(store.submission(id).await.unwrap().unwrap().submission);
    }
    let places: Vec<usize> = (0..count).collect();
    for part in places.chunks(TOGETHER) {
        let one = |place: &usize| copy(*place, &case, &events, &members, &submissions);
        store.commit(Unit::new(part.iter().flat_map(one).collect(), Vec::new())).await.unwrap();
    }
}

fn copy(
    place: usize,
    case: &CaseFile,
    events: &[CaseEvent],
    members: &[CaseMember],
    submissions: &[Submission],
) -> Vec<Change> {
    // Ids as the product makes them are spread, but rise with time.
    let named = |id: &str| format!("{place:08}-{id}");
    let id = named(TEMPLATE);
    let mut changes: Vec<Change> = submissions
        .iter()
        .map(|one| {
            let copied = Submission { id: named(&one.id), record_id: named(&one.record_id), ..one.clone() };
            Change::Submit(copied, Projection::default())
        })
        .collect();
    changes.push(Change::PutCase(CaseFile { id: id.clone(), code: format!("{place:06}"), ..case.clone() }));
    changes.extend(events.iter().map(|event| {
        let record_id = event.record_id.as_deref().map(named);
        Change::AddCaseEvent(CaseEvent { case_id: id.clone(), record_id, ..event.clone() })
    }));
    changes.extend(members.iter().map(|one| Change::PutCaseMember(CaseMember { case_id: id.clone(), ..one.clone() })));
    changes
}
