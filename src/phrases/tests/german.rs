//! German questions.

use super::questions;
use crate::manifest::Facet;

#[test]
fn questions_of_all_kinds_have_their_predicate() {
    let rows = [
        (
            "Wie oft kaufen Sie Gemüse auf dem Markt?",
            "Selten",
            "kaufen selten Gemüse auf dem Markt",
        ),
        (
            "Wie häufig räumen Sie Ihren Schreibtisch auf?",
            "Oft|Immer",
            "räumen ihren Schreibtisch oft oder immer auf",
        ),
        ("Wie oft treiben Sie Sport?", "Nie|Selten|Manchmal", "treiben höchstens manchmal Sport"),
        (
            "Wie viele Stunden pro Tag sehen Sie fern?",
            ">2",
            "sehen mehr als 2 Stunden pro Tag fern",
        ),
        ("Wie viele Bücher lesen Sie im Jahr?", "<=0", "lesen keine Bücher im Jahr"),
        (
            "Wie viele Personen arbeiten in Ihrer Firma?",
            "1-9|10-49",
            "arbeiten in Firmen mit 1 bis 49 Personen",
        ),
        (
            "In welchem Jahr sind Sie nach Berlin gezogen?",
            ">2010",
            "sind nach 2010 nach Berlin gezogen",
        ),
        (
            "Was wünschen Sie sich am meisten von Ihrer Bank?",
            "Niedrigere Gebühren",
            "wünschen sich am meisten niedrigere Gebühren",
        ),
        (
            "Was wünschen Sie sich am meisten von Ihrer Bank?",
            "Alle Konten auf einen Blick sehen",
            "wollen vor allem alle Konten auf einen Blick sehen",
        ),
        ("Was ärgert Sie am Pendeln?", "Volle Züge", "?"),
        (
            "Was ärgert Sie am Pendeln?",
            "Dass ich nie einen Platz bekomme",
            "sagen, dass es sie am Pendeln ärgert, dass sie nie einen Platz bekommen",
        ),
        ("Besitzen Sie ein Auto?", "Nein", "besitzen kein Auto"),
        ("Rauchen Sie?", "Ja", "rauchen"),
        ("Rauchen Sie?", "Nein", "rauchen nicht"),
        (
            "Haben Sie schon einmal ein Paket zurückgeschickt?",
            "Nein",
            "haben noch nie ein Paket zurückgeschickt",
        ),
        ("Haben Sie Haustiere?", "Nein", "haben keine Haustiere"),
        (
            "Würden Sie für schnellere Lieferung zahlen?",
            "Nein",
            "würden nicht für schnellere Lieferung zahlen",
        ),
        (
            "Wie zufrieden sind Sie mit Ihrem Fitnessstudio?",
            "Zufrieden|Sehr zufrieden",
            "sind zufrieden oder sehr zufrieden mit ihrem Fitnessstudio",
        ),
        ("Wie wichtig ist Ihnen der Preis?", "Sehr wichtig", "finden den Preis sehr wichtig"),
        (
            "Wir kaufen zu viel Software ein.",
            "Stimme nicht zu",
            "stimmen nicht zu, dass sie zu viel Software einkaufen",
        ),
        (
            "Warum haben Sie Ihr Abo gekündigt?",
            "Zu teuer",
            "haben ihr Abo gekündigt, weil es zu teuer war",
        ),
        (
            "Warum haben Sie Ihr Abo gekündigt?",
            "Ich bin umgezogen",
            "haben ihr Abo gekündigt, weil sie umgezogen sind",
        ),
        ("Wo lesen Sie Nachrichten?", "Auf meinem Handy", "lesen auf ihrem Handy Nachrichten"),
        ("Wie alt sind Sie?", "18-24|25-34", "sind 18 bis 34 Jahre alt"),
        ("Familienstand", "verheiratet", "sind verheiratet"),
        ("Haben Sie Haustiere?", "Weiß nicht", "wissen nicht, ob sie Haustiere haben"),
        (
            "Wie bezahlen Sie Ihre Miete?",
            "Per Dauerauftrag",
            "bezahlen ihre Miete per Dauerauftrag",
        ),
        (
            "Was tun Sie, wenn der Drucker streikt?",
            "Die Hotline anrufen",
            "rufen die Hotline an, wenn der Drucker streikt",
        ),
        (
            "Wer entscheidet bei Ihnen über den Urlaub?",
            "Meine Chefin",
            "sagen, dass bei ihnen ihre Chefin über den Urlaub entscheidet",
        ),
        ("Kochen Sie zu Hause und essen Sie mittags warm?", "Ja", "?"),
        ("Wie oft waschen Sie sich die Hände?", "Immer", "waschen sich immer die Hände"),
        ("Sind Sie Mitglied in einem Verein?", "Nein", "?"),
        ("Sind Sie berufstätig?", "Nein", "sind nicht berufstätig"),
        (
            "Wie viel geben Sie im Monat für Bücher aus?",
            "unter 20 €",
            "geben unter 20 € im Monat für Bücher aus",
        ),
        (
            "Wie zufrieden sind Sie mit dem Lift? (1 = sehr zufrieden, 5 = gar nicht zufrieden)",
            "1|2",
            "?",
        ),
        (
            "Wie zufrieden sind Sie mit dem Lift? (1 = gar nicht, 5 = sehr)",
            "1|2",
            "bewerten ihre Zufriedenheit mit dem Lift mit 1 oder 2 von 5",
        ),
        (
            "Wie oft fahren Sie mit dem Rad zur Arbeit?",
            "Täglich",
            "fahren täglich mit dem Rad zur Arbeit",
        ),
        (
            "Wie oft bestellen Sie online?",
            "Einmal im Monat|Mehrmals im Monat",
            "bestellen einmal im Monat oder mehrmals im Monat online",
        ),
        (
            "Haben Sie im letzten Jahr den Anbieter gewechselt?",
            "Nein",
            "haben im letzten Jahr den Anbieter nicht gewechselt",
        ),
        (
            "Haben Sie im letzten Jahr den Anbieter gewechselt?",
            "Ja",
            "haben im letzten Jahr den Anbieter gewechselt",
        ),
        (
            "Nutzen Sie öffentliche Verkehrsmittel?",
            "Nein",
            "nutzen keine öffentlichen Verkehrsmittel",
        ),
        ("Planen Sie einen Umzug?", "Nein", "planen keinen Umzug"),
        ("Können Sie von zu Hause arbeiten?", "Nein", "können nicht von zu Hause arbeiten"),
        ("Sind Sie mit der Lieferung zufrieden?", "Nein", "sind nicht mit der Lieferung zufrieden"),
        ("Fühlen Sie sich gut beraten?", "Nein", "fühlen sich nicht gut beraten"),
        ("Was fehlt Ihnen am meisten?", "Zeit", "sagen, dass Zeit ihnen am meisten fehlt"),
        ("Was hält Sie vom Kauf ab?", "Der Preis", "?"),
        (
            "Wie sind Sie auf uns aufmerksam geworden?",
            "Über eine Freundin",
            "sind über eine Freundin auf uns aufmerksam geworden",
        ),
        ("Welche Zeitungen lesen Sie regelmäßig?", "Keine", "lesen regelmäßig keine Zeitungen"),
        (
            "Was ist Ihnen beim Einkaufen am wichtigsten?",
            "Der Preis",
            "finden beim Einkaufen den Preis am wichtigsten",
        ),
        (
            "Wie wichtig sind Ihnen kurze Wege?",
            "Eher unwichtig|Sehr unwichtig",
            "finden kurze Wege eher oder sehr unwichtig",
        ),
        ("Wie einfach war die Anmeldung?", "Sehr einfach", "fanden die Anmeldung sehr einfach"),
        (
            "Wie hilfreich fanden Sie den Kurs?",
            "Sehr hilfreich|Hilfreich",
            "fanden den Kurs hilfreich oder sehr hilfreich",
        ),
        ("Wie viele Kinder haben Sie?", "0", "haben keine Kinder"),
        ("Höchster Bildungsabschluss", "Master", "haben Master als höchsten Bildungsabschluss"),
        ("Wo wohnen Sie?", "Auf dem Land", "wohnen auf dem Land"),
        ("Was ist Ihr Beruf?", "Lehrerin", "sind Lehrerinnen"),
        ("Was möchten Sie mit dem Kurs erreichen?", "Besser kochen", "wollen besser kochen"),
        ("Was erhoffen Sie sich von der Beratung?", "Mehr Klarheit", "erhoffen sich mehr Klarheit"),
        ("Wie oft sehen Sie sich Videos an?", "Nie", "sehen sich nie Videos an"),
        (
            "Wie viele Tassen Kaffee trinken Sie pro Tag?",
            "2-3|4-5",
            "trinken 2 bis 5 Tassen Kaffee pro Tag",
        ),
        ("Seit wann arbeiten Sie hier?", "2015", "?"),
        ("Leben Sie in einer Stadt?", "Nein", "leben nicht in einer Stadt"),
        ("Haben Sie jemals einen Kurs besucht?", "Ja", "haben schon einmal einen Kurs besucht"),
        (
            "Waschen Sie sich vor dem Essen die Hände?",
            "Nein",
            "waschen sich nicht vor dem Essen die Hände",
        ),
        (
            "Womit planen Sie Ihre Woche?",
            "Mit einem Kalender",
            "planen ihre Woche mit einem Kalender",
        ),
        (
            "Wer hilft Ihnen beim Planen?",
            "Mein Mann",
            "sagen, dass ihr Mann ihnen beim Planen hilft",
        ),
        (
            "Wie zufrieden sind Sie mit der Wohnung? (1 = gar nicht, 10 = sehr)",
            "9|10",
            "bewerten ihre Zufriedenheit mit der Wohnung mit 9 oder 10 von 10",
        ),
        (
            "Wie bewerten Sie die Beratung insgesamt?",
            "Gut|Sehr gut",
            "bewerten die Beratung insgesamt als gut oder sehr gut",
        ),
        ("Haben Sie einen Hund?", "Keine Angabe", "?"),
        ("Welche dieser Dinge stören Sie? [Lärm]", "Ja", "?"),
        ("Wie lange schlafen Sie?", "<=6", "?"),
        ("Wie oft nutzen Sie die Treppe?", "Manchmal|Weiß nicht", "?"),
        ("Was hindert Sie am Radfahren?", "Nichts", "sagen, dass nichts sie am Radfahren hindert"),
        ("Nutzen Sie keine App?", "Nein", "?"),
        ("Wie zufrieden sind Sie mit dem Lohn?", "teils/teils|zufrieden", "?"),
        ("Warum haben Sie gewechselt?", "Besserer Preis", "?"),
        ("Welche Hilfsmittel nutzen Sie?", "Ein alter Kalender", "nutzen einen alten Kalender"),
        (
            "Was wünschen Sie sich am meisten?",
            "Ein besserer Lohn",
            "wünschen sich am meisten „ein besserer Lohn“",
        ),
    ];
    questions("de", Facet::Behaviour, &rows);
}

#[test]
fn virtues_and_statements_are_said() {
    let rows = [
        (
            "Ich halte meine Versprechen immer.",
            "Stimme voll und ganz zu",
            "stimmen voll zu, dass sie ihre Versprechen immer halten",
        ),
        ("Mein Team hört mir zu.", "Stimme eher zu|Stimme voll zu", "?"),
        (
            "Regionale Produkte sind mir wichtig.",
            "Trifft voll zu",
            "stimmen voll zu, dass regionale Produkte ihnen wichtig sind",
        ),
        (
            "Wie sehr stimmen Sie zu? [Ich kaufe gern auf Vorrat]",
            "Stimme eher zu|Stimme zu",
            "stimmen zu, dass sie gern auf Vorrat kaufen",
        ),
        ("Ich lüge nie.", "Trifft nicht zu", "stimmen nicht zu, dass sie nie lügen"),
    ];
    questions("de", Facet::Value, &rows);
}
