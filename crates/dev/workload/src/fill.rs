//! Fills a data folder with so many cases and person records, through the same sealed storage as the product's, so that `saphan serve`
//! opens it. Owns the folder, its key and its people; the records and cases are `copies`'.

mod copies;

use crate::failure::Failure;
use crate::people::{AGENCIES, EACH, PASSWORD, WORKERS, agency, login, worker};
use casework::{Cases, Casework};
use collection::Collection;
use copies::Copies;
use identity::{Identity, NewPerson};
use language::Lang;
use packs::Pack;
use service_kit::{Actor, Context, Kit, MasterKey, Role};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Agency, Change, Store as _, Unit};
use store_sql::Database;
use tokio::time::Instant;

/// What to make.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// A folder that is not there yet, or is empty
    #[arg(long)]
    data: PathBuf,
    /// Fill this database instead of one in the folder; the key lies in the folder all the same
    #[arg(long)]
    database: Option<String>,
    /// Cases, each with the screening that opened it; two of three went on to a shelter
    #[arg(long, default_value_t = 10_000)]
    cases: usize,
    /// Person records, at least as many as cases: two of three cases have a person as part of them
    #[arg(long, default_value_t = 33_000)]
    persons: usize,
}

/// Makes them and says how long it took.
pub(crate) async fn run(options: &Options) -> Result<(), Failure> {
    if options.persons < options.cases {
        return Err(Failure::Unexpected("fewer persons than cases".to_owned()));
    }
    fs::create_dir_all(&options.data).map_err(Failure::at(&options.data))?;
    let file = options.data.join("saphan.db").display().to_string();
    let database = Arc::new(Database::open(options.database.as_ref().unwrap_or(&file)).await?);
    let kit = Kit::system(Arc::clone(&database) as _);
    let master = Arc::new(MasterKey::new(&new_key(&kit, &options.data.join("saphan.key"))?));
    let kit = kit.with_master(Some(master));
    let packs: Result<Vec<Arc<Pack>>, _> = packs::builtin().map(|packs| packs.into_iter().map(Arc::new).collect());
    let packs = packs.map_err(|problems| Failure::Unexpected(format!("{problems:?}")))?;
    let cases = Cases::new(kit.clone(), packs.clone());
    cases.prepare().await?;
    let collection = Arc::new(Collection::new(kit.clone(), packs).followed_by(cases.follower()));
    collection.prepare().await?;
    let casework = Casework::new(cases, Arc::clone(&collection));
    let start = Instant::now();
    let workers = people(&kit).await?;
    println!("{} people in {AGENCIES} agencies after {:.0} s", EACH * AGENCIES, start.elapsed().as_secs_f64());
    let lead = leading(&kit);
    let copies = Copies::of_templates(kit, (&collection, &casework), &lead, workers).await?;
    copies.persons(options.persons).await?;
    println!("{} person records after {:.0} s", options.persons, start.elapsed().as_secs_f64());
    copies.cases(options.cases).await?;
    println!("{} cases after {:.0} s", options.cases, start.elapsed().as_secs_f64());
    database.close().await;
    Ok(())
}

/// A key that only its owner may read.
fn new_key(kit: &Kit, path: &Path) -> Result<[u8; 32], Failure> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut key = [0; 32];
    kit.entropy.fill(&mut key);
    let digits: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    file.and_then(|mut file| writeln!(file, "{digits}")).map_err(Failure::at(path))?;
    Ok(key)
}

/// Makes agencies and people; gives the accounts of those who answer for cases, agency by agency.
async fn people(kit: &Kit) -> Result<Vec<Vec<String>>, Failure> {
    let made = |place: usize| {
        Change::PutAgency(Agency {
            id: agency(place),
            name_en: format!("Demo Agency {place}"),
            name_th: format!("หน่วยงานสาธิต {place}"),
            created_at: kit.now(),
            kind: "welfare".to_owned(),
        })
    };
    kit.commit(Unit::new((0..AGENCIES).map(made).collect(), Vec::new())).await?;
    let identity = Identity::new(kit.clone(), 1);
    for place in 0..AGENCIES {
        for number in 0..EACH {
            let role = match number {
                0 => Role::Director,
                _ if worker(number).is_none() => Role::Coordinator,
                _ => Role::FieldWorker,
            };
            let person = NewPerson {
                login: login(place, number),
                name: format!("Demo Person {place}-{number}"),
                agency_id: agency(place),
                role,
                lang: Lang::En,
            };
            let operator = Context::new(kit, Actor::operator(agency(0)), Lang::En);
            let link = identity.invite(&operator, person).await?;
            identity.use_link(&link.token, PASSWORD).await?;
        }
    }
    let accounts = kit.store.accounts().await?;
    let id_of = |login: String| accounts.iter().find(|one| one.login == login).map(|one| one.id.clone());
    let of_agency = |place: usize| (EACH - WORKERS..EACH).filter_map(|number| id_of(login(place, number))).collect();
    Ok((0..AGENCIES).map(of_agency).collect())
}

/// Who makes the templates.
fn leading(kit: &Kit) -> Context {
    let actor = Actor {
        account_id: "whoever-filled-it".to_owned(),
        agency_id: agency(0),
        role: Role::Coordinator,
        name: "Demo Filler".to_owned(),
    };
    Context::new(kit, actor, Lang::En)
}
