//! `init`, `check` and `synthesize`: from a folder to personas.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use persona_synthesis::coding::InterviewsRead;
use persona_synthesis::folder::Readers;
use persona_synthesis::lifecycle::read_result;
use persona_synthesis::personas::Persona;
use persona_synthesis::study::ColumnUse;
use persona_synthesis::{Finding, Level, Manifest, PersonaSet, Study, render};
use serde_json::json;

use crate::asking::{ask_what_must_be, draft, drafted};
use crate::computed::{computed_indicators, lost};
use crate::confined::check_confined;
use crate::interviews::{NEXT, is_uncoded, matrix_of, told};
use crate::output::{YELLOW, counted, print, print_json, print_labelled};
use crate::request::{Check, Init, StudyResult, Synthesize};
use crate::results::{Output, check_out, write_result};
use crate::stages::{
    MAKE_KEY, OptionOverrides, earlier_for_overrides, run_decided, study, study_with,
};
use crate::templates::ReadStyle;
use crate::writing::{check_drafting, write_file};
use crate::{Failure, Outcome, TaskAnswer};

pub(crate) fn init(Init { dir, force, language }: &Init, json: bool) -> Outcome {
    let path = dir.join("study.toml");
    let shown = path.display();
    if path.exists() && !force {
        let failure = Failure(format!("{shown} is there already"));
        return Err(failure.hint("`--force` overwrites it; `personas check` says what it reads"));
    }
    check_drafting(dir)?;
    let text = drafted(dir, *language)?;
    write_file(&path, &text, Readers::AsUsual)?;
    let decisions = Manifest::from_toml(&text, "study.toml")?.decisions;
    if json {
        print_json(&json!({ "manifest": shown.to_string(), "decisions": decisions }))?;
    } else {
        print(&format!(
            "{shown} drafted: read the comments in it, then run `personas check {shown}`\n"
        ))?;
        for decision in &decisions {
            print_labelled("to decide", YELLOW, &decision.question)?;
        }
    }
    Ok(TaskAnswer::Yes)
}

pub(crate) fn check(Check { manifest: at, strict }: &Check, json: bool) -> Outcome {
    let study = study(at)?.build()?;
    let matrix = match matrix_of(&study) {
        Ok(matrix) => matrix,
        Err(error) => {
            // What was read of the files says why nothing is left to count.
            if json {
                print_json(&check_report(&study, &study.findings().iter().collect::<Vec<_>>()))?;
            }
            return Err(error);
        }
    };
    // Those of the matrix hold those of the study.
    let findings = matrix.as_ref().map_or(study.findings(), |matrix| matrix.findings());
    let findings: Vec<&Finding> = findings.iter().collect();
    let warnings = findings.iter().filter(|finding| finding.level() == Level::Warning).count();
    if json {
        print_json(&check_report(&study, &findings))?;
    } else {
        print(&summary(&study))?;
        for finding in &findings {
            match finding.level() {
                Level::Warning => print_labelled("warning", YELLOW, &finding.to_string())?,
                Level::Note => print(&format!("note: {finding}\n"))?,
            }
        }
        let notes = findings.len() - warnings;
        print(&format!("{}, {}\n", counted(warnings, "warning"), counted(notes, "note")))?;
        if is_uncoded(&study) {
            print(NEXT)?;
        }
    }
    Ok(if *strict && warnings > 0 { TaskAnswer::No } else { TaskAnswer::Yes })
}

fn check_report(study: &Study, findings: &[&Finding]) -> serde_json::Value {
    let finding = |finding: &&Finding| {
        json!({
            "id": finding.id(),
            "level": finding.level(),
            "message": finding.message(),
            "at": finding.place(),
        })
    };
    let findings: Vec<_> = findings.iter().map(finding).collect();
    let interviews = InterviewsRead::from_study(study);
    let next = is_uncoded(study).then_some(NEXT);
    json!({
        "respondents": study.len(),
        "sources": study.sources(),
        "rows": study.rows(),
        "columns": study.columns(),
        "decisions": study.decisions(),
        "interviews": interviews,
        "next": next,
        "findings": findings,
    })
}

/// A study and its sources in a line each.
fn summary(study: &Study) -> String {
    let title = &study.manifest().title;
    let mut text = format!("{title}: {}\n", counted(study.len(), "respondent"));
    for source in study.sources() {
        let records = counted(source.records, "record");
        let respondents = counted(source.respondents, "respondent");
        text.push_str(&format!("  {}: {}, {records}, {respondents}\n", source.id, source.format));
    }
    text.push_str(&set_aside(study));
    for interviews in InterviewsRead::from_study(study) {
        text.push_str(&format!("  {}\n", told(&interviews)));
    }
    text
}

/// The columns that nothing is counted of, with the reason.
fn set_aside(study: &Study) -> String {
    let mut by_reason: BTreeMap<(String, ColumnUse), Vec<String>> = BTreeMap::new();
    for column in study.columns().into_iter().filter(|column| column.set_aside) {
        let key = (column.source.to_string(), column.taken_for);
        by_reason.entry(key).or_default().push(column.column);
    }
    let mut text = String::new();
    for ((source, taken_for), columns) in by_reason {
        let shown = columns.iter().take(MOST_SHOWN).map(|name| name.replace('\n', " "));
        let shown = shown.collect::<Vec<_>>().join(", ");
        let more = columns.len().saturating_sub(MOST_SHOWN);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        text.push_str(&format!("  {source}, not counted ({}): {shown}{more}\n", reason(taken_for)));
    }
    text
}

/// As many columns as a line of [`set_aside`] names.
const MOST_SHOWN: usize = 12;

fn reason(taken_for: ColumnUse) -> &'static str {
    match taken_for {
        ColumnUse::RespondentId => "the respondents' ids",
        ColumnUse::Key => "a key that links sources",
        ColumnUse::Account => "the account",
        ColumnUse::Weight => "weights",
        ColumnUse::Role => "the part in a purchase",
        ColumnUse::Personal => "names and contact data",
        ColumnUse::Derived => "follow from other columns",
        ColumnUse::Identifier => "ids of records",
        ColumnUse::Paradata => "how the questionnaire was filled in",
        ColumnUse::Consent => "consent and checks of attention",
        ColumnUse::Date => "dates",
        ColumnUse::OpenText => "words of their own, quoted only",
        ColumnUse::Constant => "the same in every row",
        ColumnUse::Empty => "empty",
        _ => "not an answer",
    }
}

pub(crate) fn synthesize(asked: &Synthesize, json: bool) -> Outcome {
    let StudyResult { manifest: at, out } = &asked.of;
    if at.of_folder && !at.path.exists() {
        draft(&at.path, asked.language, !json)?;
    }
    let wanted = OptionOverrides { seed: asked.seed, profile: asked.privacy };
    let mut study = study_with(at, &wanted)?;
    // Keys are asked for before what takes long.
    study.check_key().map_err(|error| Failure::from(error).hint(MAKE_KEY))?;
    if !json && ask_what_must_be(&at.path, study.manifest())? {
        study = study_with(at, &wanted)?;
    }
    check_confined(at, out)?;
    check_out(out, study.manifest())?;
    let style = ReadStyle::read(&asked.pages)?;
    let open: Vec<String> =
        study.manifest().open_decisions().map(|decision| decision.question.clone()).collect();
    if asked.strict && !open.is_empty() {
        return refused(&open);
    }
    // Only decisions name personas of an earlier run by id.
    let is_decided = study.overrides()?.is_some();
    let earlier = if is_decided { earlier_for_overrides(out)? } else { None };
    let synthesis = run_decided(study, earlier.as_ref())?;
    let doubts = &synthesis.internal().personas().study.doubts;
    if asked.strict && !doubts.is_empty() {
        return refused(&doubts.iter().map(|doubt| doubt.sentence.clone()).collect::<Vec<_>>());
    }
    let computed = computed_indicators(out);
    let output = write_result(&synthesis, &style, out)?;
    let personas = &read_result(out)?.personas;
    if json {
        print_json(&synthesis_report(personas, &output, &computed, out))?;
    } else {
        print(&format!(
            "{}\nwritten to {}: open personas.html; personas.md is the same as text, \
             personas.json for programs\n",
            render::summary(personas),
            out.display()
        ))?;
        for indicator in &computed {
            print(&format!("{}\n", lost(indicator, "")))?;
        }
    }
    Ok(TaskAnswer::Yes)
}

/// Says which doubts nobody answered; nothing is written.
fn refused(doubts: &[String]) -> Outcome {
    for doubt in doubts {
        print_labelled("not decided", YELLOW, doubt)?;
    }
    let doubts = counted(doubts.len(), "doubt");
    print(&format!("nothing written: `--strict` refuses {doubts} that nobody answered\n"))?;
    Ok(TaskAnswer::No)
}

fn synthesis_report(
    personas: &PersonaSet,
    output: &Output,
    computed: &BTreeSet<String>,
    out: &Path,
) -> serde_json::Value {
    let persona = |persona: &Persona| {
        json!({
            "id": persona.id,
            "label": persona.label,
            "size": persona.size,
            "share": persona.share,
        })
    };
    json!({
        "out": out.display().to_string(),
        "files": output.names,
        "indicators_lost": computed,
        "respondents": personas.study.respondents,
        "selections": personas.selections,
        "personas": personas.personas.iter().map(persona).collect::<Vec<_>>(),
        "typing": output.tools,
    })
}
