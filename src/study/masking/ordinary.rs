//! Names that are ordinary words too.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Names that are ordinary answers too: colours, sizes, months and the like.
const ANSWERS: [&str; 34] = [
    "april", "august", "best", "black", "blue", "brown", "day", "east", "early", "free", "good",
    "gray", "green", "grey", "home", "june", "large", "little", "long", "low", "major", "may",
    "north", "page", "price", "short", "small", "south", "street", "summer", "west", "white",
    "will", "young",
];

/// Words that are names in some country: in small letters they are words. What stands in a column
/// of names where there is none is among them.
const WORDS: &str = "\
abbot able admin agent alba alegria alma amado amber amor angel angle anker anonym anonymous ante \
apple archer art ash ask aurora autumn away back bacon baker ball band bank banks bar barber basil \
bauer baum bay beach bean bear bell bella bello bend berg berger berry bianca bill bird bishop \
blanc blanca blanco bliss block bloom blum boden bogen bon bond book booth born both boucher \
boulanger bowl box boy branch brand braun bread breit brett bridge bright brook brooks brun buck \
bud bueno bunt burg burn burns busch bush butler caballero call calle camp campo campos can candy \
care carol carpenter carry carter casa case cash castillo castle chance chase chat cher cherry \
chevalier chiara chiaro chuck church claire clara claro clay clear clerk cliff close cloud coach \
comfort company conde constant contact cook cool cooper cordero corn corona cortes costa count \
court craft crane creed crew cross crow cruz crystal cup curry customer daisy dale dame dash data \
date dawn day days dean dear deer deleted dell delta desire desk destiny dick dies dieu dolce doll \
dolores don dot doux dove drake drew duke dulce dun dust dusty eagle earl earnest easter eden edge \
eigen eisen elle elles else ende engel english ernst esperanza essen estrella eve ever ewig faith \
fall farmer fast faust fein feld felice feliz fell fern feuer field fields finch fiore fish fisher \
fleur flint flower fontaine ford forest forge fort forte foster fox france frank frei french \
freund fried froh frost fuentes fuller fuss gabe gale game gang garden gardener gene gentil gentle \
gerecht german gift ginger glass gloria gold golden goldsmith good grace gracia graf grand grant \
gras grass grau graves greif gros gross group grund guerra guerrero guest guide gut guy hack hahn \
hall halt ham hammer hand hard harm harper hart harte hase haus have hawk hay hazel head heath \
heather heaven heck heil held hell helm herald herb herbst hero herr herz heuer hill hirsch hirt \
hit hoch hof holder holiday holly holm holz honor honour hood hoop hope horn horse host hot house \
hummel hunt hunter ich igel ihr india industry iris ivory ivy jack jade jay jean jeans jet jewel \
job joli jolie joy judge jung junge just juste justice kaiser kalt kann karat keen keep keine \
keller kern key keys kind king kirsch klar klee klein kling knapp knecht knight koch kohl komm \
konig korn kraft kranz kreis kreuz krieger krug kunst kurz kuss lach lake lamb lance land lane \
lang lange large lark last lauf laurel laut law leaf leal leben leer lehrer leicht leone liberty \
lieb liebe light lilac lily linda line link lion little lock loco long longo lord lot loup love \
low loyal luce luck lucky luna lune lux luz mach macht mai maid mail main mais major male mall man \
manager mandel mann mar marble march marchand marche mare marigold marino mark marker market marks \
marsh marshal martini mason mast master mathe max mayo mays mehl mein melody member mercado mercy \
merit merry messer mica mignon mild miles mill miller mills mine mint misty mitte mol mond monday \
montag montes moody moon moor mora moral more morgen moss most moulin mount mut mutter nach nagel \
name nass navy near nein nero neu neuf new nice nickel niemand night noble nobody noch noir none \
noon nord norm north note nova null oak oaks ocean odd off office old olive only onyx opal opus \
ost otter over own owner pace pack page pain paint palm pan pansy panther parfait park parks part \
partner pass patience paz peace peach pearl peat peck peer pena penny people per perle person \
petit petty pfeffer pfeiffer pierre pietra pike pilar pine pinto piper plank plum point pole polo \
pond pool poor pope poppy porte porter post pot potter pound powder power powers prado pray price \
pride prima prime prince prior proper prudent prune quick quiet rad rain ran rat rau rauch raven \
ray reader ready real rebel recht reed reich reif rein reina reine reis reiter renard rey reyes \
rice rich richer richter rico riese rind ring ringer rip rise ritter ritz river rivers road rob \
robin robot roche rock rod roger roh roi rojo roman root rosa rose rossa rosso rot roth rousse \
roux row royal rubio ruby ruck rue ruf ruhe rum rush rust saber sage saint sales salt salvador \
salz sand santa santo santos satin sauer sauvage savage savior scarlet schatz schein schick \
schilling schlecht schmal schmied schnell schon schuh schuster schwan schwarz schwer sea seal \
season see sehr self sell seller senior serene sereno serra service seven sharp sheep shell \
shepherd sherry shore short sienna sierra silber silver simple sing singer sky slate slim small \
smart snow sol sole soledad soleil solid sommer son sonne sonntag spatz speed spend spice spiegel \
spitz spring staff stahl stamm stamp stand star stark starke starling start steel stein step stern \
stiller stock stolz stone storm story stout strange strauss street stroh strong student stumm \
sturm such sue sugar summer summers sun sunday sunny support sure swan sweet swift tab table tag \
tail talent tan tanner taube teal team teller tempete temple terra test thorn thyme tide tiger \
till timber tod toll tor toro torres tot tower town trainer trip true trust turner twist unbekannt \
unknown user vale valentine valle van vary venus vera verde vero vida viel viola violet virgen \
virtue vita viva vogel void volk voll von wade wahl wahr wald walk walker wall walls wander want \
ward ware warm was wash waters way ways weaver web weed week weich wein weiss weit welle wells \
welt werk west wheat wheeler whistler white wicker wild wilde will wills wind winkel winner winter \
wise wiser witz wolf wonder wood woods word work worker world worth wren wunder wunsch wurst yard \
yes young zahn zart zeit ziel zimmer zorn groß weiß вера зима лев любовь мир надежда роза роман \
слава אור גל חן טל ים נור עדן שיר תום امل جمال جميل حسن سعيد سلام صالح كريم نور";

/// Parts of names that say nothing of a person: they go with the name beside them and never alone.
const PARTICLES: &str = "\
and ben bin bint dal dame das dei del della den der des di dos dott dr dra du el et frau herr \
herrn hon ibn ing jr jun junior la las le les lic los madame mag mba med miss mister mlle mme \
monsieur mr mrs ms phd prof professor rev san sen senior sig signor signora sir sr sra the und van \
vander vom von zum zur";

static SMALL: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| WORDS.split(' ').chain(ANSWERS).collect());

/// True if a name is also an ordinary answer.
pub(super) fn is_answer(name: &str) -> bool {
    ANSWERS.contains(&name)
}

/// True if a name is also an ordinary word.
pub(super) fn is_word(name: &str) -> bool {
    SMALL.contains(name) || is_particle(name)
}

/// True if a part of a name does not identify a person.
pub(super) fn is_particle(part: &str) -> bool {
    PARTICLES.split(' ').any(|particle| particle == part)
}
