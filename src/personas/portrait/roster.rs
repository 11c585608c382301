//! Where each respondent belongs.

use super::persona::{Membership, Status};
use crate::clustering::{self, Selection};
use crate::ids::PersonaId;
use crate::study::{RespondentIndex, Study};

/// [`clustering::ASSIGNED`] as probabilities of members are kept.
#[allow(clippy::cast_possible_truncation, reason = "members have probabilities of 32 bits")]
const ASSIGNED: f32 = clustering::ASSIGNED as f32;

/// Where each respondent of a kind belongs, with the position among the respondents.
pub(crate) fn memberships_of(study: &Study, selection: &Selection) -> Vec<(usize, Membership)> {
    let letter = selection.kind.letter();
    let make = |respondent: RespondentIndex, persona, probability, margin, status| {
        let index = respondent.index();
        let id = study.respondent_id(respondent.number());
        (
            index,
            Membership {
                respondent: id,
                kind: selection.kind,
                persona,
                probability,
                margin,
                status,
            },
        )
    };
    let inside = selection.members.iter().map(|member| {
        let status = match member.probability {
            _ if !member.in_group => Status::None,
            ASSIGNED.. => Status::Assigned,
            _ => Status::Borderline,
        };
        let persona = member.in_group.then(|| PersonaId::numbered(letter, member.group + 1));
        make(member.respondent, persona, member.probability, member.margin, status)
    });
    let outside = selection.unknown.iter().map(|respondent| match selection.members.len() {
        0 => make(*respondent, Some(PersonaId::numbered(letter, 1)), 1.0, 1.0, Status::Assigned),
        _ => make(*respondent, None, 0.0, 0.0, Status::None),
    });
    inside.chain(outside).collect()
}
