//! The parts of a package and how they refer to each other (ECMA-376 part 2). Owns relationships and the list of sheets.

use crate::archive::Archive;
use crate::xml::{Node, XmlReader, attribute};
use crate::{Limits, SheetError};

/// What a part refers to.
pub(crate) struct Relation {
    pub(crate) id: String,
    /// The last word of the relationship's type: `worksheet`, `sharedStrings`, `styles`.
    pub(crate) kind: String,
    /// The name of the part, from the root of the package.
    pub(crate) target: String,
}

/// A sheet as the workbook lists it.
pub(crate) struct SheetEntry {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    pub(crate) relation: String,
}

/// What the workbook's own part says.
#[derive(Default)]
pub(crate) struct Contents {
    pub(crate) sheets: Vec<SheetEntry>,
    pub(crate) from_1904: bool,
}

/// The workbook's own part, by the package's relationships; by its usual name when those are missing.
pub(crate) fn main_part(archive: &mut Archive<'_>, limits: &Limits) -> Result<String, SheetError> {
    let relations = relations(archive, "", limits)?;
    let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
    Ok(main.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target))
}

/// The relationships of a part, or of the package for an empty name.
pub(crate) fn relations(archive: &mut Archive<'_>, part: &str, limits: &Limits) -> Result<Vec<Relation>, SheetError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let path = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let Some(text) = archive.text(&path)? else { return Ok(Vec::new()) };
    let mut reader = XmlReader::new(&text, &path, limits);
    let mut relations = Vec::new();
    loop {
        match reader.next()? {
            Node::Open(start) if start.local_name().as_ref() == "Relationship" => {
                let (Some(id), Some(kind), Some(target)) =
                    (attribute(&start, "Id"), attribute(&start, "Type"), attribute(&start, "Target"))
                else {
                    continue;
                };
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.push(Relation { id, kind, target: resolve(folder, &target) });
            }
            Node::End => return Ok(relations),
            _ => {}
        }
    }
}

/// A target relative to the folder of the part that names it; absolute when it begins with a slash.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|piece| !piece.is_empty()).collect();
    for piece in target.split('/') {
        match piece {
            "." | "" => {}
            ".." => {
                path.pop();
            }
            other => path.push(other),
        }
    }
    path.join("/")
}

/// Reads the workbook's own part.
pub(crate) fn contents(text: &str, limits: &Limits) -> Result<Contents, SheetError> {
    let mut reader = XmlReader::new(text, "workbook", limits);
    let mut contents = Contents::default();
    loop {
        match reader.next()? {
            Node::Open(start) => match start.local_name().as_ref() {
                "sheet" => contents.sheets.push(SheetEntry {
                    name: attribute(&start, "name").unwrap_or_default(),
                    hidden: attribute(&start, "state").is_some_and(|state| state != "visible"),
                    relation: attribute(&start, "id").unwrap_or_default(),
                }),
                "workbookPr" => {
                    contents.from_1904 |=
                        attribute(&start, "date1904").is_some_and(|flag| flag == "1" || flag == "true");
                }
                _ => {}
            },
            Node::End => return Ok(contents),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_from_the_folder_of_their_part() {
        for (folder, target, path) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "../custom/sheet1.xml", "custom/sheet1.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("xl", "../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(resolve(folder, target), path);
        }
    }
}
