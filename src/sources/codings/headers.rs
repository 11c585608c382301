//! What a header says that its column holds: the second clue, after what the cells hold.

/// Most words of a header that is the name of a column.
const MOST_WORDS: usize = 5;

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

/// Beginnings of words that name a role, in several languages.
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
            "case",
            "fall",
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

/// The role that a header names, if it does: that of a coder, or else that of its first word, or
/// else that of any.
pub(super) fn said(header: &str) -> Option<Said> {
    let lower = header.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // A header is a name of a column and no question to anybody.
    if words.len() > MOST_WORDS || header.contains('?') {
        return None;
    }
    let roles = || words.iter().filter_map(|word| of_word(word));
    if roles().any(|said| said == Said::Coder) {
        return Some(Said::Coder);
    }
    words.first().and_then(|first| of_word(first)).or_else(|| roles().next())
}

/// The role that a word begins with: the longest beginning tells `coder` from `code`.
fn of_word(word: &str) -> Option<Said> {
    let stems = STEMS.iter().flat_map(|(said, stems)| stems.iter().map(move |stem| (stem, *said)));
    let fitting = stems.filter(|(stem, _)| word.starts_with(**stem));
    fitting.max_by_key(|(stem, _)| stem.len()).map(|(_, said)| said)
}

/// True if a header says that its column names people.
pub(crate) fn names_person(header: &str) -> bool {
    said(header) == Some(Said::Person)
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
