//! What a header says that its column holds: the second clue, after what the cells hold.

use std::sync::LazyLock;

use super::super::talk::{ASKED, ASKING, asks_by_label, label_words};

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

/// Beginnings of words that name a role, in several languages, parted by bars.
const STEMS: [(Said, &str); 6] = [
    (
        Said::Coder,
        "coder|kodier|codier|codeur|codificad|koder|kodare|kodujac|kodolo|kodlayan|koodaaja|\
         author|autor|auteur|autore|creat|modified|edited|erstell|bearbeit|geändert|researcher|\
         analyst|user|owner|creado|criado|créé|modifi|utworz|oluştur|luonut|skapad|aangemaakt|\
         gewijzigd|кодировщик|создал|автор|作成者|コーダー|编码者|編碼者|코더|작성자|المرمز",
    ),
    (Said::Person, "person|sujet|sujeto|case|fall|osoba|kişi|henkilö|человек"),
    (
        Said::Speaker,
        "speaker|role|sprech|rolle|hablante|locuteur|rôle|rol|papel|falante|orador|parlante|ruolo|\
         spreker|talare|voice|puhuja|mówca|mluvčí|beszélő|konuşmacı|спикер|говорящ|ομιλητ|話者|\
         说话人|发言人|화자|المتحدث",
    ),
    (
        Said::Document,
        "document|dokument|doküman|asiakirja|belge|dosya|plik|soubor|file|datei|archivo|fichier|\
         arquivo|bestand|tiedosto|filnamn|filnavn|transcri|transkri|trascri|interview|entretien|\
         entrevista|intervista|intervju|wywiad|rozhovor|interjú|haastattelu|görüşme|mülakat|\
         session|sesión|sitzung|sessão|oturum|sesja|source|quelle|fuente|media|resource|gespräch|\
         gesprek|samtal|call|conversation|документ|файл|интервью|εγγραφο|συνεντευξ|ملف|وثيقة|مقابلة|\
         מסמך|קובץ|ראיון|文書|文件|文档|檔案|访谈|訪談|ファイル|インタビュー|문서|파일|인터뷰|면담",
    ),
    (
        Said::Code,
        "code|kode|kod|kód|koodi|código|codice|cod|tag|label|theme|thema|tema|thème|teema|téma|temat|\
         categor|kategor|catégor|luokka|luokit|schlagwort|étiquette|etiqueta|etichett|etiket|tagg|\
         märke|znacznik|štítek|címke|node|knoten|nœud|noeud|nodo|węzeł|topic|subtheme|subcode|\
         unterthema|код|тема|категори|тег|метка|κωδικ|θεμα|κατηγορ|رمز|كود|موضوع|فئة|קוד|נושא|\
         コード|テーマ|タグ|カテゴリ|主题|主題|编码|編碼|标签|標籤|코드|주제|태그|कोड|विषय",
    ),
    (
        Said::Quote,
        "quot|zitat|cita|citat|citaat|cyta|sitaat|sitat|idézet|alıntı|lainaus|highlight|excerpt|extract|\
         extrait|extracto|segment|text|texto|texte|testo|tekst|teksti|metin|szöveg|content|passage|\
         passaje|pasaje|stelle|textstelle|verbatim|auszug|aussage|äußerung|coded|fragment|trecho|\
         estratto|utterance|wortlaut|wypowied|výrok|výpově|uitspraak|uttalande|udsagn|lausuma|ifade|\
         цитат|текст|фрагмент|высказыв|αποσπασμα|παραθεμα|κειμενο|اقتباس|نص|ציטוט|טקסט|引用|引文|原话|\
         文本|発言|発話|テキスト|セグメント|발언|인용|텍스트|उद्धरण",
    ),
];

/// The beginnings in the form in which headers are compared with them, with what each says; those
/// who ask are no people of a study.
static BEGINNINGS: LazyLock<Vec<(String, Option<Said>)>> = LazyLock::new(|| {
    let of_columns = STEMS.iter().map(|(said, stems)| (Some(*said), *stems));
    let of_people = [(Some(Said::Person), ASKED), (None, ASKING)];
    let fold = |(said, stems): (Option<Said>, &'static str)| {
        stems.split('|').map(move |stem| (label_words(stem).join(" "), said))
    };
    of_columns.chain(of_people).flat_map(fold).collect()
});

/// The role that a header names, if it does: that of a coder, or else that of its first word, or
/// else that of any.
pub(super) fn said(header: &str) -> Option<Said> {
    let words = label_words(header);
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
    let fitting = BEGINNINGS.iter().filter(|(stem, _)| word.starts_with(stem.as_str()));
    fitting.max_by_key(|(stem, _)| stem.len()).and_then(|(_, said)| *said)
}

/// True if a header says that its column names people.
pub(crate) fn names_person(header: &str) -> bool {
    said(header) == Some(Said::Person)
}

/// True if the label of a speaker says that it is the interviewer.
pub(super) fn names_interviewer(label: &str) -> bool {
    // "F" is whoever puts the questions (German "Frage"), and "F. Braun" is not.
    let asks = match &label_words(label)[..] {
        [letter] => letter == "f",
        [letter, number] => letter == "f" && number.chars().all(char::is_numeric),
        _ => false,
    };
    asks || asks_by_label(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_before_a_name_is_no_interviewer() {
        for label in ["F", "F:", "F1", "F 2"] {
            assert!(names_interviewer(label), "{label}");
        }
        for label in ["F. Braun", "F Braun", "Fb", "F 1 Braun"] {
            assert!(!names_interviewer(label), "{label}");
        }
    }
}
