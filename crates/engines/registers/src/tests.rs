//! Registers in many layouts, made for the purpose, read from bytes to answers.

mod layouts;
mod properties;
mod samples;
mod support;

pub(crate) use support::{choices, schema};
