"""Words for numbers: cardinals (with the small ones of a few other languages), scales, ordinals, parts."""


def _counted(text: str, start: int = 0, step: int = 1) -> dict[str, int]:
    return {word: start + step * number for number, word in enumerate(text.split())}


CARDINALS: dict[str, int] = {
    **_counted("zero one two three four five six seven eight nine ten eleven twelve"),
    **_counted("thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 13),
    **_counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    "fourty": 40,
    "nil": 0,
    "nought": 0,
    "single": 1,
    "couple": 2,
    "pair": 2,
    "dozen": 12,
    **_counted("uno dos tres cuatro cinco seis siete ocho nueve diez", 1),
    **_counted("deux trois quatre cinq six sept huit neuf dix", 2),
    **_counted("eins zwei drei vier fünf sechs sieben acht neun zehn", 1),
    **_counted("due tre quattro cinque sei sette otto nove dieci", 2),
    **_counted("onze douze treize quatorze quinze seize", 11),
    **_counted("doce trece catorce quince", 12),
    **_counted("dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn", 13),
    **_counted("undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove", 11),
    **_counted("vingt trente quarante cinquante soixante", 20, 10),
    **_counted("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 20, 10),
    **_counted("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10),
    **_counted("venti trenta quaranta cinquanta sessanta settanta ottanta novanta", 20, 10),
}
SCALES: dict[str, int] = {
    word: size
    for size, words in {
        12: "dozen dozens",
        10**2: "hundred hundreds",
        10**3: "thousand thousands mil mille tausend",
        10**5: "lakh",
        10**6: "million millions mio",
        10**7: "crore",
        10**9: "billion billions",
        10**12: "trillion trillions",
    }.items()
    for word in words.split()
}
MULTIPLES: dict[str, int] = {"once": 1, "twice": 2, "thrice": 3}
ORDINALS: dict[str, int] = {
    **_counted("zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"),
    **_counted("thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", 13),
    **_counted("thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth", 30, 10),
    "thousandth": 10**3,
    "millionth": 10**6,
    "billionth": 10**9,
}
PARTS: dict[str, int] = {
    **{
        word: size
        for size, words in {2: "half halves", 4: "quarter quarters"}.items()
        for word in words.split()
    },
    **{
        word: ORDINALS[ordinal]
        for ordinal in ("third", "fourth", "fifth", "sixth", "eighth", "tenth", "hundredth", "thousandth")
        for word in (ordinal, ordinal + "s")
    },
}
