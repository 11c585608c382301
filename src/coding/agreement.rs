//! Agreement of several coders.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ids::SourceId;
use crate::study::{SourceSegments, Study};

/// Agreement of coders on a code.
///
/// Units are the respondents' turns that two coders and more have seen; a coder gives a turn the
/// code or not. Who gave a transcript less than half as many segments as another coder has checked
/// a sample, and is taken to have seen those turns alone that they gave any code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CodeAgreement {
    /// Id of the source of the segments.
    pub source: SourceId,
    /// Path of the code.
    pub code: String,
    /// Number of coders who coded a transcript together with another.
    pub coders: usize,
    /// Number of turns that at least two coders have seen.
    pub turns: usize,
    /// Number of these turns that some coder gave the code.
    pub coded: usize,
    /// Krippendorff's alpha over all coders; `None` if the code was never given, or given to every
    /// turn.
    pub alpha: Option<f64>,
    /// Cohen's kappa, if there are exactly two coders.
    pub kappa: Option<f64>,
}

/// Cohen's kappa of two coders: their agreement on categories beyond chance (Cohen 1960, doi
/// 10.1177/001316446002000104). `table[a][b]` counts the items that the first coder put into `a`
/// and the second into `b`; `None` for a table that is empty or not square, or where both used only
/// one category.
///
/// (p - e) / (1 - e), with p the share on the diagonal and e what the margins make of it by chance.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "counts of units")]
pub(crate) fn cohen_kappa(table: &[Vec<usize>]) -> Option<f64> {
    if table.iter().any(|row| row.len() != table.len()) {
        return None;
    }
    let count =
        |cells: &mut dyn Iterator<Item = &usize>| cells.map(|cell| *cell as f64).sum::<f64>();
    let total = count(&mut table.iter().flatten());
    let categories = 0..table.len();
    let same = count(&mut categories.clone().map(|category| &table[category][category]));
    let margins = categories.map(|category| {
        count(&mut table[category].iter()) * count(&mut table.iter().map(|row| &row[category]))
    });
    let by_chance = margins.sum::<f64>() / (total * total);
    // Where all give one category there is nothing to agree beyond chance.
    (total > 0.0 && by_chance < 1.0).then(|| (same / total - by_chance) / (1.0 - by_chance))
}

/// Krippendorff's alpha for nominal categories: agreement of any number of coders, with missing
/// values (Hayes and Krippendorff 2007, doi 10.1080/19312450709336664). Each unit lists the
/// category that each coder gave it; `None` if the units that at least two coders have seen show
/// only one category.
///
/// 1 - d / e, with d the observed disagreement of pairs of values within units and e that expected
/// of pairs from anywhere.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "counts of units")]
pub(crate) fn krippendorff_alpha(units: &[Vec<Option<u16>>]) -> Option<f64> {
    let mut values: BTreeMap<u16, f64> = BTreeMap::new();
    let mut disagreement = 0.0;
    for unit in units {
        let mut own: BTreeMap<u16, usize> = BTreeMap::new();
        unit.iter().flatten().for_each(|value| *own.entry(*value).or_default() += 1);
        let seen: usize = own.values().sum();
        // A single value forms no pair.
        if seen < 2 {
            continue;
        }
        let same: usize = own.values().map(|count| count * (count - 1)).sum();
        // Pairs are weighted so that each value counts once, however many coders saw the unit.
        disagreement += (seen * (seen - 1) - same) as f64 / (seen - 1) as f64;
        own.into_iter()
            .for_each(|(value, count)| *values.entry(value).or_default() += count as f64);
    }
    let total: f64 = values.values().sum();
    let expected = total * total - values.values().map(|count| count * count).sum::<f64>();
    (expected > 0.0).then(|| 1.0 - (total - 1.0) * disagreement / expected)
}

/// A turn of a transcript, and a coder.
type Given = (u32, usize, usize);

/// The agreement on every code of every source that several coders coded, by source and code.
pub(super) fn agreements(study: &Study) -> Vec<CodeAgreement> {
    study.segments().iter().flat_map(|segments| of_source(study, segments)).collect()
}

fn of_source(study: &Study, segments: &SourceSegments) -> Vec<CodeAgreement> {
    let transcripts = study.transcripts(segments.transcripts);
    // How many segments each coder gave each transcript.
    let mut given_by: BTreeMap<u32, BTreeMap<&str, usize>> = BTreeMap::new();
    for segment in
        segments.placed.iter().filter(|segment| (segment.transcript as usize) < transcripts.len())
    {
        if let Some(coder) = &segment.coder {
            *given_by.entry(segment.transcript).or_default().entry(coder).or_default() += 1;
        }
    }
    // Agreement needs two coders on one transcript.
    given_by.retain(|_, coders| coders.len() > 1);
    let coders: BTreeSet<&str> =
        given_by.values().flat_map(|coders| coders.keys().copied()).collect();
    let coders: Vec<&str> = coders.into_iter().collect();
    // For each code the turns and the coders who gave it to them; and who gave a turn any code.
    let mut given: BTreeMap<&str, BTreeSet<Given>> = BTreeMap::new();
    let mut any: BTreeSet<Given> = BTreeSet::new();
    for segment in
        segments.placed.iter().filter(|segment| given_by.contains_key(&segment.transcript))
    {
        let Some(coder) =
            segment.coder.as_deref().and_then(|own| coders.iter().position(|coder| *coder == own))
        else {
            continue;
        };
        // Coders cut segments differently, so they are compared turn by turn.
        let turns = transcripts[segment.transcript as usize].turns_in(&segment.chars);
        let touched = turns.filter(|(_, turn)| turn.voice.counts());
        let touched: Vec<Given> =
            touched.map(|(turn, _)| (segment.transcript, turn, coder)).collect();
        given.entry(&segment.code).or_default().extend(&touched);
        any.extend(&touched);
    }
    let saw = |transcript: u32, turn: usize, coder: usize| {
        let counts = &given_by[&transcript];
        // No file says who read what, so a coder with few segments may have read a part only.
        let most = counts.values().max().copied().unwrap_or(0);
        let all = counts.get(coders[coder]).is_some_and(|own| 2 * own >= most);
        all || any.contains(&(transcript, turn, coder))
    };
    let turns = given_by.keys().flat_map(|transcript| {
        let turns = transcripts[*transcript as usize].turns.iter().enumerate();
        turns.filter(|(_, turn)| turn.voice.counts()).map(|(turn, _)| (*transcript, turn))
    });
    let by_several = |(transcript, turn): &(u32, usize)| {
        (0..coders.len()).filter(|coder| saw(*transcript, *turn, *coder)).count() > 1
    };
    let seen: Vec<(u32, usize)> = turns.filter(by_several).collect();
    let of_code = |(code, given): (&str, BTreeSet<Given>)| {
        let unit = |(transcript, turn): &(u32, usize)| -> Vec<Option<u16>> {
            let value = |coder: usize| {
                saw(*transcript, *turn, coder)
                    .then(|| u16::from(given.contains(&(*transcript, *turn, coder))))
            };
            (0..coders.len()).map(value).collect()
        };
        let units: Vec<Vec<Option<u16>>> = seen.iter().map(unit).collect();
        let mut table = vec![vec![0; 2]; 2];
        for unit in units.iter().filter(|unit| unit.len() == 2) {
            if let [Some(first), Some(second)] = unit[..] {
                table[usize::from(first)][usize::from(second)] += 1;
            }
        }
        CodeAgreement {
            source: study.source_id(segments.source).to_owned(),
            code: code.to_owned(),
            coders: coders.len(),
            turns: units.len(),
            coded: units.iter().filter(|unit| unit.contains(&Some(1))).count(),
            alpha: krippendorff_alpha(&units),
            // Cohen's kappa is defined for two coders.
            kappa: if coders.len() == 2 { cohen_kappa(&table) } else { None },
        }
    };
    given.into_iter().map(of_code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four observers, twelve units, some not seen: Krippendorff's example for nominal data, alpha
    /// 0.743.
    #[test]
    fn alpha_of_many_coders_with_gaps() {
        let rows = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
        let unit = |unit: usize| {
            let value = |row: &&str| {
                let value = row.as_bytes()[unit];
                value.is_ascii_digit().then(|| u16::from(value - b'0'))
            };
            rows.iter().map(value).collect()
        };
        // One observer alone saw the twelfth: it is left out.
        let units: Vec<Vec<Option<u16>>> = (0..12).map(unit).collect();
        let alpha = krippendorff_alpha(&units).unwrap();
        assert!((alpha - 0.743).abs() < 0.001, "{alpha}");
    }

    #[test]
    fn where_nothing_varies_there_is_no_agreement_to_speak_of() {
        assert_eq!(krippendorff_alpha(&[vec![Some(1), Some(1)], vec![Some(1), None]]), None);
        assert_eq!(cohen_kappa(&[vec![5, 0], vec![0, 0]]), None);
        assert_eq!(cohen_kappa(&[vec![0, 0], vec![0, 0]]), None);
        assert_eq!(cohen_kappa(&[vec![5, 0], vec![0, 5]]), Some(1.0));
    }

    #[test]
    fn a_table_that_is_not_square_has_no_kappa() {
        assert_eq!(cohen_kappa(&[vec![1, 2], vec![3]]), None);
    }
}
