//! The people of a filled database: who they are and which of its records and cases are theirs. Owns that whoever fills it and whoever loads
//! it agree about that without asking each other.

/// Agencies.
pub(crate) const AGENCIES: usize = 4;
/// People of each agency who answer for cases.
pub(crate) const WORKERS: usize = 12;
/// All people of an agency: a director, coordinators, and those who answer for cases.
pub(crate) const EACH: usize = 16;
/// Protects made-up data on loopback.
pub(crate) const PASSWORD: &str = "a load of made-up people";

/// The agency at a place.
pub(crate) fn agency(place: usize) -> String {
    format!("agency-{}", place % AGENCIES)
}

/// The login of a person of an agency.
pub(crate) fn login(agency: usize, number: usize) -> String {
    format!("load-{agency}-{number}")
}

/// Which of an agency's people is this among those who answer for cases; none for those who lead.
pub(crate) fn worker(number: usize) -> Option<usize> {
    number.checked_sub(EACH - WORKERS)
}

/// Of the things at places from 0, agency by agency and in it worker by worker: whose is this.
pub(crate) fn owner(place: usize) -> (usize, usize) {
    (place % AGENCIES, place.div_euclid(AGENCIES) % WORKERS)
}

/// The place of one of a person's things, of so many in all; of whoever leads, any of the agency's.
pub(crate) fn place(agency: usize, number: usize, chosen: usize, count: usize) -> usize {
    let rounds = |step: usize| chosen % count.div_euclid(step).max(1);
    match worker(number) {
        Some(worker) => agency + AGENCIES * (worker + WORKERS * rounds(AGENCIES * WORKERS)),
        None => agency + AGENCIES * rounds(AGENCIES),
    }
}

/// The id of the person record at a place.
pub(crate) fn person_id(place: usize) -> String {
    format!("{place:08}-person")
}

/// The id of the case at a place, which is that of the record that opened it.
pub(crate) fn case_id(place: usize) -> String {
    format!("{place:08}-screening")
}

/// What people call the person at a place.
pub(crate) fn person_code(place: usize) -> String {
    format!("P-{place:07}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_asks_for_is_theirs() {
        for number in 0..EACH {
            for chosen in [0, 7, 999_999] {
                for of in 0..AGENCIES {
                    let place = place(of, number, chosen, 9_600);
                    let (agency, owner) = owner(place);
                    assert!(place < 9_600 && agency == of, "{place}");
                    assert!(worker(number).is_none_or(|worker| worker == owner), "{number} {place}");
                }
            }
        }
    }
}
