//! The tables that a pass looks up and adds to for each row: sums of logarithms for each code of a
//! shared byte, for each present entry, for each number.

use super::super::sample::{ColumnPlace, PackedRows};
use super::elementary::Real;
use super::layout::{Layout, Parameters};

/// One value per group, padded to a fixed number of lanes.
pub(super) type Lanes<T, const L: usize> = [T; L];

/// Entries for codes, present entries and numbers: logarithms of rates to look up, or sums of
/// posteriors to add to.
#[derive(Debug, Clone)]
pub(super) struct Tables<T, const L: usize> {
    pub(super) shares: Lanes<T, L>,
    /// Where each shared byte's entries begin.
    pub(super) offsets: Vec<usize>,
    pub(super) codes: Vec<Lanes<T, L>>,
    pub(super) present: Vec<Lanes<T, L>>,
    /// For each number three rows: mean, half of 1/variance and constant; or weight, sum and sum of
    /// squares.
    pub(super) numbers: Vec<[Lanes<T, L>; 3]>,
}

impl<T: Real, const L: usize> Tables<T, L> {
    pub(super) fn zero(packed: &PackedRows) -> Self {
        let mut length = 0;
        let mut offset = |codes: &usize| {
            length += codes;
            length - codes
        };
        let offsets = packed.packs.iter().map(&mut offset).collect();
        Self {
            shares: [T::ZERO; L],
            offsets,
            codes: vec![[T::ZERO; L]; length],
            present: vec![[T::ZERO; L]; packed.present.entries],
            numbers: vec![[[T::ZERO; L]; 3]; packed.numbers.len()],
        }
    }

    /// The tables under these parameters.
    pub(super) fn new(packed: &PackedRows, layout: &Layout, parameters: &Parameters) -> Self {
        let mut sums = Tables::<f64, L>::zero(packed);
        // Lanes beyond the states have probability 0 and never take part.
        sums.shares = [f64::NEG_INFINITY; L];
        let shares = layout.log_state_shares(parameters);
        sums.shares[..shares.len()].copy_from_slice(&shares);
        for ((place, block), column) in packed.places.iter().zip(&layout.blocks).zip(0..) {
            let entries = layout.entries_of_states::<L>(column, parameters);
            let add = |sum: &mut Lanes<f64, L>, entry: &Lanes<f64, L>| {
                sum.iter_mut().zip(entry).for_each(|(sum, entry)| *sum += entry * block.weight);
            };
            match *place {
                ColumnPlace::Digit { pack, stride, radix, categories } => {
                    let start = sums.offsets[pack];
                    for (code, sum) in
                        sums.codes[start..start + packed.packs[pack]].iter_mut().enumerate()
                    {
                        // The digit `categories` means unknown: it adds nothing (missing at
                        // random).
                        let digit = code / stride % radix;
                        if digit < categories {
                            add(sum, &entries[digit]);
                        }
                    }
                }
                ColumnPlace::Rare { asked, entry } => {
                    // All who were asked get ln(1 - ρ); a mention adds ln ρ - ln(1 - ρ) on top, so
                    // that a row costs as much as it has mentions.
                    add(&mut sums.present[usize::from(asked)], &entries[0]);
                    let odds = std::array::from_fn(|lane| entries[1][lane] - entries[0][lane]);
                    add(&mut sums.present[usize::from(entry)], &odds);
                }
                ColumnPlace::Number { position } => {
                    let [mean, precision, constant] = [entries[0], entries[1], entries[2]];
                    sums.numbers[position] = [
                        mean,
                        precision.map(|precision| 0.5 * precision * block.weight),
                        constant.map(|constant| constant * block.weight),
                    ];
                }
            }
        }
        sums.converted()
    }

    fn converted<U: Real>(&self) -> Tables<U, L> {
        let lanes = |lanes: &Lanes<T, L>| lanes.map(|value| U::from_f64(value.to_f64()));
        Tables {
            shares: lanes(&self.shares),
            offsets: self.offsets.clone(),
            codes: self.codes.iter().map(lanes).collect(),
            present: self.present.iter().map(lanes).collect(),
            numbers: self.numbers.iter().map(|rows| rows.each_ref().map(lanes)).collect(),
        }
    }

    /// Adds these sums to others, and sets them to 0.
    pub(super) fn flush<U: Real>(&mut self, into: &mut Tables<U, L>) {
        let flush = |from: &mut Lanes<T, L>, to: &mut Lanes<U, L>| {
            for (from, to) in from.iter_mut().zip(to) {
                *to += U::from_f64(from.to_f64());
                *from = T::ZERO;
            }
        };
        flush(&mut self.shares, &mut into.shares);
        self.codes.iter_mut().zip(&mut into.codes).for_each(|(from, to)| flush(from, to));
        self.present.iter_mut().zip(&mut into.present).for_each(|(from, to)| flush(from, to));
        let numbers = self.numbers.iter_mut().flatten().zip(into.numbers.iter_mut().flatten());
        numbers.for_each(|(from, to)| flush(from, to));
    }
}

impl<const L: usize> Tables<f64, L> {
    /// Weighted counts of each column's levels by group, or weight, sum and sum of squares of its
    /// numbers: rows of lanes, column by column.
    pub(super) fn by_column(&self, packed: &PackedRows, layout: &Layout) -> Vec<f64> {
        let mut counts = vec![0.0; layout.counts / layout.lanes * L];
        for (place, block) in packed.places.iter().zip(&layout.blocks) {
            let mut add = |level: usize, sums: &Lanes<f64, L>| {
                let start = (block.counts / layout.lanes + level) * L;
                counts[start..start + L]
                    .iter_mut()
                    .zip(sums)
                    .for_each(|(count, sum)| *count += sum);
            };
            match *place {
                ColumnPlace::Digit { pack, stride, radix, categories } => {
                    let start = self.offsets[pack];
                    for (code, sums) in
                        self.codes[start..start + packed.packs[pack]].iter().enumerate()
                    {
                        // The digit `categories` means unknown: it adds nothing (missing at
                        // random).
                        let digit = code / stride % radix;
                        if digit < categories {
                            add(digit, sums);
                        }
                    }
                }
                ColumnPlace::Rare { asked, entry } => {
                    let (asked, with) =
                        (&self.present[usize::from(asked)], &self.present[usize::from(entry)]);
                    // What is left of a difference of rounded sums must not be negative.
                    add(0, &std::array::from_fn(|lane| (asked[lane] - with[lane]).max(0.0)));
                    add(1, with);
                }
                ColumnPlace::Number { position } => {
                    self.numbers[position]
                        .iter()
                        .enumerate()
                        .for_each(|(row, sums)| add(row, sums));
                }
            }
        }
        counts
    }
}
