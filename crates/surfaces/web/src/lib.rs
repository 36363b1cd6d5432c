//! Pages rendered by the server: complete without a script, small on a poor line, in five languages. Owns addresses, cookies,
//! headers and looks; every rule is a service's, which a handler calls once and whose answer it shows.

mod assets;
mod frame;
mod headers;
mod icons;
mod parts;
#[cfg(test)]
mod samples;
mod views;
