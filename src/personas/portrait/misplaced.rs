//! Evidence of the wrong kind: what speaks of aspects that a kind of persona has not, and records
//! that stand where only people can tell.

use crate::finding::Findings;
use crate::indicators::{IndicatorMatrix, Measure, Origin, Values};
use crate::manifest::{Facet, PersonaKind};
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

/// Names evidence of the wrong kind, the most frequent of each aspect.
pub(crate) fn misplaced(matrix: &IndicatorMatrix, findings: &mut Findings) {
    for kind in matrix.kinds_present() {
        let known = facets(kind);
        let foreign = OF_PURCHASE.iter().chain(&OF_USE).filter(|facet| !known.contains(facet));
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

/// Reports answers on an aspect that a kind does not have: raised, chosen, or answered in words of
/// their own choice.
fn of_facet(matrix: &IndicatorMatrix, kind: PersonaKind, facet: Facet, findings: &mut Findings) {
    let people = matrix.of_kind(kind);
    let spoken = |indicator: usize| {
        let Values::Codes(codes) = matrix.values(indicator) else { return 0 };
        people.iter().filter(|person| codes[**person as usize] == 1).count()
    };
    // A graded answer was put to everybody: only what people raise or choose is theirs to say.
    let is_said = |measure: Measure| matches!(measure, Measure::Mention | Measure::Option);
    let of_facet = matrix
        .indicators()
        .iter()
        .enumerate()
        .filter(|(_, of)| of.facet == facet && is_said(of.measure));
    let most = of_facet
        .map(|(indicator, of)| (spoken(indicator), of))
        .max_by_key(|(respondents, _)| *respondents);
    if let Some((respondents, indicator)) = most.filter(|(respondents, _)| *respondents > 0) {
        let indicator = indicator.label.clone();
        findings.add(PersonasFinding::WrongKind { kind, facet, indicator, respondents });
    }
}
