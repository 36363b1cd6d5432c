//! What looks random: derived from the environment's seed and the place it is asked at, so that the same session gives the same
//! values again.

use super::digests::number_from;
use super::{Arguments, Function, function};
use crate::number::java_int;
use crate::{Context, EvalError, Value};

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
    let state = *arguments.evaluator.place.get_or_insert_with(|| place(&context));
    arguments.evaluator.drawn += 1;
    mix(state ^ arguments.evaluator.drawn)
}

/// A number that stands for the session and the place in it.
fn place(context: &Context<'_>) -> u64 {
    let mut state = mix(context.environment.seed);
    let node = context.node;
    for ancestor in std::iter::once(node).chain(context.document.ancestors(node)) {
        for byte in context.document.name(ancestor).bytes() {
            state = mix(state ^ u64::from(byte));
        }
        state = mix(state ^ context.document.position_by_name(ancestor) as u64);
    }
    state
}

/// Longest text that `uuid(length)` gives.
const LONGEST_ID: usize = 1_024;

/// A number from 0 up to but not including 1.
fn random<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let bits = draw(arguments) >> 11;
    Ok(Value::Number(bits as f64 / (1_u64 << 53) as f64))
}

/// A version 4 UUID (RFC 9562 section 5.4), or with an argument so many digits and capital letters.
fn uuid<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    if arguments.len() == 1 {
        let length = usize::try_from(java_int(arguments.number(0)?)).unwrap_or_default().min(LONGEST_ID);
        arguments.evaluator.spend(length)?;
        let mut sign = || char::from_digit((draw(arguments) % 36) as u32, 36).unwrap_or_default().to_ascii_uppercase();
        return Ok(Value::owned((0..length).map(|_| sign()).collect()));
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
        1 => (draw(arguments) >> 33) as i64,
        _ => seed(arguments.value(1)?),
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

/// The whole part of a number, or a number made of a text that is none.
#[expect(clippy::cast_possible_truncation, reason = "a saturating cast is what Java's narrowing does here")]
fn seed(value: Value<'_>) -> i64 {
    let number = value.to_number();
    match value {
        Value::Text(_) | Value::Nodes(_) if number.is_nan() => match value.into_string() {
            text if text.is_empty() => 0,
            text => number_from(&text),
        },
        _ => number as i64,
    }
}

/// Park and Miller's "minimal standard" generator (CACM 31, 1988) with multiplier 16807, in floating point as in JavaRosa: a seed
/// beyond 2^53 loses its last digits before it is reduced.
struct ParkMiller(f64);

const MODULUS: f64 = 2_147_483_647.0;

impl ParkMiller {
    fn new(seed: i64) -> Self {
        let reduced = seed as f64 % MODULUS;
        Self(if reduced <= 0.0 { reduced + MODULUS - 1.0 } else { reduced })
    }

    fn next(&mut self) -> f64 {
        self.0 = self.0 * 16_807.0 % MODULUS;
        (self.0 - 1.0) / (MODULUS - 1.0)
    }
}
