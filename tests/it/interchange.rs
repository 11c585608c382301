//! Outputs that other programs take up: annotations with the guids of a project, and the project
//! that a researcher opens in her own program.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use persona_synthesis::manifest::Material;
use persona_synthesis::personas::Draft;
use persona_synthesis::sources::{Interviews, ProjectOptions, SourceFile, read_project};
use persona_synthesis::{Findings, Locator, Manifest, Source, render};
use serde_json::Value;

use crate::exported::{Style, clinic as exported_clinic, guid, qdpx, zipped};
use crate::support::{Stages, clinic, interviews, synthesize};

fn annotations(draft: &Draft) -> Vec<Value> {
    let collection: Value = serde_json::from_str(&render::annotations(draft)).unwrap();
    collection["first"]["items"].as_array().unwrap().clone()
}

/// Parts of a project that an annotation names.
fn named(target: &Value, what: &str) -> Vec<String> {
    let named = target[what].as_array().into_iter().flatten().map(|iri| iri.as_str().unwrap());
    named.map(|iri| iri.strip_prefix("urn:uuid:").unwrap().to_owned()).collect()
}

/// The facets of the sample study's codes.
const FACETS: &str = "[facets]\ngoal = [\"Goals/*\"]\npain-point = [\"Frustrations/*\"]\nbehaviour = [\"Workarounds/*\"]\n";

/// A study of one project, alone in a folder.
fn study_of(bytes: &[u8], source: &str) -> Stages {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("project.qdpx"), bytes).unwrap();
    let text = format!(
        "title = \"One project\"\n{FACETS}\
         [[source]]\nid = \"interviews\"\npath = \"project.qdpx\"\ninterviewer = [\"I\", \"Moderator\"]\n{source}\n[clustering]\ngroups = {{ min = 1, max = 3 }}\n"
    );
    let mut manifest = Manifest::from_toml(&text, "study.toml").unwrap();
    manifest.folder = folder.path().to_path_buf();
    synthesize(manifest).unwrap()
}

/// Of a project that was made, every annotation names the selection and the coding that the claim
/// rests on, and no other.
#[test]
fn annotations_name_the_selections_and_codings_of_a_project() {
    let made = exported_clinic();
    let stages = study_of(&qdpx(&made, Style::plain()), "respondent = { case = true }");
    // The exporter numbers segments through, document by document.
    let in_order = made
        .texts
        .keys()
        .flat_map(|document| made.segments.iter().filter(move |of| of.document == *document));
    let spelt = |kind, number| guid(kind, number).trim_matches(['{', '}']).to_lowercase();
    let segment_of: BTreeMap<String, _> =
        in_order.zip(1..).map(|(segment, number)| (spelt(4, number), segment)).collect();
    let codings: BTreeMap<String, _> = segment_of
        .keys()
        .zip(1..)
        .map(|(selection, number)| (spelt(7, number), selection.clone()))
        .collect();
    let evidence: BTreeMap<&str, _> =
        stages.personas.evidence().map(|one| (one.id.as_str(), one)).collect();
    let claims: BTreeMap<&str, _> =
        stages.personas.claims().map(|claim| (claim.id.as_str(), claim)).collect();
    let mut checked = 0;
    for annotation in annotations(&stages.draft) {
        let id = annotation["id"].as_str().unwrap().rsplit(':').next().unwrap().to_owned();
        let Locator::Text { document, start, end, .. } = &evidence[id.as_str()].locator else {
            continue;
        };
        let (selections, named_codings) =
            (named(&annotation["target"], "selections"), named(&annotation["target"], "codings"));
        assert!(
            !selections.is_empty() && selections.len() == named_codings.len(),
            "{id}: {annotation}"
        );
        for (selection, coding) in selections.iter().zip(&named_codings) {
            let segment = segment_of[selection];
            assert_eq!(codings[coding], *selection);
            assert_eq!(segment.document, *document);
            assert!(segment.start <= *start as usize && *end as usize <= segment.end, "{id}");
            let claim = claims[id.rsplit_once('-').unwrap().0];
            let denied = id.rsplit_once('-').unwrap().1.starts_with('c');
            assert!(
                denied || claim.indicator.contains(&segment.code),
                "{id}: {} and {}",
                claim.indicator,
                segment.code
            );
        }
        checked += 1;
    }
    assert!(checked > 20, "{checked}");
    // Where the same interviews come from other files, there are no guids to name.
    assert!(
        annotations(&interviews().draft)
            .iter()
            .all(|one| one["target"].get("selections").is_none())
    );
}

fn member(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn read(bytes: &[u8]) -> (Interviews, Findings) {
    let (file, mut findings) =
        (SourceFile::from_bytes("personas.qdpx", bytes).unwrap(), Findings::default());
    let labels = ["I", "Moderator", "Interviewer"].map(str::to_owned);
    let options = ProjectOptions { interviewers: &labels, positions: None };
    (read_project(&file, None, &options, &mut findings).unwrap(), findings)
}

/// A project as if a person had coded the claims.
fn of_somebody(project: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(project)).unwrap();
    let mut members = Vec::new();
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        members.push((
            file.name().to_owned(),
            text.replace("name=\"persona-synthesis\"", "name=\"somebody\""),
        ));
    }
    zipped(members.iter().map(|(name, text)| (name.as_str(), text.as_bytes())))
}

/// Codings: document, first character, the one after the last, code, coder.
type Coded = BTreeSet<(String, u32, u32, String, String)>;

fn coded(interviews: &Interviews) -> Coded {
    let segments = &interviews.segments.as_ref().unwrap().segments;
    let one = |segment: &persona_synthesis::sources::CodedSegment| {
        let chars = segment.chars.clone().unwrap();
        (
            segment.document.clone(),
            chars.start,
            chars.end,
            segment.code.clone(),
            segment.coder.clone().unwrap_or_default(),
        )
    };
    segments.iter().map(one).collect()
}

/// The sample study as a project, read again: the same texts, codes and coded segments, and the
/// claims at their places.
#[test]
fn an_exported_project_reads_back() {
    let stages = interviews();
    let project = render::refi_project(stages.draft.result(), &stages.study).unwrap();
    assert_eq!(Some(&project), render::refi_project(stages.draft.result(), &stages.study).as_ref());
    let (again, findings) = read(&project);
    let (with_claims, _) = read(&of_somebody(&project));
    for kind in [
        "positions-doubtful",
        "coding-without-code",
        "coding-without-text",
        "segment-uncoded",
        "duplicate-code",
    ] {
        assert_eq!(findings.count(kind), 0, "{kind}");
    }
    // P13 is not to be quoted.
    let made = exported_clinic();
    let quoted = |document: &str| !document.starts_with("P13");
    let texts: BTreeMap<&str, &str> =
        again.transcripts.iter().map(|one| (one.document.as_str(), one.text.as_str())).collect();
    let expected: BTreeMap<&str, &str> = made
        .texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .filter(|(name, _)| quoted(name))
        .collect();
    assert!(texts == expected, "{:?}", texts.keys().collect::<Vec<_>>());
    // What this crate coded is no evidence when it is read again.
    let (of_study, all) = (coded(&again), coded(&with_claims));
    let of_claims: Coded = all.difference(&of_study).cloned().collect();
    assert!(of_claims.iter().all(|(.., coder)| coder == "somebody"));
    assert_eq!(findings.count("coding-of-claim"), of_claims.len());
    let segments = made.segments.iter().filter(|segment| quoted(&segment.document));
    let stretch = |segment: &crate::exported::Segment| {
        let (document, code, coder) =
            (segment.document.clone(), segment.code.clone(), segment.coder.clone());
        (
            document,
            u32::try_from(segment.start).unwrap(),
            u32::try_from(segment.end).unwrap(),
            code,
            coder,
        )
    };
    let expected: Coded = segments.map(stretch).collect();
    assert!(of_study.is_subset(&expected));
    // The study sets aside what is coded of the interviewer's words.
    let (_, placement) = stages.study.placements().next().unwrap();
    assert_eq!((expected.difference(&of_study).count(), placement.interviewer), (1, 1));
    let definitions: BTreeMap<&str, &str> = again
        .codebook
        .as_ref()
        .unwrap()
        .codes()
        .iter()
        .map(|code| (code.path.as_str(), code.definition.as_str()))
        .collect();
    for (code, definition) in &made.codes {
        assert_eq!(definitions.get(code.as_str()), Some(&definition.as_str()), "{code}");
    }
    claims_are_coded(stages, &of_claims, &texts, &definitions);
}

/// Every place in transcripts that is shown for or against a claim is coded with it, and each claim
/// is a code with its statement.
fn claims_are_coded(
    stages: &Stages,
    coded: &Coded,
    texts: &BTreeMap<&str, &str>,
    definitions: &BTreeMap<&str, &str>,
) {
    let words = |text: &str, first: u32, after: u32| -> String {
        text.chars().skip(first as usize).take((after - first) as usize).collect()
    };
    let mut shown = 0;
    for claim in stages.personas.claims() {
        let code = definitions
            .keys()
            .find(|code| code.contains(&format!("/{} ", claim.id)) && !code.ends_with(" against"));
        let code = code.unwrap_or_else(|| panic!("{} is no code", claim.id));
        assert!(
            code.starts_with("Personas/") && definitions[code].starts_with(&claim.statement),
            "{code}"
        );
        let against = format!("/{} against", claim.id);
        let sides = [
            (claim.evidence.iter().collect::<Vec<_>>(), ""),
            (claim.counter_evidence.iter().collect(), against.as_str()),
        ];
        for (evidence, below) in sides {
            for one in evidence.into_iter().filter(|one| one.respondent != "P13") {
                let Locator::Text { document, .. } = &one.locator else { continue };
                // Windows line ends are one character in the project.
                let said =
                    stages.study.resolve(&one.locator, 0).unwrap().text.replace("\r\n", "\n");
                let place = |(of, first, after, with, _): &(String, u32, u32, String, String)| {
                    of == document
                        && words(texts[of.as_str()], *first, *after) == said
                        && *with == format!("{code}{below}")
                };
                assert!(coded.iter().any(place), "{} has no coding of {code}{below}", one.id);
                shown += 1;
            }
        }
    }
    assert!(shown > 30, "{shown}");
}

/// What QualCoder's importer asks of a project: it reads the code of a coding from the first element
/// in it, the coder from the selection, a journal from a note with a file and a date; one name of a
/// code is one code, and one coder gives a code to a stretch once.
#[test]
fn an_exported_project_is_what_qualcoder_imports() {
    let stages = interviews();
    let project = render::refi_project(stages.draft.result(), &stages.study).unwrap();
    let xml = member(&project, "project.qde");
    let xml = roxmltree::Document::parse(&xml).unwrap();
    let all =
        |name: &'static str| xml.descendants().filter(move |node| node.tag_name().name() == name);
    let namespace = xml.root_element().tag_name().namespace();
    assert_eq!(namespace, Some("urn:QDA-XML:project:1.0"));
    let book = all("CodeBook").next().unwrap();
    let first = |node: roxmltree::Node<'_, '_>| {
        node.first_element_child().unwrap().tag_name().name().to_owned()
    };
    assert_eq!(first(book), "Codes");
    let users: BTreeSet<&str> = all("User").map(|user| user.attribute("guid").unwrap()).collect();
    let mut names = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for code in all("Code").filter(|code| code.attribute("isCodable") != Some("false")) {
        let name = code.attribute("name").unwrap();
        // The sample study has no code of one name twice, and claims must not add one.
        assert!(names.insert(name), "{name}");
        codes.insert(code.attribute("guid").unwrap());
    }
    let mut rows = BTreeSet::new();
    for source in all("TextSource") {
        let path = source.attribute("plainTextPath").unwrap();
        let text =
            member(&project, &format!("sources/{}", path.strip_prefix("internal://").unwrap()));
        assert!(!text.contains('\r'));
        let length = text.chars().count();
        let selections = source
            .children()
            .filter(|node| node.has_tag_name((namespace.unwrap(), "PlainTextSelection")));
        for selection in selections {
            let [start, end] = ["startPosition", "endPosition"]
                .map(|name| selection.attribute(name).unwrap().parse::<usize>().unwrap());
            assert!(start < end && end <= length);
            let coder = selection.attribute("creatingUser").unwrap();
            assert!(users.contains(coder));
            for coding in selection.children().filter(roxmltree::Node::is_element) {
                assert_eq!(first(coding), "CodeRef");
                assert_eq!(coding.attribute("creatingUser"), Some(coder));
                let code = coding.first_element_child().unwrap().attribute("targetGUID").unwrap();
                assert!(codes.contains(code));
                let row = (source.attribute("guid").unwrap(), start, end, code, coder);
                assert!(rows.insert(row), "{row:?}");
            }
        }
    }
    assert!(rows.len() > 100);
    let notes: Vec<_> = all("Note").collect();
    assert_eq!(notes.len(), 1, "P13 is withheld");
    for note in notes {
        assert!(note.attribute("creationDateTime").is_some());
        let path = note.attribute("plainTextPath").unwrap().strip_prefix("internal://").unwrap();
        assert!(!member(&project, &format!("sources/{path}")).is_empty());
    }
}

/// Opened as a study of its own, the project has the same respondents with what was known of them,
/// and says the same of the study's codes.
#[test]
fn an_exported_project_is_a_study() {
    let stages = clinic();
    let project = render::refi_project(stages.draft.result(), &stages.study).unwrap();
    let again = study_of(&project, "");
    assert_eq!(again.study.len(), 17);
    let cases =
        again.study.sources().into_iter().find(|source| source.id == "interviews-cases").unwrap();
    // Two of them answered no survey.
    assert_eq!(cases.respondents, 15);
    let questions: BTreeSet<&str> =
        again.matrix.indicators().iter().map(|one| one.question.as_str()).collect();
    assert!(
        !questions.iter().any(|question| question.contains("persona-synthesis")),
        "a persona would describe itself: {questions:?}"
    );
    assert!(questions.iter().any(|question| question.starts_with("survey: ")), "{questions:?}");
    // Exported once more, the first export's codes stay what they are, and the guids of its
    // selections and codings are kept.
    let second = render::refi_project(again.draft.result(), &again.study).unwrap();
    let xml = member(&second, "project.qde");
    let segments = read(&project).0.segments.unwrap().segments;
    for segment in &segments {
        for (element, guid) in [("PlainTextSelection", &segment.id), ("Coding", &segment.coding)] {
            let begin = format!("<{element} guid=\"{}\"", guid.as_ref().unwrap());
            assert!(xml.contains(&begin), "{begin}");
        }
    }
    assert!(segments.len() > 100, "{}", segments.len());
    assert!(xml.contains("name=\"Personas 2\""));
}

/// Windows line ends are one character in the project, so that no program can count them as two;
/// hostile names stay names; a study without transcripts has no project.
#[test]
fn any_text_is_exported() {
    let folder = tempfile::tempdir().unwrap();
    let text = "I: How?\r\nP1: Slow \u{1f604}\r\nand <b>&amp;</b> late.\r\nI: Why?\r\nP1: No.\r\n";
    std::fs::write(folder.path().join("P1 \"<&>\".txt"), text).unwrap();
    std::fs::write(folder.path().join("P2.txt"), "I: How?\nP2: Fast.\n").unwrap();
    let codes = "document,code,quote,coder\n\"P1 \"\"<&>\"\"\",\"a\"\"<x>/b/]]>\",\"Slow \u{1f604}\r\nand <b>&amp;</b> late.\",\"\"\"><\"\nP2,c,Fast.,\n";
    std::fs::write(folder.path().join("codes.csv"), codes).unwrap();
    let manifest = "title = \"<!--\"\n[[source]]\nid = \"i\"\npath = \".\"\nrespondent = { document = '^(P\\d+)' }\n[[source]]\nid = \"c\"\npath = \"codes.csv\"\n";
    let mut manifest = Manifest::from_toml(manifest, "study.toml").unwrap();
    manifest.folder = folder.path().to_path_buf();
    let interviews_folder = folder.path().join("interviews");
    std::fs::create_dir(&interviews_folder).unwrap();
    for name in ["P1 \"<&>\".txt", "P2.txt"] {
        std::fs::rename(folder.path().join(name), interviews_folder.join(name)).unwrap();
    }
    manifest.sources[0].material = Material::Path("interviews".into());
    let stages = synthesize(manifest).unwrap();
    let (again, findings) =
        read(&render::refi_project(stages.draft.result(), &stages.study).unwrap());
    assert_eq!(findings.count("positions-recognised"), 1);
    assert_eq!(again.transcripts[0].document, "P1 \"<&>\".txt");
    assert_eq!(again.transcripts[0].text.as_str(), text.replace("\r\n", "\n"));
    let segments = &again.segments.as_ref().unwrap().segments;
    let first = segments.iter().find(|segment| segment.code == "a\"<x>/b/]]>").unwrap();
    assert_eq!(first.coder.as_deref(), Some("\"><"));
    let words = again.transcripts[0].text.slice(first.chars.clone().unwrap());
    assert_eq!(words, Some("Slow \u{1f604}\nand <b>&amp;</b> late."));
    let mut manifest = Manifest::new("A survey");
    manifest.folder = folder.path().to_path_buf();
    std::fs::write(
        folder.path().join("survey.csv"),
        "How often?\n".to_owned() + &"never\noften\n".repeat(10),
    )
    .unwrap();
    manifest.sources.push(Source::new("survey", "survey.csv").respondent_per_row());
    let Stages { study, draft, .. } = synthesize(manifest).unwrap();
    assert_eq!(render::refi_project(draft.result(), &study), None);
}

/// The workbook reads back: the cells of the CSV files, numbers as numbers, and text that begins as
/// a formula as text.
#[cfg(feature = "xlsx")]
#[test]
fn the_workbook_holds_what_the_tables_hold() {
    use calamine::{Data, Reader as _, Xlsx};

    let stages = clinic();
    let mut personas = stages.personas.clone();
    let hostile = "=HYPERLINK(\"http://example.org\",\"x\")\u{b}";
    personas.personas[0].claims[0].statement = hostile.to_owned();
    personas.study.title = "+1".to_owned();
    let bytes = render::workbook(&personas);
    assert!(bytes == render::workbook(&personas));
    let mut read = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(
        read.sheet_names(),
        ["personas", "claims", "evidence", "selection", "findings", "how to read"]
    );
    for (sheet, csv) in
        [("claims", render::claims_csv(&personas)), ("evidence", render::evidence_csv(&personas))]
    {
        let range = read.worksheet_range(sheet).unwrap();
        let mut rows = range.rows();
        let header: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        assert_eq!(header, reader.headers().unwrap().iter().collect::<Vec<_>>());
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(range.height(), records.len() + 1);
        for (row, record) in rows.zip(&records) {
            for ((cell, stated), name) in row.iter().zip(record).zip(&header) {
                match cell {
                    Data::Float(number) => {
                        assert!((number - stated.parse::<f64>().unwrap()).abs() < 1e-9, "{name}")
                    }
                    Data::Empty => assert_eq!(stated, "", "{name}"),
                    // A file of commas marks what would begin a formula, a workbook need not; it
                    // has no place for a control.
                    Data::String(text) => {
                        let stated = stated.replace('\u{b}', "");
                        assert!(
                            *text == stated || stated.strip_prefix('\'') == Some(text),
                            "{name}: {text:?}, {stated:?}"
                        );
                    }
                    other => panic!("{name}: {other:?}"),
                }
            }
        }
        let formulas = read.worksheet_formula(sheet).unwrap();
        assert_eq!(formulas.used_cells().count(), 0);
    }
    let claims = read.worksheet_range("claims").unwrap();
    assert!(
        claims.used_cells().any(|(.., cell)| *cell == Data::String(hostile.replace('\u{b}', "")))
    );
    let explained = read.worksheet_range("how to read").unwrap();
    assert_eq!(explained.get((1, 0)), Some(&Data::String("+1".to_owned())));
}
