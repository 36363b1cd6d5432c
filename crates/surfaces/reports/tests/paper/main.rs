//! Forms on paper: what stands on them, how it reads in the file, and that no text and no answer keeps one from being printed. One
//! binary, so that it links once.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot set its stage should stop"
)]

mod content;
mod file;
mod hostile;
mod label_pictures;
mod reading;
mod sample;
