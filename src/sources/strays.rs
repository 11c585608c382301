//! Files that lie beside interviews and are none, known by their names: read-me files, guides,
//! templates, forms of consent, and the files by which word processors lock others.

use super::scale::header_words;

/// Words of documents about a study that are nobody's name, in lower case.
const READ_ME: [&str; 15] = [
    "readme",
    "liesmich",
    "lisezmoi",
    "leeme",
    "léeme",
    "leiame",
    "leggimi",
    "leesmij",
    "czytajto",
    "läsmig",
    "beniokuma",
    "license",
    "licence",
    "copying",
    "changelog",
];

/// Words of documents about a study that may be a name: "Guida", "Mall".
const ABOUT: [&str; 61] = [
    "guide",
    "guides",
    "guideline",
    "guidelines",
    "leitfaden",
    "anleitung",
    "guion",
    "guión",
    "guía",
    "guia",
    "roteiro",
    "guida",
    "traccia",
    "gids",
    "leidraad",
    "handleiding",
    "scenariusz",
    "przewodnik",
    "kılavuz",
    "kılavuzu",
    "гид",
    "гайд",
    "сценарий",
    "دليل",
    "提纲",
    "大纲",
    "指南",
    "ガイド",
    "가이드",
    "template",
    "vorlage",
    "modèle",
    "plantilla",
    "modelo",
    "modello",
    "sjabloon",
    "szablon",
    "mall",
    "şablon",
    "şablonu",
    "шаблон",
    "قالب",
    "模板",
    "テンプレート",
    "템플릿",
    "consent",
    "einwilligung",
    "consentement",
    "consentimiento",
    "consentimento",
    "consenso",
    "toestemming",
    "zgoda",
    "samtycke",
    "onam",
    "согласие",
    "موافقة",
    "同意书",
    "同意書",
    "동의서",
    "instructions",
];

/// Words that may stand beside those without making a name of somebody.
const BESIDE: [&str; 66] = [
    "interview",
    "interviews",
    "entretien",
    "entretiens",
    "entrevista",
    "entrevistas",
    "intervista",
    "interviste",
    "wywiad",
    "wywiadu",
    "intervju",
    "görüşme",
    "mülakat",
    "интервью",
    "مقابلة",
    "المقابلة",
    "访谈",
    "采访",
    "インタビュー",
    "인터뷰",
    "discussion",
    "group",
    "focus",
    "study",
    "studie",
    "étude",
    "estudio",
    "project",
    "projekt",
    "question",
    "questions",
    "fragen",
    "topic",
    "moderator",
    "transcript",
    "transcripts",
    "transcription",
    "transkript",
    "transkription",
    "form",
    "formular",
    "formulaire",
    "formulario",
    "information",
    "sheet",
    "blank",
    "empty",
    "final",
    "draft",
    "version",
    "copy",
    "kopie",
    "the",
    "for",
    "of",
    "to",
    "der",
    "für",
    "de",
    "d",
    "du",
    "la",
    "del",
    "di",
    "voor",
    "do",
];

/// True for a file by which a word processor locks another.
pub(crate) fn is_lock(name: &str) -> bool {
    name.starts_with("~$") || name.starts_with(".~lock.")
}

/// True for the path of a file that lies beside interviews and is none.
pub(crate) fn is_stray(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    is_lock(name) || is_about_study(name)
}

/// True for a name that speaks of a document about the study, and of nobody: all its words are such
/// words. A number makes it one of several interviews, unless it is that of a version.
pub(crate) fn is_about_study(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let words = header_words(stem);
    let read_me = words.windows(2).any(|pair| pair == ["read", "me"]);
    let known = |word: &String| {
        (read_me && (word == "read" || word == "me")) || is_version(word) || is_known(word)
    };
    let tells = match &words[..] {
        [word] => is_about(word) && !ABOUT.contains(&word.as_str()),
        words => words.iter().any(|word| is_about(word)),
    };
    (read_me || tells) && words.iter().all(known)
}

fn is_about(word: &str) -> bool {
    // Compounds: "Interviewleitfaden", "访谈提纲".
    let is_compound = |about: &&str| {
        let before = word.strip_suffix(*about);
        before.is_some_and(|before| is_beside(before.strip_suffix('s').unwrap_or(before)))
    };
    READ_ME.iter().chain(&ABOUT).any(|about| word == *about || is_compound(about))
}

fn is_beside(word: &str) -> bool {
    BESIDE.contains(&word)
}

fn is_known(word: &str) -> bool {
    is_beside(word) || is_about(word)
}

/// "v2", and the year of a study.
fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix('v').filter(|digits| !digits.is_empty());
    let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    digits.or(is_year.then_some(word)).is_some_and(|text| text.bytes().all(|b| b.is_ascii_digit()))
        || word == "v"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_about_a_study_are_no_interviews() {
        for name in [
            "README.md",
            "Read me.txt",
            "LICENSE",
            "Interview guide.txt",
            "interview_guide_v2.docx",
            "InterviewGuide 2024.docx",
            "Interviewleitfaden.docx",
            "Guía de entrevista.odt",
            "Guide d'entretien.docx",
            "Einwilligung Interview.txt",
            "consent-form.docx",
            "访谈提纲.txt",
            "インタビューガイド.txt",
            "Transcript template.txt",
        ] {
            assert!(is_about_study(name), "{name}");
        }
    }

    #[test]
    fn names_of_people_and_numbers_make_an_interview() {
        for name in [
            "P02 tour guide.txt",
            "Guide 3.txt",
            "Guide.docx",
            "Guida.txt",
            "Mall.docx",
            "Interview 3.txt",
            "interview notes.txt",
            "Notas de la entrevista.txt",
            "インタビュー記録.txt",
            "interview.txt",
            "Anna.txt",
            "mountain guide.txt",
            "Consent P3.txt",
            "M. Guidetti.txt",
            "2024.txt",
            "",
        ] {
            assert!(!is_about_study(name), "{name}");
        }
    }
}
