//! The few statistics that claims need.

/// Two-sided quantile at 95 % of the normal distribution.
pub(crate) const NORMAL_95: f64 = 1.959_963_984_540_054;

/// Wilson's score interval of a share at 95 % (Wilson 1927, doi 10.1080/01621459.1927.10502953).
///
/// # Formula
///
/// ```text
/// (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n),   z = 1.959964
/// ```
///
/// `n` may be an effective number of respondents, not whole. For n = 0 nothing is known: 0 to 1. A
/// number out of 0 to 1 is no share and has no interval: NaN.
#[must_use]
pub(crate) fn wilson_interval(share: f64, n: f64) -> (f64, f64) {
    wilson_interval_at(NORMAL_95, share, n)
}

/// [Wilson's interval](wilson_interval) at the level of a two-sided normal quantile.
pub(crate) fn wilson_interval_at(quantile: f64, share: f64, n: f64) -> (f64, f64) {
    if !(0.0..=1.0).contains(&share) || n.is_nan() {
        return (f64::NAN, f64::NAN);
    }
    if n <= 0.0 {
        return (0.0, 1.0);
    }
    let square = quantile * quantile / n;
    let middle = share + square / 2.0;
    let half = quantile * (share * (1.0 - share) / n + square / (4.0 * n)).sqrt();
    let scale = 1.0 + square;
    // The interval holds the share; at 0 and 1 rounding may leave it out by the last bit.
    (((middle - half) / scale).clamp(0.0, share), ((middle + half) / scale).clamp(share, 1.0))
}

/// Interval of a share whose logit has this standard error, at the level of a two-sided normal
/// quantile; of 0 and 1 the share itself.
pub(crate) fn logit_interval(quantile: f64, share: f64, error: f64) -> (f64, f64) {
    if share <= 0.0 || share >= 1.0 || !error.is_finite() {
        return (share, share);
    }
    let logit = libm::log(share / (1.0 - share));
    let expit = |logit: f64| 1.0 / (1.0 + libm::exp(-logit));
    (expit(logit - quantile * error), expit(logit + quantile * error))
}

/// Two-sided p-value of a table of two shares: Fisher's exact test (1922, doi 10.2307/2340521)
/// where a count is expected below 5 or all are at most 2,000, else Pearson's chi-square test.
/// Tables as improbable as the observed one count as extreme. NaN if a count is greater than its
/// base.
///
/// ```
/// use persona_synthesis::personas::two_shares_p;
///
/// assert!((two_shares_p(8, 10, 1, 6) - 0.034_965).abs() < 1e-6);
/// ```
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "counts of respondents are below 2^53")]
pub fn two_shares_p(with: usize, of: usize, elsewhere_with: usize, elsewhere_of: usize) -> f64 {
    if with > of || elsewhere_with > elsewhere_of {
        return f64::NAN;
    }
    let (all, yes) = (of as f64 + elsewhere_of as f64, with as f64 + elsewhere_with as f64);
    if of == 0 || elsewhere_of == 0 || yes <= 0.0 || yes >= all {
        return 1.0;
    }
    let least = (of.min(elsewhere_of) as f64) * yes.min(all - yes) / all;
    if least >= 5.0 && all > 2000.0 {
        let (p, q) = (with as f64 / of as f64, elsewhere_with as f64 / elsewhere_of as f64);
        let pooled = yes / all;
        let z = (p - q)
            / (pooled * (1.0 - pooled) * (1.0 / of as f64 + 1.0 / elsewhere_of as f64)).sqrt();
        return libm::erfc(z.abs() / std::f64::consts::SQRT_2);
    }
    fisher(with, of, elsewhere_with, elsewhere_of)
}

#[allow(clippy::cast_precision_loss, reason = "counts of respondents are below 2^53")]
fn fisher(with: usize, of: usize, elsewhere_with: usize, elsewhere_of: usize) -> f64 {
    /// Tables this much more probable than the observed one still count as equal: rounding, nothing
    /// else.
    const EQUAL: f64 = 1.0 + 1e-7;
    let choose = |n: usize, k: usize| {
        libm::lgamma(n as f64 + 1.0)
            - libm::lgamma(k as f64 + 1.0)
            - libm::lgamma((n - k) as f64 + 1.0)
    };
    let yes = with.saturating_add(elsewhere_with);
    let all = choose(of.saturating_add(elsewhere_of), yes);
    let probability = |k: usize| libm::exp(choose(of, k) + choose(elsewhere_of, yes - k) - all);
    let observed = probability(with) * EQUAL;
    let tables = yes.saturating_sub(elsewhere_of)..=yes.min(of);
    tables.map(probability).filter(|probability| *probability <= observed).sum::<f64>().min(1.0)
}

/// Two-sided p-value of a standard normal score; 1 for scores of 0 and below, which speak for
/// nothing.
pub(crate) fn two_sided_p(score: f64) -> f64 {
    libm::erfc(score.max(0.0) / std::f64::consts::SQRT_2)
}

/// One-sided p-value of a standard normal score.
pub(crate) fn one_sided_p(score: f64) -> f64 {
    libm::erfc(score / std::f64::consts::SQRT_2) / 2.0
}

/// The score of at least 0 whose two-sided p-value this is, at most 37.
pub(crate) fn normal_score(p: f64) -> f64 {
    const MOST: f64 = 37.0;
    const STEPS: usize = 60;
    let (mut low, mut high) = (0.0, MOST);
    // Bisection: the inverse has no closed form, and the same steps give the same bits everywhere.
    for _ in 0..STEPS {
        let middle = f64::midpoint(low, high);
        if two_sided_p(middle) > p { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// Adjusts p-values for the false discovery rate (Benjamini and Hochberg 1995, doi
/// 10.1111/j.2517-6161.1995.tb02031.x): among the adjusted values below a limit, the expected share
/// of false discoveries is at most that limit.
///
/// ```
/// use persona_synthesis::personas::false_discovery;
///
/// assert_eq!(false_discovery(&[0.01, 0.04, 0.03, 0.5]), [0.04, 0.04 * 4.0 / 3.0, 0.04 * 4.0 / 3.0, 0.5]);
/// ```
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "fewer claims than 2^53")]
pub fn false_discovery(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*b].total_cmp(&p[*a]));
    let mut adjusted = vec![1.0; p.len()];
    // A running minimum from the largest on keeps adjusted values in the order of the p-values.
    let mut least = 1.0_f64;
    for (from_largest, position) in order.into_iter().enumerate() {
        let rank = p.len() - from_largest;
        least = least.min(p[position] * p.len() as f64 / rank as f64);
        adjusted[position] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_interval_of_no_share_is_not_a_number() {
        assert!(
            wilson_interval(1.5, 10.0).0.is_nan() && wilson_interval(f64::NAN, 10.0).1.is_nan()
        );
    }

    /// logit(0.2) = -1.386294; ± 1.959964 · 0.5 is -2.366276 and -0.406312.
    #[test]
    fn intervals_are_normal_on_the_logit() {
        let (low, high) = logit_interval(1.959_964, 0.2, 0.5);
        assert!((low - 0.085_781).abs() < 1e-6 && (high - 0.399_797).abs() < 1e-6, "{low} {high}");
        let none = logit_interval(1.959_964, 0.0, 0.5);
        assert!(none.0.abs() + none.1.abs() < f64::EPSILON);
    }

    /// scipy 1.17.1, `scipy.stats.fisher_exact`.
    #[test]
    fn fisher_equals_scipy() {
        for ((a, n, b, m), p) in [
            ((8, 10, 1, 6), 0.034_965_034_965_034_97),
            ((3, 4, 1, 8), 0.066_666_666_666_666_67),
            ((95, 121, 60, 180), 6.838_046_131_735_009e-15),
            ((0, 5, 5, 5), 0.007_936_507_936_507_936),
        ] {
            let found = two_shares_p(a, n, b, m);
            assert!((found / p - 1.0).abs() < 1e-6, "{found} {p}");
        }
    }

    /// scipy 1.17.1, `scipy.stats.chi2_contingency(..., correction=False)`.
    #[test]
    fn large_tables_use_chi_square() {
        let found = two_shares_p(520, 1000, 1380, 3000);
        assert!((found / 0.001_000_269_273_804_986_3 - 1.0).abs() < 1e-6, "{found}");
    }

    #[test]
    fn scores_and_p_values_belong_together() {
        assert!((normal_score(0.05) - 1.959_963_984_540_054).abs() < 1e-12);
        assert!((two_sided_p(2.575_829_303_548_901) - 0.01).abs() < 1e-12);
        assert!(normal_score(1.0) < 1e-12 && normal_score(0.0) > 36.9);
    }

    proptest! {
        #[test]
        fn p_is_a_probability_and_symmetric(a in 0_usize..30, n in 1_usize..30, b in 0_usize..30, m in 1_usize..30) {
            prop_assume!(a <= n && b <= m);
            let p = two_shares_p(a, n, b, m);
            prop_assert!((0.0..=1.0).contains(&p));
            prop_assert!((p - two_shares_p(b, m, a, n)).abs() < 1e-9);
            prop_assert!((p - two_shares_p(n - a, n, m - b, m)).abs() < 1e-9);
        }

        #[test]
        fn the_interval_holds_the_share(with in 0_u32..50, more in 0_u32..50) {
            prop_assume!(with + more > 0);
            let n = f64::from(with + more);
            let share = f64::from(with) / n;
            let (low, high) = wilson_interval(share, n);
            prop_assert!(0.0 <= low && low <= share + 1e-12 && share <= high + 1e-12 && high <= 1.0);
        }

        #[test]
        fn adjusted_p_values_keep_their_order(p in proptest::collection::vec(0.0_f64..1.0, 1..40)) {
            let adjusted = false_discovery(&p);
            for (i, j) in (0..p.len()).zip(1..p.len()) {
                prop_assert!(p[i] > p[j] || adjusted[i] <= adjusted[j]);
                prop_assert!(adjusted[i] >= p[i] - 1e-15 && adjusted[i] <= 1.0);
            }
        }
    }
}
