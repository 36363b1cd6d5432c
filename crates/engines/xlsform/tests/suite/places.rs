//! Where each thing of a form was written.

use crate::support::converted;
use xforms::{Aspect, Part};

#[test]
fn every_node_knows_its_cells() {
    let sheets = [
        (
            "survey",
            "Type | Name | Label::English (en) | relevance | Calculation | repeat_count
            begin repeat | r | R | | | 2 + 1
            text | a | A | . = 1 | |
            calculate | b | | | 1 |
            end repeat | | | | |
            select_one l | c | C | | |",
        ),
        ("choices", "list_name | value | label\nl | x | X\nl | y | Y"),
        ("settings", "form_id | instance_name\nf | ${c}"),
        ("entities", "list_name | label | create_if\np | ${c} | ${c} = 1"),
    ];
    let places = converted(&sheets).unwrap_or_else(|problems| panic!("{problems}")).places;
    let cases = [
        ("/data/r/a", Aspect::Relevant, Some("survey row 3, relevance")),
        ("/data/r/a", Aspect::Label, Some("survey row 3, Label::English (en)")),
        ("/data/r/a", Aspect::Constraint, Some("survey row 3, constraint")),
        ("/data/r/b", Aspect::Calculate, Some("survey row 4, Calculation")),
        ("/data/r", Aspect::Count, Some("survey row 2, repeat_count")),
        ("/data/r_count", Aspect::Calculate, Some("survey row 2, repeat_count")),
        ("/data/meta/instanceName", Aspect::Calculate, Some("settings row 2, instance_name")),
        ("/data/meta/entity/label", Aspect::Calculate, Some("entities row 2, label")),
        ("/data/meta/entity/@create", Aspect::Calculate, Some("entities row 2, create_if")),
        ("/data/c", Aspect::Choices, Some("survey row 6, Type")),
        ("/data/c:label", Aspect::Text, Some("survey row 6, Label::English (en)")),
        ("/data/nowhere", Aspect::Node, None),
    ];
    for (path, aspect, expected) in cases {
        assert_eq!(
            places.of(&Part::new(path, aspect)).map(|place| place.to_string()).as_deref(),
            expected,
            "{path} {aspect:?}"
        );
    }
    assert_eq!(places.of_choice("l", "y").map(|place| place.to_string()).as_deref(), Some("choices row 3, value"));
    assert_eq!(places.of_choice("l", "z"), None);
}
