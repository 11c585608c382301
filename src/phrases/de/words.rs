//! German words that patterns rely on: closed lists, in lower case unless they are nouns.

use crate::phrases::bands::BandWords;
use crate::phrases::list::List;

/// Beginnings of sentences and brackets that tell how to answer.
pub(super) const INSTRUCTIONS: List = List(
    "mehrfach|bitte wählen|bitte kreuzen|wählen sie|kreuzen sie|max|maximal|mehrere|eine antwort|\
     nur eine|optional|einfach|alles zutreffende|bis zu|bitte geben|geben sie|nennen sie",
);

/// Verbs without a separable part.
pub(super) const VERBS: List = List(
    "ändern|antworten|arbeiten|ärgern|bauen|behalten|beginnen|bekommen|beraten|berichten|\
     besprechen|bestätigen|bestellen|besuchen|bewerten|bezahlen|bitten|bleiben|brauchen|brechen|\
     bringen|buchen|danken|dauern|denken|drucken|dürfen|erfahren|erfassen|erhalten|erinnern|\
     erklären|erledigen|erreichen|erscheinen|erstellen|erwarten|essen|fahren|fallen|fehlen|fehlt|\
     feiern|finden|fliegen|folgen|fordern|fragen|fühlen|führen|füllen|geben|gehen|gehören|\
     gewinnen|glauben|gleichen|haben|halten|handeln|hindern|nerven|hemmen|bremsen|bewegen|\
     überzeugen|freuen|beeinflussen|erleichtern|belasten|stressen|beschäftigen|motivieren|hängen|\
     heben|helfen|hoffen|holen|hören|kämpfen|kaufen|kennen|klagen|klären|kleben|kochen|kommen|\
     können|kontrollieren|kosten|kümmern|laden|lassen|laufen|leben|legen|lehnen|leiden|lernen|\
     lesen|leiten|liefern|liegen|lösen|löschen|machen|melden|merken|mieten|mögen|müssen|nehmen|\
     nennen|notieren|nutzen|öffnen|ordnen|pflegen|planen|prüfen|putzen|rechnen|reden|reisen|\
     rufen|sagen|sammeln|schaffen|schalten|schätzen|schauen|schicken|schieben|schlafen|schlagen|\
     schließen|schneiden|schreiben|sehen|sein|senden|setzen|sichern|sitzen|sollen|sorgen|sparen|\
     speichern|spielen|sprechen|springen|stehen|stellen|steuern|stimmen|stören|suchen|tauschen|\
     teilen|testen|tippen|tragen|treffen|trennen|tun|überlegen|übernehmen|überprüfen|übertragen|\
     unterstützen|verbinden|verbringen|vergessen|vergleichen|verkaufen|verlassen|verlieren|\
     vermeiden|verschieben|verschicken|versenden|verstehen|versuchen|verteilen|vertrauen|\
     verwalten|verwenden|verwerfen|verzichten|wählen|warten|waschen|wechseln|wenden|werben|\
     werden|werfen|wiederholen|wirken|wissen|wohnen|wollen|wünschen|zahlen|zählen|zeichnen|\
     zeigen|ziehen|zögern|empfehlen|benutzen|benötigen|bearbeiten|behandeln|entscheiden|\
     entwickeln|bevorzugen|beobachten|beschreiben|gießen|kündigen|atmen|treiben|trinken|fürchten|\
     erzählen|verlegen|vermissen|vereinbaren|beachten|lüften|zielen",
);

/// Parts that verbs put to the end.
pub(super) const PARTICLES: List = List(
    "zusammen|zurück|heraus|herunter|hinaus|herum|vorbei|weiter|wieder|fest|fort|frei|statt|teil|\
     nach|hoch|auf|aus|bei|ein|her|hin|los|mit|vor|weg|ab|an|zu|um|durch",
);

/// Third person and plural of verbs whose stem changes.
pub(super) const SINGULARS: &[(&str, &str)] = &[
    ("ist", "sind"),
    ("hat", "haben"),
    ("wird", "werden"),
    ("kann", "können"),
    ("muss", "müssen"),
    ("will", "wollen"),
    ("soll", "sollen"),
    ("darf", "dürfen"),
    ("mag", "mögen"),
    ("weiß", "wissen"),
    ("möchte", "möchten"),
    ("gibt", "geben"),
    ("nimmt", "nehmen"),
    ("sieht", "sehen"),
    ("liest", "lesen"),
    ("spricht", "sprechen"),
    ("trägt", "tragen"),
    ("fährt", "fahren"),
    ("hält", "halten"),
    ("lässt", "lassen"),
    ("läuft", "laufen"),
    ("schläft", "schlafen"),
    ("hilft", "helfen"),
    ("vergisst", "vergessen"),
    ("trifft", "treffen"),
    ("wirft", "werfen"),
    ("verliert", "verlieren"),
    ("tut", "tun"),
    ("empfiehlt", "empfehlen"),
    ("lädt", "laden"),
    ("rät", "raten"),
    ("isst", "essen"),
    ("schlägt", "schlagen"),
    ("verlässt", "verlassen"),
    ("bin", "sind"),
    ("habe", "haben"),
    ("würde", "würden"),
    ("hätte", "hätten"),
    ("wäre", "wären"),
    ("könnte", "könnten"),
    ("sollte", "sollten"),
    ("müsste", "müssten"),
    ("war", "waren"),
    ("hatte", "hatten"),
    ("wollte", "wollten"),
    ("konnte", "konnten"),
    ("musste", "mussten"),
    ("wurde", "wurden"),
    ("erhält", "erhalten"),
    ("übernimmt", "übernehmen"),
    ("überträgt", "übertragen"),
];

/// Finite verbs that stand second in a clause.
pub(super) const FINITE: List = List(
    "ist|sind|war|waren|hat|haben|hatte|hatten|kann|können|konnte|konnten|muss|müssen|musste|\
     will|wollen|wollte|soll|sollen|sollte|darf|wird|werden|wurde|wurden|würde|lief|läuft|kam|\
     kommt|ging|geht|fehlt|fehlte|fehlen|dauert|dauerte|braucht|kostet|kostete|funktioniert|\
     funktionierte|macht|machte|nervt|stört|steht|bleibt|gibt|gab|verlangt|verlangte|empfahl|\
     empfiehlt|entscheidet|reicht|reichte|endete|endet|stieg|steigt|fiel|fällt|passt|passte|\
     frisst|hilft|lässt|nimmt|hält|verlor|ließ|verließ",
);

pub(super) const DEFINITE: List =
    List("den|die|das|dem|der|ihre|ihren|ihr|ihrem|diese|diesen|dieses|alle|es|sie|uns");

pub(super) const PREPOSITIONS: List = List(
    "an|am|auf|aus|bei|beim|bis|durch|für|gegen|hinter|im|in|ins|mit|nach|neben|ohne|pro|seit|\
     trotz|über|um|unter|vom|von|vor|während|wegen|zu|zum|zur|zwischen|als|oder|und|per",
);

/// Words in front of a noun, after which no article is needed.
pub(super) const DETERMINERS: List = List(
    "der|die|das|den|dem|ein|eine|einen|kein|keine|keinen|mein|meine|meinen|unser|unsere|unseren|\
     mehr|weniger|viele|viel|wenig|wenige|zu|alle|mehrere|einige|etwas|zwei|drei|vier|fünf|\
     andere|ihr|ihre|ihren|diese|dieser|dieses|jemand|niemand|nichts|besseren|keinerlei",
);

/// Nouns by their gender: the last part of a compound decides.
pub(super) const MASCULINE: List = List(
    "kalender|zettel|block|ordner|plan|rechner|computer|laptop|drucker|rabatt|vertrag|termin|\
     anruf|kurs|workshop|besuch|zugang|test|kontakt|brief|blog|podcast|newsletter|kollege|freund|\
     export|support|preis|kauf|tarif|account|wechsel|einsatz|antrag|auftrag|artikel|stift|planer|\
     server|bericht|betrieb|hund|garten|balkon|führerschein|chef|leiter|lift|fernseher|\
     kühlschrank|partner|umzug|weg|stress|lärm|umstieg|zoll|streit|rückruf|dienst|assistent|\
     browser|chat|monitor|urlaub",
);
pub(super) const FEMININE: List = List(
    "liste|tabelle|app|tafel|software|karte|praxis|zeit|mappe|datei|hilfe|messe|webseite|website|\
     e-mail|mail|uhr|kollegin|freundin|demo|frage|vorlage|karteikarte|post|it|maschine|\
     suchmaschine|kartei|datenbank|kamera|wand|arbeit|angst|garantie|miete|lizenz|waage|bank|\
     wohnung|küche|straße|schule|leitung",
);
pub(super) const NEUTER: List = List(
    "buch|heft|handy|telefon|whiteboard|tablet|papier|programm|system|werkzeug|board|formular|\
     konto|abo|smartphone|fax|forum|team|netz|angebot|gespräch|video|webinar|produkt|tool|blatt|\
     dokument|auto|fahrrad|training|gerät|haus|seminar|treffen|abonnement|veto|einkommen",
);

/// How often, from never to always.
pub(super) const ADVERBS: &[(&str, u8)] = &[
    ("nie", 0),
    ("niemals", 0),
    ("gar nicht", 0),
    ("fast nie", 1),
    ("sehr selten", 1),
    ("selten", 2),
    ("eher selten", 2),
    ("gelegentlich", 3),
    ("ab und zu", 3),
    ("hin und wieder", 3),
    ("manchmal", 4),
    ("teils", 4),
    ("etwa die hälfte der zeit", 5),
    ("regelmäßig", 5),
    ("oft", 6),
    ("häufig", 6),
    ("meist", 7),
    ("meistens", 7),
    ("sehr oft", 8),
    ("sehr häufig", 8),
    ("fast immer", 8),
    ("immer", 9),
    ("jedes mal", 9),
    ("stets", 9),
];

pub(super) const BANDS: BandWords = BandWords {
    between: &["-", "bis", "und", "zwischen", "von"],
    above: &["über", "mehr als", "älter als", ">"],
    from: &[
        "oder mehr",
        "und mehr",
        "und älter",
        "oder älter",
        "mindestens",
        "ab",
        "+",
        "oder länger",
        "und länger",
        "und darüber",
    ],
    below: &["unter", "weniger als", "jünger als", "<", "bis unter"],
    upto: &["höchstens", "bis zu", "oder weniger", "und weniger", "oder jünger", "und jünger"],
    comma: true,
};

pub(super) const YES: List = List("ja|wahr|ausgewählt|gewählt|genannt|angekreuzt");
pub(super) const NO: List =
    List("nein|falsch|nicht ausgewählt|nicht gewählt|nicht genannt|nicht angekreuzt");
pub(super) const DONT_KNOW: List = List(
    "weiß nicht|weiß ich nicht|ich weiß nicht|ich weiß es nicht|keine ahnung|\
     kann ich nicht sagen|weiss nicht",
);
pub(super) const REFUSED: List =
    List("keine angabe|k. a.|k.a.|möchte ich nicht sagen|keine antwort|möchte ich nicht angeben");
pub(super) const NONE_OF_THESE: List = List(
    "nichts davon|keine davon|keins davon|keines davon|keiner davon|keine der genannten|\
     nichts von alledem|keines der genannten|keiner der genannten|nichts der genannten|\
     trifft alles nicht zu",
);
pub(super) const OTHER: List = List(
    "sonstiges|sonstige|andere|anderes|etwas anderes|verschiedenes|trifft nicht zu|entfällt|\
     unbekannt|sonstige gründe|diverses|sonstiges, und zwar|kommt darauf an",
);
