//! Drafts say what a row is, whose it is and what joins it, in whatever language its header is.

use std::fmt::Write as _;

use persona_synthesis::{Manifest, Study};

/// The draft of a folder of these files, and the number of people in it.
fn drafted(files: &[(&str, String)]) -> (String, usize) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let text = Study::draft_manifest(folder.path()).unwrap();
    let mut manifest = Manifest::from_toml(&text, "study.toml").unwrap();
    manifest.folder = folder.path().to_path_buf();
    let people = Study::build(manifest).unwrap().len();
    (text, people)
}

fn table(header: &str, rows: usize, row: impl Fn(usize) -> String) -> String {
    let mut text = format!("{header}\n");
    (0..rows).for_each(|number| writeln!(text, "{}", row(number)).unwrap());
    text
}

/// A draft of one file has these lines and as many people.
fn assert_drafted(files: &[(&str, String)], people: usize, lines: &[&str]) {
    let (text, found) = drafted(files);
    for line in lines {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert_eq!(found, people, "{text}");
}

#[test]
fn rows_that_repeat_an_id_are_what_somebody_did() {
    let visits = table("Besuch-Nr;Kundennummer;Zeitpunkt;Art;Betrag", 240, |n| {
        let art = ["Kauf", "Umtausch"][n / 7 % 2];
        format!("B{n};KD-{};2024-02-{:02} 10:00;{art};{},50", n * 7 % 50, 1 + n % 28, n % 90)
    });
    let lines = [
        "respondent = \"Kundennummer\"",
        "date = \"Zeitpunkt\"",
        "{ what = \"count\", where = { \"Art\" = \"Kauf\" } }",
        "{ what = \"sum\", of = \"Betrag\" }",
        "{ what = \"days-since-last\" }",
        "# \"Last Art\" = { what = \"last\", of = \"Art\" }",
    ];
    assert_drafted(&[("besuche.csv", visits)], 50, &lines);
    let diary = table("entry_id,participant_id,day,mood", 120, |n| {
        format!("{n},P{},2024-03-{:02},{}", n % 20, 1 + n / 20, 1 + (n * 3 + n / 20) % 5)
    });
    let lines = ["respondent = \"participant_id\"", "{ what = \"mean\", of = \"mood\" }"];
    assert_drafted(&[("diary.csv", diary)], 20, &lines);
}

#[test]
fn tables_join_by_what_they_share_and_products_are_nobody() {
    let clients = table("ID cliente,Ciudad,Plan", 40, |n| {
        format!("C-{n},{},{}", ["Lugo", "Vigo"][n % 2], ["Uno", "Dos", "Tres"][n % 3])
    });
    let orders = table("Pedido,Cliente,Fecha,Importe", 160, |n| {
        format!("PE{n},C-{},2024-01-{:02},{}.25", n * 3 % 40, 1 + n % 28, 5 + n)
    });
    let lines_of_orders = table("Pedido,Producto,Cantidad", 320, |n| {
        format!("PE{},SKU{},{}", n / 2, n % 12, 1 + n % 3)
    });
    let products = table("Producto,Nombre,Precio", 12, |n| format!("SKU{n},Cosa {n},{n}.5"));
    let files = [
        ("clientes.csv", clients),
        ("pedidos.csv", orders),
        ("lineas.csv", lines_of_orders),
        ("productos.csv", products),
    ];
    let lines = [
        "respondent = \"ID cliente\"",
        "respondent = \"Cliente\"",
        "ids = \"people\"",
        "respondent = \"Pedido\"",
        "through = { source = \"pedidos\", column = \"Pedido\" }",
        "# productos.csv: 12 rows to which other files refer",
    ];
    assert_drafted(&files, 40, &lines);
}

#[test]
fn addresses_of_staff_join_nothing() {
    let contacts = table("Kontakt-ID,E-Mail,Betreuung,Rolle", 60, |n| {
        let rolle = ["Einkauf", "Technik"][n % 2];
        format!("K{n},p{n}@firma{}.example,v{}@wir.example,{rolle}", n % 30, n % 60)
    });
    let deals = table("Vorgang,Betreuung,Mail der Kontaktperson,Phase", 90, |n| {
        let phase = ["offen", "gewonnen"][n % 2];
        format!("V{n},v{}@wir.example,p{}@firma{}.example,{phase}", n % 60, n % 45, n % 45 % 30)
    });
    let lines = ["keys = { email = \"E-Mail\" }", "keys = { email = \"Mail der Kontaktperson\" }"];
    let files = [("kontakte.csv", contacts), ("vorgaenge.csv", deals)];
    let (text, people) = drafted(&files);
    for line in lines {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("email = \"Betreuung\""), "{text}");
    assert_eq!(people, 60, "{text}");
}

#[test]
fn the_id_of_the_response_tells_respondents_apart_not_that_of_a_session() {
    let text = table("Session ID,Nr.,How often?,How sure?", 100, |n| {
        format!("{:08x},r{n:03}x,{},{}", (n % 97) * 7919, ["never", "often"][n % 2], 1 + n % 5)
    });
    assert_drafted(&[("answers.csv", text)], 100, &["respondent = \"Nr.\""]);
}

#[test]
fn an_id_that_stands_once_makes_each_row_a_person() {
    let text = table("Mitgliedsnummer,Filiale,Wie oft?,Wie gern?", 90, |n| {
        format!("M{n},F{},{},{}", n % 6, ["nie", "oft"][n % 2], 1 + n % 5)
    });
    let (text, people) = drafted(&[("mitglieder.csv", text)]);
    assert!(text.contains("respondent = \"Mitgliedsnummer\""), "{text}");
    assert!(!text.contains("[source.aggregate]"), "{text}");
    assert_eq!(people, 90);
}

#[test]
fn kilograms_weigh_nobodys_answers() {
    let text = table("id,Stature,Weight,How often?", 60, |n| {
        format!("P{n},{},{}.5,{}", 150 + n % 45, 52 + n % 40, ["never", "often"][n % 2])
    });
    let (text, _) = drafted(&[("fitness.csv", text)]);
    assert!(!text.contains("weight = "), "{text}");
}

#[test]
fn programs_whose_files_are_not_read_are_named_with_what_to_save() {
    for (file, program) in
        [("panel.dta", "Stata"), ("panel.sas7bdat", "SAS"), ("panel.xls", "Excel")]
    {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(file), b"\x72\x02").unwrap();
        let error = Study::draft_manifest(folder.path()).unwrap_err().to_string();
        assert!(error.contains(&format!("{file}: {program}")), "{error}");
        assert!(error.contains("save it as ."), "{error}");
    }
}

#[test]
fn accounts_alone_are_whom_the_study_is_about() {
    let accounts = table("Id,Name,Industry,NumberOfEmployees", 40, |n| {
        format!("001A{n:04}x,Firm {n},{},{}", ["Retail", "Care"][n % 2], 5 + n)
    });
    let deals = table("Id,AccountId,StageName,CloseDate,Amount", 90, |n| {
        let stage = ["Closed Won", "Closed Lost"][n % 2];
        format!("006D{n:04}x,001A{:04}x,{stage},2024-03-{:02},{}", n * 7 % 40, 1 + n % 28, 100 + n)
    });
    let lines = ["# Each row is an organisation", "respondent = \"AccountId\"", "what = \"count\""];
    assert_drafted(&[("accounts.csv", accounts), ("deals.csv", deals)], 40, &lines);
}

const GRADES: [&str; 5] = ["agree fully", "agree", "undecided", "disagree", "disagree fully"];

/// Answers to four questions, some by the same people.
fn answered(header: &str, rows: usize, first: impl Fn(usize) -> String) -> String {
    table(&format!("{header},It is easy,It is fast,It is fun,It is fair"), rows, |n| {
        let grade = |by: usize| GRADES[(n * by + n / 5) % 5];
        format!("{},{},{},{},{}", first(n), grade(1), grade(2), grade(3), grade(4))
    })
}

#[test]
fn those_who_answered_a_survey_again_are_people_and_their_answers_are_kept() {
    let waves = answered("Participant ID,Date", 200, |n| {
        format!("P{:03},2025-0{}-{:02}", n % 100, 3 + n / 100, 1 + n % 28)
    });
    let forms = answered("Timestamp,E-mail", 108, |n| {
        format!("2025-03-{:02} 10:00:00,k{}@mail.example", 1 + n % 28, n % 100)
    });
    for (files, who) in [([("a.csv", waves)], "Participant ID"), ([("b.csv", forms)], "E-mail")] {
        let taken = format!("taken = \"{who}\"");
        let lines = [taken.as_str(), "become 100 people; of several rows of one the fullest"];
        assert_drafted(&files, 100, &lines);
        assert!(!drafted(&files).0.contains("\n[source.aggregate]"));
    }
}

#[test]
fn what_happened_to_nobody_is_left_out_beside_people_and_asked_about_alone() {
    let log = || {
        table("timestamp,page,referrer", 300, |n| {
            let page = ["/home", "/docs", "/buy"][n % 3];
            format!(
                "2025-02-{:02} 10:{:02}:00,{page},{}",
                1 + n % 28,
                n % 60,
                ["ad", "mail"][n % 2]
            )
        })
    };
    let survey = answered("Respondent", 90, |n| format!("R{n:03}"));
    let lines = ["# page log.csv: 300 rows of what happened, and nothing says who did it"];
    assert_drafted(&[("page log.csv", log()), ("survey.csv", survey)], 90, &lines);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("page log.csv"), log()).unwrap();
    let text = Study::draft_manifest(folder.path()).unwrap();
    let manifest = Manifest::from_toml(&text, "study.toml").unwrap();
    assert!(manifest.decisions[0].must_be_made(), "{text}");
    assert_eq!(manifest.decisions[0].names().collect::<Vec<_>>(), ["row"]);
}

#[test]
fn the_address_of_somebody_else_makes_no_person_of_rows() {
    let by = |header: &str| {
        table(&format!("Date,{header},Works well,Department"), 120, |n| {
            let (day, lead) = (1 + n % 28, n * 7 % 6);
            format!("2025-02-{day:02},b{lead}@corp.example,{},{}", n % 3, ["Ops", "IT"][n % 2])
        })
    };
    for header in ["Supervisor email", "Vorgesetzte", "Correo del jefe"] {
        assert_drafted(&[("a.csv", by(header))], 120, &["respondent = { row = true }"]);
    }
    // Nothing says whose address it is.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.csv"), by("Zuweisung Mail")).unwrap();
    let text = Study::draft_manifest(folder.path()).unwrap();
    let asked = &Manifest::from_toml(&text, "study.toml").unwrap().decisions[0];
    assert!(asked.must_be_made(), "{text}");
    assert_eq!(asked.names().collect::<Vec<_>>(), ["Zuweisung Mail", "row"]);
}

#[test]
fn orders_with_two_keys_of_people_open_under_each_reading() {
    let orders = table("Order ID,Customer ID,Requester Email,Amount,Date", 240, |n| {
        format!(
            "O{n},C{:03},req{}@firm.example,{},2025-{:02}-{:02}",
            n * 7 % 40,
            n * 11 % 20,
            10 + n * 13 % 90,
            1 + n % 6,
            1 + n % 27
        )
    });
    let (text, people) = drafted(&[("orders.csv", orders)]);
    assert!(text.contains("respondent = \"Requester Email\""), "{text}");
    assert_eq!(people, 40, "{text}");
}

#[test]
fn a_survey_called_after_visits_beside_interviews_is_kept() {
    let survey = table("Alter;Zufriedenheit;Wieder;Anreise", 80, |n| {
        let wieder = ["ja", "nein"][n % 2];
        format!("{};{};{wieder};{}", 20 + n * 7 % 50, 1 + n * 3 % 5, ["Bus", "Rad"][n / 2 % 2])
    });
    let talk = |n: usize| format!("Interviewer: Wie war es?\nP{n}: Es war gut, und ich kam mit.\n");
    let mut files = vec![("Besuchsbefragung.csv", survey)];
    let names = ["P1.txt", "P2.txt", "P3.txt"];
    files.extend(names.into_iter().zip(1..).map(|(name, n)| (name, talk(n))));
    let (text, people) = drafted(&files);
    assert_eq!(people, 83, "{text}");
}
