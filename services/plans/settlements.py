"""Pure rules of settling: which ways out a finding has, and what a settlement must have.

A meeting sets aside neither what a court ordered nor a stop that is in force (`domain.md` section 0).
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import ClassVar

from models.terms import Resolution
from services.conditions.rules import MOST_NORMS
from services.consistency.compared.breaches import COURT_ORDER
from services.consistency.facts import Breach, Certainty, Duplicate, Finding
from services.consistency.rules import conditions_in_finding
from services.errors import ServiceError
from services.plans.orders import Settle
from services.plans.rules import LONGEST_TEXT
from services.scheduling.facts import local_day

WITH_ACTION = frozenset((Resolution.AGREEMENT, Resolution.TO_COURT, Resolution.HOLD_STANDS))
"""An action of the plan takes the place of the conditions, or of the one that waits."""

CHOOSING = frozenset((Resolution.ONE_STANDS, Resolution.MERGED))
"""One condition goes on."""

_COURT = (Resolution.TO_COURT, Resolution.UNRESOLVED, Resolution.STANDS_WITH_REASON)
_HOLD = (Resolution.HOLD_STANDS, Resolution.ONE_STANDS, Resolution.STANDS_WITH_REASON, Resolution.UNRESOLVED)
_OPEN = (Resolution.STANDS_WITH_REASON, Resolution.UNRESOLVED)
_USUAL = (Resolution.ONE_STANDS, Resolution.AGREEMENT, Resolution.STANDS_WITH_REASON, Resolution.UNRESOLVED)
_REASONED = (Resolution.ONE_STANDS, Resolution.STANDS_WITH_REASON)


class SettlementWrong(ServiceError):
    """A settlement cannot be kept like this. Fields: `field`, `reason`."""

    code: ClassVar[str] = "plans.settlement_wrong"


def resolutions_for(one: Finding, holding: Collection[str] = ()) -> tuple[Resolution, ...]:
    """What may be chosen for this finding. `holding`: the conditions of which a stop is in force (`Board.holding`).

    Against a court order nothing is dropped and nothing agreed: somebody goes to court. A stop that is in force is
    neither dropped nor merged away: what goes against it waits until it is released. Two conditions for different
    readers are not made into one: its wording would reach who may not read the other.
    """
    held = [name for name in conditions_in_finding(one) if name in holding]
    if isinstance(one, Breach):
        return _COURT if against_court(one) else _OPEN if held else (Resolution.AGREEMENT, *_OPEN)
    if isinstance(one, Duplicate):
        merging = one.same_readers and len(held) < len(one.pair)
        return (Resolution.MERGED, Resolution.STANDS_WITH_REASON) if merging else (Resolution.STANDS_WITH_REASON,)
    if one.hidden:
        return ()
    if one.court_order:
        return _COURT
    if held:
        return _HOLD if len(held) == 1 else _OPEN
    possible = (Resolution.TO_COURT,) if one.certainty is Certainty.POSSIBLE else ()
    return (*_USUAL[:2], *possible, *_USUAL[2:])


def against_court(one: Breach) -> bool:
    """Whether a rule breach is about a court order that nobody takes to court."""
    return one.why == COURT_ORDER


def check_settle(
    order: Settle, one: Finding, holding: Collection[str], organisations: Collection[str], moment: datetime
) -> None:
    """Raises `SettlementWrong` on the first field that cannot be kept. `organisations` are keys of the directory."""
    names, way = conditions_in_finding(one), order.resolution
    if way not in resolutions_for(one, holding):
        held = any(name in holding for name in names)
        raise SettlementWrong(field="resolution", reason="hold" if held else "not_offered")
    if way in CHOOSING and order.stands not in names:
        raise SettlementWrong(field="stands", reason="unknown")
    if way in CHOOSING and any(name in holding for name in names if name != order.stands):
        raise SettlementWrong(field="stands", reason="hold")
    if way in _REASONED and not order.reason.strip():
        raise SettlementWrong(field="reason", reason="empty")
    for name, text in (("reason", order.reason), ("text", order.text)):
        if len(text.strip()) > LONGEST_TEXT:
            raise SettlementWrong(field=name, reason="too_long")
    if isinstance(order.reading, tuple) and len(order.reading) > MOST_NORMS:
        raise SettlementWrong(field="reading", reason="too_many")
    _check_carrier(order, organisations, moment)
    if not order.settlement_id.isalnum() or len(order.settlement_id) > 32:
        raise SettlementWrong(field="settlement", reason="malformed")


def _check_carrier(order: Settle, organisations: Collection[str], moment: datetime) -> None:
    """Who does what comes of it: the action where one takes their place, the owner of a point that stays open."""
    if order.resolution in WITH_ACTION:
        if order.action is None or order.action.case_id != order.case_id:
            raise SettlementWrong(field="action", reason="empty")
        if order.resolution is Resolution.TO_COURT and order.action.due_at is None:
            raise SettlementWrong(field="due", reason="empty")
    if order.resolution is Resolution.UNRESOLVED:
        if order.owner not in organisations:
            raise SettlementWrong(field="owner", reason="unknown")
        if order.due_on is not None and order.due_on < local_day(moment):
            raise SettlementWrong(field="due", reason="in_past")


def lapsing(order: Settle, one: Finding, holding: Collection[str]) -> Mapping[str, str]:
    """Which conditions end by this settlement, each with the id of the condition it goes into (empty: an agreement, or
    dropped)."""
    names = conditions_in_finding(one)
    if order.resolution in CHOOSING:
        into = order.stands if order.resolution is Resolution.MERGED else ""
        return {name: into for name in names if name != order.stands}
    if order.resolution in WITH_ACTION:
        return {name: "" for name in names if name not in holding}
    return {}
