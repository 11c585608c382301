//! Projects of programs for qualitative analysis: what is read of real ones, and that the sample
//! study says the same from each of them.

use std::path::Path;

use persona_synthesis::sources::{
    Interviews, LineEnds, Positions, ProjectOptions, SourceFile, Unit, read_codebook, read_project,
};
use persona_synthesis::{Findings, Level, Manifest};

use crate::exported::{Style, clinic, qdpx};
use crate::support::{Stages, interviews, sample, synthesize};

fn project(path: &Path) -> (Interviews, Findings) {
    let mut findings = Findings::default();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let file = SourceFile::from_path(path, name).unwrap();
    let interviews =
        read_project(&file, path.parent(), &ProjectOptions::default(), &mut findings).unwrap();
    (interviews, findings)
}

/// A study of one project, in which facets are those of the sample study.
fn study(folder: &Path, path: &str, more: &str) -> persona_synthesis::Result<Stages> {
    let text = format!(
        r#"
title = "Clinic booking, interviews only"
[facets]
goal = ["Goals/*"]
pain-point = ["Frustrations/*"]
behaviour = ["Workarounds/*"]
context = ["Context/*"]
trigger = ["Buying/Triggers/*"]
decision-criterion = ["Buying/Criteria/*"]
objection = ["Buying/Objections/*"]
influence = ["Buying/Influence/*"]
[[source]]
id = "interviews"
path = "{path}"
interviewer = ["I", "Moderator", "Interviewer"]
asked = {{ "Frustrations/billing" = ["P01", "P04", "P06", "P10", "P15"] }}
denies = {{ "Frustrations/no problem with billing" = "Frustrations/billing" }}
consent = {{ file = "participants.csv" }}
role = {{ file = "participants.csv", column = "role", user = ["user"], buyer = ["buyer"] }}
{more}
[clustering]
groups = {{ min = 1, max = 4 }}
"#
    );
    let participants = crate::support::root().join("data/clinic/participants.csv");
    std::fs::copy(participants, folder.join("participants.csv")).unwrap();
    let mut manifest = Manifest::from_toml(&text, "study.toml").unwrap();
    manifest.folder = folder.to_path_buf();
    synthesize(manifest)
}

/// Statements of personas about codes, with every quote, apart from the names of sources.
fn said(stages: &Stages) -> Vec<String> {
    let about_codes = |indicator: &str| indicator.contains('/');
    let claims = stages.personas.claims().filter(|claim| about_codes(&claim.indicator));
    let mut said = Vec::new();
    for claim in claims {
        said.push(format!("{} {claim}", claim.id.as_str().split('-').next().unwrap()));
        for evidence in claim.evidence.iter().chain(&claim.counter_evidence) {
            said.push(format!(
                "{} {}",
                evidence.respondent,
                evidence.quote.split_whitespace().collect::<Vec<_>>().join(" ")
            ));
        }
    }
    said
}

#[test]
fn a_project_of_qc_is_read_whole() {
    let Some(folder) = sample("refi-nvivo-qc") else { return };
    let (interviews, findings) = project(&folder.join("demo.qdpx"));
    let segments = &interviews.segments.as_ref().unwrap().segments;
    assert_eq!(
        (interviews.records(), segments.len(), interviews.codebook.as_ref().unwrap().codes().len()),
        (205, 205, 262)
    );
    let mut selections: Vec<_> = segments.iter().filter_map(|segment| segment.id.clone()).collect();
    selections.sort();
    selections.dedup();
    assert_eq!(selections.len(), 158);
    let mut codings: Vec<_> =
        segments.iter().filter_map(|segment| segment.coding.clone()).collect();
    codings.sort();
    codings.dedup();
    assert_eq!(codings.len(), 205);
    // Each selection is a line with its end, or several.
    let text = &interviews.transcripts[0].text;
    for segment in segments {
        let words = text.slice(segment.chars.clone().unwrap()).unwrap();
        assert!(
            words.ends_with('\n') || segment.chars.as_ref().unwrap().end == text.chars(),
            "{words:?}"
        );
    }
    let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said[0],
        "demo.qdpx/project.qde: positions are read as code points, end exclusive: 158 of 158 selections are then the words they are named \
         after or begin and end with words; of 158 that the nearest other reading places elsewhere, 137 fit better here and 0 there"
    );
    assert!(
        findings
            .iter()
            .all(|finding| finding.level() == Level::Note || finding.id() == "empty-transcript"),
        "{said:?}"
    );
}

/// Real exports without texts or codings: the code tree is read, and what is missing is named.
#[test]
fn projects_without_texts_name_every_coding() {
    let Some(folder) = sample("refi-nvivo-qc") else { return };
    let (nvivo, _) = project(&folder.join("nvivo_project.qdpx"));
    assert_eq!(
        (nvivo.records(), nvivo.codebook.unwrap().codes().len(), nvivo.transcripts.len()),
        (0, 262, 2)
    );
    for file in ["Project.qde", "TestProject.qdpx"] {
        let Some(folder) = sample("refi-atlasti-standard") else { return };
        let (atlas, findings) = project(&folder.join(file));
        assert_eq!((atlas.records(), atlas.segments.unwrap().segments.len()), (16, 0), "{file}");
        assert_eq!(findings.count("coding-without-text"), 16, "{file}");
        assert_eq!(atlas.codebook.unwrap().codes().len(), 14);
    }
}

#[test]
fn the_sample_study_says_the_same_from_a_project_of_any_exporter() {
    let clinic = clinic();
    let plain = Style::plain();
    let one = Positions { line_ends: LineEnds::One, ..Positions::default() };
    let utf16 = Positions { unit: Unit::Utf16, ..Positions::default() };
    let styles = [
        plain,
        Style {
            origin: "ATLAS.ti for Windows 23.2.3.27778",
            positions: one,
            windows: true,
            named: true,
            ..plain
        },
        Style { origin: "MAXQDA 24 (Release 24.7.0)", windows: true, cases: false, ..plain },
        Style { origin: "NVivo for Mac 15.0.0", positions: utf16, ..plain },
        Style { origin: "QualCoder", mark: true, ..plain },
        Style {
            positions: Positions { inclusive: true, ..Positions::default() },
            named: true,
            ..plain
        },
        Style {
            positions: Positions { line_ends: LineEnds::Two, ..Positions::default() },
            ..plain
        },
    ];
    let expected = said(interviews());
    for style in styles {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("clinic.qdpx"), qdpx(&clinic, style)).unwrap();
        let stages = study(folder.path(), "clinic.qdpx", "").unwrap();
        let (_, placement) = stages.study.placements().next().unwrap();
        assert_eq!(
            (placement.read, placement.by_offsets),
            (clinic.segments.len(), clinic.segments.len()),
            "{style:?}"
        );
        let findings = stages.study.findings();
        assert_eq!(
            (findings.count("positions-recognised"), findings.count("positions-doubtful")),
            (1, 0),
            "{style:?}"
        );
        assert!(said(&stages) == expected, "{style:?}");
        let minutes =
            stages.matrix.indicators().iter().any(|indicator| indicator.name.contains("Minutes"));
        assert_eq!(minutes, style.cases, "{style:?}");
    }
}

#[cfg(feature = "sqlite")]
mod databases {
    use persona_synthesis::Locator;
    use persona_synthesis::sources::{Format, read_database};

    use super::*;
    use crate::exported::{qualcoder, zipped};

    /// Seventeen coded sessions as Taguette's database, with a questionnaire of the same people.
    #[test]
    fn every_highlight_of_a_taguette_project_is_where_it_says() {
        let Some(folder) = sample("serdif-taguette") else { return };
        let path = folder.join("transcripts/thematic-analysis/SERDIF_P2_ThematicAnalysis.sqlite3");
        let mut findings = Findings::default();
        let file = SourceFile::from_path(&path, "serdif.sqlite3").unwrap();
        let read = read_database(&file, Format::TaguetteProject, &[], &mut findings).unwrap();
        let segments = &read.segments.as_ref().unwrap().segments;
        assert_eq!((read.records(), segments.len(), read.transcripts.len()), (1930, 1930, 17));
        assert_eq!(findings.count("segment-uncoded"), 1);
        let mut highlights = std::collections::BTreeSet::new();
        for segment in segments {
            let transcript = read
                .transcripts
                .iter()
                .find(|transcript| transcript.document == segment.document)
                .unwrap();
            let words = transcript.text.slice(segment.chars.clone().unwrap()).unwrap();
            assert_eq!(Some(words), segment.quote.as_deref());
            highlights.insert(segment.id.clone());
        }
        assert_eq!(highlights.len() + findings.count("segment-uncoded"), 1794);
        assert_eq!(read.codebook.unwrap().codes().len(), 22);
    }

    #[test]
    fn a_taguette_project_goes_to_personas() {
        let Some(folder) = sample("serdif-taguette") else { return };
        let text = r#"
title = "SERDIF usability study, phase 2"
[facets]
pain-point = ["*complex", "*not clear", "*not useful or confusing", "System issue", "Moderator assist"]
goal = ["Additional *"]
behaviour = ["*useful", "*simple", "Simple *", "*clear", "Overall positive experience"]
value = ["survey:*"]
[[source]]
id = "interviews"
path = "transcripts/thematic-analysis/SERDIF_P2_ThematicAnalysis.sqlite3"
respondent = { document = '^(P\d+)' }
interviewer = ["MODERATOR"]
[[source]]
id = "survey"
path = "PSSUQ/scores/SERDIF_PSSUQ_P2.csv"
respondent = "Input your participant number as: P + Number (e.g. P1, P42)"
"#;
        let mut manifest = Manifest::from_toml(text, "study.toml").unwrap();
        manifest.folder = folder;
        let stages = synthesize(manifest).unwrap();
        assert_eq!(stages.study.len(), 17);
        let (_, placement) = stages.study.placements().next().unwrap();
        assert_eq!((placement.read, placement.by_offsets, placement.lost), (1930, 1930, 0));
        let mut checked = 0;
        for claim in stages.personas.claims() {
            for evidence in claim
                .evidence
                .iter()
                .filter(|evidence| matches!(evidence.locator, Locator::Text { .. }))
            {
                assert_eq!(
                    stages.study.resolve(&evidence.locator, 10).unwrap().text,
                    evidence.quote
                );
                checked += 1;
            }
        }
        assert!(checked > 40, "{checked} quotes");
    }

    #[test]
    fn the_sample_study_says_the_same_from_a_project_of_qualcoder() {
        let clinic = clinic();
        let (database, segments) = (qualcoder(&clinic), clinic.segments.len());
        let expected = said(interviews());
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("clinic.qda")).unwrap();
        std::fs::write(folder.path().join("clinic.qda/data.qda"), &database).unwrap();
        let members =
            [("clinic.qda/data.qda", &database[..]), ("clinic.qda/documents/x.txt", b"x")];
        std::fs::write(folder.path().join("clinic.zip"), zipped(members)).unwrap();
        for path in ["clinic.qda", "clinic.qda/data.qda", "clinic.zip"] {
            let stages = study(folder.path(), path, "").unwrap();
            let (_, placement) = stages.study.placements().next().unwrap();
            assert_eq!((placement.read, placement.by_offsets), (segments, segments), "{path}");
            assert!(said(&stages) == expected, "{path}");
            let sources = stages.study.sources();
            assert_eq!(
                (sources[0].format.as_str(), sources[1].id.as_str()),
                ("qualcoder-project", "interviews-cases")
            );
            assert!(
                stages.matrix.indicators().iter().any(|indicator| indicator.question == "Site")
            );
        }
    }
}

#[test]
fn codebooks_of_refi_are_trees() {
    let xml = "<?xml version=\"1.0\"?><CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"Taguette 1.4.1\"><Codes>\
        <Code guid=\"A\" name=\"Goals\" isCodable=\"true\"><Description>What for</Description><Code guid=\"B\" name=\"rest\"/></Code></Codes><Sets/></CodeBook>";
    let file = SourceFile::from_bytes("codes.qdc", xml).unwrap();
    let codebook = read_codebook(&file, &mut Findings::default()).unwrap();
    let codes: Vec<(&str, &str)> = codebook
        .codes()
        .iter()
        .map(|code| (code.path.as_str(), code.definition.as_str()))
        .collect();
    assert_eq!(codes, [("Goals", "What for"), ("Goals/rest", "")]);
    let twice = xml.replace("\"B\"", "\"{a}\"");
    let error = read_codebook(
        &SourceFile::from_bytes("codes.qdc", twice).unwrap(),
        &mut Findings::default(),
    )
    .unwrap_err();
    assert_eq!(error.to_string(), "codes.qdc:1: the guid of a code \"a\" repeats codes.qdc:1");
}

/// A table of coded segments with headers of its own, and no transcripts: its cells are the
/// evidence.
#[test]
fn quotes_of_a_table_are_evidence_without_transcripts() {
    let clinic = clinic();
    let folder = tempfile::tempdir().unwrap();
    let mut writer = csv::Writer::from_path(folder.path().join("coded segments.csv")).unwrap();
    writer
        .write_record(["Document group", "Document name", "Code", "Created by", "Segment"])
        .unwrap();
    for segment in &clinic.segments {
        let (person, code) =
            (segment.document.split('.').next().unwrap(), segment.code.replace('/', " > "));
        writer.write_record(["all", person, &code, &segment.coder, &segment.quote]).unwrap();
    }
    writer.flush().unwrap();
    let more = r#"respondent = "Document name"
segments = { document = "Document name", code = "Code", coder = "Created by", quote = "Segment", path_separator = " > " }"#;
    let stages = study(folder.path(), "coded segments.csv", more).unwrap();
    let (_, placement) = stages.study.placements().next().unwrap();
    assert_eq!(
        (placement.read, placement.unique + placement.repeated),
        (clinic.segments.len(), clinic.segments.len())
    );
    let claims =
        |stages: &Stages| stages.personas.claims().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(claims(&stages), claims(interviews()));
    for claim in stages.personas.claims() {
        for evidence in claim.evidence.iter().filter(|evidence| !evidence.masked) {
            assert_eq!(stages.study.resolve(&evidence.locator, 0).unwrap().text, evidence.quote);
            assert!(
                matches!(&evidence.locator, persona_synthesis::Locator::Cell { column, row_key: Some(person), .. }
                if column == "Segment" && evidence.respondent == person.as_str())
            );
        }
    }
}

/// Several respondents in one transcript, each named by the labels of their turns.
#[test]
fn speakers_of_a_group_are_respondents() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::new();
    let mut segments = String::from("document,code,quote\n");
    for person in 1..=6 {
        text.push_str(&format!(
            "I: And you?\n[id{person}] Number {person} waits a while.\nAnd number {person} goes home.\n"
        ));
        text.push_str(&format!("[id{person}] Again {person}.\n"));
        segments.push_str(&format!(
            "group,Ways/waits,Number {person} waits a while.\ngroup,Ways/leaves,number {person} goes home.\n"
        ));
    }
    std::fs::create_dir(folder.path().join("talks")).unwrap();
    std::fs::write(folder.path().join("talks/group.txt"), text).unwrap();
    std::fs::write(folder.path().join("codes.csv"), segments).unwrap();
    let text = "title = \"t\"\n[[source]]\nid = \"talks\"\npath = \"talks\"\nrespondent = { speaker = '^id(\\d+)' }\n\
        [[source]]\nid = \"codes\"\npath = \"codes.csv\"\n";
    let mut manifest = Manifest::from_toml(text, "study.toml").unwrap();
    manifest.folder = folder.path().to_path_buf();
    let stages = synthesize(manifest).unwrap();
    let names: Vec<String> =
        stages.study.respondents().map(|respondent| respondent.name().to_owned()).collect();
    assert_eq!(names, ["1", "2", "3", "4", "5", "6"]);
    for respondent in stages.study.respondents() {
        let said: Vec<String> = stages
            .study
            .observations(respondent.index())
            .iter()
            .map(|observation| stages.study.words(observation.address).into_owned())
            .collect();
        let number = respondent.name();
        assert_eq!(
            said,
            [format!("Number {number} waits a while."), format!("number {number} goes home.")]
        );
    }
}
