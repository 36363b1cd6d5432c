//! `GET /api/v1/openapi.json`: the description of these routes. Owns putting its parts together; each area's stands in `openapi/`, and a test
//! holds it to the routes.

use axum::Json;
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// What every area's part is merged into comes first.
const PARTS: [&str; 6] = [
    include_str!("../openapi/base.json"),
    include_str!("../openapi/records.json"),
    include_str!("../openapi/cases.json"),
    include_str!("../openapi/people.json"),
    include_str!("../openapi/referrals.json"),
    include_str!("../openapi/forms.json"),
];

static WHOLE: LazyLock<Value> = LazyLock::new(|| {
    let parts = PARTS.iter().filter_map(|part| serde_json::from_str(part).ok());
    parts.fold(Value::Object(Map::new()), merged)
});

/// The whole description, for whoever asks: it tells of nothing that is kept.
pub(crate) async fn whole() -> Json<&'static Value> {
    Json(&WHOLE)
}

/// Objects are joined name by name; whatever else stands in both is the first one's.
fn merged(first: Value, second: Value) -> Value {
    match (first, second) {
        (Value::Object(mut first), Value::Object(second)) => {
            for (name, value) in second {
                let joined = match first.remove(&name) {
                    Some(before) => merged(before, value),
                    None => value,
                };
                first.insert(name, joined);
            }
            Value::Object(first)
        }
        (first, _) => first,
    }
}
