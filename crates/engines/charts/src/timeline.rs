//! Progress over steps: dots on a line, what is done, what is now, what comes.

use crate::frame::{LABEL, LINE, SMALL};
use crate::svg::{Element, number};
use crate::{Drawing, Frame, Table, text};
use language::phrase;

/// Where a step stands. Told by shape and word as well as by colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepState {
    /// Finished.
    Done,
    /// Under way.
    Now,
    /// Should be finished and is not.
    Late,
    /// Not begun.
    #[default]
    Next,
}

impl StepState {
    fn key(self) -> &'static str {
        match self {
            Self::Done => "charts-step-done",
            Self::Now => "charts-step-now",
            Self::Late => "charts-step-late",
            Self::Next => "charts-step-next",
        }
    }
}

/// One step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub label: String,
    /// When, or by whom; may be empty.
    pub detail: String,
    /// Where it stands.
    pub state: StepState,
}

/// Steps along a line, side by side where they have room and below each other where not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// Title, language, size, colours.
    pub frame: Frame,
    /// What the steps are, as a column heading: `Step`.
    pub label_heading: String,
    /// The steps in their order.
    pub steps: Vec<Step>,
}

const DOT: f64 = 9.0;
/// The least room in which a label beside others reads.
const LEAST_SLOT: f64 = 100.0;

impl Timeline {
    /// Draws the steps.
    pub fn draw(&self) -> Drawing {
        let slot = self.frame.width() / self.steps.len().max(1) as f64;
        let (content, height) = if slot >= LEAST_SLOT { self.draw_across(slot) } else { self.draw_down() };
        self.frame.finish(content, Vec::new(), height, self.table())
    }

    fn draw_across(&self, slot: f64) -> (Vec<Element>, f64) {
        let y = DOT + 3.0;
        let mut elements = Vec::new();
        let mut height: f64 = 0.0;
        for (index, step) in self.steps.iter().enumerate() {
            let x = slot * (index as f64 + 0.5);
            if index + 1 < self.steps.len() {
                elements.push(self.connection((x + DOT + 3.0, y), (x + slot - DOT - 3.0, y), step));
            }
            elements.extend(self.dot(step, x, y));
            let mut baseline = y + DOT + LABEL * 1.5;
            for line in text::lines(&step.label, LABEL, slot - 12.0) {
                elements.push(self.frame.text(x, baseline, LABEL, &line).with("text-anchor", "middle"));
                baseline += LABEL * 1.35;
            }
            for line in text::lines(&self.note(step), SMALL, slot - 12.0) {
                elements.push(self.frame.note(x, baseline, &line).with("text-anchor", "middle"));
                baseline += SMALL * LINE;
            }
            height = height.max(baseline);
        }
        (elements, height)
    }

    fn draw_down(&self) -> (Vec<Element>, f64) {
        let x = DOT + 3.0;
        let (left, room) = (2.0 * x + 8.0, self.frame.width() - 2.0 * x - 8.0);
        let mut elements = Vec::new();
        let mut y = DOT + 3.0;
        for (index, step) in self.steps.iter().enumerate() {
            elements.extend(self.dot(step, x, y));
            let mut baseline = y + LABEL * 0.36;
            for line in text::lines(&step.label, LABEL, room) {
                elements.push(self.frame.text(left, baseline, LABEL, &line));
                baseline += LABEL * LINE;
            }
            for line in text::lines(&self.note(step), SMALL, room) {
                elements.push(self.frame.note(left, baseline, &line));
                baseline += SMALL * LINE;
            }
            let next = baseline.max(y + 2.0 * DOT) + 12.0;
            if index + 1 < self.steps.len() {
                elements.push(self.connection((x, y + DOT + 3.0), (x, next - DOT - 3.0), step));
            }
            y = next;
        }
        (elements, y)
    }

    /// State and detail in words, since a shape alone does not speak.
    fn note(&self, step: &Step) -> String {
        let state = phrase(self.frame.lang, step.state.key());
        if step.detail.is_empty() { state } else { format!("{state} · {}", step.detail) }
    }

    fn connection(&self, from: (f64, f64), to: (f64, f64), step: &Step) -> Element {
        let theme = &self.frame.theme;
        match step.state {
            StepState::Done => self.frame.line("c-done", from, to, &theme.accent, 2.5),
            StepState::Now | StepState::Late | StepState::Next => self.frame.line("c-grid", from, to, &theme.grid, 2.5),
        }
    }

    /// Done is a filled dot with a tick, now a ring with a dot, late a ring with an exclamation mark, next an empty ring.
    fn dot(&self, step: &Step, x: f64, y: f64) -> Vec<Element> {
        let theme = &self.frame.theme;
        let circle = |class: &'static str, radius: f64, fill: &String, stroke: &String| {
            let circle = Element::new("circle").with("class", class).with("cx", x).with("cy", y).with("r", radius);
            circle.with("fill", fill).with("stroke", stroke).with("stroke-width", 2.5)
        };
        match step.state {
            StepState::Done => {
                let tick = [(-4.0, 0.3), (-1.2, 3.2), (4.2, -3.0)];
                let points: Vec<String> =
                    tick.iter().map(|(across, down)| format!("{},{}", number(x + across), number(y + down))).collect();
                let tick = Element::new("polyline").with("class", "c-on-accent").with("points", points.join(" "));
                let tick = tick.with("fill", "none").with("stroke", &theme.background).with("stroke-width", 2.0);
                vec![circle("c-done", DOT, &theme.accent, &theme.accent), tick.with("stroke-linecap", "round")]
            }
            StepState::Now => vec![
                circle("c-now", DOT, &theme.background, &theme.accent),
                Element::new("circle")
                    .with("class", "c-done")
                    .with("cx", x)
                    .with("cy", y)
                    .with("r", 4.0)
                    .with("fill", &theme.accent),
            ],
            StepState::Late => vec![
                circle("c-late", DOT, &theme.background, &theme.danger),
                self.frame.line("c-late", (x, y - 4.5), (x, y + 1.0), &theme.danger, 2.0),
                self.frame.line("c-late", (x, y + 3.0), (x, y + 5.0), &theme.danger, 2.0),
            ],
            StepState::Next => vec![circle("c-next", DOT, &theme.background, &theme.muted)],
        }
    }

    fn table(&self) -> Table {
        let header = vec![
            self.label_heading.clone(),
            phrase(self.frame.lang, "charts-step-state"),
            phrase(self.frame.lang, "charts-step-detail"),
        ];
        let row =
            |step: &Step| vec![step.label.clone(), phrase(self.frame.lang, step.state.key()), step.detail.clone()];
        Table { header, rows: self.steps.iter().map(row).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Size;
    use language::Lang;

    fn timeline(states: &[StepState], size: Size) -> Timeline {
        let step = |(index, state): (usize, &StepState)| Step {
            label: format!("Step {index}"),
            detail: "July 2019".into(),
            state: *state,
        };
        let frame = Frame { size, ..Frame::new("steps", "Two of four steps are done", Lang::En) };
        Timeline { frame, label_heading: "Step".into(), steps: states.iter().enumerate().map(step).collect() }
    }

    #[test]
    fn every_state_is_told_in_words() {
        let states = [StepState::Done, StepState::Now, StepState::Late, StepState::Next];
        for size in [Size::Wide, Size::Compact] {
            let svg = timeline(&states, size).draw().svg;
            for words in ["done", "under way", "late", "not begun"] {
                assert!(svg.contains(&format!(">{words} ")), "{words} in {svg}");
            }
        }
    }

    #[test]
    fn many_steps_or_little_width_go_downwards() {
        let wide = timeline(&[StepState::Next; 4], Size::Wide).draw();
        let compact = timeline(&[StepState::Next; 4], Size::Compact).draw();
        let many = timeline(&[StepState::Next; 12], Size::Wide).draw();
        assert!(compact.height > wide.height && many.height > compact.height);
        assert_eq!(wide.table.rows[0], ["Step 0", "not begun", "July 2019"]);
    }
}
