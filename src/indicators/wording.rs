//! Facets proposed from the wording of codes, questions and fields. A proposal is a finding; the
//! manifest overrides it.

use super::categories::of_category;
use super::facts::named_fact;
use crate::manifest::Facet;

/// Words and phrases that suggest a facet, looked for in this order: facts of a person come first,
/// so that no wording turns a demographic into something that shapes groups.
const WORDS: &[(Facet, &[&str])] = &[
    (
        Facet::Demographic,
        &[
            "age",
            "age group",
            "born",
            "birth",
            "gender",
            "sex",
            "ethnicity",
            "race",
            "racethn",
            "orientation",
            "education",
            "educ",
            "degree",
            "school",
            "income",
            "household",
            "marital",
            "children",
            "kids",
            "religion",
            "nationality",
        ],
    ),
    (
        Facet::Location,
        &["country", "city", "region", "state", "location", "postcode", "zip", "reside", "live in"],
    ),
    (
        Facet::Firmographic,
        &[
            "industry",
            "company size",
            "employees",
            "organisation size",
            "organization size",
            "size of clinic",
            "number of sites",
            "sector",
            "trade",
        ],
    ),
    (
        Facet::RoleInDomain,
        &[
            "job title",
            "job",
            "occupation",
            "profession",
            "describes your work",
            "describes the work",
            "department",
        ],
    ),
    (
        Facet::Outcome,
        &["churned", "churn", "renewed", "cancelled", "lost reason", "outcome", "closed won"],
    ),
    (Facet::JourneyStage, &["stage", "lifecycle", "lead status", "journey"]),
    (Facet::BudgetAuthority, &["budget", "purchasing authority", "signs off"]),
    (Facet::PriceSensitivity, &["price sensitivity", "willing to pay", "willingness to pay"]),
    (Facet::Trigger, &["trigger", "triggers", "set off", "prompted", "why now"]),
    (Facet::Objection, &["objection", "objections", "deal breaker", "nearly stopped", "concerns"]),
    (
        Facet::DecisionCriterion,
        &["criterion", "criteria", "decides between", "decide between", "deciding factor"],
    ),
    (Facet::SuccessMetric, &["success metric", "success", "kpi", "measure of success"]),
    (
        Facet::Influence,
        &["influence", "influences", "who else", "had to agree", "stakeholder", "stakeholders"],
    ),
    (
        Facet::Channel,
        &[
            "channel",
            "channels",
            "lead source",
            "hear about",
            "heard about",
            "source of traffic",
            "look for advice",
            "go for help",
            "discover",
        ],
    ),
    (Facet::ContentFormat, &["content", "format", "newsletter", "webinar", "video or text"]),
    (
        Facet::PainPoint,
        &[
            "pain",
            "pains",
            "pain point",
            "frustration",
            "frustrations",
            "obstacle",
            "obstacles",
            "problem",
            "problems",
            "barrier",
            "barriers",
            "challenge",
            "challenges",
            "difficult",
            "difficulty",
            "get in your way",
            "like least",
            "bother",
            "bothers",
            "annoys",
            "complaint",
            "complaints",
            "issue",
            "issues",
            "confusing",
            "complex",
            "not clear",
            "unclear",
        ],
    ),
    (
        Facet::Motivation,
        &["motivation", "motivations", "primary reason", "why do you", "why did you"],
    ),
    (
        Facet::Goal,
        &[
            "goal", "goals", "want", "wants", "need", "needs", "aim", "aims", "wish", "wishes",
            "hope",
        ],
    ),
    (
        Facet::Tool,
        &["tool", "tools", "software", "device", "devices", "browser", "operating system"],
    ),
    (
        Facet::Value,
        &[
            "value",
            "values",
            "enjoy",
            "recommend",
            "satisfied",
            "satisfaction",
            "lifetime value",
            "revenue",
            "plan",
        ],
    ),
    (Facet::Context, &["context", "setting", "environment", "circumstances", "situation"]),
    (
        Facet::Behaviour,
        &[
            "behaviour",
            "behaviours",
            "behavior",
            "behaviors",
            "habit",
            "habits",
            "workaround",
            "workarounds",
            "practice",
            "how often",
            "frequency",
            "use",
            "usage",
            "logins",
            "sessions",
            "visits",
            "orders",
            "purchases",
            "exports",
            "calls",
            "tickets",
            "clicks",
            "share",
            "applications",
        ],
    ),
];

/// A header of more words is a text to read, such as a request for consent, and its words suggest
/// nothing.
const LONGEST_QUESTION: usize = 40;
/// Most words of a header that is a name for its answers.
const LONGEST_NAME: usize = 4;
/// Words shortly before a fact of a person that ask for it. Elsewhere a question only mentions it:
/// "unruly children", "learned in school".
const ASKING: [&str; 7] = ["your", "my", "what", "which", "many", "any", "highest"];
const SHORTLY: usize = 4;

/// The facet that a name suggests, and the word that suggests it.
pub(super) fn propose(name: &str) -> Option<(Facet, &'static str)> {
    let text = words(name);
    let spoken: Vec<&str> = text.split_whitespace().collect();
    let length = spoken.len();
    let suggests = |facet: Facet, word: &str| {
        // Words are many, and hardly one is in a text.
        if !word.split(' ').next().is_some_and(|first| spoken.contains(&first)) {
            return false;
        }
        let Some(start) = text.find(&format!(" {word} ")) else { return false };
        let fact = matches!(
            facet,
            Facet::Demographic | Facet::Location | Facet::RoleInDomain | Facet::Firmographic
        );
        let mut before = text[..start].split_whitespace().rev().take(SHORTLY);
        !fact || length <= LONGEST_NAME || before.any(|word| ASKING.contains(&word))
    };
    let of_facet = |(facet, words): &(Facet, &'static [&'static str])| {
        words.iter().copied().find(|word| suggests(*facet, word)).map(|word| (*facet, word))
    };
    if length > LONGEST_QUESTION {
        return None;
    }
    let (mut facts, mut others) = (WORDS.iter(), WORDS.iter());
    let is_fact = |facet: Facet| {
        matches!(
            facet,
            Facet::Demographic | Facet::Location | Facet::Firmographic | Facet::RoleInDomain
        )
    };
    // A category of codes stands for all of them, whatever their words.
    of_category(name)
        .or_else(|| facts.find_map(|entry| of_facet(entry).filter(|(facet, _)| is_fact(*facet))))
        .or_else(|| named_fact(name))
        .or_else(|| others.find_map(of_facet))
}

/// Lower case, letters and digits only, a blank before and after each word; the number that a word
/// ends in (`educ3`) is cut off.
pub(super) fn words(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut text = String::from(" ");
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
        text.push_str(if stem.is_empty() { word } else { stem });
        text.push(' ');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wording_suggests_facets() {
        for (name, facet) in [
            ("Goals/fill gaps", Some(Facet::Goal)),
            ("Frustrations/slow reports", Some(Facet::PainPoint)),
            (
                "What do you think was the biggest obstacle you had to overcome in learning R?",
                Some(Facet::PainPoint),
            ),
            ("How often do you use R today?", Some(Facet::Behaviour)),
            ("What year were you born?", Some(Facet::Demographic)),
            ("In what country do you currently reside?", Some(Facet::Location)),
            ("Number of Employees", Some(Facet::Firmographic)),
            ("race2", Some(Facet::Demographic)),
            ("educ4", Some(Facet::Demographic)),
            ("kids", Some(Facet::Demographic)),
            ("Do you have any children under 18?", Some(Facet::Demographic)),
            (
                "What is the highest level of education you have completed?",
                Some(Facet::Demographic),
            ),
            (
                "How much money did all members of your HOUSEHOLD earn last year?",
                Some(Facet::Demographic),
            ),
            ("In general, is it rude to knowingly bring unruly children on a plane?", None),
            ("Our sex life has improved since we sleep in separate beds", None),
            ("Please state whether you view yourself as a fan", None),
            (
                "Compared with topics learned in school and on the job, how difficult was it?",
                Some(Facet::PainPoint),
            ),
            ("How long did it take you to achieve proficiency?", None),
            ("Message", None),
            ("Stages", None),
        ] {
            assert_eq!(propose(name).map(|(facet, _)| facet), facet, "{name}");
        }
        let consent = format!(
            "I agree to take part. {} There are no known problems.",
            "These are the terms. ".repeat(12)
        );
        assert_eq!(propose(&consent), None);
    }
}
