//! Audits: planted quotations get the verdict that tells what was done to them, and numbers that of
//! the claim.

mod german;
mod planted;

use std::collections::BTreeMap;

use persona_synthesis::audit::{
    Audit, AuditLimits, Auditor, Document, NumberVerdict, QuotationVerdict, Severity,
};
use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::sources::{SourceFile, Transcript, read_transcripts};
use persona_synthesis::{Findings, Source, Study, Synthesis};
use planted::{Planted, Quotation, Said, plant, sentences};

use crate::support::root;

/// Quotations of each way and language.
const EACH: usize = 96;

/// Sentences that say in other words what somebody in the sample study says.
const PARAPHRASES: [&str; 6] = [
    "Phone lines are busiest right when the surgery opens its doors",
    "Patients turn up twice for one slot because two calendars fail to match",
    "A paper notebook beside the kettle decides who is offered a free appointment",
    "Typing a password again and again wastes time while somebody is waiting",
    "Prescriptions should be handled on a separate telephone number",
    "Reports take so long that the figures are out of date when they arrive",
];

const INVENTED: [&str; 10] = [
    "Our drones deliver the samples to every village before breakfast",
    "I dream about a dashboard that glows purple whenever revenue climbs",
    "Grandmother taught us knitting patterns from a Norwegian magazine",
    "Blockchain certificates convinced the whole committee immediately",
    "We outsource all translation work to a studio in Lisbon",
    "My gym subscription renews automatically each February",
    "Nobody under forty still listens to regional radio",
    "The tractor broke down between the orchard and the chapel",
    "Interns prefer beanbags and cold brew over pensions",
    "A volcanic eruption grounded the sales department in Iceland",
];

fn document(quotations: &[Quotation]) -> Document {
    let block = |one: &Quotation| match &one.ascribed {
        Some(respondent) => format!("“{}” ({respondent})\n\n", one.text),
        None => format!("Somebody said “{}”\n\n", one.text),
    };
    let text: String = quotations.iter().map(block).collect();
    Document::from_bytes("planted.md", text, &AuditLimits::default()).unwrap()
}

/// Quotations of every way, as many of each as the sentences allow.
fn corpus(said: &[Said], names: &[&str], german: bool, seed: u64) -> Vec<Quotation> {
    let mut draws = SplitMix64::new(seed, &[]);
    let (other_words, invented): (&[&str], &[&str]) = match german {
        true => (&german::PARAPHRASES, &german::INVENTED),
        false => (&PARAPHRASES, &INVENTED),
    };
    let mut quotations = Vec::new();
    for planted in Planted::ALL {
        let texts = match planted {
            Planted::Paraphrase => other_words,
            Planted::Invented => invented,
            _ => &[],
        };
        let text = |text: &&str| Quotation { planted, text: (*text).to_owned(), ascribed: None };
        quotations.extend(texts.iter().map(text));
        let tries = if texts.is_empty() { 40 * EACH } else { 0 };
        let mut made = 0;
        for _ in 0..tries {
            if made == EACH {
                break;
            }
            if let Some(one) = plant(planted, said, names, &mut draws, german) {
                quotations.push(one);
                made += 1;
            }
        }
    }
    quotations
}

fn audit(study: &Study, quotations: &[Quotation]) -> Audit {
    let audit = Auditor::new(study).audit(&document(quotations));
    assert_eq!(audit.quotations.len(), quotations.len());
    audit
}

fn sample() -> (Study, Vec<Said>) {
    let study = Study::open(root().join("data/clinic/study.toml")).unwrap();
    let folder = root().join("data/clinic/interviews");
    let read = read_transcripts(&folder, "interviews", &[], None, &mut Findings::default());
    let transcripts = read.unwrap();
    let named = |of: &Transcript| {
        let stem = of.document.split('.').next().unwrap().to_owned();
        study.respondent(&stem).is_some().then_some(stem)
    };
    let of: Vec<_> = transcripts.iter().map(|of| (named(of), of)).collect();
    let said = sentences(&of);
    (study, said)
}

fn german_study() -> (Study, Vec<Said>) {
    let text = |turns: &[&str; 8]| -> String {
        let turn = |(at, words): (usize, &&str)| {
            let label = if at % 2 == 0 { "Interviewerin" } else { "Befragter" };
            format!("{label}: {words}\n")
        };
        turns.iter().enumerate().map(turn).collect()
    };
    let documents = german::INTERVIEWS.map(|(name, turns)| (format!("{name}.txt"), text(&turns)));
    let mut findings = Findings::default();
    let transcripts: Vec<(Option<String>, Transcript)> = documents
        .iter()
        .map(|(name, text)| {
            let file = SourceFile::from_bytes(name.clone(), text.as_str()).unwrap();
            let read = Transcript::from_file(file, name.clone(), &[], None, &mut findings);
            (name.split('.').next().map(str::to_owned), read.unwrap())
        })
        .collect();
    let of: Vec<_> = transcripts.iter().map(|(name, of)| (name.clone(), of)).collect();
    let said = sentences(&of);
    let source =
        Source::documents("gespräche", documents).respondent_in_document(r"^B\d+").unwrap();
    let study = Study::builder("Werkstätten")
        .language("de".parse().unwrap())
        .source(source)
        .build()
        .unwrap();
    (study, said)
}

/// Verdicts by way of quoting: how many of each, and how many tell what was done.
fn confusion(study: &Study, quotations: &[Quotation]) -> BTreeMap<Planted, Row> {
    let mut rows: BTreeMap<Planted, Row> = BTreeMap::new();
    for (planted, checked) in quotations.iter().zip(&audit(study, quotations).quotations) {
        let row = rows.entry(planted.planted).or_default();
        row.made += 1;
        row.told += usize::from(planted.planted.is_told(checked));
        row.most_like = row.most_like.max(checked.likeness);
        *row.verdicts.entry(checked.verdict).or_default() += 1;
        if !planted.planted.is_told(checked) {
            let near = checked.places.first().map(|place| &place.words);
            println!("{}: {} {:?} {near:?}", planted.planted.name(), planted.text, checked.verdict);
        }
    }
    rows
}

#[derive(Default)]
struct Row {
    made: usize,
    told: usize,
    most_like: f64,
    verdicts: BTreeMap<QuotationVerdict, usize>,
}

/// The verdicts in the order of the table, with their headings.
const VERDICTS: [(QuotationVerdict, &str); 6] = [
    (QuotationVerdict::Verbatim, "word for word"),
    (QuotationVerdict::Shortened, "shortened"),
    (QuotationVerdict::Altered, "altered"),
    (QuotationVerdict::Stitched, "put together"),
    (QuotationVerdict::AnotherSpeaker, "somebody else"),
    (QuotationVerdict::NotFound, "not found"),
];

/// What the documentation shows of planted quotations.
fn table(languages: &[(&str, &BTreeMap<Planted, Row>)]) -> String {
    let made: usize =
        languages.iter().flat_map(|(_, rows)| rows.values()).map(|row| row.made).sum();
    let mut text = format!(
        "\n{made} quotations that a seeded generator makes of the sample study's interviews (English) and \
         of five invented ones (German), by what was\ndone to them. *Told* are those whose verdict says \
         what was done; of turned negations, numbers and names those that are named as such.\n\n\
         | what was done | language | made | {} | told |\n|---|---|---|{}---|\n",
        VERDICTS.map(|(_, heading)| heading).join(" | "),
        "---|".repeat(VERDICTS.len()),
    );
    for planted in Planted::ALL {
        for (language, rows) in languages {
            let Some(row) = rows.get(&planted) else { continue };
            let of = |(verdict, _): &(QuotationVerdict, &str)| match row.verdicts.get(verdict) {
                Some(number) => number.to_string(),
                None => String::new(),
            };
            let verdicts = VERDICTS.iter().map(of).collect::<Vec<_>>().join(" | ");
            let (name, made, told) = (planted.name(), row.made, row.told);
            text.push_str(&format!("| {name} | {language} | {made} | {verdicts} | {told} |\n"));
        }
    }
    text
}

#[test]
fn planted_quotations_are_told() {
    let (study, said) = sample();
    let names = ["Larkdesk", "Podiatry", "Tuesdays", "Thursday", "Friday", "Monday", "Wednesday"];
    let english = confusion(&study, &corpus(&said, &names, false, 3));
    let (study, said) = german_study();
    let german = confusion(&study, &corpus(&said, &[], true, 4));
    let languages = [("English", &english), ("German", &german)];
    for (planted, row) in languages.iter().flat_map(|(_, rows)| rows.iter()) {
        let least = match planted {
            // Told apart from what was changed, and the other way round.
            Planted::Verbatim | Planted::Typography | Planted::Case => row.made,
            Planted::Invented => {
                assert!(row.most_like < 0.6, "{}", row.most_like);
                row.made
            }
            _ => (995 * row.made).div_ceil(1000),
        };
        let altered_is_verbatim = row.verdicts.get(&QuotationVerdict::Verbatim);
        let is_changed =
            !matches!(planted, Planted::Verbatim | Planted::Typography | Planted::Case);
        assert!(!is_changed || altered_is_verbatim.is_none(), "{}", planted.name());
        assert!(row.told + 2 >= least, "{}: {} of {}", planted.name(), row.told, row.made);
    }
    let path = root().join("docs/audit.md");
    let written = std::fs::read_to_string(&path).unwrap();
    let mark = "writes what follows. -->\n";
    let (ahead, behind) = written.split_once(mark).unwrap();
    let found = table(&languages);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&path, format!("{ahead}{mark}{found}")).unwrap();
    } else {
        assert_eq!(behind, found, "INSTA_UPDATE=always writes docs/audit.md anew");
    }
}

/// The audit of a document about the interviews of the sample study.
fn audited(name: &str, text: &str) -> (Audit, Document) {
    let study = Study::open(root().join("data/interviews-only/study.toml")).unwrap();
    let synthesis = Synthesis::run(&study).unwrap();
    let document = Document::from_bytes(name, text, &AuditLimits::default()).unwrap();
    let audit = Auditor::new(&study).result(synthesis.personas()).audit(&document);
    (audit, document)
}

#[test]
fn numbers_are_counted_again_by_the_claim_they_cite() {
    let study = Study::open(root().join("data/interviews-only/study.toml")).unwrap();
    let synthesis = Synthesis::run(&study).unwrap();
    let persona = &synthesis.personas().personas[0];
    let claim = &persona.claims[0];
    let (with, asked) = (claim.support.with, claim.support.asked);
    let text = format!(
        "{with} of {asked} say so [{id}].\n\n{less} of {asked} say so. [{id}] And so on.\n\n\
         3 of 4 dentists recommend it.\n\nThey all dream of buying a bigger boat soon.\n",
        id = claim.id,
        less = with - 1,
    );
    let (audit, document) = audited("summary.md", &text);
    let verdicts: Vec<NumberVerdict> = audit.numbers.iter().map(|one| one.verdict).collect();
    let expected = [NumberVerdict::Right, NumberVerdict::Wrong, NumberVerdict::NotCheckable];
    assert_eq!(verdicts, expected);
    assert_eq!(audit.numbers[1].right.as_ref(), Some(&claim.statement));
    let unsupported: Vec<&str> = audit.unsupported.iter().map(|one| &*one.sentence).collect();
    assert_eq!(unsupported, ["They all dream of buying a bigger boat soon."]);
    assert_eq!(audit.severity(), Severity::Serious);
    assert!(audit.html(&document).contains("class=\"serious\""));
    assert!(audit.annotations().starts_with("::error file=summary.md,line=3::"));
}

#[test]
fn markup_and_commands_in_a_document_stay_text() {
    let text = "They said “<script>alert(1)</script> we never write things”.\n\n\
                They said “so it is\u{202e} and nothing else\n::error::pwned”.\n";
    let (audit, document) = audited("a:b,c.md", text);
    let html = audit.html(&document);
    assert!(!html.contains("<script") && !html.contains('\u{202e}'), "{html}");
    let annotations = audit.annotations();
    assert_eq!(annotations.lines().count(), audit.quotations.len(), "{annotations}");
    assert!(annotations.lines().all(|line| line.starts_with("::error file=a%3Ab%2Cc.md,line=")));
}

#[test]
fn hostile_documents_end() {
    let study = Study::open(root().join("data/interviews-only/study.toml")).unwrap();
    let auditor = Auditor::new(&study);
    let limits = AuditLimits::default();
    let marks = "“".repeat(400_000);
    let nested = "> ".repeat(50_000) + "deep";
    let sentences = "a. ".repeat(300_000);
    let dots = format!("“{}”", "we … ".repeat(100_000));
    for (name, text) in [("a.md", marks), ("b.md", nested), ("c.txt", sentences), ("d.txt", dots)] {
        let document = Document::from_bytes(name, text, &limits).unwrap();
        let audit = auditor.audit(&document);
        assert!(audit.quotations.len() <= limits.quotations);
    }
    let mut small = AuditLimits::default();
    small.bytes = 10;
    let error = Document::from_bytes("big.md", "x".repeat(11), &small).unwrap_err();
    assert!(error.to_string().contains("big.md"), "{error}");
}

#[test]
fn who_refused_to_be_quoted_is_not_quoted_by_what_was_changed() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("talks")).unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("talks/P1.txt", "I: And then?\nP1: We keep the secret ledger under the old stairs.\n");
    write("talks/P2.txt", "I: And then?\nP2: I ring each of them up in the evening.\n");
    write("consent.csv", "respondent,consent\nP1,no\nP2,yes\n");
    write(
        "study.toml",
        "title = \"t\"\n[[source]]\nid = \"talks\"\npath = \"talks\"\n\
         respondent = { document = '^(P\\d)' }\nconsent = { file = \"consent.csv\" }\n",
    );
    let study = Study::open(folder.path().join("study.toml")).unwrap();
    let text = "“We keep the public ledger under the old stairs.”\n";
    let document = Document::from_bytes("deck.md", text, &AuditLimits::default()).unwrap();
    let audit = Auditor::new(&study).audit(&document);
    assert_eq!(audit.quotations[0].verdict, QuotationVerdict::Altered);
    assert!(!audit.markdown().contains("secret"), "{}", audit.markdown());
}
