"""The directory is kept up to date by version; what cannot be kept is refused by field."""

from dataclasses import replace
from datetime import date

import pytest

from models.terms import AccountRole, Domain, OrganisationKind
from services.directory import keeping, partners
from services.directory.keeping import EditOrganisation, EditProfessional
from services.directory.partners import AddOrganisation, AddProfessional, DirectoryFieldWrong
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.cast import House, Person

HOME = AddOrganisation(
    "VT",
    "Veilig Thuis",
    OrganisationKind.VEILIG_THUIS,
    legal_basis="Wmo 2015, art. 5.1.6",
    covenant_on=date(2025, 3, 1),
    domains=(Domain.CARE,),
    day_and_night_number="0800 2000",
    steering_contact="B. Bestuur",
)
PERSON = AddProfessional(
    "",
    "S. Oudejans",
    "casushouder",
    "s@vt.example",
    "050 1234567",
    team="Team Noord",
    secure_channel="Zivver",
    confidentiality_on=date(2026, 1, 5),
)


@pytest.fixture
def astrid(house: House) -> Person:
    return house.first_administrator()


@pytest.fixture
def work(house: House, astrid: Person) -> Work:
    return house.as_(house.account(astrid, "Hanna Huisman", AccountRole.CASE_DIRECTOR))


@pytest.fixture
def kept(work: Work) -> tuple[str, str]:
    home = partners.add_organisation(work, HOME)
    return home.id, partners.add_professional(work, replace(PERSON, organisation_id=home.id)).id


def of(order: object, found: object) -> dict:
    return {name: getattr(found, name) for name in order.__dataclass_fields__ if hasattr(found, name)}


def test_everything_is_kept_and_read_back(work: Work, kept: tuple[str, str]) -> None:
    home = next(home for home in partners.organisations(work) if home.key == "VT")
    assert of(HOME, home) == {name: getattr(HOME, name) for name in of(HOME, home)}
    found = keeping.professional_as_kept(work, kept[1])
    assert found == EditProfessional(kept[1], 1, replace(PERSON, organisation_id=kept[0]))
    (listed,) = [person for person in partners.professionals(work) if person.id == kept[1]]
    assert (listed.team, listed.secure_channel, listed.confidentiality_on) == ("Team Noord", "Zivver", date(2026, 1, 5))


def test_both_are_changed_once_per_version(work: Work, kept: tuple[str, str]) -> None:
    home_id, person_id = kept
    home = EditOrganisation(home_id, 1, replace(HOME, name="Veilig Thuis Noord", domains=(), key="ANDERS"))
    assert keeping.edit_organisation(work, home) == 2
    person = EditProfessional(person_id, 1, replace(PERSON, name="S. Oudejans-Vos", email=""))
    assert keeping.edit_professional(work, person) == 2
    for act in (lambda: keeping.edit_organisation(work, home), lambda: keeping.edit_professional(work, person)):
        with pytest.raises(ChangedMeanwhile):
            act()
    (listed,) = [one for one in partners.professionals(work) if one.id == person_id]
    assert (listed.name, listed.has_email, listed.organisation) == ("S. Oudejans-Vos", False, "VT")
    assert listed.organisation_name == "Veilig Thuis Noord"


def test_who_works_there_no_more_is_offered_no_more_and_can_come_back(work: Work, kept: tuple[str, str]) -> None:
    keeping.set_active(work, kept[1], 1, active=False)
    assert kept[1] not in {person.id for person in partners.professionals(work)}
    (gone,) = partners.professionals(work, active=False)
    assert (gone.id, gone.active, gone.version) == (kept[1], False, 2)
    keeping.set_active(work, kept[1], 2, active=True)
    assert kept[1] in {person.id for person in partners.professionals(work)}


@pytest.mark.parametrize(
    ("about", "field", "reason"),
    [
        ({"name": " "}, "name", "empty"),
        ({"name": "x" * 121}, "name", "too_long"),
        ({"legal_basis": "a\0"}, "legal_basis", "unreadable"),
        ({"day_and_night_number": "1" * 41}, "number", "too_long"),
        ({"steering_contact": "BSN 123456782"}, "steering_contact", "national_number"),
        ({"covenant_on": date(2027, 1, 1)}, "covenant_on", "in_future"),
        ({"covenant_on": date(1899, 1, 1)}, "covenant_on", "too_early"),
    ],
)
def test_an_organisation_that_cannot_be_is_refused(
    work: Work, kept: tuple[str, str], about: dict, field: str, reason: str
) -> None:
    wrong = replace(HOME, **about)
    for act in (
        lambda: keeping.edit_organisation(work, EditOrganisation(kept[0], 1, wrong)),
        lambda: partners.add_organisation(work, replace(wrong, key="nieuw")),
    ):
        with pytest.raises(DirectoryFieldWrong) as refused:
            act()
        assert (refused.value.fields["field"], refused.value.fields["reason"]) == (field, reason)
    assert partners.organisations(work)[-1].version == 1


@pytest.mark.parametrize(
    ("about", "field", "reason"),
    [
        ({"name": "a\nb"}, "name", "unreadable"),
        ({"function": "x" * 121}, "function", "too_long"),
        ({"email": "geen"}, "email", "malformed"),
        ({"phone": "123456782"}, "phone", "national_number"),
        ({"team": "x" * 121}, "team", "too_long"),
        ({"secure_channel": "\ud800"}, "secure_channel", "unreadable"),
        ({"confidentiality_on": date(2027, 1, 1)}, "confidentiality_on", "in_future"),
    ],
)
def test_a_professional_who_cannot_be_is_refused(
    work: Work, kept: tuple[str, str], about: dict, field: str, reason: str
) -> None:
    wrong = replace(PERSON, organisation_id=kept[0], **about)
    for act in (
        lambda: keeping.edit_professional(work, EditProfessional(kept[1], 1, wrong)),
        lambda: partners.add_professional(work, wrong),
    ):
        with pytest.raises(DirectoryFieldWrong) as refused:
            act()
        assert (refused.value.fields["field"], refused.value.fields["reason"]) == (field, reason)
    assert keeping.professional_as_kept(work, kept[1]).version == 1


def test_a_case_holder_reads_the_directory_and_changes_nothing(
    house: House, astrid: Person, work: Work, kept: tuple[str, str]
) -> None:
    with pytest.raises(NotAllowed):
        keeping.professional_as_kept(work, "0" * 32)
    holder = house.as_(house.account(astrid, "Henk Houder", AccountRole.CASE_HOLDER, organisation_id=kept[0]))
    assert kept[1] in {person.id for person in partners.professionals(holder)}
    for act in (
        lambda: keeping.professional_as_kept(holder, kept[1]),
        lambda: keeping.edit_organisation(holder, EditOrganisation(kept[0], 1, HOME)),
        lambda: keeping.edit_professional(holder, EditProfessional(kept[1], 1, PERSON)),
        lambda: keeping.set_active(holder, kept[1], 1, active=False),
    ):
        with pytest.raises(NotAllowed):
            act()
