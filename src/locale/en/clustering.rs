//! English sentences of findings of clustering.

use crate::clustering::findings::ClusteringFinding as Found;

pub(in crate::locale) fn sentence(finding: &Found) -> String {
    match finding {
        Found::FewRespondents { kind, respondents, least } => {
            format!(
                "{respondents} respondents of kind {kind}, at least {least} are needed to look for groups"
            )
        }
        Found::NoActiveIndicator { kind } => {
            format!(
                "no indicator of kind {kind} shapes groups: name goals, pain points or behaviours under [facets]"
            )
        }
        Found::FewRespondentsPerIndicator { kind, respondents, indicators } => {
            format!(
                "{respondents} respondents of kind {kind} for {indicators} indicators: rates are drawn towards everyone's"
            )
        }
        Found::NotConverged { kind, groups } => {
            format!("{groups} groups of kind {kind} had not settled when the search stopped")
        }
        Found::FewStartsAgree { kind, groups, reached, starts } => {
            format!(
                "{reached} of {starts} starts reached the best solution with {groups} groups of kind {kind}"
            )
        }
        Found::MissingDrivesGroups { kind, agreement } => {
            format!(
                "groups of kind {kind} follow what is missing (adjusted Rand index {agreement}): they may tell who was asked, not who is alike"
            )
        }
        Found::DegenerateGroups { kind, groups, empty, alike } => {
            format!(
                "of {groups} groups of kind {kind}, {empty} are nearly empty and {alike} hardly differ from another"
            )
        }
        Found::GroupsBeyondPatterns { kind, groups, patterns } => {
            format!(
                "{groups} groups of kind {kind} were asked for, but respondents differ in {patterns} ways only"
            )
        }
        Found::LocalDependence { kind, first, second, strength } => {
            format!(
                "{first:?} and {second:?} hang together beyond the groups of kind {kind} (strength {strength}): if they say the same, unite them under [themes]"
            )
        }
        Found::MoreLocalDependence { kind, pairs } => {
            format!(
                "{pairs} further pairs of indicators hang together beyond the groups of kind {kind}"
            )
        }
        Found::NotNatural { kind, groups, why } => {
            format!("{groups} groups of kind {kind} are not called natural: {why}")
        }
        Found::NotDescribed { kind, respondents } => {
            format!(
                "{respondents} respondents of kind {kind} are in no group: what is known of them fits none, or several about equally"
            )
        }
        Found::GroupsForced { kind, groups, reason } => {
            format!("{groups} groups of kind {kind} were set by hand; {reason}")
        }
        Found::GroupsConstructed { kind, groups, agreement } => {
            format!(
                "{groups} groups of kind {kind}: that there is one group is refuted, but where the borders run depends on who is drawn (agreement {agreement})"
            )
        }
        Found::NothingKnown { kind, respondents } => {
            format!(
                "{respondents} respondents of kind {kind} have no value on any indicator that shapes groups; they cannot be sorted into groups"
            )
        }
    }
}
