//! Words that people use for grades: how much, how often and how good; and for no answer.

use super::fold::fold;

/// Families of grades from low to high; words on one line mean the same grade.
pub(super) const FAMILIES: &[&[&[&str]]] = &[
    &[
        &["strongly disagree", "disagree strongly", "completely disagree", "totally disagree"],
        &["disagree", "tend to disagree", "mostly disagree"],
        &["somewhat disagree", "slightly disagree", "rather disagree", "disagree somewhat"],
        &[
            "neutral",
            "neither",
            "neither agree nor disagree",
            "undecided",
            "neither agree or disagree",
        ],
        &["somewhat agree", "slightly agree", "rather agree", "agree somewhat"],
        &["agree", "tend to agree", "mostly agree"],
        &["strongly agree", "agree strongly", "completely agree", "totally agree"],
    ],
    &[
        &["very dissatisfied", "extremely dissatisfied", "very unsatisfied"],
        &["dissatisfied", "unsatisfied"],
        &["somewhat dissatisfied", "slightly dissatisfied"],
        &["neutral", "neither satisfied nor dissatisfied", "neither"],
        &["somewhat satisfied", "slightly satisfied"],
        &["satisfied"],
        &["very satisfied"],
        &["extremely satisfied"],
    ],
    &[
        &["very unfavorably", "very unfavourably"],
        &["unfavorably", "unfavourably"],
        &["somewhat unfavorably", "somewhat unfavourably"],
        &[
            "neutral",
            "neither",
            "neither favorably nor unfavorably",
            "neither favourably nor unfavourably",
        ],
        &["somewhat favorably", "somewhat favourably"],
        &["favorably", "favourably"],
        &["very favorably", "very favourably"],
    ],
    &[
        &["very unfavorable", "very unfavourable"],
        &["unfavorable", "unfavourable"],
        &["somewhat unfavorable", "somewhat unfavourable"],
        &[
            "neutral",
            "neither",
            "neither favorable nor unfavorable",
            "neither favourable nor unfavourable",
        ],
        &["somewhat favorable", "somewhat favourable"],
        &["favorable", "favourable"],
        &["very favorable", "very favourable"],
    ],
    &[
        &["very unlikely", "extremely unlikely"],
        &["unlikely"],
        &["somewhat unlikely"],
        &["neutral", "neither likely nor unlikely", "neither"],
        &["somewhat likely"],
        &["likely"],
        &["very likely", "extremely likely"],
    ],
    &[
        &["not at all important", "not important at all"],
        &["not important", "unimportant", "not very important", "not too important"],
        &["slightly important", "a little important"],
        &["somewhat important", "moderately important"],
        &["important", "quite important"],
        &["very important"],
        &["extremely important", "essential", "critical"],
    ],
    &[
        &["very unimportant", "extremely unimportant"],
        &["unimportant"],
        &["somewhat unimportant"],
        &["neutral", "neither important nor unimportant", "neither"],
        &["somewhat important"],
        &["important"],
        &["very important"],
        &["extremely important"],
    ],
    &[
        &["very poor", "terrible"],
        &["poor", "bad"],
        &["fair", "average", "ok"],
        &["good"],
        &["very good"],
        &["excellent"],
    ],
    &[
        &["very difficult"],
        &["difficult", "somewhat difficult"],
        &["neutral", "neither", "neither easy nor difficult", "neither difficult nor easy"],
        &["easy", "somewhat easy"],
        &["very easy"],
    ],
    &[
        &["never", "not used", "i don't use it", "not at all"],
        &["almost never", "very rarely"],
        &["rarely", "seldom", "hardly ever"],
        &["occasionally", "once in a while", "now and then"],
        &["sometimes"],
        &["often", "frequently", "regularly"],
        &["very often", "usually", "mostly", "most of the time"],
        &["almost always"],
        &["always", "constantly", "all the time", "every time"],
    ],
    &[
        &["none", "no experience"],
        &["novice", "beginner", "basic"],
        &["advanced beginner", "elementary"],
        &["intermediate", "competent"],
        &["advanced", "proficient"],
        &["expert"],
    ],
    &[
        &["not at all", "nothing at all"],
        &["very little"],
        &["a little", "only a little", "not much", "slightly", "a bit"],
        &["somewhat", "some"],
        &["moderately"],
        &["quite a bit", "a lot", "very", "very much"],
        &["extremely", "a great deal", "completely"],
    ],
    &[&["very low"], &["low"], &["medium", "moderate"], &["high"], &["very high"]],
    &[&["minutes"], &["hours"], &["days"], &["weeks"], &["months"], &["years"]],
    &[&["no", "false"], &["partly", "maybe"], &["yes", "true"]],
];

/// Position of an answer in a family of grades, from 0 for the lowest.
#[allow(clippy::cast_precision_loss, reason = "a family has a handful of grades")]
pub(super) fn family_rank(family: &[&[&str]], answer: &str) -> Option<f64> {
    let answer = answer.trim_end_matches(['.', '!']);
    family.iter().position(|grade| grade.contains(&answer)).map(|rank| rank as f64)
}

/// True if a folded answer declines to grade: nothing can be said, or the question does not concern
/// the respondent. `I don't know what Shiny is` grades something else.
pub(in crate::sources) fn is_no_answer(folded: &str) -> bool {
    is_undecided(folded) || is_inapplicable(folded)
}

/// True if a folded answer has no place on a scale of grades although somebody gave it: it
/// declines to grade, says that the respondent does not know what is graded, or that there is
/// nothing to grade yet.
pub(super) fn stands_aside(folded: &str) -> bool {
    is_no_answer(folded) || knows_nothing_of_it(folded) || is_not_yet(folded)
}

/// "I don't know what Shiny is": the words for not knowing, and what is not known.
fn knows_nothing_of_it(folded: &str) -> bool {
    UNDECIDED.iter().any(|words| {
        words.contains(' ')
            && folded.strip_prefix(words).is_some_and(|rest| rest.starts_with([' ', ',', '.']))
    })
}

/// Words that deny.
const NOT: [&str; 18] = [
    "not", "don't", "haven't", "didn't", "nicht", "kein", "keine", "pas", "no", "non", "não",
    "niet", "nie", "inte", "не", "لم", "没", "ない",
];

/// True if a word in small letters denies.
pub(super) fn is_denial(word: &str) -> bool {
    NOT.contains(&word)
}

/// "I don't feel proficient in R yet", "Aún no".
fn is_not_yet(folded: &str) -> bool {
    const YET: [&str; 16] = [
        "yet", "noch", "encore", "aún", "todavía", "ancora", "ainda", "nog", "jeszcze", "än",
        "ännu", "henüz", "ещё", "еще", "بعد", "まだ",
    ];
    let has = |list: &[&str]| {
        folded.split(|c: char| !(c.is_alphanumeric() || c == '\'')).any(|one| list.contains(&one))
    };
    (has(&YET) && has(&NOT)) || folded.starts_with("还没") || folded.starts_with("尚未")
}

/// True if a folded answer says that the respondent was asked and has no opinion or does not know.
pub(super) fn is_undecided(folded: &str) -> bool {
    UNDECIDED.iter().any(|words| is_said_alone(folded, words))
}

/// True if an answer says that the respondent has no opinion or does not know: it is no claim.
pub(crate) fn says_undecided(answer: &str) -> bool {
    is_undecided(&fold(answer))
}

/// True if a folded answer says that the question does not concern the respondent.
pub(super) fn is_inapplicable(folded: &str) -> bool {
    INAPPLICABLE.iter().any(|words| is_said_alone(folded, words))
}

/// True if an answer is these words, alone or with a remark after a mark: "not sure about prices"
/// is an answer, "not sure (new here)" is none.
fn is_said_alone(folded: &str, words: &str) -> bool {
    let remark = |rest: &str| !rest.trim_start().starts_with(char::is_alphanumeric);
    folded.strip_prefix(words).is_some_and(|rest| remark(rest.trim_end_matches("to me")))
}

/// Words for not knowing and for having no opinion, folded.
const UNDECIDED: &[&str] = &[
    "don't know",
    "dont know",
    "i don't know",
    "i dont know",
    "do not know",
    "i do not know",
    "not sure",
    "i'm not sure",
    "i am not sure",
    "unsure",
    "no opinion",
    "no idea",
    "can't say",
    "cannot say",
    "can't choose",
    "don't remember",
    "unfamiliar",
    "unfamiliar with",
    "weiß nicht",
    "weiss nicht",
    "weiß ich nicht",
    "weiss ich nicht",
    "ich weiß nicht",
    "ich weiss nicht",
    "ich weiß es nicht",
    "bin unsicher",
    "bin nicht sicher",
    "keine meinung",
    "keine ahnung",
    "kann ich nicht sagen",
    "kann ich nicht beurteilen",
    "je ne sais pas",
    "ne sais pas",
    "ne sait pas",
    "sans opinion",
    "pas d'avis",
    "no sé",
    "no lo sé",
    "no sabe",
    "sin opinión",
    "non so",
    "non lo so",
    "nessuna opinione",
    "não sei",
    "não sabe",
    "sem opinião",
    "weet niet",
    "weet ik niet",
    "weet het niet",
    "geen mening",
    "nie wiem",
    "trudno powiedzieć",
    "nevím",
    "vet ej",
    "vet inte",
    "vet ikke",
    "ved ikke",
    "en osaa sanoa",
    "en tiedä",
    "bilmiyorum",
    "fikrim yok",
    "не знаю",
    "затрудняюсь ответить",
    "わからない",
    "分からない",
    "わかりません",
    "不知道",
    "不清楚",
    "不确定",
    "잘 모르겠다",
    "모르겠다",
    "모름",
    "لا أعرف",
    "لا أدري",
    "لا أعلم",
    "不了解",
    "不好说",
    "说不清",
    "わかりかねる",
    "答えられない",
    "잘 모르겠음",
    "잘모르겠다",
    "모르겠음",
    "모르겠습니다",
    "ns/nc",
    "no sabe/no contesta",
    "no estoy seguro",
    "no estoy segura",
    "no recuerdo",
    "je ne suis pas sûr",
    "pas sûr",
    "non saprei",
    "não tenho certeza",
    "não tenho opinião",
    "weet ik het niet",
    "niet zeker",
    "nie mam zdania",
    "nie jestem pewien",
    "nie jestem pewna",
    "ingen åsikt",
    "ingen uppfattning",
    "osäker",
    "emin değilim",
    "не уверен",
    "не уверена",
    "нет мнения",
    "لست متأكدا",
    "لا رأي",
];

/// Words for a question that does not concern the respondent, folded.
const INAPPLICABLE: &[&str] = &[
    "not applicable",
    "does not apply",
    "doesn't apply",
    "entfällt",
    "sans objet",
    "no aplica",
    "não se aplica",
    "niet van toepassing",
    "nie dotyczy",
    "不适用",
    "trifft nicht auf mich zu",
    "nicht zutreffend",
    "non concerné",
    "ne s'applique pas",
    "no procede",
    "non applicabile",
    "não aplicável",
    "n.v.t.",
    "ej relevant",
    "inte tillämpligt",
    "uygulanamaz",
    "неприменимо",
    "не применимо",
    "لا ينطبق",
    "该当なし",
    "해당 없음",
    "해당없음",
];
