//! Words that hold sentences together, by language.

/// Such words of one language, in lower case. All are listed in each form in which they are said:
/// the stem of "even" is that of "evening" too.
pub(super) struct WordsOfLanguage {
    pub(super) stop: &'static str,
    /// Words of number, time and money: with others they say when or how much, alone nothing.
    pub(super) amounts: &'static str,
}

/// English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Swedish, Turkish, Russian
/// and Arabic.
pub(super) const LANGUAGES: [WordsOfLanguage; 12] = [
    WordsOfLanguage {
        stop: "\
            a an and are as at be been but by can could did do does done for from get got had \
            has have he her here him his how i if in into is it its just kind know like lot me \
            mean more most much my no not of off oh okay on one only or our out over really said \
            same say see she so some sort still such than that the their them then there these \
            they thing things think this those to too uh um up us very want was way we well were \
            what when where which who why will with would yeah yes you your also always actually \
            basically going go gonna now all any about because don let even every other again \
            back each am after already another anybody anyone anything both before being came \
            come comes doing during else ever everybody everyone everything few find give given \
            gives goes gone him made make makes many may might mind must need needs never next \
            nobody none nothing once own people put right same saw seem shall should since \
            somebody someone something sometimes soon sorry sure take takes tell told took try \
            trying until upon used using wanted wants went while whose without won work works \
            yet look looks looked always around away better course down enough every feel fine \
            first found great hang happen happened happens help keep kept last least leave left \
            less long maybe means myself obviously often part person pretty probably quite \
            rather real remember sit stand start started stop stuff talk talking turn understand \
            whatever whole wonder word words wrong cannot whether mostly usually use uses small \
            big little large old new good bad nice many ask asks asked work working says saying \
            gets getting gotten wanting kinds lots sorts ways taking giving finds finding puts \
            putting sees seeing seems seemed seen needing keeps keeping looking starts starting \
            feels feeling felt thinks thinking thought knows knowing knew known liked likes \
            liking helps helping helped meant talks talked tried tries turns turned leaves \
            leaving lets letting worked asking telling tells called calls calling thats theres \
            ones shows showing showed brings bringing brought runs running ran moved move moves \
            became become becomes ends ended anyway however though although perhaps within \
            across along toward towards against per etc",
        amounts: "\
            zero one two three four five six seven eight nine ten eleven twelve fifteen twenty \
            thirty forty fifty sixty seventy eighty ninety hundred thousand half quarter third \
            second seconds minute minutes hour hours day days week weeks month months year years \
            morning mornings afternoon evening night today tomorrow yesterday monday tuesday \
            wednesday thursday friday saturday sunday january february march april june july \
            august september october november december clock past time times ago late early \
            pound pounds euro euros dollar dollars percent number numbers couple",
    },
    WordsOfLanguage {
        stop: "\
            aber alle als also am an auch auf aus bei bin bis bist da dann das dass dem den der \
            des die dir doch du durch ein eine einem einen einer eines er es für ganz gibt haben \
            habe hat hatte hier ich ihm ihn ihr im immer in irgendwie ist ja jetzt kann kein \
            keine man mal mehr mein mich mir mit muss nach nicht noch nur oder ob schon sehr \
            sein sich sie sind so über um und uns unser vom von vor war wäre was weil wenn wer \
            wie wieder wir wird wo zu zum zur halt eben eigentlich einfach äh ähm nein quasi \
            werden wurde wurden würde würden worden geworden könnte könnten konnte konnten \
            können kannst müssen musste mussten sollte sollten soll sollen will wollen wollte \
            wollten mag möchte möchten diese dieser dieses diesem diesen jede jeder jedes jedem \
            jeden alles allem allen viel viele vielen etwas denn damit deshalb darum trotzdem \
            nie oft manchmal gerade sagen sage sagt sagte gesagt machen mache macht gemacht \
            gehen gehe geht ging gegangen kommen komme kommt kam lassen lässt finde finden \
            findet weiß glaube denke heißt hätte hätten wären waren habt gab geben gehabt meine \
            meinem meinen meiner ihre ihrem ihren ihrer seine seinem seinen seiner unsere \
            unserem unseren unserer euch euer welche welcher welches wem wen dabei dafür davon \
            dazu daran darauf daraus darin danach dort hin her ohne gegen zwischen seit während \
            bevor nachdem weg raus rein rauf runter weniger ziemlich wirklich vielleicht \
            natürlich genau eher sonst nämlich schließlich",
        amounts: "\
            eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig \
            hundert tausend halb viertel sekunde sekunden minute minuten stunde stunden tag tage \
            tagen woche wochen monat monate jahr jahre jahren morgen morgens mittag abend abends \
            nacht heute gestern montag dienstag mittwoch donnerstag freitag samstag sonntag uhr \
            mal zeit",
    },
    WordsOfLanguage {
        stop: "\
            au aussi avec avoir beaucoup bien c ce ces cela cette chez comme d dans de des donc \
            du elle elles en est et être eu euh fait il ils j je juste l la le les leur lui ma \
            mais me mes moi mon n ne non nos notre nous on ont où ou par pas peu plus pour qu \
            quand que quelque qui quoi s sa sans se ses si son sont sur ta te toi ton tout toute \
            tous très tu un une va voilà vous y était oui parce puis alors même",
        amounts: "\
            deux trois quatre cinq sept huit neuf dix vingt trente cent mille demi quart heure \
            heures jour jours semaine semaines mois année années matin soir nuit hier demain \
            lundi mardi mercredi jeudi vendredi samedi dimanche fois temps",
    },
    WordsOfLanguage {
        stop: "\
            al algo así aunque bueno como con cual cuando de del desde donde dos el ella ellos \
            en entonces era es esa ese eso esta está este esto estoy fue ha hace hay la las le \
            les lo los más me mi mucho muy nada ni no nos o para pero poco por porque pues que \
            qué quien se ser si sí sin sobre son su sus también tan te tengo tiene todo todos tu \
            un una uno y ya yo",
        amounts: "\
            tres cuatro cinco siete ocho nueve diez veinte treinta cien mil media hora horas \
            minuto minutos día días semana semanas mes meses año años mañana tarde noche ayer \
            lunes martes miércoles jueves viernes sábado domingo vez veces tiempo",
    },
    WordsOfLanguage {
        stop: "\
            ao aos aqui até cada coisa da das dele depois do dos e ela ele em então era eu foi \
            gente isso isto já lá mais mas me mesmo meu minha muito na não nas né no nos num \
            numa os ou pela pelo por porque pra quando que se sem ser seu só sua tá tem tenho \
            também tudo um uma você",
        amounts: "\
            dois três quatro sete oito nove dez vinte trinta cem dia dias ano anos manhã noite \
            ontem amanhã segunda terça quarta quinta sexta",
    },
    WordsOfLanguage {
        stop: "\
            abbiamo ad allora anche ancora che chi ci come con cosa così cui da dal dalla dei \
            del della di dove e è ed era gli ha ho i il in io la le lei lo loro lui ma mi mia \
            mio molto ne nel nella no non o per perché però più poi qua quando quello questa \
            questo qui se si sì sono su sua suo tra tutto un una uno va",
        amounts: "\
            due tre quattro cinque sei sette otto nove dieci venti trenta cento mila ora ore \
            minuti giorno giorni settimana settimane mese mesi anno anni mattina sera notte ieri \
            domani lunedì martedì mercoledì giovedì venerdì sabato domenica volta volte",
    },
    WordsOfLanguage {
        stop: "\
            aan al als ben bij dan dat de deze die dit doen door dus een en er even gaan gaat \
            geen gewoon had heb hebben heeft het hij hoe ik in is ja je kan maar me meer met mij \
            mijn moet na naar nee niet nog nu of om omdat ook op over te toch toen tot uit van \
            veel voor waar want wat we wel wij wil worden wordt ze zich zijn zo",
        amounts: "\
            twee drie vier vijf zes zeven acht negen tien twintig dertig honderd uur uren dag \
            dagen week weken maand maanden jaar jaren ochtend avond gisteren maandag dinsdag \
            woensdag donderdag vrijdag zaterdag zondag keer tijd",
    },
    WordsOfLanguage {
        stop: "\
            aby albo ale bardzo bez bo być był było by co czy dla do gdy gdzie i ich ja jak \
            jakieś jako je jego jej jest jeszcze jestem już każdy kiedy ktoś która które który \
            ma mam mi mnie może mój my na nam nas nie nic nim niż no o od on ona oni po pod \
            przez przy się są ta tak taki tam te tego ten to tu tylko tym w wszystko z za ze że \
            żeby",
        amounts: "\
            dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć sto godzina godziny dzień \
            dni tydzień tygodnie miesiąc rok lat rano wieczorem wczoraj jutro razy czas",
    },
    WordsOfLanguage {
        stop: "\
            alltså att av bara blev blir de den det där dig din du då en ett eller efter för \
            från ganska ha han har hade hon hur här i inte ja jag ju kan kom kommer liksom man \
            med men mig min mycket någon något nej ni när nu och också om oss på sig sin ska \
            skulle som så till typ under upp ut vad var vi vill är även",
        amounts: "\
            två tre fyra fem sex sju åtta nio tio hundra timme timmar dag dagar vecka veckor \
            månad år gånger",
    },
    WordsOfLanguage {
        stop: "\
            ama ben bana beni bir biraz biz bu bunu çok da daha de değil diye en gibi hem her \
            hiç için ile işte ise ki kadar mi mı mu ne o olan olarak oldu oluyor on onu sen siz \
            şey şu tane tam var ve veya ya yani yok zaman evet hayır",
        amounts: "\
            iki üç dört beş altı yedi sekiz dokuz yüz saat gün hafta ay yıl kez dakika",
    },
    WordsOfLanguage {
        stop: "\
            а без бы был была были было быть в вам вас во вот все всё вы где да для до его ее её \
            если есть еще ещё же за и из или им их к как когда ко кто ли мне меня мы на надо нас \
            не нет ни но ну о об он она они от очень по потом потому при просто с со так там то \
            тоже только ты у уже что чтобы это этот я",
        amounts: "\
            два три четыре пять шесть семь восемь девять десять сто час часа часов день дня дней \
            неделя недели месяц год года лет раз минут время",
    },
    WordsOfLanguage {
        stop: "\
            في من على إلى عن أن إن ما لا هذا هذه ذلك التي الذي كان كانت هو هي هم أنا نحن مع كل \
            لم لن قد ثم أو و يعني بس",
        amounts: "",
    },
];
