//! A report on figures through the services: what a reader may hand on of what they may read, small figures withheld in every form.

use collection::{Collection, NewSubmission};
use insight::Insight;
use jiff::civil::date;
use packs::Pack;
use programmes::Programmes;
use programmes::report::{FiguresReport, IndicatorFigure, Measured, Missing};
use serde_json::json;
use service_kit::{Context, Role, ServiceError};
use std::sync::Arc;
use testkit::{HOME, OTHER, World};

const TIP: &str = "reports-triage/tip";

struct Desk {
    world: World,
    collection: Arc<Collection>,
    programmes: Programmes,
}

impl Desk {
    async fn open() -> Self {
        let world = World::on(date(2026, 9, 1)).await;
        let pack = Pack::builtin("reports-triage").expect("the pack is sound");
        let collection = Arc::new(Collection::new(world.kit.clone(), vec![Arc::new(pack)]));
        collection.prepare().await.expect("tables");
        let insight = Arc::new(Insight::new(world.kit.clone(), Arc::clone(&collection)));
        let programmes = Programmes::new(Arc::clone(&collection), insight);
        Self { world, collection, programmes }
    }

    async fn reports(&self, who: &Context, channel: &str, kind: &str, count: usize) {
        for number in 0..count {
            let id = format!("{}-{channel}-{kind}-{number}", who.actor.agency_id);
            let answers = json!({
                "code": "R-0001", "received_on": "2026-08-01", "channel": channel, "kind": kind, "danger": "no",
                "child": "no", "told": "Demonstration", "province": "50", "answer_wished": "no", "language": "tha",
            });
            let new = NewSubmission { id, kind: TIP.into(), answers, corrects: None, reason: None, source: "web" };
            self.collection.submit(who, new).await.expect("a report");
        }
    }

    async fn report(&self, who: &Context) -> Result<FiguresReport, ServiceError> {
        let period = "2026-H2".parse().expect("a period");
        self.programmes.figures_report(who, "reports-triage", "reports", period).await
    }
}

fn received(report: &FiguresReport) -> Option<&IndicatorFigure> {
    report.sections.iter().flat_map(|section| &section.indicators).find(|figure| figure.id == "reports_received")
}

fn by<'f>(figure: &'f IndicatorFigure, dimension: &str) -> Vec<(&'f str, Measured)> {
    let split = figure.breakdowns.iter().find(|split| split.dimension == dimension).expect("the split");
    split.cells.iter().map(|cell| (cell.code.as_str(), cell.value)).collect()
}

#[tokio::test]
async fn small_figures_are_withheld_with_what_would_give_them_away() {
    let desk = Desk::open().await;
    let worker = desk.world.person(Role::FieldWorker, HOME);
    desk.reports(&worker, "hotline", "labour", 8).await;
    desk.reports(&worker, "walk_in", "labour", 7).await;
    desk.reports(&worker, "partner", "sextortion", 2).await;
    let report = desk.report(&desk.world.person(Role::Coordinator, HOME)).await.expect("a report");
    let figure = received(&report).expect("counted");
    let withheld = Measured::Missing(Missing::Withheld);
    assert_eq!(figure.value, Measured::Number(17.0));
    let channels = by(figure, "channel");
    let expected = [("hotline", Measured::Number(8.0)), ("withheld", withheld)];
    assert_eq!(channels, expected, "with the small part its partner, and neither is named");
    let by_kind = figure.breakdowns.iter().any(|split| split.dimension == "kind");
    assert!(!by_kind, "a split of which nothing can be told is not told");
    // The charts are drawn from what is told alone.
    let drawn = serde_json::to_string(&report).expect("written");
    assert!(!drawn.contains("sextortion") && !drawn.contains("Sextortion"), "that there is such a report is not told");
    assert!(drawn.contains("<svg") && !drawn.contains("\"value\":2.0") && !drawn.contains("\"value\":2,"), "{drawn}");
}

#[tokio::test]
async fn a_reader_tells_what_they_may_read_and_nobody_else_makes_a_report() {
    let desk = Desk::open().await;
    desk.reports(&desk.world.person(Role::FieldWorker, HOME), "hotline", "labour", 6).await;
    desk.reports(&desk.world.person(Role::FieldWorker, OTHER), "hotline", "labour", 9).await;
    for (role, agency, expected) in [
        (Role::Coordinator, HOME, Some(6.0)),
        (Role::Director, HOME, Some(15.0)),
        (Role::Coordinator, OTHER, Some(9.0)),
        (Role::DataOfficer, OTHER, Some(15.0)),
    ] {
        let report = desk.report(&desk.world.person(role, agency)).await.expect("a report");
        let told = received(&report).and_then(|figure| figure.value.number());
        assert_eq!(told, expected, "{role:?} {agency}");
    }
    for role in [Role::FieldWorker, Role::Partner] {
        let told = desk.report(&desk.world.person(role, HOME)).await.expect_err("not theirs");
        assert!(matches!(told, ServiceError::Refused), "{told:?}");
    }
    let period = "2026-H2".parse().expect("a period");
    let who = desk.world.person(Role::Director, HOME);
    let told = desk.programmes.figures_report(&who, "reports-triage", "nothing", period).await.expect_err("none");
    assert!(matches!(told, ServiceError::NotFound), "{told:?}");
}
