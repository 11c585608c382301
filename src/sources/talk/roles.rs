//! What a label says of its speaker: the part that the person plays, in many languages.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The part of a speaker in an interview, as far as the label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// Who asks.
    Interviewer,
    /// An occupation of those who ask, which respondents have too.
    Researcher,
    /// Who is asked.
    Participant,
}

/// Beginnings of the words for those who ask, without diacritics.
const INTERVIEWERS: &[&str] = &[
    // Germanic languages
    "interviewer",
    "interviewleit",
    "interviewfuhr",
    "moderator",
    "moderation",
    "fragestell",
    "fragende",
    "gesprachsleit",
    "versuchsleit",
    "vragenstell",
    "gespreksleid",
    "intervjuar",
    "intervjuer",
    "ordstyrer",
    "questioner",
    "facilitator",
    // Romance languages
    "enqueteur",
    "enquetric",
    "enqueteuse",
    "intervieweu",
    "animateur",
    "animatric",
    "moderat",
    "entrevistador",
    "encuestador",
    "facilitador",
    "inquiridor",
    "intervistator",
    "intervistatric",
    "facilitatore",
    "intervievator",
    "operator de interviu",
    // Slavic, Baltic, Finnic, Hungarian and Turkish
    "ankieter",
    "prowadzac",
    "tazatel",
    "anketar",
    "haastattelij",
    "kusitlej",
    "intervjueerij",
    "kerdezo",
    "interjukeszit",
    "gorusmeci",
    "mulakatci",
    "interviuotoj",
    "intervetaj",
    "интервьюер",
    "модератор",
    "ведущ",
    "інтервюер",
    "интервюир",
    "анкетер",
    "испитивач",
    // Greek
    "συνεντευκτ",
    "συντονιστ",
    // Asia and Africa
    "pewawancara",
    "penemubual",
    "nguoi phong van",
    "phong van vien",
    "ผู้สัมภาษณ์",
    "访谈者",
    "访谈员",
    "访问者",
    "访问员",
    "采访者",
    "采访人",
    "访员",
    "主持人",
    "提问者",
    "訪談者",
    "訪談員",
    "訪問者",
    "訪員",
    "採訪者",
    "提問者",
    "インタビュア",
    "インタビューア",
    "インタヴュア",
    "聞き手",
    "調査者",
    "面接者",
    "司会",
    "質問者",
    "モデレーター",
    "인터뷰어",
    "면접자",
    "질문자",
    "진행자",
    "조사자",
    "사회자",
    "المحاور",
    "محاور",
    "المقابل",
    "مجري",
    "مصاحبه",
    "מראיי",
    "מנחה",
    "साक्षात्कारकर्ता",
    "mhoji",
];

/// Beginnings of the words for occupations of those who ask.
const RESEARCHERS: &[&str] = &[
    "researcher",
    "forscher",
    "onderzoeker",
    "forskar",
    "forsker",
    "chercheu",
    "investigador",
    "pesquisador",
    "ricercator",
    "ricercatric",
    "cercetator",
    "badacz",
    "vyzkumn",
    "vyskumn",
    "tutkija",
    "kutato",
    "arastirmac",
    "uurija",
    "исследовател",
    "дослідни",
    "ερευνητ",
    "peneliti",
    "nghien cuu vien",
    "ผู้วิจัย",
    "研究者",
    "研究员",
    "研究員",
    "연구자",
    "الباحث",
    "باحث",
    "پژوهشگر",
    "محقق",
    "חוקר",
    "शोधकर्ता",
];

/// Beginnings of the words for those who are asked.
const PARTICIPANTS: &[&str] = &[
    "interviewee",
    "interviewpartner",
    "interviewte",
    "interviewperson",
    "participant",
    "respondent",
    "informant",
    "befragt",
    "proband",
    "teilnehm",
    "gesprachspartner",
    "auskunftsperson",
    "testperson",
    "versuchsperson",
    "geinterviewd",
    "deelnemer",
    "intervjuperson",
    "deltagar",
    "deltager",
    "repondant",
    "participante",
    "entrevistad",
    "encuestad",
    "informante",
    "intervistat",
    "partecipant",
    "rispondente",
    "intervievat",
    "respondente",
    "uczestni",
    "rozmowc",
    "badany",
    "badana",
    "dotazovan",
    "ucastni",
    "haastatelt",
    "osallistuj",
    "vastaaj",
    "interjualany",
    "valaszado",
    "resztvevo",
    "gorusulen",
    "katilimci",
    "osaleja",
    "vastaja",
    "респондент",
    "информант",
    "участни",
    "інформант",
    "учасни",
    "συμμετεχ",
    "συνεντευξιαζ",
    "narasumber",
    "responden",
    "partisipan",
    "peserta",
    "nguoi tham gia",
    "nguoi tra loi",
    "ผู้ให้สัมภาษณ์",
    "ผู้เข้าร่วม",
    "受访者",
    "被访者",
    "参与者",
    "参加者",
    "受訪者",
    "受訪人",
    "參與者",
    "回答者",
    "対象者",
    "協力者",
    "インタビュイー",
    "응답자",
    "참여자",
    "참가자",
    "면담자",
    "인터뷰이",
    "المشارك",
    "المستجيب",
    "المبحوث",
    "מרואיי",
    "משתתף",
    "משתתפת",
    "प्रतिभागी",
    "उत्तरदाता",
];

/// Words for those who are asked of which the beginning is that of another word.
const PARTICIPANT_WORDS: &[&str] =
    &["enquete", "enquetee", "interviewe", "interviewes", "subject", "sujet", "resp", "ie", "答"];

/// Abbreviations for those who ask.
const INTERVIEWER_WORDS: &[&str] =
    &["i", "q", "int", "intv", "interv", "itv", "itw", "mod", "ir", "问", "問"];

/// Letters that number those who are asked: `P1`, `TN 3`.
const NUMBERED: &[&str] = &["p", "tn", "ip", "vp", "pp", "pt", "part"];

/// Words of labels that name nobody: `Speaker 1`, `SPEAKER_00`, `Unknown`.
const NEUTRAL: &[&str] = &[
    "speaker",
    "spk",
    "sprecher",
    "sprecherin",
    "spreker",
    "locuteur",
    "locutrice",
    "hablante",
    "orador",
    "falante",
    "parlante",
    "talare",
    "taler",
    "puhuja",
    "mowca",
    "mluvci",
    "beszelo",
    "konusmaci",
    "спикер",
    "говорящий",
    "ομιλητης",
    "说话人",
    "发言人",
    "話者",
    "화자",
    "المتحدث",
    "person",
    "voice",
    "unknown",
    "unidentified",
    "unbekannt",
    "inconnu",
    "desconocido",
    "s",
    "male",
    "female",
    "man",
    "woman",
];

/// Titles, which a name may have or lack.
const TITLES: &[&str] = &[
    "dr",
    "dott",
    "dra",
    "drs",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "herr",
    "frau",
    "hr",
    "fr",
    "mme",
    "mlle",
    "m",
    "sr",
    "sra",
    "srta",
    "sig",
    "signora",
    "dhr",
    "mevr",
    "pan",
    "pani",
    "phd",
    "msc",
    "ing",
    "dipl",
];

/// The words of a label in small letters without diacritics; digits apart from letters and without
/// zeros before them, so that `P01` is `P1` and `Interviewer1` is `Interviewer 1`.
pub(super) fn words(label: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for c in label.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        let kind = match c {
            '\'' | '\u{2019}' | '\u{02BC}' | '\u{200C}' | '\u{200D}' => continue,
            c if c.is_numeric() => Some(true),
            c if c.is_alphabetic() => Some(false),
            _ => None,
        };
        if kind.is_some() && kind != last {
            words.push(String::new());
        }
        if let (Some(_), Some(word)) = (kind, words.last_mut()) {
            word.push(c);
        }
        last = kind;
    }
    for word in &mut words {
        let digits = word.trim_start_matches('0');
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            *word = if digits.is_empty() { "0".to_owned() } else { digits.to_owned() };
        }
    }
    words
}

/// A label without what it says in brackets, and that.
fn parts(label: &str) -> (&str, &str) {
    match label.find(['(', '[', '（']) {
        Some(open) if label[..open].chars().any(char::is_alphanumeric) => label.split_at(open),
        _ => (label, ""),
    }
}

/// What tells a speaker from others: the words of the label without titles and brackets.
pub(super) fn key(label: &str) -> String {
    let mut words = words(parts(label).0);
    if words.iter().any(|word| !TITLES.contains(&word.as_str()) && word.len() > 1) {
        words.retain(|word| !TITLES.contains(&word.as_str()));
    }
    words.join(" ")
}

/// The initials of a name of several words, as a key.
pub(super) fn initials(key: &str) -> Option<String> {
    let parts: Vec<&str> = key.split(' ').collect();
    let first = |part: &&str| part.chars().next().filter(|c| c.is_alphabetic());
    let initials: Option<String> = parts.iter().map(first).collect();
    initials.filter(|_| (2..=3).contains(&parts.len()))
}

/// What a label, or the words beside one, say of the speaker's part.
pub(super) fn role_of(label: &str) -> Option<Role> {
    let (base, bracketed) = parts(label);
    let in_brackets = words(bracketed);
    let base = words(base);
    let letters: Vec<&String> = base.iter().filter(|word| !is_number(word)).collect();
    let numbered = letters.len() < base.len();
    if let [word] = letters[..] {
        if INTERVIEWER_WORDS.contains(&word.as_str()) {
            return Some(Role::Interviewer);
        }
        if PARTICIPANT_WORDS.contains(&word.as_str())
            || (numbered && NUMBERED.contains(&word.as_str()))
        {
            return Some(Role::Participant);
        }
    }
    role_in(&base).or_else(|| role_in(&in_brackets)).or_else(|| {
        let id = in_brackets
            .windows(2)
            .any(|pair| NUMBERED.contains(&pair[0].as_str()) && is_number(&pair[1]));
        id.then_some(Role::Participant)
    })
}

fn role_in(words: &[String]) -> Option<Role> {
    let text = words.join(" ");
    let longest = |list: &[&str]| {
        let begins = |stem: &String| {
            text.match_indices(stem.as_str()).any(|(at, _)| at == 0 || text[..at].ends_with(' '))
        };
        list.iter().map(|stem| fold(stem)).filter(begins).map(|stem| stem.len()).max()
    };
    let word = |list: &[&str]| {
        let whole = words.iter().filter(|word| word.len() > 4 && list.contains(&word.as_str()));
        whole.map(String::len).max()
    };
    // "Entrevistado" is asked and "entrevistador" asks: the longer beginning tells.
    let found = [
        (longest(PARTICIPANTS).max(word(PARTICIPANT_WORDS)), Role::Participant),
        (longest(RESEARCHERS), Role::Researcher),
        (longest(INTERVIEWERS), Role::Interviewer),
    ];
    let longest = found.into_iter().filter_map(|(length, role)| Some((length?, role)));
    longest.max_by_key(|(length, _)| *length).map(|(_, role)| role)
}

fn fold(stem: &str) -> String {
    words(stem).join(" ")
}

fn is_number(word: &str) -> bool {
    word.starts_with(char::is_numeric)
}

/// True if a key tells speakers of one recording apart and names nobody: `Speaker 1`, `S00`.
pub(super) fn is_neutral(key: &str) -> bool {
    let words: Vec<&str> = key.split(' ').collect();
    let numbered = words.iter().any(|word| is_number(word));
    words.iter().any(|word| NEUTRAL.contains(word) && (numbered || word.chars().count() > 1))
}

/// True if a key may abbreviate a word for those who ask: `E` for “entrevistador”.
pub(super) fn may_abbreviate_interviewer(key: &str) -> bool {
    let letters = key.split(' ').next().unwrap_or_default();
    letters.chars().count() <= 4
        && (INTERVIEWERS.iter().any(|word| fold(word).starts_with(letters))
            || matches!(letters, "f" | "v"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_known_in_many_languages() {
        for label in [
            "Interviewer",
            "Interviewer 1",
            "Interviewer1",
            "Interviewerin",
            "Enquêteur",
            "Entrevistadora",
            "Jane Doe (Interviewer)",
            "I",
            "I1",
            "Q",
            "INT",
            "Intervjuare",
            "Haastattelija",
            "インタビュアー",
            "访谈者",
            "Интервьюер",
            "면접자",
            "المحاور",
            "Moderatorin",
            "Görüşmeci",
            "Ankieter",
            "Intervistatrice",
            "Mod 2",
            "Συνεντευκτής",
        ] {
            assert_eq!(role_of(label), Some(Role::Interviewer), "{label}");
        }
        for label in [
            "Interviewee",
            "Interviewee1",
            "Befragte",
            "Befragter 2",
            "Enquêtée",
            "Entrevistado",
            "Participante",
            "Pat Smith (P1, Nurse)",
            "P01",
            "TN 3",
            "PARTICIPANT 1",
            "Респондент",
            "受访者",
            "Interviewé",
            "Uczestniczka",
            "Katılımcı",
        ] {
            assert_eq!(role_of(label), Some(Role::Participant), "{label}");
        }
        for label in ["Jane Doe", "Speaker 1", "AB", "The list", "Ines", "A", "P", "Modesto"] {
            assert_eq!(role_of(label), None, "{label}");
        }
        assert_eq!(role_of("Researcher"), Some(Role::Researcher));
    }

    #[test]
    fn one_speaker_has_one_key() {
        assert_eq!(key("Dr. Ana-María de la Cruz"), key("ana-maria de la cruz"));
        assert_eq!(key("Jane Doe (Interviewer)"), key("JANE DOE"));
        assert_eq!(key("P01"), key("P1"));
        assert_eq!(key("Interviewer1"), key("Interviewer 1"));
        assert_ne!(key("SPEAKER_00"), key("SPEAKER_01"));
        assert_eq!(initials("jane doe").as_deref(), Some("jd"));
        assert!(is_neutral(&key("SPEAKER_00")) && is_neutral(&key("S01")) && !is_neutral("s"));
    }
}
