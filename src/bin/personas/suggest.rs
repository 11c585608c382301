//! `suggest`: codes for transcripts that nobody has coded, for a person to keep row by row.

use std::path::{Path, PathBuf};

use persona_synthesis::Study;
use persona_synthesis::coding::{DraftTrial, DraftedCodes, InterviewsRead, Suggestions, Trial};
use persona_synthesis::folder::Readers;
use persona_synthesis::render::suggested_codes_csv;
use serde_json::json;

use crate::confined::check_confined;
use crate::interviews::told;
use crate::output::{counted, print, print_json};
use crate::request::Suggest;
use crate::stages::study;
use crate::writing::write_file;
use crate::{Failure, Outcome, TaskAnswer};

/// What the table is called beside the manifest.
const NAME: &str = "suggested-codes.csv";

pub(crate) fn suggest(asked: &Suggest, json: bool) -> Outcome {
    let study = study(&asked.manifest)?.build()?;
    let read = InterviewsRead::from_study(&study);
    if read.is_empty() {
        let failure = Failure("the study has no transcripts".to_owned());
        return Err(failure.hint("`personas init` drafts a manifest of those in a folder"));
    }
    let Suggestions { suggestions, trial, .. } = Suggestions::from_study(&study);
    let from_words = DraftedCodes::from_study(&study);
    let drafting = DraftTrial::of_study(&study, &from_words);
    // What people coded teaches more than words alone.
    let drafted = match trial {
        Some(_) => DraftedCodes::learnt(&study, &suggestions),
        None => from_words,
    };
    let tables = tables(asked, drafted);
    for (path, _) in &tables {
        check_confined(&asked.manifest, path)?;
        if path.exists() && !asked.force {
            let failure = Failure(format!("{} is there already", path.display()));
            return Err(failure.hint("`--out` names another file; `--force` overwrites this one"));
        }
    }
    let language = study.manifest().language;
    for (path, drafted) in &tables {
        let table = suggested_codes_csv(&drafted.codings, language);
        write_file(path, &table, Readers::AsUsual)?;
    }
    if json {
        let files = tables.iter().map(|(path, drafted)| {
            json!({ "file": path.display().to_string(), "source": drafted.source,
                    "passages": drafted.codings.len() })
        });
        print_json(&json!({
            "interviews": read,
            "files": files.collect::<Vec<_>>(),
            "trial_of_learnt": trial,
            "trial_of_drafted": drafting,
        }))?;
    } else {
        for source in &read {
            print(&format!("{}\n", told(source)))?;
        }
        print(&unheard(&read))?;
        print(&report(&tables, &study, trial, drafting))?;
    }
    Ok(TaskAnswer::Yes)
}

/// The tables to write: one for each source of transcripts for which something is suggested.
fn tables(asked: &Suggest, drafted: Vec<DraftedCodes>) -> Vec<(PathBuf, DraftedCodes)> {
    let folder = asked.manifest.path.parent().unwrap_or(Path::new(""));
    let first = asked.out.clone().unwrap_or_else(|| folder.join(NAME));
    let with_codings = drafted.into_iter().filter(|drafted| !drafted.codings.is_empty());
    let named = with_codings.enumerate().map(|(number, drafted)| {
        let path = match (number, first.file_stem()) {
            (0, _) | (_, None) => first.clone(),
            (_, Some(stem)) => {
                let stem = stem.to_string_lossy();
                let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
                let source: String = drafted.source.as_str().chars().map(plain).collect();
                first.with_file_name(format!("{stem}-{source}.csv"))
            }
        };
        (path, drafted)
    });
    named.collect()
}

/// What to do about speakers of whom nothing is suggested, since they may be those who ask.
fn unheard(read: &[InterviewsRead]) -> String {
    let mut text = String::new();
    for source in read.iter().filter(|source| source.unclear_words > 0) {
        let words = counted(source.unclear_words, "word");
        text.push_str(&format!(
            "{}: nothing is suggested of {words}, since nothing tells whether their speakers \
             ask.\n",
            source.source
        ));
        let asking: Vec<String> =
            source.interviewers.iter().map(|label| format!("{label:?}")).collect();
        text.push_str(&match asking.is_empty() {
            true => "Name those who ask in the manifest: `interviewer = [\"…\"]`.\n".to_owned(),
            false => format!(
                "If it is true that they ask, write into the manifest, at this source:\n  \
                 interviewer = [{}]\n",
                asking.join(", ")
            ),
        });
    }
    text
}

fn report(
    tables: &[(PathBuf, DraftedCodes)],
    study: &Study,
    trial: Option<Trial>,
    drafting: Option<DraftTrial>,
) -> String {
    let mut text = String::new();
    if let Some(trial) = trial {
        text.push_str(&format!(
            "learnt from {}: precision {:.2}, recall {:.2} on documents held out; the most \
             frequent code for everything: precision {:.2}\n",
            counted(trial.segments, "coded passage"),
            trial.precision,
            trial.recall,
            trial.most_frequent
        ));
    }
    if let Some(trial) = drafting {
        text.push_str(&format!(
            "drafted from words alone, beside what people coded: precision {:.2}, recall {:.2}; \
             the most frequent code for everything: precision {:.2}, recall {:.2}\n",
            trial.precision, trial.recall, trial.most_frequent, trial.most_frequent_recall
        ));
    }
    if tables.is_empty() {
        text.push_str(
            "nothing to suggest: every transcript is coded, or known respondents say too little\n",
        );
        return text;
    }
    for (number, (path, drafted)) in tables.iter().enumerate() {
        let codes: std::collections::BTreeSet<&str> =
            drafted.codings.iter().map(|coding| coding.code.as_str()).collect();
        text.push_str(&format!(
            "{}: {}, {}\n",
            path.display(),
            counted(drafted.codings.len(), "passage"),
            counted(codes.len(), "code")
        ));
        let beside = path.strip_prefix(&study.manifest().folder).unwrap_or(path);
        let id = if number == 0 { "suggested".to_owned() } else { format!("suggested-{number}") };
        text.push_str(&format!(
            "  [[source]]\n  id = {id:?}\n  path = {:?}\n  transcripts = {:?}\n",
            beside.display().to_string(),
            drafted.source.as_str()
        ));
    }
    text.push_str(STEPS);
    text
}

const STEPS: &str = "\
Next: read the table row by row. Put an x into `keep` where the passage says what the code says,
and give codes names of your own, such as “Pain points/list out of date”. Then add the lines above
to the manifest. Rows without a mark are not used; a code that nobody edited is called
“(suggested)” in every claim. The table holds words of respondents: `personas erase` does not
touch it.
Suggestions know words, not meaning: what somebody says in other words is missing, and a phrase
that several use may mean nothing. Nothing is suggested of interviewers' words.
";
