"""Which guarded words a second person may let through, and to whom: pure. Source: `domain.md` section 5, "Never in".

| word                                   | suspect       | victim, third party, anybody | partner       |
|----------------------------------------|---------------|------------------------------|---------------|
| names whoever is barred, or for nobody | never         | never                        | never         |
| tells of a private person              | never         | second person                | second person |
| protected, for the investigation       | never         | never                        | second person |
| protected place: an order may name it  | second person | second person                | second person |
| protected, anything else               | never         | second person                | second person |
"""

from models.terms import ProtectedKind, Tier
from services.cases.guarded import GuardedWord, WordSource
from services.documents.guarding.facts import Finding
from services.documents.notices.facts import SUSPECT
from services.protection.rules import ANY_PARTNER, NOBODY, Reader

SHORTEST_REASON, LONGEST_REASON = 20, 2_000
_PLACES = frozenset((ProtectedKind.ADDRESS, ProtectedKind.SCHOOL, ProtectedKind.WORK))


def may_be_released(word: GuardedWord, audience: str, reader: Reader) -> bool:
    """Whether a second person may let this word through to the reader of this file; what is not named here is not."""
    if word.source is WordSource.KEPT_OUT or word.tier == NOBODY:
        return False
    if audience == SUSPECT or audience.startswith(f"{SUSPECT}-"):
        return word.source is WordSource.PROTECTED and word.kind in _PLACES and word.tier != Tier.INVESTIGATION
    if word.source is WordSource.PROTECTED and word.tier == Tier.INVESTIGATION:
        return reader.is_partner
    return word.source in (WordSource.PERSON, WordSource.PROTECTED)


def can_be_asked(finding: Finding, reader: Reader) -> bool:
    """Whether a release of all that was found can be asked: everything can be shown, and nothing is never to leave."""
    return (
        finding.whole
        and bool(finding.hits)
        and all(may_be_released(hit.word, finding.audience, reader) for hit in finding.hits)
    )


def sees_around(reader: Reader, mine: Reader) -> bool:
    """Whether somebody may read all that the reader of a file gets: what every partner or the victim gets, or what is
    cut to their own organisation. Else only the word itself is shown, never what stands around it."""
    if reader.victim or reader.organisation is None:
        return mine.is_partner
    return mine.is_partner and not reader.external and reader.organisation in (ANY_PARTNER, mine.organisation)
