//! Figures on pages and in tables are those of the result, each in its own place.

use persona_synthesis::PersonaSet;
use persona_synthesis::personas::{Claim, Direction, JointMatch};
use persona_synthesis::render;

use crate::support::{clinic, interviews};

fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// Checks that a page says something, for each thing that it is said of.
fn says(page: &str, expected: impl Iterator<Item = String>) {
    let mut some = false;
    for text in expected {
        assert!(page.contains(&text), "{text}");
        some = true;
    }
    assert!(some, "nothing was looked for");
}

#[test]
fn the_head_of_a_page_has_share_interval_and_joint_match() {
    let personas = &clinic().personas;
    let html = render::html(personas);
    let described = || personas.personas.iter().filter(|one| !personas.describes_everyone(one));
    let shares = described().filter_map(|persona| persona.share.as_ref());
    says(
        &html,
        shares
            .map(|share| {
                let [estimate, low, high] = [share.estimate, share.low, share.high].map(percent);
                let chance = format!("between {low} and {high}, allowing for chance");
                (format!("<b>{estimate} in 100</b>"), chance)
            })
            .flat_map(|(share, chance)| [share, chance]),
    );
    let joint = personas.personas.iter().filter_map(|persona| persona.joint_match);
    let shown = joint.filter(|joint| joint.of > 0);
    let told = |joint: JointMatch| match joint.with == joint.of && joint.of > 1 {
        true => format!("All {} known show", joint.of),
        false => format!("{} of {} known show", joint.with, joint.of),
    };
    says(&html, shown.map(told));
}

#[test]
fn a_rule_on_a_page_has_its_conditions_and_counts() {
    let personas = &clinic().personas;
    let html = render::html(personas);
    let rules = || personas.personas.iter().filter_map(|persona| persona.segment_rule.as_ref());
    says(
        &html,
        rules().map(|rule| {
            let (of, picked, right) = (rule.of, rule.picked, rule.right);
            format!("Picks {picked} of {of} with known answers, {right} of them correctly")
        }),
    );
    // A condition that must not hold is that of a claim on what members do less often.
    for persona in &personas.personas {
        let conditions = persona.segment_rule.iter().flat_map(|rule| &rule.conditions);
        for condition in conditions {
            let claim = personas.claim(condition.claim.as_str()).unwrap();
            assert_eq!(condition.not, claim.direction == Direction::Less, "{claim}");
        }
    }
    let mut negated = personas.clone();
    let rule = negated.personas.iter_mut().find_map(|one| one.segment_rule.as_mut()).unwrap();
    let is_negated = !rule.conditions[0].not;
    rule.conditions[0].not = is_negated;
    let nots = |page: &str| page.matches("<b>not</b>").count();
    let (before, after) = (nots(&html), nots(&render::html(&negated)));
    assert_eq!(if is_negated { before + 1 } else { before - 1 }, after);
}

#[test]
fn words_of_members_and_nearest_people_have_their_counts() {
    let set = |personas: &PersonaSet| render::html(personas);
    let (clinic, interviews) = (&clinic().personas, &interviews().personas);
    let pages = [(clinic, set(clinic)), (interviews, set(interviews))];
    let mut found = 0;
    for (personas, html) in &pages {
        for persona in &personas.personas {
            for word in persona.words.iter().take(6) {
                let text = format!("<bdi>{}</bdi> ({} of {})", word.word, word.people, word.of);
                assert!(html.contains(&text), "{text}");
                found += 1;
            }
            for one in &persona.exemplars {
                let text = format!("{} ({} of {})", one.respondent, one.matches, one.of);
                assert!(html.contains(&text), "{text}");
                found += 1;
            }
        }
    }
    assert!(found > 0);
}

#[test]
fn claims_have_their_figures_in_tables() {
    let personas = &clinic().personas;
    let table = render::claims_csv(personas);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|own| own == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let notes = render::sticky_notes_csv(personas);
    for claim in personas.claims() {
        let Claim { support, elsewhere, .. } = claim;
        let of_claim = |row: &&csv::StringRecord| claim.id == row[column("claim_id")];
        let row = rows.iter().find(of_claim).unwrap();
        for (name, value) in [
            ("with", support.with.to_string()),
            ("asked", support.asked.to_string()),
            ("low", format!("{:.4}", support.low)),
            ("high", format!("{:.4}", support.high)),
            ("elsewhere_with", elsewhere.with.to_string()),
            ("elsewhere_asked", elsewhere.asked.to_string()),
        ] {
            assert_eq!(row[column(name)], value, "{name} of {claim}");
        }
        let note = format!(": {} of {}", support.with, support.asked);
        let mut lines = notes.lines().filter(|line| line.contains(&format!("[{}]", claim.id)));
        assert!(lines.any(|line| line.contains(&note)), "{note} of {claim}");
    }
}

#[test]
fn intervals_in_the_report_begin_with_their_lower_end() {
    let personas = &clinic().personas;
    let page = render::markdown(personas);
    let described = personas.personas.iter().filter(|one| !personas.describes_everyone(one));
    let shares = described.filter_map(|persona| persona.share.as_ref());
    says(
        &page,
        shares.map(|share| {
            let [estimate, low, high] = [share.estimate, share.low, share.high].map(percent);
            let of = format!("{estimate} % of this kind with answers in {}", share.of);
            format!("{of} (95 % interval {low} to {high} %, given the number of groups)")
        }),
    );
}
