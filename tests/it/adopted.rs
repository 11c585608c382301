//! Edits that people make in the workbook of a result come back as decisions.

use std::io::{Cursor, Read as _, Write as _};

use calamine::{Data, Reader as _, Xlsx};
use persona_synthesis::lifecycle::{Adoption, adopt, apply_overrides, verify};
use persona_synthesis::manifest::Overrides;
use persona_synthesis::personas::{Direction, Draft, RunResult};
use persona_synthesis::sources::SourceFile;
use persona_synthesis::{PersonaSet, render};
use rust_xlsxwriter::Workbook;

use crate::support::interviews;

/// A cell to be edited: sheet, id in the first column, column, and what it is to hold.
type Edit<'a> = (&'a str, &'a str, &'a str, &'a str);

/// The workbook as another program writes it anew, with edited cells: texts are shared.
fn rewritten(bytes: Vec<u8>, edits: &[Edit<'_>]) -> Vec<u8> {
    let mut read = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut book = Workbook::new();
    for name in read.sheet_names() {
        let range = read.worksheet_range(&name).unwrap();
        let sheet = book.add_worksheet().set_name(&name).unwrap();
        let header: Vec<String> =
            range.rows().next().unwrap().iter().map(Data::to_string).collect();
        for (row, cells) in (0..).zip(range.rows()) {
            let id = cells[0].to_string();
            for ((column, cell), title) in (0..).zip(cells).zip(&header) {
                let edited = edits.iter().find(|(of, key, title_of, _)| {
                    *of == name && *key == id && title_of == title && row > 0
                });
                match (edited, cell) {
                    (Some((.., value)), _) => drop(sheet.write_string(row, column, *value)),
                    (None, Data::Float(number)) => drop(sheet.write_number(row, column, *number)),
                    (None, cell) => drop(sheet.write_string(row, column, cell.to_string())),
                }
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// The workbook with one text of a sheet put into its cell, as other programs write it.
fn with_inline_text(bytes: &[u8], sheet: &str, cell: &str, text: &str) -> Vec<u8> {
    let mut read = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..read.len() {
        let mut member = read.by_index(at).unwrap();
        let name = member.name().to_owned();
        let mut content = Vec::new();
        member.read_to_end(&mut content).unwrap();
        if name.ends_with(sheet) {
            let xml = String::from_utf8(content).unwrap();
            let begin = xml.find(&format!("<c r=\"{cell}\"")).unwrap();
            let end = begin + xml[begin..].find("</c>").unwrap() + 4;
            let inline = format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
            content = format!("{}{inline}{}", &xml[..begin], &xml[end..]).into_bytes();
        }
        written.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        written.write_all(&content).unwrap();
    }
    written.finish().unwrap().into_inner()
}

fn adopted(bytes: Vec<u8>, personas: &PersonaSet, overrides: &str) -> Adoption {
    tried(bytes, personas, overrides).unwrap()
}

fn tried(
    bytes: Vec<u8>,
    personas: &PersonaSet,
    overrides: &str,
) -> persona_synthesis::Result<Adoption> {
    let file = SourceFile::from_bytes("personas.xlsx", bytes).unwrap();
    adopt(&file, personas, overrides)
}

fn decided(overrides: &str) -> Draft {
    let overrides = Overrides::from_toml(overrides, "overrides.toml").unwrap();
    apply_overrides(interviews().draft.clone(), &interviews().study, &overrides).unwrap()
}

const BY_HAND: &str = "# read with support\n[[persona]]\nid = \"U1\"\nnote = \"Ours\"\n";

/// A persona with two claims of one aspect, the first of which is told in its sentences, and the
/// id of a quote of it.
fn edited() -> (PersonaSet, [String; 2], String) {
    let personas = interviews().personas.clone();
    let persona = &personas.personas[0];
    let told = |id: &str| {
        persona.narrative.iter().any(|of| of.claims.iter().any(|one| one.as_str() == id))
    };
    let more: Vec<_> = persona
        .claims
        .iter()
        .filter(|claim| claim.direction == Direction::More && told(claim.id.as_str()))
        .collect();
    let ids = [more[0].id.to_string(), more[1].id.to_string()];
    let quote = persona.head.as_ref().unwrap().evidence.id.to_string();
    (personas, ids, quote)
}

#[test]
fn edits_come_back_and_show_on_every_surface() {
    let (personas, [worded, hidden], quote) = edited();
    let title = "Keeps a list that nobody else sees";
    let edits: Vec<Edit<'_>> = vec![
        ("personas", "U1", "title", title),
        ("claims", &worded, "say", "live by their own list"),
        ("claims", &worded, "pin", "x"),
        ("claims", &hidden, "hide", "X"),
        ("evidence", &quote, "translation", "Das ist uns zu viel"),
    ];
    let written = rewritten(render::workbook(&personas), &edits);
    let adoption = adopted(written, &personas, BY_HAND);
    assert_eq!(adoption.changes.len(), edits.len(), "{:?}", adoption.changes);
    assert_eq!(adoption.unread, Vec::<String>::new());
    assert!(adoption.overrides.starts_with("# read with support\n[[persona]]\nid = \"U1\"\n"));
    assert!(adoption.overrides.contains("note = \"Ours\""));

    let draft = decided(&adoption.overrides);
    let set = draft.personas();
    let persona = &set.personas[0];
    assert_eq!(persona.label, title);
    assert_eq!(persona.decision.as_ref().unwrap().note.as_deref(), Some("Ours"));
    let claim = set.claim(&worded).unwrap();
    assert!(claim.decided.worded && claim.decided.pinned && !claim.decided.hidden);
    let told = persona.narrative.iter().flat_map(|of| &of.claims);
    let told: Vec<&str> = told.map(|claim| claim.as_str()).collect();
    assert!(told.contains(&worded.as_str()) && !told.contains(&hidden.as_str()), "{told:?}");
    let words = "live by their own list";
    assert!(persona.narrative.iter().any(|of| of.text.contains(words)));

    let files = render::files(&draft);
    let text = |name: &str| files.iter().find(|file| file.name == name).unwrap().text().unwrap();
    for name in ["personas.md", "personas.html", "cards/U1.md"] {
        assert!(text(name).contains(title) && text(name).contains(words), "{name}");
        assert!(text(name).contains("In the words of the team"), "{name}");
        assert!(text(name).contains("The team left 1 claim off this card"), "{name}");
        assert!(text(name).contains("translated: “Das ist uns zu viel”"), "{name}");
    }
    let card = text("cards/U1.md");
    let said = interviews().personas.claim(&hidden).unwrap().phrase.text.to_lowercase();
    assert!(!card.to_lowercase().contains(&said), "{said}: {card}");
    assert!(!card.contains(&hidden), "{card}");
    assert!(text("cards/U1.svg").contains("Keeps a list"));
    let notes = text("sticky-notes.csv");
    assert!(notes.contains(&format!("[{worded}; worded by the team]")), "{notes}");
    assert!(!notes.contains(&format!("[{hidden}]")));
    let brief = render::brief(set, "U1").unwrap();
    assert!(brief.contains(words) && !brief.contains(&hidden) && brief.contains("Das ist uns"));
    // What is left off the card stays in the evidence, and says so.
    assert!(text("personas.md").contains("left off the card by the team"));
    assert!(text("personas.html").contains(&format!("id=\"{hidden}\"")));

    let result: &RunResult = draft.result();
    let check = verify(result, &interviews().study, &interviews().matrix).unwrap();
    assert!(check.holds(), "{}", check.text());
    // The new workbook says what was decided, so nothing in it is an edit.
    let again = adopted(render::workbook(set), set, &adoption.overrides);
    assert_eq!((again.changes.len(), again.unread.len()), (0, 0));
    assert_eq!(again.overrides, adoption.overrides);
}

#[test]
fn a_text_in_its_cell_and_sorted_rows_are_read() {
    let personas = &interviews().personas;
    let bytes = with_inline_text(&render::workbook(personas), "sheet1.xml", "C3", " Two  words ");
    let adoption = adopted(bytes, personas, "");
    let change = &adoption.changes[0];
    assert_eq!((change.id.as_str(), change.column), (personas.personas[1].id.as_str(), "title"));
    assert_eq!(change.after, "Two words");
    assert_eq!(adoption.changes.len(), 1);
}

#[test]
fn what_is_not_read_back_is_named() {
    let (personas, [first, second], _) = edited();
    let workbook = || render::workbook(&personas);
    let edits: [Edit<'_>; 4] = [
        ("personas", "U2", "title", ""),
        ("claims", &first, "statement", "All of them do"),
        ("claims", &second, "claim_id", "U9-09"),
        ("personas", "U1", "persona", "In the wrong column"),
    ];
    let adoption = adopted(rewritten(workbook(), &edits), &personas, "");
    assert_eq!(adoption.changes, []);
    assert_eq!(adoption.overrides, "");
    let unread = adoption.unread.join("\n");
    for said in [
        "`title` of U2 is empty; to take a decision back, delete it in overrides.toml".to_owned(),
        format!("`statement` of {first} cannot be edited"),
        "the result has no U9-09".to_owned(),
        format!("there is no row of {second}; it stays as it is"),
        "`persona` of U1 cannot be edited".to_owned(),
    ] {
        assert!(unread.contains(&said), "{said}: {unread}");
    }
}

#[test]
fn what_may_mean_something_else_is_refused() {
    let (personas, [first, second], _) = edited();
    let workbook = || render::workbook(&personas);
    let refused = |edits: &[Edit<'_>]| {
        let written = rewritten(workbook(), edits);
        tried(written, &personas, "").unwrap_err().to_string()
    };
    let said = refused(&[("claims", &first, "pin", "perhaps")]);
    assert!(said.contains(&format!("an x or nothing in `pin` of {first}")), "{said}");
    let said = refused(&[("claims", &first, "pin", "x"), ("claims", &first, "hide", "x")]);
    assert!(said.contains("pinned or hidden") && said.ends_with("found both"), "{said}");
    let said = refused(&[("claims", &first, "claim_id", &second)]);
    assert!(said.contains(&format!("one row of {second}")), "{said}");
    // Ids of another result mean other claims.
    let mut other = personas.clone();
    other.study.title.push('!');
    let said = tried(workbook(), &other, "").unwrap_err().to_string();
    assert!(said.contains("the workbook of this result"), "{said}");
    assert!(tried(b"PK\x03\x04 no workbook".to_vec(), &personas, "").is_err());
}

#[test]
fn a_claim_that_is_gone_is_an_error() {
    let decide = |toml: &str| {
        let overrides = Overrides::from_toml(toml, "overrides.toml").unwrap();
        let draft = interviews().draft.clone();
        apply_overrides(draft, &interviews().study, &overrides).unwrap_err().to_string()
    };
    let claim = &interviews().personas.personas[0].claims[0];
    let of = format!("persona = \"U1\"\nfacet = \"{}\"\n", claim.facet);
    let said = decide(&format!("[[claim]]\n{of}label = \"{}s\"\nhide = true\n", claim.label));
    let near = format!("none; near: {:?}", claim.label);
    assert!(said.contains("of which something was decided") && said.ends_with(&near), "{said}");
    let both = format!("[[claim]]\n{of}label = {:?}\npin = true\nhide = true\n", claim.label);
    assert!(decide(&both).contains("pinned or hidden"), "{}", decide(&both));
}

/// The command writes beside the manifest, and the next run says what was decided.
#[cfg(feature = "cli")]
#[test]
fn the_command_writes_the_decisions() {
    use crate::command::printed;
    use crate::verify::copied;

    let folder = copied();
    let at = folder.path();
    let of = "interviews-only/study.toml";
    printed(&["synthesize", of, "--out", "out"], at, 0);
    let bytes = std::fs::read(at.join("out/personas.xlsx")).unwrap();
    let edits = [("personas", "U1", "title", "Paper first")];
    std::fs::write(at.join("edited.xlsx"), rewritten(bytes, &edits)).unwrap();
    let said = printed(&["adopt", "edited.xlsx", of, "--out", "out"], at, 0);
    assert!(said.contains("U1: title “") && said.contains("→ “Paper first”"), "{said}");
    assert!(said.contains("1 change in interviews-only/overrides.toml"), "{said}");
    let said = printed(&["synthesize", of, "--out", "out"], at, 0);
    assert!(said.contains("U1  Paper first:"), "{said}");
    // The workbook of the run before is that of another result now.
    let said = printed(&["adopt", "edited.xlsx", of, "--out", "out"], at, 1);
    assert!(said.contains("nothing is written"), "{said}");
    let other = printed(&["adopt", "edited.xlsx", "clinic/study.toml", "--out", "out"], at, 1);
    assert!(other.contains("nothing is written"), "{other}");
}
