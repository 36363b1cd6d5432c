//! A pack's Markdown as markup for a page. Owns what is let through: text, headings, lists, emphasis, links and tables; no markup
//! of its own and no pictures, so that an article cannot do more than be read.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// The article's text as trusted markup. Its headings begin one level below the page's own.
pub(crate) fn to_html(text: &str) -> String {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).filter_map(allowed);
    let mut markup = String::with_capacity(text.len() * 5 / 4);
    html::push_html(&mut markup, events);
    markup
}

fn allowed(event: Event<'_>) -> Option<Event<'_>> {
    Some(match event {
        // Markup in the text is shown as it is written.
        Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => return None,
        Event::Start(Tag::Link { link_type, dest_url, title, id }) if !is_harmless(&dest_url) => {
            Event::Start(Tag::Link { link_type, dest_url: CowStr::Borrowed("#"), title, id })
        }
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level: below(level), id, classes, attrs })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(below(level))),
        other => other,
    })
}

fn below(level: pulldown_cmark::HeadingLevel) -> pulldown_cmark::HeadingLevel {
    use pulldown_cmark::HeadingLevel::{H1, H2, H3, H4, H5, H6};
    match level {
        H1 | H2 => H2,
        H3 => H3,
        H4 => H4,
        H5 => H5,
        H6 => H6,
    }
}

/// Within the product, to a place on the page, or to the open web; never a script.
fn is_harmless(address: &str) -> bool {
    address.starts_with('#')
        || (address.starts_with('/') && !address.starts_with("//"))
        || address.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_markup_and_markup_becomes_text() {
        for (text, expected) in [
            ("# A\n\nb *c*", "<h2>A</h2>\n<p>b <em>c</em></p>\n"),
            ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
            ("a <b onclick=x>", "<p>a &lt;b onclick=x&gt;</p>\n"),
            ("[x](javascript:alert(1))", "<p><a href=\"#\">x</a></p>\n"),
            ("[x](/help)", "<p><a href=\"/help\">x</a></p>\n"),
            ("![x](https://elsewhere.example/pixel.png)", "<p>x</p>\n"),
        ] {
            assert_eq!(to_html(text), expected, "{text}");
        }
    }
}
