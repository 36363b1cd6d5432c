//! The column `parameters`: `randomize=true seed=${seed}`. Owns the reading and the kinds of values; each type says which it takes.

use language::Message;

/// Keys with their values, a key once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parameters {
    pairs: Vec<(String, String)>,
}

/// Keys whose values name something in a file, so that their case is kept, as it is where a question is named.
const CASE_SENSITIVE: [&str; 2] = ["label", "value"];

impl Parameters {
    /// Reads pairs of key and value with `=` between them, apart by white space, commas or semicolons.
    ///
    /// # Errors
    /// When the text is no such list.
    pub(crate) fn read(text: &str) -> Result<Self, Message> {
        let words: Vec<&str> = words(text).collect();
        let mut parameters = Self::default();
        for pair in words.chunks(3) {
            match pair {
                [key, "=", value] if *key != "=" && *value != "=" => parameters.put(&key.to_lowercase(), value),
                _ => return Err(Message::new("xlsform-parameters").with("text", text)),
            }
        }
        Ok(parameters)
    }

    fn put(&mut self, key: &str, value: &str) {
        let keeps_case = CASE_SENSITIVE.contains(&key) || value.contains("${");
        let value = if keeps_case { value.to_owned() } else { value.to_lowercase() };
        crate::entry::set(&mut self.pairs, key, value);
    }

    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// Checks that there are no other keys than these.
    pub(crate) fn accept(&self, accepted: &[&str]) -> Result<(), Message> {
        let mut others: Vec<&str> =
            self.pairs.iter().map(|(key, _)| key.as_str()).filter(|key| !accepted.contains(key)).collect();
        others.sort_unstable();
        if others.is_empty() {
            return Ok(());
        }
        let message = Message::new("xlsform-parameter-unknown").with("name", others.join(", "));
        Err(message.with("accepted", accepted.join(", ")))
    }

    /// The value of a key that is one of these words.
    pub(crate) fn one_of(&self, key: &str, words: &[&str]) -> Result<Option<&str>, Message> {
        match self.get(key) {
            Some(value) if !words.contains(&value) => {
                let message = Message::new("xlsform-parameter-one-of").with("name", key).with("value", value);
                Err(message.with("accepted", words.join(", ")))
            }
            value => Ok(value),
        }
    }

    /// The value of a key that is a whole number.
    pub(crate) fn integer(&self, key: &str) -> Result<Option<i64>, Message> {
        let number = |value: &str| {
            value.parse().map_err(|_| Message::new("xlsform-parameter-integer").with("name", key).with("value", value))
        };
        self.get(key).map(number).transpose()
    }

    /// The value of a key that is a number, as written.
    pub(crate) fn number(&self, key: &str) -> Result<Option<&str>, Message> {
        match self.get(key) {
            Some(value) if value.parse::<f64>().is_err() => {
                Err(Message::new("xlsform-parameter-number").with("name", key).with("value", value))
            }
            value => Ok(value),
        }
    }
}

/// Equals signs, and what stands between them and the separators.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|character: char| character.is_whitespace() || matches!(character, ',' | ';'));
        let ends_word = |character: char| character.is_whitespace() || matches!(character, ',' | ';' | '=');
        let length = if rest.starts_with('=') { 1 } else { rest.find(ends_word).unwrap_or(rest.len()) };
        let (word, after) = rest.split_at_checked(length)?;
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_stand_apart_by_any_separator() {
        for text in ["start=1 end=10", "start=1,end=10", "start = 1; END=10", " start=1 , end= 10 "] {
            let parameters = Parameters::read(text).expect("pairs");
            assert_eq!((parameters.get("start"), parameters.get("end")), (Some("1"), Some("10")), "{text}");
        }
        let parameters = Parameters::read("value=VAL Quality=LOW").expect("pairs");
        assert_eq!((parameters.get("value"), parameters.get("quality")), (Some("VAL"), Some("low")));
        assert_eq!(Parameters::read("seed=${Seed}").expect("a pair").get("seed"), Some("${Seed}"));
        for text in ["start", "start=", "=1", "start=1 end", "a==b", "a=b=c"] {
            assert!(Parameters::read(text).is_err(), "{text}");
        }
    }
}
