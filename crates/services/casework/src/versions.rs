//! The versions of workflows: every text by which cases went here is kept, so that a changed pack leaves running cases as they are. Owns
//! counting them; taking cases over to a newer one is `takeover`'s.

use packs::{Pack, workflow_of_text};
use rules::Workflow;
use service_kit::{Actor, Context, Kit, ServiceError};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{CaseWorkflow, Change, Unit};

/// How often it is tried to agree with other servers on the same database that start at the same moment.
const TRIES: usize = 5;

/// The versions of all workflows.
#[derive(Debug, Default)]
pub(crate) struct Versions {
    current: BTreeMap<String, i64>,
    earlier: BTreeMap<(String, i64), Workflow>,
}

impl Versions {
    /// Keeps the workflows that packs have now where they are new, and reads those that were in use before.
    pub(crate) async fn prepare(kit: &Kit, packs: &[Arc<Pack>]) -> Result<Self, ServiceError> {
        for _ in 0..TRIES {
            let kept = kit.store.case_workflows().await?;
            let new: Vec<CaseWorkflow> = packs
                .iter()
                .filter(|pack| pack.workflow.is_some())
                .filter_map(|pack| newer(kit, pack, &kept))
                .collect();
            if new.is_empty() {
                return Ok(Self::of(kept, packs));
            }
            let context = Context::new(kit, Actor::operator(""), language::Lang::En);
            let entry = |one: &CaseWorkflow| {
                let detail = serde_json::json!({ "version": one.version });
                kit.entry(&context, "case.workflow", "pack", &one.pack, &detail)
            };
            let audit = new.iter().map(entry).collect();
            kit.commit(Unit::new(new.into_iter().map(Change::PutCaseWorkflow).collect(), audit)).await?;
        }
        Err(ServiceError::Internal("servers with different packs start on one database".to_owned()))
    }

    fn of(kept: Vec<CaseWorkflow>, packs: &[Arc<Pack>]) -> Self {
        let mut versions = Self::default();
        for one in kept {
            let last = versions.current.insert(one.pack.clone(), one.version);
            debug_assert!(last < Some(one.version), "they come in order");
            let is_in_use = packs.iter().any(|pack| pack.id == one.pack && pack.workflow_source == one.source);
            if !is_in_use && let Ok(workflow) = workflow_of_text(&one.source, &one.pack) {
                versions.earlier.insert((one.pack, one.version), workflow);
            }
        }
        versions
    }

    /// The version that new cases go by.
    pub(crate) fn current(&self, pack: &str) -> i64 {
        self.current.get(pack).copied().unwrap_or(1)
    }

    /// A version that is not in use any more.
    pub(crate) fn earlier_one(&self, pack: &str, version: i64) -> Option<&Workflow> {
        self.earlier.get(&(pack.to_owned(), version)).filter(|_| version != self.current(pack))
    }

    /// Those that are not in use any more.
    pub(crate) fn earlier(&self) -> impl Iterator<Item = &Workflow> {
        self.earlier.values()
    }
}

/// The workflow of a pack as the next version, unless it is the one kept last.
fn newer(kit: &Kit, pack: &Pack, kept: &[CaseWorkflow]) -> Option<CaseWorkflow> {
    let last = kept.iter().rev().find(|one| one.pack == pack.id);
    let is_new = last.is_none_or(|last| last.source != pack.workflow_source);
    let version = last.map_or(1, |last| last.version.saturating_add(1));
    is_new.then(|| CaseWorkflow {
        pack: pack.id.clone(),
        version,
        source: pack.workflow_source.clone(),
        since: kit.now(),
    })
}
