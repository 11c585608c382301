//! Small words, which tell the language of a text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::manifest::Language;
use crate::sources::Transcript;

/// Small words that hardly a question or answer does without, by language. Each is of one language
/// alone: what two share, such as "de", tells nothing.
const WORDS: [(&str, &str); 17] = [
    (
        "en",
        "the of and to is are you your how what which does did with for have this that when where \
         who why would not do we my our was were it",
    ),
    (
        "de",
        "der das und ist sind sie wie welche welcher welches welchen haben mit für nicht zu auf \
         ihr ihre ihnen ihren wann warum oft eher sehr weiß zum zur bei oder keine ich wir stimme \
         einen einer",
    ),
    (
        "fr",
        "le les des est êtes vous votre vos quel quelle quels quelles comment avec dans sur une \
         avez où qui combien nous je pourquoi plutôt très être aux cette tout",
    ),
    (
        "es",
        "el los las y usted sus qué cuál cuáles cómo con cuánto cuántos cuántas muy dónde cuándo \
         quién está desde nada ha hay",
    ),
    (
        "pt",
        "você são não qual quais uma muito em seu sua do da dos das ao os às quanto quantos onde \
         nós isso pelo pela",
    ),
    (
        "it",
        "il lo gli è sei suo quale della dei delle che sono perché molto nel nella anche più di \
         quanto spesso",
    ),
    (
        "nl",
        "het een uw hoe wat welke voor van niet bij zijn hebt heeft wanneer waarom waar vaak zeer \
         ik wij u naar ook geen",
    ),
    ("da", "hvad af ikke meget hvornår hvorfor jeg mig dig ofte noget også kan hvilken"),
    ("no", "hva ikkje veldig når hvorfor noe også hvilket enig uenig mye"),
    ("sv", "och är hur vad vilka vilken inte mycket ofta när varför jag också något för"),
    ("fi", "ja on kuinka mikä mitä miten usein ei että sinun ovat kuin hyvin oletko minun myös"),
    ("hu", "és az egy hogy nem mennyire milyen hogyan ön mit melyik nagyon gyakran mert csak"),
    ("ro", "și este sunt cum ce care pentru dumneavoastră foarte cât din mai sau în"),
    ("tr", "ve bir ne nasıl kadar için ile bu çok değil hangi sık olarak ben biz daha mi mı"),
    ("ru", "и в не на вы ваш ваши как что какой какие с для ли очень часто это вас мне"),
    ("el", "και το η ο τα να είναι πως πόσο ποια με για από δεν σας πολύ"),
    ("ar", "في من هل ما على إلى كم كيف لا هذا أو مع عن هذه"),
];

static KNOWN: LazyLock<BTreeMap<&str, usize>> = LazyLock::new(|| {
    let of = |(at, (_, words)): (usize, &(_, &'static str))| {
        words.split_whitespace().map(move |word| (word, at)).collect::<Vec<_>>()
    };
    let all: Vec<(&str, usize)> = WORDS.iter().enumerate().flat_map(of).collect();
    // What Danish and Norwegian or others share is no sign of either.
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    all.iter().for_each(|(word, _)| *times.entry(word).or_default() += 1);
    all.into_iter().filter(|(word, _)| times[word] == 1).collect()
});

/// Different words that show a language, and how often these stand there at least.
const LEAST_WORDS: usize = 2;
const LEAST: usize = 3;
/// As many words of a text show it as well as more do.
const MOST_WORDS: usize = 2_000;

/// The small words of texts, with how often each stands there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct SpokenWords(BTreeMap<&'static str, usize>);

impl SpokenWords {
    pub(super) fn of_talk(transcripts: &[Transcript]) -> Self {
        let mut words = Self::default();
        transcripts.iter().for_each(|transcript| words.add(transcript.text.as_str()));
        words
    }

    pub(super) fn add(&mut self, text: &str) {
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        let mut words = words.take(MOST_WORDS).peekable();
        let is_capital = |word: &str| word.starts_with(char::is_uppercase);
        while let Some(word) = words.next() {
            // Of two words with capital letters both are part of a name: "Los Angeles".
            if is_capital(word) && words.peek().is_some_and(|next| is_capital(next)) {
                continue;
            }
            if let Some((known, _)) = KNOWN.get_key_value(word.to_lowercase().as_str()) {
                *self.0.entry(known).or_default() += 1;
            }
        }
    }

    pub(super) fn join(&mut self, other: &Self) {
        other.0.iter().for_each(|(word, times)| *self.0.entry(word).or_default() += times);
    }

    /// The language that has twice as many words as every other; `None` where none has.
    pub(super) fn language(&self) -> Option<Language> {
        // Different words of each language, and how often they stand there.
        let mut told = [(0, 0); WORDS.len()];
        for (word, times) in &self.0 {
            let (different, all) = &mut told[KNOWN[word]];
            *different += 1;
            *all += times;
        }
        let (at, (different, most)) =
            told.into_iter().enumerate().max_by_key(|(_, told)| told.1)?;
        let others = told.iter().enumerate().filter(|(other, _)| *other != at);
        let next = others.map(|(_, (_, times))| *times).max().unwrap_or_default();
        let tells = different >= LEAST_WORDS && most >= LEAST && most >= 2 * next;
        tells.then(|| Language::from_code(WORDS[at].0)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(text: &str) -> Option<&'static str> {
        let mut words = SpokenWords::default();
        words.add(text);
        words.language().map(Language::code)
    }

    #[test]
    fn small_words_tell_the_language_of_questions() {
        for (code, questions) in [
            ("de", "Wie alt sind Sie? Wie oft nutzen Sie die App?"),
            ("en", "How old are you? Which of these do you use?"),
            ("fr", "Quel âge avez-vous ? À quelle fréquence ouvrez-vous les rapports ?"),
            ("es", "¿Qué edad tiene? ¿Con qué frecuencia abre los informes?"),
            ("pt", "Quantos anos você tem? Com que frequência você abre os relatórios?"),
            ("it", "Quanti anni ha? Quale è il suo ruolo? Perché non sono contenti?"),
            ("nl", "Hoe oud bent u? Hoe vaak opent u het overzicht?"),
            ("sv", "Hur gammal är du? Hur ofta öppnar du rapporten och varför?"),
            ("ru", "Сколько вам лет? Как часто вы открываете отчёт и для чего?"),
            ("tr", "Kaç yaşındasınız? Raporu hangi sıklıkta ve ne kadar süre için açıyorsunuz?"),
        ] {
            assert_eq!(language(questions), Some(code), "{questions}");
        }
        // Names of fields, a list of towns, and questions of two languages.
        for text in [
            "Record ID, First Name, Lifecycle Stage",
            "Los Angeles, Las Vegas, Los Gatos",
            "How old are you? / Wie alt sind Sie?",
            "",
        ] {
            assert_eq!(language(text), None, "{text}");
        }
    }
}
