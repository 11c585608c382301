//! English: decisions on how files are read.

use crate::locale::decisions::DecisionWords;
use crate::locale::percent;
use crate::locale::plural::counted;
use crate::manifest::DecisionKind;

pub(super) fn about(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::People => "Who is a person",
        DecisionKind::Role => "Who has which part in a purchase",
        DecisionKind::Key => "What joins two files",
        DecisionKind::Weight => "What weighs respondents",
        DecisionKind::Outcome => "What shapes groups, and what tells how it ended",
        DecisionKind::Personal => "What is personal data",
        DecisionKind::MissingNumbers => "Numbers that may stand for no answer",
        DecisionKind::Scale => "The order of answers",
        DecisionKind::OneQuestion => "What is one question",
    }
}

pub(super) static DECISIONS: DecisionWords = DecisionWords {
    head: "Doubts that change the result. Until you choose, what is `taken` holds, and the report \
           shows the doubt on its first page.",
    answer: |others| match others {
        "" => "to answer, take away the first #".to_owned(),
        others => format!("to answer, take away the first #; or {others}"),
    },
    proposed: "(proposed)",
    number_or_name: |proposal| match proposal {
        true => "Number or name, or Enter for the proposal: ",
        false => "Number or name: ",
    },
    people: |source| format!("Who is a person in {source}?"),
    each_row: |rows| format!("each of {} is a person", counted(rows, "row", "rows")),
    rows_become: |rows, people| {
        let rows = counted(rows, "row", "rows");
        format!("{rows} become {}", counted(people, "person", "people"))
    },
    fullest_row: |rows, people| {
        let rows = counted(rows, "row", "rows");
        let people = counted(people, "person", "people");
        format!("{rows} become {people}; of several rows of one the fullest is kept")
    },
    nothing_taken: "nothing is read before you choose",
    role: |column, source| {
        format!("Does {column:?} of {source} tell which part people have in a purchase?")
    },
    kinds_apart: |kinds| format!("kinds are grouped apart: {kinds}"),
    kinds_together: "all are of one kind and are grouped together",
    key: |column, first, other| {
        format!("Does {column:?} name the same people in {first} and {other}?")
    },
    apart: |share| {
        format!("they count as different people, though {} % of the ids are alike", percent(share))
    },
    joined: |shared| format!("{} are in both files", counted(shared, "person", "people")),
    address: |source| format!("By which address does {source} join the other files?"),
    joined_by: |column, shared| format!("{column:?} joins {}", counted(shared, "row", "rows")),
    weight: |column, source| format!("Does {column:?} of {source} weigh respondents?"),
    counts_once: |rows| format!("each of {} counts once", counted(rows, "row", "rows")),
    weighted: |least, most| format!("rows count between {least} and {most} times in shares"),
    outcome: |columns| {
        format!("What do these tell, how it ended or what people are like: {columns}?")
    },
    describes: "they describe groups and make none",
    shapes: "they help to make the groups",
    personal: |columns| format!("Do these columns hold names of people: {columns}?"),
    left_out: "they are left out",
    quoted: "they are read as answers and words",
    personal_ids: |column| {
        format!(
            "{column:?} holds e-mail addresses, which name respondents in internal output. A \
             column of ids is better; the profiles `team` and `public` show none."
        )
    },
    missing: |columns| format!("Do these numbers stand for no answer: {columns}?"),
    no_answer: |cells| format!("{} count as no answer", counted(cells, "cell", "cells")),
    number: |cells| format!("{} count as numbers", counted(cells, "cell", "cells")),
    scale: |questions, order| {
        let questions = counted(questions, "question", "questions");
        format!("Are the answers to {questions} in this order: {order}?")
    },
    unordered: "answers have no order",
    ordered: |order| format!("answers are ordered: {order}"),
};
