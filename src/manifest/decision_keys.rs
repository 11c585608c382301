//! Decisions from TOML.

use super::change::{SourceChange, SourceSetting};
use super::decision::{Alternative, DecisionKind, StudyDecision};
use super::keys::Keys;
use super::source::Source;
use super::source_keys::read_people;
use crate::error::Result;

/// A decision from its table.
pub(super) fn read_decision(mut keys: Keys<'_>) -> Result<StudyDecision> {
    let kinds: Vec<(&str, DecisionKind)> =
        DecisionKind::ALL.iter().map(|kind| (kind.name(), *kind)).collect();
    let Some(kind) = keys.one_of("id", &kinds)? else { return Err(keys.missing("id")) };
    let question = keys.string("question")?;
    let is_answer_alone = question.is_none();
    let mut decision = StudyDecision {
        line: Some(keys.line()),
        taken: keys.string("taken")?.map(|name| name.value),
        effect: keys.string("effect")?.map(|effect| effect.value).unwrap_or_default(),
        columns: keys.strings("columns")?.into_iter().map(|column| column.value).collect(),
        ..StudyDecision::new(kind, question.map(|text| text.value).unwrap_or_default())
    };
    for alternative in keys.tables("alternatives")? {
        decision.alternatives.push(read_alternative(alternative)?);
    }
    decision.choice = keys.string("choice")?;
    // Without a question somebody answers a doubt that the program will find.
    if is_answer_alone && decision.choice.is_none() {
        return Err(keys.missing("choice"));
    }
    if !is_answer_alone && decision.alternatives.is_empty() {
        return Err(keys.missing("alternatives"));
    }
    keys.finish()?;
    Ok(decision)
}

fn read_alternative(mut keys: Keys<'_>) -> Result<Alternative> {
    let mut alternative = Alternative::new(
        keys.required("name")?.value,
        keys.string("effect")?.map(|effect| effect.value).unwrap_or_default(),
    );
    alternative.kept_apart = keys.string_lists("keep_apart")?;
    if let Some(set) = keys.table("set")? {
        for (id, settings) in set.entries() {
            let mut settings = set.entry(settings)?;
            let mut source = Source::new(id.value, "");
            read_people(&mut settings, &mut source)?;
            settings.finish()?;
            alternative.changes.push(SourceChange::new(source));
        }
    }
    if let Some(without) = keys.table("without")? {
        let settings = SourceSetting::ALL;
        let settings: Vec<_> = settings.iter().map(|one| (one.name(), *one)).collect();
        for (id, names) in without.entries() {
            let names = without.several_named(&id.value, names, &settings)?;
            let at = alternative.changes.iter().position(|known| known.source() == &*id.value);
            let mut change = match at {
                Some(at) => alternative.changes.remove(at),
                None => SourceChange::new(Source::new(id.value, "")),
            };
            for setting in names {
                change = change.without(setting);
            }
            alternative.changes.push(change);
        }
    }
    keys.finish()?;
    Ok(alternative)
}
