"""How everyday English words relate: opposites, near-synonyms, shortened and irregular forms.

A field's own words live in its pack's glossary, never here.
"""

import re


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(left, right) for left, _, right in (pair.partition("=") for pair in text.split())]


# A word met by its opposite is the contrary answer; under a negation it is the same answer.
OPPOSITES = _pairs(
    """
    allow=deny allow=block permit=deny permit=forbid accept=reject accept=refuse push=pull push=poll
    pull=send send=receive read=write in=out up=down in=up out=up out=down in=down inbound=outbound
    incoming=outgoing ingress=egress input=output inner=outer inside=outside internal=external
    interior=exterior encrypt=decrypt encode=decode compress=decompress serialize=deserialize public=private
    global=regional global=local remote=local client=server customer=server master=slave primary=secondary
    primary=replica leader=follower parent=child source=target source=destination producer=consumer
    publisher=subscriber sender=receiver start=stop start=end begin=end open=close create=delete
    create=destroy add=remove add=subtract attach=detach connect=disconnect enable=disable lock=unlock
    load=unload install=uninstall mount=unmount increase=decrease rise=fall raise=lower grow=shrink
    gain=lose win=lose give=take release=absorb emit=absorb buy=sell import=export upload=download
    scale=shrink more=less more=fewer most=least many=few max=min maximum=minimum high=low higher=lower
    highest=lowest large=small larger=smaller largest=smallest big=small bigger=smaller long=short
    longer=shorter fast=slow faster=slower quick=slow hot=cold warm=cold hotter=colder strong=weak
    strong=eventual stronger=weaker hard=soft hard=easy loud=soft loud=quiet bright=dark light=dark
    light=heavy lighter=heavier thick=thin wide=narrow deep=shallow full=empty rich=poor cheap=expensive
    cheaper=expensive old=new young=old early=late earlier=later earliest=latest first=last before=after
    above=below over=under upper=lower top=bottom left=right front=back forward=backward forward=reverse
    north=south east=west northern=southern eastern=western horizontal=vertical clockwise=counterclockwise
    clockwise=anticlockwise ascending=descending major=minor sharp=flat positive=negative plus=minus
    odd=even true=false yes=no on=off active=passive active=inactive static=dynamic concave=convex
    same=different male=female alive=dead day=night always=never all=none with=without
    synchronous=asynchronous sync=async mutable=immutable stateful=stateless explicit=implicit
    declarative=imperative vertical=horizontal blocking=nonblocking relational=nonrelational
    structured=unstructured managed=unmanaged signed=unsigned simple=complex single=multiple single=multi
    optional=mandatory optional=required permanent=temporary temporary=persistent virtual=physical
    automatic=manual automated=manual hypo=hyper benign=malignant acute=chronic acid=base acidic=basic
    acidic=alkaline guilty=innocent supply=demand profit=loss asset=liability debit=credit import=export
    deductive=inductive qualitative=quantitative objective=subjective concrete=abstract away=towards
    excessive=insufficient row=column cause=effect winner=loser creditor=debtor lender=borrower
    away=toward from=to improve=worsen improve=degrade
    """
)

# Words that say the same in nearly every sentence; each line is one notion.
SYNONYMS = [
    line.split()
    for line in """
    block deny refuse reject drop forbid disallow prohibit prevent
    allow permit accept let
    improve better enhance boost
    increase raise rise grow climb higher more
    decrease reduce lower low less lessen shrink cut minimize fewer fall drop decline sink
    lose lost gone disappear vanish wipe erase
    keep retain preserve
    access reach connect get
    win override prevail precedence
    only just solely exclusively
    shared common
    wait pause
    choose select pick
    show display
    change modify alter edit update
    need require
    separate split divide decouple
    join merge combine
    check verify validate
    run execute
    cheap cheaper inexpensive
    below under beneath underneath lower less
    above over higher greater more
    guarantee ensure
    happen occur
    use utilize employ
    start begin commence launch
    stop halt cease
    end finish terminate
    create make build
    customer client
    quick fast rapid
    soft quiet
    expensive costly pricey dear pricier dearer
    cheap inexpensive
    big large
    small little tiny
    everything all any every anything entire whole
    nothing none nobody
    get obtain retrieve fetch
    send transmit
    store save keep
    release emit give off
    automatic automatically automated auto
    several multiple multi many
    purchase buy
    error mistake fault
    picture image photo
    copy duplicate replicate
    identical same equal
    away from
    towards toward to
    through thru
    storage store
    user person
    must required mandatory
    delete remove erase destroy wipe clear
    enable activate
    another other different new further
    customer user client
    several multiple many
    least minimum minimal
    unlimited infinite limitless unbounded endless
    graph map diagram
    empty blank
    speed velocity
    start boot begin
    host run
    log record
    limit cap restrict
    encrypted secure
    expire end
    free unpaid
    rollback revert undo
    throttle limit
    trigger invoke fire
    steady constant stable predictable
    spread distribute
    forever indefinitely
    read fetch retrieve
    own belong
    high elevated raised
    full complete
    after once following
    stay remain keep
    beforehand before
    """.strip().splitlines()
]

# Shortened words and what they are short for, the likelier one first.
CLIPPINGS = _pairs(
    """
    async=asynchronous sync=synchronous config=configuration conf=configuration auth=authentication
    authn=authentication authz=authorization repo=repository admin=administrator app=application
    apps=applications db=database env=environment dev=development prod=production param=parameter
    params=parameters arg=argument args=arguments var=variable vars=variables func=function
    lib=library dir=directory doc=document docs=documents spec=specification temp=temporary
    max=maximum min=minimum avg=average num=number id=identifier ids=identifiers info=information
    intro=introduction ops=operations perf=performance ref=reference stats=statistics sys=system
    util=utility gov=government govt=government lab=laboratory exam=examination math=mathematics
    maths=mathematics bio=biology chem=chemistry photo=photograph phone=telephone
    fridge=refrigerator flu=influenza gym=gymnasium vet=veterinarian dept=department mgmt=management
    msg=message msgs=messages req=request resp=response attr=attribute cmd=command ctrl=control
    del=delete dest=destination src=source exec=execute init=initialize int=integer str=string
    bool=boolean char=character pkg=package pwd=password tmp=temporary vm=virtual-machine
    k8s=kubernetes i18n=internationalization vit=vitamin med=mediterranean st=saint mt=mount ft=fort
    deps=dependencies creds=credentials vs=versus v=versus approx=approximately btwn=between w/=with
    w/o=without def=definition defs=definition neg=negative pos=positive bc=because cos=because
    asynch=asynchronous synch=synchronous prep=prepare
    jan=january feb=february mar=march apr=april jun=june jul=july aug=august sep=september sept=september
    oct=october nov=november dec=december mon=monday tue=tuesday tues=tuesday wed=wednesday thu=thursday
    thur=thursday thurs=thursday fri=friday sat=saturday sun=sunday maj=major min=minor
    """
)

# Forms that no rule of inflection finds, and verbal nouns with their verb.
IRREGULAR = dict(
    _pairs(
        """
        indices=index indexes=index vertices=vertex matrices=matrix appendices=appendix
        analyses=analysis hypotheses=hypothesis theses=thesis crises=crisis axes=axis bases=base
        diagnoses=diagnosis criteria=criterion phenomena=phenomenon mitochondria=mitochondrion
        bacteria=bacterium media=medium nuclei=nucleus fungi=fungus alumni=alumnus radii=radius
        stimuli=stimulus cacti=cactus foci=focus larvae=larva vertebrae=vertebra formulae=formula
        antennae=antenna algae=alga children=child people=person men=man women=woman feet=foot
        teeth=tooth mice=mouse geese=goose leaves=leaf knives=knife wolves=wolf wives=wife lives=life
        halves=half shelves=shelf thieves=thief oxen=ox quanta=quantum spectra=spectrum strata=stratum
        ova=ovum errata=erratum schemata=schema schemas=schema atria=atrium written=write wrote=write
        writes=write sent=send kept=keep built=build ran=run went=go gone=go lost=lose held=hold
        began=begin begun=begin broke=break broken=break chose=choose chosen=choose came=come drew=draw
        drawn=draw drove=drive driven=drive ate=eat eaten=eat fell=fall fallen=fall found=find flew=fly
        flown=fly froze=freeze frozen=freeze gave=give given=give grew=grow grown=grow hid=hide
        hidden=hide knew=know known=know laid=lay led=lead left=leave made=make met=meet paid=pay
        rode=ride rose=rise risen=rise said=say saw=see seen=see sold=sell shook=shake shaken=shake
        shrank=shrink sang=sing sung=sing sank=sink slept=sleep spoke=speak spoken=speak stole=steal
        stolen=steal swam=swim took=take taken=take taught=teach thought=think threw=throw thrown=throw
        told=tell registration=register retention=retain invocation=invoke description=describe
        subscription=subscribe transmission=transmit decision=decide division=divide extension=extend
        expansion=expand conversion=convert reception=receive production=produce reduction=reduce
        destruction=destroy consumption=consume assumption=assume collision=collide explosion=explode
        erosion=erode diffusion=diffuse emission=emit omission=omit suspension=suspend
        comparison=compare growth=grow loss=lose failure=fail storage=store usage=use removal=remove
        approval=approve renewal=renew withdrawal=withdraw used=use using=use gases=gas lenses=lens
        lens=lens buses=bus understood=understand won=win bought=buy brought=bring caught=catch
        gaseous=gas dying=die lying=lie tying=tie
        """
    )
)

# British spellings that no rule turns into American ones.
BRITISH = dict(
    _pairs(
        """
        grey=gray defence=defense offence=offense licence=license practise=practice programme=program
        tyre=tire kerb=curb plough=plow mould=mold moult=molt smoulder=smolder storey=story cheque=check
        gaol=jail aeroplane=airplane pyjamas=pajamas moustache=mustache draught=draft manoeuvre=maneuver
        fulfil=fulfill enrol=enroll skilful=skillful jewellery=jewelry artefact=artifact ageing=aging
        whisky=whiskey yoghurt=yogurt doughnut=donut disc=disk cosy=cozy axe=ax tranquillity=tranquility
        woollen=woolen chilli=chili meagre=meager cypher=cipher gipsy=gypsy czar=tsar tzar=tsar
        traveller=traveler counsellor=counselor modeller=modeler jeweller=jeweler labeller=labeler
        marvellous=marvelous aluminium=aluminum sulphur=sulfur sceptic=skeptic sceptical=skeptical
        odour=odor ochre=ocher
        """
    )
)

# Verbs of several words that are one notion.
PHRASES = {
    "turn on": "enable",
    "turns on": "enable",
    "turned on": "enable",
    "turning on": "enable",
    "switch on": "enable",
    "switched on": "enable",
    "switching on": "enable",
    "turn off": "disable",
    "turns off": "disable",
    "turned off": "disable",
    "turning off": "disable",
    "switch off": "disable",
    "switched off": "disable",
    "gets rid of": "removes",
    "get rid of": "remove",
    "gives off": "emits",
    "give off": "emit",
    "takes in": "absorbs",
    "take in": "absorb",
    "give out": "emit",
    "gives out": "emits",
    "rolls back": "rollback",
    "roll back": "rollback",
    "rolled back": "rollback",
    "rolling back": "rollback",
    "no upper limit": "unlimited",
    "no limit": "unlimited",
    "no limits": "unlimited",
    "without limit": "unlimited",
    "without a limit": "unlimited",
    "no maximum": "unlimited",
    "as many as you want": "unlimited",
    "as many as you like": "unlimited",
    "as much as you want": "unlimited",
    "as much as you like": "unlimited",
    "more than one": "several",
    "at the same time": "simultaneously",
    "speeds up": "accelerates",
    "speed up": "accelerate",
    "gets bigger": "grows",
    "get bigger": "grow",
    "goes up": "increases",
    "go up": "increase",
    "goes down": "decreases",
    "go down": "decrease",
    "set up": "configure",
    "sets up": "configure",
    "setting up": "configure",
    "carry out": "run",
    "carries out": "runs",
    "find out": "discover",
    "shut down": "stop",
    "shuts down": "stops",
    "too much": "excessive",
    "too many": "excessive",
    "too little": "insufficient",
    "too few": "insufficient",
    "not enough": "insufficient",
    "throw away": "discard",
    "throws away": "discards",
    "get ready": "prepare",
    "gets ready": "prepares",
    "getting ready": "preparing",
    "be ready": "prepare",
    "in advance": "beforehand",
    "ahead of time": "beforehand",
    "as soon as": "once",
    "right hand": "right",
    "right-hand": "right",
    "left hand": "left",
    "left-hand": "left",
    "keeps out": "blocks",
    "lets in": "allows",
    "let in": "allow",
}
_PHRASE = re.compile(r"\b(?:" + "|".join(sorted(PHRASES, key=len, reverse=True)) + r")\b", re.IGNORECASE)


# "Turn it off", "switching the engine on": the particle may stand behind what it is done to.
_PARTED = re.compile(
    r"\b(turn|switch|shut)(s|es|ed|ing|ting|)\s+((?:it|them|this|that|(?:the|your|its|an?)\s+[\w-]+)\s+)"
    r"(on|off|down)\b",
    re.IGNORECASE,
)


def single_words(text: str) -> str:
    """`text` with verbs of several words replaced by single ones."""
    text = _PARTED.sub(r"\1\2 \4 \3", text)
    return _PHRASE.sub(lambda match: PHRASES[match[0].lower()], text)
