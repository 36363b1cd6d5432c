//! A form that an agency brings: its mistakes, taking it into use, filling it in, and taking it out of use.

use crate::browser::{SESSIONS, Site, session};
use axum::http::StatusCode;
use service_kit::Role;
use testkit::{HOME, OTHER};

const VISIT: &str = "
| survey |
| | type | name | label::English (en) | label::ไทย (th) | constraint | bind::saphan:class |
| | date | seen_on | Date | วันที่ | | work |
| | select_one yn | safe | Is it safe? | ปลอดภัยไหม | | work |
| | begin group | who | Who | ใคร | | |
| | text | Name | Name | ชื่อ | | work |
| | end group | | | | | |
| | integer | rooms | Rooms | ห้อง | . > 0 | work |
| choices |
| | list_name | name | label::English (en) | label::ไทย (th) |
| | yn | yes | Yes | ใช่ |
| | yn | no | No | ไม่ |
| settings |
| | form_id | version | form_title::English (en) | form_title::ไทย (th) |
| | Visit | 1 | Household visit | การเยี่ยมบ้าน |
";

#[tokio::test]
async fn a_coordinator_brings_a_form_and_a_field_worker_fills_it_in() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    let desk = browser.get("/forms").await;
    let nothing = browser.send(&desk, "/forms", &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let broken = VISIT.replace("| integer |", "| intger |");
    let wrong = browser.upload(&desk, "/forms", &[], ("visit.md", &broken)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("survey row 7, type") && wrong.shows("Did you mean integer?"), "{}", wrong.text);

    let version = browser.upload(&wrong, "/forms", &[], ("visit.md", VISIT)).await;
    assert!(version.shows("Visit · 1") && version.shows("English (en), ไทย (th)"), "{}", version.text);
    let named = [("form", "Visit"), ("version", "1")];
    let list = browser.send(&version, "/forms/publish", &named).await;
    assert!(
        list.address.starts_with("/records/own-") && list.shows("Household visit"),
        "{} {}",
        list.address,
        list.text
    );

    let mut worker = site.signed_in(Role::FieldWorker, HOME).await;
    assert!(worker.get("/records").await.shows("Household visit"));
    let new = format!("{}/new", list.address);
    let form = worker.get(&new).await;
    assert!(form.shows("Is it safe?"), "{}", form.text);
    let answers =
        [("/seen_on", "2019-07-04"), ("/safe", "yes"), ("/who/Name", "Nok"), ("/rooms", "0"), ("save", "yes")];
    let refused = worker.send(&form, &new, &answers).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let saved = worker
        .send(
            &refused,
            &new,
            &[("/seen_on", "2019-07-04"), ("/safe", "yes"), ("/who/Name", "Nok"), ("/rooms", "2"), ("save", "yes")],
        )
        .await;
    assert!(saved.shows("counts from now on"), "{}", saved.text);
    let record = worker.get(saved.address.split("/saved").next().unwrap()).await;
    assert!(record.shows("Nok") && record.shows("Is it safe?") && record.shows("Yes"), "{}", record.text);

    let shown = worker.get(&format!("{}?of-author=nobody", list.address)).await;
    assert!(!shown.shows("Nok"), "narrowed by who recorded it");
    let shown = worker.get(&format!("{}?safe=yes", list.address)).await;
    assert!(shown.shows("Nok") && shown.shows("Export this list"), "{}", shown.text);
    let asked = [("safe", "yes"), ("as-format", "csv"), ("as-labels", "th"), ("as-extra", "")];
    let file = worker.send_once(&shown, &format!("{}/export", list.address), &asked).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.text.contains("ปลอดภัยไหม") && file.text.contains(",ใช่,Nok,2\r\n"), "{}", file.text);
    let none = [("safe", "no"), ("as-format", "csv"), ("as-labels", "codes")];
    let file = worker.send_once(&shown, &format!("{}/export", list.address), &none).await;
    assert!(file.text.contains(",who/Name,rooms") && !file.text.contains("Nok"), "{}", file.text);

    let mut stranger = site.signed_in(Role::Coordinator, OTHER).await;
    for address in [&list.address, &new, &record.address] {
        assert_eq!(stranger.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let home = stranger.get("/").await;
    let file = stranger.send_once(&home, &format!("{}/export", list.address), &asked).await;
    assert_eq!(file.status, StatusCode::NOT_FOUND);
    assert!(!stranger.get("/records").await.shows("Household visit"));
    assert!(!stranger.get("/forms").await.shows("Visit · 1"));
    assert_eq!(stranger.get("/forms/version?form=Visit&version=1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(worker.get("/forms").await.status, StatusCode::NOT_FOUND);

    let version = browser.get("/forms/version?form=Visit&version=1").await;
    let desk = browser.send(&version, "/forms/retire", &named).await;
    assert!(desk.shows("No longer in use"), "{}", desk.text);
    assert_eq!(worker.get(&new).await.status, StatusCode::NOT_FOUND);
    assert!(worker.get(&list.address).await.shows("Nok"), "what was answered stays");
}

const CHAT: &str = "
| survey |
| | type | name | label | required | constraint |
| | note | hello | Hello | | |
| | select_one many | which | Which one? | yes | |
| | integer | rooms | How many rooms? | | . < 10 |
| | begin repeat | child | Children | | |
| | text | name | What is the name? | | |
| | end repeat | | | | |
| settings |
| | form_id | version |
| | chat | 1 |
";

fn chat_form() -> String {
    let choices: String = (1..=20).map(|number| format!("| | many | c{number} | Choice number {number} |\n")).collect();
    CHAT.replace("| settings |", &format!("| choices |\n| | list_name | name | label |\n{choices}| settings |"))
}

#[tokio::test]
async fn a_draft_is_tried_on_a_phone_as_a_chat_and_on_paper_and_nothing_is_kept() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    let desk = browser.get("/forms").await;
    let version = browser.upload(&desk, "/forms", &[], ("chat.md", &chat_form())).await;
    assert!(version.shows("Try it"), "{}", version.text);
    let preview = browser.get("/forms/preview?form=chat&version=1").await;
    assert!(
        preview.text.contains("<iframe src=\"/forms/preview/answers?form=chat&#38;version=1\""),
        "{}",
        preview.text
    );
    let phone = browser.get("/forms/preview/answers?form=chat&version=1").await;
    let policy = phone.headers.get("content-security-policy").unwrap().to_str().unwrap();
    assert!(policy.contains("frame-ancestors 'self'") && phone.shows("Which one?"), "{policy}");
    let address = "/forms/preview/answers?form=chat&version=1";
    let handed_in = browser.send_once(&phone, address, &[("/which", "c2"), ("save", "yes")]).await;
    assert!(handed_in.shows("nothing was kept"), "{}", handed_in.text);

    let address = "/forms/preview/chat?form=chat&version=1";
    let chat = browser.get(address).await;
    assert!(chat.shows("Hello") && chat.shows("Choice number 13") && !chat.shows("Choice number 14"), "{}", chat.text);
    let more = browser.send_once(&chat, address, &[("done", ""), ("asked", "/which"), ("from", "13")]).await;
    assert!(more.shows("Choice number 14") && !more.shows("Choice number 13"), "{}", more.text);
    let needed = browser.send_once(&more, address, &[("done", ""), ("asked", "/which"), ("say", "")]).await;
    assert!(needed.text.contains("role=\"alert\"") && !needed.shows("How many rooms?"), "{}", needed.text);
    let next =
        browser.send_once(&needed, address, &[("done", ""), ("asked", "/which"), ("say", "choice number 14")]).await;
    assert!(next.shows("How many rooms?") && next.text.contains("name=\"/which\" value=\"c14\""), "{}", next.text);
    let so_far = [("/which", "c14"), ("done", "/which"), ("asked", "/rooms")];
    let wrong = browser.send_once(&next, address, &[&so_far[..], &[("say", "12")]].concat()).await;
    assert!(wrong.text.contains("role=\"alert\""), "{}", wrong.text);
    let done = [("/which", "c14"), ("done", "/which /rooms /child[1]/name"), ("asked", "+/child[2]"), ("say", "yes")];
    let child = browser.send_once(&next, address, &done).await;
    assert!(child.shows("What is the name?") && child.text.contains("value=\"/child=2\""), "{}", child.text);
    let last = [("/which", "c14"), ("rows", "/child=1"), ("done", "/which /rooms /child[1]/name")];
    let ended =
        browser.send_once(&child, address, &[&last[..], &[("asked", "+/child[2]"), ("say", "no")]].concat()).await;
    assert!(ended.shows("nothing was kept"), "{}", ended.text);

    let paper = browser.get("/forms/preview/print.pdf?form=chat&version=1&lang=en").await;
    assert_eq!(paper.status, StatusCode::OK);
    let mut stranger = site.signed_in(Role::Coordinator, OTHER).await;
    for place in ["", "/answers", "/chat", "/print.pdf"] {
        let found = stranger.get(&format!("/forms/preview{place}?form=chat&version=1")).await;
        assert_eq!(found.status, StatusCode::NOT_FOUND, "{place}");
    }
}

#[tokio::test]
async fn texts_are_translated_in_a_spreadsheet_and_come_back_as_another_draft() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    let desk = browser.get("/forms").await;
    let untranslated = VISIT.replace("| Is it safe? | ปลอดภัยไหม |", "| Is it safe? | |");
    browser.upload(&desk, "/forms", &[], ("visit.md", &untranslated)).await;
    let address = "/forms/translations?form=Visit&version=1";
    let texts = browser.get(address).await;
    assert!(texts.shows("Missing") && texts.shows("1 of "), "{}", texts.text);
    let file = browser.get("/forms/translations.xlsx?form=Visit&version=1").await;
    assert!(file.headers["content-disposition"].to_str().unwrap().contains("translations.xlsx"));
    let wrong = "sheet,name,text,Klingon\nsurvey,safe,label,x\n";
    let refused = browser.upload(&texts, address, &[("new-version", "2")], ("texts.csv", wrong)).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.shows("row 1, Klingon"), "{}", refused.text);
    let right = "sheet,name,text,ไทย (th)\nsurvey,safe,label,ปลอดภัยหรือไม่\n";
    let same = browser.upload(&texts, address, &[("new-version", "1")], ("texts.csv", right)).await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
    let draft = browser.upload(&texts, address, &[("new-version", "2")], ("texts.csv", right)).await;
    assert!(draft.shows("Visit · 2") && draft.shows("visit.xlsx"), "{}", draft.text);
    let texts = browser.get("/forms/translations?form=Visit&version=2").await;
    assert!(texts.shows("ปลอดภัยหรือไม่") && texts.shows("0 of "), "{}", texts.text);
    let mut stranger = site.signed_in(Role::Coordinator, OTHER).await;
    assert_eq!(stranger.get(address).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_list_is_sorted_by_the_column_whose_heading_was_pressed() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    let desk = browser.get("/forms").await;
    let version = browser.upload(&desk, "/forms", &[], ("visit.md", VISIT)).await;
    let list = browser.send(&version, "/forms/publish", &[("form", "Visit"), ("version", "1")]).await.address;
    let new = format!("{list}/new");
    for (day, name) in [("2019-07-01", "Bua"), ("2019-07-02", "Arun"), ("2019-07-03", "Chan")] {
        let form = browser.get(&new).await;
        let answers = [("/seen_on", day), ("/safe", "yes"), ("/who/Name", name), ("/rooms", "2"), ("save", "yes")];
        assert!(browser.send(&form, &new, &answers).await.address.contains("/saved"), "{name}");
    }
    let in_order = |text: &str| {
        let mut at: Vec<_> = ["Arun", "Bua", "Chan"].map(|name| (text.find(name).expect("listed"), name)).into();
        at.sort_unstable();
        at.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    let heading = |text: &str, title: &str| {
        let (before, _) = text.split_once(&format!("\">{title}</a></th>")).expect("a heading that leads on");
        before.rsplit("href=\"").next().expect("its address").replace("&#38;", "&")
    };
    let page = browser.get(&format!("{list}?safe=yes")).await;
    assert_eq!(in_order(&page.text), ["Chan", "Arun", "Bua"], "the latest first");
    let page = browser.get(&heading(&page.text, "Name")).await;
    assert!(page.shows("aria-sort=\"ascending\"") && page.address.contains("safe=yes"), "{}", page.address);
    assert_eq!(in_order(&page.text), ["Arun", "Bua", "Chan"]);
    let page = browser.get(&heading(&page.text, "Name")).await;
    assert!(page.shows("aria-sort=\"descending\""));
    assert_eq!(in_order(&page.text), ["Chan", "Bua", "Arun"]);
    let (_, name) = page.address.split_once("sort-by=-").expect("the end first");
    let said = format!("<option value=\"-{name}\" selected>Name: Z–A, 9–0</option>");
    assert!(page.shows(&said), "the same is said where there are no headings: {}", page.address);
    let page = browser.get(&format!("{list}?sort-by={name}&page=1")).await;
    assert_eq!(in_order(&page.text), ["Arun", "Bua", "Chan"], "as the form of the filters sends it");
    assert!(page.shows("<option value=\"\">Date: newest first</option>"), "{}", page.text);
    let page = browser.get(&format!("{list}?sort-by=nothing")).await;
    assert_eq!(in_order(&page.text), ["Chan", "Arun", "Bua"], "what nobody can sort by is not heeded");
}

#[tokio::test]
async fn pictures_and_sounds_say_what_labels_say() {
    const PICTURE: &[u8] = b"\xFF\xD8\xFF\xDA\0\x02a demo picture\xFF\xD9";
    const SEEN: &str = "
| survey |
| | type | name | label::English (en) | media::image::English (en) |
| | note | hello | Welcome | boat.jpg |
| | select_one jobs | job | Which work? | gone.jpg |
| choices |
| | list_name | name | label::English (en) | media::image::English (en) |
| | jobs | fish | | boat.jpg |
| | jobs | other | Other | |
| settings |
| | form_id | version |
| | seen | 1 |
";
    let site = Site::new().await;
    let context = site.world.person(Role::Coordinator, HOME);
    let collection = &site.state.collection;
    let files = [("seen.md", SEEN.as_bytes()), ("boat.jpg", PICTURE)];
    let files = files.map(|(name, bytes)| collection::BroughtFile::new(name, bytes.to_vec()));
    let draft = collection.bring_form(&context, files.into()).await.unwrap();
    let mut coordinator = site.signed_in(Role::Coordinator, HOME).await;
    let tried = coordinator.get("/forms/preview/answers?form=seen&version=1").await;
    let preview = "/forms/preview/media?form=seen&#38;version=1&#38;file=boat.jpg";
    assert!(tried.text.contains(preview), "{}", tried.text);
    let shown = coordinator.get("/forms/preview/media?form=seen&version=1&file=boat.jpg").await;
    assert_eq!((shown.status, shown.bytes.as_slice()), (StatusCode::OK, PICTURE));

    collection.publish_form(&context, "seen", "1").await.unwrap();
    let mut worker = site.signed_in(Role::FieldWorker, HOME).await;
    let form = worker.get(&format!("/records/{}/new", draft.kind)).await;
    let picture = format!("/records/{}/media?file=boat.jpg", draft.kind);
    assert_eq!(form.text.matches("<img src=\"/records/").count(), 2, "the note's and the choice's: {}", form.text);
    assert!(form.shows("alt=\"fish\""), "a choice without words is called by its name: {}", form.text);
    let handed_out = worker.get(&picture).await;
    assert_eq!((handed_out.status, handed_out.bytes.as_slice()), (StatusCode::OK, PICTURE));
    assert_eq!(handed_out.headers["cache-control"], "private, max-age=86400");
    assert_eq!(worker.get(&picture.replace("boat", "gone")).await.status, StatusCode::NOT_FOUND);
    let mut stranger = site.signed_in(Role::Coordinator, OTHER).await;
    assert_eq!(stranger.get(&picture).await.status, StatusCode::NOT_FOUND);
    let of_draft = stranger.get("/forms/preview/media?form=seen&version=1&file=boat.jpg").await;
    assert_eq!(of_draft.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_somebody_looks_for_stands_in_no_address() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    let new = format!("{SESSIONS}/new");
    for venue in ["Demo school", "Demo market"] {
        let form = browser.get(&new).await;
        let saved = browser.send(&form, &new, &session(venue)).await;
        assert!(saved.shows("counts from now on"), "{}", saved.text);
    }
    let list = browser.get(SESSIONS).await;
    let found = browser.send(&list, SESSIONS, &[("q", " market "), ("venue_kind", ""), ("period", "all")]).await;
    assert!(found.shows("Demo market") && !found.shows("Demo school"), "{}", found.text);
    assert!(found.shows("value=\"market\""), "the field still says it: {}", found.text);
    assert!(found.address.contains("q=") && !found.address.contains("market"), "{}", found.address);
    assert!(!found.text.split("href=\"").skip(1).any(|link| link.split('"').next().unwrap().contains("market")));
    let map = found.text.split("href=\"").find(|link| link.contains("/map?")).unwrap().split('"').next().unwrap();
    let map = browser.get(&map.replace("&#38;", "&")).await;
    assert!(map.shows("value=\"market\""), "the map is of what was looked for, too: {}", map.text);
    assert!(
        found.shows("<input type=\"hidden\" name=\"q\" value=\"market\">"),
        "so is what is exported: {}",
        found.text
    );

    let mut other = site.signed_in(Role::Director, HOME).await;
    for address in [found.address.as_str(), &format!("{SESSIONS}?q=market")] {
        let page = other.get(address).await;
        assert!(page.shows("Type it again") && page.shows("Demo school"), "{address}: {}", page.text);
    }
}
