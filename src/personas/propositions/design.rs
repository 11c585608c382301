//! Design effects of counts: people of one account answer alike, so that they count as fewer.

use super::statistics::NORMAL_95;

/// Sums of the weights of those with the answer, and of all who were asked, in one unit: an account
/// or a respondent alone.
pub(super) type UnitSums = [f64; 2];

/// Spread of the answers of some people over their units.
#[derive(Debug, Clone, Copy, Default)]
struct ByUnit {
    units: usize,
    /// Variance of the share by units over the variance of as many people alone; `None` where the
    /// answers do not vary or stand in one unit.
    effect: Option<f64>,
    /// The effect if all people of a unit gave one answer.
    greatest: f64,
    /// Variance that people alone would have: how much the side says of the correlation.
    alone: f64,
}

/// How much more the share of each of two sides varies than that of as many people alone, at least
/// 1. `squares` are the sums of the squared weights.
///
/// # Formula
///
/// ```text
/// m/(m-1) Σ_j (x_j - p n_j)² / (p (1 - p) Σ_i w_i²)
/// ```
///
/// for m units with weights `n_j`, `x_j` of them with the answer (Rao and Scott 1992, doi
/// 10.2307/2532311), and no less than by the correlation within units of both sides together: few
/// units, or answers that hardly vary, say little of their own. The correlation is 1 where neither
/// side varies. With few units in all, the effect grows by the square of the quantile of Student's
/// t over that of the normal distribution, by which the share is tested.
pub(super) fn design_effects(sides: [&[UnitSums]; 2], squares: [f64; 2]) -> [f64; 2] {
    let both = [0, 1].map(|side| by_unit(sides[side], squares[side]));
    let (mut above, mut most) = (0.0, 0.0);
    for ByUnit { effect, greatest, alone, .. } in both {
        if let Some(effect) = effect.filter(|_| greatest > 1.0) {
            above += alone * (effect - 1.0);
            most += alone * (greatest - 1.0);
        }
    }
    let correlation = if most > 0.0 { (above / most).clamp(0.0, 1.0) } else { 1.0 };
    let wider = (student(both[0].units + both[1].units) / NORMAL_95).powi(2);
    both.map(|side| {
        // Where everyone is alone, nothing is shared.
        if both.iter().all(|side| side.greatest <= 1.0 + 1e-9) {
            return 1.0;
        }
        let pooled = 1.0 + correlation * (side.greatest - 1.0).max(0.0);
        wider * side.effect.unwrap_or(1.0).max(pooled)
    })
}

/// Two-sided quantile at 95 % of Student's t for the difference of two shares of so many units in
/// all, after Abramowitz and Stegun (1964, 26.7.5); below three degrees of freedom the exact one.
#[allow(clippy::cast_precision_loss, reason = "fewer units than 2^53")]
fn student(units: usize) -> f64 {
    let free = match units.saturating_sub(2) {
        0 | 1 => return 12.706_205,
        2 => return 4.302_653,
        free => free as f64,
    };
    let z = NORMAL_95;
    let first = (z.powi(3) + z) / 4.0;
    let second = (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0;
    let third = (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0;
    z + first / free + second / free.powi(2) + third / free.powi(3)
}

#[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
fn by_unit(units: &[UnitSums], squares: f64) -> ByUnit {
    let asked = units.iter().filter(|[_, all]| *all > 0.0);
    let (mut number, mut with, mut all, mut square) = (0_usize, 0.0, 0.0, 0.0);
    for [yes, of] in asked.clone() {
        number += 1;
        with += yes;
        all += of;
        square += of * of;
    }
    if squares <= 0.0 || all <= 0.0 {
        return ByUnit { effect: None, greatest: 1.0, ..ByUnit::default() };
    }
    let share = with / all;
    let alone = share * (1.0 - share) * squares;
    let varies = number > 1 && with > 0.0 && with < all && alone > 0.0;
    let effect = varies.then(|| {
        let spread: f64 = asked.map(|[yes, of]| (yes - share * of).powi(2)).sum();
        number as f64 / (number - 1) as f64 * spread / alone
    });
    ByUnit { units: number, effect, greatest: square / squares, alone }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(units: &[UnitSums]) -> f64 {
        units.iter().map(|[_, all]| all).sum()
    }

    fn effects(own: &[UnitSums], others: &[UnitSums]) -> [f64; 2] {
        design_effects([own, others], [people(own), people(others)])
    }

    /// Accounts of ten, in half of which all say yes and in half nobody does: the share is one half
    /// and varies as that of so many people, times m / (m - 1).
    #[test]
    fn accounts_that_speak_with_one_voice_count_once_each() {
        let voice = |unit: i32| [f64::from(unit % 2) * 10.0, 10.0];
        let own: Vec<UnitSums> = (0..200).map(voice).collect();
        let [effect, _] = effects(&own, &own);
        assert!((effect - 10.0 * 200.0 / 199.0).abs() < 0.2, "{effect}");
        // Four of them say far less.
        let [few, _] = effects(&own[..4], &own[..4]);
        assert!(few > 19.0, "{few}");
    }

    /// Weil's litters of rats, the example of the paper: 1.232495 and 3.952861, as the R package PF
    /// has them too.
    #[test]
    fn effects_are_those_of_the_paper() {
        let control = [
            [13.0, 13.0],
            [12.0, 12.0],
            [9.0, 9.0],
            [9.0, 9.0],
            [8.0, 8.0],
            [8.0, 8.0],
            [12.0, 13.0],
            [11.0, 12.0],
            [9.0, 10.0],
            [9.0, 10.0],
            [8.0, 9.0],
            [11.0, 13.0],
            [4.0, 5.0],
            [5.0, 7.0],
            [7.0, 10.0],
            [7.0, 10.0],
        ];
        let treated = [
            [12.0, 12.0],
            [11.0, 11.0],
            [10.0, 10.0],
            [9.0, 9.0],
            [10.0, 11.0],
            [9.0, 10.0],
            [9.0, 10.0],
            [8.0, 9.0],
            [8.0, 9.0],
            [4.0, 5.0],
            [7.0, 9.0],
            [4.0, 7.0],
            [5.0, 10.0],
            [3.0, 6.0],
            [3.0, 10.0],
            [0.0, 7.0],
        ];
        let effect = |units: &[UnitSums]| by_unit(units, people(units)).effect.unwrap();
        let (one, other) = (effect(&control), effect(&treated));
        assert!((one - 1.232_495).abs() < 1e-6 && (other - 3.952_861).abs() < 1e-6);
        // The control group hardly varies; together with the other it varies more.
        assert!(effects(&control, &treated)[0] > 2.0);
    }

    #[test]
    fn people_alone_count_in_full() {
        let own: Vec<UnitSums> = (0..100).map(|one| [f64::from(one % 2), 1.0]).collect();
        let effects = effects(&own, &own[..30]);
        assert!(effects.iter().all(|effect| (1.0..1.05).contains(effect)), "{effects:?}");
    }

    /// All of 20 people of two accounts say yes; elsewhere accounts of ten have the correlation
    /// 1, so the 20 count as two. Without any variation the same is assumed.
    #[test]
    fn answers_that_do_not_vary_have_the_correlation_of_the_others() {
        let own = [[10.0, 10.0], [10.0, 10.0]];
        let others: Vec<UnitSums> =
            (0..500).map(|unit| [f64::from(unit % 2) * 10.0, 10.0]).collect();
        assert!((effects(&own, &others)[0] - 10.0).abs() < 0.2);
        let none: Vec<UnitSums> = (0..500).map(|_| [0.0, 10.0]).collect();
        assert!((effects(&own, &none)[0] - 10.0).abs() < 0.2);
        let mixed: Vec<UnitSums> = (0..500).map(|_| [5.0, 10.0]).collect();
        assert!((effects(&own, &mixed)[0] - 1.0).abs() < 0.02);
    }

    /// 12.7062, 4.3027, 2.7764, 2.2281 and 2.0423 by the tables.
    #[test]
    fn quantiles_are_those_of_students_t() {
        let tabled = [(3, 12.7062), (4, 4.3027), (6, 2.7764), (12, 2.2281), (32, 2.0423)];
        for (units, quantile) in tabled {
            assert!((student(units) / quantile - 1.0).abs() < 0.005, "{units}: {}", student(units));
        }
    }
}
