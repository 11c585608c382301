//! Sources whose ids are the same although nothing joins them.

use foldhash::fast::FixedState;
use indexmap::IndexSet;

use super::findings::StudyFinding;
use super::identity::Identified;
use crate::finding::Findings;
use crate::manifest::Source;

/// Share of the ids of the smaller source that must be in the other: fewer coincide by chance.
const MOST: f64 = 0.9;
/// Fewer ids prove nothing.
const LEAST: usize = 10;

type Ids<'a> = IndexSet<&'a str, FixedState>;

/// Warns of two sources with the same ids in different namespaces: a person who is in both counts
/// twice. Numbers that only count rows say nothing, and keys that both have join them.
pub(super) fn warn_of_ids_apart(
    sources: &[Source],
    identified: &[Identified<'_>],
    findings: &mut Findings,
) {
    let apart = |one: &Identified<'_>, other: &Identified<'_>| {
        let named = |name: &String| other.keys.iter().any(|(known, ..)| known == name);
        one.namespace != other.namespace && !one.keys.iter().any(|(name, ..)| named(name))
    };
    let in_doubt = |at: &usize| {
        let mut others = identified.iter().enumerate().filter(|(other, _)| other != at);
        others.any(|(_, other)| apart(&identified[*at], other))
    };
    let sets: Vec<(usize, Ids<'_>)> = (0..identified.len())
        .filter(in_doubt)
        .map(|at| (at, ids(&identified[at])))
        .filter(|(_, ids)| ids.len() >= LEAST && !only_count(ids))
        .collect();
    for (place, (first, ours)) in sets.iter().enumerate() {
        for (second, theirs) in &sets[place + 1..] {
            if !apart(&identified[*first], &identified[*second]) {
                continue;
            }
            let (few, many) =
                if ours.len() <= theirs.len() { (ours, theirs) } else { (theirs, ours) };
            let shared = few.iter().filter(|id| many.contains(*id)).count();
            #[allow(clippy::cast_precision_loss, reason = "fewer ids than 2^52")]
            let share = shared as f64 / few.len() as f64;
            if share >= MOST {
                let (first, second) = (sources[*first].id.clone(), sources[*second].id.clone());
                findings.add(StudyFinding::IdsApart { first, second, shared, of: few.len() });
            }
        }
    }
}

fn ids<'a>(identified: &'a Identified<'_>) -> Ids<'a> {
    identified.ids.iter().map(|id| id.trim()).filter(|id| !id.is_empty()).collect()
}

/// True if ids are numbers with hardly a gap: those of any two tables coincide.
fn only_count(ids: &Ids<'_>) -> bool {
    let numbers: Option<Vec<u64>> = ids.iter().map(|id| id.parse().ok()).collect();
    let Some(numbers) = numbers else { return false };
    let (least, most) = (numbers.iter().min(), numbers.iter().max());
    let span = most.zip(least).map_or(0, |(most, least)| most - least);
    usize::try_from(span).is_ok_and(|span| span < 2 * numbers.len())
}
