//! The few signs that stand beside words, drawn on a 24 by 24 grid in the colour of the text. Never alone: a word is always there.

/// The inside of the icon's `svg`; an unknown name gives a dot.
pub(crate) fn paths(name: &str) -> &'static str {
    match name {
        "home" => r#"<path d="M3 11.5 12 4l9 7.5"/><path d="M5.5 10v10h13V10M10 20v-6h4v6"/>"#,
        "records" => r#"<path d="M4 6h.01M4 12h.01M4 18h.01M8.5 6H20M8.5 12H20M8.5 18H20"/>"#,
        "case" => r#"<path d="M8.500 7V4.500h7V7M3.500 7.500h17V19h-17zM3.500 12.500h17M12 11.500v2.500"/>"#,
        "calendar" => r#"<rect x="3.5" y="5" width="17" height="15.5" rx="2"/><path d="M3.5 10h17M8 3v4M16 3v4"/>"#,
        "map" => r#"<path d="m9 4.5-5.5 2v13l5.5-2 6 2 5.5-2v-13l-5.5 2z"/><path d="M9 4.5v13M15 6.5v13"/>"#,
        "plus" => r#"<path d="M12 5v14M5 12h14"/>"#,
        "figures" => r#"<path d="M4 20h16.5"/><path d="M7 20v-6M12 20V5M17 20v-9" stroke-width="3"/>"#,
        "projects" => r#"<path d="M3.5 7.5v11h17V9h-8.5l-2-3H3.5z"/>"#,
        "import" => r#"<path d="M12 4v10m0 0 4-4m-4 4-4-4"/><path d="M4 15v4.5h16V15"/>"#,
        "people" => {
            r#"<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 20c.4-4 3-6 6.500-6s6.100 2 6.500 6M16 5.300a3.500 3.500 0 0 1 0 6.400M18 14.500c2 .8 3.200 2.700 3.500 5.500"/>"#
        }
        "agency" => {
            r#"<path d="M3.5 20.500h17M5.500 20V9.500M10 20V9.500M14 20V9.500M18.500 20V9.500M3.500 9.500 12 4l8.500 5.500z"/>"#
        }
        "audit" => {
            r#"<path d="M12 3.500 5 6v5.500c0 4.500 3 7.500 7 9 4-1.500 7-4.500 7-9V6z"/><path d="m9 12 2.200 2.200L15.200 10"/>"#
        }
        "help" => {
            r#"<circle cx="12" cy="12" r="8.500"/><path d="M9.500 9.500c.2-1.500 1.200-2.300 2.600-2.300s2.500.9 2.500 2.200c0 2-2.600 2-2.600 4M12 17h.01"/>"#
        }
        "more" => r#"<path d="M4 7h16M4 12h16M4 17h16"/>"#,
        "globe" => {
            r#"<circle cx="12" cy="12" r="8.500"/><path d="M3.500 12h17M12 3.500c5 5.500 5 11.500 0 17-5-5.500-5-11.500 0-17z"/>"#
        }
        "phone" => r#"<rect x="6.500" y="3" width="11" height="18" rx="2"/><path d="M11 18h2"/>"#,
        "person" => {
            r#"<circle cx="12" cy="8" r="4"/><path d="M4.500 20.500c.5-4.500 3.500-6.500 7.500-6.500s7 2 7.500 6.500"/>"#
        }
        "done" => r#"<circle cx="12" cy="12" r="8.500"/><path d="m8 12.300 2.700 2.700L16 9.500"/>"#,
        "warn" => r#"<path d="M12 4 2.800 19.500h18.400z"/><path d="M12 10v4.500M12 17.200h.01"/>"#,
        "info" => r#"<circle cx="12" cy="12" r="8.500"/><path d="M12 11v5.500M12 7.800h.01"/>"#,
        "download" => r#"<path d="M12 4v11m0 0 4-4m-4 4-4-4M5 20h14"/>"#,
        "leave" => r#"<path d="M13 4h6v16h-6M4 12h10m0 0-3.500-3.500M14 12l-3.500 3.500"/>"#,
        "print" => r#"<path d="M7 9V4h10v5M7 17H4V9h16v8h-3"/><path d="M7 14h10v6H7z"/>"#,
        _ => r#"<circle cx="12" cy="12" r="2"/>"#,
    }
}
