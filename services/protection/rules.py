"""Tiers, and the check of texts that leave: pure.

A tier says who may read an item (`domain.md` section 5). What is not known may be read by nobody. How a protected term
is found in a text is in `services.protection.matching`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from models.terms import OrganisationKind, Tier
from services.errors import ServiceError
from services.protection.matching import count as count
from services.protection.matching import hits as hits

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
    `along` are who look at the same screen: only what each of them may read as well is read.
    """

    organisation: str | None
    victim: bool = False
    external: bool = False
    whole: bool = False
    along: tuple["Reader", ...] = ()

    @property
    def is_partner(self) -> bool:
        """A partner organisation of the case conference; neither the victim nor an external party."""
        return bool(self.organisation) and not self.victim and not self.external


class LeakFound(ServiceError):
    """What was to leave holds protected words. Fields: `hits` (a place that is read in two ways counts twice) and the
    names of `parts` of the file; never the words themselves."""

    code: ClassVar[str] = "documents.leak_found"

    def __init__(self, hits: int, parts: tuple[str, ...]) -> None:
        super().__init__(hits=hits, parts=parts)


WHOLE = Reader(None, whole=True)
"""No reader: for what is reckoned over everything and cut to readers afterwards."""


def may_read(tier: str, reader: Reader) -> bool:
    """Whether a reader may see an item of this tier (`domain.md` section 5); an unknown tier is read by nobody."""
    return _reads(tier, reader) and all(may_read(tier, one) for one in reader.along)


def together(readers: Iterable[Reader]) -> Reader:
    """Who reads a screen that all of these look at: it shows what each of them may read, so the least that one may.

    Without anybody it is any partner: no more than all partners share.
    """
    every = tuple(dict.fromkeys(readers)) or (Reader(ANY_PARTNER),)
    return replace(every[0], along=every)


def _reads(tier: str, reader: Reader) -> bool:
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


def check_text(texts: Mapping[str, str], terms: Iterable[str]) -> None:
    """Returns when none of `terms` stands in any of `texts`: what leaves and is no file of parts (mail, calendar, CSV,
    JSON, SVG, GraphML, a file name), by the name of the part. Raises LeakFound with the names of the parts."""
    wanted = tuple(terms)
    found = {part: hits for part, text in texts.items() if (hits := count(text, wanted))}
    if found:
        raise LeakFound(hits=sum(found.values()), parts=tuple(found))
