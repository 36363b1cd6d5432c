//! `saphan demo`: the server with fictional people and records, filled once, in a folder of its own.

use super::serve;
use crate::app::App;
use crate::failure::Failure;
use crate::output::line;
use crate::settings::Place;
use clap::Args;
use collection::NewSubmission;
use forms::{AskedFile, Media};
use identity::{NewAgency, NewPerson};
use language::{Lang, phrase};
use packs::{DemoRecord, Pack};
use serde::Serialize;
use serde_json::Value as Json;
use service_kit::{Actor, Context, Role, ServiceError};
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

/// Somebody of the demo: login, name, role, whether they belong to the partner's agency.
struct Persona {
    login: &'static str,
    name: &'static str,
    role: Role,
    partner: bool,
    lang: Lang,
}

const PERSONAS: [Persona; 6] = [
    Persona { login: "admin", name: "Demo Administrator", role: Role::Administrator, partner: false, lang: Lang::En },
    Persona { login: "director", name: "Demo Director", role: Role::Director, partner: false, lang: Lang::Th },
    Persona { login: "data", name: "Demo Data Officer", role: Role::DataOfficer, partner: false, lang: Lang::En },
    Persona { login: "coordinator", name: "Demo Coordinator", role: Role::Coordinator, partner: false, lang: Lang::En },
    Persona { login: "field", name: "Demo Field Worker", role: Role::FieldWorker, partner: false, lang: Lang::Th },
    Persona { login: "partner", name: "Demo Partner", role: Role::Partner, partner: true, lang: Lang::En },
];

pub(crate) async fn run(place: Place, arguments: Arguments) -> Result<ExitCode, Failure> {
    serve::start_log();
    let place = if place.is_given() { place } else { Place::folder(PathBuf::from(FOLDER)) };
    let settings = place.settings(Some(arguments.listen), None)?;
    let app = App::open(&settings).await?;
    fill(&app).await?;
    let listener = serve::listen(&settings).await?;
    let address = serve::public_address(&settings, &listener)?;
    if arguments.ready_json {
        line(format!("ready {}", serde_json::to_string(&Ready { address: &address, logins: logins() })?));
    } else {
        welcome(&address);
    }
    serve::serve(app, listener, &address).await
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
    let coordinator = people(app, &operator).await?;
    for pack in app.collection.packs() {
        let files = pictures(app, &coordinator, pack).await?;
        records(app, &coordinator, pack, &files).await?;
    }
    Ok(())
}

/// Makes the people of the demo and gives the coordinator's context, in whose name records are entered.
async fn people(app: &App, operator: &Context) -> Result<Context, Failure> {
    let home = app.identity.home_agency().await?;
    let partner = partner_agency(app, operator).await?;
    for persona in &PERSONAS {
        if app.kit.store.account_by_login(persona.login).await?.is_some() {
            continue;
        }
        let person = NewPerson {
            login: persona.login.to_owned(),
            name: persona.name.to_owned(),
            agency_id: if persona.partner { partner.clone() } else { home.clone() },
            role: persona.role,
            lang: persona.lang,
        };
        let link = app.identity.invite(operator, person).await?;
        app.identity.use_link(&link.token, PASSWORD).await?;
    }
    let account = app.kit.store.account_by_login("coordinator").await?;
    let account = account.ok_or_else(|| Failure::said("the demo's coordinator could not be made"))?;
    let actor =
        Actor { account_id: account.id, agency_id: account.agency_id, role: Role::Coordinator, name: account.name };
    Ok(Context::new(&app.kit, actor, Lang::En))
}

async fn partner_agency(app: &App, operator: &Context) -> Result<String, Failure> {
    let name = "Bamboo Demo Network";
    let known = app.identity.agencies().await?.into_iter().find(|agency| agency.name_en == name);
    match known {
        Some(agency) => Ok(agency.id),
        None => {
            let agency = NewAgency {
                name_en: name.to_owned(), name_th: "เครือข่ายไผ่สาธิต".to_owned()
            };
            Ok(app.identity.add_agency(operator, agency).await?)
        }
    }
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
