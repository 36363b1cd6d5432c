//! Java's notation of regular expressions in that of the engines used here. Only where the two mean different things; what neither
//! knows is left for the engine to refuse.

use super::Unusable;
use std::fmt::Write;
use std::iter::Peekable;
use std::str::Chars;

const DIGIT: &str = "0-9";
const WORD: &str = "A-Za-z0-9_";
const SPACE: &str = r" \t\n\x0B\f\r";
const HORIZONTAL: &str = r" \t\x{A0}\x{1680}\x{180E}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}";
const VERTICAL: &str = r"\n\x0B\f\r\x{85}\x{2028}\x{2029}";
const NOT_LINE_END: &str = r"[^\n\r\x{85}\x{2028}\x{2029}]";

/// `\p{…}` of POSIX, which Java takes for ASCII alone.
const POSIX: [(&str, &str); 13] = [
    ("Lower", "a-z"),
    ("Upper", "A-Z"),
    ("ASCII", r"\x00-\x7F"),
    ("Alpha", "A-Za-z"),
    ("Digit", DIGIT),
    ("Alnum", "A-Za-z0-9"),
    ("Punct", r"!-/:-@\[-`{-\~"),
    ("Graph", r"!-\~"),
    ("Print", r" -\~"),
    ("Blank", r" \t"),
    ("Cntrl", r"\x00-\x1F\x7F"),
    ("XDigit", "0-9A-Fa-f"),
    ("Space", SPACE),
];

/// `\p{In…}` of the blocks that forms of the region name.
const BLOCKS: [(&str, &str); 7] = [
    ("BasicLatin", r"\x00-\x7F"),
    ("Arabic", r"\x{600}-\x{6FF}"),
    ("Devanagari", r"\x{900}-\x{97F}"),
    ("Thai", r"\x{E00}-\x{E7F}"),
    ("Lao", r"\x{E80}-\x{EFF}"),
    ("Myanmar", r"\x{1000}-\x{109F}"),
    ("Khmer", r"\x{1780}-\x{17FF}"),
];

/// A pattern in the other notation.
pub(super) struct Translated {
    pub(super) pattern: String,
    /// Whether a repetition gives nothing back (`x*+`), which a linear engine would read as repeated twice.
    pub(super) is_possessive: bool,
}

pub(super) fn translated(pattern: &str) -> Result<Translated, Unusable> {
    let flags = pattern.split("(?").skip(1).map(|rest| rest.split([':', ')']).next().unwrap_or_default());
    let mut translation = Translation {
        rest: pattern.chars().peekable(),
        made: String::with_capacity(pattern.len() * 2),
        classes: 0,
        dot_is_any: flags
            .into_iter()
            .any(|flags| flags.bytes().all(|flag| flag.is_ascii_lowercase()) && flags.contains('s')),
        is_possessive: false,
    };
    translation.run()?;
    Ok(Translated { pattern: translation.made, is_possessive: translation.is_possessive })
}

struct Translation<'p> {
    rest: Peekable<Chars<'p>>,
    made: String,
    /// How many `[` are open.
    classes: usize,
    dot_is_any: bool,
    is_possessive: bool,
}

impl Translation<'_> {
    fn run(&mut self) -> Result<(), Unusable> {
        while let Some(character) = self.rest.next() {
            match character {
                '\\' => self.escape()?,
                '[' => {
                    self.classes += 1;
                    self.made.push('[');
                    for leading in ['^', ']'] {
                        if self.rest.next_if_eq(&leading).is_some() {
                            self.made.push_str(if leading == ']' { r"\]" } else { "^" });
                        }
                    }
                }
                ']' => {
                    self.classes = self.classes.saturating_sub(1);
                    self.made.push(']');
                }
                // Doubled, these are operators on classes there and plain characters in Java.
                '~' if self.classes > 0 => self.made.push_str(r"\~"),
                '-' if self.classes > 0 && self.rest.peek() == Some(&'-') => self.made.push_str(r"\-"),
                '*' | '+' | '?' if self.classes == 0 => {
                    self.is_possessive |= self.rest.peek() == Some(&'+');
                    self.made.push(character);
                }
                '.' if self.classes == 0 && !self.dot_is_any => self.made.push_str(NOT_LINE_END),
                other => self.made.push(other),
            }
        }
        Ok(())
    }

    fn escape(&mut self) -> Result<(), Unusable> {
        match self.rest.next().ok_or(Unusable)? {
            'd' => self.class(DIGIT),
            'w' => self.class(WORD),
            's' => self.class(SPACE),
            'h' => self.class(HORIZONTAL),
            'v' => self.class(VERTICAL),
            'D' => self.other_than(DIGIT),
            'W' => self.other_than(WORD),
            'S' => self.other_than(SPACE),
            'H' => self.other_than(HORIZONTAL),
            'V' => self.other_than(VERTICAL),
            'R' => self.made.push_str(r"(?:\r\n|[\n\x0B\f\r\x{85}\x{2028}\x{2029}])"),
            'Z' => self.made.push_str(r"(?=\n?\z)"),
            'e' => self.made.push_str(r"\x1B"),
            'u' => self.code(4, 16)?,
            '0' => self.code(3, 8)?,
            'Q' => self.quotation(),
            'p' => self.property(false)?,
            'P' => self.property(true)?,
            letter if letter.is_ascii_alphanumeric() => {
                self.made.push('\\');
                self.made.push(letter);
            }
            sign => self.literal(sign),
        }
        Ok(())
    }

    fn class(&mut self, members: &str) {
        let brackets = if self.classes > 0 { ("", "") } else { ("[", "]") };
        self.made.extend([brackets.0, members, brackets.1]);
    }

    fn other_than(&mut self, members: &str) {
        self.made.extend(["[^", members, "]"]);
    }

    fn literal(&mut self, character: char) {
        if r"\.+*?()|[]{}^$#&-~".contains(character) {
            self.made.push('\\');
        }
        self.made.push(character);
    }

    /// A character by its number, in so many digits at most.
    fn code(&mut self, digits: usize, radix: u32) -> Result<(), Unusable> {
        let mut code = None;
        for _ in 0..digits {
            let Some(digit) = self.rest.peek().and_then(|digit| digit.to_digit(radix)) else { break };
            self.rest.next();
            code = Some(code.unwrap_or(0) * radix + digit);
        }
        let code = code.ok_or(Unusable)?;
        // Writing to a String cannot fail.
        let _cannot_fail = write!(self.made, r"\x{{{code:X}}}");
        Ok(())
    }

    /// `\Q…\E`: everything between stands for itself.
    fn quotation(&mut self) {
        while let Some(character) = self.rest.next() {
            if character == '\\' && self.rest.next_if_eq(&'E').is_some() {
                return;
            }
            self.literal(character);
        }
    }

    fn property(&mut self, is_negated: bool) -> Result<(), Unusable> {
        let name: String = match self.rest.next().ok_or(Unusable)? {
            '{' => self.rest.by_ref().take_while(|character| *character != '}').collect(),
            letter => letter.to_string(),
        };
        let listed = |table: &'static [(&'static str, &'static str)], name: &str| {
            table.iter().find(|(known, _)| *known == name).map(|(_, members)| *members)
        };
        let members = listed(&POSIX, &name).or_else(|| listed(&BLOCKS, name.strip_prefix("In")?));
        match members {
            Some(members) if is_negated => self.other_than(members),
            Some(members) => self.class(members),
            None => {
                let letter = if is_negated { 'P' } else { 'p' };
                let name = name.strip_prefix("Is").unwrap_or(&name);
                // Writing to a String cannot fail.
                let _cannot_fail = write!(self.made, r"\{letter}{{{name}}}");
            }
        }
        Ok(())
    }
}
