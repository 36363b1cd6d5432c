//! `saphan forms bring|list|publish|retire`: the forms that agencies bring, from the server itself. A running server takes up what changes
//! here within seconds.

use crate::app::App;
use crate::commands::known;
use crate::failure::Failure;
use crate::output::line;
use crate::settings::Place;
use clap::Args;
use collection::{BroughtFile, Examined, OwnForm, file_name};
use language::Lang;
use serde_json::json;
use service_kit::{Actor, Context, FieldProblem, ServiceError};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::FormState;

#[derive(Args)]
pub(crate) struct Bringing {
    /// The form, a workbook (.xlsx, .xls, .ods), Markdown tables (.md) or an XForm (.xml), and the files of its lists; or zips of them.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Take it into use at once; without it, it is kept as a draft to look at.
    #[arg(long)]
    publish: bool,
    #[command(flatten)]
    whose: Whose,
}

#[derive(Args)]
pub(crate) struct Version {
    /// The form's id.
    form: String,
    /// The version; leave it out for a form that has none.
    #[arg(default_value = "")]
    version: String,
    #[command(flatten)]
    whose: Whose,
}

/// For whom, and how it is told.
#[derive(Args)]
pub(crate) struct Whose {
    /// The agency whose form it is, by its id; this installation's own when left out.
    #[arg(long, value_name = "ID")]
    agency: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Language of the problems: en, th, my, km, lo.
    #[arg(long, default_value = "en")]
    lang: Lang,
}

/// Prints every problem at its cell; the exit code says whether there were any.
pub(crate) async fn bring(place: Place, arguments: Bringing) -> Result<ExitCode, Failure> {
    let files: Vec<BroughtFile> = arguments.files.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
    let whose = &arguments.whose;
    let (app, context) = open(place, whose).await?;
    let form = match app.collection.bring_form(&context, files).await {
        Err(ServiceError::Invalid(problems)) => {
            tell_problems(whose, problems.iter().map(|one| one.said_at_place(whose.lang)).collect())?;
            return Ok(ExitCode::FAILURE);
        }
        brought => brought?,
    };
    let examined = app.collection.examine_kept_form(&context, &form.version).await?;
    let form = match arguments.publish {
        true => app.collection.publish_form(&context, &form.version.form_id, &form.version.version).await?,
        false => form,
    };
    tell_brought(whose, &form, &examined)?;
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn list(place: Place, whose: Whose) -> Result<ExitCode, Failure> {
    let (app, context) = open(place, &whose).await?;
    let forms = app.collection.own_forms(&context).await?;
    let is_asked = |form: &&OwnForm| whose.agency.as_ref().is_none_or(|agency| *agency == form.version.agency_id);
    let asked: Vec<&OwnForm> = forms.iter().filter(is_asked).collect();
    if whose.json {
        let asked: Vec<_> = asked.into_iter().map(as_json).collect();
        line(serde_json::to_string_pretty(&asked)?);
    } else {
        asked.into_iter().for_each(|form| line(as_line(form)));
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn publish(place: Place, of: Version) -> Result<ExitCode, Failure> {
    let (app, context) = open(place, &of.whose).await?;
    tell(&of.whose, &app.collection.publish_form(&context, &of.form, &of.version).await?)
}

pub(crate) async fn retire(place: Place, of: Version) -> Result<ExitCode, Failure> {
    let (app, context) = open(place, &of.whose).await?;
    tell(&of.whose, &app.collection.retire_form(&context, &of.form, &of.version).await?)
}

fn read(path: &Path) -> Result<BroughtFile, Failure> {
    let bytes = std::fs::read(path).map_err(|problem| Failure::file("read", path, &problem))?;
    Ok(BroughtFile::new(&file_name(&path.to_string_lossy()), bytes))
}

/// The program opened, and the operator acting for the agency.
async fn open(place: Place, whose: &Whose) -> Result<(App, Context), Failure> {
    let app = App::open(&place.settings(None, None)?).await?;
    let mut context = Context { lang: whose.lang, ..app.operator().await? };
    if let Some(agency) = &whose.agency {
        let known = app.identity.agencies().await?.into_iter().map(|one| one.id).collect();
        known::among("agency", agency, known)?;
        context.actor = Actor::operator(agency.clone());
    }
    Ok((app, context))
}

fn tell(whose: &Whose, form: &OwnForm) -> Result<ExitCode, Failure> {
    line(if whose.json { serde_json::to_string_pretty(&as_json(form))? } else { as_line(form) });
    Ok(ExitCode::SUCCESS)
}

fn tell_brought(whose: &Whose, form: &OwnForm, examined: &Examined) -> Result<(), Failure> {
    let odd = examined.warnings.iter().map(|one| FieldProblem::from(one.clone()).said_at_place(whose.lang));
    if whose.json {
        let mut told = as_json(form);
        if let Some(told) = told.as_object_mut() {
            told.insert("warnings".to_owned(), odd.collect());
        }
        line(serde_json::to_string_pretty(&told)?);
        return Ok(());
    }
    odd.for_each(|one| line(format!("warning {one}")));
    line(as_line(form));
    if form.version.state == FormState::Draft {
        line("It is a draft. Look at it on the page, or repeat with --publish.");
    }
    Ok(())
}

fn tell_problems(whose: &Whose, problems: Vec<String>) -> Result<(), Failure> {
    if whose.json {
        line(serde_json::to_string_pretty(&json!({ "problems": problems }))?);
    } else {
        problems.into_iter().for_each(line);
    }
    Ok(())
}

fn as_line(form: &OwnForm) -> String {
    let OwnForm { version: of, kind } = form;
    let version = if of.version.is_empty() { "-" } else { &of.version };
    format!("{}\t{version}\t{}\t{kind}", of.form_id, of.state.name())
}

fn as_json(form: &OwnForm) -> serde_json::Value {
    let OwnForm { version: of, kind } = form;
    let lists: Vec<&str> = of.lists.iter().map(|list| list.name.as_str()).collect();
    json!({
        "form_id": of.form_id,
        "version": of.version,
        "state": of.state.name(),
        "kind": kind,
        "agency": of.agency_id,
        "file": of.file_name,
        "lists": lists,
    })
}
