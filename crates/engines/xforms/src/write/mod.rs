//! Definitions to XML, as phones read it and as pyxform shapes it. Owns the outermost elements and how elements are laid out; the
//! model and the body have a module each.

mod body;
mod model;

use crate::{Attribute, Definition, Piece, STANDARD_NAMESPACES, Words};
use xml::{escape_attribute, escape_text};

/// The namespace of names without prefix.
const XFORMS: &str = "http://www.w3.org/2002/xforms";

/// The namespace of entities, declared when a form has some.
const ENTITIES: (&str, &str) = ("entities", "http://www.opendatakit.org/xforms/entities");

/// The version of the ODK XForms specification that is written.
const VERSION: &str = "1.0.0";

/// The form as XML, two spaces a level between elements and none inside texts.
pub fn write(definition: &Definition) -> String {
    let mut writer = Writer::default();
    writer.text.push_str("<?xml version=\"1.0\"?>\n");
    writer.begin("h:html");
    writer.attribute("xmlns", XFORMS);
    for (prefix, address) in STANDARD_NAMESPACES {
        writer.attribute(&format!("xmlns:{prefix}"), address);
    }
    let has_own = definition.namespaces.iter().any(|(prefix, _)| prefix == ENTITIES.0);
    let entities = Some(ENTITIES).filter(|_| definition.entities_version.is_some() && !has_own);
    let own = definition.namespaces.iter().map(|(prefix, address)| (prefix.as_str(), address.as_str()));
    for (prefix, address) in own.chain(entities) {
        if !STANDARD_NAMESPACES.iter().any(|(standard, _)| *standard == prefix) {
            writer.attribute(&format!("xmlns:{prefix}"), address);
        }
    }
    writer.begin("h:head");
    writer.element_with_text("h:title", &definition.title);
    model::write(definition, &mut writer);
    writer.end("h:head");
    writer.begin("h:body");
    writer.optional("class", &definition.body_class);
    body::write(&definition.body, &mut writer);
    writer.end("h:body");
    writer.end("h:html");
    writer.text
}

/// XML while it grows.
#[derive(Default)]
struct Writer {
    text: String,
    depth: usize,
    /// Whether the last element was begun and its tag is still open for attributes.
    is_tag_open: bool,
}

impl Writer {
    fn begin(&mut self, name: &str) {
        self.close_tag();
        self.indent();
        self.text.push('<');
        self.text.push_str(name);
        self.depth += 1;
        self.is_tag_open = true;
    }

    fn end(&mut self, name: &str) {
        self.depth -= 1;
        if self.is_tag_open {
            self.text.push_str("/>\n");
            self.is_tag_open = false;
            return;
        }
        self.indent();
        self.end_tag(name);
    }

    fn end_tag(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push_str(">\n");
    }

    fn close_tag(&mut self) {
        if std::mem::take(&mut self.is_tag_open) {
            self.text.push_str(">\n");
        }
    }

    fn indent(&mut self) {
        self.text.extend(std::iter::repeat_n("  ", self.depth));
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        self.text.push_str(&escape_attribute(value));
        self.text.push('"');
    }

    /// An attribute that is not written when it is empty.
    fn optional(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.attribute(name, value);
        }
    }

    fn attributes(&mut self, attributes: &[Attribute]) {
        for attribute in attributes {
            self.attribute(&attribute.name, &attribute.value);
        }
    }

    /// An element with a text and nothing else.
    fn element_with_text(&mut self, name: &str, text: &str) {
        self.begin(name);
        if text.is_empty() {
            return self.end(name);
        }
        self.is_tag_open = false;
        self.text.push('>');
        self.text.push_str(&escape_text(text));
        self.depth -= 1;
        self.end_tag(name);
    }

    /// Ends the element that was begun last, with words in it.
    fn end_with_words(&mut self, name: &str, words: &Words) {
        if words.is_empty() {
            return self.end(name);
        }
        self.is_tag_open = false;
        self.text.push('>');
        for piece in &words.0 {
            match piece {
                Piece::Text(text) => self.text.push_str(&escape_text(text)),
                Piece::Output(value) => {
                    self.text.push_str("<output");
                    self.attribute("value", value);
                    self.text.push_str("/>");
                }
            }
        }
        self.depth -= 1;
        self.end_tag(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Action, ActionKind, Bind, Choices, Control, ControlKind, FixedChoice, Form, Group, ModelItem, Question, Repeat,
        Said, SecondaryInstance, Source, Submission, Translation,
    };
    use xpath::Document;

    fn definition() -> Definition {
        let mut instance = Document::new("data");
        let question = instance.append(instance.root(), "a");
        instance.set_text(question, "1 < 2");
        Definition {
            title: "A & B".into(),
            namespaces: vec![("ex".into(), "http://example.org/x".into())],
            instance,
            entities_version: None,
            model: Vec::new(),
            translations: Vec::new(),
            secondary: Vec::new(),
            submission: None,
            body_class: String::new(),
            body: Vec::new(),
        }
    }

    fn question(kind: ControlKind) -> Question {
        Question {
            kind,
            reference: "/data/a".into(),
            appearance: String::new(),
            label: Said::Nothing,
            hint: Said::Nothing,
            choices: Choices::None,
            actions: Vec::new(),
            tags: Vec::new(),
            attributes: Vec::new(),
        }
    }

    fn assert_lines(definition: &Definition, lines: &[&str]) {
        let text = write(definition);
        assert!(xml::read(&text, &xml::Limits::default()).is_ok(), "{text}");
        for line in lines {
            assert!(text.lines().any(|found| found.trim() == *line), "no line {line}\n{text}");
        }
    }

    #[test]
    fn the_smallest_form_is_written_whole() {
        let definition = Definition { namespaces: Vec::new(), ..definition() };
        let namespaces = STANDARD_NAMESPACES.map(|(prefix, address)| format!(" xmlns:{prefix}=\"{address}\"")).concat();
        let expected = format!(
            "<?xml version=\"1.0\"?>\n<h:html xmlns=\"{XFORMS}\"{namespaces}>\n  <h:head>\n    <h:title>A &amp; B</h:title>\n    \
             <model odk:xforms-version=\"1.0.0\">\n      <instance>\n        <data>\n          <a>1 &lt; 2</a>\n        </data>\n      \
             </instance>\n    </model>\n  </h:head>\n  <h:body/>\n</h:html>\n"
        );
        assert_eq!(write(&definition), expected);
    }

    #[test]
    fn the_model_has_its_texts_instances_binds_and_actions() {
        let words = Words(vec![Piece::Text("See ".into()), Piece::Output(" /data/a ".into())]);
        let texts = [("t".to_owned(), vec![(Form::Plain, words), (Form::Other("short".into()), Words::plain("s"))])];
        let translation = Translation { language: "th".into(), is_default: true, texts: texts.into() };
        let bind =
            Bind { nodeset: "/data/a".into(), kind: "rank".into(), save_to: Some("p".into()), ..Bind::default() };
        let action = Action {
            kind: ActionKind::SetText("x > y".into()),
            target: "/data/a".into(),
            events: vec!["odk-instance-load".into(), "odk-new-repeat".into()],
            attributes: Vec::new(),
        };
        let file = SecondaryInstance { id: "f".into(), source: Source::File("jr://file-csv/f.csv".into()) };
        let definition = Definition {
            entities_version: Some("2024.1.0".into()),
            translations: vec![translation],
            secondary: vec![file],
            model: vec![ModelItem::Bind(Box::new(bind)), ModelItem::Action(action)],
            submission: Some(Submission { public_key: Some("KEY".into()), ..Submission::default() }),
            ..definition()
        };
        let lines = [
            "<model odk:xforms-version=\"1.0.0\" entities:entities-version=\"2024.1.0\">",
            "<submission base64RsaPublicKey=\"KEY\"/>",
            "<translation lang=\"th\" default=\"true()\">",
            "<value>See <output value=\" /data/a \"/></value>",
            "<value form=\"short\">s</value>",
            "<instance id=\"f\" src=\"jr://file-csv/f.csv\"/>",
            "<bind nodeset=\"/data/a\" type=\"odk:rank\" entities:saveto=\"p\"/>",
            "<setvalue ref=\"/data/a\" event=\"odk-instance-load odk-new-repeat\">x &gt; y</setvalue>",
        ];
        assert_lines(&definition, &lines);
        assert!(write(&definition).contains("xmlns:ex=\"http://example.org/x\" xmlns:entities="));
    }

    #[test]
    fn the_body_has_controls_in_one_another() {
        let choice = FixedChoice { label: Said::Expression("jr:itext(x)".into()), value: "v".into() };
        let select = Question { choices: Choices::Fixed(vec![choice]), ..question(ControlKind::SelectOne) };
        let repeat = Repeat {
            nodeset: "/data/r".into(),
            appearance: "field-list".into(),
            count: Some("/data/n".into()),
            no_add_remove: true,
            children: vec![Control::Question(Box::new(select))],
            actions: Vec::new(),
            attributes: vec![Attribute { name: "ex:a".into(), value: "b".into() }],
        };
        let group = Group {
            reference: None,
            appearance: String::new(),
            label: Said::Words(Words::default()),
            children: vec![Control::Repeat(Box::new(repeat))],
            actions: Vec::new(),
            attributes: Vec::new(),
        };
        let tagged = Question {
            tags: vec![crate::Tag { key: "name".into(), label: Said::Translated("t".into()) }],
            ..question(ControlKind::Upload { media_type: "osm/*".into() })
        };
        let body = vec![Control::Group(Box::new(group)), Control::Question(Box::new(tagged))];
        let definition = Definition { body_class: "pages".into(), body, ..definition() };
        let lines = [
            "<h:body class=\"pages\">",
            "<group>",
            "<label/>",
            "<repeat nodeset=\"/data/r\" appearance=\"field-list\" jr:count=\"/data/n\" jr:noAddRemove=\"true()\" ex:a=\"b\">",
            "<label ref=\"jr:itext(x)\"/>",
            "<value>v</value>",
            "<tag key=\"name\">",
            "<label ref=\"jr:itext('t')\"/>",
        ];
        assert_lines(&definition, &lines);
    }
}
