//! Facts of a person or a firm by the words that headers of many languages have for them.

use std::sync::LazyLock;

use crate::manifest::Facet;
use crate::sources::plain_words;

/// Words and phrases of headers; those of scripts without blanks may stand within longer ones.
const FACTS: &[(Facet, &str)] = &[
    (
        Facet::Demographic,
        "partner, senior citizen, dependents, dependants, marital status, relationship status, \
         spouse, veteran status, disability, age range, age bracket, year of birth, \
         alter, altersgruppe, altersklasse, geschlecht, familienstand, bildung, bildungsabschluss, \
         schulabschluss, höchster abschluss, einkommen, haushaltseinkommen, haushaltsgröße, \
         kinder, staatsangehörigkeit, geburtsjahr, geburtsdatum, \
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

/// Words for the sexes.
const SEXES: &str = "male, female, man, woman, men, women, m, f, w, männlich, weiblich, divers, \
mann, frau, homme, \
     femme, masculin, féminin, hombre, mujer, masculino, femenino, varón, uomo, donna, maschio, \
     femmina, homem, mulher, feminino, vrouw, mężczyzna, kobieta, kvinna, erkek, kadın, мужской, \
     женский, мужчина, женщина, ذكر, أنثى, 男, 女, 男性, 女性, 남, 여, 남성, 여성, 남자, 여자, other, \
     non binary, nonbinary, diverse";

struct Facts {
    phrases: Vec<(Facet, &'static str, String)>,
    sexes: Vec<String>,
}

static ALL: LazyLock<Facts> = LazyLock::new(|| {
    let cut = |words: &'static str| words.split(',').map(str::trim).filter(|word| !word.is_empty());
    let phrases = FACTS
        .iter()
        .flat_map(|(facet, words)| cut(words).map(|word| (*facet, word, plain_words(word))));
    Facts { phrases: phrases.collect(), sexes: cut(SEXES).map(plain_words).collect() }
});

/// Most words of a header that is a name, beside those of the fact itself.
const MOST_OTHERS: usize = 2;
/// Most letters of such a header in a script without blanks.
const MOST_LETTERS: usize = 14;

/// The fact that a header names, and the word for it.
pub(super) fn named_fact(header: &str) -> Option<(Facet, &'static str)> {
    let split = crate::sources::header_words(header).join(" ");
    let plain = plain_words(&split);
    let text = format!(" {plain} ");
    let words = plain.split(' ').count();
    let letters = plain.chars().count();
    let names = |phrase: &str| {
        if phrase.chars().any(|c| c > '\u{3000}') {
            return letters <= MOST_LETTERS && plain.contains(phrase);
        }
        let own = phrase.split(' ').count();
        words <= own + MOST_OTHERS && text.contains(&format!(" {phrase} "))
    };
    let mut found = ALL.phrases.iter().filter(|(_, _, phrase)| names(phrase));
    found.next().map(|(facet, word, _)| (*facet, *word))
}

/// True if the answers are sexes, whatever the header says.
pub(super) fn are_sexes(levels: &[String]) -> bool {
    let known = |level: &&String| ALL.sexes.contains(&plain_words(level));
    let sexes = levels.iter().filter(known).count();
    (2..=5).contains(&levels.len()) && sexes >= 2 && sexes + 1 >= levels.len()
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
    fn sexes_are_known_by_their_words() {
        let levels =
            |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert!(are_sexes(&levels(&["Kobieta", "Mężczyzna"])));
        assert!(are_sexes(&levels(&["Female", "Male", "Prefer another"])));
        assert!(!are_sexes(&levels(&["red", "blue"])));
        assert!(!are_sexes(&levels(&["M", "L"])));
    }
}
