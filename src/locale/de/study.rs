//! German: findings of joining sources to a study.

use super::names::{of_people, quote};
use super::phrases::kind;
use super::sources;
use crate::locale::decisions::readings;
use crate::locale::plural::{counted, listed_lines, of_number};
use crate::manifest::StudyDecision;
use crate::study::findings::{AggregateUnit, NamedBy, RespondentList, StudyFinding as Found};

pub(in crate::locale) fn sentence(finding: &Found) -> String {
    match finding {
        Found::DecisionOpen { decision, .. } => {
            let StudyDecision { question, taken, effect, .. } = &**decision;
            let choices = readings(decision, |name, effect| format!("{} ({effect})", quote(name)));
            let taken = taken.as_deref().unwrap_or_default();
            format!(
                "nicht entschieden: {question} Angenommen ist {}: {effect}. Möglich ist auch \
                 {}; `choice = {taken:?}` bestätigt",
                quote(taken),
                choices.join(" oder ")
            )
        }
        Found::FormatRecognised { format, clue } => {
            format!("als {format} gelesen: {}", sources::clue(*clue))
        }
        Found::StructureRead { structure, columns, of } => {
            let of = counted(*of, "Spalte", "Spalten");
            let asks = of_number(*columns, "sie fragt", "sie fragen");
            format!("{structure} sagt von {columns} von {of}, was {asks}")
        }
        Found::PassedOver { source } => {
            format!("ein Eintrag von {source} gehört jemandem, der zurückgezogen hat; übergangen")
        }
        Found::ColumnNotThere { source, column } => format!(
            "{source} hat keine Spalte {}, die das gespeicherte Modell liest; sie zählt als \
             unbekannt",
            quote(column)
        ),
        Found::NoRespondent { pattern } => {
            let pattern = quote(pattern);
            format!("Name passt nicht zu {pattern}; das Transkript gehört niemandem")
        }
        Found::RespondentsRecognised { source, by } => {
            let by = match by {
                NamedBy::Cases => "die Fälle",
                NamedBy::Documents => "die Namen der Dokumente",
            };
            format!("Befragte von {source} sind {by}; `respondent` legt andere fest")
        }
        Found::NoCase {} => "Dokument gehört zu keinem Fall und damit niemandem".to_owned(),
        Found::SeveralCases { first, second } => format!(
            "Dokument gehört zu mehreren Fällen, etwa {} und {}, und damit niemandem",
            quote(first),
            quote(second)
        ),
        Found::AttributesOfNobody { case } => {
            format!("{case} hat Variablen, ist aber nicht befragt; sie werden nicht verwendet")
        }
        Found::AttributeConflict { variable, respondent } => format!(
            "Variable {} hat mehrere Werte für {respondent}; der erste gilt",
            quote(variable)
        ),
        Found::NoRespondentId {} => {
            "Kennung der befragten Person ist leer; Zeile nicht verwendet".to_owned()
        }
        Found::NobodysWords { found, column } => format!(
            "{found} in {} nennt keine einzelne befragte Person; die Worte gehören niemandem",
            quote(column)
        ),
        Found::SeveralInCell { column } => format!(
            "eine Zelle von {} nennt mehrere Befragte; sie zählt für jede und jeden davon",
            quote(column)
        ),
        Found::DuplicateRespondent { respondent } => {
            format!("{respondent} hat eine weitere Zeile; die vollständigste gilt")
        }
        Found::DuplicateKey { key, value } => {
            format!("{key} {value} steht in mehreren Zeilen; verbindet nichts")
        }
        Found::KeyConflict { key, value } => {
            format!("{key} {value} würde zwei Befragte einer Quelle verbinden; verbindet nichts")
        }
        Found::Aggregated { source, rows, into, unit } => {
            let into = match unit {
                AggregateUnit::Accounts => counted(*into, "Konto", "Konten"),
                AggregateUnit::Respondents => of_people(*into),
            };
            format!(
                "{} von {source} {} zu je einer für {into} zusammengefasst",
                counted(*rows, "Zeile", "Zeilen"),
                of_number(*rows, "ist", "sind")
            )
        }
        Found::LedThrough { source, through, rows, of } => format!(
            "{rows} von {} aus {source} {} über {through} zu Menschen",
            counted(*of, "Zeile", "Zeilen"),
            of_number(*rows, "führt", "führen")
        ),
        Found::AgesCountedTo { source, day, column } => format!(
            "Alter in {source} zählen bis {day}, dem neuesten Datum von {}; `as_of` legt einen \
             anderen Tag fest",
            quote(column)
        ),
        Found::AfterAsOf { day } => {
            format!("Zeile ist nach dem {day} datiert; nicht verwendet")
        }
        Found::UndatedRow {} => {
            "Zeile hat kein Datum; sie zählt nirgends, wo das Datum entscheidet".to_owned()
        }
        Found::NoAmount {} => "Betrag ist leer; die Zeile trägt nichts bei".to_owned(),
        Found::OtherCurrency { found, kept } => {
            format!(
                "Betrag ist in {found}, nicht in {kept}; weggelassen, `unit` legt fest, was gilt"
            )
        }
        Found::SeveralValues { column, respondent } => format!(
            "{} hat mehrere Werte in den Zeilen von {respondent}; der häufigste gilt",
            quote(column)
        ),
        Found::SeveralAccounts {} => {
            "befragte Person gehört zu mehreren Konten; das erste gilt".to_owned()
        }
        Found::NoAccount {} => "Konto ist leer; Zeile nicht verwendet".to_owned(),
        Found::DuplicateAccount { account } => format!(
            "Konto {account} hat eine weitere Zeile; die vollständigste gilt, \
             `[source.aggregate]` verwendet alle"
        ),
        Found::AccountsOfNobody { source, accounts, of } => format!(
            "{accounts} von {} in {source} {} zu niemandem; nicht verwendet",
            counted(*of, "Konto", "Konten"),
            of_number(*accounts, "gehört", "gehören")
        ),
        Found::AccountsUnknown { source, respondents, of } => {
            format!("{source} sagt nichts über die Konten von {respondents} von {}", of_people(*of))
        }
        Found::NotJoined { source, respondents, of } => format!(
            "{respondents} von {} von {source} {} in keiner anderen Quelle",
            of_people(*of),
            of_number(*respondents, "ist", "sind")
        ),
        Found::PageLanguage { language } => {
            format!(
                "Wörter werden als solche der Sprache {language} verglichen; Berichte sind auf Englisch"
            )
        }
        Found::IdsApart { first, second, shared, of } => format!(
            "{first} und {second} haben {shared} von {} gemeinsam, aber nichts verknüpft sie: \
             Dieselben Menschen zählen doppelt; `ids = \"people\"` in beiden Quellen verknüpft sie",
            counted(*of, "Kennung", "Kennungen")
        ),
        Found::RowsNoPeople { source, rows } => format!(
            "Zeilen von {source} sind von der Art {rows}, keine Menschen: Personas würden diese \
             beschreiben"
        ),
        Found::PersonalIdentifier { source, column } => format!(
            "Befragte von {source} heißen nach {}; die Spalte enthält personenbezogene Daten und \
             erscheint in der Ausgabe",
            quote(column)
        ),
        Found::KeyFileMissing { file } => format!(
            "der Datenschutzschlüssel {file} fehlt: nicht gezeigte Worte erhalten keine \
             Prüfsumme, und `verify` kann sie nicht prüfen"
        ),
        Found::ExclusionsMissing { file } => format!(
            "die Liste der Ausschlüsse {file} fehlt, obwohl ihr Schlüssel da ist: ist sie \
             verloren, sind Zurückgezogene wieder in der Studie"
        ),
        Found::WeightInvalid { found } => format!(
            "Gewicht {found} ist keine positive Zahl; die Zeile zählt nicht in Anteilen und \
             Gruppen"
        ),
        Found::RoleConflict { respondent, kept, other } => format!(
            "{respondent} gehört in einer Quelle zur Art {kept}, in einer anderen zu {other}; \
             {kept} gilt",
            kept = quote(kind(*kept)),
            other = quote(kind(*other))
        ),
        Found::RoleUnknown { role, kind: taken } => format!(
            "Rolle {} steht nicht im Manifest; gilt als {}",
            quote(role),
            quote(kind(*taken))
        ),
        Found::UnknownCode { code } => format!("Code {} steht nicht im Codebuch", quote(code)),
        Found::CodeUnused { code } => {
            format!("Code {} steht im Codebuch, aber an keinem Segment", quote(code))
        }
        Found::UnknownDocument { document } => {
            format!("kein Transkript heißt {}; Segment nicht verwendet", quote(document))
        }
        Found::SegmentOutsideTranscript { start, end, length } => format!(
            "Segment {start} bis {end} liegt außerhalb des Transkripts von {length} Zeichen; \
             nicht verwendet"
        ),
        Found::CodesInRows {} => {
            "Zeilen sehen aus wie Codes und Spalten wie Personen oder Dokumente, doch jede Zeile \
             zählt als Befragte; drehen Sie die Tabelle so, dass jede Person eine Zeile hat"
                .to_owned()
        }
        Found::SumLeftOut {} => {
            "Spalte ist die Summe der anderen und zählt nicht als Code; `segments` legt es anders \
             fest"
                .to_owned()
        }
        Found::QuoteMoved {} => {
            "Zitat steht nicht an seiner Position; an anderer Stelle des Transkripts gefunden"
                .to_owned()
        }
        Found::SegmentAnchored { source, segments, of } => format!(
            "{segments} von {} von {source} {} nach dem Zitat gesetzt, das im Transkript einmal \
             vorkommt",
            counted(*of, "Segment", "Segmenten"),
            of_number(*segments, "ist", "sind")
        ),
        Found::SegmentAmbiguous { places } => format!(
            "Zitat kommt im Transkript {places}-mal vor; nach der Reihenfolge der Zeilen gesetzt"
        ),
        Found::SegmentLost { lines } => {
            let (lines, word) =
                (listed_lines(lines), if lines.len() == 1 { "Zeile" } else { "Zeilen" });
            format!("Zitat steht nicht im Transkript; nicht verwendet: {word} {lines}")
        }
        Found::QuoteElided { characters } => format!(
            "Zitat lässt Worte aus oder fügt welche ein; Beleg ist die Stelle von seinen ersten \
             bis zu seinen letzten Worten, mit {} mehr",
            counted(*characters, "Zeichen", "Zeichen")
        ),
        Found::InterviewerWords {} => {
            "Segment enthält nur Worte der interviewenden Person; kein Beleg".to_owned()
        }
        Found::InterviewerProposed { source, label } => format!(
            "{source}: {} stellt Fragen und gilt als interviewende Person, deren Worte keine \
             Belege sind; `interviewer = [\"{label}\"]` bestätigt es",
            quote(label)
        ),
        Found::QuestionsUnlabelled { source } => format!(
            "{source}: Zeilen ohne Sprechernamen stellen Fragen und gelten als die der \
             interviewenden Person; Sprechernamen davor schaffen Gewissheit"
        ),
        Found::SpeakersUnknown { source, speakers } => format!(
            "{source}: wer spricht, ist nicht bekannt: nichts sagt sicher, wer von {} die \
             befragte Person ist; die Worte zählen als ihre und werden nicht zitiert; \
             `interviewer` nennt, wer fragt",
            counted(*speakers, "Sprecher", "Sprechern")
        ),
        Found::SeveralSpeakers { source, speakers } => format!(
            "{source}: {speakers} Sprecher werden in einem Transkript einer befragten Person \
             gefragt und zählen alle als diese; `respondent = {{ speaker = 'Muster' }}` macht jeden \
             zu einer eigenen"
        ),
        Found::SegmentClipped {} => {
            "Segment reicht in Worte der interviewenden Person; auf die der befragten gekürzt"
                .to_owned()
        }
        Found::SegmentRepeated {} => {
            "Code wiederholt eine frühere Zeile derselben codierenden Person an denselben Worten; \
             einmal gezählt"
                .to_owned()
        }
        Found::Uncoded { source } => format!(
            "{source}: Transkript hat kein codiertes Segment; seine Codes zählen als unbekannt"
        ),
        Found::UnknownRespondent { list, respondent } => {
            let list = match list {
                RespondentList::Asked(code) => format!("`asked` von {}", quote(code)),
                RespondentList::File(file) => file.clone(),
            };
            format!("{list} nennt {respondent}, in keiner Quelle zu finden")
        }
        Found::SingleCoder { source } => format!(
            "{source} hat eine einzige codierende Person; die Übereinstimmung Codierender ist \
             nicht bekannt"
        ),
        Found::OutcomeMarks { column } => format!(
            "{} kennzeichnet eine befragte Person als nicht zu bedienen; von den anderen getrennt \
             beschrieben",
            quote(column)
        ),
    }
}
