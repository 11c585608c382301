//! How often, as a count over a time, in the words of many languages: "twice a week", "menos de una
//! vez al mes".

use std::sync::LazyLock;

use super::composed::{frequency_step, plain_words};
use super::time_units::TIME_UNITS;
use super::word_list::WordList;

/// Words of a count.
const COUNTS: [(f64, &str); 6] = [
    (1.0, "once one einmal una une uno uma een raz en bir один مرة 一次 한"),
    (2.0, "twice two zweimal deux dos due duas dois twee dwa två iki два дважды مرتين 两次 2回 두"),
    (3.0, "three dreimal trois tres tre três drie trzy üç три ثلاث 三次 세"),
    (4.0, "four viermal quatre cuatro quattro quatro vier cztery fyra dört четыре أربع 四次 네"),
    (5.0, "five fünfmal cinq cinco cinque vijf pięć fem beş пять خمس 五次 다섯"),
    (
        3.5,
        "few several multiple mehrmals mehrere plusieurs varias varios várias più kilka flera \
         birkaç несколько عدة 几次 数回 여러",
    ),
];

/// Words that make a rate smaller or greater.
const LESS: &str = "less fewer seltener weniger moins menos meno minder mniej rzadziej mindre az \
    реже менее меньше أقل 少于 不到 未満 以下 미만 이하";
const MORE: &str = "more öfter mehr häufiger plus más più mais vaker meer więcej częściej mer \
    oftare fazla чаще более больше أكثر 多于 超过 以上 이상 초과";
const NEVER: &str = "never nie niemals jamais nunca mai nooit nigdy aldrig asla hiç никогда أبدا \
    从不 从来 全くない 전혀 not no don't doesn't nicht kein keine pas non não niet geen inte не لا \
    不 没有 ない";

/// Words that say a count is one of times.
const TIMES: &str = "once twice times time einmal zweimal dreimal viermal fünfmal \
     mehrmals mal fois vez veces volta \
    volte vezes keer raz razy gång gånger kez kere раз раза مرة مرات مرتين 次 回 번 회";
/// Words before a unit that make it a rate: "every week", "per week".
const EVERY: &str = "every each jede* alle chaque tous toutes cada todos todas ogni tutti elke \
    iedere każd* co varje her каждый каждую каждое каждые كل 每 毎 매";
const PER: &str = "per pro je par por";
/// "At least": more than a rate, although some languages say it with the word for "less".
const AT_LEAST: [&str; 9] = [
    "at least",
    "mindestens",
    "al menos",
    "por lo menos",
    "au moins",
    "almeno",
    "pelo menos",
    "ao menos",
    "minst",
];

static RATES: LazyLock<Rates> = LazyLock::new(|| {
    let lists = |lists: &[(f64, &str)]| {
        lists.iter().map(|(number, words)| (*number, WordList::new(words))).collect()
    };
    Rates {
        counts: lists(&COUNTS),
        less: WordList::new(LESS),
        more: WordList::new(MORE),
        never: WordList::new(NEVER),
        times: WordList::new(TIMES),
        every: WordList::new(EVERY),
        per: WordList::new(PER),
    }
});

struct Rates {
    counts: Vec<(f64, WordList)>,
    less: WordList,
    more: WordList,
    never: WordList,
    times: WordList,
    every: WordList,
    per: WordList,
}

/// Times a year, or times where nothing says in which time; 0 where it is denied.
pub(super) fn composed_rate(answer: &str) -> Option<f64> {
    let plain = plain_words(answer);
    if plain.is_empty() || plain.len() > 120 {
        return None;
    }
    let rates = &*RATES;
    let units = Rates::units(&plain);
    let counted = rates.count(&plain);
    let number = match units.as_slice() {
        [] => counted.filter(|_| rates.times.is_in(&plain)),
        // "One year" is a length of time; only with a word of repetition is a unit a rate.
        _ if !rates.tells(&plain) => None,
        // "Every 2 weeks" is not "2 times every week".
        [one] if rates.every.is_in(&plain) && !rates.times.is_in(&plain) => {
            Some(one / counted.unwrap_or(1.0))
        }
        [one] => Some(counted.unwrap_or(1.0) * one),
        // Between once a week and once a month: the geometric mean, as on a scale of ratios.
        [first, second] => Some((first * second).sqrt()),
        _ => return None,
    };
    let factor = match units.len() {
        2 => 1.0,
        _ if AT_LEAST.iter().any(|words| plain.contains(words)) => 1.2,
        _ if rates.less.is_in(&plain) => 0.6,
        _ if rates.more.is_in(&plain) => 1.5,
        _ => 1.0,
    };
    let denied = || rates.never.is_in(&plain).then_some(0.0);
    number.map(|number| number * factor).or_else(denied)
}

/// The rank of an answer beside rates: one that says how often by a word alone stands below or
/// above them all. "Seltener" is less than the least rate, "selten" is too, "immer" is more than
/// each.
pub(super) fn rate_among_words(answer: &str) -> Option<f64> {
    const BELOW_ALL: f64 = 0.4;
    const ABOVE_ALL: f64 = 1e6;
    const LONGEST: usize = 3;
    let plain = plain_words(answer);
    if let Some(step) = frequency_step(answer) {
        return match step {
            step if step < 4.5 => Some(BELOW_ALL * step / 10.0),
            step if step > 8.0 => Some(ABOVE_ALL),
            _ => None,
        };
    }
    let bare = Rates::units(&plain).is_empty() && plain.split(' ').count() <= LONGEST;
    composed_rate(answer).or_else(|| match bare {
        true if RATES.less.is_in(&plain) => Some(BELOW_ALL),
        true if RATES.more.is_in(&plain) => Some(ABOVE_ALL / 2.0),
        _ => None,
    })
}

/// True if an answer, as [`plain_words`] gives it, says how often.
pub(super) fn tells_rate(plain: &str) -> bool {
    RATES.tells(plain)
}

impl Rates {
    /// True if a word says that something is done again and again.
    fn tells(&self, plain: &str) -> bool {
        let adverb = |word: &str| TIME_UNITS.iter().any(|unit| unit.adverbs.has(word));
        [&self.times, &self.every, &self.per].iter().any(|words| words.is_in(plain))
            || plain.split(' ').any(adverb)
    }

    /// Times a year of each unit that is named, in their order.
    fn units(plain: &str) -> Vec<f64> {
        let mut found: Vec<f64> = Vec::new();
        for word in plain.split(' ') {
            let unit =
                TIME_UNITS.iter().find(|unit| unit.adverbs.has(word) || unit.nouns.has(word));
            if let Some(unit) = unit
                && found.last().is_none_or(|last| (last - unit.per_year).abs() > 0.5)
            {
                found.push(unit.per_year);
            }
        }
        found
    }

    /// The count that is named: of "a few" and "times" the greatest.
    fn count(&self, plain: &str) -> Option<f64> {
        let numbers: Vec<f64> = plain.split(' ').filter_map(|word| word.parse().ok()).collect();
        match numbers.as_slice() {
            [one] => return Some(*one),
            [low, high] if low < high => return Some(f64::midpoint(*low, *high)),
            _ => {}
        }
        let counts = |word: &str| self.counts.iter().find(|(_, words)| words.has(word));
        plain.split(' ').filter_map(counts).map(|(count, _)| *count).max_by(f64::total_cmp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_rise_in_many_languages() {
        for answers in [
            "Never|Once a year or less|Once a month or less|A few times per month|\
             A few times per week|Every day",
            "Ya no uso R|Menos de una vez al mes|Entre una vez a la semana y una vez al mes|\
             Entre una vez al día y una vez a la semana|Más de una vez al día",
            "Nie|Einmal im Monat|Mehrmals im Monat|Einmal pro Woche|Täglich",
            "Jamais|Moins d'une fois par mois|Une fois par mois|Une fois par semaine|\
             Tous les jours",
            "Не пользуюсь|Раз в год|Раз в месяц|Несколько раз в неделю|Ежедневно",
            "从不|每年|每月|每周|每天",
            "Every 2 weeks|Every week|Every day",
            "Never|Alle 2 Monate|Jede Woche|Mehrmals pro Woche",
            "Once|Twice|Three times|Four times|More than five times",
        ] {
            let ranks: Vec<Option<f64>> = answers.split('|').map(composed_rate).collect();
            assert!(ranks.iter().all(Option::is_some), "{answers} {ranks:?}");
            assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{answers} {ranks:?}");
        }
        for length in ["One year", "Two year", "6 Monate", "plus de 2 ans", "1年以上", "два года"]
        {
            assert_eq!(composed_rate(length), None, "{length}");
        }
        assert_eq!(composed_rate("Excel"), None);
        assert_eq!(composed_rate("One colleague"), None);
    }
}
