//! `${name}` in expressions and texts: which question is meant, and the path to it, as pyxform writes it. Compiles every rule of
//! every item with it.

use super::survey::{is_no, is_yes};
use super::{Found, Settings, parse};
use crate::form::Rules;
use crate::header::Header;
use crate::template::{Piece, Template};
use crate::{Item, Kind, Row, Sheet};
use language::{Message, Text};
use std::collections::HashMap;
use xpath::Expression;

/// The names that references can mean.
pub(super) struct Scope<'i> {
    items: &'i [Item],
    by_name: HashMap<&'i str, Vec<usize>>,
}

impl<'i> Scope<'i> {
    pub(super) fn new(items: &'i [Item]) -> Self {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, item) in items.iter().enumerate() {
            by_name.entry(&item.name).or_default().push(at);
        }
        Self { items, by_name }
    }

    /// Compiles an expression of the item at `context`.
    fn expression(&self, context: usize, written: &str, in_filter: bool) -> Result<Expression, Message> {
        parse(written, &self.resolved(context, written, in_filter)?)
    }

    /// The expression with every `${name}` replaced by a path.
    fn resolved(&self, context: usize, written: &str, in_filter: bool) -> Result<String, Message> {
        let mut resolved = String::with_capacity(written.len() + 32);
        let mut surroundings = Surroundings::default();
        let mut rest = written;
        while let Some(start) = rest.find("${") {
            let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
            let Some(end) = from.find('}') else {
                return Err(Message::new("forms-reference-open").with("expression", crate::answer::shortened(written)));
            };
            surroundings.pass(before);
            resolved.push_str(before);
            let name = from.get(2..end).unwrap_or_default().trim();
            resolved.push_str(&self.path(
                context,
                name,
                in_filter || surroundings.in_predicate(),
                surroundings.in_indexed_repeat(),
            )?);
            rest = from.get(end + 1..).unwrap_or_default();
        }
        resolved.push_str(rest);
        Ok(resolved)
    }

    /// The path from one item to the question of that name: relative inside a repeat that both stand in, else absolute.
    fn path(&self, context: usize, name: &str, from_current: bool, absolute: bool) -> Result<String, Message> {
        let name = name.strip_prefix("last-saved#").unwrap_or(name);
        let target = match self.by_name.get(name).map(Vec::as_slice) {
            None | Some([]) => return Err(self.unknown(name)),
            Some([only]) => *only,
            Some(_) => return Err(Message::new("forms-reference-ambiguous").with("name", name)),
        };
        let shares_repeat = self.ancestors(context).any(|section| {
            self.items.get(section).is_some_and(|item| item.kind == Kind::Repeat)
                && self.ancestors(target).any(|other| other == section)
        });
        if absolute || !shares_repeat {
            return Ok(format!(" {} ", self.absolute(target)));
        }
        let common = std::iter::once(context)
            .chain(self.ancestors(context))
            .find(|section| *section == target || self.ancestors(target).any(|other| other == *section));
        let up = std::iter::once(context)
            .chain(self.ancestors(context))
            .take_while(|section| Some(*section) != common)
            .count();
        let down: Vec<&str> = self.names_below(target, common.unwrap_or_default());
        let mut steps = vec![".."; up];
        steps.extend(down);
        let path = if steps.is_empty() { ".".to_owned() } else { steps.join("/") };
        Ok(if from_current { format!(" current()/{path} ") } else { format!(" {path} ") })
    }

    fn unknown(&self, name: &str) -> Message {
        let near = self.by_name.keys().find(|known| known.eq_ignore_ascii_case(name));
        match near {
            Some(known) => Message::new("forms-reference-case").with("name", name).with("known", *known),
            None => Message::new("forms-reference-unknown").with("name", name),
        }
    }

    /// The sections around an item, innermost first, the form itself last.
    fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> {
        let parent = |at: usize| self.items.get(at).and_then(|item| item.parent);
        std::iter::successors(parent(at), move |at| parent(*at))
    }

    fn absolute(&self, at: usize) -> String {
        let root = self.items.first().map_or("data", |root| root.name.as_str());
        let path = self.items.get(at).map_or("", |item| item.path.trim_end_matches('/'));
        format!("/{root}{path}")
    }

    fn names_below(&self, target: usize, common: usize) -> Vec<&str> {
        let chain = std::iter::once(target).chain(self.ancestors(target)).take_while(|at| *at != common);
        let mut names: Vec<&str> = chain.filter_map(|at| self.items.get(at)).map(|item| item.name.as_str()).collect();
        names.reverse();
        names
    }

    /// A text for people with the answers that stand in it.
    pub(super) fn template(&self, context: usize, text: &Text) -> Result<Template, Message> {
        if text.all().all(|(_, words)| !words.contains("${")) {
            return Ok(Template::plain(text.clone()));
        }
        let mut pieces = Vec::new();
        for (lang, words) in text.all() {
            pieces.push((lang, self.pieces(context, words)?));
        }
        Ok(Template::new(text.clone(), pieces))
    }

    fn pieces(&self, context: usize, words: &str) -> Result<Vec<Piece>, Message> {
        let mut pieces = Vec::new();
        let mut rest = words;
        while let Some(start) = rest.find("${") {
            let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
            let Some(end) = from.find('}') else { break };
            let reference = from.get(..=end).unwrap_or_default();
            pieces.push(Piece::Words(before.to_owned()));
            pieces.push(Piece::Answer(self.expression(context, reference, false)?));
            rest = from.get(end + 1..).unwrap_or_default();
        }
        pieces.push(Piece::Words(rest.to_owned()));
        Ok(pieces)
    }
}

/// Which brackets stand open around a place in an expression.
#[derive(Default)]
struct Surroundings {
    /// `[`, or `(` with the name before it and how many commas were passed.
    open: Vec<(char, String, usize)>,
    quote: Option<char>,
    word: String,
}

impl Surroundings {
    fn pass(&mut self, text: &str) {
        for character in text.chars() {
            match (self.quote, character) {
                (Some(quote), _) if quote == character => self.quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') => self.quote = Some(character),
                (None, '(' | '[') => self.open.push((character, std::mem::take(&mut self.word), 0)),
                (None, ')' | ']') => {
                    self.open.pop();
                }
                (None, ',') => {
                    if let Some(innermost) = self.open.last_mut() {
                        innermost.2 += 1;
                    }
                }
                _ => {}
            }
            if character.is_alphanumeric() || character == '-' {
                self.word.push(character);
            } else {
                self.word.clear();
            }
        }
        self.word.clear();
    }

    fn in_predicate(&self) -> bool {
        self.open.iter().any(|(bracket, _, _)| *bracket == '[')
    }

    /// In the arguments of `indexed-repeat` that name the answer and the repeats, all instances are meant.
    fn in_indexed_repeat(&self) -> bool {
        self.open
            .last()
            .is_some_and(|(_, name, argument)| name == "indexed-repeat" && (*argument == 0 || argument % 2 == 1))
    }
}

/// Compiles the rules of every item, and the form's own name.
pub(super) fn compile_rules(
    sheet: &Sheet,
    header: &Header<'_>,
    settings: &Settings,
    items: &mut [Item],
    found: &mut Found,
) -> Option<Expression> {
    let by_row: HashMap<usize, &Row> = sheet.rows.iter().map(|row| (row.number, row)).collect();
    let scope = Scope::new(items);
    let mut compiled: Vec<(Rules, Option<String>)> = Vec::with_capacity(items.len());
    for (at, item) in scope.items.iter().enumerate() {
        let rules = match by_row.get(&item.row) {
            Some(row) => {
                Compiler { scope: &scope, sheet, header, row, item, at, language: settings.language, found }.rules()
            }
            None => (Rules::default(), None),
        };
        compiled.push(rules);
    }
    let instance_name = settings.instance_name.as_ref().and_then(|(written, row)| {
        let refused = |message| found.add("settings", *row, Some("instance_name".to_owned()), message);
        scope.expression(0, written, false).map_err(refused).ok()
    });
    for (item, (rules, default)) in items.iter_mut().zip(compiled) {
        item.rules = rules;
        item.default = default;
    }
    instance_name
}

struct Compiler<'c, 'i, 't> {
    scope: &'c Scope<'i>,
    sheet: &'c Sheet,
    header: &'c Header<'t>,
    row: &'c Row,
    item: &'c Item,
    at: usize,
    language: language::Lang,
    found: &'c mut Found,
}

impl Compiler<'_, '_, '_> {
    fn rules(mut self) -> (Rules, Option<String>) {
        let (default, fixed) = self.default();
        let rules = Rules {
            label: self.template("label", &self.item.label),
            hint: self.template("hint", &self.item.hint),
            guidance_hint: self.template("guidance_hint", &self.item.guidance_hint),
            constraint_message: self.message("constraint_message"),
            required_message: self.message("required_message"),
            relevant: self.expression("relevant", false),
            constraint: self.expression("constraint", false),
            required: self.condition("required"),
            read_only: self.condition("read_only"),
            calculation: self.expression("calculation", false),
            default,
            choice_filter: self.expression("choice_filter", true),
            repeat_count: self.expression("repeat_count", false),
        };
        (rules, fixed)
    }

    fn problem(&mut self, column: &str, message: Message) {
        self.found.add(&self.sheet.name, self.row.number, Some(self.header.written(column)), message);
    }

    fn template(&mut self, column: &str, text: &Text) -> Template {
        match self.scope.template(self.at, text) {
            Ok(template) => template,
            Err(message) => {
                self.problem(column, message);
                Template::default()
            }
        }
    }

    fn message(&mut self, column: &str) -> Template {
        let text = self.header.text(self.row, column, self.language);
        self.template(column, &text)
    }

    fn expression(&mut self, column: &str, in_filter: bool) -> Option<Expression> {
        let written = self.header.cell(self.row, column);
        if written.is_empty() {
            return None;
        }
        match self.scope.expression(self.at, written, in_filter) {
            Ok(expression) => Some(expression),
            Err(message) => {
                self.problem(column, message);
                None
            }
        }
    }

    /// A column that says yes, no, or a condition.
    fn condition(&mut self, column: &str) -> Option<Expression> {
        match self.header.cell(self.row, column) {
            cell if is_no(cell) => None,
            cell if is_yes(cell) => Expression::parse("true()").ok(),
            _ => self.expression(column, false),
        }
    }

    /// The default as an expression, or as a fixed text.
    fn default(&mut self) -> (Option<Expression>, Option<String>) {
        let written = self.header.cell(self.row, "default");
        if written.is_empty() {
            return (None, None);
        }
        if self.is_dynamic(written) {
            (self.expression("default", false), None)
        } else {
            (None, Some(written.to_owned()))
        }
    }

    /// Whether a default is worked out: it names a question, calls a function, or is arithmetic where a number belongs.
    fn is_dynamic(&self, written: &str) -> bool {
        if written.contains("${") {
            return true;
        }
        let Ok(expression) = Expression::parse(written) else { return false };
        let is_number_question = matches!(self.item.kind, Kind::Integer | Kind::Decimal);
        !expression.functions().is_empty()
            || (is_number_question && xpath::parse_number(written).is_nan() && written.contains(['+', '*', '-']))
    }
}
