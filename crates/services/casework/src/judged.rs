//! What a takeover changes, summed up over cases in words. Owns the sums; how one case changes is `rules`'.

use crate::TakeoverPreview;
use language::Text;
use rules::{Takeover, Workflow};
use std::collections::BTreeMap;

/// How one case would change, in the words of its workflows.
pub(crate) struct Judged {
    is_quiet: bool,
    days: Vec<Text>,
    tasks_gone: Vec<Text>,
    tasks_new: Vec<Text>,
    lost: Option<(String, Text)>,
}

impl Judged {
    pub(crate) fn of(now: &Workflow, next: &Workflow, change: Takeover) -> Self {
        let clock = |id: &str| {
            let of =
                |workflow: &Workflow| workflow.clocks.iter().find(|clock| clock.id == id).map(|one| one.title.clone());
            of(next).or_else(|| of(now)).unwrap_or_else(|| Text::new(id))
        };
        let task = |workflow: &Workflow, id: &str| {
            let found = workflow.tasks.iter().find(|task| task.id == id).map(|task| task.title.clone());
            found.unwrap_or_else(|| Text::new(id))
        };
        let state = |id: &str| now.state(id).map_or_else(|| Text::new(id), |state| state.title.clone());
        Self {
            is_quiet: change.is_quiet(),
            days: change.days.iter().map(|(id, _, _)| clock(id)).collect(),
            tasks_gone: change.tasks_gone.iter().map(|id| task(now, id)).collect(),
            tasks_new: change.tasks_new.iter().map(|id| task(next, id)).collect(),
            lost: change.lost_state.map(|id| (id.clone(), state(&id))),
        }
    }
}

/// How many cases change in which way.
#[derive(Default)]
pub(crate) struct Sums {
    cases: u64,
    quiet: u64,
    days: BTreeMap<Text, u64>,
    tasks_gone: BTreeMap<Text, u64>,
    tasks_new: BTreeMap<Text, u64>,
    lost: BTreeMap<(String, Text), u64>,
}

impl Sums {
    pub(crate) fn add(&mut self, one: Judged) {
        self.cases += 1;
        self.quiet += u64::from(one.is_quiet);
        for (sums, titles) in
            [(&mut self.days, one.days), (&mut self.tasks_gone, one.tasks_gone), (&mut self.tasks_new, one.tasks_new)]
        {
            titles.into_iter().for_each(|title| *sums.entry(title).or_default() += 1);
        }
        if let Some(lost) = one.lost {
            *self.lost.entry(lost).or_default() += 1;
        }
    }

    pub(crate) fn preview(self) -> TakeoverPreview {
        TakeoverPreview {
            cases: self.cases,
            quiet: self.quiet,
            days: self.days.into_iter().collect(),
            tasks_gone: self.tasks_gone.into_iter().collect(),
            tasks_new: self.tasks_new.into_iter().collect(),
            lost: self.lost.into_iter().map(|((id, title), count)| (id, title, count)).collect(),
            ..TakeoverPreview::default()
        }
    }
}
