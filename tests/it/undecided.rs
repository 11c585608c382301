//! Decisions of a manifest: a choice is the edit that somebody would make by hand, and a doubt
//! stands on the first page until it is answered.

use persona_synthesis::manifest::{
    Alternative, DecisionKind, Facet, PersonaKind, Role, SourceChange, SourceSetting, StudyDecision,
};
use persona_synthesis::study::StudyBuilder;
use persona_synthesis::{Level, Manifest, Result, Source, Study, Synthesis, render};

/// What a manifest states, without the lines at which it does.
fn without_lines(mut manifest: Manifest) -> String {
    manifest.decisions.clear();
    let text = format!("{manifest:#?}");
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("line: ") {
        let (before, behind) = rest.split_at(at);
        plain.push_str(before);
        // `None` or `Some(⏎ 7,⏎ )`.
        let end = if behind.starts_with("line: None") {
            "line: None".len()
        } else {
            behind.find(')').map_or(behind.len(), |end| end + 1)
        };
        rest = &behind[end..];
    }
    plain + rest
}

fn read(text: &str) -> Manifest {
    Manifest::from_toml(text, "study.toml").unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// A source as it is drafted, the inside of an alternative, and the source as somebody edits it.
const EDITS: [(&str, &str, &str); 9] = [
    (
        "respondent = \"code\"\ndate = \"day\"\naggregate = { visits = { what = \"count\" } }\n",
        "set = { s = { respondent = { row = true } } }, without = { s = [\"aggregate\"] }",
        "respondent = { row = true }\n",
    ),
    ("respondent = \"a\"\n", "set = { s = { respondent = \"b\" } }", "respondent = \"b\"\n"),
    (
        "respondent = \"a\"\n",
        "set = { s = { weight = \"wt\" } }",
        "respondent = \"a\"\nweight = \"wt\"\n",
    ),
    (
        "respondent = \"a\"\nids = \"s\"\n",
        "set = { s = { ids = \"people\" } }",
        "respondent = \"a\"\nids = \"people\"\n",
    ),
    (
        "respondent = \"a\"\nkeys = { email = \"E-mail\", phone = \"Tel\" }\n",
        "set = { s = { keys = { email = \"Work e-mail\" } } }",
        "respondent = \"a\"\nkeys = { phone = \"Tel\", email = \"Work e-mail\" }\n",
    ),
    (
        "respondent = \"a\"\n[source.columns]\n\"Age\" = { facet = \"demographic\" }\n",
        "set = { s = { columns = { \"Age\" = { missing = [\"999\"] }, \"Won\" = { facet = \
         \"outcome\" } } } }",
        "respondent = \"a\"\n[source.columns]\n\"Age\" = { facet = \"demographic\", missing = \
         [\"999\"] }\n\"Won\" = { facet = \"outcome\" }\n",
    ),
    (
        "respondent = \"a\"\n[source.columns]\n\"How\" = { scale = \"nominal\" }\n",
        "set = { s = { columns = { \"How\" = { scale = \"ordinal\", levels = [\"x\", \"y\"] } } } }",
        "respondent = \"a\"\n[source.columns]\n\"How\" = { scale = \"ordinal\", levels = [\"x\", \
         \"y\"] }\n",
    ),
    (
        "respondent = \"a\"\n",
        "set = { s = { role = { column = \"R\", buyer = [\"B\"], user = [\"U\"] } } }",
        "respondent = \"a\"\nrole = { column = \"R\", buyer = [\"B\"], user = [\"U\"] }\n",
    ),
    (
        "respondent = \"a\"\n",
        "keep_apart = [[\"q1\", \"q2\"]]",
        "respondent = \"a\"\n[clustering]\nkeep_apart = [[\"q1\", \"q2\"]]\n",
    ),
];

#[test]
fn a_choice_equals_the_edit_made_by_hand() {
    for (source, change, edited) in EDITS {
        let text = |choice: &str, source: &str| {
            format!(
                "title = \"t\"\n[[decide]]\nid = \"weight\"\nquestion = \"?\"\ntaken = \
                 \"as-it-is\"\n{choice}alternatives = [{{ name = \"other\", {change} }}]\n\
                 [[source]]\nid = \"s\"\npath = \"s.csv\"\n{source}"
            )
        };
        let by_hand = format!("title = \"t\"\n[[source]]\nid = \"s\"\npath = \"s.csv\"\n{edited}");
        let by_hand = without_lines(read(&by_hand));
        let chosen = read(&text("choice = \"other\"\n", source));
        assert_eq!(without_lines(chosen.resolved().unwrap()), by_hand, "{change}");
        // Resolving again changes nothing, and nothing changes before somebody chooses.
        let twice = chosen.resolved().unwrap().resolved().unwrap();
        assert_eq!(without_lines(twice), by_hand, "{change}");
        for choice in ["", "choice = \"as-it-is\"\n", "choice = \"taken\"\n"] {
            let kept = read(&text(choice, source));
            let plain = without_lines(kept.clone());
            assert_eq!(without_lines(kept.resolved().unwrap()), plain, "{change}");
            assert_eq!(kept.decisions[0].is_open(), choice.is_empty());
        }
        // A program chooses as the file does.
        let mut open = read(&text("", source));
        open.choose(DecisionKind::Weight, "other").unwrap();
        assert_eq!(without_lines(open.resolved().unwrap()), by_hand, "{change}");
    }
}

#[test]
fn what_was_taken_may_be_stated_too() {
    let text = |choice: &str| {
        format!(
            "[[decide]]\nid = \"outcome\"\nquestion = \"?\"\ntaken = \"describes\"\n{choice}\
             alternatives = [\n\
             {{ name = \"describes\", set = {{ s = {{ columns = {{ W = {{ facet = \"outcome\" }} }} }} }} }},\n\
             {{ name = \"shapes\", set = {{ s = {{ columns = {{ W = {{ role = \"active\" }} }} }} }} }},\n]\n\
             [[source]]\nid = \"s\"\npath = \"s.csv\"\nrespondent = \"a\"\n"
        )
    };
    let rule =
        |choice: &str| read(&text(choice)).resolved().unwrap().sources[0].columns[0].1.clone();
    assert_eq!(rule("").facet, Some(Facet::Outcome));
    assert_eq!(rule("choice = \"taken\"\n").facet, Some(Facet::Outcome));
    let shapes = rule("choice = \"shapes\"\n");
    assert_eq!((shapes.facet, shapes.role), (None, Some(Role::Active)));
}

#[test]
fn what_is_misspelt_is_an_error_with_its_line() {
    let text = |id: &str, choice: &str, set: &str| {
        format!(
            "[[decide]]\nid = \"{id}\"\nquestion = \"?\"\ntaken = \"no-weight\"\nchoice = \
             \"{choice}\"\nalternatives = [{{ name = \"weight\", {set} }}]\n\
             [[source]]\nid = \"s\"\npath = \"s.csv\"\nrespondent = \"a\"\n"
        )
    };
    let weighs = "set = { s = { weight = \"wt\" } }";
    for (text, says) in [
        (text("wait", "weight", weighs), "study.toml:2: expected one of people, role, key, weight"),
        (
            text("weight", "wieght", weighs),
            "study.toml:5: expected one of no-weight, weight for `choice`, found \"wieght\" (did \
             you mean \"weight\"?)",
        ),
        (text("weight", "weight", "set = { t = { weight = \"wt\" } }"), "a source of the study"),
        // Also where another reading holds.
        (text("weight", "no-weight", "set = { t = { weight = \"wt\" } }"), "a source of the study"),
        (text("weight", "weight", "set = { s = { path = \"x\" } }"), "found `path`"),
        (text("weight", "weight", "without = { s = [\"wieght\"] }"), "did you mean \"weight\"?"),
        (
            "[[decide]]\nid = \"weight\"\n".to_owned(),
            "study.toml:1: expected a key `choice`, found none",
        ),
        (
            format!("{0}{0}", "[[decide]]\nid = \"scale\"\nchoice = \"taken\"\n"),
            "expected one decision of a kind",
        ),
    ] {
        let error = Manifest::from_toml(&text, "study.toml").unwrap_err().to_string();
        assert!(error.contains(says), "{error}\n{text}");
    }
    let mut manifest = read("title = \"t\"\n");
    assert!(manifest.choose(DecisionKind::Weight, "weight").is_err());
}

#[test]
fn a_reading_that_nobody_chose_names_columns_that_are_there() {
    let weighed = |column: &str| {
        let change = SourceChange::new(Source::new("visits", "").weight(column));
        let reading = Alternative::new("weight", "rows are weighed").change(change);
        let decision = StudyDecision::new(DecisionKind::Weight, "Does it weigh?");
        study(decision.taken("no-weight", "each row counts once").alternative(reading), None)
    };
    assert!(weighed("Rooms").is_ok());
    let error = weighed("Romos").unwrap_err().to_string();
    assert!(error.contains("a column of visits.csv") && error.contains("\"Rooms\""), "{error}");
}

/// Two groups of people, of whom some came twice.
fn visits() -> String {
    let row = |n: usize| {
        let often = ["never", "often"][n / 3 % 2];
        format!("K{:03}x,{often},{often},{},{}\n", n % 60, ["yes", "no"][n % 2], 1 + n % 3)
    };
    let rows: String = (0..120).map(row).collect();
    format!("code,How often do you plan?,How often do you cook?,Is it dear?,Rooms\n{rows}")
}

fn open_people(taken: &str) -> StudyDecision {
    let rows = Source::new("visits", "").respondent_per_row();
    let decision = StudyDecision::new(DecisionKind::People, "Who is a person in visits?")
        .alternative(
            Alternative::new("row", "each of 120 rows is a person")
                .change(SourceChange::new(rows).without(SourceSetting::Aggregate)),
        );
    match taken {
        "" => decision,
        taken => decision.taken(taken, "120 rows become 60 people"),
    }
}

fn study(decision: StudyDecision, choice: Option<&str>) -> Result<Study> {
    let mut manifest = Manifest::new("Visits");
    manifest.kind = PersonaKind::User;
    manifest.decisions.push(decision);
    manifest.sources.push(Source::new("visits", "visits.csv").respondent("code"));
    if let Some(choice) = choice {
        manifest.choose(DecisionKind::People, choice)?;
    }
    StudyBuilder::from(manifest).file("visits.csv", visits().into_bytes()).build()
}

#[test]
fn nobody_is_read_before_it_is_known_who_a_person_is() {
    let error = study(open_people(""), None).unwrap_err().to_string();
    let says = "Who is a person in visits? `choice = \"row\"` (each of 120 rows is a person)";
    assert!(error.contains(says), "{error}");
    assert_eq!(study(open_people(""), Some("row")).unwrap().len(), 120);
    // Where something can be taken, nothing stops.
    let open = study(open_people("code"), None).unwrap();
    assert_eq!((open.len(), open.decisions().len()), (60, 1));
    assert_eq!(study(open_people("code"), Some("row")).unwrap().len(), 120);
}

#[test]
fn an_open_doubt_is_a_warning_and_stands_on_the_first_page() {
    let open = study(open_people("code"), None).unwrap();
    let warned = |study: &Study| {
        study
            .findings()
            .iter()
            .any(|finding| finding.id() == "decision-open" && finding.level() == Level::Warning)
    };
    assert!(warned(&open));
    let pages = |study: &Study| {
        let synthesis = Synthesis::run(study).unwrap();
        let personas = synthesis.personas();
        (render::markdown(personas), render::html(personas), personas.study.doubts.clone())
    };
    let (markdown, html, doubts) = pages(&open);
    assert_eq!(doubts.len(), 1);
    let first = markdown.split("\n## ").next().unwrap();
    for said in ["Not decided yet", "Who is a person in visits?", "120 rows become 60 people"] {
        assert!(first.contains(said), "{said}: {first}");
    }
    let overview = html.split("<section id=\"overview\"").nth(1).unwrap();
    let overview = overview.split("class=\"verdict\"").next().unwrap();
    assert!(overview.contains("120 rows become 60 people"), "{overview}");
    for choice in ["code", "row", "taken"] {
        let answered = study(open_people("code"), Some(choice)).unwrap();
        let (markdown, html, doubts) = pages(&answered);
        assert!(!warned(&answered) && doubts.is_empty());
        assert!(!markdown.contains("Not decided yet") && !html.contains("Not decided yet"));
    }
}

/// Studies that somebody wrote have the same doubts, until a decision says that they are none.
#[test]
fn studies_written_by_hand_have_the_same_doubts() {
    let row = |n: usize| {
        let age = if n % 20 == 3 { 999 } else { 20 + n % 50 };
        let often = ["never", "often"][n % 2];
        format!("P{n},{often},{often},{age},{:.5}\n", 0.5 + (n % 97) as f64 * 1.0 / 96.0)
    };
    let rows: String = (0..194).map(row).collect();
    let answers = format!("id,How often a?,How often b?,age,pop\n{rows}");
    let doubts = |decided: &str| {
        let text =
            format!("{decided}[[source]]\nid = \"s\"\npath = \"s.csv\"\nrespondent = \"id\"\n");
        let study = StudyBuilder::from(read(&text))
            .file("s.csv", answers.clone().into_bytes())
            .build()
            .unwrap();
        let synthesis = Synthesis::run(&study).unwrap();
        let doubts = &synthesis.personas().study.doubts;
        doubts.iter().map(|doubt| doubt.about).collect::<Vec<_>>()
    };
    assert_eq!(doubts(""), [DecisionKind::Weight, DecisionKind::MissingNumbers]);
    let decided = "[[decide]]\nid = \"weight\"\nchoice = \"taken\"\n\
                   [[decide]]\nid = \"missing-numbers\"\nchoice = \"taken\"\n";
    assert!(doubts(decided).is_empty());
    // One row too many among hundreds is a mistake, and no doubt about who a person is.
    assert!(crate::support::clinic().study.findings().count("duplicate-respondent") > 0);
    assert!(crate::support::clinic().personas.study.doubts.is_empty());
}

#[test]
fn numbers_that_stand_for_no_answer_are_none() {
    let rows: String =
        (0..60).map(|n| format!("P{n},{}\n", if n < 6 { 999 } else { n % 20 })).collect();
    let text = "[[source]]\nid = \"s\"\npath = \"s.csv\"\nrespondent = \"id\"\n[source.columns]\n\
                \"Hours\" = { missing = [\"999\"] }\n";
    let study = StudyBuilder::from(read(text))
        .file("s.csv", format!("id,Hours\n{rows}").into_bytes())
        .build()
        .unwrap();
    let counted = study.findings().iter().find(|finding| finding.id() == "no-answer").unwrap();
    assert_eq!(counted.count(), 6);
    let matrix = persona_synthesis::IndicatorMatrix::from_study(&study).unwrap();
    assert!(matrix.findings().count("numbers-may-be-missing") == 0);
}
