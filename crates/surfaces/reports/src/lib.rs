//! Documents as a reader gets them: the half-year report as PDF, spreadsheet and IATI, minutes, and forms on paper. Takes plain data
//! (`programmes::report`, a form, a session, the rows of a list) and gives bytes; knows no database and no clock, and of the file system
//! only nameless temporary files, for lists that are too long for memory. Words are Fluent texts,
//! a report's layout is a pack's Typst template, the rules of IATI 2.03 are checked before anything is handed out.

mod bundle;
mod error;
mod fonts;
pub mod iati;
pub mod minutes;
pub mod paper;
pub mod pdf;
mod print_picture;
pub mod table;
pub mod view;
pub mod xlsx;

pub use bundle::bundle;
pub use error::ReportError;

use language::{Lang, Message};
use programmes::report::HalfYearReport;

/// The three files of one report.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// PDF, A4.
    pub pdf: Vec<u8>,
    /// Office Open XML workbook.
    pub xlsx: Vec<u8>,
    /// IATI 2.03 activity file, UTF-8 with declaration.
    pub iati_xml: String,
    /// What whoever asked should know before handing the files on, such as a missing IATI identifier.
    pub warnings: Vec<Message>,
}

/// Renders all three files, read in `lang`; the IATI file carries every language that its texts have, `lang` as the default.
pub fn render_half_year(report: &HalfYearReport, lang: Lang) -> Result<Rendered, ReportError> {
    let iati = iati::render(report, lang)?;
    Ok(Rendered {
        pdf: pdf::render(report, lang, &pdf::Template::half_year())?,
        xlsx: xlsx::render(report, lang)?,
        iati_xml: iati.xml,
        warnings: iati.warnings,
    })
}
