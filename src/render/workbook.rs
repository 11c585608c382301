//! The result as a workbook, for those who sort and filter.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

use super::cells::{compared, four_digits};
use super::markup::held_by_xml;
use super::tables::{
    CLAIM_COLUMNS, DECIDED_COLUMNS, EVIDENCE_COLUMNS, TRANSLATION, claim_rows, evidence_rows,
};
use crate::locale::Words;
use crate::personas::{Persona, PersonaSet};
use crate::sources::Digest;

/// Rows of a sheet, its header among them, and characters of a cell, as Excel has them.
const ROWS: usize = 1_048_576;
const CHARACTERS: usize = 32_767;

/// The file `personas.xlsx`: a workbook with the sheets *personas*, *claims*, *evidence*,
/// *selection* (the numbers of groups that were compared), *findings* and *how to read*. Counts and
/// shares (0 to 1) are numbers; everything else is text, whatever it begins with, without formulas
/// and links. The columns of claims and evidence are those of `claims.csv` and `evidence.csv`. The
/// same result gives the same bytes: the workbook's date is always the first of January 2000.
///
/// The yellow columns can be edited, and [`lifecycle::adopt`](crate::lifecycle::adopt) reads them
/// back: `title` of a persona; `say`, `pin` and `hide` of a claim; `translation` of words. Of a
/// guarded result only `title`.
///
/// # Limits
///
/// Excel has room for 1,048,576 rows in a sheet and 32,767 characters in a cell. What is cut is
/// counted in the sheet *how to read*; characters that XML cannot hold are left out.
///
/// # Panics
/// Never: memory can be written to, and what is written fits.
#[must_use]
pub fn workbook(personas: &PersonaSet) -> Vec<u8> {
    write_workbook(personas, ROWS)
}

fn write_workbook(personas: &PersonaSet, room: usize) -> Vec<u8> {
    let mut workbook = Workbook::new();
    // The library would write the time of the run, and the same result must give the same bytes.
    let date = ExcelDateTime::from_ymd(2000, 1, 1).expect(FITS);
    workbook.set_properties(
        &DocProperties::new()
            .set_creation_datetime(&date)
            .set_title(text(&personas.study.title, 255)),
    );
    let internal = personas.study.privacy.is_internal();
    let mut sheets = Sheets { workbook, room, internal, cut: Vec::new() };
    for EditedSheet { name, header, rows } in edited_sheets(personas) {
        sheets.add(name, header, rows);
    }
    sheets.add("selection", &SELECTION_COLUMNS, selection_rows(personas));
    let findings = personas.findings.iter().map(|finding| {
        let at = finding.at.clone().unwrap_or_default();
        vec![finding.level.to_string(), finding.id.clone(), finding.sentence().to_owned(), at]
    });
    sheets.add("findings", &["level", "finding", "message", "place"], findings);
    let explained = explanations(personas, &sheets.cut);
    sheets.add(EXPLAINED, &["of", "text"], explained.into_iter());
    sheets.workbook.save_to_buffer().expect(FITS)
}

/// A sheet whose rows have an id in the first column and columns that can be edited.
pub(crate) struct EditedSheet<'a> {
    pub(crate) name: &'static str,
    pub(crate) header: &'static [&'static str],
    pub(crate) rows: Box<dyn Iterator<Item = Vec<String>> + 'a>,
}

/// The sheets that can be edited, as they are written.
pub(crate) fn edited_sheets(personas: &PersonaSet) -> [EditedSheet<'_>; 3] {
    let described = personas.personas.iter().map(|persona| persona_row(personas, persona));
    [
        EditedSheet { name: "personas", header: &PERSONA_COLUMNS, rows: Box::new(described) },
        EditedSheet {
            name: "claims",
            header: &CLAIM_COLUMNS,
            rows: Box::new(claim_rows(personas)),
        },
        EditedSheet {
            name: "evidence",
            header: &EVIDENCE_COLUMNS,
            rows: Box::new(evidence_rows(personas)),
        },
    ]
}

/// True if a column can be edited; in a guarded result only names can.
pub(crate) fn is_edited(column: &str, internal: bool) -> bool {
    column == TITLE || internal && (DECIDED_COLUMNS.contains(&column) || column == TRANSLATION)
}

/// True for a column of sentences.
pub(crate) fn is_of_words(column: &str) -> bool {
    WIDE.contains(&column)
}

/// A text as its cell holds it.
pub(crate) fn cell_text(value: &str) -> String {
    text(value, CHARACTERS)
}

/// The digest by which a workbook is known as that of a result.
pub(crate) fn digest_of_result(personas: &PersonaSet) -> String {
    Digest::of(super::json(personas).as_bytes()).to_string()
}

/// The sheet that explains the others, and the name of the row with the digest of the result.
pub(crate) const EXPLAINED: &str = "how to read";
pub(crate) const RESULT: &str = "personas.json";
/// The column with the name of a persona.
pub(crate) const TITLE: &str = "title";

const FITS: &str = "sheets, rows and cells are within the bounds of a workbook";

const PERSONA_COLUMNS: [&str; 15] = [
    "persona_id",
    "persona",
    TITLE,
    "kind",
    "size",
    "share",
    "low",
    "high",
    "share_of",
    "stability",
    "accounts",
    "narrative",
    "contradictions",
    "no_evidence_yet",
    "note",
];

/// Columns that hold numbers.
const NUMBERS: [&str; 29] = [
    "size",
    "share",
    "low",
    "high",
    "stability",
    "accounts",
    "with",
    "asked",
    "elsewhere_with",
    "elsewhere_asked",
    "elsewhere_share",
    "lift",
    "p_adjusted",
    "evidence",
    "against",
    "start",
    "end",
    "row",
    "column_index",
    "groups",
    "log_likelihood",
    "penalised_deviance",
    "BIC",
    "SABIC",
    "AIC3",
    "ICL",
    "agreement",
    "least_jaccard",
    "smallest",
];

/// Columns of sentences.
const WIDE: [&str; 12] = [
    "label",
    "statement",
    "quote",
    "narrative",
    "contradictions",
    "message",
    "reason",
    "text",
    "persona",
    TITLE,
    DECIDED_COLUMNS[0],
    TRANSLATION,
];

fn persona_row(personas: &PersonaSet, persona: &Persona) -> Vec<String> {
    let words = Words::of(personas.study.language);
    let share = persona.share.as_ref();
    let number = |of: Option<f64>| of.map_or_else(String::new, four_digits);
    let lines = |texts: Vec<&str>| texts.join("\n");
    let gaps: Vec<&str> = persona.gaps.iter().map(|facet| (words.facet)(*facet)).collect();
    vec![
        persona.id.to_string(),
        persona.label.clone(),
        persona.label.clone(),
        (words.kind)(persona.kind).to_owned(),
        persona.size.to_string(),
        number(share.filter(|share| !share.uncertain).map(|share| share.estimate)),
        number(share.map(|share| share.low)),
        number(share.map(|share| share.high)),
        share.map_or_else(String::new, |share| share.of.to_string()),
        four_digits(persona.stability),
        persona.accounts.map_or_else(String::new, |accounts| accounts.to_string()),
        lines(persona.narrative.iter().map(|sentence| sentence.text.as_str()).collect()),
        lines(persona.contradictions.iter().map(|one| one.statement.as_str()).collect()),
        gaps.join(", "),
        persona.decision.as_ref().and_then(|decision| decision.note.clone()).unwrap_or_default(),
    ]
}

const SELECTION_COLUMNS: [&str; 14] = [
    "kind",
    "groups",
    "log_likelihood",
    "penalised_deviance",
    "BIC",
    "SABIC",
    "AIC3",
    "ICL",
    "agreement",
    "least_jaccard",
    "smallest",
    "chosen",
    "verdict",
    "reason",
];

/// A row per number of groups that was compared.
fn selection_rows(personas: &PersonaSet) -> impl Iterator<Item = Vec<String>> {
    let words = Words::of(personas.study.language);
    personas.selections.iter().flat_map(move |selection| {
        selection.candidates.iter().map(move |candidate| {
            let chosen = candidate.groups == selection.chosen;
            // The reason belongs to the chosen number alone; repeated it would seem to hold for
            // each.
            let said = |text: &str| if chosen { text.to_owned() } else { String::new() };
            let kind = (words.kind)(selection.kind).to_owned();
            let of_chosen = [
                chosen.to_string(),
                said((words.verdict)(selection.verdict)),
                said(&selection.reason),
            ];
            std::iter::once(kind).chain(compared(candidate)).chain(of_chosen).collect()
        })
    })
}

/// Rows that explain the result, its grades, and the parts that did not fit.
fn explanations(personas: &PersonaSet, cut: &[(&'static str, usize)]) -> Vec<Vec<String>> {
    let words = Words::of(personas.study.language);
    let mut rows =
        vec![vec![personas.study.title.clone(), (words.intro)(personas.study.respondents)]];
    rows.extend(
        personas
            .grades
            .iter()
            .map(|grade| vec![words.grade(grade.grade).to_owned(), grade.rule.clone()]),
    );
    let (columns, edit) = match personas.study.privacy.is_internal() {
        true => (words.page.workbook_columns, words.page.workbook_edit),
        false => (words.page.workbook_columns_guarded, words.page.workbook_edit_guarded),
    };
    rows.push(vec!["claims, evidence".to_owned(), columns.to_owned()]);
    rows.push(vec![[TITLE, &DECIDED_COLUMNS.join(", "), TRANSLATION].join(", "), edit.to_owned()]);
    rows.push(vec![RESULT.to_owned(), digest_of_result(personas)]);
    rows.extend(
        cut.iter().map(|(sheet, number)| {
            vec![(*sheet).to_owned(), (words.page_of.workbook_cut)(*number)]
        }),
    );
    rows
}

/// Yellow, of what can be edited.
const EDITED: u32 = 0x00FF_F2CC;

/// The sheets while they are written.
struct Sheets {
    workbook: Workbook,
    /// Rows of a sheet at most.
    room: usize,
    /// True where claims can be edited too.
    internal: bool,
    /// Number of rows or texts that did not fit, by sheet.
    cut: Vec<(&'static str, usize)>,
}

impl Sheets {
    fn add(
        &mut self,
        name: &'static str,
        header: &[&str],
        mut rows: impl Iterator<Item = Vec<String>>,
    ) {
        let internal = self.internal;
        let sheet = self.workbook.add_worksheet().set_name(name).expect(FITS);
        for (column, name) in (0..).zip(header) {
            let yellow = |format: Format| match is_edited(name, internal) {
                true => format.set_background_color(EDITED),
                false => format,
            };
            let bold = yellow(Format::new().set_bold());
            sheet.write_string_with_format(0, column, *name, &bold).expect(FITS);
            if WIDE.contains(name) {
                sheet.set_column_width(column, 60).expect(FITS);
            }
            let wrapped = yellow(Format::new().set_text_wrap().set_align(FormatAlign::Top));
            sheet.set_column_format(column, &wrapped).expect(FITS);
        }
        sheet.set_freeze_panes(1, 1).expect(FITS);
        let mut cut = 0;
        for (row, cells) in (1..).zip(rows.by_ref().take(self.room - 1)) {
            for ((column, name), value) in (0..).zip(header).zip(cells) {
                cut += write(sheet, row, column, name, &value);
            }
        }
        // What has no room is counted, not dropped in silence.
        cut += rows.count();
        if cut > 0 {
            self.cut.push((name, cut));
        }
    }
}

/// Writes a cell; how many texts were cut.
fn write(sheet: &mut Worksheet, row: u32, column: u16, name: &str, value: &str) -> usize {
    let number =
        value.parse::<f64>().ok().filter(|number| NUMBERS.contains(&name) && number.is_finite());
    match number {
        Some(number) => {
            sheet.write_number(row, column, number).expect(FITS);
            0
        }
        None => {
            let text = text(value, CHARACTERS);
            let cut = usize::from(text.chars().count() < held_by_xml(value).chars().count());
            // `write_string` takes a leading `=` as text, where `write` would make a formula of it.
            sheet.write_string(row, column, text).expect(FITS);
            cut
        }
    }
}

/// A text cut to `most` characters, as Excel counts them.
fn text(value: &str, most: usize) -> String {
    let mut room = most;
    let fits = |c: &char| {
        // Excel counts UTF-16 units, so a character beyond the basic plane takes two.
        let width = c.len_utf16();
        let fits = width <= room;
        room = room.saturating_sub(width);
        fits
    };
    held_by_xml(value).chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader as _, Xlsx};

    use super::*;

    #[test]
    fn what_does_not_fit_is_cut_and_counted() {
        let mut sheets =
            Sheets { workbook: Workbook::new(), room: 3, internal: true, cut: Vec::new() };
        let long = "\u{1f604}".repeat(20_000);
        let rows = [
            vec!["=1+1".to_owned()],
            vec![long],
            vec!["third".to_owned()],
            vec!["fourth".to_owned()],
        ];
        sheets.add("evidence", &["quote"], rows.into_iter());
        assert_eq!(sheets.cut, [("evidence", 3)]);
        let bytes = sheets.workbook.save_to_buffer().unwrap();
        let mut read = Xlsx::new(Cursor::new(bytes)).unwrap();
        let range = read.worksheet_range("evidence").unwrap();
        let cells: Vec<usize> =
            range.cells().map(|(_, _, cell)| cell.to_string().encode_utf16().count()).collect();
        assert_eq!(cells, [5, 4, 32_766]);
    }
}
