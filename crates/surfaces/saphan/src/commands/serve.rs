//! `saphan serve`: pages and API on one address until told to stop, then finishes what it has begun.

use crate::app::App;
use crate::connection::Sipping;
use crate::failure::Failure;
use crate::intake;
use crate::output::line;
use crate::provider;
use crate::settings::{Place, Settings};
use axum::Router;
use clap::Args;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// How often forms that another program published are looked for.
const FORMS_EVERY: Duration = Duration::from_secs(5);
/// How often drafts that are too old are removed.
const DRAFTS_EVERY: Duration = Duration::from_secs(60 * 60);

#[derive(Args)]
pub(crate) struct Arguments {
    /// Address and port to listen on [default: 127.0.0.1:8080].
    #[arg(long, env = "SAPHAN_LISTEN")]
    listen: Option<SocketAddr>,
    /// The address under which people reach this server, such as https://saphan.example.org. With https, cookies need TLS.
    #[arg(long, env = "SAPHAN_PUBLIC_URL")]
    public_url: Option<String>,
    #[command(flatten)]
    provider: provider::Arguments,
}

pub(crate) async fn run(place: Place, arguments: Arguments) -> Result<ExitCode, Failure> {
    start_log();
    let settings = place.served(arguments.listen, arguments.public_url, arguments.provider)?;
    let app = App::open_with_key(&settings).await?;
    let listener = listen(&settings).await?;
    let address = public_address(&settings, &listener)?;
    line(format!("Saphan is at {address}"));
    if let Some(link) = app.identity.first_start().await? {
        line("Nobody can sign in yet. Open this link once, within a week, to become the administrator:");
        line(one_time_address(&address, &link.token));
    }
    serve(app, listener, &address, &settings).await
}

/// Where the owner of a one-time link opens it.
pub(crate) fn one_time_address(address: &str, token: &str) -> String {
    format!("{}/welcome/{token}", address.trim_end_matches('/'))
}

/// Where log lines go: standard error, one line each, without personal data. `RUST_LOG` chooses how much.
pub(crate) fn start_log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).init();
}

pub(crate) async fn listen(settings: &Settings) -> Result<TcpListener, Failure> {
    TcpListener::bind(settings.listen).await.map_err(|problem| {
        Failure::said(format!("cannot listen on {}: {problem}. Choose another with --listen", settings.listen))
    })
}

pub(crate) fn public_address(settings: &Settings, listener: &TcpListener) -> Result<String, Failure> {
    match &settings.public_url {
        Some(url) => Ok(url.trim_end_matches('/').to_owned()),
        None => Ok(format!("http://{}", listener.local_addr()?)),
    }
}

pub(crate) async fn serve(
    app: App,
    listener: TcpListener,
    address: &str,
    settings: &Settings,
) -> Result<ExitCode, Failure> {
    let forgetting = tokio::spawn(forget_old_drafts(app.collection.clone()));
    let taking_up = tokio::spawn(take_up_forms(app.collection.clone()));
    let learning = tokio::spawn(learn_people(app.casework.clone()));
    // Made once: a router that is served as it is would be copied for each connection, with all its routes, 0.2 MB.
    let routes = routes(&app, address, settings).into_make_service();
    axum::serve(Sipping(listener), routes).with_graceful_shutdown(told_to_stop()).await?;
    learning.abort();
    taking_up.abort();
    forgetting.abort();
    app.kit.store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Everything that this server answers, one layer of security headers around all of it.
fn routes(app: &App, address: &str, settings: &Settings) -> Router {
    let over_tls = address.starts_with("https://");
    let pages = web::router(web::WebState {
        kit: app.kit.clone(),
        identity: app.identity.clone(),
        collection: app.collection.clone(),
        casework: app.casework.clone(),
        insight: app.insight.clone(),
        programmes: app.programmes.clone(),
        settings: Arc::new(web::Settings { over_tls, public_address: address.to_owned() }),
    });
    let api = api::router(api::ApiState {
        kit: app.kit.clone(),
        identity: app.identity.clone(),
        collection: app.collection.clone(),
        casework: app.casework.clone(),
        insight: app.insight.clone(),
    });
    let phones = openrosa::router(openrosa::OpenRosaState {
        kit: app.kit.clone(),
        identity: app.identity.clone(),
        collection: app.collection.clone(),
        public_address: address.into(),
    });
    let folder = settings.folder.clone().unwrap_or_else(std::env::temp_dir);
    web::secured(intake::before(pages.merge(api).merge(phones), app.kit.clone(), folder), over_tls)
}

/// Removes what nobody went on with for too long.
async fn forget_old_drafts(collection: Arc<collection::Collection>) {
    loop {
        if let Err(error) = collection.forget_old_drafts().await {
            tracing::warn!(%error, "old drafts could not be removed");
        }
        tokio::time::sleep(DRAFTS_EVERY).await;
    }
}

/// Uses the forms that another program on the same database publishes, a few seconds later.
async fn take_up_forms(collection: Arc<collection::Collection>) {
    loop {
        tokio::time::sleep(FORMS_EVERY).await;
        if let Err(error) = collection.take_up_brought_forms().await {
            tracing::warn!(%error, "forms that others published could not be looked for");
        }
    }
}

/// Reads who is kept, so that whoever looks for somebody first does not wait for it.
async fn learn_people(casework: Arc<casework::Casework>) {
    if let Err(error) = casework.learn_people().await {
        tracing::warn!(%error, "the index of people could not be read; it is tried again when somebody is looked for");
    }
}

/// Ends when the process is asked to stop by the terminal or by a service manager.
async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        if let Ok(mut terminate) = terminate {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Without a way to hear the terminal, running on is the safe choice: the process can still be ended from outside.
    if interrupt.await.is_err() {
        std::future::pending::<()>().await;
    }
}
