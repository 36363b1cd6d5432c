//! GeoJSON (RFC 7946) as Collect takes it: each feature an item with its properties and its geometry as ODK writes places.

use super::{ListError, ListLimits};
use serde_json::Value as Json;
use xpath::{Document, NodeId};

/// Reads a collection of features. Points, lines and polygons become `geometry`; the feature's own `id` goes before one among its
/// properties.
///
/// # Errors
/// When the text is no such collection, or beyond the limits.
pub fn read_geojson(text: &str, limits: ListLimits) -> Result<Document, ListError> {
    let text = text.trim_start_matches('\u{feff}');
    let no_json = |error: serde_json::Error| ListError::NoJson { line: error.line(), column: error.column() };
    let json: Json = serde_json::from_str(text).map_err(no_json)?;
    if json.get("type").and_then(Json::as_str) != Some("FeatureCollection") {
        return Err(ListError::NoFeatures);
    }
    let features = json.get("features").and_then(Json::as_array).ok_or(ListError::NoFeatures)?;
    if features.len() > limits.rows {
        return Err(ListError::TooManyRows(limits.rows));
    }
    let mut cells_left = limits.cells;
    let mut document = Document::new("root");
    for feature in features {
        let item = document.append(document.root(), "item");
        let geometry = feature.get("geometry").and_then(geometry).unwrap_or_default();
        append(&mut document, item, "geometry", &geometry);
        let id = feature.get("id");
        if let Some(id) = id {
            append(&mut document, item, "id", &plain(id));
        }
        let properties = feature.get("properties").and_then(Json::as_object);
        let cells = 2 + properties.map_or(0, serde_json::Map::len);
        cells_left = cells_left.checked_sub(cells).ok_or(ListError::TooLarge(limits.cells))?;
        for (name, value) in properties.into_iter().flatten() {
            if id.is_none() || name != "id" {
                append(&mut document, item, name, &plain(value));
            }
        }
    }
    Ok(document)
}

fn append(document: &mut Document, item: NodeId, name: &str, text: &str) {
    let cell = document.append(item, name);
    document.set_text(cell, text);
}

fn plain(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// `latitude longitude 0 0`, several with semicolons between them.
fn geometry(geometry: &Json) -> Option<String> {
    let coordinates = geometry.get("coordinates")?;
    match geometry.get("type")?.as_str()? {
        "Point" => place(coordinates),
        "LineString" => places(coordinates),
        // Of a polygon its outer ring, which is all that ODK has a shape for.
        "Polygon" => places(coordinates.get(0)?),
        _ => None,
    }
}

fn places(coordinates: &Json) -> Option<String> {
    let places: Option<Vec<String>> = coordinates.as_array()?.iter().map(place).collect();
    Some(places?.join("; "))
}

fn place(coordinates: &Json) -> Option<String> {
    let (longitude, latitude) = (coordinates.get(0)?.as_f64()?, coordinates.get(1)?.as_f64()?);
    Some(format!("{latitude} {longitude} 0 0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_become_items() {
        let text = r#"{"type": "FeatureCollection", "features": [
            {"type": "Feature", "id": 7, "properties": {"name": "Well", "id": "x", "depth": 3.5, "note": null},
             "geometry": {"type": "Point", "coordinates": [98.9, 18.8]}},
            {"type": "Feature", "properties": {"id": "y"},
             "geometry": {"type": "LineString", "coordinates": [[98.9, 18.8], [99, 19]]}}]}"#;
        assert_eq!(
            xml::write(&read_geojson(text, ListLimits::default()).expect("features")),
            "<root><item><geometry>18.8 98.9 0 0</geometry><id>7</id><depth>3.5</depth><name>Well</name><note/></item>\
             <item><geometry>18.8 98.9 0 0; 19 99 0 0</geometry><id>y</id></item></root>"
        );
        for text in ["[]", "{", r#"{"type": "FeatureCollection"}"#] {
            assert!(read_geojson(text, ListLimits::default()).is_err(), "{text}");
        }
    }
}
