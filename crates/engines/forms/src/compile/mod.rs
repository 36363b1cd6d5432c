//! Tables to a form. Goes on after a mistake, so that an author sees all of them at once, each at its cell.

mod choices;
mod graph;
mod instance;
mod references;
mod survey;

pub(crate) use graph::{Aspect, Graph, Trigger};

use crate::header::{Header, lang_named};
use crate::{Form, Problem, Problems, Sheet, Tables};
use language::{Lang, Message, Text};
use xpath::Expression;

/// Most rows of a survey. The WHO verbal autopsy, the largest form in common use, has about 1,000.
const MOST_ROWS: usize = 10_000;

/// Compiles a form.
///
/// # Errors
/// Every mistake in the workbook with its sheet, row and column.
pub fn compile(tables: &Tables) -> Result<Form, Problems> {
    let mut found = Found::default();
    let settings = Settings::read(tables, &mut found);
    let Some(sheet) = tables.sheet("survey") else {
        found.add("survey", 0, None, Message::new("forms-no-survey"));
        return Err(Problems(found.errors));
    };
    if sheet.rows.len() > MOST_ROWS {
        found.add("survey", 0, None, Message::new("forms-too-many-rows").with("most", MOST_ROWS));
        return Err(Problems(found.errors));
    }
    let mut lists = choices::read(tables, settings.language, &mut found);
    let header = Header::new(sheet);
    found.warn_of_foreign(&sheet.name, &header);
    let mut items = survey::read(sheet, &header, &settings, &lists, &mut found);
    let instance_name = references::compile_rules(sheet, &header, &settings, &mut items, &mut found);
    choices::compile_labels(tables, &mut lists, &items, &mut found);
    let graph = graph::build(&items, &sheet.name, &header, &mut found);
    if !found.errors.is_empty() {
        return Err(Problems(found.errors));
    }
    let instance = instance::build(&items);
    Ok(Form {
        id: settings.id,
        version: settings.version,
        title: settings.title,
        default_language: settings.language,
        warnings: found.warnings,
        items,
        lists,
        instance_name,
        graph,
        instance,
    })
}

/// The mistakes and oddities found so far.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) errors: Vec<Problem>,
    pub(crate) warnings: Vec<Problem>,
}

impl Found {
    pub(crate) fn add(&mut self, sheet: &str, row: usize, column: Option<String>, message: Message) {
        self.errors.push(Problem { sheet: sheet.to_owned(), row, column, message });
    }

    pub(crate) fn warn(&mut self, sheet: &str, row: usize, column: Option<String>, message: Message) {
        self.warnings.push(Problem { sheet: sheet.to_owned(), row, column, message });
    }

    pub(crate) fn warn_of_foreign(&mut self, sheet: &str, header: &Header<'_>) {
        for column in &header.foreign {
            let message = Message::new("forms-foreign-language").with("column", column.as_str());
            self.warn(sheet, 0, Some(column.clone()), message);
        }
    }
}

/// What the settings sheet says.
pub(crate) struct Settings {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) title: Text,
    pub(crate) language: Lang,
    pub(crate) root_name: String,
    /// The expression that names an answered form, with its row.
    pub(crate) instance_name: Option<(String, usize)>,
}

impl Settings {
    fn read(tables: &Tables, found: &mut Found) -> Self {
        let mut settings = Self {
            id: "data".to_owned(),
            version: String::new(),
            title: Text::default(),
            language: Lang::En,
            root_name: "data".to_owned(),
            instance_name: None,
        };
        if let Some(sheet) = tables.sheet("settings") {
            settings.fill(sheet, found);
        }
        if settings.title.is_empty() {
            settings.title = Text::default().with(settings.language, settings.id.clone());
        }
        settings
    }

    fn fill(&mut self, sheet: &Sheet, found: &mut Found) {
        let header = Header::new(sheet);
        let Some(row) = sheet.rows.first() else { return };
        let cell = |name: &str| header.cell(row, name);
        for (name, target) in [("form_id", &mut self.id), ("version", &mut self.version), ("name", &mut self.root_name)]
        {
            if !cell(name).is_empty() {
                cell(name).clone_into(target);
            }
        }
        if !is_name(&self.root_name) {
            let message = Message::new("forms-bad-name").with("name", self.root_name.as_str());
            found.add(&sheet.name, row.number, Some(header.written("name")), message);
        }
        self.language = lang_named(cell("default_language")).unwrap_or(Lang::En);
        self.title = header.text(row, "form_title", self.language);
        let instance_name = cell("instance_name");
        if !instance_name.is_empty() {
            self.instance_name = Some((instance_name.to_owned(), row.number));
        }
    }
}

/// Whether a word can name a question: what XML allows, without colons.
pub(crate) fn is_name(word: &str) -> bool {
    let mut characters = word.chars();
    let starts = characters.next().is_some_and(|first| first.is_alphabetic() || first == '_');
    starts
        && characters
            .all(|character| character.is_alphanumeric() || matches!(character, '_' | '-' | '.') || is_mark(character))
}

/// Vowel signs and tone marks of this region's scripts, which are not letters to Unicode.
fn is_mark(character: char) -> bool {
    matches!(u32::from(character), 0x0E31..=0x0E4E | 0x0EB1..=0x0ECE | 0x102B..=0x103E | 0x17B4..=0x17D3 | 0x0300..=0x036F)
}

/// What is wrong with an expression, for its author.
pub(crate) fn expression_message(written: &str, error: &xpath::ParseError) -> Message {
    use xpath::ParseProblem as P;
    let message = match &error.problem {
        P::UnknownFunction { name, suggestion: Some(suggestion) } => {
            Message::new("forms-unknown-function-suggest").with("name", name.as_str()).with("suggestion", *suggestion)
        }
        P::UnknownFunction { name, suggestion: None } => {
            Message::new("forms-unknown-function").with("name", name.as_str())
        }
        P::ArgumentCount { name, least, most, found } => {
            let message = Message::new("forms-argument-count").with("name", *name).with("found", *found);
            let most = if *most == usize::MAX { "…".to_owned() } else { most.to_string() };
            message.with("least", *least).with("most", most)
        }
        P::Unfinished(missing) => Message::new("forms-expression-unfinished").with("missing", *missing),
        P::UnclosedText(quote) => Message::new("forms-expression-quote").with("quote", quote.to_string()),
        P::Unexpected(token) => Message::new("forms-expression-unexpected").with("token", token.as_str()),
        P::UnexpectedCharacter(character) => {
            Message::new("forms-expression-unexpected").with("token", character.to_string())
        }
        P::UnknownAxis(axis) => Message::new("forms-expression-unexpected").with("token", format!("{axis}::")),
        P::BadPattern(pattern) => Message::new("forms-bad-pattern").with("pattern", pattern.as_str()),
        P::Empty | P::TooDeep | P::TooLong => Message::new("forms-expression-too-large"),
    };
    message.with("expression", crate::answer::shortened(written))
}

/// Compiles an expression that has its references replaced already, telling a mistake with what the author wrote.
pub(crate) fn parse(written: &str, resolved: &str) -> Result<Expression, Message> {
    Expression::parse(resolved).map_err(|error| expression_message(written, &error))
}
