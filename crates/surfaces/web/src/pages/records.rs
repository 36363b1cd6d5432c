//! Records of a kind as a list, on a calendar and on a map: whichever the kind's questions allow. Owns the filters that a list offers.

use super::{Answer, page, record_table};
use crate::WebState;
use crate::drawings;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Empty, Field, Heading, Line, LineGroup, Link, Pager, Stat, Tab};
use crate::views::{CalendarDay, CalendarPage, LinksPage, MapPage, RecordsPage};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, Query, State};
use calendar::{Date, Period};
use collection::{Definition, ListQuery};
use insight::CoveredArea;
use jiff::ToSpan;
use language::{Lang, Message, phrase, say};
use packs::ColumnKind;
use places::{Gazetteer, Level};
use service_kit::{Action, Context, Reach, ServiceError, reach};
use std::collections::{BTreeMap, HashMap};
use store::{Filter, Order, Test, Value};

/// Records on one page of a list.
const ON_A_PAGE: u32 = 25;
/// A question with more choices than this is searched, not filtered by.
const MOST_CHOICES: usize = 80;

type Asked = HashMap<String, String>;

/// `GET /records`: every kind, by group.
pub(crate) async fn kinds(State(state): State<WebState>, caller: Caller) -> Answer {
    let lang = caller.visit.lang;
    let mut groups: Vec<LineGroup> = Vec::new();
    for pack in state.collection.packs() {
        for kind in &pack.kinds {
            let total = total(&state, &caller.context, &kind.id).await?;
            let group = pack.groups.iter().find(|group| Some(&group.id) == kind.group.as_ref());
            let title = group.map_or(&pack.title, |group| &group.title).get(lang).to_owned();
            let line = Line {
                title: kind.plural.get(lang).to_owned(),
                text: words::counted(lang, "web-records-count", total),
                href: format!("/records/{}", kind.id),
                badge: None,
                action: Some(Link::new(format!("/records/{}/new", kind.id), say_new(kind, lang))),
            };
            match groups.iter_mut().find(|group| group.title == title) {
                Some(group) => group.lines.push(line),
                None => groups.push(LineGroup { title, lines: vec![line] }),
            }
        }
    }
    let title = phrase(lang, "web-records-title");
    let frame = caller.visit.frame(&state, title.clone());
    page(&LinksPage { frame, heading: Heading::new(title).lead(phrase(lang, "web-records-lead")), groups })
}

async fn total(state: &WebState, context: &Context, kind: &str) -> Result<usize, ServiceError> {
    let query = ListQuery { limit: Some(1), ..ListQuery::recent(kind) };
    Ok(usize::try_from(state.collection.list(context, query).await?.total).unwrap_or(usize::MAX))
}

pub(super) fn say_new(kind: &packs::RecordKind, lang: Lang) -> String {
    say(lang, &Message::new("web-record-new").with("kind", kind.title.get(lang)))
}

/// `GET /records/{pack}/{form}`
pub(crate) async fn list(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let lang = caller.visit.lang;
    let of = state.collection.kind(&format!("{pack}/{form}"))?;
    let filters = filters(of, &asked);
    let number: u32 = asked.get("page").and_then(|text| text.parse().ok()).unwrap_or(1).max(1);
    let order =
        of.kind.date_question.clone().map_or(Order::RecentFirst, |name| Order::Column { name, descending: true });
    let query = ListQuery {
        filters,
        order,
        limit: Some(ON_A_PAGE),
        offset: (number - 1).saturating_mul(ON_A_PAGE),
        ..ListQuery::recent(&of.kind.id)
    };
    let is_filtered = !query.filters.is_empty();
    let found = state.collection.list(&caller.context, query).await?;
    let all = if is_filtered { total(&state, &caller.context, &of.kind.id).await? } else { count(found.total) };
    let view = RecordsPage {
        frame: caller.visit.frame(&state, of.kind.plural.get(lang)),
        heading: heading(of, lang),
        tabs: tabs(of, lang, View::List),
        empty: (all == 0).then(|| nothing_yet(of, &caller.context, lang)),
        action: format!("/records/{}", of.kind.id),
        filters: offered(&state, &caller.context, of, &asked).await?,
        filtered: is_filtered,
        found: words::counted(lang, "web-found", count(found.total)),
        table: record_table::table(&state, of, &found.records, lang),
        pager: pager(of, &asked, number, found.total, lang),
    };
    page(&view)
}

fn count(total: u64) -> usize {
    usize::try_from(total).unwrap_or(usize::MAX)
}

fn heading(of: Definition<'_>, lang: Lang) -> Heading {
    Heading::new(of.kind.plural.get(lang))
        .under([Link::new("/records", phrase(lang, "web-records-title"))])
        .action(Some(Link::new(format!("/records/{}/new", of.kind.id), say_new(of.kind, lang))))
}

fn nothing_yet(of: Definition<'_>, context: &Context, lang: Lang) -> Empty {
    let imports = of.kind.import && reach(context.actor.role, Action::Import) > Reach::No;
    let action = if imports {
        Link::new("/import", phrase(lang, "web-nav-import"))
    } else {
        Link::new(format!("/records/{}/new", of.kind.id), say_new(of.kind, lang))
    };
    Empty {
        title: say(lang, &Message::new("web-records-empty-title").with("kind", of.kind.plural.get(lang))),
        text: phrase(lang, "web-records-empty-text"),
        action: Some(action),
    }
}

/// The three ways to look at a kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    List,
    Calendar,
    Map,
}

/// A kind without dates has no calendar, one without places no map.
fn tabs(of: Definition<'_>, lang: Lang, current: View) -> Vec<Tab> {
    let tab = |view, end: &str, key: &str, icon| Tab {
        href: format!("/records/{}{end}", of.kind.id),
        text: phrase(lang, key),
        icon,
        current: view == current,
    };
    let dated = of.kind.date_question.is_some();
    let mut tabs = vec![tab(View::List, "", "web-view-list", "records")];
    tabs.extend(dated.then(|| tab(View::Calendar, "/calendar", "web-view-calendar", "calendar")));
    let placed = dated && of.kind.place.province.is_some();
    tabs.extend(placed.then(|| tab(View::Map, "/map", "web-view-map", "map")));
    tabs
}

/// Columns that a list can be narrowed by: the province, references, and questions with a handful of choices.
fn narrowing(of: Definition<'_>) -> impl Iterator<Item = &packs::Column> {
    of.kind.columns.iter().filter(move |column| {
        let is_province = of.kind.place.province.as_ref() == Some(&column.name);
        let is_reference = of.kind.references.iter().any(|one| one.rows.is_none() && one.question == column.name);
        let choices = of.form.named(&column.name).map_or(0, |item| match item.kind {
            forms::Kind::SelectOne(_) => of.form.choices(item).len(),
            _ => 0,
        });
        is_province || is_reference || (1..=12).contains(&choices) && of.kind.list.contains(&column.name)
    })
}

/// The columns that text is searched in: what the record is called by.
fn searched(of: Definition<'_>) -> Option<&packs::Column> {
    of.kind
        .label
        .questions()
        .find_map(|question| of.kind.column(question).filter(|column| column.kind == ColumnKind::Text))
}

fn filters(of: Definition<'_>, asked: &Asked) -> Vec<Filter> {
    let given = |name: &str| asked.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
    let mut filters: Vec<Filter> = narrowing(of)
        .filter_map(|column| {
            let value = Value::Text(given(&column.name)?.to_owned());
            Some(Filter { column: column.name.clone(), test: Test::Is(value) })
        })
        .collect();
    if let (Some(column), Some(text)) = (searched(of), given("q")) {
        filters.push(Filter { column: column.name.clone(), test: Test::Contains(text.to_owned()) });
    }
    if let (Some(column), Some(period)) = (&of.kind.date_question, given("period").and_then(|text| text.parse().ok())) {
        filters.push(within(column, period));
    }
    filters
}

fn within(column: &str, period: Period) -> Filter {
    let day = |date: Date| Value::Text(date.to_string());
    Filter { column: column.to_owned(), test: Test::Between(day(period.start()), day(period.end())) }
}

async fn offered(
    state: &WebState,
    context: &Context,
    of: Definition<'_>,
    asked: &Asked,
) -> Result<Vec<Field>, ServiceError> {
    let lang = context.lang;
    let given = |name: &str| asked.get(name).cloned().unwrap_or_default();
    let mut fields = Vec::new();
    if searched(of).is_some() {
        fields.push(Field::new("q", phrase(lang, "web-filter-text"), Control::Text).value(given("q")));
    }
    if of.kind.date_question.is_some() {
        let periods = periods(state, context, of, &given("period")).await?;
        fields.push(Field::new("period", phrase(lang, "web-filter-period"), Control::Select(periods)));
    }
    let lists = state.collection.all_itemsets(context, &of.kind.id).await?;
    for column in narrowing(of) {
        let Some(item) = of.form.named(&column.name) else { continue };
        let choices = choices(of, item, &lists, &given(&column.name), lang);
        if !choices.is_empty() && choices.len() <= MOST_CHOICES {
            fields.push(Field::new(&column.name, column.label.get(lang), Control::Select(choices)));
        }
    }
    Ok(fields.into_iter().map(Field::filter).collect())
}

fn choices(
    of: Definition<'_>,
    item: &forms::Item,
    lists: &dyn forms::Itemsets,
    given: &str,
    lang: Lang,
) -> Vec<Choice> {
    let own = of.form.choices(item);
    let listed = match item.kind.choice_source() {
        Some(forms::ChoiceSource::File(file)) => lists.itemset(file).map_or(own, forms::Itemset::choices),
        _ => own,
    };
    let choice = |one: &forms::Choice| Choice::new(one.name.clone(), one.label.get(lang), one.name == given);
    let mut choices: Vec<Choice> = listed.iter().map(choice).collect();
    if item.kind.choice_source().is_some_and(|source| matches!(source, forms::ChoiceSource::File(_))) {
        choices.sort_by(|left, right| left.label.cmp(&right.label));
    }
    choices
}

/// The years and half-years in which a kind has records, latest first.
pub(super) async fn periods(
    state: &WebState,
    context: &Context,
    of: Definition<'_>,
    given: &str,
) -> Result<Vec<Choice>, ServiceError> {
    let Some((first, last)) = span(state, context, of).await? else { return Ok(Vec::new()) };
    let mut choices = Vec::new();
    let mut year = Period::year_of(last);
    while year.end() >= first {
        let halves = [Period::half_of(year.end()), Period::half_of(year.start())];
        let busy = halves.into_iter().filter(|half| half.end() >= first && half.start() <= last);
        for period in [year].into_iter().chain(busy) {
            let code = period.to_string();
            choices.push(Choice::new(code.clone(), period.label(context.lang), code == given));
        }
        year = year.previous();
    }
    Ok(choices)
}

/// The first and the last day on which a kind has a record.
pub(super) async fn span(
    state: &WebState,
    context: &Context,
    of: Definition<'_>,
) -> Result<Option<(Date, Date)>, ServiceError> {
    let Some(column) = &of.kind.date_question else { return Ok(None) };
    let mut days = Vec::with_capacity(2);
    for descending in [false, true] {
        let query = ListQuery {
            // A record without a day sorts first or last, so only dated ones are asked for.
            filters: vec![Filter {
                column: column.clone(),
                test: Test::Between(Value::Text("0001-01-01".to_owned()), Value::Text("9999-12-31".to_owned())),
            }],
            order: Order::Column { name: column.clone(), descending },
            limit: Some(1),
            ..ListQuery::recent(&of.kind.id)
        };
        let page = state.collection.list(context, query).await?;
        days.extend(page.records.first().and_then(|record| record.answer(column).parse::<Date>().ok()));
    }
    Ok(match days.as_slice() {
        [first, last] => Some((*first, *last)),
        _ => None,
    })
}

fn pager(of: Definition<'_>, asked: &Asked, number: u32, total: u64, lang: Lang) -> Pager {
    let (from, to) =
        ((u64::from(number) - 1) * u64::from(ON_A_PAGE) + 1, (u64::from(number) * u64::from(ON_A_PAGE)).min(total));
    let address = |number: u32| {
        let text = number.to_string();
        let mut pairs: Vec<(&str, &str)> = asked
            .iter()
            .filter(|(name, _)| *name != "page" && *name != "said")
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        pairs.sort_unstable();
        pairs.push(("page", &text));
        words::query(&format!("/records/{}", of.kind.id), &pairs)
    };
    Pager {
        text: say(lang, &Message::new("web-page-of").with("from", from).with("to", to).with("total", total)),
        previous: (number > 1).then(|| address(number - 1)),
        next: (to < total).then(|| address(number + 1)),
    }
}

/// `GET /records/{pack}/{form}/calendar`
pub(crate) async fn calendar(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let lang = caller.visit.lang;
    let of = state.collection.kind(&format!("{pack}/{form}"))?;
    let column = of.kind.date_question.clone().ok_or_else(Failure::not_found)?;
    let today = caller.context.today();
    let month = match asked.get("month").and_then(|text| text.parse::<Period>().ok()) {
        Some(period) => Period::month_of(period.start()),
        None => Period::month_of(span(&state, &caller.context, of).await?.map_or(today, |(_, last)| last.min(today))),
    };
    let query = ListQuery {
        filters: vec![within(&column, month)],
        order: Order::Column { name: column.clone(), descending: false },
        limit: None,
        ..ListQuery::recent(&of.kind.id)
    };
    let found = state.collection.list(&caller.context, query).await?;
    let mut by_day: BTreeMap<String, Vec<Link>> = BTreeMap::new();
    for record in &found.records {
        let link = Link::new(record_table::address(record), record_table::name(&state, record, lang));
        by_day.entry(record.answer(&column)).or_default().push(link);
    }
    let step =
        |period: Period| Link::new(format!("/records/{}/calendar?month={period}", of.kind.id), period.label(lang));
    let summary = Message::new("web-calendar-some").with("count", found.records.len()).with("month", month.label(lang));
    page(&CalendarPage {
        frame: caller.visit.frame(&state, of.kind.plural.get(lang)),
        heading: heading(of, lang),
        tabs: tabs(of, lang, View::Calendar),
        month: month.label(lang),
        summary: say(lang, &summary),
        previous: step(month.previous()),
        next: step(month.next()),
        weekdays: WEEKDAYS
            .iter()
            .map(|key| (phrase(lang, &format!("web-day-{key}-short")), phrase(lang, &format!("web-day-{key}"))))
            .collect(),
        weeks: weeks(month, today, &by_day, lang),
    })
}

/// As the keys name them, Monday first.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Whole weeks from the Monday on or before the month's first day.
fn weeks(month: Period, today: Date, by_day: &BTreeMap<String, Vec<Link>>, lang: Lang) -> Vec<Vec<CalendarDay>> {
    let lead = i64::from(month.start().weekday().to_monday_zero_offset());
    let mut day = month.start().saturating_sub(lead.days());
    let mut weeks = Vec::new();
    while day <= month.end() {
        let mut week = Vec::with_capacity(7);
        for key in WEEKDAYS {
            week.push(CalendarDay {
                number: day.day(),
                weekday: phrase(lang, &format!("web-day-{key}-short")),
                inside: month.contains(day),
                today: day == today,
                entries: by_day.get(&day.to_string()).cloned().unwrap_or_default(),
            });
            day = day.saturating_add(1.day());
        }
        weeks.push(week);
    }
    weeks
}

/// `GET /records/{pack}/{form}/map`
pub(crate) async fn map(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let of = state.collection.kind(&format!("{pack}/{form}"))?;
    if of.kind.place.province.is_none() || of.kind.date_question.is_none() {
        return Err(Failure::not_found());
    }
    let last = span(&state, context, of).await?.map_or_else(|| context.today(), |(_, last)| last);
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
        heading: heading(of, lang).lead(period.label(lang)),
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
            vec![Cell::link(name, href), Cell::new(people), Cell::new(number(area.records)), Cell::new(last), new]
        };
        let place = if self.inside.is_empty() { "web-map-province" } else { "web-map-district" };
        Table {
            caption: phrase(lang, place),
            columns: vec![
                Column::text(phrase(lang, place)),
                Column::number(phrase(lang, "web-map-people")),
                Column::number(phrase(lang, "web-map-records")),
                Column::text(phrase(lang, "web-map-last")),
                Column::text(phrase(lang, "web-map-first")),
            ],
            rows: busy.into_iter().map(row).collect(),
        }
    }
}

fn words_of(lang: Lang, all: usize) -> String {
    words::counted_as(lang, "web-map-of", "all", all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_whole_weeks_from_monday() {
        let month: Period = "2019-07".parse().expect("a period");
        let by_day = BTreeMap::from([("2019-07-04".to_owned(), vec![Link::new("/x", "A school")])]);
        let weeks = weeks(month, "2019-07-04".parse().expect("a day"), &by_day, Lang::En);
        assert_eq!(weeks.len(), 5);
        assert!(weeks.iter().all(|week| week.len() == 7));
        assert_eq!(weeks[0][0].number, 1, "1 July 2019 was a Monday");
        let thursday = &weeks[0][3];
        assert!(thursday.today && thursday.inside && thursday.entries.len() == 1);
        assert!(!weeks[4][3].inside, "1 August is not July");
    }
}
