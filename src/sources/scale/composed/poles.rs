//! What is graded, in many languages: pairs of opposites, and steps that stand for themselves.

/// What grades speak of. Answers of one scale are of one family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    Agreement,
    Truth,
    Satisfaction,
    Likelihood,
    Importance,
    Ease,
    Quality,
    Consent,
    Support,
    Measure,
    Frequency,
    Amount,
    Height,
    Size,
    Skill,
    Education,
    Time,
    Change,
    Heat,
}

/// The good and the bad pole of a family, and words that are a grade with their strength.
pub(super) struct Poles {
    pub(super) family: Family,
    pub(super) high: &'static str,
    pub(super) low: &'static str,
    pub(super) fixed: &'static [(f64, &'static str)],
}

pub(super) const POLES: &[Poles] = &[
    Poles {
        family: Family::Agreement,
        high: "agree, agreed, agreement, stimme, zustimmen, zustimmung, einverstanden, d'accord, \
               accord, de acuerdo, acuerdo, d'accordo, accordo, concordo, de acordo, acordo, eens, \
               mee eens, zgadzam, zgoda, instämmer, håller med, katılıyorum, согласен, согласна, \
               согласны, согласен на, أوافق, اوافق, موافق, موافقة, 同意, 赞成, 赞同, 认同, \
               そう思う, そう思います, 同意する, 賛成, 동의, 그렇다, 그렇습니다, 찬성",
        low: "disagree, lehne, lehne ab, ablehnung, desacuerdo, en desacuerdo, disaccordo, \
              in disaccordo, discordo, em desacordo, desacordo, oneens, mee oneens, katılmıyorum, \
              tar avstånd, معارض, أعارض, أرفض, 反对, そう思わない, そう思いません, 反対, \
              그렇지 않다, 그렇지 않습니다, 반대",
        fixed: &[],
    },
    Poles {
        family: Family::Truth,
        high: "applies, apply, true, describes, trifft, zutreffend, s'applique, applique, cierto, \
               vero, verdadeiro, klopt, waar, van toepassing, prawda, stämmer, doğru, верно, \
               ينطبق, 符合, あてはまる, 当てはまる, 해당",
        low: "untrue, unzutreffend, onwaar, あてはまらない, 当てはまらない",
        fixed: &[],
    },
    Poles {
        family: Family::Satisfaction,
        high: "satisfied, happy, zufrieden, glücklich, satisfait*, content, contente, satisfecho, \
               satisfecha, satisfechos, contento, contenta, soddisfatt*, satisfeit*, tevreden, \
               zadowolon*, nöjd, nöjda, memnun*, доволен, довольна, довольны, удовлетворен*, راض, \
               راضي, راضية, 满意, 満足, 만족*",
        low: "dissatisfied, unsatisfied, unhappy, unzufrieden, unglücklich, insatisfait*, \
              mécontent*, insatisfech*, descontent*, insoddisfatt*, insatisfeit*, ontevreden, \
              niezadowolon*, missnöjd, missnöjda, memnuniyetsiz, недоволен, недовольна, \
              недовольны, неудовлетворен*, مستاء, 不満, 不満足, 불만족*, 불만",
        fixed: &[],
    },
    Poles {
        family: Family::Likelihood,
        high: "likely, wahrscheinlich, probable, probabile, provável, waarschijnlijk, \
               prawdopodobn*, sannolik*, trolig*, olası, muhtemel, вероятно, محتمل, 可能",
        low: "unlikely, unwahrscheinlich, improbable, improbabile, improvável, onwaarschijnlijk, \
              nieprawdopodobn*, osannolik*, маловероятно",
        fixed: &[],
    },
    Poles {
        family: Family::Importance,
        high: "important, wichtig, importante, importantes, belangrijk, ważn*, viktig*, önemli, \
               важно, важн*, مهم, مهمة, 重要, 중요*",
        low: "unimportant, unwichtig, onbelangrijk, nieważn*, oviktig*, önemsiz, неважно",
        fixed: &[(
            3.8,
            "essential, critical, crucial, unerlässlich, unverzichtbar, indispensable, esencial, \
             essentiel*, essenziale, essencial, essentieel, niezbędn*, avgörande",
        )],
    },
    Poles {
        family: Family::Ease,
        high: "easy, einfach, leicht, facile, fácil, makkelijk, gemakkelijk, łatw*, lätt*, enkel, \
               enkelt, kolay, легко, лёгкий, سهل, 容易, 简单, 簡単, 쉬*, 쉽*",
        low: "difficult, hard, schwierig, schwer, difficile, difícil, moeilijk, trudn*, svår*, \
              zor, трудно, сложно, صعب, 困难, 难, 難しい, 어려*, 어렵*",
        fixed: &[],
    },
    Poles {
        family: Family::Quality,
        high: "good, gut, bon, bonne, bien, bueno, buena, buono, buona, bene, bom, boa, bem, goed, \
               dobr*, bra, god, iyi, хорошо, хорош*, جيد, جيدة, 好, 良, 良好, 良い, よい, 좋*",
        low: "bad, poor, schlecht, mauvais*, mal, malo, mala, cattiv*, scars*, ruim, mau, má, \
              slecht, zły, zła, złe, źle, słab*, dålig*, kötü, плохо, плох*, سيئ, سيء, سيئة, 差, \
              坏, 悪い, 나쁘*, 나쁨",
        fixed: &[
            (
                3.8,
                "excellent, outstanding, perfect, ausgezeichnet, hervorragend, exzellent, \
                 excellente, excelente, eccellente, ottim*, ótim*, uitstekend, doskonał*, świetn*, \
                 utmärkt, mükemmel, отлично, превосходно, ممتاز, ممتازة, 优秀, 优, 素晴らしい, 훌륭*",
            ),
            (
                -3.8,
                "terrible, awful, horrible, furchtbar, miserabel, katastrophal, pésim*, pessim*, \
                 péssim*, vreselijk, okropn*, fataln*, hemsk, berbat, ужасно, отвратительно, فظيع, \
                 最悪, 최악",
            ),
            (
                0.3,
                "fair, average, ok, okay, acceptable, durchschnittlich, mittelmäßig, \
                 befriedigend, moyen, moyenne, passable, regular, aceptable, discreto, \
                 sufficiente, \
                 razoável, gemiddeld, matig, voldoende, przeciętn*, średni*, genomsnittlig, orta, \
                 удовлетворительно, средне, متوسط, متوسطة, مقبول, 一般, 普通, 中, 中等, 보통",
            ),
        ],
    },
    Poles {
        family: Family::Support,
        high: "support, favor, favour, in favor, befürworte, dafür, pour, a favor, favorevole, \
               voor, destekliyorum, за, поддерживаю, أؤيد, 支持, 支持する, 지지",
        low: "oppose, against, dagegen, contre, en contra, contrario, contra, tegen, przeciw, \
        emot, \
              karşıyım, против, أعارض, 反对, 反対",
        fixed: &[],
    },
    Poles {
        family: Family::Measure,
        high: "too much, too many, too high, too long, zu viel, zu viele, zu hoch, trop, \
        demasiado, \
               troppo, demais, te veel, za dużo, för mycket, слишком много, 太多, 多すぎる",
        low: "too little, too few, too low, too short, zu wenig, zu wenige, zu niedrig, trop peu, \
              muy poco, demasiado poco, troppo poco, muito pouco, te weinig, za mało, för lite, \
              слишком мало, 太少, 少なすぎる",
        fixed: &[],
    },
    Poles {
        family: Family::Consent,
        high: "yes, ja, oui, sí, sim, tak, evet, да, نعم, 是, はい, 예, 네",
        low: "",
        fixed: &[],
    },
];
