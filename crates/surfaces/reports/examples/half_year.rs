//! Renders the sample report in English and Thai into a folder, for looking at: `cargo run -p reports --example half_year -- DIR`.

#[path = "../tests/sample/mod.rs"]
mod sample;

use language::Lang;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder to write into")?);
    for lang in [Lang::En, Lang::Th] {
        let rendered = reports::render_half_year(&sample::report(), lang)?;
        let folder = folder.join(lang.code());
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("report.pdf"), rendered.pdf)?;
        std::fs::write(folder.join("report.xlsx"), rendered.xlsx)?;
        std::fs::write(folder.join("iati.xml"), rendered.iati_xml)?;
    }
    Ok(())
}
