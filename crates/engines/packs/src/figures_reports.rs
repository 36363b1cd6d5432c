//! `reports.toml`: the reports on figures that a pack offers, to be handed on with small figures withheld. Owns the file's shape and
//! what may stand in a report; not the counting, the withholding or the drawing.

use crate::Pack;
use crate::cases::no_dimension;
use language::{Message, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The least that a report may tell as a count: below three, whoever knows of one person in a figure knows of the other.
const LEAST_TOLD: u32 = 3;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportsFile {
    #[serde(default, rename = "report")]
    pub(crate) reports: Vec<FiguresReport>,
}

/// A report on the figures of a period.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct FiguresReport {
    /// Its id, used in addresses.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// For whom it is and how it is read.
    pub lead: Text,
    /// Counts from 1 to below this are withheld.
    #[serde(default = "five")]
    pub smallest: u32,
    /// Its chapters in order.
    #[serde(rename = "section")]
    pub sections: Vec<ReportSection>,
}

/// A chapter of a report.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct ReportSection {
    /// Its heading.
    pub title: Text,
    /// What a reader must know before its figures; may be empty.
    #[serde(default)]
    pub text: Text,
    /// What is told in it, most important first.
    pub figures: Vec<ReportFigure>,
}

/// An indicator in a report.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct ReportFigure {
    /// The indicator's id.
    pub indicator: String,
    /// The dimensions that it is split by.
    #[serde(default)]
    pub by: Vec<String>,
    /// Whether it is drawn over the periods before, too.
    #[serde(default)]
    pub trend: bool,
}

fn five() -> u32 {
    5
}

/// What is wrong with the reports of a pack.
pub(crate) fn mistakes(pack: &Pack) -> Vec<Message> {
    let (mut mistakes, mut seen) = (Vec::new(), BTreeSet::new());
    for report in &pack.figures_reports {
        if !seen.insert(&report.id) {
            mistakes.push(Message::new("packs-twice").with("id", report.id.as_str()));
        }
        if report.smallest < LEAST_TOLD {
            let message = Message::new("packs-report-smallest").with("report", report.id.as_str());
            mistakes.push(message.with("least", LEAST_TOLD));
        }
        let figures = report.sections.iter().flat_map(|section| &section.figures);
        mistakes.extend(figures.flat_map(|figure| mistakes_of(figure, pack)));
    }
    mistakes
}

fn mistakes_of(figure: &ReportFigure, pack: &Pack) -> Vec<Message> {
    let Some(indicator) = pack.indicator(&figure.indicator) else {
        return vec![Message::new("packs-no-indicator").with("indicator", figure.indicator.as_str())];
    };
    let unknown = figure.by.iter().filter(|by| indicator.dimension(by).is_none());
    unknown.map(|by| no_dimension(indicator, by)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong when one figure of a sound pack's report is written otherwise.
    fn found(change: impl FnOnce(&mut FiguresReport)) -> Vec<&'static str> {
        let mut pack = Pack::builtin("child-advocacy").expect("the pack is sound");
        change(pack.figures_reports.first_mut().expect("a report"));
        mistakes(&pack).iter().map(|message| message.key).collect()
    }

    fn first(report: &mut FiguresReport) -> &mut ReportFigure {
        report.sections.iter_mut().flat_map(|section| &mut section.figures).next().expect("a figure")
    }

    #[test]
    fn what_a_report_may_not_tell_is_found() {
        assert!(found(|_| ()).is_empty());
        assert_eq!(found(|report| report.smallest = 2), ["packs-report-smallest"]);
        assert_eq!(found(|report| first(report).indicator = "nothing".into()), ["packs-no-indicator"]);
        assert_eq!(found(|report| first(report).by = vec!["nothing".into()]), ["packs-no-dimension"]);
    }

    #[test]
    fn a_report_has_an_id_of_its_own() {
        let mut pack = Pack::builtin("child-advocacy").expect("the pack is sound");
        pack.figures_reports.extend(pack.figures_reports.clone());
        assert_eq!(mistakes(&pack).iter().map(|message| message.key).collect::<Vec<_>>(), ["packs-twice"]);
    }
}
