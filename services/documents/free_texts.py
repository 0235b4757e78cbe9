"""The free texts of a plan that belong to no item: who gets each, and what the director is told of that. Pure.

A condition, an action or a signal has a tier of its own. A text of the plan as a whole has the tier that stands here,
the same in every case; why a point stays open and what a review found of a condition carry theirs. A text that is not
named here reaches nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from models.terms import Tier
from services.plans.appendices import PlanReview
from services.plans.facts import PlanContent, PlanOpenPoint
from services.protection.rules import Reader, may_read


class FreeText(StrEnum):
    """A text of the plan that is no item; the value is its field of `PlanContent`."""

    SUMMARY = "summary"
    EMERGENCY_WORD = "emergency_word"
    SHARING_BASIS = "sharing_basis"
    VICTIM_KNOWS = "victim_knows"
    RETENTION = "retention"
    ENDS = "ends"
    REVIEW_EVENTS = "review_triggers"
    OPEN_POINT = "open_points"
    REVIEW = "last_review"


READERS: Mapping[FreeText, str] = MappingProxyType(
    dict.fromkeys(FreeText, Tier.PARTNERS.value) | {FreeText.EMERGENCY_WORD: Tier.VICTIM.value}
)
"""Whoever sits at the table may read them (`domain.md` section 5: the default, never wider by itself). Only the word
for an emergency call is for the victim too: she is the one who says it. Points and findings have tiers of their own
beside it."""


@dataclass(frozen=True)
class Piece:
    """One free text as it is written. `number` is the point's key (`seat:DR`) or the condition of a finding."""

    kind: FreeText
    text: str
    tier: str
    number: str = ""


def texts_for(content: PlanContent, reader: Reader, *named: FreeText) -> dict[str, Any]:
    """Those of the named texts that this reader may read, by field of the plan; the others are left as they are in a
    plan in which nothing is written."""
    return {
        kind.value: _CUT[kind](getattr(content, kind.value), reader) if kind in _CUT else getattr(content, kind.value)
        for kind in named
        if may_read(READERS[kind], reader)
    }


def _points(points: Iterable[PlanOpenPoint], reader: Reader) -> tuple[PlanOpenPoint, ...]:
    """That a point stayed open is for whoever gets points at all; why, for who may read that."""
    return tuple(one if may_read(one.tier, reader) else PlanOpenPoint(one.key, "", one.tier) for one in points)


def _review(review: PlanReview | None, reader: Reader) -> PlanReview | None:
    """What was found of a condition is for who may read that condition."""
    return replace(review, found=tuple(one for one in review.found if may_read(one.tier, reader))) if review else None


_CUT: Mapping[FreeText, Any] = MappingProxyType({FreeText.OPEN_POINT: _points, FreeText.REVIEW: _review})


def pieces(content: PlanContent) -> tuple[Piece, ...]:
    """Every free text that is written in a plan, in the order of its chapters."""
    found = [
        Piece(kind, text, READERS[kind])
        for kind in FreeText
        if kind not in _CUT and (text := _written(getattr(content, kind.value)))
    ]
    found += [Piece(FreeText.OPEN_POINT, one.reason, one.tier, one.key) for one in content.open_points if one.reason]
    if review := content.last_review:
        if review.reasons:
            found.append(Piece(FreeText.REVIEW, review.reasons, READERS[FreeText.REVIEW]))
        found += [
            Piece(FreeText.REVIEW, text, one.tier, one.number)
            for one in review.found
            if (text := _written((one.evidence, one.why_go_on)))
        ]
    return tuple(found)


def _written(words: str | tuple[str, ...]) -> str:
    return words if isinstance(words, str) else " · ".join(word for word in words if word)
