//! Findings of making indicators.

use crate::finding::findings;
use crate::ids::SourceId;
use crate::manifest::Facet;
use crate::sources::Scale;

/// A number far from the rest of its column, and its line in the file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct FarNumber {
    pub(crate) line: u64,
    pub(crate) number: f64,
}

findings! {
    /// Findings of making indicators.
    IndicatorsFinding:

    /// Weights that the manifest does not name.
    WeightUndeclared [] { column: String } = Warning "weight-undeclared";
    /// Columns that tell how a questionnaire was filled in.
    Paradata [column: String] { source: SourceId } = Note "paradata";
    /// A question that asks for consent, or checks whether the respondent reads.
    NoQuestion [column: String] { source: SourceId } = Note "no-question";
    /// A facet that nobody named.
    FacetProposed [indicator: String] { facet: Facet, word: String } = Note "facet-proposed";
    /// A facet's pattern that names only columns without an indicator.
    PatternIdle [pattern: String] { column: String, scale: Scale } = Warning "pattern-idle";
    /// Nothing suggests a facet.
    FacetAssumed [indicator: String] { facet: Facet } = Note "facet-assumed";
    /// Too many codes and options to compare pairs of them.
    ThemesNotProposed [] { indicators: usize, most: usize } = Note "themes-not-proposed";
    /// A code and an answer that may mean the same.
    ThemeProposed [first: String, second: String] { score: f64 } = Note "theme-proposed";
    /// A code or option whose words speak of access or safety.
    EssentialRecognised [indicator: String] { word: String } = Note "essential-recognised";
    /// Respondents raised a topic that the manifest says they were not asked about.
    RaisedUnasked [code: String] {} = Note "raised-unasked";
    /// Sources disagree about one person.
    SourcesDisagree [theme: String] { respondent: String } = Warning "sources-disagree";
    /// Everyone gives the same answer.
    ConstantIndicator [indicator: String] {} = Note "constant-indicator";
    /// Numbers far from the rest of their column.
    NumbersFar [] { far: usize, examples: Vec<FarNumber>, low: f64, high: f64 }
        = Warning "numbers-far";
    /// Numbers that may stand for no answer.
    NumbersMayBeMissing [column: String] { values: Vec<String>, cells: usize, low: f64, high: f64 }
        = Warning "numbers-may-be-missing";
    /// A count or sum of what was won, which shapes groups.
    OutcomeMayShape [column: String] { source: SourceId } = Warning "outcome-may-shape";
    /// An outcome that seems to mark whom not to serve, and that nothing sets apart.
    OutcomePooled [column: String] { value: String, respondents: usize } = Warning "outcome-pooled";
}
