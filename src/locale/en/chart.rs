//! English: charts.

use crate::locale::chart::ChartTexts;
use crate::locale::plural::{counted, of_number};

pub(super) const TEXTS: ChartTexts = ChartTexts {
    group: "group",
    of: "of",
    size: "size",
    share: "share",
    low: "low",
    high: "high",
    all_respondents: |all| format!("all {all} respondents"),
    some_in_no_group: |share| format!("{share} are in no group"),
    all_in_groups: "Everyone is in a group",
    sizes_of_groups: "Sizes of the groups",
    sizes: |of| {
        format!(
            "Share of each group in {of}; lines are 95 % intervals given the number of groups, \
             without a mark where the size is uncertain. The last row is of all respondents, \
             cross and line."
        )
    },
    sizes_interviewed: "How many of the respondents are in each group. No interval: those \
                        interviewed are no sample of a population.",
    dissolves: "dissolves",
    pattern: "pattern",
    stable: "stable",
    very_stable: "very stable",
    none_returns: "No group is stable",
    all_return: |all| format!("All {all} groups return when others are drawn"),
    some_return: |some, all| format!("{some} of {all} groups return when others are drawn"),
    stability: "Mean Jaccard index of each group over resampled respondents: 1 is the same group \
                every time. Below 0.6 a group dissolves, 0.6 to 0.75 is a pattern without firm \
                borders, from 0.75 it is stable (Hennig 2007).",
    mean_jaccard: "mean Jaccard index",
    interviews_coded: "interviews coded",
    codes: |codes| counted(codes, "code", "codes"),
    saturation_title: |next| format!("A further interview would bring {next} new codes"),
    saturation: |interviews, codes, once| {
        format!(
            "Expected number of different codes by number of interviews, the mean over all their \
             orders. {} {} {}, {once} of them in one interview alone.",
            counted(interviews, "interview", "interviews"),
            of_number(interviews, "holds", "hold"),
            counted(codes, "code", "codes")
        )
    },
    interviews: "interviews",
    codes_expected: "codes expected",
    map_key: "× in no group",
    map_title: |share| format!("Two axes show {share} of the differences"),
    map: |shown, all, rest| {
        format!(
            "Each mark is one of {shown} respondents (of {all}), placed by principal components \
             of the answers that shape groups; shapes as in the other charts. The two axes leave \
             out {rest} of the differences, which can part groups that overlap here. Respondents \
             with few known answers lie near the middle."
        )
    },
    shown: "respondents shown",
    first_axis: "mean on the first axis",
    second_axis: "mean on the second",
    facet: "facet",
    what: "what",
    everyone: "everyone",
    not_asked: "not asked",
    profile_title: "What sets each group apart",
    profile: |marked, least| {
        format!(
            "Bars: share of the group; upright line: everyone. The {marked} coloured bars with \
             bold numbers differ from everyone by 25 points, or by half of everyone's share; grey \
             ones do not. Below {least} asked, counts stand in place of percentages."
        )
    },
    heat_title: "Goals, pains and behaviours in numbers",
    heat: |least| {
        format!(
            "Share of each group with this answer, the darker the larger; below {least} asked, \
             counts. A dash: nobody was asked. Shares are of those asked, weighted where the \
             source has weights."
        )
    },
    claim: "claim",
    against: "against",
    carries: |with, of| format!("● {with} of {of}"),
    in_line: |with, of| format!("◐ {with} of {of}, in line"),
    differs: |with, of| format!("○ {with} of {of}, differs"),
    not_compared: |with, of| format!("◌ {with} of {of}, not compared"),
    source_title: |persona| format!("{persona}: where each claim comes from"),
    sources_title: |persona, several, claims| {
        format!("{persona}: {several} of {claims} claims are carried by two kinds of source")
    },
    sources: "● the source shows the same direction; ○ it shows no difference or another one; ◌ \
              nobody else was asked; not asked is no denial. Against: places that say the \
              opposite.",
    groups: "groups",
    log_likelihood: "log-likelihood",
    criterion: "criterion",
    agreement: "agreement",
    least_jaccard: "least Jaccard",
    smallest: "smallest",
    chosen: "chosen",
    why_none: "Why no groups",
    why: |groups| format!("Why {}", counted(groups, "group", "groups")),
    selection: |reason| {
        format!(
            "{reason}. The criterion is the penalised deviance; of it, BIC, SABIC, AIC3 and ICL \
             the lowest is best. Agreement of replicates and the least Jaccard index are at most 1."
        )
    },
};
