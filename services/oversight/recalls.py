"""Which copies that were called back have become something to do. Pure."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from services.cases.facts import CaseFacts
from services.oversight.facts import Need
from services.oversight.rules import name_of
from services.plans.orders import Step
from services.scheduling.facts import LOCAL, local_day
from services.scheduling.opening import working_days_after

PATIENCE = 2
"""Working days within which somebody should know what became of a copy that was called back."""


def recalls_of(facts: CaseFacts, awaited: tuple[datetime, int] | None, moment: datetime) -> Iterable[Need]:
    """Copies that were called back, once nobody said for two working days what became of them; `awaited`: since when
    the first is, and how many are."""
    if awaited is not None:
        since, count = awaited
        day_after = working_days_after(local_day(since), PATIENCE) + timedelta(days=1)
        due = datetime.combine(day_after, time(), LOCAL)
        if due <= moment:
            yield Need(name_of(facts), "recall", Step.PLAN, due, count, place="versies")
