//! Dates and periods as people here write them: Buddhist and common era, five languages, five sets of digits. Owns reading a date
//! from text, writing it for a reader, and reporting periods. Knows no clock: whoever needs
//! "today" hands it in.

mod arrange;
mod era;
mod format;
mod mentioned;
mod names;
mod parse;
mod period;
mod problem;
mod relative;
mod working;

pub use era::{buddhist_year, in_common_era};
pub use format::{DateStyle, format_date};
pub use jiff::civil::Date;
pub use mentioned::{Mentioned, mentioned};
pub use names::{MonthStyle, month_name};
pub use parse::{DateOrder, parse_date, parse_date_in_order};
pub use period::{Period, PeriodProblem};
pub use problem::{DateProblem, date_label};
pub use relative::{deadline, relative_day};
pub use working::{after_working_days, is_working_day, knows_holidays_until};
