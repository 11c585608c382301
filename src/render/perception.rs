//! A questionnaire on how people see the personas they are to work with.

use super::places::escaped;
use crate::personas::PersonaSet;

/// What the scale measures, and two items each.
const CONSTRUCTS: [(&str, [&str; 3]); 8] = [
    (
        "Credibility",
        [
            "I could meet somebody like this.",
            "What is said here of this person convinces me.",
            "I believe that it describes people who exist.",
        ],
    ),
    (
        "Consistency",
        [
            "The parts of the description fit each other.",
            "The quotes go with the claims beside them.",
            "Nothing in the description contradicts something else in it without saying so.",
        ],
    ),
    (
        "Completeness",
        [
            "The description holds what I need for my decisions.",
            "I miss nothing important about this person.",
            "There is enough detail to work with.",
        ],
    ),
    (
        "Clarity",
        [
            "I understood the description at first reading.",
            "The figures are shown so that I know what they mean.",
            "I can say in a sentence what sets this person apart.",
        ],
    ),
    (
        "Empathy",
        [
            "I can put myself in this person's place.",
            "I understand why this person does what is described.",
            "I care about what goes wrong for this person.",
        ],
    ),
    (
        "Likability",
        [
            "I should like to talk with this person.",
            "I find this person pleasant.",
            "I could get along with this person.",
        ],
    ),
    (
        "Similarity",
        [
            "This person and I see things alike.",
            "I would act as this person does.",
            "This person's everyday life is like mine.",
        ],
    ),
    (
        "Willingness to use",
        [
            "I shall use this description in my work.",
            "I shall think of this person when I decide something.",
            "I would recommend this description to a colleague.",
        ],
    ),
];

/// The file `persona-perception.md`: for each persona a questionnaire for those who work with it, before and after a redesign of the page or of the study.
///
/// It follows the eight constructs of the Persona Perception Scale (Salminen, Santos, Kwak, An, Jung and Jansen 2020, doi 10.1016/j.ijhcs.2020.102437), with
/// items in words of our own, because the published items are not ours to copy.
///
/// # Limits
///
/// The validation of the scale holds for its own items, not for these. Use them to compare versions with each other; for research take the published items.
#[must_use]
pub fn perception(personas: &PersonaSet) -> String {
    let mut text = format!("# How do you see these personas? {}\n\n", escaped(&personas.study.title));
    text.push_str(
        "Tick how far you agree with each sentence, from 1 (not at all) to 7 (wholly). There is no right answer; leave out what you cannot say.\n\n\
         The eight parts are the constructs of the Persona Perception Scale (Salminen et al. 2020, doi 10.1016/j.ijhcs.2020.102437). The items are in words of \
         our own, not the published ones, whose validation therefore does not extend to them. The score of a part is the mean of its items; compare \
         versions of a persona, not people.\n",
    );
    for persona in &personas.personas {
        text.push_str(&format!(
            "\n## {} · {}\n\n| | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n|---|---|---|---|---|---|---|---|\n",
            persona.id,
            escaped(&persona.label)
        ));
        for (construct, items) in CONSTRUCTS {
            text.push_str(&format!("| **{construct}** | | | | | | | |\n"));
            items.iter().for_each(|item| text.push_str(&format!("| {item} | ☐ | ☐ | ☐ | ☐ | ☐ | ☐ | ☐ |\n")));
        }
    }
    text
}
