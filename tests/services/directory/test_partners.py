"""The directory of partners: hours as people type them, and who may keep what."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import AccountRole, OrganisationKind
from services.availability.actions import set_free_hours
from services.availability.facts import HoursWrong
from services.availability.queries import stated_hours
from services.availability.typed_hours import HoursUnreadable, monday_of, parse_hours, spoken_hours, week_blocks
from services.directory import partners
from services.directory.account_queries import case_directors
from services.directory.accounts import disable_account
from services.directory.partners import AddOrganisation, AddProfessional, DirectoryFieldWrong
from services.scheduling.facts import LOCAL
from services.unit_of_work import NotAllowed, Work
from tests.cast import House, Person

MONDAY = date(2026, 11, 23)
START = datetime(2026, 11, 23, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("9.00-12.00, 13.00-17.00", ((540, 720), (780, 1020))),
        ("9-12", ((540, 720),)),
        ("09:00 – 12:00 en 13-17 uur", ((540, 720), (780, 1020))),
        ("van 9 uur tot 12 uur", ((540, 720),)),
        ("9u-12u30", ((540, 750),)),
        ("13-17; 9-12", ((540, 720), (780, 1020))),
        ("9-12, 12-14", ((540, 840),)),
        ("9-13, 10-11", ((540, 780),)),
        ("Hele dag", ((540, 1020),)),
        ("22-24", ((1320, 1440),)),
        ("", ()),
        ("  geen ", ()),
    ],
)
def test_hours_are_read_the_way_people_type_them(text: str, stretches: tuple[tuple[int, int], ...]) -> None:
    assert parse_hours(text, MONDAY) == stretches


@pytest.mark.parametrize("text", ["ochtend", "13-12", "9-9", "9.75-10", "25-26", "9-12 13-14", "9", "9-", "9-12,"])
def test_hours_that_cannot_be_meant_are_refused_by_day(text: str) -> None:
    with pytest.raises(HoursUnreadable) as refused:
        week_blocks(MONDAY, ["", "", text])
    assert refused.value.fields == {"day": date(2026, 11, 25)}


@given(st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda p: p[0] < p[1]), max_size=5))
def test_what_is_spoken_is_read_back_as_the_same_hours(stretches: list[tuple[int, int]]) -> None:
    typed = ", ".join(f"{a // 60}.{a % 60:02d}-{b // 60}.{b % 60:02d}" for a, b in stretches)
    read = parse_hours(typed, MONDAY)
    assert sum(b - a for a, b in read) == len({minute for a, b in stretches for minute in range(a, b)})
    blocks = week_blocks(MONDAY, [typed])
    if all(end != 1440 for _, end in read):
        assert parse_hours(spoken_hours(blocks, MONDAY), MONDAY) == read


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse_hours(text, MONDAY)
    except HoursUnreadable:
        return
    assert all(0 <= start < end <= 1440 for start, end in found)


def test_hours_are_local_also_when_the_clock_changes() -> None:
    (start, end), *_ = week_blocks(date(2026, 3, 23), [""] * 6 + ["1-4"])
    assert end.timestamp() - start.timestamp() == 2 * 3600


def test_week_begins_on_monday() -> None:
    assert {monday_of(MONDAY + timedelta(days=n)) for n in range(7)} == {MONDAY}


@pytest.fixture
def astrid(house: House) -> Person:
    return house.first_administrator()


@pytest.fixture
def hanna(house: House, astrid: Person) -> Person:
    return house.account(astrid, "Hanna Huisman", AccountRole.CASE_DIRECTOR)


@pytest.fixture
def work(house: House, hanna: Person) -> Work:
    return house.as_(hanna)


@pytest.fixture
def oudejans(work: Work) -> str:
    home = partners.add_organisation(work, AddOrganisation("VT", "Veilig Thuis", OrganisationKind.VEILIG_THUIS))
    return partners.add_professional(work, AddProfessional(home.id, "S. Oudejans", email="s@vt.example")).id


def test_stating_hours_replaces_only_that_stretch(work: Work, oudejans: str) -> None:
    week, next_week = START, START + timedelta(weeks=1)
    first = ((week.replace(hour=9), week.replace(hour=12)),)
    later = ((next_week.replace(hour=9), next_week.replace(hour=12)),)
    set_free_hours(work, oudejans, week, week + timedelta(days=5), first)
    set_free_hours(work, oudejans, next_week, next_week + timedelta(days=5), later)
    set_free_hours(work, oudejans, week, week + timedelta(days=5), ())
    assert stated_hours(work, oudejans, week, next_week + timedelta(days=5)) == later


def test_hours_that_end_before_they_begin_change_nothing(work: Work, oudejans: str) -> None:
    good = ((START.replace(hour=9), START.replace(hour=12)),)
    set_free_hours(work, oudejans, START, START + timedelta(days=5), good)
    with pytest.raises(HoursWrong):
        turned = ((START.replace(hour=12), START.replace(hour=9)),)
        set_free_hours(work, oudejans, START, START + timedelta(days=5), turned)
    assert stated_hours(work, oudejans, START, START + timedelta(days=5)) == good


def test_same_key_twice_is_one_organisation(work: Work) -> None:
    order = AddOrganisation("VT", "Veilig Thuis", OrganisationKind.VEILIG_THUIS)
    assert partners.add_organisation(work, order).id == partners.add_organisation(work, order).id


@pytest.mark.parametrize("email", ["geen", "a@", "a b@c.nl", "a@b.nl,c@d.nl", "a@b.nl\r\nBcc: x@y.nl"])
def test_professional_with_a_wrong_address_is_not_kept(work: Work, oudejans: str, email: str) -> None:
    home = partners.organisations(work)[0]
    with pytest.raises(DirectoryFieldWrong):
        partners.add_professional(work, AddProfessional(home.id, "J. Jansen", email=email))
    assert "J. Jansen" not in {person.name for person in partners.professionals(work)}


def test_auditor_neither_reads_nor_keeps_the_directory(house: House, astrid: Person, oudejans: str) -> None:
    auditor = house.as_(house.account(astrid, "Otto Oog", AccountRole.AUDITOR))
    with pytest.raises(NotAllowed):
        partners.professionals(auditor)
    with pytest.raises(NotAllowed):
        partners.add_organisation(auditor, AddOrganisation("x", "X", OrganisationKind.OTHER))


def test_deputies_are_case_directors_who_may_still_sign_in(house: House, astrid: Person, hanna: Person) -> None:
    gone = house.account(astrid, "Gerda Gone", AccountRole.CASE_DIRECTOR)
    disable_account(house.as_(astrid), gone.account_id)
    assert case_directors(house.as_(hanna)) == ((hanna.account_id, "Hanna Huisman"),)
