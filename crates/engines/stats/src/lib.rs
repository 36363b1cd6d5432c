//! Counting: what an indicator is, its figures over records split by dimensions, figures over time and against targets, and the
//! withholding of small figures before they are published. Owns the rules of counting; not where records are kept, how figures are
//! drawn, or which indicators a pack has.

mod comparison;
mod disclosure;
mod error;
mod hypercube;
mod indicator;
mod publication;
mod tabulate;
mod tally;
mod target;
mod trend;

pub use comparison::Comparison;
pub use disclosure::{PublicCell, suppress};
pub use error::StatsError;
pub use indicator::{Dimension, Indicator, Measure, People, Unit, Window};
pub use publication::{Publication, PublishedSplit, Smallness, Told};
pub use tabulate::{Cell, Counted, Days, Table, Tabulation, tabulate, total};
pub use target::{Target, target_for};
pub use trend::{Point, periods_until};
