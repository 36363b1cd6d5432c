//! What is next for a case: states and the moves between them, deadlines that explain themselves, tasks, and decisions that several
//! agencies take. Owns working these out from what happened; does not keep cases, know who is asking, or read a pack's files.

mod clock;
mod error;
mod history;
mod reader;
mod retention;
mod standing;
mod takeover;
#[cfg(test)]
mod tests;
mod workflow;

pub use clock::{ClockStanding, Phase};
pub use error::RulesError;
pub use history::{Event, History, What, local_name};
pub use retention::{Kept, Retention};
pub use standing::{ConferenceStanding, Hindrance, MoveStanding, Outline, Standing, TaskStanding};
pub use takeover::{Takeover, takeover};
pub use workflow::{
    Clock, Conference, Confidence, Due, LENGTHS, Length, MonthDay, Move, Part, Rank, Role, Rule, State, Task, Workflow,
};
