//! A source from TOML.

use super::aggregate::Aggregation;
use super::column::read_column;
use super::interviews::{read_positions, read_segments};
use super::keys::Keys;
use super::kind::PersonaKind;
use super::respondent::read_respondent;
use super::role::{Consent, RoleRule};
use super::row_kind::RowKind;
use super::source::Source;
use super::through::Through;
use crate::error::Result;
use crate::ids::SourceId;
use crate::sources::{Delimiter, Encoding, Format, Keep};

pub(super) fn read_source(mut keys: Keys<'_>) -> Result<Source> {
    let mut source = Source::new(keys.required("id")?.value, keys.required("path")?.value);
    source.line = Some(keys.line());
    source.format = keys.one_of("format", &Format::ALL.map(|format| (format.name(), format)))?;
    source.encoding =
        keys.one_of("encoding", &Encoding::ALL.map(|encoding| (encoding.name(), encoding)))?;
    let delimiters = Delimiter::ALL.map(|delimiter| (delimiter.character(), delimiter));
    source.delimiter = keys.one_of("delimiter", &delimiters)?;
    source.sheet = keys.string("sheet")?;
    source.structure = keys.string("structure")?;
    source.keep = keys.several_of("keep", &Keep::ALL.map(|rows| (rows.name(), rows)))?;
    source.rows = keys.one_of("rows", &RowKind::ALL.map(|rows| (rows.name(), rows)))?;
    read_people(&mut keys, &mut source)?;
    if let Some(positions) = keys.table("positions")? {
        source.positions = Some(read_positions(positions)?);
    }
    source.interviewers =
        keys.strings("interviewer")?.into_iter().map(|label| label.value).collect();
    if let Some(asked) = keys.table("asked")? {
        for (code, respondents) in asked.entries() {
            let respondents = asked.string_list(&code.value, respondents)?;
            source.asked.push((
                code,
                respondents.into_iter().map(|respondent| respondent.value.into()).collect(),
            ));
        }
    }
    if let Some(denies) = keys.table("denies")? {
        for (code, denied) in denies.entries() {
            for denied in denies.string_list(&code.value, denied)? {
                source.denies.push((code.clone(), denied));
            }
        }
    }
    if let Some(mut consent) = keys.table("consent")? {
        source.consent = Some(Consent { file: consent.required("file")?.value.into() });
        consent.finish()?;
    }
    source.transcripts = keys.string("transcripts")?.map(|source| source.map(SourceId::from));
    if let Some(segments) = keys.table("segments")? {
        source.segments = read_segments(segments)?;
    }
    if let Some(through) = keys.table("through")? {
        source.through = Some(Through::read(through)?);
    }
    source.block_weight = keys.number("block_weight")?.unwrap_or(1.0);
    keys.finish()?;
    Ok(source)
}

/// Who the respondents of a source are, what joins them, and what its columns mean: what a decision
/// may change.
pub(super) fn read_people(keys: &mut Keys<'_>, source: &mut Source) -> Result<()> {
    source.respondent = read_respondent(keys)?;
    source.ids = keys.string("ids")?.map(|ids| ids.value);
    if let Some(names) = keys.table("keys")? {
        for (name, column) in names.entries() {
            let column = names.string_list(&name.value, column)?;
            source.keys.extend(column.into_iter().map(|column| (name.value.clone(), column)));
        }
    }
    source.weight = keys.string("weight")?;
    source.account = keys.string("account")?;
    source.aggregation = Aggregation::read(keys)?;
    if let Some(role) = keys.table("role")? {
        source.role = Some(read_role(role, PersonaKind::ALL)?);
    }
    if let Some(outcome) = keys.table("outcome")? {
        source.outcome = Some(read_role(outcome, &[PersonaKind::Negative])?);
    }
    if let Some(columns) = keys.table("columns")? {
        for (name, rule) in columns.entries() {
            source.columns.push((name, read_column(columns.entry(rule)?)?));
        }
    }
    Ok(())
}

/// A column whose values mean kinds, of those that it may mean.
fn read_role(mut keys: Keys<'_>, kinds: &[PersonaKind]) -> Result<RoleRule> {
    let file = keys.string("file")?.map(|file| file.value.into());
    let column = keys.required("column")?;
    let mut values = Vec::new();
    for kind in kinds {
        let named = keys.strings(kind.name())?;
        if !named.is_empty() {
            values.push((*kind, named.into_iter().map(|value| value.value).collect()));
        }
    }
    keys.finish()?;
    Ok(RoleRule { file, column, values })
}
