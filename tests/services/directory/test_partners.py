"""The directory of partners: who may keep what."""

from datetime import date, datetime, timedelta

import pytest

from models.terms import AccountRole, OrganisationKind
from services.availability.actions import set_free_hours
from services.availability.facts import HoursWrong
from services.availability.queries import stated_hours
from services.directory import partners
from services.directory.account_queries import case_directors
from services.directory.accounts import disable_account
from services.directory.partners import AddOrganisation, AddProfessional, DirectoryFieldWrong
from services.scheduling.facts import LOCAL
from services.unit_of_work import NotAllowed, Work
from tests.cast import House, Person

MONDAY = date(2026, 11, 23)
START = datetime(2026, 11, 23, tzinfo=LOCAL)


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
