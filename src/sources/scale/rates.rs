//! How often, as a count over a time, in the words of many languages: "twice a week", "menos de una
//! vez al mes".

use std::sync::LazyLock;

use super::composed::plain_words;
use super::word_list::WordList;

/// Units of time with how many are in a year; a star stands for any ending.
const UNITS: [(f64, &str); 5] = [
    (
        8760.0,
        "hour hours hourly stunde stunden stündlich heure heures hora horas ora ore uur godzin* \
         timme saat час часа час* ساعة 小时 時間 시간",
    ),
    (
        365.0,
        "day days daily night nights tag tage tags täglich jour jours quotidien* día días diari* \
         giorno giorni giornaliero dia dias diári* dag dagen dagelijks dzień dni codzien* dzienn* \
         dagligen gün günde günlük день дня дней ежедневно يوم يوميا 天 每天 每日 日 毎日 매일 하루",
    ),
    (
        52.0,
        "week weeks weekly woche wochen wöchentlich semaine semaines hebdomadaire semana semanas \
         semanal* settimana settimane settimanal* weken wekelijks tydzień tygodniu tygodniow* \
         tygodnia vecka veckan veckor veckovis hafta haftada haftalık недел* еженедельно أسبوع \
         أسبوعيا 周 每周 星期 週 毎週 주 매주",
    ),
    (
        12.0,
        "month months monthly monat monate monatlich mois mensuel* mes meses mensual* mese mesi \
         mensil* mês mensal* maand maanden maandelijks miesiąc* miesięczn* månad månaden månader \
         månadsvis ay ayda aylık месяц* ежемесячно شهر شهريا 月 每月 个月 毎月 달 월 매월 매달",
    ),
    (
        1.0,
        "year years yearly annually jahr jahre jährlich année ans annuel* año años anual* anno \
         anni annual* ano anos jaar jaarlijks rok roku rocznie år årligen yıl yılda yıllık год \
         года год* ежегодно سنة سنويا 年 每年 毎年 년 매년",
    ),
];

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
const TIMES: &str = "once twice times time einmal zweimal dreimal viermal mal fois vez veces volta \
    volte vezes keer raz razy gång gånger kez kere раз раза مرة مرات مرتين 次 回 번";
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
        units: lists(&UNITS),
        counts: lists(&COUNTS),
        less: WordList::new(LESS),
        more: WordList::new(MORE),
        never: WordList::new(NEVER),
        times: WordList::new(TIMES),
    }
});

struct Rates {
    units: Vec<(f64, WordList)>,
    counts: Vec<(f64, WordList)>,
    less: WordList,
    more: WordList,
    never: WordList,
    times: WordList,
}

/// Times a year, or times where nothing says in which time; 0 where it is denied.
pub(super) fn composed_rate(answer: &str) -> Option<f64> {
    let plain = plain_words(answer);
    if plain.is_empty() || plain.len() > 120 {
        return None;
    }
    let rates = &*RATES;
    let units = rates.units(&plain);
    let counted = rates.count(&plain);
    let number = match units.as_slice() {
        [] => counted.filter(|_| rates.times.is_in(&plain)),
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

impl Rates {
    /// Times a year of each unit that is named, in their order.
    fn units(&self, plain: &str) -> Vec<f64> {
        let mut found: Vec<f64> = Vec::new();
        for word in plain.split(' ') {
            let unit = self.units.iter().find(|(_, words)| words.has(word));
            if let Some((per_year, _)) = unit
                && found.last().is_none_or(|last| (last - per_year).abs() > 0.5)
            {
                found.push(*per_year);
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
            "Once|Twice|Three times|Four times|More than five times",
        ] {
            let ranks: Vec<Option<f64>> = answers.split('|').map(composed_rate).collect();
            assert!(ranks.iter().all(Option::is_some), "{answers} {ranks:?}");
            assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{answers} {ranks:?}");
        }
        assert_eq!(composed_rate("Excel"), None);
        assert_eq!(composed_rate("One colleague"), None);
    }
}
