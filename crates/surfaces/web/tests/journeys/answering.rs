//! Forms answered in a browser where it is easy to lose or mix up an answer: repeats in repeats, removed rows, files, corrections of what
//! somebody else or another version of the form changed meanwhile.

use crate::browser::{Browser, Page, Site};
use axum::http::StatusCode;
use collection::{Correction, NewSubmission};
use forms::{AskedFile, Media};
use serde_json::{Value as Json, json};
use service_kit::{Context, Role};
use testkit::{HOME, OTHER};

const HOUSE: &str = "
| survey |
| | type | name | label::English (en) |
| | text | head | Head |
| | time | met_at | Met at |
| | image | front | Front |
| | integer | rooms | Rooms |
| | begin repeat | child | Child |
| | text | called | Called |
| | select_one yn | school | School |
| | image | face | Face |
| | begin repeat | jab | Jab |
| | text | what | What |
| | end repeat | | |
| | end repeat | | |
| choices |
| | list_name | name | label::English (en) |
| | yn | yes | Yes |
| | yn | no | No |
| settings |
| | form_id | version | form_title::English (en) |
| | house | 1 | House |
";

/// Somebody who corrects, and a form of theirs in use.
struct Stage {
    site: Site,
    browser: Browser,
    context: Context,
    /// The address of its records.
    list: String,
}

impl Stage {
    async fn new() -> Self {
        let site = Site::new().await;
        let mut browser = site.signed_in(Role::Coordinator, HOME).await;
        let list = bring(&mut browser, HOUSE, "1").await;
        let context = site.world.person(Role::Coordinator, HOME);
        Self { site, browser, context, list }
    }

    fn kind(&self) -> &str {
        self.list.trim_start_matches("/records/")
    }

    async fn submit(&self, id: &str, answers: Json, corrects: Option<&str>) {
        let corrects = corrects
            .map(|supersedes| Correction { record_id: "house-one".to_owned(), supersedes: supersedes.to_owned() });
        let kind = self.kind().to_owned();
        let new = NewSubmission { id: id.into(), kind, answers, corrects, reason: None, source: "web" };
        self.site.state.collection.submit(&self.context, new).await.unwrap();
    }

    async fn picture(&self) -> String {
        let asked = AskedFile { media: Media::Image, keeps_place: false };
        let bytes = b"\xFF\xD8\xFF\xDA\0\x02seen\xFF\xD9".to_vec();
        self.site.state.collection.keep_file(&self.context, asked, bytes).await.unwrap()
    }

    /// What the record says now.
    async fn answers(&self) -> Json {
        let history = self.site.state.collection.history(&self.context, self.kind(), "house-one").await.unwrap();
        history.into_iter().next_back().unwrap().answers.unwrap()
    }

    async fn press(&mut self, page: &Page, changed: &[(&str, &str)], button: (&str, &str)) -> Page {
        let correct = self.correct();
        self.browser.press(page, &correct, changed, button).await
    }

    fn correct(&self) -> String {
        format!("{}/house-one/correct", self.list)
    }
}

async fn bring(browser: &mut Browser, form: &str, version: &str) -> String {
    let desk = browser.get("/forms").await;
    let shown = browser.upload(&desk, "/forms", &[], ("house.md", form)).await;
    let list = browser.send(&shown, "/forms/publish", &[("form", "house"), ("version", version)]).await;
    assert!(list.address.starts_with("/records/own-"), "{} {}", list.address, list.text);
    list.address
}

#[tokio::test]
async fn a_row_of_a_repeat_has_rows_of_its_own() {
    let mut stage = Stage::new().await;
    let new = format!("{}/new", stage.list);
    let page = stage.browser.get(&new).await;
    let id = page.hidden("submission");
    let page = stage.browser.press(&page, &new, &[("/child[1]/called", "Nok")], ("add", "/child")).await;
    let page = stage.browser.press(&page, &new, &[("/child[1]/jab[1]/what", "BCG")], ("add", "/child[1]/jab")).await;
    let page = stage.browser.press(&page, &new, &[("/child[1]/jab[2]/what", "MMR")], ("add", "/child[1]/jab")).await;
    let third = [("/child[1]/jab[3]/what", "wrong"), ("/child[2]/called", "Dao")];
    let page = stage.browser.press(&page, &new, &third, ("remove", "/child[1]/jab[2]")).await;
    let draft = stage.browser.get(&format!("/drafts/{id}")).await;
    assert!(draft.shows("value=\"BCG\"") && draft.shows("value=\"wrong\"") && !draft.shows("MMR"), "{}", draft.text);
    let saved = stage.browser.press(&page, &new, &[("/child[1]/jab[2]/what", "DTP")], ("save", "yes")).await;
    assert!(saved.shows("counts from now on"), "{}", saved.text);
    let history = stage.site.state.collection.history(&stage.context, stage.kind(), &id).await.unwrap();
    let jabs = json!([{"what": "BCG"}, {"what": "DTP"}]);
    assert_eq!(
        history[0].answers.as_ref().unwrap()["child"],
        json!([{"called": "Nok", "jab": jabs}, {"called": "Dao"}])
    );
}

#[tokio::test]
async fn a_row_that_a_correction_removes_leaves_nothing_to_the_row_after_it() {
    let mut stage = Stage::new().await;
    let face = stage.picture().await;
    let first = json!({"called": "Nok", "school": "yes", "face": face, "jab": [{"what": "BCG"}, {"what": "MMR"}]});
    stage.submit("house-one", json!({"head": "Khun A", "child": [first, {"called": "Dao"}]}), None).await;
    let page = stage.browser.get(&stage.correct()).await;
    let page = stage.press(&page, &[], ("remove", "/child[1]")).await;
    let page = stage.press(&page, &[], ("refresh", "yes")).await;
    let review = stage.press(&page, &[], ("save", "yes")).await;
    stage.press(&review, &[], ("save", "confirmed")).await;
    assert_eq!(stage.answers().await["child"], json!([{"called": "Dao"}]));
}

#[tokio::test]
async fn a_file_that_a_correction_takes_away_stays_away() {
    let mut stage = Stage::new().await;
    let front = stage.picture().await;
    stage.submit("house-one", json!({"head": "Khun A", "front": front}), None).await;
    let page = stage.browser.get(&stage.correct()).await;
    assert!(page.shows("A picture is kept.") || page.shows(&front));
    let page = stage.press(&page, &[], ("clear", "/front")).await;
    let review = stage.press(&page, &[], ("save", "yes")).await;
    assert!(review.shows("Front"), "{}", review.text);
    stage.press(&review, &[], ("save", "confirmed")).await;
    assert_eq!(stage.answers().await["front"], Json::Null);
}

#[tokio::test]
async fn what_a_page_shows_shortened_stays_whole_when_something_else_is_corrected() {
    let mut stage = Stage::new().await;
    stage.submit("house-one", json!({"head": "Khun A", "met_at": "10:20:30.000+07:00"}), None).await;
    let page = stage.browser.get(&stage.correct()).await;
    let review = stage.press(&page, &[("/head", "Khun B")], ("save", "yes")).await;
    stage.press(&review, &[], ("save", "confirmed")).await;
    let answers = stage.answers().await;
    assert_eq!((&answers["head"], &answers["met_at"]), (&json!("Khun B"), &json!("10:20:30.000+07:00")));
}

#[tokio::test]
async fn what_somebody_else_corrected_meanwhile_is_told_and_not_undone() {
    let mut stage = Stage::new().await;
    stage.submit("house-one", json!({"head": "Khun A", "rooms": "2", "child": [{"called": "Nok"}]}), None).await;
    let page = stage.browser.get(&stage.correct()).await;
    let review = stage.press(&page, &[("/head", "Khun B")], ("save", "yes")).await;
    assert!(review.shows("Khun B</ins>"), "{}", review.text);
    stage
        .submit("by-another", json!({"head": "Khun A", "rooms": "3", "child": [{"called": "Noi"}]}), Some("house-one"))
        .await;
    let told = stage.press(&review, &[("reason", "the name was wrong")], ("save", "confirmed")).await;
    assert_eq!(told.status, StatusCode::OK);
    assert!(told.shows("changed this record since you opened it"), "{}", told.text);
    assert!(told.shows("Khun B</ins>") && told.shows("the name was wrong"), "{}", told.text);
    assert!(!told.shows("Rooms") && !told.shows("Nok"), "what the other changed is not undone: {}", told.text);
    assert_eq!(stage.answers().await["head"], json!("Khun A"), "nothing is saved before it was looked at");
    let saved = stage.press(&told, &[], ("save", "confirmed")).await;
    assert!(saved.shows("earlier answers stay"), "{}", saved.text);
    let expected = json!({"head": "Khun B", "rooms": "3", "child": [{"called": "Noi"}]});
    let answers = stage.answers().await;
    for name in ["head", "rooms", "child"] {
        assert_eq!(answers[name], expected[name]);
    }
}

#[tokio::test]
async fn answers_to_questions_that_the_form_lost_are_told_before_they_are_left_out() {
    let mut stage = Stage::new().await;
    stage.submit("house-one", json!({"head": "Khun A", "rooms": "2"}), None).await;
    let new = format!("{}/new", stage.list);
    let open = stage.browser.get(&new).await;
    let without = HOUSE.replace("| | integer | rooms | Rooms |\n", "").replace("| house | 1 |", "| house | 2 |");
    bring(&mut stage.browser, &without, "2").await;

    let page = stage.browser.get(&stage.correct()).await;
    let review = stage.press(&page, &[("/head", "Khun B")], ("save", "yes")).await;
    assert!(review.shows("rooms: 2"), "{}", review.text);

    let typed = [("/head", "Khun D"), ("/rooms", "7")];
    let told = stage.browser.press(&open, &new, &typed, ("save", "yes")).await;
    assert!(told.shows("The form changed since you began it.") && told.shows("rooms: 7"), "{}", told.text);
    let saved = stage.browser.press(&told, &new, &[], ("save", "yes")).await;
    assert!(saved.shows("counts from now on"), "{}", saved.text);
}

#[tokio::test]
async fn a_form_that_is_closed_meanwhile_takes_no_files() {
    let mut stage = Stage::new().await;
    let new = format!("{}/new", stage.list);
    let open = stage.browser.get(&new).await;
    let desk = stage.browser.get("/forms").await;
    stage.browser.send(&desk, "/forms/retire", &[("form", "house"), ("version", "1")]).await;
    let before = stage.site.world.audit().await;
    let refused = stage.browser.send_file(&open, &new, "file:/front", "RIFF\x10\0\0\0WEBPVP8 \x04\0\0\0seen").await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert_eq!(stage.site.world.audit().await, before, "nothing is kept");
}

#[tokio::test]
async fn rows_without_answers_are_counted_and_not_shown() {
    let mut stage = Stage::new().await;
    stage.submit("house-one", json!({"child": [{"called": "Dao"}, {}, {"called": "Nok"}, {}]}), None).await;
    let page = stage.browser.get(&format!("{}/house-one", stage.list)).await;
    assert!(page.shows("Dao") && page.shows("Nok") && page.shows("2 rows without answers"), "{}", page.text);
}

#[tokio::test]
async fn a_file_of_a_row_is_opened_from_its_record_and_from_nowhere_else() {
    let mut stage = Stage::new().await;
    let face = stage.picture().await;
    let children = json!([{"called": "Dao"}, {"called": face, "face": face}]);
    stage.submit("house-one", json!({"head": face, "child": children}), None).await;
    let record = format!("{}/house-one", stage.list);
    let page = stage.browser.get(&record).await;
    let link = format!("{record}/files/child/2/face");
    assert!(page.shows(&format!("<a href=\"{link}\">Open the file</a>")), "{}", page.text);
    let file = stage.browser.get(&link).await;
    assert_eq!((file.status, file.bytes.starts_with(b"\xFF\xD8\xFF")), (StatusCode::OK, true));
    assert_eq!(file.headers["content-security-policy"], "default-src 'none'; sandbox");
    for none in ["child/1/face", "child/0/face", "child/3/face", "child/2/called", "jab/1/what", "head", "front"] {
        let page = stage.browser.get(&format!("{record}/files/{none}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{none}");
    }
    let mut other = stage.site.signed_in(Role::Coordinator, OTHER).await;
    assert_eq!(other.get(&link).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pictures_of_rows_are_printed_with_the_form() {
    let mut stage = Stage::new().await;
    let asked = AskedFile { media: Media::Image, keeps_place: false };
    let mut faces = Vec::new();
    for dot in DOTS {
        faces.push(stage.site.state.collection.keep_file(&stage.context, asked, unhexed(dot)).await.unwrap());
    }
    let children = json!([{"called": "Nok", "face": faces[0]}, {"called": "Dao"}, {"called": "Fah", "face": faces[1]}]);
    stage.submit("house-one", json!({"head": "Khun A", "child": children}), None).await;
    let paper = stage.browser.get(&format!("{}/house-one/print.pdf", stage.list)).await;
    assert_eq!(paper.status, StatusCode::OK);
    let compact: Vec<u8> = paper.bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let pictures = compact.windows(14).filter(|part| part == b"/Subtype/Image").count();
    assert_eq!(pictures, 2, "one for each row that has one");
}

/// PNG pictures of one point: a dark and a light one.
const DOTS: [&str; 2] = [
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63d00000002a00296b3154730000000049454e44ae426082",
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6338010000ca00c999ca5d7e0000000049454e44ae426082",
];

fn unhexed(hex: &str) -> Vec<u8> {
    hex.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}
