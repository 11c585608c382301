//! Assignment as one statement: the persona of every row of a table.

use super::binding::Binding;
use super::dialect::{Dialect, by_code, names, number, of_greatest, square, sum, whole};
use crate::clustering::{ASSIGNED, EVEN, FIXED_ONE, Scores, Term, Terms};
use crate::ids::PersonaId;
use crate::personas::Status;

/// Differences of scores beyond which nothing is added to a sum of probabilities: e^-35 is below
/// the last bit of 1.
const FAR: f64 = 35.0;

impl Binding {
    /// SQL statement that gives each row of the table its persona: `SELECT` with the columns
    /// `respondent`, `persona` (its id; NULL where none of them describes the respondent, or
    /// several may as well), `probability`, `margin` (how much more probable than the next),
    /// `status` (`assigned`, `borderline` or `none`) and `known` (indicators of which something is
    /// known).
    ///
    /// Scores are whole numbers of which 2^20 make 1, rounded term by term as the library rounds
    /// them: what [`crate::lifecycle::Model::assign`] says of a respondent, this says as well.
    #[must_use]
    pub fn assign(&self) -> String {
        format!(
            "{}\nSELECT k AS respondent, CASE {} END AS persona, p AS probability, q AS margin, \
             CASE WHEN i=0 THEN '{}' WHEN p>={} THEN '{}' ELSE '{}' END AS status, \
             n AS known FROM i",
            self.assigned("", ""),
            self.persona_cases(),
            Status::None.name(),
            number(ASSIGNED),
            Status::Assigned.name(),
            Status::Borderline.name(),
        )
    }

    /// The steps up to `i`: for each row its key `k`, group `b`, probability `p`, margin `q`,
    /// whether the group may count it `i`, how many columns are known `n`, and what is kept of `f`
    /// and of `more` expressions beside it.
    pub(super) fn assigned(&self, more: &str, kept: &str) -> String {
        let (dialect, once) = (self.table.dialect, self.table.dialect.once());
        let scores = self.classifier().scores();
        let groups = scores.shares.len();
        let (s, e) = (names("s", groups), names("e", groups));
        let best = of_greatest(&s, &names("", groups));
        let most = of_greatest(&s, &s);
        // A single group has no other to be more probable than.
        let inside = if groups == 1 {
            "n>0".to_owned()
        } else {
            format!("d=1 AND n>0 AND p>{}", number(f64::from(EVEN)))
        };
        format!(
            "WITH f {once} (SELECT {} AS k{}{more} FROM {}),\n\
             s {once} (SELECT k{kept}, {} FROM f),\n\
             b {once} (SELECT s.*, {best} AS b, {most} AS m FROM s),\n\
             e {once} (SELECT k{kept}, n, b, {} AS d, {} FROM b),\n\
             p {once} (SELECT k{kept}, n, b, d, 1E0/{} AS p, {}/{} AS q FROM e),\n\
             i {once} (SELECT k{kept}, n, b, p, p-q AS q, \
             CASE WHEN {inside} THEN 1 ELSE 0 END AS i FROM p)",
            self.table.quoted_key(),
            self.feature_columns(),
            self.rows_of_table(),
            self.sums(&scores),
            described(&scores),
            exponentials(&s, dialect),
            sum(&e, "0E0"),
            second(&e),
            sum(&e, "0E0"),
        )
    }

    /// The table, and which of its rows.
    pub(super) fn rows_of_table(&self) -> String {
        let filter = self.filter.as_ref().map(|filter| format!(" WHERE {filter}"));
        format!("{}{}", self.table.sql_name(), filter.unwrap_or_default())
    }

    /// `, f0` for each column that the table tells.
    pub(super) fn kept(&self) -> String {
        self.known().map(|at| format!(", f{at}")).collect()
    }

    /// `, expression AS f0` for each column that the table tells.
    pub(super) fn feature_columns(&self) -> String {
        let known = self.features.iter().enumerate();
        known
            .filter_map(|(at, feature)| {
                feature.as_ref().map(|feature| format!(", {feature} AS f{at}"))
            })
            .collect()
    }

    /// The sums of each group, `s0`, how far they are from what the group expects, `a0`, with the
    /// variance of that, `v0`; and the number of columns that are known.
    fn sums(&self, scores: &Scores<'_>) -> String {
        let columns =
            || scores.columns.iter().enumerate().filter(|(at, _)| self.features[*at].is_some());
        let of = |group: usize, term: &dyn Fn(usize, &Terms) -> String| {
            let terms: Vec<String> =
                columns().map(|(at, column)| term(at, &column.groups[group])).collect();
            sum(&terms, "0")
        };
        let mut parts = vec![format!(
            "{} AS n",
            sum(
                &columns()
                    .map(|(at, _)| format!("CASE WHEN f{at} IS NULL THEN 0 ELSE 1 END"))
                    .collect::<Vec<_>>(),
                "0"
            )
        )];
        for (group, share) in scores.shares.iter().enumerate() {
            let score = of(group, &|at, terms| added(at, &terms.score));
            parts.push(format!("{}+{score} AS s{group}", whole(*share)));
            if scores.least_fit.is_some() {
                let variance = |at: usize, terms: &Terms| {
                    format!("CASE WHEN f{at} IS NULL THEN 0 ELSE {} END", terms.variance)
                };
                parts.push(format!(
                    "{} AS a{group}",
                    of(group, &|at, terms| added(at, &terms.apart))
                ));
                parts.push(format!("{} AS v{group}", of(group, &variance)));
            }
        }
        parts.join(", ")
    }

    /// The score of each group, under a letter and its number.
    pub(super) fn scores_as(&self, prefix: &str) -> Vec<String> {
        let scores = self.classifier().scores();
        let score = |(group, share): (usize, &i64)| {
            let terms = self.known().map(|at| added(at, &scores.columns[at].groups[group].score));
            format!(
                "{}+{} AS {prefix}{group}",
                whole(*share),
                sum(&terms.collect::<Vec<String>>(), "0")
            )
        };
        scores.shares.iter().enumerate().map(score).collect()
    }

    fn persona_cases(&self) -> String {
        let persona = |(group, (id, _)): (usize, &(PersonaId, String))| {
            format!("WHEN i=1 AND b={group} THEN {}", self.table.dialect.text(id.as_str()))
        };
        self.personas().iter().enumerate().map(persona).collect::<Vec<String>>().join(" ")
    }
}

/// Term that a value adds to a score, 0 if it is unknown.
pub(super) fn added(at: usize, term: &Term) -> String {
    match term {
        Term::Codes(codes) => by_code(at, codes.iter().map(|part| whole(*part)), "0"),
        Term::Square { slope, mean, constant } => {
            let term = square(at, [*slope, *mean, *constant]);
            format!("CASE WHEN f{at} IS NULL THEN 0 ELSE {} END", in_parts(&term))
        }
    }
}

/// An expression in parts, rounded half up.
pub(super) fn in_parts(expression: &str) -> String {
    // FLOOR, because engines round halves differently; integers, because their sums do not depend
    // on the order of rows.
    format!("CAST(FLOOR(({expression})*{}+5E-1) AS BIGINT)", number(FIXED_ONE))
}

/// `EXP` of how far each score is below the greatest, `e0`; 0 where that is far, which some engines
/// refuse to compute.
fn exponentials(scores: &[String], dialect: Dialect) -> String {
    let double = dialect.double();
    #[allow(clippy::cast_possible_truncation, reason = "a whole number")]
    let far = whole(-(FAR * FIXED_ONE) as i64);
    let of = |(group, score): (usize, &String)| {
        format!(
            // Smaller terms are lost in a double, and some engines fail on underflow.
            "CASE WHEN {score}-m<{far} THEN 0E0 \
             ELSE EXP(CAST({score}-m AS {double})/{}) END AS e{group}",
            number(FIXED_ONE)
        )
    };
    scores.iter().enumerate().map(of).collect::<Vec<String>>().join(", ")
}

/// The greatest of the exponentials but that of the group `b`.
fn second(exponentials: &[String]) -> String {
    if exponentials.len() == 1 {
        return "0E0".to_owned();
    }
    let cases = (0..exponentials.len()).map(|best| {
        let others: Vec<String> = exponentials
            .iter()
            .enumerate()
            // By number, since another group may be just as probable.
            .filter(|(group, _)| *group != best)
            .map(|(_, name)| name.clone())
            .collect();
        format!("WHEN {best} THEN {}", of_greatest(&others, &others))
    });
    format!("CASE b {} END", cases.collect::<Vec<String>>().join(" "))
}

/// 1 if some group describes the respondent, else 0: `apart / √variance` is at least that of the
/// model, by squares.
fn described(scores: &Scores<'_>) -> String {
    let Some(least) = scores.least_fit else { return "1".to_owned() };
    let bound = number(least * least * FIXED_ONE);
    let of = |group: usize| {
        // Squares are compared, because not every engine has a square root.
        let near = format!("1E0*a{group}*a{group}");
        if least < 0.0 {
            format!("a{group}>=0 OR {near}<={bound}*v{group}")
        } else {
            format!("(a{group}>=0 AND {near}>={bound}*v{group})")
        }
    };
    let any: Vec<String> = (0..scores.shares.len()).map(of).collect();
    format!("CASE WHEN n=0 OR {} THEN 1 ELSE 0 END", any.join(" OR "))
}
