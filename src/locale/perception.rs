//! The questionnaire on how people see personas, in English and in German.

use super::Words;
use super::pages::Text;

/// What frames it.
pub(super) const PERCEPTION: &[Text] = &[
    (
        "perception_title",
        "How do you see these personas? {title}",
        "Wie sehen Sie diese Personas? {title}",
    ),
    (
        "perception_how",
        "Tick how far you agree with each sentence, from 1 (not at all) to 7 (wholly). There is no right answer; leave out what you cannot say.",
        "Kreuzen Sie an, wie weit Sie jedem Satz zustimmen, von 1 (gar nicht) bis 7 (ganz). Eine richtige Antwort gibt es nicht; lassen Sie aus, was Sie nicht sagen können.",
    ),
    (
        "perception_what",
        "The eight parts are the constructs of the Persona Perception Scale (Salminen et al. 2020, doi 10.1016/j.ijhcs.2020.102437). The items are in words of \
         our own, not the published ones, whose validation therefore does not extend to them. The score of a part is the mean of its items; compare \
         versions of a persona, not people.",
        "Die acht Teile sind die Konstrukte der Persona Perception Scale (Salminen u. a. 2020, doi 10.1016/j.ijhcs.2020.102437). Die Sätze sind eigene, \
         nicht die veröffentlichten, deren Validierung also nicht für sie gilt. Der Wert eines Teils ist das Mittel seiner Sätze; zu vergleichen sind Fassungen \
         einer Persona, nicht Menschen.",
    ),
];

/// A construct and its items.
type Construct = (&'static str, [&'static str; 3]);

const ENGLISH: [Construct; 8] = [
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

const GERMAN: [Construct; 8] = [
    (
        "Glaubwürdigkeit",
        [
            "Einem solchen Menschen könnte ich begegnen.",
            "Was hier von diesem Menschen gesagt wird, überzeugt mich.",
            "Ich glaube, dass es Menschen beschreibt, die es gibt.",
        ],
    ),
    (
        "Stimmigkeit",
        [
            "Die Teile der Beschreibung passen zueinander.",
            "Die Zitate passen zu den Aussagen daneben.",
            "Nichts in der Beschreibung widerspricht etwas anderem darin, ohne es zu sagen.",
        ],
    ),
    (
        "Vollständigkeit",
        [
            "Die Beschreibung enthält, was ich für meine Entscheidungen brauche.",
            "Mir fehlt nichts Wichtiges über diesen Menschen.",
            "Es steht genug darin, um damit zu arbeiten.",
        ],
    ),
    (
        "Klarheit",
        [
            "Ich habe die Beschreibung beim ersten Lesen verstanden.",
            "Die Zahlen sind so gezeigt, dass ich weiß, was sie bedeuten.",
            "Ich kann in einem Satz sagen, was diesen Menschen ausmacht.",
        ],
    ),
    (
        "Einfühlung",
        [
            "Ich kann mich in diesen Menschen hineinversetzen.",
            "Ich verstehe, warum dieser Mensch tut, was beschrieben ist.",
            "Was bei diesem Menschen schiefgeht, ist mir nicht gleich.",
        ],
    ),
    (
        "Sympathie",
        [
            "Mit diesem Menschen würde ich gern sprechen.",
            "Ich finde diesen Menschen angenehm.",
            "Mit diesem Menschen käme ich aus.",
        ],
    ),
    (
        "Ähnlichkeit",
        [
            "Dieser Mensch und ich sehen die Dinge ähnlich.",
            "Ich würde handeln wie dieser Mensch.",
            "Der Alltag dieses Menschen ist wie meiner.",
        ],
    ),
    (
        "Bereitschaft zum Gebrauch",
        [
            "Ich werde diese Beschreibung bei meiner Arbeit gebrauchen.",
            "Ich werde an diesen Menschen denken, wenn ich etwas entscheide.",
            "Ich würde diese Beschreibung anderen empfehlen, mit denen ich arbeite.",
        ],
    ),
];

impl Words {
    /// What the questionnaire measures, with its items.
    pub(crate) fn perception(&self) -> &'static [Construct; 8] {
        if self.code == "de" { &GERMAN } else { &ENGLISH }
    }
}
