//! Levels of education, in many languages, from low to high.

/// The step that a college gives in two years.
pub(super) const ASSOCIATE: f64 = 4.5;

/// Steps of education. Their words stand among others: "Bachelor's degree (B.A.)".
pub(super) const SCHOOLING: &[(f64, &str)] = &[
    (
        0.0,
        "no schooling, no formal education, none, ohne abschluss, kein abschluss, keinen, \
         sin estudios, sans diplôme, aucun diplôme, nessun titolo, sem escolaridade, \
         geen opleiding, brak, ingen utbildning, okuryazar değil, без образования, بدون تعليم, \
         أمي, 未上学, 文盲, 무학",
    ),
    (
        1.0,
        "primary, elementary, primary school, elementary school, grundschule, volksschule, \
         primaire, école primaire, primaria, elementare, ensino fundamental, fundamental, \
         basisonderwijs, basisschool, lagere school, podstawow*, grundskola, ilkokul, ilköğretim, \
         начальное, ابتدائي, ابتدائية, 小学, 小学校, 초등학교, 초졸",
    ),
    (
        2.0,
        "9th grade, middle \
         school, lower secondary, hauptschule, hauptschulabschluss, mittelschule, collège, brevet, \
         licenza media, scuola media, vmbo, gimnazjaln*, ortaokul, неполное среднее, إعدادي, \
         إعدادية, 初中, 中学, 中学校, 中卒, 중학교, 중졸",
    ),
    (2.4, "realschule, realschulabschluss, mittlere reife"),
    (
        3.0,
        "high school, high school graduate, secondary, secondary school, upper secondary, a level, \
         a levels, ged, abitur, gymnasium, matura, fachabitur, lycée, bac, baccalauréat, \
         secundaria, bachillerato, maturità, diploma superiore, scuola superiore, secondaria, \
         ensino médio, médio, secundário, havo, vwo, middelbare school, średnie, gymnasiet, \
         gymnasieskola, lise, среднее, среднее общее, ثانوي, ثانوية, 高中, 高校, 高卒, 高等学校, \
         고등학교, 고졸",
    ),
    (
        3.6,
        "vocational, trade, trade school, apprenticeship, technical school, ausbildung, lehre, \
         berufsausbildung, formation professionnelle, formación profesional, \
         formazione professionale, técnic*, ensino técnico, mbo, zawodowe, zasadnicze zawodowe, \
         yrkesutbildning, yrkeshögskola, meslek lisesi, среднее специальное, \
         среднее профессиональное, مهني, دبلوم, 中专, 职高, 専門学校, 専門",
    ),
    (
        ASSOCIATE,
        "associate, associate's, associates, asociado, associado, 大专, 专科, 短大, 전문대, 전문대졸, ön \
         lisans, önlisans",
    ),
    (
        5.0,
        "bachelor, bachelor's, bachelors, bachelor s, undergraduate, college, college degree, \
         college graduate, university, universität, hochschule, hochschulabschluss, studium, \
         licence, université, universidad, universitario, universitaria, universitarios, \
         licenciatura, laurea, laurea triennale, università, ensino superior, superior, graduação, \
         licencjat, wyższe, universitet, högskola, universiteit, wo, hbo, kandidatexamen, \
         üniversite, lisans, высшее, бакалавр, جامعي, جامعية, جامعة, بكالوريوس, 本科, 大学, \
         大学本科, 大卒, 대학교, 대졸, 대학",
    ),
    (
        6.0,
        "master, master's, masters, master s, graduate degree, graduate school, postgraduate, \
         post graduate, \
         graduate courses, graduate course, diplom, magister, maîtrise, maestría, máster, \
         posgrado, postgrado, \
         laurea magistrale, mestrado, pós graduação, magistersk*, yüksek lisans, магистр, \
         магистратура, ماجستير, دراسات عليا, 硕士, 研究生, 修士, 大学院, 석사, 대학원, 대학원졸",
    ),
    (6.5, "professional degree, título profesional, diplôme professionnel"),
    (
        7.0,
        "doctorate, doctoral, doctor, phd, ph d, doktor, promotion, promoviert, doctorat, \
         doctorado, dottorato, doutorado, doutoramento, doctoraat, gepromoveerd, doktorat, \
         doktorsexamen, doktora, кандидат наук, доктор наук, аспирантура, دكتوراه, 博士, 박사",
    ),
];

/// Not a step: what was begun and not finished counts for less than the step beside it.
pub(super) const UNFINISHED: f64 = -1.0;
pub(super) const UNFINISHED_WORDS: &str = "some, less than, did not complete, did not finish, \
not completed, incomplete, no degree, \
     no college degree, no graduate degree, without a degree, partial, abgebrochen, \
     nicht abgeschlossen, ohne abschluss, algunos, algunas, sin título, sin terminar, incompleta, \
     incompleto, inachevé, sans diplôme, incompiuta, onvoltooid, niet afgerond, niepełne, \
     nieukończone, oavslutad, terk, неполное, незаконченное, неоконченное, غير مكتمل, 肄业, 未毕业, \
     中退, 중퇴, 재학";
/// How much less.
pub(super) const SHORT_OF: f64 = 0.55;
