//! English.

use super::{Quantifier, Words};
use crate::clustering::Verdict;
use crate::manifest::{Facet, PersonaKind};
use crate::sources::SourceKind;

pub(super) static ENGLISH: Words = Words {
    code: "en",

    quoted: "“{text}”",
    or: "{others} or {last}",
    span: "{first} to {last}",
    from_level: "{level} or above",
    below_level: "below {level}",
    answered_more_than: "more than {limit}",
    answered_at_most: "at most {limit}",
    raised: "{topic}: raised by {with} of {asked} interviewed",
    asked: "{topic}: {with} of {asked} asked{share}",
    computed: "{topic}, computed outside the study: {with} of {asked}{share}",
    share_of: " ({share} % of {population}, {low} to {high} %)",
    share: " ({share} %, {low} to {high} %)",
    elsewhere: "; elsewhere {with} of {asked}{share}",
    alike: "; shared with the others: {with} of {asked}{share}",
    few_needed: "; few, and kept as a need of access or safety",
    validated: "validated",
    supported: "supported",
    tentative: "tentative",
    assumption: "assumption",
    validated_rule: "supported, and two kinds of source show the same direction, each asked of at least {kind} of the group and {kind} others",
    supported_rule: "the difference is confirmed on respondents who had no part in making the group, at a false discovery rate of {discovery} % over all comparisons of the study; what is said of everyone: the interval of the share lies above {shared} %, in the group and elsewhere",
    tentative_rule: "seen, not confirmed: at least two of the group, and a share at least {difference} points above everyone else's; or at least {shared} % in the group and elsewhere",
    assumption_rule: "written by a person in the manifest; no evidence",
    say_do: "{topic}: {with} of {of} members known from both say it while their records show otherwise",
    deny_do: "{topic}: {with} of {of} members known from both deny it while their records show it",

    everyone: "everyone",
    nothing_apart: "nothing said sets them apart",
    seldom: "seldom: {label}",

    many_speak: "{many} {speak}{counts}",
    count_speak: "{with} of {asked} {speak}{counts}",
    also_many: "{many} {thing}{counts}",
    also_count: "{with} of {asked} {thing}{counts}",
    of_asked: "{with} of {asked}",
    recorded_thing: "show {thing} in their records",
    computed_thing: "have {thing} by a computation outside the study",
    answer_thing: "answer {answer} to {question}",
    against: "{people} against",
    beside_elsewhere: "elsewhere {with} of {asked}",
    as_elsewhere: "As elsewhere, {items}.",
    less_than_elsewhere: "Less often than elsewhere, {items}.",
    rare_needs: "Few, but not to be forgotten, for access or safety: {items}.",

    scenario_of: "An illustration, put together from claims; {respondent} shows all of it.",

    intro: "Draft personas from {respondents} respondents. Internal: holds words of respondents. Every claim says how many of how many and where its evidence stands; a share stands with its 95 % interval. “Against” counts places that say the opposite: a denial, the other end of a scale; whoever answered otherwise is among those asked.",
    intro_guarded: "Draft personas from {respondents} respondents. Guarded: figures that speak of few people, and those from which such could be worked out, are left out with their claims; shares are rounded. Every claim says how many of how many; a share stands with its 95 % interval.",
    no_groups: "no groups: one description of everyone",
    groups: "{groups} groups, {verdict}",
    of_kind: "({respondents} respondents)",
    why: "Why: {reason}.",
    agrees: "Another method (k-means, or latent classes for k-means) agrees to {agreement} (adjusted Rand index).",
    in_no_group: "In no group: {respondents} respondents ({share} %).",
    candidates_head: "groups | log-likelihood | BIC | AIC3 | ICL | agreement | least Jaccard | smallest",
    everyone_of_kind: "everyone of this kind",
    share_of_population: "{share} % of {population} (95 % interval {low} to {high} %)",
    no_share_population: "no share: the population holds nobody of this kind",
    no_share_interviews: "no share: only interviews speak of this kind",
    face: "{kind} persona · {respondents} respondents · {share}",
    units: "{accounts} accounts",
    stability: "stability {stability}",
    joint: "{with} of {of} show all {claims} defining claims, {nearly} all but one",
    unassigned_title: "In no group",
    unassigned_face: "{kind} · {respondents} respondents ({share} %): {fit_none} fit no group, or several about equally; of {unknown} nothing is known that shapes groups",
    no_evidence_yet: "No evidence yet",
    reviewed: "Reviewed",
    note: "Note",
    assumed: "Assumed by people, without evidence",
    which_sources: "Which sources carry what",
    claim_column: "claim",
    amounts: "Amounts named",
    segment_rule: "Segment rule",
    segment_counts: "Of {of} respondents of whom that is known it picks {picked}, {right} of them of {persona}; {persona} has {members} among them.",
    and: "and",
    not: "not",
    nearest: "Nearest real people",
    nearest_one: "{respondent} ({matches} of {of} known defining claims)",
    scenario: "Scenario",
    distinctive_words: "Words they use more than others",
    distinctive_word: "{word} ({people} of {of}; elsewhere {others} of {others_of})",
    said_and_shown: "Said, and shown by records",
    interval: "95 % interval {low} to {high} %",
    counts: "{evidence} for, {counter} against",
    against_lead: "against: ",
    not_chosen: "not chosen",
    characters: "characters {start}–{end}",
    computed_outside: "computed outside the study: {indicator}",
    caller_record: "record {key}",
    row: "row {row}",
    rows: "rows {rows}",
    carries: "carries, {with} of {asked}",
    differs: "differs, {with} of {asked}",
    not_compared: "not compared, {with} of {asked}",
    not_asked: "not asked",

    buys_for: "buys for {persona}, {label}, in {with} of its {of} accounts that have users ({chance} to be expected by chance)",
    bought_for: "{persona}, {label}, buys for it in {with} of its {of} accounts that have buyers ({chance} to be expected by chance)",
    linked: "Linked by account",
    conflicts: "Where needs conflict",
    conflict: "{topic}: {one} has {one_with} of {one_asked}, {other} {other_with} of {other_asked}",
    early_signs: "How to recognise them early",
    early_signs_intro: "{respondents} respondents of this kind beside {others} others; what is stated of them is tested against the others.",
    stage: "mostly at “{stage}” ({with} of {of})",

    unknown: "What is still unknown",
    known_from: "respondents known from",
    records: "{records} records",
    saturation: "saturation: {interviews} coded interviews hold {codes} codes, {once} of them in one interview alone; a further interview would bring {next} new codes on average",
    unheard: ", and at least {unheard} are not heard yet",
    agreement: "coders: Krippendorff's alpha is {middle} in the middle of the {codes} codes that {turns} turns and more have",
    doubtful_codes: "; doubtful are ",
    whom_next: "Whom to interview next",
    next_one: "{respondent} ({persona}, probability {probability}): {interviewed} of {size} in {persona} are interviewed",
    next_shows: "; shows ",
    next_of_them: "{label} ({interviewed} of them)",

    project_about: "Draft personas from {respondents} respondents. Below the code “Personas” each claim is a code at the words it rests on, put there by persona-synthesis, not by a coder.",
    project_left_out: "What is not in this project",
    project_elsewhere: "{places} places of evidence are no words of a transcript here, such as answers and records; personas.html and evidence.csv name places of each claim.",
    project_withheld: "Transcripts left out, in which a respondent speaks who is not to be quoted: {documents}.",
    project_personas: "Personas",
    project_against: "against",
    project_places: "{here} of {of} places of evidence are coded here.",
    project_persona: "Persona",
    project_probability: "Probability of the persona",

    sources: "Sources",
    sources_head: "source | kind | format | records | respondents | digest",
    findings: "Findings",
    warnings: "Warnings",
    notes: "Notes",
    scales_recognised: "{columns} columns with a scale recognised from the data; listed in `run.json`",
    none: "none",

    facet: Facet::name,
    kind: PersonaKind::name,
    source_kind,
    verdict: Verdict::name,
    quantifier,
    speak_of,
    step,
};

fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Interviews
        | SourceKind::Survey
        | SourceKind::Crm
        | SourceKind::Codebook
        | SourceKind::Cases => kind.name(),
        SourceKind::Caller => "computed outside",
    }
}

fn quantifier(many: Quantifier) -> &'static str {
    match many {
        Quantifier::NearlyAll => "nearly all",
        Quantifier::Most => "most",
        Quantifier::MoreThanHalf => "more than half",
        Quantifier::AboutHalf => "about half",
        Quantifier::Some => "some",
        Quantifier::Few => "a few",
    }
}

fn speak_of(facet: Facet) -> &'static str {
    match facet {
        Facet::Goal => "name {thing} as a goal",
        Facet::PainPoint => "name {thing} as trouble",
        Facet::Behaviour => "report {thing}",
        Facet::Motivation => "are moved by {thing}",
        Facet::Tool => "work with {thing}",
        Facet::Channel => "are reached by {thing}",
        Facet::ContentFormat => "take in {thing}",
        Facet::Trigger => "name {thing} as what set off the search",
        Facet::Objection => "name {thing} as an objection",
        Facet::DecisionCriterion => "decide by {thing}",
        Facet::SuccessMetric => "measure success by {thing}",
        Facet::Value => "hold {thing} dear",
        Facet::JourneyStage => "stand at {thing}",
        Facet::Outcome => "ended with {thing}",
        Facet::RoleInDomain => "work as {thing}",
        Facet::Firmographic | Facet::Location | Facet::Demographic => "are described by {thing}",
        _ => "name {thing}",
    }
}

fn step(facet: Facet) -> &'static str {
    match facet {
        Facet::Goal => "What is wanted: {thing}.",
        Facet::Trigger => "It begins with {thing}.",
        Facet::Behaviour => "What is done: {thing}.",
        Facet::Tool => "What is at hand: {thing}.",
        Facet::PainPoint => "What gets in the way: {thing}.",
        Facet::DecisionCriterion => "What decides: {thing}.",
        Facet::Objection => "What speaks against it: {thing}.",
        Facet::SuccessMetric => "How it is judged afterwards: {thing}.",
        _ => "Then there is {thing}.",
    }
}
