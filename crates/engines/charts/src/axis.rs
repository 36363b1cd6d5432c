//! Round numbers for axes and classes.

/// The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `value` (after Heckbert, "Nice numbers for graph labels",
/// 1990, with 2.5 added, since quarters read well). `whole` leaves out steps with a fraction: people and sessions are counted.
pub(crate) fn nice_step(value: f64, whole: bool) -> f64 {
    if !value.is_finite() || value <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(value.log10().floor());
    let candidates = [1.0, 2.0, 2.5, 5.0, 10.0, 20.0].map(|factor| factor * power);
    let fits = |step: &f64| *step >= value * (1.0 - 1e-9) && (!whole || (*step >= 1.0 && step.fract() == 0.0));
    candidates.into_iter().find(fits).unwrap_or(if whole { value.ceil().max(1.0) } else { value })
}

/// Ticks from 0 up to the first that reaches `most`, about `count` of them.
pub(crate) fn ticks(most: f64, count: f64, whole: bool) -> Vec<f64> {
    let most = if most.is_finite() && most > 0.0 { most } else { 1.0 };
    let step = nice_step(most / count, whole);
    let last = (most / step - 1e-9).ceil().max(1.0);
    (0..=100).map(|index| f64::from(index) * step).take_while(|tick| *tick <= last * step * (1.0 + 1e-9)).collect()
}

/// Whether all are whole numbers, so that a tick between them would say something that cannot be.
pub(crate) fn are_whole(values: impl IntoIterator<Item = f64>) -> bool {
    values.into_iter().all(|value| value.fract() == 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_round() {
        for (most, whole, expected) in [
            (3913.0, true, vec![0.0, 1000.0, 2000.0, 3000.0, 4000.0]),
            (3.0, true, vec![0.0, 1.0, 2.0, 3.0]),
            (1.0, true, vec![0.0, 1.0]),
            (0.0, true, vec![0.0, 1.0]),
            (1.0, false, vec![0.0, 0.25, 0.5, 0.75, 1.0]),
            (10.0, true, vec![0.0, 5.0, 10.0]),
            (f64::NAN, true, vec![0.0, 1.0]),
        ] {
            assert_eq!(ticks(most, 4.0, whole), expected, "{most}");
        }
    }

    proptest! {
        #[test]
        fn ticks_reach_the_greatest_value_and_are_few(most in 1e-6_f64..1e12, whole in any::<bool>()) {
            let ticks = ticks(most, 4.0, whole);
            prop_assert!(*ticks.last().expect("at least two") >= most * (1.0 - 1e-6));
            prop_assert!((2..=7).contains(&ticks.len()), "{ticks:?}");
            prop_assert!(!whole || ticks.iter().all(|tick| tick.fract() == 0.0));
        }
    }
}
