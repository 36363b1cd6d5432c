//! Why a boundary file is refused, and how large one may be.

use language::Message;

/// How large a boundary file may be. The defaults hold the whole country by subdistrict at map quality, and keep a hostile file
/// from taking the memory of a small server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Areas in it.
    pub areas: usize,
    /// Points of all outlines, a shared border counted for each area that uses it.
    pub points: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 24 << 20, areas: 20_000, points: 2_000_000 }
    }
}

/// A reason to refuse a boundary file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BoundaryProblem {
    /// The file has more bytes than allowed.
    #[error("the file is larger than {limit} bytes")]
    TooManyBytes {
        /// The limit.
        limit: usize,
    },
    /// The file has more areas than allowed.
    #[error("the file has more than {limit} areas")]
    TooManyAreas {
        /// The limit.
        limit: usize,
    },
    /// The outlines have more points than allowed.
    #[error("the outlines have more than {limit} points")]
    TooManyPoints {
        /// The limit.
        limit: usize,
    },
    /// The text is not JSON of the expected shape.
    #[error("line {line}, column {column}: not as expected of GeoJSON or TopoJSON")]
    Malformed {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// JSON, but neither a GeoJSON feature collection nor a TopoJSON topology.
    #[error("neither a GeoJSON FeatureCollection nor a TopoJSON Topology but `{found}`")]
    OtherKind {
        /// What the file calls itself.
        found: String,
    },
    /// No area with an outline.
    #[error("the file has no areas")]
    NoAreas,
    /// A point that is no place on earth in degrees; most often the file is in metres (UTM).
    #[error("area {position}: `{found}` are not degrees")]
    NotDegrees {
        /// The area's position, from 1; 0 for a border that areas share.
        position: usize,
        /// The point as read.
        found: String,
    },
    /// An area uses a border that the file does not have.
    #[error("area {position}: border {arc} is missing")]
    MissingArc {
        /// The area's position, from 1.
        position: usize,
        /// The border's number as the file writes it.
        arc: i64,
    },
    /// No area is a place of Thailand.
    #[error("no area is a place of Thailand; the first is `{example}`")]
    NothingMatched {
        /// Identifier and names of the first area.
        example: String,
    },
}

impl BoundaryProblem {
    /// The sentence for the reader.
    pub fn message(&self) -> Message {
        match self {
            Self::TooManyBytes { limit } => {
                Message::new("places-boundaries-too-many-bytes").with("megabytes", *limit >> 20)
            }
            Self::TooManyAreas { limit } => Message::new("places-boundaries-too-many-areas").with("limit", *limit),
            Self::TooManyPoints { limit } => Message::new("places-boundaries-too-many-points").with("limit", *limit),
            Self::Malformed { line, column } => {
                Message::new("places-boundaries-malformed").with("line", *line).with("column", *column)
            }
            Self::OtherKind { found } => Message::new("places-boundaries-other-kind").with("found", found.as_str()),
            Self::NoAreas => Message::new("places-boundaries-no-areas"),
            Self::NotDegrees { position: 0, found } => {
                Message::new("places-boundaries-not-degrees").with("found", found.as_str())
            }
            Self::NotDegrees { position, found } => Message::new("places-boundaries-area-not-degrees")
                .with("position", *position)
                .with("found", found.as_str()),
            Self::MissingArc { position, arc } => {
                Message::new("places-boundaries-missing-arc").with("position", *position).with("arc", *arc)
            }
            Self::NothingMatched { example } => {
                Message::new("places-boundaries-nothing-matched").with("example", example.as_str())
            }
        }
    }
}
