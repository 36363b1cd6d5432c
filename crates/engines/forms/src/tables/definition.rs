//! The tables as a definition: an instance, binds, texts and controls, the way that pyxform writes them.

use super::choices::Lists;
use super::found::Found;
use super::header::Header;
use super::references::Scope;
use super::settings::{Settings, is_name};
use super::survey::{Asked, is_no, is_yes};
use super::{Row, Sheet, Tables};
use crate::{ChoiceSource, Kind, Media, Metadata};
use language::{Lang, Message, Text};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use xforms::{
    Action, ActionKind, Attribute, Bind, Choices, Control, ControlKind, Definition, Form as TextForm, Group, Itemset,
    ModelItem, Question, Repeat, Said, SecondaryInstance, Source, Translation, Words,
};
use xpath::{Document, Expression, Kind as NodeKind, Name, NodeId};

pub(super) struct Maker<'m> {
    tables: &'m Tables,
    settings: &'m Settings,
    sheet: &'m Sheet,
    header: &'m Header<'m>,
    asked: &'m [Asked],
    lists: &'m Lists,
    found: &'m mut Found,
    scope: Scope<'m>,
    rows: HashMap<usize, &'m Row>,
    texts: BTreeMap<Lang, BTreeMap<String, Vec<(TextForm, Words)>>>,
    actions: HashMap<usize, Vec<Action>>,
    model: Vec<ModelItem>,
}

impl<'m> Maker<'m> {
    pub(super) fn new(
        tables: &'m Tables,
        settings: &'m Settings,
        sheet: &'m Sheet,
        header: &'m Header<'m>,
        asked: &'m [Asked],
        lists: &'m Lists,
        found: &'m mut Found,
    ) -> Self {
        let sheets = tables.sheets.iter().map(Header::new);
        let languages: BTreeSet<Lang> =
            sheets.flat_map(|header| header.languages().collect::<Vec<_>>()).chain([settings.language]).collect();
        Self {
            tables,
            settings,
            sheet,
            header,
            asked,
            lists,
            found,
            scope: Scope::new(asked),
            rows: sheet.rows.iter().map(|row| (row.number, row)).collect(),
            texts: languages.into_iter().map(|lang| (lang, BTreeMap::new())).collect(),
            actions: HashMap::new(),
            model: Vec::new(),
        }
    }

    pub(super) fn make(mut self) -> Definition {
        let mut instance = Document::new(&self.settings.root_name);
        let root = instance.root();
        for (name, value) in [("id", &self.settings.id), ("version", &self.settings.version)] {
            if !value.is_empty() {
                instance.append_attribute(root, NodeKind::Attribute, Name::local(name), value);
            }
        }
        self.bind_all();
        self.fill(&mut instance, root, 0);
        self.name_instance(&mut instance);
        let body = self.controls(0);
        let secondary = self.secondary();
        let default = self.settings.language;
        let translation = |(lang, texts): (Lang, BTreeMap<String, Vec<(TextForm, Words)>>)| Translation {
            language: format!("{} ({})", lang.autonym(), lang.code()),
            is_default: lang == default,
            texts,
        };
        Definition {
            title: self.settings.title.get(default).to_owned(),
            namespaces: Vec::new(),
            instance,
            entities_version: None,
            model: self.model,
            translations: self.texts.into_iter().map(translation).collect(),
            secondary,
            submission: None,
            body_class: String::new(),
            body,
        }
    }

    /// Nodes for everything that a section holds. A repeat gets a template and, unless its number follows from answers, an instance.
    fn fill(&self, instance: &mut Document, parent: NodeId, section: usize) {
        for child in self.asked.get(section).map(|section| section.children.as_slice()).unwrap_or_default() {
            let Some(asked) = self.asked.get(*child) else { continue };
            if asked.kind == Kind::Repeat {
                let template = instance.append(parent, &asked.name);
                let name = Name { prefix: Some("jr".to_owned()), local: "template".to_owned(), namespace: None };
                instance.append_attribute(template, NodeKind::Attribute, name, "");
                self.fill(instance, template, *child);
                if self.cell(asked, "repeat_count").is_empty() {
                    let first = instance.append(parent, &asked.name);
                    self.fill(instance, first, *child);
                }
                continue;
            }
            let node = instance.append(parent, &asked.name);
            if asked.kind == Kind::Group {
                self.fill(instance, node, *child);
            } else if let Some(default) = self.fixed_default(asked) {
                instance.set_text(node, default);
            }
        }
    }

    /// The name of an answered form, as a calculation in `meta`.
    fn name_instance(&mut self, instance: &mut Document) {
        let Some((written, row)) = &self.settings.instance_name else { return };
        let calculate = match self.scope.resolved(0, written, false) {
            Ok(resolved) => resolved,
            Err(message) => {
                self.found.add("settings", *row, Some("instance_name".to_owned()), message);
                return;
            }
        };
        if let Err(error) = Expression::parse(&calculate) {
            let message = crate::compile::expression_message(written, &error);
            self.found.add("settings", *row, Some("instance_name".to_owned()), message);
            return;
        }
        let openrosa = Some("http://openrosa.org/xforms".to_owned());
        let name =
            |local: &str| Name { prefix: Some("orx".to_owned()), local: local.to_owned(), namespace: openrosa.clone() };
        let meta = instance.append_named(instance.root(), name("meta"));
        instance.append_named(meta, name("instanceName"));
        let nodeset = format!("/{}/orx:meta/orx:instanceName", self.settings.root_name);
        self.model.push(ModelItem::Bind(Box::new(Bind { nodeset, calculate: Some(calculate), ..Bind::default() })));
    }

    fn row(&self, asked: &Asked) -> Option<&'m Row> {
        self.rows.get(&asked.row).copied()
    }

    fn cell(&self, asked: &Asked, column: &str) -> &'m str {
        let header: &'m Header<'m> = self.header;
        self.row(asked).map_or("", |row| header.cell(row, column))
    }

    fn nodeset(&self, asked: &Asked) -> String {
        format!("/{}{}", self.settings.root_name, asked.path.trim_end_matches('/'))
    }

    fn problem(&mut self, asked: &Asked, column: &str, message: Message) {
        self.found.add(&self.sheet.name, asked.row, Some(self.header.written(column)), message);
    }

    fn expression(&mut self, at: usize, asked: &Asked, column: &str, in_filter: bool) -> Option<String> {
        let written = self.cell(asked, column);
        if written.is_empty() {
            return None;
        }
        match self.scope.resolved(at, written, in_filter) {
            Ok(resolved) => Some(resolved.trim().to_owned()),
            Err(message) => {
                self.problem(asked, column, message);
                None
            }
        }
    }

    /// A column that says yes, no, or a condition.
    fn condition(&mut self, at: usize, asked: &Asked, column: &str) -> Option<String> {
        match self.cell(asked, column) {
            cell if is_no(cell) => None,
            cell if is_yes(cell) => Some("true()".to_owned()),
            _ => self.expression(at, asked, column, false),
        }
    }

    fn bind_all(&mut self) {
        let asked: &'m [Asked] = self.asked;
        for (at, question) in asked.iter().enumerate().skip(1) {
            let constraint_message = self.message(at, question, "constraint_message");
            let required_message = self.message(at, question, "required_message");
            let (preload, preload_parameters) = preload(question);
            let extras = self.row(question).map(|row| self.header.extras(row)).unwrap_or_default();
            let read_only = match question.kind {
                Kind::Note => Some("true()".to_owned()),
                _ => self.condition(at, question, "read_only"),
            };
            let bind = Bind {
                nodeset: self.nodeset(question),
                kind: data_type(&question.kind).to_owned(),
                relevant: self.expression(at, question, "relevant", false),
                constraint: self.expression(at, question, "constraint", false),
                constraint_message,
                required: self.condition(at, question, "required"),
                required_message,
                read_only,
                calculate: self.expression(at, question, "calculation", false),
                preload: preload.map(str::to_owned),
                preload_parameters: preload_parameters.map(str::to_owned),
                save_to: None,
                attributes: extras
                    .into_iter()
                    .map(|(name, value)| Attribute { name: format!("saphan:{name}"), value })
                    .collect(),
            };
            self.model.push(ModelItem::Bind(Box::new(bind)));
            self.dynamic_default(at, question);
        }
    }

    fn fixed_default(&self, asked: &Asked) -> Option<&'m str> {
        let written = self.cell(asked, "default");
        (!written.is_empty() && !is_dynamic(asked, written)).then_some(written)
    }

    /// A default that is worked out: when the form is begun, and in each new instance of the repeat that it stands in.
    fn dynamic_default(&mut self, at: usize, asked: &Asked) {
        let written = self.cell(asked, "default");
        if written.is_empty() || !is_dynamic(asked, written) {
            return;
        }
        let Some(value) = self.expression(at, asked, "default", false) else { return };
        let mut events = vec!["odk-instance-first-load".to_owned()];
        let around = std::iter::successors(asked.parent, |at| self.asked.get(*at).and_then(|asked| asked.parent));
        let repeat = around.into_iter().find(|at| self.asked.get(*at).is_some_and(|asked| asked.kind == Kind::Repeat));
        events.extend(repeat.map(|_| "odk-new-repeat".to_owned()));
        let action =
            Action { kind: ActionKind::SetValue(value), target: self.nodeset(asked), events, attributes: Vec::new() };
        match repeat {
            Some(repeat) => self.actions.entry(repeat).or_default().push(action),
            None => self.model.push(ModelItem::Action(action)),
        }
    }

    /// Adds a text under an id; gives the id when there is anything to say.
    fn say(&mut self, at: usize, id: &str, text: &Text, form: &TextForm) -> Result<bool, Message> {
        let mut is_said = false;
        for (lang, written) in text.all().filter(|(_, written)| !written.is_empty()) {
            let words = self.scope.words(at, written)?;
            let texts = self.texts.entry(lang).or_default();
            texts.entry(id.to_owned()).or_default().push((form.clone(), words));
            is_said = true;
        }
        Ok(is_said)
    }

    fn said(&mut self, at: usize, asked: &Asked, column: &str, id: &str, form: &TextForm) -> bool {
        let text = self.row(asked).map(|row| self.header.text(row, column, self.settings.language)).unwrap_or_default();
        match self.say(at, id, &text, form) {
            Ok(is_said) => is_said,
            Err(message) => {
                self.problem(asked, column, message);
                false
            }
        }
    }

    fn message(&mut self, at: usize, asked: &Asked, column: &str) -> Option<String> {
        let id = format!("{}:{column}", self.nodeset(asked));
        self.said(at, asked, column, &id, &TextForm::Plain).then(|| format!("jr:itext('{id}')"))
    }

    fn label(&mut self, at: usize, asked: &Asked) -> Said {
        let id = format!("{}:label", self.nodeset(asked));
        if self.said(at, asked, "label", &id, &TextForm::Plain) { Said::Translated(id) } else { Said::Nothing }
    }

    fn hint(&mut self, at: usize, asked: &Asked) -> Option<String> {
        let id = format!("{}:hint", self.nodeset(asked));
        let is_hinted = self.said(at, asked, "hint", &id, &TextForm::Plain);
        let is_guided = self.said(at, asked, "guidance_hint", &id, &TextForm::Guidance);
        (is_hinted || is_guided).then_some(id)
    }

    fn controls(&mut self, section: usize) -> Vec<Control> {
        let asked: &'m [Asked] = self.asked;
        let children = asked.get(section).map(|section| section.children.as_slice()).unwrap_or_default();
        children.iter().filter_map(|child| asked.get(*child).and_then(|asked| self.control(*child, asked))).collect()
    }

    fn control(&mut self, at: usize, asked: &Asked) -> Option<Control> {
        let label = self.label(at, asked);
        let hint = self.hint(at, asked);
        let appearance = self.cell(asked, "appearance").to_owned();
        // XForms gives hints to questions only; that of a section travels with Saphan's own attributes.
        let own = |hint: Option<String>| {
            hint.map(|id| Attribute { name: "saphan:hint".to_owned(), value: format!("jr:itext('{id}')") })
        };
        match asked.kind {
            Kind::Calculate | Kind::Hidden | Kind::Metadata(_) => None,
            Kind::Group => Some(Control::Group(Box::new(Group {
                reference: Some(self.nodeset(asked)),
                appearance,
                label,
                children: self.controls(at),
                actions: Vec::new(),
                attributes: own(hint).into_iter().collect(),
            }))),
            Kind::Repeat => {
                let count = self.expression(at, asked, "repeat_count", false);
                let repeat = Repeat {
                    nodeset: self.nodeset(asked),
                    appearance,
                    count,
                    no_add_remove: false,
                    children: self.controls(at),
                    actions: self.actions.remove(&at).unwrap_or_default(),
                    attributes: own(hint).into_iter().collect(),
                };
                Some(Control::Group(Box::new(Group {
                    reference: Some(self.nodeset(asked)),
                    appearance: String::new(),
                    label,
                    children: vec![Control::Repeat(Box::new(repeat))],
                    actions: Vec::new(),
                    attributes: Vec::new(),
                })))
            }
            _ => Some(Control::Question(Box::new(Question {
                kind: control_kind(&asked.kind),
                reference: self.nodeset(asked),
                appearance,
                label,
                hint: hint.map(Said::Translated).unwrap_or_default(),
                choices: self.choices(at, asked),
                actions: Vec::new(),
                tags: Vec::new(),
                attributes: Vec::new(),
            }))),
        }
    }

    fn choices(&mut self, at: usize, asked: &Asked) -> Choices {
        let Some(source) = asked.kind.choice_source() else { return Choices::None };
        let filter = self.expression(at, asked, "choice_filter", true);
        let nodeset = match filter {
            Some(filter) => format!("instance('{}')/root/item[{filter}]", source.instance()),
            None => format!("instance('{}')/root/item", source.instance()),
        };
        let label = match source {
            ChoiceSource::List(_) => "jr:itext(itextId)",
            _ => "label",
        };
        Choices::Itemset(Itemset { nodeset, value: "name".to_owned(), label: label.to_owned() })
    }

    /// The lists of the choices sheet, and the files that selects name.
    fn secondary(&mut self) -> Vec<SecondaryInstance> {
        let mut instances = Vec::new();
        let lists: &'m Lists = self.lists;
        let sheet = self.tables.sheet("choices").map_or("choices", |sheet| sheet.name.as_str());
        for (list, choices) in lists {
            let mut document = Document::new("root");
            for (place, choice) in choices.iter().enumerate() {
                let item = document.append(document.root(), "item");
                let id = format!("{list}-{place}");
                if let Err(message) = self.say(0, &id, &choice.label, &TextForm::Plain) {
                    self.found.add(sheet, 0, Some(format!("label ({list} {})", choice.name)), message);
                }
                let columns = choice.columns.iter().map(|(name, cell)| (name.as_str(), cell.as_str()));
                for (name, cell) in
                    [("itextId", id.as_str()), ("name", choice.name.as_str())].into_iter().chain(columns)
                {
                    // A column whose header is no name stays with the choice, out of reach of conditions.
                    let name = match name.split_once(':') {
                        Some((prefix, local)) if is_name(prefix) && is_name(local) => {
                            Name { prefix: Some(prefix.to_owned()), local: local.to_owned(), namespace: None }
                        }
                        _ => Name::local(name),
                    };
                    let node = document.append_named(item, name);
                    document.set_text(node, cell);
                }
            }
            instances.push(SecondaryInstance { id: list.clone(), source: Source::Inline(document) });
        }
        let sources = self.asked.iter().filter_map(|asked| asked.kind.choice_source());
        let files: BTreeSet<&str> = sources
            .filter_map(|source| if let ChoiceSource::File(file) = source { Some(file.as_str()) } else { None })
            .collect();
        instances.extend(files.into_iter().map(|file| SecondaryInstance {
            id: file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned(),
            source: Source::File(format!("jr://file-csv/{file}")),
        }));
        instances
    }
}

/// Whether a default is worked out: it names a question, calls a function, or is arithmetic where a number belongs.
fn is_dynamic(asked: &Asked, written: &str) -> bool {
    if written.contains("${") {
        return true;
    }
    let Ok(expression) = Expression::parse(written) else { return false };
    let is_number_question = matches!(asked.kind, Kind::Integer | Kind::Decimal);
    !expression.functions().is_empty()
        || (is_number_question && xpath::parse_number(written).is_nan() && written.contains(['+', '*', '-']))
}

fn preload(asked: &Asked) -> (Option<&'static str>, Option<&'static str>) {
    match (&asked.kind, asked.word.as_str()) {
        (Kind::Metadata(Metadata::Start), _) => (Some("timestamp"), Some("start")),
        (Kind::Metadata(Metadata::End), _) => (Some("timestamp"), Some("end")),
        (Kind::Metadata(Metadata::Today), _) => (Some("date"), Some("today")),
        (_, "username") => (Some("property"), Some("username")),
        (_, "deviceid") => (Some("property"), Some("deviceid")),
        (_, "phonenumber") => (Some("property"), Some("phonenumber")),
        (_, "email") => (Some("property"), Some("email")),
        _ => (None, None),
    }
}

fn data_type(kind: &Kind) -> &'static str {
    match kind {
        Kind::Group | Kind::Repeat => "",
        Kind::Integer => "int",
        Kind::Decimal => "decimal",
        Kind::Date | Kind::Metadata(Metadata::Today) => "date",
        Kind::Time => "time",
        Kind::DateTime | Kind::Metadata(_) => "dateTime",
        Kind::File(_) => "binary",
        _ => "string",
    }
}

fn control_kind(kind: &Kind) -> ControlKind {
    match kind {
        Kind::SelectOne(_) => ControlKind::SelectOne,
        Kind::SelectMultiple(_) => ControlKind::SelectMultiple,
        Kind::Acknowledge => ControlKind::Trigger,
        Kind::File(media) => ControlKind::Upload {
            media_type: match media {
                Media::Image => "image/*",
                Media::Audio => "audio/*",
                Media::Video => "video/*",
                Media::Any => "application/*",
            }
            .to_owned(),
        },
        _ => ControlKind::Input,
    }
}
