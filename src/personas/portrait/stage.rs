//! The journey stage of the people for whom a claim holds.

use crate::indicators::{IndicatorMatrix, Measure, Values};
use crate::manifest::Facet;
use crate::personas::claims::choose::SelectedClaim;
use crate::personas::claims::claim::JourneyStage;
use crate::personas::propositions::proposition::{Answer, Proposition};
use crate::sources::MISSING;

/// The stages of a study, in their order.
pub(crate) struct Stages(Vec<(String, Proposition)>);

impl Stages {
    /// The levels of a recorded stage in their order, then codes.
    pub(crate) fn from_matrix(matrix: &IndicatorMatrix) -> Self {
        use crate::personas::propositions::proposition::Condition::Is;
        let mut stages = Vec::new();
        for (indicator, of) in
            matrix.indicators().iter().enumerate().filter(|(_, of)| of.facet == Facet::JourneyStage)
        {
            match of.measure {
                Measure::Nominal | Measure::Ordinal => {
                    stages.extend(of.levels.iter().zip(0..).map(|(level, code)| {
                        (level.clone(), Proposition { indicator, condition: Is(code) })
                    }))
                }
                Measure::Mention | Measure::Option => {
                    stages.push((of.label.clone(), Proposition { indicator, condition: Is(1) }));
                }
                Measure::Count | Measure::Numeric => {}
            }
        }
        Self(stages)
    }

    /// The stage of most members for whom a claim holds, with its place in the order; for facets
    /// that go with a stage: pains, objections and channels.
    pub(crate) fn most(
        &self,
        matrix: &IndicatorMatrix,
        claim: &SelectedClaim,
        members: &[u32],
    ) -> Option<(usize, JourneyStage)> {
        let goes_with_a_stage =
            matches!(claim.facet, Facet::PainPoint | Facet::Objection | Facet::Channel);
        if self.0.is_empty() || !goes_with_a_stage {
            return None;
        }
        let shows = |member: &&u32| claim.proposition.answer(matrix, **member) == Answer::Yes;
        let showing: Vec<u32> = members.iter().filter(shows).copied().collect();
        let at = |(_, stage): &(String, Proposition)| {
            showing.iter().filter(|member| stage.answer(matrix, **member) == Answer::Yes).count()
        };
        let counts: Vec<usize> = self.0.iter().map(at).collect();
        // Of equals the earlier stage: `max_by_key` keeps the last, so the order is reversed.
        let place = (0..counts.len()).rev().max_by_key(|place| counts[*place])?;
        let is_known = |member: &&u32| {
            self.0.iter().any(|(_, stage)| is_known(matrix, stage.indicator, **member))
        };
        let of = showing.iter().filter(is_known).count();
        let (stage, with) = (self.0[place].0.clone(), counts[place]);
        (with > 0).then_some((place, JourneyStage { stage, with, of }))
    }
}

/// True where the stage of a member is known: of codes, whether one was given.
fn is_known(matrix: &IndicatorMatrix, indicator: usize, member: u32) -> bool {
    match (matrix.values(indicator), matrix.indicators()[indicator].measure) {
        (Values::Codes(codes), Measure::Nominal | Measure::Ordinal) => {
            codes[member as usize] != MISSING
        }
        (Values::Codes(codes), _) => codes[member as usize] == 1,
        (Values::Numbers(_), _) => false,
    }
}
