//! `saphan demo`: the server with fictional people and records, filled once, in a folder of its own.

#[cfg(test)]
mod canaries;
mod people;
mod persons;
mod stories;

use super::serve;
use crate::app::App;
use crate::failure::Failure;
use crate::output::line;
use crate::provider;
use crate::settings::Place;
use clap::Args;
use collection::NewSubmission;
use forms::{AskedFile, Media};
use language::{Lang, phrase};
use packs::{DemoRecord, Pack};
use people::PERSONAS;
use serde::Serialize;
use serde_json::Value as Json;
use service_kit::{Context, ServiceError};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

/// Everybody's password in the demo. It protects nothing: the demo listens on this machine only, unless told otherwise.
const PASSWORD: &str = "river stone lantern";
const FOLDER: &str = "demo-data";

#[derive(Args)]
pub(crate) struct Arguments {
    /// Address and port to listen on.
    #[arg(long, env = "SAPHAN_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Print one line `ready {…}` with address and logins as JSON, for programs that start the demo.
    #[arg(long)]
    ready_json: bool,
    #[command(flatten)]
    provider: provider::Arguments,
}

#[derive(Serialize)]
struct Ready<'a> {
    address: &'a str,
    logins: Vec<Login>,
}

#[derive(Serialize)]
struct Login {
    login: &'static str,
    password: &'static str,
    role: &'static str,
}

pub(crate) async fn run(place: Place, arguments: Arguments) -> Result<ExitCode, Failure> {
    serve::start_log();
    let place = if place.is_given() { place } else { Place::folder(PathBuf::from(FOLDER)) };
    let settings = place.served(Some(arguments.listen), None, arguments.provider)?;
    let app = App::open_with_key(&settings).await?;
    fill(&app).await?;
    let listener = serve::listen(&settings).await?;
    let address = serve::public_address(&settings, &listener)?;
    if arguments.ready_json {
        line(format!("ready {}", serde_json::to_string(&Ready { address: &address, logins: logins() })?));
    } else {
        welcome(&address);
    }
    serve::serve(app, listener, &address, &settings).await
}

fn logins() -> Vec<Login> {
    PERSONAS.iter().map(|one| Login { login: one.login, password: PASSWORD, role: one.role.id() }).collect()
}

fn welcome(address: &str) {
    line(format!("Saphan is at {address}  (fictional people and data; stop with Ctrl-C)\n"));
    line(format!("{:<14}{:<24}role", "login", "password"));
    for one in &PERSONAS {
        line(format!("{:<14}{:<24}{}", one.login, PASSWORD, phrase(Lang::En, &format!("role-{}", one.role.id()))));
    }
}

/// Fills an empty database. A second start finds everything there: people by their login, records by their id.
async fn fill(app: &App) -> Result<(), Failure> {
    let operator = app.operator().await?;
    let coordinator = people::make(app, &operator).await?;
    for pack in app.collection.packs() {
        let files = pictures(app, &coordinator, pack).await?;
        records(app, &coordinator, pack, &files).await?;
    }
    let cases = stories::play(app, &coordinator).await?;
    persons::record(app, &coordinator, &cases).await
}

/// Keeps the pack's demo pictures and gives the name under which answers refer to each.
async fn pictures(app: &App, context: &Context, pack: &Pack) -> Result<BTreeMap<String, String>, Failure> {
    let mut kept = BTreeMap::new();
    let asked = AskedFile { media: Media::Image, keeps_place: false };
    for (file, bytes) in &pack.demo_files {
        kept.insert(file.clone(), app.collection.keep_file(context, asked, bytes.clone()).await?);
    }
    Ok(kept)
}

/// Loads the demo's records. One that refers to a record that is not there yet is refused and tried again after the others, until
/// all are in or a round brings nothing new.
async fn records(app: &App, context: &Context, pack: &Pack, files: &BTreeMap<String, String>) -> Result<(), Failure> {
    let mut left: Vec<&DemoRecord> = pack.demo.iter().collect();
    while !left.is_empty() {
        let mut refused = Vec::new();
        let mut problem = None;
        for record in &left {
            match load(app, context, record, files).await {
                Ok(()) => {}
                Err(error @ ServiceError::Invalid(_)) => {
                    refused.push(*record);
                    problem = Some(error);
                }
                Err(other) => return Err(other.into()),
            }
        }
        if let Some(problem) = problem.filter(|_| refused.len() == left.len()) {
            return Err(problem.into());
        }
        left = refused;
    }
    Ok(())
}

async fn load(
    app: &App,
    context: &Context,
    record: &DemoRecord,
    files: &BTreeMap<String, String>,
) -> Result<(), ServiceError> {
    if app.kit.store.submission(&record.id).await?.is_some() {
        return Ok(());
    }
    let mut answers = record.answers.clone();
    for answer in answers.as_object_mut().into_iter().flat_map(|object| object.values_mut()) {
        if let Some(name) = answer.as_str().and_then(|file| files.get(file)) {
            *answer = Json::String(name.clone());
        }
    }
    let new = NewSubmission {
        id: record.id.clone(),
        kind: record.kind.clone(),
        answers,
        corrects: None,
        reason: None,
        source: "demo",
    };
    app.collection.submit(context, new).await?;
    Ok(())
}
