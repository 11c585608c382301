//! Claims in words: what is said, how many say it, and how many say it elsewhere.

use crate::indicators::{Indicator, Measure, Origin};
use crate::locale::{Words, percent as whole};
use crate::personas::propositions::proposition::{Condition, Proposition};
use crate::personas::propositions::support::{Direction, GroupRate, Others, Support, ToldShare};
use crate::personas::propositions::tally::Count;
use crate::sources::is_grade;

/// Fewest asked for whom a percentage is printed; below, counts alone: one respondent of fewer
/// than 30 is more than three points, which a percentage would hide.
pub(crate) const LEAST_FOR_PERCENT: usize = 30;

/// The label of a proposition, in a few words.
pub(crate) fn label(words: &Words, indicator: &Indicator, proposition: &Proposition) -> String {
    // Levels with explanations are cut to the grade, or a label would be a paragraph.
    let levels = |range: std::ops::Range<usize>| {
        let names: Vec<&str> =
            indicator.levels[range].iter().map(|level| before_dash(level)).collect();
        match names.as_slice() {
            [] => String::new(),
            [only] => (*only).to_owned(),
            [first, .., last] if names.len() > 3 => (words.span)(first, last),
            [others @ .., last] => (words.or)(&others.join(", "), last),
        }
    };
    let answer = match proposition.condition {
        Condition::Is(_) => answer(indicator, proposition).to_owned(),
        Condition::AtLeast(level) => levels(usize::from(level)..indicator.levels.len()),
        Condition::Below(level) => levels(0..usize::from(level)),
        Condition::Above(limit) => (words.answered_more_than)(&limit.to_string()),
        Condition::AtMost(limit) => (words.answered_at_most)(&limit.to_string()),
    };
    match label_question(indicator, proposition) {
        Some(question) => answered(question, &answer),
        None => answer,
    }
}

/// An indicator and a proposition that say the same and of several levels name the one alone where
/// they are cut: nobody may be known by the outermost.
pub(crate) fn open_ended(
    words: &Words,
    indicator: &Indicator,
    proposition: &Proposition,
) -> (Indicator, Proposition) {
    let (mut open, levels) = (indicator.clone(), indicator.levels.len());
    let named = |template: fn(&str) -> String, level: u8| {
        let level = before_dash(&indicator.levels[usize::from(level)]);
        let level =
            if level.contains(char::is_alphabetic) { words.quote(level) } else { level.to_owned() };
        template(&level)
    };
    // A claim on one level alone keeps it: the count says already that enough people gave it.
    let (level, condition) = match proposition.condition {
        Condition::AtLeast(level) if usize::from(level) + 1 < levels => {
            (named(words.from_level, level), Condition::AtLeast(0))
        }
        Condition::Below(level) if level > 1 && usize::from(level) < levels => {
            (named(words.below_level, level), Condition::Below(1))
        }
        _ => return (open, *proposition),
    };
    open.levels = vec![level];
    (open, Proposition { condition, ..*proposition })
}

/// The question that a label begins with, where its answer says nothing alone.
pub(crate) fn label_question<'a>(
    indicator: &'a Indicator,
    proposition: &Proposition,
) -> Option<&'a str> {
    let asked = match proposition.condition {
        Condition::Is(_) => {
            needs_question(answer(indicator, proposition)).then(|| question(&indicator.question))
        }
        _ => Some(question(&indicator.label)),
    };
    // A code answers no question.
    asked.filter(|question| !question.is_empty())
}

/// The level or option that a proposition says was chosen, or what was raised.
pub(crate) fn answer<'a>(indicator: &'a Indicator, proposition: &Proposition) -> &'a str {
    match proposition.condition {
        Condition::Is(level) if indicator.measure == Measure::Nominal => {
            &indicator.levels[usize::from(level)]
        }
        _ => &indicator.label,
    }
}

/// True where an answer says nothing without its question: yes and no, how much and how often, and
/// what has no letters.
fn needs_question(answer: &str) -> bool {
    const BARE: [&str; 10] = [
        "all",
        "both",
        "checked",
        "less",
        "more",
        "not selected",
        "nothing",
        "other",
        "same",
        "selected",
    ];
    const MEASURES: [&str; 8] =
        ["once ", "twice ", "about ", "every ", "less than ", "more than ", "none of ", "not "];
    let lower = answer.trim().to_lowercase();
    let bare = BARE.contains(&lower.split(" (").next().unwrap_or_default());
    let measured = MEASURES.iter().any(|words| lower.starts_with(words));
    bare || measured || is_grade(answer) || !answer.contains(char::is_alphabetic)
}

/// A question without the instructions in brackets at its end.
fn question(text: &str) -> &str {
    let text = text.trim();
    match text.rfind(" (") {
        Some(open)
            if text.ends_with(')') && open > 0 && text[..open].ends_with(['?', '.', '!']) =>
        {
            text[..open].trim_end()
        }
        _ => text,
    }
}

/// A question and its answer: `How often? Often or Always`, `Days to close: more than 64`.
fn answered(question: &str, answer: &str) -> String {
    let mark = if question.ends_with(['?', '!', '.']) { "" } else { ":" };
    format!("{question}{mark} {answer}")
}

/// The grade before its explanation.
pub(super) fn before_dash(level: &str) -> &str {
    level.split_once(" -- ").map_or(level, |(grade, _)| grade)
}

/// The content of a claim's sentence, without its counts.
#[derive(Clone, Copy)]
pub(crate) struct Assertion<'a> {
    pub(crate) proposition: &'a Proposition,
    pub(crate) direction: Direction,
    /// True for a need of access or safety that few have.
    pub(crate) rare: bool,
}

/// The counts of a claim's sentence.
#[derive(Clone, Copy)]
pub(crate) struct Counts<'a> {
    pub(crate) support: &'a Support,
    pub(crate) rate: Option<GroupRate>,
    pub(crate) elsewhere: &'a Others,
}

/// The base of a claim's shares: those asked in the population's source.
#[derive(Clone, Copy)]
pub(crate) struct ShareBase<'a> {
    /// Id of the source.
    pub(crate) of: &'a str,
    /// With and asked there, of the group and of everyone else.
    pub(crate) own: (usize, usize),
    pub(crate) elsewhere: (usize, usize),
}

impl<'a> ShareBase<'a> {
    pub(crate) fn counted(of: &'a str, own: &Count, elsewhere: &Count) -> Self {
        let pair = |count: &Count| (count.with, count.asked);
        Self { of, own: pair(own), elsewhere: pair(elsewhere) }
    }
}

/// The sentence of a claim, with its counts; shares are of `population`, or of all who were asked.
pub(crate) fn statement(
    words: &Words,
    indicator: &Indicator,
    Assertion { proposition, direction, rare }: Assertion<'_>,
    Counts { support, rate, elsewhere }: Counts<'_>,
    population: Option<ShareBase<'_>>,
) -> String {
    // Interviewed people are few and were not sampled, so their sentences hold counts, no shares.
    let interviewed = indicator.measure == Measure::Mention
        && indicator.origins.iter().all(|origin| matches!(origin, Origin::Code { .. }));
    let topic = match indicator.measure {
        Measure::Option | Measure::Nominal => {
            let answer = words.quote(answer(indicator, proposition));
            // An option that a caller computed may answer no question.
            match question(&indicator.question) {
                "" => answer,
                question => format!("{answer} ({question})"),
            }
        }
        _ => label(words, indicator, proposition),
    };
    let Support { with, asked, .. } = support;
    let counted = interviewed || *asked < LEAST_FOR_PERCENT;
    let share = if counted { String::new() } else { percent(words, support, rate, population) };
    // Nobody is asked what a program computes.
    let computed = indicator.origins.iter().any(|origin| origin.records().is_some());
    let mut text = if interviewed {
        (words.raised)(&topic, *with, *asked)
    } else {
        let said = if computed { words.computed } else { words.asked };
        said(&topic, *with, *asked, &share)
    };
    if let Some(share) = elsewhere.share {
        // The two sides may differ in number: each decides for itself between counts and a
        // percentage.
        let few = interviewed || elsewhere.asked < LEAST_FOR_PERCENT;
        let apart = population.filter(|of| of.elsewhere != (elsewhere.with, elsewhere.asked));
        let share = match apart {
            _ if few => String::new(),
            Some(ShareBase { of, elsewhere: (with, asked), .. }) => {
                (words.elsewhere_apart)(of, with, asked, &whole(share))
            }
            None => format!(" ({} %)", whole(share)),
        };
        let alike = direction == Direction::Shared && !rare;
        let template = if alike { words.alike } else { words.elsewhere };
        text.push_str(&template(elsewhere.with, elsewhere.asked, &share));
    }
    if rare {
        text.push_str(words.few_needed);
    }
    text
}

/// ` (42 % of those asked in survey, 33 to 52 %)`: the share of those counted, or the rate of the
/// group in words of its own.
fn percent(
    words: &Words,
    support: &Support,
    rate: Option<GroupRate>,
    population: Option<ShareBase<'_>>,
) -> String {
    let ToldShare { share, low, high, corrected } = support.told(rate);
    let [share, low, high] = [share, low, high].map(whole);
    match population {
        _ if corrected => (words.rate_apart)(&share, population.map(|base| base.of), &low, &high),
        // A share beside counts of other people would contradict them.
        Some(ShareBase { of, own: (with, asked), .. })
            if (with, asked) != (support.with, support.asked) =>
        {
            (words.share_apart)(of, with, asked, &share, &low, &high)
        }
        Some(ShareBase { of, .. }) => (words.share_of)(&share, of, &low, &high),
        None => (words.share)(&share, &low, &high),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::{Facet, Language};

    #[test]
    fn shares_say_of_what_and_how_sure() {
        let support = Support { with: 41, asked: 98, share: 0.42, low: 0.325, high: 0.521 };
        let words = Words::of(Language::default());
        let base = |own| Some(ShareBase { of: "survey", own, elsewhere: (0, 0) });
        assert_eq!(
            percent(words, &support, None, base((41, 98))),
            " (42 % of those asked in survey, 32 to 52 %)"
        );
        assert_eq!(
            percent(words, &support, None, base((21, 50))),
            "; in survey 21 of 50 (42 %, 32 to 52 %)"
        );
        assert_eq!(percent(words, &support, None, None), " (42 %, 32 to 52 %)");
        let rate = |estimate| Some(GroupRate { estimate, low: 0.35, high: 0.61 });
        assert_eq!(percent(words, &support, rate(0.44), None), " (42 %, 35 to 61 %)");
        assert_eq!(
            percent(words, &support, rate(0.48), base((41, 98))),
            "; in the group itself, corrected for people sorted into the wrong one, about 48 % of \
             those asked in survey (35 to 61 %)"
        );
    }

    #[test]
    fn bare_answers_need_their_question() {
        let mut indicator =
            Indicator::new("Is it rude? (choose one)", Facet::Behaviour, Measure::Nominal).levels(
                ["Yes, very rude", "Not selected", "No shows", "Once a year or less", "12 - 14"],
            );
        indicator.question = indicator.name.clone();
        let say = |level| {
            label(
                Words::of(Language::default()),
                &indicator,
                &Proposition { indicator: 0, condition: Condition::Is(level) },
            )
        };
        assert_eq!(say(0), "Is it rude? Yes, very rude");
        assert_eq!(say(1), "Is it rude? Not selected");
        assert_eq!(say(2), "No shows");
        assert_eq!(say(3), "Is it rude? Once a year or less");
        assert_eq!(say(4), "Is it rude? 12 - 14");
    }

    #[test]
    fn open_ends_name_no_outer_level() {
        let mut indicator = Indicator::new("Children", Facet::Behaviour, Measure::Ordinal)
            .levels(["0", "1", "2", "9"]);
        let say = |indicator: &Indicator, condition| {
            let words = Words::of(Language::default());
            let (indicator, said) =
                open_ended(words, indicator, &Proposition { indicator: 0, condition });
            label(words, &indicator, &said)
        };
        assert_eq!(say(&indicator, Condition::AtLeast(2)), "Children: 2 or above");
        assert_eq!(say(&indicator, Condition::AtLeast(3)), "Children: 9");
        assert_eq!(say(&indicator, Condition::Below(2)), "Children: below 2");
        assert_eq!(say(&indicator, Condition::Below(1)), "Children: 0");
        indicator = indicator.levels(["Never", "Rarely -- hardly", "Often"]);
        assert_eq!(say(&indicator, Condition::AtLeast(1)), "Children: “Rarely” or above");
        assert_eq!(say(&indicator, Condition::Below(2)), "Children: below “Often”");
    }

    #[test]
    fn grades_are_listed_or_spanned() {
        let indicator =
            Indicator::new("How often? (choose one)", Facet::Behaviour, Measure::Ordinal).levels([
                "Never",
                "Rarely -- hardly",
                "Sometimes",
                "Often",
                "Always",
            ]);
        let say = |condition| {
            label(
                Words::of(Language::default()),
                &indicator,
                &Proposition { indicator: 0, condition },
            )
        };
        assert_eq!(say(Condition::AtLeast(3)), "How often? Often or Always");
        assert_eq!(say(Condition::Below(1)), "How often? Never");
        assert_eq!(say(Condition::Below(3)), "How often? Never, Rarely or Sometimes");
        assert_eq!(say(Condition::Below(4)), "How often? Never to Often");
    }
}
