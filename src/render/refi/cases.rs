//! The respondents who were interviewed, as cases with variables.

use std::collections::{BTreeMap, BTreeSet};

use super::material::ProjectMaterial;
use super::xml::XmlWriter;
use crate::locale::Words;
use crate::personas::{Membership, RunResult};
use crate::sources::{OWN_USER, Scale};
use crate::study::{RespondentIndex, Study};

/// A respondent who was interviewed.
#[derive(Default)]
struct ProjectCase<'a> {
    /// Guids of the transcripts that are all theirs.
    sources: Vec<&'a str>,
    /// Guids of the selections that are theirs in transcripts of several.
    selections: Vec<&'a str>,
    /// Their values, by name of the variable.
    values: BTreeMap<String, Value>,
}

enum Value {
    Text(String),
    Decimal(String),
}

impl Value {
    /// Type of its variables, and name of the element that holds it.
    fn names(&self) -> (&'static str, &'static str) {
        match self {
            Self::Text(_) => ("Text", "TextValue"),
            Self::Decimal(_) => ("Float", "FloatValue"),
        }
    }
}

/// Writes the variables and the cases.
pub(super) fn write(
    xml: &mut XmlWriter,
    result: &RunResult,
    study: &Study,
    material: &ProjectMaterial<'_>,
) {
    let cases = cases(result, study, material);
    let variables: BTreeSet<(&str, &str)> = cases
        .values()
        .flat_map(|case| &case.values)
        .map(|(name, value)| (name.as_str(), value.names().0))
        .collect();
    if !variables.is_empty() {
        xml.open("Variables", &[]);
        for (name, kind) in variables {
            let guid = material.guid(&["variable", name]);
            xml.empty("Variable", &[("guid", &guid), ("name", name), ("typeOfVariable", kind)]);
        }
        xml.close("Variables");
    }
    if cases.is_empty() {
        return;
    }
    xml.open("Cases", &[]);
    for (respondent, case) in &cases {
        let name = study.name(*respondent);
        xml.open("Case", &[("guid", &material.guid(&["case", name])), ("name", name)]);
        for (variable, value) in &case.values {
            xml.open("VariableValue", &[]);
            xml.empty("VariableRef", &[("targetGUID", &material.guid(&["variable", variable]))]);
            let (Value::Text(said) | Value::Decimal(said)) = value;
            xml.text(value.names().1, said);
            xml.close("VariableValue");
        }
        case.sources.iter().for_each(|guid| xml.empty("SourceRef", &[("targetGUID", guid)]));
        case.selections.iter().for_each(|guid| xml.empty("SelectionRef", &[("targetGUID", guid)]));
        xml.close("Case");
    }
    xml.close("Cases");
}

/// The cases, by position of the respondent.
fn cases<'a>(
    result: &RunResult,
    study: &Study,
    material: &'a ProjectMaterial<'_>,
) -> BTreeMap<u32, ProjectCase<'a>> {
    let mut cases: BTreeMap<u32, ProjectCase<'a>> = BTreeMap::new();
    for document in &material.documents {
        let (source, transcript) = document.address;
        if let Some(respondent) = study.record_owners(source)[transcript as usize] {
            // A transcript of one person is theirs whole; selections would repeat that for each.
            cases.entry(respondent).or_default().sources.push(&document.guid);
            continue;
        }
        for selection in document.selections.values() {
            if let Some(respondent) = selection.respondent {
                cases.entry(respondent).or_default().selections.push(&selection.guid);
            }
        }
    }
    let words = Words::of(result.personas.study.language);
    let memberships: BTreeMap<&str, &Membership> =
        result.memberships().iter().map(|one| (one.respondent.as_str(), one)).collect();
    for (respondent, case) in &mut cases {
        case.values = attributes(study, RespondentIndex::new(*respondent));
        let membership = memberships.get(study.name(*respondent));
        if let Some((membership, persona)) =
            membership.and_then(|one| Some((one, one.persona.as_ref()?)))
        {
            // The prefix keeps our variables apart from a survey column of the same name.
            let own = |name: &str| format!("{OWN_USER}: {name}");
            case.values.insert(own(words.project_persona), Value::Text(persona.to_string()));
            let probability = Value::Decimal(format!("{:.3}", membership.probability));
            case.values.insert(own(words.project_probability), probability);
        }
    }
    cases
}

/// A respondent's single answers and numbers in tables, as written there, with personal data
/// masked.
fn attributes(study: &Study, respondent: RespondentIndex) -> BTreeMap<String, Value> {
    let mut values = BTreeMap::new();
    for (source, rows) in study.tables() {
        let Some(row) = study.row_of(source, respondent) else { continue };
        let told = |scale| {
            matches!(scale, Scale::Nominal | Scale::Ordinal | Scale::Count | Scale::Numeric)
        };
        // Answers of several columns have no single value, which is all that a variable holds.
        for item in rows.items.iter().filter(|item| told(item.scale) && item.columns.len() == 1) {
            let said = rows.table.columns[item.columns[0]].text(row);
            if !said.trim().is_empty() {
                let name = format!("{}: {}", study.source_id(source), item.name);
                values.insert(name, Value::Text(study.mask_answer(said.trim()).text));
            }
        }
    }
    values
}
