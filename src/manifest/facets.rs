//! Facets by their names in a manifest.

use super::keys::{Keys, Text};
use super::kind::Facet;
use super::stated::Stated;
use crate::error::{ErrorKind, Result, shown};
use crate::locator::Place;

pub(super) fn read_facets(facets: &Keys<'_>) -> Result<Vec<(Facet, Stated<String>)>> {
    let mut rules = Vec::new();
    for (name, patterns) in facets.entries() {
        let Ok(facet) = name.value.parse() else {
            return Err(unknown_facet(facets.text, &name).into());
        };
        rules.extend(
            facets.string_list(&name.value, patterns)?.into_iter().map(|pattern| (facet, pattern)),
        );
    }
    Ok(rules)
}

pub(super) fn unknown_facet(text: Text<'_>, name: &Stated<String>) -> ErrorKind {
    let names: Vec<&str> = Facet::ALL.iter().map(|facet| facet.name()).collect();
    ErrorKind::Manifest {
        place: Place { line: name.line, ..Place::file(text.name) },
        expected: format!("one of the facets {}", names.join(", ")),
        found: format!("{:?}", shown(&name.value)),
        nearest: crate::error::nearest(&name.value, names),
    }
}
