//! Words that labels of speakers are made of, in many languages: in small letters, without
//! diacritics, parted by bars.

/// Beginnings of the words for those who ask, without diacritics.
pub(in crate::sources) const INTERVIEWERS: &str = "\
interviewer|interviewleit|interviewfuhr|interviewend|moderator|moderation|fragestell|fragende|\
gesprachsleit|versuchsleit|vragenstell|gespreksleid|intervjuar|intervjuer|ordstyrer|\
questioner|facilitator|enqueteur|enquetric|enqueteuse|intervieweu|animateur|animatric|\
moderat|entrevistador|encuestador|facilitador|inquiridor|intervistator|intervistatric|\
facilitatore|intervievator|operator de interviu|ankieter|prowadzac|tazatel|anketar|\
haastattelij|kusitlej|intervjueerij|kerdezo|interjukeszit|gorusmeci|mulakatci|interviuotoj|\
intervetaj|интервьюер|модератор|ведущ|інтервюер|интервюир|анкетер|испитивач|συνεντευκτ|\
συντονιστ|pewawancara|penemubual|nguoi phong van|phong van vien|ผู้สัมภาษณ์|访谈者|访谈员|访问者|访问员|\
采访者|采访人|访员|主持人|提问者|訪談者|訪談員|訪問者|訪員|採訪者|提問者|インタビュア|インタビューア|インタヴュア|聞き手|調査者|面接者|司会|質問者|モデレーター|\
인터뷰어|면접자|질문자|진행자|조사자|사회자|المحاور|محاور|المقابل|مجري|مصاحبه|מראיי|מנחה|साक्षात्कारकर्ता|mhoji";

/// Beginnings of the words for occupations of those who ask.
pub(super) const RESEARCHERS: &str = "\
researcher|forscher|onderzoeker|forskar|forsker|chercheu|investigador|pesquisador|\
ricercator|ricercatric|cercetator|badacz|vyzkumn|vyskumn|tutkija|kutato|arastirmac|uurija|\
исследовател|дослідни|ερευνητ|peneliti|nghien cuu vien|ผู้วิจัย|研究者|研究员|研究員|연구자|الباحث|باحث|\
پژوهشگر|محقق|חוקר|शोधकर्ता";

/// Beginnings of the words for those who are asked.
pub(in crate::sources) const PARTICIPANTS: &str = "\
interviewee|interviewpartner|interviewte|interviewperson|participant|respondent|informant|\
befragt|proband|teilnehm|gesprachspartner|auskunftsperson|testperson|versuchsperson|\
geinterviewd|deelnemer|intervjuperson|deltagar|deltager|repondant|participante|entrevistad|\
encuestad|informante|intervistat|partecipant|rispondente|intervievat|respondente|uczestni|\
rozmowc|badany|badana|dotazovan|ucastni|haastatelt|osallistuj|vastaaj|interjualany|\
valaszado|resztvevo|gorusulen|katilimci|osaleja|vastaja|респондент|информант|участни|\
інформант|учасни|συμμετεχ|συνεντευξιαζ|narasumber|responden|partisipan|peserta|\
nguoi tham gia|nguoi tra loi|ผู้ให้สัมภาษณ์|ผู้เข้าร่วม|受访者|被访者|参与者|参加者|受訪者|受訪人|參與者|回答者|対象者|\
協力者|インタビュイー|응답자|참여자|참가자|면담자|인터뷰이|المشارك|المستجيب|المبحوث|מרואיי|משתתף|משתתפת|प्रतिभागी|\
उत्तरदाता";

/// Words for those who are asked of which the beginning is that of another word.
pub(super) const PARTICIPANT_WORDS: &str = "\
enquete|enquetee|interviewe|interviewes|subject|sujet|resp|ie|答";

/// Abbreviations for those who ask.
pub(super) const INTERVIEWER_WORDS: &str = "\
i|q|int|intv|interv|itv|itw|mod|ir|问|問";

/// Words for a question and for an answer, which label who asks and who is asked where a text has
/// both.
pub(super) const QUESTIONS: &str = "\
q|question|frage|pregunta|pergunta|domanda|vraag|fråga|spørgsmål|spørsmål|kysymys|küsimus|pytanie|\
otázka|kérdés|întrebare|soru|вопрос|питання|въпрос|ερώτηση|سؤال|س|پرسش|שאלה|प्रश्न|pertanyaan|\
câu hỏi|คำถาม|질문|문|質問|問|问题|問題|问";
pub(super) const ANSWERS: &str = "\
a|answer|antwort|réponse|respuesta|resposta|risposta|antwoord|svar|vastaus|vastus|odpowiedź|\
odpověď|odpoveď|válasz|răspuns|cevap|yanıt|ответ|відповідь|отговор|απάντηση|جواب|إجابة|ج|پاسخ|\
תשובה|उत्तर|jawaban|trả lời|คำตอบ|답변|답|回答|答|答案";

/// Letters that number those who are asked: `P1`, `TN 3`.
pub(super) const NUMBERED: &str = "\
p|tn|ip|vp|pp|pt|part";

/// Words of labels that name nobody: `Speaker 1`, `SPEAKER_00`, `Unknown`.
pub(super) const NEUTRAL: &str = "\
speaker|spk|sprecher|sprecherin|spreker|locuteur|locutrice|hablante|orador|falante|parlante|\
talare|taler|puhuja|mowca|mluvci|beszelo|konusmaci|спикер|говорящий|ομιλητης|说话人|发言人|話者|화자|\
المتحدث|person|voice|unknown|unidentified|unbekannt|inconnu|desconocido|s|male|female|man|\
woman";

/// Titles by which a woman and a man are addressed.
pub(super) const OF_WOMEN: &str = "\
mrs|ms|miss|frau|fr|mme|mlle|sra|srta|signora|mevr|mevrouw|pani|fru";
pub(super) const OF_MEN: &str = "mr|sir|herr|hr|m|sr|sig|signor|dhr|meneer|pan";

/// Titles, which a name may have or lack.
pub(super) const TITLES: &str = "\
dr|dott|dra|drs|prof|professor|mr|mrs|ms|miss|mx|sir|herr|frau|hr|fr|mme|mlle|m|sr|sra|srta|\
sig|signora|dhr|mevr|pan|pani|phd|msc|ing|dipl";
