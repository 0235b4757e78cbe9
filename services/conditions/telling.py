"""What in a text leads to somebody: addresses, numbers and names that a condition seldom needs. Pure.

It looks for forms, so it misses some and finds some too many; it warns and never refuses (`screens.md` section 7).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from services.conditions.given_names import GIVEN_NAMES
from services.protection.matching import hits
from services.protection.typed import holds_national_number


class CautionKind(StrEnum):
    """What seems to stand there; the values are for screens, a sentence goes with each."""

    ADDRESS = "address"
    POSTCODE = "postcode"
    PHONE = "phone"
    MAIL = "mail"
    PLATE = "plate"
    NATIONAL_NUMBER = "national_number"
    PLACE = "place"
    NAME = "name"
    TERM = "term"


@dataclass(frozen=True)
class Caution:
    """Something in a text that need not stand there: the words as written and where, from `start` to `end` in
    characters. A term whose place cannot be told has both 0."""

    kind: CautionKind
    found: str
    start: int = 0
    end: int = 0


_MONTH = r"(?:jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*"
_COUNTED = (
    rf"(?!\s*(?:uur|minu|dag|weke?|maand|jaar|keer|maal|meter|km|kilom|person|kinder|mensen|procent|%|euro|{_MONTH}))"
    r"(?![.:,]?\d)(?!\w{3})"
)
_HOUSE = rf"[1-9]\d{{0,4}}(?:[ -]?[a-zA-Z](?![\w.])|[ -](?:bis|hs|I{{1,3}})\b|-\d{{1,3}})?{_COUNTED}"
_ENDINGS = (
    "straat|laan|plein|gracht|kade|singel|steeg|dreef|plantsoen|weg|hof|pad|dijk|park|wal|markt|ring|baan|kamp|oord|"
    "veld|berg|horst|brink|akker|allee|haven|burg|sluis|donk|rade|meent|hoeve|erf|zoom|kreek|wijk"
)
_SURE_ENDINGS = "straat|laan|plein|gracht|kade|singel|steeg|dreef|plantsoen|boulevard"
_SMALL = r"(?:van|de|der|den|het|'t|ten|ter|te|el|al|ben|bin|von|la|le|du|op|aan|in|'s)"
_BIG = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)*"
_SURNAME = rf"(?:(?:{_SMALL}|[A-Z][a-z]{{1,2}})\s+){{0,3}}{_BIG}"
_KIN = (
    "zus|zusje|broer|broertje|dochter|zoon|zoontje|dochtertje|vriend|vriendin|moeder|vader|stiefvader|stiefmoeder|"
    "buurman|buurvrouw|oma|opa|tante|oom|nicht|neef|kleinkind|collega|man|vrouw|kind|baby|echtgenoot|echtgenote|heet|"
    "genaamd|ene"
)

_SHAPES: tuple[tuple[CautionKind, str], ...] = (
    (CautionKind.MAIL, r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    (CautionKind.POSTCODE, r"\b[1-9]\d{3}(?: ?[A-Z]{2}|[a-z]{2})\b(?:,? ?[1-9]\d{0,4}(?: ?[a-zA-Z])?\b)?"),
    (CautionKind.PHONE, r"(?<![\d-])(?:(?:\+|00)31[ .-]?(?:\(0\))?[ .-]?|\(?0)[1-9](?:\)?[ .-]?\d){8}(?![\d-])"),
    (CautionKind.PHONE, r"(?<!\d)\+(?!31)[1-9]\d{0,2}(?:[ .-]?\d){7,11}(?!\d)"),
    (
        CautionKind.ADDRESS,
        rf"\b(?:[A-Z][\w'.-]*\s+(?:(?:[A-Z][\w'.-]*|{_SMALL})\s+){{0,3}})?[A-Z][\w'-]*(?:{_ENDINGS})\s+{_HOUSE}",
    ),
    (CautionKind.ADDRESS, rf"\b\w*(?:{_SURE_ENDINGS})\s+(?:nummer\s+|nr\.?\s+)?{_HOUSE}"),
    (CautionKind.ADDRESS, rf"\b(?:Markt|Plein|Brink|Kade|Singel|Dam|Dijk|Laan|Hof|Weg)\s+{_HOUSE}"),
    (CautionKind.ADDRESS, rf"\b(?:Aan|aan|Op|op|In|in) (?:de|het|den|'t) [A-Z][a-z]+(?: [A-Z][a-z]+)?\s+{_HOUSE}"),
    (CautionKind.ADDRESS, r"\bhuisnummer\s+\d+\w?"),
    (CautionKind.NATIONAL_NUMBER, r"(?<!\d)\d(?:[ .-]?\d){8}(?!\d)"),
    (
        CautionKind.PLACE,
        r"\b(?i:basisschool|school|obs|cbs|rkbs|kinderdagverblijf|kinderopvang|crèche|bso|sportschool|voetbalclub|"
        r"opvanghuis|camping|hotel|café)\s+"
        rf"(?:(?:de|het|'t|van de)\s+)?{_BIG}(?:\s+{_BIG})*",
    ),
)
_PLATE = re.compile(
    r"(?<![\w-])(?:[A-Z]{2}-\d\d-\d\d|\d\d-\d\d-[A-Z]{2}|\d\d-[A-Z]{2}-\d\d|[A-Z]{2}-\d\d-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d\d"
    r"|\d\d-[A-Z]{2}-[A-Z]{2}|\d\d-[A-Z]{3}-\d|\d-[A-Z]{3}-\d\d|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}"
    r"|[A-Z]{3}-\d\d-[A-Z]|[A-Z]-\d\d-[A-Z]{3}|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d)(?![\w-])"
)
_SPOKEN_PLATE = re.compile(
    r"\bkenteken\s*:?\s*((?=[\w-]*\d)(?=[\w-]*[a-zA-Z])"
    r"[A-Za-z0-9]{1,3}-?[A-Za-z0-9]{2,3}-?[A-Za-z0-9]{1,3})"
)
_TITLED = re.compile(
    rf"\b(?:[Mm]evrouw|[Mm]evr\.|[Mm]w\.|[Mm]eneer|[Hh]eer|[Dd]hr\.|[Jj]uffrouw|[Ff]amilie|[Ff]am\.)\s+"
    rf"((?:[A-Z]\.\s?){{0,3}}{_SURNAME})"
)
_OF_KIN = re.compile(rf"\b(?i:{_KIN})\s+({_BIG}(?:\s+(?:(?:{_SMALL})\s+){{0,3}}{_BIG})?)")
_WITH_INITIALS = re.compile(rf"(?<![\w.])((?:[A-Z]\.\s?){{1,4}}(?:{_SMALL}\s+){{0,3}}{_BIG})")
_WHOLE_NAME = re.compile(rf"\b({_BIG}\s+(?:{_SMALL}\s+){{0,3}}{_BIG})")
_ONE_WORD = re.compile(rf"\b{_BIG}")
_AN_ALIAS = re.compile(
    r"(?:heer|mevrouw|mevr\.|mw\.|dhr\.|meneer|kind|oma|opa|dochter|zoon|zus|broer|tante|oom|vriendin?)\s+$", re.I
)
_NO_NAME_WORDS = """
veilig thuis openbaar ministerie raad kinderbescherming slachtofferhulp nederland reclassering politie kind zaak
jeugdbescherming jeugdzorg stichting gemeente bureau regio noord zuid oost west midden rotterdam amsterdam
utrecht den haag zorg veiligheidshuis leger heils huis bewaring centrum algemeen meldpunt district wijkteam
sociaal rechtbank hof casusregisseur officier justitie ggz opsporing recherche vrouwenopvang vader moeder
mevrouw uiterlijk maandag dinsdag woensdag donderdag vrijdag zaterdag zondag kerst pasen whatsapp facebook
instagram snapchat telegram signal tiktok google apple iphone android samsung apps app nederlandse engels turks
pools arabisch europa belgië duitsland marokko turkije polen suriname
"""
_NO_NAME = frozenset(_NO_NAME_WORDS.split())
_NO_ORGANISATION_IN_A_YEAR = ("OM", "VT", "RN", "DR", "AP", "CR", "SH", "BB")


def warnings(
    text: str, terms: Iterable[str] = (), names: Iterable[str] = (), known: Iterable[str] = ()
) -> tuple[Caution, ...]:
    """What in a text need not stand there, in the order in which it stands there; each place once.

    `terms` and `names` are protected words and real names that the reader of the warning knows anyhow; `known` are
    words that may be written (aliases, professionals).
    """
    allowed = frozenset(word.casefold().strip(".,") for one in known for word in one.split())
    found = sorted((*_by_shape(text), *_named(text, allowed), *_told(text, terms, names)), key=_wide_first)
    kept: list[Caution] = []
    for one in found:
        if one.end == 0 or all(one.start >= other.end or one.end <= other.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: (one.start, one.end)))


def _wide_first(one: Caution) -> tuple[int, int]:
    """Numbers and addresses before names: what stands inside an address is no name."""
    return (list(CautionKind).index(one.kind), one.start - one.end)


def _by_shape(text: str) -> Iterator[Caution]:
    for kind, pattern in _SHAPES:
        for match in re.finditer(pattern, text):
            if _likely(kind, match.group()):
                yield Caution(kind, match.group(), *match.span())
    for match in _PLATE.finditer(text):
        yield Caution(CautionKind.PLATE, match.group(), *match.span())
    for match in _SPOKEN_PLATE.finditer(text):
        yield Caution(CautionKind.PLATE, match.group(1), *match.span(1))


def _likely(kind: CautionKind, found: str) -> bool:
    if kind is CautionKind.NATIONAL_NUMBER:
        return holds_national_number(found)
    if kind is CautionKind.POSTCODE:  # '2026 OM' is a year and an organisation
        year = re.match(r"(?:19|20)\d\d (?P<word>[A-Z]{2})", found)
        return not (year and year.group("word") in _NO_ORGANISATION_IN_A_YEAR)
    if kind is CautionKind.PHONE:  # days in figures hold as many
        return not re.search(r"\d{1,2}[-.]\d{1,2}[-.](?:19|20)\d\d", found)
    return True


def _named(text: str, allowed: frozenset[str]) -> Iterator[Caution]:
    tries: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], bool]], ...] = (
        (_TITLED, _no_new_sentence),
        (_OF_KIN, _any),
        (_WITH_INITIALS, _no_alias_before),
        (_WHOLE_NAME, _looks_whole),
    )
    for pattern, fits in tries:
        for match in pattern.finditer(text):
            words = [word.casefold() for word in re.findall(r"[\w'’-]+", match.group(1)) if word[0].isupper()]
            if not set(words) & (_NO_NAME | allowed) and fits(text, match):
                yield Caution(CautionKind.NAME, match.group(1), *match.span(1))
    for match in _ONE_WORD.finditer(text):
        word = match.group().casefold()
        if word in GIVEN_NAMES and word not in allowed | _NO_NAME:
            yield Caution(CautionKind.NAME, match.group(), *match.span())


def _any(text: str, match: re.Match[str]) -> bool:
    return True


def _no_new_sentence(text: str, match: re.Match[str]) -> bool:
    """'mevrouw W. Elke poging' is an alias and a new sentence, 'mevrouw A. Kuipers' a name."""
    first, *rest = match.group(1).split()
    return not (first.endswith(".") and rest and rest[0].casefold() in _STARTS)


def _no_alias_before(text: str, match: re.Match[str]) -> bool:
    """'de heer D. Elke poging' is an alias and a new sentence."""
    return not _AN_ALIAS.search(text[: match.start()])


def _looks_whole(text: str, match: re.Match[str]) -> bool:
    """Two words with capitals are a name where the first is a given name, where a small word links them, or in the
    middle of a sentence."""
    words = match.group(1).split()
    if words[0].casefold() in GIVEN_NAMES:
        return True
    midway = bool(re.search(r"[a-zà-ÿ0-9,;:] $", text[: match.start()]))
    return words[0].casefold() not in _STARTS and (len(words) > 2 or midway)


_STARTS_WORDS = """
de het een als aan alle alleen bij dan dat deze die dit door elke er geen haar hem hij hun iedere iedereen in
indien is kan komt meld met moet na naar niemand nu of om onder ook op over per pas sinds te tijdens tot totdat
tussen uit van vanaf via volgens voor voordat wanneer wat welke werkgever wie wij zij zijn zo zodra zolang
zonder
"""
_STARTS = frozenset(_STARTS_WORDS.split())


def _told(text: str, terms: Iterable[str], names: Iterable[str]) -> Iterator[Caution]:
    for kind, words in ((CautionKind.NAME, tuple(names)), (CautionKind.TERM, tuple(terms))):
        for word in hits(text, words):
            match = re.search(r"\W{0,3}".join(map(re.escape, re.findall(r"\w+", word))), text, re.I)
            yield Caution(kind, match.group(), *match.span()) if match else Caution(kind, word)
