//! English: pages.

use crate::locale::page::{PageSentences, PageTexts};
use crate::locale::plural::{counted, of_number};
use crate::manifest::{Facet, PersonaKind};

pub(super) const TEXTS: PageTexts = PageTexts {
    to_content: "To the content",
    pages: "Pages",
    overview: "Overview",
    since_the_wave_before: "Since the wave before",
    still_unknown: "Still unknown",
    evidence: "Evidence",
    data: "Data",
    colours: "Colours",
    auto: "Auto",
    light: "Light",
    dark: "Dark",
    draft_personas: "draft personas",
    internal: "Internal",
    internal_why: "Holds words of respondents. Draft, to be checked by people who know them.",
    team: "For the team",
    team_why: "Guarded: no figure tells of few people, names are pseudonyms. Not to be published.",
    public: "Public",
    public_why: "Guarded: no figure tells of few people, and words are those of people who agreed \
                 to be quoted.",
    words_more: "Words they use more than others",
    linked: "Linked by account",
    said_and_shown: "Said, and shown by records",
    amounts: "Amounts they name",
    how_to_find: "How to find them",
    a_rule: "a rule, not a person",
    and: "and",
    not: "not",
    how_solid: "How solid is this",
    interviews: "interviews",
    against_lead: "Against:",
    in_context: "in context",
    as_a_table: "The numbers as a table",
    whom_next: "Whom to interview next",
    in_no_group: "In no group",
    early_signs: "How to recognise early whom not to serve",
    evidence_intro: "Every claim with the places that support it and those against it. A grade \
                     says how far a claim may be relied on:",
    contradiction: "contradiction",
    behind_charts: "Behind the charts",
    sources: "Sources",
    source: "source",
    kind: "kind",
    format: "format",
    records: "records",
    respondents: "respondents",
    digest: "digest",
    findings: "Findings",
    findings_intro: "What was odd and did not stop the work.",
    warning: "Warning:",
    no_warnings: "No warnings.",
    undecided: "Not decided yet",
    undecided_intro: "Nobody has said how to read this, so a cautious reading was taken. Another \
                      answer may change the personas: state it in study.toml and run again.",
    doubt_contested: "contested",
    doubt_few: "few asked",
    note_rare: "need of access or safety, kept although rare",
    note_less: "less often than others",
    note_shared: "as everyone else",
    in_line: ", in line",
    no_difference: ", no difference",
    not_chosen: "not chosen",
    nearly_all: "nearly all",
    about_9_in_10: "about 9 in 10",
    about_8_in_10: "about 8 in 10",
    about_3_in_4: "about 3 in 4",
    about_2_in_3: "about 2 in 3",
    about_6_in_10: "about 6 in 10",
    about_half: "about half",
    about_4_in_10: "about 4 in 10",
    about_1_in_3: "about 1 in 3",
    about_1_in_4: "about 1 in 4",
    about_1_in_5: "about 1 in 5",
    about_1_in_10: "about 1 in 10",
    hardly_any: "hardly any",
    none: "none",
    sources_title: "Transcripts with evidence marked",
    sources_intro: "Internal: every word as it was said. Marks lead back to the claims.",
    not_confirmed: "seen, not yet confirmed",
    key_group: "this persona; line: 95 % interval",
    key_person: "one person we talked to",
    key_numbers: "small numbers lead to the evidence",
    stage: "Stage",
    stage_do: "What they do",
    stage_look: "Where they look",
    stage_stop: "What stops them",
    stage_words: "In whose words",
    appendix: "Appendix",
    cards_only: "Print the cards only",
    journey: "The way, step by step",
    workbook_columns: "A row per claim, and per place that is shown for or against it; every \
                       place is in evidence-sets.json. Shares are 0 to 1, positions count \
                       characters from 0, rows from 1.",
    workbook_columns_guarded: "A row per claim, and per place that may be shown for or against \
                               it. Shares are 0 to 1 and rounded.",
    worded_by_team: "worded by the team",
    workbook_edit: "Edit the yellow columns: title names a persona, say words a claim as the \
                    predicate of a sentence, an x in pin puts it first, an x in hide leaves it \
                    off the card, translation stands beside the words of a respondent. `personas \
                    adopt personas.xlsx` reads them back.",
    workbook_edit_guarded: "Edit the yellow column: title names a persona. `personas adopt \
                            personas.xlsx` reads it back. Claims and translations are edited in \
                            the workbook of the internal result.",
};

pub(super) const SENTENCES: PageSentences = PageSentences {
    why_so: |respondents, reason| {
        format!("{}. Why: {reason}.", counted(respondents, "respondent", "respondents"))
    },
    other_method: |agreement| {
        format!("Another method agrees to {agreement} (adjusted Rand index, 1 is the same groups).")
    },
    of: |with, of| format!("{with} of {of}"),
    others: |others| format!("others {others}"),
    picks: |picked, of, right, members| {
        format!(
            "Picks {picked} of {of} with known answers, {right} of them correctly; {members} {} \
             in the group.",
            of_number(members, "is", "are")
        )
    },
    nearest: |people| format!("Nearest real people: {people}"),
    evidence_of: |id| format!("Evidence of {id}"),
    all_evidence_of: |id| format!("All evidence of {id}"),
    lift: |lift| format!("lift {lift}"),
    are_interviewed: |interviewed, size| {
        format!("{interviewed} of {size} {} interviewed", of_number(interviewed, "is", "are"))
    },
    shows: |claims| format!("shows {claims}"),
    in_no_group_of: |size, people, share| format!("In no group: {size} of {people} ({share})"),
    fit_none: |fit_none, unknown| {
        format!(
            "{fit_none} fit no group, or several about equally; of {unknown} nothing is known \
             that shapes groups, or one answer alone that fits several."
        )
    },
    early_signs_intro: |respondents, others| {
        format!(
            "{} of this kind and {}; every statement is tested against the others.",
            counted(respondents, "respondent", "respondents"),
            counted(others, "other", "others")
        )
    },
    p_after: |p| format!("p {p} after adjustment"),
    places_shown: |shown, total, against, against_total| {
        format!(
            "{shown} of {total} places for it shown, {against} of {against_total} against; all of \
             them stand in evidence-sets.json."
        )
    },
    claims_and_sources: |id| format!("Claims and kinds of source, {id}"),
    notes: |notes| counted(notes, "note", "notes"),
    made_by: |version, schema| {
        format!(
            "Made by persona-synthesis {version}, schema {schema}; inputs, options and seed are \
             in run.json."
        )
    },
    rate_of_group: |rate| format!("about {rate} % of the group"),
    why_unconfirmed: |p| {
        format!(
            "Tentative: not confirmed on respondents who had no part in making the group (p {p})."
        )
    },
    why_contested: |against| {
        format!("Contested: {} against it.", counted(against, "member speaks", "members speak"))
    },
    why_few: |asked| {
        format!("Few asked: it rests on the answers of {}.", counted(asked, "member", "members"))
    },
    solid_claims: |claims, grades| format!("{}: {grades}", counted(claims, "claim", "claims")),
    solid_kinds: |claims| {
        format!("{claims} {} on two or more kinds of source", of_number(claims, "rests", "rest"))
    },
    solid_against: |claims| {
        format!(
            "{claims} {} evidence against {}",
            of_number(claims, "has", "have"),
            of_number(claims, "it", "them")
        )
    },
    interval: |low, high| format!("{low} to {high} %"),
    sources_against: |claim| format!("against {claim}"),
    workbook_cut: |number| {
        format!(
            "Cut to what a sheet and a cell can hold: {number}. All of it is in the CSV files and \
             personas.json."
        )
    },
    facet,
    decision: super::decisions::about,
    kind,
    card: super::card::TEXTS,
};

fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Goal => "Goals",
        Facet::PainPoint => "Pain points",
        Facet::Behaviour => "What they do",
        Facet::Motivation => "What moves them",
        Facet::Context => "Context",
        Facet::RoleInDomain => "Their work",
        Facet::Tool => "Tools",
        Facet::Channel => "Where they look and are reached",
        Facet::ContentFormat => "What they read and watch",
        Facet::Trigger => "What sets off the purchase",
        Facet::Objection => "What stops the deal",
        Facet::DecisionCriterion => "What decides",
        Facet::SuccessMetric => "How they tell it was worth it",
        Facet::Influence => "Who else decides",
        Facet::BudgetAuthority => "Who holds the budget",
        Facet::PriceSensitivity => "How much the price matters",
        Facet::Value => "What they hold dear",
        Facet::JourneyStage => "Where they stand on the way",
        Facet::Outcome => "How it ended",
        Facet::Firmographic => "Their organisation",
        Facet::Location => "Where they are",
        Facet::Demographic => "Who they are",
    }
}

fn kind(kind: PersonaKind) -> &'static str {
    match kind {
        PersonaKind::User => "Users",
        PersonaKind::Buyer => "Buyers",
        PersonaKind::Customer => "Customers",
        PersonaKind::DecisionMaker => "Decision-makers",
        PersonaKind::Influencer => "Influencers",
        PersonaKind::WebsiteVisitor => "Website visitors",
        PersonaKind::Negative => "Not to be served",
    }
}
