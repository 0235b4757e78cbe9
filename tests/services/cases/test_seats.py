"""Since and until when somebody holds a seat, who deputises and was briefed, and that a seat past its last day is
nobody's any more."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from models.casework import Seat
from models.terms import BarKind, PersonRole
from services.access.rules import Permission
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import fill_seat, name_deputy
from services.cases.facts import PartnerSeat
from services.cases.orders import NewPerson, NewSeat
from services.cases.people import add_person_to
from services.cases.queries import case_facts
from services.cases.rows import PersonBarred
from services.cases.rules import PrivatePerson
from services.meetings.links import LinkRefused, open_link
from services.meetings.orders import OpenLink
from services.meetings.queries import guest_meeting
from services.relations.facts import SYSTEM, VISITOR
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PlannedCase, a_holder, a_planned_case
from tests.rows import a_professional
from tests.services.cases.build import TODAY, rows, wrong

WorkAs = Callable[..., Work]
DAY = timedelta(days=1)


def seat_of(planned: PlannedCase, organisation: str) -> PartnerSeat:
    return next(s for s in case_facts(planned.director, planned.case_id).seats if s.organisation == organisation)


@pytest.fixture
def other(work_as: WorkAs) -> str:
    return a_professional(work_as(SYSTEM), "V. Vervanger", "v@partner.example", "VT")


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"since_on": TODAY, "until_on": TODAY - DAY}, ("until_on", "before_start")),
        ({"until_on": TODAY - DAY}, ("until_on", "in_past")),
        ({"since_on": date(1899, 1, 1)}, ("since_on", "too_early")),
        ({"until_on": date(2999, 1, 1)}, ("until_on", "too_far")),
        ({"deputy_briefed_on": TODAY}, ("deputy_briefed_on", "without_deputy")),
        ({"deputy": True, "deputy_briefed_on": TODAY + DAY}, ("deputy_briefed_on", "in_future")),
        ({"deputy": True, "deputy_briefed_on": date(1800, 1, 1)}, ("deputy_briefed_on", "too_early")),
        ({"themselves": True}, ("seat_deputy", "same_person")),
    ],
)
def test_a_seat_that_cannot_be_is_refused_by_field(
    planned: PlannedCase, other: str, about: dict, told: tuple[str, str]
) -> None:
    holder = seat_of(planned, "VT").professional_id
    deputy = other if about.pop("deputy", False) else holder if about.pop("themselves", False) else ""
    seat = NewSeat(holder, "adviseur", deputy, **about)
    assert wrong(lambda: fill_seat(planned.director, planned.case_id, seat)) == told
    assert seat_of(planned, "VT").version == 1


def test_a_seat_keeps_since_until_and_who_was_briefed(planned: PlannedCase, other: str) -> None:
    holder = seat_of(planned, "VT").professional_id
    dated = NewSeat(holder, "adviseur", other, since_on=TODAY - DAY, until_on=TODAY, deputy_briefed_on=TODAY)
    fill_seat(planned.director, planned.case_id, dated)
    seat = seat_of(planned, "VT")
    assert (seat.since_on, seat.until_on, seat.deputy, seat.deputy_briefed_on, seat.version) == (
        TODAY - DAY,
        TODAY,
        "V. Vervanger",
        TODAY,
        2,
    )


def test_a_deputy_is_named_briefed_and_taken_away_again(planned: PlannedCase, other: str) -> None:
    director, case_id, seat = planned.director, planned.case_id, seat_of(planned, "VT")
    assert name_deputy(director, case_id, seat.id, other, None, 1) == 2
    assert name_deputy(director, case_id, seat.id, other, TODAY, 2) == 3
    now = seat_of(planned, "VT")
    assert (now.deputy_id, now.deputy_briefed_on, now.name) == (other, TODAY, seat.name)
    with pytest.raises(ChangedMeanwhile) as refused:
        name_deputy(director, case_id, seat.id, "", None, 2)
    assert refused.value.fields["version"] == 3
    name_deputy(director, case_id, seat.id, "", None, 3)
    assert (seat_of(planned, "VT").deputy_id, seat_of(planned, "VT").deputy_briefed_on) == ("", None)


def test_who_cannot_deputise(planned: PlannedCase, other: str, work_as: WorkAs) -> None:
    director, case_id, seat = planned.director, planned.case_id, seat_of(planned, "VT")
    add_person_to(director, case_id, NewPerson("", PersonRole.NETWORK, "Buurvrouw", name="Wilma Wijngaard"))
    namesake = a_professional(work_as(SYSTEM), "mw. Wijngaard, Wilma", "", "VT")

    def naming(deputy_id: str, briefed_on: date | None = None) -> None:
        name_deputy(director, case_id, seat.id, deputy_id, briefed_on, 1)

    assert wrong(lambda: naming(seat.professional_id)) == ("seat_deputy", "same_person")
    assert wrong(lambda: naming("0" * 32)) == ("seat", "unknown_professional")
    assert wrong(lambda: naming("", TODAY)) == ("deputy_briefed_on", "without_deputy")
    assert wrong(lambda: naming(other, TODAY + DAY)) == ("deputy_briefed_on", "in_future")
    bar(director, case_id, NewBar(BarKind.EMAIL, "v@partner.example"))
    with pytest.raises(PersonBarred):
        naming(other)
    with pytest.raises(PrivatePerson):
        naming(namesake)
    assert seat_of(planned, "VT").version == 1


def test_only_who_directs_names_a_deputy_and_only_on_seats_in_force(
    planned: PlannedCase, other: str, work_as: WorkAs
) -> None:
    seat, theirs = seat_of(planned, "VT"), a_planned_case(work_as, code="T-200")
    for who, case_id in (
        (a_holder(planned, work_as, "VT"), planned.case_id),
        (theirs.director, planned.case_id),
        (theirs.director, theirs.case_id),
    ):
        with pytest.raises(NotAllowed):
            name_deputy(who, case_id, seat.id, other, None, 1)
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, "d1@partner.example"))
    with pytest.raises(NotAllowed):
        name_deputy(planned.director, planned.case_id, seat.id, other, None, 1)


def test_the_day_after_the_last_the_seat_is_nobodys(planned: PlannedCase, work_as: WorkAs) -> None:
    holder, key = seat_of(planned, "VT").professional_id, planned.key("VT")
    fill_seat(planned.director, planned.case_id, NewSeat(holder, "adviseur", until_on=TODAY))
    planned.director.clock.forward(hours=13, minutes=59)  # a minute before midnight where the people are
    assert _case_opens(a_holder(planned, work_as, "VT"), planned.case_id)
    assert _link_opens(planned, key)
    assert seat_of(planned, "VT").until_on == TODAY
    planned.director.clock.forward(minutes=1)
    assert not _case_opens(a_holder(planned, work_as, "VT"), planned.case_id)
    assert not _link_opens(planned, key)
    assert "VT" not in {seat.organisation for seat in case_facts(planned.director, planned.case_id).seats}
    with pytest.raises(NotAllowed):
        guest_meeting(planned.as_guest("VT"))


def test_who_comes_back_after_the_last_day_gets_a_seat_of_their_own(planned: PlannedCase) -> None:
    before = seat_of(planned, "VT")
    fill_seat(planned.director, planned.case_id, NewSeat(before.professional_id, "adviseur", until_on=TODAY))
    planned.director.clock.forward(days=3)
    fill_seat(planned.director, planned.case_id, NewSeat(before.professional_id, "adviseur", since_on=TODAY + 3 * DAY))
    now = seat_of(planned, "VT")
    assert now.id != before.id
    assert {row.id: row.until_on for row in rows(planned.director, Seat) if row.id in (now.id, before.id)} == {
        before.id: TODAY,
        now.id: None,
    }


def _case_opens(who: Work, case_id: str) -> bool:
    try:
        with who.read(Permission.CASE_READ, case_id):
            return True
    except NotAllowed:
        return False


def _link_opens(planned: PlannedCase, key: OpenLink) -> bool:
    try:
        return bool(open_link(planned.director.as_actor(VISITOR), key))
    except LinkRefused:
        return False
