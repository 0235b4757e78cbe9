"""The week in which somebody works: kept with the professional, read for the network and for planning."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import AccountRole, OrganisationKind
from services.access.rules import Permission
from services.directory import keeping, partners
from services.directory.keeping import EditProfessional
from services.directory.partners import AddOrganisation, AddProfessional, DirectoryFieldWrong, weekly_hours_in
from services.directory.week import Week, packed_week, read_week, week_flaw
from services.scheduling.hours import MIDNIGHT, OFFICE_HOURS, WeeklyHours
from services.unit_of_work import Work
from tests.cast import House

PART_TIME = ((0, time(9), time(17)), (3, time(8, 30), time(12, 30)))


@pytest.fixture
def work(house: House) -> Work:
    return house.as_(house.account(house.first_administrator(), "Hanna Huisman", AccountRole.CASE_DIRECTOR))


def added(work: Work, week: Week) -> str:
    home = partners.add_organisation(work, AddOrganisation("VT", "Veilig Thuis", OrganisationKind.VEILIG_THUIS))
    return partners.add_professional(work, AddProfessional(home.id, "S. Oudejans", weekly_hours=week)).id


def read(work: Work, *ids: str) -> dict[str, WeeklyHours]:
    with work.read(Permission.DIRECTORY_READ) as look:
        return weekly_hours_in(look, ids)


def test_part_time_days_are_kept_changed_and_read_back(work: Work) -> None:
    who = added(work, PART_TIME)
    assert read(work, who) == {who: WeeklyHours(PART_TIME)}
    kept = keeping.professional_as_kept(work, who)
    assert kept.professional.weekly_hours == PART_TIME
    assert [p.weekly_hours for p in partners.professionals(work) if p.id == who] == [PART_TIME]
    nights = ((5, time(22), MIDNIGHT),)
    keeping.edit_professional(work, EditProfessional(who, 1, replace(kept.professional, weekly_hours=nights)))
    assert read(work, who) == {who: WeeklyHours(nights)}


def test_office_hours_are_kept_as_nothing_stated(work: Work) -> None:
    who, other = added(work, OFFICE_HOURS), added(work, None)
    assert read(work, who, other, "unknown") == {}
    assert keeping.professional_as_kept(work, who).professional.weekly_hours is None


@pytest.mark.parametrize(
    ("week", "reason"),
    [
        ((), "empty"),
        (((0, time(9), time(12)), (0, time(13), time(17))), "twice"),
        (((7, time(9), time(12)),), "twice"),
        (((2, time(12), time(9)),), "reversed"),
        (((2, time(9), time(9)),), "reversed"),
    ],
)
def test_week_that_cannot_be_meant_is_refused_and_nothing_changes(work: Work, week: Week, reason: str) -> None:
    who = added(work, PART_TIME)
    kept = keeping.professional_as_kept(work, who).professional
    with pytest.raises(DirectoryFieldWrong) as refused:
        keeping.edit_professional(work, EditProfessional(who, 1, replace(kept, name="Anders", weekly_hours=week)))
    assert refused.value.fields == {"field": "weekly_hours", "reason": reason}
    assert keeping.professional_as_kept(work, who) == EditProfessional(who, 1, kept)


times = st.times().map(lambda one: one.replace(second=0, microsecond=0))


@given(st.dictionaries(st.integers(0, 6), st.tuples(times, times), min_size=1))
def test_every_week_that_is_not_refused_is_read_back_as_it_was(days: dict[int, tuple[time, time]]) -> None:
    week = tuple((day, start, end) for day, (start, end) in days.items())
    if week_flaw(week):
        assert any(MIDNIGHT < end <= start for _, start, end in week)
    else:
        assert read_week(packed_week(week)) == tuple(sorted(week))
