//! Design effects of counts: people of one account answer alike, so that they count as fewer.

/// Sums of the weights of those with the answer, and of all who were asked, in one unit: an account
/// or a respondent alone.
pub(super) type UnitSums = [f64; 2];

/// Spread of the answers of some people over their units.
#[derive(Debug, Clone, Copy, Default)]
struct ByUnit {
    /// Variance of the share by units over the variance of as many people alone; `None` where the
    /// answers do not vary or stand in one unit.
    effect: Option<f64>,
    /// The effect if all people of a unit gave one answer.
    greatest: f64,
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
/// 10.2307/2532311). A side whose answers do not vary has the correlation within units of the other
/// side, and of one if that is unknown too.
pub(super) fn design_effects(sides: [&[UnitSums]; 2], squares: [f64; 2]) -> [f64; 2] {
    let [own, others] = [0, 1].map(|side| by_unit(sides[side], squares[side]));
    [in_effect(own, others), in_effect(others, own)]
}

fn in_effect(side: ByUnit, other: ByUnit) -> f64 {
    let correlation = match other.effect {
        Some(effect) if other.greatest > 1.0 => (effect - 1.0) / (other.greatest - 1.0),
        _ => 1.0,
    };
    let like_other = 1.0 + correlation.clamp(0.0, 1.0) * (side.greatest - 1.0).max(0.0);
    side.effect.unwrap_or(like_other).max(1.0)
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
        return ByUnit { effect: None, greatest: 1.0 };
    }
    let share = with / all;
    let alone = share * (1.0 - share) * squares;
    let varies = number > 1 && with > 0.0 && with < all && alone > 0.0;
    let effect = varies.then(|| {
        let spread: f64 = asked.map(|[yes, of]| (yes - share * of).powi(2)).sum();
        number as f64 / (number - 1) as f64 * spread / alone
    });
    ByUnit { effect, greatest: square / squares }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effects(own: &[UnitSums], others: &[UnitSums]) -> [f64; 2] {
        let people = |units: &[UnitSums]| units.iter().map(|[_, all]| all).sum();
        design_effects([own, others], [people(own), people(others)])
    }

    /// Four accounts of ten: two where all say yes and two where nobody does. The share is one half
    /// and varies as that of four people: 10, times 4/3.
    #[test]
    fn accounts_that_speak_with_one_voice_count_once_each() {
        let own = [[10.0, 10.0], [0.0, 10.0], [10.0, 10.0], [0.0, 10.0]];
        let [effect, _] = effects(&own, &own);
        assert!((effect - 10.0 * 4.0 / 3.0).abs() < 1e-9, "{effect}");
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
        let [one, other] = effects(&control, &treated);
        assert!((one - 1.232_495).abs() < 1e-6 && (other - 3.952_861).abs() < 1e-6);
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
            (0..100).map(|unit| [f64::from(unit % 2) * 10.0, 10.0]).collect();
        assert!((effects(&own, &others)[0] - 10.0).abs() < 0.2);
        assert!((effects(&own, &[[0.0, 10.0]])[0] - 10.0).abs() < 1e-9);
        let mixed: Vec<UnitSums> = (0..100).map(|_| [5.0, 10.0]).collect();
        assert!((effects(&own, &mixed)[0] - 1.0).abs() < 1e-9);
    }
}
