//! Colours and type of drawings. The one place where a colour is written.

/// The colours and the type of a drawing. The default is the light one of the product; a page recolours by class instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Text and marks that must be read.
    pub ink: String,
    /// Secondary text, axes.
    pub muted: String,
    /// Hairlines of a grid.
    pub grid: String,
    /// Data.
    pub accent: String,
    /// Data by size, least to most, each clearly darker than the one before, also without colour.
    pub accent_scale: [String; 5],
    /// What is new or waits: markers, amber.
    pub warm: String,
    /// Late, missed.
    pub danger: String,
    /// Land that is not the subject.
    pub land: String,
    /// Land of other countries.
    pub far_land: String,
    /// Behind everything.
    pub background: String,
    /// Families in order of preference, as in CSS.
    pub font_family: String,
}

impl Default for Theme {
    fn default() -> Self {
        Self {
            ink: "#22302f".into(),
            muted: "#5f6b69".into(),
            grid: "#e2dccf".into(),
            accent: "#0f5b66".into(),
            accent_scale: ["#cfe3e1", "#9cc6c6", "#63a2a7", "#2f7c87", "#0f5b66"].map(str::to_owned),
            warm: "#c97b1a".into(),
            danger: "#a8321f".into(),
            land: "#e9e2d3".into(),
            far_land: "#f4f0e8".into(),
            background: "#ffffff".into(),
            font_family: "Noto Sans, Noto Sans Thai, sans-serif".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("hexadecimal")) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(left: &str, right: &str) -> f64 {
        let (left, right) = (luminance(left), luminance(right));
        (left.max(right) + 0.05) / (left.min(right) + 0.05)
    }

    #[test]
    fn the_scale_reads_without_colour() {
        let theme = Theme::default();
        for pair in theme.accent_scale.windows(2) {
            assert!(contrast(&pair[0], &pair[1]) > 1.35, "{pair:?} {}", contrast(&pair[0], &pair[1]));
        }
    }

    #[test]
    fn text_stands_out_from_what_is_behind_it() {
        let theme = Theme::default();
        for (text, behind, least) in [
            (&theme.ink, &theme.background, 7.0),
            (&theme.ink, &theme.land, 7.0),
            (&theme.muted, &theme.background, 4.5),
            (&theme.muted, &theme.far_land, 4.5),
            (&theme.ink, &theme.accent_scale[1], 4.5),
            (&theme.background, &theme.accent_scale[3], 4.5),
            (&theme.background, &theme.accent_scale[4], 7.0),
            (&theme.danger, &theme.background, 4.5),
            (&theme.warm, &theme.background, 3.0),
        ] {
            assert!(contrast(text, behind) >= least, "{text} on {behind}: {}", contrast(text, behind));
        }
    }
}
