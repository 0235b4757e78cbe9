"""How somebody belongs to a case, and who is kept out of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from models.casework import Case
from models.meeting import Invitation
from models.terms import BarKind, Belonging
from services.relations.facts import SYSTEM, Identity
from services.relations.queries import barred_professionals, belonging
from services.unit_of_work import Chance, Work
from tests.rows import a_bar, a_case, a_professional, a_seat, an_account, an_invitation


@dataclass
class Place:
    """A case and its director, to ask belonging of."""

    work: Work
    case_id: str
    director: str

    def of(self, case_id: str = "", later: timedelta = timedelta(0), **identity: Any) -> Belonging:
        """How this identity belongs."""
        with self.work.database.reading() as session:
            vault, at = self.work.database.vault, self.work.clock() + later
            return belonging(session, vault, Identity(**identity), case_id or self.case_id, at)


@pytest.fixture
def place(work_as: Callable[..., Work]) -> Place:
    """A case that Hanna directs."""
    work = work_as(SYSTEM)
    director = an_account(work)
    return Place(work, a_case(work, director), director)


def test_director_deputy_member_and_invited_are_told_apart(place: Place) -> None:
    deputy = an_account(place.work, "Dirk")
    with place.work.upkeep() as tx:
        tx.session.get_one(Case, place.case_id).deputy_id = deputy
    seated, stand_in = a_professional(place.work), a_professional(place.work, "Deputy Seat")
    a_seat(place.work, place.case_id, seated, deputy_id=stand_in)
    guest = a_professional(place.work, "Guest")
    invitation = an_invitation(place.work, place.case_id, guest)
    assert place.of(account_id=place.director) is Belonging.DIRECTOR
    assert place.of(account_id=deputy) is Belonging.DEPUTY
    assert place.of(professional_id=seated) is Belonging.MEMBER
    assert place.of(professional_id=stand_in) is Belonging.MEMBER
    assert place.of(invitation_id=invitation) is Belonging.INVITED


def test_a_stranger_and_an_unknown_case_look_the_same(place: Place) -> None:
    assert place.of(account_id=an_account(place.work, "Mallory")) is Belonging.NONE
    assert place.of(case_id=Chance().id(), account_id=place.director) is Belonging.NONE
    assert place.of() is Belonging.NONE


def test_a_seat_that_ended_and_a_seat_outside_the_chain_make_no_member(place: Place) -> None:
    left, outside = (
        a_professional(place.work),
        a_professional(place.work, "Teacher", organisation="school", external=True),
    )
    a_seat(place.work, place.case_id, left, ended_at=place.work.clock())
    a_seat(place.work, place.case_id, outside)
    assert place.of(professional_id=left) is Belonging.NONE
    assert place.of(professional_id=outside) is Belonging.NONE


def test_a_seat_on_another_case_makes_no_member_here(place: Place) -> None:
    professional = a_professional(place.work)
    a_seat(place.work, a_case(place.work), professional)
    assert place.of(professional_id=professional) is Belonging.NONE


def test_an_invitation_holds_for_its_own_case_until_it_is_revoked_or_expires(place: Place) -> None:
    invitation = an_invitation(place.work, place.case_id, a_professional(place.work))
    assert place.of(case_id=a_case(place.work), invitation_id=invitation) is Belonging.NONE
    assert place.of(invitation_id=invitation, later=timedelta(days=3)) is Belonging.INVITED
    assert place.of(invitation_id=invitation, later=timedelta(days=4)) is Belonging.NONE
    with place.work.upkeep() as tx:
        tx.session.get_one(Invitation, invitation).revoked_at = tx.now
    assert place.of(invitation_id=invitation) is Belonging.NONE


def test_a_guest_counts_by_the_invitation_only(place: Place) -> None:
    """A revoked link does not fall back on a seat or an account."""
    professional = a_professional(place.work)
    a_seat(place.work, place.case_id, professional)
    unknown = Chance().id()
    assert place.of(invitation_id=unknown, professional_id=professional) is Belonging.NONE
    assert place.of(invitation_id=unknown, account_id=place.director) is Belonging.NONE


@pytest.mark.parametrize(
    ("kind", "barred", "identity"),
    [
        (BarKind.NAME, "Frank Roodhart", {"name": "Mr. Fránk ROODHART"}),
        (BarKind.NAME, "dr. Øystein Vos", {"name": "Oystein Vos"}),
        (BarKind.EMAIL, "F.Roodhart@GGZ.example", {"email": "f.roodhart@ggz.example"}),
        (BarKind.ORGANISATION, "GGZ", {"organisation": "ggz"}),
    ],
)
def test_a_bar_beats_being_the_director(place: Place, kind: BarKind, barred: str, identity: dict[str, Any]) -> None:
    assert place.of(account_id=place.director, **identity) is Belonging.DIRECTOR
    a_bar(place.work, place.case_id, kind, barred)
    assert place.of(account_id=place.director, **identity) is Belonging.BARRED


def test_a_bar_holds_for_its_own_case_only(place: Place) -> None:
    a_bar(place.work, a_case(place.work), BarKind.NAME, "Frank Roodhart")
    assert place.of(account_id=place.director, name="Frank Roodhart") is Belonging.DIRECTOR


def test_a_name_does_not_match_a_bar_on_mail_or_organisation(place: Place) -> None:
    a_bar(place.work, place.case_id, BarKind.ORGANISATION, "Bakker")
    assert place.of(account_id=place.director, name="Bakker", email="bakker") is Belonging.DIRECTOR


def test_the_directory_gives_away_who_says_nothing_of_himself(place: Place) -> None:
    """A seat or link whose holder's name the session does not know is still held against the bars."""
    professional = a_professional(place.work, "Frank Roodhart", email="frank@ggz.example", organisation="GGZ")
    a_seat(place.work, place.case_id, professional)
    invitation = an_invitation(place.work, a_case(place.work), professional)
    assert place.of(professional_id=professional) is Belonging.MEMBER
    a_bar(place.work, place.case_id, BarKind.EMAIL, "frank@ggz.example")
    assert place.of(professional_id=professional) is Belonging.BARRED
    assert place.of(invitation_id=invitation) is Belonging.BARRED


def test_a_bar_that_comes_down_to_nothing_keeps_nobody_out(place: Place) -> None:
    a_bar(place.work, place.case_id, BarKind.NAME, "Dr.")
    assert place.of(account_id=place.director, name="Mevrouw") is Belonging.DIRECTOR
    assert place.of(account_id=place.director, name="") is Belonging.DIRECTOR


def test_barred_professionals_are_found_by_name_mail_and_organisation(place: Place) -> None:
    by_name = a_professional(place.work, "Fränk Roodhart")
    by_mail = a_professional(place.work, "Iemand", email="x@school.example")
    by_home = a_professional(place.work, "Nog iemand", organisation="GGZ")
    a_professional(place.work, "Hanna Huisman")
    with place.work.database.reading() as session:
        assert barred_professionals(session, place.work.database.vault, place.case_id) == frozenset()
    a_bar(place.work, place.case_id, BarKind.NAME, "Frank Roodhart")
    a_bar(place.work, place.case_id, BarKind.EMAIL, "X@School.example")
    a_bar(place.work, place.case_id, BarKind.ORGANISATION, "ggz")
    with place.work.database.reading() as session:
        found = barred_professionals(session, place.work.database.vault, place.case_id)
    assert found == {by_name, by_mail, by_home}
