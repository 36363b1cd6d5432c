//! The agencies of the demo and their people, all visibly invented.

use super::PASSWORD;
use crate::app::App;
use crate::failure::Failure;
use identity::{NewAgency, NewPerson};
use language::Lang;
use service_kit::{Actor, Context, Role};
use std::collections::BTreeMap;

/// Somebody of the demo.
pub(super) struct Persona {
    pub(super) login: &'static str,
    name: &'static str,
    pub(super) role: Role,
    /// The kind of their agency; empty for the organisation that runs the server.
    agency: &'static str,
    lang: Lang,
}

const fn persona(login: &'static str, name: &'static str, role: Role, agency: &'static str, lang: Lang) -> Persona {
    Persona { login, name, role, agency, lang }
}

pub(super) const PERSONAS: [Persona; 9] = [
    persona("admin", "Demo Administrator", Role::Administrator, "", Lang::En),
    persona("director", "Demo Director", Role::Director, "", Lang::Th),
    persona("data", "Demo Data Officer", Role::DataOfficer, "", Lang::En),
    persona("coordinator", "Demo Coordinator", Role::Coordinator, "", Lang::En),
    persona("field", "Demo Field Worker", Role::FieldWorker, "", Lang::Th),
    persona("partner", "Demo Partner", Role::Partner, "community", Lang::En),
    persona("police", "Demo Police Officer", Role::Coordinator, "police", Lang::Th),
    persona("welfare", "Demo Welfare Officer", Role::Coordinator, "welfare", Lang::Th),
    persona("hospital", "Demo Nurse", Role::Coordinator, "health", Lang::Th),
];

/// The kind of the organisation that runs the server.
pub(super) const HOME_KIND: &str = "ngo";
const HOME_NAMES: (&str, &str) = ("Demo Bridge Foundation", "มูลนิธิสะพานสาธิต");

/// Agencies beside it: kind, name in English, name in Thai.
const AGENCIES: [(&str, &str, &str); 4] = [
    ("community", "Bamboo Demo Network", "เครือข่ายไผ่สาธิต"),
    ("police", "Demo Provincial Police", "ตำรวจภูธรจังหวัดสาธิต"),
    ("welfare", "Demo Social Development Office", "สำนักงานพัฒนาสังคมสาธิต"),
    ("health", "Demo Hospital", "โรงพยาบาลสาธิต"),
];

/// Makes the people of the demo and gives the coordinator's context, in whose name records are entered.
pub(super) async fn make(app: &App, operator: &Context) -> Result<Context, Failure> {
    let home = app.identity.home_agency().await?;
    let (name_en, name_th) = HOME_NAMES;
    let named = NewAgency { name_en: name_en.to_owned(), name_th: name_th.to_owned(), kind: HOME_KIND.to_owned() };
    app.identity.change_agency(operator, &home, named).await?;
    let agencies = agencies(app, operator).await?;
    for persona in &PERSONAS {
        if app.kit.store.account_by_login(persona.login).await?.is_some() {
            continue;
        }
        let person = NewPerson {
            login: persona.login.to_owned(),
            name: persona.name.to_owned(),
            agency_id: agencies.get(persona.agency).unwrap_or(&home).clone(),
            role: persona.role,
            lang: persona.lang,
        };
        let link = app.identity.invite(operator, person).await?;
        app.identity.use_link(&link.token, PASSWORD).await?;
    }
    let account = app.kit.store.account_by_login("coordinator").await?;
    let account = account.ok_or_else(|| Failure::said("the demo's coordinator could not be made"))?;
    let actor =
        Actor { account_id: account.id, agency_id: account.agency_id, role: Role::Coordinator, name: account.name };
    Ok(Context::new(&app.kit, actor, Lang::En))
}

/// The ids of the other agencies by their kinds; those that are not there are made.
async fn agencies(app: &App, operator: &Context) -> Result<BTreeMap<&'static str, String>, Failure> {
    let known = app.identity.agencies().await?;
    let mut ids = BTreeMap::new();
    for (kind, name_en, name_th) in AGENCIES {
        let id = match known.iter().find(|agency| agency.name_en == name_en) {
            Some(agency) => agency.id.clone(),
            None => {
                let agency =
                    NewAgency { name_en: name_en.to_owned(), name_th: name_th.to_owned(), kind: kind.to_owned() };
                app.identity.add_agency(operator, agency).await?
            }
        };
        ids.insert(kind, id);
    }
    Ok(ids)
}
