//! What looks random: derived from the environment's seed and the place it is asked at, so that the same session gives the same
//! values again.

use super::{Arguments, Function, function};
use crate::{EvalError, Value, parse_number};

pub(super) const FUNCTIONS: &[Function] =
    &[function("random", 0, 0, random), function("uuid", 0, 1, uuid), function("randomize", 1, 2, randomize)];

/// One step of splitmix64 (Steele, Lea, Flood 2014): a good 64-bit mix of any number.
fn mix(number: u64) -> u64 {
    let mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ mixed >> 31
}

/// The next number for this place: the seed, the way down to the node, and how many were drawn before.
fn draw(arguments: &mut Arguments<'_, '_>) -> u64 {
    let context = arguments.evaluator.context;
    let mut state = mix(context.environment.seed);
    let node = context.node;
    for ancestor in std::iter::once(node).chain(context.document.ancestors(node)) {
        for byte in context.document.name(ancestor).bytes() {
            state = mix(state ^ u64::from(byte));
        }
        state = mix(state ^ context.document.position_by_name(ancestor) as u64);
    }
    arguments.evaluator.drawn += 1;
    mix(state ^ arguments.evaluator.drawn)
}

/// A number from 0 up to but not including 1.
fn random<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let bits = draw(arguments) >> 11;
    Ok(Value::Number(bits as f64 / (1_u64 << 53) as f64))
}

/// A version 4 UUID (RFC 9562 section 5.4), or with an argument so many hexadecimal digits.
fn uuid<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    if arguments.len() == 1 {
        let length = arguments.number(0)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let length = length.clamp(0.0, 1_024.0) as usize;
        let mut digits = String::new();
        while digits.len() < length {
            digits.push_str(&format!("{:016x}", draw(arguments)));
        }
        digits.truncate(length);
        return Ok(Value::owned(digits));
    }
    let (high, low) = (draw(arguments), draw(arguments));
    let high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000;
    let low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000;
    let text = format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xFFFF,
        high & 0xFFFF,
        low >> 48,
        low & 0xFFFF_FFFF_FFFF
    );
    Ok(Value::owned(text))
}

/// The nodes in an order that depends on a seed: the Fisher-Yates shuffle of JavaRosa, from the front, over the Park-Miller
/// generator, so that the same seed gives the order that Collect shows.
fn randomize<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let mut nodes = arguments.nodes(0)?;
    let seed = match arguments.len() {
        1 => (draw(arguments) >> 33) as f64,
        _ => match arguments.value(1)? {
            Value::Nodes(nodes) => parse_number(&nodes.first_text()),
            value => value.to_number(),
        },
    };
    arguments.evaluator.spend(nodes.list.len())?;
    let mut generator = ParkMiller::new(seed);
    for last in 0..nodes.list.len() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the length")]
        let other = (generator.next() * (last + 1) as f64).floor() as usize;
        nodes.list.swap(last, other.min(last));
    }
    Ok(Value::Nodes(nodes))
}

/// Park and Miller's "minimal standard" generator (CACM 31, 1988) with multiplier 16807.
struct ParkMiller(i64);

const MODULUS: i64 = 2_147_483_647;

impl ParkMiller {
    fn new(seed: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a saturating cast is what Java's narrowing does here")]
        let whole = if seed.is_nan() || seed.is_infinite() { 0 } else { seed as i64 };
        let reduced = whole % MODULUS;
        Self(if reduced <= 0 { reduced + MODULUS - 1 } else { reduced })
    }

    fn next(&mut self) -> f64 {
        self.0 = self.0 * 16_807 % MODULUS;
        (self.0 - 1) as f64 / (MODULUS - 1) as f64
    }
}
