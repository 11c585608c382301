//! Whether numbers of every form are sorted as plain ones are.

use std::time::Instant;

use persona_synthesis::clustering::adjusted_rand;
use persona_synthesis::personas::{Comparison, Direction, Grade};
use persona_synthesis::{Clustering, Result};

use super::planted_numbers::{self, Form, NumberStudy};

/// Whether groups are found, and none made, by numbers of every form; the studies of a form differ
/// from those of another in nothing else.
pub(super) fn numbers(studies: u64, seed: u64) -> Result<()> {
    for form in Form::ALL {
        let (mut right, mut more, mut agreement, mut alone) = (0, 0, 0.0, 0);
        let (mut claims, mut wrong, start) = (0, 0, Instant::now());
        for study in seed..seed + studies {
            let grouped = planted_numbers::draw(form, 3, study);
            let clustering = Clustering::fit(&grouped.matrix)?;
            let selection = &clustering.selections()[0];
            right += u64::from(selection.chosen == 3);
            more += u64::from(selection.chosen > 3);
            let labels: Vec<u16> = selection
                .members
                .iter()
                .map(|member| u16::try_from(member.group).expect("few groups"))
                .collect();
            agreement += adjusted_rand(&labels, &grouped.truth);
            let (stated, of_them_wrong) = claims_of_numbers(&grouped, &clustering)?;
            claims += stated;
            wrong += of_them_wrong;
            let none = Clustering::fit(&planted_numbers::draw(form, 1, study).matrix)?;
            alone += u64::from(none.selections()[0].chosen == 1);
        }
        println!(
            "{form:?}: three groups in {right} of {studies}, more in {more}, agreement {:.3}; \
             {wrong} of {claims} claims about numbers wrong; none made in {alone} of {studies}; \
             {:.1} s a study",
            agreement / studies as f64,
            start.elapsed().as_secs_f64() / studies as f64
        );
    }
    Ok(())
}

/// Supported differences in a number, and how many of them are not expected among those who were
/// sorted into the group.
fn claims_of_numbers(study: &NumberStudy, clustering: &Clustering) -> Result<(usize, usize)> {
    let members = &clustering.selections()[0].members;
    let stated = |comparison: &Comparison| match comparison.claim {
        Some((Direction::More, Grade::Supported | Grade::Validated)) => Some(1.0),
        Some((Direction::Less, Grade::Supported | Grade::Validated)) => Some(-1.0),
        _ => None,
    };
    let (mut claims, mut wrong) = (0, 0);
    for comparison in Comparison::all(&study.matrix, clustering)? {
        let (indicator, condition) = (comparison.indicator, comparison.condition);
        let numeric = study.matrix.indicators()[indicator].name.starts_with("number");
        let Some(sign) = stated(&comparison).filter(|_| numeric) else { continue };
        let expected: Vec<f64> =
            (0..3).map(|group| study.expected(indicator, condition, group)).collect();
        let rate = |inside: bool| {
            let rates: Vec<f64> = members
                .iter()
                .filter(|member| (member.group == comparison.group && member.in_group) == inside)
                .map(|member| expected[usize::from(study.truth[member.respondent.index()])])
                .collect();
            rates.iter().sum::<f64>() / rates.len().max(1) as f64
        };
        claims += 1;
        wrong += usize::from(sign * (rate(true) - rate(false)) <= 1e-9);
    }
    Ok((claims, wrong))
}
