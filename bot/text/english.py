"""Everyday English that belongs to no field: function words, opposites, near-synonyms, irregular forms.

A field's own words live in its pack's glossary, never here.
"""

from bot.text.lookalikes import fold


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, folded as responses are."""
    return frozenset(fold(word) for word in text.split())


ARTICLES = word_set(
    """
    a an the
    """
)

# Words that carry grammar, not content; those of a few other languages too, since chats mix them.
FUNCTION = ARTICLES | word_set(
    """
    of in on at to for from by with as into onto over under via per through within between among about
    using another other against and or is are was were be been being am it its it's he she they them their
    his her this that these those there here which who whom whose what when where why how do does did done
    has have had having will would can could shall should may might must i you we u ur your my our me us
    one ones whoever whatever whichever wherever so then than if while because since but also too just only
    very really quite some any each
    every all both either el la los las un una unos unas de del al y es son en por para con lo le les du
    des et est sont c'est au aux l d qu que der die das den dem ein eine einen und ist sind im il gli uno
    di della e o os um uma da dos het een van är ett det och sa jest w na
    """
)

# What people say around an answer without adding anything to it.
FILLER = word_set(
    """
    think guess reckon believe suppose assume say bet sure maybe perhaps probably possibly presumably
    likely definitely certainly surely obviously clearly basically literally actually simply honestly well
    ok okay oh ah um uh umm uhh erm er hm hmm hmmm hey hi hello yo yeah yea yep yup yes lol lmao haha
    hahaha xd rofl imo imho iirc afaik tbh btw ofc course pls plz please thanks thx ty cheers bro man dude
    mate guys folks sir answer answers response solution correct right called named known means meaning
    stands refers something like kinda sorta kind sort pretty gotta gonna wanna want know remember recall
    obv obvs deffo prolly probs innit bruh fam ngl fr tho lads mates duh welp meh yay surely
    easy guessing thinking final going im i'm i'd i'll i've that's thats it'd must's let lets let's see
    exactly good question try again finally it'll claro seguro seguramente bueno entonces mira gracias
    favor amigo hola jaja supuesto certo entao olha obrigado oi ne alors donc ben bah merci salut
    evidemment certainement genau klar sicher na halt doch eben danke bitte hallo einfach mal allora beh
    sicuro grazie ciao ovviamente gewoon natuurlijk nou hoor bedankt saklart val tack selvfolgelig vel tak
    oczywiscie moze prosze dzieki tabii galiba sanirim evet hai shayad mungkin pasti la asi cred szerintem
    varmaan creo probablemente quizas quiza tal vez peut etre vielleicht talvez forse misschien kanske
    может быть pienso digo supongo respuesta crois pense je suis dirais réponse reponse bien sûr sur
    glaube ich denke meine antwort natürlich acho penso eu resposta credo io risposta denk ik antwoord
    tror jag svar svaret mysle chyba also ja oui si sí sim da ca doit s'agit serait voila euh tippe
    vermutlich wohl müsste sein wäre seria sería eso pues llama deve sarebbe direi volgens mij dus myślę
    bence cevap olmalı това itu menurut saya はい は です だ ます でした 答えは 答 えは 答え だと思う
    と思います だと思います だと と 思 思う います と思う たぶん 多分 えっと 我觉得是 我觉得 应该是 应该
    是 答案是 答案 是的 吧 입니다 이다 답은 아마 думаю это я наверное ответ мне кажется
    """
)

# Nouns that only say what kind of thing something is: "a weighted policy", "the status field".
CLASSIFIERS = word_set(
    """
    service services section sections field fields header headers parameter parameters param params option
    options rule rules setting settings mode modes type types kind feature features policy policies level
    levels side sides value values key keys name names file files process method methods function
    functions system thing things command commands operation operations call calls api action actions
    approach technique strategy strategies pattern property properties attribute attributes variable
    variables flag flags keyword operator element item items unit units tool model algorithm protocol
    phase address store database storage engine software platform framework library package program
    resource device application stage step state status symbol letter number word term language document
    documents format code class group family instruments instrument deployment deployments routing
    processing based shifting ordering request requests typing effort country city company law act
    amendment principle theorem theory effect equation acid gas metal virus disease syndrome bacteria
    interval intervals film movie book novel play song album opera painting team club party war battle
    treaty day month year century lens muscle bone gland vessel vessels cell cells movement scale chord
    clause statement folder period range
    """
)

# The same for places and firms; they only go with a name: "the river Nile", "Apple Inc".
PLACE_KINDS = word_set(
    """
    mount mt mountain river lake sea ocean desert city town village island islands country state county
    province kingdom republic continent planet moon star company corporation inc ltd corp street st avenue
    road
    """
)

# Titles that may stand before a name or be left out.
TITLES = word_set(
    """
    mr mrs ms miss dr prof professor sir dame lord lady king queen prince princess emperor empress tsar
    czar kaiser sultan president pope saint st captain general colonel major admiral archduke duke duchess
    count countess baron reverend chancellor judge justice senator minister jr sr composer author writer
    poet painter artist sculptor architect scientist physicist chemist mathematician philosopher inventor
    explorer actor actress singer economist engineer astronaut
    """
)

# Said by somebody who has no answer and wants to see it.
GIVING_UP = word_set(
    """
    know knew idk dunno idea clue pass skip give gave up sure remember forgot forgotten tell show
    """
)
NEGATIONS = word_set(
    """
    unlikely not no never none neither nor cannot without isn't isnt aren't arent wasn't wasnt weren't
    werent doesn't doesnt don't dont didn't didnt can't cant couldn't couldnt won't wont wouldn't wouldnt
    shouldn't shouldnt haven't havent hasn't hasnt hadn't hadnt ain't aint mustn't mustnt nothing nobody
    nowhere hardly nicht kein keine keinen nunca não nao pas nie niet geen inte ikke nem ei değil non не
    нет 不是 ではない じゃない ではありません じゃありません 아니 아니다 아닙니다 n't nt
    """
)

# Verbs that lead to an answer ("use a role", "look in the logs") and add nothing to it.
LIGHT_VERBS = word_set(
    """
    use uses used using look looks looking put puts set sets take takes taken make makes made get gets got
    go goes give gives given need needs needed happen happens run runs call calls do does done doing
    attach try check choose pick select went comes come becomes become work works mean start starts
    provide provides add adds apply applies help helps let lets allow create creates keep keeps
    """
)

# What people tell somebody to do with a thing; the thing alone says it as well.
ACTIONS = word_set(
    """
    enable activate configure install attach add apply set define specify assign provide request open
    launch deploy
    """
)

# Small words that make another verb of a verb: "scale in", "log out".
PARTICLES = word_set(
    "in on out off up down over away back through by around along across apart together forward"
)

# Words that stand in for a thing said before.
PRONOUNS = word_set("it them they those this these that")

# Words around which order tells: "from A to B" is not "from B to A".
DIRECTIONS = word_set("to from before after over than into then towards until by versus")

# Openers of what is only said in addition: everything from here on explains, it does not name.
DETAIL_OPENERS = word_set(
    """
    because since so but which who whom whose that when where while whereas unlike although though if
    unless until before after for from with in on at to by via through as than of during under over into
    within without is are was were has have had does do did can could will would should may might must it
    they he she we you not isn't aren't and then where's it's they're like e.g i.e eg ie aka namely using
    based called named also never only per around between about against due thanks rather instead except
    plus
    """
)

HEDGES = word_set(
    """
    or either / vs versus oder ou ή или lub eller of
    """
)
