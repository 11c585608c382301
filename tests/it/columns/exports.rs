//! Invented exports of survey tools and a CRM in seven languages, with what each column holds.

use crate::columns::words::{LANGUAGES, Words};

/// Rows of an export.
pub(super) const ROWS: usize = 120;
/// Tools whose exports are imitated.
pub(super) const TOOLS: [&str; 5] =
    ["Typeform", "Google Forms", "Qualtrics", "LimeSurvey", "HubSpot"];

/// A column with what it holds; several readings may be right.
struct Column {
    header: String,
    /// A second line of the header, as Qualtrics writes it.
    asked: String,
    cells: Vec<String>,
    truth: &'static [&'static str],
}

/// An export with what each of its columns holds, in their order.
pub(super) struct Export {
    pub(super) tool: &'static str,
    pub(super) language: &'static str,
    pub(super) text: String,
    pub(super) truth: Vec<&'static [&'static str]>,
    pub(super) headers: Vec<String>,
}

/// Numbers that look like chance, the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % most as u64).unwrap()
    }
}

pub(super) fn all() -> Vec<Export> {
    let each = |words: &'static Words| TOOLS.map(|tool| export(tool, words));
    LANGUAGES.iter().flat_map(each).collect()
}

fn export(tool: &'static str, words: &'static Words) -> Export {
    let columns = match tool {
        "HubSpot" => of_contacts(words),
        tool => of_survey(tool, words),
    };
    let line = |cells: Vec<&str>| {
        let quoted: Vec<String> =
            cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        format!("{}\n", quoted.join(","))
    };
    let mut text = line(columns.iter().map(|column| column.header.as_str()).collect());
    if tool == "Qualtrics" {
        text.push_str(&line(columns.iter().map(|column| column.asked.as_str()).collect()));
        let ids: Vec<String> = columns
            .iter()
            .map(|column| format!("{{\"ImportId\":\"{}\"}}", column.header))
            .collect();
        text.push_str(&line(ids.iter().map(String::as_str).collect()));
    }
    for row in 0..ROWS {
        text.push_str(&line(columns.iter().map(|column| column.cells[row].as_str()).collect()));
    }
    Export {
        tool,
        language: words.language,
        text,
        truth: columns.iter().map(|column| column.truth).collect(),
        headers: columns.into_iter().map(|column| column.header).collect(),
    }
}

fn column(
    header: &str,
    truth: &'static [&'static str],
    cell: impl FnMut(usize) -> String,
) -> Column {
    let cells = (0..ROWS).map(cell).collect();
    Column { header: header.to_owned(), asked: header.to_owned(), cells, truth }
}

/// The day of an answer, or of something that happened.
fn day(row: usize, form: &str) -> String {
    let (month, day) = (1 + row / 28 % 12, 1 + row % 28);
    match form {
        "Google Forms" => format!("{month}/{}/2025 9:{:02}:11", day, row % 60),
        _ => format!("2025-{month:02}-{day:02} 09:{:02}:11", row % 60),
    }
}

fn of_survey(tool: &'static str, words: &'static Words) -> Vec<Column> {
    let mut columns = frame(tool, words);
    let first = columns.len();
    columns.extend(answers(tool, words));
    if tool == "Qualtrics" {
        // Qualtrics numbers its questions; their words stand in the second line.
        for (number, column) in columns[first..].iter_mut().enumerate() {
            column.header = format!("Q{}", number + 1);
        }
    }
    columns
}

/// What a tool writes beside the answers.
fn frame(tool: &'static str, words: &Words) -> Vec<Column> {
    let date = &["date", "paradata"][..];
    let id = |row: usize| format!("{:x}", 0x7a31_c0de_u64 + (row as u64) * 7_919);
    match tool {
        "Typeform" => vec![
            column("#", &["respondent-id", "identifier"], id),
            column("Start Date (UTC)", date, |row| day(row, tool)),
            column("Submit Date (UTC)", date, |row| day(row, tool)),
        ],
        "Google Forms" => vec![column(words.timestamp, date, |row| day(row, tool))],
        "Qualtrics" => vec![
            column("StartDate", date, |row| day(row, tool)),
            column("Progress", &["paradata", "constant"], |_| "100".to_owned()),
            column("Duration (in seconds)", &["paradata"], |row| (90 + row * 37 % 411).to_string()),
            column("Finished", &["paradata", "constant"], |_| "True".to_owned()),
            column("ResponseId", &["respondent-id", "identifier"], |row| format!("R_{}", id(row))),
        ],
        _ => vec![
            column("Response ID", &["respondent-id", "identifier"], |row| (row + 3).to_string()),
            column("Date submitted", date, |row| day(row, tool)),
            column("Start language", &["paradata", "constant"], |_| words.code.to_owned()),
        ],
    }
}

/// The answers of a survey; those to questions of one battery lean the same way.
fn answers(tool: &'static str, words: &'static Words) -> Vec<Column> {
    let mut chance = Chance(words.language.len() as u64 * 31 + tool.len() as u64);
    let leaning: Vec<usize> = (0..ROWS).map(|_| chance.below(5)).collect();
    let mut near = |row: usize| (leaning[row] + chance.below(3)).saturating_sub(1).min(4);
    let grades: Vec<[usize; 3]> = (0..ROWS).map(|row| [near(row), near(row), near(row)]).collect();
    let mut chance = Chance(tool.len() as u64 * 7 + 1);
    let ages: Vec<usize> = (0..ROWS).map(|_| 18 + chance.below(55)).collect();
    let band = |age: usize| match age {
        ..30 => "18-29",
        30..45 => "30-44",
        45..60 => "45-59",
        _ => "60+",
    };
    let mut columns = Vec::new();
    for (number, question) in words.battery.iter().enumerate() {
        columns.push(column(question, &["ordinal"], |row| {
            words.agreement[grades[row][number]].to_owned()
        }));
    }
    columns.push(column("Score", &["derived"], |row| {
        grades[row].iter().map(|grade| grade + 1).sum::<usize>().to_string()
    }));
    columns.push(column(words.how_often, &["ordinal"], |row| match row % 12 {
        // Who does not know was asked, and has no place on the scale.
        7 => words.dont_know.to_owned(),
        _ => words.frequency[chance.below(words.frequency.len())].to_owned(),
    }));
    columns.push(column(words.satisfied, &["ordinal"], |row| {
        words.satisfaction[grades[row][0].abs_diff(usize::from(row % 6 == 0)).min(4)].to_owned()
    }));
    columns.push(column(words.recommend, &["rating", "ordinal", "numeric"], |row| {
        (leaning[row] * 2 + row % 3).to_string()
    }));
    columns.push(column(words.channel, &["nominal"], |_| {
        words.channels[chance.below(words.channels.len())].to_owned()
    }));
    columns.push(column(words.how_old, &["numeric"], |row| ages[row].to_string()));
    columns.push(column(words.age_group, &["derived"], |row| band(ages[row]).to_owned()));
    columns.extend(choices(tool, words, &mut chance));
    columns.push(column(words.called, &["personal", "person-name"], |row| {
        format!("{} {}", words.given(row), words.family(row))
    }));
    columns.push(column(words.born, &["personal", "date"], |row| {
        format!("{}-{:02}-{:02}", 2025 - ages[row], 1 + row * 5 % 12, 1 + row * 11 % 28)
    }));
    columns.push(column(words.comment, &["open-text"], |row| words.said(row)));
    columns
}

/// A question for several answers, as a tool writes it.
fn choices(tool: &'static str, words: &'static Words, chance: &mut Chance) -> Vec<Column> {
    let multiple = &["multiple"][..];
    let chosen: Vec<Vec<bool>> =
        (0..ROWS).map(|_| words.tools.iter().map(|_| chance.below(5) < 2).collect()).collect();
    let each = words.tools.iter().enumerate();
    match tool {
        "Typeform" => each
            .map(|(at, option)| {
                column(option, multiple, |row| {
                    if chosen[row][at] { (*option).to_owned() } else { String::new() }
                })
            })
            .collect(),
        "LimeSurvey" => each
            .map(|(at, option)| {
                let header = format!("{} [{option}]", words.which_tools);
                column(&header, multiple, |row| {
                    words.yes_no[usize::from(!chosen[row][at])].to_owned()
                })
            })
            .collect(),
        tool => {
            let joined = |row: usize| {
                let own = words.tools.iter().zip(&chosen[row]).filter(|(_, chosen)| **chosen);
                let glue = if tool == "Google Forms" { ", " } else { "," };
                own.map(|(option, _)| *option).collect::<Vec<_>>().join(glue)
            };
            vec![column(words.which_tools, multiple, joined)]
        }
    }
}

/// Contacts of a CRM; its headers are English, what is in them is not.
fn of_contacts(words: &'static Words) -> Vec<Column> {
    let mut chance = Chance(words.language.len() as u64 + 5);
    let plans: Vec<usize> = (0..ROWS).map(|_| chance.below(3)).collect();
    let logins: Vec<usize> = (0..ROWS).map(|_| chance.below(60)).collect();
    vec![
        column("Record ID", &["respondent-id", "identifier"], |row| {
            (51_000 + row * 13).to_string()
        }),
        // Owners of a field may call it anything: the values say what it is.
        column("Field A", &["personal", "person-name"], |row| words.given(row).to_owned()),
        column("Field B", &["personal", "person-name"], |row| words.family(row)),
        column("Email", &["key", "personal", "identifier"], |row| format!("k{row}@post.example")),
        column("Create Date", &["date"], |row| day(row, "HubSpot")),
        column("Lifecycle Stage", &["nominal", "ordinal"], |_| {
            ["lead", "customer", "opportunity"][chance.below(3)].to_owned()
        }),
        column("City", &["nominal"], |row| words.towns[row * row % words.towns.len()].to_owned()),
        column("Plan", &["nominal", "ordinal"], |row| {
            ["Alpha", "Beta", "Gamma"][plans[row]].to_owned()
        }),
        column("Seats", &["numeric"], |row| (3 + row * 29 % 41).to_string()),
        column("Price", &["derived"], |row| {
            ((3 + row * 29 % 41) * [9, 19, 49][plans[row]]).to_string()
        }),
        column("Unit price", &["numeric", "derived", "nominal", "ordinal"], |row| {
            [9, 19, 49][plans[row]].to_string()
        }),
        column("Logins", &["numeric"], |row| logins[row].to_string()),
        column("Notes", &["open-text"], |row| words.said(row)),
    ]
}
