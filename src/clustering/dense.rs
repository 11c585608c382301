//! Rows of numbers without missing values, as k-means takes them.

/// Rows of numbers, row by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DenseRows {
    width: usize,
    values: Vec<f64>,
}

impl DenseRows {
    pub(super) fn new(width: usize, values: Vec<f64>) -> Self {
        Self { width, values }
    }

    /// Number of columns.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Number of rows.
    pub(super) fn len(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    /// The numbers, row by row.
    pub(super) fn values(&self) -> &[f64] {
        &self.values
    }

    /// The rows.
    pub(super) fn rows(&self) -> std::slice::ChunksExact<'_, f64> {
        self.values.chunks_exact(self.width.max(1))
    }

    /// These rows, in this order.
    pub(super) fn select(&self, rows: &[usize]) -> Self {
        let row = |row: &usize| &self.values[row * self.width..(row + 1) * self.width];
        Self::new(self.width, rows.iter().flat_map(row).copied().collect())
    }
}
