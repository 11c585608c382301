//! Answers that are sexes, whatever their header says.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::sources::plain_words;

/// Words for men.
const MALE: &str = "male, man, men, m, männlich, mann, männer, homme, masculin, hombre, masculino, \
    varón, uomo, maschio, maschile, homem, man, mannelijk, mężczyzna, erkek, мужской, мужчина, \
    муж, м, ذكر, رجل, 男, 男性, 남, 남성, 남자, manlig";
/// Words for women.
const FEMALE: &str = "female, woman, women, f, w, weiblich, frau, frauen, femme, féminin, mujer, \
    femenino, donna, femmina, femminile, mulher, feminino, vrouw, vrouwelijk, kobieta, kvinna, \
    kvinnlig, kadın, женский, женщина, жен, ж, أنثى, امرأة, 女, 女性, 여, 여성, 여자, k";
/// One word for further answers to the question.
const FURTHER: &str = "other, divers, diverse, d, x, nonbinary, inter, intersex, trans, \
    transgender, queer, genderqueer, agender, genderfluid, unknown, unbekannt, autre, otro, otra, \
    altro, outro, outra, anders, andere, inne, annat, diğer, другое, другой, آخر, 其他, 其它, 保密, \
    未知, その他, 無回答, 기타";
/// Plurals, which also name the departments of a shop.
const PLURALS: [&str; 4] = ["men", "women", "manner", "frauen"];

struct Words {
    male: BTreeSet<String>,
    female: BTreeSet<String>,
    further: BTreeSet<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let cut = |words: &str| words.split(',').map(plain_words).collect();
    Words { male: cut(MALE), female: cut(FEMALE), further: cut(FURTHER) }
});

/// True if there is a word for men and one for women among the answers.
pub(super) fn are_both_sexes(levels: &[String]) -> bool {
    // Two words for women are days of the week, or sizes.
    let once = |words: &BTreeSet<String>| {
        levels.iter().filter(|level| words.contains(&plain_words(level))).count() == 1
    };
    once(&WORDS.male) && once(&WORDS.female)
}

/// True if the answers are sexes: both, and at most one more that is no such word, in several words
/// as one declines to say.
pub(super) fn are_sexes(levels: &[String]) -> bool {
    if !(2..=6).contains(&levels.len()) || !are_both_sexes(levels) {
        return false;
    }
    let known = |plain: &String| {
        [&WORDS.male, &WORDS.female, &WORDS.further].iter().any(|words| words.contains(plain))
    };
    let plain: Vec<String> = levels.iter().map(|level| plain_words(level)).collect();
    let others: Vec<&String> = plain.iter().filter(|level| !known(level)).collect();
    let plural = plain.iter().any(|level| PLURALS.contains(&level.as_str()));
    let declines = |level: &String| level.contains(' ') || level.chars().any(|c| c > '\u{3000}');
    others.len() <= usize::from(!plural) && others.into_iter().all(declines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sexes_are_known_by_their_words() {
        let levels =
            |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        for sexes in [
            &["Kobieta", "Mężczyzna"][..],
            &["Female", "Male", "Prefer another"],
            &["m", "w", "d"],
            &["女", "男", "不愿透露"],
            &["Men", "Women"],
            &["Hombre", "Mujer", "Otro", "Prefiero no decirlo"],
        ] {
            assert!(are_sexes(&levels(sexes)), "{sexes:?}");
        }
        for others in [
            &["red", "blue"][..],
            &["M", "L"],
            &["M", "W", "F"],
            &["Men", "Women", "Kids"],
            &["Mann", "Frau", "Kind"],
            &["Men", "Women", "Home and garden"],
            &["m", "w", "f", "t"],
            &["Female", "Other"],
        ] {
            assert!(!are_sexes(&levels(others)), "{others:?}");
        }
    }
}
