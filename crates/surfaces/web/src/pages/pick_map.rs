//! The map on which somebody shows a place: outlines drawn by the server, a province at a time. Owns its drawing and its scale, which
//! the page's script turns back into degrees; it says nothing of records.

use super::Answer;
use crate::WebState;
use crate::failure::Failure;
use crate::visit::Caller;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse};
use language::{Lang, phrase};
use places::{Boundaries, Gazetteer, Level};
use std::fmt::Write as _;

/// The width of the drawing, in its own units; the height follows.
const WIDTH: f64 = 600.0;
/// The code that stands for the whole country.
const COUNTRY: &str = "all";
/// Free room around what is shown, as a part of its size.
const MARGIN: f64 = 0.04;

/// `GET /places/outline/{code}`: the country with its provinces, or a province with its districts where their outlines are known.
pub(crate) async fn outline(State(state): State<WebState>, caller: Caller, Path(code): Path<String>) -> Answer {
    let lang = caller.visit.lang;
    let provinces = state.insight.outlines(Level::Province).await?;
    let drawn = if code == COUNTRY {
        drawing(&provinces, Level::Province, "", lang)
    } else {
        let province = Gazetteer::builtin().province(&code).ok_or_else(Failure::not_found)?;
        let districts = state.insight.outlines(Level::District).await?;
        let has_districts = districts.within(Level::District, province.code()).next().is_some();
        let (of, level) = if has_districts { (&districts, Level::District) } else { (&provinces, Level::Province) };
        drawing(of, level, province.code(), lang)
    };
    let mut response = Html(drawn.ok_or_else(Failure::not_found)?).into_response();
    let keep = HeaderValue::from_static("private, max-age=86400");
    response.headers_mut().insert(header::CACHE_CONTROL, keep);
    Ok(response)
}

/// Every area of a level in a place; none when no outline is known.
fn drawing(of: &Boundaries, level: Level, code: &str, lang: Lang) -> Option<String> {
    let areas: Vec<_> = of.within(level, code).collect();
    let nothing = (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
    let points = areas.iter().flat_map(|area| area.outline().rings()).flatten();
    let (west, south, east, north) = points.fold(nothing, |(west, south, east, north), (lon, lat)| {
        let (lon, lat) = (f64::from(*lon), f64::from(*lat));
        (west.min(lon), south.min(lat), east.max(lon), north.max(lat))
    });
    if east <= west || north <= south {
        return None;
    }
    let (beside, above) = ((east - west) * MARGIN, (north - south) * MARGIN);
    let (west, east, south, north) = (west - beside, east + beside, south - above, north + above);
    // Equirectangular, true to scale in the middle: what the script turns back with two numbers.
    let across = WIDTH / (east - west);
    let down = across / ((south + north) / 2.0).to_radians().cos();
    let height = (north - south) * down;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH:.0} {height:.0}\" class=\"pick\" role=\"img\" aria-label=\"{}\" data-west=\"{west:.6}\" data-north=\"{north:.6}\" data-across=\"{across:.6}\" data-down=\"{down:.6}\" data-code=\"{}\">",
        phrase(lang, "web-form-map"),
        if code.is_empty() { COUNTRY } else { code },
    );
    for area in areas {
        let name = Gazetteer::builtin().place(area.code()).map_or("", |place| place.name_in(lang));
        // Writing into a text cannot fail.
        let _ = write!(svg, "<path data-area=\"{}\" d=\"", area.code());
        for ring in area.outline().rings() {
            path(ring, (west, north), (across, down), &mut svg);
        }
        let _ = write!(svg, "\"><title>{name}</title></path>");
    }
    svg.push_str("<g data-marks></g></svg>");
    Some(svg)
}

/// A ring to half a unit, without points that fall together.
fn path(ring: &[(f32, f32)], (west, north): (f64, f64), (across, down): (f64, f64), svg: &mut String) {
    let mut last = None;
    for (lon, lat) in ring {
        let (x, y) = ((f64::from(*lon) - west) * across, (north - f64::from(*lat)) * down);
        let point = ((x * 2.0).round() / 2.0, (y * 2.0).round() / 2.0);
        if last == Some(point) {
            continue;
        }
        let _ = write!(svg, "{}{} {}", if last.is_none() { 'M' } else { 'L' }, point.0, point.1);
        last = Some(point);
    }
    svg.push('z');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_says_how_to_turn_a_place_on_it_back_into_degrees() {
        let number = |svg: &str, name: &str| -> f64 {
            let rest = svg.split(&format!("{name}=\"")).nth(1).expect(name);
            rest.split('"').next().expect(name).parse().expect(name)
        };
        for code in ["", "50"] {
            let svg = drawing(Boundaries::builtin(), Level::Province, code, Lang::Th).expect("drawn");
            assert!(svg.contains("<title>เชียงใหม่</title>"));
            // The middle of the drawing lies in the middle of the country, or of Chiang Mai.
            let lon = number(&svg, "data-west") + WIDTH / 2.0 / number(&svg, "data-across");
            assert!((97.0..106.0).contains(&lon), "{lon}");
        }
        let of_province = drawing(Boundaries::builtin(), Level::Province, "50", Lang::En).expect("drawn");
        let (north, down) = (number(&of_province, "data-north"), number(&of_province, "data-down"));
        assert!((19.5..20.6).contains(&north) && down > 200.0, "{north} {down}");
        assert!(drawing(Boundaries::builtin(), Level::District, "50", Lang::En).is_none(), "no districts are built in");
    }
}
