//! A questionnaire on how people see the personas they are to work with.

use super::places::escaped;
use crate::locale::Words;
use crate::personas::PersonaSet;

/// The file `persona-perception.md`: for each persona a questionnaire for the people who work with
/// it, before and after a redesign of the page or of the study.
///
/// It follows the eight constructs of the Persona Perception Scale (Salminen, Santos, Kwak, An,
/// Jung and Jansen 2020, doi 10.1016/j.ijhcs.2020.102437), with items in words of our own, because
/// the published items are not ours to copy.
///
/// # Limits
///
/// The validation of the scale holds for its own items, not for these. Use them to compare versions
/// with each other; for research take the published items.
#[must_use]
pub fn perception(personas: &PersonaSet) -> String {
    let words = Words::of(personas.study.language);
    let title = (words.questionnaire.title)(&escaped(&personas.study.title));
    let (how, what) = (words.questionnaire.how.to_owned(), words.questionnaire.what.to_owned());
    let mut text = format!("# {title}\n\n{how}\n\n{what}\n");
    for persona in &personas.personas {
        text.push_str(&format!(
            "\n## {} · {}\n\n| | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n|---|---|---|---|---|---|---|---|\n",
            persona.id,
            escaped(&persona.label)
        ));
        for construct in &words.questionnaire.constructs {
            text.push_str(&format!("| **{}** | | | | | | | |\n", construct.name));
            construct.items.iter().for_each(|item| {
                text.push_str(&format!("| {item} | ☐ | ☐ | ☐ | ☐ | ☐ | ☐ | ☐ |\n"))
            });
        }
    }
    text
}
