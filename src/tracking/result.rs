//! An earlier result, read back from the files that it was written to.

use std::path::Path;

use crate::error::{Error, ErrorKind, Result};
use crate::locator::Place;
use crate::personas::PersonaSet;
use crate::render;
use crate::sources::SourceFile;

/// Reads a result from the folder that it was written to: `personas.json`, `membership.csv` and `evidence-sets.json`; of a guarded
/// result the first alone.
///
/// # Errors
/// [`ErrorKind::Read`] for a file that cannot be read, [`ErrorKind::Format`] for one that is no such file or belongs to another result.
pub fn read_result(folder: impl AsRef<Path>) -> Result<PersonaSet> {
    let folder = folder.as_ref();
    let read = || {
        let text = text(folder, PERSONAS)?;
        let mut personas = render::from_json(&text).map_err(|error| refused(PERSONAS, "a result", error))?;
        if personas.schema_version != PersonaSet::SCHEMA_VERSION {
            let found = format!("schema_version {}", personas.schema_version);
            return Err(refused(PERSONAS, &format!("schema_version {}", PersonaSet::SCHEMA_VERSION), found));
        }
        if !personas.study.privacy.is_internal() {
            return Ok(personas);
        }
        let text = self::text(folder, MEMBERSHIP)?;
        personas.memberships =
            render::read_membership_csv(&text).map_err(|error| refused(MEMBERSHIP, "memberships", error))?;
        let text = self::text(folder, SETS)?;
        personas.evidence_sets =
            render::read_evidence_sets(&text).map_err(|error| refused(SETS, "sets of evidence", error))?;
        belongs_together(&personas)?;
        Ok(personas)
    };
    read().map_err(|error| error.within(folder))
}

const PERSONAS: &str = "personas.json";
const MEMBERSHIP: &str = "membership.csv";
const SETS: &str = "evidence-sets.json";

pub(super) fn text(folder: &Path, name: &str) -> Result<String> {
    let file = SourceFile::from_path(&folder.join(name), name)?;
    String::from_utf8(file.bytes().to_vec()).map_err(|error| refused(name, "UTF-8", error))
}

pub(super) fn refused(name: &str, expected: &str, found: impl ToString) -> Error {
    let found = found.to_string();
    ErrorKind::Format { place: Place::file(name), expected: expected.to_owned(), found }.into()
}

/// Whether the three files are of one run.
fn belongs_together(personas: &PersonaSet) -> Result<()> {
    let (respondents, memberships) = (personas.study.respondents, personas.memberships.len());
    if memberships != respondents {
        return Err(refused(MEMBERSHIP, &format!("the {respondents} respondents of {PERSONAS}"), memberships));
    }
    let sets = &personas.evidence_sets;
    if !personas.claims().map(|claim| &claim.id).eq(sets.iter().map(|set| &set.claim)) {
        return Err(refused(SETS, &format!("the claims of {PERSONAS}"), format!("{} others", sets.len())));
    }
    let most = sets.iter().filter_map(|set| set.asked.max()).max();
    if let Some(most) = most.filter(|most| *most as usize >= respondents) {
        return Err(refused(SETS, &format!("respondents below {respondents}"), most));
    }
    Ok(())
}
