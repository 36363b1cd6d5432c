//! The map of a record kind: where the work has been in a period, by province or district, and where it has not. Owns the page;
//! adding up is `insight`'s, drawing the `charts` engine's.

use super::records::{Asked, View, heading, periods, tabs};
use super::{Answer, figures, page};
use crate::WebState;
use crate::drawings;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Field, Stat};
use crate::views::MapPage;
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, Query, State};
use calendar::Period;
use collection::Definition;
use insight::CoveredArea;
use language::{Lang, Message, phrase, say};
use places::{Gazetteer, Level};
use service_kit::{Context, ServiceError};
use std::collections::BTreeMap;

/// `GET /records/{pack}/{form}/map`
pub(crate) async fn show(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let in_use = state.collection.kind(&caller.context, &format!("{pack}/{form}"))?;
    let of = in_use.definition();
    if of.kind.place.province.is_none() || of.kind.date_question.is_none() {
        return Err(Failure::not_found());
    }
    let last = state.collection.span(context, &of.kind.id).await?.map_or_else(|| context.today(), |(_, last)| last);
    let period = asked.get("period").and_then(|text| text.parse().ok()).unwrap_or_else(|| Period::half_of(last));
    let province = asked.get("province").map(String::as_str).and_then(|code| Gazetteer::builtin().province(code));
    let coverage = state.insight.coverage(context, &of.kind.id, period, None).await?;
    let level = if province.is_some() { Level::District } else { Level::Province };
    let outlines = state.insight.outlines(level).await?;
    let inside = province.map(|place| place.code());
    let draws_districts = inside.is_some_and(|code| outlines.within(Level::District, code).next().is_some());
    let provinces =
        if draws_districts || province.is_none() { outlines } else { state.insight.outlines(Level::Province).await? };
    let mut chart = drawings::chart("map", lang, false, |setting| {
        state.insight.map(setting, &coverage, &provinces, inside.filter(|_| draws_districts))
    });
    if province.is_some() && !draws_districts {
        chart.note = say(lang, &insight::no_outlines());
    }
    let areas = Areas {
        known: if inside.is_some() { &coverage.districts } else { &coverage.provinces },
        level,
        inside: inside.unwrap_or(""),
    };
    chart.table = areas.table(of, &period.to_string(), lang);
    let gaps = areas.gaps(lang);
    let title = match province {
        Some(place) => say(lang, &Message::new("web-map-by-district").with("province", place.name_in(lang))),
        None => phrase(lang, "web-map-by-province"),
    };
    page(&MapPage {
        frame: caller.visit.frame(&state, of.kind.plural.get(lang)),
        heading: heading(of, lang).lead(figures::said(context, period)),
        tabs: tabs(of, lang, View::Map),
        action: format!("/records/{}/map", of.kind.id),
        filters: map_filters(&state, context, of, period, inside).await?,
        stats: areas.stats(lang),
        gaps_text: words::counted(lang, "web-map-gaps-text", gaps.len()),
        gaps: gaps.join(", "),
        places_title: title,
        chart,
    })
}

async fn map_filters(
    state: &WebState,
    context: &Context,
    of: Definition<'_>,
    period: Period,
    province: Option<&str>,
) -> Result<Vec<Field>, ServiceError> {
    let lang = context.lang;
    let mut provinces: Vec<Choice> = Gazetteer::builtin()
        .provinces()
        .iter()
        .map(|place| Choice::new(place.code(), place.name_in(lang), Some(place.code()) == province))
        .collect();
    provinces.sort_by(|left, right| left.label.cmp(&right.label));
    let periods = periods(state, context, of, &period.to_string()).await?;
    let fields = vec![
        Field::new("period", phrase(lang, "web-filter-period"), Control::Select(periods)),
        Field::new("province", phrase(lang, "web-map-province"), Control::Select(provinces)),
    ];
    Ok(fields.into_iter().map(Field::filter).collect())
}

/// The areas of one level that a map is about.
struct Areas<'a> {
    known: &'a BTreeMap<String, CoveredArea>,
    level: Level,
    inside: &'a str,
}

impl Areas<'_> {
    fn busy(&self) -> impl Iterator<Item = (&String, &CoveredArea)> {
        self.known.iter().filter(|(code, area)| area.records > 0 && code.starts_with(self.inside))
    }

    /// Where the work has been before and not in this period; in a province, every district without a record.
    fn gaps(&self, lang: Lang) -> Vec<String> {
        let places = Gazetteer::builtin().within(self.level, self.inside).iter();
        let idle = |code: &str| self.known.get(code).map_or(!self.inside.is_empty(), |area| area.records == 0);
        let mut gaps: Vec<String> =
            places.filter(|place| idle(place.code())).map(|place| place.name_in(lang).to_owned()).collect();
        gaps.sort_unstable();
        gaps
    }

    fn stats(&self, lang: Lang) -> Vec<Stat> {
        let all = Gazetteer::builtin().within(self.level, self.inside).len();
        let people: i64 = self.busy().map(|(_, area)| area.people).sum();
        let stat = |key: &str, value: usize, unit: String| Stat {
            label: phrase(lang, key),
            value: words::whole(value),
            unit,
            ..Stat::default()
        };
        let covered = if self.inside.is_empty() { "web-map-covered" } else { "web-map-covered-districts" };
        vec![
            stat(covered, self.busy().count(), words_of(lang, all)),
            stat("web-map-people", usize::try_from(people).unwrap_or_default(), String::new()),
            stat("web-map-new-places", self.busy().filter(|(_, area)| area.is_new()).count(), String::new()),
        ]
    }

    fn table(&self, of: Definition<'_>, period: &str, lang: Lang) -> crate::parts::Table {
        use crate::parts::{Cell, Column, Table, Tone};
        let gazetteer = Gazetteer::builtin();
        let mut busy: Vec<_> = self.busy().collect();
        busy.sort_by_key(|(code, area)| (std::cmp::Reverse(area.people), code.as_str()));
        let any_new = busy.iter().any(|(_, area)| area.is_new());
        let row = |(code, area): (&String, &CoveredArea)| {
            let name = gazetteer.place(code).map_or_else(|| code.clone(), |place| place.name_in(lang).to_owned());
            let href = if self.inside.is_empty() {
                words::query(&format!("/records/{}/map", of.kind.id), &[("period", period), ("province", code)])
            } else {
                words::query(&format!("/records/{}", of.kind.id), &[("period", period), ("province", self.inside)])
            };
            let new = Cell {
                text: if area.is_new() { phrase(lang, "web-map-new") } else { String::new() },
                tone: if area.is_new() { Tone::Warn } else { Tone::Plain },
                ..Cell::default()
            };
            let last = area.last.map(|day| words::short_day(day, lang)).unwrap_or_default();
            let number = |value: u64| words::whole(usize::try_from(value).unwrap_or_default());
            let people = number(u64::try_from(area.people).unwrap_or_default());
            let known = [Cell::link(name, href), Cell::new(people), Cell::new(number(area.records)), Cell::new(last)];
            known.into_iter().chain(any_new.then_some(new)).collect()
        };
        let place = if self.inside.is_empty() { "web-map-province" } else { "web-map-district" };
        Table {
            caption: phrase(lang, place),
            columns: [
                Column::text(phrase(lang, place)),
                Column::number(phrase(lang, "web-map-people")),
                Column::number(phrase(lang, "web-map-records")),
                Column::text(phrase(lang, "web-map-last")),
            ]
            .into_iter()
            .chain(any_new.then(|| Column::text(phrase(lang, "web-map-first"))))
            .collect(),
            rows: busy.into_iter().map(row).collect(),
        }
    }
}

fn words_of(lang: Lang, all: usize) -> String {
    words::counted_as(lang, "web-map-of", "all", all)
}
