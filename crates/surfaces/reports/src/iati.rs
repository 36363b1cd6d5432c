//! The report as an IATI 2.03 activity: built as a tree, checked against the rules of the standard, written as XML. Owns which
//! part of a report is published; narratives go out in every language that they have, quotes and pictures never.

mod activity;
mod check;
mod results;
mod tree;

pub use check::{Finding, Severity};

use crate::ReportError;
use language::{Lang, Message};
use programmes::report::HalfYearReport;
use tree::Element;

/// An IATI file that breaks no rule, and what could be better about it.
#[derive(Clone, Debug)]
pub struct IatiFile {
    /// UTF-8 text with its XML declaration.
    pub xml: String,
    /// What to tell whoever asked for it; empty when it can be published as it is.
    pub warnings: Vec<Message>,
}

/// Writes the activity with `lang` as its default language. Errors are broken rules of the standard, by their ids. A publisher
/// without an identifier gets a file that validates and says in a comment that it is a draft.
pub fn render(report: &HalfYearReport, lang: Lang) -> Result<IatiFile, ReportError> {
    let tree = document(report, lang);
    let (errors, warnings): (Vec<_>, Vec<_>) =
        check::check(&tree, report.prepared_on).into_iter().partition(|finding| finding.severity == Severity::Error);
    if !errors.is_empty() {
        return Err(ReportError::Iati(errors));
    }
    let no_identifier = report
        .publisher
        .identifier
        .is_none()
        .then(|| Message::new("reports-warning-no-identifier").with("name", report.publisher.name.clone()));
    let comment = no_identifier
        .as_ref()
        .map(|_| "Draft: the reporting organisation has no IATI identifier yet. Not to be published.");
    let xml = tree.to_xml(comment).map_err(|error| ReportError::Writing(error.to_string()))?;
    // The placeholder of a missing identifier has been told in the reader's own language.
    let told = |finding: &&Finding| no_identifier.is_none() || !finding.problem.contains(activity::UNREGISTERED);
    let warnings = warnings
        .iter()
        .filter(told)
        .map(|finding| Message::new("reports-warning-iati").with("problem", finding.to_string()));
    let warnings = warnings.collect::<Vec<_>>();
    Ok(IatiFile { xml, warnings: no_identifier.into_iter().chain(warnings).collect() })
}

fn document(report: &HalfYearReport, lang: Lang) -> Element {
    Element::new("iati-activities")
        .attribute("version", "2.03")
        .attribute("generated-datetime", activity::midnight(report.prepared_on))
        .child(activity::activity(report, lang))
}
