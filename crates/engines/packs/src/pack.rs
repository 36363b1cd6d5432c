//! A pack as the rest of the product uses it. Owns looking things up in it; not the reading of its files.

use crate::cases::Case;
use crate::content::Article;
use crate::dashboards::Dashboard;
use crate::demo::DemoRecord;
use crate::figures_reports::FiguresReport;
use crate::kind::RecordKind;
use crate::manifest::{Group, TargetSource};
use forms::Form;
use language::{Lang, Text};
use rules::Workflow;
use stats::Indicator;
use std::collections::BTreeMap;

/// A folder of data that makes the product know a subject.
#[derive(Clone, Debug, Default)]
pub struct Pack {
    /// The id, for example `prevention`.
    pub id: String,
    /// The version of its content.
    pub version: String,
    /// Its name for readers.
    pub title: Text,
    /// What it is for, in a sentence or two.
    pub summary: Text,
    /// Where it stands among others: the first holds what people meet every day.
    pub order: u8,
    /// The languages in which everything in it is written.
    pub languages: Vec<Lang>,
    /// The headings under which kinds are listed, in order.
    pub groups: Vec<Group>,
    /// The record kinds, in the order in which they are listed.
    pub kinds: Vec<RecordKind>,
    /// The forms by their id.
    pub forms: BTreeMap<String, Form>,
    /// What phones are given of each form, by its id.
    pub phone_forms: BTreeMap<String, PhoneForm>,
    /// The lists that were brought with each form, by its id: the hash of each file by its name.
    pub own_lists: BTreeMap<String, BTreeMap<String, String>>,
    /// The files that are shown and played with each form's labels, by its id: the hash of each by its name.
    pub own_media: BTreeMap<String, BTreeMap<String, String>>,
    /// The Markdown source of each form by its id, as XLSForm tools read it.
    pub form_sources: BTreeMap<String, String>,
    /// What is counted, in the order in which it is offered.
    pub indicators: Vec<Indicator>,
    /// The dimensions of indicators with their names, in the order in which they are offered.
    pub dimensions: Vec<(String, Text)>,
    /// What values of a dimension are called that are no choices of a question, by the dimension.
    pub values: BTreeMap<String, BTreeMap<String, Text>>,
    /// Where promised figures stand.
    pub targets: Option<TargetSource>,
    /// What is shown first.
    pub dashboards: Vec<Dashboard>,
    /// Reports on figures, to be handed on.
    pub figures_reports: Vec<FiguresReport>,
    /// Articles, every language of each.
    pub articles: Vec<Article>,
    /// Report templates (Typst source) by their id.
    pub reports: BTreeMap<String, String>,
    /// The examples that prove it.
    pub cases: Vec<Case>,
    /// Records that fill a demonstration.
    pub demo: Vec<DemoRecord>,
    /// Files that demonstration records name, by their name.
    pub demo_files: BTreeMap<String, Vec<u8>>,
    /// What happens with its cases, when it has some.
    pub workflow: Option<Workflow>,
    /// The text of `workflow.toml`; empty when there is none.
    pub workflow_source: String,
    /// The line of `workflow.toml` on which each part begins, by its id.
    pub(crate) workflow_lines: BTreeMap<String, crate::Place>,
    /// The line of `indicators.toml` on which each indicator begins, by the indicator's id.
    pub(crate) indicator_lines: BTreeMap<String, crate::Place>,
}

/// A form as phones read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneForm {
    /// The ODK XForm.
    pub xml: String,
    /// The files beside it that its lists come from: `districts.csv`.
    pub list_files: Vec<String>,
}

impl PhoneForm {
    /// What phones are given of a form that was read from a workbook.
    pub fn of(workbook: &forms::Workbook) -> Self {
        Self { xml: workbook.xform(), list_files: workbook.list_files() }
    }
}

impl Pack {
    /// A record kind by its id (`prevention/outreach-session`) or its form's id (`outreach-session`).
    pub fn kind(&self, id: &str) -> Option<&RecordKind> {
        self.kinds.iter().find(|kind| kind.id == id || kind.form == id)
    }

    /// The form of a record kind, by the id of either.
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.get(self.form_name(id))
    }

    /// What phones are given of the form of a record kind, by the id of either.
    pub fn phone_form(&self, id: &str) -> Option<&PhoneForm> {
        self.phone_forms.get(self.form_name(id))
    }

    /// The lists that were brought with the form of a record kind, by the id of either: the hash of each file by its name.
    pub fn own_lists(&self, id: &str) -> Option<&BTreeMap<String, String>> {
        self.own_lists.get(self.form_name(id))
    }

    /// The files that are shown and played with the labels of the form of a record kind, by the id of either: the hash of each by its
    /// name.
    pub fn own_media(&self, id: &str) -> Option<&BTreeMap<String, String>> {
        self.own_media.get(self.form_name(id))
    }

    /// The form's own part of a kind's id.
    fn form_name<'i>(&self, id: &'i str) -> &'i str {
        id.strip_prefix(self.id.as_str()).and_then(|rest| rest.strip_prefix('/')).unwrap_or(id)
    }

    /// An indicator by its id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }

    /// A report on figures by its id.
    pub fn figures_report(&self, id: &str) -> Option<&FiguresReport> {
        self.figures_reports.iter().find(|report| report.id == id)
    }

    /// The name of a dimension.
    pub fn dimension_title(&self, id: &str) -> Option<&Text> {
        self.dimensions.iter().find(|(known, _)| known == id).map(|(_, title)| title)
    }

    /// An article in the reader's language, else in English.
    pub fn article(&self, id: &str, lang: Lang) -> Option<&Article> {
        let of = |lang| self.articles.iter().find(move |article| article.id == id && article.lang == lang);
        of(lang).or_else(|| of(Lang::En))
    }

    /// The name of a dimension's value when the pack says it, or when the dimension is a question with choices written in the form
    /// (`students` is "Students"). Places and records of other kinds are named by whoever keeps them.
    pub fn value_label(&self, indicator: &Indicator, dimension: &str, value: &str) -> Option<Text> {
        if let Some(said) = self.values.get(dimension).and_then(|values| values.get(value)) {
            return Some(said.clone());
        }
        let question = indicator.dimension(dimension)?.value.source().trim().trim_start_matches("../").to_owned();
        self.choice_label(&indicator.kind, &question, value)
    }

    /// The label of a choice of a select question, by the question's path or its name, and the name of the choice.
    pub fn choice_label(&self, kind: &str, question: &str, choice: &str) -> Option<Text> {
        let form = self.form(kind)?;
        let item = if question.starts_with('/') { form.item(question) } else { form.named(question) }?;
        form.choices(item).iter().find(|known| known.name == choice).map(|known| known.label.clone())
    }
}
