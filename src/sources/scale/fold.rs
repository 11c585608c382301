//! The form in which answers are compared, and the words that say there is none.

/// The form in which answers are compared: case, white space and typographic marks do not matter.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars() {
            match c {
                // Spreadsheets replace plain quotes by typographic ones.
                '\u{2018}' | '\u{2019}' => folded.push('\''),
                '\u{201C}' | '\u{201D}' => folded.push('"'),
                '\u{2013}' | '\u{2014}' => folded.push('-'),
                c => folded.extend(c.to_lowercase()),
            }
        }
    }
    folded
}

/// Beginnings of answers that decline to answer.
const DECLINING: [&str; 21] = [
    "prefer not to",
    "i prefer not to",
    "rather not say",
    "i'd rather not",
    "möchte ich nicht",
    "möchte nicht",
    "ich möchte nicht",
    "je préfère ne pas",
    "préfère ne pas",
    "prefiero no",
    "preferisco non",
    "prefiro não",
    "zeg ik liever niet",
    "liever niet",
    "wolę nie",
    "vill inte svara",
    "belirtmek istemiyorum",
    "не хочу отвечать",
    "أفضل عدم",
    "不愿",
    "答えたくない",
];

/// True if a folded answer says that there is none. `none` and `nothing` are answers.
pub(super) fn is_missing(folded: &str) -> bool {
    matches!(
        folded,
        "" | "na"
            | "n/a"
            | "#n/a"
            | "null"
            | "nan"
            | "."
            | "-"
            | "--"
            | "no answer"
            | "not answered"
            | "refused"
            | "keine angabe"
            | "keine antwort"
            | "k.a."
            | "k. a."
            | "n. a."
            | "sans réponse"
            | "sin respuesta"
            | "geen antwoord"
            | "brak odpowiedzi"
            | "(空)"
            | "(跳过)"
            | "(无)"
            | "未回答"
            | "未填写"
            | "無回答"
            | "回答なし"
            | "무응답"
            | "응답 없음"
            | "нет ответа"
            | "nessuna risposta"
            | "sem resposta"
            | "inget svar"
            | "cevap yok"
            | "cevapsız"
            | "لا إجابة"
            | "(blank)"
            | "(empty)"
            | "(leer)"
            | "(vide)"
            | "(vacío)"
            | "(skipped)"
    ) || DECLINING.iter().any(|words| folded.starts_with(words))
}
