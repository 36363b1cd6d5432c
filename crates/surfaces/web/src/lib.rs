//! Pages rendered by the server: complete without a script, small on a poor line, in five languages. Owns addresses, cookies,
//! headers and looks; every rule is a service's, which a handler calls once and whose answer it shows.

mod asked;
mod assets;
mod cookies;
mod drawings;
mod failure;
mod frame;
mod headers;
mod icons;
mod inside;
mod label_media;
mod markdown;
mod navigation;
mod origin;
mod pages;
mod parts;
mod posted;
#[cfg(test)]
mod samples;
mod smaller;
mod sought;
mod state;
mod views;
mod visit;
mod words;

pub use headers::secured;
pub use state::{Settings, WebState};

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Router, middleware};
use failure::Failure;
use language::Message;
use pages::{
    account, account_code, account_duress, account_passkey, answers, audit, case, case_acts, case_board, case_consent,
    case_erase, case_package, case_people, case_record, case_referral, cases, chat, consents, desk, desk_share,
    desk_version, devices, door, drafts, emergency, export, exports, figures, figures_report, help, home,
    import_preview, imports, label_files, list_asked, lists, map, meeting, minutes, outside, package_answer, paper,
    people, persons, pick_map, preview, projects, provider, purpose, record, records, referrals, report, report_child,
    report_public, retention, somebody, somebody_acts, somebody_erase, translations, workflows,
};

/// The most bytes of an uploaded file with the fields around it.
const LARGEST_UPLOAD: usize = collection::LARGEST_FILE + 64 * 1024;
/// The largest body with a form and its lists.
const LARGEST_BRINGING: usize = collection::LARGEST_BRINGING + 64 * 1024;

/// Every page, to be [`secured`] together with whatever else the server answers. The state's services are shared by all requests.
pub fn router(state: WebState) -> Router {
    let pages = Router::new()
        .merge(doors())
        .merge(work())
        .merge(on_cases())
        .merge(on_people())
        .merge(between_agencies())
        .merge(keeping())
        .fallback(|| async { Failure::not_found() })
        .method_not_allowed_fallback(|| async {
            Failure::said(axum::http::StatusCode::METHOD_NOT_ALLOWED, Message::new("web-error-method"))
        })
        .layer(middleware::from_fn_with_state(state.clone(), visit::welcome))
        .layer(middleware::from_fn(smaller::pack))
        .with_state(state);
    Router::new().route("/assets/{name}", get(assets::serve)).merge(pages)
}

/// In and out, and reports from the public: the only pages without signing in.
fn doors() -> Router<WebState> {
    Router::new()
        .route("/sign-in", get(door::sign_in_page).post(door::sign_in))
        .route("/sign-in/code", post(door::code))
        .route("/sign-in/passkey", post(account_passkey::enter))
        .route("/sign-in/passkey/begin", post(account_passkey::begin))
        .route("/sign-in/provider", post(provider::begin))
        .route("/sign-in/provider/back", get(provider::back))
        .route("/sign-in/provider/finish", get(provider::finish))
        .route("/sign-out", post(door::sign_out))
        .route("/welcome/{token}", get(door::welcome_page).post(door::welcome))
        .route("/language", post(door::language))
        .route("/report", get(report_public::tell_page).post(report_public::tell))
        .route("/package", get(package_answer::code_page).post(package_answer::code))
        .route("/report/child", get(report_child::show).post(report_child::next))
        .route("/report/code", get(report_public::code_page).post(report_public::code))
}

/// What people do every day.
fn work() -> Router<WebState> {
    Router::new()
        .route("/", get(home::today))
        .route("/more", get(home::more))
        .route("/purpose", get(purpose::ask_page).post(purpose::ask))
        .route("/account", get(account::show))
        .route("/account/sessions/end-others", post(account::end_others))
        .route("/account/sessions/{id}/end", post(account::end))
        .route("/account/password", get(account::password_page).post(account::change_password))
        .route("/account/code", get(account_code::begin_page).post(account_code::begin))
        .route("/account/code/confirm", post(account_code::confirm))
        .route("/account/code/off", get(account_code::off_page).post(account_code::off))
        .route("/account/passkeys", get(account_passkey::ask_page).post(account_passkey::ask))
        .route("/account/passkeys/add", post(account_passkey::add))
        .route("/account/passkeys/{id}/remove", get(account_passkey::remove_page).post(account_passkey::remove))
        .route("/account/provider", get(provider::ask_page).post(provider::ask))
        .route("/account/provider/unlink", get(provider::unlink_page).post(provider::unlink))
        .route("/account/duress", get(account_duress::ask_page).post(account_duress::act))
        .route("/devices", get(devices::list).post(devices::make))
        .route("/devices/{id}/revoke", get(devices::revoke_page).post(devices::revoke))
        .route("/drafts/{id}", get(drafts::resume))
        .route("/drafts/{id}/discard", get(drafts::discard_page).post(drafts::discard))
        .route("/records", get(records::kinds))
        .route("/records/{pack}/{form}", get(records::list).post(list_asked::narrow))
        .route("/records/{pack}/{form}/calendar", get(pages::calendar::show))
        .route("/records/{pack}/{form}/map", get(map::show).post(list_asked::narrow))
        .route("/records/{pack}/{form}/media", get(label_files::of_kind))
        .route("/records/{pack}/{form}/export", post(export::file))
        .route(
            "/records/{pack}/{form}/new",
            get(answers::new).post(answers::submit_new).layer(DefaultBodyLimit::max(LARGEST_UPLOAD)),
        )
        .route("/records/{pack}/{form}/print.pdf", get(paper::blank))
        .route("/records/{pack}/{form}/{id}", get(record::show))
        .route("/records/{pack}/{form}/{id}/print.pdf", get(paper::filled))
        .route("/records/{pack}/{form}/{id}/saved", get(answers::saved))
        .route(
            "/records/{pack}/{form}/{id}/correct",
            get(answers::correct).post(answers::submit_correction).layer(DefaultBodyLimit::max(LARGEST_UPLOAD)),
        )
        .route("/records/{pack}/{form}/{id}/take-back", get(record::take_back_page).post(record::take_back))
        .route("/records/{pack}/{form}/{id}/files/{question}", get(record::file))
        .route("/records/{pack}/{form}/{id}/files/{repeat}/{row}/{question}", get(record::file_of_row))
        .route("/places/outline/{code}", get(pick_map::outline))
        .route("/lists/{pack}/{list}", get(lists::list).post(list_asked::narrow))
        .route("/lists/{pack}/{list}/{id}", get(lists::show).post(lists::decide))
        .route("/import", get(imports::list).post(imports::upload).layer(DefaultBodyLimit::max(LARGEST_UPLOAD)))
        .route("/import/{id}", get(import_preview::show))
        .route("/import/{id}/mapping", post(imports::map))
        .route("/import/{id}/confirm", post(imports::confirm_import))
        .route("/import/{id}/undo", get(imports::undo_page).post(imports::undo))
        .route("/forms", get(desk::list).post(desk::bring).layer(DefaultBodyLimit::max(LARGEST_BRINGING)))
        .route("/forms/version", get(desk_version::show))
        .route("/forms/preview", get(preview::show))
        .route("/forms/preview/answers", get(preview::answers).post(preview::answer))
        .route("/forms/preview/chat", get(chat::begin).post(chat::say))
        .route("/forms/preview/media", get(label_files::of_version))
        .route("/forms/preview/print.pdf", get(preview::print))
        .route(
            "/forms/translations",
            get(translations::show).post(translations::bring).layer(DefaultBodyLimit::max(LARGEST_UPLOAD)),
        )
        .route("/forms/translations.xlsx", get(translations::file))
        .route("/forms/publish", post(desk::publish))
        .route("/forms/retire", post(desk::retire))
        .route("/forms/share", post(desk_share::share))
        .route("/figures", get(figures::show))
        .route("/figures.csv", get(figures::csv))
        .route("/figures/{pack}/{report}", get(figures_report::preview))
        .route("/figures/{pack}/{report}/{file}", get(figures_report::file))
        .route("/projects", get(projects::list))
        .route("/projects/{code}", get(projects::show))
        .route("/projects/{code}/report", get(report::preview))
        .route("/projects/{code}/report/{file}", get(report::file))
        .route("/help", get(help::list))
        .route("/help/{pack}/{article}", get(help::article))
        .route("/help/{pack}/methods", get(help::methods))
}

/// People, their cases and their families.
fn on_people() -> Router<WebState> {
    Router::new()
        .route("/persons", get(persons::show).post(persons::look))
        .route("/persons/{id}", get(somebody::show))
        .route("/persons/{id}/relate", get(somebody_acts::relate_page).post(somebody_acts::relate))
        .route("/persons/{id}/unrelate/{tie}", get(somebody_acts::unrelate_page).post(somebody_acts::unrelate))
        .route("/persons/{id}/erase", get(somebody_erase::show).post(somebody_erase::ask))
        .route("/persons/{id}/erase/confirm", get(somebody_erase::confirm_page).post(somebody_erase::erase))
        .route("/persons/{id}/erase/refuse", get(somebody_erase::refuse_page).post(somebody_erase::refuse))
        .route("/persons/{id}/merge", get(somebody_acts::merge_page).post(somebody_acts::merge))
        .route("/persons/{id}/separate/{tie}", get(somebody_acts::separate_page).post(somebody_acts::separate))
}

/// Working on cases together.
fn on_cases() -> Router<WebState> {
    Router::new()
        .route("/cases", get(cases::list))
        .route("/cases/new", get(cases::begin))
        .route("/cases/load", get(case_board::load))
        .route("/cases/meeting", get(meeting::choose))
        .route("/cases/meeting/agenda", get(meeting::agenda))
        .route("/cases/meeting/case", get(meeting::one_case))
        .route("/cases/meeting/minutes", get(minutes::show))
        .route("/cases/meeting/minutes.pdf", get(minutes::file))
        .route("/cases/{id}", get(case::show))
        .route("/cases/{id}/records/{record}", get(case_record::record))
        .route("/cases/{id}/move/{step}", get(case_acts::move_page).post(case_acts::make_move))
        .route("/cases/{id}/decline/{step}", get(case_acts::decline_page).post(case_acts::decline))
        .route("/cases/{id}/conference/{conference}", get(case_acts::conference_page).post(case_acts::decide))
        .route("/cases/{id}/invite", get(case_acts::invite_page).post(case_acts::invite))
        .route("/cases/{id}/end/{agency}", get(case_acts::end_page).post(case_acts::end))
        .route("/cases/{id}/consent", get(case_consent::note_page).post(case_consent::note))
        .route("/cases/{id}/withdraw/{consent}", get(case_consent::withdraw_page).post(case_consent::withdraw))
        .route("/cases/{id}/let-in", get(case_consent::let_all_in_page).post(case_consent::let_all_in))
        .route("/cases/{id}/let-in/{agency}", get(case_consent::let_in_page).post(case_consent::let_in))
        .route("/cases/{id}/keep-out/{agency}", get(case_consent::keep_out_page).post(case_consent::keep_out))
        .route("/cases/{id}/people/{person}", get(case_people::add_page).post(case_people::put))
        .route("/cases/{id}/people/{person}/end", get(case_people::end_page).post(case_people::end))
        .route("/cases/{id}/erase", get(case_erase::show).post(case_erase::ask))
        .route("/cases/{id}/erase/confirm", get(case_erase::confirm_page).post(case_erase::erase))
        .route("/cases/{id}/erase/refuse", get(case_erase::refuse_page).post(case_erase::refuse))
        .route("/cases/{id}/assign", get(case_acts::assign_page).post(case_acts::assign))
}

/// What is between agencies: asking each other, and emergencies.
fn between_agencies() -> Router<WebState> {
    Router::new()
        .route("/cases/{id}/refer", get(case_referral::ask_page).post(case_referral::ask))
        .route("/cases/{id}/refer-confirm/{referral}", get(case_referral::confirm_page).post(case_referral::confirm_it))
        .route("/cases/{id}/refer-refuse/{referral}", get(case_referral::refuse_page).post(case_referral::refuse))
        .route("/cases/{id}/refer-revoke/{referral}", get(case_referral::revoke_page).post(case_referral::revoke))
        .route("/cases/{id}/package/{referral}", get(case_package::show).post(case_package::make))
        .route("/referrals", get(referrals::list))
        .route("/referrals/{id}", get(referrals::show))
        .route("/referrals/{id}/records/{record}", get(referrals::record))
        .route("/referrals/{id}/{answer}", get(referrals::answer_page).post(referrals::answer))
        .route("/emergency", get(emergency::list))
        .route("/emergency/open", get(emergency::open_page).post(emergency::open))
        .route("/emergency/{id}", get(emergency::show))
        .route("/emergency/{id}/end", get(emergency::end_page).post(emergency::end))
        .route("/emergency/{id}/seen", post(emergency::seen))
}

/// Keeping accounts, agencies and the audit.
fn keeping() -> Router<WebState> {
    Router::new()
        .route("/people", get(people::list).post(people::invite))
        .route("/people/{id}", get(people::show))
        .route("/people/{id}/role", post(people::change_role))
        .route("/people/{id}/link", post(people::new_link))
        .route("/people/{id}/end-sessions", post(people::end_sessions))
        .route("/people/{id}/reset-code", post(people::reset_code))
        .route("/people/{id}/unlink", post(people::unlink))
        .route("/people/{id}/disable", post(people::disable))
        .route("/people/{id}/enable", post(people::enable))
        .route("/agencies", get(people::agencies).post(people::add_agency))
        .route("/outside", get(outside::list).post(outside::add))
        .route("/outside/{id}", get(outside::show).post(outside::change))
        .route("/agencies/{id}", get(people::agency).post(people::change_agency))
        .route("/workflows", get(workflows::list))
        .route("/workflows/{pack}", get(workflows::preview).post(workflows::take_over))
        .route("/consents", get(consents::list))
        .route("/exports", get(exports::list))
        .route("/retention", get(retention::list))
        .route("/retention/review", get(retention::review))
        .route("/retention/ask", post(retention::ask_all))
        .route("/retention/keep", post(retention::keep_all))
        .route("/retention/confirm", post(retention::confirm_all))
        .route("/retention/refuse", post(retention::refuse_all))
        .route("/audit", get(audit::show))
        .route("/audit/verify", post(audit::verify))
}
