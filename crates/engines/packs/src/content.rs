//! `content/`: articles in Markdown, one file a language, with a head that says where the text comes from and whether somebody
//! reviewed it. Owns the tie between an article and its translations; not the showing of Markdown.

use crate::problem::PackProblem;
use crate::toml_file::SourceFile;
use language::{Lang, Message};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// An article in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The id that its languages share: the file's name before the language.
    pub id: String,
    /// Its language.
    pub lang: Lang,
    /// What the head of the file says.
    pub head: ArticleHead,
    /// The text, in Markdown.
    pub body: String,
}

/// The head of an article's file.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct ArticleHead {
    /// The heading.
    pub title: String,
    /// Where the content comes from.
    pub source: String,
    /// The day it was written, ISO 8601.
    pub written_on: String,
    /// Whether and by whom it was reviewed.
    pub review: Review,
    /// In a translation, the fingerprint of the English text it was made from (see [`Article::fingerprint`]).
    pub translates: Option<String>,
}

/// Whether somebody who knows the matter read it through.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// Nobody yet; screens say so.
    NotReviewed,
    /// Somebody did.
    Reviewed {
        /// Their role, not their name.
        by: String,
        /// The day, ISO 8601.
        on: String,
    },
}

impl Article {
    /// The first 16 hexadecimal digits of the SHA-256 of title and text: changes when the article does.
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::digest(format!("{}\n{}", self.head.title, self.body).as_bytes());
        digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Reads `content/<id>.<lang>.md`.
pub(crate) fn read_article(file: SourceFile<'_>) -> Result<Article, PackProblem> {
    let problem = |key| PackProblem::whole(file.path, Message::new(key));
    let name = file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
    let (id, lang) = name.rsplit_once('.').ok_or_else(|| problem("packs-article-name"))?;
    let lang = lang.parse().map_err(|_| problem("packs-article-name"))?;
    let after_mark = file.text.strip_prefix("+++\n").ok_or_else(|| problem("packs-article-head"))?;
    let (head, body) = after_mark.split_once("\n+++\n").ok_or_else(|| problem("packs-article-head"))?;
    let head = file.parse_part(head, 4)?;
    Ok(Article { id: id.to_owned(), lang, head, body: body.trim().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        "+++\ntitle = \"T\"\nsource = \"S\"\nwritten_on = \"2026-01-01\"\nreview = \"not_reviewed\"\n+++\n";

    #[test]
    fn reads_head_and_text_and_knows_when_the_text_changed() {
        let text = format!("{HEAD}\nOne.\n");
        let article = read_article(SourceFile { path: "content/counting.en.md", text: &text }).expect("an article");
        assert_eq!((article.id.as_str(), article.lang, article.body.as_str()), ("counting", Lang::En, "One."));
        let changed = Article { body: "Two.".into(), ..article.clone() };
        assert_ne!(article.fingerprint(), changed.fingerprint());
        assert_eq!(article.fingerprint().len(), 16);
    }

    #[test]
    fn a_file_without_language_or_head_is_told() {
        for (path, text) in
            [("content/counting.md", HEAD), ("content/counting.xx.md", HEAD), ("content/counting.en.md", "One.")]
        {
            assert!(read_article(SourceFile { path, text }).is_err(), "{path}");
        }
    }
}
