//! Gathering a report on figures: a pack's indicators as they may be handed on. Owns what goes into such a report; which figures are
//! withheld is the `stats` engine's rule.

use crate::Programmes;
use crate::figures::figure;
use crate::half_year::{named, said};
use crate::measures::{code, unknown};
use crate::report::{
    Breakdown, BreakdownCell, Figure, FiguresReport, FiguresSection, IndicatorFigure, Measure, Measured, Missing,
    ReportPeriod,
};
use calendar::{Period, date_label};
use insight::{Count, Questions, Split, Trend};
use language::{Message, Text};
use packs::{FiguresReport as Plan, Pack, ReportFigure, ReportSection};
use service_kit::{Action, Context, Reach, ServiceError, reach};
use stats::{Cell, Indicator, Point, Publication, PublishedSplit, Told, periods_until};

/// Periods that a trend looks back on.
const LOOKING_BACK: usize = 6;

impl Programmes {
    /// A pack's report on figures in a period, counted from the records that the caller may see, small figures withheld.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such report; [`ServiceError::Refused`] when the caller makes no reports.
    pub async fn figures_report(
        &self,
        context: &Context,
        pack: &str,
        id: &str,
        period: Period,
    ) -> Result<FiguresReport, ServiceError> {
        let pack = self.collection.pack(pack)?;
        let plan = pack.figures_report(id).ok_or(ServiceError::NotFound)?;
        if reach(context.actor.role, Action::MakeReport) == Reach::No {
            return Err(ServiceError::Refused);
        }
        let mut questions = Questions::on(context.today());
        for (figure, indicator) in plan.sections.iter().flat_map(|section| figures_of(section, pack)) {
            for (period, by) in told(figure, period) {
                questions.publication(indicator, period, by);
            }
        }
        let count = self.insight.count(context, questions, None).await?;
        let agency = self.collection.agency_name(&context.actor.agency_id).await?;
        let making = Making { programmes: self, pack, plan, count: &count, period };
        making.report(context, agency)
    }
}

/// The indicators of a chapter that the pack has.
fn figures_of<'p>(
    section: &'p ReportSection,
    pack: &'p Pack,
) -> impl Iterator<Item = (&'p ReportFigure, &'p Indicator)> {
    section.figures.iter().filter_map(|figure| Some((figure, pack.indicator(&figure.indicator)?)))
}

/// The periods in which a figure is told, and what it is split by in each.
fn told(figure: &ReportFigure, period: Period) -> Vec<(Period, &[String])> {
    let by = figure.by.as_slice();
    // Every period with all its splits: a total is told or withheld as that period's own report does.
    let mut told = vec![(period, by), (period.previous(), by), (period.same_period_last_year(), by)];
    if figure.trend {
        told.extend(periods_until(period.previous(), LOOKING_BACK - 1).into_iter().map(|period| (period, by)));
    }
    told
}

struct Making<'a> {
    programmes: &'a Programmes,
    pack: &'a Pack,
    plan: &'a Plan,
    count: &'a Count,
    period: Period,
}

impl Making<'_> {
    fn report(&self, context: &Context, agency: Text) -> Result<FiguresReport, ServiceError> {
        let mut sections = Vec::with_capacity(self.plan.sections.len());
        for section in &self.plan.sections {
            sections.push(self.section(section)?);
        }
        sections.retain(|section| !section.indicators.is_empty());
        let most = self.plan.smallest.saturating_sub(1);
        let mut data_notes = vec![said(&Message::new("programmes-note-withheld").with("most", most))];
        if self.period.contains(context.today()) {
            data_notes.push(said(&Message::new("programmes-note-so-far").with("date", date_label(context.today()))));
        }
        data_notes.extend(self.notes(&sections));
        let source = Message::new("programmes-source-figures").with("organisation", agency.clone());
        Ok(FiguresReport {
            id: self.plan.id.clone(),
            title: self.plan.title.clone(),
            lead: self.plan.lead.clone(),
            subject: self.pack.title.clone(),
            publisher: agency,
            period: ReportPeriod {
                label: said(&insight::period_said(self.period, context.today())),
                ..named(self.period)
            },
            previous_period: named(self.period.previous()),
            year_before: named(self.period.same_period_last_year()),
            prepared_on: context.today(),
            smallest: self.plan.smallest,
            sections,
            data_notes,
            sources: vec![said(&source)],
        })
    }

    /// How each indicator that is told is counted.
    fn notes(&self, sections: &[FiguresSection]) -> Vec<Text> {
        let told = sections.iter().flat_map(|section| &section.indicators);
        let indicators = told.filter_map(|figure| self.pack.indicator(&figure.id));
        indicators
            .filter(|indicator| !indicator.note.is_empty())
            .map(|indicator| {
                let note = Message::new("programmes-note-counted").with("title", indicator.title.clone());
                said(&note.with("note", indicator.note.clone()))
            })
            .collect()
    }

    fn section(&self, section: &ReportSection) -> Result<FiguresSection, ServiceError> {
        let mut made = FiguresSection {
            title: section.title.clone(),
            text: section.text.clone(),
            indicators: Vec::new(),
            splits: Vec::new(),
            trends: Vec::new(),
        };
        for (planned, indicator) in figures_of(section, self.pack) {
            let now = self.publication(indicator, self.period, &planned.by)?;
            let before = self.publication(indicator, self.period.previous(), &planned.by)?;
            if [now.total, before.total].into_iter().all(is_nothing) {
                continue;
            }
            for split in &now.splits {
                let earlier = before.splits.iter().find(|one| one.dimension == split.dimension);
                made.splits.extend(self.bars(indicator, split, earlier));
            }
            if planned.trend {
                made.trends.extend(self.trend(indicator, &planned.by)?);
            }
            let year_before = self.publication(indicator, self.period.same_period_last_year(), &planned.by)?;
            made.indicators.push(self.indicator(indicator, &now, &before, year_before.total));
        }
        Ok(made)
    }

    fn publication(&self, indicator: &Indicator, period: Period, by: &[String]) -> Result<Publication, ServiceError> {
        self.count.publication(indicator, period, by, self.plan.smallest)
    }

    fn indicator(
        &self,
        indicator: &Indicator,
        now: &Publication,
        before: &Publication,
        year_before: Told,
    ) -> IndicatorFigure {
        IndicatorFigure {
            id: indicator.id.clone(),
            title: indicator.title.clone(),
            unit: indicator.unit.label.clone(),
            measure: Measure::Count,
            headline: false,
            objective: None,
            value: measured(indicator, now.total),
            target: None,
            previous: Some(measured(indicator, before.total)),
            year_before: Some(measured(indicator, year_before)),
            baseline: None,
            breakdowns: now
                .splits
                .iter()
                .filter(|split| split.cells.iter().any(|(value, told)| value.is_some() && *told != Told::Withheld))
                .map(|split| self.breakdown(indicator, split, before))
                .collect(),
        }
    }

    fn breakdown(&self, indicator: &Indicator, split: &PublishedSplit, before: &Publication) -> Breakdown {
        let collection = &self.programmes.collection;
        let earlier = before.splits.iter().find(|one| one.dimension == split.dimension);
        let cell = |(value, told): &(Option<String>, Told)| {
            let before = earlier.into_iter().flat_map(|split| &split.cells);
            let previous = before.filter(|(_, told)| *told != Told::Withheld).find(|(known, _)| known == value);
            BreakdownCell {
                code: value.clone().unwrap_or_else(|| "unknown".to_owned()),
                label: value
                    .as_deref()
                    .map_or_else(unknown, |value| collection.value_label(&indicator.kind, &split.dimension, value)),
                value: measured(indicator, *told),
                previous: previous.map(|(_, told)| measured(indicator, *told)),
            }
        };
        // That there is somebody of a kind at all may be what must not be told: what is withheld is not named, as what is not there.
        let (told, withheld): (Vec<_>, Vec<_>) = split.cells.iter().partition(|(_, told)| *told != Told::Withheld);
        let others = (!withheld.is_empty()).then(|| BreakdownCell {
            code: "withheld".to_owned(),
            label: said(&Message::new("programmes-others")),
            value: Measured::Missing(Missing::Withheld),
            previous: None,
        });
        Breakdown {
            dimension: split.dimension.clone(),
            title: collection.dimension_title(&indicator.kind, &split.dimension),
            cells: told.into_iter().map(cell).chain(others).collect(),
        }
    }

    /// A bar for each value that is told; none when nothing is.
    fn bars(&self, indicator: &Indicator, split: &PublishedSplit, before: Option<&PublishedSplit>) -> Option<Figure> {
        let split_of = |split: &PublishedSplit| split.cells.iter().filter_map(|cell| told_cell(split, cell)).collect();
        let drawn =
            Split { cells: split_of(split), before: before.map(split_of).unwrap_or_default(), is_under_way: false };
        if !drawn.cells.iter().any(|cell| cell.value > 0.0 && code(cell).is_some()) {
            return None;
        }
        let id = format!("{}-{}", indicator.id, split.dimension);
        let insight = &self.programmes.insight;
        Some(figure(&id, |setting| insight.bars(setting, indicator, &split.dimension, &drawn)))
    }

    /// The periods before and this one, as they are told; none when fewer than two are.
    fn trend(&self, indicator: &Indicator, by: &[String]) -> Result<Option<Figure>, ServiceError> {
        let mut points = Vec::with_capacity(LOOKING_BACK);
        for period in periods_until(self.period, LOOKING_BACK) {
            let total = self.publication(indicator, period, by)?.total;
            points.push(Point { period, value: number(total) });
        }
        let points: Vec<_> = points.into_iter().skip_while(|point| point.value.unwrap_or_default() == 0.0).collect();
        if points.iter().filter(|point| point.value.is_some()).count() < 2 {
            return Ok(None);
        }
        let (trend, insight) = (Trend { points, is_under_way: false }, &self.programmes.insight);
        let id = format!("{}-trend", indicator.id);
        Ok(Some(figure(&id, |setting| insight.trend_chart(setting, indicator, &trend, None))))
    }
}

fn is_nothing(told: Told) -> bool {
    matches!(told, Told::Nothing | Told::Number(0.0))
}

fn number(told: Told) -> Option<f64> {
    if let Told::Number(value) = told { Some(value) } else { None }
}

fn told_cell(split: &PublishedSplit, (value, told): &(Option<String>, Told)) -> Option<Cell> {
    Some(Cell { by: vec![(split.dimension.clone(), value.clone())], value: number(*told)? })
}

/// A told figure with as many digits as mean something.
fn measured(indicator: &Indicator, told: Told) -> Measured {
    let digits = 10_f64.powi(i32::try_from(indicator.decimals).unwrap_or(0));
    match told {
        Told::Number(value) => Measured::Number((value * digits).round() / digits),
        Told::Withheld => Measured::Missing(Missing::Withheld),
        Told::Nothing => Measured::Missing(Missing::Unknown),
    }
}
