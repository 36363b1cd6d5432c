//! What a set of answers says about entities: the `entity` elements in `meta` of the form and of its repeats, with the answers that are
//! saved to properties. What becomes of it is not this engine's.

use super::Session;
use crate::form::ItemPlace;
use crate::{Form, Item};
use std::collections::BTreeMap;
use xpath::NodeId;

/// The element's name, by the ODK entities specification.
const ENTITY: &str = "entity";
/// The attribute that names the list.
const DATASET: &str = "dataset";

/// What answers say about one entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityStatement {
    /// The path of the section that speaks of it: `/`, or a repeat's instance.
    pub path: String,
    /// The name of its list.
    pub list: String,
    /// Its id; empty when it is made and whoever asked had no way to make one up.
    pub id: String,
    /// Whether it is to be made.
    pub creates: bool,
    /// Whether it is to be changed.
    pub updates: bool,
    /// The version that was built on, as the phone counts.
    pub base: Option<i64>,
    /// The version of the server that an offline branch began at.
    pub trunk: Option<i64>,
    /// The offline branch.
    pub branch: Option<String>,
    /// Its name, when the answers say one.
    pub label: Option<String>,
    /// Answers by the property that they are saved to.
    pub values: BTreeMap<String, String>,
}

impl Form {
    /// The lists that answers make or change entities of, with the properties that are saved, each in the order of the form.
    pub fn entity_lists(&self) -> Vec<(String, Vec<String>)> {
        let mut lists: Vec<(String, Vec<String>)> = Vec::new();
        for (at, item) in self.items.iter().enumerate().filter(|(at, _)| self.is_entity(*at)) {
            let Some(list) = self.fixed_list(at) else { continue };
            let section = item.parent.and_then(|meta| self.at(meta)).and_then(|meta| meta.parent).unwrap_or_default();
            let saved = self.items.iter().enumerate().filter(|(one, _)| self.speaker_of(*one) == Some(section));
            let properties = saved.filter_map(|(_, item)| item.rules.save_to.clone());
            match lists.iter_mut().find(|(known, _)| *known == list) {
                Some((_, known)) => known.extend(properties),
                None => lists.push((list, properties.collect())),
            }
        }
        lists
    }

    fn fixed_list(&self, entity: usize) -> Option<String> {
        let node = *self.instance.nodes.get(entity)?;
        self.instance.fresh.attribute(node, DATASET).map(str::to_owned).filter(|list| !list.is_empty())
    }

    fn is_entity(&self, at: usize) -> bool {
        let is_called_so = |item: &Item| item.place == ItemPlace::Meta && item.name == ENTITY;
        self.at(at).is_some_and(is_called_so) && self.fixed_list(at).is_some()
    }

    /// Whether a section has an entity of its own.
    fn speaks_of_one(&self, section: usize) -> bool {
        let children = |at: usize| self.at(at).map(|item| item.children.as_slice()).unwrap_or_default();
        let metas =
            children(section).iter().filter(|at| self.at(**at).is_some_and(|item| item.place == ItemPlace::Meta));
        metas.flat_map(|meta| children(*meta)).any(|at| self.is_entity(*at))
    }

    /// The section with an entity that an item stands in, the innermost.
    fn speaker_of(&self, item: usize) -> Option<usize> {
        self.with_sections(item).skip(1).find(|section| self.speaks_of_one(*section))
    }
}

impl Session<'_> {
    /// What the answers say about entities, in the order of the form. Conditions that do not hold say nothing.
    pub fn entities(&self) -> Vec<EntityStatement> {
        let form = self.form;
        let entities = (0..form.items.len()).filter(|at| form.is_entity(*at));
        let nodes = entities.flat_map(|at| self.nodes_of(at, None));
        nodes.filter(|node| !self.is_left_out(*node)).filter_map(|node| self.statement(node)).collect()
    }

    fn is_left_out(&self, node: NodeId) -> bool {
        std::iter::once(node).chain(self.document.ancestors(node)).any(|at| self.document.is_hidden(at))
    }

    fn statement(&self, entity: NodeId) -> Option<EntityStatement> {
        let section = self.document.parent(entity).and_then(|meta| self.document.parent(meta))?;
        let attribute = |name: &str| {
            let found = self.document.attributes(entity).find(|node| self.document.name(*node) == name);
            found.map(|node| self.document.own_text(node).trim().to_owned()).filter(|text| !text.is_empty())
        };
        let is_true = |name: &str| attribute(name).is_some_and(|text| matches!(text.as_str(), "1" | "true"));
        let number = |name: &str| attribute(name).and_then(|text| text.parse::<i64>().ok());
        let label = self.document.elements(entity).find(|node| self.document.name(*node) == "label");
        let mut statement = EntityStatement {
            path: self.path_of(section),
            list: attribute(DATASET)?,
            id: attribute("id").unwrap_or_default(),
            creates: is_true("create"),
            updates: is_true("update"),
            base: number("baseVersion"),
            trunk: number("trunkVersion"),
            branch: attribute("branchId"),
            label: label.map(|node| self.document.text(node).trim().to_owned()).filter(|text| !text.is_empty()),
            values: BTreeMap::new(),
        };
        if !statement.creates && !statement.updates {
            return None;
        }
        self.saved_in(section, &mut statement.values);
        Some(statement)
    }

    fn saved_in(&self, section: NodeId, values: &mut BTreeMap<String, String>) {
        for node in self.written_elements(section) {
            if let Some(property) = &self.item_of(node).rules.save_to {
                values.insert(property.clone(), self.document.text(node).into_owned());
            }
            if !self.form.speaks_of_one(self.index_of(node)) {
                self.saved_in(node, values);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Choice, Environment, Itemset, Session, check, read_markdown};
    use serde_json::json;
    use std::collections::BTreeMap;

    const REGISTER: &str = "
| survey |
|        | type         | name    | label     | save_to |
|        | text         | called  | Name?     |         |
|        | text         | village | Village?  | village |
|        | begin_repeat | child   | Child     |         |
|        | text         | name    | Name?     |         |
|        | end_repeat   |         |           |         |
| settings |
|        | form_id |
|        | register |
| entities |
|        | list_name | label     |
|        | people    | ${called} |
";
    const VISIT: &str = "
| survey |
|        | type                        | name   | label   | save_to | relevant         |
|        | select_one_from_file people.csv | person | Who?    |         |                  |
|        | text                        | phone  | Phone?  | phone   | ${person} != 'b' |
| settings |
|        | form_id |
|        | visit |
| entities |
|        | list_name | entity_id |
|        | people    | ${person} |
";

    fn environment() -> Environment {
        Environment::on(jiff::civil::date(2026, 11, 25))
    }

    #[test]
    fn answers_make_an_entity_with_the_properties_that_they_are_saved_to() {
        let form = read_markdown(REGISTER).unwrap();
        assert_eq!(form.entity_lists(), [("people".to_owned(), vec!["village".to_owned()])]);
        let answers = json!({ "called": "Mali", "village": "Na Di", "child": [{ "name": "Nid" }] });
        let checked = check(&form, &answers, &crate::NoItemsets, environment()).unwrap();
        let [entity] = checked.entities() else { panic!("{:?}", checked.entities()) };
        assert_eq!((entity.list.as_str(), entity.id.as_str(), entity.path.as_str()), ("people", "", "/"));
        assert!(entity.creates && !entity.updates);
        assert_eq!(entity.label.as_deref(), Some("Mali"));
        assert_eq!(entity.values, BTreeMap::from([("village".to_owned(), "Na Di".to_owned())]));
    }

    #[test]
    fn answers_change_the_entity_that_was_chosen_from_the_version_that_was_in_the_list() {
        let form = read_markdown(VISIT).unwrap();
        let choice = |name: &str| Choice::new(name, language::Text::new(name)).with("__version", "3");
        let lists = BTreeMap::from([("people.csv".to_owned(), Itemset::new([choice("a"), choice("b")]))]);
        let said = |person: &str| {
            let answers = json!({ "person": person, "phone": "1" });
            check(&form, &answers, &lists, environment()).unwrap().entities().to_vec()
        };
        let first = said("a").remove(0);
        assert_eq!((first.id.as_str(), first.base, first.updates, first.creates), ("a", Some(3), true, false));
        assert_eq!(first.values, BTreeMap::from([("phone".to_owned(), "1".to_owned())]));
        assert!(said("b").remove(0).values.is_empty(), "what is not asked says nothing");
    }

    #[test]
    fn a_phone_says_id_version_and_branch_itself() {
        let form = read_markdown(VISIT).unwrap();
        let xml = "<data xmlns:orx='http://openrosa.org/xforms' id='visit'><person>a</person><phone>2</phone>\
                   <meta><instanceID>uuid:1</instanceID><entity dataset='people' update='1' id='a' baseVersion='4' \
                   trunkVersion='2' branchId='br'/></meta></data>";
        let lists = BTreeMap::from([(
            "people.csv".to_owned(),
            Itemset::new([Choice::new("a", language::Text::new("a")).with("__version", "7")]),
        )]);
        let (session, refused) = Session::receive(&form, &lists, environment(), xml).unwrap();
        assert_eq!(refused, []);
        let entity = session.entities().remove(0);
        assert_eq!((entity.base, entity.trunk, entity.branch.as_deref()), (Some(4), Some(2), Some("br")));
    }
}
