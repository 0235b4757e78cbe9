"""Tiers and the term matcher: pure.

A tier says who may read an item (`domain.md` section 5). What is not known may be read by nobody.

A protected term is found as whole words, whatever its case, accents, hyphens or spaces, and with invisible characters
or a soft hyphen in between; a number also when its digits are grouped in another way.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from models.terms import OrganisationKind, Tier

INVESTIGATION_ORGANISATIONS = frozenset(
    (
        OrganisationKind.POLITIE,
        OrganisationKind.DISTRICTSRECHERCHE,
        OrganisationKind.CONFLICT_EN_CRISISBEHEERSING,
        OrganisationKind.OPENBAAR_MINISTERIE,
    )
)
ANY_PARTNER = "*"
"""Stands for what every partner organisation may read; no organisation has this key."""
NOBODY = "niemand"
"""The tier of what no reader may see; any unknown tier counts as this one."""
ONE_ORGANISATION = "partner:"


@dataclass(frozen=True)
class Reader:
    """Who reads: an organisation, the victim, or an external party that gets its own agreements only.

    `whole` is no person: a plan is composed of every item before it is cut to readers. Never show what it reads.
    """

    organisation: str | None
    victim: bool = False
    external: bool = False
    whole: bool = False

    @property
    def is_partner(self) -> bool:
        """A partner organisation of the case conference; neither the victim nor an external party."""
        return bool(self.organisation) and not self.victim and not self.external


WHOLE = Reader(None, whole=True)
"""No reader: for what is reckoned over everything and cut to readers afterwards."""


def may_read(tier: str, reader: Reader) -> bool:
    """Whether a reader may see an item of this tier (`domain.md` section 5); an unknown tier is read by nobody."""
    if reader.whole:
        return _rank(tier) >= 0
    if tier == Tier.INVESTIGATION:
        return reader.is_partner and reader.organisation in INVESTIGATION_ORGANISATIONS
    if tier == Tier.PARTNERS:
        return reader.is_partner
    if tier == Tier.VICTIM:
        return reader.is_partner or reader.victim
    addressed = _addressed(tier)
    return addressed is not None and addressed == reader.organisation and not reader.victim


def narrower(a: str, b: str) -> str:
    """The tier that only readers of both `a` and `b` have; `NOBODY` where they share no reader or one is unknown.

    `partner:<organisation>` names its one reader and is therefore narrower than `partners`.
    """
    if a == b and _rank(a) >= 0:
        return a
    if min(_rank(a), _rank(b)) < 0:
        return NOBODY
    wide, narrow = sorted((a, b), key=_rank)
    addressed = _addressed(narrow)
    if addressed is None or wide in (Tier.VICTIM, Tier.PARTNERS):
        return narrow
    return narrow if wide == Tier.INVESTIGATION and addressed in INVESTIGATION_ORGANISATIONS else NOBODY


def _rank(tier: str) -> int:
    order: tuple[str, ...] = (Tier.VICTIM, Tier.PARTNERS, Tier.INVESTIGATION)
    if tier in order:
        return order.index(tier)
    return len(order) if _addressed(tier) else -1


def _addressed(tier: str) -> str | None:
    organisation = tier.removeprefix(ONE_ORGANISATION)
    if organisation == tier or organisation in ("", ANY_PARTNER):
        return None
    return organisation


# ---- the term matcher ----

_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "þ": "th",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
    }
)
_BETWEEN = r"[ .,'/·]{0,3}"
_NUMBER_LENGTH = 6
"""From this many digits on, a term of digits only is matched however the digits are grouped."""


def hits(text: str, terms: Iterable[str]) -> tuple[str, ...]:
    """Which of `terms` stand in `text` as whole words, as they were given and in their order.

    "oma" stands in "bij Óma's huis", not in "automatisch". Empty terms, or terms of signs only, never hit.
    """
    wanted = tuple(terms)
    if not text or not wanted:
        return ()
    together, each = _compiled(wanted)
    readings = _readings(text)
    if together is None or not any(map(together.search, readings)):
        return ()
    return tuple(term for term, pattern in each if any(map(pattern.search, readings)))


def count(text: str, terms: Iterable[str]) -> int:
    """How many places in `text` hold a protected term; overlapping terms count once."""
    together, _ = _compiled(tuple(terms))
    return max(len(together.findall(reading)) for reading in _readings(text)) if together else 0


@lru_cache(maxsize=64)
def _compiled(terms: tuple[str, ...]) -> tuple[re.Pattern[str] | None, tuple[tuple[str, re.Pattern[str]], ...]]:
    """One pattern that finds any term (fast, almost always the only one run), and one per term to name it."""
    sources = [(term, source) for term in dict.fromkeys(terms) if (source := _source(term))]
    if not sources:
        return None, ()
    together = re.compile(r"(?<!\w)(?:" + "|".join(source for _, source in sources) + r")(?!\w)")
    return together, tuple((term, re.compile(rf"(?<!\w)(?:{source})(?!\w)")) for term, source in sources)


def _source(term: str) -> str:
    words = re.findall(r"\w+", _plain(term))
    digits = "".join(words)
    if digits.isdecimal() and len(digits) >= _NUMBER_LENGTH:
        words = list(digits)
    return _BETWEEN.join(re.escape(word) for word in words)


def _readings(text: str) -> tuple[str, ...]:
    """Invisible characters may stand inside a word or between two: both readings are searched where there are any."""
    if not any(unicodedata.category(c) == "Cf" for c in text if ord(c) > 127):
        return (_plain(text),)
    return _plain(text), _plain("".join(" " if unicodedata.category(c) == "Cf" else c for c in text))


def _plain(text: str) -> str:
    """Lower case without accents, invisible characters or soft hyphens; dashes and white space are one space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    kept = "".join(" " if _parts_words(c) else c for c in decomposed if not _is_silent(c))
    return " ".join(kept.translate(_PLAIN).split())


@lru_cache(maxsize=4096)
def _is_silent(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me", "Cf")


@lru_cache(maxsize=4096)
def _parts_words(character: str) -> bool:
    return character in "_~" or character.isspace() or unicodedata.category(character) in ("Pd", "Cc")
