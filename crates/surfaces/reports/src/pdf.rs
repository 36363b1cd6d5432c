//! The report as PDF: a pack's Typst template over the report's view, set by the Typst library in memory. Owns the limits on pages
//! and the PDF standard, for forms on paper too; what the page says is `view`, how it looks is the template.

mod world;

use crate::ReportError;
use crate::print_picture::ready;
use crate::view::{self, FiguresView, View};
use language::Lang;
use programmes::report::{FiguresReport, HalfYearReport};
use std::collections::BTreeMap;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use world::World;

/// A half-year report with 500 sessions comes to about 30 pages, a form of a thousand questions to about 100; more than this is a
/// mistake in the template or in the data.
const MOST_PAGES: usize = 300;

/// Compilations after which the typesetter forgets a cached result that nobody used: enough for two languages of two reports.
const CACHE_AGE: usize = 4;

const HOUSE: &str = include_str!("../typst/house.typ");
const FIGURES: &str = include_str!("../typst/figures.typ");
const HALF_YEAR: &str = include_str!("../../../../packs/prevention/reports/half-year.typ");

/// A report's layout: Typst text that reads `/data.json` (see `view::View`), `/figures/N.svg` and `/pictures/N`, and may import
/// `/house.typ`, the look that all reports share. It can reach nothing else: no file, no network, no clock.
#[derive(Clone, Debug)]
pub struct Template {
    name: String,
    source: String,
}

impl Template {
    /// A pack's template: the path that its errors are told with, and its text.
    pub fn new(name: impl Into<String>, source: impl Into<String>) -> Self {
        Self { name: name.into(), source: source.into() }
    }

    /// The half-year report of the prevention pack.
    pub fn half_year() -> Self {
        Self::new("/packs/prevention/reports/half-year.typ", HALF_YEAR)
    }
}

/// Sets the report in `lang`: A4, tagged, PDF/UA-1. The same input gives the same bytes.
pub fn render(report: &HalfYearReport, lang: Lang, template: &Template) -> Result<Vec<u8>, ReportError> {
    let view = view::view(report, lang);
    typeset(&template.name, &template.source, files(report, &view, lang)?)
}

/// Sets a report on figures, likewise.
///
/// # Errors
/// [`ReportError::TooLong`] when it comes to more pages than a PDF of ours may have.
pub fn render_figures(report: &FiguresReport, lang: Lang) -> Result<Vec<u8>, ReportError> {
    typeset("/figures.typ", FIGURES, figures_files(&view::figures_view(report, lang))?)
}

/// Sets a layout over the files that it may read, by absolute path.
pub(crate) fn typeset(name: &str, source: &str, files: BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, ReportError> {
    let result = set(&World::new(name, source, files));
    comemo::evict(CACHE_AGE);
    result
}

fn set(world: &World) -> Result<Vec<u8>, ReportError> {
    let Warned { output, .. } = typst::compile::<PagedDocument>(world);
    let document = output.map_err(|problems| template_error(world, &problems))?;
    let pages = document.pages().len();
    if pages > MOST_PAGES {
        return Err(ReportError::TooLong { pages, limit: MOST_PAGES });
    }
    typst_pdf::pdf(&document, &options()?).map_err(|problems| template_error(world, &problems))
}

fn options() -> Result<PdfOptions, ReportError> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|problem| ReportError::Template {
        place: "PDF/UA-1".to_owned(),
        problem: problem.message().to_string(),
    })?;
    Ok(PdfOptions { standards, creator: Smart::Custom(Some("Saphan".to_owned())), ..PdfOptions::default() })
}

/// Everything that the template may read, by path.
fn files(report: &HalfYearReport, view: &View, lang: Lang) -> Result<BTreeMap<String, Vec<u8>>, ReportError> {
    let data = serde_json::to_vec(view).map_err(|error| ReportError::Writing(error.to_string()))?;
    let mut files =
        BTreeMap::from([("/house.typ".to_owned(), HOUSE.as_bytes().to_vec()), ("/data.json".to_owned(), data)]);
    for (index, figure) in view.figures.iter().enumerate() {
        files.insert(format!("/figures/{index}.svg"), figure.svg.clone().into_bytes());
    }
    for (index, picture) in report.consented_pictures().enumerate() {
        let damaged = || ReportError::Picture { caption: picture.caption.get(lang).to_owned() };
        files.insert(format!("/pictures/{index}"), ready(&picture.bytes).ok_or_else(damaged)?);
    }
    Ok(files)
}

fn figures_files(view: &FiguresView) -> Result<BTreeMap<String, Vec<u8>>, ReportError> {
    let data = serde_json::to_vec(view).map_err(|error| ReportError::Writing(error.to_string()))?;
    let mut files =
        BTreeMap::from([("/house.typ".to_owned(), HOUSE.as_bytes().to_vec()), ("/data.json".to_owned(), data)]);
    for (place, section) in view.sections.iter().enumerate() {
        for (index, trend) in section.trends.iter().enumerate() {
            files.insert(format!("/figures/{place}-{index}.svg"), trend.svg.clone().into_bytes());
        }
    }
    Ok(files)
}

fn template_error(world: &World, problems: &[SourceDiagnostic]) -> ReportError {
    let first = problems.first();
    ReportError::Template {
        place: first.map(|problem| world.place(problem.span)).unwrap_or_default(),
        problem: problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>().join("; "),
    }
}
