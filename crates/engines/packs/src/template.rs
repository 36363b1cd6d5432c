//! How a record is called in lists: a pattern such as `{venue}, {province}`. Owns the pattern; the caller knows what to put in.

use language::Message;

/// A pattern with questions in braces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelTemplate {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Question(String),
}

impl LabelTemplate {
    /// Reads a pattern.
    ///
    /// # Errors
    /// When a brace is opened and not closed.
    pub fn parse(pattern: &str) -> Result<Self, Message> {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some((text, after)) = rest.split_once('{') {
            let (question, behind) =
                after.split_once('}').ok_or_else(|| Message::new("packs-open-brace").with("pattern", pattern))?;
            parts.extend((!text.is_empty()).then(|| Part::Text(text.to_owned())));
            parts.push(Part::Question(question.trim().to_owned()));
            rest = behind;
        }
        parts.extend((!rest.is_empty()).then(|| Part::Text(rest.to_owned())));
        Ok(Self { parts })
    }

    /// The questions that it names.
    pub fn questions(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Question(question) => Some(question.as_str()),
            Part::Text(_) => None,
        })
    }

    /// The pattern filled with what `value` says of each question; commas and colons around what is not answered are cut off.
    pub fn fill(&self, value: impl Fn(&str) -> Option<String>) -> String {
        let mut filled = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Question(question) => filled.push_str(&value(question).unwrap_or_default()),
            }
        }
        filled.trim_matches(|c: char| c.is_whitespace() || ",:;–-".contains(c)).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_questions_and_cuts_what_is_left_hanging() {
        let template = LabelTemplate::parse("{venue}, {province}").expect("a pattern");
        assert_eq!(template.questions().collect::<Vec<_>>(), ["venue", "province"]);
        let full = template.fill(|question| Some(question.to_uppercase()));
        assert_eq!(full, "VENUE, PROVINCE");
        let half = template.fill(|question| (question == "venue").then(|| "School".to_owned()));
        assert_eq!(half, "School");
        assert_eq!(template.fill(|_| None), "");
        assert!(LabelTemplate::parse("{venue").is_err());
    }
}
