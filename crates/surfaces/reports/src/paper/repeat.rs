//! A repeat on paper: a table when its questions are few and short, else a block for each time it is answered. Both look the same blank
//! and filled, so that somebody who knows the one finds their way in the other.

use super::make::{Maker, Spot, asks};
use super::{Answer, Block, Column, Said, Section, Table};
use forms::{Content, Item, Kind, RepeatInstance};
use language::{Message, say};

/// Most questions side by side.
const MOST_COLUMNS: usize = 6;
/// Widest label at the head of a column, in ems.
const WIDEST_LABEL: f32 = 26.0;
/// Most choices that are written by their number.
const MOST_KEYS: usize = 12;
/// Rows of a blank table.
const BLANK_ROWS: usize = 8;
/// Rows of a table inside a block that is itself printed several times.
const BLANK_INNER_ROWS: usize = 4;
/// How often a block is printed blank, and one with many questions.
const BLANK_BLOCKS: usize = 3;
const BLANK_LONG_BLOCKS: usize = 2;
const LONG_BLOCK: usize = 12;

impl<'m> Maker<'m> {
    pub(super) fn repeat(&mut self, item: &'m Item, spot: &Spot<'_, '_>, blocks: &mut Vec<Block>) {
        let title = self.name_of(item, spot);
        let section = self.section(item, title, spot);
        let instances = match spot.entry(item).map(|entry| &entry.content) {
            Some(Content::Repeat { instances, .. }) => instances.as_slice(),
            _ => &[],
        };
        if section.is_absent || (self.session.is_some() && instances.is_empty()) {
            let nothing = Block::Note { text: self.phrase("paper-nothing"), picture: None, condition: Said::default() };
            let blocks_inside = if section.is_absent { Vec::new() } else { vec![nothing] };
            blocks.push(Block::Section(Section { blocks: blocks_inside, ..section }));
        } else if let Some(columns) = self.short_questions(item) {
            blocks.push(Block::Table(self.table(section, &columns, instances, spot)));
        } else if self.session.is_some() {
            blocks.push(self.filled_blocks(item, section, instances, spot));
        } else {
            blocks.push(self.blank_blocks(item, section, spot));
        }
    }

    /// The questions of a repeat when all of them fit into the columns of one table.
    fn short_questions(&self, repeat: &'m Item) -> Option<Vec<&'m Item>> {
        let shown = self.form.children(repeat).filter(|item| item.kind.is_shown());
        let questions: Vec<&Item> = shown.filter(|item| !self.form.is_worked_out(item)).collect();
        let fits = (1..=MOST_COLUMNS).contains(&questions.len()) && questions.iter().all(|item| self.is_short(item));
        fits.then_some(questions)
    }

    fn is_short(&self, item: &Item) -> bool {
        let kind = match &item.kind {
            Kind::Integer | Kind::Decimal | Kind::Date | Kind::Time | Kind::Acknowledge => true,
            Kind::Text => !item.appearance.contains("multiline"),
            kind if kind.choice_source().is_some() => self.form.choices(item).len() <= MOST_KEYS,
            _ => false,
        };
        let label = self.said(item.label.get(self.lang));
        let is_always_asked = self.form.condition(item) == forms::Condition::Always;
        kind && is_always_asked && asks(self.form, item) && !label.is_empty() && label.width() <= WIDEST_LABEL
    }

    fn table(
        &mut self,
        section: Section,
        questions: &[&'m Item],
        instances: &[RepeatInstance<'_>],
        spot: &Spot<'_, '_>,
    ) -> Table {
        let is_blank = self.session.is_none();
        let columns = questions.iter().map(|item| self.column(item)).collect();
        let rows: Vec<Vec<Answer>> = instances
            .iter()
            .map(|instance| {
                let inside = inside(spot, instance);
                questions.iter().map(|item| self.answer_at(item, &inside)).collect()
            })
            .collect();
        let blank_rows = match spot.repeats {
            _ if !is_blank => 0,
            0 => BLANK_ROWS,
            _ => BLANK_INNER_ROWS,
        };
        Table {
            level: section.level,
            title: section.title,
            hint: if is_blank { section.hint } else { Said::default() },
            condition: section.condition,
            room: if is_blank { self.room(blank_rows) } else { Said::default() },
            columns,
            rows,
            blank_rows,
        }
    }

    fn column(&mut self, item: &'m Item) -> Column {
        let is_blank = self.session.is_none();
        let keys = if is_blank { self.form.choices(item) } else { &[] };
        let written = if is_blank { self.said(&self.referring(item.hint.get(self.lang))) } else { Said::default() };
        Column {
            number: self.number(item).map(|number| number.to_string()).unwrap_or_default(),
            label: self.said(&self.referring(item.label.get(self.lang))),
            hint: written,
            is_required: self.required(item),
            weight: weight(&item.kind, keys.is_empty() || !is_blank),
            keys: keys.iter().map(|choice| self.choice(choice)).collect(),
        }
    }

    fn filled_blocks(
        &mut self,
        item: &'m Item,
        section: Section,
        instances: &[RepeatInstance<'_>],
        spot: &Spot<'_, '_>,
    ) -> Block {
        let mut blocks = Vec::with_capacity(instances.len());
        for instance in instances {
            let title = self.each(&section.title, instance.index);
            let inside = Spot { level: spot.level + 2, ..inside(spot, instance) };
            let answers = self.blocks(self.form.children(item).collect(), &inside);
            blocks.push(Block::Section(Section {
                level: spot.level + 1,
                title,
                blocks: answers,
                ..Section::default()
            }));
        }
        Block::Section(Section { blocks, hint: Said::default(), ..section })
    }

    fn blank_blocks(&mut self, item: &'m Item, section: Section, spot: &Spot<'_, '_>) -> Block {
        let questions = self.form.children(item).filter(|item| item.kind.is_shown()).count();
        // A block in a block is printed once, or three levels of repeats would fill a ream.
        let count = match (spot.repeats, questions) {
            (1.., _) => 1,
            (0, LONG_BLOCK..) => BLANK_LONG_BLOCKS,
            (0, _) => BLANK_BLOCKS,
        };
        let mut blocks = Vec::with_capacity(count);
        for index in 1..=count {
            let title = self.each(&section.title, index);
            let mut inside = spot.within(&item.name, true, None);
            inside.repeats += 1;
            inside.level += 1;
            let questions = self.blocks(self.form.children(item).collect(), &inside);
            let level = spot.level + 1;
            blocks.push(Block::Section(Section { level, title, blocks: questions, ..Section::default() }));
        }
        Block::Section(Section { room: self.room(count), blocks, ..section })
    }

    fn each(&self, what: &Said, number: usize) -> Said {
        let message = Message::new("paper-each").with("what", what.as_str()).with("number", number);
        self.said(&say(self.lang, &message))
    }

    fn room(&self, count: usize) -> Said {
        self.said(&say(self.lang, &Message::new("paper-room").with("count", count)))
    }
}

/// The walk inside one instance.
fn inside<'s, 'f>(spot: &Spot<'_, '_>, instance: &'s RepeatInstance<'f>) -> Spot<'s, 'f> {
    Spot {
        path: instance.path.clone(),
        level: spot.level + 1,
        repeats: spot.repeats + 1,
        entries: Some(&instance.entries),
    }
}

/// A column's share of the width: a number to write needs less than a name.
fn weight(kind: &Kind, in_words: bool) -> f32 {
    match kind {
        Kind::Text => 2.0,
        Kind::Date => 1.5,
        kind if kind.choice_source().is_some() && in_words => 1.8,
        _ => 1.0,
    }
}
