//! Invented interviews in German.

/// Turns of the interviews: question and answer in turn.
pub(super) const INTERVIEWS: [(&str, [&str; 8]); 5] = [
    (
        "B01",
        [
            "Wie läuft bei Ihnen ein gewöhnlicher Montag an der Annahme ab?",
            "Um sieben kommen die ersten Räder herein, meistens ohne Termin. Ich schreibe alles auf \
             gelbe Zettel, weil der Rechner noch zehn Minuten zum Starten braucht.",
            "Und was geschieht später mit diesen Zetteln?",
            "Die übertrage ich in der Mittagspause in das Programm. Wenn viel los ist, bleiben drei \
             oder vier liegen, und dann fragt am Nachmittag jemand nach seinem Rad und wir finden \
             den Auftrag nicht.",
            "Wie oft kommt das vor, würden Sie sagen?",
            "Zweimal in der Woche bestimmt. Im Frühling öfter, da haben wir sechzig Räder im Keller \
             stehen und keinen Platz mehr zum Schieben.",
            "Was wäre Ihnen bei einem neuen System am wichtigsten?",
            "Dass die Werkstatt sieht, was ich versprochen habe. Herr Brandt nimmt immer das \
             nächste Rad, ob es eilig ist oder nicht, und ich stehe dann vorne und entschuldige \
             mich.",
        ],
    ),
    (
        "B02",
        [
            "Erzählen Sie bitte, wie Sie Ersatzteile bestellen.",
            "Ich habe fünf Händler und fünf Anmeldungen, jede mit einem anderen Kennwort. Die \
             Kettenblätter bestelle ich am liebsten am Telefon, da sagt mir Monika gleich, was \
             wirklich am Lager liegt.",
            "Warum nicht über die Seite des Händlers?",
            "Weil dort grün steht, was es gar nicht gibt. Letzten Monat habe ich auf ein Laufrad \
             neunzehn Tage gewartet, und der Kunde ist zur Konkurrenz gegangen.",
            "Wie behalten Sie offene Bestellungen im Blick?",
            "Mit einem Ordner und mit meinem Gedächtnis. Der Ordner ist besser geworden, seit meine \
             Tochter die Reiter beschriftet hat.",
            "Wer entscheidet bei Ihnen über neue Software?",
            "Das entscheide ich zusammen mit unserem Steuerberater. Teuer darf es sein, aber es \
             muss sich ohne Schulung bedienen lassen, sonst benutzt es in der Werkstatt niemand.",
        ],
    ),
    (
        "B03",
        [
            "Was machen Sie als Erstes, wenn ein Rad fertig ist?",
            "Ich rufe den Kunden an, und in der Hälfte der Fälle geht keiner ran. Eine Nachricht \
             schicke ich nicht vom eigenen Telefon, das habe ich mir nach dem letzten Sommer \
             abgewöhnt.",
            "Was ist im letzten Sommer geschehen?",
            "Da schrieben mir die Leute nachts um zwei, ob ihr Rad fertig sei. Seitdem liegt das \
             Telefon im Laden und bleibt dort auch am Wochenende.",
            "Wie lange stehen fertige Räder bei Ihnen?",
            "Im Schnitt neun Tage. Wir haben einmal ein Lastenrad vier Monate lang um den \
             Kompressor herum getragen, bis es endlich abgeholt wurde.",
            "Hätten Sie gern eine automatische Nachricht?",
            "Ja, wenn der Preis darin steht. Sonst rufen alle zurück und fragen, was es kostet, und \
             dann habe ich nichts gewonnen.",
        ],
    ),
    (
        "B04",
        [
            "Wie rechnen Sie eine Reparatur ab?",
            "Nach Minuten, aber ehrlich gesagt schätze ich. Eine Bremse sind zwanzig Minuten, egal \
             wie lange ich wirklich an den alten Schrauben drehe.",
            "Haben Sie das schon einmal nachgemessen?",
            "Einmal, mit der Küchenuhr. Es waren im Mittel siebenundzwanzig Minuten, und danach \
             wollte ich es lieber nicht mehr wissen.",
            "Was sagen die Kundinnen zu den Preisen?",
            "Die meisten fragen vorher gar nicht. Beschwert haben sich vielleicht drei in acht \
             Jahren, und zwei davon wohnen im selben Haus.",
            "Womit würden Sie gern weniger Zeit verbringen?",
            "Mit den Leasingrädern. Jede Gesellschaft will andere Fotos und ein anderes Formular, \
             und das Geld kommt erst nach sechs Wochen.",
        ],
    ),
    (
        "B05",
        [
            "Seit wann arbeiten Sie mit dem jetzigen Programm?",
            "Seit elf Jahren, mein Vorgänger hat es selbst geschrieben. Es kennt noch keine \
             Akkus, darum steht jeder Akku bei mir als Sattel im Verzeichnis.",
            "Stört Sie das im Alltag?",
            "Mich stört es kaum, ich weiß ja Bescheid. Unsere Aushilfe hat aber im März einen \
             Sattel für achthundert Euro verkauft und sich sehr gewundert.",
            "Warum haben Sie noch nicht gewechselt?",
            "Weil ich Angst um die alten Rechnungen habe. Das Finanzamt will zehn Jahre sehen, und \
             niemand konnte mir sagen, wie man die hinüberbekommt.",
            "Was müsste ein Anbieter Ihnen zeigen?",
            "Einen Laden wie meinen, in dem es läuft. Ich würde hinfahren und mit den Leuten dort \
             reden, ein Film im Internet reicht mir nicht.",
        ],
    ),
];

/// Sentences that say in other words what somebody says above.
pub(super) const PARAPHRASES: [&str; 6] = [
    "Aufträge gehen verloren, weil handschriftliche Notizen erst mittags eingegeben werden",
    "Händler zeigen Teile als lieferbar an, die in Wahrheit fehlen",
    "Abgeholt wird oft erst nach mehr als einer Woche",
    "Für eine Bremse wird pauschal abgerechnet, ohne auf die Uhr zu sehen",
    "Die Sorge um alte Belege hält vom Umstieg ab",
    "Private Handys bleiben nach Feierabend aus Prinzip im Geschäft liegen",
];

/// Sentences that nobody says.
pub(super) const INVENTED: [&str; 10] = [
    "Wir haben uns nach langem Streit für die Wolke eines großen Anbieters entschieden",
    "Am liebsten backe ich sonntags mit meinen Enkeln Pflaumenkuchen",
    "Ohne Sprachassistenten könnte ich meinen Beruf nicht mehr ausüben",
    "Unsere Flotte von Lastwagen wird jede Nacht über Satellit geortet",
    "Der Vorstand verlangt vierteljährliche Kennzahlen zur Zufriedenheit",
    "Ich wünsche mir vor allem dunkle Farben und größere Schrift",
    "Bei Regen verkaufen wir doppelt so viele Schirme wie Eis",
    "Die Schüler laden ihre Hausaufgaben lieber am Abend hoch",
    "Mein Arzt hat mir geraten, auf Kaffee und Schokolade zu verzichten",
    "Jede Überweisung muss von zwei Abteilungen gegengezeichnet werden",
];
