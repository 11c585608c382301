//! What was read of the interviews of a study, and what to do next where nothing is coded.

use persona_synthesis::coding::InterviewsRead;
use persona_synthesis::sources::SourceKind;
use persona_synthesis::study::SourceSummary;
use persona_synthesis::{ErrorKind, IndicatorMatrix, Study};

use crate::Failure;
use crate::output::counted;

/// What to do with interviews that nobody has coded.
pub(crate) const NEXT: &str = "\
no codes yet: personas are drafted from codes, and nothing is coded. Either
  - code the transcripts in ATLAS.ti, MAXQDA, NVivo, QualCoder, Taguette or another program, export
    the project (.qdpx) or its coded segments, and run `personas init --force` again;
  - or add a table with the columns document, code and quote as a source of the manifest;
  - or let `personas suggest` draft codes from the words, and keep what is right row by row
";

/// The matrix of a study; `None` where it holds interviews that nobody has coded, and nothing else.
pub(crate) fn matrix_of(study: &Study) -> Result<Option<IndicatorMatrix>, Failure> {
    match IndicatorMatrix::from_study(study) {
        Ok(matrix) => Ok(Some(matrix)),
        Err(error) if matches!(error.kind(), ErrorKind::Empty { .. }) && is_uncoded(study) => {
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// True for a study of interviews alone, of which none is coded.
pub(crate) fn is_uncoded(study: &Study) -> bool {
    let read = InterviewsRead::from_study(study);
    let of_people =
        |source: &SourceSummary| matches!(source.kind, SourceKind::Survey | SourceKind::Crm);
    !read.is_empty()
        && read.iter().all(|source| source.segments == 0)
        && !study.sources().iter().any(of_people)
}

/// A line for the interviews of a source.
pub(crate) fn told(read: &InterviewsRead) -> String {
    let mut parts = vec![counted(read.transcripts, "transcript")];
    parts.extend(read.minutes.map(|minutes| format!("{minutes} minutes")));
    let speakers = |labels: &std::collections::BTreeSet<String>| {
        const MOST: usize = 6;
        let named: Vec<&str> = labels.iter().take(MOST).map(String::as_str).collect();
        let more = labels.len().saturating_sub(MOST);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        if named.is_empty() { "no label".to_owned() } else { named.join(", ") + &more }
    };
    let (asking, others) = (speakers(&read.interviewers), speakers(&read.others));
    parts.push(format!("{} of respondents ({others})", counted(read.words, "word")));
    if read.interviewer_words > 0 {
        parts.push(format!(
            "{} of interviewers ({asking})",
            counted(read.interviewer_words, "word")
        ));
    }
    if read.unclear_words > 0 {
        let unclear = counted(read.unclear_words, "word");
        parts.push(format!("{unclear} of speakers of whom nothing tells whether they ask"));
    }
    parts.push(match read.segments {
        0 => "not coded yet".to_owned(),
        segments => format!("{} in {} of them", counted(segments, "coding"), read.coded),
    });
    format!("{}: {}", read.source, parts.join("; "))
}
