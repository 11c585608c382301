//! Steps that stand for themselves, in many languages: how often, how much, how high, how learned.

use super::poles::Family;

/// A family whose steps are words of their own, from low to high.
pub(super) struct Ladder {
    pub(super) family: Family,
    /// Between the low and the high steps: "very" leads away from it.
    pub(super) middle: f64,
    pub(super) steps: &'static [(f64, &'static str)],
}

pub(super) const LADDERS: &[Ladder] = &[
    Ladder {
        family: Family::Frequency,
        middle: 4.5,
        steps: &[
            (
                0.0,
                "never, none of the time, nie, niemals, jamais, nunca, mai, jamais, nooit, \
                 nigdy, aldrig, asla, \
                 hiçbir zaman, никогда, أبدا, مطلقا, 从不, 从来不, 从未, 没有, 全くない, \
                 まったくない, 一度もない, 全くしない, 전혀 없다, 전혀 안 함, 전혀 하지 않는다, \
                 한 번도 없다",
            ),
            (
                1.0,
                "almost never, hardly ever, fast nie, so gut wie nie, presque jamais, casi nunca, \
                 quasi mai, quase nunca, bijna nooit, prawie nigdy, nästan aldrig, \
                 neredeyse hiç, почти никогда, لا تقريبا, 几乎不, 几乎从不, ほとんどない, \
                 ほとんどしない, 거의 없다, 거의 하지 않는다, 거의 안 함",
            ),
            (
                2.0,
                "rarely, seldom, selten, rarement, raramente, rara vez, raras veces, pocas veces, \
                 poche volte, poucas vezes, zelden, rzadko, sällan, nadiren, редко, نادرا, 很少, \
                 偶尔, まれに, 稀に, めったにない, あまりない, 드물게, 가끔 안 함",
            ),
            (
                3.0,
                "occasionally, once in a while, now and then, gelegentlich, ab und zu, \
                 hin und wieder, de temps en temps, occasionnellement, de vez en cuando, \
                 ocasionalmente, ogni tanto, occasionalmente, de vez em quando, af en toe, \
                 od czasu do czasu, sporadycznie, då och då, ibland då, ara sıra, \
                 время от времени, بين الحين والآخر, 偶に, たまに, 어쩌다",
            ),
            (
                4.0,
                "sometimes, some of the time, manchmal, teils, parfois, quelquefois, a veces, \
                 algunas veces, \
                 qualche volta, a volte, às vezes, soms, czasami, czasem, ibland, bazen, иногда, \
                 أحيانا, 有时, 有时候, 时而, 時々, ときどき, 時折, 가끔, 때때로",
            ),
            (
                5.0,
                "about half the time, half the time, half of the time, etwa die hälfte der zeit, \
                 la moitié du temps, la mitad de las veces, metà delle volte, metade das vezes, \
                 de helft van de tijd, połowę czasu, hälften av tiden, в половине случаев, \
                 大约一半, 半分くらい, 절반 정도",
            ),
            (
                5.5,
                "regularly, regelmäßig, régulièrement, regularmente, regolarmente, regelmatig, \
                 regularnie, regelbundet, düzenli olarak, регулярно, بانتظام, 定期, 定期的に, \
                 정기적으로",
            ),
            (
                6.0,
                "often, frequently, oft, häufig, souvent, fréquemment, a menudo, frecuentemente, \
                 con frecuencia, muchas veces, spesso, frequentemente, com frequência, vaak, \
                 często, ofta, sık sık, sıklıkla, часто, غالبا, كثيرا, 经常, 常常, 时常, よく, \
                 頻繁に, しばしば, 자주, 종종",
            ),
            (
                7.0,
                "usually, mostly, most of the time, meistens, meist, in der regel, la plupart du \
                 temps, d'habitude, généralement, normalmente, generalmente, por lo general, la \
                 mayoría de \
                 las veces, di solito, geralmente, na maioria das vezes, meestal, zazwyczaj, \
                 zwykle, oftast, vanligtvis, genellikle, обычно, عادة, معظم الوقت, 通常, 大多数时候, \
                 たいてい, 대개, 보통",
            ),
            (
                8.0,
                "almost always, nearly always, fast immer, presque toujours, casi siempre, \
                 quasi sempre, quase sempre, bijna altijd, prawie zawsze, nästan alltid, \
                 neredeyse her zaman, почти всегда, دائما تقريبا, 几乎总是, ほとんどいつも, \
                 ほぼいつも, 거의 항상",
            ),
            (
                9.0,
                "always, constantly, all the time, all of the time, every time, immer, ständig, \
                 jedes mal, \
                 toujours, siempre, sempre, altijd, zawsze, alltid, her zaman, daima, всегда, \
                 постоянно, دائما, 总是, 一直, 每次, いつも, 常に, 毎回, 항상, 언제나, 늘",
            ),
        ],
    },
    Ladder {
        family: Family::Amount,
        middle: 4.5,
        steps: &[
            (
                0.0,
                "none, nothing, nothing at all, none at all, nichts, gar nichts, keine, keiner, \
                 rien, aucun, aucune, nada, ninguno, ninguna, niente, nessuno, nessuna, nenhum, \
                 nenhuma, niets, geen, nic, żadne, brak, inget, inga, hiç, ничего, нет, لا شيء, \
                 没有, 无, なし, 없음",
            ),
            (
                2.0,
                "little, few, a few, very little, wenig, wenige, ein paar, peu, quelques, poco, \
                 pocos, pocas, pochi, poche, pouco, poucos, weinig, enkele, mało, kilka, lite, få, \
                 az, мало, немного, قليل, 少, 很少, 少ない, 적음",
            ),
            (
                4.5,
                "some, several, einige, etwas, mittel, certains, algunos, algunas, algo, alcuni, \
                 alguns, sommige, wat, trochę, någon, några, biraz, несколько, некоторые, بعض, \
                 一些, 適度, 조금",
            ),
            (
                7.0,
                "much, many, a lot, lots, quite a lot, viel, viele, beaucoup, mucho, muchos, \
                 muchas, molto, molti, molte, muito, muitos, veel, dużo, wiele, mycket, många, \
                 çok, много, كثير, 多, 很多, 多い, 많음",
            ),
            (
                8.5,
                "most, die meisten, la plupart, la mayoría, la maggior parte, a maioria, de \
                 meeste, większość, de flesta, çoğu, большинство, معظم, 大多数, ほとんど",
            ),
            (
                9.5,
                "all, everything, alle, alles, tous, toutes, tout, todo, todos, todas, tutti, \
                 tutto, allen, wszystko, wszystkie, allt, alla, hepsi, все, всё, كل, 全部, すべて, \
                 모두",
            ),
        ],
    },
    Ladder {
        family: Family::Height,
        middle: 5.0,
        steps: &[
            (0.3, "trivial, negligible, unbedeutend, insignificant, minimal, lowest"),
            (
                2.0,
                "low, minor, mild, niedrig, gering, faible, bas, basse, bajo, baja, basso, bassa, \
                 baixo, baixa, laag, niski*, låg, lågt, düşük, низк*, منخفض, منخفضة, 低, 轻微, 低い, \
                 낮음",
            ),
            (
                5.0,
                "medium, normal, moderate, mid, middle, mittel, mittlere, moyen, moyenne, medio, \
                 media, media, médio, média, gemiddeld, średni*, medel, orta, средн*, متوسط, \
                 متوسطة, 中, 中等, 普通, 보통, 중간",
            ),
            (
                8.0,
                "high, major, severe, serious, hoch, schwer, élevé, élevée, haut, haute, forte, \
                 alto, alta, alto, hoog, wysoki*, hög, högt, yüksek, высок*, مرتفع, عالي, عالية, \
                 高, 严重, 高い, 높음",
            ),
            (
                9.3,
                "urgent, dringend, urgente, pilne, pilny, akut, acil, срочно, срочный, عاجل, 紧急, \
                 緊急, 긴급, highest, immediate",
            ),
            (
                9.6,
                "critical, kritisch, critique, crítico, crítica, critico, kritiek, krytyczny, \
                   kritiskt, kritik, критический, حرج, 致命, 危急, 심각, blocker",
            ),
        ],
    },
    Ladder {
        family: Family::Size,
        middle: 5.0,
        steps: &[
            (1.0, "micro, tiny, winzig, xs, extra small"),
            (
                2.0,
                "small, klein, petit, petite, pequeño, pequeña, piccol*, pequen*, kleine, mał*, \
                 liten, litet, küçük, маленьк*, мал*, صغير, صغيرة, 小, 小さい, 작음, s",
            ),
            (
                5.0,
                "medium, midsize, mid size, mittel, mittelgroß, moyen, moyenne, medio, mediano, \
                 mediana, médio, middelgroot, średni*, medelstor, orta, средн*, متوسط, 中, 중간, m",
            ),
            (
                8.0,
                "large, big, groß, grand, grande, grandi, groot, grote, duż*, stor, stort, büyük, \
                 больш*, крупн*, كبير, كبيرة, 大, 大きい, 큼, l",
            ),
            (9.0, "very large, huge, enterprise, extra large, xl"),
        ],
    },
    Ladder {
        family: Family::Skill,
        middle: 4.5,
        steps: &[
            (
                0.0,
                "none, no experience, keine, keine erfahrung, ohne erfahrung, aucune, \
                 sans expérience, ninguna, sin experiencia, nessuna, senza esperienza, \
                 sem experiência, geen, geen ervaring, brak, brak doświadczenia, ingen, \
                 ingen erfarenhet, deneyimsiz, нет, нет опыта, без опыта, بدون خبرة, 没有经验, \
                 経験なし, 경험 없음",
            ),
            (
                1.0,
                "novice, beginner, basic, anfänger, anfängerin, einsteiger, grundkenntnisse, \
                 débutant*, principiante, inicial, básico, base, iniciante, beginner, \
                 początkując*, \
                 podstawow*, nybörjare, başlangıç, acemi, начинающий, базовый, مبتدئ, 初级, \
                 初学者, 入门, 初級, 初心者, 초급, 초보",
            ),
            (2.5, "elementary, advanced beginner, pre intermediate"),
            (
                4.5,
                "intermediate, competent, fortgeschrittene kenntnisse, intermédiaire, intermedio, \
                 intermediário, gemiddeld, średniozaawansowan*, medel, orta, orta düzey, средний, \
                 متوسط, 中级, 中級, 中級者, 중급",
            ),
            (
                7.0,
                "advanced, proficient, skilled, experienced, fortgeschritten*, erfahren, avancé*, \
                 avanzado, avanzato, avançado, gevorderd, zaawansowan*, avancerad, ileri, \
                 продвинутый, متقدم, 高级, 熟练, 上級, 上級者, 고급",
            ),
            (
                9.0,
                "expert, experte, expertin, profi, experto, experta, esperto, especialista, \
                 ekspert, expertnivå, uzman, эксперт, خبير, 专家, 精通, 専門家, 전문가",
            ),
        ],
    },
    Ladder {
        family: Family::Heat,
        middle: 4.0,
        steps: &[
            (
                0.0,
                "cold, kalt, froid, frío, freddo, frio, koud, zimn*, kall, soğuk, холодн*, بارد, 冷",
            ),
            (2.0, "cool, lukewarm, lau, tiède, tibio, tiepido, morno, lauw, letni, ljummen, ılık"),
            (5.0, "warm, ciepł*, varm, sıcak, теплый, دافئ, 温"),
            (9.0, "hot, heiß, chaud, caliente, caldo, quente, heet, gorąc*, het, горяч*, ساخن, 热"),
        ],
    },
    Ladder {
        family: Family::Time,
        middle: 3.5,
        steps: &[
            (0.0, "seconds, sekunden, secondes, segundos, secondi"),
            (1.0, "minutes, minuten, minutos, minuti, minut, dakika, минуты, دقائق, 分钟, 分"),
            (
                2.0,
                "hours, stunden, heures, horas, ore, uren, godziny, timmar, saat, часы, ساعات, \
                   小时, 時間, 시간",
            ),
            (
                3.0,
                "days, tage, jours, días, giorni, dias, dagen, dni, dagar, gün, дни, أيام, 天, 日",
            ),
            (
                4.0,
                "weeks, wochen, semaines, semanas, settimane, weken, tygodnie, veckor, hafta, \
                   недели, أسابيع, 周, 週",
            ),
            (
                5.0,
                "months, monate, mois, meses, mesi, maanden, miesiące, månader, ay, месяцы, \
                   أشهر, 月",
            ),
            (
                6.0,
                "years, jahre, ans, années, años, anni, anos, jaren, lata, år, yıl, годы, سنوات, \
                   年",
            ),
        ],
    },
];

/// Directions of a change, which stand among other words: "I expect it to stay the same".
pub(super) const CHANGES: &[(f64, &str)] = &[
    (
        -1.0,
        "stop, quit, aufhören, einstellen, arrêter, cesser, dejar, abandonar, smettere, parar, \
         deixar, stoppen, przestać, sluta, bırakmak, прекратить, перестать, أتوقف, 停止, やめる, \
         중단*",
    ),
    (
        0.0,
        "decrease*, decline*, worse, worsen*, less, fewer, down, sink*, abnehm*, abnimmt, \
         verringer*, weniger, schlechter, dimin*, baisser, moins, pire, disminu*, bajar, baje, \
         reduc*, menos, empeor*, peor, peggior*, peggio, meno, piora*, pior, afnem*, afneemt, \
         dalen, slechter, minder, zmniejsz*, spad*, gorzej, pogorsz*, mniej, minska*, sämre, \
         azal*, \
         kötüleş*, уменьш*, снизи*, хуже, меньше, ухудш*, ينخفض, يقل, أسوأ, أقل, 减少, 下降, 更差, \
         变差, 減る, 減少, 悪く, 줄*, 감소*",
    ),
    (
        1.0,
        "same, unchanged, no change, stable, gleich, unverändert, stabil, pareil, même, inchangé, \
         igual, mismo, uguale, invariat*, stesso, mesmo, mesma, inalterad*, gelijk, hetzelfde, \
         onveranderd, bez zmian, tak samo, taki sam, oförändrad*, samma, aynı, değişmedi, \
         без изменений, так же, نفس, كما هو, 不变, 没有变化, 保持, 変わらない, 同じ, 그대로, \
         변함없*",
    ),
    (
        2.0,
        "increase*, grow, grows, rise, better, improve*, more, up, zunehm*, zunimmt, steig*, mehr, \
         besser, augment*, mieux, plus, aument*, crec*, crez*, más, mejor*, cresc*, miglior*, \
         meglio, più, melhor*, mais, toenem*, toeneemt, stijg*, beter, meer, zwiększ*, wzro*, \
         lepiej, popraw*, więcej, öka*, bättre, artacak, artar, artma*, iyileş*, увелич*, вырас*, \
         лучше, больше, улучш*, يزيد, يزداد, أفضل, أكثر, 增加, 上升, 更好, 变好, 増える, 増加, 良く, \
         늘*, 증가*",
    ),
];
