"""A case with a plan in force since Monday, of which the one hard condition is Veilig Thuis's."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from models.terms import Known
from services.plans.actions import adopt
from services.plans.orders import AdoptPlan
from services.reviews.actions import begin_review, check_condition
from services.reviews.facts import CheckCondition, DecideReview, ReviewNow
from services.reviews.queries import case_review
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.planned import PlannedCase, a_planned_case, explained, make_ready

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reviewed:
    """The case, and the orders to its review `r1` that are right but for their changes."""

    planned: PlannedCase
    clock: StillClock

    @property
    def director(self) -> Work:
        return self.planned.director

    @property
    def case_id(self) -> str:
        return self.planned.case_id

    @property
    def today(self) -> date:
        return self.clock().date()

    @property
    def now(self) -> ReviewNow:
        return case_review(self.director, self.case_id)[1]

    def begin(self, review_id: str = "r1", meeting_id: str = "") -> None:
        begin_review(self.director, self.case_id, review_id, meeting_id)

    def a_check(self, met: Known = Known.YES, **changes: object) -> CheckCondition:
        order = CheckCondition(self.case_id, "r1", "c1", met, "Gezien op het toestel.", "VT", self.today)
        return replace(order, **changes)  # type: ignore[arg-type]

    def check(self, met: Known = Known.YES, **changes: object) -> int:
        return check_condition(self.director, self.a_check(met, **changes))

    def a_decision(self, decision: object, **changes: object) -> DecideReview:
        now, words = self.now, ("incident", "overtreding")
        version = now.going.version if now.going else 0
        order = DecideReview(
            self.case_id, "r1", version, decision, "Het werkt.", now.next.proposed, words, seen=now.mark
        )
        return replace(order, **changes)  # type: ignore[arg-type]


def in_force(planned: PlannedCase) -> None:
    """Adopts the plan; what may stay open is explained."""
    make_ready(planned)
    adopt(planned.director, AdoptPlan(planned.case_id, explained(planned)))


@pytest.fixture
def reviewed(work_as: Callable[..., Work], clock: StillClock) -> Reviewed:
    """Nine days after the plan was adopted, on Wednesday 2 December."""
    planned = a_planned_case(work_as, further=in_force)
    clock.forward(days=9)
    return Reviewed(planned, clock)
