//! Records of a kind as a list. Owns the filters that a list offers, which its map takes over, and the ways between list, calendar and map.

use super::list_asked::{Asked, TEXT};
use super::list_paging::{self, COUNTED, Turned, counted, is_of_page};
use super::{Answer, drafts, export, list_order, page, record_table};
use crate::WebState;
use crate::parts::{Choice, Control, Empty, Field, Heading, Line, LineGroup, Link, Tab};
use crate::views::{LinksPage, RecordsPage};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use calendar::{Date, Period};
use collection::{Belonging, Definition, ListQuery, Narrowing, narrowing_columns, point_column, searched_column};
use language::{Lang, Message, phrase, say};
use service_kit::{Action, Context, Reach, ServiceError, reach};
use store::{Beside, Page};

/// Records on one page of a list.
const ON_A_PAGE: u32 = 25;
/// A question with more choices than this is searched, not filtered by.
const MOST_CHOICES: usize = 80;
/// More questions to narrow by would hide the list.
const MOST_FILTERS: usize = 8;
/// The fields for whose record it is and who recorded it.
const AGENCY: &str = "of-agency";
const AUTHOR: &str = "of-author";

/// `GET /records`: every kind, by group.
pub(crate) async fn kinds(State(state): State<WebState>, caller: Caller) -> Answer {
    let lang = caller.visit.lang;
    let mut groups: Vec<LineGroup> = Vec::new();
    let builtin = state.collection.packs().iter().flat_map(|pack| &pack.kinds);
    let mut kinds = builtin.map(|kind| state.collection.in_use(&kind.id)).collect::<Result<Vec<_>, _>>()?;
    kinds.extend(state.collection.own_kinds(&caller.context));
    for in_use in &kinds {
        let Definition { pack, kind, .. } = in_use.definition();
        let belonging = state.collection.belonging(&kind.id);
        // What somebody sees in their own cases only has no list.
        if belonging != Belonging::Nowhere && reach(caller.context.actor.role, Action::ReadCase) <= Reach::OwnEntries {
            continue;
        }
        let total = total(&state, &caller.context, &kind.id).await?;
        let group = pack.groups.iter().find(|group| Some(&group.id) == kind.group.as_ref());
        let title = group.map_or(&pack.title, |group| &group.title).get(lang).to_owned();
        let new = || Link::new(format!("/records/{}/new", kind.id), phrase(lang, "web-record-short"));
        let line = Line {
            title: kind.plural.get(lang).to_owned(),
            text: words::counted(lang, "web-records-count", total),
            href: format!("/records/{}", kind.id),
            badge: None,
            action: (belonging != Belonging::Within && in_use.is_filled_in_by(&caller.context.actor)).then(new),
        };
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.lines.push(line),
            None => groups.push(LineGroup { title, lines: vec![line] }),
        }
    }
    groups.extend(super::lists::group(&state, &caller).await?);
    let title = phrase(lang, "web-records-title");
    let frame = caller.visit.frame(&state, title.clone());
    page(&LinksPage { frame, heading: Heading::new(title).lead(phrase(lang, "web-records-lead")), groups })
}

async fn total(state: &WebState, context: &Context, kind: &str) -> Result<usize, ServiceError> {
    Ok(count(state.collection.total(context, kind).await?))
}

pub(super) fn say_new(kind: &packs::RecordKind, lang: Lang) -> String {
    say(lang, &Message::new("web-record-new").with("kind", kind.title.get(lang)))
}

/// `GET /records/{pack}/{form}`
pub(crate) async fn list(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form)): Path<(String, String)>,
    asked: Asked,
) -> Answer {
    let lang = caller.visit.lang;
    let in_use = state.collection.kind(&caller.context, &format!("{pack}/{form}"))?;
    let of = in_use.definition();
    let narrowed = narrowed(of, |name| asked.get(name).map_or("", String::as_str));
    let order = list_order::order(of, &asked);
    let is_filtered = narrowed != Narrowing::default();
    let count_to = if is_filtered { COUNTED } else { u64::MAX };
    let query = ListQuery { order: order.clone(), limit: Some(ON_A_PAGE), count_to, ..narrowed.query(of) };
    let mut beside = list_paging::beside(&asked);
    let mut found = list_page(&state, &caller.context, &query, beside.as_ref()).await?;
    let anew = turned(&found, beside.as_ref(), count_to).begins_anew();
    if anew.is_some() {
        beside = None;
        found = list_page(&state, &caller.context, &query, None).await?;
    }
    let _named = state.collection.name_references(&caller.context, of, &mut found.records).await?;
    let is_any = found.total > 0 || (is_filtered && state.collection.has_any(&caller.context, &of.kind.id).await?);
    let turned = turned(&found, beside.as_ref(), count_to);
    let address = |place: &[(&str, &str)]| keeping(&asked, &format!("/records/{}", of.kind.id), place);
    let view = RecordsPage {
        frame: caller.visit.frame(&state, of.kind.plural.get(lang)),
        // An empty list has its one action in the middle.
        heading: match is_any && in_use.is_filled_in_by(&caller.context.actor) {
            true => heading(of, lang),
            false => heading(of, lang).action(None),
        },
        tabs: tabs(of, lang, View::List, &asked),
        unfinished: drafts::lines(&state, &caller, Some(&of.kind.id)).await?,
        unfinished_lead: drafts::limits(lang),
        empty: (!is_any).then(|| nothing_yet(of, &caller.context, lang)),
        action: format!("/records/{}", of.kind.id),
        filters: offered(&state, &caller.context, of, &asked).await?,
        orders: list_order::choices(of, &order, lang),
        filtered: is_filtered,
        found: list_paging::found(turned.total, lang),
        notice: asked.lost_notice(lang).or_else(|| anew.and_then(|anew| anew.notice(lang))),
        table: record_table::table(
            &state,
            of,
            &found.records,
            |name| list_order::sorting(of, &asked, &order, name),
            lang,
        ),
        pager: turned.pager(&asked, address, lang),
        paper: Some(format!("/records/{}/print.pdf", of.kind.id)),
        export: (found.total > 0).then(|| export::offer(of, &asked, &caller.context)),
    };
    page(&view)
}

async fn list_page(
    state: &WebState,
    context: &Context,
    query: &ListQuery,
    beside: Option<&Beside>,
) -> Result<Page, ServiceError> {
    state.collection.list(context, ListQuery { beside: beside.cloned(), ..query.clone() }).await
}

fn turned<'a>(found: &'a Page, beside: Option<&'a Beside>, count_to: u64) -> Turned<'a> {
    let ends = found.records.first().zip(found.records.last());
    Turned {
        beside,
        ends: ends.map(|(first, last)| (first.id.as_str(), last.id.as_str())),
        rows: found.records.len(),
        fit: ON_A_PAGE as usize,
        goes_on: found.goes_on,
        total: counted(found.total, count_to),
    }
}

fn count(total: u64) -> usize {
    usize::try_from(total).unwrap_or(usize::MAX)
}

pub(super) fn heading(of: Definition<'_>, lang: Lang) -> Heading {
    Heading::new(of.kind.plural.get(lang))
        .under([Link::new("/records", phrase(lang, "web-records-title"))])
        .action(Some(new_link(of.kind, lang)))
}

fn nothing_yet(of: Definition<'_>, context: &Context, lang: Lang) -> Empty {
    Empty {
        title: say(lang, &Message::new("web-records-empty-title").with("kind", of.kind.plural.get(lang))),
        text: phrase(lang, "web-records-empty-text"),
        action: first_step(of.kind, context),
    }
}

/// What the reader may do first where there is nothing of a kind yet: bring a register, or record one.
fn first_step(kind: &packs::RecordKind, context: &Context) -> Option<Link> {
    if kind.import && context.may(Action::Import) {
        return Some(Link::new("/import", phrase(context.lang, "web-nav-import")));
    }
    context.may(Action::SubmitRecord).then(|| new_link(kind, context.lang))
}

/// The same where there is nothing of any kind: it begins with the everyday one.
pub(super) fn begin_with(state: &WebState, context: &Context) -> Option<Link> {
    first_step(state.main_kind()?, context)
}

fn new_link(kind: &packs::RecordKind, lang: Lang) -> Link {
    Link::new(format!("/records/{}/new", kind.id), say_new(kind, lang))
}

/// The three ways to look at a kind.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    List,
    Calendar,
    Map,
}

/// A kind without dates has no calendar, one without places no map. What a list is narrowed to its map shows, and the other way round.
pub(super) fn tabs(of: Definition<'_>, lang: Lang, current: View, asked: &Asked) -> Vec<Tab> {
    let is_narrowed = narrowed(of, |name| asked.get(name).map_or("", String::as_str)) != Narrowing::default();
    // A map that nobody narrowed shows the last months; one of a narrowed list the same time as the list.
    let whenever: &[(&str, &str)] =
        if is_narrowed && !asked.contains_key("period") { &[("period", "all")] } else { &[] };
    let tab = |view, end: &str, key: &str, icon| Tab {
        href: match view {
            View::Calendar => format!("/records/{}{end}", of.kind.id),
            View::List => keeping(asked, &format!("/records/{}", of.kind.id), &[]),
            View::Map => keeping(asked, &format!("/records/{}{end}", of.kind.id), whenever),
        },
        text: phrase(lang, key),
        icon,
        current: view == current,
    };
    let dated = of.kind.date_question.is_some();
    let mut tabs = vec![tab(View::List, "", "web-view-list", "records")];
    tabs.extend(dated.then(|| tab(View::Calendar, "/calendar", "web-view-calendar", "calendar")));
    let placed = of.kind.place.province.is_some() || point_column(of).is_some();
    tabs.extend(placed.then(|| tab(View::Map, "/map", "web-view-map", "map")));
    tabs
}

/// What the reader asked for. Names with a hyphen are no column's.
pub(super) fn narrowed<'a>(of: Definition<'_>, given: impl Fn(&str) -> &'a str) -> Narrowing {
    let text = |name: &str| Some(given(name).trim().to_owned()).filter(|text| !text.is_empty());
    let answer = |column: &packs::Column| Some((column.name.clone(), text(&column.name)?));
    Narrowing {
        text: text(TEXT),
        period: text("period").and_then(|period| period.parse().ok()),
        agency: text(AGENCY),
        author: text(AUTHOR),
        answers: narrowing_columns(of).filter_map(answer).collect(),
    }
}

/// Questions that are offered to narrow by: those that the list shows first, as many as a page can take.
fn offered_columns(of: Definition<'_>) -> Vec<&packs::Column> {
    let mut columns: Vec<_> = narrowing_columns(of).collect();
    columns.sort_by_key(|column| !of.kind.list.contains(&column.name));
    columns.truncate(MOST_FILTERS);
    columns
}

async fn people_and_agencies(
    state: &WebState,
    context: &Context,
    given: &impl Fn(&str) -> String,
) -> Result<Vec<Field>, ServiceError> {
    let lang = context.lang;
    let mut fields = Vec::new();
    let agencies = state.collection.agencies_seen(context).await?;
    if agencies.len() > 1 {
        let choice =
            |one: store::Agency| Choice::new(one.id.clone(), words::agency_name(&one, lang), one.id == given(AGENCY));
        let choices = agencies.into_iter().map(choice).collect();
        fields.push(Field::new(AGENCY, phrase(lang, "web-filter-agency"), Control::Select(choices)));
    }
    let people = state.collection.recorders(context).await?;
    if people.len() > 1 {
        let choice = |(id, name): (String, String)| Choice::new(id.clone(), name, id == given(AUTHOR));
        let choices = people.into_iter().map(choice).collect();
        fields.push(Field::new(AUTHOR, phrase(lang, "web-filter-author"), Control::Select(choices)));
    }
    Ok(fields)
}

pub(super) async fn offered(
    state: &WebState,
    context: &Context,
    of: Definition<'_>,
    asked: &Asked,
) -> Result<Vec<Field>, ServiceError> {
    let lang = context.lang;
    let given = |name: &str| asked.get(name).cloned().unwrap_or_default();
    let mut fields = Vec::new();
    if searched_column(of).is_some() {
        fields.push(Field::new(TEXT, phrase(lang, "web-filter-text"), Control::Text).value(given(TEXT)));
    }
    if of.kind.date_question.is_some() {
        let periods = periods(state, context, of, &given("period")).await?;
        fields.push(Field::new("period", phrase(lang, "web-filter-period"), Control::Select(periods)));
    }
    let lists = state.collection.all_itemsets(context, &of.kind.id).await?;
    let province = of.kind.place.province.as_deref().map(&given).unwrap_or_default();
    for column in offered_columns(of) {
        let Some(item) = of.form.item(&column.path) else { continue };
        let mut choices = choices(of, item, &lists, &given(&column.name), lang);
        if of.kind.place.district.as_ref() == Some(&column.name) {
            // A district's code begins with its province's; without a province there are too many to choose from.
            choices.retain(|choice| !province.is_empty() && choice.value.starts_with(&province));
        }
        if !choices.is_empty() && choices.len() <= MOST_CHOICES {
            fields.push(Field::new(&column.name, record_table::heading(of, column, lang), Control::Select(choices)));
        }
    }
    fields.extend(people_and_agencies(state, context, &given).await?);
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
    let span = state.collection.span(context, &of.kind.id).await?;
    Ok(span.map_or_else(Vec::new, |span| periods_of(span, context.lang, given)))
}

/// The years and half-years between two days, the latest first.
pub(super) fn periods_of((first, last): (Date, Date), lang: Lang, given: &str) -> Vec<Choice> {
    let mut choices = Vec::new();
    let mut year = Period::year_of(last);
    while year.end() >= first {
        let halves = [Period::half_of(year.end()), Period::half_of(year.start())];
        let busy = halves.into_iter().filter(|half| half.end() >= first && half.start() <= last);
        for period in [year].into_iter().chain(busy) {
            let code = period.to_string();
            choices.push(Choice::new(code.clone(), period.label(lang), code == given));
        }
        year = year.previous();
    }
    choices
}

/// An address with what a list is narrowed by, and other values for some of it.
pub(super) fn keeping(asked: &Asked, path: &str, other: &[(&str, &str)]) -> String {
    let is_kept = |name: &str| {
        !is_of_page(name) && !["said", "month"].contains(&name) && other.iter().all(|(new, _)| *new != name)
    };
    let kept = asked.kept().filter(|(name, _)| is_kept(name));
    let mut pairs: Vec<(&str, &str)> = kept.collect();
    pairs.sort_unstable();
    pairs.extend(other);
    words::query(path, &pairs)
}
