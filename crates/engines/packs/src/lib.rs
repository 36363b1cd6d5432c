//! Packs: folders of data (forms, record kinds, indicators, dashboards, articles, report templates, examples) that make the product
//! know a subject. Owns reading a pack, deriving record kinds from its forms, and proving it with its own examples. Does not keep
//! records, count them for a screen, or draw anything; files come in as bytes.

mod answering;
mod builtin;
mod cases;
mod check;
mod content;
mod dashboards;
mod demo;
mod expressions;
mod figures_reports;
mod form_file;
mod indicators;
mod kind;
mod load;
mod manifest;
mod names;
mod own;
mod pack;
mod problem;
mod record;
mod template;
mod texts;
mod toml_file;
mod workflow;

pub use builtin::{builtin, builtin_files, builtin_ids};
pub use cases::{Case, CaseRecord, Expectation};
pub use check::check;
pub use content::{Article, ArticleHead, Review};
pub use dashboards::{Chart, Dashboard, Panel};
pub use demo::DemoRecord;
pub use figures_reports::{FiguresReport, ReportFigure, ReportSection};
pub use kind::{Class, Column, ColumnKind, RecordKind, Reference, Rows};
pub use manifest::{Group, PersonQuestions, PlaceQuestions, TargetSource};
pub use own::{PackForm, own_form_name, own_kind, own_pack_id};
pub use pack::{Pack, PhoneForm};
pub use problem::{PackProblem, Place};
pub use record::record_document;
pub use template::LabelTemplate;
pub use workflow::{Happening, Happens, Outcome, workflow_of_text};
