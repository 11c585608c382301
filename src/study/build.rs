//! Builds a study: reads the sources, joins them by respondent, and reports what did not join.

use super::accounts::spread;
use super::apart::warn_of_ids_apart;
use super::building::Building;
use super::cases::attributes;
use super::columns::column;
use super::data::{Records, Rows, SourceData};
use super::findings::StudyFinding;
use super::identity::{Identified, Joined, PEOPLE, join};
use super::interviewees::interviewees;
use super::linking::{normalised_key, record_id};
use super::load::load;
use super::opened::Study;
use super::opening::Opening;
use super::respondents::Respondents;
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::manifest::{DecisionKind, MOST_SOURCES, Manifest, Source};
use crate::progress::{Progress, Stage, Step, step};
use crate::sources::{Item, Scale, SourceKind, Texts, is_personal};

fn check_sources(sources: &[Source]) -> Result<()> {
    let wrong = |name, expected: String, found: String| {
        Err(ErrorKind::Parameter { name, expected, found }.into())
    };
    if sources.len() > MOST_SOURCES {
        return wrong("source", format!("at most {MOST_SOURCES}"), sources.len().to_string());
    }
    let weights = sources.iter().map(|source| source.block_weight);
    match weights.into_iter().find(|weight| !weight.is_finite() || *weight < 0.0) {
        Some(weight) => {
            wrong("block_weight", "a number of at least 0".to_owned(), weight.to_string())
        }
        None => Ok(()),
    }
}

pub(super) fn build(mut opening: Opening, progress: Progress<'_>) -> Result<Study> {
    opening.manifest.check_decided()?;
    opening.manifest = opening.manifest.resolved()?;
    opening.read_keys()?;
    let mut findings = Findings::default();
    report_language(&opening.manifest, &mut findings);
    report_open_decisions(&opening.manifest, &mut findings);
    if opening.manifest.sources.is_empty() {
        let why = format!("{} names no [[source]]", opening.manifest.name);
        return Err(ErrorKind::Empty { what: "study", why }.into());
    }
    check_sources(&opening.manifest.sources)?;
    opening.name_missing(&mut findings)?;
    let (mut sources, mut loaded) = (Vec::new(), Vec::new());
    let number = opening.manifest.sources.len();
    for (source, done) in opening.manifest.sources.iter().zip(1..) {
        step(
            progress,
            Step { stage: Stage::Reading, subject: source.id.as_str(), done, of: number },
        )?;
        let mut read = load(&opening, source, &mut findings)?;
        if let Some(interviews) = read.interviews() {
            read.interviewees = interviewees(&opening.manifest, source, interviews, &mut findings)?;
        }
        // Variables of a project describe its respondents, so they become a table of their own.
        let cases = attributes(&opening, source, &read, &mut findings)?;
        let all = std::iter::once((source.clone(), read)).chain(cases);
        all.for_each(|(source, read)| {
            sources.push(source);
            loaded.push(read);
        });
    }
    // The cases of a project are a source of their own.
    check_sources(&sources)?;
    opening.manifest.sources = sources;
    let manifest = &opening.manifest;
    let (names, mut respondent_of) = {
        let mut identified = Vec::with_capacity(loaded.len());
        for (source, loaded) in manifest.sources.iter().zip(&loaded) {
            identified.push(identify(manifest, source, loaded, &mut findings)?);
        }
        // A decision asks it, or has answered it.
        if manifest.decision(DecisionKind::Key).is_none() {
            warn_of_ids_apart(&manifest.sources, &identified, &mut findings);
        }
        let Joined { names, respondent_of } = join(&identified, &mut findings);
        (names, respondent_of)
    };
    if names.is_empty() {
        let why = format!("no source has a respondent{}", findings.causes());
        return Err(ErrorKind::Empty { what: "study", why }.into());
    }
    let mut people = Respondents {
        kinds: vec![manifest.kind; names.len()],
        sources: vec![0; names.len()],
        weights: vec![1.0; names.len()],
        account_of: vec![None; names.len()],
        accounts: Texts::default(),
        unquotable: vec![false; names.len()],
        consenting: vec![false; names.len()],
        names: Texts::default(),
    };
    names.iter().for_each(|name| people.names.push(name));
    for (source, of) in respondent_of.iter().enumerate() {
        of.iter()
            .flatten()
            .for_each(|respondent| people.sources[*respondent as usize] |= 1 << source);
    }
    let mut building = Building {
        opening: &opening,
        manifest,
        loaded: &loaded,
        respondent_of: &respondent_of,
        findings,
    };
    building.roles(&mut people)?;
    building.weights(&mut people)?;
    building.accounts(&mut people)?;
    building.consent(&mut people)?;
    let codebook = building.codebook();
    let segments = building.segments(codebook.as_ref())?;
    building.check_lists(&people)?;
    building.not_joined(&people);
    let masker = building.masker();
    let mut findings = building.findings;
    spread(manifest, &mut loaded, &mut respondent_of, &mut people, &mut findings)?;
    let Opening { manifest, pseudonyms, exclusions, adopted, reach: _, files: _ } = opening;
    Ok(Study {
        manifest,
        pseudonyms,
        exclusions,
        adopted,
        loaded: loaded.into(),
        respondent_of: respondent_of.into(),
        people: people.into(),
        codebook: codebook.map(Into::into),
        segments: segments.into(),
        masker: masker.into(),
        findings,
    })
}

/// Says in which language reports are, if they are not in that of the study.
fn report_language(manifest: &Manifest, findings: &mut Findings) {
    let language = manifest.language;
    if !language.is_written() {
        findings.add(StudyFinding::PageLanguage { language });
    }
}

/// Says which decisions nobody made: what was taken holds until then.
fn report_open_decisions(manifest: &Manifest, findings: &mut Findings) {
    for decision in manifest.open_decisions() {
        let kind = StudyFinding::DecisionOpen {
            kind: decision.kind,
            decision: Box::new(decision.clone()),
        };
        findings.add_at(kind, manifest.place(decision.line));
    }
}

/// Ids and keys of the records of a source.
fn identify<'a>(
    manifest: &Manifest,
    source: &Source,
    loaded: &'a SourceData,
    findings: &mut Findings,
) -> Result<Identified<'a>> {
    // Ids of a CRM are its own; those of interviews and surveys mostly mean the same people.
    let default = if loaded.format.kind() == SourceKind::Crm { source.id.as_str() } else { PEOPLE };
    let mut identified = Identified {
        namespace: source.ids.clone().unwrap_or_else(|| default.to_owned()),
        ids: Vec::new(),
        keys: Vec::new(),
        one_record_each: true,
        fullness: Box::new(|_| (0, String::new())),
        place: Box::new(|_| Place::default()),
    };
    match &loaded.content {
        Records::Interviews(_) => {
            identified.ids.clone_from(&loaded.interviewees.ids);
            identified.one_record_each = false;
        }
        Records::Rows(rows) => {
            let table = &rows.table;
            // Its rows are nobody's until they are spread to the people of each account.
            if source.is_of_accounts() {
                identified.ids = vec![String::new(); table.rows()];
                return Ok(identified);
            }
            identified.ids = row_ids(source, rows, findings);
            if rows.respondent.is_none() {
                // Row numbers mean nothing in another source.
                identified.namespace = source.ids.clone().unwrap_or_else(|| source.id.to_string());
            }
            for (name, stated) in &source.keys {
                let column = column(manifest, table, stated)?;
                let values =
                    (0..table.rows()).map(|row| normalised_key(&column.text(row))).collect();
                identified.keys.push((name.clone(), values, column.label.clone()));
            }
            identified.fullness = Box::new(move |row| {
                let cells: Vec<_> = table.columns.iter().map(|column| column.text(row)).collect();
                (cells.iter().filter(|cell| !cell.trim().is_empty()).count(), cells.join("\u{1f}"))
            });
            identified.place = Box::new(move |row| table.place(row));
        }
    }
    Ok(identified)
}

fn row_ids(source: &Source, rows: &Rows, findings: &mut Findings) -> Vec<String> {
    let table = &rows.table;
    let used = |row: &usize| !table.is_set_aside(*row);
    let Some(column) = rows.respondent.map(|column| &table.columns[column]) else {
        let number = |row| if used(&row) { (row + 1).to_string() } else { String::new() };
        return (0..table.rows()).map(number).collect();
    };
    let id = |row| column.text(row).trim().to_owned();
    let ids: Vec<String> = (0..table.rows())
        .map(id)
        .map(|id| record_id(&id).map_or(id.clone(), str::to_owned))
        .collect();
    let nameless: Vec<usize> =
        (0..ids.len()).filter(used).filter(|row| ids[*row].is_empty()).collect();
    if let Some(first) = nameless.first() {
        let at = table.place(*first).column(&column.label);
        findings.add_counted(StudyFinding::NoRespondentId {}, nameless.len(), Some(at));
    }
    let addresses = ids.iter().filter(|id| id.contains('@')).count();
    let holds_names =
        |item: &Item| item.scale == Scale::Personal && item.columns.contains(&column.index);
    // The name of a column may hide addresses and names, so its cells count as well.
    if is_personal(&column.name) || addresses * 2 > ids.len() || rows.items.iter().any(holds_names)
    {
        findings.add(StudyFinding::PersonalIdentifier {
            source: source.id.clone(),
            column: column.label.clone(),
        });
    }
    ids
}
