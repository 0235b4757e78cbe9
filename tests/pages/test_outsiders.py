"""Whoever is not on a case sees nothing of it on any screen: no name, no code name, no number, no count."""

from collections.abc import Callable

import pytest

from models.terms import BarKind
from pages.casework import cases, takeover
from pages.frame.screen import Screen
from pages.oversight import my_day
from pages.partner import guest
from services.access.rules import Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.conditions.actions import hand_in
from services.direction.actions import ask_handover
from services.direction.facts import AskHandover
from services.relations.facts import Actor
from services.unit_of_work import Work
from tests.pages.case_screens import CASE_SCREENS
from tests.planned import PlannedCase, a_condition, a_planned_case
from tests.rows import an_account
from tests.screens import screen_test, words

OF_ONE_CASE = CASE_SCREENS
ASKED = {"overname": takeover.render}
"""Only for whoever is asked to take the case over."""
LISTS = {"mijn-dag": my_day.render, "zaken": cases.render}
TELLING = ("Heggemus", "T-100", "Mevrouw W.", "De heer D.", "Kind F.", "Vader heeft geen contact", "Deelnemer")


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    """A case full of content, so that there is something to leak."""
    made = a_planned_case(work_as)
    hand_in(made.as_guest("VT"), a_condition())
    return made


_OFFICE = {
    "an administrator": Standing.ADMINISTRATOR,
    "an auditor": Standing.AUDITOR,
    "a coordinator": Standing.COORDINATOR,
}


def _director(work_as: Callable[..., Work], name: str) -> Work:
    account = an_account(work_as(Standing.SYSTEM), name)
    return work_as(Standing.CASE_DIRECTOR, name=name, account_id=account, session_id=account, organisation="politie")


@pytest.fixture(
    params=[
        *("another director", "a barred director", "a director who is alike", "a barred case holder"),
        *("an administrator", "an auditor", "a coordinator", "a guest of another case"),
    ]
)
def outsider(request: pytest.FixtureRequest, planned: PlannedCase, work_as: Callable[..., Work]) -> Work:
    if request.param == "another director":
        return _director(work_as, "C. Vreemd")
    if request.param == "a barred director":
        return _barred_director(planned, work_as, "C. Vreemd", "C. Vreemd")
    if request.param == "a director who is alike":
        return _barred_director(planned, work_as, "C. Vreemd", "Carla Vreemd")
    if request.param == "a barred case holder":
        return _barred_member(planned, work_as)
    if request.param == "a guest of another case":
        return a_planned_case(work_as, code="T-200").as_guest("VT")
    standing = _OFFICE[request.param]
    return work_as(standing, name="A. Ander", account_id="0" * 32, session_id="1" * 32)


def _barred_director(planned: PlannedCase, work_as: Callable[..., Work], name: str, kept_out: str) -> Work:
    """A case director who was asked to take the case over and is barred, or waits for a judgement, since."""
    other = _director(work_as, name)
    ask_handover(planned.director, AskHandover(planned.case_id, other.actor.account_id))
    bar(planned.director, planned.case_id, NewBar(BarKind.NAME, kept_out))
    return other


def _barred_member(planned: PlannedCase, work_as: Callable[..., Work]) -> Work:
    """Somebody with a seat in the case who is barred from it: the bar beats the seat."""
    seated = planned.as_guest("lokale_veld").actor
    bar(planned.director, planned.case_id, NewBar(BarKind.NAME, seated.name))
    actor = Actor(
        Standing.CASE_HOLDER,
        name=seated.name,
        account_id="2" * 32,
        professional_id=seated.professional_id,
        organisation="lokale_veld",
        session_id="3" * 32,
    )
    return work_as(actor)


@pytest.mark.long
@pytest.mark.parametrize("place", OF_ONE_CASE)
def test_the_screens_of_a_case_show_it_to_its_director(planned: PlannedCase, place: str) -> None:
    shown = words(screen_test(OF_ONE_CASE[place], planned.director, {"zaak": planned.case_id}))
    assert "Heggemus" in shown


@pytest.mark.parametrize("place", OF_ONE_CASE | ASKED)
def test_an_outsider_gets_the_screens_of_a_case_refused(planned: PlannedCase, outsider: Work, place: str) -> None:
    render = (OF_ONE_CASE | ASKED)[place]
    shown = words(screen_test(render, outsider, {"zaak": planned.case_id}))
    assert [telling for telling in TELLING if telling in shown] == []
    unknown = screen_test(render, outsider, {"zaak": "f" * 32})
    assert words(unknown) == shown, "a case that is not there must look the same"


@pytest.mark.parametrize("place", LISTS)
def test_an_outsider_finds_nothing_of_the_case_in_lists_and_counts(
    planned: PlannedCase, outsider: Work, place: str
) -> None:
    shown = words(screen_test(LISTS[place], outsider))
    assert [telling for telling in TELLING if telling in shown] == []


def test_a_guest_of_one_case_sees_only_the_own_page(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    other = a_planned_case(work_as, code="T-200").as_guest("VT")
    shown = words(screen_test(_guest_page, other))
    assert "Vader heeft geen contact" not in shown
    assert "Vader heeft geen contact" in words(screen_test(_guest_page, planned.as_guest("VT")))


def _guest_page(screen: Screen) -> None:
    guest.render(screen)
