//! Evidence of the wrong kind: what speaks of aspects that a kind of persona has not, and records
//! that stand where only people can tell.

use crate::finding::Findings;
use crate::indicators::{IndicatorMatrix, Measure, Origin, Values};
use crate::manifest::{Facet, PersonaKind, Role};
use crate::personas::claims::tested::facets;
use crate::personas::findings::PersonasFinding;
use crate::sources::SourceKind;

/// Aspects of a purchase, of which those who use do not speak as users.
const OF_PURCHASE: [Facet; 7] = [
    Facet::Trigger,
    Facet::Objection,
    Facet::DecisionCriterion,
    Facet::SuccessMetric,
    Facet::Influence,
    Facet::BudgetAuthority,
    Facet::PriceSensitivity,
];
/// Aspects of use, of which those who buy do not speak as buyers.
const OF_USE: [Facet; 3] = [Facet::Context, Facet::RoleInDomain, Facet::Tool];
/// Aspects of how people are met and what they hold dear, of which not every kind speaks.
const OF_REACH: [Facet; 4] =
    [Facet::Channel, Facet::ContentFormat, Facet::Value, Facet::JourneyStage];

/// Names evidence of the wrong kind, the most frequent of each aspect.
pub(crate) fn misplaced(matrix: &IndicatorMatrix, findings: &mut Findings) {
    for kind in matrix.kinds_present() {
        let known = facets(kind);
        let foreign = OF_PURCHASE.iter().chain(&OF_USE).chain(&OF_REACH);
        let foreign = foreign.filter(|facet| !known.contains(facet));
        for facet in foreign {
            of_facet(matrix, kind, *facet, findings);
        }
    }
    for indicator in matrix.indicators() {
        let recorded =
            |origin: &Origin| matches!(origin, Origin::Item { kind: SourceKind::Crm, .. });
        // A record shows what somebody did; what they wanted only they can tell.
        let wished = matches!(indicator.facet, Facet::Goal | Facet::Motivation);
        if wished && !indicator.origins.is_empty() && indicator.origins.iter().all(recorded) {
            let (indicator, facet) = (indicator.name.clone(), indicator.facet);
            findings.add(PersonasFinding::RecordAsWish { indicator, facet });
        }
    }
}

/// Reports answers on an aspect that a kind does not have: what most raise or choose, or where they
/// do neither, the question that most answer.
fn of_facet(matrix: &IndicatorMatrix, kind: PersonaKind, facet: Facet, findings: &mut Findings) {
    let people = matrix.of_kind(kind);
    let spoken = |indicator: usize| {
        let Values::Codes(codes) = matrix.values(indicator) else { return 0 };
        people.iter().filter(|person| codes[**person as usize] == 1).count()
    };
    let answered = |indicator: usize| {
        let values = matrix.values(indicator);
        people.iter().filter(|person| values.is_known(**person as usize)).count()
    };
    // What people raise or choose is theirs to say; an answer was put to everybody.
    let is_said = |measure: Measure| matches!(measure, Measure::Mention | Measure::Option);
    let of_facet = || {
        let all = matrix.indicators().iter().enumerate();
        all.filter(|(_, of)| of.facet == facet && of.role_for(kind) != Role::Ignored)
    };
    let said = of_facet()
        .filter(|(_, of)| is_said(of.measure))
        .map(|(indicator, of)| (spoken(indicator), of));
    let asked = of_facet()
        .filter(|(_, of)| !is_said(of.measure))
        .map(|(indicator, of)| (answered(indicator), of));
    let most = said.max_by_key(|(respondents, _)| *respondents).filter(|(with, _)| *with > 0);
    let most = most.or_else(|| asked.max_by_key(|(respondents, _)| *respondents));
    if let Some((respondents, indicator)) = most.filter(|(respondents, _)| *respondents > 0) {
        let indicator = indicator.label.clone();
        findings.add(PersonasFinding::WrongKind { kind, facet, indicator, respondents });
    }
}
