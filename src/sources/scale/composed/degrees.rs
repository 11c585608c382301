//! How much, in many languages: words before or behind what is graded.

/// Words of how much with their strength; a grade without one has the strength [`PLAIN`].
pub(super) const DEGREES: &[(f64, &str)] = &[
    (
        3.6,
        "completely, totally, absolutely, entirely, fully, extremely, a great deal, \
         voll und ganz, auf jeden fall, völlig, vollkommen, vollständig, absolut, äußerst, \
         extrem, total, voll, \
         tout à fait, totalement, complètement, entièrement, absolument, extrêmement, \
         parfaitement, totalmente, completamente, absolutamente, extremadamente, sumamente, \
         plenamente, del tutto, pienamente, estremamente, assolutamente, inteiramente, \
         extremamente, volledig, helemaal, geheel, uiterst, volkomen, extreem, całkowicie, \
         zupełnie, w pełni, absolutnie, niezwykle, skrajnie, helt, fullständigt, extremt, \
         helt och hållet, tamamen, bütünüyle, son derece, aşırı, полностью, совершенно, \
         абсолютно, крайне, целиком, чрезвычайно, تماما, بشكل كامل, للغاية, 完全, 极其, 极度, \
         极为, 绝对, 完全に, 極めて, 大変, 全く, まったく, 全然, 완전히, 극도로, 대단히",
    ),
    (
        3.0,
        "very, strongly, highly, greatly, definitely, very much, much, far, viel, weit, muito, \
         veel, \
         dużo, znacznie, гораздо, намного, بكثير, 得多, 大幅, ずっと, 훨씬, sehr, stark, entschieden, \
         bestimmt, très, fortement, beaucoup, muy, mucho, fuertemente, firmemente, \
         definitivamente, molto, fortemente, decisamente, muito, zeer, sterk, heel, erg, beslist, \
         bardzo, zdecydowanie, mocno, mycket, starkt, väldigt, bestämt, çok, kesinlikle, очень, \
         категорически, сильно, определенно, безусловно, جدا, بشدة, بقوة, كثيرا, 非常, 十分, 很, \
         特别, 强烈, 非常に, とても, 強く, 大いに, すごく, 매우, 아주, 강력히, 적극",
    ),
    (
        2.5,
        "quite, quite a bit, a lot, considerably, pretty, mostly, weitgehend, überwiegend, \
         largement, bastante, behoorlijk, oldukça, epey, في الغالب, إلى حد كبير, かなり, 꽤, \
         상당히",
    ),
    (
        1.6,
        "fairly, ziemlich, recht, assez, abbastanza, dość, dosyć, ganska, tämligen, vrij, \
         tamelijk, довольно, достаточно, 比较, 较为, 比較的, 비교적",
    ),
    (
        1.3,
        "moderately, reasonably, mäßig, einigermaßen, halbwegs, moyennement, modérément, \
         moderadamente, medianamente, moderatamente, mediamente, razoavelmente, matig, redelijk, \
         umiarkowanie, średnio, måttligt, någorlunda, orta derecede, orta düzeyde, умеренно, \
         средне, بشكل معتدل, 中等程度, ある程度, 어느 정도",
    ),
    (
        1.0,
        "somewhat, rather, tend to, partly, partially, to some extent, probably, eher, \
         teilweise, tendenziell, teils, plutôt, en partie, partiellement, algo, más bien, \
         parcialmente, en parte, probablemente, piuttosto, in parte, parzialmente, em parte, \
         enigszins, eerder, deels, gedeeltelijk, nogal, raczej, częściowo, delvis, snarare, \
         i viss mån, kısmen, скорее, отчасти, частично, إلى حد ما, نوعا ما, جزئيا, 有些, 部分, \
         やや, どちらかといえば, どちらかと言えば, 다소, 대체로, あまり, あんまり, 별로, 그다지",
    ),
    (
        0.6,
        "slightly, a little, a bit, only a little, etwas, ein wenig, ein bisschen, leicht, \
         un peu, légèrement, un poco, ligeramente, un po', leggermente, um pouco, ligeiramente, \
         een beetje, licht, trochę, nieco, lekko, lite, något, biraz, немного, слегка, قليلا, \
         有点, 有一点, 稍微, 略微, 少し, すこし, 약간, 조금",
    ),
];

/// Strength of a grade without a word of how much.
pub(super) const PLAIN: f64 = 2.0;
/// Strength of what is not so at all, and of what is hardly so.
pub(super) const NOT_AT_ALL: f64 = 3.6;
pub(super) const NOT_VERY: f64 = 1.0;

/// "Not at all": turns what follows into its opposite.
pub(super) const NOTHING_OF_IT: &str = "not at all, by no means, in no way, überhaupt nicht, gar \
nicht, keinesfalls, keineswegs, \
     in keiner weise, pas du tout, aucunement, absolument pas, helemaal niet, totaal niet, \
     absoluut niet, inte alls, absolut inte, совсем не, вовсе не, абсолютно не, совершенно не, \
     完全不, 一点也不, 一点都不, 根本不, 毫不, 毫无";

/// What makes a negation that stands apart from it the lowest grade.
pub(super) const AT_ALL: &str = "at all, whatsoever, überhaupt, du tout, på minsta sätt";

/// "Not at all" in languages that keep the negation of the verb beside it.
pub(super) const NIL: &str = "auf keinen fall, para nada, nada, en absoluto, de ninguna manera, \
per niente, per nulla, affatto, \
     niente affatto, de modo algum, de forma alguma, wcale, w ogóle, wcale nie, w ogóle nie, \
     zupełnie nie, absolutnie nie, hiç, hiçbir şekilde, على الإطلاق, إطلاقا, مطلقا, 전혀";

/// "Not very": a weak opposite.
pub(super) const HARDLY: &str = "not very, not too, not particularly, not really, not so, not \
that, not much, hardly, \
     barely, nicht sehr, nicht ganz, nicht besonders, nicht so, weniger, wenig, kaum, \
     pas très, peu, \
     pas vraiment, guère, poco, no muy, no mucho, no tan, non molto, non tanto, pouco, \
     não muito, niet erg, niet zo, niet heel, weinig, nauwelijks, niezbyt, mało, nie bardzo, \
     nie za bardzo, inte särskilt, inte speciellt, inte så, föga, knappast, pek, не очень, мало, \
     не слишком, не особенно, не совсем, no del todo, 不太, 不怎么, 不很, 不大";

/// Words that turn a grade into its opposite.
pub(super) const NOT: &str = "not, no, don't, doesn't, isn't, cannot, nicht, kein, keine, nein, \
pas, non, no, não, niet, \
     geen, nee, nie, inte, ej, icke, nej, değil*, yok, hayır, не, нет, لا, ليس, ليست, غير, لم, \
     不, 没, 没有, 否, ない, なく, でない, ではない, くない, ません, していない, いいえ, 않*, \
     아니*, 안, 없*";

/// Words that stand alone for the middle, and those that do only where they stand twice.
pub(super) const MIDDLE: &str = "neutral, neither, undecided, indifferent, weder, unentschieden, \
teils teils, mittel, neutre, \
     indécis, neutro, neutra, indiferente, indeciso, neutraal, neutralny, neutralnie, obojętn*, \
     hverken, varken, varken eller, neutralt, nötr, kararsızım, kararsız, нейтрально, \
     нейтральн*, безразлично, محايد, محايدة, ولا, 中立, 既不, 说不清, 一般, 普通, 不好说, \
     どちらとも, どちらでも, どちらとも言えない, どちらともいえない, どちらでもない, \
     いえない, 보통, 보통이다, 중립, average, fair, ok, okay, so so, medium, moderate, \
     about right, just right, genau richtig, juste bien, adecuado, giusto, adequado, \
     precies goed, w sam raz, lagom, как раз, 正好, ちょうどよい, 적당, \
     might or might not, maybe, vielleicht, peut être, quizás, tal vez, talvez, forse, \
     misschien, może, kanske, belki, возможно, ربما, 也许, たぶん, 아마";
pub(super) const EITHER: &str = "ni, ne, né, nem, ani, ни, noch, och, nor, veya, eller";

/// Words that say nothing of the grade.
pub(super) const FILLERS: &str = "i, am, is, are, it, its, it's, the, a, an, to, me, with, of, \
my, this, that, be, was, do, \
     does, would, will, and, or, \
     ich, bin, ist, zu, dem, der, die, das, es, mir, damit, dieser, aussage, war, oder, \
     je, suis, le, la, les, l, c, est, il, ce, j, n, s, cela, ou, \
     estoy, es, me, se, lo, está, el, sono, sto, è, io, che, o, \
     estou, sou, é, isto, isso, ik, ben, het, mee, er, dit, van, jestem, się, to, z, tym, jest, \
     dla, mnie, lub, jag, är, det, med, för, mig, bu, ile, ben, я, мне, это, с, в, для, меня, \
     или, أنا, من, هذا, مع, 我, 的, 地, 得, です, ます, は, に, と, も, だ, である, している, \
     する, した, 입니다, 이다, 다, 한다, 하다, 함, 합니다, 됩니다, 된다, 된, 로, 으로, 하는, \
     적인, 편이다, 하지, 음, 지, 는, 은, 도, 습니다";
