"""What a field holds before somebody writes in it: wordings made of both texts, to be changed. Pure."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from models.terms import Resolution
from services.conditions.facts import ConditionView
from services.scheduling.facts import local_day
from services.wording import Say

COURT_ORDER = "court_order"


def wording(say: Say, resolution: Resolution, views: Sequence[ConditionView]) -> str:
    """How an agreement in the place of these conditions could read. One that rests on a court order holds until the
    court decides otherwise; one that waits for the release of a stop says nothing of the stop but that it is there."""
    if resolution is Resolution.AGREEMENT and len(views) == 1:
        return ""  # its own words go against a rule
    if resolution is Resolution.TO_COURT:
        orders = [view.text for view in views if _rests_on_order(view)]
        asked = [view.text for view in views if not _rests_on_order(view)]
        if orders and asked:
            return say("Put to the court: {asked} Until the court decides: {order}", asked=asked[0], order=orders[0])
    if resolution is Resolution.HOLD_STANDS:
        waiting = [view.text for view in views if not view.holds_approach]
        return say("Only after the case director releases the stop: {text}", text=" ".join(waiting)) if waiting else ""
    return "\n".join(view.text for view in views)


def waiting(views: Sequence[ConditionView]) -> dict[str, Any]:
    """Who and when, for what waits until a stop is released: the one that asked for it, the day after it ends."""
    until = [local_day(view.until) for view in views if view.holds_approach and view.until]
    asked = [view.organisation for view in views if not view.holds_approach]
    found: dict[str, Any] = {"owner": asked[0]} if len(asked) == 1 else {}
    return found | ({"day": max(until) + timedelta(days=1)} if until else {})


def _rests_on_order(view: ConditionView) -> bool:
    return any(norm.basis == COURT_ORDER for norm in view.reading or ())
