//! Open cases on a map, by the province that they are about, and by the agency that keeps them. Owns the page; counting is `casework`'s, drawing the
//! `charts` engine's. Every number leads to the list of what was counted.

use super::cases::{self, MAP};
use super::cases_asked::NOWHERE;
use super::{Answer, page};
use crate::WebState;
use crate::drawings;
use crate::parts::{Cell, Chart, Column, Empty, Heading, Table, Tone};
use crate::views::CaseMapPage;
use crate::visit::Caller;
use crate::words;
use casework::{CasesPlaced, KeeperLine};
use insight::Coverage;
use language::{Lang, phrase};
use places::{Gazetteer, Level};
use store::CaseProvinceCount;

/// `GET /cases?view=map`
pub(super) async fn show(state: &WebState, caller: &Caller) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let placed = state.casework.placed(context).await?;
    let title = phrase(lang, "web-cases-title");
    let is_empty = placed.keepers.is_empty();
    page(&CaseMapPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-cases-map-lead")),
        tabs: cases::tabs(context, MAP, lang),
        empty: is_empty.then(|| Empty {
            title: phrase(lang, "web-cases-empty"),
            text: phrase(lang, "web-cases-empty-text"),
            action: cases::begins(state, context, lang),
        }),
        chart: chart(state, &placed, lang).await?,
        keepers: keepers(&placed.keepers, lang),
    })
}

async fn chart(state: &WebState, placed: &CasesPlaced, lang: Lang) -> Result<Chart, service_kit::ServiceError> {
    let outlines = state.insight.outlines(Level::Province).await?;
    let coverage = Coverage::of_cases(placed.provinces.iter().map(|one| (one.province.clone(), one.open)));
    let mut chart = drawings::chart("cases-map", lang, false, |setting| {
        state.insight.map(setting, &coverage, &outlines, None, &[])
    });
    chart.table = provinces(&placed.provinces, lang);
    Ok(chart)
}

fn provinces(counts: &[CaseProvinceCount], lang: Lang) -> Table {
    let mut counts: Vec<&CaseProvinceCount> = counts.iter().collect();
    // What has no place stands last, however many they are.
    counts.sort_by_key(|one| (one.province.is_empty(), std::cmp::Reverse(one.open), one.province.as_str()));
    let row = |one: &&CaseProvinceCount| {
        let place = Gazetteer::builtin().province(&one.province);
        let name = match (place, one.province.as_str()) {
            (Some(place), _) => place.name_in(lang).to_owned(),
            (None, "") => phrase(lang, "web-cases-map-nowhere"),
            (None, code) => code.to_owned(),
        };
        let word = if one.province.is_empty() { NOWHERE } else { &one.province };
        numbers(name, ("province", word), one.open, one.overdue)
    };
    table("web-cases-map-table", "web-map-province", counts.iter().map(row).collect(), lang)
}

fn keepers(lines: &[KeeperLine], lang: Lang) -> Table {
    let row = |one: &KeeperLine| numbers(one.agency.clone(), ("keeper", &one.agency_id), one.open, one.overdue);
    table("web-cases-map-agencies", "web-cases-map-keeper", lines.iter().map(row).collect(), lang)
}

fn table(caption: &str, of: &str, rows: Vec<Vec<Cell>>, lang: Lang) -> Table {
    let number = |key: &str| Column::number(phrase(lang, key));
    Table {
        caption: phrase(lang, caption),
        columns: vec![Column::text(phrase(lang, of)), number("web-cases-open"), number("web-cases-overdue")],
        rows,
    }
}

/// A name with its numbers, each of which leads to its cases.
fn numbers(name: String, (word, value): (&str, &str), open: u64, overdue: u64) -> Vec<Cell> {
    let all = words::query("/cases", &[(word, value)]);
    let late = words::query("/cases", &[(word, value), ("overdue", "yes")]);
    let late = match overdue {
        0 => Cell::new(words::number(0.0)),
        _ => Cell { tone: Tone::Bad, ..Cell::link(words::number(overdue as f64), late) },
    };
    vec![Cell::link(name, all), Cell::new(words::number(open as f64)), late]
}
