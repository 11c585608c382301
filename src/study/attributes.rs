//! Attributes of a respondent as a whole: role, weight, consent.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::building::Building;
use super::columns::column;
use super::findings::{RespondentList, StudyFinding};
use super::respondents::Respondents;
use super::source_table::read_table;
use crate::error::{ErrorKind, Result, shown};
use crate::locator::Place;
use crate::manifest::{Manifest, PersonaKind, RoleRule, Source};
use crate::sources::{Column, Table, parse_number};

impl Building<'_> {
    /// The kind of each respondent, from role columns; the first source that says one decides.
    pub(super) fn roles(&mut self, people: &mut Respondents) -> Result<()> {
        let mut decided = vec![false; people.kinds.len()];
        for source in &self.manifest.sources {
            let Some(rule) = &source.role else { continue };
            if let Some(file) = &rule.file {
                let (table, of) = self.list_of_respondents(file, people)?;
                self.roles_of(rule, &table, &of, people, &mut decided)?;
            } else if let Some((_, rows, of)) =
                self.tables().find(|(table, ..)| table.id == source.id)
            {
                self.roles_of(rule, &rows.table, of, people, &mut decided)?;
            }
        }
        self.outcomes(people)
    }

    /// Respondents whom an outcome marks as not to be served are of the kind *negative*, in any
    /// role.
    fn outcomes(&mut self, people: &mut Respondents) -> Result<()> {
        for source in &self.manifest.sources {
            let Some(rule) = &source.outcome else { continue };
            let marked = if let Some(file) = &rule.file {
                let (table, of) = self.list_of_respondents(file, people)?;
                respondents_marked(self.manifest, rule, &table, &of)?
            } else if let Some((_, rows, of)) =
                self.tables().find(|(table, ..)| table.id == source.id)
            {
                respondents_marked(self.manifest, rule, &rows.table, of)?
            } else {
                continue;
            };
            let column = rule.column.value.clone();
            self.findings.add_counted(StudyFinding::OutcomeMarks { column }, marked.len(), None);
            marked
                .into_iter()
                // An outcome is known later than a role, so it has the last word.
                .for_each(|respondent| people.kinds[respondent] = PersonaKind::Negative);
        }
        Ok(())
    }

    fn roles_of(
        &mut self,
        rule: &RoleRule,
        table: &Table,
        of: &[Option<u32>],
        people: &mut Respondents,
        decided: &mut [bool],
    ) -> Result<()> {
        let column = column(self.manifest, table, &rule.column)?;
        for (row, respondent) in of.iter().enumerate() {
            let (Some(respondent), text) = (respondent, column.text(row)) else { continue };
            let kind = text.split(';').find_map(|value| kind_of(&rule.values, value.trim()));
            let respondent = *respondent as usize;
            let at = || table.place(row).column(&column.label);
            match kind {
                Some(kind) if decided[respondent] && people.kinds[respondent] != kind => {
                    let kind = StudyFinding::RoleConflict {
                        respondent: people.names.get(respondent).to_owned(),
                        kept: people.kinds[respondent],
                        other: kind,
                    };
                    self.findings.add_at(kind, at());
                }
                Some(kind) => {
                    people.kinds[respondent] = kind;
                    decided[respondent] = true;
                }
                None if !text.trim().is_empty() => {
                    let kind = self.manifest.kind;
                    self.findings
                        .add_at(StudyFinding::RoleUnknown { role: shown(text.trim()), kind }, at());
                }
                None => {}
            }
        }
        Ok(())
    }

    /// A table with a row per respondent beside the sources, and whose row each is.
    fn list_of_respondents(
        &mut self,
        file: &Path,
        people: &Respondents,
    ) -> Result<(Table, Vec<Option<u32>>)> {
        const RESPONDENT: [&str; 3] = ["respondent", "participant", "id"];
        let name = file.to_string_lossy().into_owned();
        let table = read_table(self.opening, &name, &Source::new("", ""), &mut self.findings)?;
        let column = named(&table, &RESPONDENT)?;
        let position: BTreeMap<&str, u32> = people.names.iter().zip(0..).collect();
        let mut of = Vec::with_capacity(table.rows());
        for row in 0..table.rows() {
            let id = column.text(row).trim().to_owned();
            let known = position.get(id.as_str()).copied();
            // A list may still name those who withdrew; naming them in a finding would undo that.
            let withdrew = self.opening.has_withdrawn(&id);
            if known.is_none() && !withdrew && !table.is_set_aside(row) {
                let list = RespondentList::File(name.clone());
                let kind = StudyFinding::UnknownRespondent { list, respondent: shown(&id) };
                self.findings.add_at(kind, table.place(row));
            }
            of.push(known);
        }
        Ok((table, of))
    }

    /// Weights scaled so that they add up to Kish's effective number of respondents of their
    /// source.
    pub(super) fn weights(&mut self, people: &mut Respondents) -> Result<()> {
        let mut weighed = vec![false; people.weights.len()];
        for (source, rows, of) in self.tables() {
            let Some(stated) = &source.weight else { continue };
            let column = column(self.manifest, &rows.table, stated)?;
            let mut weights: Vec<(usize, f64)> = Vec::new();
            for (row, respondent) in of.iter().enumerate() {
                let Some(respondent) = respondent.map(|respondent| respondent as usize) else {
                    continue;
                };
                let text = column.text(row);
                let weight = parse_number(&text).filter(|weight| *weight > 0.0);
                if weight.is_none() {
                    let found = format!("{:?}", shown(&text));
                    let at = rows.table.place(row).column(&column.label);
                    self.findings.add_at(StudyFinding::WeightInvalid { found }, at);
                }
                // A repeated row must not count twice.
                if !weighed[respondent] {
                    weighed[respondent] = true;
                    weights.push((respondent, weight.unwrap_or(0.0)));
                }
            }
            // In the respondents' order, so that the sums do not depend on the order of the rows.
            weights.sort_by_key(|(respondent, _)| *respondent);
            let sum: f64 = weights.iter().map(|(_, weight)| weight).sum();
            let squares: f64 = weights.iter().map(|(_, weight)| weight * weight).sum();
            for (respondent, weight) in weights {
                people.weights[respondent] =
                    // Kish: sum and effective size agree, so tests see as many people as the
                    // weights are worth.
                    if squares > 0.0 { weight * sum / squares } else { 0.0 };
            }
        }
        Ok(())
    }

    /// Marks respondents whose words may not be quoted. Where a source has a consent file, those
    /// who are not in it did not consent.
    pub(super) fn consent(&mut self, people: &mut Respondents) -> Result<()> {
        for (number, source) in self.manifest.sources.iter().enumerate() {
            let Some(consent) = &source.consent else { continue };
            let (table, of) = self.list_of_respondents(&consent.file, people)?;
            let quotable = named(&table, &["quotable", "consent", "quote"])?;
            let consents = |(row, respondent): (usize, &Option<u32>)| {
                respondent.filter(|_| is_yes(&quotable.text(row)))
            };
            let consenting: BTreeSet<u32> = of.iter().enumerate().filter_map(consents).collect();
            for respondent in self.respondent_of[number].iter().flatten() {
                // One refusal holds for the person in all sources.
                people.unquotable[*respondent as usize] |= !consenting.contains(respondent);
                people.consenting[*respondent as usize] |= consenting.contains(respondent);
            }
        }
        Ok(())
    }
}

/// The respondents whose value marks a kind.
fn respondents_marked(
    manifest: &Manifest,
    rule: &RoleRule,
    table: &Table,
    of: &[Option<u32>],
) -> Result<BTreeSet<usize>> {
    let column = column(manifest, table, &rule.column)?;
    let marks = |row: usize| {
        column.text(row).split(';').any(|value| kind_of(&rule.values, value.trim()).is_some())
    };
    let marked = of.iter().enumerate().filter(|(row, _)| marks(*row));
    Ok(marked
        .filter_map(|(_, respondent)| respondent.map(|respondent| respondent as usize))
        .collect())
}

/// The first column that has one of these names.
fn named<'a>(table: &'a Table, names: &[&str]) -> Result<&'a Column> {
    let has =
        |name: &&str| table.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name));
    names.iter().find_map(has).ok_or_else(|| {
        ErrorKind::Header {
            place: Place::file(&table.name).line(1),
            missing: vec![names[0].to_owned()],
            found: table.columns.iter().map(|column| column.label.clone()).collect(),
        }
        .into()
    })
}

fn kind_of(values: &[(PersonaKind, Vec<String>)], value: &str) -> Option<PersonaKind> {
    values
        .iter()
        .find(|(_, named)| named.iter().any(|name| name.eq_ignore_ascii_case(value)))
        .map(|(kind, _)| *kind)
}

fn is_yes(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "yes" | "y" | "true" | "1" | "x")
}
