//! The types of questions: how each is asked and of which data type its answer is, under all the names that pyxform 4.5 accepts.

/// How a type of question is asked and what its answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QuestionType {
    /// How it is asked.
    pub(crate) control: Asked,
    /// Attributes of its bind.
    pub(crate) bind: &'static [(&'static str, &'static str)],
    /// The hint that it has unless the form gives one.
    pub(crate) hint: Option<&'static str>,
}

/// How a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Not at all.
    Never,
    Input,
    Trigger,
    SelectOne,
    SelectMultiple,
    Rank,
    Range,
    /// A file, with its media type.
    Upload(&'static str),
}

impl Asked {
    /// Whether an answer is one or several of a list's choices.
    pub(crate) fn is_select(self) -> bool {
        matches!(self, Self::SelectOne | Self::SelectMultiple | Self::Rank)
    }
}

const DEVICE_ID: QuestionType =
    property(&[("jr:preload", "property"), ("type", "string"), ("jr:preloadParams", "deviceid")]);
const PHONE_NUMBER: QuestionType =
    property(&[("jr:preload", "property"), ("type", "string"), ("jr:preloadParams", "phonenumber")]);
const SIM_SERIAL: QuestionType =
    property(&[("jr:preload", "property"), ("type", "string"), ("jr:preloadParams", "simserial")]);
const SUBSCRIBER_ID: QuestionType =
    property(&[("jr:preload", "property"), ("type", "string"), ("jr:preloadParams", "subscriberid")]);

const fn property(bind: &'static [(&'static str, &'static str)]) -> QuestionType {
    QuestionType { control: Asked::Never, bind, hint: None }
}

const fn asked(control: Asked, bind: &'static [(&'static str, &'static str)]) -> QuestionType {
    QuestionType { control, bind, hint: None }
}

const fn with_hint(bind: &'static [(&'static str, &'static str)], hint: &'static str) -> QuestionType {
    QuestionType { control: Asked::Input, bind, hint: Some(hint) }
}

/// The type of that name.
pub(crate) fn question_type(name: &str) -> Option<QuestionType> {
    common(name).or_else(|| metadata(name)).or_else(|| legacy(name))
}

fn common(name: &str) -> Option<QuestionType> {
    Some(match name {
        "text" | "string" | "add text prompt" | "q string" => asked(Asked::Input, &[("type", "string")]),
        "integer" | "int" | "add integer prompt" | "q int" => asked(Asked::Input, &[("type", "int")]),
        "decimal" | "add decimal prompt" | "q decimal" => asked(Asked::Input, &[("type", "decimal")]),
        "date" | "add date prompt" | "q date" => asked(Asked::Input, &[("type", "date")]),
        "time" => asked(Asked::Input, &[("type", "time")]),
        "dateTime"
        | "datetime"
        | "date time"
        | "add dateTime prompt"
        | "add date time prompt"
        | "q dateTime"
        | "q date time" => asked(Asked::Input, &[("type", "dateTime")]),
        "geopoint" | "gps" | "location" | "add location prompt" | "q geopoint" | "q location" => {
            asked(Asked::Input, &[("type", "geopoint")])
        }
        "geotrace" | "q geotrace" => asked(Asked::Input, &[("type", "geotrace")]),
        "geoshape" | "q geoshape" => asked(Asked::Input, &[("type", "geoshape")]),
        "barcode" | "add barcode prompt" | "q barcode" => asked(Asked::Input, &[("type", "barcode")]),
        "note" | "add note prompt" | "q note" => asked(Asked::Input, &[("readonly", "true()"), ("type", "string")]),
        "acknowledge" | "add acknowledge prompt" | "q acknowledge" => asked(Asked::Trigger, &[("type", "string")]),
        "trigger" => asked(Asked::Trigger, &[]),
        "photo" | "image" | "add image prompt" | "q image" | "q picture" => {
            asked(Asked::Upload("image/*"), &[("type", "binary")])
        }
        "audio" | "add audio prompt" | "q audio" => asked(Asked::Upload("audio/*"), &[("type", "binary")]),
        "video" | "add video prompt" | "q video" => asked(Asked::Upload("video/*"), &[("type", "binary")]),
        "file" | "add file prompt" => asked(Asked::Upload("application/*"), &[("type", "binary")]),
        "osm" => asked(Asked::Upload("osm/*"), &[("type", "binary")]),
        "range" => asked(Asked::Range, &[("type", "int")]),
        "select one" | "select one using" | "add select one prompt using" | "q select1" => {
            asked(Asked::SelectOne, &[("type", "string")])
        }
        "select all that apply"
        | "select all that apply from"
        | "select multiple from"
        | "select multiple using"
        | "add select multiple prompt using"
        | "q select" => asked(Asked::SelectMultiple, &[("type", "string")]),
        "select one external" => asked(Asked::Input, &[("type", "string")]),
        "rank" => asked(Asked::Rank, &[("type", "odk:rank")]),
        "calculate" | "add calculate prompt" | "q calculate" | "hidden" => asked(Asked::Never, &[("type", "string")]),
        "start-geopoint" => asked(Asked::Never, &[("type", "geopoint")]),
        "background-audio" | "audit" => asked(Asked::Never, &[("type", "binary")]),
        "background-geopoint" => asked(Asked::Trigger, &[("type", "geopoint")]),
        _ => return None,
    })
}

fn metadata(name: &str) -> Option<QuestionType> {
    Some(match name {
        "start" | "start time" | "get start time" => {
            property(&[("jr:preload", "timestamp"), ("type", "dateTime"), ("jr:preloadParams", "start")])
        }
        "end" | "end time" | "get end time" => {
            property(&[("jr:preload", "timestamp"), ("type", "dateTime"), ("jr:preloadParams", "end")])
        }
        "today" | "get today" => property(&[("jr:preload", "date"), ("type", "date"), ("jr:preloadParams", "today")]),
        "deviceid" | "device id" | "get device id" | "imei" => DEVICE_ID,
        "phonenumber" | "get phone number" => PHONE_NUMBER,
        "simserial" | "sim id" | "get sim id" => SIM_SERIAL,
        "subscriberid" | "subscriber id" | "get subscriber id" => SUBSCRIBER_ID,
        "username" => property(&[("jr:preload", "property"), ("type", "string"), ("jr:preloadParams", "username")]),
        "email" => property(&[("jr:preload", "property"), ("type", "string"), ("jr:preloadParams", "email")]),
        "uri:deviceid" => {
            property(&[("jr:preload", "property"), ("type", "string"), ("jr:preloadParams", "uri:deviceid")])
        }
        "uri:email" => property(&[("jr:preload", "property"), ("type", "string"), ("jr:preloadParams", "uri:email")]),
        "uri:phonenumber" => {
            property(&[("jr:preload", "property"), ("type", "string"), ("jr:preloadParams", "uri:phonenumber")])
        }
        "uri:simserial" => {
            property(&[("jr:preload", "property"), ("type", "string"), ("jr:preloadParams", "uri:simserial")])
        }
        "uri:subscriberid" => {
            property(&[("jr:preload", "property"), ("type", "string"), ("jr:preloadParams", "uri:subscriberid")])
        }
        "uri:username" => {
            property(&[("jr:preload", "property"), ("type", "string"), ("jr:preloadParams", "uri:username")])
        }
        _ => return None,
    })
}

/// Types of the first years, which bring a constraint and a hint of their own.
fn legacy(name: &str) -> Option<QuestionType> {
    Some(match name {
        "phone number" => with_hint(&[("type", "string"), ("constraint", "regex(., '^\\d*$')")], "Enter numbers only."),
        "percentage" => asked(Asked::Input, &[("type", "int"), ("constraint", "0 <= . and . <= 100")]),
        "number of days in last month" => {
            with_hint(&[("type", "int"), ("constraint", "0 <= . and . <= 31")], "Enter a number 0-31.")
        }
        "number of days in last six months" => {
            with_hint(&[("type", "int"), ("constraint", "0 <= . and . <= 183")], "Enter a number 0-183.")
        }
        "number of days in last year" => {
            with_hint(&[("type", "int"), ("constraint", "0 <= . and . <= 365")], "Enter a number 0-365.")
        }
        _ => return None,
    })
}

/// What people who write forms today use, for suggesting one of them.
pub(crate) const USUAL: [&str; 33] = [
    "text",
    "integer",
    "decimal",
    "date",
    "time",
    "dateTime",
    "note",
    "calculate",
    "hidden",
    "select_one",
    "select_multiple",
    "rank",
    "range",
    "geopoint",
    "geotrace",
    "geoshape",
    "barcode",
    "image",
    "audio",
    "video",
    "file",
    "acknowledge",
    "audit",
    "start",
    "end",
    "today",
    "username",
    "deviceid",
    "begin_group",
    "end_group",
    "begin_repeat",
    "end_repeat",
    "csv-external",
];
