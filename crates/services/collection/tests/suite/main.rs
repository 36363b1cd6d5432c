//! Stories of what people tell the system, told through the service as surfaces use it.

mod auditing;
mod importing;
mod office;
mod seeing;
mod submitting;
mod undoing;
