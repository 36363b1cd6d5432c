//! Conversion as its users see it: tables in, XML or problems out.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail by panicking, and say what they skip"
)]

mod canonical;
mod choices;
mod conformance;
mod entities;
mod files;
mod hostile;
mod places;
mod questions;
mod references;
mod structure;
mod support;
mod texts;
mod workbooks;
