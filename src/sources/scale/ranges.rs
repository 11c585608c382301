//! Ranges of numbers in the words of many languages, and numbers that a unit stands behind.

use std::sync::LazyLock;

use super::composed::plain_words;
use super::word_list::WordList;

/// Words of an open lower end, and of an open upper one.
const UNDER: &str = "under less fewer below younger max maximum most unter weniger bis höchstens \
    jünger moins jusqu jusque inférieur menos hasta menor inferior meno fino inferiore sotto até \
    abaixo minder onder tot maximaal jonger mniej do poniżej mindre högst upp az altı altında \
    kadar \
    менее меньше до младше ниже أقل تحت حتى";
const OVER: &str = "over more above older later least plus greater upwards after über mehr ab \
    mindestens älter größer nach supérieur delà après más mayor superior desde después più oltre \
    superiore dopo mais acima maior depois meer boven vanaf ouder więcej ponad powyżej od mer över \
    minst fler efter fazla üstü üzeri üzerinde sonra более больше свыше от старше выше после أكثر \
    فوق أعلى بعد";
const UNDER_UNSPACED: [&str; 10] =
    ["以下", "未満", "以内", "不到", "低于", "少于", "小于", "이하", "미만", "最多"];
const OVER_UNSPACED: [&str; 9] =
    ["以上", "超", "大于", "高于", "多い", "多于", "이상", "초과", "至少"];
/// Words that join the two ends of a range.
const JOINING: &str = "to and through bis a à al até e y hasta do tot en til till och ila ile до и \
    إلى و t m";
const JOINING_UNSPACED: [char; 8] = ['~', '～', '〜', '至', '到', '－', '-', '–'];
static WORDS: LazyLock<[WordList; 4]> =
    LazyLock::new(|| [UNDER, OVER, JOINING, NONE].map(WordList::new));
/// Words of what has been so from the beginning, below every range of time.
const AT_ONCE: [&str; 12] = [
    "immediately",
    "sofort",
    "immediatement",
    "inmediatamente",
    "subito",
    "imediatamente",
    "natychmiast",
    "omedelbart",
    "hemen",
    "сразу",
    "立即",
    "すぐ",
];
/// Below every range that begins at the number, but in order with other open ends.
const BELOW: f64 = 1e9;

/// Ranges of numbers by their lower end: `under 18`, `18-29`, `65+`, `$50,000 - $99,999`, `más de
/// 2000`, `300万円未満`.
pub(super) fn range_rank(answer: &str) -> Option<f64> {
    let cut = Cut::new(answer)?;
    let words = cut.words();
    match cut.numbers.as_slice() {
        [] if AT_ONCE.iter().any(|word| words.starts_with(word)) => Some(-2.0 * BELOW),
        [only] if cut.is_under(&words) => Some(only - BELOW),
        [only] if cut.is_over(&words) => Some(only + 0.5),
        [low, high] if low < high && cut.joined => Some(*low),
        _ => None,
    }
}

/// The number above which an answer leaves the end open: 8 of `8+`, 10 of `10 or more`.
pub(super) fn open_end(answer: &str) -> Option<f64> {
    // Longer texts are sentences, and greater numbers those of telephones.
    const LONGEST: usize = 24;
    const GREATEST: f64 = 1e6;
    let short = answer.len() <= LONGEST && !answer.trim_start().starts_with('+');
    let cut = Cut::new(answer).filter(|_| short)?;
    match cut.numbers.as_slice() {
        [only] if *only <= GREATEST && open_side(answer) == Some(true) => Some(*only),
        _ => None,
    }
}

/// True for an open upper end, false for an open lower one.
pub(super) fn open_side(answer: &str) -> Option<bool> {
    let cut = Cut { text: answer, numbers: Vec::new(), joined: true };
    let words = cut.words();
    let under = words.starts_with("up to ") || cut.is_under(&words);
    if under { Some(false) } else { cut.is_over(&words).then_some(true) }
}

/// True if an answer is the word for none.
pub(super) fn says_none(answer: &str) -> bool {
    WORDS[3].has(&plain_words(answer))
}

/// Words for none, below all numbers.
const NONE: &str = "none keine keiner aucun aucune ninguno ninguna nessuno nessuna nenhum \
    nenhuma geen żaden brak inga ingen hiç нет никакой 没有 なし 없음";

/// A number alone, which may stand among ranges: `0`, `1`, `2`, `3 or more`.
pub(super) fn number_among_ranges(answer: &str) -> Option<f64> {
    let cut = Cut::new(answer)?;
    if cut.numbers.is_empty() {
        let words = cut.words();
        return (!words.contains(' ') && WORDS[3].has(&words)).then_some(-3.0 * BELOW);
    }
    let alone = !answer.contains(char::is_alphabetic) && answer.chars().count() <= 12;
    match cut.numbers.as_slice() {
        [only] if alone => Some(*only),
        _ => None,
    }
}

/// The numbers of a text, and what stands around them.
struct Cut<'a> {
    text: &'a str,
    numbers: Vec<f64>,
    joined: bool,
}

impl<'a> Cut<'a> {
    /// `None` where a text holds more numbers than a range.
    fn new(text: &'a str) -> Option<Self> {
        let (mut numbers, mut factors) = (Vec::new(), Vec::new());
        let (mut joined, mut rest) = (true, text);
        if let Some((feet, after)) = feet_and_inches(text) {
            numbers.push(feet);
            factors.push(1.0);
            rest = after;
        }
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let (between, body) = rest.split_at(start);
            // "18 to 24" is a range, "2 of 5" is not.
            joined &= numbers.is_empty() || joins(between);
            let end = number_end(body);
            let (factor, after) = thousands(&body[end..]);
            numbers.push(number(&body[..end])?);
            factors.push(factor);
            rest = after;
            if numbers.len() > 2 {
                return None;
            }
        }
        // "50-60k" are both thousands.
        if let [first, second] = factors.as_mut_slice()
            && (*first - 1.0).abs() < f64::EPSILON
            && numbers[0] < numbers[1]
        {
            *first = *second;
        }
        let numbers = numbers.iter().zip(factors).map(|(number, factor)| number * factor).collect();
        Some(Self { text, numbers, joined })
    }

    fn words(&self) -> String {
        plain_words(self.text)
    }

    fn is_under(&self, words: &str) -> bool {
        self.text.contains('<')
            || UNDER_UNSPACED.iter().any(|word| self.text.contains(word))
            || (!self.text.contains('>') && !self.text.contains('+') && WORDS[0].is_in(words))
    }

    fn is_over(&self, words: &str) -> bool {
        self.text.contains(['>', '+', '≥'])
            || OVER_UNSPACED.iter().any(|word| self.text.contains(word))
            || words.ends_with(" and up")
            || WORDS[1].is_in(words)
    }
}

/// A height such as `5'4"` in feet, and what follows it.
fn feet_and_inches(text: &str) -> Option<(f64, &str)> {
    let (feet, rest) = text.trim_start_matches(|c: char| !c.is_ascii_digit()).split_once('\'')?;
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let inches: f64 = rest[..end].parse().ok().filter(|inches| *inches < 12.0)?;
    let after = rest[end..].strip_prefix('"').or_else(|| rest[end..].strip_prefix("''"))?;
    feet.parse::<f64>().ok().map(|feet| (feet + inches / 12.0, after))
}

fn joins(between: &str) -> bool {
    between.contains(JOINING_UNSPACED) || WORDS[2].is_in(&plain_words(between))
}

/// Where a number ends that a text begins with; marks and blanks between groups of three digits
/// belong to it.
fn number_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    loop {
        let mark = text[end..].chars().next().filter(|c| matches!(c, ',' | '.' | ' ' | '\u{a0}'));
        let Some(mark) = mark else { return end };
        let after = end + mark.len_utf8();
        let next = digits(after);
        let blank = matches!(mark, ' ' | '\u{a0}');
        if next == 0 || (blank && (next != 3 || end > 3)) {
            return end;
        }
        end = after + next;
    }
}

/// A number as it is written within a range; a mark before three digits parts thousands.
fn number(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let groups: Vec<&str> = plain.split([',', '.']).collect();
    let (last, rest) = groups.split_last()?;
    if last.len() == 3 || rest.is_empty() {
        return groups.concat().parse().ok();
    }
    format!("{}.{last}", rest.concat()).parse().ok()
}

/// The factor that a word or letter after a number stands for, and what follows.
fn thousands(after: &str) -> (f64, &str) {
    const FACTORS: [(&str, f64); 12] = [
        ("k", 1e3),
        ("tsd", 1e3),
        ("tys", 1e3),
        ("тыс", 1e3),
        ("mila", 1e3),
        ("mil", 1e3),
        ("mio", 1e6),
        ("million", 1e6),
        ("万", 1e4),
        ("만", 1e4),
        ("億", 1e8),
        ("亿", 1e8),
    ];
    let word = after.trim_start();
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii());
    let factor = FACTORS.iter().find_map(|(name, factor)| {
        let rest = word.strip_prefix(name)?;
        let spelled = name.is_ascii() && rest.starts_with(|c: char| c.is_ascii_alphabetic());
        (!spelled && (ends(rest) || !name.is_ascii())).then_some((*factor, rest))
    });
    factor.unwrap_or((1.0, after))
}

/// Numbers that one unit or one total follows: `4 stars`, `4/5`, `★★★★`; the number and the rest.
pub(super) fn number_of_units(answer: &str) -> Option<(f64, String)> {
    let stars = answer.chars().filter(|c| matches!(c, '★' | '⭐')).count();
    let marks = |c: char| matches!(c, '★' | '⭐' | '☆' | '\u{fe0f}');
    if stars > 0 && answer.chars().all(marks) {
        #[allow(clippy::cast_precision_loss, reason = "an answer has few letters")]
        return Some((stars as f64, String::new()));
    }
    let end = answer.find(|c: char| !c.is_ascii_digit()).unwrap_or(answer.len());
    let unit = answer[end..].trim();
    // Two digits at most: longer numbers are amounts or years, not grades.
    if !(1..=2).contains(&end) || unit.is_empty() || unit.len() > 20 {
        return None;
    }
    let total = unit.starts_with('/') && unit[1..].trim().bytes().all(|b| b.is_ascii_digit());
    let word = unit.chars().all(char::is_alphabetic);
    let of = ["of ", "out of ", "von ", "de ", "sur ", "su ", "van ", "z ", "av ", "из ", "من "];
    let share = of.iter().any(|of| {
        let rest = unit.strip_prefix(of).unwrap_or_default();
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())
    });
    (total || word || share)
        .then(|| Some((answer[..end].parse().ok()?, unit.trim_end_matches('s').to_owned())))
        .flatten()
}

/// Months as spreadsheets write them, by their first three letters, in several languages.
const MONTHS: [&str; 12] = [
    "jan ene gen sty oca",
    "feb fév fev lut şub",
    "mar mär mrz mrt",
    "apr avr abr kwi nis",
    "may mai mei mag maj",
    "jun jui giu cze haz",
    "jul lug lip tem",
    "aug aoû ago sie ağu",
    "sep set wrz eyl",
    "oct okt ott out paź eki",
    "nov lis kas",
    "dec déc dez dic dis gru ara",
];

/// The lower end of a range that a spreadsheet made a date of: `Jun-25` was 6-25, `01-May` was 1-5.
pub(super) fn range_made_date(answer: &str) -> Option<f64> {
    let (first, second) = answer.split_once(['-', '.', '/', ' '])?;
    let second = second.trim_matches(['-', '.', ' ']);
    let month = |word: &str| {
        let start: String = word.chars().take(3).collect();
        let letters = (3..=4).contains(&word.trim_end_matches('.').chars().count());
        (1..=12).zip(MONTHS).find(|(_, names)| letters && names.split(' ').any(|one| one == start))
    };
    let day = |word: &str| word.parse::<u8>().ok().filter(|_| (1..=2).contains(&word.len()));
    let (month, number) = match (month(first), day(second), day(first), month(second)) {
        (Some((month, _)), Some(number), ..) | (_, _, Some(number), Some((month, _))) => {
            (month, number)
        }
        _ => return None,
    };
    Some(f64::from(number.min(month)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_rise_in_many_languages() {
        for answers in [
            "menos de 1000|1000 - 2000|más de 2000",
            "do 3000|3000-6000|ponad 6000",
            "unter 18|18 bis 29|30–44|ab 45",
            "300万円未満|300万円～500万円|500万円以上",
            "أقل من 1000|1000 - 2000|أكثر من 2000",
            "moins de 1 000 €|1 000 à 1 999 €|2 000 € et plus",
            "<1.000|1.000-1.999|>2.000",
            "under 20k|20k-50k|50-80k|80k+",
            "до 20 тыс|20-40 тыс|свыше 40 тыс",
            "19세 이하|20~29세|30세 이상",
            "immediately|within 1-5 years|within 6-10 years|after 20 years",
        ] {
            let ranks: Vec<Option<f64>> = answers.split('|').map(range_rank).collect();
            assert!(ranks.iter().all(Option::is_some), "{answers} {ranks:?}");
            assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{answers} {ranks:?}");
        }
        for answer in ["room 2 of 9", "1-2-3", "around 5", "18 24", ""] {
            assert_eq!(range_rank(answer), None, "{answer}");
        }
    }

    #[test]
    fn units_stars_and_totals_are_numbers() {
        assert_eq!(number_of_units("4 stars"), Some((4.0, "star".to_owned())));
        assert_eq!(number_of_units("1 star"), Some((1.0, "star".to_owned())));
        assert_eq!(number_of_units("4/5"), Some((4.0, "/5".to_owned())));
        assert_eq!(number_of_units("★★★☆☆"), Some((3.0, String::new())));
        assert_eq!(number_of_units("2 of 7"), Some((2.0, "of 7".to_owned())));
        for answer in ["2024 stars", "stars", "4", "4 things to do", "12/03/2024"] {
            assert_eq!(number_of_units(answer), None, "{answer}");
        }
    }

    #[test]
    fn dates_that_were_ranges_are_known_by_their_months() {
        assert_eq!(range_made_date("jun-25"), Some(6.0));
        assert_eq!(range_made_date("01-may"), Some(1.0));
        assert_eq!(range_made_date("5-okt"), Some(5.0));
        for answer in ["mayor-5", "6-25", "june 2024", "may", "5-foo"] {
            assert_eq!(range_made_date(answer), None, "{answer}");
        }
    }
}
