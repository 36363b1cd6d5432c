//! Stories of people who log in, told through the service as surfaces use it.

mod accounts;
mod house;
mod links;
mod sessions;
