"""Plain Dutch that holds for every region: small words, what says no, what says only, numbers, days, months. Words of
the field (acts, things, organisations) stand in the vocabulary. All in small letters without accents."""


def _listed(words: str) -> list[str]:
    return words.split()


def _words(words: str) -> frozenset[str]:
    return frozenset(_listed(words))


SMALL = _words(
    "de het een en of van voor met op in aan bij te ten ter om dat die dit deze dan als er is zijn was wordt "
    "worden werd heeft hebben had kan kunnen mag mogen moet moeten zal zullen zou gaat gaan komt komen wil willen "
    "laat laten doet doen krijgt krijgen neemt nemen blijft blijven staat staan zet zetten houdt houden wel ook "
    "nog al nu hier daar daarna dus maar want omdat zodat zoals uit over naar door tot na per via tegen onder "
    "tussen rond wie wat waar hoe hij zij ze hem haar hun wij we ons onze u uw zich zelf zo meer minder veel alle "
    "elk elke ieder iedere andere ander anderen iemand niemand niets niet geen nooit nergens enkel enkele alleen "
    "uitsluitend slechts zonder totdat zolang zodra indien wanneer tenzij behalve voordat nadat terwijl uiterlijk "
    "vanaf maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli "
    "augustus september oktober november december uur dag dagen week weken maand maanden mevrouw mevr mw meneer "
    "heer dhr kind waarin waarop waarbij wordt men ene eerst weer steeds altijd direct meteen gewoon wijze manier "
    "vorm keer the a of to and"
)
"""Words that say nothing of what a condition is about."""
DENIES = (
    *("gaat niet door", "uit den boze", "blijft tussen", "geen sprake", "blijft weg", "afgezien", "ziet af", "zien af"),
    *("weiger", "vervalt", "vervallen", "uitgestel", "opgeschort", "geschorst", "stopgezet", "beeindig", "uitgesloten"),
    *("afgewezen", "afgeraden", "ontraad", "ontraden", "onveilig", "onverstandig", "ongewenst", "geheim", "vermijd"),
    *("voorkom", "verbied", "stoppen met", "stopt met", "onthoudt", "weggelaten", "geenszins", "niks"),
)
"""Says no beside the cues of a ban in the vocabulary: whole phrases, and beginnings of words."""
NO = _words("niet geen nooit niemand niets niks nergens noch nee")
"""Says no in any Dutch."""
BAN_ENDS = "verbod"
"""How a word for a ban ends: contactverbod, straatverbod."""
MUST = _words("moet moeten dient dienen")
NO_DENIAL = (
    *(
        "niet zonder",
        "niet alleen",
        "niet uitgesloten",
        "niet verboden",
        "niet anders dan",
        "geen bezwaar",
        "niet later",
    ),
    *(
        "geen probleem",
        "niet meer dan",
        "niet langer dan",
        "niet minder dan",
        "zo niet",
        "niet geheim",
        "niet nodig om",
    ),
)
"""Looks like a no and is none."""
ONLY = _words("alleen uitsluitend enkel slechts pas")
"""Allows one thing and with that forbids the rest."""
EXCEPT = _words("behalve uitgezonderd tenzij buiten")
UNTIL = _words("tot totdat zolang voordat tenzij")
"""A term or condition that ends a ban."""
AFTER = _words("na nadat zodra als indien wanneer")
"""A term or condition with which something begins."""
ASIDE = _words("zolang als indien wanneer zodra nadat voordat totdat omdat zodat want mocht aangezien")
"""Begins a part of a sentence that is not asked for itself."""
TURNS = _words("maar echter wel")
NUMBERS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
    )
    for word in (words, str(number))
    if word not in ("nul", "een", "0")
}
AT_MOST = _words("hoogstens maximaal hooguit max")
AT_LEAST = _words("minstens minimaal tenminste")
DAYS: dict[str, int] = {
    name: place for place, name in enumerate(_listed("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"))
}
MONTHS: dict[str, int] = {
    name: number
    for number, name in enumerate(
        _listed("januari februari maart april mei juni juli augustus september oktober november december"), 1
    )
}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"mrt": 3}
PLACES: dict[str, str] = {
    word: place
    for place, words in {
        "home": "thuis huis woning huisadres verblijfadres voordeur",
        "work": "werk kantoor werkplek bedrijf werkgever",
        "school": "school schoolplein peuterspeelzaal opvanglocatie",
        "station": "bureau politiebureau",
        "shelter": "opvang",
        "neutral": "neutrale",
        "grandmother": "oma",
        "street": "straat",
        "garage": "garage",
    }.items()
    for word in words.split()
}
"""Places that people mean with more than one word."""
BEFORE_A_PLACE = _words("bij op in aan naar langs")
OPPOSITES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("bewaar", "bewaren", "bewaard", "houdt"), ("verwijder", "wis", "wissen", "gewist", "weggooi")),
    (("blijf",), ("vertrek", "verhuis", "verlaat")),
    (("ingeschakeld",), ("uitgeschakeld",)),
    (("doorgaat", "loopt", "hervat", "uitgevoerd"), ("stopt", "gestopt", "uitgesteld", "schors", "geschorst")),
    (("openbaar", "zichtbaar"), ("afgeschermd", "dicht", "prive")),
    (("telefonisch",), ("schriftelijk",)),
)
"""Beginnings of words that say the opposite of one another."""
VICTIM_WORDS = _words("slachtoffer moeder")
SUSPECT_WORDS = _words("verdachte dader client cliente vader")
CHILD_WORDS = _words("kinderen kind dochter zoon")
TITLES: dict[str, str] = {
    word: title
    for title, words in {"she": "mevrouw mevr mw", "he": "heer meneer dhr"}.items()
    for word in words.split()
}
