//! German: findings of reading files.

use super::names::{quote, scale};
use crate::locale::plural::{beginning_of, counted, of_number};
use crate::sources::clue::FormatClue;
use crate::sources::derivation::Derivation;
use crate::sources::finding_data::{
    LeftOut, PositionsFit, ProjectPart, SpecialFile, UnreadColumn, Wordless,
};
use crate::sources::findings::SourcesFinding as Found;
use crate::sources::personal_kind::PersonalKind;
use crate::sources::{DateOrder, Delimiter, LineEnds, Positions, Unit};

pub(in crate::locale) fn sentence(finding: &Found) -> String {
    match finding {
        Found::EncodingRecognised { encoding, in_place_of: None } => {
            format!("als {encoding} gelesen")
        }
        Found::EncodingRecognised { encoding, in_place_of: Some(unknown) } => {
            format!("als {encoding} gelesen, da {unknown} nicht bekannt ist")
        }
        Found::BadByte { encoding } => {
            format!("Byte ist kein gültiges {encoding}; als U+FFFD gezeigt")
        }
        Found::DialectRecognised { delimiter } => {
            format!("Zellen sind durch {} getrennt", delimiters(*delimiter))
        }
        Found::CasesMissing { stated, found } => {
            format!("Datei nennt {} und enthält {found}", counted(*stated, "Fall", "Fälle"))
        }
        Found::ColumnUnread { holds } => format!(
            "Spalte enthält {}, was Zellen einer Tabelle nicht fassen; weggelassen",
            unread_column(holds)
        ),
        Found::SheetChosen { sheet, others } => format!(
            "Blatt {} wird gelesen; `sheet` nennt ein anderes von {}",
            quote(sheet),
            others.join(", ")
        ),
        Found::RaggedRow { expected, found } => format!(
            "Zeile hat {}, die Kopfzeile aber {}; nicht verwendet",
            counted(*found, "Zelle", "Zellen"),
            counted(*expected, "Spalte", "Spalten")
        ),
        Found::BlankRow {} => "Zeile ist leer; nicht verwendet".to_owned(),
        Found::FooterRow {} => "Zeile ist die Fußzeile eines Berichts; nicht verwendet".to_owned(),
        Found::TotalRow {} => "Zeile ist die Summe der Zeilen darüber; nicht verwendet".to_owned(),
        Found::TitleRow {} => "Zeile steht über den Überschriften; nicht gelesen".to_owned(),
        Found::EntitiesRead { cells } => format!(
            "{} Zeichen in der Schreibweise von Webseiten (`&amp;`); als Zeichen gelesen",
            counted(*cells, "Zelle hat", "Zellen haben")
        ),
        Found::WholeNumbersRead { cells } => format!(
            "{} ganze Zahlen mit leerer Nachkommastelle (`4.0`); ohne sie gelesen",
            counted(*cells, "Zelle hat", "Zellen haben")
        ),
        Found::ListsRead { cells } => format!(
            "{} mit Anführungszeichen um jeden Eintrag; ohne sie gelesen",
            counted(*cells, "Zelle enthält eine Liste", "Zellen enthalten Listen")
        ),
        Found::FurtherHeading {} => "Zeile setzt die Kopfzeile fort; nicht verwendet".to_owned(),
        Found::TestResponse { column } => format!(
            "laut {} ist die Zeile ein Test des Fragebogens; nicht verwendet \
             (`keep = [\"tests\"]` verwendet sie)",
            quote(column)
        ),
        Found::PartialResponse { column } => format!(
            "laut {} wurde der Fragebogen nicht beendet; nicht verwendet \
             (`keep = [\"partials\"]` verwendet ihn)",
            quote(column)
        ),
        Found::DuplicateHeader { name, shown } => {
            format!("Spalte {} kommt noch einmal vor; {} genannt", quote(name), quote(shown))
        }
        Found::EmptyHeader { shown } => {
            format!("Spalte hat keinen Namen; {} genannt", quote(shown))
        }
        Found::OptionsJoined { question } => format!(
            "Spalte fasst die Antworten auf {} zusammen, deren jede eine eigene Spalte hat; \
             weggelassen",
            quote(question)
        ),
        Found::ScaleRecognised { scale: found } => {
            format!("erkannt als {}: {}", found.name(), scale(*found))
        }
        Found::ColumnDerived { how, from } => {
            format!("{}; weggelassen, weil sie doppelt zählen würde", derived(*how, from))
        }
        Found::ColumnPersonal { kind, in_doubt } => {
            let what = match kind {
                PersonalKind::Names => "Namen von Menschen",
                PersonalKind::BirthDates => "Geburtsdaten",
            };
            let seems = if *in_doubt { "sind vielleicht" } else { "sind" };
            format!("Werte {seems} {what}; weggelassen, solange keine `scale` angegeben ist")
        }
        Found::FewAnswers { columns } => format!(
            "{} weniger als {} Werte; was darin steht, ist geraten, bis `scale` es angibt",
            counted(*columns, "Spalte hat", "Spalten haben"),
            crate::sources::FEW_ANSWERS
        ),
        Found::AllMissing {} => "Spalte hat in keiner Zeile einen Wert; weggelassen".to_owned(),
        Found::ConstantColumn {} => {
            "Spalte hat in jeder Zeile mit Wert denselben; weggelassen".to_owned()
        }
        Found::OutOfScale { found } => {
            format!("{found} liegt nicht auf der Skala; zählt als fehlend")
        }
        Found::NoAnswer { found, column } => {
            format!("{} zählt als keine Antwort, zuerst in Spalte {}", quote(found), quote(column))
        }
        Found::LevelsPooled { levels, rows } => format!(
            "{} ({}) {} gemeinsam als andere Antworten",
            counted(*levels, "seltene Antwort", "seltene Antworten"),
            counted(*rows, "Zeile", "Zeilen"),
            of_number(*levels, "zählt", "zählen")
        ),
        Found::DateOrderRecognised { order, cells } => format!(
            "Datumsangaben werden mit {} gelesen: {} {} nichts anderes zu",
            date_order(*order),
            counted(*cells, "Zelle", "Zellen"),
            of_number(*cells, "lässt", "lassen")
        ),
        Found::DateOrderUnknown { found } => format!(
            "{} kann mit dem Tag oder dem Monat beginnen, und kein Datum der Spalte entscheidet \
             es; solche Angaben sind unbekannt, bis `date_order` es festlegt",
            quote(found)
        ),
        Found::ScaleProposed { questions, order } => format!(
            "{} dieselben Antworten, die wie eine Skala zusammengehen: {}; sie zählen ohne \
             Reihenfolge, bis `levels` sie festlegt, von niedrig nach hoch",
            counted(*questions, "Frage hat", "Fragen haben"),
            order.iter().map(|label| quote(label)).collect::<Vec<_>>().join(", ")
        ),
        Found::RangeMadeDate { found } => format!(
            "{} steht unter Zahlenbereichen: Eine Tabellenkalkulation hat aus einem davon ein \
             Datum gemacht; es behält seinen Platz, und die Datei sollte neu exportiert werden",
            quote(found)
        ),
        Found::UnreadDate { found } => {
            format!("{} ist kein bekanntes Datum; zählt als unbekannt", quote(found))
        }
        Found::NoTurns {} => {
            "keine Sprechernamen gefunden; alles zählt als Worte der befragten Person".to_owned()
        }
        Found::TalkUnlabelled { documents } => format!(
            "keine Sprecherkürzel gefunden, doch Fragen und Antworten wechseln sich ab; alle Worte \
             zählen als die der befragten Person, und keines wird zitiert, bis Kürzel wie „I:“ und \
             „B:“ sagen, wer spricht: {}",
            beginning_of(documents, "weitere")
        ),
        Found::SpeakerDisputed { label } => format!(
            "andere Transkripte geben {} eine andere Rolle als dieses oder widersprechen sich; die \
             Worte zählen als die der befragten Person und werden nicht zitiert, bis `interviewer` \
             den Namen nennt oder eine Rolle in Klammern zwei Personen unterscheidet",
            quote(label)
        ),
        Found::ResultLeftOut {} => {
            "Ordner enthält die Dateien eines früheren Laufs, die keine Daten sind; ausgelassen"
                .to_owned()
        }
        Found::EmptyTranscript {} => "Transkript hat keinen Text; weggelassen".to_owned(),
        Found::AboutStudy { name } => format!(
            "„{name}“ heißt wie eine Unterlage zur Studie, ist also kein Transkript; weggelassen"
        ),
        Found::FileIgnored {} => {
            "kein Transkript (.txt, .md, .docx, .odt, .vtt, .srt, .sbv); weggelassen".to_owned()
        }
        Found::EntryLeftOut { why } => format!("{}; weggelassen", left_out(why)),
        Found::CueWithoutTime {} => {
            "über den Zeilen steht keine Zeitangabe; nicht verwendet".to_owned()
        }
        Found::CueWithoutWords {} => "Untertitel hat keine Worte; nicht verwendet".to_owned(),
        Found::PositionsRecognised { positions, fit } => {
            format!("Positionen werden gelesen als {}: {}", counting(*positions), evidence_of(fit))
        }
        Found::PositionsDoubtful { positions, fit } => format!(
            "Positionen werden gelesen als {}, was zweifelhaft ist: {}; `positions` im Manifest \
             legt die richtige Zählung fest",
            counting(*positions),
            evidence_of(fit)
        ),
        Found::DocumentWithoutText { document, path } => format!(
            "{} hat im Projekt keinen Text ({}); seine codierten Segmente werden nicht verwendet",
            quote(document),
            path.as_deref().unwrap_or("kein Pfad")
        ),
        Found::DocumentRepeated { document, first, kept: true } => format!(
            "{document} hat die GUID von {first}: Verweise auf diese GUID werden nicht verwendet, \
             denn sie könnten beide meinen"
        ),
        Found::DocumentRepeated { document, first, kept: false } => format!(
            "{document} und {first} haben eine GUID und denselben Text, und nichts zeigt, dass es \
             der Text von {document} ist: seine Codierungen werden nicht verwendet"
        ),
        Found::CodingWithoutText { on } => {
            format!("Code liegt auf {}, nicht auf Worten; nicht verwendet", wordless(*on))
        }
        Found::ChangesBeside { file } => format!(
            "{file} neben der Datenbank enthält Änderungen, die nicht gelesen werden; das Projekt \
             in seinem Programm schließen und neu lesen"
        ),
        Found::CodingWithoutCode { code } => {
            format!("kein Code des Projekts heißt {}; nicht verwendet", quote(code))
        }
        Found::CodingOfClaim {} => {
            "Code ist die Aussage einer Persona, gesetzt von persona-synthesis; nicht verwendet"
                .to_owned()
        }
        Found::SegmentUncoded {} => "Segment hat keinen Code; nicht verwendet".to_owned(),
        Found::SuggestionNotKept {} => {
            "vorgeschlagene Codierung ist in `keep` nicht angekreuzt; nicht verwendet".to_owned()
        }
        Found::SuggestionUnedited {} => {
            "Codierung ist so, wie sie vorgeschlagen wurde; Aussagen darauf nennen sie \
             „(vorgeschlagen)“, bis jemand ihren Code bearbeitet"
                .to_owned()
        }
        Found::SuggestionUnchecked {} => {
            "Vorschlag nennt keine Worte seiner Stelle; ob die Position noch stimmt, lässt sich \
             nicht prüfen. Hat sich das Transkript geändert, rufen Sie `personas suggest` \
             erneut auf"
                .to_owned()
        }
        Found::CodingWithoutSegment {} => {
            "Code liegt auf einem Segment, das es nicht gibt; nicht verwendet".to_owned()
        }
        Found::DuplicateCode { code } => {
            format!("Code {} kommt noch einmal vor; beide zählen als einer", quote(code))
        }
        Found::CodesAreCases { codes } => format!(
            "{}: sie sagen, wessen Worte eine Stelle ist, nicht, wovon sie handelt",
            counted(*codes, "Code ist ein Fall", "Codes sind Fälle")
        ),
        Found::ProjectPartUnread { part } => {
            format!("{} des Projekts werden nicht gelesen", project_part(*part))
        }
        Found::CaseReferenceLost { case } => format!(
            "Fall {} verweist auf ein Dokument oder eine Stelle, die es nicht gibt; nicht \
             verwendet",
            quote(case)
        ),
    }
}

fn derived(how: Derivation, from: &[String]) -> String {
    let from = from.iter().map(|name| quote(name)).collect::<Vec<_>>().join(", ");
    match how {
        Derivation::Formula => "Spalte ist berechnet: Ihre Überschrift ist eine Formel".to_owned(),
        Derivation::Copy => format!("Spalte hat zu jeder Antwort aus {from} genau eine"),
        Derivation::Recode => format!("Spalte fasst die Antworten aus {from} zusammen"),
        Derivation::Bands => format!("Spalte teilt die Zahlen aus {from} in Klassen ein"),
        Derivation::Sum => format!("Spalte ist Summe, Mittel oder Differenz von {from}"),
        Derivation::Product => format!("Spalte ist Produkt oder Verhältnis von {from}"),
        Derivation::DatePart => format!("Spalte ist ein Teil des Datums in {from}"),
    }
}

fn delimiters(delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Comma => "Kommas",
        Delimiter::Semicolon => "Semikolons",
        Delimiter::Tab => "Tabulatoren",
        Delimiter::Bar => "senkrechte Striche",
    }
}

fn unread_column(holds: &UnreadColumn) -> String {
    match holds {
        UnreadColumn::Bytes => "Bytes, die kein Text sind".to_owned(),
        UnreadColumn::ListOrMap => "eine Liste oder Zuordnung".to_owned(),
        UnreadColumn::OfType(name) => format!("Werte des Typs {name}"),
    }
}

fn date_order(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayMonth => "dem Tag vor dem Monat",
        DateOrder::MonthDay => "dem Monat vor dem Tag",
    }
}

fn left_out(why: &LeftOut) -> String {
    match why {
        LeftOut::LinkToNowhere => "Verknüpfung führt ins Leere".to_owned(),
        LeftOut::LinkOutOfFolder => "Verknüpfung führt aus dem Ordner hinaus".to_owned(),
        LeftOut::TooDeep { most } => format!("Ordner liegt mehr als {most} Ebenen tief"),
        LeftOut::Unreadable { error } => format!("nicht lesbar ({error})"),
        LeftOut::NoFile(SpecialFile::Folder) => "ein Ordner, keine Datei".to_owned(),
        LeftOut::NoFile(SpecialFile::Pipe) => "eine benannte Pipe, keine Datei".to_owned(),
        LeftOut::NoFile(SpecialFile::Socket) => "ein Socket, keine Datei".to_owned(),
        LeftOut::NoFile(SpecialFile::Device) => "ein Gerät, keine Datei".to_owned(),
        LeftOut::NoFile(SpecialFile::Unknown) => "weder Datei noch Ordner".to_owned(),
    }
}

fn counting(positions: Positions) -> String {
    let unit = match positions.unit {
        Unit::CodePoint => "Codepunkte",
        Unit::Utf16 => "Einheiten von UTF-16",
        Unit::Byte => "Bytes",
    };
    let end = if positions.inclusive { "einschließlich" } else { "ausschließlich" };
    let line_ends = match positions.line_ends {
        LineEnds::AsWritten => "",
        LineEnds::One => ", ein Zeilenende als eins",
        LineEnds::Two => ", ein Zeilenende als zwei",
    };
    let mark = if positions.mark { ", die Bytereihenfolgemarke mitgezählt" } else { "" };
    format!("{unit}, Ende {end}{line_ends}{mark}")
}

fn evidence_of(fit: &PositionsFit) -> String {
    let PositionsFit { agree, of, differ, here, there } = fit;
    format!(
        "{agree} von {} sind dann die Worte, nach denen sie heißen, oder beginnen und enden mit \
         Wörtern; von {differ}, die die nächste andere Zählung anderswohin legt, passen {here} \
         hier besser und {there} dort",
        counted(*of, "Auswahl", "Auswahlen")
    )
}

fn wordless(on: Wordless) -> &'static str {
    match on {
        Wordless::DocumentWithoutText => "einem Dokument ohne Text",
        Wordless::WholeDocument => "einem ganzen Dokument",
        Wordless::PageArea => "einem Bereich einer Seite",
        Wordless::Picture => "einem Bild",
        Wordless::PictureOrPageArea => "einem Bild oder dem Bereich einer Seite",
        Wordless::Recording => "einer Strecke einer Aufnahme",
        Wordless::FurtherTranscript => "einem weiteren Transkript einer Aufnahme",
        Wordless::Unknown => "einer unbekannten Art von Quelle",
    }
}

fn project_part(part: ProjectPart) -> &'static str {
    match part {
        ProjectPart::Graphs => "Graphen",
        ProjectPart::Links => "Verknüpfungen",
        ProjectPart::Notes => "Notizen",
        ProjectPart::Annotations => "Anmerkungen",
        ProjectPart::Journals => "Tagebücher",
    }
}

/// Feature by which the format of a source was recognised, as the rest of a sentence.
pub(in crate::locale) fn clue(clue: FormatClue) -> &'static str {
    match clue {
        FormatClue::ProjectXml => "sein XML ist ein Projekt in REFI-QDA",
        FormatClue::CodebookXml => "sein XML ist ein Codebuch in REFI-QDA",
        FormatClue::ArchivedRefiProject => "das Archiv enthält ein Projekt in REFI-QDA (.qde)",
        FormatClue::ArchivedQualcoderProject => {
            "das Archiv enthält ein Projekt von QualCoder (data.qda)"
        }
        FormatClue::QualcoderFolder => "der Ordner enthält ein Projekt von QualCoder (data.qda)",
        FormatClue::TaguetteTables => {
            "die Datenbank hat die Tabellen von Taguette für Markierungen und Schlagwörter"
        }
        FormatClue::QualcoderTables => {
            "die Datenbank hat die Tabellen von QualCoder für Codes auf Text"
        }
        FormatClue::WordProcessorDocument => "ein Dokument einer Textverarbeitung (.docx)",
        FormatClue::TextDocument => "ein Textdokument (.odt)",
        FormatClue::WebVtt => "beginnt wie WebVTT",
        FormatClue::SubRip => "beginnt wie SubRip mit der Nummer und den Zeiten eines Untertitels",
        FormatClue::CueTimes => "beginnt mit den Zeiten eines Untertitels",
        FormatClue::TaguetteHeader => "die Kopfzeile ist die der Markierungen von Taguette",
        FormatClue::SegmentsHeader => {
            "die Kopfzeile nennt ein Dokument, einen Code und eine Strecke"
        }
        FormatClue::Codings => {
            "wenige Namen und wenige Etiketten wiederholen sich neben eigenen Texten wie bei \
             Codierungen; `format` macht etwas anderes daraus"
        }
        FormatClue::CodeMatrix => {
            "eine Zeile für jede befragte Person und eine Spalte für jeden Code; 0 heißt: nicht \
             genannt; `format` macht etwas anderes daraus"
        }
        FormatClue::Framework => {
            "eine Zeile für jede befragte Person und eine Spalte für jedes Thema mit dem, was sie \
             dazu sagt; leer heißt: nicht genannt; `format` macht etwas anderes daraus"
        }
        FormatClue::CodebookHeader => {
            "die Kopfzeile nennt einen Code und seine Definition; `respondent` oder `format` \
             machen etwas anderes daraus"
        }
        FormatClue::HubspotHeader => {
            "die Kopfzeile nennt eine Record-ID und Lebenszyklus, Firma oder Zuständige"
        }
        FormatClue::CrmHeader => "die Kopfzeile nennt Felder von Kundendaten",
        FormatClue::NothingElse => "nichts in der Kopfzeile spricht dagegen",
        FormatClue::StatedSegments => "das Manifest nennt die Spalten der Segmente",
        FormatClue::StatedAccounts => "das Manifest nennt die Konten",
        FormatClue::StatedAggregation => "das Manifest fasst die Zeilen zusammen",
    }
}
