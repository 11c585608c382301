//! Drafts say what is in doubt, as decisions that can be made: at most five, none where one reading
//! fits.

#![allow(clippy::float_cmp, reason = "counts are whole numbers")]

use std::fmt::Write as _;
use std::path::Path;

use persona_synthesis::indicators::Values;
use persona_synthesis::manifest::{DecisionKind, Role, StudyDecision};
use persona_synthesis::{Facet, IndicatorMatrix, Manifest, Study};

fn table(header: &str, rows: usize, row: impl Fn(usize) -> String) -> String {
    let mut text = format!("{header}\n");
    (0..rows).for_each(|number| writeln!(text, "{}", row(number)).unwrap());
    text
}

/// The draft of a folder of these files, in it.
fn drafted(files: &[(&str, String)]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let text = Study::draft_manifest(folder.path()).unwrap();
    (folder, text)
}

fn manifest(text: &str, folder: &Path) -> Manifest {
    let mut manifest =
        Manifest::from_toml(text, "study.toml").unwrap_or_else(|error| panic!("{error}\n{text}"));
    manifest.folder = folder.to_path_buf();
    manifest
}

/// The people that a choice makes of a folder.
fn people(text: &str, folder: &Path, choice: Option<(DecisionKind, &str)>) -> usize {
    let mut manifest = manifest(text, folder);
    if let Some((kind, name)) = choice {
        manifest.choose(kind, name).unwrap();
    }
    Study::build(manifest).unwrap_or_else(|error| panic!("{error}\n{text}")).len()
}

fn decision(text: &str, kind: DecisionKind) -> StudyDecision {
    let manifest = Manifest::from_toml(text, "study.toml").unwrap();
    manifest.decision(kind).unwrap_or_else(|| panic!("no {kind}\n{text}")).clone()
}

const OFTEN: [&str; 3] = ["never", "sometimes", "often"];

#[test]
fn where_one_reading_fits_nothing_is_asked() {
    let survey = table("id,How often?,How sure?,weight", 90, |n| {
        format!("P{n},{},{},0.{}", OFTEN[n % 3], 1 + n % 5, 50 + n % 49)
    });
    let visits = table("Kundennummer;Zeitpunkt;Art", 240, |n| {
        format!("KD-{};2024-02-{:02} 10:00;{}", n * 7 % 50, 1 + n % 28, ["Kauf", "Umtausch"][n % 2])
    });
    let anonymous = table("How often?,How sure?,Why so?", 90, |n| {
        format!("{},{},Because {n} is a number", OFTEN[n % 3], 1 + n % 5)
    });
    for files in
        [vec![("survey.csv", survey)], vec![("besuche.csv", visits)], vec![("a.csv", anonymous)]]
    {
        let (_, text) = drafted(&files);
        assert!(!text.contains("[[decide]]"), "{text}");
    }
}

#[test]
fn who_is_a_person_stops_a_study_where_nothing_tells() {
    let answers = table("Code,How often do you plan?,How often do you cook?", 400, |n| {
        format!("K{:03}x,{},{}", n % 79, OFTEN[n % 3], OFTEN[n / 3 % 3])
    });
    let (folder, text) = drafted(&[("answers.csv", answers)]);
    let asked = decision(&text, DecisionKind::People);
    assert!(asked.must_be_made());
    assert_eq!(asked.names().collect::<Vec<_>>(), ["Code", "row"]);
    let error = Study::build(manifest(&text, folder.path())).unwrap_err().to_string();
    assert!(error.contains("400 rows become 79 people"), "{error}");
    assert_eq!(people(&text, folder.path(), Some((DecisionKind::People, "Code"))), 79);
    assert_eq!(people(&text, folder.path(), Some((DecisionKind::People, "row"))), 400);
}

/// Answers with an id each, by customers of whom some answered several times.
#[test]
fn answers_that_repeat_a_customer_are_people_or_rows() {
    let answers = table("Response ID,Customer ID,How often?,How sure?", 300, |n| {
        format!("R{n:05}a,C{:04},{},{}", n % 120, OFTEN[n % 3], 1 + n % 5)
    });
    let (folder, text) = drafted(&[("answers.csv", answers)]);
    let asked = decision(&text, DecisionKind::People);
    assert!(asked.is_open() && !asked.must_be_made(), "{text}");
    assert_eq!(asked.taken.as_deref(), Some("Customer ID"), "{text}");
    assert!(asked.effect.contains("300 rows become 120 people"), "{text}");
    assert_eq!(people(&text, folder.path(), None), 120);
    assert_eq!(people(&text, folder.path(), Some((DecisionKind::People, "Response ID"))), 300);
}

fn doubtful(rows: usize) -> String {
    let first = ["Ana", "Bea", "Carl", "Dora", "Emil", "Fritz", "Gesa"];
    let last = ["Mayer", "Klein", "Gross", "Lang", "Kurz", "Braun"];
    table("id,age,gew,Buying Role,Ansprache,Upgrade bought,How often?", rows, |n| {
        let age = if n % 20 == 3 { 999 } else { 20 + n % 50 };
        let weight = 0.5 + (n % 42) as f64 / 41.0;
        let role = ["BUDGET_HOLDER", "END_USER", "CHAMPION", "OTHER"][n % 4];
        let name = format!("{} {}", first[n % 7], last[n / 7 % 6]);
        let bought = ["yes", "no"][n / 5 % 2];
        format!("P{n},{age},{weight:.5},{role},{name},{bought},{}", OFTEN[n % 3])
    })
}

#[test]
fn columns_in_doubt_are_read_cautiously_and_a_choice_takes_effect() {
    let (folder, text) = drafted(&[("contacts.csv", doubtful(42))]);
    let kinds: Vec<DecisionKind> = Manifest::from_toml(&text, "study.toml")
        .unwrap()
        .decisions
        .iter()
        .map(|decision| decision.kind)
        .collect();
    // At most five, the weightiest first.
    let expected =
        [DecisionKind::Role, DecisionKind::Weight, DecisionKind::Outcome, DecisionKind::Personal];
    assert_eq!(kinds[..4], expected, "{text}");
    assert!(kinds.len() <= 5, "{text}");
    let resolved = |kind: DecisionKind, choice: &str| {
        let mut manifest = manifest(&text, folder.path());
        manifest.choose(kind, choice).unwrap();
        manifest.resolved().unwrap().sources.remove(0)
    };
    assert!(resolved(DecisionKind::Weight, "taken").weight.is_none());
    let weighed = resolved(DecisionKind::Weight, "weight").weight.unwrap();
    assert_eq!(weighed.value, "gew");
    assert!(resolved(DecisionKind::Role, "taken").role.is_some());
    assert!(resolved(DecisionKind::Role, "one-kind").role.is_none());
    // All of it is read, whatever is chosen.
    for decision in Manifest::from_toml(&text, "study.toml").unwrap().decisions {
        for name in decision.names() {
            assert_eq!(people(&text, folder.path(), Some((decision.kind, name))), 42, "{name}");
        }
    }
}

#[test]
fn numbers_for_no_answer_are_named_and_left_out() {
    let answers = table("id,age,q1", 100, |n| {
        let age = if n % 20 == 3 { 999 } else { 20 + n % 50 };
        let grade = if n % 25 == 4 { 9 } else { 1 + n % 5 };
        format!("P{n},{age},{grade}")
    });
    let (folder, text) = drafted(&[("answers.csv", answers)]);
    let asked = decision(&text, DecisionKind::MissingNumbers);
    assert_eq!(asked.columns, ["answers:age", "answers:q1"], "{text}");
    // 999 among ages is no age; 9 beside 1 to 5 may be one more grade.
    assert_eq!(asked.effect, "5 cells count as no answer");
    let unanswered = |choice: &str| {
        let mut manifest = manifest(&text, folder.path());
        manifest.choose(DecisionKind::MissingNumbers, choice).unwrap();
        Study::build(manifest).unwrap().findings().count("no-answer")
    };
    let all = ["taken", "all-no-answer", "number"].map(unanswered);
    assert_eq!(all, [5, 9, 0]);
}

#[test]
fn ids_of_which_some_are_alike_join_nothing_before_somebody_says_so() {
    let wave = |from: usize, asked: &str| {
        table(&format!("participant_id,How often?,{asked}"), 80, |n| {
            format!("PX{:03},{},{}", from + n, OFTEN[n % 3], 1 + n * 7 % 5)
        })
    };
    let waves =
        [("spring.csv", wave(100, "How sure?")), ("autumn.csv", wave(150, "How dear is it?"))];
    let (folder, text) = drafted(&waves);
    let asked = decision(&text, DecisionKind::Key);
    assert_eq!(asked.taken.as_deref(), Some("apart"), "{text}");
    assert_eq!(people(&text, folder.path(), None), 160, "{text}");
    assert_eq!(people(&text, folder.path(), Some((DecisionKind::Key, "joined"))), 130, "{text}");
}

#[test]
fn what_was_won_describes_groups_and_makes_none() {
    let contacts = table("Record ID,First Name,Email,Lifecycle Stage,Plan", 60, |n| {
        let plan = ["Pro", "Free", "Team"][n % 3];
        format!("{},Ada,a{n}@firm{}.example,{},{plan}", 100 + n, n % 9, ["lead", "customer"][n % 2])
    });
    let deals = table(
        "Record ID,Deal Stage,Amount,Close Date,Closed Lost Reason,Associated Contact IDs",
        120,
        |n| {
            let stage = ["Closed Won", "Closed Lost", "Open"][n % 3];
            let reason = if n % 3 == 1 { ["Price", "Timing"][n / 3 % 2] } else { "" };
            format!(
                "{n},{stage},{}.5,2025-02-{:02},{reason},{}",
                9 * n,
                1 + n % 28,
                100 + n * 7 % 60
            )
        },
    );
    let (folder, text) = drafted(&[("contacts.csv", contacts), ("deals.csv", deals)]);
    assert!(text.contains("\"Closed Lost Reason\" = { what = \"last\""), "{text}");
    let role = |choice: &str| {
        let mut manifest = manifest(&text, folder.path());
        manifest.choose(DecisionKind::Outcome, choice).unwrap();
        let study = Study::build(manifest).unwrap();
        let matrix = IndicatorMatrix::from_study(&study).unwrap();
        let won = matrix.indicators().iter().find(|one| one.name == "Deals won").unwrap();
        (won.facet, won.role)
    };
    // Outcomes describe unless a role says otherwise.
    assert_eq!(role("taken"), (Facet::Outcome, None));
    assert_eq!(role("shapes"), (Facet::Behaviour, Some(Role::Active)));
}

#[test]
fn an_id_names_people_rather_than_the_address_beside_it() {
    let tickets = |id: bool| {
        let header = if id {
            "Ticket ID,Requester Email,Requester ID,Created at"
        } else {
            "Ticket ID,Requester Email,Created at"
        };
        table(header, 200, |n| {
            let who = format!("p{}@f{}.example", n % 50, n % 50 % 7);
            let own = if id { format!(",U{}", n % 50) } else { String::new() };
            format!("T{n},{who}{own},2025-03-{:02}", 1 + n % 28)
        })
    };
    let (folder, text) = drafted(&[("tickets.csv", tickets(true))]);
    assert!(text.contains("respondent = \"Requester ID\""), "{text}");
    assert_eq!(people(&text, folder.path(), None), 50);
    let (_, text) = drafted(&[("tickets.csv", tickets(false))]);
    assert!(text.contains("holds e-mail addresses, which name respondents"), "{text}");
}

#[test]
fn reviews_and_items_go_through_their_orders_to_people() {
    let customers = table("customer_id,city,plan", 80, |n| {
        format!("CU{n:03},{},{}", ["Bonn", "Ulm"][n % 2], ["A", "B", "C"][n % 3])
    });
    let orders = table("order_id,customer_id,ordered_at,amount", 240, |n| {
        format!("OR{n:04},CU{:03},2025-01-{:02},{}", n * 3 % 80, 1 + n % 28, 10 + n)
    });
    let reviews = table("review_id,order_id,score,created", 150, |n| {
        format!("RV{n:04},OR{:04},{},2025-02-{:02}", n * 2 % 240, 1 + n % 5, 1 + n % 28)
    });
    let items = table("order_id,product,quantity", 480, |n| {
        format!("OR{:04},{},{}", n / 2, ["mug", "tee", "cap"][n % 3], 1 + n % 3)
    });
    let files = [
        ("customers.csv", customers),
        ("orders.csv", orders),
        ("reviews.csv", reviews),
        ("items.csv", items),
    ];
    let (folder, text) = drafted(&files);
    let through = "through = { source = \"orders\", column = \"order_id\" }";
    assert_eq!(text.matches(through).count(), 2, "{text}");
    let study = Study::build(manifest(&text, folder.path())).unwrap();
    assert_eq!(study.len(), 80, "{text}");
    let led: Vec<String> = study
        .findings()
        .iter()
        .filter(|finding| finding.id() == "led-through")
        .map(ToString::to_string)
        .collect();
    assert!(led.iter().any(|said| said.starts_with("480 of 480 rows of items")), "{led:?}");
    assert!(led.iter().any(|said| said.starts_with("150 of 150 rows of reviews")), "{led:?}");
}

/// An export of orders that has a row for each item, and the order on the first alone.
#[test]
fn orders_are_told_from_their_items() {
    let mut text =
        String::from("Name,Email,Financial Status,Paid at,Total,Lineitem quantity,Lineitem name\n");
    let mut items = 0;
    for order in 0..160 {
        let mail = format!("c{}@mail{}.example", order * 7 % 60, order * 7 % 60 % 11);
        for item in 0..1 + order % 3 {
            items += 1;
            let head = match item {
                0 => format!(
                    "{},2025-03-{:02} 10:00:00 +0100,{}.00",
                    ["paid", "refunded"][order / 3 % 2],
                    1 + order % 28,
                    20 + order
                ),
                _ => ",,".to_owned(),
            };
            let name = ["Mug", "Tee", "Cap"][(order + item) % 3];
            writeln!(text, "#{},{mail},{head},{},{name}", 1001 + order, 1 + order * item).unwrap();
        }
    }
    let (folder, draft) = drafted(&[("orders_export.csv", text)]);
    let orders = "\"orders_export in all\" = { what = \"count\", once_per = \"Name\" }";
    assert!(draft.contains(orders), "{draft}");
    assert!(draft.contains("\"Items of orders_export\" = { what = \"count\" }"), "{draft}");
    let study = Study::build(manifest(&draft, folder.path())).unwrap();
    let matrix = IndicatorMatrix::from_study(&study).unwrap();
    let sum = |name: &str| -> f64 {
        let at = matrix.indicators().iter().position(|one| one.name == name).unwrap();
        match matrix.values(at) {
            Values::Numbers(numbers) => numbers.iter().sum(),
            Values::Codes(_) => panic!("{name} is no number"),
        }
    };
    assert_eq!(sum("orders_export in all"), 160.0, "{draft}");
    assert_eq!(sum("Items of orders_export"), f64::from(items), "{draft}");
}

#[test]
fn a_folder_whose_name_says_nothing_is_titled_by_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let answers = table("id,How often?", 40, |n| format!("P{n},{}", OFTEN[n % 3]));
    for (name, title) in [("exports", "market survey"), ("Spring 2026", "Spring 2026")] {
        let inside = folder.path().join(name);
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(inside.join("market_survey.csv"), &answers).unwrap();
        let text = Study::draft_manifest(&inside).unwrap();
        assert!(text.contains(&format!("title = \"{title}\"")), "{text}");
    }
}

/// Decisions are drafted in German too, with the same choices.
#[test]
fn decisions_are_asked_in_the_language_of_the_study() {
    let (folder, english) = drafted(&[("contacts.csv", doubtful(42))]);
    let german = Study::draft_manifest_in(folder.path(), "de".parse().unwrap()).unwrap();
    let read = |text: &str| Manifest::from_toml(text, "study.toml").unwrap().decisions;
    let (english, german) = (read(&english), read(&german));
    assert_eq!(english.len(), german.len());
    for (one, other) in english.iter().zip(&german) {
        assert_eq!((one.kind, &one.columns), (other.kind, &other.columns));
        assert_eq!(one.names().collect::<Vec<_>>(), other.names().collect::<Vec<_>>());
        assert_ne!((&one.question, &one.effect), (&other.question, &other.effect));
    }
}
