//! `saphan doctor`: looks at the database, the audit chain and the packs, and says what is wrong and what to do.

use crate::app::App;
use crate::failure::Failure;
use crate::key;
use crate::output::line;
use crate::settings::Place;
use language::{Lang, say};
use std::process::ExitCode;

pub(crate) async fn run(place: Place) -> Result<ExitCode, Failure> {
    let settings = place.settings(None, None)?;
    let app = App::open(&settings).await?;
    let mut findings = app.kit.store.examine().await?;
    if let Err(problem) = app.verify_audit().await {
        findings.push(format!(
            "{problem}: keep this database as it is, restore the last good backup beside it, and compare"
        ));
    }
    match key::find(&settings.key, &app.kit, false).await {
        Ok(found) => line(found.told),
        Err(problem) => findings.push(problem.to_string()),
    }
    findings.extend(settings.key.finding());
    let loaded: Vec<&packs::Pack> = app.collection.packs().iter().map(AsRef::as_ref).collect();
    for pack in &loaded {
        findings.extend(packs::check(pack, &loaded).iter().map(|problem| say(Lang::En, &problem.message)));
    }
    let accounts = app.kit.store.accounts().await?;
    if accounts.iter().all(|account| account.password_hash.is_none()) {
        findings.push(
            "nobody can sign in yet: start the server with `saphan serve` and open the link that it prints".to_owned(),
        );
    }
    for finding in &findings {
        line(format!("- {finding}"));
    }
    if findings.is_empty() {
        line(
            "nothing is wrong: the database answers and keeps what it says, the audit chain holds, the packs are sound",
        );
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::FAILURE)
}
