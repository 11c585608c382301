//! Tables of codings as programs and people export them: drafted and read by what they hold.

use std::collections::BTreeMap;
use std::path::Path;

use persona_synthesis::indicators::{Indicator, Measure, Values};
use persona_synthesis::{IndicatorMatrix, Manifest, Study};

const FULL_NAMES: [&str; 12] = [
    "Ana Lima",
    "Bo Berg",
    "Cai Diaz",
    "Dov Pohl",
    "Eva Lund",
    "Fay Mair",
    "Gil Roth",
    "Hal Egli",
    "Ines Paz",
    "Jan Vos",
    "Kai Wolff",
    "Lea Zorn",
];

/// One coding of the planted interviews: person, theme, code, words.
struct Coding {
    person: usize,
    theme: &'static str,
    code: &'static str,
    words: String,
}

/// Twelve people, each with a habit and one of two troubles; eight of them with a goal.
fn planted() -> Vec<Coding> {
    let mut all = Vec::new();
    for person in 1..=12 {
        let mut add = |theme, code, words: String| {
            all.push(Coding { person, theme, code, words });
        };
        add("Habits", "papel", format!("Guardo una lista de papel en la nevera, número {person}."));
        let trouble = if person <= 6 { "viejo" } else { "ilegible" };
        add("Troubles", trouble, format!("Nadie más puede leer esa lista ahora, caso {person}."));
        if person % 3 > 0 {
            add("Goals", "lista", format!("Quiero que todos vean la lista, deseo {person}."));
        }
    }
    all
}

/// A table of these cells, parted by a delimiter.
fn text_of(delimiter: char, rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let quoted = |cell: String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: Vec<String>| {
        let cells: Vec<String> = row.into_iter().map(quoted).collect();
        cells.join(&delimiter.to_string())
    };
    rows.into_iter().map(|row| line(row) + "\n").collect()
}

fn owned(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

/// The planted codings under a header, a row each.
fn table(header: &str, row: impl Fn(usize, &Coding) -> Vec<String>) -> String {
    let header: Vec<&str> = header.split(';').collect();
    let codings = planted();
    let rows = codings.iter().enumerate().map(|(number, coding)| row(number, coding));
    text_of(';', std::iter::once(owned(&header)).chain(rows))
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// The draft of a folder, and the study that it makes.
fn drafted(folder: &Path) -> (String, Study) {
    let text = Study::draft_manifest(folder).unwrap();
    let mut manifest = Manifest::from_toml(&text, "study.toml").expect(&text);
    manifest.folder = folder.to_path_buf();
    let study = Study::build(manifest).unwrap_or_else(|error| panic!("{error}\n{text}"));
    (text, study)
}

/// How many people raised each code, by the label of its indicator.
fn raised(study: &Study) -> BTreeMap<String, usize> {
    let matrix = IndicatorMatrix::from_study(study).unwrap();
    let count = |number| match matrix.values(number) {
        Values::Codes(codes) => codes.iter().filter(|code| **code == 1).count(),
        Values::Numbers(_) => 0,
    };
    let of = |(number, one): (usize, &Indicator)| {
        assert_eq!(one.measure, Measure::Mention, "{}", one.name);
        (one.label.clone(), count(number))
    };
    matrix.indicators().iter().enumerate().map(of).collect()
}

/// The draft of one table reads all of what was planted.
fn reads_all(name: &str, text: &str) -> (String, Study) {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "codes.csv", text);
    let (draft, study) = drafted(folder.path());
    assert_eq!(study.len(), 12, "{name}\n{draft}");
    let expected = [("ilegible", 6), ("lista", 8), ("papel", 12), ("viejo", 6)];
    let found = raised(&study);
    let of = |code: &str| found.get(code).copied().unwrap_or(0);
    assert!(
        expected.iter().all(|(code, people)| of(code) == *people),
        "{name}: {found:?}\n{draft}"
    );
    (draft, study)
}

/// Exports of programs, and tables that people make: the header names columns in many languages, or
/// nothing that anybody knows.
#[test]
fn tables_of_codings_are_read_in_any_language() {
    let path = |one: &Coding, sign: &str| format!("{}{sign}{}", one.theme, one.code);
    let person = |before: &str, one: &Coding| format!("{before}{}", one.person);
    let tables = [
        (
            "a German export with all columns",
            table(
                "Farbe;Dokumentgruppe;Dokumentname;Code;Anfang;Ende;Segment;Geändert von",
                |n, one| {
                    let group = ["Pflege", "Praxis"][one.person % 2];
                    let (code, start) = (path(one, " > "), (n * 3 % 17).to_string());
                    let name = person("TN", one);
                    owned(&[
                        "●",
                        group,
                        &name,
                        &code,
                        &start,
                        &start,
                        &one.words,
                        ["AB", "CD"][n % 2],
                    ])
                },
            ),
        ),
        (
            "clips of recordings, a file for each person",
            table("Clip;Tags;Recording;Start;Mood", |n, one| {
                let file = format!("Call with {}.mp4", FULL_NAMES[one.person - 1]);
                let mood = ["neutral", "low"][n % 2];
                owned(&[&one.words, &path(one, " > "), &file, &format!("0:{:02}", n % 60), mood])
            }),
        ),
        (
            "people by their names under a header in Polish",
            table("Rozmówca;Kod;Cytat", |_, one| {
                owned(&[FULL_NAMES[one.person - 1], &path(one, " > "), &one.words])
            }),
        ),
        (
            "people by their names under a header of no known language",
            table("Nor;Marka;Hitzak", |_, one| {
                owned(&[FULL_NAMES[one.person - 1], one.code, &one.words])
            }),
        ),
        (
            "a column for each code of a row",
            table("Participant;Quote;Code 1;Code 2", |n, one| {
                let codes = if n % 2 == 0 { [one.code, ""] } else { ["", one.code] };
                owned(&[&person("P", one), &one.words, codes[0], codes[1]])
            }),
        ),
        (
            "a column for each coder",
            table("Participant;Quote;Coder A;Coder B", |n, one| {
                let second = if n % 5 == 0 { "papel" } else { one.code };
                owned(&[&person("P", one), &one.words, one.code, second])
            }),
        ),
        (
            "codes of a row parted by a slash",
            table("Interviewee;Codes;Quote", |n, one| {
                let listed = format!("{} / papel", one.code);
                let codes = if n % 4 == 1 { &listed } else { one.code };
                owned(&[&person("P", one), codes, &one.words])
            }),
        ),
        (
            "paths below the folder of all codes",
            table(
                "Name;Hierarchical Name;Coverage;Reference Number;Reference Text;File Name",
                |n, one| {
                    let whole = format!("Codes\\\\{}", path(one, "\\"));
                    let (share, number) = (format!("0.0{}", n % 9), (n % 3).to_string());
                    let file = format!("Files\\\\P{}.docx", one.person);
                    owned(&[one.code, &whole, &share, &number, &one.words, &file])
                },
            ),
        ),
        (
            "quotations with several codes in a cell",
            table("ID;Quotation Content;Document;Codes;Reference", |n, one| {
                let (code, id) = (path(one, ": "), format!("{}:{n}", one.person));
                let codes = if n % 4 == 0 { format!("{code}\nExtra: tarde") } else { code };
                owned(&[&id, &one.words, &person("P", one), &codes, &format!("{n} - {n}")])
            }),
        ),
        (
            "files in folders",
            table("File;Code;Reference;Coverage", |_, one| {
                let file = person("Files\\\\Interviews\\\\P", one);
                owned(&[&file, &path(one, "\\"), &one.words, "1.2%"])
            }),
        ),
        (
            "French: theme and label",
            table("Entretien;Thème;Étiquette;Verbatim", |_, one| {
                owned(&[&person("E", one), one.theme, one.code, &one.words])
            }),
        ),
        (
            "Portuguese: people as numbers",
            table("Participante;Categoria;Código;Trecho", |_, one| {
                owned(&[&person("", one), one.theme, one.code, &one.words])
            }),
        ),
        (
            "headers that say nothing",
            table("A;B;C;D", |_, one| {
                owned(&[&person("VP-", one), one.theme, one.code, &one.words])
            }),
        ),
        (
            "people by their names, and paths",
            table("Wer;Worum;Was", |_, one| {
                let names = "Ana Ben Cleo Dan Eva Flo Gil Hal Ida Jon Kim Lea";
                let name = names.split(' ').nth(one.person - 1).unwrap();
                owned(&[name, &path(one, "/"), &one.words])
            }),
        ),
        (
            "Japanese",
            table("参加者;コード;発言", |_, one| {
                let words =
                    format!("冷蔵庫に紙のリストを貼っています、{}{}。", one.person, one.code);
                owned(&[&person("参加者", one), &path(one, "/"), &words])
            }),
        ),
        (
            "a diary with days and moods",
            table("Participant;Day;Mood;Entry;Code", |n, one| {
                let (day, mood) = ((1 + n % 7).to_string(), (1 + n % 5).to_string());
                owned(&[&person("D", one), &day, &mood, &one.words, &path(one, "/")])
            }),
        ),
        (
            "highlights, quotation marks around",
            table("Highlight;Note title;Tags;Created by", |_, one| {
                let words = format!("“{}”", one.words);
                owned(&[&words, &person("Interview ", one), &path(one, "/"), "Ann Lee"])
            }),
        ),
        (
            "a column for each code",
            table(
                "Media Title;Excerpt Copy;Code: papel Applied;Code: lista Applied;\
                   Code: viejo Applied;Code: ilegible Applied",
                |_, one| {
                    let mut row = vec![format!("P{}.docx", one.person), one.words.clone()];
                    let codes = ["papel", "lista", "viejo", "ilegible"];
                    row.extend(
                        codes
                            .map(|code| if code == one.code { "True" } else { "False" }.to_owned()),
                    );
                    row
                },
            ),
        ),
    ];
    for (name, text) in tables {
        let (draft, study) = reads_all(name, &text);
        let (_, placement) = study.placements().next().unwrap();
        assert_eq!(placement.unique, placement.read, "{name}\n{draft}");
        let mut words = study.respondents().flat_map(|view| {
            study.observations(view.index()).into_iter().map(|one| study.words(one.address))
        });
        assert!(words.all(|words| !words.contains(['“', '”'])), "{name}");
    }
}

/// 0 means not raised, also where numbers say how often; nothing is answered "0".
#[test]
fn a_cell_of_people_and_codes_says_what_was_raised() {
    let header = [
        "Teilnehmer",
        "Habits > papel",
        "Goals > lista",
        "Troubles > viejo",
        "Troubles > ilegible",
    ];
    for times in [1, 3] {
        let rows = (1..=12).map(|person| {
            let marks = [true, person % 3 > 0, person <= 6, person > 6];
            let marks = marks.map(|raised| (usize::from(raised) * times).to_string());
            std::iter::once(format!("P{person}")).chain(marks).collect()
        });
        let text = text_of(';', std::iter::once(owned(&header)).chain(rows));
        let (draft, _) = reads_all("matrix", &text);
        assert!(draft.contains("applied = ["), "{draft}");
    }
}

/// A framework matrix has in its cells what each person says of a theme: an empty cell, or the same
/// few words in several, is not raised. On its side it is named.
#[test]
fn a_cell_of_a_framework_is_what_a_person_says_of_a_theme() {
    let paths = ["Habits > papel", "Goals > lista", "Troubles > viejo", "Troubles > ilegible"];
    let plain = ["papel", "lista", "viejo", "ilegible"];
    let said = |code: usize, person: usize, nothing: &str| {
        let raised = [true, !person.is_multiple_of(3), person <= 6, person > 6][code];
        if raised {
            format!("Dice que {} es así, caso {person}.", plain[code])
        } else {
            nothing.into()
        }
    };
    let rows = |nothing: &'static str| {
        (1..=12).map(move |person| {
            let cells = (0..4).map(|code| said(code, person, nothing));
            std::iter::once(format!("P{person}")).chain(cells).collect::<Vec<_>>()
        })
    };
    for (nothing, themes) in [("", paths), ("no se habló", paths), ("-", paths), ("", plain)] {
        let header = std::iter::once("Teilnehmer").chain(themes).map(str::to_owned).collect();
        let text = text_of(';', std::iter::once(header).chain(rows(nothing)));
        let (draft, study) = reads_all(nothing, &text);
        assert!(draft.contains("# A row for each person and a column for each theme"), "{draft}");
        let words: Vec<String> = study
            .respondents()
            .flat_map(|person| study.observations(person.index()))
            .map(|one| study.words(one.address).into_owned())
            .collect();
        assert!(words.contains(&"Dice que papel es así, caso 3.".to_owned()), "{words:?}");
    }
    let people: Vec<String> = (1..=12).map(|person| format!("P{person:02}")).collect();
    let header = std::iter::once("Theme".to_owned()).chain(people).collect();
    let row = |code: usize| {
        let cells = (1..=12).map(|person| said(code, person, ""));
        std::iter::once(paths[code].to_owned()).chain(cells).collect::<Vec<_>>()
    };
    let text = text_of(';', std::iter::once(header).chain((0..4).map(row)));
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "codes.csv", &text);
    let error = Study::draft_manifest(folder.path()).unwrap_err().to_string();
    assert!(error.contains("its rows are nobody's"), "{error}");
}

/// Sums of a table of people and codes are no code, and rows of codes are nobody.
#[test]
fn sums_are_no_codes_and_codes_are_nobody() {
    let raised = |code: usize, person: usize| {
        [true, !person.is_multiple_of(3), person <= 6, person > 6][code]
    };
    let codes = ["papel", "lista", "viejo", "ilegible"];
    let count = |code, person| usize::from(raised(code, person)) * (1 + person % 2);
    let sum = |person| (0..4).map(|code| count(code, person)).sum::<usize>();
    let cells = |person: usize| (0..4).map(move |code| count(code, person).to_string());
    let rows = (1..=12).map(|person| {
        let name = std::iter::once(format!("Interview {person}.docx"));
        name.chain(cells(person)).chain([sum(person).to_string()]).collect()
    });
    let header = ["", "A : papel", "B : lista", "C : viejo", "D : ilegible", "Total"];
    let text = text_of(';', std::iter::once(owned(&header)).chain(rows));
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "codes.csv", &text);
    let (draft, study) = drafted(folder.path());
    assert!(study.len() == 12 && draft.contains(r#""D : ilegible"] }"#), "{draft}");
    assert!(draft.contains(r#"# "Total" is the sum of the other columns"#), "{draft}");

    let people = |name: &dyn Fn(usize) -> String| (1..=12).map(name).collect::<Vec<_>>();
    let numbered = people(&|person| format!("P{person:02}"));
    let files = people(&|person| format!("{person}: Interview {person}.docx"));
    let named = people(&|person| FULL_NAMES[person - 1].to_owned());
    for (header, people) in [("", numbered), ("", files), ("Theme", named)] {
        let header = std::iter::once(header.to_owned()).chain(people).collect();
        let row = |code: usize| {
            let name = format!("la {} de todos", codes[code]);
            let cells = (1..=12).map(|person| count(code, person).to_string());
            std::iter::once(name).chain(cells).collect()
        };
        let text = text_of(';', std::iter::once(header).chain((0..4).map(row)));
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "codes.csv", &text);
        let error = Study::draft_manifest(folder.path()).unwrap_err().to_string();
        assert!(error.contains("its rows are nobody's"), "{error}");
    }
}

/// Rows of those who ask are no evidence, whether the draft or a person names the columns.
#[test]
fn questions_in_a_table_of_turns_are_no_evidence() {
    let turns = |labels: [&str; 2]| {
        let header = owned(&["Gespräch", "Sprecher", "Funktion", "Äußerung", "Kode"]);
        let rows = planted().into_iter().flat_map(|one| {
            let (talk, code) = (format!("G{}", one.person), format!("{}/{}", one.theme, one.code));
            let asked = "Wie ist das bei Ihnen?";
            let speaker = format!("VP{}", one.person);
            [
                owned(&[&talk, "MK", labels[0], asked, &code]),
                owned(&[&talk, &speaker, labels[1], &one.words, &code]),
            ]
        });
        text_of(',', std::iter::once(header).chain(rows))
    };
    for labels in [["Fragende", "Antwortende"], ["x", "y"]] {
        let (draft, study) = reads_all("turns", &turns(labels));
        assert!(draft.contains("interviewer = ["), "{draft}");
        let (_, placement) = study.placements().next().unwrap();
        assert_eq!((placement.unique, placement.interviewer), (32, 32), "{draft}");
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "turns.csv", &turns(labels));
        let stated = "title = \"t\"\n[[source]]\nid = \"t\"\npath = \"turns.csv\"\n\
                      respondent = \"Gespräch\"\nsegments = { document = \"Gespräch\", \
                      code = \"Kode\", quote = \"Äußerung\" }\n";
        let mut manifest = Manifest::from_toml(stated, "study.toml").unwrap();
        manifest.folder = folder.path().to_path_buf();
        let study = Study::build(manifest).unwrap();
        assert_eq!(study.placements().next().unwrap().1.interviewer, 32);
    }
}

/// A cell of several people counts for each; one that names nobody counts for nobody, and is named.
#[test]
fn cells_of_several_people_are_split() {
    let text = table("Befragte;Code;Zitat", |n, one| {
        let person =
            if one.person == 3 { "P1 und P4".to_owned() } else { format!("P{}", one.person) };
        let person = if n == 2 { "alle".to_owned() } else { person };
        owned(&[&person, &format!("{}/{}", one.theme, one.code), &one.words])
    });
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "codes.csv", &text);
    let (draft, study) = drafted(folder.path());
    assert_eq!(study.len(), 11, "{draft}");
    let found: Vec<String> = study.findings().iter().map(ToString::to_string).collect();
    let named = |words: &str| found.iter().filter(|finding| finding.contains(words)).count();
    assert_eq!(
        (named("names no single respondent"), named("lists several respondents")),
        (1, 1),
        "{found:?}"
    );
    // P3 would be the twelfth; two of its codings are P1's and P4's too, who had both codes.
    assert_eq!(raised(&study)["papel"], 11);
    assert_eq!(raised(&study)["lista"], 7);
}

/// Tables that repeat their people or have a row each, and are no codings.
#[test]
fn tables_of_other_things_are_no_codings() {
    let tables = [
        table("Ticket ID;Requester;Category;Subject;Hours", |n, one| {
            let (id, hours) = (format!("T-{n:03}"), format!("{}.37", n));
            owned(&[
                &id,
                &format!("cust{}", one.person),
                ["Bug", "Question"][n % 2],
                &one.words,
                &hours,
            ])
        }),
        table("Respondent ID;Group;Plan;Comment", |n, one| {
            owned(&[
                &format!("R{n}"),
                &format!("Group {}", n % 3),
                ["Pro", "Free"][n % 2],
                &one.words,
            ])
        }),
        table("ID;City;Age group;Would you come again?;Why?", |n, one| {
            let (city, age) = (["Rome", "Oslo", "Bonn"][n % 3], ["18-24", "25-34"][n % 2]);
            owned(&[&n.to_string(), city, age, ["yes", "no"][n % 2], &one.words])
        }),
        table("customer_id;product;review_text;rating;price", |n, one| {
            let (rating, price) = ((1 + n % 5).to_string(), format!("{n}.5"));
            owned(&[&format!("c{}", one.person), ["A", "B"][n % 2], &one.words, &rating, &price])
        }),
        table("ID;Team;Plan;Remark", |n, one| {
            let (id, team) = (n.to_string(), format!("Team {}", n % 3));
            owned(&[&id, &team, ["Pro", "Free"][n % 2], &one.words])
        }),
    ];
    for text in tables {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "rows.csv", &text);
        let draft = Study::draft_manifest(folder.path()).unwrap();
        assert!(!draft.contains("segments") && draft.contains("respondent = "), "{draft}");
    }
}

/// Without a column of people nobody is made of rows: the draft says what is missing.
#[test]
fn codings_of_nobody_have_no_draft() {
    let text = table("Theme;Code;Quote", |_, one| owned(&[one.theme, one.code, &one.words]));
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "codes.csv", &text);
    let error = Study::draft_manifest(folder.path()).unwrap_err().to_string();
    assert!(
        error.contains("codes.csv: coded segments, but no column tells whose words"),
        "{error}"
    );
}

/// An id that repeats names people; rows are none.
#[test]
fn people_in_several_rows_are_not_counted_by_rows() {
    let text = table("Participant ID;Stage;Goal;Strategy", |_, one| {
        let strategy: String = one.words.chars().take(8).collect();
        owned(&[&one.person.to_string(), one.theme, one.code, &strategy])
    });
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "rows.csv", &text);
    let (draft, study) = drafted(folder.path());
    assert_eq!(study.len(), 12, "{draft}");
    assert!(draft.contains("Several rows of each respondent become one"), "{draft}");
}

/// Codings beside their transcripts point into them; lines of transcripts parted by tabs are no
/// tables.
#[test]
fn codings_join_the_transcripts_of_their_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mut texts: BTreeMap<usize, String> = BTreeMap::new();
    for one in planted() {
        let text = texts.entry(one.person).or_default();
        text.push_str(&format!("00:00:0{}\tMK\tUnd sonst?\n", text.lines().count() % 10));
        text.push_str(&format!("00:00:1{}\tVP\t{}\n", text.lines().count() % 10, one.words));
    }
    for (person, text) in &texts {
        write(folder.path(), &format!("gespräche/TN{person}.txt"), text);
    }
    let text = table("Dokumentname;Code;Segment", |_, one| {
        owned(&[&format!("TN{}", one.person), &format!("{} > {}", one.theme, one.code), &one.words])
    });
    write(folder.path(), "codes.csv", &text);
    let (draft, study) = drafted(folder.path());
    assert!(
        draft.contains("path = \"gespräche\"") && !draft.contains("another version"),
        "{draft}"
    );
    assert_eq!(study.len(), 12, "{draft}");
    let (_, placement) = study.placements().next().unwrap();
    assert_eq!((placement.read, placement.lost, placement.unknown_document), (32, 0, 0), "{draft}");
}
