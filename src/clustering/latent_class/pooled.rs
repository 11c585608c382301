//! The choice of the columns that tell no groups apart, and what free parameters cost.

use super::layout::{ColumnBlock, Counts, Layout, Parameters};

impl Layout {
    /// The cost of the free parameters where columns are pooled: for each the logarithm of the
    /// weight of the rows that it is estimated from, the term that the Laplace approximation behind
    /// BIC leaves (Delattre, Lavielle and Poursat 2014, doi 10.1214/14-EJS890), at least 3 as in
    /// AIC3.
    pub(super) fn cost(&self, counts: &Counts) -> f64 {
        const LEAST: f64 = 3.0;
        let log = |weight: f64| libm::log(weight.max(1.0)).max(LEAST);
        #[allow(clippy::cast_precision_loss, reason = "few parameters")]
        let of = |block: &ColumnBlock| -> f64 {
            let own = self.counts_of(block, counts);
            let known = block.family.known(own, self.group_lanes());
            let all: f64 = known.iter().sum();
            if block.pooled {
                // A pooled column is estimated from all rows, any other from those of each group.
                return block.part * block.family.free_parameters(1) as f64 * log(all);
            }
            let (own, shared) = block.family.own_and_shared();
            let apart = known.iter().map(|known| own as f64 * log(*known)).sum::<f64>();
            block.part * (shared as f64 * log(all) + apart)
        };
        #[allow(clippy::cast_precision_loss, reason = "few groups")]
        let shares = (self.groups - 1) as f64 * log(counts.shares.iter().sum());
        shares + self.blocks.iter().map(of).sum::<f64>()
    }

    /// For each column true if one distribution for all groups is the better description: by the
    /// expected log-likelihood of the counts against the parameters that it costs, each at half the
    /// logarithm of the weight of the column's known rows.
    pub(super) fn to_pool(&self, counts: &Counts, prior: f64, from: &Parameters) -> Vec<bool> {
        // Both descriptions are judged by the same expected counts, so one pass serves all columns.
        let fitted = Self {
            blocks: self
                .blocks
                .iter()
                .map(|block| ColumnBlock { pooled: false, ..block.clone() })
                .collect(),
            ..*self
        }
        .fit(counts, prior, from);
        let alike = self.alike_with_style(counts, from);
        let of = |block: &ColumnBlock| {
            let own = self.counts_of(block, counts);
            let known: f64 = block.family.known(own, self.group_lanes()).iter().sum();
            let reached = |parameters: &Parameters| {
                if block.styled {
                    return self.styled_likelihood(block, counts, parameters);
                }
                let mut entries = vec![0.0; own.len()];
                let coordinates = self.coordinates(block, &parameters.0);
                block.family.entries(
                    coordinates,
                    &block.marginal,
                    self.group_lanes(),
                    &mut entries,
                );
                block.family.log_likelihood(own, &entries, self.group_lanes())
            };
            let more = block.family.free_parameters(self.groups) - block.family.free_parameters(1);
            #[allow(clippy::cast_precision_loss, reason = "few parameters")]
            let cost = 0.5 * more as f64 * libm::log(known.max(1.0));
            reached(&fitted) - reached(&alike) < cost
        };
        self.blocks.iter().map(of).collect()
    }

    /// This layout with these columns pooled.
    pub(super) fn pooling(&self, pooled: &[bool]) -> Self {
        let blocks = self
            .blocks
            .iter()
            .zip(pooled)
            .map(|(block, pooled)| ColumnBlock { pooled: *pooled, ..block.clone() });
        Self { blocks: blocks.collect(), ..*self }
    }

    /// Parameters at which all groups are alike, styled columns fitted to the counts at the
    /// loading that is known.
    fn alike_with_style(&self, counts: &Counts, from: &Parameters) -> Parameters {
        /// Enough to arrive: the descriptions are compared at their best.
        const STEPS: usize = 10;
        let mut alike = self.alike();
        if !self.style.is_some() {
            return alike;
        }
        alike.0[self.length - 1] = from.0[self.length - 1];
        for block in self.blocks.iter().filter(|block| block.styled) {
            let pooled = ColumnBlock { pooled: true, ..block.clone() };
            (0..STEPS).for_each(|_| self.fit_styled(&pooled, counts, 0.0, &mut alike));
        }
        alike
    }
}
