//! What the header of a column asks for, where the answers alone may mean several things.

use super::super::word_list::WordList;
use std::sync::LazyLock;

use super::plain::plain_words;

const SCHOOLING: &str = "education* educat* schooling school degree qualification bildung* schul* \
    abschluss* bildungsabschluss* hochster schulabschluss étud* diplôme* scolar* \
     formation* educac* \
    estudio* escolar* istruzion* titolo studi* instruç* opleiding* onderwijs* wykształc* edukac* \
    utbildning* eğitim* öğrenim* образован* تعليم* التعليم المؤهل 学历 教育 学歴 학력 교육";
const SEVERITY: &str = "severity severe severely symptom* pain injur* schwere \
     schweregrad* schmerz* \
    beschwerd* verletz* gravité gravedad gravità gravidade symptôm* síntoma* sintom* \
     douleur* dolor* \
    ernst* nasilen* ciężkoś* allvar* şiddet* тяжест* شدة 严重 重症 심각";

static WORDS: LazyLock<[WordList; 2]> = LazyLock::new(|| [SCHOOLING, SEVERITY].map(WordList::new));

/// What a header asks for.
#[derive(Debug, Clone, Copy, Default)]
pub(in super::super) struct Asked {
    pub(super) schooling: bool,
    pub(super) severity: bool,
}

impl Asked {
    pub(in super::super) fn of(header: &str) -> Self {
        let plain = plain_words(header);
        Self { schooling: WORDS[0].is_in(&plain), severity: WORDS[1].is_in(&plain) }
    }
}
