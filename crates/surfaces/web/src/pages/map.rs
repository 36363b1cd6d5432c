//! The map of a record kind: where the work has been in a period, by province or district, and where it has not. Owns the page;
//! adding up is `insight`'s, drawing the `charts` engine's.

use super::list_asked::Asked;
use super::records::{View, heading, keeping, narrowed, offered, tabs};
use super::{Answer, figures, page};
use crate::WebState;
use crate::drawings;
use crate::failure::Failure;
use crate::parts::Stat;
use crate::views::MapPage;
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use calendar::Period;
use charts::MapPoint;
use collection::{Definition, Narrowing, Placed, point_column};
use insight::{Coverage, CoveredArea};
use language::{Lang, Message, phrase, say};
use places::{Gazetteer, Level, Place};
use service_kit::{Context, ServiceError};
use std::collections::BTreeMap;

/// `GET /records/{pack}/{form}/map`
pub(crate) async fn show(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form)): Path<(String, String)>,
    mut asked: Asked,
) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let in_use = state.collection.kind(&caller.context, &format!("{pack}/{form}"))?;
    let of = in_use.definition();
    if of.kind.place.province.is_none() && point_column(of).is_none() {
        return Err(Failure::not_found());
    }
    let period = period(&state, context, of, &asked).await?;
    asked.insert("period", period.map(|period| period.to_string()).unwrap_or_default());
    let narrowed = Narrowing { period, ..narrowed(of, |name| asked.get(name).map_or("", String::as_str)) };
    let (coverage, placed) = state.insight.mapped(context, &narrowed, &of.kind.id).await?;
    let points: Vec<MapPoint> = placed.iter().map(|one| point(of, one, lang)).collect();
    let province = province(of, &asked);
    let level = if province.is_some() { Level::District } else { Level::Province };
    let outlines = state.insight.outlines(level).await?;
    let inside = province.map(Place::code);
    let draws_districts = inside.is_some_and(|code| outlines.within(Level::District, code).next().is_some());
    let provinces =
        if draws_districts || province.is_none() { outlines } else { state.insight.outlines(Level::Province).await? };
    let mut chart = drawings::chart("map", lang, false, |setting| {
        state.insight.map(setting, &coverage, &provinces, inside.filter(|_| draws_districts), &points)
    });
    if province.is_some() && !draws_districts {
        chart.note = say(lang, &insight::no_outlines());
    }
    let areas = Areas { of, asked: &asked, coverage: &coverage, level, inside: inside.unwrap_or("") };
    let has_areas = of.kind.place.province.is_some();
    chart.table = if has_areas { areas.table(lang) } else { crate::parts::Table::default() };
    let gaps = if has_areas { areas.gaps(lang) } else { Vec::new() };
    let title = match province {
        Some(place) => say(lang, &Message::new("web-map-by-district").with("province", place.name_in(lang))),
        None => phrase(lang, "web-map-by-province"),
    };
    let mut stats = if has_areas { areas.stats(lang) } else { Vec::new() };
    stats.extend(point_column(of).map(|_| stat("web-map-points", points.len(), String::new(), lang)));
    let under = period.map(|period| figures::said(context, period)).unwrap_or_default();
    page(&MapPage {
        frame: caller.visit.frame(&state, of.kind.plural.get(lang)),
        heading: heading(of, lang).lead(under),
        tabs: tabs(of, lang, View::Map, &asked),
        action: format!("/records/{}/map", of.kind.id),
        filters: offered(&state, context, of, &asked).await?,
        stats,
        gaps_text: words::counted(lang, "web-map-gaps-text", gaps.len()),
        gaps: gaps.join(", "),
        places_title: title,
        chart,
    })
}

/// The period that is shown: the one asked for, the last half-year where nobody asked, and all of it where that was asked.
async fn period(
    state: &WebState,
    context: &Context,
    of: Definition<'_>,
    asked: &Asked,
) -> Result<Option<Period>, ServiceError> {
    match (&of.kind.date_question, asked.get("period")) {
        (None, _) => Ok(None),
        (Some(_), Some(text)) => Ok(text.parse().ok()),
        (Some(_), None) => {
            let span = state.collection.span(context, &of.kind.id).await?;
            Ok(Some(Period::half_of(span.map_or_else(|| context.today(), |(_, last)| last))))
        }
    }
}

/// The province that the list is narrowed to.
fn province(of: Definition<'_>, asked: &Asked) -> Option<&'static Place> {
    let code = asked.get(of.kind.place.province.as_ref()?)?;
    Gazetteer::builtin().province(code)
}

fn point(of: Definition<'_>, placed: &Placed, lang: Lang) -> MapPoint {
    let (latitude, longitude) = placed.at;
    MapPoint {
        at: (longitude as f32, latitude as f32),
        label: placed.day.map_or_else(|| phrase(lang, "web-map-point"), |day| words::short_day(day, lang)),
        href: format!("/records/{}/{}", of.kind.id, placed.id),
    }
}

fn stat(key: &str, value: usize, unit: String, lang: Lang) -> Stat {
    Stat { label: phrase(lang, key), value: words::whole(value), unit, ..Stat::default() }
}

/// The areas of one level that a map is about.
struct Areas<'a> {
    of: Definition<'a>,
    asked: &'a Asked,
    coverage: &'a Coverage,
    level: Level,
    inside: &'a str,
}

impl Areas<'_> {
    fn known(&self) -> &BTreeMap<String, CoveredArea> {
        if self.inside.is_empty() { &self.coverage.provinces } else { &self.coverage.districts }
    }

    fn busy(&self) -> impl Iterator<Item = (&String, &CoveredArea)> {
        self.known().iter().filter(|(code, area)| area.records > 0 && code.starts_with(self.inside))
    }

    /// Where the work has been before and not in this period; in a province, every district without a record.
    fn gaps(&self, lang: Lang) -> Vec<String> {
        let places = Gazetteer::builtin().within(self.level, self.inside).iter();
        let idle = |code: &str| self.known().get(code).map_or(!self.inside.is_empty(), |area| area.records == 0);
        let mut gaps: Vec<String> =
            places.filter(|place| idle(place.code())).map(|place| place.name_in(lang).to_owned()).collect();
        gaps.sort_unstable();
        gaps
    }

    fn stats(&self, lang: Lang) -> Vec<Stat> {
        let all = Gazetteer::builtin().within(self.level, self.inside).len();
        let amount: i64 = self.busy().map(|(_, area)| self.coverage.amount(area)).sum();
        let covered = if self.inside.is_empty() { "web-map-covered" } else { "web-map-covered-districts" };
        let counted = if self.coverage.counts_people() { "web-map-people" } else { "web-map-records" };
        let new = self.busy().filter(|(_, area)| area.is_new()).count();
        let mut stats = vec![
            stat(covered, self.busy().count(), words_of(lang, all), lang),
            stat(counted, usize::try_from(amount).unwrap_or_default(), String::new(), lang),
        ];
        stats.extend(self.coverage.counts_people().then(|| stat("web-map-new-places", new, String::new(), lang)));
        stats
    }

    /// Where an area's name leads: a province to its districts, a district to its records.
    fn address(&self, code: &str) -> String {
        let place = &self.of.kind.place;
        let kind = &self.of.kind.id;
        match (&place.province, &place.district) {
            (Some(province), _) if self.inside.is_empty() => {
                keeping(self.asked, &format!("/records/{kind}/map"), &[(province, code)])
            }
            (_, Some(district)) => keeping(self.asked, &format!("/records/{kind}"), &[(district, code)]),
            _ => keeping(self.asked, &format!("/records/{kind}"), &[]),
        }
    }

    fn table(&self, lang: Lang) -> crate::parts::Table {
        use crate::parts::{Cell, Column, Table, Tone};
        let gazetteer = Gazetteer::builtin();
        let mut busy: Vec<_> = self.busy().collect();
        busy.sort_by_key(|(code, area)| (std::cmp::Reverse(self.coverage.amount(area)), code.as_str()));
        let any_new = self.coverage.counts_people() && busy.iter().any(|(_, area)| area.is_new());
        let row = |(code, area): (&String, &CoveredArea)| {
            let name = gazetteer.place(code).map_or_else(|| code.clone(), |place| place.name_in(lang).to_owned());
            let href = self.address(code);
            let new = Cell {
                text: if area.is_new() { phrase(lang, "web-map-new") } else { String::new() },
                tone: if area.is_new() { Tone::Warn } else { Tone::Plain },
                ..Cell::default()
            };
            let last = area.last.map(|day| words::short_day(day, lang)).unwrap_or_default();
            let number = |value: u64| words::whole(usize::try_from(value).unwrap_or_default());
            let people = number(u64::try_from(area.people).unwrap_or_default());
            let mut known = vec![Cell::link(name, href)];
            known.extend(self.coverage.counts_people().then(|| Cell::new(people)));
            known.extend([Cell::new(number(area.records)), Cell::new(last)]);
            known.extend(any_new.then_some(new));
            known
        };
        let place = if self.inside.is_empty() { "web-map-province" } else { "web-map-district" };
        let mut columns = vec![Column::text(phrase(lang, place))];
        columns.extend(self.coverage.counts_people().then(|| Column::number(phrase(lang, "web-map-people"))));
        columns.extend([Column::number(phrase(lang, "web-map-records")), Column::text(phrase(lang, "web-map-last"))]);
        columns.extend(any_new.then(|| Column::text(phrase(lang, "web-map-first"))));
        Table { caption: phrase(lang, place), columns, rows: busy.into_iter().map(row).collect() }
    }
}

fn words_of(lang: Lang, all: usize) -> String {
    words::counted_as(lang, "web-map-of", "all", all)
}
