//! Records of a program as a source.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Serialize;

use super::flat::{Field, NotFlat, fields};
use super::material::{Material, MemoryFile, RecordTable};
use super::source::Source;
use crate::error::{ErrorKind, Result, nearest, shown};
use crate::ids::SourceId;
use crate::locator::Place;

impl Source {
    /// Makes a source of rows of the program's own type, such as those of a database: a struct or
    /// map each, whose fields are text, numbers, true or false, variants without values, or nothing
    /// (`None`). `key` is the field that tells the records apart; evidence leads back to it
    /// ([`Locator::Cell`](crate::Locator::Cell), `row_key`), and
    /// [`verify`](crate::lifecycle::verify) finds a record by it in the rows that are handed in
    /// later, in whatever order.
    ///
    /// ```
    /// use persona_synthesis::{Source, Study};
    ///
    /// #[derive(serde::Serialize)]
    /// struct Answer {
    ///     id: u64,
    ///     person: &'static str,
    ///     exports: Option<&'static str>,
    /// }
    ///
    /// let rows = [
    ///     Answer { id: 41, person: "P1", exports: Some("weekly") },
    ///     Answer { id: 42, person: "P2", exports: None },
    /// ];
    /// let survey = Source::rows("survey", &rows, "id")?.respondent("person");
    /// assert_eq!(Study::builder("Exports").source(survey).build()?.len(), 2);
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Format`] for a row that is no struct or map, a field whose value is nested, or
    /// a record without a key; [`ErrorKind::Duplicate`] for a key that two records have;
    /// [`ErrorKind::Empty`] if there is no row.
    pub fn rows<R: Serialize>(
        id: impl Into<SourceId>,
        rows: impl IntoIterator<Item = R>,
        key: &str,
    ) -> Result<Self> {
        let mut table = RowCollector::new(id.into());
        for row in rows {
            let fields = fields(&row).map_err(|error| table.refused(error))?;
            table.add(fields);
        }
        table.into_source(key)
    }

    /// Makes a source of text records under a header, like [`Source::rows`].
    ///
    /// ```
    /// use persona_synthesis::{Source, Study};
    ///
    /// let records = [["41", "P1", "weekly"], ["42", "P2", ""]];
    /// let survey = Source::records("survey", ["id", "person", "exports"], records, "id")?;
    /// assert_eq!(Study::builder("t").source(survey.respondent("person")).build()?.len(), 2);
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Source::rows`]; [`ErrorKind::Format`] for a record with more or fewer values than the
    /// header has names, and a header that repeats a name.
    pub fn records<'h, V: AsRef<str>>(
        id: impl Into<SourceId>,
        header: impl IntoIterator<Item = &'h str>,
        records: impl IntoIterator<Item = impl IntoIterator<Item = V>>,
        key: &str,
    ) -> Result<Self> {
        let mut table = RowCollector::new(id.into());
        let header: Vec<&str> = header.into_iter().collect();
        for (column, name) in header.iter().enumerate() {
            if table.columns.insert((*name).to_owned(), column).is_some() {
                let place = Place::file(table.id.as_str());
                let (expected, found) = ("names that differ", format!("{:?} twice", shown(name)));
                let expected = expected.to_owned();
                return Err(ErrorKind::Format { place, expected, found }.into());
            }
        }
        for record in records {
            let cells: Vec<String> =
                record.into_iter().map(|value| value.as_ref().to_owned()).collect();
            if cells.len() != header.len() {
                let expected = format!("{} values, as the header has names", header.len());
                let (place, found) = (table.next_place(), cells.len().to_string());
                return Err(ErrorKind::Format { place, expected, found }.into());
            }
            table.cells.push(cells);
        }
        table.into_source(key)
    }
}

/// Rows on their way to a table.
struct RowCollector {
    /// Id of the source.
    id: SourceId,
    /// The columns by their names, in the order in which records show them first.
    columns: IndexMap<String, usize>,
    /// The cells of each record; those of later columns may be missing at its end.
    cells: Vec<Vec<String>>,
}

impl RowCollector {
    fn new(id: SourceId) -> Self {
        Self { id, columns: IndexMap::new(), cells: Vec::new() }
    }

    fn add(&mut self, fields: Vec<Field>) {
        let mut cells = vec![String::new(); self.columns.len()];
        for Field { name, text } in fields {
            let next = self.columns.len();
            let column = *self.columns.entry(name).or_insert(next);
            if column == cells.len() {
                cells.push(text);
            } else {
                cells[column] = text;
            }
        }
        self.cells.push(cells);
    }

    /// A record, counted from 0, as a place.
    fn place(&self, record: usize) -> Place {
        Place::file(format!("record {} of source {:?}", record + 1, shown(self.id.as_str())))
    }

    /// The record that comes next, as a place.
    fn next_place(&self) -> Place {
        self.place(self.cells.len())
    }

    fn refused(&self, NotFlat { field, expected, found }: NotFlat) -> ErrorKind {
        let place = match field {
            Some(field) => self.next_place().column(field),
            None => self.next_place(),
        };
        ErrorKind::Format { place, expected: expected.to_owned(), found }
    }

    /// Checks that the key tells the records apart.
    fn check_keys(&self, key: &str) -> Result<()> {
        let names = || self.columns.keys().map(String::as_str);
        let Some(column) = self.columns.get(key) else {
            return Err(ErrorKind::Manifest {
                place: Place::file(format!("source {:?}", shown(self.id.as_str()))),
                expected: "a field of the records as their key".to_owned(),
                found: format!("{:?}", shown(key)),
                nearest: nearest(key, names()),
            }
            .into());
        };
        let mut first = BTreeMap::new();
        for (record, cells) in self.cells.iter().enumerate() {
            let value = cells.get(*column).map_or("", |cell| cell.trim());
            if value.is_empty() {
                let (place, expected) = (self.place(record).column(key), "a key".to_owned());
                return Err(
                    ErrorKind::Format { place, expected, found: "nothing".to_owned() }.into()
                );
            }
            // Evidence names a record by its key, so two of one key would be mixed up.
            if let Some(earlier) = first.insert(value, record) {
                return Err(ErrorKind::Duplicate {
                    place: self.place(record).column(key),
                    what: "key",
                    id: shown(value),
                    first: self.place(earlier),
                }
                .into());
            }
        }
        Ok(())
    }

    fn into_source(self, key: &str) -> Result<Source> {
        if self.cells.is_empty() {
            let (what, why) =
                ("source", format!("{:?} was given no record", shown(self.id.as_str())));
            return Err(ErrorKind::Empty { what, why }.into());
        }
        self.check_keys(key)?;
        let text = self.text().map_err(|error| ErrorKind::Read {
            place: Place::file(self.id.as_str()),
            source: std::io::Error::other(error),
        })?;
        let (text, key) = (MemoryFile::new(self.id.as_str(), text), key.to_owned());
        Ok(Source::of_material(self.id, Material::Records(RecordTable { text, key })))
    }

    /// The table as comma-separated text: one form of it has one digest.
    fn text(&self) -> csv::Result<Vec<u8>> {
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        writer.write_record(self.columns.keys())?;
        for cells in &self.cells {
            // Later records may have brought further fields.
            let missing = self.columns.len() - cells.len();
            let row = cells.iter().map(String::as_str);
            writer.write_record(row.chain(std::iter::repeat_n("", missing)))?;
        }
        writer.into_inner().map_err(|error| error.into_error().into())
    }
}

#[cfg(test)]
#[path = "records_tests.rs"]
mod tests;
