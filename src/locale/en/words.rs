//! English: reports, personas and files for other programs.

use super::phrases::source_kind;
use super::{audit, brief, chart, comparison, page, perception, summary, telling, verification};
use crate::clustering::Verdict;
use crate::coding::DraftBasis;
use crate::locale::Words;
use crate::locale::plural::{counted, of_number};
use crate::manifest::{Facet, PersonaKind};

pub(in crate::locale) static ENGLISH: Words = Words {
    code: "en",

    quoted: |text| format!("“{text}”"),
    or: |others, last| format!("{others} or {last}"),
    span: |first, last| format!("{first} to {last}"),
    from_level: |level| format!("{level} or above"),
    below_level: |level| format!("below {level}"),
    answered_more_than: |limit| format!("more than {limit}"),
    answered_at_most: |limit| format!("at most {limit}"),
    raised: |topic, with, asked| format!("{topic}: raised by {with} of {asked} interviewed"),
    asked: |topic, with, asked, share| format!("{topic}: {with} of {asked} asked{share}"),
    computed: |topic, with, asked, share| {
        format!("{topic}, computed outside the study: {with} of {asked}{share}")
    },
    share_of: |share, population, low, high| {
        format!(" ({share} % of those asked in {population}, {low} to {high} %)")
    },
    share_apart: |population, with, asked, share, low, high| {
        format!("; in {population} {with} of {asked} ({share} %, {low} to {high} %)")
    },
    elsewhere_apart: |population, with, asked, share| {
        format!("; in {population} {with} of {asked} ({share} %)")
    },
    rate_apart: |rate, population, low, high| {
        let of = population.map_or_else(String::new, |of| format!(" of those asked in {of}"));
        format!(
            "; in the group itself, corrected for people sorted into the wrong one, about \
             {rate} %{of} ({low} to {high} %)"
        )
    },
    share: |share, low, high| format!(" ({share} %, {low} to {high} %)"),
    elsewhere: |with, asked, share| format!("; elsewhere {with} of {asked}{share}"),
    alike: |with, asked, share| format!("; shared with the others: {with} of {asked}{share}"),
    few_needed: "; few, and kept as a need of access or safety",
    validated: "validated",
    supported: "supported",
    tentative: "tentative",
    assumption: "assumption",
    validated_rule: |discovery| {
        format!(
            "supported, and two kinds of source confirm it, each by its own answers on respondents \
             who had no part in making the group, at a false discovery rate of {discovery} % over \
             what one kind confirms; nobody counts in two kinds"
        )
    },
    supported_rule: |discovery, shared| {
        format!(
            "respondents who had no part in making the group confirm the difference, at a false \
             discovery rate of {discovery} % over all comparisons of the study; for what is said \
             of everyone, the interval of the share lies above {shared} %, in the group and \
             elsewhere"
        )
    },
    tentative_rule: |difference, shared| {
        format!(
            "seen, not confirmed: at least two of the group, and a share at least {difference} \
             points above everyone else's; or at least {shared} % in the group and elsewhere"
        )
    },
    assumption_rule: "written by a person in the manifest; no evidence",
    say_do: |topic, with, of| {
        format!(
            "{topic}: {with} of {of} members known from both say it while their records show \
             otherwise"
        )
    },
    deny_do: |topic, with, of| {
        format!(
            "{topic}: {with} of {of} members known from both deny it while their records show it"
        )
    },

    beside_elsewhere: |with, asked| format!("elsewhere {with} of {asked}"),
    answer_thing: |answer, question| format!("answer {answer} to {question}"),

    intro: |respondents| {
        format!(
            "Draft personas from {}. Internal: contains words of respondents. Every claim gives \
             its counts and links to its evidence; every share has its 95 % interval, given the \
             number of groups. “Against” counts evidence of the opposite: a denial, or the other \
             end of a scale. Respondents with any other answer count among those asked.",
            people(respondents)
        )
    },
    intro_guarded: |respondents| {
        format!(
            "Draft personas from {}. Guarded: figures that describe few people, and those from \
             which such figures could be worked out, are left out with their claims; shares are \
             rounded. Every claim gives its counts; every share has its 95 % interval, given the \
             number of groups.",
            people(respondents)
        )
    },
    no_groups: "no groups: one description of everyone",
    groups: |groups, verdict| format!("{}, {verdict}", counted(groups, "group", "groups")),
    of_kind: |respondents| format!("({})", people(respondents)),
    why: |reason| format!("Why: {reason}."),
    agrees: |agreement| {
        format!(
            "Another method (k-means, or latent classes for k-means) agrees to {agreement} \
             (adjusted Rand index)."
        )
    },
    in_no_group: "in no group",
    part: |name, size, share| format!("{name} {size} ({share} %)"),
    adds_up: |parts, all| format!("{parts}: {} in all.", people(all)),
    candidates_head: "groups | log-likelihood | criterion | BIC | SABIC | AIC3 | ICL | agreement | \
                      least Jaccard | smallest",
    everyone_of_kind: "everyone of this kind",
    everyone_known: "everyone of this kind of whom enough is known",
    share_of_population: |share, population, low, high| {
        format!(
            "{share} % of this kind with answers in {population} (95 % interval {low} to {high} %, \
             given the number of groups)"
        )
    },
    size_uncertain: |population, low, high| {
        format!(
            "size uncertain: {low} to {high} % of this kind with answers in {population}, over \
             refits of the groups"
        )
    },
    no_share_population: "no share: the population holds nobody of this kind",
    no_share_interviews: "no share: only interviews speak of this kind",
    face: |kind, respondents, share| format!("{kind} persona · {} · {share}", people(respondents)),
    units: |accounts| counted(accounts, "account", "accounts"),
    stability: |stability| format!("stability {stability}"),
    joint: |with, of, claims, nearly| match claims {
        1 => format!("{with} of {of} show the one defining claim"),
        several => {
            format!("{with} of {of} show all {several} defining claims, {nearly} all but one")
        }
    },
    unassigned_title: "In no group",
    unassigned_face: |kind, respondents, share, fit_none, unknown| {
        format!(
            "{kind} · {} ({share} %): {fit_none} {} no group, or several about equally; {unknown} \
             {} no known answer that shapes groups, or one alone that fits several",
            people(respondents),
            of_number(fit_none, "fits", "fit"),
            of_number(unknown, "has", "have")
        )
    },
    without_claim: "Asked about, without a claim",
    unshared: |facet, alike, answers| {
        let why = if alike { "as elsewhere" } else { "asked, and too few share an answer" };
        if answers.is_empty() {
            format!("{facet}: {why}")
        } else {
            format!("{facet}: {why}: {answers}")
        }
    },
    found: |answer, with, asked, elsewhere| format!("{answer} {with} of {asked}{elsewhere}"),
    which_sources: "Which sources carry what",
    claim_column: "claim",
    amounts: "Amounts named",
    segment_rule: "Segment rule",
    segment_counts: |of, picked, right, persona, members| {
        format!(
            "Of {} with known answers it picks {picked}, {right} of them in {persona}; {members} \
             of the {of} {} in {persona}.",
            people(of),
            of_number(members, "is", "are")
        )
    },
    segment_share: |share, low, high| format!("{share} % ({low} to {high} %)"),
    segment_quality: |precision, recall| format!("Precision {precision}, recall {recall}."),
    and: "and",
    not: "not",
    nearest: "Nearest real people",
    nearest_one: |respondent, matches, of| {
        format!("{respondent} ({matches} of {of} known defining claims)")
    },
    distinctive_words: "Words they use more than others",
    distinctive_word: |word, people, of, others, others_of| {
        format!("{word} ({people} of {of}; elsewhere {others} of {others_of})")
    },
    said_and_shown: "Said, and shown by records",
    interval: |low, high| format!("95 % interval {low} to {high} %"),
    counts: |evidence, counter| format!("{evidence} for, {counter} against"),
    against_lead: "against: ",
    not_chosen: "not chosen",
    characters: |start, end| format!("characters {start}–{end}"),
    computed_outside: |indicator| format!("computed outside the study: {indicator}"),
    caller_record: |key| format!("record {key}"),
    row: |row| format!("row {row}"),
    rows: |rows| format!("rows {rows}"),
    carries: |with, asked| format!("carries, {with} of {asked}"),
    in_line: |counts| format!("in line, {counts}"),
    differs: |with, asked| format!("differs, {with} of {asked}"),
    not_compared: |with, asked| format!("not compared, {with} of {asked}"),
    not_asked: "not asked",
    table: |own, elsewhere| format!("{own} against {elsewhere}"),
    confirms_from: |table| format!("{table} could confirm it"),
    too_few_to_confirm: "too few to confirm it",

    buys_for: |persona, label, with, of, chance| {
        format!(
            "buys for {persona}, {label}, in {with} of its {of} accounts that have users \
             ({chance} to be expected by chance)"
        )
    },
    bought_for: |persona, label, with, of, chance| {
        format!(
            "{persona}, {label}, buys for it in {with} of its {of} accounts that have buyers \
             ({chance} to be expected by chance)"
        )
    },
    linked: "Linked by account",
    conflicts: "Where needs conflict",
    conflict: |topic, one, one_with, one_asked, other, other_with, other_asked| {
        format!(
            "{topic}: {one} has {one_with} of {one_asked}, {other} {other_with} of {other_asked}"
        )
    },
    early_signs: "How to recognise them early",
    early_signs_intro: |respondents, others| {
        format!(
            "{} of this kind and {}; every statement is tested against the others.",
            people(respondents),
            counted(others, "other", "others")
        )
    },
    stage: |stage, with, of| format!("mostly at “{stage}” ({with} of {of})"),

    unknown: "What is still unknown",
    known_from: "respondents known from",
    records: |records| counted(records, "record", "records"),
    saturation: |interviews, codes, once, next| {
        format!(
            "saturation: {} {} {}, {once} of them in one interview alone; a further interview \
             would bring {next} new codes on average",
            counted(interviews, "coded interview", "coded interviews"),
            of_number(interviews, "holds", "hold"),
            counted(codes, "code", "codes")
        )
    },
    unheard: |unheard| format!(", and at least {unheard} are not heard yet"),
    agreement: |middle, codes, turns| {
        format!(
            "coders: the median of Krippendorff's alpha is {middle} over {} with at least {}",
            counted(codes, "code", "codes"),
            counted(turns, "turn", "turns")
        )
    },
    doubtful_codes: "; doubtful are ",
    whom_next: "Whom to interview next",
    next_one: |respondent, persona, probability, interviewed, size| {
        format!(
            "{respondent} ({persona}, probability {probability}): {interviewed} of {size} in \
             {persona} are interviewed"
        )
    },
    next_shows: "; shows ",
    next_of_them: |label, interviewed| format!("{label} ({interviewed} of them)"),

    project_about: |respondents| {
        format!(
            "Draft personas from {}. Below the code “Personas” each claim is a code on the words \
             that support it, put there by persona-synthesis, not by a coder.",
            people(respondents)
        )
    },
    project_left_out: "What is not in this project",
    project_elsewhere: |places| {
        format!(
            "{places} places of evidence are no words of a transcript here, such as answers and \
             records; personas.html and evidence.csv name places of each claim."
        )
    },
    project_withheld: |documents| {
        format!(
            "Transcripts left out, in which a respondent speaks who is not to be quoted: \
             {documents}."
        )
    },
    project_personas: "Personas",
    project_against: "against",
    codes: "Codes",
    codes_intro: "Every code of the interviews, with the people who raise it and how often, \
                  whether or not a claim follows.",
    code_name: "Code",
    code_people: "Raised by",
    code_mentions: "Mentions",
    people_of: |people, of| format!("{people} of {of}"),
    people_of_mentions: |people, of, mentions| format!("{people} of {of} ({mentions})"),
    more_codes: |codes| format!("{} in codes.csv", counted(codes, "more code", "more codes")),
    suggested_for: |basis| match basis {
        DraftBasis::Phrase { people, of } => format!("phrase that {people} of {of} use"),
        DraftBasis::Question { asked } => {
            format!(
                "answer to a question asked in {}",
                counted(*asked, "transcript", "transcripts")
            )
        }
        DraftBasis::Quotes { likeness } => {
            format!("its words are like those of quotes with this code ({likeness:.2})")
        }
    },
    project_places: |here, of| format!("{here} of {of} places of evidence are coded here."),
    project_persona: "Persona",
    project_probability: "Probability of the persona",

    sources: "Sources",
    sources_head: "source | kind | format | records | respondents | digest",
    findings: "Findings",
    warnings: "Warnings",
    notes: "Notes",
    scales_recognised: |columns| {
        format!(
            "{} with a scale recognised from the data; listed in `run.json`",
            counted(columns, "column", "columns")
        )
    },
    none: "none",
    guarded: |profile, least, claims, personas| {
        format!(
            "guarded for the profile {profile}: no figure describes fewer than {least} people or \
             lets one be worked out; {} and {} {} withheld; shares are rounded. A result for \
             the profile internal holds what is left out",
            counted(claims, "claim", "claims"),
            counted(personas, "persona", "personas"),
            of_number(claims + personas, "is", "are")
        )
    },
    said_internally: |id| {
        format!("{}: only a result for the profile internal says more", id.replace('-', " "))
    },

    facet: Facet::name,
    kind: PersonaKind::name,
    source_kind,
    verdict: Verdict::name,
    audit: &audit::AUDIT,
    brief: &brief::BRIEF,
    telling: &telling::TELLING,
    page: page::TEXTS,
    page_of: page::SENTENCES,
    chart: chart::TEXTS,
    questionnaire: perception::QUESTIONNAIRE,
    summary: summary::TEXTS,
    verification: verification::TEXTS,
    comparison: comparison::TEXTS,
};

fn people(number: usize) -> String {
    counted(number, "respondent", "respondents")
}
