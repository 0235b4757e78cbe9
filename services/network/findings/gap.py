"""A gap: the smallest thing that can be missing, with a key that stays the same however often it is reckoned."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2s
from typing import Any

from models.terms import FindingAnswer, OrganisationKind, SeatRole
from services.cases.facts import CaseFacts, PartnerSeat
from services.network.facts import FindingKind, GapAnswer

DIRECTOR = f"{OrganisationKind.POLITIE}/{SeatRole.CASE_DIRECTOR}"
"""Who acts on a finding of which the route map names no owner."""
LONGEST_KEY = 400
_MARK = 2
_HOLDER = re.compile(rf"~[0-9a-f]{{{2 * _MARK}}}(?![0-9a-f])")


@dataclass(frozen=True)
class Gap:
    """One thing that is missing or asks for attention.

    `ends` are what it is about: seats as organisation/role, organisations, references of persons. `mark` is what else
    tells it from another of its kind and rules: the day of an incident, a meeting. `group`: gaps of one kind and group
    are told in one finding. `must`: a rule demands it; else it asks for a word. `since`: from when on, as far as known.
    `done_lasts`: in days, how long an answer 'done' quiets it; None for good. `about` is what its telling needs.
    """

    kind: FindingKind
    rule_ids: tuple[str, ...]
    ends: tuple[str, ...]
    mark: str = ""
    group: str = ""
    must: bool = True
    since: date | None = None
    affected: int = 1
    done_lasts: int | None = None
    about: Any = None

    @cached_property
    def key(self) -> str:
        """Kind, rules and ends, whatever the order of entry: what an answer is kept by."""
        return joined_key(self.kind, self.rule_ids, (*self.ends, *((self.mark,) if self.mark else ())))

    def quieted(self, answer: GapAnswer, day: date, answered_on: date) -> bool:
        """Whether an answer, given on a local day, still quiets this gap on `day`."""
        if answer.answer is FindingAnswer.DONE and self.done_lasts is not None:
            return (day - answered_on).days <= self.done_lasts
        return answer.stands_on(day)


def joined_key(kind: FindingKind, rule_ids: Iterable[str], ends: Iterable[str]) -> str:
    """The key of a gap or finding. One that would not fit keeps its beginning and a digest of all of it."""
    key = "|".join((kind.value, "+".join(dict.fromkeys(rule_ids)), "+".join(sorted(set(ends)))))
    return key if len(key) <= LONGEST_KEY else f"{key[:360]}~{blake2s(key.encode(), digest_size=8).hexdigest()}"


def seat_end(seat: PartnerSeat) -> str:
    """A seat as organisation/role."""
    return f"{seat.organisation}/{seat.role}"


def held_end(seat: PartnerSeat) -> str:
    """A seat with a mark of who holds it, for what is about the person: somebody else on it is another gap."""
    return f"{seat_end(seat)}~{blake2s(seat.name.encode(), digest_size=_MARK).hexdigest()}"


def plain_end(end: str) -> str:
    """An end without the mark of its holder."""
    return end.partition("~")[0]


def plain_key(key: str) -> str:
    """A key without the marks of holders: the same gap, whoever holds its seats."""
    return _HOLDER.sub("", key)


def seat_with(case: CaseFacts, seat_id: str) -> PartnerSeat | None:
    """The visible seat with this id."""
    return next((seat for seat in case.seats if seat.id == seat_id and not seat.barred), None)
