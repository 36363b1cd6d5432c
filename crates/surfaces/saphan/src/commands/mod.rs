//! One command a file. Each opens the application, calls a service, and prints.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod backup;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod export;
pub(crate) mod forms;
pub(crate) mod import;
pub(crate) mod indicators;
pub(crate) mod keys;
mod known;
pub(crate) mod pack;
pub(crate) mod places;
pub(crate) mod report;
pub(crate) mod restore;
pub(crate) mod serve;
