"""Whom a link to actions lets in: each way of being on the case, and each way of having left it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from models.casework import Case, Seat
from models.directory import Professional
from models.follow_up import ActionLink
from models.terms import BarKind, Belonging, CaseStatus
from services.access.rules import Standing
from services.relations.facts import Identity
from services.relations.queries import belonging
from services.unit_of_work import Work
from tests.rows import a_bar, a_case, a_professional, a_seat


class Place:
    """A case with a seat of the GGZ, and a link for who holds it."""

    def __init__(self, work: Work) -> None:
        self.work, self.case_id = work, a_case(work)
        self.holder = a_professional(work, "H. Houder", "h@ggz.example", "GGZ")
        self.colleague = a_professional(work, "C. Collega", "c@ggz.example", "GGZ")
        self.school = a_professional(work, "S. School", "s@school.example", "school", external=True)
        self.seat = a_seat(work, self.case_id, self.holder)

    def link(self, who: str, seat_id: str | None) -> str:
        """A link that lives for a month; gives its id."""
        with self.work.upkeep() as tx:
            row = ActionLink(
                id=tx.chance.id(),
                case_id=self.case_id,
                organisation_id=tx.session.get_one(Professional, who).organisation_id,
                professional_id=who,
                seat_id=seat_id,
                secret_hash="",
                made_at=tx.now,
                made_by="test",
                expires_at=tx.now + timedelta(days=30),
            )
            tx.add(row)
            return row.id

    def put(self, kind: type, which: str, **fields: object) -> None:
        """Puts a row as a test needs it."""
        with self.work.upkeep() as tx:
            row = tx.session.get_one(kind, which)
            for name, value in fields.items():
                setattr(row, name, value)
            tx.add(row)

    def of(self, link_id: str) -> Belonging:
        """How whoever stands behind a link belongs to the case now."""
        with self.work.database.reading() as session:
            vault, now = self.work.database.vault, self.work.clock()
            return belonging(session, vault, Identity(action_link_id=link_id), self.case_id, now)


@pytest.fixture
def place(work_as: Callable[..., Work]) -> Place:
    return Place(work_as(Standing.SYSTEM))


def test_each_link_lets_in_exactly_who_is_on_the_case(place: Place) -> None:
    seated, chosen = place.link(place.holder, place.seat), place.link(place.colleague, None)
    outside = place.link(place.school, None)
    assert {place.of(one) for one in (seated, chosen, outside)} == {Belonging.OWNER}
    place.put(Seat, place.seat, ended_at=place.work.clock())
    assert (place.of(seated), place.of(chosen), place.of(outside)) == (
        Belonging.NONE,
        Belonging.NONE,
        Belonging.OWNER,
    )


def test_who_takes_over_the_seat_does_not_keep_the_former_holder_in(place: Place) -> None:
    seated = place.link(place.holder, place.seat)
    place.put(Seat, place.seat, professional_id=place.colleague)
    assert place.of(seated) is Belonging.NONE
    place.put(Seat, place.seat, deputy_id=place.holder)
    assert place.of(seated) is Belonging.OWNER


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (ActionLink, lambda now: {"revoked_at": now}),
        (ActionLink, lambda now: {"expires_at": now}),
        (Professional, lambda now: {"active": False}),
        (Case, lambda now: {"status": CaseStatus.CLOSED}),
        (Seat, lambda now: {"until_on": now.date() - timedelta(days=1)}),
    ],
)
def test_whatever_ends_it_ends_it_at_once(place: Place, kind: type, fields: Callable[[Any], dict[str, Any]]) -> None:
    link = place.link(place.holder, place.seat)
    which = {ActionLink: link, Professional: place.holder, Case: place.case_id, Seat: place.seat}[kind]
    place.put(kind, which, **fields(place.work.clock()))
    assert place.of(link) is Belonging.NONE


def test_a_link_of_another_case_is_none_and_a_bar_beats_it(place: Place) -> None:
    link, other = place.link(place.holder, place.seat), a_case(place.work)
    with place.work.database.reading() as session:
        vault, now = place.work.database.vault, place.work.clock()
        assert belonging(session, vault, Identity(action_link_id=link), other, now) is Belonging.NONE
    a_bar(place.work, place.case_id, BarKind.EMAIL, "h@ggz.example")
    assert place.of(link) is Belonging.BARRED
