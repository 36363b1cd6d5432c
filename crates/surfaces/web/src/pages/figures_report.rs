//! A pack's report on figures: a preview of what the files will say, for a period and a language, and the files. Owns the page; what the
//! report says and withholds is `programmes`' and how its files look `reports`'.

use super::report::{PDF, XLSX, attached, drawn, named, report_lang};
use super::{Answer, figures, page, records};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Empty, Field, Heading, Link};
use crate::views::{FiguresReportPage, FiguresReportSection, TextList};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use calendar::Period;
use language::{Lang, Message, phrase, say};
use packs::FiguresReport as Plan;
use programmes::report::FiguresReport;
use reports::view::{FiguresView, SectionView};
use serde::Deserialize;
use service_kit::{Action, Context, Reach, ServiceError, reach};
use std::sync::Arc;

/// What a report is asked for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    period: String,
    #[serde(default)]
    lang: String,
}

/// The reports that a reader may make, as links, each to its latest period.
pub(super) fn links(state: &WebState, context: &Context) -> Vec<Link> {
    if reach(context.actor.role, Action::MakeReport) == Reach::No {
        return Vec::new();
    }
    let packs = state.collection.packs().iter();
    let plans = packs.flat_map(|pack| pack.figures_reports.iter().map(move |plan| (pack, plan)));
    let link = |(pack, plan): (&Arc<packs::Pack>, &Plan)| {
        Link::new(address(&pack.id, &plan.id, ""), plan.title.get(context.lang))
    };
    plans.map(link).collect()
}

fn address(pack: &str, report: &str, file: &str) -> String {
    format!("/figures/{}/{}{file}", words::segment(pack), words::segment(report))
}

/// `GET /figures/{pack}/{report}`: what the files will say.
pub(crate) async fn preview(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let plan = plan(&state, &pack, &id)?;
    let (period, periods) = period(&state, context, &pack, plan, &asked).await?;
    let in_lang = report_lang(&asked.lang, lang);
    let report = state.programmes.figures_report(context, &pack, &id, period).await?;
    let view = reports::view::figures_view(&report, in_lang);
    let file = |file: &str, format: &str| {
        let pairs = [("period", &*period.to_string()), ("lang", in_lang.code())];
        let text = say(lang, &Message::new("web-report-download").with("format", format));
        Link::new(words::query(&address(&pack, &id, file), &pairs), text)
    };
    let is_empty = view.sections.is_empty();
    let empty = is_empty.then(|| Empty {
        title: phrase(lang, "web-figures-empty-title"),
        text: phrase(lang, "web-report-figures-none"),
        action: None,
    });
    let title = plan.title.get(lang).to_owned();
    page(&FiguresReportPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(figures::said(context, period))
            .under([Link::new("/figures", phrase(lang, "web-figures-title"))]),
        address: address(&pack, &id, ""),
        filters: vec![
            Field::new("period", phrase(lang, "web-figures-period"), Control::Select(periods)),
            Field::new("lang", phrase(lang, "web-report-language"), Control::Select(languages(in_lang))),
        ],
        empty,
        files: if is_empty { Vec::new() } else { vec![file("/report.pdf", "PDF"), file("/report.xlsx", "XLSX")] },
        report_lang: in_lang.code(),
        lead: view.cover.description.clone(),
        sections: view.sections.iter().map(|one| section(one, in_lang)).collect(),
        lists: lists(&view),
    })
}

fn languages(chosen: Lang) -> Vec<Choice> {
    [Lang::En, Lang::Th].map(|one| Choice::new(one.code(), one.autonym(), one == chosen)).to_vec()
}

fn plan<'s>(state: &'s WebState, pack: &str, id: &str) -> Result<&'s Plan, ServiceError> {
    state.collection.pack(pack)?.figures_report(id).ok_or(ServiceError::NotFound)
}

/// The period that was asked for, else the latest half-year with records; and those that can be chosen.
async fn period(
    state: &WebState,
    context: &Context,
    pack: &str,
    plan: &Plan,
    asked: &Asked,
) -> Result<(Period, Vec<Choice>), ServiceError> {
    let pack = state.collection.pack(pack)?;
    let named = plan.sections.iter().flat_map(|section| &section.figures);
    let kinds = named.filter_map(|figure| Some(pack.indicator(&figure.indicator)?.kind.as_str())).collect();
    let span = figures::span_of_kinds(state, context, kinds).await?;
    let period = asked.period.parse().unwrap_or_else(|_| figures::latest_half(span, context));
    let mut choices = span.map_or_else(Vec::new, |span| records::periods_of(span, context.lang, &period.to_string()));
    if !choices.iter().any(|choice| choice.value == period.to_string()) {
        choices.insert(0, Choice::new(period.to_string(), period.label(context.lang), true));
    }
    Ok((period, choices))
}

fn section(view: &SectionView, lang: Lang) -> FiguresReportSection {
    let note = |is_partly: bool| if is_partly { phrase(lang, "web-report-withheld") } else { String::new() };
    let splits = view.splits.iter().map(|chart| drawn(&chart.figure, note(chart.is_partly_withheld), false));
    let trends = view.trends.iter().map(|trend| drawn(trend, String::new(), false));
    FiguresReportSection {
        title: view.title.clone(),
        text: view.text.join(" "),
        results: named(view.title.clone(), &view.indicators),
        charts: trends.chain(splits).collect(),
        tables: view.breakdowns.iter().map(|one| named(one.title.clone(), &one.table)).collect(),
    }
}

fn lists(view: &FiguresView) -> Vec<TextList> {
    let word = |name: &str| view.words.get(name).cloned().unwrap_or_default();
    let list = |name: &str, lines: &[String]| TextList { title: word(name), lines: lines.to_vec() };
    let lists = [list("data-notes", &view.data_notes), list("sources", &view.sources)];
    lists.into_iter().filter(|list| !list.lines.is_empty()).collect()
}

/// `GET /figures/{pack}/{report}/{file}`
pub(crate) async fn file(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, id, file)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    type Render = fn(&FiguresReport, Lang) -> Result<Vec<u8>, reports::ReportError>;
    let (render, media_type): (Render, _) = match file.as_str() {
        "report.pdf" => (reports::pdf::render_figures, PDF),
        "report.xlsx" => (reports::xlsx::render_figures, XLSX),
        _ => return Err(Failure::not_found()),
    };
    let (period, _) = period(&state, &caller.context, &pack, plan(&state, &pack, &id)?, &asked).await?;
    let lang = report_lang(&asked.lang, caller.visit.lang);
    let report = state.programmes.figures_report(&caller.context, &pack, &id, period).await?;
    // Setting a page takes a good part of a second of one core, so it does not stand in the way of other requests.
    let bytes = tokio::task::spawn_blocking(move || render(&report, lang))
        .await
        .map_err(|problem| ServiceError::Internal(format!("the report's work ended early: {problem}")))?
        .map_err(|problem| Failure::said(StatusCode::UNPROCESSABLE_ENTITY, problem.message()))?;
    Ok(attached(bytes, media_type, &format!("{pack}-{id}-{period}-{lang}-{file}")))
}
