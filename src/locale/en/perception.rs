//! English: the questionnaire on how people see personas.

use crate::locale::perception::{Construct, Questionnaire};

pub(super) const QUESTIONNAIRE: Questionnaire = Questionnaire {
    title: |title| format!("How do you see these personas? {title}"),
    how: "Tick how far you agree with each sentence, from 1 (not at all) to 7 (wholly). There is \
          no right answer; leave out what you cannot say.",
    what: "The eight parts are the constructs of the Persona Perception Scale (Salminen et al. \
           2020, doi 10.1016/j.ijhcs.2020.102437). The items are in words of our own, not the \
           published ones, whose validation therefore does not extend to them. The score of a \
           part is the mean of its items; compare versions of a persona, not people.",
    constructs: CONSTRUCTS,
};

const CONSTRUCTS: [Construct; 8] = [
    Construct {
        name: "Credibility",
        items: [
            "I could meet somebody like this.",
            "What is said here of this person convinces me.",
            "I believe that it describes people who exist.",
        ],
    },
    Construct {
        name: "Consistency",
        items: [
            "The parts of the description fit each other.",
            "The quotes go with the claims beside them.",
            "Nothing in the description contradicts something else in it without saying so.",
        ],
    },
    Construct {
        name: "Completeness",
        items: [
            "The description holds what I need for my decisions.",
            "I miss nothing important about this person.",
            "There is enough detail to work with.",
        ],
    },
    Construct {
        name: "Clarity",
        items: [
            "I understood the description at first reading.",
            "The figures are shown so that I know what they mean.",
            "I can say in a sentence what sets this person apart.",
        ],
    },
    Construct {
        name: "Empathy",
        items: [
            "I can put myself in this person's place.",
            "I understand why this person does what is described.",
            "I care about what goes wrong for this person.",
        ],
    },
    Construct {
        name: "Likability",
        items: [
            "I should like to talk with this person.",
            "I find this person pleasant.",
            "I could get along with this person.",
        ],
    },
    Construct {
        name: "Similarity",
        items: [
            "This person and I see things alike.",
            "I would act as this person does.",
            "This person's everyday life is like mine.",
        ],
    },
    Construct {
        name: "Willingness to use",
        items: [
            "I shall use this description in my work.",
            "I shall think of this person when I decide something.",
            "I would recommend this description to a colleague.",
        ],
    },
];
