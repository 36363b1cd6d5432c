//! Where each thing of a form was written.

use crate::support::converted;
use xlsform::Aspect;

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
        ("/data/r/b", Aspect::Calculation, Some("survey row 4, Calculation")),
        ("/data/r", Aspect::Count, Some("survey row 2, repeat_count")),
        ("/data/r_count", Aspect::Calculation, Some("survey row 2, repeat_count")),
        ("/data/meta/instanceName", Aspect::Calculation, Some("settings row 2, instance_name")),
        ("/data/meta/entity/label", Aspect::Calculation, Some("entities row 2, label")),
        ("/data/meta/entity/@create", Aspect::Calculation, Some("entities row 2, create_if")),
        ("/data/nowhere", Aspect::Name, None),
    ];
    for (path, aspect, expected) in cases {
        assert_eq!(places.of(path, aspect).map(|place| place.to_string()).as_deref(), expected, "{path} {aspect:?}");
    }
    assert_eq!(places.of_choice("l", "y").map(|place| place.to_string()).as_deref(), Some("choices row 3, value"));
    assert_eq!(places.of_choice("l", "z"), None);
}
