//! Whether a pack makes sense: names lead somewhere, every text is written in every language, demonstration records are accepted by
//! their forms, and the cases come out as they say. Owns these questions; whether files can be read was asked by `load`.

use crate::answering::answer;
use crate::cases::no_dimension;
use crate::form_file::untranslated;
use crate::problem::{PackProblem, Place};
use crate::texts::texts_of;
use crate::toml_file::SourceFile;
use crate::workflow::workflow_problems;
use crate::{Pack, PersonQuestions, RecordKind};
use calendar::Date;
use forms::{Form, Kind};
use language::{Lang, Message, Text};
use stats::{Indicator, Measure};
use std::collections::BTreeSet;
use xpath::{Expression, PathPattern, PatternStep};

/// A day after every demonstration record.
const AFTER_ALL: Date = Date::constant(2199, 12, 31);

/// Every problem of a pack that could be read. None means that it can be used. Its workflow may name forms of the packs beside it.
pub fn check(pack: &Pack, beside: &[&Pack]) -> Vec<PackProblem> {
    let mut checker = Checker { pack, problems: Vec::new() };
    checker.kinds();
    checker.targets();
    checker.indicators();
    checker.values();
    checker.dashboards();
    checker.figures_reports();
    checker.articles();
    checker.texts();
    checker.demo();
    checker.problems.extend(pack.cases.iter().flat_map(|case| case.run(pack, beside)));
    checker.problems.extend(workflow_problems(pack, beside));
    checker.problems
}

struct Checker<'p> {
    pack: &'p Pack,
    problems: Vec<PackProblem>,
}

impl Checker<'_> {
    fn report(&mut self, file: &str, message: Message) {
        self.problems.push(PackProblem::whole(file, message));
    }

    fn kinds(&mut self) {
        let pack = self.pack;
        let groups: BTreeSet<&str> = pack.groups.iter().map(|group| group.id.as_str()).collect();
        for kind in &pack.kinds {
            for question in questions_named(kind).filter(|question| kind.column(question).is_none()) {
                self.report("pack.toml", no_question(&kind.form, question));
            }
            let stands_anywhere = |question: &&str| {
                kind.rows
                    .iter()
                    .flat_map(|rows| &rows.columns)
                    .chain(&kind.columns)
                    .any(|column| column.name == **question)
            };
            for question in
                kind.person.iter().flat_map(PersonQuestions::all).filter(|question| !stands_anywhere(question))
            {
                self.report("pack.toml", no_question(&kind.form, question));
            }
            if let Some(group) = kind.group.as_deref().filter(|group| !groups.contains(group)) {
                self.report("pack.toml", Message::new("packs-no-group").with("group", group));
            }
        }
        for form in pack.forms.keys().filter(|form| pack.kind(form).is_none()) {
            self.report("pack.toml", Message::new("packs-form-without-kind").with("form", form.as_str()));
        }
        for (form_id, form) in &pack.forms {
            self.marks(form);
            let unknown: Vec<&str> = form.files().into_iter().filter(|list| !self.is_known_list(list)).collect();
            for list in unknown {
                let message = Message::new("packs-no-list").with("list", list);
                self.problems.push(PackProblem::whole(&format!("forms/{form_id}.md"), message));
            }
        }
    }

    /// `bind::saphan:marks` says which choice a phrase in a register's remarks stands for: `ครั้งแรก=yes; first time=yes`.
    fn marks(&mut self, form: &Form) {
        for item in form.questions() {
            let marks = item.extras.get("marks").map(String::as_str).unwrap_or_default();
            for mark in marks.split(';').map(str::trim).filter(|mark| !mark.is_empty()) {
                let choice = mark.split_once('=').map(|(_, choice)| choice.trim());
                if choice.is_some_and(|choice| form.choices(item).iter().any(|known| known.name == choice)) {
                    continue;
                }
                let place =
                    Place::Cell { sheet: "survey".to_owned(), row: item.row, column: "bind::saphan:marks".to_owned() };
                let message = Message::new("packs-bad-mark").with("mark", mark).with("question", item.name.as_str());
                self.problems.push(PackProblem::new(&format!("forms/{}.md", form.id), place, message));
            }
        }
    }

    /// Lists come from the gazetteer or from records of a kind.
    fn is_known_list(&self, file: &str) -> bool {
        let name = file.strip_suffix(".csv").unwrap_or(file);
        ["provinces", "districts", "subdistricts"].contains(&name) || self.pack.kind(name).is_some()
    }

    fn targets(&mut self) {
        let Some(targets) = &self.pack.targets else { return };
        let rows = self.pack.kind(&targets.kind).and_then(|kind| kind.rows(&targets.rows));
        let Some(rows) = rows else {
            self.report("pack.toml", no_question(&targets.kind, &targets.rows));
            return;
        };
        for question in [&targets.indicator, &targets.period, &targets.value] {
            if rows.columns.iter().all(|column| column.name != *question) {
                self.report("pack.toml", no_question(&targets.kind, question));
            }
        }
    }

    fn indicators(&mut self) {
        let mut seen = BTreeSet::new();
        for indicator in &self.pack.indicators {
            for message in self.mistakes_of(indicator, !seen.insert(indicator.id.as_str())) {
                let place = self.pack.indicator_lines.get(&indicator.id).cloned().unwrap_or_default();
                self.problems.push(PackProblem::new("indicators.toml", place, message));
            }
        }
    }

    /// Values of a dimension that no indicator has are of a misspelt one.
    fn values(&mut self) {
        let pack = self.pack;
        let is_known = |name: &&String| pack.dimension_title(name).is_some();
        for name in pack.values.keys().filter(|name| !is_known(name)) {
            self.report(
                "indicators.toml",
                Message::new("packs-dimension-without-name").with("dimension", name.as_str()),
            );
        }
    }

    fn mistakes_of(&self, indicator: &Indicator, is_repeated: bool) -> Vec<Message> {
        let mut mistakes = Vec::new();
        if is_repeated {
            mistakes.push(Message::new("packs-twice").with("id", indicator.id.as_str()));
        }
        for dimension in indicator.by.iter().filter(|dimension| self.pack.dimension_title(&dimension.id).is_none()) {
            mistakes.push(Message::new("packs-dimension-without-name").with("dimension", dimension.id.as_str()));
        }
        let Some(form) = self.pack.form(&indicator.kind) else {
            mistakes.push(Message::new("packs-no-form").with("form", indicator.kind.as_str()));
            return mistakes;
        };
        if let Some(rows) = indicator.rows.as_deref().filter(|rows| !is_repeat(form, rows)) {
            mistakes.push(no_question(&form.id, rows));
            return mistakes;
        }
        for expression in expressions_of(indicator) {
            let unknown = unknown_questions(form, expression, indicator.rows.as_deref());
            mistakes.extend(unknown.iter().map(|question| no_question(&form.id, question)));
        }
        mistakes
    }

    fn dashboards(&mut self) {
        for panel in self.pack.dashboards.iter().flat_map(|dashboard| &dashboard.panels) {
            let Some(indicator) = self.pack.indicator(&panel.indicator) else {
                let message = Message::new("packs-no-indicator").with("indicator", panel.indicator.as_str());
                self.report("dashboards.toml", message);
                continue;
            };
            match panel.by.as_deref() {
                Some(by) if indicator.dimension(by).is_none() => {
                    self.report("dashboards.toml", no_dimension(indicator, by));
                }
                None if panel.chart.needs_dimension() => {
                    let message =
                        Message::new("packs-chart-without-dimension").with("indicator", indicator.id.as_str());
                    self.report("dashboards.toml", message);
                }
                _ => {}
            }
        }
    }

    fn figures_reports(&mut self) {
        for message in crate::figures_reports::mistakes(self.pack) {
            self.report("reports.toml", message);
        }
    }

    fn articles(&mut self) {
        let ids: BTreeSet<&str> = self.pack.articles.iter().map(|article| article.id.as_str()).collect();
        for id in ids {
            let find = |lang| self.pack.articles.iter().find(|article| article.id == id && article.lang == lang);
            let source = find(Lang::En).map(crate::content::Article::fingerprint);
            let languages = self.pack.languages.clone();
            for lang in languages {
                let file = format!("content/{id}.{lang}.md");
                let Some(article) = find(lang) else {
                    self.problems.push(PackProblem::whole(
                        &file,
                        Message::new("packs-missing-file").with("file", file.as_str()),
                    ));
                    continue;
                };
                if lang != Lang::En && article.head.translates != source {
                    let message = Message::new("packs-translation-outdated")
                        .with("fingerprint", source.clone().unwrap_or_default());
                    self.problems.push(PackProblem::whole(&file, message));
                }
            }
        }
    }

    fn texts(&mut self) {
        for (file, what, text) in texts_of(self.pack) {
            for lang in &self.pack.languages {
                if lacks(text, *lang) {
                    let message =
                        Message::new("packs-text-missing").with("what", what.as_str()).with("language", lang.autonym());
                    self.problems.push(PackProblem::whole(&file, message));
                }
            }
        }
        for (id, source) in &self.pack.form_sources {
            let path = format!("forms/{id}.md");
            let file = SourceFile { path: &path, text: source };
            self.problems.extend(untranslated(file, &self.pack.languages));
        }
    }

    /// Demonstration records must be acceptable on a day after all of them.
    fn demo(&mut self) {
        for record in &self.pack.demo {
            let file = format!("demo/{}.json", record.kind.rsplit('/').next().unwrap_or_default());
            let refused = match self.pack.form(&record.kind) {
                Some(form) => answer(form, &record.answers, AFTER_ALL).refused,
                None => {
                    self.report(&file, Message::new("packs-no-form").with("form", record.kind.as_str()));
                    continue;
                }
            };
            if refused.is_empty() {
                continue;
            }
            let message = Message::new("packs-demo-refused")
                .with("id", record.id.as_str())
                .with("questions", refused.into_iter().collect::<Vec<_>>().join(", "));
            self.report(&file, message);
        }
    }
}

fn lacks(text: &Text, lang: Lang) -> bool {
    !text.is_empty() && text.exact(lang).is_none()
}

/// The questions that a kind's entry in the manifest names.
fn questions_named(kind: &RecordKind) -> impl Iterator<Item = &str> {
    let place = [&kind.place.province, &kind.place.district, &kind.place.subdistrict];
    let single = [&kind.date_question, &kind.key].into_iter().chain(place).filter_map(|name| name.as_deref());
    single.chain(kind.list.iter().map(String::as_str)).chain(kind.label.questions())
}

fn no_question(form: &str, question: &str) -> Message {
    Message::new("packs-no-question").with("form", form).with("question", question)
}

fn expressions_of(indicator: &Indicator) -> Vec<&Expression> {
    let mut expressions = vec![&indicator.date];
    expressions.extend(&indicator.filter);
    expressions.extend(indicator.by.iter().map(|dimension| &dimension.value));
    match &indicator.measure {
        Measure::Count => {}
        Measure::Sum(value) | Measure::CountDistinct(value) => expressions.push(value),
        Measure::Latest { value, of } => expressions.extend([value, of]),
        Measure::Ratio { numerator, denominator } => expressions.extend([numerator, denominator]),
    }
    expressions
}

fn is_repeat(form: &Form, name: &str) -> bool {
    form.items().any(|item| item.kind == Kind::Repeat && item.name == name)
}

/// The names in an expression that are no question of the form where the expression is read.
fn unknown_questions(form: &Form, expression: &Expression, rows: Option<&str>) -> Vec<String> {
    let root = form.id.as_str();
    let context: Vec<&str> = [Some(root), rows].into_iter().flatten().collect();
    let mut paths = vec![vec![root]];
    paths.extend(form.items().map(|item| match form.repeat_of(item) {
        Some(repeat) => vec![root, &repeat.name, &item.name],
        None => vec![root, &item.name],
    }));
    expression
        .references(&context)
        .into_iter()
        .filter(|pattern| !paths.iter().any(|path| pattern.matches(path)))
        .map(|pattern| written(&pattern))
        .collect()
}

/// A path as people write it, without the root element.
pub(crate) fn written(pattern: &PathPattern) -> String {
    let steps = pattern.steps.iter().skip(1).map(|step| match step {
        PatternStep::Name(name) => name.as_str(),
        PatternStep::Any | PatternStep::AnyDepth => "*",
    });
    steps.collect::<Vec<_>>().join("/")
}
