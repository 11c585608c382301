//! Draft personas: groups described by claims, each claim linked to the places in the sources that
//! support it.

mod belong;
mod claims;
mod disclosure;
mod drafting;
mod evidence;
pub(crate) mod findings;
mod portrait;
mod printed;
mod propositions;
mod recount;
mod renaming;
mod result;
mod retold;
mod set;
mod sound;

pub(crate) use belong::matrix_of_study;
pub use claims::claim::{Claim, DecidedClaim, JourneyStage};
pub use claims::comparison::Comparison;
pub use claims::middles::{Middle, Middles};
pub(crate) use disclosure::Seals;
pub use evidence::anchor::{Anchor, CrmRecord};
pub use evidence::types::{Evidence, EvidencePlace, EvidenceSet, NonEmpty};
pub use portrait::contradictions::Contradiction;
pub use portrait::doubts::OpenDoubt;
pub use portrait::early::EarlySigns;
pub use portrait::finding::{FindingRecord, ResultFinding};
pub use portrait::links::{Conflict, Link};
pub use portrait::map::{MapGroup, PeopleMap};
pub use portrait::next::{NextInterview, Unheard};
pub use portrait::persona::{
    Coverage, Decision, Exemplar, JointMatch, Membership, Persona, SelectionSummary, Sentence,
    Share, Status, StudySummary, Unassigned,
};
pub use portrait::profile::{ProfileRow, ProfileTable};
pub use portrait::quantity::Quantity;
pub use portrait::quoted::{OwnQuote, OwnWords, Quote, Voice};
pub use portrait::segment::{SegmentCondition, SegmentRule};
pub use portrait::title::Title;
pub(crate) use portrait::twins::are_twins;
pub use portrait::unshared::{FoundAnswer, UnsharedFacet};
pub use portrait::vocabulary::DistinctiveWord;
pub(crate) use portrait::wording::LEAST_FOR_PERCENT;
pub(crate) use propositions::direction::{ComparedShare, direction, direction_alone};
pub(crate) use propositions::least::could_confirm;
pub use propositions::proposition::Condition;
pub(crate) use propositions::proposition::{halved_at, halving_level};
pub use propositions::rules::GradeRule;
pub(crate) use propositions::statistics::wilson_interval;
pub use propositions::statistics::{false_discovery, two_shares_p};
pub(crate) use propositions::support::ToldShare;
pub use propositions::support::{Direction, Grade, GroupRate, Others, Support};
pub use propositions::triangulation::{KindCounts, Stance};
pub(crate) use recount::{Reopened, Sources};
pub use result::{Draft, Roster, RunResult};
pub use set::PersonaSet;
