//! Traces of our own, which need nothing beside the checkout: everything that they hold is compared.

use super::{environment, same_submission, same_value, states, submissions};
use forms::replay;
use serde_json::Value as Json;

fn cases() -> Vec<Json> {
    let json: Json = serde_json::from_str(include_str!("own.json")).expect("the traces are JSON");
    json["cases"].as_array().expect("a list of cases").clone()
}

#[test]
fn our_own_traces_come_out_as_written() {
    for case in cases() {
        let id = &case["id"];
        let done = replay(&case, environment());
        assert_eq!((&done["id"], &done["kind"]), (id, &case["kind"]), "{done}");
        if case["kind"] == "load_error" {
            assert!(done["message"].as_str().is_some_and(|message| !message.is_empty()), "{id}");
            continue;
        }
        for (at, (written, own)) in submissions(&case).into_iter().zip(submissions(&done)).enumerate() {
            assert!(same_submission(written, own), "{id} step {at}: {own}, written {written}");
        }
        let (written, own) = (states(&case), states(&done));
        assert_eq!(written.len(), own.len(), "{id}");
        for (at, (written, own)) in written.iter().zip(&own).enumerate() {
            assert_eq!(written.len(), own.len(), "{id} step {at} has these nodes: {:?}", own.keys());
            for (reference, node) in written {
                for (field, value) in node.as_object().expect("a node") {
                    let found = &own[reference][field];
                    assert!(same_value(value, found), "{id} step {at} {reference} {field}: {found}, written {value}");
                }
            }
        }
    }
}
