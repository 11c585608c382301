//! Facts of a person or a firm by the words that headers of many languages have for them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::sexes::are_both_sexes;
use crate::manifest::Facet;
use crate::sources::{is_grade, plain_words};

/// Words and phrases of headers; those of scripts without blanks may stand within longer ones.
const FACTS: &[(Facet, &str)] = &[
    (
        Facet::Demographic,
        "partner, senior citizen, dependents, dependants, marital status, relationship status, \
         spouse, veteran status, disability, age range, age bracket, year of birth, \
         alter, altersgruppe, altersklasse, geschlecht, familienstand, bildung, bildungsabschluss, \
         schulabschluss, höchster abschluss, einkommen, haushaltseinkommen, haushaltsgröße, \
         kinder, staatsangehörigkeit, geburtsjahr, geburtsdatum, wie alt sind sie, wie alt bist \
         du, in welchem jahr sind sie geboren, how old are you, what year were you born, \
         âge, tranche d'âge, sexe, genre, état civil, situation familiale, situation matrimoniale, \
         niveau d'études, niveau d'étude, diplôme, revenu, revenus, revenu mensuel, enfants, \
         nationalité, année de naissance, date de naissance, \
         edad, rango de edad, grupo de edad, género, sexo, estado civil, nivel de estudios, \
         nivel educativo, estudios, escolaridad, ingresos, ingresos mensuales, hijos, hogar, \
         nacionalidad, año de nacimiento, fecha de nacimiento, etnia, \
         età, fascia d'età, sesso, genere, stato civile, titolo di studio, istruzione, reddito, \
         figli, anno di nascita, data di nascita, \
         idade, faixa etária, gênero, escolaridade, renda, renda mensal, renda familiar, filhos, \
         nível de escolaridade, rendimento, data de nascimento, \
         leeftijd, leeftijdsgroep, geslacht, burgerlijke staat, opleiding, opleidingsniveau, \
         inkomen, kinderen, huishouden, geboortejaar, \
         wiek, grupa wiekowa, płeć, stan cywilny, wykształcenie, dochód, dochody, \
         dochód miesięczny, dzieci, rok urodzenia, \
         ålder, åldersgrupp, kön, civilstånd, utbildning, utbildningsnivå, inkomst, barn, \
         födelseår, \
         yaş, yaşınız, yaş grubu, cinsiyet, cinsiyetiniz, medeni durum, medeni hal, eğitim durumu, \
         eğitim düzeyi, eğitim, gelir, aylık gelir, çocuk sayısı, doğum yılı, \
         возраст, пол, семейное положение, образование, уровень образования, доход, дети, \
         год рождения, \
         العمر, الفئة العمرية, الجنس, النوع الاجتماعي, الحالة الاجتماعية, الحالة العائلية, \
         المستوى التعليمي, المؤهل العلمي, التعليم, الدخل, الدخل الشهري, الجنسية, \
         年龄, 年龄段, 性别, 婚姻, 学历, 教育程度, 文化程度, 月收入, 收入, 子女, 民族, \
         年齢, 年代, 性別, 婚姻状況, 結婚, 学歴, 最終学歴, 年収, 世帯, 子供の, \
         나이, 연령, 연령대, 성별, 결혼, 혼인, 학력, 소득",
    ),
    (
        Facet::Location,
        "postal code, post code, zip code, land, bundesland, wohnort, ort, stadt, plz, \
         postleitzahl, pays, ville, région, code postal, département, país, ciudad, provincia, \
         comunidad autónoma, código postal, municipio, paese, città, regione, codice postale, \
         cidade, estado, cep, região, município, woonplaats, provincie, postcode, kraj, miasto, \
         województwo, miejscowość, kod pocztowy, län, kommun, postnummer, ülke, şehir, posta kodu, \
         страна, город, регион, область, индекс, البلد, الدولة, المدينة, المحافظة, المنطقة, \
         国家, 省份, 城市, 所在地, 邮编, 都道府県, 居住地, お住まい, 郵便番号, 거주지, 지역, 도시, 우편번호",
    ),
    (
        Facet::Firmographic,
        "branche, unternehmensgröße, firmengröße, mitarbeiterzahl, anzahl mitarbeiter, \
         secteur, secteur d'activité, taille de l'entreprise, effectif, tamaño de la empresa, \
         número de empleados, settore, dimensione azienda, numero dipendenti, setor, \
         tamanho da empresa, bedrijfsgrootte, sector, branża, wielkość firmy, bransch, \
         företagsstorlek, sektör, şirket büyüklüğü, отрасль, размер компании, القطاع, حجم الشركة, \
         行业, 公司规模, 企业规模, 業種, 会社規模, 従業員数, 업종, 회사 규모, 기업 규모",
    ),
    (
        Facet::RoleInDomain,
        "beruf, berufsbezeichnung, métier, poste, profession, profesión, ocupación, cargo, puesto, \
         professione, profissão, ocupação, beroep, functie, zawód, stanowisko, yrke, befattning, \
         meslek, unvan, профессия, должность, род занятий, المهنة, الوظيفة, المسمى الوظيفي, \
         职业, 职位, 岗位, 職業, 職種, 役職, 직업, 직책, 직종",
    ),
    (
        Facet::Outcome,
        "attrition, exited, churn flag, abwanderung, gekündigt, kündigung, abgewandert, résilié, \
         résiliation, baja, abandono, disdetta, cancelamento, opzegging, opgezegd, rezygnacja, \
         uppsagd, отток, терминирован, 流失, 是否流失, 解約, 離脱, 이탈, 해지, is won, is closed, \
         iswon, isclosed",
    ),
];

/// Words that mean something else in another language or beside another word: `genre`, `cargo`,
/// `baja`. They name a fact only as the whole header.
const AMBIGUOUS: &str = "partner, spouse, dependents, dependants, alter, bildung, kinder, genre, \
    género, genere, gênero, estudios, hogar, ingresos, revenu, revenus, renda, figli, barn, \
    gelir, пол, дети, доход, land, ort, pays, ville, estado, région, regione, cep, paese, \
    kraj, län, индекс, область, регион, plz, sector, secteur, settore, setor, branche, effectif, \
    poste, profession, cargo, puesto, functie, beroep, yrke, unvan, baja, abandono, disdetta, \
    rezygnacja, kündigung, cancelamento, отток, القطاع, الوظيفة, الدخل, \
    المنطقة, التعليم";

/// Words that ask for a fact without changing what it is of, in the form of [`plain_words`].
const FRAME: &str = "q number no how many has have anzahl numero nombre company unternehmens \
    unternehmen ihres firma empresa entreprise azienda bedrijf respondent befragten repondant \
    encuestado entrevistado your my their the of in at is are what which current own do you a an \
    and please ihr ihre ihrem ihres dein deine mein der die das des im aktuell aktueller aktuelle \
    aktuelles welches welche welcher was ist sie votre vos ton ta mon ma le la les l du de d \
    actuel actuelle quel quelle est residence su sus tu mi el los las del en cual es actual \
    residencia nacimiento origen seu sua seus qual e o do da dos em atual nascimento origem suo \
    tuo il lo di quale attuale residenza nascita uw jouw je het een van huidige wat twoj twoja \
    twoje pani jaki jaka jest obecny obecne zamieszkania din ditt dina vilket vilken ar nuvarande \
    sizin yasadiginiz ваш ваша ваше ваши какой какая укажите проживания الحالي الحاليه";

/// Beginnings of words by which something is judged, not told; those of scripts without blanks may
/// stand anywhere.
const JUDGED: &str = "satisf insatisf dissatisf unsatisf happy happi import opinion rating rate \
    trust agree disagree likel unlikel often never always rarely seldom sometimes very extremely \
    somewhat excellent good poor bad zufrieden unzufrieden wichtig stimme trifft vertrauen oft nie \
    immer selten manchmal sehr schlecht souvent jamais toujours parfois rarement accord tres \
    confiance bueno malo nunca siempre veces acuerdo desacuerdo muy confianza sempre muito concord \
    discord soddisf molto spesso mai tevreden ontevreden vaak nooit altijd eens oneens zadowol \
    czesto nigdy zawsze zgadza nojd missnojd ofta aldrig alltid memnun nadiren bazen katil \
    удовлетвор неудовлетвор часто никогда всегда редко согласен важн رضا راض دائما ابدا اوافق \
    احيانا 满意 评价 评分 态度 看法 重要 信心 幸福 压力 同意 经常 从不 偏好 满足 満足 評価 不安 期待 そう思 \
    いつも 만족 평가 중요 태도 그렇 동의 자주";

struct Facts {
    phrases: Vec<FactPhrase>,
    ambiguous: BTreeSet<String>,
}

/// Letters from which on the end of a German compound is no other word by chance.
const LONG: usize = 8;

/// A word or phrase for a fact.
struct FactPhrase {
    facet: Facet,
    written: &'static str,
    /// As [`plain_words`] gives it.
    plain: String,
    /// The same between blanks, as it stands among other words.
    parted: String,
    is_unspaced: bool,
    /// True for a long word, which may end a German compound.
    is_long_word: bool,
}

impl FactPhrase {
    fn new(facet: Facet, written: &'static str) -> Self {
        let plain = plain_words(written);
        let parted = format!(" {plain} ");
        let is_unspaced = is_unspaced(&plain);
        let is_long_word = !plain.contains(' ') && plain.chars().count() >= LONG;
        Self { facet, written, plain, parted, is_unspaced, is_long_word }
    }
}

static ALL: LazyLock<Facts> = LazyLock::new(|| {
    let cut = |words: &'static str| words.split(',').map(str::trim).filter(|word| !word.is_empty());
    let phrases = FACTS
        .iter()
        .flat_map(|(facet, words)| cut(words).map(|word| FactPhrase::new(*facet, word)));
    Facts { phrases: phrases.collect(), ambiguous: cut(AMBIGUOUS).map(plain_words).collect() }
});

/// Most words of a header that is a name, beside those of the fact itself.
const MOST_OTHERS: usize = 2;
/// Most letters of such a header in a script without blanks.
const MOST_LETTERS: usize = 14;

/// The fact that a header names, and the word for it.
pub(super) fn named_fact(header: &str) -> Option<(Facet, &'static str)> {
    let split = crate::sources::header_words(header).join(" ");
    let plain = plain_words(&split);
    // A longer text is no name.
    if plain.len() > 200 {
        return None;
    }
    let parted = format!(" {plain} ");
    let words: Vec<&str> = plain.split(' ').collect();
    let mut found = ALL.phrases.iter().filter(|phrase| match phrase.is_unspaced {
        true => names_unspaced(&plain, &phrase.plain),
        false => names_spaced(&parted, &words, phrase),
    });
    found.next().map(|phrase| (phrase.facet, phrase.written))
}

fn is_unspaced(text: &str) -> bool {
    text.chars().any(|c| c > '\u{3000}')
}

/// True if a header, between blanks, names a fact by a phrase of words.
fn names_spaced(parted: &str, words: &[&str], phrase: &FactPhrase) -> bool {
    // "Haushaltsnettoeinkommen" is an income.
    if let ([word], true) = (words, phrase.is_long_word) {
        return word.ends_with(phrase.plain.as_str());
    }
    // Phrases are many, and hardly one is in a header.
    if !phrase.plain.split(' ').next().is_some_and(|first| words.contains(&first)) {
        return false;
    }
    let Some((before, behind)) = parted.split_once(phrase.parted.as_str()) else { return false };
    let mut others = before.split(' ').chain(behind.split(' ')).filter(|word| !word.is_empty());
    let frames = |word: &str| {
        word.bytes().all(|b| b.is_ascii_digit()) || FRAME.split(' ').any(|frame| frame == word)
    };
    if ALL.ambiguous.contains(&phrase.plain) {
        return others.all(frames);
    }
    others.clone().count() <= MOST_OTHERS && !others.any(is_judged)
}

/// Where words are not parted, the fact is the end of the header, or its beginning and what follows
/// only asks: in "对城市公共交通的满意度" a city is not asked for.
fn names_unspaced(plain: &str, phrase: &str) -> bool {
    const FRONT: [&str; 16] = [
        "请问您的",
        "请问",
        "您的",
        "你的",
        "您所在的",
        "您目前的",
        "您",
        "あなたの",
        "ご",
        "お",
        "現在の",
        "귀하의",
        "당신의",
        "현재",
        "家庭",
        "个人",
    ];
    const TAIL: [&str; 44] = [
        "是",
        "为",
        "属于",
        "情况",
        "状况",
        "状态",
        "层次",
        "水平",
        "程度",
        "区间",
        "范围",
        "段",
        "组",
        "类别",
        "类型",
        "级别",
        "规模",
        "单位",
        "人数",
        "数",
        "の人数",
        "の有無",
        "は",
        "を",
        "が",
        "について",
        "区分",
        "层",
        "代",
        "層",
        "万円",
        "万元",
        "元",
        "円",
        "岁",
        "歳",
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "대",
        "여부",
    ];
    let Some(at) = plain.find(phrase) else { return false };
    let (before, behind) = (plain[..at].trim(), plain[at + phrase.len()..].trim());
    let before = before.trim_start_matches(|c: char| c.is_numeric() || c == 'q' || c == ' ');
    let behind = behind.trim_end_matches(|c: char| c.is_numeric() || c == ' ');
    let begins = before.is_empty() || FRONT.contains(&before);
    // "何ですか", "是什么" behind the particle ask.
    let asks =
        begins && ["は", "是", "を", "属于", "은", "는"].iter().any(|a| behind.starts_with(a));
    plain.chars().count() <= MOST_LETTERS
        && !before.starts_with(['对', '對'])
        && !is_judged(plain)
        && (behind.is_empty() || TAIL.contains(&behind) || asks)
}

fn is_judged(text: &str) -> bool {
    let begins = |stem: &str| match is_unspaced(stem) {
        true => text.contains(stem),
        false => text.split(' ').any(|word| word.starts_with(stem)),
    };
    JUDGED.split_whitespace().any(begins)
}

/// True if answers judge something, as no fact of a person or firm is told.
pub(super) fn are_judgements(levels: &[String]) -> bool {
    levels.len() >= 3
        && levels.iter().all(|level| is_grade(level))
        && levels.iter().any(|level| is_judged(&plain_words(level)))
}

/// True if answers can be those to a fact: a word with several meanings decides only with them.
pub(super) fn agree(word: &str, levels: &[String]) -> bool {
    match word {
        "genre" | "género" | "genere" | "gênero" => are_both_sexes(levels),
        // What is over or not, what one has or not.
        "baja" | "abandono" | "partner" => (2..=3).contains(&levels.len()),
        // Of an order there are few states.
        "estado" => levels.len() >= 6,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_name_facts_in_many_languages() {
        for (header, facet) in [
            ("Edad", Some(Facet::Demographic)),
            ("Nivel de estudios", Some(Facet::Demographic)),
            ("1、您的性别：", Some(Facet::Demographic)),
            ("2、您的年龄段：", Some(Facet::Demographic)),
            ("最終学歴", Some(Facet::Demographic)),
            ("الحالة الاجتماعية", Some(Facet::Demographic)),
            ("Dochód miesięczny", Some(Facet::Demographic)),
            ("SeniorCitizen", Some(Facet::Demographic)),
            ("Postal Code", Some(Facet::Location)),
            ("Cidade", Some(Facet::Location)),
            ("Размер компании", Some(Facet::Firmographic)),
            ("Beruf", Some(Facet::RoleInDomain)),
            ("Wie wichtig ist Ihnen, dass Ihr Partner im Haushalt mithilft?", None),
            ("我会提前计划一周的安排并且和家人一起比较收入", None),
            ("Comparo precios", None),
        ] {
            assert_eq!(named_fact(header).map(|(facet, _)| facet), facet, "{header}");
        }
    }

    #[test]
    fn a_word_of_a_fact_beside_others_is_none() {
        for header in [
            "Favorite genre",
            "Who pays",
            "Estado del pedido",
            "Temporada baja",
            "Cargo type",
            "Channel partner",
            "婚姻满意度",
            "对城市公共交通的满意度",
            "城市公共交通",
            "Индекс удовлетворенности",
            "Zufriedenheit Einkommen",
            "Land use",
            "Barn door",
        ] {
            assert_eq!(named_fact(header), None, "{header}");
        }
        for (header, facet) in [
            ("Ihr Land", Facet::Location),
            ("Pays de résidence", Facet::Location),
            ("Cargo actual", Facet::RoleInDomain),
            ("Ваш пол", Facet::Demographic),
            ("您所在的城市", Facet::Location),
            ("年収（万円）", Facet::Demographic),
            ("年齢を教えてください", Facet::Demographic),
        ] {
            assert_eq!(named_fact(header).map(|(facet, _)| facet), Some(facet), "{header}");
        }
    }

    #[test]
    fn answers_must_agree_with_a_word_of_several_meanings() {
        let levels =
            |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert!(agree("genre", &levels(&["Femme", "Homme", "Non binaire", "Autre"])));
        assert!(!agree("genre", &levels(&["Rock", "Jazz", "Pop"])));
        assert!(agree("baja", &levels(&["Sí", "No"])));
        assert!(!agree("baja", &levels(&["Enero", "Febrero", "Marzo", "Abril"])));
        assert!(!agree("estado", &levels(&["Enviado", "Pendiente", "Entregado"])));
        assert!(are_judgements(&levels(&["Very satisfied", "Satisfied", "Dissatisfied"])));
        assert!(!are_judgements(&levels(&["18-24", "25-34", "35-44"])));
        assert!(!are_judgements(&levels(&["Low", "Medium", "High"])));
    }
}
