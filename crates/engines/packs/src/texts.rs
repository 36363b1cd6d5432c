//! Every text of a pack that a person reads, outside forms and articles, with the file it stands in. Owns the list, so that none is forgotten when a language is
//! asked for.

use crate::Pack;
use language::Text;

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
    for case in &pack.cases {
        found.push((case.file.clone(), "title".to_owned(), &case.title));
    }
    found
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
