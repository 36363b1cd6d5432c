//! Fuzzes XForms from elsewhere: what is read compiles or is refused, and is written as an XForm that reads as the same.
#![no_main]

use forms::{Calls, Environment, NoItemsets, Session, compile_definition};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(read) = xforms::read(text, &xml::Limits::default()) else { return };
    let strict = compile_definition(&read.definition, Calls::MustExist);
    let compiled = compile_definition(&read.definition, Calls::MayBeMissing);
    assert!(compiled.is_ok() || strict.is_err(), "what holds strictly holds leniently");
    let Ok(compiled) = compiled else { return };
    let session = Session::new(&compiled.form, &NoItemsets, Environment::on(jiff::civil::date(2019, 7, 4)));
    session.violations();
    let written = xforms::write(&read.definition);
    let again = fuzz::reads_again(&written);
    let compiled = compile_definition(&again, Calls::MayBeMissing);
    assert!(compiled.is_ok(), "{:?}\n{written}", compiled.err());
});
