//! English: findings of grouping respondents.

use crate::clustering::findings::{AgainstNature, AgainstNumber, ClusteringFinding as Found};
use crate::clustering::{STEPS, Sameness};
use crate::locale::percent;
use crate::locale::plural::{counted, of_number};
use crate::manifest::PersonaKind;

pub(in crate::locale) fn sentence(finding: &Found) -> String {
    match finding {
        Found::FewRespondents { kind, respondents, least } => format!(
            "{} of kind {kind}, at least {least} are needed to look for groups",
            people(*respondents)
        ),
        Found::NoActiveIndicator { kind } => {
            format!(
                "no indicator of kind {kind} shapes groups: name goals, pain points or behaviours \
                 under [facets]"
            )
        }
        Found::FewRespondentsPerIndicator { kind, respondents, indicators } => format!(
            "{} of kind {kind} for {}: rates are shrunk to the marginal",
            people(*respondents),
            counted(*indicators, "indicator", "indicators")
        ),
        Found::NotConverged { kind, groups: number } => {
            format!("the search for {} of kind {kind} stopped before it converged", groups(*number))
        }
        Found::FewStartsAgree { kind, groups: number, reached, starts } => format!(
            "{reached} of {} reached the best solution with {} of kind {kind}",
            counted(*starts, "start", "starts"),
            groups(*number)
        ),
        Found::MissingDrivesGroups { kind, agreement } => format!(
            "groups of kind {kind} follow what is missing (adjusted Rand index {agreement:.2}): \
             they may tell who was asked, not who is alike"
        ),
        Found::DegenerateGroups { kind, groups: number, empty, alike } => format!(
            "of {} of kind {kind}, {empty} {} nearly empty and {alike} hardly {} from another",
            groups(*number),
            of_number(*empty, "is", "are"),
            of_number(*alike, "differs", "differ")
        ),
        Found::GroupsBeyondPatterns { kind, groups: number, patterns } => format!(
            "{} of kind {kind} {} asked for, but respondents differ in only {}",
            groups(*number),
            of_number(*number, "was", "were"),
            counted(*patterns, "way", "ways")
        ),
        Found::RepeatedQuestion { kind, first, others, sameness } => format!(
            "{} To keep them apart, list them under keep_apart in [clustering]",
            repeated(*kind, first, others, *sameness)
        ),
        Found::QuestionsBound { kind, first, others } => format!(
            "{first:?} and {} count as one question of kind {kind}, because answers agree sharply, \
             though they name different things; if they ask for different things, list them under \
             keep_apart in [clustering]; `[[decide]]` with id = \"one-question\" and choice = \
             \"taken\" confirms",
            others.iter().map(|other| format!("{other:?}")).collect::<Vec<_>>().join(", ")
        ),
        Found::LocalDependence { kind, first, second, strength } => format!(
            "{first:?} and {second:?} are locally dependent: they go together beyond the groups \
             of kind {kind} (strength {strength:.2}). If they say the same, unite them under \
             [themes]"
        ),
        Found::MoreLocalDependence { kind, pairs } => format!(
            "{} of indicators {} locally dependent beyond the groups of kind {kind}",
            counted(*pairs, "further pair", "further pairs"),
            of_number(*pairs, "is", "are")
        ),
        Found::NotNatural { kind, groups: number, why } => format!(
            "{} of kind {kind} {} not called natural: {}",
            groups(*number),
            of_number(*number, "is", "are"),
            against_nature(*why)
        ),
        Found::NotReproducible { kind, groups: number, why } => format!(
            "{} of kind {kind} {} not called reproducible: {}",
            groups(*number),
            of_number(*number, "is", "are"),
            against_number(*why)
        ),
        Found::DegreesNotKinds { kind, groups: number, described, one_way } => format!(
            "the {} of kind {kind} are degrees, not kinds: steps in one order describe {} % of \
             their differences (limit {} %){}",
            groups(*number),
            percent(*described),
            percent(STEPS),
            if *one_way {
                ". All indicators that tell them apart point one way, so a habit of agreeing \
                 cannot be told from what they ask"
            } else {
                ""
            }
        ),
        Found::ResponseStyle { kind, first, questions } => format!(
            "{} of kind {kind} on one scale ({first:?} and others) share a dimension: respondents \
             differ in how high they answer all of them. It is a response style, a habit of \
             choosing one end whatever is asked, or a general tendency. Groups were looked for \
             beside it; with `response_style = false` they are not. Counts and shares are of the \
             answers as given. Claims about one of these questions are tested on groups sorted by \
             everything else, and new respondents are sorted without the dimension",
            counted(*questions, "question", "questions")
        ),
        Found::ResponseStyleOpen { kind, first, questions } => format!(
            "{} of kind {kind} on one scale ({first:?} and others) share a dimension that groups \
             do not explain: respondents differ in how high they answer all of them. Whether it is \
             a response style, a habit of choosing one end whatever is asked, or what the \
             questions ask for cannot be told, because no two groups differ on them in both \
             directions. The groups may be steps of it",
            counted(*questions, "question", "questions")
        ),
        Found::InAccounts { kind, accounts, respondents } => format!(
            "{} of kind {kind} share {accounts} {}: people of one account answer alike, so halves, \
             replicates, tests and intervals go by account",
            people(*respondents),
            of_number(*accounts, "account", "accounts")
        ),
        Found::NotDescribed { kind, respondents } => format!(
            "{} of kind {kind} {} in no group: their known answers fit none, or several about \
             equally",
            people(*respondents),
            of_number(*respondents, "is", "are")
        ),
        Found::GroupsForced { kind, groups: number, reason } => format!(
            "{} of kind {kind} {} set by hand; {reason}",
            groups(*number),
            of_number(*number, "was", "were")
        ),
        Found::GroupsConstructed { kind, groups: number, agreement } => format!(
            "{} of kind {kind}: that there is one group is refuted, but the borders depend on who \
             is drawn (agreement {agreement:.2})",
            groups(*number)
        ),
        Found::NothingKnown { kind, respondents } => format!(
            "{} of kind {kind} {} no value on any indicator that shapes groups, or one answer \
             alone that fits several, and cannot be assigned to a group",
            people(*respondents),
            of_number(*respondents, "has", "have")
        ),
    }
}

fn repeated(kind: PersonaKind, first: &str, others: &[String], sameness: Sameness) -> String {
    let number = others.len();
    let others: Vec<String> = others.iter().map(|name| format!("{name:?}")).collect();
    let (first, others) = (format!("{first:?}"), others.join(", "));
    match sameness {
        Sameness::Copies => format!(
            "{others} {} from {first}, value by value: of kind {kind}, {first} alone counts for \
             groups.",
            of_number(number, "follows", "follow")
        ),
        Sameness::Sum => format!(
            "{first} is a sum, mean or difference of {others}: of kind {kind}, it counts neither \
             for groups nor for claims."
        ),
        Sameness::NoneOfOthers => format!(
            "{first} is true where none of {others} is: of kind {kind}, it does not count for \
             groups."
        ),
        Sameness::Exclusive => format!(
            "exactly one of {first}, {others} is true of everybody of kind {kind}: for groups, \
             they count as one question."
        ),
        Sameness::Wordings => format!(
            "{first}, {others} ask the same, in the same or the opposite sense: answers of kind \
             {kind} agree far more than groups explain. They count as one question and make one \
             claim a persona."
        ),
    }
}

fn people(number: usize) -> String {
    counted(number, "respondent", "respondents")
}

fn groups(number: usize) -> String {
    counted(number, "group", "groups")
}

fn against_nature(why: AgainstNature) -> &'static str {
    match why {
        AgainstNature::MissingValues => "what is missing makes the groups",
        AgainstNature::SinglePattern => {
            "a group is a single pattern of answers, as a skipped block of questions leaves"
        }
        AgainstNature::RespondentsBetween => {
            "more respondents lie between the groups than separate groups would leave"
        }
        AgainstNature::Degrees => "they are degrees of one thing, not kinds",
        AgainstNature::RepeatedIndicators => "the groups rest on indicators that say the same",
        AgainstNature::SharedDimension => {
            "questions share a dimension that groups do not explain, and the groups may be steps \
             of it"
        }
    }
}

fn against_number(why: AgainstNumber) -> String {
    match why {
        AgainstNumber::LargestTried => {
            "it is the largest number that was tried, and more may describe the answers better"
                .to_owned()
        }
        AgainstNumber::NotIdentified { parameters, patterns } => format!(
            "the model is not identified, with {} for {} of answers: other groups describe the \
             answers equally well",
            counted(parameters, "parameter", "parameters"),
            counted(patterns, "pattern", "patterns")
        ),
        AgainstNumber::SharedDimension => "one dimension that questions share describes the \
             answers better than groups do"
            .to_owned(),
        AgainstNumber::FlatLikelihood => "other sizes and rates of these groups describe the \
             answers equally well, and more questions are needed to tell them apart"
            .to_owned(),
    }
}
