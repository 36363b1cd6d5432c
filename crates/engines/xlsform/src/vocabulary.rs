//! The columns that each sheet may have and their other names, as pyxform 4.5 accepts them.

use crate::header::Vocabulary;

/// `survey`
pub(crate) const SURVEY: Vocabulary = Vocabulary {
    known: &[
        "bind",
        "choice_filter",
        "control",
        "default",
        "guidance_hint",
        "hint",
        "instance",
        "itemset",
        "label",
        "list_name",
        "media",
        "name",
        "parameters",
        "query",
        "sms_field",
        "trigger",
        "type",
    ],
    aliases: &[
        ("appearance", &["control", "appearance"]),
        ("audio", &["media", "audio"]),
        ("autoplay", &["control", "autoplay"]),
        ("big-image", &["media", "big-image"]),
        ("body", &["control"]),
        ("calculate", &["bind", "calculate"]),
        ("calculation", &["bind", "calculate"]),
        ("caption", &["label"]),
        ("command", &["type"]),
        ("compact_tag", &["instance", "odk:tag"]),
        ("constraining_message", &["bind", "jr:constraintMsg"]),
        ("constraint", &["bind", "constraint"]),
        ("constraint_message", &["bind", "jr:constraintMsg"]),
        ("count", &["control", "jr:count"]),
        ("image", &["media", "image"]),
        ("jr:count", &["control", "jr:count"]),
        ("no_app_error_string", &["bind", "jr:noAppErrorString"]),
        ("noapperrorstring", &["bind", "jr:noAppErrorString"]),
        ("read_only", &["bind", "readonly"]),
        ("readonly", &["bind", "readonly"]),
        ("relevance", &["bind", "relevant"]),
        ("relevant", &["bind", "relevant"]),
        ("repeat_count", &["control", "jr:count"]),
        ("required", &["bind", "required"]),
        ("required_message", &["bind", "jr:requiredMsg"]),
        ("requiredmsg", &["bind", "jr:requiredMsg"]),
        ("rows", &["control", "rows"]),
        ("save_to", &["bind", "entities:saveto"]),
        ("sms_field", &["sms_field"]),
        ("tag", &["name"]),
        ("value", &["name"]),
        ("video", &["media", "video"]),
    ],
};

/// `choices`, `external_choices` and `osm`
pub(crate) const CHOICES: Vocabulary = Vocabulary {
    known: &["label", "media", "name", "sms_option"],
    aliases: &[
        ("audio", &["media", "audio"]),
        ("big-image", &["media", "big-image"]),
        ("caption", &["label"]),
        ("image", &["media", "image"]),
        ("list_name", &["list name"]),
        ("value", &["name"]),
        ("video", &["media", "video"]),
    ],
};

/// `settings`
pub(crate) const SETTINGS: Vocabulary = Vocabulary {
    known: &[
        "add_none_option",
        "allow_choice_duplicates",
        "attribute",
        "auto_delete",
        "auto_send",
        "clean_text_values",
        "client_editable",
        "default_language",
        "delimiter",
        "flat",
        "id_string",
        "instance_name",
        "instance_xmlns",
        "name",
        "namespaces",
        "omit_instanceID",
        "prefix",
        "public_key",
        "sms_keyword",
        "style",
        "submission_url",
        "title",
        "version",
    ],
    aliases: &[
        ("form_id", &["id_string"]),
        ("form_title", &["title"]),
        ("prefix", &["prefix"]),
        ("set_form_id", &["id_string"]),
        ("set_form_title", &["title"]),
    ],
};

/// `entities`
pub(crate) const ENTITIES: Vocabulary = Vocabulary {
    known: &["create_if", "dataset", "entity_id", "label", "repeat", "update_if"],
    aliases: &[("list_name", &["dataset"])],
};
