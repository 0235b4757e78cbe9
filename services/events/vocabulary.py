"""Words by which a line of a log proposes what kind of event it is and how grave: Dutch and English.

A proposal only: a person looks at every line before it is kept. Words that come after a denial ("niet aangehouden",
"no threat") count for nothing. In the lists `*` stands for any letters, phrases are set apart by commas.
"""

import re

from models.terms import EventKind, Gravity

_DENIED = re.compile(r"\b(?:niet|geen|nooit|zonder|not|no|never|without)\s+(?:\w+\s+)?$", re.IGNORECASE)
_DENIAL_REACHES, _LONGEST_LOOK = 40, 2_000
_ORDER = """
*verbod, gedragsaanwijzing, maatregel*, enkelband, schorsingsvoorwaarde*, omgangsregeling,
order, restraining order, ban, ankle tag
"""
_BEGINS = """
opgelegd, ingegaan, gaat in, gaan in, in werking, van kracht, begint, beginnen, begonnen, uitgereikt, betekend,
uitgevaardigd, verlengd, imposed, starts, started, begins, began, served, issued, extended, in force
"""
_ENDS = """
afgelopen, verlopen, verloopt, eindigt, eindigde, beëindigd, loopt af, vervalt, vervallen, opgeheven, ingetrokken,
ends, ended, expires, expired, lifted, withdrawn
"""
_KINDS = (
    (
        EventKind.BREACH,
        """
        overtred*, overtrad*, overtreedt, schendt, schending*, schond*, geschonden, in strijd met het *,
        in strijd met de *, ondanks het *verbod, ondanks zijn *verbod, ondanks de *aanwijzing, ondanks de voorwaarden,
        breach*, violat*, despite the ban, despite the order, despite the restraining order
        """,
    ),
    (EventKind.ORDER_ENDS, (_ORDER, _ENDS)),
    (EventKind.ORDER_STARTS, (_ORDER, _BEGINS)),
    (
        EventKind.RELEASE,
        """
        vrijgelaten, vrijlating, heengezonden, in vrijheid gesteld, weer vrij, komt vrij, hechtenis geschorst,
        released, release from custody, release from prison
        """,
    ),
    (
        EventKind.ARREST,
        """
        aangehouden, aanhouding, gearresteerd, arrestatie, opgepakt, in verzekering, inverzekering*, in bewaring,
        arrest, arrested, taken into custody
        """,
    ),
    (
        EventKind.HEARING,
        """
        zitting, rechtszitting, rechtszaak, voorgeleid, voorgeleiding, raadkamer, pro forma, uitspraak,
        hearing, court date, trial
        """,
    ),
    (EventKind.COMPLAINT, "aangifte, klacht ingediend, formal complaint, pressed charges, reported to the police"),
    (
        EventKind.ADDRESS_KNOWN,
        """
        adres bekend, adres is bekend, adres was bekend, adres gevonden, adres achterhaald, adres uitgelekt,
        weet waar ze woont, weet waar zij woont, weet waar ze verblijft, weet waar mevrouw woont,
        weet nu waar ze woont, weet nu waar zij woont, kent het adres, kent het nieuwe adres, kent haar adres,
        address known, address became known, address is known, address found, address leaked, knows the address,
        knows her address, knows his address, found out where
        """,
    ),
    (
        EventKind.CHILD_CONTACT,
        "omgang, omgangs*, bezoekregeling, child contact, contact visit, visit with the child*",
    ),
    (
        EventKind.DIRECTOR_CHANGED,
        """
        nieuwe casusregisseur, andere casusregisseur, wissel casusregisseur, wisseling van casusregisseur,
        wissel van casusregisseur, casusregie over*, new case director, change of case director
        """,
    ),
)
_GRAVITIES = (
    (
        Gravity.VIOLENCE,
        """
        geweld, geslagen, sloeg, slaat, slaan, geschopt, schopte, gestoken, stak haar, stak hem, gewurgd, wurgde,
        verwurg*, mishandel*, geduwd, duwde, vastgegrepen, greep, vastgepakt, aangereden, reed in op, reed op haar in,
        aangerand, verkracht*, brandstichting, brand gesticht, vernield, vernielde, vernieling*, ingegooid, ingeslagen,
        lekgestoken, violence, violent, hit her, hit him, punch*, kicked, stabb*, strangl*, choked, assault*, pushed,
        grabbed, raped, set fire, arson, smashed, slashed
        """,
    ),
    (
        Gravity.THREAT,
        """
        *dreig*, maak je dood, maakt haar dood, maak je af, maak je kapot, doodmaken, vermoord*, doe je wat,
        iets aandoen, wapen*, vuurwapen*, pistool, mes, zelfmoord, zelfdoding, krijgt niemand, laatste waarschuwing,
        chantage, chanteert, threat*, kill, kills, weapon, knife, gun, suicide, blackmail*
        """,
    ),
    (
        Gravity.PROXIMITY,
        """
        stond, staat bij, staat voor, staat in, staan bij, gestaan, reed, rijdt, gereden, volgde, volgt, gevolgd,
        achtervolg*, wachtte, wacht haar op, opgewacht, aan de deur, voor de deur, aangebeld, belde aan, in de straat,
        in de tuin, in de buurt, langs de, langs het, langs haar, kwam langs, bij school, bij de school, bij haar werk,
        op haar werk, bij de woning, bij de sportclub, gezien, gespot, *tracker*, airtag, peilbaken, *apparatuur,
        geparkeerd, parkeert, stood, standing, drove, driving, follow*, waited, waiting, at the door, showed up,
        turned up, outside the, outside her, outside his, spotted, was seen, near the, near her, near his, parked
        """,
    ),
    (
        Gravity.CONTACT,
        """
        *bericht*, app, apps, appt, appte, appje, appjes, geappt, whatsapp*, sms*, mail*, e-mail*, gemaild, brief*,
        kaart*, gebeld, belt, belde, bellen, *telefoon*, oproep*, voicemail*, *account*, instagram, facebook, snapchat,
        tiktok, linkedin, tikkie*, bloemen, cadeau*, pakje*, pakket*, via derden, via een vriend*, via de kinderen,
        vriendschapsverzoek*, message*, text, texts, texted, call, calls, called, phoned, email*, letter, letters,
        flowers, gift, gifts, social media, friend request*, parcel
        """,
    ),
)


def _pattern(phrases: str) -> str:
    """A list of phrases as one pattern of whole words."""
    words = (" ".join(phrase.split()) for phrase in phrases.split(","))
    return "|".join(re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in words if phrase)


def _compiled(phrases: str | tuple[str, str]) -> re.Pattern[str]:
    """The words themselves, or an order and within the same breath what becomes of it."""
    if isinstance(phrases, str):
        source = _pattern(phrases)
    else:
        source = rf"(?:{_pattern(phrases[0])})\b[^.;\n]{{0,40}}\b(?:{_pattern(phrases[1])})"
    return re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.IGNORECASE)


_KIND_WORDS = tuple((kind, _compiled(words)) for kind, words in _KINDS)
_GRAVITY_WORDS = tuple((gravity, _compiled(words)) for gravity, words in _GRAVITIES)

_NAMED_KINDS: dict[str, EventKind] = {
    **{kind.value.replace("_", " "): kind for kind in EventKind},
    "breach": EventKind.BREACH,
    "schending": EventKind.BREACH,
    "aangehouden": EventKind.ARREST,
    "arrest": EventKind.ARREST,
    "vrijgelaten": EventKind.RELEASE,
    "release": EventKind.RELEASE,
    "released": EventKind.RELEASE,
    "hearing": EventKind.HEARING,
    "complaint": EventKind.COMPLAINT,
    "adres": EventKind.ADDRESS_KNOWN,
    "address known": EventKind.ADDRESS_KNOWN,
    "child contact": EventKind.CHILD_CONTACT,
    "order starts": EventKind.ORDER_STARTS,
    "order ends": EventKind.ORDER_ENDS,
    "change of director": EventKind.DIRECTOR_CHANGED,
    "other": EventKind.OTHER,
}
_NAMED_GRAVITIES: dict[str, Gravity] = {
    **{gravity.value: gravity for gravity in Gravity},
    "proximity": Gravity.PROXIMITY,
    "threat": Gravity.THREAT,
    "violence": Gravity.VIOLENCE,
}
_NAMED = re.compile(r"(?P<first>[^\W\d_][^:,/\n]{0,40}?)\s*(?:[,/]\s*(?P<second>[^:,/\n]{1,20}?)\s*)?:\s+(?=\S)")


def kind_of(text: str) -> EventKind:
    """What kind of event a text speaks of; an incident when nothing else is named."""
    return next((kind for kind, words in _KIND_WORDS if _said(words, text)), EventKind.INCIDENT)


def gravity_of(text: str) -> Gravity | None:
    """The gravest thing a text speaks of, or None when no word tells."""
    return next((gravity for gravity, words in _GRAVITY_WORDS if _said(words, text)), None)


def named(text: str) -> tuple[EventKind | None, Gravity | None, str]:
    """Kind and gravity that a text names itself at its beginning ("overtreding, nabijheid: ..."), and the rest."""
    found = _NAMED.match(text)
    if found is None:
        return None, None, text
    first, second = (" ".join((found[name] or "").lower().split()) for name in ("first", "second"))
    kind, gravity = _NAMED_KINDS.get(first), _NAMED_GRAVITIES.get(second)
    if kind is not None and (gravity is not None or not second):
        return kind, gravity, text[found.end() :]
    if first in _NAMED_GRAVITIES and not second:
        return None, _NAMED_GRAVITIES[first], text[found.end() :]
    return None, None, text


def _said(words: re.Pattern[str], text: str) -> bool:
    found = (match.start() for match in words.finditer(text, 0, _LONGEST_LOOK))
    return any(not _DENIED.search(text, max(0, start - _DENIAL_REACHES), start) for start in found)
