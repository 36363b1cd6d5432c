//! Charts and maps as SVG text: bars, trends, days, maps by area, timelines. Data in, a drawing and the table behind it out; knows no
//! database, no page and no clock.
//!
//! Every drawing reads in print and in grey, carries its finding as title and description, speaks the reader's language, and
//! holds only presentational attributes: no script, no style, nothing from outside, so a strict content policy and the
//! typesetter take it as it is. Elements carry classes (`c-…`) by which a page recolours them for a dark background.

mod axis;
mod bars;
mod classes;
mod days;
mod drawing;
mod frame;
mod legend;
mod map;
mod svg;
mod text;
mod theme;
mod timeline;
mod trend;

pub use bars::{BarChart, BarLayout, BarRow};
pub use days::{DayChart, DayMonth};
pub use drawing::{Drawing, Table};
pub use frame::{Frame, Size};
pub use map::{AreaValue, ChoroplethMap, MapArea, MapPoint, Ring};
pub use theme::Theme;
pub use timeline::{Step, StepState, Timeline};
pub use trend::{TrendChart, TrendMark, TrendSeries};
