//! Groups of a battery that a response style hides, and a dimension without groups.

use std::collections::BTreeMap;

use persona_synthesis::clustering::{LatentClass, SplitMix64, adjusted_rand};
use persona_synthesis::manifest::ClusteringOptions;
use persona_synthesis::{Clustering, PersonaKind, Result};

use crate::planted_battery::{Battery, draw};

/// Prints for batteries with and without groups and a shared dimension the numbers of groups, what
/// is said of a style, and how well the groups agree with the planted ones, beside the same without
/// looking for a style.
pub(crate) fn styles(studies: u64, seed: u64) -> Result<()> {
    println!(
        "| groups | shared dimension | n | style looked for | groups found | agreement | said |"
    );
    println!("|---|---|---|---|---|---|---|");
    for (groups, shared) in [(1.1, 0.0), (1.1, 0.6), (1.1, 0.9), (1.1, 1.5), (0.0, 0.9), (0.0, 0.0)]
    {
        for respondents in [200, 500] {
            for response_style in [false, true] {
                let battery = Battery { groups, shared, respondents };
                line(&battery, response_style, studies, seed)?;
            }
        }
    }
    Ok(())
}

fn line(battery: &Battery, response_style: bool, studies: u64, seed: u64) -> Result<()> {
    let (mut numbers, mut said) = (BTreeMap::new(), BTreeMap::new());
    let mut agreement = 0.0;
    for study in 0..studies {
        let mut draws = SplitMix64::new(seed, &[study, battery.respondents as u64]);
        let matrix = draw(battery, draws.next_u64());
        let options =
            ClusteringOptions { replicates: 20, response_style, ..ClusteringOptions::default() };
        let clustering = Clustering::with_method(&matrix, &LatentClass::from(&options), &options)?;
        let selection = clustering.selection(PersonaKind::User).expect("there are users");
        *numbers.entry(selection.chosen).or_insert(0) += 1;
        for finding in clustering.findings().iter() {
            if finding.id().starts_with("response-style") {
                *said.entry(finding.id().to_owned()).or_insert(0) += 1;
            }
        }
        let own: Vec<u16> = selection.members.iter().map(|member| label(member.group)).collect();
        let planted: Vec<u16> =
            selection.members.iter().map(|member| label(member.respondent.index() % 3)).collect();
        agreement += adjusted_rand(&own, &planted);
    }
    println!(
        "| {} | {} | {} | {response_style} | {numbers:?} | {:.2} | {said:?} |",
        battery.groups,
        battery.shared,
        battery.respondents,
        agreement / studies as f64
    );
    Ok(())
}

fn label(group: usize) -> u16 {
    u16::try_from(group).expect("few groups")
}
