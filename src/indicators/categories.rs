//! Facets by the category of a code: what its path says before its last part, in many languages.

use std::sync::LazyLock;

use crate::manifest::Facet;
use crate::sources::plain_words;

/// Names of categories. A star stands for any ending; names of several words stand as they are.
const CATEGORIES: [(Facet, &str); 9] = [
    (
        Facet::Goal,
        "goal*, ziel*, wunsch, wünsche, bedürfnis*, bedarf, anforderung*, erwartung*, objectif*, \
         besoin*, attente*, souhait*, objetivo*, metas, necesidad*, deseo*, expectativa*, \
         obiettiv*, bisogn*, desideri*, aspettativ*, necessidade*, desejo*, doel, doelen, \
         behoefte*, \
         wens, wensen, cel, cele, potrzeb*, oczekiwani*, mål, behov, önskemål, hedef*, amaç*, \
         ihtiyaç*, цел*, потребност*, ожидани*, هدف, أهداف, احتياجات, 目标, 目標, 需求, ゴール, ニーズ, \
         要望, 목표, 니즈",
    ),
    (
        Facet::PainPoint,
        "pain*, frust*, ärger*, schmerz*, problem*, hürde*, hindernis*, barriere*, \
         schwierigkeit*, beschwerde*, sorge*, belastung*, irritant*, douleur*, difficult*, \
         obstacle*, \
         frein*, problème*, gêne*, dolor*, puntos de dolor, dificultad*, obstácul*, molestia*, \
         queja*, problema*, difficolt*, ostacol*, fastidi*, dor, dores, dificuldade*, obstácul*, \
         queixa*, knelpunt*, ergernis*, moeilijk*, pijnpunt*, klacht*, trudnoś*, bolączk*, \
         barier*, \
         przeszkod*, hinder, svårighet*, smärtpunkt*, zorluk*, sorun*, sıkıntı*, engel*, проблем*, \
         трудност*, боль, боли, барьер*, مشكل*, مشاكل, صعوبات, عوائق, 痛点, 问题, 問題, 困难, 课题, 課題, \
         不満, 悩み, 困りごと, 문제*, 불만*, 어려움*",
    ),
    (
        Facet::Behaviour,
        "verhalten*, gewohnheit*, routine*, arbeitsweise*, umgehung*, comportement*, habitude*, \
         pratique*, comportamiento*, hábito*, práctica*, comportament*, abitudin*, pratiche, \
         prática*, gedrag*, gewoont*, zachowani*, nawyk*, beteende*, vanor, davranış*, \
         alışkanlık*, \
         поведени*, привычк*, سلوك*, عادات, 行为, 行動, 习惯, 習慣, 행동, 습관",
    ),
    (
        Facet::Motivation,
        "motiv*, antrieb*, beweggr*, мотив*, motyw*, güdü*, دوافع, دافع, 动机, 動機, 동기",
    ),
    (
        Facet::Tool,
        "werkzeug*, hilfsmittel*, outil*, herramienta*, strument*, ferramenta*, hulpmiddel*, \
         narzędzi*, verktyg*, araçlar, инструмент*, أدوات, 工具, ツール, 도구",
    ),
    (
        Facet::Context,
        "kontext*, umfeld*, rahmenbedingung*, context*, contesto, contesti, kontekst*, bağlam*, \
         контекст*, سياق, 情境, 文脈, 맥락",
    ),
    (
        Facet::Trigger,
        "auslöser*, anlass, anlässe, déclencheur*, desencadenante*, disparador*, gatilho*, \
         aanleiding*, wyzwalacz*, utlösare, tetikleyici*, триггер*, محفز*, 触发, きっかけ, 계기",
    ),
    (
        Facet::Objection,
        "einwand, einwände, vorbehalt*, bedenken, objection*, réserves, objeci*, obiezion*, \
         objeç*, \
         bezwar*, zastrzeżeni*, invändning*, itiraz*, возражени*, اعتراض*, 异议, 懸念, 우려",
    ),
    (
        Facet::Value,
        "werte, valeurs, valores, valori, waarden, wartości, värderingar, değerler, ценност*, قيم, \
         价值观, 価値観, 가치관",
    ),
];

/// A category: its facet, its name, and the form in which it is looked up.
struct Category {
    facet: Facet,
    name: &'static str,
    plain: String,
    is_stem: bool,
}

static ALL: LazyLock<Vec<Category>> = LazyLock::new(|| {
    let named = |(facet, names): &(Facet, &'static str)| {
        let facet = *facet;
        names.split(',').map(str::trim).map(move |name| Category {
            facet,
            name: name.trim_end_matches('*'),
            plain: plain_words(name),
            is_stem: name.ends_with('*'),
        })
    };
    CATEGORIES.iter().flat_map(named).collect()
});

/// The facet that the category of a code says, and the word for it.
pub(super) fn of_category(path: &str) -> Option<(Facet, &'static str)> {
    /// A longer part is a question, whose words may stand for anything.
    const MOST_WORDS: usize = 3;
    const SHORT: usize = 4;
    let mut parts: Vec<&str> = path.split(['/', '>', '›', '→']).collect();
    parts.pop();
    let said = |part: &str| {
        let plain = plain_words(part);
        let words: Vec<&str> = plain.split(' ').collect();
        let is = |category: &&Category| {
            // "Ziele" and "pains", but not "Zielgruppe" and "painting".
            let short = category.plain.chars().count() <= SHORT;
            let stem = |word: &&str| {
                let ending = word.strip_prefix(category.plain.as_str());
                ending.is_some_and(|ending| !short || ending.chars().count() < SHORT)
            };
            plain == category.plain
                || words.contains(&category.plain.as_str())
                || (category.is_stem && words.iter().any(stem))
        };
        (words.len() <= MOST_WORDS).then(|| ALL.iter().find(is)).flatten()
    };
    let category = parts.into_iter().find_map(said)?;
    Some((category.facet, category.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_of_codes_say_their_facets() {
        for (path, facet) in [
            ("Ziele > Zeit sparen", Some(Facet::Goal)),
            ("Ärgernisse > Doppelte Eingabe", Some(Facet::PainPoint)),
            ("Freins/trop cher", Some(Facet::PainPoint)),
            ("Necesidades / apoyo", Some(Facet::Goal)),
            ("Obiettivi > risparmiare", Some(Facet::Goal)),
            ("Привычки/утро", Some(Facet::Behaviour)),
            ("課題/入力", Some(Facet::PainPoint)),
            ("Interview 3 > Werkzeuge > Papier", Some(Facet::Tool)),
            ("Zielgruppen/Praxen", None),
            ("Farben/blau", None),
        ] {
            assert_eq!(of_category(path).map(|(facet, _)| facet), facet, "{path}");
        }
    }
}
