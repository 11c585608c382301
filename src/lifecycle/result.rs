//! An earlier result, read back from the files that it was written to.

use std::collections::BTreeSet;
use std::path::Path;

use roaring::RoaringBitmap;

use crate::error::{Error, ErrorKind, Result, shown};
use crate::ids::PersonaId;
use crate::locator::Place;
use crate::personas::{PersonaSet, Roster, RunResult};
use crate::render::{self, MEMBERSHIP, ReadSets, refused};
use crate::sources::SourceFile;

/// Reads a result from the folder to which it was written: `personas.json`, `membership.csv` and
/// `evidence-sets.json`; of a guarded result only the first.
///
/// # Errors
/// [`ErrorKind::Read`] for a file that cannot be read, [`ErrorKind::Format`] for one that is no
/// such file or belongs to another result, [`ErrorKind::Duplicate`] for a respondent in two rows,
/// [`ErrorKind::Cell`] for one in a persona that is not theirs.
pub fn read_result(folder: impl AsRef<Path>) -> Result<RunResult> {
    let folder = folder.as_ref();
    let read = || {
        let personas = render::from_json(&text(folder, PERSONAS)?)?;
        // A guarded result is handed on without the files that say who is who.
        if !personas.study.privacy.is_internal() {
            return Ok(RunResult::without_roster(personas));
        }
        let rows = render::read_rows(&text(folder, MEMBERSHIP)?)?;
        let ReadSets { sets, members } = render::read_sets(&text(folder, SETS)?)?;
        let lines: Vec<u64> = rows.iter().map(|(_, line)| *line).collect();
        let memberships = rows.into_iter().map(|(membership, _)| membership).collect();
        let roster = Roster { memberships, evidence_sets: sets };
        belongs_together(&personas, &roster)?;
        let result = RunResult { personas, roster: Some(roster) };
        same_members(&result, &members, &lines)?;
        Ok(result)
    };
    read().map_err(|error: Error| error.within(folder))
}

const PERSONAS: &str = "personas.json";
const SETS: &str = "evidence-sets.json";

pub(super) fn text(folder: &Path, name: &str) -> Result<String> {
    let file = SourceFile::from_path(&folder.join(name), name)?;
    let text =
        String::from_utf8(file.bytes().to_vec()).map_err(|error| refused(name, "UTF-8", error))?;
    // An editor may have put a byte order mark before it.
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

/// Checks that the three files are of one run.
fn belongs_together(personas: &PersonaSet, roster: &Roster) -> Result<()> {
    let (respondents, memberships) = (personas.study.respondents, roster.memberships.len());
    let known: BTreeSet<&str> =
        roster.memberships.iter().map(|one| one.respondent.as_str()).collect();
    let missing =
        personas.evidence().find(|evidence| !known.contains(evidence.respondent.as_str()));
    // Files of two runs may have been mixed up in one folder.
    if memberships != respondents || missing.is_some() {
        let without =
            missing.map(|evidence| format!(", without {:?}", shown(evidence.respondent.as_str())));
        let found = format!("{memberships}{}", without.unwrap_or_default());
        return Err(refused(
            MEMBERSHIP,
            &format!("the {respondents} respondents of {PERSONAS}"),
            found,
        ));
    }
    let sets = &roster.evidence_sets;
    if !personas.claims().map(|claim| &claim.id).eq(sets.iter().map(|set| &set.claim)) {
        return Err(refused(
            SETS,
            &format!("the claims of {PERSONAS}"),
            format!("{} others", sets.len()),
        ));
    }
    if let Some(set) = sets.iter().find(|set| !set.with.is_subset(&set.asked)) {
        let expected = format!(
            "respondents of whom {} is so among those who were asked",
            shown(set.claim.as_str())
        );
        return Err(refused(SETS, &expected, "others"));
    }
    let most = sets.iter().filter_map(|set| set.asked.max()).max();
    if let Some(most) = most.filter(|most| *most as usize >= respondents) {
        return Err(refused(SETS, &format!("respondents below {respondents}"), most));
    }
    Ok(())
}

/// Checks that every respondent is in the persona that the sets of evidence say: they number
/// respondents in the order of their ids, so that a changed id would turn one into another.
fn same_members(
    result: &RunResult,
    known: &[(PersonaId, RoaringBitmap)],
    lines: &[u64],
) -> Result<()> {
    let found = render::members(result);
    if found == known {
        return Ok(());
    }
    // The first difference is what an editor of the file can look at.
    let others =
        found.iter().zip(known).flat_map(|((_, found), (_, known))| (found ^ known).into_iter());
    let Some(position) =
        others.min().map(|position| position as usize).filter(|at| *at < lines.len())
    else {
        return Err(refused(SETS, &format!("the personas of {PERSONAS}"), "others"));
    };
    let membership = &result.memberships()[position];
    let place = Place::file(MEMBERSHIP).line(lines[position]).column("persona_id");
    let expected = format!("the persona of {:?} in {SETS}", shown(membership.respondent.as_str()));
    let found = membership.persona.as_ref().map_or("", PersonaId::as_str);
    Err(ErrorKind::Cell { place, expected, found: shown(found) }.into())
}
