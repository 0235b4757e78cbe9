"""A case of which the plan was adopted on Monday at ten, with a table of eight organisations."""

from collections.abc import Callable

import pytest

from models.plan import PlanVersion
from models.terms import EventKind, PlanStatus
from services.events.actions import record_events
from services.events.facts import NewEvent
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.planned import PlannedCase, a_planned_case

HOMES = ("politie", "VT", "lokale_veld", "DR", "OM", "VHH", "RN", "SHN")
WorkAs = Callable[..., Work]


def adopt(work: Work, case_id: str, number: int = 1) -> None:
    """A version of the plan, adopted now; what stands in it does not matter here."""
    with work.upkeep() as tx:
        tx.add(
            PlanVersion(
                id=f"v{number}-{case_id[:20]}",
                case_id=case_id,
                number=number,
                status=PlanStatus.ADOPTED,
                content_sealed="",
                content_sha256="",
                made_at=tx.now,
                made_by="test",
                adopted_at=tx.now,
                adopted_by="test",
            )
        )


@pytest.fixture
def planned(work_as: WorkAs, clock: StillClock) -> PlannedCase:
    """An hour after adoption."""
    case = a_planned_case(work_as, HOMES)
    adopt(case.director, case.case_id)
    clock.forward(hours=1)
    return case


def happens(work: Work, case_id: str, kind: EventKind = EventKind.BREACH, **about: object) -> str:
    """Something happens now and is told by Victim Support; gives the event's id."""
    given = {"happened_at": work.clock(), "text": "Stond voor de deur.", "by_organisation": "SHN"} | about
    event = NewEvent(work.chance.id(), kind, **given)
    record_events(work, case_id, (event,))
    return event.event_id
