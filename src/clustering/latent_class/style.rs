//! Response style: a habit of choosing one end of a scale whatever is asked, as a factor that all
//! items of a battery share, beside the groups (Moors 2003, doi 10.1023/A:1024472110002; Billiet
//! and McClendon 2000, doi `10.1207/S15328007SEM0704_5`).
//!
//! A respondent's style is one of a few steps of a standard normal scale. On a styled item it
//! moves the slope of adjacent categories by the same amount in every group:
//!
//! ```text
//! ln ρ_kl(t) = β_l + l (γ_k + λ t) - ln Σ,    f(x | k) = Σ_t w_t Π_j f_j(x_j | k, t)
//! ```
//!
//! One loading λ for all items is what tells a style from a further trait: items that ask for
//! opposite things rise together.

use super::elementary::exp;
use super::family::Family;

/// Steps of the scale: with fewer, what lies between two steps is taken for further groups.
const STEPS: usize = 9;
/// The outermost step, in standard deviations.
const FARTHEST: f64 = 2.4;
/// Most states of a model: groups times steps.
const MOST_STATES: usize = 64;
/// The steps of the style that a model knows; 1 where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) steps: usize,
}

impl Style {
    pub(super) const NONE: Self = Self { steps: 1 };

    /// The style of a model with so many groups: an odd number of steps for which there is room.
    pub(super) fn beside(groups: usize) -> Self {
        let room = (MOST_STATES / groups).clamp(1, STEPS);
        Self { steps: room - (room + 1) % 2 }
    }

    pub(super) fn is_some(self) -> bool {
        self.steps > 1
    }

    /// The steps, evenly spaced; 0 alone where there is no style.
    #[allow(clippy::cast_precision_loss, reason = "few steps")]
    pub(super) fn scale(self) -> impl Iterator<Item = f64> {
        let half = (self.steps - 1) as f64 / 2.0;
        (0..self.steps).map(move |step| (step as f64 - half) / half.max(1.0) * FARTHEST)
    }

    /// Share of the respondents at each step, from the standard normal density.
    pub(super) fn shares(self) -> Vec<f64> {
        let densities: Vec<f64> = self.scale().map(|at| exp(-0.5 * at * at)).collect();
        let all: f64 = densities.iter().sum();
        densities.into_iter().map(|density| density / all).collect()
    }
}

/// True for a family on which a style can act.
pub(super) fn has_slopes(family: &Family) -> bool {
    matches!(family, Family::Ordered(_))
}
