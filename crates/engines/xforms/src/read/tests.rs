//! Forms as others write them, and what is wrong with some.

use super::*;
use crate::{ActionKind, Aspect, Part};
use crate::{Choices, Control, ControlKind, Form, ModelItem, Piece, Said, Source as InstanceSource};

fn form(head: &str, body: &str) -> String {
    format!(
        r#"<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa"
  xmlns:odk="http://www.opendatakit.org/xforms" xmlns:orx="http://openrosa.org/xforms" xmlns:ev="http://www.w3.org/2001/xml-events"
  xmlns:entities="http://www.opendatakit.org/xforms/entities" xmlns:saphan="https://example.org/saphan">
<h:head><h:title> A form </h:title>
<model odk:xforms-version="1.0.0" entities:entities-version="2024.1.0">
{head}
</model></h:head>
<h:body class="pages">
{body}
</h:body></h:html>"#
    )
}

fn read_form(head: &str, body: &str) -> FormXml {
    read(&form(head, body), &Limits::default()).map_err(|error| error.to_string()).expect("a form")
}

const INSTANCE: &str = "<instance><data id='f' version='3'><a> x </a><row jr:template=''><b/></row><orx:meta><orx:instanceID/></orx:meta></data></instance>";

#[test]
fn a_model_is_read_whole() {
    let head = format!(
        "{INSTANCE}
        <instance id='list'><root><item><name>n</name><label>N</label></item></root></instance>
        <instance id='far' src='jr://file-csv/far.csv'/>
        <itext><translation lang='English (en)'><text id='l'><value>Hi <output value=' /data/a '/>!</value>
          <value form='image'>jr://images/a.png</value><value form='short'>S</value></text></translation>
          <translation lang='th' default='true()'><text id='l'><value>สวัสดี</value></text></translation></itext>
        <bind nodeset='/data/a' type='xsd:int' required='true()' jr:constraintMsg='No' constraint='. &gt; 0' saphan:class='work' entities:saveto='age'/>
        <bind nodeset='/data/orx:meta/orx:instanceID' jr:preload='uid'/>
        <setvalue ref='/data/a' event='odk-instance-first-load' value='1 + 1'/>
        <setvalue ref='/data/a' ev:event='odk-instance-load xforms-ready'>text</setvalue>
        <odk:setgeopoint ref='/data/a' event='odk-instance-load'/>
        <submission method='post' action='https://example.org' base64RsaPublicKey='abc' orx:auto-send='true'/>"
    );
    let read = read_form(&head, "");
    let definition = &read.definition;
    assert_eq!((definition.title.as_str(), definition.body_class.as_str()), ("A form", "pages"));
    assert_eq!(definition.entities_version.as_deref(), Some("2024.1.0"));
    assert_eq!(definition.namespaces, [("saphan".to_owned(), "https://example.org/saphan".to_owned())]);
    assert_eq!(
        xml::write(&definition.instance),
        "<data id=\"f\" version=\"3\"><a>x</a><row jr:template=\"\"><b/></row><orx:meta><orx:instanceID/></orx:meta></data>"
    );
    assert!(matches!(&definition.secondary[1].source, InstanceSource::File(file) if file == "jr://file-csv/far.csv"));
    assert!(definition.translations[1].is_default);
    let [(Form::Plain, words), (Form::Image, _), (Form::Other(short), _)] =
        definition.translations[0].texts["l"].as_slice()
    else {
        panic!("three forms: {:?}", definition.translations[0].texts)
    };
    assert_eq!(short, "short");
    assert_eq!(words.0, [Piece::Text("Hi ".into()), Piece::Output("/data/a".into()), Piece::Text("!".into())]);
    let ModelItem::Bind(bind) = &definition.model[0] else { panic!("a bind first") };
    assert_eq!((bind.kind.as_str(), bind.save_to.as_deref()), ("int", Some("age")));
    assert_eq!(bind.attributes[0].name, "saphan:class");
    let kinds: Vec<_> = definition
        .model
        .iter()
        .filter_map(|item| if let ModelItem::Action(action) = item { Some(&action.kind) } else { None })
        .collect();
    assert_eq!(
        kinds,
        [&ActionKind::SetValue("1 + 1".into()), &ActionKind::SetText("text".into()), &ActionKind::SetGeopoint]
    );
    let submission = definition.submission.as_ref().expect("one");
    assert_eq!((submission.public_key.as_deref(), submission.attributes.len()), (Some("abc"), 1));
    assert_eq!(read.warnings, []);
    assert_eq!(read.places.of(&Part::new("/data/a", Aspect::Constraint)).map(|place| place.0), Some(13));
    assert_eq!(read.places.of(&Part::new("/data/row/b", Aspect::Node)).map(|place| place.0), Some(7));
}

#[test]
fn a_body_is_read_whole() {
    let body = "
        <group appearance='field-list'><label ref=\"jr:itext('g')\"/>
          <input ref='/data/a'><label>A <h:b class='x'>bold</h:b> <output ref='../c'/></label><hint>H</hint>
            <setvalue event='xforms-value-changed' ref='/data/c'/></input>
          <select1 ref='/data/b'><item><label>One</label><value> 1 </value></item></select1>
        </group>
        <group ref='/data/row'><label>Rows</label><repeat nodeset='/data/row' jr:count=' /data/n ' jr:noAddRemove='true()'>
          <odk:rank ref='/data/row/r'><itemset nodeset=\"randomize(instance('l')/root/item[a = current()/../b], 3)\">
            <value ref='name'/><label ref='jr:itext(itextId)'/></itemset></odk:rank>
          <range ref='/data/row/x' start='0' end='10' step='2' appearance='vertical' odk:tick-interval='2'/>
          <setvalue event='odk-new-repeat' ref='/data/row/y' value='now()'/>
        </repeat></group>
        <upload ref='/data/u' mediatype='image/*' accuracyThreshold='5'/><trigger ref='/data/t'/>";
    let read = read_form(INSTANCE, body);
    let [Control::Group(loose), Control::Group(rows), Control::Question(upload), Control::Question(trigger)] =
        read.definition.body.as_slice()
    else {
        panic!("four controls: {:?}", read.definition.body)
    };
    assert_eq!((&loose.reference, &loose.label), (&None, &Said::Translated("g".into())));
    let [Control::Question(input), Control::Question(select)] = loose.children.as_slice() else { panic!("two") };
    let Said::Words(words) = &input.label else { panic!("words") };
    assert_eq!(words.0, [Piece::Text("A <b class=\"x\">bold</b> ".into()), Piece::Output("../c".into())]);
    assert_eq!(input.actions[0].kind, ActionKind::SetText(String::new()));
    assert!(matches!(&select.choices, Choices::Fixed(fixed) if fixed[0].value == "1"));
    let [Control::Repeat(repeat)] = rows.children.as_slice() else { panic!("a repeat") };
    assert_eq!((repeat.count.as_deref(), repeat.no_add_remove, repeat.actions.len()), (Some("/data/n"), true, 1));
    let [Control::Question(rank), Control::Question(range)] = repeat.children.as_slice() else { panic!("two") };
    assert!(matches!(&rank.choices, Choices::Itemset(itemset) if itemset.label == "jr:itext(itextId)"));
    assert!(matches!(&range.kind, ControlKind::Range { step, .. } if step == "2"));
    assert_eq!(range.attributes[0].name, "odk:tick-interval");
    assert!(matches!(&upload.kind, ControlKind::Upload { media_type } if media_type == "image/*"));
    assert_eq!(trigger.kind, ControlKind::Trigger);
}

#[test]
fn names_mean_their_namespace_whatever_the_prefix() {
    let text = r#"<html xmlns="http://www.w3.org/1999/xhtml" xmlns:x="http://www.w3.org/2002/xforms" xmlns:j="http://openrosa.org/javarosa">
      <head><title>T</title><x:model><x:instance><data xmlns="http://example.org/other" id="f"><a/><r j:template=""/></data></x:instance>
      <x:bind nodeset="/data/a" j:preload="uid"/></x:model></head><body><x:input ref="/data/a"/></body></html>"#;
    let read = read(text, &Limits::default()).expect("a form");
    let instance = &read.definition.instance;
    assert!(instance.child(instance.root(), "a").is_some(), "{}", xml::write(instance));
    assert!(xml::write(instance).contains("xmlns=\"http://example.org/other\""));
    assert!(matches!(&read.definition.model[0], ModelItem::Bind(bind) if bind.preload.as_deref() == Some("uid")));
    assert_eq!(read.definition.body.len(), 1);
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let cases: [(&str, &str, &str, usize); 16] = [
        ("", "", "instance", 6),
        ("<instance/>", "", "instance", 6),
        ("<instance><a/><b/></instance>", "", "more", 7),
        ("<instance><a/></instance>\n<instance><root/></instance>", "", "id", 8),
        ("<instance><a/></instance>\n<bind type='int'/>", "", "nodeset", 8),
        ("<instance><a/></instance>\n<setvalue ref='/a' event='load'/>", "", "`load`", 8),
        ("<instance><a/></instance>\n<setvalue ref='/a' event='odk-new-repeat'/>", "", "odk-new-repeat", 8),
        ("<instance><a/></instance>\n<setvalue event='xforms-ready'/>", "", "ref", 8),
        ("<instance><a/></instance>\n<submission method='nope'/>", "", "nope", 8),
        ("<instance><a/></instance><itext>\n<translation/></itext>", "", "lang", 8),
        (
            "<instance><a/></instance><itext>\n<translation lang='x'><text id='a'><value/><value/></text></translation></itext>",
            "",
            "twice",
            8,
        ),
        ("<instance><a/></instance>", "<input/>", "ref", 10),
        ("<instance><a/></instance>", "<repeat/>", "nodeset", 10),
        ("<instance><a/></instance>", "<upload ref='/a' mediatype='.jpg'/>", ".jpg", 10),
        ("<instance><a/></instance>", "<range ref='/a' start='0' end='x' step='0'/>", "`x`", 10),
        (
            "<instance><a/></instance>",
            "<select1 ref='/a'><itemset nodeset='/b'><value ref='c'/></itemset></select1>",
            "label",
            10,
        ),
    ];
    for (head, body, said, line) in cases {
        let error = read(&form(head, body), &Limits::default()).expect_err(said);
        let first = error.0.first().expect("one at least");
        assert!(first.to_string().contains(said), "{first}");
        assert_eq!(first.line, line, "{first}");
    }
    let hostile = read("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", &Limits::default()).expect_err("refused");
    assert!(matches!(hostile.0.as_slice(), [Problem { wrong: Wrong::Xml(xml::Wrong::DocumentType), .. }]));
    assert!(read("<html/>", &Limits::default()).is_err_and(|error| error.0[0].wrong == Wrong::NoModel));
}

#[test]
fn all_mistakes_are_told_at_once_and_oddities_are_warnings() {
    let error = read(&form(INSTANCE, "<input/><repeat/><strange/>"), &Limits::default()).expect_err("two");
    assert_eq!(error.0.len(), 2);
    let read = read_form(INSTANCE, "<strange/><select1 ref='/data/a'/>");
    let warnings: Vec<_> = read.warnings.iter().map(|warning| &warning.wrong).collect();
    assert_eq!(warnings, [&Wrong::UnknownElement("strange".into()), &Wrong::NoChoices]);
}

#[test]
fn an_attribute_whose_prefix_means_something_else_does_not_come_to_mean_something() {
    let body = "<repeat nodeset='/data/row' xmlns:jr='https://example.org/other' jr:noAddRemove='true()'/>";
    let read = read_form(INSTANCE, body);
    let Some(Control::Repeat(repeat)) = read.definition.body.first() else { panic!("one: {:?}", read.definition.body) };
    assert!(!repeat.no_add_remove);
    assert!(!crate::write(&read.definition).contains("noAddRemove"));
}

#[test]
fn an_author_s_own_prefix_for_an_address_of_the_specification_is_written_with_its_declaration() {
    let text = form("<instance><data id='v'><meta/></data></instance>", "");
    let text =
        text.replace("<h:html ", "<h:html xmlns:orx2='http://openrosa.org/xforms' ").replace("<meta/>", "<orx2:meta/>");
    let read = read(&text, &Limits::default()).expect("a form");
    let written = crate::write(&read.definition);
    assert!(
        written.contains(" xmlns:orx2=\"http://openrosa.org/xforms\"") && written.contains("<orx2:meta/>"),
        "{written}"
    );
    assert_eq!(crate::write(&super::read(&written, &Limits::default()).expect("a form").definition), written);
}
