//! Given names, and surnames that are written first, that are frequent in some language.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::super::composed::plain_words;

/// Names that hardly mean anything else, by language; surnames where many people share one.
const NAMES: &str = "\
james john robert michael william david richard joseph thomas charles daniel matthew anthony \
steven paul andrew joshua kevin brian george kenneth edward ronald timothy jason jeffrey ryan \
jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory \
patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret \
sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca \
sharon laura cynthia kathleen amy angela anna emma olivia sophia hannah megan rachel \
hans peter wolfgang klaus jürgen dieter manfred uwe günter andreas stefan christian jens bernd \
matthias markus frank rainer jörg sven torsten sabine petra monika ursula renate brigitte heike \
katrin claudia birgit ingrid jan lukas leon felix maximilian finn jonas martin tobias sebastian \
julia katharina lena leonie franziska annika svenja maike \
jean pierre michel philippe alain nicolas christophe laurent julien mathieu guillaume thierry \
marie nathalie isabelle sylvie catherine françoise camille léa manon chloé aurélie céline \
josé juan antonio francisco manuel luis carlos jesús javier miguel alejandro rafael pablo sergio \
maría carmen ana isabel cristina pilar lucía elena marta raquel rosario beatriz \
joão pedro tiago rui paulo fernando marcos eduardo inês fernanda gabriela juliana \
giuseppe giovanni mario luigi roberto francesco alessandro marco luca matteo francesca giulia \
chiara paola valentina federica \
piet kees willem sanne daan bram sophie femke joost maarten annelies \
andrzej piotr krzysztof stanisław tomasz paweł michał marcin katarzyna małgorzata agnieszka \
barbara ewa krystyna magdalena joanna jakub \
erik lars karl anders johan nils björn eva karin kristina lena sara mikael fredrik \
mehmet mustafa ahmet ali hüseyin hasan ibrahim murat fatma ayşe emine zeynep elif meryem \
александр сергей владимир андрей алексей дмитрий иван михаил николай ольга елена наталья татьяна \
ирина мария анна анастасия светлана екатерина юлия \
محمد أحمد علي حسن حسين محمود عمر يوسف خالد فاطمة مريم عائشة زينب نور سارة \
mohammed muhammad mohamed ahmed hassan hussein omar khaled fatima aisha maryam \
abdul abdullah ibrahim ismail yusuf khadija layla samira tariq \
rahul amit priya anjali sanjay rajesh sunita deepak neha pooja rohit vijay suresh ramesh lakshmi \
arjun kavya patel sharma singh kaur kumar gupta reddy iyer nair \
kwame kofi kwabena abena akosua ngozi chinedu chidinma chukwuemeka oluwaseun babatunde folasade \
okafor adeyemi mensah thandiwe sipho thabo nomsa ndlovu dlamini nkosi wanjiru kamau achieng \
nguyen huynh phuong somchai siriporn siti nurul budi rizki \
יוסף דוד משה שרה רחל יעקב \
γιωργος μαρια δημητρης ελενη νικος κωνσταντινος \
佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村";

/// Surnames of one letter, with which names in Chinese and Korean letters begin.
const FIRST_LETTERS: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁\
    邓许傅沈曾彭吕張劉陳楊趙黃吳孫馬羅鄭謝馮김이박최정강조윤장임한오서신권황안송류홍";

static KNOWN: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| NAMES.split_whitespace().map(plain_words).collect());

/// True if a word is a frequent given name, or begins with a frequent surname that is written first
/// and has two letters: "佐藤花".
pub(super) fn is_given_name(word: &str) -> bool {
    let word = plain_words(word);
    let is_unspaced = word.starts_with(|c| c > '\u{2e80}') && word.chars().count() <= 5;
    let joined = |name: &String| name.as_str() > "\u{2e80}" && word.starts_with(name.as_str());
    KNOWN.contains(&word) || (is_unspaced && KNOWN.iter().any(joined))
}

/// True if a word begins with a surname of one letter. Other words do as well.
pub(super) fn begins_with_surname(word: &str) -> bool {
    (2..=4).contains(&word.chars().count())
        && word.chars().all(|c| c > '\u{2e80}')
        && word.starts_with(|c| FIRST_LETTERS.contains(c))
}
