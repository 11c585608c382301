//! Findings of grouping respondents.

use crate::finding::findings;

findings! {
    /// What grouping respondents notices.
    ClusteringFinding:

    /// Fewer respondents than a grouping needs.
    FewRespondents [kind: String] { respondents: usize, least: usize } = Warning "few-respondents";
    /// Nothing to tell groups apart by.
    NoActiveIndicator [kind: String] {} = Warning "no-active-indicator";
    /// Few people for many questions.
    FewRespondentsPerIndicator [kind: String] { respondents: usize, indicators: usize }
        = Note "few-respondents-per-indicator";
    /// The search stopped before it converged.
    NotConverged [kind: String, groups: usize] {} = Warning "not-converged";
    /// Few starts reached the best solution.
    FewStartsAgree [kind: String, groups: usize] { reached: usize, starts: usize }
        = Note "few-starts-agree";
    /// Groups follow what is missing.
    MissingDrivesGroups [kind: String] { agreement: String } = Warning "missing-drives-groups";
    /// Groups that are empty or alike.
    DegenerateGroups [kind: String, groups: usize] { empty: usize, alike: usize }
        = Warning "degenerate-groups";
    /// More groups than different respondents.
    GroupsBeyondPatterns [kind: String] { groups: usize, patterns: usize }
        = Warning "groups-beyond-patterns";
    /// Two indicators are locally dependent.
    LocalDependence [kind: String, first: String, second: String] { strength: String }
        = Note "local-dependence";
    /// Further such pairs.
    MoreLocalDependence [kind: String] { pairs: usize } = Note "more-local-dependence";
    /// Groups that return and stand apart, and yet are no natural ones.
    NotNatural [kind: String] { groups: usize, why: String } = Note "not-natural";
    /// Respondents whom no group describes.
    NotDescribed [kind: String] { respondents: usize } = Note "not-described";
    /// The number of groups was set by hand although the data do not carry it.
    GroupsForced [kind: String] { groups: usize, reason: String } = Warning "groups-forced";
    /// There is more than one group, but where the borders run depends on who is drawn.
    GroupsConstructed [kind: String] { groups: usize, agreement: String }
        = Warning "groups-constructed";
    /// Respondents of whom nothing that shapes groups is known.
    NothingKnown [kind: String] { respondents: usize } = Note "nothing-known";
}
