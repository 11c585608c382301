//! The fewest questions that tell which persona somebody belongs to.

use rayon::prelude::*;
use serde::Serialize;

use crate::clustering::Selection;
use crate::ids::SourceId;
use crate::indicators::{IndicatorMatrix, Origin};
use crate::manifest::{PersonaKind, Role};
use crate::sources::{Item, MISSING, Scale, SourceKind};
use crate::study::{Rows, Study};
use crate::synthesis::Synthesis;

/// A short questionnaire that assigns respondents to the personas of one kind: questions of the
/// study's surveys, the most telling first, each with the share of respondents who are assigned as
/// by the whole study.
///
/// Questions are chosen one after the other (greedy forward selection): each time the one that,
/// with those before it, sorts most respondents right. Respondents are sorted by a naive Bayes
/// classifier fitted to the four fifths of which they are no part (5-fold cross-validation).
///
/// # Limits
///
/// The questions are chosen by the same figure that is printed, which flatters it a little where
/// respondents are few and questions many. Respondents in no group are left out. At most 20,000
/// respondents are looked at.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TypingTool {
    /// Kind of persona.
    pub kind: PersonaKind,
    /// Number of respondents in groups who answered a question.
    pub respondents: usize,
    /// Share of the largest group: the share assigned correctly without a question.
    pub without: f64,
    /// Share assigned correctly by all questions that shape groups.
    pub with_all: f64,
    /// Number of questions that shape groups.
    pub questions: usize,
    /// The questions in the order in which they were chosen.
    pub steps: Vec<TypingStep>,
    /// Number of questions that are enough: with these the share assigned correctly is at most 0.02
    /// below that with all questions.
    pub enough: Option<usize>,
}

/// One question of the short questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TypingStep {
    /// Id of the survey.
    pub source: SourceId,
    /// The question.
    pub question: String,
    /// True if several answers may be chosen.
    pub several: bool,
    /// Answers to choose from; empty for a number.
    pub answers: Vec<String>,
    /// Share of respondents assigned correctly by this question and those before it, 0..=1.
    pub accuracy: f64,
}

/// Most questions that are chosen.
const MOST_QUESTIONS: usize = 12;
/// Least gain for which a further question is asked.
const LEAST_GAIN: f64 = 0.002;
/// How far below all questions is near enough.
const NEAR: f64 = 0.02;
/// Parts for cross-validation.
const FOLDS: usize = 5;
const MOST_RESPONDENTS: usize = 20_000;

impl TypingTool {
    /// Makes the short questionnaire of each kind that has several personas and answered a survey.
    #[must_use]
    pub fn all(synthesis: &Synthesis) -> Vec<Self> {
        let (study, matrix) = (synthesis.study(), synthesis.matrix());
        let selections = synthesis.clustering().selections().iter();
        let several = selections.filter(|selection| selection.chosen > 1);
        several.filter_map(|selection| Self::choose(study, matrix, selection)).collect()
    }

    fn choose(study: &Study, matrix: &IndicatorMatrix, selection: &Selection) -> Option<Self> {
        let questions = questions(study, matrix, selection.kind);
        let people = TypedRespondents::new(&questions, selection)?;
        let scores: Vec<Vec<f32>> =
            questions.par_iter().map(|question| people.scores(question)).collect();
        let accuracy = |sums: &[f32]| people.right(sums);
        let mut sums = people.priors();
        let without = accuracy(&sums);
        let mut everything = sums.clone();
        scores.iter().for_each(|score| add(&mut everything, score));
        let with_all = accuracy(&everything);
        let (mut steps, mut left, mut reached) =
            (Vec::new(), (0..questions.len()).collect::<Vec<usize>>(), without);
        while steps.len() < MOST_QUESTIONS {
            let tried: Vec<f64> = left
                .par_iter()
                .map(|question| {
                    let mut with = sums.clone();
                    add(&mut with, &scores[*question]);
                    accuracy(&with)
                })
                .collect();
            // The first of equal questions, so that runs agree.
            let best = (0..tried.len())
                .reduce(|best, other| if tried[other] > tried[best] { other } else { best });
            let Some(best) = best.filter(|best| tried[*best] >= reached + LEAST_GAIN) else {
                break;
            };
            reached = tried[best];
            let question = left.remove(best);
            add(&mut sums, &scores[question]);
            steps.push(questions[question].step(reached));
        }
        let enough = steps
            .iter()
            .position(|step: &TypingStep| step.accuracy >= with_all - NEAR)
            .map(|at| at + 1);
        let (kind, respondents) = (selection.kind, people.labels.len());
        Some(Self {
            kind,
            respondents,
            without,
            with_all,
            questions: questions.len(),
            steps,
            enough,
        })
    }

    /// The table of steps and the list of questions as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let share = |share: f64| format!("{:.0} %", share * 100.0);
        let mut text = format!(
            "## Typing tool: {}\n\nOf {} respondents in groups, {} are in the largest; \
             all {} questions sort {} as the study did.",
            self.kind,
            self.respondents,
            share(self.without),
            self.questions,
            share(self.with_all)
        );
        if let Some(enough) = self.enough {
            text.push_str(&format!(" The first {enough} are enough."));
        }
        text.push_str(
            "\n\n| questions | added | sorted right (5-fold cross-validation) |\n|---|---|---|\n",
        );
        for (step, number) in self.steps.iter().zip(1..) {
            let question = crate::render::escaped(&step.question);
            text.push_str(&format!("| {number} | {question} | {} |\n", share(step.accuracy)));
        }
        text.push('\n');
        for (step, number) in self.steps.iter().zip(1..) {
            let how = match (step.answers.is_empty(), step.several) {
                (true, _) => "a number",
                (_, true) => "any number of",
                _ => "one of",
            };
            text.push_str(&format!(
                "{number}. {} ({how})\n",
                crate::render::escaped(&step.question)
            ));
            for answer in &step.answers {
                text.push_str(&format!("   - {}\n", crate::render::escaped(answer)));
            }
        }
        text
    }
}

fn add(sums: &mut [f32], scores: &[f32]) {
    sums.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score);
}

/// A question with its answers as codes: one column, or one for each option.
struct TypingQuestion<'a> {
    source: &'a SourceId,
    item: &'a Item,
    /// For each column the number of codes and the code of each respondent.
    columns: Vec<(usize, Vec<u8>)>,
}

impl TypingQuestion<'_> {
    fn step(&self, accuracy: f64) -> TypingStep {
        TypingStep {
            source: self.source.clone(),
            question: self.item.name.clone(),
            several: self.item.scale == Scale::Multiple,
            answers: self.item.labels().to_vec(),
            accuracy,
        }
    }
}

/// The questions of surveys that shape the groups of a kind.
fn questions<'a>(
    study: &'a Study,
    matrix: &IndicatorMatrix,
    kind: PersonaKind,
) -> Vec<TypingQuestion<'a>> {
    let active =
        matrix.indicators().iter().filter(|indicator| indicator.role_for(kind) == Role::Active);
    let origins: Vec<&Origin> = active.flat_map(|indicator| &indicator.origins).collect();
    let mut questions = Vec::new();
    for (source, rows) in
        study.tables().filter(|(source, _)| study.source_kind(*source) == SourceKind::Survey)
    {
        let shapes = |position: usize| {
            origins.iter().any(|origin| {
                let of_item = |own: usize, item: usize| own == source && item == position;
                matches!(origin, Origin::Item { source, item, .. } if of_item(*source, *item))
            })
        };
        for (position, item) in
            rows.items.iter().enumerate().filter(|(position, _)| shapes(*position))
        {
            let columns = columns(study, source, rows, &rows.items[position]);
            questions.push(TypingQuestion { source: study.source_id(source), item, columns });
        }
    }
    questions
}

fn columns(study: &Study, source: usize, rows: &Rows, item: &Item) -> Vec<(usize, Vec<u8>)> {
    let scattered = |codes: &[u8]| {
        // Records are in the order of the file, respondents in their own.
        let mut of = vec![MISSING; study.len()];
        for (code, respondent) in codes.iter().zip(study.record_owners(source)) {
            if let Some(respondent) = respondent {
                of[*respondent as usize] = *code;
            }
        }
        of
    };
    if let Some(options) = item.options(&rows.table) {
        return options.iter().map(|marks| (2, scattered(marks))).collect();
    }
    let codes = item
        .levels(&rows.table)
        .or_else(|| item.numbers(&rows.table).map(|numbers| fifths(&numbers)));
    let levels = if item.labels().is_empty() { FIFTHS } else { item.labels().len() };
    codes.iter().map(|codes| (levels, scattered(codes))).collect()
}

/// Parts that numbers are cut into.
const FIFTHS: usize = 5;

/// Numbers as the fifth of all numbers that each is in.
fn fifths(numbers: &[f64]) -> Vec<u8> {
    let mut sorted: Vec<f64> = numbers.iter().copied().filter(|number| !number.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    let cuts: Vec<f64> =
        (1..FIFTHS).filter_map(|part| sorted.get(part * sorted.len() / FIFTHS).copied()).collect();
    let code = |number: &f64| match number.is_nan() {
        true => MISSING,
        false => u8::try_from(cuts.partition_point(|cut| cut <= number)).unwrap_or(MISSING),
    };
    numbers.iter().map(code).collect()
}

/// Respondents in groups, in an order that their answers decide.
struct TypedRespondents {
    respondents: Vec<usize>,
    labels: Vec<usize>,
    groups: usize,
}

impl TypedRespondents {
    fn new(questions: &[TypingQuestion<'_>], selection: &Selection) -> Option<Self> {
        let answers = |respondent: usize| {
            questions.iter().flat_map(move |question| {
                question.columns.iter().map(move |(_, codes)| codes[respondent])
            })
        };
        let inside = selection.members.iter().filter(|member| member.in_group);
        let mut people: Vec<(usize, usize)> = inside
            .map(|member| (member.group, member.respondent.index()))
            .filter(|(_, respondent)| answers(*respondent).any(|code| code != MISSING))
            .collect();
        people
            // By answers, not by id, so that folds do not depend on names.
            .sort_by(|(group, a), (other, b)| answers(*a).cmp(answers(*b)).then(group.cmp(other)));
        // Every n-th of the sorted people keeps their mixture.
        let step = people.len().div_ceil(MOST_RESPONDENTS).max(1);
        let (labels, respondents) = people.into_iter().step_by(step).unzip();
        let people = Self { respondents, labels, groups: selection.chosen };
        (people.labels.len() >= FOLDS * people.groups).then_some(people)
    }

    fn fold(position: usize) -> usize {
        position % FOLDS
    }

    /// For each respondent and group what the answers to a question say, by the folds that the
    /// respondent is not in.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "counts of respondents"
    )]
    fn scores(&self, question: &TypingQuestion<'_>) -> Vec<f32> {
        let mut scores = vec![0.0; self.labels.len() * self.groups];
        for (levels, codes) in &question.columns {
            let cell = |fold: usize, code: u8, group: usize| {
                (fold * levels + usize::from(code)) * self.groups + group
            };
            let mut counts = vec![0_usize; FOLDS * levels * self.groups];
            let rows = || self.respondents.iter().zip(&self.labels).enumerate();
            for (position, (respondent, group)) in rows() {
                if codes[*respondent] != MISSING {
                    counts[cell(Self::fold(position), codes[*respondent], *group)] += 1;
                }
            }
            let others = |fold: usize, code: u8, group: usize| {
                (0..FOLDS)
                    // Nobody may be sorted by counts that include their own answer.
                    .filter(|other| *other != fold)
                    .map(|other| counts[cell(other, code, group)])
                    .sum::<usize>()
            };
            let log_rate = |fold: usize, code: u8, group: usize| {
                let of: usize = (0..*levels).map(|code| others(fold, code as u8, group)).sum();
                // One pseudo-respondent spread over the levels.
                libm::log(
                    (others(fold, code, group) as f64 + 1.0 / *levels as f64) / (of as f64 + 1.0),
                ) as f32
            };
            let mut table = vec![0.0; FOLDS * levels * self.groups];
            for fold in 0..FOLDS {
                for code in 0..*levels {
                    (0..self.groups).for_each(|g| {
                        table[cell(fold, code as u8, g)] = log_rate(fold, code as u8, g)
                    });
                }
            }
            for (position, (respondent, _)) in rows() {
                let code = codes[*respondent];
                if code != MISSING {
                    let own = cell(Self::fold(position), code, 0);
                    add(&mut scores[position * self.groups..], &table[own..own + self.groups]);
                }
            }
        }
        scores
    }

    /// Logarithm of the share of each group, for each respondent.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "counts of respondents"
    )]
    fn priors(&self) -> Vec<f32> {
        let share = |group: usize| {
            let members = self.labels.iter().filter(|label| **label == group).count();
            // One more in each group, or the logarithm of an empty one would be infinite.
            libm::log((members as f64 + 1.0) / (self.labels.len() + self.groups) as f64) as f32
        };
        let shares: Vec<f32> = (0..self.groups).map(share).collect();
        shares.repeat(self.labels.len())
    }

    /// Share of respondents whose own group has the greatest sum, the first of equals.
    #[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
    fn right(&self, sums: &[f32]) -> f64 {
        let best = |sums: &[f32]| {
            (0..sums.len())
                .fold(0, |best, other| if sums[other] > sums[best] { other } else { best })
        };
        let right = sums
            .chunks_exact(self.groups)
            .zip(&self.labels)
            .filter(|(sums, label)| best(sums) == **label);
        right.count() as f64 / self.labels.len() as f64
    }
}
