//! Findings of grouping respondents.

use super::reason::SelectionReason;
use super::repeats::Sameness;
use crate::finding::{SubjectPart, findings};
use crate::manifest::PersonaKind;

findings! {
    /// Findings of grouping respondents.
    ClusteringFinding:

    /// Fewer respondents than a grouping needs.
    FewRespondents [kind: PersonaKind] { respondents: usize, least: usize }
        = Warning "few-respondents";
    /// Nothing to tell groups apart by.
    NoActiveIndicator [kind: PersonaKind] {} = Warning "no-active-indicator";
    /// Few people for many questions.
    FewRespondentsPerIndicator [kind: PersonaKind] { respondents: usize, indicators: usize }
        = Note "few-respondents-per-indicator";
    /// The search stopped before it converged.
    NotConverged [kind: PersonaKind, groups: usize] {} = Warning "not-converged";
    /// Few starts reached the best solution.
    FewStartsAgree [kind: PersonaKind, groups: usize] { reached: usize, starts: usize }
        = Note "few-starts-agree";
    /// Groups follow what is missing.
    MissingDrivesGroups [kind: PersonaKind] { agreement: f64 } = Warning "missing-drives-groups";
    /// Groups that are empty or alike.
    DegenerateGroups [kind: PersonaKind, groups: usize] { empty: usize, alike: usize }
        = Warning "degenerate-groups";
    /// More groups than different respondents.
    GroupsBeyondPatterns [kind: PersonaKind] { groups: usize, patterns: usize }
        = Warning "groups-beyond-patterns";
    /// Indicators that ask the same.
    RepeatedQuestion [kind: PersonaKind, first: String, sameness: Sameness] { others: Vec<String> }
        = Note "repeated-question";
    /// Indicators that count as one because answers agree sharply, and whose names share no word.
    QuestionsBound [kind: PersonaKind, first: String] { others: Vec<String> }
        = Warning "questions-bound";
    /// Two indicators are locally dependent.
    LocalDependence [kind: PersonaKind, first: String, second: String] { strength: f64 }
        = Note "local-dependence";
    /// Further such pairs.
    MoreLocalDependence [kind: PersonaKind] { pairs: usize } = Note "more-local-dependence";
    /// Groups that return and stand apart, and yet are no natural ones.
    NotNatural [kind: PersonaKind] { groups: usize, why: AgainstNature } = Note "not-natural";
    /// Groups that are not called reproducible, however stable they are.
    NotReproducible [kind: PersonaKind] { groups: usize, why: AgainstNumber }
        = Warning "not-reproducible";
    /// Groups that are steps of one scale.
    DegreesNotKinds [kind: PersonaKind] { groups: usize, described: f64, one_way: bool }
        = Warning "degrees-not-kinds";
    /// Questions of a battery share a dimension, and groups were looked for beside it.
    ResponseStyle [kind: PersonaKind] { first: String, questions: usize } = Note "response-style";
    /// Questions of a battery share a dimension that cannot be told from what they ask for.
    ResponseStyleOpen [kind: PersonaKind] { first: String, questions: usize }
        = Note "response-style-open";
    /// Respondents who share accounts.
    InAccounts [kind: PersonaKind] { accounts: usize, respondents: usize } = Note "in-accounts";
    /// Respondents whom no group describes.
    NotDescribed [kind: PersonaKind] { respondents: usize } = Note "not-described";
    /// The number of groups was set by hand although the data do not carry it.
    GroupsForced [kind: PersonaKind] { groups: usize, reason: SelectionReason }
        = Warning "groups-forced";
    /// There is more than one group, but where the borders run depends on who is drawn.
    GroupsConstructed [kind: PersonaKind] { groups: usize, agreement: f64 }
        = Warning "groups-constructed";
    /// Respondents of whom nothing that shapes groups is known.
    NothingKnown [kind: PersonaKind] { respondents: usize } = Note "nothing-known";
}

impl From<&Sameness> for SubjectPart<'_> {
    fn from(sameness: &Sameness) -> Self {
        Self::Number(*sameness as usize)
    }
}

/// Why groups that are stable and stand apart are not called natural.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AgainstNature {
    MissingValues,
    SinglePattern,
    RespondentsBetween,
    RepeatedIndicators,
    Degrees,
    /// Answers to a battery share a dimension, of which the groups may be steps.
    SharedDimension,
}

/// Why a number of groups cannot be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AgainstNumber {
    /// It is the largest that was tried.
    LargestTried,
    /// Different parameters describe the answers equally well: there are more of them than the
    /// patterns of answers can tell.
    NotIdentified { parameters: usize, patterns: usize },
    /// Some parameters may change together without any answer becoming less probable.
    FlatLikelihood,
    /// One dimension describes the answers to a battery better than any groups do.
    SharedDimension,
}
