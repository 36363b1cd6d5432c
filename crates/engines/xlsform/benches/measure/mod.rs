//! What the benches of `xlsform` and `forms` share: the form that is measured, and by which clock.

pub(crate) mod cpu;
pub(crate) mod shape;
