//! The forms in which people and recorders write transcripts: in each of them all speakers are
//! found, no turn of the interviewer is evidence, and no turn of a respondent is lost.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use persona_synthesis::Study;
use persona_synthesis::sources::read_transcripts;

use crate::exported::zipped;
use crate::support::root;

/// Documents of a study; each has three questions and three answers, all of them coded.
const DOCUMENTS: usize = 6;
const QUESTIONS: [&str; 3] = [
    "Welcome. How do you plan the week?",
    "And what goes wrong with that list?",
    "Would a shared list help you here?",
];
const NAMES: [&str; DOCUMENTS] =
    ["Pat Smith", "Ana Lopez", "Ben Okoro", "Cara Weiss", "Dan Novak", "Eva Lind"];

fn answers(document: usize) -> [String; 3] {
    [
        format!("I keep a paper list on the fridge, number {document}."),
        format!("It is out of date before Tuesday, case {document}."),
        format!("I want everybody to see the same plan, wish {document}."),
    ]
}

/// How sure it is who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Labels or marks say it.
    Surely,
    /// Only how the speakers behave says it, so that a warning stands beside the result.
    Probably,
}
use Told::{Probably, Surely};

/// A form of transcripts.
struct Form {
    name: &'static str,
    file: &'static str,
    /// Labels of the interviewer and of the respondent; `{n}` is the number of the document,
    /// `{name}` a name.
    labels: [&'static str; 2],
    /// A turn: `{l}` is the label, `{w}` the words, `{t}` and `{T}` the time, `{k}` the number.
    turn: &'static str,
    told: Told,
    /// Speakers in each document.
    speakers: usize,
}

const fn form(
    name: &'static str,
    labels: [&'static str; 2],
    turn: &'static str,
    told: Told,
) -> Form {
    Form { name, file: "txt", labels, turn, told, speakers: 2 }
}

const fn file(
    file: &'static str,
    name: &'static str,
    labels: [&'static str; 2],
    turn: &'static str,
    told: Told,
) -> Form {
    Form { file, ..form(name, labels, turn, told) }
}

const ROLES: [&str; 2] = ["Interviewer", "Participant"];
const PEOPLE: [&str; 2] = ["Jane Doe", "{name}"];
const CUE: &str = "{k}\n{C}\n{l}: {w}\n\n";
const ROW: &str = "<w:tr><w:tc><w:p><w:r><w:t>{l}</w:t></w:r></w:p></w:tc>\
                   <w:tc><w:p><w:r><w:t>{w}</w:t></w:r></w:p></w:tc></w:tr>";

const BOLD: &str =
    "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{l} </w:t></w:r><w:r><w:t>{w}</w:t></w:r></w:p>";

const TEAMS: &str = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{l}</w:t></w:r><w:r><w:t xml:space=\
                     \"preserve\">   {t}</w:t></w:r><w:r><w:br/></w:r><w:r><w:t>{w}</w:t></w:r></w:p>";
const WEBEX: &str = "{k} \"{l}\" (31)\n{C}\n{w}\n\n";

const FORMS: &[Form] = &[
    form("chat with dates", PEOPLE, "[12.03.24, 10:0{k}:11] {l}: {w}\n", Probably),
    form("chat with dates before a dash", PEOPLE, "12/03/2024, 10:0{k} - {l}: {w}\n", Probably),
    form("numbered by a colon", ["Speaker:0", "Speaker:1"], "[{l}] {w}\n", Probably),
    form("angle brackets after", ["JD", "AB"], "{l} >> {w}\n", Probably),
    form("arrows", ROLES, "{l} -> {w}\n", Surely),
    form("slashes", ROLES, "{l} / {w}\n", Surely),
    form("quotation brackets", ["記者", "回答者"], "{l}「{w}」\n", Surely),
    file("md", "quoted and bold", PEOPLE, "> **{l}** {w}\n", Probably),
    form("numbers, tabs and times", ROLES, "{k}\t{t}\t{l}\t{w}\n", Surely),
    form("roles", ["Interviewer", "Interviewee"], "{l}: {w}\n", Surely),
    form("numbered roles", ["Interviewer 1", "Interviewee"], "{l}: {w}\n", Surely),
    form("glued numbers", ["Interviewer1", "Interviewee1"], "{l} : {w}\n", Surely),
    form("letters", ["I", "P{n}"], "{l}: {w}\n", Surely),
    form("question and answer", ["Q", "A"], "{l}: {w}\n", Surely),
    form("question and answer with points", ["Q", "A"], "{l}. {w}\n", Surely),
    form("German letters", ["F", "A"], "{l}: {w}\n", Surely),
    form("Spanish letters", ["E", "P"], "{l}: {w}\n", Surely),
    form("German", ["Interviewerin", "Befragte"], "{l}: {w}\n", Surely),
    form("German with stars", ["Interviewer*in", "Befragte*r"], "{l}: {w}\n", Surely),
    form("French", ["Enquêteur", "Enquêtée"], "{l} : {w}\n", Surely),
    form("Spanish", ["Entrevistadora", "Entrevistado"], "{l}: {w}\n", Surely),
    form("Portuguese", ["Entrevistador", "Entrevistada"], "{l}: {w}\n", Surely),
    form("Italian", ["Intervistatrice", "Intervistato"], "{l}: {w}\n", Surely),
    form("Dutch", ["Onderzoeker", "Deelnemer"], "{l}: {w}\n", Surely),
    form("Swedish", ["Intervjuare", "Deltagare"], "{l}: {w}\n", Surely),
    form("Finnish", ["Haastattelija", "Haastateltava"], "{l}: {w}\n", Surely),
    form("Polish", ["Badaczka", "Respondentka"], "{l}: {w}\n", Surely),
    form("Russian", ["Интервьюер", "Респондент"], "{l}: {w}\n", Surely),
    form("Greek", ["Συνεντευκτής", "Συμμετέχων"], "{l}: {w}\n", Surely),
    form("Turkish", ["Görüşmeci", "Katılımcı"], "{l}: {w}\n", Surely),
    form("Arabic", ["المحاور", "المشارك"], "{l}: {w}\n", Surely),
    form("Hebrew", ["מראיינת", "מרואיין"], "{l}: {w}\n", Surely),
    form("Hindi", ["साक्षात्कारकर्ता", "प्रतिभागी"], "{l}: {w}\n", Surely),
    form("Chinese, full-width colon", ["访谈者", "受访者"], "{l}：{w}\n", Surely),
    form("Japanese, full-width colon", ["インタビュアー", "回答者"], "{l}：{w}\n", Surely),
    form("Korean", ["면접자", "응답자"], "{l}: {w}\n", Surely),
    form("moderator", ["Moderator", "Participant {n}"], "{l}: {w}\n", Surely),
    form("researcher", ["Researcher", "{name}"], "{l}: {w}\n", Surely),
    form(
        "role in brackets",
        ["Jane Doe (Interviewer)", "{name} (P{n}, Nurse)"],
        "{l}: {w}\n",
        Surely,
    ),
    form(
        "a researcher is asked",
        ["Jane Doe (Interviewer)", "{name} (Researcher)"],
        "{l}: {w}\n",
        Surely,
    ),
    form("label in brackets", ROLES, "[{l}] {w}\n", Surely),
    form("label in angle brackets", ROLES, "<{l}> {w}\n", Surely),
    form("hash", ["I", "P{n}"], "#{l}: {w}\n", Surely),
    form("no blank", ["I", "B"], "{l}:{w}\n", Surely),
    form("tab", ["INTERVIEWER", "PARTICIPANT {n}"], "{l}\t{w}\n", Surely),
    form("time, tab, label, tab", ["Interviewer", "P{n}"], "{T}\t{l}\t{w}\n", Surely),
    form("dash", ROLES, "{l} – {w}\n", Surely),
    form("angle", ["Interviewer", "{name}"], "{l}> {w}\n", Surely),
    form("time after the label", ["Interviewer", "P{n}"], "{l} – {t}: {w}\n", Surely),
    form("time at the end", ["I", "B"], "{l}: {w} #{T}-1#\n", Surely),
    form("line numbers", ["I", "P{n}"], "00{k} {l}: {w}\n", Surely),
    form("label above the words", ["Interviewer", "{name}"], "{l}:\n{w}\n\n", Surely),
    form("label alone on its line", ROLES, "{l}\n{w}\n\n", Surely),
    form("label and time", ["Interviewer", "{name}"], "{l} {t}\n{w}\n\n", Surely),
    form("initials and an id", ["AB", "P{n}"], "{l}: {w}\n", Surely),
    form("long name and an id", ["Dr. Ana-María de la Cruz", "P{n}"], "{l}: {w}\n", Surely),
    file("md", "bold labels", ["Interviewer", "P{n}"], "**{l}:** {w}\n\n", Surely),
    file("md", "bold labels without colon", ["Interviewer", "P{n}"], "**{l}** {w}\n\n", Surely),
    file("md", "headings", ROLES, "### {l}\n\n{w}\n\n", Surely),
    file("md", "table of Markdown", ["Interviewer", "P{n}"], "| {l} | {w} |\n", Surely),
    file("docx", "table of a document", ROLES, ROW, Surely),
    file("docx", "table of a document, names", PEOPLE, ROW, Probably),
    file("docx", "bold labels of a document without colon", ["Interviewer", "P{n}"], BOLD, Surely),
    form("names", PEOPLE, "{l}: {w}\n", Probably),
    form("family name first", ["Doe, Jane", "{name}"], "{l}: {w}\n", Probably),
    form("initials", ["AB", "CD"], "{l}: {w}\n", Probably),
    form("long name", ["Dr. Ana-María de la Cruz", "{name}"], "{l}: {w}\n", Probably),
    form("small letters", ["jane", "pat"], "{l}: {w}\n", Probably),
    form("name and time, as Otter writes", PEOPLE, "{l}  {t}\n{w}\n\n", Probably),
    form("name and bracketed time, as Rev writes", PEOPLE, "{l} ({T}):\n{w}\n\n", Probably),
    form("time and name, as Descript writes", PEOPLE, "[{T}] {l}: {w}\n\n", Probably),
    form("name, dash, time, as Fireflies writes", PEOPLE, "{l} - {T}\n{w}\n\n", Probably),
    form("name, colon, time, as Sonix writes", PEOPLE, "{l}: [{T}] {w}\n\n", Probably),
    form("time above, as Trint writes", PEOPLE, "[{T}] {l}\n{w}\n\n", Probably),
    form("bracketed name, as Zoom writes", PEOPLE, "[{l}] 10:00:0{k}\n{w}\n\n", Probably),
    form("name, bar, time", PEOPLE, "{l} | {t}\n{w}\n\n", Probably),
    form("times of cues above names", PEOPLE, "{T}.0 --> {T}.9\n{l}\n{w}\n\n", Probably),
    form("captions", PEOPLE, ">> {l}: {w}\n", Probably),
    form("diarised lines", ["Speaker 1", "Speaker 2"], "[{T}] {l}\n{w}\n\n", Probably),
    form("numbers of noScribe", ["S00", "S01"], "{l}: {w}\n", Probably),
    file(
        "srt",
        "whisper with speakers",
        ["SPEAKER_00", "SPEAKER_01"],
        "{k}\n{C}\n[{l}]: {w}\n\n",
        Probably,
    ),
    file("srt", "labels of subtitles", ["Interviewer", "P{n}"], "{k}\n{C}\n({l}) {w}\n\n", Surely),
    file("vtt", "roles in captions", ["Interviewer 1", "Participant"], CUE, Surely),
    file("vtt", "names in captions, as Zoom writes", PEOPLE, CUE, Probably),
    file("vtt", "voices of Teams", PEOPLE, "{k}\n{C}\n<v {l}>{w}</v>\n\n", Probably),
    file(
        "vtt",
        "voices with roles",
        ["Interviewer", "{name}"],
        "{k}\n{C}\n<v {l}>{w}</v>\n\n",
        Surely,
    ),
    form("words for question and answer", ["Frage", "Antwort"], "{l}: {w}\n", Surely),
    form("Spanish words for them", ["Pregunta", "Respuesta"], "{l}: {w}\n", Surely),
    form("numbered questions", ["Q{k}", "A{k}"], "{l}. {w}\n", Surely),
    form("point and dash", ["P", "R"], "{l}.- {w}\n", Surely),
    form("Korean letters", ["문", "답"], "{l}: {w}\n", Surely),
    form("Arabic letters", ["س", "ج"], "{l}: {w}\n", Surely),
    form("Dutch letters", ["I", "R"], "{l}: {w}\n", Surely),
    form("Finnish letters", ["H", "V"], "{l}: {w}\n", Surely),
    form("Turkish letters", ["G", "K{n}"], "{l}: {w}\n", Surely),
    form("Czech letters", ["T", "O"], "{l}: {w}\n", Surely),
    form("Polish letters", ["B", "R"], "{l}: {w}\n", Probably),
    form("Czech", ["Tazatelka", "Respondentka"], "{l}: {w}\n", Surely),
    form("researcher in Korean", ["연구자", "참여자{n}"], "{l}: {w}\n", Surely),
    form("researcher in Arabic", ["الباحثة", "المشاركة {n}"], "{l}: {w}\n", Surely),
    form("brackets of Japanese", ["聞き手", "回答者"], "【{l}】{w}\n", Surely),
    form("two titles of one surname", ["Frau Meyer", "Herr Meyer"], "{l}: {w}\n", Probably),
    form("name and clock in brackets", PEOPLE, "{l} [10:0{k} AM]\n{w}\n\n", Probably),
    form("time, bar, name", PEOPLE, "{t} | {l}\n{w}\n\n", Probably),
    form("time and number of the speaker", ["Spreker 1", "Spreker 2"], "{T} {l}: {w}\n", Probably),
    form("time in brackets, letter", ["Speaker A", "Speaker B"], "({T}) {l}: {w}\n", Probably),
    file("vtt", "names in ids of cues, as Webex writes", PEOPLE, WEBEX, Probably),
    file("docx", "bold names of a document without colon", PEOPLE, BOLD, Probably),
    file("docx", "bold names and times of a document, as Teams writes", PEOPLE, TEAMS, Probably),
    // Speakers that have no label.
    Form {
        speakers: 1,
        ..form("only who asks has a label", ["Interviewer: ", ""], "{l}{w}\n", Surely)
    },
    Form {
        speakers: 1,
        ..form("only who is asked has a label", ["", "P{n}: "], "{l}{w}\n", Probably)
    },
    Form { speakers: 0, ..file("md", "questions in bold", ["**", ""], "{l}{w}{l}\n\n", Surely) },
    Form { speakers: 0, ..form("no labels at all", ["", ""], "{w}\n\n", Probably) },
];

impl Form {
    /// A turn of the interviewer on one line, without markup of documents.
    fn example(&self) -> String {
        let turn = match self.turn {
            ROW => "cells: {l} ¦ {w}",
            BOLD => "bold: {l}, not bold: {w}",
            TEAMS => "bold: {l}, not bold: {t} ⏎ {w}",
            turn => turn,
        };
        let pieces = [
            ("{l}", self.labels[0]),
            ("{w}", "How so?"),
            ("{t}", "0:10"),
            ("{T}", "00:00:10"),
            ("{C}", "00:00:10 --> 00:00:18"),
            ("{k}", "1"),
        ];
        let filled =
            pieces.iter().fold(turn.to_owned(), |turn, (gap, piece)| turn.replace(gap, piece));
        // Bars would part the cells of the table.
        filled.trim().replace('\n', " ⏎ ").replace('|', "¦").replace('\t', " ⇥ ")
    }

    fn document(&self, number: usize) -> Vec<u8> {
        let mut text = if self.file == "vtt" { "WEBVTT\n\n".to_owned() } else { String::new() };
        let answers = answers(number);
        for turn in 0..2 * QUESTIONS.len() {
            let words = [QUESTIONS[turn / 2], &answers[turn / 2]][turn % 2];
            let label = self.labels[turn % 2]
                .replace("{n}", &number.to_string())
                .replace("{name}", NAMES[number - 1]);
            let comma = if self.file == "srt" { "," } else { "." };
            let cue = format!("00:00:{turn}0{comma}000 --> 00:00:{turn}8{comma}000");
            let pieces = [
                ("{l}", label.as_str()),
                ("{w}", words),
                ("{t}", &format!("0:{turn}0")),
                ("{T}", &format!("00:00:{turn}0")),
                ("{C}", &cue),
                ("{k}", &(turn + 1).to_string()),
            ];
            text.push_str(
                &pieces
                    .iter()
                    .fold(self.turn.to_owned(), |turn, (gap, piece)| turn.replace(gap, piece)),
            );
        }
        if self.file != "docx" {
            return text.into_bytes();
        }
        let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let body = if self.turn == ROW { format!("<w:tbl>{text}</w:tbl>") } else { text };
        let xml = format!(
            "<w:document xmlns:w=\"{space}\"><w:body>{body}<w:sectPr/></w:body></w:document>"
        );
        zipped([("word/document.xml", xml.as_bytes())])
    }
}

/// What a study makes of a form.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    /// Speakers of the documents, where all have as many.
    speakers: BTreeSet<usize>,
    questions_as_evidence: usize,
    answers_lost: usize,
    warned: bool,
}

const WARNINGS: [&str; 3] = ["interviewer-proposed", "questions-unlabelled", "speakers-unknown"];

fn outcome(form: &Form) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let interviews = folder.path().join("interviews");
    std::fs::create_dir(&interviews).unwrap();
    let mut codes = "document,code,quote\n".to_owned();
    for number in 1..=DOCUMENTS {
        let name = format!("P{number:02}.{}", form.file);
        std::fs::write(interviews.join(name), form.document(number)).unwrap();
        let answers = answers(number);
        for said in QUESTIONS.iter().copied().chain(answers.iter().map(String::as_str)) {
            writeln!(codes, "P{number:02},code,\"{said}\"").unwrap();
        }
    }
    std::fs::write(folder.path().join("codes.csv"), codes).unwrap();
    std::fs::write(
        folder.path().join("study.toml"),
        "title = \"t\"\n[[source]]\nid = \"interviews\"\npath = \"interviews\"\n\
         respondent = { document = '^(P\\d+)' }\n[[source]]\nid = \"codes\"\n\
         path = \"codes.csv\"\ntranscripts = \"interviews\"\n",
    )
    .unwrap();
    let study = Study::open(folder.path().join("study.toml")).unwrap();
    let mut said: Vec<String> = Vec::new();
    for respondent in study.respondents() {
        let observations = study.observations(respondent.index());
        said.extend(observations.iter().map(|one| study.words(one.address).trim().to_owned()));
    }
    let answered = (1..=DOCUMENTS).flat_map(answers);
    let mut findings = persona_synthesis::Findings::default();
    let read = read_transcripts(&interviews, "interviews", &[], None, &mut findings).unwrap();
    let speakers = read.iter().map(|transcript| {
        let labels = transcript.turns.iter().filter_map(|turn| turn.speaker.as_deref());
        labels.collect::<BTreeSet<&str>>().len()
    });
    Outcome {
        speakers: speakers.collect(),
        questions_as_evidence: said
            .iter()
            .filter(|words| QUESTIONS.iter().any(|question| words.contains(question)))
            .count(),
        answers_lost: answered.filter(|answer| !said.contains(answer)).count(),
        warned: WARNINGS.iter().any(|id| study.findings().count(id) > 0),
    }
}

#[test]
fn speakers_are_found_in_every_form() {
    let outcomes: Vec<Outcome> = FORMS.iter().map(outcome).collect();
    let wrong: Vec<String> = FORMS
        .iter()
        .zip(&outcomes)
        .filter_map(|(form, found)| {
            let expected = Outcome {
                speakers: BTreeSet::from([form.speakers]),
                questions_as_evidence: 0,
                answers_lost: 0,
                warned: form.told == Probably,
            };
            (*found != expected).then(|| format!("{}: {found:?}", form.name))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} forms:\n{}", wrong.len(), FORMS.len(), wrong.join("\n"));
    let (path, matrix) = (root().join("docs/transcript-forms.md"), matrix(&outcomes));
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&path, &matrix).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == matrix,
        "docs/transcript-forms.md is not what this test finds: INSTA_UPDATE=always writes it anew"
    );
}

/// The matrix of forms and outcomes, as the documentation shows it.
fn matrix(outcomes: &[Outcome]) -> String {
    let mut text = format!(
        "# Forms of transcripts\n\nThe forms in which people and recorders write who speaks, and what is \
         made of them. The test `transcript_forms`\nwrites this table: in each form a study of {DOCUMENTS} \
         interviews with {} questions and {} answers, all of\nwhich are coded. Questions must never \
         become evidence, and no answer may be lost. Where only manner shows who\nasks, a warning \
         names the speaker for a person to confirm, and answers count without being quoted.\n\n\
         | form | file | a turn | speakers found | questions as evidence | answers lost | who asks |\n\
         |---|---|---|---|---|---|---|\n",
        DOCUMENTS * QUESTIONS.len(),
        DOCUMENTS * QUESTIONS.len(),
    );
    for (form, of) in FORMS.iter().zip(outcomes) {
        let speakers: Vec<String> = of.speakers.iter().map(usize::to_string).collect();
        let who = if of.warned { "probable, with a warning" } else { "known" };
        writeln!(
            text,
            "| {} | .{} | `{}` | {} | {} | {} | {who} |",
            form.name,
            form.file,
            form.example(),
            speakers.join(", "),
            of.questions_as_evidence,
            of.answers_lost
        )
        .unwrap();
    }
    text
}

/// The voices and labels of one text, `interviewers` as a manifest names them.
fn voices(texts: &[(&str, &str)], interviewers: &[&str]) -> Vec<Vec<(Option<String>, String)>> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in texts {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let stated: Vec<String> = interviewers.iter().map(|label| (*label).to_owned()).collect();
    let mut findings = persona_synthesis::Findings::default();
    let read = read_transcripts(folder.path(), "talks", &stated, None, &mut findings).unwrap();
    read.iter()
        .map(|one| {
            let turns = one.turns.iter();
            turns.map(|turn| (turn.speaker.clone(), format!("{:?}", turn.voice))).collect()
        })
        .collect()
}

fn labels(text: &str) -> BTreeSet<String> {
    let documents = [("P1.txt", text), ("P2.txt", text), ("P3.txt", text)];
    voices(&documents, &[]).into_iter().flatten().filter_map(|(label, _)| label).collect()
}

#[test]
fn words_before_a_colon_within_what_somebody_says_are_no_speakers() {
    for text in [
        "I plan on paper.\n\nFor example: on Monday I write it.\n\nIt is late.\n\nThe problem: nobody \
         reads it.\n\nSo it stays.\n\nFor example: my son bought milk.\n\nThe problem: who went.\n",
        "Ich plane.\n\nZum Beispiel: am Montag.\n\nEs ist alt.\n\nDas Problem: niemand liest.\n\n\
         Nun.\n\nZum Beispiel: der Sohn.\n\nDas Problem: wer ging.\n",
        "Je note.\n\nPar exemple: lundi.\n\nC'est vieux.\n\nLe problème: personne.\n\nBon.\n\n\
         Par exemple: mon fils.\n\nLe problème: qui.\n",
        "Summary\n\nShe plans.\n\nBackground: a nurse.\n\nShe works at night.\n\nResult: none.\n",
        "I plan.\n(The participant laughs)\n(2 seconds) On paper.\n[pause 3] It is late.\n(The \
         participant laughs)\n(2 seconds) So.\n[pause 3] Well.\n",
        "Participants: 5 nurses\n\nI plan on paper.\n\nKey Takeaways: none.\n\nI wait.\n",
        "Step 1: open it.\nIt opens.\nStep 2: close it.\nIt closes.\nStep 3: wait.\n",
    ] {
        assert_eq!(labels(text), BTreeSet::new(), "{text}");
    }
}

#[test]
fn what_a_manifest_states_adds_to_what_labels_say() {
    let text = "Q: How so?\nA: So.\nQ: Why?\nA: For that.\n";
    let of = |stated: &[&str]| voices(&[("P1.txt", text)], stated).remove(0);
    assert_eq!(of(&[]), of(&["I", "Moderator"]));
    let text = "Jane Doe (HR, Leeds): So.\nPat: So.\nJane Doe (HR, Leeds): Go on.\nPat: Hm.\n";
    let found = voices(&[("P1.txt", text)], &["jane doe"]).remove(0);
    let voice = |label: &str| {
        let own =
            found.iter().filter(|(of, _)| of.as_deref().is_some_and(|of| of.starts_with(label)));
        own.map(|(_, voice)| voice.as_str()).collect::<BTreeSet<&str>>()
    };
    assert_eq!(voice("Jane"), BTreeSet::from(["Interviewer"]));
    assert_eq!(voice("Pat"), BTreeSet::from(["Respondent"]));
}

#[test]
fn a_head_that_explains_who_speaks_is_believed() {
    for head in [
        "Interviewer: Jane Doe\nParticipant: Pat Smith\nDate: 1 May\n\n",
        "JD: Interviewer\nPS: Participant\n\n",
        "JD = Interviewer\nPS = Participant\n\n",
    ] {
        let text = format!("{head}JD: Go on.\nPS: I plan.\nJD: Go on.\nPS: On paper.\n");
        let found = voices(&[("a.txt", &text)], &[]).remove(0);
        let voice = |wanted: &str| {
            let own = found.iter().filter(|(label, _)| label.as_deref() == Some(wanted));
            own.map(|(_, voice)| voice.as_str()).collect::<BTreeSet<&str>>()
        };
        assert_eq!(voice("JD"), BTreeSet::from(["Interviewer"]), "{head}");
        assert_eq!(voice("PS"), BTreeSet::from(["Respondent"]), "{head}");
    }
}

#[test]
fn where_nothing_tells_speakers_apart_all_words_count_and_none_is_quoted() {
    let text = "Jane: I like it.\nPat: I do not.\nJane: It is blue.\nPat: It is red.\n";
    let found = voices(&[("a.txt", text)], &[]).remove(0);
    assert!(found.iter().all(|(_, voice)| voice == "Unclear"), "{found:?}");
}

/// Where nobody has a label, questions and answers in turn are two voices; who asks themselves, or
/// asks within what they tell, is one.
#[test]
fn a_talk_without_labels_is_not_quoted_and_a_monologue_is() {
    let said = "I keep a list on the fridge.\n\nIt is old before Tuesday. Who reads it? Nobody.\n\n\
                So I ring Petra, and she rings on.\n\n";
    let monologue = said.repeat(6);
    let talk = format!("Why so?\n\n{said}So what then?\n\n{said}And then?\n\nNothing.\n");
    let long = format!(
        "How do you plan?\n\n{monologue}Who reads your list?\n\n{monologue}What do you do \
         then?\n\n{monologue}"
    );
    let diary = format!(
        "{said}Why do I always forget this?\n\n{said}When did I buy that?\n\n{said}What was I \
         thinking?\n\n{said}Am I too old for it?\n\nPerhaps.\n"
    );
    let wondering = format!("{monologue}Why so?\n\n{monologue}So what now?\n\n{monologue}");
    let answers = "Because it is slow, is it not? I gave up. Who would wait?\n".repeat(5);
    let german = "Heute war es voll.\n\nWarum vergesse ich das immer?\n\nMorgen lasse ich es.\n\n";
    let voices_of = |text: &str| -> BTreeSet<String> {
        voices(&[("a.txt", text)], &[]).remove(0).into_iter().map(|(_, voice)| voice).collect()
    };
    for one in [&monologue, &diary, &wondering, &answers, &german.repeat(4)] {
        assert_eq!(voices_of(one), BTreeSet::from(["Respondent".to_owned()]), "{one}");
    }
    for two in [&talk, &long] {
        assert_eq!(voices_of(two), BTreeSet::from(["Unclear".to_owned()]), "{two}");
    }
}

/// Talks without labels are one finding with their names.
#[test]
fn talks_without_labels_are_told_once() {
    let talk = "Why so?\n\nBecause.\n\nIt is so.\n\nSo what then?\n\nNothing.\n\nIt stays.\n\n\
                And then?\n\nI went home.\n\nOn foot.\n";
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.txt", "b.txt", "c.txt"] {
        std::fs::write(folder.path().join(name), talk).unwrap();
    }
    let mut findings = persona_synthesis::Findings::default();
    read_transcripts(folder.path(), "talks", &[], None, &mut findings).unwrap();
    let told: Vec<_> = findings.iter().filter(|one| one.id() == "talk-unlabelled").collect();
    assert_eq!((told.len(), told[0].count()), (1, 3));
    assert!(told[0].to_string().contains("a.txt, b.txt, c.txt"), "{}", told[0]);
}

/// Who speaks once in a group is a speaker, a line of the head is none.
#[test]
fn who_speaks_once_is_told_from_the_head() {
    let text = "Recording: Group North\nRecorded With: Zoom\n\nModerator: Welcome. Tell me how you \
                plan.\nAna Lopez: On paper.\nBen Okoro: By heart.\nModerator: Go on.\nAna Lopez: I \
                ring Petra.\nDan Novak: Less paper, please.\nBen Okoro: Quite so.\nModerator: \
                Good.\nAna Lopez: On one page.\nBen Okoro: And large.\nModerator: Thank you.\n";
    let found = voices(&[("a.txt", text)], &["Moderator"]).remove(0);
    let of = |voice: &str| -> BTreeSet<String> {
        let own = found.iter().filter(|(_, of)| of == voice);
        own.filter_map(|(label, _)| label.clone()).collect()
    };
    let asked = ["Ana Lopez", "Ben Okoro", "Dan Novak"].map(str::to_owned);
    assert_eq!(of("Respondent"), BTreeSet::from(asked), "{found:?}");
    assert_eq!(of("Interviewer"), BTreeSet::from(["Moderator".to_owned()]), "{found:?}");
}

/// Nobody's only turn goes into what the moderator says: not the first one, not that of each of a
/// group, and not an answer where nobody writes question marks.
#[test]
fn who_speaks_once_keeps_the_turn() {
    let voice_of = |text: &str, label: &str| -> Option<String> {
        let found = voices(&[("a.txt", text)], &[]).remove(0);
        let own = found.into_iter().find(|(of, _)| of.as_deref() == Some(label));
        own.map(|(_, voice)| voice)
    };
    let opening = "Place: Hall\n\nEva Lind: Before we begin, the list is never right.\nModerator: \
                   Go on.\nAna Lopez: On paper.\nModerator: And you.\nBen Okoro: By heart.\n\
                   Moderator: Good.\nAna Lopez: On one page.\nBen Okoro: And large.\n";
    assert!(voice_of(opening, "Eva Lind").is_some());
    assert_eq!(voice_of(opening, "Place"), None);
    let round = "Moderator: Tell me how you plan.\nAna: On paper.\nBen: By heart.\nCara: With an \
                 app.\nDan: Not at all.\nModerator: What is missing.\nEva: A list that is right.\n\
                 Fred: Nothing.\n";
    for label in ["Ana", "Ben", "Cara", "Dan", "Eva", "Fred"] {
        // Nothing tells that no other than the moderator asks.
        assert_eq!(voice_of(round, label).as_deref(), Some("Unclear"), "{label}");
    }
    let long = "Moderator: Tell me how you plan.\nAna: On paper.\n\nIt hangs on the fridge.\n\n\
                Nobody reads it.\n\nThen it is Tuesday.\n\nModerator: Go on.\nTom: By heart.\n\nIt \
                is quicker.\n\nSo I forget half of it.\n\nModerator: I see.\nAna: So it is.\n";
    assert!(voice_of(long, "Tom").is_some());
}

/// A woman and a man of one surname are two speakers of one transcript.
#[test]
fn titles_tell_two_people_of_one_surname_apart() {
    let text = "Frau Meyer (Interviewerin): Wie planen Sie?\nHerr Meyer: Mit Zetteln.\n\
                Frau Meyer (Interviewerin): Und dann?\nHerr Meyer: Dann verliere ich sie.\n";
    let plain = text.replace(" (Interviewerin)", "");
    for (text, stated) in [(text, &[][..]), (&plain, &["Frau Dr. Meyer"][..])] {
        let found = voices(&[("a.txt", text)], stated).remove(0);
        let voices: Vec<&str> = found.iter().map(|(_, voice)| voice.as_str()).collect();
        assert_eq!(voices, ["Interviewer", "Respondent", "Interviewer", "Respondent"], "{found:?}");
    }
}

/// A role in the label of one document says nothing of another person of that name, whatever the
/// order of the files.
#[test]
fn roles_in_brackets_belong_to_the_person_who_has_them() {
    let first = "Frau Meyer (Interviewerin): Wie planen Sie?\nHerr Lutz: Mit Zetteln.\n\
                 Frau Meyer (Interviewerin): Und dann?\nHerr Lutz: Dann verliere ich sie.\n";
    let second = "Frau Kern (Interviewerin): Wie planen Sie?\nHerr Meyer: Mit dem Kalender.\n\
                  Frau Kern (Interviewerin): Und dann?\nHerr Meyer: Dann halte ich mich daran.\n";
    let third = "Anna (Moderatorin): Wie planst du?\nBea (Teilnehmerin): Gar nicht.\n\
                 Anna (Moderatorin): Warum?\nBea (Teilnehmerin): Keine Zeit.\n";
    let fourth = "Bea (Moderatorin): Wie planst du?\nAnna (Teilnehmerin): Am Abend.\n\
                  Bea (Moderatorin): Warum?\nAnna (Teilnehmerin): Da ist Ruhe.\n";
    for names in [["a.txt", "b.txt", "c.txt", "d.txt"], ["d.txt", "c.txt", "b.txt", "a.txt"]] {
        let texts = [first, second, third, fourth];
        let named: Vec<(&str, &str)> = names.into_iter().zip(texts).collect();
        let mut found = voices(&named, &[]);
        found.iter_mut().for_each(|turns| turns.sort());
        for (of, turns) in found.iter().enumerate() {
            let asking = turns.iter().filter(|(_, voice)| voice == "Interviewer").count();
            let asked = turns.iter().filter(|(_, voice)| voice == "Respondent").count();
            assert_eq!((asking, asked), (2, 2), "{of}: {turns:?}");
        }
    }
}

/// A part that a label has in one document is that of the same label in others alone; where these
/// or the document itself disagree, the speaker stays unclear, whatever the order of the files.
#[test]
fn what_one_document_says_of_a_label_moves_no_other_person() {
    let frau = "Frau Meyer (Interviewerin): Wie planen Sie?\nHerr Lutz: Mit Zetteln.\nFrau Meyer \
                (Interviewerin): Und dann?\nHerr Lutz: Dann verliere ich sie.\n";
    let talk = |asker: &str, asked: &str| {
        format!(
            "{asker}: Wie planen Sie?\n{asked}: Mit dem Kalender.\n{asker}: Und dann?\n{asked}: Dann \
             halte ich mich daran.\n"
        )
    };
    let of = |texts: &[&str], label: &str| -> Vec<BTreeSet<String>> {
        [false, true]
            .map(|reverse| {
                let name = |at: usize| if reverse { 9 - at } else { at };
                let named: Vec<(String, &str)> = texts
                    .iter()
                    .enumerate()
                    .map(|(at, text)| (format!("{}.txt", name(at)), *text))
                    .collect();
                let named: Vec<(&str, &str)> =
                    named.iter().map(|(name, text)| (name.as_str(), *text)).collect();
                let found = voices(&named, &[]).remove(if reverse { texts.len() - 1 } else { 0 });
                let own = found.into_iter().filter(|(of, _)| of.as_deref() == Some(label));
                own.map(|(_, voice)| voice).collect::<BTreeSet<_>>()
            })
            .to_vec()
    };
    let is = |voice: &str| vec![BTreeSet::from([voice.to_owned()]); 2];
    for other in ["Herr Meyer", "Meyer", "Herr Dr. Meyer"] {
        let own = talk("Frau Kern", other);
        let found = of(&[&own, frau], other);
        assert!(!found.contains(&is("Interviewer")[0]), "{other}: {found:?}");
        let told = talk("Interviewer", other);
        assert_eq!(of(&[&told, frau], other), is("Respondent"), "{other}");
    }
    // The same label is the same person, unless the document says that she is asked.
    assert_eq!(of(&[&talk("Frau Meyer", "Herr Kern"), frau], "Frau Meyer"), is("Interviewer"));
    assert_eq!(of(&[&talk("Interviewer", "Frau Meyer"), frau], "Frau Meyer"), is("Unclear"));
    let asked = frau.replace("Interviewerin", "Befragte");
    assert_eq!(of(&[&talk("Frau Meyer", "Bo"), frau, &asked], "Frau Meyer"), is("Unclear"));
    // Two people of one name in one document are told apart by their parts.
    let two = talk("Anna (Moderatorin)", "Anna (Teilnehmerin)");
    assert_eq!(of(&[&two], "Anna (Moderatorin)"), is("Interviewer"));
    assert_eq!(of(&[&two], "Anna (Teilnehmerin)"), is("Respondent"));
}
