//! Amounts that people name when they speak of goals and pain points: "nine times yesterday", "8
//! hours a week".

use std::sync::LazyLock;

use crate::ids::{ClaimId, EvidenceId};
use crate::manifest::Facet;
use crate::personas::claims::claim::Claim;
use regex::Regex;
use serde::{Deserialize, Serialize};

/// An amount with its unit, in the words of a respondent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Quantity {
    /// Id of the claim.
    pub claim: ClaimId,
    /// Id of the evidence whose quote contains the amount.
    pub evidence: EvidenceId,
    /// Words of the amount: the number, its unit and what is counted.
    pub words: String,
}

const NUMBER: &str = r"(?:\d+(?:[.,]\d+)*|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|(?:an?|one|two|three|five) (?:dozen|hundred|thousand)|half an?))";
const UNIT: &str = r"(?:(?:per ?cent|hours?|hrs?|minutes?|mins?|seconds?|secs?|days?|weeks?|months?|years?|times|clicks?|taps?|calls?|leads|deals|euros?|pounds?|dollars?)\b|%|[kK]?[€£$])";
const PER: &str = r"(?:\s+(?:a|an|per|every|each|in a)\s+(?:day|week|month|quarter|year|hour|shift|session)\b|\s+(?:daily|weekly|monthly|yearly|more|less|fewer)\b)?";

static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    let range = format!(r"{NUMBER}(?:\s*(?:to|or|-|–)\s*{NUMBER})?");
    let spelled =
        format!(r"(?i)(?:\b{range}\s?-?{UNIT}{PER}|[€£$]\s?\d+(?:[.,]\d+)*[kKmM]?\b{PER})");
    Regex::new(&spelled).expect("the pattern is one")
});

/// The amounts in the quotes of claims about goals, pain points, triggers, objections and success
/// metrics, each once a quote.
pub(crate) fn quantities(claims: &[Claim]) -> Vec<Quantity> {
    const SPOKEN_OF: [Facet; 6] = [
        Facet::Goal,
        Facet::PainPoint,
        Facet::Trigger,
        Facet::Objection,
        Facet::DecisionCriterion,
        Facet::SuccessMetric,
    ];
    let mut found: Vec<Quantity> = Vec::new();
    for claim in claims.iter().filter(|claim| SPOKEN_OF.contains(&claim.facet)) {
        let spoken = claim.evidence.iter().filter(|evidence| evidence.is_spoken());
        for evidence in spoken {
            for words in amounts(&evidence.quote) {
                found.push(Quantity {
                    claim: claim.id.clone(),
                    evidence: evidence.id.clone(),
                    words,
                });
            }
        }
    }
    found
}

fn amounts(quote: &str) -> Vec<String> {
    let trimmed = |found: regex::Match<'_>| {
        found.as_str().trim_end_matches([' ', '.', ',', ';', '!', '?']).to_owned()
    };
    let mut amounts: Vec<String> = AMOUNT.find_iter(quote).map(trimmed).collect();
    amounts.dedup();
    amounts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_come_with_their_units() {
        let of = |quote: &str| amounts(quote).join(" | ");
        assert_eq!(
            of("Ninety minutes blocked, eight hours weekly, and 30 % more leads."),
            "Ninety minutes | eight hours weekly | 30 % more"
        );
        assert_eq!(
            of("It took 2 to 3 days, nine times yesterday; five taps."),
            "2 to 3 days | nine times | five taps"
        );
        assert_eq!(
            of("They want €40,000 a year or 12.5 percent per month"),
            "€40,000 a year | 12.5 percent per month"
        );
        assert_eq!(of("At ten past two I had a twenty-three minute call."), "twenty-three minute");
        assert_eq!(of("Room 12 on the 3rd floor, one of those days"), "");
    }
}
