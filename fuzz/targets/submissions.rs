//! Fuzzes submissions from phones: what is taken in is handed out as XML that is taken in again as the same answers. The first byte
//! chooses the form.
#![no_main]

use forms::{Environment, Form, NoItemsets, Session, SubmissionHead, read_markdown};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

const VISIT: &str = "| survey |
| | type                | name   | label | relevant       | calculation    | constraint | repeat_count |
| | text                | words  | W     |                |                |            |              |
| | integer             | number | N     |                |                | . < 500    |              |
| | decimal             | amount | D     |                |                |            |              |
| | date                | day    | D     |                |                |            |              |
| | time                | hour   | H     |                |                |            |              |
| | dateTime            | moment | M     |                |                |            |              |
| | geopoint            | where  | P     |                |                |            |              |
| | select_one list     | one    | O     |                |                |            |              |
| | select_multiple list | many  | M     | ${one} != 'b'  |                |            |              |
| | rank list           | order  | R     |                |                |            |              |
| | begin group         | g      | G     | ${number} != 3 |                |            |              |
| | begin repeat        | row    | R     |                |                |            |              |
| | integer             | count  | C     | ${words} != '' |                |            |              |
| | begin repeat        | deep   | R     |                |                |            |              |
| | text                | said   | S     |                |                |            |              |
| | end repeat          |        |       |                |                |            |              |
| | end repeat          |        |       |                |                |            |              |
| | end group           |        |       |                |                |            |              |
| | calculate           | total  |       |                | sum(${count})  |            |              |
| choices |
| | list_name | name | label |
| | list      | a    | A     |
| | list      | b    | B     |
| | list      | c    | C     |
| settings |
| | form_id |
| | visit   |
";
const COUNTED: &str = "| survey |
| | type         | name   | label | relevant | calculation | repeat_count | choice_filter |
| | integer      | many   | M     |          |             |              |               |
| | select_one l | kind   | K     |          |             |              |               |
| | begin repeat | person | P     |          |             | ${many}      |               |
| | text         | name   | N     |          |             |              |               |
| | select_one l | place  | P     |          |             |              | f = ${kind}   |
| | calculate    | shout  |       |          | concat(${name}, position(..)) | |             |
| | end repeat   |        |       |          |             |              |               |
| | image        | face   | F     | ${many} > 1 |          |              |               |
| | calculate    | when   |       |          | now()       |              |               |
| choices |
| | list_name | name | label | f |
| | l         | a    | A     | b |
| | l         | b    | B     | a |
| settings |
| | form_id | instance_name |
| | counted | ${kind}       |
";

static FORMS: LazyLock<[Form; 2]> = LazyLock::new(|| {
    [VISIT, COUNTED].map(|tables| read_markdown(tables).unwrap_or_else(|problems| panic!("{problems}")))
});

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let form = if first % 2 == 0 { &FORMS[0] } else { &FORMS[1] };
    let head = SubmissionHead::read(text);
    let Ok((session, refused)) = receive(form, text) else { return };
    let head = head.unwrap_or_else(|error| panic!("it was received: {error}"));
    assert!(!head.is_encrypted);
    session.violations();
    let written = session.submission();
    let (again, still_refused) = receive(form, &written).unwrap_or_else(|error| panic!("{error}\n{written}"));
    assert!(refused.len() >= still_refused.len(), "{still_refused:?}\n{written}");
    assert_eq!(again.answers(), session.answers(), "{written}");
    assert_eq!(again.submission(), written);
    assert_eq!(again.violations(), session.violations(), "{written}");
});

fn receive<'f>(form: &'f Form, text: &str) -> Result<(Session<'f>, Vec<forms::Violation>), forms::ReceiveError> {
    Session::receive(form, &NoItemsets, Environment::on(jiff::civil::date(2019, 7, 4)), text)
}
