//! What a correction changes, in words: the question, what it said, what it says. Owns how two states of answers are told to a reader,
//! before a correction is saved and ever after in the record's history; which answers differ is `collection`'s.

use super::record_table;
use crate::WebState;
use collection::Definition;
use forms::{Item, Kind};
use language::{Lang, Message, phrase, say};
use serde_json::Value as Json;

/// A changed answer: the question, what it said, what it says.
pub(super) type Change = (String, String, String);

/// Every answer at these paths, before and after, in the order of the form. Questions that the form does not have any more are left out.
pub(super) fn in_words(
    state: &WebState,
    of: Definition<'_>,
    paths: &[String],
    before: &Json,
    after: &Json,
    lang: Lang,
) -> Vec<Change> {
    let reader = Reader { state, of, lang };
    let place = |path: &str| {
        let item = of.form.item_of_answer(path)?;
        of.form.items().position(|one| std::ptr::eq(one, item))
    };
    let mut sorted: Vec<(usize, &String)> = paths.iter().filter_map(|path| Some((place(path)?, path))).collect();
    sorted.sort();
    sorted.into_iter().filter_map(|(_, path)| reader.change(path, before, after)).collect()
}

struct Reader<'a> {
    state: &'a WebState,
    of: Definition<'a>,
    lang: Lang,
}

impl Reader<'_> {
    fn change(&self, path: &str, before: &Json, after: &Json) -> Option<Change> {
        let item = self.of.form.item_of_answer(path)?;
        let (old, new) = (self.read(item, at(before, path)), self.read(item, at(after, path)));
        // A file's name tells nobody anything: that it is another one does.
        let is_replaced = old == new && matches!(item.kind, Kind::File(_));
        let new = if is_replaced { phrase(self.lang, "web-change-other-file") } else { new };
        (old != new).then(|| (self.label(item, path), old, new))
    }

    /// The question, with the line of the repeat that it stands in.
    fn label(&self, item: &Item, path: &str) -> String {
        let own = Some(item.label.get(self.lang)).filter(|label| !label.is_empty()).unwrap_or(&item.name);
        let lines: Vec<String> = path
            .split('[')
            .skip(1)
            .filter_map(|part| part.split(']').next())
            .map(|number| say(self.lang, &Message::new("web-form-row").with("number", number)))
            .collect();
        if lines.is_empty() { own.to_owned() } else { format!("{own} ({})", lines.join(", ")) }
    }

    /// An answer, or a whole line of a repeat, as a reader knows it.
    fn read(&self, item: &Item, answer: Option<&Json>) -> String {
        match answer {
            Some(Json::String(text)) if !text.is_empty() => self.said(item, text),
            Some(Json::Object(row)) => {
                let part = |(name, answer): (&String, &Json)| {
                    let inner = self.of.form.item(&format!("{}/{name}", item.path))?;
                    let text = self.read(inner, Some(answer));
                    let label = Some(inner.label.get(self.lang)).filter(|label| !label.is_empty())?;
                    let message = Message::new("web-form-problem").with("label", label).with("problem", text);
                    (!is_nothing(answer)).then(|| say(self.lang, &message))
                };
                let parts: Vec<String> = row.iter().filter_map(part).collect();
                if parts.is_empty() { self.nothing() } else { parts.join(" · ") }
            }
            Some(Json::Array(rows)) if !rows.is_empty() => {
                rows.iter().map(|row| self.read(item, Some(row))).collect::<Vec<_>>().join(" / ")
            }
            _ => self.nothing(),
        }
    }

    fn said(&self, item: &Item, text: &str) -> String {
        if matches!(item.kind, Kind::File(_)) {
            return phrase(self.lang, "web-change-file");
        }
        let kind = self.of.kind;
        let mut columns = kind.columns.iter().chain(kind.rows.iter().flat_map(|rows| &rows.columns));
        let value = store::Value::Text(text.to_owned());
        columns.find(|column| column.path == item.path).map_or_else(
            || text.to_owned(),
            |column| record_table::value(self.state, self.of, column, &value, self.lang),
        )
    }

    fn nothing(&self) -> String {
        phrase(self.lang, "web-record-nothing")
    }
}

fn is_nothing(answer: &Json) -> bool {
    match answer {
        Json::Null => true,
        Json::String(text) => text.is_empty(),
        Json::Array(rows) => rows.is_empty(),
        Json::Object(row) => row.values().all(is_nothing),
        _ => false,
    }
}

/// The answer at `/attendance[2]/count`.
pub(super) fn at<'a>(answers: &'a Json, path: &str) -> Option<&'a Json> {
    path.split('/').filter(|part| !part.is_empty()).try_fold(answers, |value, part| match part.split_once('[') {
        Some((name, index)) => {
            let index: usize = index.trim_end_matches(']').parse().ok()?;
            value.get(name)?.get(index.checked_sub(1)?)
        }
        None => value.get(part),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn finds_answers_by_their_path() {
        let answers = json!({"venue": "A", "attendance": [{"count": "1"}, {"count": "3"}]});
        assert_eq!(at(&answers, "/venue"), Some(&json!("A")));
        assert_eq!(at(&answers, "/attendance[2]/count"), Some(&json!("3")));
        for path in ["/attendance[0]/count", "/attendance[3]/count", "/nothing", "/attendance[x]"] {
            assert_eq!(at(&answers, path), None, "{path}");
        }
    }
}
