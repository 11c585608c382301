//! Typed reading of TOML tables: every key is asked for by name, and what nobody asked for is an
//! error that names its line.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::stated::Stated;
use crate::error::{Error, ErrorKind, Result, nearest, shown};
use crate::locator::Place;
use crate::sources::parse_day;

/// The text of a manifest, for turning byte offsets into lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) name: &'a str,
    /// Bytes at which lines end.
    ends: &'a [usize],
}

/// Bytes at which the lines of a text end.
pub(super) fn line_ends(text: &str) -> Vec<usize> {
    memchr::memchr_iter(b'\n', text.as_bytes()).collect()
}

impl<'a> Text<'a> {
    pub(super) fn new(name: &'a str, ends: &'a [usize]) -> Self {
        Self { name, ends }
    }

    pub(super) fn line(&self, byte: usize) -> u64 {
        1 + self.ends.partition_point(|end| *end < byte) as u64
    }

    pub(super) fn error(
        &self,
        byte: usize,
        expected: &str,
        found: &str,
        nearest: Option<String>,
    ) -> Error {
        let place = Place::file(self.name).line(self.line(byte));
        ErrorKind::Manifest {
            place,
            expected: expected.to_owned(),
            found: found.to_owned(),
            nearest,
        }
        .into()
    }
}

/// One table of a manifest while it is read.
pub(super) struct Keys<'a> {
    pub(super) text: Text<'a>,
    table: &'a DeTable<'a>,
    pub(super) start: usize,
    asked: Vec<&'static str>,
}

impl<'a> Keys<'a> {
    pub(super) fn new(text: Text<'a>, table: &'a DeTable<'a>, start: usize) -> Self {
        Self { text, table, start, asked: Vec::new() }
    }

    /// Line at which the table begins.
    pub(super) fn line(&self) -> u64 {
        self.text.line(self.start)
    }

    fn take(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.push(key);
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// The error that a value is not of the form that its key needs.
    fn wrong(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        expected: &str,
        nearest: Option<String>,
    ) -> Error {
        let found = match value.get_ref() {
            DeValue::String(text) => format!("{:?}", shown(text)),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.as_str().to_owned(),
            other => other.type_str().to_owned(),
        };
        self.text.error(value.span().start, &format!("{expected} for `{key}`"), &found, nearest)
    }

    pub(super) fn stated(&self, value: &Spanned<DeValue<'_>>) -> Option<Stated<String>> {
        let text = value.get_ref().as_str()?.to_owned();
        Some(Stated { value: text, line: Some(self.text.line(value.span().start)) })
    }

    /// A string, if the key is there.
    pub(super) fn string(&mut self, key: &'static str) -> Result<Option<Stated<String>>> {
        let Some(value) = self.take(key) else { return Ok(None) };
        self.stated(value).map(Some).ok_or_else(|| self.wrong(key, value, "a string", None))
    }

    /// A string that must be there.
    pub(super) fn required(&mut self, key: &'static str) -> Result<Stated<String>> {
        self.string(key)?.ok_or_else(|| self.missing(key))
    }

    /// The error that a key is not there.
    pub(super) fn missing(&self, key: &str) -> Error {
        self.text.error(self.start, &format!("a key `{key}`"), "none", None)
    }

    /// A day, as a date of TOML or a string.
    pub(super) fn day(&mut self, key: &'static str) -> Result<Option<Stated<String>>> {
        let Some(value) = self.take(key) else { return Ok(None) };
        let text = match value.get_ref() {
            // TOML has days of its own, and people write them as texts too.
            DeValue::Datetime(day) => day.to_string(),
            other => other.as_str().unwrap_or_default().to_owned(),
        };
        if parse_day(&text).is_none() {
            return Err(self.wrong(key, value, "a day such as 2026-03-31", None));
        }
        Ok(Some(Stated { value: text, line: Some(self.text.line(value.span().start)) }))
    }

    /// A string that is one of several names.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        key: &'static str,
        values: &[(&str, T)],
    ) -> Result<Option<T>> {
        let Some(value) = self.take(key) else { return Ok(None) };
        let found = value.get_ref().as_str();
        if let Some((_, value)) = values.iter().find(|(name, _)| Some(*name) == found) {
            return Ok(Some(*value));
        }
        let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
        let hint = found.and_then(|found| nearest(found, names.iter().copied()));
        Err(self.wrong(key, value, &format!("one of {}", names.join(", ")), hint))
    }

    /// One or several of these names; none if the key is not there.
    pub(super) fn several_of<T: Copy>(
        &mut self,
        key: &'static str,
        values: &[(&str, T)],
    ) -> Result<Vec<T>> {
        let Some(value) = self.take(key) else { return Ok(Vec::new()) };
        let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
        let mut found = Vec::new();
        for stated in self.string_list(key, value)? {
            let Some((_, one)) = values.iter().find(|(name, _)| *name == stated.value) else {
                let hint = nearest(&stated.value, names.iter().copied());
                return Err(self.wrong(key, value, &format!("some of {}", names.join(", ")), hint));
            };
            found.push(*one);
        }
        Ok(found)
    }

    /// One string or a list of strings; empty if the key is not there.
    pub(super) fn strings(&mut self, key: &'static str) -> Result<Vec<Stated<String>>> {
        match self.take(key) {
            Some(value) => self.string_list(key, value),
            None => Ok(Vec::new()),
        }
    }

    pub(super) fn string_list(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<Vec<Stated<String>>> {
        let wrong = || self.wrong(key, value, "a string or a list of strings", None);
        match value.get_ref() {
            DeValue::Array(list) => {
                list.iter().map(|value| self.stated(value).ok_or_else(wrong)).collect()
            }
            _ => self.stated(value).map(|text| vec![text]).ok_or_else(wrong),
        }
    }

    /// The words of an entry.
    pub(super) fn text(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<String> {
        let stated = self.stated(value).filter(|text| !text.value.trim().is_empty());
        let text = stated.ok_or_else(|| self.wrong(key, value, "words", None))?;
        Ok(text.value)
    }

    /// A list of lists of strings; empty if the key is not there.
    pub(super) fn string_lists(&mut self, key: &'static str) -> Result<Vec<Vec<Stated<String>>>> {
        let Some(value) = self.take(key) else { return Ok(Vec::new()) };
        match value.get_ref() {
            DeValue::Array(lists) if lists.iter().all(|list| list.get_ref().is_array()) => {
                lists.iter().map(|list| self.string_list(key, list)).collect()
            }
            _ => Err(self.wrong(key, value, "a list of lists of strings", None)),
        }
    }

    /// A whole number within a range.
    pub(super) fn integer(
        &mut self,
        key: &'static str,
        least: u64,
        most: u64,
    ) -> Result<Option<u64>> {
        let Some(value) = self.take(key) else { return Ok(None) };
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|n| u64::from_str_radix(n.as_str(), n.radix()).ok());
        match number.filter(|number| (least..=most).contains(number)) {
            Some(number) => Ok(Some(number)),
            None => {
                Err(self.wrong(key, value, &format!("a whole number from {least} to {most}"), None))
            }
        }
    }

    /// A number that is not negative.
    pub(super) fn number(&mut self, key: &'static str) -> Result<Option<f64>> {
        let Some(value) = self.take(key) else { return Ok(None) };
        let number = match value.get_ref() {
            DeValue::Float(number) => number.as_str().parse().ok(),
            DeValue::Integer(number) => number.as_str().parse().ok(),
            _ => None,
        };
        match number.filter(|number: &f64| number.is_finite() && *number >= 0.0) {
            Some(number) => Ok(Some(number)),
            None => Err(self.wrong(key, value, "a number of at least 0", None)),
        }
    }

    /// The truth value of a key.
    pub(super) fn flag(&mut self, key: &'static str) -> Result<Option<bool>> {
        let Some(value) = self.take(key) else { return Ok(None) };
        value
            .get_ref()
            .as_bool()
            .map(Some)
            .ok_or_else(|| self.wrong(key, value, "true or false", None))
    }

    /// A value of any form, for keys that allow several.
    pub(super) fn any(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.take(key)
    }

    /// A table, if the key is there.
    pub(super) fn table(&mut self, key: &'static str) -> Result<Option<Self>> {
        let Some(value) = self.take(key) else { return Ok(None) };
        match value.get_ref().as_table() {
            Some(table) => Ok(Some(Self::new(self.text, table, value.span().start))),
            None => Err(self.wrong(key, value, "a table", None)),
        }
    }

    /// A list of tables.
    pub(super) fn tables(&mut self, key: &'static str) -> Result<Vec<Self>> {
        let Some(value) = self.take(key) else { return Ok(Vec::new()) };
        let wrong = || self.wrong(key, value, "tables, each begun by [[…]]", None);
        let list = value.get_ref().as_array().ok_or_else(wrong)?;
        list.iter()
            .map(|value| {
                let table = value.get_ref().as_table().ok_or_else(wrong)?;
                Ok(Self::new(self.text, table, value.span().start))
            })
            .collect()
    }

    /// The entries of a table whose keys are names of the user's, in the order of the file.
    pub(super) fn entries(&self) -> Vec<(Stated<String>, &'a Spanned<DeValue<'a>>)> {
        let mut entries: Vec<_> = self.table.iter().collect();
        // The parser sorts keys by name, but the order in the file is what people stated.
        entries.sort_by_key(|(key, _)| key.span().start);
        let stated = |key: &Spanned<std::borrow::Cow<'_, str>>| Stated {
            value: key.get_ref().to_string(),
            line: Some(self.text.line(key.span().start)),
        };
        entries.into_iter().map(|(key, value)| (stated(key), value)).collect()
    }

    /// The value of an entry as a table.
    pub(super) fn entry(&self, value: &'a Spanned<DeValue<'a>>) -> Result<Self> {
        match value.get_ref() {
            DeValue::Table(table) => Ok(Self::new(self.text, table, value.span().start)),
            other => Err(self.text.error(
                value.span().start,
                "a table of settings",
                other.type_str(),
                None,
            )),
        }
    }

    /// Refuses keys that nobody asked for.
    pub(super) fn finish(self) -> Result<()> {
        let unknown = |key: &&Spanned<std::borrow::Cow<'_, str>>| {
            !self.asked.iter().any(|asked| key.get_ref() == asked)
        };
        let first = self
            .table
            .iter()
            .map(|(key, _)| key)
            .filter(unknown)
            // The first in the file, where a reader begins to look.
            .min_by_key(|key| key.span().start);
        match first {
            Some(key) => {
                let expected = format!("one of the keys {}", self.asked.join(", "));
                let hint = nearest(key.get_ref(), self.asked.iter().copied());
                Err(self.text.error(
                    key.span().start,
                    &expected,
                    &format!("`{}`", shown(key.get_ref())),
                    hint,
                ))
            }
            None => Ok(()),
        }
    }
}
