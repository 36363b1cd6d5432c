//! `indicators.toml`: read into the definitions that `stats` counts by. Owns the file's shape and that every expression in it can be
//! read; whether its names exist is asked in `check`.

use crate::problem::{PackProblem, Place};
use crate::toml_file::SourceFile;
use language::{Message, Text};
use serde::Deserialize;
use stats::{Dimension, Indicator, Measure, People, Unit, Window};
use std::collections::BTreeMap;
use toml::Spanned;
use xpath::Expression;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorsFile {
    #[serde(default)]
    units: BTreeMap<String, UnitFile>,
    #[serde(default)]
    dimensions: BTreeMap<Spanned<String>, Text>,
    /// What values of a dimension are called that are worked out and so no choices of a question.
    #[serde(default)]
    values: DimensionValues,
    #[serde(default, rename = "indicator")]
    indicators: Vec<IndicatorFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitFile {
    label: Text,
    #[serde(default)]
    one: Text,
    people: Option<People>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorFile {
    id: Spanned<String>,
    title: Text,
    unit: Spanned<String>,
    kind: String,
    rows: Option<String>,
    filter: Option<Spanned<String>>,
    value: MeasureFile,
    date: Spanned<String>,
    #[serde(default)]
    window: Window,
    #[serde(default)]
    by: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    decimals: usize,
    #[serde(default)]
    more_is_better: Better,
    #[serde(default)]
    scale: Vec<(f64, Text)>,
    note: Text,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Better {
    #[default]
    Yes,
    No,
    Neither,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum MeasureFile {
    Word(Word),
    Sum(SumFile),
    CountDistinct(CountDistinctFile),
    Latest(LatestFile),
    Ratio(RatioFile),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Count,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SumFile {
    sum: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountDistinctFile {
    count_distinct: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LatestFile {
    latest: String,
    of: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RatioFile {
    numerator: String,
    denominator: String,
}

/// Names of a dimension's values, by the dimension.
pub(crate) type DimensionValues = BTreeMap<String, BTreeMap<String, Text>>;

/// What the file defines.
#[derive(Debug, Default)]
pub(crate) struct Indicators {
    pub(crate) dimensions: Vec<(String, Text)>,
    pub(crate) values: DimensionValues,
    /// Each with the line on which it begins.
    pub(crate) indicators: Vec<(Indicator, Place)>,
}

/// Reads the file; `pack` is put before the names of record kinds.
pub(crate) fn read_indicators(file: SourceFile<'_>, pack: &str) -> Result<Indicators, Vec<PackProblem>> {
    let written: IndicatorsFile = file.parse().map_err(|problem| vec![problem])?;
    let mut reader = Reader { file, problems: Vec::new() };
    let indicators = written
        .indicators
        .into_iter()
        .filter_map(|indicator| reader.indicator(indicator, &written.units, pack))
        .collect();
    if reader.problems.is_empty() {
        Ok(Indicators { dimensions: in_written_order(written.dimensions), values: written.values, indicators })
    } else {
        Err(reader.problems)
    }
}

/// The entries of a table in the order in which they stand in the file.
fn in_written_order<T>(table: BTreeMap<Spanned<String>, T>) -> Vec<(String, T)> {
    let mut entries: Vec<_> = table.into_iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries.into_iter().map(|(key, value)| (key.into_inner(), value)).collect()
}

struct Reader<'f> {
    file: SourceFile<'f>,
    problems: Vec<PackProblem>,
}

impl Reader<'_> {
    fn indicator(
        &mut self,
        written: IndicatorFile,
        units: &BTreeMap<String, UnitFile>,
        pack: &str,
    ) -> Option<(Indicator, Place)> {
        let span = written.id.span();
        let unit = self.unit(&written.unit, units);
        let filter = written.filter.map(|filter| self.spanned(&filter));
        let measure = self.measure(written.value, &span);
        let date = self.spanned(&written.date);
        let by: Option<Vec<_>> = in_written_order(written.by)
            .into_iter()
            .map(|(id, value)| self.spanned(&value).map(|value| Dimension { id, value }))
            .collect();
        let filter = match filter {
            Some(filter) => Some(filter?),
            None => None,
        };
        let indicator = Indicator {
            id: written.id.into_inner(),
            title: written.title,
            unit: unit?,
            kind: format!("{pack}/{}", written.kind),
            rows: written.rows,
            filter,
            measure: measure?,
            date: date?,
            window: written.window,
            by: by?,
            decimals: written.decimals,
            more_is_better: match written.more_is_better {
                Better::Yes => Some(true),
                Better::No => Some(false),
                Better::Neither => None,
            },
            scale: written.scale,
            note: written.note,
        };
        Some((indicator, self.file.line(span.start)))
    }

    fn unit(&mut self, id: &Spanned<String>, units: &BTreeMap<String, UnitFile>) -> Option<Unit> {
        let unit = units.get(id.get_ref());
        if unit.is_none() {
            let message = Message::new("packs-unknown-unit").with("unit", id.get_ref().as_str());
            self.problems.push(self.file.problem(id.span(), message));
        }
        unit.map(|unit| Unit {
            id: id.get_ref().clone(),
            label: unit.label.clone(),
            one: unit.one.clone(),
            people: unit.people,
        })
    }

    fn measure(&mut self, written: MeasureFile, span: &std::ops::Range<usize>) -> Option<Measure> {
        Some(match written {
            MeasureFile::Word(Word::Count) => Measure::Count,
            MeasureFile::Sum(sum) => Measure::Sum(self.expression(&sum.sum, span)?),
            MeasureFile::CountDistinct(distinct) => {
                Measure::CountDistinct(self.expression(&distinct.count_distinct, span)?)
            }
            MeasureFile::Latest(latest) => Measure::Latest {
                value: self.expression(&latest.latest, span)?,
                of: self.expression(&latest.of, span)?,
            },
            MeasureFile::Ratio(ratio) => Measure::Ratio {
                numerator: self.expression(&ratio.numerator, span)?,
                denominator: self.expression(&ratio.denominator, span)?,
            },
        })
    }

    fn spanned(&mut self, source: &Spanned<String>) -> Option<Expression> {
        self.expression(source.get_ref(), &source.span())
    }

    fn expression(&mut self, source: &str, span: &std::ops::Range<usize>) -> Option<Expression> {
        crate::expressions::read(self.file, source, span.clone()).map_err(|problem| self.problems.push(problem)).ok()
    }
}
