//! Records of a kind by day: a month as a calendar. Owns the page; a kind without a day has none.

use super::list_asked::Asked;
use super::records::{View, heading, tabs};
use super::{Answer, page, record_table};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::Link;
use crate::views::{CalendarDay, CalendarPage};
use crate::visit::Caller;
use axum::extract::{Path, State};
use calendar::{Date, Period};
use collection::ListQuery;
use jiff::ToSpan;
use language::{Lang, Message, phrase, say};
use std::collections::BTreeMap;
use store::{Filter, Order, Test, Value};

/// `GET /records/{pack}/{form}/calendar`
pub(crate) async fn show(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form)): Path<(String, String)>,
    asked: Asked,
) -> Answer {
    let lang = caller.visit.lang;
    let in_use = state.collection.kind(&caller.context, &format!("{pack}/{form}"))?;
    let of = in_use.definition();
    let column = of.kind.date_question.clone().ok_or_else(Failure::not_found)?;
    let today = caller.context.today();
    let month = match asked.get("month").and_then(|text| text.parse::<Period>().ok()) {
        Some(period) => Period::month_of(period.start()),
        None => Period::month_of(
            state.collection.span(&caller.context, &of.kind.id).await?.map_or(today, |(_, last)| last.min(today)),
        ),
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
    let step = |period: Period| {
        Link::new(format!("/records/{}/calendar?month={period}", of.kind.id), period.short_label(lang))
    };
    let summary = Message::new("web-calendar-some").with("count", found.records.len()).with("month", month.label(lang));
    page(&CalendarPage {
        frame: caller.visit.frame(&state, of.kind.plural.get(lang)),
        heading: heading(of, lang),
        tabs: tabs(of, lang, View::Calendar, &Asked::default()),
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

fn within(column: &str, period: Period) -> Filter {
    let day = |date: Date| Value::Text(date.to_string());
    Filter { column: column.to_owned(), test: Test::Between(day(period.start()), day(period.end())) }
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
