//! English words that patterns rely on: closed lists, in lower case.

use crate::phrases::bands::BandWords;
use crate::phrases::list::List;

/// Beginnings of sentences and brackets that tell how to answer.
pub(super) const INSTRUCTIONS: List = List(
    "check |choose |select |please select|please choose|please check|please tick|please mark|\
     tick |mark |pick |single answer|multiple|one answer|max|up to|optional|required|if any|\
     single choice|several answers",
);

/// Verbs in their base form that are hardly ever nouns.
pub(super) const VERBS: List = List(
    "matter|crash|freeze|hang|expire|vanish|annoy|\
     attract|bother|convert|convince|delay|frustrate|hinder|hold|motivate|persuade|resolve|\
     smoke|cycle|swim|accept|achieve|add|adapt|agree|allow|analyse|analyze|apply|appreciate|\
     arrange|arrive|ask|assign|attend|avoid|be|become|begin|believe|bring|build|buy|calculate|\
     cancel|carry|catch|chase|choose|clean|clear|close|collect|combine|come|communicate|compare|\
     complain|complete|confirm|connect|consider|consult|continue|cook|copy|create|cut|deal|\
     decide|delegate|deliver|deploy|depend|describe|discover|discuss|do|double-check|download|\
     draw|drive|earn|eat|edit|email|enable|enjoy|enter|evaluate|expect|explain|explore|fall|fear|\
     feel|fetch|fill|filter|find|finish|fix|fly|follow|forget|forward|gather|get|give|go|grow|\
     handle|have|hear|hesitate|hire|improve|include|inform|install|integrate|introduce|invite|\
     keep|know|lack|learn|leave|let|listen|live|log|look|lose|maintain|make|manage|meet|miss|\
     move|negotiate|note|offer|open|organise|organize|pay|perform|postpone|prefer|prepare|\
     present|prevent|produce|protect|provide|publish|put|react|read|rebook|receive|recline|\
     recommend|reduce|remember|remind|remove|renew|repair|repeat|replace|reply|request|respond|\
     reschedule|retype|save|say|scan|see|sell|send|serve|share|shop|show|sign|sit|skip|sleep|\
     solve|speak|spend|split|spot|start|stay|stop|store|struggle|submit|subscribe|suffer|switch|\
     take|talk|teach|tell|telephone|test|think|throw|travel|treat|trust|try|type|understand|\
     update|upload|use|verify|view|visit|wait|walk|want|wash|watch|work|worry|write",
);

/// Words that are verbs and nouns. What follows tells.
pub(super) const VERBS_OR_NOUNS: List = List(
    "answer|book|budget|call|change|chat|check|control|cost|design|document|email|end|export|\
     fall|fear|file|fix|guess|help|import|label|limit|list|lack|look|message|need|note|offer|\
     order|pay|phone|plan|play|post|present|price|print|question|quote|rank|rate|own|record|\
     report|request|research|review|ring|run|save|schedule|search|shop|show|sign|sort|sleep|spot|\
     start|stop|store|struggle|support|switch|talk|test|text|track|train|transfer|travel|treat|\
     trust|turn|type|update|upload|use|view|visit|wait|walk|wash|watch|work|worry|copy|download|\
     drive|access|contact|group|share",
);

/// Verbs with an irregular past: base, past, participle.
pub(super) const IRREGULAR: &[(&str, &str, &str)] = &[
    ("be", "were", "been"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("buy", "bought", "bought"),
    ("cancel", "cancelled", "cancelled"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drink", "drank", "drunk"),
    ("drive", "drove", "driven"),
    ("eat", "ate", "eaten"),
    ("fall", "fell", "fallen"),
    ("feel", "felt", "felt"),
    ("find", "found", "found"),
    ("fly", "flew", "flown"),
    ("forget", "forgot", "forgotten"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grow", "grew", "grown"),
    ("have", "had", "had"),
    ("hear", "heard", "heard"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lead", "led", "led"),
    ("learn", "learned", "learned"),
    ("leave", "left", "left"),
    ("lend", "lent", "lent"),
    ("let", "let", "let"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("meet", "met", "met"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("quit", "quit", "quit"),
    ("read", "read", "read"),
    ("ride", "rode", "ridden"),
    ("ring", "rang", "rung"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("show", "showed", "shown"),
    ("sit", "sat", "sat"),
    ("sleep", "slept", "slept"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("stand", "stood", "stood"),
    ("stick", "stuck", "stuck"),
    ("swim", "swam", "swum"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("throw", "threw", "thrown"),
    ("travel", "travelled", "travelled"),
    ("try", "tried", "tried"),
    ("understand", "understood", "understood"),
    ("wear", "wore", "worn"),
    ("win", "won", "won"),
    ("write", "wrote", "written"),
];

/// Words that make a clause of what they stand in.
pub(super) const FINITE: List = List(
    "is|was|are|were|has|had|have|can|cannot|can't|could|couldn't|will|won't|would|wouldn't|must|\
     should|does|doesn't|did|didn't|do|don't|isn't|wasn't|aren't|weren't|hasn't|may|might|takes|\
     needs|gets|makes|keeps|goes|costs|left|came|went|broke|ran|became|grew|stopped|works|looks|\
     seems",
);

pub(super) const RELATIVE: List = List("who|that|which|whose|where|when|what");

pub(super) const DETERMINERS: List = List(
    "a|an|the|my|our|your|their|his|her|its|this|that|these|those|some|any|no|each|every|all|\
     both|several|many|few|fewer|more|less|most|much|another|other|enough|too|two|three|four|\
     five|six|one|various|multiple|somebody|someone|something|nobody|people|everybody|everyone|\
     nothing|better|own|lots|plenty|not|only|faster|fast|shorter|longer|bigger|smaller|cheaper|\
     easier|simpler",
);

pub(super) const PRONOUNS: List = List(
    "somebody|someone|something|nobody|everybody|everyone|it|they|he|she|there|this|that|people",
);

pub(super) const PREPOSITIONS: List = List(
    "of|in|on|at|for|to|with|from|by|about|between|after|before|during|through|without|within|\
     under|over|into|against|than|as|per|via|around|across|next|near|behind|off|out|up|down|when|\
     while|if|because|who|that|which|where|and|or|but",
);

/// Verbs whose object is the person who is asked: `what stops you`.
pub(super) const ACT_ON: List = List(
    "stops|stop|stopped|helps|help|helped|keeps|keep|kept|made|makes|make|brought|brings|led|\
     leads|convinced|convinces|annoys|annoyed|bothers|bothered|frustrates|prevents|prevented|\
     motivates|motivated|drives|drove|let|lets|gives|gave|cost|costs|tell|tells|told|stopping|\
     keeping|holds|held|worries|worried|got|gets|caused|reach|best|most|slows|takes|took|take|\
     contact|show|offer|persuaded",
);

pub(super) const ADJECTIVES: List = List(
    "expensive|cheap|easy|difficult|hard|simple|slow|fast|complicated|confusing|unreliable|\
     reliable|boring|useful|useless|late|early|busy|happy|unhappy|satisfied|dissatisfied|unsure|\
     sure|afraid|worried|frustrated|tired|confident|interested|involved|responsible|able|unable|\
     aware|familiar|married|single|retired|unemployed|employed|self-employed|divorced|widowed|\
     complex|clear|unclear|good|bad|helpful|annoying|missing|outdated|wrong|incomplete|secure|\
     safe|stable|unstable|male|female|non-binary|active|likely|unlikely|important|comfortable|\
     ready|willing|overwhelmed|stressed",
);

/// Things that one has one of, for the article.
pub(super) const COUNTED: List = List(
    "list|notebook|spreadsheet|calendar|whiteboard|phone|app|diary|tablet|laptop|computer|\
     website|newsletter|tool|system|program|table|board|review|call|trial|demo|discount|contract|\
     meetup|conference|workshop|meeting|book|show|advert|cat|dog|recommendation|course|podcast|\
     blog|forum|group|account|subscription|planner|printer|folder|form|car|bike|plan|budget|\
     pilot|veto|licence|license|reminder|camera|desk|template|script|dashboard|report|file|\
     document|pen|sheet|search engine|messenger|wallchart|chart|scanner|browser|database|chat|\
     checklist|visit|event|fair|note|logbook|shop|integration|certificate|card|telephone|\
     smartphone",
);

/// Things that take no article.
pub(super) const UNCOUNTED: List = List(
    "email|e-mail|mail|paper|software|support|data|time|help|training|advertising|money|\
     information|documentation|research|television|radio|sms|word|mouth|sleep|work|traffic|noise|\
     staff|feedback|equipment|referral|price|cost|speed|quality|privacy|convenience|trust|habit|\
     stress|weather|health|boredom|fun|curiosity",
);

/// People by what they are, which takes a plural.
pub(super) const PEOPLE_ENDINGS: List = List(
    "er|or|ist|ian|ant|ent|eer|owner|head|lead|nurse|freelancer|assistant|analyst|doctor|founder|\
     clerk|pupil|chef|executive|ee|representative|friend|guest|parent|beginner|expert|ceo|cto|\
     coach|midwife|colleague|architect|boss|user|fan|member|novice",
);

/// Places of work: the word and its preposition.
pub(super) const WORKPLACES: &[(&str, &str)] = &[
    ("front desk", "at the"),
    ("reception", "at"),
    ("back office", "in the"),
    ("sales", "in"),
    ("marketing", "in"),
    ("finance", "in"),
    ("accounting", "in"),
    ("it", "in"),
    ("human resources", "in"),
    ("hr", "in"),
    ("customer service", "in"),
    ("support", "in"),
    ("customer support", "in"),
    ("management", "in"),
    ("administration", "in"),
    ("logistics", "in"),
    ("production", "in"),
    ("purchasing", "in"),
    ("procurement", "in"),
    ("research", "in"),
    ("engineering", "in"),
    ("operations", "in"),
    ("education", "in"),
    ("healthcare", "in"),
    ("teaching", "in"),
    ("nursing", "in"),
    ("warehouse", "in the"),
    ("help desk", "at the"),
    ("laboratory", "in the"),
    ("kitchen", "in the"),
    ("legal", "in"),
];

/// Words for how often, from never to always.
pub(super) const ADVERBS: &[(&str, u8)] = &[
    ("never", 0),
    ("not at all", 0),
    ("almost never", 1),
    ("hardly ever", 1),
    ("very rarely", 1),
    ("rarely", 2),
    ("seldom", 2),
    ("infrequently", 2),
    ("once in a while", 3),
    ("occasionally", 3),
    ("sometimes", 4),
    ("about half the time", 5),
    ("half of the time", 5),
    ("regularly", 5),
    ("often", 6),
    ("frequently", 6),
    ("usually", 7),
    ("mostly", 7),
    ("most of the time", 7),
    ("very often", 8),
    ("very frequently", 8),
    ("almost always", 8),
    ("always", 9),
    ("all the time", 9),
    ("every time", 9),
];

pub(super) const BANDS: BandWords = BandWords {
    between: &["-", "to", "and", "between", "from", "until"],
    above: &["over", "more than", "above", "older than", ">"],
    from: &[
        "or more",
        "and more",
        "or over",
        "and over",
        "or older",
        "and older",
        "and above",
        "or above",
        "at least",
        "+",
        "plus",
        "or longer",
    ],
    below: &["under", "less than", "below", "fewer than", "younger than", "<", "to under"],
    upto: &["up to", "at most", "or less", "or fewer", "or younger", "or under", "and under"],
    comma: false,
};

/// Answers that decline.
pub(super) const DONT_KNOW: List = List(
    "don't know|do not know|i don't know|i do not know|not sure|i'm not sure|i am not sure|\
     unsure|no idea|can't say|cannot say|dk",
);
pub(super) const REFUSED: List = List(
    "prefer not to answer|prefer not to say|i prefer not to answer|i prefer not to say|no answer|\
     i'd rather not say|rather not say|refused|prefer not to disclose",
);
pub(super) const NONE_OF_THESE: List =
    List("none of these|none of the above|none of those|none|none of them");
pub(super) const NOTHING: List = List("nothing|nothing else|nothing at all|no one|nobody");
pub(super) const OTHER: List = List(
    "other|others|something else|misc|miscellaneous|other (please specify)|n/a|not applicable|\
     not asked|unknown|other, please specify|please specify|various|does not apply|no response|\
     skipped|it depends|depends|other reasons",
);
pub(super) const YES: List = List("yes|true|y|selected|checked|ticked");
pub(super) const NO: List = List("no|false|n|not selected|unchecked|not ticked|not checked");
