//! Rows in memory: several coded columns share a byte, rare mentions are lists of what is present,
//! numbers are columns of their own.
//!
//! Forty mentions, ten graded and five nominal answers take some sixteen bytes a row, and a pass
//! looks up sixteen sums of logarithms instead of fifty-five logarithms.

use rayon::prelude::*;

use crate::sources::MISSING;

/// Most codes of a byte that several columns share: larger tables leave the L1 cache.
const MOST_CODES: usize = 128;

/// The values of rows, row by row.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct PackedRows {
    /// The place of each column.
    pub(crate) places: Vec<ColumnPlace>,
    /// Number of codes of each shared byte.
    pub(crate) packs: Vec<usize>,
    /// Rows × packs.
    pub(crate) codes: Vec<u8>,
    pub(crate) present: Present,
    /// Numeric columns × rows; NaN where nothing is known.
    pub(crate) numbers: Vec<Vec<f64>>,
}

/// The place of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnPlace {
    /// A digit of a shared byte; the digit `categories` means that nothing is known.
    Digit { pack: usize, stride: usize, radix: usize, categories: usize },
    /// An entry of the list of what is present, told apart from 0 and from unknown by an entry that
    /// all who were asked have.
    Rare { asked: u16, entry: u16 },
    /// A number.
    Number { position: usize },
}

/// For each row the list of its entries.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Present {
    /// Number of different entries.
    pub(crate) entries: usize,
    /// Where the list of each row begins, and where the last ends; empty if there are no entries.
    pub(crate) starts: Vec<u32>,
    pub(crate) list: Vec<u16>,
}

impl Present {
    /// The entries of a row.
    pub(crate) fn entries_of(&self, row: usize) -> &[u16] {
        if self.entries == 0 {
            return &[];
        }
        &self.list[self.starts[row] as usize..self.starts[row + 1] as usize]
    }

    fn append(&mut self, part: &Self) {
        let rows = part.starts.len().saturating_sub(1);
        (0..rows).for_each(|row| self.push(part.entries_of(row).iter().copied()));
    }

    fn push(&mut self, entries: impl Iterator<Item = u16>) {
        if self.entries > 0 {
            if self.starts.is_empty() {
                self.starts.push(0);
            }
            self.list.extend(entries);
            self.starts.push(u32::try_from(self.list.len()).expect("fewer than 2^32 mentions"));
        }
    }
}

/// The shape of a column before it is packed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// A number of codes, and whether some values are unknown.
    Codes {
        categories: usize,
        some_unknown: bool,
    },
    /// A mention that few rows have; all columns of one `block` are unknown in the same rows.
    Rare {
        block: usize,
    },
    Number,
}

/// A value on its way into a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum CellValue {
    Code(u8),
    Number(f64),
}

impl PackedRows {
    /// No rows yet, of columns of these shapes; bytes are shared so that no table has more codes
    /// than `most_codes`.
    pub(crate) fn new(shapes: &[Shape], rows: usize) -> Self {
        // Looking sums up must not cost more than the rows themselves.
        let most_codes = (rows / 16).clamp(2, MOST_CODES);
        let mut places = vec![ColumnPlace::Number { position: 0 }; shapes.len()];
        let mut all = Self::default();
        let mut radices: Vec<(usize, usize)> = Vec::new();
        let mut blocks: Vec<(usize, u16)> = Vec::new();
        for (column, shape) in shapes.iter().enumerate() {
            match *shape {
                Shape::Codes { categories, some_unknown } => {
                    // A column that everybody answered needs no digit for "unknown".
                    radices.push((categories + usize::from(some_unknown), column))
                }
                Shape::Number => {
                    places[column] = ColumnPlace::Number { position: all.numbers.len() };
                    all.numbers.push(Vec::with_capacity(rows));
                }
                Shape::Rare { block } => {
                    let mut next = || {
                        all.present.entries += 1;
                        u16::try_from(all.present.entries - 1).expect("fewer than 65,536 mentions")
                    };
                    let known =
                        blocks.iter().find(|(known, _)| *known == block).map(|(_, asked)| *asked);
                    let asked = known.unwrap_or_else(|| {
                        let asked = next();
                        blocks.push((block, asked));
                        asked
                    });
                    places[column] = ColumnPlace::Rare { asked, entry: next() };
                }
            }
        }
        // The columns with most codes first, each into the first byte that has room.
        radices.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        for (radix, column) in radices {
            let Shape::Codes { categories, .. } = shapes[column] else { continue };
            let room = all.packs.iter().position(|codes| codes * radix <= most_codes);
            let pack = room.unwrap_or_else(|| {
                all.packs.push(1);
                all.packs.len() - 1
            });
            places[column] =
                ColumnPlace::Digit { pack, stride: all.packs[pack], radix, categories };
            all.packs[pack] *= radix;
        }
        all.places = places;
        all.codes.reserve_exact(rows * all.packs.len());
        all
    }

    /// A row for each of these, packed side by side, given the cells.
    pub(crate) fn pack<T: Copy + Sync>(
        shapes: &[Shape],
        of: &[T],
        cell: impl Fn(T, usize) -> CellValue + Sync,
    ) -> Self {
        const PART: usize = 1 << 15;
        let mut all = Self::new(shapes, of.len());
        // Parts are packed in parallel and joined in order, so that threads change nothing.
        let empty =
            Self { codes: Vec::new(), numbers: vec![Vec::new(); all.numbers.len()], ..all.clone() };
        let pack = |of: &[T]| {
            let mut part = empty.clone();
            of.iter().for_each(|one| part.push(|column| cell(*one, column)));
            part
        };
        let parts: Vec<Self> = of.par_chunks(PART).map(pack).collect();
        parts.into_iter().for_each(|part| all.append(part));
        all
    }

    fn append(&mut self, part: Self) {
        self.codes.extend(part.codes);
        self.numbers.iter_mut().zip(part.numbers).for_each(|(own, numbers)| own.extend(numbers));
        self.present.append(&part.present);
    }

    /// Appends a row, given the cell of each column.
    pub(crate) fn push(&mut self, cell: impl Fn(usize) -> CellValue) {
        let code_start = self.codes.len();
        self.codes.resize(code_start + self.packs.len(), 0);
        let mut entries: Vec<u16> = Vec::new();
        for (column, place) in self.places.iter().enumerate() {
            match (*place, cell(column)) {
                (ColumnPlace::Digit { pack, stride, categories, .. }, CellValue::Code(code)) => {
                    let digit = if code == MISSING { categories } else { usize::from(code) };
                    self.codes[code_start + pack] +=
                        u8::try_from(digit * stride).expect("a pack fits into a byte");
                }
                (ColumnPlace::Rare { asked, entry }, CellValue::Code(code)) if code != MISSING => {
                    if !entries.contains(&asked) {
                        entries.push(asked);
                    }
                    if code == 1 {
                        entries.push(entry);
                    }
                }
                (ColumnPlace::Number { position }, CellValue::Number(number)) => {
                    self.numbers[position].push(number)
                }
                _ => {}
            }
        }
        // Rows are compared by content, so equal ones must list their entries alike.
        entries.sort_unstable();
        self.present.push(entries.into_iter());
    }

    /// The code of a row in a column; [`MISSING`] where nothing is known, and for numbers.
    pub(crate) fn code(&self, row: usize, column: usize) -> u8 {
        match self.places[column] {
            ColumnPlace::Digit { pack, stride, radix, categories } => {
                let digit = usize::from(self.codes[row * self.packs.len() + pack]) / stride % radix;
                if digit >= categories {
                    MISSING
                } else {
                    u8::try_from(digit).expect("a digit of a byte")
                }
            }
            ColumnPlace::Rare { asked, entry } => {
                let entries = self.present.entries_of(row);
                if entries.contains(&asked) { u8::from(entries.contains(&entry)) } else { MISSING }
            }
            ColumnPlace::Number { .. } => MISSING,
        }
    }

    /// The number of a row in a column; NaN where nothing is known, and for codes.
    pub(crate) fn number(&self, row: usize, column: usize) -> f64 {
        match self.places[column] {
            ColumnPlace::Number { position } => self.numbers[position][row],
            _ => f64::NAN,
        }
    }

    pub(crate) fn len(&self) -> usize {
        match (self.packs.len(), self.numbers.first()) {
            (0, None) => self.present.starts.len().saturating_sub(1),
            (0, Some(numbers)) => numbers.len(),
            (packs, _) => self.codes.len() / packs,
        }
    }

    /// The packed values of a row.
    pub(super) fn content(&self, row: usize) -> impl Iterator<Item = u64> {
        let codes = &self.codes[row * self.packs.len()..(row + 1) * self.packs.len()];
        let codes = codes
            .chunks(8)
            .map(|chunk| chunk.iter().fold(0, |sum, code| sum << 8 | u64::from(*code)));
        let entries = self.present.entries_of(row).iter().map(|entry| u64::from(*entry));
        codes.chain(self.numbers.iter().map(move |numbers| numbers[row].to_bits())).chain(entries)
    }

    /// A hash of the packed values of a row.
    pub(crate) fn hash(&self, row: usize) -> u64 {
        self.content(row).fold(7, mix)
    }

    pub(crate) fn same(&self, a: usize, b: usize) -> bool {
        self.content(a).eq(self.content(b))
    }

    /// Puts the rows into an order, `order[new] = old`.
    pub(super) fn reorder(&mut self, order: &[u32]) {
        reorder(&mut self.codes, self.packs.len(), order);
        self.numbers.iter_mut().for_each(|numbers| reorder(numbers, 1, order));
        let mut present = Present { entries: self.present.entries, ..Present::default() };
        order
            .iter()
            .for_each(|old| present.push(self.present.entries_of(*old as usize).iter().copied()));
        self.present = present;
    }
}

pub(super) fn mix(hash: u64, value: u64) -> u64 {
    let mut z = (hash ^ value).wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB)
}

/// Puts rows of `width` values into an order, `order[new] = old`.
pub(super) fn reorder<T: Copy + Default + Send + Sync>(
    values: &mut Vec<T>,
    width: usize,
    order: &[u32],
) {
    if width == 0 || values.is_empty() {
        return;
    }
    let mut ordered = vec![T::default(); values.len()];
    let old = |row: u32| &values[row as usize * width..(row as usize + 1) * width];
    ordered
        .par_chunks_exact_mut(width)
        .zip(order)
        .for_each(|(new, row)| new.copy_from_slice(old(*row)));
    *values = ordered;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shapes() -> Vec<Shape> {
        let codes = |categories, some_unknown| Shape::Codes { categories, some_unknown };
        vec![
            codes(2, true),
            codes(5, true),
            Shape::Number,
            codes(250, true),
            Shape::Rare { block: 0 },
            codes(2, false),
            Shape::Rare { block: 0 },
        ]
    }

    proptest! {
        #[test]
        fn what_goes_in_comes_out_in_any_order(
            rows in proptest::collection::vec((any::<u8>(), any::<u8>(), -5.0_f64..5.0), 1..200),
        ) {
            let shapes = shapes();
            let cell = |row: usize, column: usize| {
                let (a, b, number) = rows[row];
                let code = |categories: u8| match a.is_multiple_of(7) {
                    true => MISSING,
                    false => b.wrapping_add(u8::try_from(column).unwrap()) % categories,
                };
                match shapes[column] {
                    Shape::Codes { categories, some_unknown: true } => {
                        CellValue::Code(code(u8::try_from(categories).unwrap()))
                    }
                    Shape::Codes { .. } => CellValue::Code(b % 2),
                    Shape::Rare { .. } => CellValue::Code(code(2)),
                    Shape::Number => CellValue::Number(number),
                }
            };
            let mut packed = PackedRows::new(&shapes, rows.len());
            (0..rows.len()).for_each(|row| packed.push(|column| cell(row, column)));
            prop_assert_eq!(packed.len(), rows.len());
            let order = packed.order(&[], &[]);
            packed.reorder(&order);
            for (new, old) in order.iter().enumerate() {
                for column in 0..shapes.len() {
                    match cell(*old as usize, column) {
                        CellValue::Code(code) => prop_assert_eq!(packed.code(new, column), code),
                        CellValue::Number(number) => {
                            prop_assert!(packed.number(new, column).total_cmp(&number).is_eq());
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_columns_of_the_benches_share_sixteen_bytes() {
        let shape = |categories| Shape::Codes { categories, some_unknown: true };
        let shapes: Vec<Shape> =
            [2; 40].into_iter().chain([5; 10]).chain([4; 5]).map(shape).collect();
        let rows = PackedRows::new(&shapes, 100_000);
        assert_eq!(rows.packs.len(), 16);
        assert!(rows.packs.iter().all(|codes| *codes <= MOST_CODES));
    }
}
