//! The cases that are expected to differ, and why.

/// Why a case differs; none for a case that must not.
pub(crate) fn reason(id: &str) -> Option<&'static str> {
    GAPS.iter().find(|(_, ids)| ids.contains(&id)).map(|(reason, _)| *reason)
}

const GAPS: &[(&str, &[&str])] = &[
    (
        "a date is a whole number of days, as in JavaRosa; Web Forms gives a fraction that depends on the time zone",
        &["wf-xforms-date-1705", "wf-xforms-date-1756", "wf-xforms-date-1757", "wf-xforms-date-1758"],
    ),
    ("a pattern has to match the whole text, as in JavaRosa; in Web Forms a part is enough", &["wf-xforms-regex-2306"]),
    (
        "JavaRosa's max begins at the least positive number and so never gives a negative one: followed, an altitude below the \
         sea or a longitude in the west would become 0",
        &["wf-xforms-max-2168"],
    ),
    (
        "the test gave the evaluator a resolver of prefixes that the case does not carry; without it the expression is that of \
         another case, which passes",
        &["wf-xforms-jr-itext-2141"],
    ),
    (
        "the test evaluates without an instance, at which JavaRosa fails; with one these functions read the context node",
        &["jr-other_string_functions-160", "jr-other_string_functions-162"],
    ),
    (
        "number() without argument is XPath 1.0's and Web Forms has it; that Collect refuses it is a warning",
        &["jr-functions_and_custom_function_handlers-341"],
    ),
];
