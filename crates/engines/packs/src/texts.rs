//! Every text of a pack that a person reads, outside forms and articles, with the file it stands in. Owns the list, so that none is forgotten when a language is
//! asked for.

use crate::Pack;
use language::Text;
use rules::Workflow;

/// File, what it is, text.
pub(crate) type Found<'p> = (String, String, &'p Text);

/// Every text of the pack.
pub(crate) fn texts_of(pack: &Pack) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    manifest(pack, &mut found);
    indicators(pack, &mut found);
    for dashboard in &pack.dashboards {
        found.push(("dashboards.toml".to_owned(), format!("dashboard “{}”", dashboard.id), &dashboard.title));
    }
    for report in &pack.figures_reports {
        let sections = report.sections.iter().flat_map(|section| [&section.title, &section.text]);
        for text in [&report.title, &report.lead].into_iter().chain(sections) {
            found.push(("reports.toml".to_owned(), format!("report “{}”", report.id), text));
        }
    }
    for case in &pack.cases {
        found.push((case.file.clone(), "title".to_owned(), &case.title));
    }
    if let Some(workflow) = &pack.workflow {
        found.extend(workflow_texts(workflow).map(|(id, text)| ("workflow.toml".to_owned(), format!("“{id}”"), text)));
    }
    found
}

/// The texts of a workflow, with the id of what each belongs to.
fn workflow_texts(workflow: &Workflow) -> impl Iterator<Item = (&str, &Text)> {
    let parts = workflow.parts.iter().map(|one| (one.id.as_str(), &one.title));
    let roles = workflow.roles.iter().map(|one| (one.id.as_str(), &one.title));
    let states = workflow.states.iter().flat_map(|one| [(one.id.as_str(), &one.title), (&one.id, &one.note)]);
    let moves = workflow.moves.iter().map(|one| (one.id.as_str(), &one.title));
    let guards = workflow.moves.iter().filter_map(|one| Some((one.id.as_str(), &one.guard.as_ref()?.1)));
    let clocks = workflow.clocks.iter().flat_map(|one| [(one.id.as_str(), &one.title), (&one.id, &one.rule.explain)]);
    let tasks = workflow.tasks.iter().map(|one| (one.id.as_str(), &one.title));
    let conferences = workflow.conferences.iter().flat_map(|one| {
        let outcomes = one.outcomes.iter().map(|(id, title)| (id.as_str(), title));
        [(one.id.as_str(), &one.title)].into_iter().chain(outcomes)
    });
    let all = parts.chain(roles).chain(states).chain(moves).chain(guards).chain(clocks).chain(tasks).chain(conferences);
    [("title", &workflow.title)].into_iter().chain(all)
}

fn manifest<'p>(pack: &'p Pack, found: &mut Vec<Found<'p>>) {
    let mut add = |what: String, text: &'p Text| found.push(("pack.toml".to_owned(), what, text));
    add("title".to_owned(), &pack.title);
    add("summary".to_owned(), &pack.summary);
    for group in &pack.groups {
        add(format!("group “{}”", group.id), &group.title);
    }
    for kind in &pack.kinds {
        add(format!("kind “{}”, title", kind.form), &kind.title);
        add(format!("kind “{}”, plural", kind.form), &kind.plural);
    }
}

fn indicators<'p>(pack: &'p Pack, found: &mut Vec<Found<'p>>) {
    let mut add = |what: String, text: &'p Text| found.push(("indicators.toml".to_owned(), what, text));
    for (dimension, values) in &pack.values {
        for (value, name) in values {
            add(format!("value “{value}” of “{dimension}”"), name);
        }
    }
    for (id, title) in &pack.dimensions {
        add(format!("dimension “{id}”"), title);
    }
    for indicator in &pack.indicators {
        add(format!("indicator “{}”, title", indicator.id), &indicator.title);
        add(format!("indicator “{}”, note", indicator.id), &indicator.note);
        add(format!("unit “{}”", indicator.unit.id), &indicator.unit.label);
        for (place, label) in &indicator.scale {
            add(format!("indicator “{}”, scale {place}", indicator.id), label);
        }
    }
}
