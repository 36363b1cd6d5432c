//! Absolute paths inside a repeat: `/data/row/count` read by `/data/row/share` means the count of its own row, as in JavaRosa. Rewrites
//! such paths to relative ones before they are parsed, so that everything later sees what is meant.

use std::borrow::Cow;

/// Where an expression stands: the names from the root down to its node, and which of them repeat (as depths from 1).
pub(super) struct Here<'h> {
    pub(super) names: &'h [&'h str],
    pub(super) repeats: &'h [usize],
}

/// The expression with absolute paths into the repeats around it made relative.
pub(super) fn own_instances<'s>(source: &'s str, here: &Here<'_>) -> Cow<'s, str> {
    if here.repeats.is_empty() || !source.contains('/') {
        return Cow::Borrowed(source);
    }
    let mut made = String::new();
    let mut copied = 0;
    let mut surroundings = Surroundings::default();
    let mut at = 0;
    while let Some(character) = source.get(at..).and_then(|rest| rest.chars().next()) {
        let is_path = character == '/' && !surroundings.in_text() && starts_path(source.get(..at).unwrap_or_default());
        if !is_path {
            surroundings.pass(character);
            at += character.len_utf8();
            continue;
        }
        let path = AbsolutePath::read(source, at);
        if let Some((replacement, end)) = path.relative(here, &surroundings) {
            made.push_str(source.get(copied..at).unwrap_or_default());
            made.push_str(&replacement);
            copied = end;
        }
        at = path.end.max(at + 1);
        surroundings.pass('/');
    }
    if copied == 0 {
        return Cow::Borrowed(source);
    }
    made.push_str(source.get(copied..).unwrap_or_default());
    Cow::Owned(made)
}

/// Whether a slash after this text begins a path instead of going on with one.
fn starts_path(before: &str) -> bool {
    let trimmed = before.trim_end();
    let Some(last) = trimmed.chars().next_back() else { return true };
    if matches!(last, '(' | '[' | ',' | '|' | '=' | '<' | '>' | '+' | '-') {
        return true;
    }
    let is_apart = trimmed.len() < before.len();
    if last == '*' {
        return is_apart;
    }
    let word = trimmed.rsplit(|character: char| !is_name(character)).next().unwrap_or_default();
    is_apart && matches!(word, "and" | "or" | "div" | "mod")
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '.' | ':') || !character.is_ascii()
}

/// An absolute path of names, up to its first condition.
struct AbsolutePath<'s> {
    /// Each name with where it ends.
    names: Vec<(&'s str, usize)>,
    end: usize,
}

impl<'s> AbsolutePath<'s> {
    fn read(source: &'s str, start: usize) -> Self {
        let mut path = Self { names: Vec::new(), end: start };
        let mut at = start;
        while source.get(at..).is_some_and(|rest| rest.starts_with('/')) {
            let rest = source.get(at + 1..).unwrap_or_default();
            let length = rest.find(|character| !is_name(character)).unwrap_or(rest.len());
            let name = rest.get(..length).unwrap_or_default();
            if name.is_empty() || name.starts_with('.') {
                break;
            }
            at += 1 + length;
            path.names.push((name, at));
            path.end = at;
        }
        path
    }

    /// The relative beginning that stands for the absolute one, and where the absolute one ends.
    fn relative(&self, here: &Here<'_>, surroundings: &Surroundings) -> Option<(String, usize)> {
        if surroundings.names_instances() {
            return None;
        }
        let shared = self.names.iter().zip(here.names).take_while(|((name, _), own)| name == *own).count();
        // A path that ends at a repeat means all its instances, unless only a place among them is asked for.
        let deepest = if surroundings.asks_position() { self.names.len() } else { self.names.len().saturating_sub(1) };
        let repeat = here.repeats.iter().copied().filter(|depth| *depth <= shared.min(deepest)).max()?;
        let (_, end) = self.names.get(repeat.checked_sub(1)?)?;
        let steps = vec![".."; here.names.len().saturating_sub(repeat)];
        let way = if steps.is_empty() { ".".to_owned() } else { steps.join("/") };
        Some((if surroundings.in_condition() { format!("current()/{way}") } else { way }, *end))
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
    fn pass(&mut self, character: char) {
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

    fn in_text(&self) -> bool {
        self.quote.is_some()
    }

    /// Inside `[…]`, where relative paths start at another node.
    fn in_condition(&self) -> bool {
        self.open.iter().any(|(bracket, _, _)| *bracket == '[')
    }

    /// In the arguments of `indexed-repeat` that name the answer and the repeats, all instances are meant.
    pub(crate) fn names_instances(&self) -> bool {
        self.open
            .last()
            .is_some_and(|(_, name, argument)| name == "indexed-repeat" && (*argument == 0 || argument % 2 == 1))
    }

    fn asks_position(&self) -> bool {
        self.open.last().is_some_and(|(_, name, _)| name == "position")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_paths_into_the_own_repeat_become_relative() {
        let here = Here { names: &["data", "visit", "seen", "share"], repeats: &[2, 3] };
        let cases = [
            ("/data/visit/seen/count * 2", "../count * 2"),
            ("/data/visit/town", "../../town"),
            ("/data/total div /data/visit/seen/count", "/data/total div ../count"),
            ("count(/data/visit/seen)", "count(../../seen)"),
            ("count(/data/visit)", "count(/data/visit)"),
            ("position(/data/visit)", "position(../..)"),
            ("/data/visit[1]/town", "/data/visit[1]/town"),
            ("/data/visit/seen[position() = 1]/count", "../../seen[position() = 1]/count"),
            ("indexed-repeat(/data/visit/town, /data/visit, 1)", "indexed-repeat(/data/visit/town, /data/visit, 1)"),
            (
                "instance('x')/root/item[town = /data/visit/town]/n",
                "instance('x')/root/item[town = current()/../../town]/n",
            ),
            ("concat('/data/visit/town', \"/data/visit/town\")", "concat('/data/visit/town', \"/data/visit/town\")"),
            ("../../town/data/visit", "../../town/data/visit"),
            ("/data/visitor", "/data/visitor"),
            ("//visit/town", "//visit/town"),
        ];
        for (source, expected) in cases {
            assert_eq!(own_instances(source, &here), expected, "{source}");
        }
        assert_eq!(
            own_instances("/data/visit/town", &Here { names: &["data", "a"], repeats: &[] }),
            "/data/visit/town"
        );
        let at_repeat = Here { names: &["data", "visit"], repeats: &[2] };
        assert_eq!(own_instances("/data/visit/town = 'x'", &at_repeat), "./town = 'x'");
    }
}
