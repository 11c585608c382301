//! What a header says that its column holds: the second clue, after what the cells hold.

/// Role of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Person,
    Document,
    Code,
    Quote,
    Coder,
    Speaker,
}

/// Beginnings of words that name a role, in the languages of Western Europe; the first role that a
/// header names counts, so that a "document group" is one of documents.
const STEMS: [(Said, &[&str]); 6] = [
    (
        Said::Coder,
        &[
            "coder",
            "kodier",
            "codier",
            "author",
            "autor",
            "auteur",
            "autore",
            "creat",
            "modified",
            "edited",
            "erstell",
            "bearbeit",
            "geändert",
            "researcher",
            "analyst",
            "user",
            "owner",
            "creado",
            "criado",
            "créé",
            "modifi",
        ],
    ),
    (
        Said::Person,
        &[
            "particip",
            "partecip",
            "respond",
            "répond",
            "interviewee",
            "befragt",
            "teilnehm",
            "proband",
            "entrevistad",
            "intervistat",
            "interrogé",
            "enquêté",
            "deelnem",
            "deltag",
            "geïnterview",
            "interviewpartner",
            "gesprächspartner",
            "person",
            "sujet",
            "sujeto",
            "uczestnik",
            "участник",
            "респондент",
            "参加者",
            "回答者",
            "受访者",
            "참가자",
        ],
    ),
    (
        Said::Speaker,
        &[
            "speaker", "role", "sprech", "rolle", "hablante", "locuteur", "rôle", "rol", "papel",
            "falante", "orador", "parlante", "ruolo", "spreker", "talare", "voice",
        ],
    ),
    (
        Said::Document,
        &[
            "document",
            "dokument",
            "file",
            "datei",
            "archivo",
            "fichier",
            "arquivo",
            "transcri",
            "transkri",
            "trascri",
            "interview",
            "entretien",
            "entrevista",
            "intervista",
            "session",
            "sesión",
            "sitzung",
            "sessão",
            "case",
            "fall",
            "source",
            "quelle",
            "fuente",
            "media",
            "resource",
            "gespräch",
            "call",
            "conversation",
            "文書",
            "文件",
        ],
    ),
    (
        Said::Code,
        &[
            "code",
            "kode",
            "código",
            "codigo",
            "codice",
            "tag",
            "label",
            "theme",
            "thema",
            "tema",
            "thème",
            "categor",
            "kategor",
            "catégor",
            "schlagwort",
            "étiquette",
            "etiqueta",
            "etichett",
            "node",
            "knoten",
            "nœud",
            "topic",
            "subtheme",
            "subcode",
            "unterthema",
            "код",
            "コード",
            "主题",
            "编码",
            "코드",
        ],
    ),
    (
        Said::Quote,
        &[
            "quot",
            "zitat",
            "cita",
            "citat",
            "citação",
            "highlight",
            "excerpt",
            "extract",
            "extrait",
            "extracto",
            "segment",
            "text",
            "content",
            "passage",
            "passaje",
            "pasaje",
            "stelle",
            "textstelle",
            "verbatim",
            "auszug",
            "aussage",
            "äußerung",
            "coded",
            "fragment",
            "trecho",
            "estratto",
            "utterance",
            "wortlaut",
            "цитата",
            "引用",
            "발언",
        ],
    ),
];

/// The role that a header names, if it does.
pub(super) fn said(header: &str) -> Option<Said> {
    let lower = header.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let named = |stems: &[&str]| {
        // Words of East Asia stand without blanks.
        let begins = |word: &str| stems.iter().any(|stem| word.starts_with(stem));
        words().any(begins)
    };
    // A header is a name of a column and no question to anybody.
    if words().count() > 5 || header.contains('?') {
        return None;
    }
    // Compounds such as "Dokumentname" and "Quotation content" are named by their first word.
    let first = words().next().unwrap_or_default().to_owned();
    let by_first = STEMS
        .iter()
        .find(|(_, stems)| stems.iter().any(|stem| first.starts_with(stem)))
        .map(|(said, _)| *said);
    match STEMS.iter().find(|(_, stems)| named(stems)).map(|(said, _)| *said) {
        Some(Said::Coder) => Some(Said::Coder),
        any => by_first.or(any),
    }
}

/// Names of those who ask, as labels in a column of speakers.
const ASKING: [&str; 22] = [
    "interviewer",
    "interviewerin",
    "interviewleiter",
    "interviewend",
    "moderat",
    "researcher",
    "facilitator",
    "fragend",
    "forscher",
    "entrevistador",
    "investigador",
    "enquêteur",
    "enquêtrice",
    "intervieweur",
    "intervistatore",
    "intervistatrice",
    "pesquisador",
    "onderzoeker",
    "animateur",
    "интервьюер",
    "インタビュアー",
    "采访者",
];

/// True if the label of a speaker says that it is the interviewer.
pub(super) fn names_interviewer(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    // Digits tell two interviewers apart.
    let bare = label.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    matches!(bare, "i" | "int" | "q" | "mod" | "f")
        || bare
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| ASKING.iter().any(|stem| word.starts_with(stem)))
            && !bare.starts_with("interviewee")
}
