//! German: findings of grouping respondents.

use super::names::{groups, people, quote};
use super::phrases::kind;
use crate::clustering::findings::{AgainstNature, ClusteringFinding as Found};
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
            "{}: {} ohne Wert bei Merkmalen, die Gruppen bilden; keiner Gruppe zuzuordnen",
            of_kind(*kind),
            people(*respondents)
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
        AgainstNature::RepeatedIndicators => {
            "die Gruppen beruhen auf Merkmalen, die dasselbe sagen"
        }
    }
}
