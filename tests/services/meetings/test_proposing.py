"""Proposals rest on diaries, the region's hours and the case's seats, and on nobody who is barred."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from models.casework import Seat
from models.terms import BarKind, MeetingKind, MeetingMode, Relation, Risk
from services.access.rules import Standing
from services.availability.actions import set_free_hours
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import open_case
from services.cases.orders import NewCase, NewSeat
from services.cases.queries import case_facts
from services.meetings.facts import Availability
from services.meetings.proposing import appraised, availability
from services.relations.facts import SYSTEM
from services.route_map.queries import REGIONAL
from services.scheduling.facts import LOCAL, Online, Presence, RequestWrong
from services.unit_of_work import NotAllowed, Work
from tests.planned import DEPUTY, PERSONS, PlannedCase, a_director, a_planned_case, an_unplanned_case
from tests.rows import a_case, a_professional, an_account

WorkAs = Callable[..., Work]
CONFERENCE, ACTION = MeetingKind.CASE_CONFERENCE, MeetingKind.ACTION_MEETING


def at(hour: int, minute: int = 0, day: int = 25) -> datetime:
    """A local moment in November 2026, on Wednesday the 25th where nothing is said."""
    return datetime(2026, 11, day, hour, minute, tzinfo=LOCAL)


def says(work: Work, professional_id: str, *hours: tuple[int, int], day: int = 25) -> None:
    """Somebody is free in these hours of one day."""
    told = tuple((at(first, day=day), at(last, day=day)) for first, last in hours)
    set_free_hours(work, professional_id, at(0, day=day), at(0, day=day) + timedelta(days=1), told)


def person(work: Work, case_id: str, organisation: str) -> str:
    return next(one.professional_id for one in case_facts(work, case_id).seats if one.organisation == organisation)


def everybody_says(work: Work, case_id: str, *hours: tuple[int, int]) -> None:
    for seat in case_facts(work, case_id).seats:
        says(work, seat.professional_id, *hours)


def deputise(work: Work, case_id: str, organisation: str, deputy: str) -> None:
    home = person(work, case_id, organisation)
    with work.upkeep() as tx:
        seats = tx.session.exec(select(Seat).where(Seat.case_id == case_id)).all()
        row = next(seat for seat in seats if seat.professional_id == home)
        row.deputy_id = deputy
        tx.add(row)


def starts(found: Availability) -> list[str]:
    slots = {one.start for one in (found.proposals.earliest, found.proposals.best, *found.proposals.others) if one}
    return [f"{start.astimezone(LOCAL):%H:%M}" for start in sorted(slots)]


@pytest.fixture
def free(work_as: WorkAs) -> tuple[Work, str]:
    """A case without a meeting, everybody free on Wednesday from 11 to 15 in the afternoon."""
    director, case_id = an_unplanned_case(work_as)
    everybody_says(director, case_id, (11, 15))
    return director, case_id


def test_lunch_is_kept_free_unless_it_is_asked_for(free: tuple[Work, str]) -> None:
    assert starts(availability(*free, ACTION, 60)) == ["11:00", "11:30", "13:00", "13:30", "14:00"]
    assert starts(availability(*free, ACTION, 60, lunch_free=False))[:4] == ["11:00", "11:30", "12:00", "12:30"]


def test_on_site_everybody_has_time_to_come_and_to_go(free: tuple[Work, str]) -> None:
    found = availability(*free, ACTION, 60, mode=MeetingMode.ON_SITE)
    assert (found.mode, starts(found)) == (MeetingMode.ON_SITE, ["11:30", "13:00", "13:30"])


def test_where_no_time_is_left_to_travel_meeting_online_is_offered(free: tuple[Work, str]) -> None:
    everybody_says(*free, (11, 12))
    found = availability(*free, ACTION, 60, mode=MeetingMode.ON_SITE)
    assert found.proposals.earliest is None
    assert found.blocked is not None
    assert Online(1) in found.blocked.suggestions
    assert starts(availability(*free, ACTION, 60)) == ["11:00"]


def test_who_is_known_of_is_told_apart_from_who_never_has_time(free: tuple[Work, str]) -> None:
    director, case_id = free
    assert availability(director, case_id, ACTION, 45).unknown == frozenset()
    says(director, person(director, case_id, "DR"))
    seats = {seat.organisation: seat.id for seat in case_facts(director, case_id).seats}
    other, elsewhere = an_unplanned_case_of_others(director)
    assert availability(director, case_id, ACTION, 45).free[seats["DR"]] == ()
    assert availability(director, case_id, ACTION, 45).unknown == frozenset()
    assert availability(other, elsewhere, ACTION, 45).unknown == {
        seat.id for seat in case_facts(other, elsewhere).seats
    }


def an_unplanned_case_of_others(director: Work) -> tuple[Work, str]:
    system = director.as_actor(SYSTEM)
    seat = NewSeat(a_professional(system, "O. Bekend", "", "OM"), "adviseur")
    order = NewCase(
        "T-900",
        "Zaak Merel",
        Risk.MEDIUM,
        Relation.EX_PARTNER,
        PERSONS,
        (seat,),
        deputy_account_id=an_account(system, DEPUTY),
    )
    return director, open_case(director, order)


@pytest.mark.parametrize(("kind", "until"), [(ACTION, at(18, day=24)), (CONFERENCE, at(18, day=30))])
def test_region_proposes_until_when_a_high_risk_is_discussed(
    free: tuple[Work, str], kind: MeetingKind, until: datetime
) -> None:
    assert availability(*free, kind, 45).target == until


def test_deputy_counts_and_a_barred_one_does_not(free: tuple[Work, str], work_as: WorkAs) -> None:
    director, case_id = free
    deputy = a_professional(work_as(Standing.SYSTEM), "N. Plaats", "n@p.example", "politie")
    says(director, person(director, case_id, "politie"))
    says(director, deputy, (11, 12))
    assert starts(availability(director, case_id, ACTION, 60)) == []
    deputise(director, case_id, "politie", deputy)
    slot = availability(director, case_id, ACTION, 60).proposals.earliest
    assert slot is not None
    assert [one.substitute_id for one in slot.attendance if one.kind is Presence.SUBSTITUTE] == [deputy]
    bar(director, case_id, NewBar(BarKind.NAME, "N. Plaats"))
    found = availability(director, case_id, ACTION, 60)
    assert starts(found) == []
    assert deputy not in repr(found) and "Plaats" not in repr(found)
    chosen = appraised(director, case_id, ACTION, 60, at(11))
    assert not chosen.rule_met and deputy not in repr(chosen)


def test_somebody_named_as_their_own_deputy_is_simply_there(free: tuple[Work, str]) -> None:
    deputise(*free, "VT", person(*free, "VT"))
    assert starts(availability(*free, ACTION, 60))


def test_meeting_does_not_stand_in_the_way_of_its_own_move(work_as: WorkAs) -> None:
    planned: PlannedCase = a_planned_case(work_as)
    everybody_says(planned.director, planned.case_id, (10, 12))
    assert starts(availability(planned.director, planned.case_id, CONFERENCE, 90)) == []
    moved = availability(planned.director, planned.case_id, CONFERENCE, 90, besides=planned.meeting_id)
    assert starts(moved) == ["10:00", "10:30"]
    there = appraised(planned.director, planned.case_id, CONFERENCE, 90, at(10), besides=planned.meeting_id)
    assert there.rule_met
    assert not appraised(planned.director, planned.case_id, CONFERENCE, 90, at(10)).rule_met


def test_own_time_says_who_comes_later_and_needs_no_grid(free: tuple[Work, str]) -> None:
    director, case_id = free
    says(director, person(director, case_id, "DR"), (12, 15))
    slot = appraised(director, case_id, CONFERENCE, 75, at(11, 20).astimezone(UTC))
    late = next(one for one in slot.attendance if one.kind is Presence.PARTIAL)
    assert (slot.start, slot.present, slot.of, late.since) == (at(11, 20), 3, 4, at(12))
    assert slot.rule_met


def test_every_proposal_is_what_its_own_time_would_say(free: tuple[Work, str]) -> None:
    found = availability(*free, ACTION, 45)
    for slot in (found.proposals.earliest, found.proposals.best, *found.proposals.others):
        assert slot is not None
        assert appraised(*free, ACTION, 45, slot.start) == slot


def test_case_without_seats_says_that_nobody_is_invited(work_as: WorkAs) -> None:
    director = a_director(work_as)
    case_id = a_case(work_as(Standing.SYSTEM), director.actor.account_id)
    found = availability(director, case_id, ACTION, 45)
    assert found.blocked is not None
    assert {one.invited for one in found.blocked.blocking} == {0}
    assert found.seats == {}
    with pytest.raises(RequestWrong) as refused:
        appraised(director, case_id, ACTION, 45, at(10))
    assert refused.value.fields == {"what": "nobody"}


def test_meeting_longer_than_a_day_and_a_time_without_a_zone_are_refused(free: tuple[Work, str]) -> None:
    with pytest.raises(RequestWrong) as refused:
        availability(*free, ACTION, 601)
    assert refused.value.fields == {"what": "longer_than_day"}
    with pytest.raises(RequestWrong):
        appraised(*free, ACTION, 45, datetime(2026, 11, 25, 10))  # noqa: DTZ001


def test_stranger_sees_nobody_s_time(free: tuple[Work, str], work_as: WorkAs) -> None:
    stranger = a_director(work_as, "M. Stranger")
    with pytest.raises(NotAllowed):
        availability(stranger, free[1], ACTION, 45)
    with pytest.raises(NotAllowed):
        appraised(stranger, free[1], ACTION, 45, at(11))


def test_hours_of_another_region_hold(free: tuple[Work, str], tmp_path: Path) -> None:
    own = tmp_path / "region.yaml"
    text = REGIONAL.read_text(encoding="utf-8")
    changed = text.replace('day_start: "08:00"', 'day_start: "11:30"').replace(
        'lunch: ["12:30", "13:00"]', "lunch: none"
    )
    changed = changed.replace("travel_minutes: 30", "travel_minutes: 60").replace("mdo: {hoog: 5", "mdo: {hoog: 2")
    own.write_text(changed.replace("notice_minutes: 60", "notice_minutes: 3090"), encoding="utf-8")
    director, case_id = free
    elsewhere = Work(
        director.database,
        director.actor,
        director.settings.model_copy(update={"route_map": own}),
        clock=director.clock,
    )
    found = availability(elsewhere, case_id, CONFERENCE, 60)
    assert starts(found)[0] == "13:30"  # 51 and a half hours after Monday at ten
    assert found.target == at(18, day=25)
    assert starts(availability(elsewhere, case_id, CONFERENCE, 60, mode=MeetingMode.ON_SITE)) == []
