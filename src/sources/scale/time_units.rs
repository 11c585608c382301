//! Units of time in the words of many languages.

use std::sync::LazyLock;

use super::word_list::WordList;

/// A unit of time.
pub(super) struct TimeUnit {
    /// How many are in a year.
    pub(super) per_year: f64,
    /// Its names; a star stands for any ending.
    pub(super) nouns: WordList,
    /// Words that say how often by themselves: "weekly".
    pub(super) adverbs: WordList,
}

const UNITS: [(f64, &str, &str); 6] = [
    (
        525_600.0,
        "minute minutes min mins minuten minut* minuto minutos minuti dakika* минут* دقيقه دقائق \
         分钟 分 분",
        "",
    ),
    (
        8760.0,
        "hour hours hr hrs h std stunde stunden heure heures hora horas ora ore uur \
     uren godzin* timme timmar \
         saat час часа час* ساعة ساعات 小时 小時 時間 시간",
        "hourly stündlich godzinowo saatlik ежечасно",
    ),
    (
        365.0,
        "day days night nights tag tage tagen tags jour jours día días giorno giorni dia dias dag \
         dagen dagar dzień dni gün* день дня дней يوم ايام 天 日 하루",
        "daily täglich quotidien* diari* giornaliero diári* dagelijks codzien* dzienn* dagligen \
         günde günlük ежедневно يوميا 매일",
    ),
    (
        52.0,
        "week weeks woche wochen semaine semaines semana semanas settimana settimane weken \
         tydzień tygodniu tygodnia tygodnie tygodni vecka veckan veckor hafta* недел* أسبوع أسابيع \
         周 星期 週 주",
        "weekly wöchentlich hebdomadaire semanal* settimanal* wekelijks tygodniow* veckovis \
         haftada haftalık еженедельно أسبوعيا",
    ),
    (
        12.0,
        "month months monat monate monaten mois mes meses mese mesi mês maand maanden miesiąc* \
         miesięcy månad månaden månader ay aydan aylar месяц* شهر أشهر شهور 月 달 월",
        "monthly monatlich mensuel* mensual* mensil* mensal* maandelijks miesięczn* månadsvis \
         ayda aylık ежемесячно شهريا",
    ),
    (
        1.0,
        "year years jahr jahre jahren année années an ans año años anno anni ano anos jaar jaren \
         rok roku lat lata år yıl yıldan yıllar год года год* лет سنة سنوات عام 年 년",
        "yearly annually annual jährlich annuel* anual* annual* jaarlijks rocznie årligen yılda \
         yıllık ежегодно سنويا",
    ),
];

pub(super) static TIME_UNITS: LazyLock<Vec<TimeUnit>> = LazyLock::new(|| {
    let unit = |(per_year, nouns, adverbs): &(f64, &str, &str)| TimeUnit {
        per_year: *per_year,
        nouns: WordList::new(nouns),
        adverbs: WordList::new(adverbs),
    };
    UNITS.iter().map(unit).collect()
});
