//! Whether numbers of every form are sorted as plain ones are.

use std::time::Instant;

use persona_synthesis::clustering::adjusted_rand;
use persona_synthesis::{Clustering, Result};

use super::planted_numbers::{self, Form};

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
            let (stated, of_them_wrong) = grouped.claims(&clustering)?;
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
