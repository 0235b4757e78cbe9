"""What stood before: the earlier wordings of conditions, and the numbers of those whose place they took."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from models.condition import Condition, ConditionRevision
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.conditions.queries import conditions_in, readable
from services.conditions.readings import unpacked_order
from services.unit_of_work import Reading, Work


@dataclass(frozen=True)
class EarlierWording:
    """One wording that a later one replaced, and when that happened."""

    number: int
    text: str
    replaced_at: datetime


@dataclass(frozen=True)
class Before:
    """By condition: its earlier wordings, oldest first, and the number of the one of an earlier meeting it follows."""

    wordings: Mapping[str, tuple[EarlierWording, ...]]
    follows: Mapping[str, int]


def before_of(work: Work, case_id: str) -> Before:
    """What stood before, of the conditions that this actor may read. A wording that was kept from them when it stood
    is kept from them still, also where the condition was opened to more readers since."""
    with work.read(Permission.CONDITION_READ, case_id, screen="conditions") as look:
        shown = {view.id: view.follows_id for view in conditions_in(look, case_id, reader_of(look))}
        return Before(_wordings(look, case_id, tuple(shown)), _numbers(look, case_id, shown))


def _wordings(look: Reading, case_id: str, ids: tuple[str, ...]) -> dict[str, tuple[EarlierWording, ...]]:
    rows = look.session.exec(
        select(ConditionRevision)
        .where(col(ConditionRevision.condition_id).in_(ids))
        .order_by(col(ConditionRevision.number))
    ).all()
    found: dict[str, list[EarlierWording]] = defaultdict(list)
    for row in rows:
        whole = look.unseal(row, "whole_sealed")
        if not whole or not readable(look, case_id, unpacked_order(whole).tier, reader_of(look)):
            continue
        found[row.condition_id].append(EarlierWording(row.number, look.unseal(row, "text_sealed"), row.replaced_at))
    return {which: tuple(wordings) for which, wordings in found.items()}


def _numbers(look: Reading, case_id: str, follows: Mapping[str, str]) -> dict[str, int]:
    """A former one that is not to be read is not named either."""
    former = {which for which in follows.values() if which}
    rows = look.session.exec(
        select(Condition.id, Condition.number, Condition.tier).where(
            Condition.case_id == case_id, col(Condition.id).in_(former)
        )
    ).all()
    known = {which: number for which, number, tier in rows if readable(look, case_id, tier, reader_of(look))}
    return {which: known[before] for which, before in follows.items() if before in known}
