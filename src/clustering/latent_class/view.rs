//! The rows of a sample as passes go over them: rows that count 0 times left out, equal rows
//! counted together, where that saves much.

use std::borrow::Cow;

use super::super::sample::{PackedRows, Sample};

/// Rows, and how much each counts.
pub(super) struct View<'a> {
    pub(super) rows: usize,
    pub(super) packs: usize,
    pub(super) codes: Cow<'a, [u8]>,
    /// The numbers of each numeric column.
    pub(super) numbers: Vec<Cow<'a, [f64]>>,
    /// Where the list of present entries of each row begins; empty without such entries.
    pub(super) starts: Cow<'a, [u32]>,
    pub(super) present: Cow<'a, [u16]>,
    /// Empty if all are 1.
    pub(super) weights: Vec<f64>,
}

impl<'a> View<'a> {
    /// All rows of a sample, in their order.
    pub(super) fn all(sample: &'a Sample) -> Self {
        let PackedRows { packs, codes, numbers, present, .. } = sample.packed();
        let rows = sample.rows();
        Self {
            rows,
            packs: packs.len(),
            codes: Cow::Borrowed(&codes[..rows * packs.len()]),
            numbers: numbers.iter().map(|numbers| Cow::Borrowed(&numbers[..rows])).collect(),
            starts: Cow::Borrowed(if present.entries == 0 {
                &[]
            } else {
                &present.starts[..=rows]
            }),
            present: Cow::Borrowed(&present.list),
            // Without weights a pass skips a multiplication for every row and group.
            weights: if sample.is_plain() {
                Vec::new()
            } else {
                (0..rows).map(|row| sample.weight(row)).collect()
            },
        }
    }

    /// The rows that count, equal ones together if a fifth and more can be saved.
    pub(super) fn counting(sample: &'a Sample) -> Self {
        /// Rows that decide; their order is as good as random.
        const LOOKED_AT: usize = 10_000;
        let first = sample.first(LOOKED_AT);
        // Copying rows pays only where a fifth of the passes can be saved.
        if kept(&first).count() * 5 > first.rows() * 4 {
            return Self::all(sample);
        }
        let packed = sample.packed();
        let mut view = View {
            rows: 0,
            codes: Cow::default(),
            numbers: vec![Cow::default(); packed.numbers.len()],
            starts: Cow::default(),
            present: Cow::default(),
            weights: Vec::new(),
            ..Self::all(sample)
        };
        for (row, weight) in kept(sample) {
            view.codes.to_mut().extend(&packed.codes[row * view.packs..(row + 1) * view.packs]);
            view.numbers
                .iter_mut()
                .zip(&packed.numbers)
                .for_each(|(kept, all)| kept.to_mut().push(all[row]));
            if packed.present.entries > 0 {
                view.starts
                    .to_mut()
                    .push(u32::try_from(view.present.len()).expect("no more than before"));
                view.present.to_mut().extend(packed.present.entries_of(row));
            }
            view.weights.push(weight);
        }
        if packed.present.entries > 0 {
            view.starts
                .to_mut()
                .push(u32::try_from(view.present.len()).expect("no more than before"));
        }
        view.rows = view.weights.len();
        view
    }

    /// The first rows, at most `most`.
    pub(super) fn first(&'a self, most: usize) -> Self {
        let rows = self.rows.min(most);
        Self {
            rows,
            codes: Cow::Borrowed(&self.codes[..rows * self.packs]),
            numbers: self.numbers.iter().map(|numbers| Cow::Borrowed(&numbers[..rows])).collect(),
            starts: Cow::Borrowed(if self.starts.is_empty() { &[] } else { &self.starts[..=rows] }),
            present: Cow::Borrowed(&self.present),
            weights: self.weights.iter().copied().take(rows).collect(),
            ..*self
        }
    }

    /// Sum of the weights.
    #[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
    pub(super) fn total(&self) -> f64 {
        if self.weights.is_empty() { self.rows as f64 } else { self.weights.iter().sum() }
    }
}

/// One row of each run of equal rows that count, with their weight. Equal rows are side by side but
/// for a few beginnings, because content decides the order.
fn kept(sample: &Sample) -> impl Iterator<Item = (usize, f64)> {
    let counting = (0..sample.rows()).filter(|row| sample.weight(*row) > 0.0);
    let mut rows = counting.peekable();
    std::iter::from_fn(move || {
        let first = rows.next()?;
        let mut weight = sample.weight(first);
        while let Some(next) = rows.next_if(|next| sample.packed().same(first, *next)) {
            weight += sample.weight(next);
        }
        Some((first, weight))
    })
}
