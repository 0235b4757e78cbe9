"""A hundred partners hand in five conditions each at the same moment, every request sent twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.casework import Seat
from models.condition import Condition, ConditionRevision
from models.meeting import Invitation
from models.terms import ConditionStatus
from services.access.rules import Standing
from services.audit.queries import verify
from services.conditions.actions import hand_in
from services.conditions.facts import HandIn
from services.relations.facts import Actor
from services.unit_of_work import Work
from tests.planned import a_condition, a_planned_case
from tests.rows import a_professional, a_session

PARTNERS, EACH = 100, 5


@pytest.mark.long
@pytest.mark.usefixtures("as_delivered")  # it is timed, so a commit waits for the disk
def test_a_hundred_partners_at_once_lose_and_double_nothing(
    work_as: Callable[..., Work], record_property: Callable[[str, object], None], capsys: pytest.CaptureFixture[str]
) -> None:
    guests = a_full_room(work_as)
    requests = [
        (guest, a_condition(f"g{number}c{which}", text=f"Voorwaarde {which} van deelnemer {number}."))
        for which in range(EACH)
        for number, guest in enumerate(guests)
        for _ in ("sent", "and sent again")
    ]
    with ThreadPoolExecutor(PARTNERS) as crowd:
        answers = list(crowd.map(timed, requests))
    assert {version for version, _ in answers} == {1}

    database = guests[0].database
    with database.reading() as session:
        rows = session.exec(select(Condition)).all()
        texts = {row.id: database.vault.unseal("condition", row.id, "text_sealed", row.text_sealed) for row in rows}
        entries = session.exec(select(AuditEntry).where(AuditEntry.permission == "condition.hand_in")).all()
        assert session.exec(select(ConditionRevision)).all() == []
        assert all(row.handed_in_at for row in session.exec(select(Invitation)) if row.id in ids(guests))
    assert texts == {order.condition_id: order.text for _, order in requests}
    assert len(rows) == PARTNERS * EACH
    assert sorted(row.number for row in rows) == list(range(1, PARTNERS * EACH + 1))
    assert {(row.status, row.version) for row in rows} == {(ConditionStatus.SUBMITTED, 1)}
    assert len(entries) == len(requests)
    with database.reading() as session:
        assert verify(session, database.vault.audit_key).whole

    slowest_of_95 = sorted(took for _, took in answers)[int(len(answers) * 0.95)]
    record_property("p95_seconds", round(slowest_of_95, 3))
    with capsys.disabled():
        print(f"\n{len(requests)} requests, p95 {slowest_of_95:.3f} s ({database.engine.dialect.name})")  # noqa: T201


def a_full_room(work_as: Callable[..., Work]) -> list[Work]:
    """A hundred guests of one meeting."""
    planned = a_planned_case(work_as)
    system = work_as(Standing.SYSTEM)
    template = planned.attendee("VT")
    guests = []
    for number in range(PARTNERS):
        person = a_professional(system, f"Gast {number}", organisation="VT")
        with system.upkeep() as tx:
            known = tx.session.get_one(Invitation, template.invitation_id)
            seat = Seat(
                id=tx.chance.id(),
                case_id=planned.case_id,
                organisation_id=known.organisation_id,
                professional_id=person,
                role=f"adviseur {number}",
            )
            tx.add(seat)
            row = Invitation(
                id=tx.chance.id(),
                meeting_id=planned.meeting_id,
                seat_id=seat.id,
                organisation_id=known.organisation_id,
                professional_id=person,
                secret_hash="",
                expires_at=known.expires_at,
            )
            tx.add(row)
        a_session(system, row.id)
        guests.append(
            planned.director.as_actor(
                Actor(
                    Standing.GUEST,
                    name=f"Gast {number}",
                    invitation_id=row.id,
                    professional_id=person,
                    organisation="VT",
                    session_id=row.id,
                )
            )
        )
    return guests


def timed(request: tuple[Work, HandIn]) -> tuple[int, float]:
    began = perf_counter()
    return hand_in(*request), perf_counter() - began


def ids(guests: list[Work]) -> set[str]:
    return {guest.actor.invitation_id for guest in guests}
