//! How a study read its sources, to be adopted by later ones.

use super::adopted::{Adopted, AdoptedItem, AdoptedSource};
use super::data::Rows;
use super::opened::Study;
use crate::manifest::Theme;

impl Adopted {
    /// How a study read what these items, by source and position, and codes rest on.
    pub(crate) fn from_study(
        study: &Study,
        items: impl Fn(usize, usize) -> bool,
        codes: Vec<String>,
    ) -> Self {
        let source = |(number, rows): (usize, &Rows)| AdoptedSource {
            id: study.manifest.sources[number].id.clone(),
            items: rows
                .items
                .iter()
                .enumerate()
                .filter(|(position, _)| items(number, *position))
                .map(|(_, item)| AdoptedItem {
                    columns: item
                        .columns
                        .iter()
                        .map(|column| rows.table.columns[*column].label.clone())
                        .collect(),
                    write_in: item.write_in.map(|column| rows.table.columns[column].label.clone()),
                    item: item.clone(),
                })
                .collect(),
        };
        let theme = |theme: &Theme| {
            (
                theme.name.value.clone(),
                theme.members.iter().map(|member| member.value.clone()).collect(),
            )
        };
        Self {
            sources: study.tables().map(source).collect(),
            codes,
            themes: study.manifest.themes.iter().map(theme).collect(),
        }
    }
}
