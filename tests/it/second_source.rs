//! Studies of two groups in which a second source asks of the same topics as a survey: the same
//! truth, or none. Made up.

use std::fmt::Write as _;

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::manifest::{ClusteringOptions, ColumnRule, Groups, Role};
use persona_synthesis::sources::{Format, SegmentColumns};
use persona_synthesis::{Facet, Result, Source, Study};

/// Topics that both sources ask of.
pub(crate) const TOPICS: usize = 6;
/// Questions of the survey alone, which tell the groups apart.
const QUESTIONS: usize = 14;

/// What a second source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SecondSource {
    /// Records of as many people again, whom the survey did not ask of the topics.
    RecordsOfOthers,
    /// Records of all whom the survey asked.
    RecordsOfSame,
    /// Interviews with so many of those whom the survey asked.
    Interviews(usize),
    /// Interviews in which a code of its own stands on most passages about a topic.
    CodedTwice(usize),
}

/// A study to be drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SecondPlan {
    /// Number of people whom the survey asks of the topics.
    pub(crate) asked: usize,
    pub(crate) second: SecondSource,
    /// How far the groups differ in the second source, in log odds; 0 for noise. In the survey they
    /// differ by 2.
    pub(crate) effect: f64,
}

/// Draws a study.
pub(crate) fn draw(plan: SecondPlan, seed: u64) -> Result<Study> {
    let mut draws = SplitMix64::new(seed, &[]);
    let normal = |mean: f64, spread: f64, draws: &mut SplitMix64| {
        let sum: f64 = (0..12).map(|_| draws.unit()).sum();
        mean + spread * (sum - 6.0)
    };
    let questions: Vec<[f64; 3]> = (0..QUESTIONS)
        .map(|_| {
            let base = normal(-0.4, 0.7, &mut draws);
            [base, normal(0.0, 1.2, &mut draws), normal(0.0, 1.2, &mut draws)]
        })
        .collect();
    let topics: Vec<(f64, f64)> = (0..TOPICS)
        .map(|_| {
            let side = if draws.unit() < 0.5 { -1.0 } else { 1.0 };
            (normal(-0.2, 0.4, &mut draws), side)
        })
        .collect();
    let others = if plan.second == SecondSource::RecordsOfOthers { plan.asked } else { 0 };
    let interviewed = match plan.second {
        SecondSource::Interviews(people) | SecondSource::CodedTwice(people) => people,
        SecondSource::RecordsOfOthers | SecondSource::RecordsOfSame => 0,
    };
    let (mut survey, mut crm) = (String::from("id"), String::from("id"));
    let mut codes = String::from("person,code,quote\n");
    let mut raised = [interviewed == 0; TOPICS];
    (0..QUESTIONS).for_each(|at| write!(survey, ",Question {at}").expect("a string"));
    (0..TOPICS).for_each(|at| write!(survey, ",Topic question {at}").expect("a string"));
    (0..TOPICS).for_each(|at| write!(crm, ",Uses {at}").expect("a string"));
    for person in 0..plan.asked + others {
        let group = usize::from(draws.unit() < 0.5);
        let half = if group == 0 { -0.5 } else { 0.5 };
        let mut yes = |log_odds: f64| draws.unit() < 1.0 / (1.0 + (-log_odds).exp());
        write!(survey, "\nR{person:04}").expect("a string");
        write!(crm, "\nR{person:04}").expect("a string");
        for of in &questions {
            survey.push_str(if yes(of[0] + of[1 + group]) { ",Yes" } else { ",No" });
        }
        let is_asked = person < plan.asked;
        for (base, side) in &topics {
            let said = yes(base + 2.0 * side * half);
            survey.push_str(if !is_asked {
                ","
            } else if said {
                ",Yes"
            } else {
                ",No"
            });
        }
        let has_record = !is_asked || plan.second == SecondSource::RecordsOfSame;
        for (at, (base, side)) in topics.iter().enumerate() {
            let so = yes(base + plan.effect * side * half);
            crm.push_str(if !has_record {
                ","
            } else if so {
                ",5"
            } else {
                ",1"
            });
            if person < interviewed && so {
                raised[at] = true;
                writeln!(codes, "R{person:04},Said/{at},On topic {at} I say this.")
                    .expect("a string");
                if matches!(plan.second, SecondSource::CodedTwice(_)) && yes(1.4) {
                    writeln!(codes, "R{person:04},Nuance/{at},On topic {at} I say this.")
                        .expect("a string");
                }
            }
        }
        if person < interviewed {
            writeln!(codes, "R{person:04},Other/remark,And this by the way.").expect("a string");
        }
    }
    let spoken = interviewed > 0;
    let table = |id: &str, text: String| Source::bytes(id, format!("{id}.csv"), text.into_bytes());
    let mut study = Study::builder("Two sources")
        .facet(Facet::Behaviour, ["Question *", "Topic question *"])
        .source(table("survey", survey).respondent("id").ids("people"))
        .clustering(ClusteringOptions {
            groups: Groups::Exactly(2),
            replicates: 4,
            ..ClusteringOptions::default()
        });
    for at in (0..TOPICS).filter(|at| raised[*at]) {
        let question = format!("survey:Topic question {at} = Yes");
        let second =
            if spoken { format!("interviews:Said/{at}") } else { format!("crm:Uses {at} >= 4") };
        let name = format!("T{at}");
        study = study
            .theme(&name, [question.as_str(), second.as_str()])
            .facet(Facet::Behaviour, [name.as_str()]);
    }
    if matches!(plan.second, SecondSource::CodedTwice(_)) {
        study = study.facet(Facet::Behaviour, ["Nuance/*"]);
    }
    if spoken {
        let columns = SegmentColumns {
            document: Some("person".to_owned()),
            code: Some("code".to_owned()),
            quote: Some("quote".to_owned()),
            ..SegmentColumns::default()
        };
        study = study.source(
            table("interviews", codes).respondent("person").ids("people").segments(columns),
        );
    } else {
        let mut source = table("crm", crm).format(Format::Crm).respondent("id").ids("people");
        for at in 0..TOPICS {
            source =
                source.column(&format!("Uses {at}"), ColumnRule::default().role(Role::Ignored));
        }
        study = study.source(source);
    }
    study.build()
}
