"""Forms over HTTP: a director's for an attendee, a guest's own, never kept on the way and never somebody else's."""

from dataclasses import dataclass

import pytest

from models.terms import AccountRole, OrganisationKind, Risk
from services.access.rules import Permission
from services.cases.actions import open_case
from services.directory import sessions
from services.directory.partners import AddOrganisation, AddProfessional, add_organisation, add_professional
from services.relations.facts import SYSTEM, VISITOR
from tests.cast import House, Person
from tests.pages.casework.orders import a_new_case
from tests.pages.door.conftest import Door
from tests.pages.door.test_files import WORD, ask
from tests.rows import an_account, an_invitation
from tests.services.documents.forms.controls import answers


@dataclass
class Invited:
    """A case director, the own case, and somebody invited to its meeting."""

    person: Person
    case_id: str
    invitation_id: str
    guest: str

    @property
    def address(self) -> str:
        """Where the director asks for the attendee's form."""
        return f"/dl/{self.case_id}/formulier/{self.invitation_id}"


@pytest.fixture
def two(door: Door) -> tuple[Invited, Invited]:
    """Hanna's case and Bert's."""
    astrid = door.house.first_administrator()
    hanna, bert = (_invited(door.house, astrid, name, n) for n, name in enumerate(("Hanna Huisman", "Bert Bos")))
    return hanna, bert


def _invited(house: House, astrid: Person, name: str, number: int) -> Invited:
    person = house.account(astrid, name, AccountRole.CASE_DIRECTOR)
    work = house.as_(person)
    home = add_organisation(work, AddOrganisation(f"VT{number}", f"Veilig Thuis {number}", OrganisationKind.OTHER))
    who = add_professional(work, AddProfessional(home.id, f"S. {number}", email=f"s{number}@vt.example"))
    about = {"code": f"L-{number}", "code_name": f"Zaak {number}", "risk": Risk.LOW, "seats": ()}
    case_id = open_case(work, a_new_case(**about, deputy_account_id=an_account(work, "V. Vervang")))
    invitation_id = an_invitation(house.work(SYSTEM), case_id, who.id)
    with house.work(VISITOR).act(Permission.LINK_OPEN) as tx:
        guest = sessions.start_session(tx, invitation_id=invitation_id, language="nl")
    return Invited(person, case_id, invitation_id, guest)


def test_the_director_gets_the_form_of_an_attendee_and_nothing_keeps_it(
    door: Door, two: tuple[Invited, Invited]
) -> None:
    hanna, _ = two
    door.enter(hanna.person.secret)
    answer = ask(door, hanna.address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, WORD)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''F-")
    assert "c1.text" in answers(answer.content)


def test_a_guest_gets_the_own_form_and_no_other_way_to_one(door: Door, two: tuple[Invited, Invited]) -> None:
    hanna, bert = two
    door.enter(hanna.guest)
    answer = ask(door, "/dl/mijn/formulier")
    assert (answer.status_code, answer.headers["content-type"]) == (200, WORD)
    assert answer.headers["cache-control"] == "no-store"
    for address in (hanna.address, bert.address, "/dl/mijn/formulier/x", f"/dl/mijn/formulier/{bert.invitation_id}"):
        refused = ask(door, address)
        assert refused.status_code in (403, 404)
        assert "content-disposition" not in refused.headers


def test_nobody_gets_the_form_of_anothers_case(door: Door, two: tuple[Invited, Invited]) -> None:
    hanna, bert = two
    door.enter(hanna.person.secret)
    tried = (
        bert.address,
        f"/dl/{hanna.case_id}/formulier/{bert.invitation_id}",
        f"/dl/{bert.case_id}/formulier/{hanna.invitation_id}",
        f"/dl/{hanna.case_id}/formulier/{'0' * 32}",
        "/dl/mijn/formulier",
    )
    told = set()
    for address in tried:
        answer = ask(door, address)
        assert answer.status_code == 403
        assert "content-disposition" not in answer.headers
        told.add(answer.text.replace(address.removeprefix("/dl"), ""))
    assert len(told) == 1


def test_without_a_session_there_is_none(door: Door, two: tuple[Invited, Invited]) -> None:
    for address in (two[0].address, "/dl/mijn/formulier"):
        assert ask(door, address).status_code == 303
        assert door.browser.get(address).status_code == 401
