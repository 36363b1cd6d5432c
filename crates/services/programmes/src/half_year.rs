//! Gathering the half-year report: everything that was recorded about a project in a period, in the report's own shape. Owns what goes
//! into a report; nothing is estimated, and what nobody recorded is said to be missing.

use crate::books::{self, Books, Project};
use crate::report::{
    BudgetLine, Currency, HalfYearReport, IndicatorFigure, Objective, ObjectiveStatus, Organisation, Participant,
    Picture, ProvinceCoverage, Quote, ReportPeriod, Role, Sector, SessionLine,
};
use crate::{Note, Programmes, figures, measures, report};
use calendar::{Date, Period, date_label};
use insight::{Count, Coverage, Questions};
use language::{Lang, Message, Text, has_phrase, say};
use packs::Pack;
use places::Level;
use service_kit::{Action, Context, Resource, ServiceError, authorise};
use store::Record;

/// OECD DAC purpose code 15190, facilitation of orderly, safe, regular and responsible migration and mobility: where donors file
/// work against trafficking in persons (DAC/CRS code lists, purpose codes since 2018).
const SECTOR: &str = "15190";
const COUNTRY: &str = "TH";
/// IATI OrganisationType 22: national NGO.
const NATIONAL_NGO: u8 = 22;

impl Programmes {
    /// The half-year report of a project, gathered from what was recorded.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such project that the caller may know of; [`ServiceError::Refused`] when they make
    /// no reports.
    pub async fn half_year_report(
        &self,
        context: &Context,
        code: &str,
        period: Period,
    ) -> Result<HalfYearReport, ServiceError> {
        let books = Books::open(&self.collection, context)?;
        let project = books.project(code).await?;
        let owner = Resource { agency_id: &project.record.agency_id, author_id: "" };
        if !authorise(&context.actor, Action::MakeReport, &owner).allowed {
            return Err(ServiceError::Refused);
        }
        let notes = books.notes(code, period).await?;
        let pack = self.collection.pack(books.pack())?;
        let mut questions = Questions::on(context.today());
        measures::ask(&mut questions, pack, period);
        figures::ask(&mut questions, pack, period);
        let count = self.insight.count(context, questions, Some(code)).await?;
        let coverage = self.insight.coverage(context, &books.sessions_kind(), period, Some(code)).await?;
        let sessions = books.within(books::SESSION_FORM, code, period).await?;
        let quotes = books.within("quote", code, period).await?;
        let pictures = self.pictures(context, &books.within("picture", code, period).await?).await?;
        let outlines = self.insight.outlines(Level::Province).await?;
        let source = figures::Source {
            insight: &self.insight,
            pack,
            count: &count,
            coverage: &coverage,
            outlines: &outlines,
            period,
        };
        let figures = source.figures()?;
        let agency = self.collection.agency_name(&project.record.agency_id).await?;
        let gathered = Gathered { programmes: self, context, pack, period, project: &project, agency, count: &count };
        Ok(HalfYearReport { figures, ..gathered.report(&notes, &coverage, &sessions, &quotes, pictures)? })
    }

    /// The files of pictures that may be published. One without a file is left out.
    async fn pictures(&self, context: &Context, records: &[Record]) -> Result<Vec<Picture>, ServiceError> {
        let mut pictures = Vec::new();
        for record in records {
            let Some(file) = self.collection.file(context, record, "image").await? else {
                continue;
            };
            pictures.push(Picture {
                bytes: file.bytes,
                caption: books::translated(&record.columns, "caption", "caption_th"),
                credit: record.answer("credit"),
                consent: record.answer("may_be_published") == "yes",
            });
        }
        Ok(pictures)
    }
}

struct Gathered<'a> {
    programmes: &'a Programmes,
    context: &'a Context,
    pack: &'a Pack,
    period: Period,
    project: &'a Project,
    /// The agency that keeps the project: it reports when the project names nobody else.
    agency: Text,
    count: &'a Count,
}

impl Gathered<'_> {
    fn report(
        &self,
        notes: &[Note],
        coverage: &Coverage,
        sessions: &[Record],
        quotes: &[Record],
        pictures: Vec<Picture>,
    ) -> Result<HalfYearReport, ServiceError> {
        let indicators = self.indicators()?;
        Ok(HalfYearReport {
            project: self.project(),
            publisher: self.publisher(),
            participants: self.participants(),
            period: ReportPeriod {
                label: said(&insight::period_said(self.period, self.context.today())),
                ..named(self.period)
            },
            previous_period: named(self.period.previous()),
            year_before: named(self.period.same_period_last_year()),
            prepared_on: self.context.today(),
            summary: self.summary(&indicators, coverage),
            objectives: self.objectives(notes),
            figures: Vec::new(),
            coverage: self.coverage(coverage),
            sessions: sessions.iter().filter_map(|record| self.session(record)).collect(),
            budget: self.budget(),
            transactions: Vec::new(),
            quotes: quotes.iter().map(|record| self.quote(record)).collect(),
            pictures,
            lessons: notes.iter().map(|note| note.difficulties.clone()).filter(|text| !text.is_empty()).collect(),
            next_steps: notes.iter().map(|note| note.next_steps.clone()).filter(|text| !text.is_empty()).collect(),
            data_notes: self.data_notes(&indicators, coverage),
            sources: vec![
                said(
                    &Message::new("programmes-source")
                        .with("sessions", sessions.len())
                        .with("organisation", self.implementer()),
                ),
                said(&places::credit()),
            ],
            indicators,
        })
    }

    fn project(&self) -> report::Project {
        let (programme_year, programme_years) = self.project.year_of(self.period.end());
        let (start, end) = self.project.span.unwrap_or((self.period.start(), self.period.end()));
        report::Project {
            code: self.project.code.clone(),
            title: self.project.title.clone(),
            description: self.project.summary.clone(),
            donor: Text::new(self.project.donor.clone()),
            country: COUNTRY.to_owned(),
            country_name: said(&Message::new("programmes-thailand")),
            programme_year,
            programme_years,
            start,
            end,
            currency: self.currency(),
            iati_identifier: None,
            sectors: vec![Sector { code: SECTOR.to_owned(), percentage: None }],
        }
    }

    /// The currency of the budget; baht when there is none.
    fn currency(&self) -> Currency {
        let amounts = self.project.budget.iter().filter_map(|year| year.planned.or(year.needed));
        amounts.map(|money| money.currency).next().unwrap_or(Currency::THB)
    }

    fn publisher(&self) -> Organisation {
        Organisation {
            name: self.implementer(),
            identifier: self.project.implementer_identifier.clone(),
            kind: Some(NATIONAL_NGO),
        }
    }

    fn implementer(&self) -> Text {
        if self.project.implementer.is_empty() {
            self.agency.clone()
        } else {
            Text::new(self.project.implementer.clone())
        }
    }

    fn participants(&self) -> Vec<Participant> {
        let implementing = Participant { organisation: self.publisher(), role: Role::Implementing };
        let donor = Organisation { name: Text::new(self.project.donor.clone()), identifier: None, kind: None };
        let funding =
            (!self.project.donor.is_empty()).then_some(Participant { organisation: donor, role: Role::Funding });
        funding.into_iter().chain([implementing]).collect()
    }

    fn indicators(&self) -> Result<Vec<IndicatorFigure>, ServiceError> {
        measures::figures(&self.programmes.collection, self.pack, self.count, self.period, &self.project.targets)
    }

    fn summary(&self, indicators: &[IndicatorFigure], coverage: &Coverage) -> Text {
        let value = |id: &str| {
            let figure = indicators.iter().find(|figure| figure.id == id);
            figure.and_then(|figure| figure.value.number()).unwrap_or_default()
        };
        if value("outreach_sessions") == 0.0 {
            return said(&Message::new("programmes-summary-none"));
        }
        let first = coverage.provinces.iter().filter(|(_, area)| area.is_new());
        let first: Vec<_> =
            first.filter_map(|(code, _)| self.programmes.collection.place_name("province", code)).collect();
        let mut sentences = vec![
            Message::new("programmes-summary")
                .with("sessions", value("outreach_sessions"))
                .with("people", value("people_reached"))
                .with("adults", value("teachers_and_parents_reached"))
                .with("provinces", value("provinces_reached")),
        ];
        if let [province] = first.as_slice() {
            sentences.push(Message::new("programmes-summary-first").with("province", province.clone()));
        } else if !first.is_empty() {
            sentences.push(Message::new("programmes-summary-first-many").with("count", first.len()));
        }
        joined(&sentences)
    }

    fn objectives(&self, notes: &[Note]) -> Vec<Objective> {
        let objective = |(number, title): &(i64, Text)| {
            let note = notes.iter().find(|note| note.objective == Some(*number));
            Objective {
                id: number.to_string(),
                title: title.clone(),
                progress: note.map_or_else(|| said(&Message::new("programmes-no-note")), |note| note.progress.clone()),
                status: note.map_or(ObjectiveStatus::NotTold, |note| note.status),
            }
        };
        self.project.objectives.iter().map(objective).collect()
    }

    fn coverage(&self, coverage: &Coverage) -> Vec<ProvinceCoverage> {
        let mut provinces: Vec<_> = coverage
            .provinces
            .iter()
            .filter(|(_, area)| area.records > 0)
            .map(|(code, area)| ProvinceCoverage {
                code: code.clone(),
                name: self.place("province", code),
                people: report::Measured::Number(f64::from(i32::try_from(area.people).unwrap_or(i32::MAX))),
                sessions: u32::try_from(area.records).unwrap_or(u32::MAX),
                first_time: area.is_new(),
            })
            .collect();
        provinces.sort_by(|left, right| {
            let people = |province: &ProvinceCoverage| province.people.number().unwrap_or_default();
            people(right).total_cmp(&people(left)).then_with(|| left.code.cmp(&right.code))
        });
        provinces
    }

    fn session(&self, record: &Record) -> Option<SessionLine> {
        Some(SessionLine {
            date: books::date(&record.columns, "date")?,
            province: self.place("province", &record.answer("province")),
            district: self.place("district", &record.answer("district")),
            venue: record.answer("venue"),
            kind: self.programmes.collection.answer_label(&record.kind, "venue_kind", &record.answer("venue_kind")),
            attended: record.answer("attended").parse().ok(),
        })
    }

    fn budget(&self) -> Vec<BudgetLine> {
        let zero = |currency| report::Money { minor: 0, currency };
        let line = |(index, year): (usize, &books::BudgetYear)| {
            let planned = year.planned.unwrap_or_else(|| zero(self.currency()));
            Some(BudgetLine {
                year: year.number.or_else(|| u8::try_from(index + 1).ok())?,
                start: Date::new(year.year, 1, 1).ok()?,
                end: Date::new(year.year, 12, 31).ok()?,
                label: said(
                    &Message::new("programmes-budget-year")
                        .with("year", Period::year_of(Date::new(year.year, 1, 1).ok()?).text()),
                ),
                planned,
                spent: None,
                needed: year.needed.filter(|money| money.minor > 0),
            })
        };
        let mut years: Vec<_> = self.project.budget.iter().collect();
        years.sort_by_key(|year| year.year);
        years.into_iter().enumerate().filter_map(line).collect()
    }

    fn quote(&self, record: &Record) -> Quote {
        let words = books::translated(&record.columns, "text_en", "text_th");
        Quote {
            text: if words.is_empty() { Text::new(record.answer("text")) } else { words },
            who: books::translated(&record.columns, "who", "who_th"),
            role: self.programmes.collection.answer_label(&record.kind, "role", &record.answer("role")),
            consent: record.answer("consent") == "yes",
        }
    }

    fn data_notes(&self, indicators: &[IndicatorFigure], coverage: &Coverage) -> Vec<Text> {
        let mut notes = measures::unknown_shares(indicators);
        if coverage.nowhere.records > 0 {
            notes.push(Message::new("programmes-note-nowhere").with("count", coverage.nowhere.records));
        }
        let today = self.context.today();
        if self.period.contains(today) {
            notes.insert(0, Message::new("programmes-note-so-far").with("date", date_label(today)));
        }
        let mut notes: Vec<_> = notes.iter().map(said).collect();
        let reached = self.pack.indicators.iter().find(|indicator| indicator.id == "people_reached");
        notes.extend(reached.map(|indicator| indicator.note.clone()));
        notes
    }

    fn place(&self, dimension: &str, code: &str) -> Text {
        self.programmes.collection.place_name(dimension, code).unwrap_or_else(|| Text::new(code))
    }
}

pub(crate) fn named(period: Period) -> ReportPeriod {
    ReportPeriod { code: period.to_string(), label: period.text(), start: period.start(), end: period.end() }
}

/// A message in every language that has it: a report is frozen with all of them.
pub(crate) fn said(message: &Message) -> Text {
    Lang::ALL
        .into_iter()
        .filter(|lang| has_phrase(*lang, message.key))
        .fold(Text::default(), |text, lang| text.with(lang, say(lang, message)))
}

/// Sentences one after another. Thai sets a space between them too.
fn joined(messages: &[Message]) -> Text {
    let everywhere = |lang: &Lang| messages.iter().all(|message| has_phrase(*lang, message.key));
    Lang::ALL.into_iter().filter(everywhere).fold(Text::default(), |text, lang| {
        let sentences: Vec<_> = messages.iter().map(|message| say(lang, message)).collect();
        text.with(lang, sentences.join(" "))
    })
}
