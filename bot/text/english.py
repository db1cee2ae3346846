"""Everyday English that belongs to no field: function words, opposites, near-synonyms, irregular forms.

A field's own words live in its pack's glossary, never here.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLES = _words("a an the")

# Words that carry grammar, not content; those of a few other languages too, since chats mix them.
FUNCTION = ARTICLES | _words(
    "of in on at to for from by with as into onto over under via per through within between among about against"
    " and or is are was were be been being am it its it's he she they them their his her this that these those"
    " there here which who whom whose what when where why how do does did done has have had having will would can"
    " could shall should may might must i you we u ur your my our me us one ones so then than if while because"
    " since but also too just only very really quite some any each every all both either"
    " el la los las un una unos unas de del al y es son en por para con lo le les du des et est sont c'est au aux"
    " l d qu que der die das den dem des ein eine einen und ist sind im il gli uno di del della e o os as um uma do"
    " da dos das het een en van är ett den det och est sa jest to w na"
)

# What people say around an answer without adding anything to it.
FILLER = _words(
    "think guess reckon believe suppose assume say feel bet sure maybe perhaps probably possibly presumably"
    " likely definitely certainly surely obviously clearly basically literally actually simply"
    " honestly well ok okay oh ah um uh umm uhh erm er hm hmm hmmm hey hi hello yo yeah yea yep yup yes lol lmao"
    " haha hahaha xd rofl imo imho iirc afaik tbh btw ofc course pls plz please thanks thx ty cheers bro man dude"
    " mate guys folks sir bot answer answers response solution correct right called named known means meaning stands"
    " refers something like kinda sorta kind sort pretty gotta gonna wanna want know remember recall easy"
    " guessing thinking wild final locked lock going im i'm i'd i'll i've that's thats it'd must's let lets"
    " let's see exactly good question try again finally always it'll simple"
    " creo pienso digo yo supongo respuesta crois pense je suis dirais réponse reponse bien sûr sur glaube ich denke"
    " meine antwort natürlich acho penso eu resposta credo io risposta denk ik antwoord tror jag svar svaret mysle"
    " chyba also ja oui si sí sim da はい は です だ 答えは 答え だと思う と思います 我觉得是 我觉得 应该是 是 думаю это я наверное"
)

# Nouns that only say what kind of thing something is: "the Seine river", "a weighted policy", "the status field".
CLASSIFIERS = _words(
    "service services section sections field fields header headers parameter parameters param params option options"
    " rule rules setting settings mode modes type types kind feature features policy policies level levels side sides"
    " value values key keys name names file files process method methods function functions system thing things"
    " command commands operation operations call calls api action actions approach technique strategy strategies"
    " pattern property properties attribute attributes variable variables flag flags keyword operator element item"
    " items unit units tool model algorithm protocol phase stage step state status symbol letter number word term"
    " language format code class group family instruments instrument deployment deployments routing processing based"
    " shifting ordering request requests typing effort"
    " mount mt mountain river lake sea ocean desert city town village island islands country state county province"
    " kingdom republic continent planet moon star company corporation inc ltd corp street st avenue road king queen"
    " law act amendment principle theorem theory effect equation acid gas metal virus disease syndrome bacteria"
    " film movie book novel play song album opera painting team club party war battle treaty day month year century"
    " lens muscle bone gland vessel vessels cell cells movement scale chord"
)

# Titles that may stand before a name or be left out.
TITLES = _words(
    "mr mrs ms miss dr prof professor sir dame lord lady king queen prince princess emperor empress tsar czar kaiser"
    " sultan president pope saint st captain general colonel major admiral archduke duke duchess count countess baron"
    " reverend chancellor judge justice senator minister jr sr"
)

NEGATIONS = _words(
    "not no never none neither nor cannot without isn't isnt aren't arent wasn't wasnt weren't werent doesn't doesnt"
    " don't dont didn't didnt can't cant couldn't couldnt won't wont wouldn't wouldnt shouldn't shouldnt haven't havent"
    " hasn't hasnt hadn't hadnt ain't aint mustn't mustnt nothing nobody nowhere hardly nicht kein keine keinen nunca"
    " não nao pas nie niet geen inte не n't nt"
)

# Verbs that lead to an answer ("use a role", "look in the logs") and add nothing to it.
LIGHT_VERBS = _words(
    "use uses used using look looks looking put puts set sets take takes taken make makes made get gets got go goes"
    " give gives given need needs needed happen happens run runs call calls do does done doing attach try check"
    " choose pick select go went comes come becomes become work works mean start starts provide provides add adds"
    " apply applies help helps let lets allow create creates keep keeps"
)

# Openers of what is only said in addition: everything from here on explains, it does not name.
DETAIL_OPENERS = _words(
    "because since so but which who whom whose that when where while whereas unlike although though if unless"
    " until before after for from with in on at to by via through as than of during under over into within without"
    " is are was were has have had does do did can could will would should may might must it they he she we you"
    " not isn't aren't and then where's it's they're like e.g i.e eg ie aka namely using based called named also"
    " not never only per around between about against due thanks rather instead except plus"
)

HEDGES = _words("or either / vs versus oder ou ή или lub eller of")

# Opposites. A word met by its opposite is the contrary answer; under a negation it is the same answer.
OPPOSITES: tuple[tuple[str, str], ...] = (
    ("allow", "deny"),
    ("allow", "block"),
    ("permit", "deny"),
    ("permit", "forbid"),
    ("accept", "reject"),
    ("accept", "refuse"),
    ("push", "pull"),
    ("push", "poll"),
    ("pull", "send"),
    ("send", "receive"),
    ("read", "write"),
    ("in", "out"),
    ("up", "down"),
    ("in", "up"),
    ("out", "up"),
    ("out", "down"),
    ("in", "down"),
    ("inbound", "outbound"),
    ("incoming", "outgoing"),
    ("ingress", "egress"),
    ("input", "output"),
    ("inner", "outer"),
    ("inside", "outside"),
    ("internal", "external"),
    ("interior", "exterior"),
    ("encrypt", "decrypt"),
    ("encode", "decode"),
    ("compress", "decompress"),
    ("serialize", "deserialize"),
    ("public", "private"),
    ("global", "regional"),
    ("global", "local"),
    ("remote", "local"),
    ("client", "server"),
    ("customer", "server"),
    ("master", "slave"),
    ("primary", "secondary"),
    ("primary", "replica"),
    ("leader", "follower"),
    ("parent", "child"),
    ("source", "target"),
    ("source", "destination"),
    ("producer", "consumer"),
    ("publisher", "subscriber"),
    ("sender", "receiver"),
    ("start", "stop"),
    ("start", "end"),
    ("begin", "end"),
    ("open", "close"),
    ("create", "delete"),
    ("create", "destroy"),
    ("add", "remove"),
    ("add", "subtract"),
    ("attach", "detach"),
    ("connect", "disconnect"),
    ("enable", "disable"),
    ("lock", "unlock"),
    ("load", "unload"),
    ("install", "uninstall"),
    ("mount", "unmount"),
    ("increase", "decrease"),
    ("rise", "fall"),
    ("raise", "lower"),
    ("grow", "shrink"),
    ("gain", "lose"),
    ("win", "lose"),
    ("give", "take"),
    ("release", "absorb"),
    ("emit", "absorb"),
    ("buy", "sell"),
    ("import", "export"),
    ("upload", "download"),
    ("scale", "shrink"),
    ("more", "less"),
    ("more", "fewer"),
    ("most", "least"),
    ("many", "few"),
    ("max", "min"),
    ("maximum", "minimum"),
    ("high", "low"),
    ("higher", "lower"),
    ("highest", "lowest"),
    ("large", "small"),
    ("larger", "smaller"),
    ("largest", "smallest"),
    ("big", "small"),
    ("bigger", "smaller"),
    ("long", "short"),
    ("longer", "shorter"),
    ("fast", "slow"),
    ("faster", "slower"),
    ("quick", "slow"),
    ("hot", "cold"),
    ("warm", "cold"),
    ("hotter", "colder"),
    ("strong", "weak"),
    ("strong", "eventual"),
    ("stronger", "weaker"),
    ("hard", "soft"),
    ("hard", "easy"),
    ("loud", "soft"),
    ("loud", "quiet"),
    ("bright", "dark"),
    ("light", "dark"),
    ("light", "heavy"),
    ("lighter", "heavier"),
    ("thick", "thin"),
    ("wide", "narrow"),
    ("deep", "shallow"),
    ("full", "empty"),
    ("rich", "poor"),
    ("cheap", "expensive"),
    ("cheaper", "expensive"),
    ("old", "new"),
    ("young", "old"),
    ("early", "late"),
    ("earlier", "later"),
    ("earliest", "latest"),
    ("first", "last"),
    ("before", "after"),
    ("above", "below"),
    ("over", "under"),
    ("upper", "lower"),
    ("top", "bottom"),
    ("left", "right"),
    ("front", "back"),
    ("forward", "backward"),
    ("forward", "reverse"),
    ("north", "south"),
    ("east", "west"),
    ("northern", "southern"),
    ("eastern", "western"),
    ("horizontal", "vertical"),
    ("clockwise", "counterclockwise"),
    ("clockwise", "anticlockwise"),
    ("ascending", "descending"),
    ("major", "minor"),
    ("sharp", "flat"),
    ("positive", "negative"),
    ("plus", "minus"),
    ("odd", "even"),
    ("true", "false"),
    ("yes", "no"),
    ("on", "off"),
    ("active", "passive"),
    ("active", "inactive"),
    ("static", "dynamic"),
    ("concave", "convex"),
    ("same", "different"),
    ("male", "female"),
    ("alive", "dead"),
    ("day", "night"),
    ("always", "never"),
    ("all", "none"),
    ("with", "without"),
    ("synchronous", "asynchronous"),
    ("sync", "async"),
    ("mutable", "immutable"),
    ("stateful", "stateless"),
    ("explicit", "implicit"),
    ("declarative", "imperative"),
    ("vertical", "horizontal"),
    ("blocking", "nonblocking"),
    ("relational", "nonrelational"),
    ("structured", "unstructured"),
    ("managed", "unmanaged"),
    ("signed", "unsigned"),
    ("simple", "complex"),
    ("single", "multiple"),
    ("single", "multi"),
    ("optional", "mandatory"),
    ("optional", "required"),
    ("permanent", "temporary"),
    ("temporary", "persistent"),
    ("virtual", "physical"),
    ("automatic", "manual"),
    ("automated", "manual"),
    ("hypo", "hyper"),
    ("benign", "malignant"),
    ("acute", "chronic"),
    ("acid", "base"),
    ("acidic", "basic"),
    ("acidic", "alkaline"),
    ("guilty", "innocent"),
    ("supply", "demand"),
    ("profit", "loss"),
    ("asset", "liability"),
    ("debit", "credit"),
    ("import", "export"),
    ("deductive", "inductive"),
    ("qualitative", "quantitative"),
    ("objective", "subjective"),
    ("concrete", "abstract"),
    ("away", "towards"),
    ("away", "toward"),
    ("from", "to"),
    ("improve", "worsen"),
    ("improve", "degrade"),
)

# Words that say the same in nearly every sentence; each row is one notion.
SYNONYMS: tuple[str, ...] = (
    "block deny refuse reject drop forbid disallow prohibit prevent",
    "allow permit accept let",
    "improve better enhance boost",
    "increase raise grow",
    "decrease reduce lower shrink lessen",
    "delete remove erase destroy",
    "start begin commence launch",
    "stop halt cease",
    "end finish terminate",
    "create make build",
    "customer client",
    "quick fast rapid",
    "soft quiet",
    "expensive costly pricey dear pricier dearer",
    "cheap inexpensive",
    "big large",
    "small little tiny",
    "everything all any every anything entire whole",
    "nothing none nobody",
    "speed velocity",
    "get obtain retrieve fetch",
    "send transmit",
    "store save keep",
    "release emit give off",
    "automatic automatically automated auto",
    "several multiple multi many",
    "purchase buy",
    "error mistake fault",
    "picture image photo",
    "copy duplicate replicate",
    "identical same equal",
    "away from",
    "towards toward to",
    "through thru",
    "storage store",
    "user person",
    "must required mandatory",
)

# Shortened words and what they are short for.
CLIPPINGS: dict[str, str] = dict(
    pair.split("=")
    for pair in (
        "async=asynchronous sync=synchronous config=configuration conf=configuration auth=authentication"
        " authn=authentication authz=authorization repo=repository admin=administrator app=application"
        " apps=applications db=database env=environment dev=development prod=production param=parameter"
        " params=parameters arg=argument args=arguments var=variable vars=variables func=function lib=library"
        " dir=directory doc=document docs=documents spec=specification temp=temporary max=maximum min=minimum"
        " avg=average num=number id=identifier ids=identifiers info=information intro=introduction ops=operations"
        " perf=performance ref=reference stats=statistics sys=system util=utility gov=government govt=government"
        " lab=laboratory exam=examination math=mathematics maths=mathematics bio=biology chem=chemistry"
        " photo=photograph phone=telephone fridge=refrigerator flu=influenza gym=gymnasium vet=veterinarian"
        " dept=department mgmt=management msg=message msgs=messages req=request resp=response attr=attribute"
        " cmd=command ctrl=control del=delete dest=destination src=source exec=execute init=initialize"
        " int=integer str=string bool=boolean char=character pkg=package pwd=password tmp=temporary vm=virtual-machine"
        " k8s=kubernetes i18n=internationalization vit=vitamin med=mediterranean st=saint mt=mount ft=fort"
        " vs=versus approx=approximately btwn=between w/=with w/o=without bc=because cos=because"
        " jan=january feb=february mar=march apr=april jun=june jul=july aug=august sep=september sept=september"
        " oct=october nov=november dec=december mon=monday tue=tuesday tues=tuesday wed=wednesday thu=thursday"
        " thur=thursday thurs=thursday fri=friday sat=saturday sun=sunday"
    ).split()
)

IRREGULAR: dict[str, str] = dict(
    pair.split("=")
    for pair in (
        "indices=index indexes=index vertices=vertex matrices=matrix appendices=appendix analyses=analysis"
        " hypotheses=hypothesis theses=thesis crises=crisis axes=axis bases=base diagnoses=diagnosis"
        " criteria=criterion phenomena=phenomenon mitochondria=mitochondrion bacteria=bacterium media=medium"
        " nuclei=nucleus fungi=fungus alumni=alumnus radii=radius stimuli=stimulus cacti=cactus foci=focus"
        " larvae=larva vertebrae=vertebra formulae=formula antennae=antenna algae=alga children=child people=person"
        " men=man women=woman feet=foot teeth=tooth mice=mouse geese=goose leaves=leaf knives=knife wolves=wolf"
        " wives=wife lives=life halves=half shelves=shelf thieves=thief oxen=ox quanta=quantum spectra=spectrum"
        " strata=stratum ova=ovum errata=erratum schemata=schema schemas=schema atria=atrium"
        " written=write wrote=write writes=write sent=send kept=keep built=build ran=run went=go gone=go lost=lose"
        " held=hold began=begin begun=begin broke=break broken=break chose=choose chosen=choose came=come"
        " drew=draw drawn=draw drove=drive driven=drive ate=eat eaten=eat fell=fall fallen=fall found=find"
        " flew=fly flown=fly froze=freeze frozen=freeze gave=give given=give grew=grow grown=grow hid=hide"
        " hidden=hide knew=know known=know laid=lay led=lead left=leave made=make met=meet paid=pay rode=ride"
        " rose=rise risen=rise said=say saw=see seen=see sold=sell shook=shake shaken=shake shrank=shrink"
        " sang=sing sung=sing sank=sink slept=sleep spoke=speak spoken=speak stole=steal stolen=steal"
        " swam=swim took=take taken=take taught=teach thought=think threw=throw thrown=throw told=tell"
        " used=use using=use gases=gas lenses=lens lens=lens buses=bus understood=understand won=win bought=buy brought=bring caught=catch dying=die lying=lie tying=tie"
    ).split()
)
