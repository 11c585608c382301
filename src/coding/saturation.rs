//! Saturation: how many new codes further interviews would bring.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::study::Study;

/// Number of codes that the interviews brought, and the number expected of further ones.
///
/// Expectations are over all orders of the interviews, computed exactly (sample-based rarefaction,
/// Colwell et al. 2012, doi 10.1093/jpe/rtr044).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Saturation {
    /// Number of coded interviews: respondents with a coded segment.
    pub interviews: usize,
    /// Number of different codes in the coded interviews.
    pub codes: usize,
    /// Number of codes that occur in exactly one interview.
    pub once: usize,
    /// Number of codes that occur in exactly two interviews.
    pub twice: usize,
    /// Expected number of codes after one interview, after two, and so on to all.
    pub curve: Vec<f64>,
    /// Expected number of new codes in one further interview of similar people (Good 1953, doi
    /// 10.1093/biomet/40.3-4.237): `once` / `interviews`.
    pub next: f64,
    /// Lower bound for the codes that exist among such people and were not heard (Chao 1987, doi
    /// 10.2307/2531532, bias-corrected).
    pub unheard: f64,
}

impl Saturation {
    /// Computes the saturation from the codes of each interview; `None` without interviews.
    ///
    /// ```
    /// use persona_synthesis::coding::Saturation;
    ///
    /// let codes = [["late", "paper"].as_slice(), &["late"], &["late", "phone"]];
    /// let codes = codes.iter().map(|codes| codes.iter().copied());
    /// let saturation = Saturation::from_codes(codes).unwrap();
    /// // One interview of the three brings 5/3 codes on average, and each of two codes is in one
    /// // interview alone.
    /// assert!((saturation.curve[0] - 5.0 / 3.0).abs() < 1e-12);
    /// assert_eq!((saturation.codes, saturation.once), (3, 2));
    /// assert!((saturation.next - 2.0 / 3.0).abs() < 1e-12);
    /// ```
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "counts of interviews and codes")]
    pub fn from_codes<'a>(
        interviews: impl Iterator<Item = impl Iterator<Item = &'a str>>,
    ) -> Option<Self> {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        let mut count = 0;
        for codes in interviews {
            count += 1;
            let codes: BTreeSet<&str> = codes.collect();
            codes.into_iter().for_each(|code| *times.entry(code).or_default() += 1);
        }
        if count == 0 {
            return None;
        }
        let having =
            |interviews: usize| times.values().filter(|times| **times == interviews).count();
        let (once, twice) = (having(1), having(2));
        // For each code how probable it is that none of the first interviews has it.
        let mut lacking = vec![1.0; times.len()];
        let curve = (0..count).map(|before| {
            for (lacking, times) in lacking.iter_mut().zip(times.values()) {
                // Hypergeometric: multiplied up step by step, since binomials of many interviews
                // overflow.
                *lacking *= (count - times).saturating_sub(before) as f64 / (count - before) as f64;
            }
            lacking.iter().map(|lacking| 1.0 - lacking).sum()
        });
        // Bias-corrected form: without codes heard twice the plain estimate would divide by zero.
        let pairs = (once * once.saturating_sub(1)) as f64 / (2 * (twice + 1)) as f64;
        Some(Self {
            curve: curve.collect(),
            interviews: count,
            codes: times.len(),
            once,
            twice,
            next: once as f64 / count as f64,
            unheard: (count - 1) as f64 / count as f64 * pairs,
        })
    }
}

/// The saturation of a study's coded interviews.
pub(super) fn saturation(study: &Study) -> Option<Saturation> {
    let mut codes: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    for segment in study.segments().iter().flat_map(|segments| &segments.placed) {
        if let Some(respondent) = segment.respondent {
            codes.entry(respondent).or_default().insert(&segment.code);
        }
    }
    Saturation::from_codes(codes.values().map(|codes| codes.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The curve is the mean over all orders: with few interviews they can be tried.
        #[test]
        fn the_curve_is_the_mean_over_all_orders(
            interviews in proptest::collection::vec(
                proptest::collection::vec(0_usize..6, 0..5),
                1..6,
            ),
        ) {
            const CODES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
            let codes =
                interviews.iter().map(|codes| codes.iter().map(|code| CODES[*code]));
            let found = Saturation::from_codes(codes).unwrap();
            let mut order: Vec<usize> = (0..interviews.len()).collect();
            let mut sums = vec![0; interviews.len()];
            let mut orders = 0;
            permute(&mut order, 0, &mut |order| {
                orders += 1;
                let mut heard: BTreeSet<usize> = BTreeSet::new();
                for (sum, interview) in sums.iter_mut().zip(order) {
                    heard.extend(interviews[*interview].iter().copied());
                    *sum += heard.len();
                }
            });
            for (mean, sum) in found.curve.iter().zip(sums) {
                let expected = f64::from(u32::try_from(sum).unwrap()) / f64::from(orders);
                prop_assert!((mean - expected).abs() < 1e-9);
            }
            prop_assert!(found.curve.last().copied().unwrap() <= found.codes as f64 + 1e-9);
        }
    }

    fn permute(order: &mut [usize], from: usize, see: &mut impl FnMut(&[usize])) {
        if from == order.len() {
            see(order);
        }
        for other in from..order.len() {
            order.swap(from, other);
            permute(order, from + 1, see);
            order.swap(from, other);
        }
    }
}
