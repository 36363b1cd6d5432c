//! Reading a pack from its files. Owns which file is what; each kind of file has its own reader.

use crate::Pack;
use crate::cases::read_case;
use crate::content::read_article;
use crate::dashboards::DashboardsFile;
use crate::demo::read_demo;
use crate::figures_reports::ReportsFile;
use crate::form_file::read_form;
use crate::indicators::{Indicators, read_indicators};
use crate::kind::RecordKind;
use crate::manifest::ManifestFile;
use crate::pack::PhoneForm;
use crate::problem::{PackProblem, Place};
use crate::toml_file::SourceFile;
use crate::workflow::read_workflow;
use forms::Form;
use language::Message;
use rules::Workflow;
use std::collections::{BTreeMap, BTreeSet};

impl Pack {
    /// Reads a pack from its files, given by their path inside the pack's folder with `/` between names.
    ///
    /// Finds what cannot be read. Whether what could be read makes sense together is asked by [`crate::check`].
    ///
    /// # Errors
    /// Every problem found, in the order of the files.
    pub fn load(files: &BTreeMap<String, Vec<u8>>) -> Result<Self, Vec<PackProblem>> {
        let mut reader = PackReader { files, problems: Vec::new() };
        let manifest: Option<ManifestFile> = reader.toml("pack.toml");
        let Some(manifest) = manifest else {
            return Err(reader.problems);
        };
        let pack = reader.pack(manifest);
        if reader.problems.is_empty() { Ok(pack) } else { Err(reader.problems) }
    }
}

struct PackReader<'f> {
    files: &'f BTreeMap<String, Vec<u8>>,
    problems: Vec<PackProblem>,
}

impl<'f> PackReader<'f> {
    fn pack(&mut self, manifest: ManifestFile) -> Pack {
        let id = manifest.id;
        let (forms, phone_forms) = self.forms();
        let kinds = self.kinds(&id, manifest.kinds, &forms);
        let Indicators { dimensions, values, indicators } = self.indicators(&id);
        let (workflow, workflow_lines) = self.workflow(&id);
        let dashboards = self.optional_toml::<DashboardsFile>("dashboards.toml").dashboards;
        let figures_reports = self.optional_toml::<ReportsFile>("reports.toml").reports;
        let indicator_lines =
            indicators.iter().map(|(indicator, place)| (indicator.id.clone(), place.clone())).collect();
        Pack {
            version: manifest.version,
            title: manifest.title,
            summary: manifest.summary,
            order: manifest.order,
            languages: manifest.languages,
            groups: manifest.groups,
            kinds,
            form_sources: self.texts("forms/", ".md").map(|(id, file)| (id, file.text.to_owned())).collect(),
            forms,
            phone_forms,
            own_lists: BTreeMap::new(),
            own_media: BTreeMap::new(),
            indicators: indicators.into_iter().map(|(indicator, _)| indicator).collect(),
            dimensions,
            values,
            targets: manifest.targets,
            dashboards,
            figures_reports,
            articles: self.read_each("content/", ".md", |file| read_article(file).map_err(|problem| vec![problem])),
            reports: self.texts("reports/", ".typ").map(|(id, file)| (id, file.text.to_owned())).collect(),
            cases: self.read_each("cases/", ".toml", read_case),
            demo: self
                .read_each("demo/", ".json", |file| read_demo(file, &id).map_err(|problem| vec![problem]))
                .into_iter()
                .flatten()
                .collect(),
            demo_files: self.demo_files(),
            indicator_lines,
            workflow,
            workflow_source: self.text_of("workflow.toml"),
            workflow_lines,
            id,
        }
    }

    fn toml<T: serde::de::DeserializeOwned>(&mut self, path: &'f str) -> Option<T> {
        let Some(bytes) = self.files.get(path) else {
            self.problems.push(PackProblem::whole(path, Message::new("packs-missing-file").with("file", path)));
            return None;
        };
        SourceFile::new(path, bytes).and_then(SourceFile::parse).map_err(|problem| self.problems.push(problem)).ok()
    }

    fn optional_toml<T: serde::de::DeserializeOwned + Default>(&mut self, path: &'f str) -> T {
        if self.files.contains_key(path) { self.toml(path).unwrap_or_default() } else { T::default() }
    }

    /// The text files directly in a folder, with their names without the ending. Files that are not text are problems.
    fn texts(&mut self, folder: &str, ending: &str) -> std::vec::IntoIter<(String, SourceFile<'f>)> {
        let mut found = Vec::new();
        for (path, bytes) in self.files {
            let Some(name) = path.strip_prefix(folder).and_then(|name| name.strip_suffix(ending)) else { continue };
            match SourceFile::new(path, bytes) {
                Ok(file) => found.push((name.to_owned(), file)),
                Err(problem) => self.problems.push(problem),
            }
        }
        found.into_iter()
    }

    fn read_each<T>(
        &mut self,
        folder: &str,
        ending: &str,
        read: impl Fn(SourceFile<'f>) -> Result<T, Vec<PackProblem>>,
    ) -> Vec<T> {
        let mut values = Vec::new();
        for (_, file) in self.texts(folder, ending) {
            match read(file) {
                Ok(value) => values.push(value),
                Err(problems) => self.problems.extend(problems),
            }
        }
        values
    }

    fn forms(&mut self) -> (BTreeMap<String, Form>, BTreeMap<String, PhoneForm>) {
        let (mut forms, mut phone_forms) = (BTreeMap::new(), BTreeMap::new());
        for (name, file) in self.texts("forms/", ".md") {
            match read_form(file) {
                Ok((form, phone)) if form.id == name => {
                    phone_forms.insert(name.clone(), phone);
                    forms.insert(name, form);
                }
                Ok((form, _)) => {
                    let message = Message::new("packs-form-name").with("id", form.id.as_str()).with("name", name);
                    self.problems.push(PackProblem::whole(file.path, message));
                }
                Err(problems) => self.problems.extend(problems),
            }
        }
        (forms, phone_forms)
    }

    fn kinds(
        &mut self,
        pack: &str,
        written: Vec<toml::Spanned<crate::manifest::KindFile>>,
        forms: &BTreeMap<String, Form>,
    ) -> Vec<RecordKind> {
        let names: BTreeSet<&str> = forms.keys().map(String::as_str).collect();
        let mut kinds = Vec::with_capacity(written.len());
        let manifest = self.files.get("pack.toml").and_then(|bytes| SourceFile::new("pack.toml", bytes).ok());
        for kind in written {
            let place = manifest.map(|file| file.line(kind.span().start)).unwrap_or_default();
            let kind = kind.into_inner();
            // A form that could not be read is a problem already; one that is not there is not.
            match forms.get(&kind.form) {
                Some(form) => kinds.push(RecordKind::new(pack, kind, form, &names, &place, &mut self.problems)),
                None if self.files.contains_key(&format!("forms/{}.md", kind.form)) => {}
                None => {
                    let message = Message::new("packs-no-form").with("form", kind.form);
                    self.problems.push(PackProblem::new("pack.toml", place, message));
                }
            }
        }
        kinds
    }

    fn indicators(&mut self, pack: &str) -> Indicators {
        let path = "indicators.toml";
        let Some(bytes) = self.files.get(path) else { return Indicators::default() };
        SourceFile::new(path, bytes)
            .map_err(|problem| vec![problem])
            .and_then(|file| read_indicators(file, pack))
            .unwrap_or_else(|problems| {
                self.problems.extend(problems);
                Indicators::default()
            })
    }

    fn text_of(&self, path: &str) -> String {
        let text = self.files.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok());
        text.unwrap_or_default().to_owned()
    }

    fn workflow(&mut self, pack: &str) -> (Option<Workflow>, BTreeMap<String, Place>) {
        let path = "workflow.toml";
        let Some(bytes) = self.files.get(path) else { return (None, BTreeMap::new()) };
        let read = SourceFile::new(path, bytes).map_err(|problem| vec![problem]);
        match read.and_then(|file| read_workflow(file, pack)) {
            Ok((workflow, lines)) => (Some(workflow), lines),
            Err(problems) => {
                self.problems.extend(problems);
                (None, BTreeMap::new())
            }
        }
    }

    fn demo_files(&self) -> BTreeMap<String, Vec<u8>> {
        self.files
            .iter()
            .filter_map(|(path, bytes)| Some((path.strip_prefix("demo/")?, bytes)))
            .filter(|(name, _)| !name.ends_with(".json"))
            .map(|(name, bytes)| (name.to_owned(), bytes.clone()))
            .collect()
    }
}
