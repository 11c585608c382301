//! German: findings of grouping respondents.

use super::names::{groups, people, quote};
use super::phrases::kind;
use crate::clustering::findings::{AgainstNature, AgainstNumber, ClusteringFinding as Found};
use crate::clustering::{STEPS, Sameness};
use crate::locale::percent;
use crate::locale::plural::{counted, of_number};
use crate::locale::reason;
use crate::manifest::PersonaKind;

pub(in crate::locale) fn sentence(finding: &Found) -> String {
    match finding {
        Found::FewRespondents { kind, respondents, least } => format!(
            "{}: {}, mindestens {least} sind nötig, um Gruppen zu suchen",
            of_kind(*kind),
            people(*respondents)
        ),
        Found::NoActiveIndicator { kind } => format!(
            "{}: kein Merkmal bildet Gruppen; Ziele, Schwierigkeiten oder Verhalten unter \
             [facets] nennen",
            of_kind(*kind)
        ),
        Found::FewRespondentsPerIndicator { kind, respondents, indicators } => format!(
            "{}: {} bei {}; Anteile werden zur Randverteilung hin geschrumpft",
            of_kind(*kind),
            people(*respondents),
            counted(*indicators, "Merkmal", "Merkmalen")
        ),
        Found::NotConverged { kind, groups: number } => format!(
            "{}: die Suche nach {} endete, bevor sie konvergierte",
            of_kind(*kind),
            groups(*number)
        ),
        Found::FewStartsAgree { kind, groups: number, reached, starts } => format!(
            "{}: {reached} von {} {} die beste Lösung mit {}",
            of_kind(*kind),
            counted(*starts, "Start", "Starts"),
            of_number(*reached, "erreichte", "erreichten"),
            groups(*number)
        ),
        Found::MissingDrivesGroups { kind, agreement } => format!(
            "{}: Gruppen folgen dem, was fehlt (angepasster Rand-Index {}); sie zeigen \
             vielleicht, wer gefragt wurde, nicht, wer sich gleicht",
            of_kind(*kind),
            decimals(*agreement)
        ),
        Found::DegenerateGroups { kind, groups: number, empty, alike } => format!(
            "{}: von {} {} {empty} fast leer und {alike} kaum von einer anderen verschieden",
            of_kind(*kind),
            groups(*number),
            of_number(empty + alike, "ist", "sind")
        ),
        Found::GroupsBeyondPatterns { kind, groups: number, patterns } => format!(
            "{}: {} verlangt, aber Befragte unterscheiden sich nur in {}",
            of_kind(*kind),
            groups(*number),
            counted(*patterns, "Hinsicht", "Hinsichten")
        ),
        Found::RepeatedQuestion { kind, first, others, sameness } => format!(
            "{}: {} Getrennt zählt, was keep_apart in [clustering] auflistet",
            of_kind(*kind),
            repeated(first, others, *sameness)
        ),
        Found::QuestionsBound { kind, first, others } => format!(
            "{}: {} und {} zählen als eine Frage, weil Antworten scharf übereinstimmen, obwohl sie \
             Verschiedenes nennen; fragen sie Verschiedenes, gehören sie unter keep_apart in \
             [clustering]; `[[decide]]` mit id = \"one-question\" und choice = \"taken\" bestätigt",
            of_kind(*kind),
            quote(first),
            others.iter().map(|other| quote(other)).collect::<Vec<_>>().join(", ")
        ),
        Found::LocalDependence { kind, first, second, strength } => format!(
            "{}: {} und {} sind lokal abhängig: sie gehen über die Gruppen hinaus zusammen \
             (Stärke {}). Sagen sie dasselbe, vereint sie [themes]",
            of_kind(*kind),
            quote(first),
            quote(second),
            decimals(*strength)
        ),
        Found::MoreLocalDependence { kind, pairs } => format!(
            "{}: {} von Merkmalen {} über die Gruppen hinaus lokal abhängig",
            of_kind(*kind),
            counted(*pairs, "weiteres Paar", "weitere Paare"),
            of_number(*pairs, "ist", "sind")
        ),
        Found::NotNatural { kind, groups: number, why } => format!(
            "{}: {} {} nicht natürlich genannt: {}",
            of_kind(*kind),
            groups(*number),
            of_number(*number, "wird", "werden"),
            against_nature(*why)
        ),
        Found::NotReproducible { kind, groups: number, why } => format!(
            "{}: {} {} nicht wiederholbar genannt: {}",
            of_kind(*kind),
            groups(*number),
            of_number(*number, "wird", "werden"),
            against_number(*why)
        ),
        Found::DegreesNotKinds { kind, groups: number, described, one_way } => format!(
            "{}: {} sind Grade, keine Arten: Stufen in einer Reihenfolge beschreiben {} % ihrer \
             Unterschiede (Grenze {} %){}",
            of_kind(*kind),
            groups(*number),
            percent(*described),
            percent(STEPS),
            if *one_way {
                ". Alle Merkmale, die sie unterscheiden, zeigen in eine Richtung; eine Neigung \
                 zuzustimmen ist vom Inhalt nicht zu trennen"
            } else {
                ""
            }
        ),
        Found::ResponseStyle { kind, first, questions } => format!(
            "{}: {questions} Fragen mit derselben Skala ({first:?} und weitere) teilen eine \
             Dimension: die Befragten unterscheiden sich darin, wie hoch sie auf alle antworten. \
             Das ist ein Antwortstil, also eine Neigung zu einem Ende der Skala, oder eine \
             allgemeine Haltung. Gruppen wurden neben ihr gesucht; mit `response_style = false` \
             nicht. Anzahlen und Anteile gelten für die Antworten, wie sie gegeben wurden. \
             Aussagen zu einer dieser Fragen werden an Gruppen geprüft, die nach allem anderen \
             gebildet sind, und neue Befragte werden ohne die Dimension zugeordnet",
            of_kind(*kind)
        ),
        Found::ResponseStyleOpen { kind, first, questions } => format!(
            "{}: {questions} Fragen mit derselben Skala ({first:?} und weitere) teilen eine \
             Dimension, die Gruppen nicht erklären: die Befragten unterscheiden sich darin, wie \
             hoch sie auf alle antworten. Ob sie ein Antwortstil ist, also eine Neigung zu einem \
             Ende der Skala, oder der Inhalt der Fragen, ist nicht zu unterscheiden, weil keine \
             zwei Gruppen sich bei ihnen in beide Richtungen unterscheiden. Die Gruppen können \
             Stufen dieser Dimension sein",
            of_kind(*kind)
        ),
        Found::InAccounts { kind, accounts, respondents } => format!(
            "{}: {} teilen sich {accounts} {}: Menschen eines Kontos antworten ähnlich, daher \
             werden Hälften, Wiederholungen, Tests und Intervalle je Konto gebildet",
            of_kind(*kind),
            people(*respondents),
            of_number(*accounts, "Konto", "Konten")
        ),
        Found::NotDescribed { kind, respondents } => format!(
            "{}: {} in keiner Gruppe: was bekannt ist, passt zu keiner oder zu mehreren etwa \
             gleich",
            of_kind(*kind),
            people(*respondents)
        ),
        Found::GroupsForced { kind, groups: number, reason } => format!(
            "{}: {} von Hand festgelegt; {}",
            of_kind(*kind),
            groups(*number),
            reason::german(reason)
        ),
        Found::GroupsConstructed { kind, groups: number, agreement } => format!(
            "{}: {}: dass es nur eine gibt, ist widerlegt, aber die Grenzen hängen davon ab, wer \
             gezogen wird (Übereinstimmung {})",
            of_kind(*kind),
            groups(*number),
            decimals(*agreement)
        ),
        Found::NothingKnown { kind, respondents } => format!(
            "{}: {} ohne Wert bei Merkmalen, die Gruppen bilden, oder mit nur einer Antwort, die \
             zu mehreren passt; keiner Gruppe zuzuordnen",
            of_kind(*kind),
            people(*respondents)
        ),
    }
}

fn repeated(first: &str, others: &[String], sameness: Sameness) -> String {
    let number = others.len();
    let others: Vec<String> = others.iter().map(|name| quote(name)).collect();
    let (first, others) = (quote(first), others.join(", "));
    match sameness {
        Sameness::Copies => format!(
            "{others} {} Wert für Wert aus {first}; für Gruppen zählt nur {first}.",
            of_number(number, "folgt", "folgen")
        ),
        Sameness::Sum => format!(
            "{first} ist Summe, Mittel oder Differenz von {others} und zählt weder für Gruppen \
             noch für Aussagen."
        ),
        Sameness::NoneOfOthers => format!(
            "{first} trifft zu, wo nichts von {others} zutrifft, und zählt nicht für Gruppen."
        ),
        Sameness::Exclusive => format!(
            "von {first}, {others} trifft auf alle genau eines zu; für Gruppen zählen sie als eine \
             Frage."
        ),
        Sameness::Wordings => format!(
            "{first}, {others} fragen dasselbe, gleich oder umgekehrt gestellt: die Antworten \
             stimmen weit mehr überein, als Gruppen erklären. Sie zählen als eine Frage, und je \
             Persona steht eine Aussage darüber."
        ),
    }
}

fn of_kind(of: PersonaKind) -> String {
    format!("Art {}", quote(kind(of)))
}

/// Two decimals behind a comma.
fn decimals(number: f64) -> String {
    format!("{number:.2}").replace('.', ",")
}

fn against_nature(why: AgainstNature) -> &'static str {
    match why {
        AgainstNature::MissingValues => "was fehlt, bildet die Gruppen",
        AgainstNature::SinglePattern => {
            "eine Gruppe ist ein einziges Antwortmuster, wie ein übersprungener Frageblock es \
             hinterlässt"
        }
        AgainstNature::RespondentsBetween => {
            "zwischen den Gruppen liegen mehr Befragte, als getrennte Gruppen ließen"
        }
        AgainstNature::Degrees => "sie sind Grade derselben Sache, keine Arten",
        AgainstNature::SharedDimension => {
            "Fragen teilen eine Dimension, die Gruppen nicht erklären und deren Stufen sie sein \
             können"
        }
        AgainstNature::RepeatedIndicators => {
            "die Gruppen beruhen auf Merkmalen, die dasselbe sagen"
        }
    }
}

fn against_number(why: AgainstNumber) -> String {
    match why {
        AgainstNumber::LargestTried => {
            "es ist die größte Zahl, die versucht wurde; mehr Gruppen beschreiben die Antworten \
             vielleicht besser"
                .to_owned()
        }
        AgainstNumber::NotIdentified { parameters, patterns } => format!(
            "das Modell ist nicht identifiziert, mit {} für {patterns} Antwortmuster: andere \
             Gruppen beschreiben die Antworten gleich gut",
            counted(parameters, "Parameter", "Parametern")
        ),
        AgainstNumber::SharedDimension => "eine Dimension, die Fragen teilen, beschreibt die \
             Antworten besser als Gruppen"
            .to_owned(),
        AgainstNumber::FlatLikelihood => {
            "andere Größen und Raten dieser Gruppen beschreiben die Antworten gleich gut, und erst \
             weitere Fragen trennen sie"
                .to_owned()
        }
    }
}
