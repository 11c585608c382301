//! How an earlier study read its columns and codes, so that later material is read the same way
//! without recognising anything anew.

use serde::{Deserialize, Serialize};

use super::findings::StudyFinding;
use crate::error::{Error, ErrorKind};
use crate::finding::Findings;
use crate::ids::SourceId;
use crate::locator::Place;
use crate::manifest::{Manifest, Stated, StudyDecision, Theme};
use crate::sources::{ColumnNames, Item, Table};

/// How a study read its sources.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct Adopted {
    pub(super) sources: Vec<AdoptedSource>,
    /// Codes, which count as not raised where they are absent.
    pub(crate) codes: Vec<String>,
    /// Themes with their members.
    pub(super) themes: Vec<(String, Vec<String>)>,
}

/// The items of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct AdoptedSource {
    pub(super) id: SourceId,
    pub(super) items: Vec<AdoptedItem>,
}

/// An item with the columns that it was read from, by their labels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct AdoptedItem {
    pub(super) columns: Vec<String>,
    /// Label of the column of other answers, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) write_in: Option<String>,
    pub(super) item: Item,
}

impl Adopted {
    /// The items of a source of this id in a table; what is not there is a finding.
    pub(super) fn items(&self, id: &SourceId, table: &Table, findings: &mut Findings) -> Vec<Item> {
        let known =
            self.sources.iter().filter(|source| source.id == *id).flat_map(|source| &source.items);
        let (mut items, names) = (Vec::new(), ColumnNames::index(table));
        for AdoptedItem { columns, write_in, item } in known {
            let found = columns
                .iter()
                .map(|label| names.get(label).map(|column| column.index).ok_or(label));
            match found.collect::<Result<Vec<usize>, &String>>() {
                Ok(columns) if !columns.is_empty() => {
                    let write_in = write_in.as_deref().and_then(|label| names.get(label));
                    items.push(item.with_columns(columns, write_in.map(|column| column.index)));
                }
                Ok(_) => {}
                Err(label) => {
                    let kind = StudyFinding::ColumnNotThere {
                        source: id.to_owned(),
                        column: label.clone(),
                    };
                    findings.add_at(kind, Place::file(&table.name));
                }
            }
        }
        items
    }

    /// Labels of columns of a source, each with the values that stand for no answer there.
    pub(super) fn missing(&self, id: &SourceId) -> impl Iterator<Item = (&str, &[String])> {
        let of_source = self.sources.iter().filter(move |source| source.id == *id);
        let items = of_source.flat_map(|source| &source.items);
        items.filter(|of| !of.item.missing.is_empty()).flat_map(|of| {
            of.columns.iter().map(|label| (label.as_str(), of.item.missing.as_slice()))
        })
    }

    /// True if every item fits its columns; only an edited file fails this.
    pub(crate) fn is_sound(&self) -> bool {
        let mut items = self.sources.iter().flat_map(|source| &source.items);
        items.all(|adopted| adopted.item.is_sound(adopted.columns.len()))
    }

    /// The item that a source of this id reads from columns of these labels.
    pub(crate) fn item(&self, id: &SourceId, labels: &[String]) -> Option<&Item> {
        let of_source =
            self.sources.iter().filter(|source| source.id == *id).flat_map(|source| &source.items);
        of_source
            .map(|adopted| (&adopted.columns, &adopted.item))
            .find(|(columns, _)| *columns == labels)
            .map(|found| found.1)
    }

    /// Prepares the manifest of later material: where its files are and who is who is its own;
    /// scales, themes and codes are these. Sources are known by their ids; of a study of one table
    /// a later table is the same source, whatever its id.
    pub(super) fn prepare(mut self, manifest: &mut Manifest) -> Self {
        // With a single table on both sides there is nothing to confuse, whatever its id.
        if let ([known], [later], true) =
            (&mut *self.sources, &*manifest.sources, self.codes.is_empty())
        {
            known.id.clone_from(&later.id);
        }
        let stated = |text: &String| Stated::new(text.clone());
        manifest.themes = self
            .themes
            .iter()
            .map(|(name, members)| Theme {
                name: stated(name),
                members: members.iter().map(stated).collect(),
            })
            .collect();
        // Rules of the later study would read its answers otherwise than the model was made.
        manifest.facets.clear();
        manifest.essential = Some(Vec::new());
        manifest.population = None;
        manifest.sources.iter_mut().for_each(|source| source.columns.clear());
        manifest.decisions.iter_mut().for_each(StudyDecision::forget_columns);
        self
    }

    /// The error that none of a later study's sources has an id of this one.
    pub(crate) fn strangers(&self, later: &Manifest) -> Option<Error> {
        let named = |id: &SourceId| self.sources.iter().any(|known| known.id == *id);
        if self.sources.is_empty() || later.sources.iter().any(|source| named(&source.id)) {
            return None;
        }
        let listed = |ids: Vec<&str>| ids.join(", ");
        let expected = format!(
            "sources with ids of the model ({})",
            listed(self.sources.iter().map(|s| s.id.as_str()).collect())
        );
        let found = listed(later.sources.iter().map(|source| source.id.as_str()).collect());
        Some(ErrorKind::Mismatch { expected, found }.into())
    }
}
