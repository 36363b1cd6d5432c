//! What a cell of the column `type` says: `select_one districts or_other`, `begin repeat`, `integer`.

use crate::types::{USUAL, question_type};
use crate::{misspelling, settings};

/// A cell of the column `type`, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TypeCell {
    /// A section begins; a loop over a list has its name.
    Begin(Section, Option<String>),
    /// A section ends.
    End(Section),
    /// A question with choices.
    Select(Select),
    /// A feature on OpenStreetMap, with the name of its list of tags.
    Osm(String),
    /// A setting, told in the survey as people did before there was a sheet for it.
    Setting(&'static str),
    /// Lists in a file beside the form; the extension.
    External(&'static str),
    /// A question of a type in [`question_type`], under that name.
    Question(String),
    /// No known type.
    Unknown(String),
}

/// A section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Section {
    Group,
    Repeat,
    /// Its questions once for each choice of a list.
    Loop,
}

impl Section {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Repeat => "repeat",
            Self::Loop => "loop",
        }
    }
}

/// A question with choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Select {
    pub(crate) kind: SelectKind,
    /// Whether the command asks for a file.
    pub(crate) from_file: bool,
    /// A list of the choices sheet, a file, or a reference to answers in a repeat.
    pub(crate) list: String,
    pub(crate) or_other: bool,
}

/// How many are chosen, and from where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SelectKind {
    One,
    /// One from a file beside the form that is searched by a query.
    OneExternal,
    Multiple,
    Rank,
}

impl SelectKind {
    /// The name in [`question_type`].
    pub(crate) fn type_name(self) -> &'static str {
        match self {
            Self::One => "select one",
            Self::OneExternal => "select one external",
            Self::Multiple => "select all that apply",
            Self::Rank => "rank",
        }
    }
}

/// Commands in the order in which they are tried.
const SELECTS: [(&str, SelectKind); 15] = [
    ("add select one prompt using", SelectKind::One),
    ("add select multiple prompt using", SelectKind::Multiple),
    ("select all that apply from", SelectKind::Multiple),
    ("select one from", SelectKind::One),
    ("select1", SelectKind::One),
    ("select_one", SelectKind::One),
    ("select one", SelectKind::One),
    ("select_multiple", SelectKind::Multiple),
    ("select all that apply", SelectKind::Multiple),
    ("select_one_external", SelectKind::OneExternal),
    ("select_one_from_file", SelectKind::One),
    ("select_multiple_from_file", SelectKind::Multiple),
    ("select one from file", SelectKind::One),
    ("select multiple from file", SelectKind::Multiple),
    ("rank", SelectKind::Rank),
];

/// Names of sections after `begin` and `end`.
const SECTIONS: [(&str, Section); 5] = [
    ("group", Section::Group),
    ("lgroup", Section::Repeat),
    ("repeat", Section::Repeat),
    ("loop", Section::Loop),
    ("looped group", Section::Repeat),
];

impl TypeCell {
    pub(crate) fn read(cell: &str) -> Self {
        let cell = alias(cell);
        let setting = settings::NAMES_IN_SURVEY.iter().find(|(name, _)| *name == cell);
        if let Some((_, setting)) = setting {
            return Self::Setting(setting);
        }
        let found = begin(cell).or_else(|| end(cell)).or_else(|| select(cell).map(Self::Select)).or_else(|| osm(cell));
        found.unwrap_or_else(|| match cell {
            "csv-external" => Self::External("csv"),
            "xml-external" => Self::External("xml"),
            _ if question_type(cell).is_some() => Self::Question(cell.to_owned()),
            _ => Self::Unknown(cell.to_owned()),
        })
    }
}

/// Other names of types that are then treated as their own.
fn alias(cell: &str) -> &str {
    match cell {
        "imei" => "deviceid",
        "image" | "add image prompt" | "add photo prompt" => "photo",
        "add audio prompt" => "audio",
        "add video prompt" => "video",
        "add file prompt" => "file",
        other => other,
    }
}

fn begin(cell: &str) -> Option<TypeCell> {
    let rest = cell.strip_prefix("begin")?.strip_prefix([' ', '_', '\t', '\n'])?;
    // A longer name is tried where a shorter one does not fit the rest: `looped group` after `loop`.
    SECTIONS.iter().find_map(|(name, section)| {
        let list = rest.strip_prefix(name)?;
        if list.is_empty() {
            return Some(TypeCell::Begin(*section, None));
        }
        let list = list.strip_prefix(' ')?;
        let list = list.strip_prefix("over ").unwrap_or(list);
        is_word(list).then(|| TypeCell::Begin(*section, Some(list.to_owned())))
    })
}

fn end(cell: &str) -> Option<TypeCell> {
    let rest = cell.strip_prefix("end")?.strip_prefix([' ', '_', '\t', '\n'])?;
    SECTIONS.iter().find(|(name, _)| *name == rest).map(|(_, section)| TypeCell::End(*section))
}

fn select(cell: &str) -> Option<Select> {
    SELECTS.iter().find_map(|(command, kind)| {
        let rest = cell.strip_prefix(command)?.strip_prefix(' ')?;
        let others = [" or specify other", " or_other", " or other"];
        let before_other = others.iter().find_map(|other| rest.strip_suffix(other));
        let list = before_other.unwrap_or(rest);
        is_word(list).then(|| Select {
            kind: *kind,
            from_file: command.ends_with("file"),
            list: list.to_owned(),
            or_other: before_other.is_some(),
        })
    })
}

fn osm(cell: &str) -> Option<TypeCell> {
    let (_, rest) = cell.split_once("osm ")?;
    let list = rest.split_whitespace().next().filter(|_| !rest.starts_with(char::is_whitespace))?;
    Some(TypeCell::Osm(list.to_owned()))
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

/// A usual type whose name is nearly this one.
pub(crate) fn suggestion(cell: &str) -> Option<&'static str> {
    let word = cell.split_whitespace().next().unwrap_or_default().to_lowercase();
    let whole = cell.to_lowercase().replace(' ', "_");
    let near = |usual: &&&str| {
        let usual = usual.to_lowercase();
        let most = if usual.len() > 4 { 2 } else { 1 };
        misspelling::distance(&usual, &word) <= most || misspelling::distance(&usual, &whole) <= most
    };
    USUAL.iter().find(near).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(kind: SelectKind, from_file: bool, list: &str, or_other: bool) -> TypeCell {
        TypeCell::Select(Select { kind, from_file, list: list.to_owned(), or_other })
    }

    #[test]
    fn reads_types_in_all_their_spellings() {
        let cases = [
            ("text", TypeCell::Question("text".into())),
            ("image", TypeCell::Question("photo".into())),
            ("begin group", TypeCell::Begin(Section::Group, None)),
            ("begin_repeat", TypeCell::Begin(Section::Repeat, None)),
            ("begin looped group", TypeCell::Begin(Section::Repeat, None)),
            ("begin loop over list", TypeCell::Begin(Section::Loop, Some("list".into()))),
            ("end_loop", TypeCell::End(Section::Loop)),
            ("select_one sex", chosen(SelectKind::One, false, "sex", false)),
            ("select one sex or specify other", chosen(SelectKind::One, false, "sex", true)),
            ("select one from file a.csv", chosen(SelectKind::One, true, "a.csv", false)),
            ("select_multiple_from_file a.xml", chosen(SelectKind::Multiple, true, "a.xml", false)),
            ("select all that apply from list or_other", chosen(SelectKind::Multiple, false, "list", true)),
            ("select_one ${name}", chosen(SelectKind::One, false, "${name}", false)),
            ("rank list", chosen(SelectKind::Rank, false, "list", false)),
            ("osm buildings", TypeCell::Osm("buildings".into())),
            ("set form title", TypeCell::Unknown("set form title".into())),
            ("set_form_title", TypeCell::Setting("title")),
            ("csv-external", TypeCell::External("csv")),
            ("select_one", TypeCell::Unknown("select_one".into())),
            ("begin dancing", TypeCell::Unknown("begin dancing".into())),
        ];
        for (cell, expected) in cases {
            assert_eq!(TypeCell::read(cell), expected, "{cell}");
        }
    }

    #[test]
    fn a_slip_is_told_with_what_was_meant() {
        let cases =
            [("intger", Some("integer")), ("selct_one sex", Some("select_one")), ("Text", Some("text")), ("zzz", None)];
        for (cell, expected) in cases {
            assert_eq!(suggestion(cell), expected, "{cell}");
        }
    }
}
