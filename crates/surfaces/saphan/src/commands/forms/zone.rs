//! When and where `saphan forms` works expressions out: the clock's moment in a time zone. Owns the zones known by name: those that
//! have no summer time, so that one offset is true for every date.

use service_kit::Clock;
use xpath::Environment;

/// The zone when none is named.
pub(super) const THAILAND: &str = "Asia/Bangkok";

/// Minutes ahead of UTC.
const NAMED: [(&str, i32); 38] = [
    ("UTC", 0),
    ("GMT", 0),
    ("Z", 0),
    ("Etc/UTC", 0),
    ("Etc/GMT", 0),
    ("Africa/Abidjan", 0),
    ("Africa/Accra", 0),
    ("Africa/Lagos", 60),
    ("Africa/Johannesburg", 120),
    ("Africa/Nairobi", 180),
    ("America/Bogota", -300),
    ("America/Guatemala", -360),
    ("America/Lima", -300),
    ("America/Panama", -300),
    ("America/Phoenix", -420),
    ("Asia/Bangkok", 420),
    ("Asia/Brunei", 480),
    ("Asia/Colombo", 330),
    ("Asia/Dhaka", 360),
    ("Asia/Dubai", 240),
    ("Asia/Ho_Chi_Minh", 420),
    ("Asia/Hong_Kong", 480),
    ("Asia/Jakarta", 420),
    ("Asia/Karachi", 300),
    ("Asia/Kathmandu", 345),
    ("Asia/Kolkata", 330),
    ("Asia/Kuala_Lumpur", 480),
    ("Asia/Manila", 480),
    ("Asia/Phnom_Penh", 420),
    ("Asia/Rangoon", 390),
    ("Asia/Saigon", 420),
    ("Asia/Seoul", 540),
    ("Asia/Shanghai", 480),
    ("Asia/Singapore", 480),
    ("Asia/Tokyo", 540),
    ("Asia/Vientiane", 420),
    ("Asia/Yangon", 390),
    ("Pacific/Honolulu", -600),
];

/// The moment of the clock in a zone, given by name or as `+07:00`, or why there is none.
pub(super) fn environment(zone: &str, clock: &dyn Clock) -> Result<Environment, String> {
    let minutes = minutes_ahead(zone)
        .ok_or_else(|| format!("the time zone `{zone}` is not known here; write its offset, such as +07:00"))?;
    let offset = jiff::tz::Offset::from_seconds(minutes * 60).unwrap_or(jiff::tz::Offset::UTC);
    let seed = clock.now().as_nanosecond().unsigned_abs();
    #[expect(clippy::cast_possible_truncation, reason = "any part of the moment is a seed")]
    Ok(Environment::new(offset.to_datetime(clock.now()), minutes, seed as u64))
}

/// Minutes by which a zone is ahead of UTC; `None` for names that are not known.
fn minutes_ahead(zone: &str) -> Option<i32> {
    let named = NAMED.iter().find(|(name, _)| *name == zone).map(|(_, minutes)| *minutes);
    named.or_else(|| offset(zone))
}

fn offset(text: &str) -> Option<i32> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':').unwrap_or((text.get(1..)?, "0"));
    let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let (hours, minutes) = (i32::from(number(hours)?), i32::from(number(minutes)?));
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_name_or_offset() {
        let cases = [
            ("America/Phoenix", Some(-420)),
            ("GMT", Some(0)),
            ("Asia/Bangkok", Some(420)),
            ("+07:00", Some(420)),
            ("-03:30", Some(-210)),
            ("+7", Some(420)),
            ("+15:00", None),
            ("+07:60", None),
            ("+-7", None),
            ("Europe/Berlin", None),
            ("", None),
        ];
        for (zone, expected) in cases {
            assert_eq!(minutes_ahead(zone), expected, "{zone}");
        }
    }
}
