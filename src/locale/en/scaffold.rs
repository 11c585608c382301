//! English: a drafted manifest.

use super::decisions::DECISIONS;
use crate::locale::percent;
use crate::locale::plural::counted;
use crate::locale::scaffold::{Owner, ScaffoldWords};
use crate::manifest::RowKind;

pub(in crate::locale) static ENGLISH: ScaffoldWords = ScaffoldWords {
    decisions: &DECISIONS,
    head: "Drafted from the files of this folder. It runs as it is; correct what it gets wrong.",
    other_kinds: |kinds| format!("or {kinds}"),
    sentence: |finding| finding.english(),
    transcripts: |documents| {
        let documents = counted(documents, "transcript", "transcripts");
        format!("{documents}; each belongs to the respondent whose id its name begins with.")
    },
    transcripts_of_groups: |documents| {
        let documents = counted(documents, "transcript", "transcripts");
        format!("{documents} of several respondents, whom the labels of their turns name.")
    },
    project: |format, documents, codings| {
        let documents = counted(documents, "document", "documents");
        format!("{format} with {documents} and {}", counted(codings, "coding", "codings"))
    },
    respondents_are_cases: |cases| {
        let cases = counted(cases, "case", "cases");
        format!(
            "The respondents are the {cases} of the project; respondent = {{ document = 'pattern' \
             }} would take them from the names of its documents."
        )
    },
    respondents_are_documents: "Each document is a respondent; respondent = { document = \
                                'pattern' } would take ids out of their names.",
    about_study: "by its name a document about the study, not a transcript",
    interviewer: "whose words are never evidence",
    interviewer_proposed: "probably who asks; take away the first # to confirm",
    coded_segments: "coded segments",
    codebook: "codebook",
    read_as: |what, why| format!("Read as {what}: {why}."),
    rows_read_as: |rows, format, why| {
        format!("{}, read as {format}: {why}.", counted(rows, "row", "rows"))
    },
    no_column_of_ids: "no column tells the rows apart",
    repeated_ids: |column, ids, rows| {
        format!(
            "{column:?} repeats: {} in {rows} rows. A row is no person; of several rows of one the \
             fullest is kept. Rules in [source.aggregate] make one of them all.",
            counted(ids, "id", "ids")
        )
    },
    unknown_extension: |extension| format!("files of kind .{extension} are not read"),
    codes_in_rows: "a table with a row for each code and a column for each person or document; its \
                    rows are nobody's. Turn it, so that each person has a row (in a spreadsheet: \
                    copy, then paste transposed), or export the coded segments",
    framework: "A row for each person and a column for each theme: each cell counts as what the \
                person says of the theme, an empty one as not raised. Where cells are summaries, \
                the words in quotations are yours.",
    sum_left_out: |column| format!("{column:?} is the sum of the other columns, so it is no code."),
    segments_of_nobody: "coded segments, but no column tells whose words they are: add one of \
                         participants or documents",
    coded_of: |rows, people, column| {
        let rows = counted(rows, "row", "rows");
        let people = counted(people, "respondent", "respondents");
        format!("{rows} of {people}, as {column:?} names them.")
    },
    unread_program: |program, endings| {
        format!("{program} files are not read; save it as {}", endings.join(" or "))
    },
    unread_project: |program| {
        format!(
            "{program} files are not read; in {program}, export the project as REFI-QDA (.qdpx) \
             and put that file here"
        )
    },
    unread_by_qualcoder: |program| {
        format!(
            "{program} files are not read; import it into QualCoder, which is free, and put the \
             folder of that project (.qda) here"
        )
    },
    codebook_alone: "a codebook, whose coded segments are not in the folder",
    loose_texts: |files, one| {
        let files = counted(files, "text file", "text files");
        format!("{files}, such as {one}: transcripts are read from a folder of their own")
    },
    unreadable: |error| format!("not read: {error}"),
    questionnaire: "the structure of a LimeSurvey questionnaire, no answers",
    few_rows: |rows| {
        let verb = if rows == 1 { "is" } else { "are" };
        format!("{} {verb} too few to describe people", counted(rows, "row", "rows"))
    },
    one_column: "one column alone tells nothing of anybody",
    other_version: |kept| format!("left out beside {kept}, of which it looks like another version"),
    shared_ids: |share, source| {
        format!("{} % of its respondent ids are in {source} too.", percent(share))
    },
    shared_keys: |share, key, source| {
        format!("{} % of its keys `{key}` are in {source} too.", percent(share))
    },
    accounts: |share, source| {
        format!("Rows are accounts: {} % of the accounts in {source} are here.", percent(share))
    },
    several_rows: |owner, source| {
        let owner = match owner {
            Owner::Respondent => "respondent",
            Owner::Account => "account",
        };
        let whose = source.map_or_else(String::new, |source| format!(" of {source}"));
        format!("Several rows of each {owner}{whose} become one, by the rules below.")
    },
    led_through: |column, source| {
        format!(
            "Rows lead to people by {column:?} through {source}; several rows of each become one, \
             by the rules below."
        )
    },
    listed: |names| match names {
        [] => "Untitled study".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    },
    deals: "Deals",
    events: "Events",
    deals_won: "Deals won",
    amount_won: "Amount won",
    days_since_deal: "Days since last deal",
    days_since_event: "Days since last event",
    days_since_first_event: "Days since first event",
    number_of: |source| format!("{source} in all"),
    items_of: |source| format!("Items of {source}"),
    sum_of: |column| format!("{column} in all"),
    mean_of: |column| format!("Mean {column}"),
    first_of: |column| format!("First {column}"),
    last_of: |column| format!("Last {column}"),
    more_rules: "Further rules. To use one, take the `#` off its line:",
    organisations: "Each row is an organisation: no table lists people, so personas describe \
                    organisations.",
    of_nobody: |rows| {
        let rows = counted(rows, "row", "rows");
        format!("{rows} of what happened, and nothing says who did it; left out")
    },
    beside: |rows| {
        let rows = counted(rows, "row", "rows");
        format!(
            "{rows} to which other files refer, such as products or agents; left out, for \
                 they are no respondents"
        )
    },
    rows_are: |rows| match rows {
        RowKind::Person => "each row is a person",
        RowKind::Organisation => "each row is an organisation, not a person",
        RowKind::Deal => "each row is a deal, not a person",
        RowKind::Event => "each row is something that happened, not a person",
        RowKind::Coding => "each row is a passage with a code",
        RowKind::SideTable => {
            "rows are not the respondents; take the source out if it says nothing of them"
        }
    },
    rows_of_rows: |column, source| {
        format!(
            "rows belong to those of {source} by {column:?}, not to people directly; left \
                 out. To use them, add the respondent's id to each row"
        )
    },
    personal: "Names and contact data, never shown",
    identifiers: "Identifiers",
    dates: "Dates",
    open_text: "Words of their own, quoted but not counted",
    derived: "Follow from other columns",
    constant: "The same or nothing in every row",
    say: "Answers that would only be quoted. To give one words, complete its line and take the `#` \
          off it and off the next one:",
    recognised: "As recognised. To change one, take the `#` off its line and off the next one:",
    more_columns: |columns| format!("and {}", counted(columns, "more column", "more columns")),
    more: |names| format!("and {names} more"),
};
