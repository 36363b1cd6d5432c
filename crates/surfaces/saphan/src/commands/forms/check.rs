//! `saphan forms check FORM SUBMISSION`: what answers break of a form's own rules, or `ok`. Needs no database: the lists that the form
//! names are read from its folder.

use super::source::{self, Source};
use super::zone;
use crate::failure::Failure;
use crate::output::line;
use clap::Args;
use forms::{Environment, Form, Itemset, Session, Violation, ViolationKind};
use language::{Lang, say};
use serde::Serialize;
use service_kit::SystemClock;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The form: a workbook (.xlsx, .xls, .ods), delimited text (.csv), Markdown tables (.md), or an XForm (.xml). Lists that it names
    /// are looked for beside it: .csv, .geojson, .xml.
    form: PathBuf,
    /// The answers: a submission as XML, or JSON.
    submission: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Language of what is told: en, th, my, km, lo.
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// The time zone of the answers: a name, or an offset such as +07:00.
    #[arg(long, value_name = "ZONE", default_value = zone::THAILAND)]
    tz: String,
}

#[derive(Serialize)]
struct Found {
    ok: bool,
    violations: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    path: String,
    rule: &'static str,
    message: String,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let violations = violations(arguments, zone::environment(&arguments.tz, &SystemClock).map_err(Failure::said)?)?;
    let is_ok = violations.is_empty();
    let told = violations.iter().map(|one| told(one, arguments.lang));
    if arguments.json {
        line(serde_json::to_string(&Found { ok: is_ok, violations: told.collect() })?);
    } else if is_ok {
        line("ok");
    } else {
        told.for_each(|Told { path, message, .. }| line(format!("{path}: {message}")));
    }
    Ok(if is_ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn violations(arguments: &Arguments, environment: Environment) -> Result<Vec<Violation>, Failure> {
    let source = Source::read(&arguments.form, arguments.lang)?;
    let lists = source.lists(arguments.form.parent().unwrap_or(Path::new("")), arguments.lang)?;
    let form = source.form;
    let file = &arguments.submission;
    let text = source::text(source::bytes(file)?, file)?;
    let found = if text.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        of_xml(&form, &lists, environment, &text, arguments.lang)
    } else {
        of_json(&form, &lists, environment, &text)
    };
    found.map_err(|problem| Failure::said(format!("`{}`: {problem}", file.display())))
}

fn of_xml(
    form: &Form,
    lists: &BTreeMap<String, Itemset>,
    environment: Environment,
    text: &str,
    lang: Lang,
) -> Result<Vec<Violation>, String> {
    let received = Session::receive(form, lists, environment, text);
    let (session, mut violations) = received.map_err(|error| say(lang, &error.message()))?;
    violations.extend(session.violations());
    Ok(violations)
}

fn of_json(
    form: &Form,
    lists: &BTreeMap<String, Itemset>,
    environment: Environment,
    text: &str,
) -> Result<Vec<Violation>, String> {
    let answers = serde_json::from_str(text).map_err(|error| format!("this is neither XML nor JSON: {error}"))?;
    Ok(forms::check(form, &answers, lists, environment).err().unwrap_or_default())
}

fn told(violation: &Violation, lang: Lang) -> Told {
    let rule = match violation.kind {
        ViolationKind::Required => "required",
        ViolationKind::Constraint => "constraint",
        ViolationKind::Type => "type",
        ViolationKind::Choice => "choice",
        ViolationKind::Unknown => "unknown",
        ViolationKind::Shape => "shape",
        ViolationKind::Relevance => "relevance",
        ViolationKind::Limit => "limit",
        ViolationKind::Rule => "rule",
    };
    Told { path: violation.path.clone(), rule, message: violation.message.get(lang) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "| survey |
| | type | name | label | required | relevant | constraint | choice_filter |
| | integer | age | Age | yes | | . >= 0 | |
| | text | school | School | | ${age} < 18 | | |
| | text | province | Province | | | | |
| | select_one_from_file towns.csv | town | Town | | | | province = ${province} |
| | begin repeat | visit | Visit | | | | |
| | integer | minutes | Minutes | | | . < 600 | |
| | end repeat | | | | | | |
| settings |
| | form_id |
| | own |
";
    const TOWNS: &str = "name,label,province\na,A,1\nb,B,2\n";

    fn found(form: &str, answers: &str, lists: &[(&str, &str)]) -> Result<Vec<(String, &'static str)>, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        write("form.md", form);
        write("answers", answers);
        lists.iter().for_each(|(name, text)| write(name, text));
        let arguments = Arguments {
            form: folder.path().join("form.md"),
            submission: folder.path().join("answers"),
            json: false,
            lang: Lang::En,
            tz: zone::THAILAND.to_owned(),
        };
        let environment = Environment::on(jiff::civil::date(2019, 7, 4));
        let violations = violations(&arguments, environment).map_err(|failure| failure.to_string())?;
        Ok(violations.iter().map(|one| told(one, Lang::En)).map(|told| (told.path, told.rule)).collect())
    }

    #[test]
    fn answers_are_checked_by_every_rule_of_the_form() {
        let cases: [(&str, &[(&str, &str)]); 12] = [
            ("<data id='own'><age>12</age><school>S</school><province>2</province><town>b</town></data>", &[]),
            ("<data><age>40</age></data>", &[]),
            (r#"{"age": "12", "school": "S", "province": "1", "town": "a", "visit": [{"minutes": "5"}]}"#, &[]),
            ("<data id='own'><school/></data>", &[("/age", "required")]),
            ("<data id='own'><age>-1</age></data>", &[("/age", "constraint")]),
            ("<data id='own'><age>ten</age></data>", &[("/age", "type")]),
            ("<data id='own'><age>40</age><school>S</school></data>", &[("/school", "relevance")]),
            ("<data id='own'><age>1</age><province>1</province><town>b</town></data>", &[("/town", "choice")]),
            ("<data id='own'><age>1</age><more>1</more></data>", &[("/more", "unknown")]),
            (
                "<data id='own'><age>1</age><visit><minutes>5</minutes></visit><visit><minutes>900</minutes></visit></data>",
                &[("/visit[2]/minutes", "constraint")],
            ),
            (r#"{"age": "1", "visit": {"minutes": "5"}}"#, &[("/visit", "shape")]),
            (r#"{"age": "-1", "town": "c"}"#, &[("/age", "constraint"), ("/town", "choice")]),
        ];
        for (answers, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|(path, rule)| ((*path).to_owned(), *rule)).collect();
            assert_eq!(found(FORM, answers, &[("towns.csv", TOWNS)]), Ok(expected), "{answers}");
        }
    }

    #[test]
    fn a_list_that_is_not_there_is_told_where_it_is_asked_for() {
        let answers = "<data id='own'><age>1</age><province>1</province><town>a</town></data>";
        assert_eq!(found(FORM, answers, &[]), Ok(vec![("/town".to_owned(), "choice")]));
    }

    #[test]
    fn what_is_no_submission_to_the_form_is_told_with_its_place() {
        let bomb = "<!DOCTYPE data [<!ENTITY a 'aaaa'>]><data id='own'>&a;</data>";
        let deep = "<a>".repeat(300);
        let cases = [
            ("<data id='own'>\n<age>1</data>", "line 2, column"),
            (bomb, "a document type is not accepted"),
            (deep.as_str(), "more than 200 deep"),
            ("<data id='other'/>", "“other”, not to “own”"),
            ("<own id='own'/>", "begins with “own”"),
            ("<own/>", "begins with “own”"),
            ("{\n\"age\": ", "line 2 column"),
            ("", "neither XML nor JSON"),
            ("\u{0}", "neither XML nor JSON"),
        ];
        for (answers, expected) in cases {
            let told = found(FORM, answers, &[("towns.csv", TOWNS)]).expect_err(answers);
            assert!(told.contains("answers`: ") && told.contains(expected), "{told}");
        }
        let told = found(&FORM.replace(". >= 0", ". >="), "{}", &[]).expect_err("a broken form");
        assert!(told.starts_with("survey row 2"), "{told}");
    }
}
