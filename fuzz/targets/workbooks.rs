//! Fuzzes what people upload as a form: Markdown tables, delimited text and workbooks are converted or refused, and whatever is
//! converted is written as an XForm that reads as the same and compiles again. Inside a zip, it is the parts that are mutated.
#![no_main]

use forms::{Calls, compile, compile_definition};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The most bytes of a part that is mutated.
const LARGEST_PART: usize = 64 * 1024;

fuzz_target!(init: pass_over_the_xls_reader(), |bytes: &[u8]| {
    let Ok(tables) = xlsform::read_file(bytes, "form") else { return };
    let Ok(workbook) = compile(&tables, &xlsform::Options::default(), Calls::MayBeMissing) else { return };
    let written = workbook.xform();
    let again = fuzz::reads_again(&written);
    let compiled = compile_definition(&again, Calls::MayBeMissing);
    assert!(compiled.is_ok(), "{:?}\n{written}", compiled.err());
});

/// The library that reads .xls panics at some damaged files; `sheets` catches that and refuses the file, which must not end a run.
fn pass_over_the_xls_reader() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !panic.location().is_some_and(|place| place.file().contains("calamine")) {
            tell(panic);
        }
    }));
}

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let old = &data[..size];
    // One time in eight the archive itself is damaged, not what is in it.
    if old.starts_with(b"PK") && seed % 8 != 0 {
        if let Some(packed) = mutate_part(old, seed as usize / 8).filter(|packed| packed.len() <= max_size) {
            data[..packed.len()].copy_from_slice(&packed);
            return packed.len();
        }
    }
    fuzzer_mutate(data, size, max_size)
});

/// The archive with one of its parts mutated.
fn mutate_part(bytes: &[u8], choice: usize) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let chosen = choice.checked_rem(archive.len())?;
    for at in 0..archive.len() {
        let part = archive.by_index(at).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        part.take(LARGEST_PART as u64).read_to_end(&mut content).ok()?;
        if at == chosen {
            let size = content.len();
            content.resize(size + 256, 0);
            let now = fuzzer_mutate(&mut content, size, size + 256);
            content.truncate(now);
        }
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(name, options).ok()?;
        writer.write_all(&content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
