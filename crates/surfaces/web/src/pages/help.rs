//! Help and methods: a pack's articles, and how each of its figures is counted.

use super::{Answer, page};
use crate::WebState;
use crate::failure::Failure;
use crate::inside::Inside;
use crate::markdown;
use crate::parts::{Heading, Line, LineGroup, Link, Notice, Tone};
use crate::views::{ArticlePage, LinksPage};
use crate::words;
use axum::extract::{Path, State};
use language::{Lang, Message, phrase, say};
use packs::{Article, Pack, Review};

/// `GET /help`
pub(crate) async fn list(State(state): State<WebState>, caller: Inside) -> Answer {
    let lang = caller.visit.lang;
    let title = phrase(lang, "web-help-title");
    let group = |pack: &Pack| {
        let english = pack.articles.iter().filter(|article| article.lang == Lang::En);
        let mut lines: Vec<Line> = english
            .map(|article| Line {
                title: pack.article(&article.id, lang).unwrap_or(article).head.title.clone(),
                href: format!("/help/{}/{}", pack.id, article.id),
                ..Line::default()
            })
            .collect();
        lines.push(Line {
            title: phrase(lang, "web-help-methods"),
            href: format!("/help/{}/methods", pack.id),
            ..Line::default()
        });
        LineGroup { title: pack.title.get(lang).to_owned(), lines }
    };
    page(&LinksPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-help-lead")),
        groups: state.collection.packs().iter().map(|pack| group(pack)).collect(),
    })
}

fn crumbs(lang: Lang) -> [Link; 1] {
    [Link::new("/help", phrase(lang, "web-help-title"))]
}

/// `GET /help/{pack}/{article}`
pub(crate) async fn article(
    State(state): State<WebState>,
    caller: Inside,
    Path((pack, id)): Path<(String, String)>,
) -> Answer {
    let lang = caller.visit.lang;
    let pack = state.collection.pack(&pack)?;
    let article = [lang, Lang::En, Lang::Th]
        .into_iter()
        .find_map(|lang| pack.articles.iter().find(|one| one.id == id && one.lang == lang));
    let article = article.ok_or_else(Failure::not_found)?;
    page(&ArticlePage {
        frame: caller.visit.frame(&state, &article.head.title),
        heading: Heading::new(&article.head.title).under(crumbs(lang)),
        standing: Some(standing(pack, article, lang)),
        text_lang: article.lang.code().to_owned(),
        body: markdown::to_html(&article.body),
    })
}

/// What a reader must know before they rely on the text.
fn standing(pack: &Pack, article: &Article, lang: Lang) -> Notice {
    let mut notice = match &article.head.review {
        Review::NotReviewed => Notice::new(Tone::Warn, phrase(lang, "web-article-not-reviewed")),
        Review::Reviewed { by, on } => {
            let on = on.parse().map_or_else(|_| on.clone(), |day| words::long_day(day, lang));
            Notice::new(
                Tone::Good,
                say(lang, &Message::new("web-article-reviewed").with("by", by.as_str()).with("date", on)),
            )
        }
    };
    if article.lang != lang {
        notice.lines.push(phrase(lang, "web-article-untranslated"));
    }
    let source = pack.articles.iter().find(|one| one.id == article.id && one.lang == Lang::En);
    let is_outdated = source
        .zip(article.head.translates.as_ref())
        .is_some_and(|(source, made_from)| source.fingerprint() != *made_from);
    if is_outdated {
        notice.tone = Tone::Warn;
        notice.lines.push(phrase(lang, "web-article-outdated"));
    }
    notice.lines.push(say(lang, &Message::new("web-article-source").with("source", article.head.source.as_str())));
    notice
}

/// `GET /help/{pack}/methods`: how each figure is counted, as its pack says.
pub(crate) async fn methods(State(state): State<WebState>, caller: Inside, Path(pack): Path<String>) -> Answer {
    let lang = caller.visit.lang;
    let pack = state.collection.pack(&pack)?;
    let title = phrase(lang, "web-help-methods");
    let line = |indicator: &stats::Indicator| Line {
        title: indicator.title.get(lang).to_owned(),
        text: indicator.note.get(lang).to_owned(),
        ..Line::default()
    };
    page(&LinksPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title).under(crumbs(lang)),
        groups: vec![LineGroup { title: String::new(), lines: pack.indicators.iter().map(line).collect() }],
    })
}
