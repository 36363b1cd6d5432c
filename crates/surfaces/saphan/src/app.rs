//! Putting it together: opens the database, loads the packs and makes the services. Owns no behaviour of its own.

use crate::failure::Failure;
use crate::key;
use crate::provider::Configured;
use crate::settings::Settings;
use casework::{Cases, Casework};
use collection::Collection;
use identity::{Identity, Place, chain_problem};
use insight::Insight;
use language::{Lang, say};
use packs::{Pack, PackProblem};
use programmes::Programmes;
use service_kit::{Actor, Context, Kit};
use std::sync::Arc;
use store_sql::Database;

/// Everything that commands and surfaces work with.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) kit: Kit,
    pub(crate) identity: Arc<Identity>,
    pub(crate) collection: Arc<Collection>,
    pub(crate) casework: Arc<Casework>,
    pub(crate) insight: Arc<Insight>,
    pub(crate) programmes: Arc<Programmes>,
}

impl App {
    /// Opens the database, making it when there is none, and brings its typed tables up to the packs.
    pub(crate) async fn open(settings: &Settings) -> Result<Self, Failure> {
        let store = Arc::new(Self::database(settings).await?);
        let kit = Kit::system(store);
        // A command that needs no sealed value works without the key; `doctor` says what is wrong with it.
        let master = key::find(&settings.key, &kit, false).await.ok().and_then(|found| found.key);
        Self::with_kit(kit.with_master(master), None).await
    }

    /// The same with the master key, which is made at the first start. A server never runs with another one than what is kept was
    /// sealed with.
    pub(crate) async fn open_with_key(settings: &Settings) -> Result<Self, Failure> {
        let kit = Kit::system(Arc::new(Self::database(settings).await?));
        let master = key::find(&settings.key, &kit, true).await?.key;
        Self::with_kit(kit.with_master(master), settings.provider.clone()).await
    }

    /// Opens the database only, making it when there is none: what a restore fills must be empty.
    pub(crate) async fn database(settings: &Settings) -> Result<Database, Failure> {
        if let Some(folder) = &settings.folder {
            std::fs::create_dir_all(folder).map_err(|problem| Failure::file("make", folder, &problem))?;
        }
        Ok(Database::open(&settings.database).await?)
    }

    async fn with_kit(kit: Kit, provider: Option<Configured>) -> Result<Self, Failure> {
        let packs = builtin_packs()?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let identity = Identity::new(kit.clone(), cores);
        let identity = Arc::new(match provider {
            Some(Configured { provider, http }) => identity.with_provider(provider, http),
            None => identity,
        });
        let cases = Cases::new(kit.clone(), packs.clone());
        cases.prepare().await?;
        let collection = Arc::new(Collection::new(kit.clone(), packs).followed_by(cases.follower()));
        collection.prepare().await?;
        let casework = Arc::new(Casework::new(cases, Arc::clone(&collection)));
        let insight = Arc::new(Insight::new(kit.clone(), Arc::clone(&collection)));
        let programmes = Arc::new(Programmes::new(Arc::clone(&collection), Arc::clone(&insight)));
        Ok(Self { kit, identity, collection, casework, insight, programmes })
    }

    /// The context of commands: the operator, acting for this installation's own agency.
    pub(crate) async fn operator(&self) -> Result<Context, Failure> {
        let agency = self.identity.home_agency().await?;
        Ok(Context::new(&self.kit, Actor::operator(agency), Lang::En))
    }

    /// Follows the whole audit chain to its noted head and returns the last row's place and hash.
    pub(crate) async fn verify_audit(&self) -> Result<Place, Failure> {
        let context = Context::new(&self.kit, Actor::operator(""), Lang::En);
        let run = self.identity.verify_audit(&context).await?;
        match run.broken {
            None => Ok(run.reached),
            Some(broken) => {
                let problem = say(Lang::En, &chain_problem(&broken));
                Err(Failure::said(format!("the audit chain does not hold: {problem}")))
            }
        }
    }
}

/// The packs inside the program. A program whose own packs do not load was not built from a checked tree.
fn builtin_packs() -> Result<Vec<Arc<Pack>>, Failure> {
    let told = |problems: Vec<PackProblem>| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let packs = packs::builtin().map_err(|problems| Failure::said(told(problems)))?;
    Ok(packs.into_iter().map(Arc::new).collect())
}
