//! English: names and phrases.

use crate::sources::SourceKind;

pub(super) fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Interviews
        | SourceKind::Survey
        | SourceKind::Crm
        | SourceKind::Codebook
        | SourceKind::Cases => kind.name(),
        SourceKind::Caller => "computed outside",
    }
}
