//! Columns each of whose answers goes with one answer of another column: copies and recodes.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, Hasher as _};

use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::super::super::derivation::Derivation;
use super::super::kind::Scale;
use super::found::Found;
use super::variable::{Variable, Variables};

/// Unlikelihood of chance, as a natural logarithm, from which on a dependence is believed.
pub(super) const LEAST_EVIDENCE: f64 = 25.0;
/// More answers are names and amounts, not answers that are joined into fewer.
const MOST_ANSWERS: usize = 100;
/// With more columns, sources are looked for among those so near.
const NEAR: usize = 250;

/// Columns with the same groups of rows: the same answers, in the same or in other words. The one
/// that says most is kept.
pub(super) fn copies(variables: &Variables, found: &mut Found) {
    let mut alike: BTreeMap<u64, Vec<&Variable>> = BTreeMap::new();
    for variable in &variables.all {
        alike.entry(groups_of_rows(variable)).or_default().push(variable);
    }
    let mut alike: Vec<Vec<&Variable>> =
        alike.into_values().filter(|group| group.len() >= 2).collect();
    alike.sort_by_key(|group| group[0].column);
    for group in alike {
        let kept = group.iter().min_by_key(|variable| rank(variable)).expect("a group has members");
        for variable in &group {
            if variable.column == kept.column || !variable.may_follow {
                continue;
            }
            if let Some(function) = Function::read(kept, variable)
                && function.is_one_to_one()
                && function.evidence() >= LEAST_EVIDENCE
                // Other words for each answer are those of another question.
                && is_said_again(kept, variable, &function)
            {
                found.add(variable, vec![kept.column], Derivation::Copy);
            }
        }
    }
    // Numbers that are all different have no groups of rows; their order tells.
    same_order(variables, found);
}

/// True if a column says what another says, rather than that its question has the same answers:
/// headers are alike, one has the codes of the other, or answers are too many to coincide.
fn is_said_again(kept: &Variable, variable: &Variable, function: &Function) -> bool {
    /// Ratings and choices have fewer answers.
    const MANY: usize = 13;
    let (labels, words) = (kept.labels.len(), keeps_words(kept, variable, function));
    match (kept.is_of_numbers(), variable.is_of_numbers()) {
        _ if labels >= MANY => kept.is_of_numbers() || variable.is_of_numbers() || words,
        (true, true) => kept.is_headed_like(variable),
        (false, false) if kept.scale == Scale::Nominal && labels > 2 => words,
        (false, false) => words && kept.is_headed_like(variable),
        _ => true,
    }
}

/// What is kept first: options of a question, columns that ask, words before their codes.
fn rank(variable: &Variable) -> (bool, bool, bool, usize) {
    (
        variable.scale != Scale::Multiple,
        variable.may_follow,
        variable.is_of_numbers(),
        variable.column,
    )
}

/// A digest of which rows have the same answer.
fn groups_of_rows(variable: &Variable) -> u64 {
    // Answers are numbered by their first row, so that the numbers are the groups of rows.
    let mut hasher = FixedState::default().build_hasher();
    variable.codes.iter().for_each(|code| hasher.write_u32(*code));
    hasher.finish()
}

/// Numbers in the order of other numbers, or in the reverse one: ranks, z-scores, other units.
fn same_order(variables: &Variables, found: &mut Found) {
    let mut alike: BTreeMap<Vec<u32>, &Variable> = BTreeMap::new();
    let numbers = |variable: &&Variable| variable.scale == Scale::Numeric;
    for variable in variables.all.iter().filter(numbers) {
        let (Some(ranks), true) = (ranks(variable), found.is_open(variable)) else { continue };
        match alike.get(&ranks) {
            Some(kept) if variable.may_follow => {
                found.add(variable, vec![kept.column], Derivation::Copy);
            }
            _ => {
                alike.entry(ranks).or_insert(variable);
            }
        }
    }
}

/// The place of each row among the different numbers, of the two directions the one in which the
/// first row stands lower; `None` if too few numbers differ.
fn ranks(variable: &Variable) -> Option<Vec<u32>> {
    const LEAST_DIFFERENT: usize = 12;
    let mut sorted: Vec<f64> =
        variable.numbers.iter().copied().filter(|number| !number.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    sorted.dedup_by(|a, b| a.total_cmp(b).is_eq());
    if sorted.len() < LEAST_DIFFERENT {
        return None;
    }
    let last = u32::try_from(sorted.len()).ok()?;
    let place = |number: &f64| {
        let at = sorted.binary_search_by(|known| known.total_cmp(number)).ok()?;
        u32::try_from(at).ok().map(|at| at + 1)
    };
    let ranks: Vec<u32> =
        variable.numbers.iter().map(|number| place(number).unwrap_or_default()).collect();
    let first = ranks.iter().copied().find(|rank| *rank != 0)?;
    if first * 2 <= last + 1 {
        return Some(ranks);
    }
    Some(ranks.into_iter().map(|rank| if rank == 0 { 0 } else { last + 1 - rank }).collect())
}

/// Columns whose few answers join those of another: a recode of words that keeps some of them, or
/// of grades that keeps their order.
pub(super) fn recodes(variables: &Variables, found: &mut Found) {
    let few = |variable: &&Variable| (2..=MOST_ANSWERS).contains(&variable.labels.len());
    let mut candidates: Vec<&Variable> = variables.all.iter().filter(few).collect();
    candidates.sort_by_key(|variable| variable.column);
    let known: &Found = found;
    let source_of = |(at, coarse): (usize, &&Variable)| {
        if !coarse.may_follow || !known.is_open(coarse) {
            return None;
        }
        let near = if candidates.len() <= 2 * NEAR {
            &candidates[..]
        } else {
            &candidates[at.saturating_sub(NEAR)..(at + NEAR).min(candidates.len())]
        };
        let fits = |fine: &&&Variable| {
            fine.column != coarse.column
                && fine.labels.len() > coarse.labels.len()
                && Function::read(fine, coarse).is_some_and(|function| {
                    function.evidence() >= LEAST_EVIDENCE && joins(fine, coarse, &function)
                })
        };
        // The source with the fewest answers is the nearest.
        let rank = |fine: &&&Variable| (!known.is_open(fine), fine.labels.len(), fine.column);
        near.iter().filter(fits).min_by_key(rank).map(|source| source.column)
    };
    let sources: Vec<Option<usize>> = candidates.par_iter().enumerate().map(source_of).collect();
    for (coarse, source) in candidates.iter().zip(sources) {
        if let Some(source) = source {
            found.add(coarse, vec![source], Derivation::Recode);
        }
    }
}

/// True if a function joins answers as recodes do, and not as places of one country have one
/// country: it keeps the order of grades, or words of half of the answers.
fn joins(fine: &Variable, coarse: &Variable, function: &Function) -> bool {
    // "Recommends" may follow the order of satisfaction and was asked all the same.
    let keeps_order = fine.scale == Scale::Ordinal && function.keeps_order(fine);
    (keeps_order && fine.is_headed_like(coarse)) || keeps_words(fine, coarse, function)
}

/// True if half of the answers have a word of an answer that they go with.
fn keeps_words(fine: &Variable, coarse: &Variable, function: &Function) -> bool {
    let shares = |to: usize| {
        let mut from = function.to.iter().enumerate().filter(|(_, own)| **own == Some(to));
        from.any(|(from, _)| share_a_word(&fine.labels[from], &coarse.labels[to]))
    };
    let shared = (0..coarse.labels.len()).filter(|to| shares(*to)).count();
    shared * 2 >= coarse.labels.len()
}

/// True if two answers have a word of some length, or a number, in common.
fn share_a_word(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let cut = text.split(|c: char| !c.is_alphanumeric());
        cut.filter(|word| word.chars().count() >= 3 || !word.is_ascii())
            .map(str::to_owned)
            .collect()
    };
    one == other || words(one).iter().any(|word| words(other).contains(word))
}

/// True if one of the first answers of the source goes with two of the column.
fn refutes(source: &Variable, column: &Variable) -> bool {
    const FIRST: usize = 8;
    const MOST: usize = 60;
    let mut to = [0_u32; FIRST];
    let mut pairs = source.codes.iter().zip(&column.codes).take(MOST);
    pairs.any(|(from, own)| {
        let Some(known) = (*from as usize).checked_sub(1).and_then(|from| to.get_mut(from)) else {
            return false;
        };
        if *own == 0 {
            return false;
        }
        let differs = *known != 0 && *known != *own;
        *known = *own;
        differs
    })
}

/// The answer to one column that goes with each answer to another.
struct Function {
    /// For each answer of the source, from 0, the answer that goes with it.
    to: Vec<Option<usize>>,
    /// How many rows have each answer of the column.
    counts: Vec<usize>,
    /// Rows beyond the first of each answer of the source: each could have differed.
    repeated: usize,
}

impl Function {
    /// `None` if an answer of the source goes with two, or most answers have no source.
    fn read(source: &Variable, column: &Variable) -> Option<Self> {
        // Most pairs differ within their first rows, before anything is counted.
        if refutes(source, column) {
            return None;
        }
        let mut to: Vec<Option<usize>> = vec![None; source.labels.len()];
        let mut counts = vec![0; column.labels.len()];
        let mut rows = 0;
        for (from, own) in source.codes.iter().zip(&column.codes) {
            if *from == 0 || *own == 0 {
                continue;
            }
            let (from, own) = (*from as usize - 1, *own as usize - 1);
            if *to[from].get_or_insert(own) != own {
                return None;
            }
            counts[own] += 1;
            rows += 1;
        }
        let different = to.iter().flatten().count();
        // What the source leaves open was answered otherwise.
        (rows * 10 >= column.answered() * 9).then_some(Self {
            to,
            counts,
            repeated: rows - different.min(rows),
        })
    }

    /// How unlikely it is that chance made all repetitions agree, as a natural logarithm.
    #[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
    fn evidence(&self) -> f64 {
        let all = self.counts.iter().sum::<usize>().max(1) as f64;
        let agree: f64 = self.counts.iter().map(|count| (*count as f64 / all).powi(2)).sum();
        self.repeated as f64 * -libm::log(agree)
    }

    fn is_one_to_one(&self) -> bool {
        let mut seen = vec![false; self.counts.len()];
        self.to.iter().flatten().all(|to| !std::mem::replace(&mut seen[*to], true))
    }

    /// True if answers that go together are neighbours in the order of the source.
    fn keeps_order(&self, source: &Variable) -> bool {
        let mut ordered: Vec<(f64, usize)> = Vec::new();
        for (code, number) in source.codes.iter().zip(&source.numbers) {
            if let (Some(at), false) = ((*code as usize).checked_sub(1), number.is_nan())
                && let Some(to) = self.to[at]
                && !ordered.contains(&(*number, to))
            {
                ordered.push((*number, to));
            }
        }
        ordered.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut targets: Vec<usize> = ordered.into_iter().map(|(_, to)| to).collect();
        targets.dedup();
        let mut different = targets.clone();
        different.sort_unstable();
        different.dedup();
        targets.len() == different.len() && targets.len() >= 2
    }
}
