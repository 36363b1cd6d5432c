//! Which section each entity stands in: one entity a section, as near as possible to where it asks to stand.

use super::Entities;
use super::request::{Path, Request, written};
use crate::problem::Report;
use crate::tree::{NodeId, SURVEY, Tree};
use language::Message;
use std::collections::HashMap;

impl Entities {
    /// The section of each declaration, by the declaration's number.
    pub(super) fn allocate(&self, tree: &Tree, survey_sheet: &str, report: &mut Report) -> Vec<(usize, NodeId)> {
        let mut requests: Vec<Request> = Vec::new();
        for at in &self.mentioned {
            requests.extend(self.request(*at, tree, survey_sheet, report));
        }
        let unmentioned = (0..self.declarations.len()).filter(|at| !self.mentioned.contains(at));
        requests.extend(unmentioned.map(|declaration| Request {
            declaration,
            scope: vec![SURVEY],
            wanted: vec![SURVEY],
            lineages: Vec::new(),
        }));
        // A lone entity of the survey as a whole stands there, as the earlier specification wants it.
        if let [only] = requests.as_slice()
            && only.scope == [SURVEY]
        {
            return vec![(only.declaration, SURVEY)];
        }
        self.sort(&mut requests);
        let mut taken = Taken::default();
        for request in &requests {
            if let Err(other) = taken.allocate(request) {
                self.tell_conflict(request, other, tree, report);
            }
        }
        taken.allocated
    }

    /// Scope by scope, in the order in which the survey speaks of them, and row by row.
    fn sort(&self, requests: &mut [Request]) {
        let scopes: Vec<Path> = requests.iter().map(|request| request.scope.clone()).collect();
        requests.sort_by_key(|request| {
            let scope = scopes.iter().position(|scope| *scope == request.scope);
            (scope, self.declarations.get(request.declaration).map(|declaration| declaration.row))
        });
    }

    fn tell_conflict(&self, request: &Request, other: usize, tree: &Tree, report: &mut Report) {
        let row = |at: usize| self.declarations.get(at).map_or(0, |declaration| declaration.row);
        let message = Message::new("xlsform-entity-no-room").with("scope", written(tree, &request.scope));
        report.problem(self.header.row(row(request.declaration)), message.with("row", row(other)));
    }
}

/// Sections that entities stand in, or that belong to answers saved in one.
#[derive(Default)]
struct Taken {
    allocated: Vec<(usize, NodeId)>,
    by_path: HashMap<Path, usize>,
}

impl Taken {
    /// Finds room from where the request wants to be up to its scope.
    ///
    /// # Errors
    /// The declaration that is in the way.
    fn allocate(&mut self, request: &Request) -> Result<(), usize> {
        let mut in_the_way = None;
        for depth in (request.scope.len()..=request.wanted.len()).rev() {
            let path = request.wanted.get(..depth).unwrap_or_default();
            match self.by_path.get(path) {
                None => {
                    self.take(request, path);
                    return Ok(());
                }
                Some(other) => in_the_way = Some(*other),
            }
            // Answers saved in it stand in a section of another entity: going up does not help.
            if let Some(other) = request.lineages.first().and_then(|lineage| self.by_path.get(lineage)) {
                return Err(*other);
            }
        }
        in_the_way.map_or(Ok(()), Err)
    }

    fn take(&mut self, request: &Request, path: &[NodeId]) {
        self.allocated.push((request.declaration, path.last().copied().unwrap_or(SURVEY)));
        self.by_path.insert(path.to_vec(), request.declaration);
        for lineage in &request.lineages {
            for depth in path.len()..=lineage.len() {
                let between = lineage.get(..depth).unwrap_or_default().to_vec();
                self.by_path.insert(between, request.declaration);
            }
        }
    }
}
