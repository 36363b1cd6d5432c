//! What an expression means differently, or not at all, in ODK Collect (JavaRosa) and on the web (ODK Web Forms). Found in the text
//! alone, so that whoever uploads a form can be warned before anybody answers it. Owns what is found and where; not how it is said.

mod calls;
mod dates;
mod paths;

use crate::ast::{Chain, Expr, Operator};
use crate::error::characters_before;
use crate::references::visit;

/// A part of an expression that is not portable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where, in characters from the start of the expression, counted from 0.
    pub offset: usize,
    /// What is different there.
    pub difference: Difference,
}

/// A program that answers forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Client {
    /// ODK Collect, whose engine is JavaRosa.
    Collect,
    /// ODK Web Forms.
    WebForms,
}

/// How the programs differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// One of them does not have the function.
    NoFunction {
        /// Which.
        client: Client,
        /// The function.
        function: &'static str,
    },
    /// One of them takes the function with other numbers of arguments.
    ArgumentCount {
        /// Which.
        client: Client,
        /// The function.
        function: &'static str,
        /// The fewest arguments it takes there.
        least: usize,
        /// The most; `usize::MAX` for any number.
        most: usize,
    },
    /// Collect cannot follow the step of a path: it knows names, `*`, `.`, `..` and `@name`.
    Step,
    /// Collect cannot go on from what stands in brackets or from a function, `instance()` and `current()` aside.
    Filter,
    /// Collect has no `|`.
    Union,
    /// Collect cannot read a name with letters beyond ASCII.
    Name,
    /// Collect cannot read white space beyond ASCII, such as a no-break space.
    WhiteSpace,
    /// Collect wants a question here, not a text or a number.
    NeedsQuestion {
        /// The function.
        function: &'static str,
    },
    /// Collect wants a text here, in quotes when it is written out.
    NeedsText {
        /// The function.
        function: &'static str,
    },
    /// A date taken for a number: whole days in Collect, with a fraction that depends on the time zone on the web.
    DateAsNumber,
    /// A date written as text taken for a number or compared by size: not a number in Collect, the date on the web.
    TextAsDate,
    /// A date with a time of day made into text or compared: in Collect only its day counts.
    TimeOfDay,
    /// A letter of a date's format that one of them does not know: Collect fails, the web leaves it as it is.
    DateFormat {
        /// The letter after the `%`; none when the format ends with `%`.
        letter: Option<char>,
        /// Whether Collect knows it.
        in_collect: bool,
    },
    /// A pattern without `^` and `$`: the whole text must match in Collect, a part of it is enough on the web.
    UnanchoredPattern,
    /// A negative number rounded, or a number rounded to tens and more: half goes up in Collect and away from zero on the web.
    NegativeRounding,
    /// A text that is true only in Collect, because of its capital letters.
    TruthInCapitals,
}

impl Difference {
    /// A short name of the difference, the same in every version.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoFunction { .. } => "no-function",
            Self::ArgumentCount { .. } => "argument-count",
            Self::Step => "step",
            Self::Filter => "filter",
            Self::Union => "union",
            Self::Name => "name",
            Self::WhiteSpace => "white-space",
            Self::NeedsQuestion { .. } => "needs-question",
            Self::NeedsText { .. } => "needs-text",
            Self::DateAsNumber => "date-as-number",
            Self::TextAsDate => "text-as-date",
            Self::TimeOfDay => "time-of-day",
            Self::DateFormat { .. } => "date-format",
            Self::UnanchoredPattern => "unanchored-pattern",
            Self::NegativeRounding => "negative-rounding",
            Self::TruthInCapitals => "truth-in-capitals",
        }
    }

    /// The program that refuses the expression, or fails at it; none when both give a value and the values may differ.
    pub fn refused_by(&self) -> Option<Client> {
        match self {
            Self::NoFunction { client, .. } | Self::ArgumentCount { client, .. } => Some(*client),
            Self::Step
            | Self::Filter
            | Self::Union
            | Self::Name
            | Self::WhiteSpace
            | Self::NeedsQuestion { .. }
            | Self::NeedsText { .. }
            | Self::DateFormat { in_collect: false, .. } => Some(Client::Collect),
            _ => None,
        }
    }
}

/// Looks through a whole expression, from left to right.
pub(crate) fn of(tree: &Expr, source: &str) -> Vec<Finding> {
    let mut found = Found { list: Vec::new() };
    found.white_space(source);
    visit(tree, &mut |tree| match tree {
        Expr::Path(path) => paths::look(path, &mut found),
        Expr::Call(call) => {
            calls::look(call, &mut found);
            dates::look_at_call(call, &mut found);
        }
        Expr::Chain(chain) => {
            unions(chain, &mut found);
            dates::look_at_chain(chain, &mut found);
        }
        Expr::Text(_) | Expr::Number(_) | Expr::Negate(_) | Expr::Refused(_) => {}
    });
    found.list.sort_by_key(|(at, _)| *at);
    let finding = |(at, difference)| Finding { offset: characters_before(source, at as usize), difference };
    found.list.into_iter().map(finding).collect()
}

/// Findings with the byte that each is at.
struct Found {
    list: Vec<(u32, Difference)>,
}

impl Found {
    fn add(&mut self, at: u32, difference: Difference) {
        self.list.push((at, difference));
    }

    /// The first white space outside quotes that is not ASCII's.
    fn white_space(&mut self, source: &str) {
        let mut quote = None;
        for (at, character) in source.char_indices() {
            match quote {
                Some(open) if open == character => quote = None,
                Some(_) => {}
                None if matches!(character, '"' | '\'') => quote = Some(character),
                None if character.is_whitespace() && !character.is_ascii() => {
                    return self.add(u32::try_from(at).unwrap_or_default(), Difference::WhiteSpace);
                }
                None => {}
            }
        }
    }
}

fn unions(chain: &Chain, found: &mut Found) {
    let signs = chain.rest.iter().filter(|link| link.operator == Operator::Union);
    signs.for_each(|link| found.add(link.at, Difference::Union));
}

#[cfg(test)]
mod tests;
