//! German: the questionnaire on how people see personas.

use crate::locale::perception::{Construct, Questionnaire};

pub(super) const QUESTIONNAIRE: Questionnaire = Questionnaire {
    title: |title| format!("Wie sehen Sie diese Personas? {title}"),
    how: "Kreuzen Sie an, wie weit Sie jedem Satz zustimmen, von 1 (gar nicht) bis 7 (ganz). Eine \
          richtige Antwort gibt es nicht; lassen Sie aus, was Sie nicht sagen können.",
    what: "Die acht Teile sind die Konstrukte der Persona Perception Scale (Salminen u. a. 2020, \
           doi 10.1016/j.ijhcs.2020.102437). Die Sätze sind eigene, nicht die veröffentlichten, \
           deren Validierung also nicht für sie gilt. Der Wert eines Teils ist das Mittel seiner \
           Sätze; zu vergleichen sind Fassungen einer Persona, nicht Menschen.",
    constructs: CONSTRUCTS,
};

const CONSTRUCTS: [Construct; 8] = [
    Construct {
        name: "Glaubwürdigkeit",
        items: [
            "Einem solchen Menschen könnte ich begegnen.",
            "Was hier von diesem Menschen gesagt wird, überzeugt mich.",
            "Ich glaube, dass es Menschen beschreibt, die es gibt.",
        ],
    },
    Construct {
        name: "Stimmigkeit",
        items: [
            "Die Teile der Beschreibung passen zueinander.",
            "Die Zitate passen zu den Aussagen daneben.",
            "Nichts in der Beschreibung widerspricht etwas anderem darin, ohne es zu sagen.",
        ],
    },
    Construct {
        name: "Vollständigkeit",
        items: [
            "Die Beschreibung enthält, was ich für meine Entscheidungen brauche.",
            "Mir fehlt nichts Wichtiges über diesen Menschen.",
            "Es steht genug darin, um damit zu arbeiten.",
        ],
    },
    Construct {
        name: "Klarheit",
        items: [
            "Ich habe die Beschreibung beim ersten Lesen verstanden.",
            "Die Zahlen sind so gezeigt, dass ich weiß, was sie bedeuten.",
            "Ich kann in einem Satz sagen, was diesen Menschen ausmacht.",
        ],
    },
    Construct {
        name: "Einfühlung",
        items: [
            "Ich kann mich in diesen Menschen hineinversetzen.",
            "Ich verstehe, warum dieser Mensch tut, was beschrieben ist.",
            "Was bei diesem Menschen schiefgeht, ist mir nicht gleich.",
        ],
    },
    Construct {
        name: "Sympathie",
        items: [
            "Mit diesem Menschen würde ich gern sprechen.",
            "Ich finde diesen Menschen angenehm.",
            "Mit diesem Menschen käme ich aus.",
        ],
    },
    Construct {
        name: "Ähnlichkeit",
        items: [
            "Dieser Mensch und ich sehen die Dinge ähnlich.",
            "Ich würde handeln wie dieser Mensch.",
            "Der Alltag dieses Menschen ist wie meiner.",
        ],
    },
    Construct {
        name: "Bereitschaft zum Gebrauch",
        items: [
            "Ich werde diese Beschreibung bei meiner Arbeit gebrauchen.",
            "Ich werde an diesen Menschen denken, wenn ich etwas entscheide.",
            "Ich würde diese Beschreibung anderen empfehlen, mit denen ich arbeite.",
        ],
    },
];
