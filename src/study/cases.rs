//! Cases of a project with their variables: a source of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::data::{Records, SourceData};
use super::findings::StudyFinding;
use super::opening::Opening;
use super::tables::rows;
use crate::error::{ErrorKind, Result, shown};
use crate::finding::Findings;
use crate::locator::Place;
use crate::manifest::{ColumnRule, Role, Source, Stated};
use crate::sources::{Case, Delimiter, Encoding, Format, Interviews, SourceFile, Table};

/// Most cells of the table that variables make.
const MOST_VALUES: usize = 1 << 28;

/// The source that a project's variables make: a table with a row for each respondent. They
/// describe and shape no groups unless the manifest says otherwise.
pub(super) fn attributes(
    opening: &Opening,
    source: &Source,
    loaded: &SourceData,
    findings: &mut Findings,
) -> Result<Option<(Source, SourceData)>> {
    let Some(interviews) = loaded.interviews() else { return Ok(None) };
    let people = said_of_people(interviews, &loaded.interviewees.ids, findings);
    let mut names: Vec<&str> = people.values().flat_map(|said| said.keys().copied()).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return Ok(None);
    }
    // A small project file can name many cases and many variables.
    if people.len() * names.len() > MOST_VALUES {
        let place = Place::file(format!("{}/cases", source.shown_path()));
        let expected =
            format!("at most {MOST_VALUES} values of variables, one of each for every respondent");
        let found = format!("{} variables of {} respondents", names.len(), people.len());
        return Err(ErrorKind::Format { place, expected, found }.into());
    }
    // As a file, so that scales and roles are read as from any table.
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = std::iter::once(RESPONDENT).chain(names.iter().copied());
    let written =
        |result: csv::Result<()>| result.expect("rows of one width are written to memory");
    written(writer.write_record(header));
    for (id, said) in &people {
        let values = names.iter().map(|name| said.get(name).copied().unwrap_or_default());
        written(writer.write_record(std::iter::once(*id).chain(values)));
    }
    let bytes = writer.into_inner().expect("memory can be written to");
    let file = SourceFile::from_bytes(format!("{}/cases", source.shown_path()), bytes)?;
    let table = Table::from_file(file, Some(Encoding::Utf8), Some(Delimiter::Comma), findings)?;

    let mut cases =
        Source::of_material(format!("{}-cases", source.id).into(), source.material.clone())
            .respondent(RESPONDENT);
    cases.line = source.line;
    cases.ids.clone_from(&source.ids);
    cases.format = Some(Format::Cases);
    cases.columns.clone_from(&source.columns);
    for name in
        names.iter().filter(|name| !source.columns.iter().any(|(column, _)| column.value == **name))
    {
        // Variables were often coded from the interviews, so they must not shape groups twice.
        let rule = ColumnRule { role: Some(Role::Descriptive), ..ColumnRule::default() };
        cases.columns.push((Stated::new((*name).to_owned()), rule));
    }
    let (digest, records) = (loaded.digest.clone(), table.rows());
    let content = Records::Rows(rows(opening, &cases, table, findings)?);
    Ok(Some((cases, SourceData::new(Format::Cases, digest, records, content))))
}

/// Header of the column of respondents.
const RESPONDENT: &str = "Respondent";

/// The values of variables by respondent; the first of several different ones is kept.
fn said_of_people<'a>(
    interviews: &'a Interviews,
    ids: &'a [String],
    findings: &mut Findings,
) -> BTreeMap<&'a str, BTreeMap<&'a str, &'a str>> {
    let mut people: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    let known: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let cases: BTreeSet<&str> =
        interviews.cases.iter().filter_map(|case| case.name.as_deref()).collect();
    // Only where cases name the respondents is a case without transcripts a person.
    let by_cases = known.iter().all(|id| id.is_empty() || cases.contains(id));
    let names_a_respondent = |name: &str| by_cases || known.contains(name);
    for case in interviews.cases.iter().filter(|case| !case.attributes.is_empty()) {
        let about = subjects(case, ids, names_a_respondent);
        if about.is_empty() {
            let case = case.name.clone().unwrap_or_else(|| "a document".to_owned());
            findings.add_counted(StudyFinding::AttributesOfNobody { case }, 1, None);
        }
        for id in about {
            let said = people.entry(id).or_default();
            for (name, value) in &case.attributes {
                let kept = *said.entry(name).or_insert(value);
                if kept != value {
                    let (respondent, variable) = (shown(id), shown(name));
                    findings.add(StudyFinding::AttributeConflict { variable, respondent });
                }
            }
        }
    }
    people
}

/// The respondents a case speaks of: those of its transcripts, or the one it names.
fn subjects<'a>(
    case: &'a Case,
    ids: &'a [String],
    names_a_respondent: impl Fn(&str) -> bool,
) -> Vec<&'a str> {
    let of_transcripts =
        case.transcripts.iter().map(|transcript| ids[*transcript as usize].as_str());
    let mut subjects: Vec<&str> = of_transcripts.filter(|id| !id.is_empty()).collect();
    let named = case.name.as_deref().filter(|name| subjects.is_empty() && names_a_respondent(name));
    subjects.extend(named);
    subjects.sort_unstable();
    subjects.dedup();
    subjects
}
