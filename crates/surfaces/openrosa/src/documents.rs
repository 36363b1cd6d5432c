//! The XML documents of the OpenRosa protocol, as ODK Collect reads them: the list of forms, a form's manifest, and what became of
//! a submission. Owns their shape; what is listed, the caller decides.

use xml::escape_text;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// A form on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListedForm {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    /// MD5 of the form's bytes, in hexadecimal: what Collect compares to know that it has the form.
    pub(crate) md5: String,
    pub(crate) download_url: String,
    /// Only of forms that have files.
    pub(crate) manifest_url: Option<String>,
}

/// A file beside a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MediaFile {
    pub(crate) name: String,
    /// MD5 of what this device would be given, in hexadecimal.
    pub(crate) md5: String,
    pub(crate) download_url: String,
    /// Where a phone asks what became of entities that left the list; only of lists of entities.
    pub(crate) integrity_url: Option<String>,
}

/// How a submission went, as the protocol words it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nature {
    Success,
    Error,
}

/// The list of forms (OpenRosa form list API 1.0).
pub(crate) fn form_list(forms: &[ListedForm]) -> String {
    let mut text = format!("{DECLARATION}<xforms xmlns=\"http://openrosa.org/xforms/xformsList\">");
    for form in forms {
        text.push_str("<xform>");
        element(&mut text, "formID", &form.id);
        element(&mut text, "name", &form.name);
        element(&mut text, "version", &form.version);
        element(&mut text, "hash", &format!("md5:{}", form.md5));
        element(&mut text, "downloadUrl", &form.download_url);
        if let Some(manifest) = &form.manifest_url {
            element(&mut text, "manifestUrl", manifest);
        }
        text.push_str("</xform>");
    }
    text.push_str("</xforms>");
    text
}

/// A form's manifest (OpenRosa form list API 1.0).
pub(crate) fn manifest(files: &[MediaFile]) -> String {
    let mut text = format!("{DECLARATION}<manifest xmlns=\"http://openrosa.org/xforms/xformsManifest\">");
    for file in files {
        text.push_str(if file.integrity_url.is_some() { "<mediaFile type=\"entityList\">" } else { "<mediaFile>" });
        element(&mut text, "filename", &file.name);
        element(&mut text, "hash", &format!("md5:{}", file.md5));
        element(&mut text, "downloadUrl", &file.download_url);
        if let Some(integrity) = &file.integrity_url {
            element(&mut text, "integrityUrl", integrity);
        }
        text.push_str("</mediaFile>");
    }
    text.push_str("</manifest>");
    text
}

/// What became of entities: whether each was deleted (ODK entities specification, integrity of lists).
pub(crate) fn entities(states: &[(String, bool)]) -> String {
    let mut text = format!("{DECLARATION}<data><entities>");
    for (id, is_deleted) in states {
        text.push_str("<entity id=\"");
        text.push_str(&xml::escape_attribute(id));
        text.push_str("\">");
        element(&mut text, "deleted", if *is_deleted { "true" } else { "false" });
        text.push_str("</entity>");
    }
    text.push_str("</entities></data>");
    text
}

/// What became of a request, in the reader's words.
pub(crate) fn response(nature: Nature, message: &str) -> String {
    let nature = match nature {
        Nature::Success => "submit_success",
        Nature::Error => "submit_error",
    };
    format!(
        "{DECLARATION}<OpenRosaResponse xmlns=\"http://openrosa.org/http/response\"><message nature=\"{nature}\">{}</message></OpenRosaResponse>",
        escape_text(message)
    )
}

fn element(text: &mut String, name: &str, value: &str) {
    text.push('<');
    text.push_str(name);
    text.push('>');
    text.push_str(&escape_text(value));
    text.push_str("</");
    text.push_str(name);
    text.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> &str {
        text.strip_prefix(DECLARATION).expect("begins with the declaration")
    }

    #[test]
    fn a_form_is_listed_with_its_hash_and_a_manifest_only_when_it_has_files() {
        let form = ListedForm {
            id: "outreach".into(),
            name: "กิจกรรม <1>".into(),
            version: String::new(),
            md5: "0123".into(),
            download_url: "https://s.example/f?a=1&b=2".into(),
            manifest_url: None,
        };
        let with_files = ListedForm { manifest_url: Some("https://s.example/m".into()), ..form.clone() };
        assert_eq!(
            body(&form_list(&[form])),
            "<xforms xmlns=\"http://openrosa.org/xforms/xformsList\"><xform><formID>outreach</formID>\
             <name>กิจกรรม &lt;1&gt;</name><version></version><hash>md5:0123</hash>\
             <downloadUrl>https://s.example/f?a=1&amp;b=2</downloadUrl></xform></xforms>"
        );
        assert!(form_list(&[with_files]).contains("<manifestUrl>https://s.example/m</manifestUrl>"));
        assert_eq!(body(&form_list(&[])), "<xforms xmlns=\"http://openrosa.org/xforms/xformsList\"></xforms>");
    }

    #[test]
    fn a_manifest_names_its_files_with_their_hashes() {
        let download_url = "https://s.example/a".to_owned();
        let file = MediaFile { name: "a.csv".into(), md5: "01".into(), download_url, integrity_url: None };
        let entities = MediaFile { integrity_url: Some("https://s.example/i".into()), ..file.clone() };
        let listed = manifest(&[entities]);
        assert!(listed.contains("<mediaFile type=\"entityList\"><filename>a.csv</filename>"), "{listed}");
        assert!(listed.contains("<integrityUrl>https://s.example/i</integrityUrl></mediaFile>"), "{listed}");
        assert_eq!(
            body(&manifest(&[file])),
            "<manifest xmlns=\"http://openrosa.org/xforms/xformsManifest\"><mediaFile><filename>a.csv</filename>\
             <hash>md5:01</hash><downloadUrl>https://s.example/a</downloadUrl></mediaFile></manifest>"
        );
    }

    #[test]
    fn entities_are_told_to_be_deleted_or_not() {
        assert_eq!(
            body(&entities(&[("a".into(), true), ("b".into(), false)])),
            "<data><entities><entity id=\"a\"><deleted>true</deleted></entity>\
             <entity id=\"b\"><deleted>false</deleted></entity></entities></data>"
        );
    }

    #[test]
    fn replies_are_escaped() {
        assert!(
            response(Nature::Error, "a < b").ends_with("nature=\"submit_error\">a &lt; b</message></OpenRosaResponse>")
        );
        assert!(response(Nature::Success, "ok").contains("nature=\"submit_success\""));
    }
}
