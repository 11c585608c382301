//! Exports as survey tools and CRMs write them: what must not become an answer, and what must be
//! said of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use persona_synthesis::manifest::{ColumnRule, Groups};
use persona_synthesis::{Facet, IndicatorMatrix, Manifest, Result, Source, Study, render};

use crate::support::{Stages, synthesize};

/// The whole way from one table, each row a respondent of its own, with as many groups as stated.
fn synthesize_table(text: &str, source: Source, groups: usize) -> Result<Stages> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(source.path().unwrap()), text).unwrap();
    let mut manifest = Manifest::new("one export");
    manifest.folder = folder.path().to_path_buf();
    manifest.clustering.groups = Groups::Exactly(groups);
    (manifest.clustering.starts, manifest.clustering.replicates) = (10, 10);
    manifest.sources.push(source);
    synthesize(manifest)
}

fn survey() -> Source {
    Source::new("survey", "survey.csv").respondent_per_row()
}

fn output(stages: &Stages) -> String {
    render::files(&stages.draft).into_iter().map(|file| file.text().unwrap().to_owned()).collect()
}

/// Names from the columns that hold them are masked wherever an answer repeats them.
#[test]
fn names_of_people_are_in_no_output() {
    let people = ["Clara Novak", "Bernd Huber", "Aylin Demir", "Rosa Quist"];
    let mut text = String::from(
        "RecipientFirstName,Account Owner,Who helps you most?,What do you do? - ask Bernd,What do you do? - search\n",
    );
    for row in 0..80 {
        let (first, last) = people[row % 4].split_once(' ').unwrap();
        // Without slips one answer would follow from another and count once.
        let asks = if row % 4 < 2 { "1" } else { "" };
        let searches = if row % 4 < 2 && row % 8 > 0 { "" } else { "1" };
        let helper = people[usize::from((row % 4 < 2) == (row % 8 == 5))];
        writeln!(text, "{first},{first} {last},{helper},{asks},{searches}").unwrap();
    }
    let stages = synthesize_table(&text, survey(), 2).unwrap();
    assert!(stages.personas.claims().count() > 2);
    let all = output(&stages);
    for secret in people.iter().flat_map(|name| name.split(' ')).filter(|name| *name != "Bernd") {
        assert!(!all.contains(secret), "{secret}");
    }
    assert!(all.contains("ask [name]"));
}

/// Answers such as yes and never come with their question, and no two personas of a kind have one
/// label.
#[test]
fn labels_say_something_and_differ() {
    let questions = ["recline", "wake others", "swap seats", "talk", "snore", "bring a baby"];
    let header: Vec<String> =
        questions.iter().map(|what| format!("Is it rude to {what}?")).collect();
    let mut text = header.join(",") + "\n";
    for row in 0..120 {
        let answers = ["\"Yes, very rude\"", "\"No, not at all\"", "Other"];
        // Without slips the questions would be copies, of which one counts.
        let slips = |question: usize| usize::from((row / 3 + question).is_multiple_of(8));
        let answered = (0..questions.len()).map(|at| answers[(row + slips(at)) % 3]);
        writeln!(text, "{}", answered.collect::<Vec<_>>().join(",")).unwrap();
    }
    let Stages { personas, .. } = synthesize_table(&text, survey(), 3).unwrap();
    let labels: BTreeSet<&str> =
        personas.personas.iter().map(|persona| persona.label.as_str()).collect();
    assert_eq!(labels.len(), 3, "{labels:?}");
    assert!(labels.iter().all(|label| !label.contains('?')), "a name is no question: {labels:?}");
    for label in personas.claims().map(|claim| claim.label.as_str()) {
        assert!(label.starts_with("Is it rude to "), "{label}");
    }
}

/// A table whose respondents the manifest names is no codebook, whatever its columns are called.
#[test]
fn records_with_names_and_descriptions_are_respondents() {
    let mut text = String::from("ID,NAME,DESCRIPTION,How often?\n");
    (0..12).for_each(|row| {
        writeln!(text, "A{row},Same name,none,{}", ["never", "often"][row % 2]).unwrap()
    });
    let Stages { study, .. } =
        synthesize_table(&text, Source::new("crm", "a.csv").respondent("ID"), 1).unwrap();
    assert_eq!((study.len(), study.sources()[0].format.as_str()), (12, "survey"));
}

/// The error of an empty study says what emptied it.
#[test]
fn an_empty_study_says_what_was_set_aside() {
    let text = format!("id,a,b\n{}", "P1,2\n".repeat(40));
    let error = synthesize_table(&text, Source::new("survey", "s.csv").respondent("id"), 1)
        .err()
        .unwrap()
        .to_string();
    assert!(
        error.ends_with(
            "s.csv:2: row has 2 cells, but the header has 3 columns; set aside (40 in all)"
        ),
        "{error}"
    );
}

/// A table may be called .txt, as LimeSurvey calls its own: respondents in a column are those of a
/// table.
#[test]
fn a_table_called_txt_is_a_table() {
    let mut text = String::from("id\tHow often?\n");
    (0..12).for_each(|row| writeln!(text, "P{row}\t{}", ["never", "often"][row % 2]).unwrap());
    let Stages { study, .. } =
        synthesize_table(&text, Source::new("survey", "s.txt").respondent("id"), 1).unwrap();
    assert_eq!((study.len(), study.sources()[0].format.as_str()), (12, "survey"));
}

/// Row numbers, weights and what a survey tool notes of the filling in are no answers; the manifest
/// can say otherwise.
#[test]
fn columns_that_are_no_answers_make_no_indicator() {
    let mut text = String::from(",weight,Last page,Group time: A,How often?\n");
    for row in 0..40 {
        let often = ["never", "often"][row % 2];
        writeln!(text, "{},{}.5,{},{}.25,{often}", row + 1, row % 7, row % 5, row % 9).unwrap();
    }
    let Stages { matrix, .. } = synthesize_table(&text, survey(), 1).unwrap();
    let names: Vec<&str> =
        matrix.indicators().iter().map(|indicator| indicator.name.as_str()).collect();
    assert_eq!(names, ["How often?"]);
    assert_eq!(
        (matrix.findings().count("weight-undeclared"), matrix.findings().count("paradata")),
        (1, 2)
    );
    let kept = ColumnRule::new().facet(Facet::Context);
    let Stages { matrix, .. } =
        synthesize_table(&text, survey().column("weight", kept).weight("Last page"), 1).unwrap();
    assert!(matrix.indicators().iter().any(|indicator| indicator.name == "weight"));
}

/// Without groups there is one description of everyone who answered. Respondents without an answer
/// that shapes groups are in none.
#[test]
fn one_description_of_everyone_is_of_those_who_answered() {
    let mut text = String::from("Age,How often?\n");
    (0..24).for_each(|row| {
        writeln!(text, "{},{}", 20 + row * 2, ["", "often", "often", "never"][row % 4]).unwrap()
    });
    let stages = synthesize_table(&text, survey(), 1).unwrap();
    assert_eq!((stages.personas.personas[0].size, stages.personas.unassigned[0].size), (18, 6));
    let (page, summary) = (render::markdown(&stages.personas), render::summary(&stages.personas));
    let all = "18 respondents · everyone of this kind of whom enough is known ·";
    assert!(page.contains(all), "{page}");
    assert!(page.contains("U1 18 (75 %), in no group 6 (25 %): 24 respondents in all."), "{page}");
    assert!(page.contains("Twelve of the 18 asked answer “often” to “How often?”."), "{page}");
    for wrong in ["As everyone else", "only interviews", "100 %, "] {
        assert!(!page.contains(wrong) && !summary.contains(wrong), "{wrong}: {page}{summary}");
    }
}

/// An empty cell of an option's column is evidence that it was not chosen, and is shown as that.
#[test]
fn an_option_not_chosen_is_evidence_in_words() {
    let mut text = String::from("Pie [apple],Pie [pecan],Pie [none],How often?\n");
    for row in 0..120 {
        text.push_str(["apple,,,often\n", "apple,pecan,,often\n", ",,none,never\n"][row % 3]);
    }
    let page = render::markdown(&synthesize_table(&text, survey(), 2).unwrap().personas);
    assert!(page.contains("  - not chosen — ") && !page.contains("“”"), "{page}");
}

/// A pattern of a column that makes no indicator says so; one of a source that is not there names
/// the sources.
#[test]
fn patterns_that_do_nothing_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::from("Comments,How often?\n");
    (0..12).for_each(|row| {
        writeln!(text, "remark {row} {},{}", row * 7, ["never", "often"][row % 2]).unwrap()
    });
    std::fs::write(folder.path().join("s.csv"), text).unwrap();
    let matrix = |pattern: &str| {
        let source = Source::new("survey", folder.path().join("s.csv")).respondent_per_row();
        let study = Study::builder("patterns")
            .facet(Facet::Goal, [pattern])
            .source(source)
            .build()
            .unwrap();
        IndicatorMatrix::from_study(&study)
    };
    let idle = matrix("survey:Comm*").unwrap();
    let said: Vec<String> = idle.findings().iter().map(ToString::to_string).collect();
    let expected = "pattern \"survey:Comm*\" has no effect: \"Comments\" is taken as open-text, which makes no indicator";
    assert!(said.iter().any(|message| message.ends_with(expected)), "{said:?}");
    let error = matrix("interviews:How often?").unwrap_err().to_string();
    assert!(error.contains("expected one of the sources survey before `:`"), "{error}");
}
