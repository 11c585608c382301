//! The dictionary of an SPSS file: its variables, their labels and what counts as missing.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::bytes::{Bytes, double};
use crate::error::Result;

/// The description of the data that precedes them in the file.
pub(super) struct Dictionary {
    pub(super) variables: Vec<Variable>,
    /// Units of eight bytes in a case.
    pub(super) units: usize,
    pub(super) compression: i32,
    pub(super) bias: f64,
    /// Cases, where the file states them.
    pub(super) cases: Option<usize>,
    pub(super) encoding: &'static Encoding,
    /// Name of the file's encoding where it is not known.
    pub(super) encoding_unknown: Option<String>,
    pub(super) sets: Vec<ResponseSet>,
    pub(super) little: bool,
}

/// A variable; a very long text takes several in the file and is one here.
#[derive(Debug, Default)]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) short_name: String,
    pub(super) label: String,
    /// Bytes of a text; 0 for a number.
    pub(super) width: usize,
    /// The unit at which it begins in a case.
    pub(super) unit: usize,
    pub(super) format: u8,
    /// 1 nominal, 2 ordinal, 3 scale, 0 unknown.
    pub(super) measure: i32,
    /// Labels of numbers.
    pub(super) labels: Vec<(f64, String)>,
    /// Labels of texts.
    pub(super) text_labels: Vec<(String, String)>,
    pub(super) missing_range: Option<(f64, f64)>,
    pub(super) missing: Vec<f64>,
    pub(super) missing_texts: Vec<String>,
}

/// A multiple response set.
pub(super) struct ResponseSet {
    pub(super) name: String,
    pub(super) label: String,
    /// The value that says an option was chosen; `None` where each variable holds one of the chosen
    /// categories.
    pub(super) counted: Option<String>,
    /// Short names of its variables.
    pub(super) variables: Vec<String>,
}

/// Records of the dictionary before text is decoded: the encoding comes after the texts.
#[derive(Default)]
struct Raw<'a> {
    variables: Vec<RawVariable<'a>>,
    labels: Vec<RawLabels<'a>>,
    extensions: BTreeMap<i32, (usize, &'a [u8])>,
}

/// Labels of values, and the variables that have them: numbers of units from 1.
struct RawLabels<'a> {
    labels: Vec<([u8; 8], &'a [u8])>,
    units: Vec<usize>,
}

struct RawVariable<'a> {
    width: i32,
    label: &'a [u8],
    missing_kind: i32,
    missing: Vec<[u8; 8]>,
    format: u8,
    name: &'a [u8],
}

impl Dictionary {
    pub(super) fn read(bytes: &mut Bytes<'_>) -> Result<Self> {
        bytes.take(64)?;
        // The layout code is 2 or 3 in the byte order of the file, which is told by it.
        if !matches!(bytes.int()?, 2 | 3) {
            bytes.at -= 4;
            bytes.little = false;
            let layout = bytes.int()?;
            if !matches!(layout, 2 | 3) {
                return Err(bytes.error("the layout code 2 or 3", &layout.to_string()));
            }
        }
        bytes.int()?;
        let compression = bytes.int()?;
        bytes.int()?;
        let cases = usize::try_from(bytes.int()?).ok();
        let bias = double(bytes.take(8)?.try_into().expect("eight bytes were taken"), bytes.little);
        bytes.take(9 + 8 + 64 + 3)?;
        let mut raw = Raw::default();
        raw.read(bytes)?;
        let little = bytes.little;
        let (encoding, encoding_unknown) = raw.encoding(little);
        let mut dictionary = Self {
            units: raw.variables.len(),
            variables: Vec::new(),
            compression,
            bias,
            cases,
            encoding,
            encoding_unknown,
            sets: Vec::new(),
            little,
        };
        dictionary.take_variables(&raw);
        if dictionary.variables.is_empty() {
            return Err(bytes.error("a variable", "none"));
        }
        dictionary.take_extensions(&raw);
        Ok(dictionary)
    }

    pub(super) fn text(&self, bytes: &[u8]) -> String {
        self.encoding.decode_without_bom_handling(bytes).0.trim_end_matches([' ', '\0']).to_owned()
    }

    fn take_variables(&mut self, raw: &Raw<'_>) {
        let number = |bytes: &[u8; 8]| double(*bytes, self.little);
        let mut variables = Vec::new();
        // A negative width continues the text variable before it.
        for (unit, found) in raw.variables.iter().enumerate().filter(|(_, found)| found.width >= 0)
        {
            let width = usize::try_from(found.width).expect("checked above");
            let mut variable = Variable {
                name: self.text(found.name),
                short_name: self.text(found.name),
                label: self.text(found.label),
                width,
                unit,
                format: found.format,
                ..Variable::default()
            };
            match (found.missing_kind, found.missing.as_slice()) {
                (-3 | -2, [low, high, discrete @ ..]) if width == 0 => {
                    variable.missing_range = Some((number(low), number(high)));
                    variable.missing.extend(discrete.iter().map(number));
                }
                (_, discrete) if width == 0 => variable.missing.extend(discrete.iter().map(number)),
                (_, discrete) => {
                    variable.missing_texts.extend(discrete.iter().map(|text| self.text(text)))
                }
            }
            variables.push(variable);
        }
        for RawLabels { labels, units } in &raw.labels {
            for variable in
                variables.iter_mut().filter(|variable| units.contains(&(variable.unit + 1)))
            {
                for (value, label) in labels {
                    let label = self.text(label);
                    if variable.width == 0 {
                        variable.labels.push((number(value), label));
                    } else {
                        variable.text_labels.push((self.text(value), label));
                    }
                }
            }
        }
        self.variables = variables;
    }

    fn take_extensions(&mut self, raw: &Raw<'_>) {
        let text = |subtype: i32| {
            raw.extensions.get(&subtype).map_or_else(String::new, |(_, bytes)| self.text(bytes))
        };
        let (measures, names, widths) = (raw.extensions.get(&11), text(13), text(14));
        let mut sets = response_sets(&text(7));
        sets.extend(response_sets(&text(19)));
        if let Some((_, bytes)) = measures {
            let ints: Vec<i32> = bytes.chunks_exact(4).map(|four| int(four, self.little)).collect();
            // Old files leave the display width out of the three numbers.
            let each = if ints.len() == self.variables.len() * 3 { 3 } else { 2 };
            for (variable, display) in self.variables.iter_mut().zip(ints.chunks_exact(each)) {
                variable.measure = display[0];
            }
        }
        for (short, long) in names.split('\t').filter_map(|pair| pair.split_once('=')) {
            // Records of extensions refer to variables by their short names.
            let own = |variable: &&mut Variable| variable.short_name.eq_ignore_ascii_case(short);
            if let Some(variable) = self.variables.iter_mut().find(own) {
                long.trim_end_matches('\0').clone_into(&mut variable.name);
            }
        }
        for (short, width) in widths.split('\t').filter_map(|pair| pair.split_once('=')) {
            let position = self
                .variables
                .iter()
                .position(|variable| variable.short_name.eq_ignore_ascii_case(short));
            let width = width.trim_matches(['\0', ' ']).parse().unwrap_or(0);
            if let Some(position) = position.filter(|_| width > 255) {
                // The segments after the first are variables of their own in the file.
                let segments = usize::div_ceil(width, SEGMENT);
                let end = (position + segments).min(self.variables.len());
                self.variables[position].width = width;
                self.variables.drain(position + 1..end);
            }
        }
        self.sets = sets;
    }
}

/// Bytes of a very long text for each variable of the file that room is made for, although each
/// holds 255.
const SEGMENT: usize = 252;

/// Most bytes of the label of a variable, which is the text of cells where it is an option;
/// programs write 256 at most.
const LONGEST_LABEL: usize = 1 << 16;

fn int(four: &[u8], little: bool) -> i32 {
    let bytes = four.try_into().expect("chunks of four");
    if little { i32::from_le_bytes(bytes) } else { i32::from_be_bytes(bytes) }
}

impl<'a> Raw<'a> {
    fn read(&mut self, bytes: &mut Bytes<'a>) -> Result<()> {
        loop {
            match bytes.int()? {
                2 => self.variable(bytes)?,
                3 => self.value_labels(bytes)?,
                6 => {
                    let lines = bytes.count("a count of document lines")?;
                    bytes.take(lines.saturating_mul(80))?;
                }
                7 => {
                    let subtype = bytes.int()?;
                    let (size, count) = (bytes.count("a size")?, bytes.count("a count")?);
                    let data = bytes.take(size.saturating_mul(count))?;
                    self.extensions.insert(subtype, (size, data));
                }
                999 => {
                    bytes.int()?;
                    return Ok(());
                }
                other => {
                    return Err(bytes.error("a record of the dictionary", &format!("type {other}")));
                }
            }
        }
    }

    fn variable(&mut self, bytes: &mut Bytes<'a>) -> Result<()> {
        let width = bytes.int()?;
        let labelled = bytes.int()?;
        let missing_kind = bytes.int()?;
        let format = bytes.int()?;
        bytes.int()?;
        let name = bytes.take(8)?;
        let label = if labelled == 1 {
            let length = bytes.count("the length of a label")?;
            if length > LONGEST_LABEL {
                return Err(bytes.error(
                    &format!("a label of at most {LONGEST_LABEL} bytes"),
                    &length.to_string(),
                ));
            }
            // Labels are padded to four bytes.
            let padded = bytes.take(length.saturating_add(3) / 4 * 4)?;
            &padded[..length]
        } else {
            &[]
        };
        if !(-3..=3).contains(&missing_kind) {
            return Err(bytes.error("at most 3 missing values", &missing_kind.to_string()));
        }
        let mut missing = Vec::new();
        for _ in 0..missing_kind.unsigned_abs() {
            missing.push(bytes.take(8)?.try_into().expect("eight bytes were taken"));
        }
        let format = u8::try_from(format >> 16 & 0xFF).expect("eight bits");
        self.variables.push(RawVariable { width, label, missing_kind, missing, format, name });
        Ok(())
    }

    fn value_labels(&mut self, bytes: &mut Bytes<'a>) -> Result<()> {
        let mut labels = Vec::new();
        for _ in 0..bytes.count("a count of value labels")? {
            let value = bytes.take(8)?.try_into().expect("eight bytes were taken");
            let length = usize::from(bytes.take(1)?[0]);
            // Length and label are padded to eight bytes together.
            let padded = bytes.take((length + 8) / 8 * 8 - 1)?;
            labels.push((value, &padded[..length]));
        }
        let next = bytes.int()?;
        if next != 4 {
            return Err(
                bytes.error("the variables of value labels", &format!("a record of type {next}"))
            );
        }
        let mut units = Vec::new();
        for _ in 0..bytes.count("a count of variables")? {
            units.push(bytes.count("the number of a variable")?);
        }
        self.labels.push(RawLabels { labels, units });
        Ok(())
    }

    /// The encoding by name, by code page, or else Windows-1252; and the name of one that is not
    /// known.
    fn encoding(&self, little: bool) -> (&'static Encoding, Option<String>) {
        if let Some((_, name)) = self.extensions.get(&20) {
            let name = String::from_utf8_lossy(name).trim_matches(['\0', ' ']).to_owned();
            return Encoding::for_label(name.as_bytes())
                .map_or((WINDOWS_1252, Some(name)), |found| (found, None));
        }
        let page = self
            .extensions
            .get(&3)
            .and_then(|(_, bytes)| bytes.get(28..32))
            .map(|four| int(four, little));
        match page {
            Some(65001) => (UTF_8, None),
            Some(page @ 1250..=1258) => {
                let found = Encoding::for_label(format!("windows-{page}").as_bytes());
                (found.unwrap_or(WINDOWS_1252), None)
            }
            _ => (WINDOWS_1252, None),
        }
    }
}

/// Multiple response sets as a file lists them: `$set=D1 1 5 Label a b c` or `$set=C 5 Label a b
/// c`, one a line.
fn response_sets(text: &str) -> Vec<ResponseSet> {
    text.lines().filter_map(response_set).collect()
}

fn response_set(line: &str) -> Option<ResponseSet> {
    let (name, rest) = line.strip_prefix('$')?.split_once('=')?;
    let mut chars = rest.char_indices();
    let (_, kind) = chars.next()?;
    let (counted, rest) = match kind {
        'C' => (None, rest.get(1..)?.trim_start()),
        // `E` carries one more number: where the label comes from.
        'D' | 'E' => {
            let rest = if kind == 'E' {
                rest.get(1..)?.trim_start().split_once(' ')?.1
            } else {
                rest.get(1..)?
            };
            let (value, rest) = counted_text(rest)?;
            (Some(value.trim_end().to_owned()), rest.trim_start())
        }
        _ => return None,
    };
    let (label, rest) = counted_text(rest)?;
    let variables: Vec<String> = rest.split_whitespace().map(str::to_owned).collect();
    let label = label.trim().to_owned();
    (!variables.is_empty()).then(|| ResponseSet {
        name: name.to_owned(),
        label,
        counted,
        variables,
    })
}

/// `5 Label` and what follows.
fn counted_text(text: &str) -> Option<(&str, &str)> {
    let (length, rest) = text.split_once(' ')?;
    let length: usize = length.parse().ok()?;
    Some((rest.get(..length)?, rest.get(length..)?))
}
