//! Handlers, a module a place: read what was asked, call a service, fill a view, render it.

pub(crate) mod account;
pub(crate) mod account_code;
pub(crate) mod account_duress;
pub(crate) mod account_passkey;
mod alike;
pub(crate) mod answers;
pub(crate) mod audit;
mod audit_words;
mod board;
pub(crate) mod calendar;
pub(crate) mod case;
pub(crate) mod case_acts;
mod case_between;
pub(crate) mod case_board;
pub(crate) mod case_consent;
pub(crate) mod case_erase;
mod case_map;
pub(crate) mod case_package;
pub(crate) mod case_people;
pub(crate) mod case_record;
pub(crate) mod case_referral;
pub(crate) mod cases;
mod cases_asked;
mod changes;
pub(crate) mod chat;
pub(crate) mod consents;
mod corrections;
pub(crate) mod desk;
pub(crate) mod desk_share;
pub(crate) mod desk_version;
pub(crate) mod devices;
pub(crate) mod door;
pub(crate) mod drafts;
pub(crate) mod emergency;
pub(crate) mod export;
pub(crate) mod exports;
pub(crate) mod figures;
pub(crate) mod figures_report;
mod form_controls;
mod form_input;
mod form_points;
mod form_steps;
mod form_view;

pub(crate) mod help;
pub(crate) mod home;
pub(crate) mod import_preview;
pub(crate) mod imports;
pub(crate) mod label_files;
pub(crate) mod list_asked;
mod list_order;
mod list_paging;
pub(crate) mod lists;
pub(crate) mod map;
pub(crate) mod meeting;
pub(crate) mod minutes;
pub(crate) mod outside;
pub(crate) mod package_answer;
mod package_file;
pub(crate) mod paper;
pub(crate) mod people;
pub(crate) mod persons;
pub(crate) mod pick_map;
pub(crate) mod preview;
pub(crate) mod projects;
pub(crate) mod provider;
pub(crate) mod purpose;
pub(crate) mod record;
mod record_table;
pub(crate) mod records;
pub(crate) mod referrals;
pub(crate) mod report;
pub(crate) mod report_child;
pub(crate) mod report_public;
pub(crate) mod retention;
pub(crate) mod somebody;
pub(crate) mod somebody_acts;
pub(crate) mod somebody_erase;
pub(crate) mod translations;
pub(crate) mod workflows;

use crate::failure::Failure;
use askama::Template;
use axum::response::{Html, IntoResponse, Redirect, Response};

/// What a handler gives back.
pub(crate) type Answer = Result<Response, Failure>;

/// A rendered page.
fn page(template: &impl Template) -> Answer {
    Ok(Html(template.render()?).into_response())
}

/// To another page after something was changed, so that reloading does not repeat it.
fn see(address: &str) -> Answer {
    Ok(Redirect::to(address).into_response())
}
