//! `saphan account link LOGIN`: a new one-time link from the server itself, for an administrator who lost the first one;
//! `saphan account reset-code LOGIN`: the same for one who lost the phone that makes codes.

use crate::app::App;
use crate::failure::Failure;
use crate::output::line;
use crate::settings::Place;
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Print a one-time link with which the owner of a login chooses a new password.
    Link {
        /// What they type to sign in.
        login: String,
        /// The address under which people reach the server.
        #[arg(long, env = "SAPHAN_PUBLIC_URL", default_value = "http://127.0.0.1:8080")]
        public_url: String,
    },
    /// Turn off the codes of somebody who lost phone and recovery codes. Their password alone lets them in again.
    ResetCode {
        /// What they type to sign in.
        login: String,
    },
}

pub(crate) async fn run(place: Place, command: Command) -> Result<ExitCode, Failure> {
    let app = App::open(&place.settings(None, None)?).await?;
    let context = app.operator().await?;
    let (Command::Link { login, .. } | Command::ResetCode { login }) = &command;
    let account = app.kit.store.account_by_login(&login.trim().to_lowercase()).await?;
    let account = account.ok_or_else(|| Failure::said(format!("nobody signs in as `{login}`")))?;
    match command {
        Command::Link { public_url, .. } => {
            let link = app.identity.renew_link(&context, &account.id).await?;
            line(super::serve::one_time_address(&public_url, &link.token));
        }
        Command::ResetCode { login } => {
            app.identity.reset_factor(&context, &account.id).await?;
            line(format!("codes are off for `{login}`, who is signed out everywhere"));
        }
    }
    Ok(ExitCode::SUCCESS)
}
