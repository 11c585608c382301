//! Tables of codings in a draft: their columns, and whose words they hold.

use std::collections::BTreeSet;

use super::columns::values;
use super::text::{comment, key, quote};
use crate::locale::ScaffoldWords;
use crate::sources::{
    CodedSegments, CodingTable, DOCUMENTS, SegmentColumns, Table, recognise_codings, stem,
};

/// A table of codings.
pub(super) struct CodedDraft {
    table: Box<Table>,
    codings: CodingTable,
    /// True if the header tells the columns, so that a manifest need not name them.
    usual: bool,
    /// True if its quotes are all there is of the interviews.
    pub(super) alone: bool,
}

impl CodedDraft {
    /// Takes a table for one of codings, if it is.
    pub(super) fn of(table: Box<Table>, customers: bool) -> Result<Self, Box<Table>> {
        let usual = CodedSegments::has_usual_columns(&table);
        let by_header = || {
            let named = |name: &&str| {
                table.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name))
            };
            let person = DOCUMENTS.iter().find_map(named);
            person.map(|person| CodingTable {
                columns: SegmentColumns::default(),
                person: Some(person.index),
                people: values(person).len(),
                interviewers: BTreeSet::new(),
                matrix: false,
                texts: false,
                paths: true,
                sum: None,
            })
        };
        let codings =
            recognise_codings(&table, customers).or_else(|| usual.then(by_header).flatten());
        match codings {
            Some(codings) => Ok(Self { table, codings, usual, alone: true }),
            None => Err(table),
        }
    }

    /// Joins it to transcripts of these names, if it names some of them.
    pub(super) fn join(&mut self, transcripts: &BTreeSet<String>) {
        // Summaries are nobody's words, and a transcript does not hold them.
        if transcripts.is_empty() || self.codings.texts {
            return;
        }
        let names = |column: usize| {
            let column = &self.table.columns[column];
            values(column).iter().any(|name| transcripts.contains(stem(name)))
        };
        let document = self.codings.columns.document.as_ref();
        let document =
            document.and_then(|label| self.table.column(label)).map(|column| column.index);
        let found = document.into_iter().chain(self.codings.person).find(|column| names(*column));
        if let Some(column) = found {
            self.codings.columns.document = Some(self.table.columns[column].label.clone());
        }
        self.alone = found.is_none() && !self.usual;
    }

    /// True if it speaks of no other documents than these.
    pub(super) fn is_within(&self, documents: &BTreeSet<String>) -> bool {
        let document = self.codings.columns.document.as_ref();
        let document = document.and_then(|label| self.table.column(label));
        let usual = || self.table.columns.iter().find(|column| is_document(&column.name));
        let person = || self.codings.person.map(|person| &self.table.columns[person]);
        document.or_else(usual).or_else(person).is_some_and(|column| {
            let names = values(column);
            !names.is_empty() && names.iter().all(|name| documents.contains(stem(name)))
        })
    }

    /// True if nothing tells whose words it holds.
    pub(super) fn is_nobodys(&self) -> bool {
        self.alone && self.codings.person.is_none()
    }

    /// What it was recognised by, where its header does not tell.
    pub(super) fn clue(&self) -> crate::sources::clue::FormatClue {
        self.codings.clue()
    }

    /// True if another table holds codings of the same people under the same header.
    pub(super) fn repeats(&self, other: &Self) -> bool {
        let header = |draft: &Self| -> Vec<String> {
            draft.table.columns.iter().map(|column| column.name.clone()).collect()
        };
        let people = |draft: &Self| {
            draft
                .codings
                .person
                .map_or_else(BTreeSet::new, |person| values(&draft.table.columns[person]))
        };
        let (own, theirs) = (people(self), people(other));
        header(self) == header(other) && (own.is_empty() || !own.is_disjoint(&theirs))
    }

    /// Writes the keys of its source.
    pub(super) fn write(&self, text: &mut String, words: &ScaffoldWords) {
        if self.alone {
            self.write_people(text, words);
        }
        if !self.codings.interviewers.is_empty() {
            let labels = list(self.codings.interviewers.iter());
            text.push_str(&format!("interviewer = {labels}   # {}\n", words.interviewer));
        }
        if self.codings.texts {
            comment(text, words.framework);
        }
        if let Some(sum) = &self.codings.sum {
            comment(text, &(words.sum_left_out)(sum));
        }
        // A header that tells the columns need not be repeated beside its transcripts.
        if (self.alone || !self.usual) && self.codings.columns != SegmentColumns::default() {
            text.push_str(&format!("segments = {{ {} }}\n", columns(&self.codings.columns)));
        }
    }

    fn write_people(&self, text: &mut String, words: &ScaffoldWords) {
        let Some(person) = self.codings.person else { return };
        let column = &self.table.columns[person];
        let rows = self.table.kept_rows();
        comment(text, &(words.coded_of)(rows, self.codings.people, &column.label));
        let names = values(column);
        let files = names.iter().filter(|name| stem(name).len() < name.len()).count();
        let is_document = self.codings.columns.document.as_ref() == Some(&column.label);
        if is_document && files * 10 >= names.len() * 9 {
            text.push_str("respondent = { document = '^(.+?)(?:\\.[^.]*)?$' }\n");
        } else {
            key(text, "respondent", &column.label);
        }
    }
}

fn is_document(name: &str) -> bool {
    DOCUMENTS.iter().any(|usual| name.eq_ignore_ascii_case(usual))
}

fn list<'a>(texts: impl Iterator<Item = &'a String>) -> String {
    format!("[{}]", texts.map(|text| quote(text)).collect::<Vec<_>>().join(", "))
}

/// The columns of segments as keys of TOML.
fn columns(columns: &SegmentColumns) -> String {
    let one = |name: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("{name} = {}", quote(value)))
    };
    let several = |name: &str, values: &[String]| {
        (!values.is_empty()).then(|| format!("{name} = {}", list(values.iter())))
    };
    let codes = || {
        let further = columns.further_codes.iter();
        columns.code.iter().chain(further).cloned().collect::<Vec<_>>()
    };
    let keys = [
        one("document", &columns.document),
        several("categories", &columns.categories),
        match columns.further_codes.is_empty() {
            true => one("code", &columns.code),
            false => several("code", &codes()),
        },
        several("applied", &columns.applied),
        one("code_separator", &columns.code_separator),
        one("path_separator", &columns.path_separator),
        one("quote", &columns.quote),
        one("speaker", &columns.speaker),
        one("coder", &columns.coder),
    ];
    keys.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
