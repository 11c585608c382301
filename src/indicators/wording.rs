//! Facets proposed from the wording of codes, questions and fields. A proposal is a finding; the manifest overrides it.

use crate::study::Facet;

/// Words and phrases that suggest a facet, looked for in this order: facts of a person come first, so that no wording turns a
/// demographic into something that shapes groups.
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
            "education",
            "degree",
            "school",
            "income",
            "household",
            "marital",
            "children",
            "religion",
            "nationality",
        ],
    ),
    (Facet::Location, &["country", "city", "region", "state", "location", "postcode", "zip", "reside", "live in"]),
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
        &["job title", "job", "occupation", "profession", "describes your work", "describes the work", "department"],
    ),
    (Facet::Outcome, &["churned", "churn", "renewed", "cancelled", "lost reason", "outcome", "closed won"]),
    (Facet::JourneyStage, &["stage", "lifecycle", "lead status", "journey"]),
    (Facet::BudgetAuthority, &["budget", "purchasing authority", "signs off"]),
    (Facet::PriceSensitivity, &["price sensitivity", "willing to pay", "willingness to pay"]),
    (Facet::Trigger, &["trigger", "triggers", "set off", "prompted", "why now"]),
    (Facet::Objection, &["objection", "objections", "deal breaker", "nearly stopped", "concerns"]),
    (Facet::DecisionCriterion, &["criterion", "criteria", "decides between", "decide between", "deciding factor"]),
    (Facet::SuccessMetric, &["success metric", "success", "kpi", "measure of success"]),
    (Facet::Influence, &["influence", "influences", "who else", "had to agree", "stakeholder", "stakeholders"]),
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
    (Facet::Motivation, &["motivation", "motivations", "primary reason", "why do you", "why did you"]),
    (
        Facet::Goal,
        &["goal", "goals", "want", "wants", "need", "needs", "aim", "aims", "wish", "wishes", "hope", "achieve"],
    ),
    (Facet::Tool, &["tool", "tools", "software", "device", "devices", "browser", "operating system"]),
    (
        Facet::Value,
        &["value", "values", "enjoy", "recommend", "satisfied", "satisfaction", "lifetime value", "revenue", "plan"],
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

/// The facet that a name suggests, and the word that suggests it.
pub(super) fn propose(name: &str) -> Option<(Facet, &'static str)> {
    let text = words(name);
    WORDS.iter().find_map(|(facet, words)| {
        words.iter().copied().find(|word| text.contains(&format!(" {word} "))).map(|word| (*facet, word))
    })
}

/// Lower case, letters and digits only, a blank before and after each word.
fn words(name: &str) -> String {
    let mut text = String::from(" ");
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            text.push(c);
        } else if !text.ends_with(' ') {
            text.push(' ');
        }
    }
    if !text.ends_with(' ') {
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
            ("What do you think was the biggest obstacle you had to overcome in learning R?", Some(Facet::PainPoint)),
            ("How often do you use R today?", Some(Facet::Behaviour)),
            ("What year were you born?", Some(Facet::Demographic)),
            ("In what country do you currently reside?", Some(Facet::Location)),
            ("Number of Employees", Some(Facet::Firmographic)),
            ("Message", None),
            ("Stages", None),
        ] {
            assert_eq!(propose(name).map(|(facet, _)| facet), facet, "{name}");
        }
    }
}
