//! What charts say: each text by its name, in English and in German.

use super::pages::Text;

/// Name, English, German.
pub(super) const CHARTS: &[Text] = &[
    ("chart_group", "group", "Gruppe"),
    ("chart_of", "of", "von"),
    ("chart_size", "size", "Größe"),
    ("chart_share", "share", "Anteil"),
    ("chart_low", "low", "unten"),
    ("chart_high", "high", "oben"),
    ("chart_all_respondents", "all {all} respondents", "allen {all} Befragten"),
    ("chart_some_in_no_group", "{share} are in no group", "{share} sind in keiner Gruppe"),
    ("chart_all_in_groups", "Everyone is in a group", "Alle sind in einer Gruppe"),
    (
        "chart_sizes",
        "Share of each group in {of}; lines are 95 % intervals. The last row is of all respondents, cross and line.",
        "Anteil jeder Gruppe an {of}; Linien sind 95-%-Intervalle. Die letzte Zeile ist von allen Befragten, Kreuz und Linie.",
    ),
    (
        "chart_sizes_interviewed",
        "How many of the respondents are in each group. No interval: those interviewed are no sample of a population.",
        "Wie viele der Befragten in jeder Gruppe sind. Kein Intervall: Interviewte sind keine Stichprobe einer Grundgesamtheit.",
    ),
    ("chart_dissolves", "dissolves", "zerfällt"),
    ("chart_pattern", "pattern", "Muster"),
    ("chart_stable", "stable", "stabil"),
    ("chart_very_stable", "very stable", "sehr stabil"),
    ("chart_none_returns", "No group is stable", "Keine Gruppe ist stabil"),
    (
        "chart_all_return",
        "All {all} groups return when others are drawn",
        "Alle {all} Gruppen kehren wieder, wenn andere gezogen werden",
    ),
    (
        "chart_some_return",
        "{some} of {all} groups return when others are drawn",
        "{some} von {all} Gruppen kehren wieder, wenn andere gezogen werden",
    ),
    (
        "chart_stability",
        "Mean Jaccard index of each group over resampled respondents: 1 is the same group every time. Below 0.6 a group dissolves, 0.6 to 0.75 is a \
         pattern without firm borders, from 0.75 it is stable (Hennig 2007).",
        "Mittlerer Jaccard-Index jeder Gruppe über neu gezogene Befragte: 1 ist jedes Mal dieselbe Gruppe. Unter 0,6 zerfällt eine Gruppe, 0,6 bis 0,75 ist \
         ein Muster ohne feste Grenzen, ab 0,75 ist sie stabil (Hennig 2007).",
    ),
    ("chart_mean_jaccard", "mean Jaccard index", "mittlerer Jaccard-Index"),
    ("chart_interviews_coded", "interviews coded", "codierte Interviews"),
    ("chart_codes", "{codes} codes", "{codes} Codes"),
    (
        "chart_saturation_title",
        "A further interview would bring {next} new codes",
        "Ein weiteres Interview brächte {next} neue Codes",
    ),
    (
        "chart_saturation",
        "Different codes to be expected after so many interviews, the mean over all their orders. {interviews} interviews hold {codes} codes, {once} of \
         them in one interview alone.",
        "Verschiedene Codes, die nach so vielen Interviews zu erwarten sind, im Mittel über alle Reihenfolgen. {interviews} Interviews enthalten {codes} \
         Codes, {once} davon in einem einzigen Interview.",
    ),
    ("chart_interviews", "interviews", "Interviews"),
    ("chart_codes_expected", "codes expected", "erwartete Codes"),
    ("chart_map_key", "× in no group", "× in keiner Gruppe"),
    (
        "chart_map_title",
        "Two axes show {share} of the differences",
        "Zwei Achsen zeigen {share} der Unterschiede",
    ),
    (
        "chart_map",
        "Each mark is one of {shown} respondents (of {all}), placed by principal components of what shapes groups; shapes as in the other charts. What the \
         two axes leave out, {rest} of the differences, can part groups that overlap here. Those of whom little is known stand near the middle.",
        "Jedes Zeichen ist eine Person von {shown} Befragten (von {all}), nach Hauptkomponenten dessen, was Gruppen bildet; Formen wie in den anderen \
         Diagrammen. Was die zwei Achsen auslassen, {rest} der Unterschiede, kann Gruppen trennen, die sich hier überlagern. Von wem wenig bekannt ist, steht nahe der Mitte.",
    ),
    ("chart_shown", "respondents shown", "gezeigte Befragte"),
    ("chart_first_axis", "mean on the first axis", "Mittel auf der ersten Achse"),
    ("chart_second_axis", "mean on the second", "Mittel auf der zweiten"),
    ("chart_facet", "facet", "Facette"),
    ("chart_what", "what", "was"),
    ("chart_everyone", "everyone", "alle"),
    ("chart_not_asked", "not asked", "nicht gefragt"),
    ("chart_profile_title", "What sets each group apart", "Was jede Gruppe ausmacht"),
    (
        "chart_profile",
        "Bars: share of the group; upright line: everyone. The {marked} coloured bars with bold numbers differ from everyone by 25 points, or by half of \
         everyone's share; grey ones do not. Below {least} asked, counts stand in place of percentages.",
        "Balken: Anteil der Gruppe; senkrechte Linie: alle. Die {marked} farbigen Balken mit fetten Zahlen weichen um 25 Punkte oder um die Hälfte des \
         Anteils aller von allen ab; graue nicht. Unter {least} Gefragten stehen Zahlen anstelle von Prozenten.",
    ),
    (
        "chart_heat_title",
        "Goals, pains and behaviours in numbers",
        "Ziele, Schwierigkeiten und Verhalten in Zahlen",
    ),
    (
        "chart_heat",
        "Share of each group of whom it is so, the darker the more; below {least} asked, counts. A dash: nobody was asked. Shares are of those asked, \
         weighted where the source has weights.",
        "Anteil jeder Gruppe, für den es gilt, je dunkler, desto mehr; unter {least} Gefragten Zahlen. Ein Strich: niemand wurde gefragt. Anteile sind von \
         Gefragten, gewichtet, wo die Quelle Gewichte hat.",
    ),
    ("chart_claim", "claim", "Aussage"),
    ("chart_against", "against", "dagegen"),
    ("chart_carries", "● {with} of {of}", "● {with} von {of}"),
    ("chart_differs", "○ {with} of {of}, differs", "○ {with} von {of}, anders"),
    ("chart_not_compared", "◌ {with} of {of}, not compared", "◌ {with} von {of}, ohne Vergleich"),
    (
        "chart_source_title",
        "{persona}: where each claim comes from",
        "{persona}: woher jede Aussage kommt",
    ),
    (
        "chart_sources_title",
        "{persona}: {several} of {claims} claims are carried by two kinds of source",
        "{persona}: {several} von {claims} Aussagen tragen zwei Arten von Quellen",
    ),
    (
        "chart_sources",
        "● the source shows the same direction; ○ it shows no difference or another one; ◌ nobody else was asked; not asked is no denial. Against: places \
         that say the opposite.",
        "● die Quelle zeigt dieselbe Richtung; ○ sie zeigt keinen Unterschied oder einen anderen; ◌ sonst wurde niemand gefragt; nicht gefragt ist keine \
         Verneinung. Dagegen: Stellen, die das Gegenteil sagen.",
    ),
    ("chart_groups", "groups", "Gruppen"),
    ("chart_log_likelihood", "log-likelihood", "Log-Likelihood"),
    ("chart_agreement", "agreement", "Übereinstimmung"),
    ("chart_least_jaccard", "least Jaccard", "kleinster Jaccard"),
    ("chart_smallest", "smallest", "kleinste"),
    ("chart_chosen", "chosen", "gewählt"),
    ("chart_why_none", "Why no groups", "Warum keine Gruppen"),
    ("chart_why", "Why {groups} groups", "Warum {groups} Gruppen"),
    (
        "chart_selection",
        "{reason}. Of BIC, AIC3 and ICL the lowest is best; agreement of replicates and the least Jaccard index are at most 1.",
        "{reason}. Von BIC, AIC3 und ICL ist der niedrigste Wert der beste; Übereinstimmung der Wiederholungen und kleinster Jaccard-Index sind höchstens 1.",
    ),
];
