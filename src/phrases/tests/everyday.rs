//! Questions as people ask them, whose phrases were ungrammatical or untrue.

use super::{codes, fields, questions};
use crate::manifest::Facet;

#[test]
fn verbs_agree_with_what_they_say_of() {
    let rows = [
        (
            "What frustrates you most about invoicing?",
            "Chasing late payers",
            "say chasing late payers frustrates them most about invoicing",
        ),
        (
            "What almost stopped you from buying?",
            "I wasn't sure about the size",
            "say they were not sure about the size",
        ),
    ];
    questions("en", Facet::PainPoint, &rows);
}

#[test]
fn units_in_brackets_stand_behind_their_number() {
    let rows = [
        (
            "How much time do you spend commuting each day (minutes)?",
            ">60",
            "spend more than 60 minutes commuting each day",
        ),
        (
            "How many cups of tea did you drink yesterday?",
            "median 0",
            "typically drank no cups of tea yesterday",
        ),
        ("Have you finished the course yet?", "Yes", "have finished the course"),
        ("Have you finished the course yet?", "No", "have not finished the course yet"),
    ];
    questions("en", Facet::Behaviour, &rows);
}

#[test]
fn roles_uses_and_wishes_have_their_predicate() {
    let work = "Which category best describes the work you do?";
    let rows = [
        (work, "Researcher", "are researchers"),
        (work, "Data scientist or analyst", "are data scientists or analysts"),
        (work, "Something with ships", "describe their work as “Something with ships”"),
    ];
    questions("en", Facet::RoleInDomain, &rows);
    let uses = "What applications do you use Kiln for most? (check all that apply)";
    let rows = [
        (uses, "Statistical analysis", "use Kiln for statistical analysis most"),
        (uses, "Creating Kiln Notebooks", "use Kiln for creating Kiln Notebooks most"),
        (
            "What do you most want from the ferry this year?",
            "See how full the boat is",
            "most want to see how full the boat is",
        ),
    ];
    questions("en", Facet::Goal, &rows);
}

#[test]
fn judgements_have_their_degree() {
    let asked = "In general, is it rude to sing on a train?";
    let rows = [
        (asked, "Yes, very rude", "find it very rude to sing on a train"),
        (
            asked,
            "Yes, somewhat rude|Yes, very rude",
            "find it at least somewhat rude to sing on a train",
        ),
        (asked, "No, not at all rude", "do not find it rude at all to sing on a train"),
    ];
    questions("en", Facet::Behaviour, &rows);
    let seen = "Have you seen any of the five plays in the park?";
    questions(
        "en",
        Facet::Behaviour,
        &[(seen, "Yes", "have seen at least one of the five plays in the park")],
    );
}

#[test]
fn those_who_ask_are_not_taken_for_those_who_answer() {
    let scale = "(0 = not at all likely; 10 = extremely likely)";
    let asked = format!("How likely are you to recommend us to a friend? {scale}");
    let rows = [(asked.as_str(), "9|10", "rate their likelihood to recommend 9 or 10 of 10")];
    questions("en", Facet::Value, &rows);
}

#[test]
fn codes_that_are_no_things_are_not_taken_for_things() {
    let rows = [
        (Facet::PainPoint, "cannot be read", "", "say something cannot be read"),
        (Facet::PainPoint, "Pains/Cannot find the right form", "", "cannot find the right form"),
        (Facet::PainPoint, "out of date", "", "?"),
        (Facet::Tool, "behaviours.paper list", "", "use a paper list"),
        (Facet::Tool, "booking.com", "", "?"),
        (Facet::PainPoint, "slow", "", "?"),
        (Facet::DecisionCriterion, "where data is stored", "", "decide by where data is stored"),
        (Facet::Behaviour, "workaround: own spreadsheet", "", "?"),
        (Facet::Goal, "same list", "", "want the same list"),
        (Facet::Trigger, "Moved house", "", "name “moved house” as the trigger"),
    ];
    codes("en", &rows);
    codes("de", &[(Facet::Behaviour, "Umweg: eigene Tabelle", "", "?")]);
}

#[test]
fn a_quality_is_no_thing_that_they_have() {
    let rows = [("Churn reason", "Too expensive", "have “too expensive” as their churn reason")];
    fields("en", &rows);
}

#[test]
fn german_roles_are_held_and_not_had() {
    let rows = [(
        "Welche Funktion haben Sie im Verein?",
        "Kassenwartin",
        "haben „Kassenwartin“ als Funktion im Verein",
    )];
    questions("de", Facet::RoleInDomain, &rows);
}

#[test]
fn german_denials_stand_behind_the_time() {
    let rows = [("Sind Sie derzeit berufstätig?", "Nein", "sind derzeit nicht berufstätig")];
    questions("de", Facet::Context, &rows);
}

#[test]
fn with_whom_when_how_long_and_what_would_help() {
    let rows = [
        ("Who do you live with?", "Alone", "live alone"),
        ("Who do you live with?", "With my partner", "live with their partner"),
        (
            "When do you usually do your shopping?",
            "On Saturday mornings",
            "usually do their shopping on Saturday mornings",
        ),
        (
            "How long have you been a member of the gym?",
            "Less than a year",
            "have been a member of the gym for less than a year",
        ),
        (
            "Who else was involved in the decision?",
            "My line manager",
            "say their line manager was involved in the decision",
        ),
        (
            "Which of these would help you most?",
            "A weekly reminder",
            "say a weekly reminder would help them most",
        ),
        (
            "Which of the following make it hard for you to save money?",
            "Unexpected bills",
            "say unexpected bills make it hard for them to save money",
        ),
        (
            "Why did you start learning the guitar?",
            "To jam with friends",
            "started learning the guitar to jam with friends",
        ),
        ("How often do you water plants?", "Every few days", "water plants every few days"),
    ];
    questions("en", Facet::Behaviour, &rows);
    let pay = "How much are you willing to pay per month for a paper?";
    let said = "are willing to pay at most 10 per month for a paper";
    questions("en", Facet::PriceSensitivity, &[(pay, "<=10", said), (pay, "<=0", "?")]);
    // What would lose a part of the answer, or its person, is quoted.
    questions("en", Facet::Behaviour, &[("Do you ever skip breakfast?", "Yes, often", "?")]);
    questions("en", Facet::Influence, &[("Who was involved in the decision?", "Me", "?")]);
}
