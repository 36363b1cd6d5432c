//! Cases as a board, a column a state, and who answers for how many of them. Owns what stands in a column and in a row; both lead to lists
//! that are narrowed to what was counted.

use super::cases::{self, BOARD, LOAD};
use super::cases_asked::Asked;
use super::{Answer, page};
use crate::WebState;
use crate::parts::{Cell, Column, Empty, Heading, Link, Table, Tone};
use crate::views::{BoardPage, BoardState, LoadPage, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::State;
use casework::{Board, BoardAsked, BoardColumn, BoardKind, LoadLine};
use language::{Lang, Message, phrase, say};

/// `GET /cases?view=board`
pub(super) async fn show(state: &WebState, caller: &Caller, asked: &Asked) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let board = state.casework.board(context, BoardAsked { pack: asked.pack.clone() }).await?;
    let title = phrase(lang, "web-cases-title");
    let begin = cases::begins(state, context, lang);
    let is_empty = board.count.open == 0;
    page(&BoardPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-board-lead")).action(begin.clone().filter(|_| !is_empty)),
        tabs: cases::tabs(context, BOARD, lang),
        kinds: kinds(&board, lang),
        empty: is_empty.then(|| Empty {
            title: phrase(lang, "web-cases-empty"),
            text: phrase(lang, "web-cases-empty-text"),
            action: begin,
        }),
        columns: board.columns.iter().map(|one| column(&board.pack, one, lang)).collect(),
    })
}

/// The kinds of case to choose from, where there are several.
fn kinds(board: &Board, lang: Lang) -> Vec<(Link, bool)> {
    let kind = |one: &BoardKind| {
        let text = format!("{} ({})", one.title.get(lang), words::number(one.open as f64));
        let href = words::query("/cases", &[("view", "board"), ("pack", &one.pack)]);
        (Link::new(href, text), one.pack == board.pack)
    };
    if board.kinds.len() > 1 { board.kinds.iter().map(kind).collect() } else { Vec::new() }
}

fn column(pack: &str, column: &BoardColumn, lang: Lang) -> BoardState {
    let href = words::query("/cases", &[("pack", pack), ("state", &column.state)]);
    let overdue = Message::new("web-board-overdue").with("count", words::number(column.overdue as f64));
    let all = Message::new("web-board-all").with("count", words::number(column.open as f64));
    let card = |card: &casework::CaseLine| {
        let mut line = cases::line(card, lang);
        // The column says which kind and which state.
        line.title = card.code.clone();
        line.text = Some(card.owner.clone())
            .filter(|owner| !owner.is_empty())
            .unwrap_or_else(|| phrase(lang, "web-case-nobody"));
        line
    };
    BoardState {
        id: format!("state-{}", column.state),
        title: column.title.get(lang).to_owned(),
        count: words::number(column.open as f64),
        overdue: if column.overdue > 0 { badge(Tone::Bad, say(lang, &overdue)) } else { None },
        all: (column.open > 0).then(|| Link::new(href, say(lang, &all))),
        cards: column.cards.iter().map(card).collect(),
    }
}

/// `GET /cases/load`
pub(crate) async fn load(State(state): State<WebState>, caller: Caller) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let lines = state.casework.load(context).await?;
    let title = phrase(lang, "web-load-title");
    page(&LoadPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title.clone())
            .lead(phrase(lang, "web-load-lead"))
            .under([Link::new("/cases", phrase(lang, "web-cases-title"))]),
        tabs: cases::tabs(context, LOAD, lang),
        empty: lines.is_empty().then(|| Empty {
            title: phrase(lang, "web-load-empty"),
            text: phrase(lang, "web-load-empty-text"),
            action: None,
        }),
        table: Table {
            caption: title,
            columns: vec![
                Column::text(phrase(lang, "web-case-person")),
                Column::number(phrase(lang, "web-cases-open")),
                Column::number(phrase(lang, "web-cases-overdue")),
                Column::number(phrase(lang, "web-load-waiting")),
            ],
            rows: lines.iter().map(|line| row(line, lang)).collect(),
        },
    })
}

fn row(line: &LoadLine, lang: Lang) -> Vec<Cell> {
    let nobody = if line.account_id.is_empty() { "yes" } else { "" };
    let address = |name: &str, value: &str| {
        words::query("/cases", &[("owner", &line.account_id), ("nobody", nobody), (name, value)])
    };
    let number = |count: u64, href: String, tone: Tone| {
        let text = words::number(count as f64);
        if count == 0 { Cell::new(text) } else { Cell { tone, ..Cell::link(text, href) } }
    };
    let name = if line.account_id.is_empty() { phrase(lang, "web-load-nobody") } else { line.name.clone() };
    vec![
        Cell::new(name),
        number(line.open, address("", ""), Tone::Plain),
        number(line.overdue, address("overdue", "yes"), Tone::Bad),
        number(line.waiting, address("waits", "approval"), Tone::Warn),
    ]
}
