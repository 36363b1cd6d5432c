//! Whether what an operator names on the command line is there, with what is there instead when it is not. Services answer "not found"
//! alike for what is missing and what is secret; the operator, who owns the database, may read the names.

use crate::app::App;
use crate::failure::Failure;
use service_kit::Context;

/// A pack of that id.
pub(super) fn pack(app: &App, id: &str) -> Result<(), Failure> {
    let ids = app.collection.packs().iter().map(|pack| pack.id.clone()).collect();
    among("pack", id, ids)
}

/// A kind of records of that id.
pub(super) fn kind(app: &App, id: &str) -> Result<(), Failure> {
    let kinds = app.collection.packs().iter().flat_map(|pack| &pack.kinds);
    among("kind of records", id, kinds.map(|kind| kind.id.clone()).collect())
}

/// A kind of records of that id, of a pack inside the program or of an agency's own form.
pub(super) fn any_kind(app: &App, id: &str) -> Result<(), Failure> {
    if app.collection.in_use(id).is_ok() { Ok(()) } else { kind(app, id) }
}

/// A project of that code.
pub(super) async fn project(app: &App, context: &Context, code: &str) -> Result<(), Failure> {
    let projects = app.programmes.projects(context).await?;
    among("project", code, projects.into_iter().map(|project| project.code).collect())
}

pub(super) fn among(what: &str, named: &str, known: Vec<String>) -> Result<(), Failure> {
    if known.iter().any(|one| one == named) { Ok(()) } else { Err(missing(what, named, known)) }
}

/// What is named is not there, but these are.
pub(super) fn missing(what: &str, named: &str, mut known: Vec<String>) -> Failure {
    known.sort_unstable();
    let others = if known.is_empty() { "none yet".to_owned() } else { known.join(", ") };
    Failure::said(format!("there is no {what} `{named}`. Known: {others}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_not_there_is_told_with_those_that_are() {
        let known = || vec!["b".to_owned(), "a".to_owned()];
        assert!(among("pack", "a", known()).is_ok());
        let told = |known| among("pack", "c", known).expect_err("it is not there").to_string();
        assert_eq!(told(known()), "there is no pack `c`. Known: a, b.");
        assert_eq!(told(Vec::new()), "there is no pack `c`. Known: none yet.");
    }
}
