//! English: cards.

use super::people::people;
use crate::clustering::Verdict;
use crate::locale::card::{CardHeading, CardTexts, DecidedTexts, Return};
use crate::locale::plural::{counted, counted_thousands};
use crate::manifest::{Facet, PersonaKind};
use crate::sources::SourceKind;

pub(super) const TEXTS: CardTexts = CardTexts {
    heading,
    people,
    facet,
    persona: |kind, id| format!("{} persona {id}", kind_of(kind)),
    draft: "draft, not yet reviewed",
    reviewed: |day| format!("reviewed on {day}"),
    note: |text| format!("Note of the reviewer: {text}"),
    in_hundred: |number| format!("{number} in 100"),
    of: |with, of| format!("{with} of {of}"),
    base: |people, kind| match kind {
        SourceKind::Survey => format!("{} who answered the survey", people.several),
        SourceKind::Crm => format!("{} in the records", people.several),
        SourceKind::Interviews => format!("{} we talked to", people.several),
        SourceKind::Codebook | SourceKind::Cases | SourceKind::Caller => {
            format!("{} in the study", people.several)
        }
    },
    base_all: |people| format!("{} in the study", people.several),
    by_chance: |low, high| format!("between {low} and {high}, allowing for chance"),
    size_uncertain: "how many is uncertain: the group is often another one when others are drawn",
    everyone: "people, all of this kind",
    everyone_known: "people, all of this kind of whom enough is known",
    no_words: "No words to show: nobody of this group was interviewed, or may be quoted.",
    in_the_interview: "in the interview",
    in_the_answer: "in the answer",
    leaning: &[
        "it", "it's", "that", "that's", "they", "they're", "this", "these", "those", "and", "so",
        "but", "then", "which", "because", "or", "there", "he", "she",
    ],
    counted: |with, asked, kind| match kind {
        SourceKind::Interviews => format!("{with} of {asked} we talked to"),
        SourceKind::Survey => format!("{with} of {asked} asked"),
        SourceKind::Crm => format!("{with} of {asked} in the records"),
        SourceKind::Codebook | SourceKind::Cases | SourceKind::Caller => {
            format!("{with} of {asked} known")
        }
    },
    counted_across: |with, asked, by_asking| match by_asking {
        true => format!("{with} of {asked} asked or interviewed"),
        false => format!("{with} of {asked} asked or in the records"),
    },
    others_too: |counts| format!("others {counts}"),
    share_and_others: |share, others| format!("{share}; others {others}"),
    like_others: |people| format!("like {}", people.others),
    rare: "few need it, and those who do cannot do without",
    of_the_group: |share| format!("about {share} % of the group"),
    less: |what, own, people, others| format!("{what}: {own}, {} {others}", people.others),
    yet_raised: |with, of| format!("yet {with} of the {of} we talked to raise it"),
    not_asked: "Not asked.",
    not_asked_or_few: "Not asked, or known of too few to tell.",
    nothing_shared: |answers| format!("Asked, but nothing that half of them share: {answers}."),
    nothing: "no answer of any of them",
    alike: |answers, people| format!("Like {}: {answers}.", people.others),
    nothing_apart: |people| format!("Nothing that tells them from {}.", people.others),
    found: |answer, with, of| format!("{answer} {with} of {of}"),
    named: |name, text| format!("{name}: {text}"),
    more: |more| format!("{more} more in the evidence"),
    in_order_told: |who| format!("{who}; in the order told."),
    unlike: |what| format!("Not like most: {what}."),
    prompts: "prompts, not findings",
    own_words: "their own words",
    basis: |parts, back| format!("{parts}; the group {} when others are drawn.", comes_back(back)),
    people_of: |kind, number| match kind {
        SourceKind::Interviews => counted_thousands(number, ',', "interview", "interviews"),
        SourceKind::Survey => counted_thousands(number, ',', "survey answer", "survey answers"),
        SourceKind::Crm => counted_thousands(number, ',', "record", "records"),
        SourceKind::Codebook | SourceKind::Cases | SourceKind::Caller => {
            counted_thousands(number, ',', "case", "cases")
        }
    },
    stability: |stability| {
        format!("Mean Jaccard index when respondents are drawn again: {stability}.")
    },
    joint: |with, of, claims, nearly| {
        let traits = match claims {
            1 => "the main trait".to_owned(),
            2 => "both main traits".to_owned(),
            claims => format!("all {claims} main traits"),
        };
        match (with == of, claims, nearly) {
            (true, _, _) if of > 1 => format!("All {of} known show {traits}."),
            (_, 1, _) | (_, _, 0) => format!("{with} of {of} known show {traits}."),
            (_, 2, _) => format!("{with} of {of} known show {traits}, {nearly} more one of them."),
            _ => format!("{with} of {of} known show {traits}, {nearly} more all but one."),
        }
    },
    two_sources: |what| format!("Seen in two kinds of source: {what}."),
    contested: |what| format!("Some of them say the opposite: {what}."),
    worded: |what| format!("In the words of the team: {what}."),
    left_off: |claims| {
        format!("The team left {} off this card.", counted(claims, "claim", "claims"))
    },
    translated: |words| format!("(translated: “{words}”)"),
    decided: DecidedTexts {
        worded: |said| format!("worded by the team: “{said}”"),
        pinned: "put first by the team",
        hidden: "left off the card by the team",
    },
    talk_next: |respondent| format!("Talk next to {respondent}."),
    talk_next_shows: |respondent, what| format!("Talk next to {respondent}: {what}."),
    key_others: |people| format!("all {}", people.others),
    middle_others: |low, high, known| format!("{low} to {high}; {known}"),
    middle_half: |low, high, known| format!("middle half {low} to {high}; {known} known"),
    several_sources: "Where a person stands in several sources, they count once.",
    groups_found: |people, groups, back| {
        let number = match groups {
            2 => "two".to_owned(),
            3 => "three".to_owned(),
            4 => "four".to_owned(),
            5 => "five".to_owned(),
            6 => "six".to_owned(),
            7 => "seven".to_owned(),
            8 => "eight".to_owned(),
            groups => groups.to_string(),
        };
        format!(
            "Among {} we found {number} kinds of people; they {}.",
            people.among,
            match back {
                Return::NearlyAlways => "nearly always come back when others are drawn",
                Return::Mostly => "mostly come back when others are drawn",
                Return::OftenNot => "often do not come back when others are drawn",
            }
        )
    },
    no_groups: |people| {
        format!("Among {} we found no groups: one description covers everyone.", people.among)
    },
    why: |groups| match groups {
        0 | 1 => "Why none".to_owned(),
        groups => format!("Why {groups}"),
    },
    verdict: |verdict| match verdict {
        Verdict::Natural => "These people do differ.",
        Verdict::Reproducible => "The groups flow into each other but come back.",
        Verdict::Constructed => "Where we draw the line is our choice.",
        Verdict::None => "",
    },
};

fn comes_back(back: Return) -> &'static str {
    match back {
        Return::NearlyAlways => "nearly always comes back",
        Return::Mostly => "mostly comes back",
        Return::OftenNot => "often does not come back",
    }
}

fn kind_of(kind: PersonaKind) -> &'static str {
    match kind {
        PersonaKind::User => "User",
        PersonaKind::Buyer => "Buyer",
        PersonaKind::Customer => "Customer",
        PersonaKind::DecisionMaker => "Decision-maker",
        PersonaKind::Influencer => "Influencer",
        PersonaKind::WebsiteVisitor => "Website visitor",
        PersonaKind::Negative => "Negative",
    }
}

fn heading(heading: CardHeading) -> &'static str {
    match heading {
        CardHeading::InShort => "In short",
        CardHeading::Want => "What they want",
        CardHeading::InTheWay => "What gets in the way",
        CardHeading::Do => "What they do",
        CardHeading::Surroundings => "Where and with what",
        CardHeading::Reached => "Where they look and are reached",
        CardHeading::SetsOff => "Sets off",
        CardHeading::Looks => "Looks",
        CardHeading::Weighs => "Weighs",
        CardHeading::WinsOver => "Has to win over",
        CardHeading::NearlyStops => "Nearly stops it",
        CardHeading::Closes => "Closes",
        CardHeading::CameBecause => "Came because",
        CardHeading::UsesFor => "Uses for",
        CardHeading::Values => "Values",
        CardHeading::StaysOrLeaves => "Stays or leaves because",
        CardHeading::Recognised => "How to recognise them",
        CardHeading::Happened => "What happened",
        CardHeading::Firm => "Firm and people",
        CardHeading::About => "More about them",
        CardHeading::SayIt => "Say it like this",
        CardHeading::OnePerson => "One person, chosen for showing most of this persona",
        CardHeading::NotTheirTrouble => "Not their trouble",
        CardHeading::DoLess => "Do less",
        CardHeading::WantLess => "Want less",
        CardHeading::SetsOffLess => "Sets off more rarely",
        CardHeading::DoesNotMove => "What does not move them",
        CardHeading::LessOften => "Less often",
        CardHeading::Questions => "Questions for the team",
        CardHeading::HowSure => "How sure are we",
        CardHeading::NotAsked => "Not asked",
        CardHeading::NotAskedOrFew => "Not asked, or too few to tell",
        CardHeading::LikeOthers => "Like everyone else",
        CardHeading::NothingShared => "Asked, but nothing that half of them share",
        CardHeading::Assumed => "Assumed, without evidence",
    }
}

fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Goal => "goals",
        Facet::PainPoint => "pain points",
        Facet::Behaviour => "behaviour",
        Facet::Motivation => "motives",
        Facet::Context => "surroundings",
        Facet::RoleInDomain => "role",
        Facet::Tool => "tools",
        Facet::Channel => "channels",
        Facet::ContentFormat => "formats they read and watch",
        Facet::Trigger => "what sets it off",
        Facet::Objection => "objections",
        Facet::DecisionCriterion => "what decides",
        Facet::SuccessMetric => "whether it was worth it",
        Facet::Influence => "who else decides",
        Facet::BudgetAuthority => "who holds the budget",
        Facet::PriceSensitivity => "how much the price matters",
        Facet::Value => "what they hold dear",
        Facet::JourneyStage => "how far they are",
        Facet::Outcome => "how it ended",
        Facet::Firmographic => "organisation",
        Facet::Location => "place",
        Facet::Demographic => "age, gender and the like",
    }
}
