//! A form one question after the other, for ways to ask that show one at a time, such as a chat. Owns the order; what is relevant and
//! what can be chosen is the session's.

use crate::{Content, Entry, Kind, Session, ShownChoice};
use language::Lang;

/// Something that is said or asked in its turn.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn<'f> {
    /// The question's path with the numbers of instances; for another instance of a repeat, `+` and the path and number that it would
    /// have, so that every turn has a path of its own.
    pub path: String,
    /// What is said, answers filled in.
    pub label: String,
    /// More about it.
    pub hint: String,
    /// What is to be done.
    pub task: Task<'f>,
}

/// What is to be done in a turn.
#[derive(Clone, Debug, PartialEq)]
pub enum Task<'f> {
    /// Nothing: it is only said.
    Hear,
    /// A question.
    Answer {
        /// What it asks for.
        kind: &'f Kind,
        /// What can be chosen.
        choices: Vec<ShownChoice>,
        /// The answer so far, as it is kept.
        value: String,
        /// Whether an answer is needed.
        required: bool,
    },
    /// Whether there is one more of a repeat, whose path this is.
    Another(String),
}

/// What is said and asked now, in order. It changes with every answer: ask for it again.
pub fn one_by_one<'f>(session: &Session<'f>, lang: Lang) -> Vec<Turn<'f>> {
    let mut turns = Vec::new();
    push(session.view(lang), &mut turns);
    turns
}

fn push<'f>(entries: Vec<Entry<'f>>, turns: &mut Vec<Turn<'f>>) {
    for entry in entries {
        let Entry { path, item, label, hint, content, .. } = entry;
        match content {
            Content::Group(inside) => push(inside, turns),
            Content::Repeat { instances, may_change } => {
                let count = instances.len();
                instances.into_iter().for_each(|instance| push(instance.entries, turns));
                if may_change {
                    let task = Task::Another(path.clone());
                    turns.push(Turn { path: format!("+{path}[{}]", count + 1), label, hint, task });
                }
            }
            Content::Question { .. } if item.kind == Kind::Note => {
                turns.push(Turn { path, label, hint, task: Task::Hear });
            }
            // What is worked out or given is not asked.
            Content::Question { read_only: true, .. } => {}
            Content::Question { value, required, choices, .. } => {
                turns.push(Turn {
                    path,
                    label,
                    hint,
                    task: Task::Answer { kind: &item.kind, choices, value, required },
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{NoItemsets, read_markdown};
    use xpath::Environment;

    #[test]
    fn questions_come_in_order_and_follow_the_answers() {
        let form = read_markdown(
            "
| survey |
| | type | name | label | relevant | calculation |
| | note | hello | Hello | | |
| | integer | age | How old? | | |
| | text | school | Which school? | ${age} < 18 | |
| | calculate | double | | | ${age} * 2 |
| | begin repeat | child | Children | | |
| | text | name | Name? | | |
| | end repeat | | | | |
| settings |
| | form_id |
| | chat |
",
        )
        .expect("a form");
        let mut session = Session::new(&form, &NoItemsets, Environment::on(jiff::civil::date(2019, 7, 4)));
        let paths = |session: &Session<'_>| -> Vec<String> {
            one_by_one(session, Lang::En).into_iter().map(|turn| turn.path).collect()
        };
        let more = session.repeat_count("/child").unwrap_or_default() + 1;
        let begins = paths(&session);
        assert_eq!(begins.first().map(String::as_str), Some("/hello"));
        assert_eq!(begins.last(), Some(&format!("+/child[{more}]")));
        assert!(!begins.contains(&"/school".to_owned()));
        session.set("/age", "12").expect("a question");
        session.add_repeat("/child").expect("a repeat");
        let now = paths(&session);
        assert!(now.contains(&"/school".to_owned()) && now.contains(&format!("/child[{more}]/name")), "{now:?}");
        assert_eq!(now.last(), Some(&format!("+/child[{}]", more + 1)));
    }
}
