//! Whether a second source of noise validates.

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::personas::{Comparison, Direction, Grade};
use persona_synthesis::{Clustering, IndicatorMatrix, Result};

use super::second_source::{self, SecondPlan, SecondSource};

/// How many of the supported differences are validated where a second source is noise, and where it
/// shows the same.
pub(super) fn validated(studies: u64, seed: u64) -> Result<()> {
    use SecondSource::{CodedTwice, Interviews, RecordsOfOthers, RecordsOfSame};
    let sources = [
        (200, RecordsOfOthers),
        (120, RecordsOfOthers),
        (200, RecordsOfSame),
        (200, Interviews(12)),
        (200, Interviews(20)),
        (200, Interviews(30)),
        (200, CodedTwice(30)),
    ];
    for (asked, second) in sources {
        for effect in [0.0, 2.0, 4.0] {
            let (mut supported, mut validated) = (0, 0);
            for study in 0..studies {
                let seed = SplitMix64::new(seed, &[study, asked as u64]).next_u64();
                let study = second_source::draw(SecondPlan { asked, second, effect }, seed)?;
                let matrix = IndicatorMatrix::from_study(&study)?;
                let comparisons = Comparison::all(&matrix, &Clustering::fit(&matrix)?)?;
                let stated = comparisons.iter().filter_map(|comparison| {
                    let of_topic = matrix.indicators()[comparison.indicator].origins.len() > 1;
                    comparison.claim.filter(|(way, _)| of_topic && *way != Direction::Shared)
                });
                for (_, grade) in stated {
                    supported += usize::from(grade >= Grade::Supported);
                    validated += usize::from(grade == Grade::Validated);
                }
            }
            println!(
                "{asked} asked, {second:?}, effect {effect}: {validated} of {supported} validated \
                 ({:.1} %)",
                100.0 * validated as f64 / supported.max(1) as f64
            );
        }
    }
    Ok(())
}
