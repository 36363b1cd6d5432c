//! Writes SVG: elements, attributes, escaping. The only place that puts a caller's text into markup.

use std::fmt::Write;

/// An element under construction; it owns its text, so that what was escaped stays so.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    name: &'static str,
    attributes: String,
    content: String,
}

/// A value that an attribute can have.
pub(crate) trait Attribute {
    fn write_to(self, out: &mut String);
}

impl Attribute for &str {
    fn write_to(self, out: &mut String) {
        escape(self, out);
    }
}

impl Attribute for &String {
    fn write_to(self, out: &mut String) {
        escape(self, out);
    }
}

impl Attribute for String {
    fn write_to(self, out: &mut String) {
        escape(&self, out);
    }
}

impl Attribute for f64 {
    fn write_to(self, out: &mut String) {
        out.push_str(&number(self));
    }
}

impl Element {
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, attributes: String::new(), content: String::new() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Attribute) -> Self {
        let _infallible = write!(self.attributes, " {name}=\"");
        value.write_to(&mut self.attributes);
        self.attributes.push('"');
        self
    }

    pub(crate) fn text(mut self, text: &str) -> Self {
        escape(text, &mut self.content);
        self
    }

    pub(crate) fn child(mut self, child: Self) -> Self {
        self.push(child);
        self
    }

    pub(crate) fn push(&mut self, child: Self) {
        child.write_to(&mut self.content);
    }

    pub(crate) fn extend(&mut self, children: impl IntoIterator<Item = Self>) {
        for child in children {
            self.push(child);
        }
    }

    pub(crate) fn render(self) -> String {
        let mut out = String::new();
        self.write_to(&mut out);
        out
    }

    fn write_to(self, out: &mut String) {
        let Self { name, attributes, content } = self;
        let _infallible = if content.is_empty() {
            write!(out, "<{name}{attributes}/>")
        } else {
            write!(out, "<{name}{attributes}>{content}</{name}>")
        };
    }
}

/// A coordinate with at most one decimal, half a tenth of a pixel being invisible; what is not finite becomes 0, since an
/// attribute must be a number.
pub(crate) fn number(value: f64) -> String {
    let tenths = if value.is_finite() { (value * 10.0).round() } else { 0.0 };
    // Adding zero turns −0 into 0.
    (tenths / 10.0 + 0.0).to_string()
}

/// A number for path data, where the zero before the point may go.
pub(crate) fn path_number(value: f64) -> String {
    let number = number(value);
    match number.split_once("0.") {
        Some((sign @ ("" | "-"), tenth)) => format!("{sign}.{tenth}"),
        _ => number,
    }
}

/// Escapes for text and double-quoted attributes alike, and drops what XML 1.0 cannot hold (section 2.2).
fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, expected) in [
            (1.0, "1"),
            (1.25, "1.3"),
            (-0.04, "0"),
            (-0.5, "-0.5"),
            (-2.31, "-2.3"),
            (0.05, "0.1"),
            (1234.96, "1235"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
            (0.0, "0"),
            (-3.0, "-3"),
        ] {
            assert_eq!(number(value), expected, "{value}");
        }
    }

    #[test]
    fn numbers_in_paths_are_shorter_still() {
        for (value, expected) in [(0.5, ".5"), (-0.5, "-.5"), (10.5, "10.5"), (0.0, "0"), (-20.1, "-20.1")] {
            assert_eq!(path_number(value), expected);
        }
    }

    #[test]
    fn a_caller_s_text_cannot_leave_its_place() {
        let element = Element::new("text").with("class", "\"><script>").text("</text>&\u{0}\u{1b}<a>");
        assert_eq!(element.render(), "<text class=\"&quot;&gt;&lt;script&gt;\">&lt;/text&gt;&amp;&lt;a&gt;</text>");
    }
}
