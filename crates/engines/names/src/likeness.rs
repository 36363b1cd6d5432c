//! Whether two descriptions may be of one person. Owns the points that each agreement and contradiction counts; they are this project's own
//! weighing, and only decide what a person is shown.

use crate::fold::Folded;
use crate::sketch::{Birth, Sketch};

/// From so many points on two people are shown to somebody.
pub const WORTH_A_LOOK: i32 = 40;
/// From so many points on they are hardly two.
pub const VERY_LIKELY: i32 = 70;

/// How alike two people are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// The points; negative when more speaks against it.
    pub points: i32,
    /// What counted, the weightiest first.
    pub grounds: Vec<Ground>,
}

/// Something that speaks for one person, or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// The same number of a document.
    SameDocument,
    /// A name that is the same.
    SameName,
    /// A name that is nearly the same.
    NearName,
    /// A name that sounds the same in another script or spelling.
    SameSound,
    /// The same way to reach them.
    SameContact,
    /// The same day or year of birth.
    SameBirth,
    /// Years of birth that may be the same.
    NearBirth,
    /// Years of birth that cannot be the same.
    OtherBirth,
    /// The same nationality.
    SameNationality,
    /// No nationality in common.
    OtherNationality,
    /// Another gender.
    OtherGender,
}

/// How alike two people are. The order of the two makes no difference.
pub fn compare(one: &Sketch, other: &Sketch) -> Likeness {
    let shares = |left: &[String], right: &[String]| left.iter().any(|number| right.contains(number));
    let mut found: Vec<(Ground, i32)> = Vec::new();
    found.extend(shares(&one.documents, &other.documents).then_some((Ground::SameDocument, 60)));
    found.extend(name(one, other));
    found.extend(shares(&one.contacts, &other.contacts).then_some((Ground::SameContact, 25)));
    found.extend(one.birth.zip(other.birth).and_then(|(one, other)| birth(one, other)));
    if !one.nationalities.is_empty() && !other.nationalities.is_empty() {
        let is_shared = shares(&one.nationalities, &other.nationalities);
        found.push(if is_shared { (Ground::SameNationality, 5) } else { (Ground::OtherNationality, -8) });
    }
    if one.gender.is_some() && other.gender.is_some() && one.gender != other.gender {
        found.push((Ground::OtherGender, -10));
    }
    found.sort_by_key(|(ground, points)| (-points.abs(), *ground));
    Likeness {
        points: found.iter().map(|(_, points)| points).sum(),
        grounds: found.into_iter().map(|(ground, _)| ground).collect(),
    }
}

/// How much of two names is the same, from 0 to 1: twice the pairs that they share by all that they have (Dice 1945).
pub fn overlap(one: &Folded, other: &Folded) -> f64 {
    let (mut left, mut right) = (one.pairs.iter().peekable(), other.pairs.iter().peekable());
    let mut shared = 0_u32;
    while let (Some(first), Some(second)) = (left.peek(), right.peek()) {
        match first.cmp(second) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                shared += 1;
                left.next();
                right.next();
            }
        }
    }
    let all = u32::try_from(one.pairs.len() + other.pairs.len()).unwrap_or(u32::MAX);
    if all == 0 { 0.0 } else { f64::from(2 * shared) / f64::from(all) }
}

/// The best of all pairs of names.
fn name(one: &Sketch, other: &Sketch) -> Option<(Ground, i32)> {
    let pairs = || one.names.iter().flat_map(|left| other.names.iter().map(move |right| (left, right)));
    let nearest = pairs().map(|(left, right)| overlap(&left.0, &right.0)).fold(0.0, f64::max);
    let sounds = |(left, right): (&(Folded, String), &(Folded, String))| (left.1 == right.1).then_some(left.1.len());
    let sound = pairs().filter_map(sounds).max().unwrap_or_default();
    match nearest {
        near if near >= 0.999 => Some((Ground::SameName, 45)),
        near if near >= 0.8 => Some((Ground::NearName, 35)),
        _ if sound >= 4 => Some((Ground::SameSound, 32)),
        near if near >= 0.65 => Some((Ground::NearName, 22)),
        _ if sound == 3 => Some((Ground::SameSound, 20)),
        _ => None,
    }
}

fn birth(one: Birth, other: Birth) -> Option<(Ground, i32)> {
    let apart = (i32::from(one.year) - i32::from(other.year)).abs();
    let slack = i32::from(one.give_or_take) + i32::from(other.give_or_take);
    let same = |left: Option<i8>, right: Option<i8>| left.is_some() && left == right;
    let contradicts = |left: Option<i8>, right: Option<i8>| left.is_some() && right.is_some() && left != right;
    if apart == 0 && slack == 0 {
        let month = same(one.month, other.month);
        let day = month && same(one.day, other.day);
        let is_other = contradicts(one.month, other.month) || contradicts(one.day, other.day);
        return Some((Ground::SameBirth, 15 + if day { 20 } else { 0 } - if is_other { 7 } else { 0 }));
    }
    if apart <= slack + 1 {
        return Some((Ground::NearBirth, if slack <= 2 { 8 } else { 5 }));
    }
    (apart > slack + 3).then_some((Ground::OtherBirth, -25))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn born(year: i16, give_or_take: i16) -> Option<Birth> {
        Some(Birth { year, give_or_take, month: None, day: None })
    }

    fn person(name: &str, birth: Option<Birth>, nationality: &str) -> Sketch {
        let nationalities = [nationality].into_iter().filter(|code| !code.is_empty()).map(str::to_owned).collect();
        Sketch { birth, nationalities, ..Sketch::default() }.named(name)
    }

    #[test]
    fn who_is_shown_and_who_is_not() {
        let mali = person("มาลี ใจดี", born(2008, 0), "LAO");
        for (other, is_shown, why) in [
            (person("นางสาวมาลี ใจดี", None, ""), true, "the same name"),
            (person("มาลี ใจดี", born(2008, 0), "LAO"), true, "everything"),
            (person("มาลี ใจดี", born(1980, 0), "THA"), false, "the same name of somebody else"),
            (person("มะลิ ใจดี", born(2008, 2), "LAO"), true, "vowels written otherwise"),
            (person("มะลิ ใจดี", None, "LAO"), false, "a name half the same"),
            (person("Mali Jaidee", born(2008, 0), "LAO"), true, "another script"),
            (person("Mali Jaidee", None, ""), false, "a sound alone"),
            (person("สมชาย", born(2008, 0), "LAO"), false, "another name"),
            (Sketch::default(), false, "nothing is known"),
        ] {
            let found = compare(&mali, &other);
            assert_eq!(found.points >= WORTH_A_LOOK, is_shown, "{why}: {found:?}");
        }
        let with = |number: &str| Sketch::default().with_document(number);
        assert!(compare(&with("MA 123456"), &with("ma123456")).points >= WORTH_A_LOOK);
        let all = person("มาลี", born(2008, 0), "LAO").with_document("MA123456");
        assert!(compare(&all, &all).points >= VERY_LIKELY);
    }

    #[test]
    fn a_day_of_birth_counts_more_than_a_year_and_a_guess_less() {
        let day = |month, day| Birth { year: 2008, give_or_take: 0, month: Some(month), day: Some(day) };
        let points = |one, other| birth(one, other).map_or(0, |(_, points)| points);
        let year = |year, give_or_take| Birth { year, give_or_take, month: None, day: None };
        assert!(points(day(3, 4), day(3, 4)) > points(year(2008, 0), year(2008, 0)));
        assert!(points(day(3, 4), day(5, 6)) < points(year(2008, 0), year(2008, 0)));
        assert!(points(year(2008, 0), year(2008, 0)) > points(year(2008, 3), year(2010, 3)));
        assert_eq!(birth(year(2008, 0), year(2010, 0)), None, "off by two: told wrong, or another person");
        assert!(points(year(2008, 0), year(1990, 3)) < 0);
    }

    proptest! {
        #[test]
        fn likeness_is_the_same_both_ways_and_nobody_is_unlike_themselves(
            one in "[ก-ฮa-z ]{0,20}", other in "[ก-ฮa-z ]{0,20}", year in 1950_i16..2020, later in 1950_i16..2020,
        ) {
            let (one, other) = (person(&one, born(year, 0), "THA"), person(&other, born(later, 2), "LAO"));
            prop_assert_eq!(compare(&one, &other), compare(&other, &one));
            prop_assert!(compare(&one, &one).points >= compare(&one, &other).points);
        }

        #[test]
        fn any_text_can_be_a_name(name in any::<String>(), number in any::<String>()) {
            let sketch = Sketch::default().named(&name).with_document(&number).with_contact(&number);
            prop_assert!(compare(&sketch, &sketch).points >= 0);
        }
    }
}
