"""The owner's one page, without a browser: what waits, how it is answered, and what is no longer asked."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from models.meeting import Action
from models.terms import ActionAnswer, ActionStatus
from pages.partner.own_actions import render
from services.relations.facts import VISITOR
from services.reports.queries import own_actions
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.planned import PlannedCase
from tests.screens import screen_test, words, write
from tests.services.reports.asked import WORDS, an_agreed_case, came_in, give, put


@pytest.fixture
def agreed(work_as: Callable[..., Work], clock: StillClock) -> PlannedCase:
    case = an_agreed_case(work_as)
    clock.forward(days=7)
    return case


@pytest.fixture
def owner(agreed: PlannedCase) -> Work:
    return came_in(agreed.director.as_actor(VISITOR), give(agreed))


def test_an_answer_asks_for_its_reason_is_recorded_and_can_be_changed(owner: Work) -> None:
    screen = screen_test(render, owner)
    read = words(screen)
    assert "1 actie wacht op uw antwoord" in read
    assert WORDS in read
    assert "Gevraagd door I. Brandsma" in read
    assert "Verstuur antwoord" not in read, "first one says how it stands"
    [action] = own_actions(owner).actions
    screen.radio[0].set_value(ActionAnswer.NOT_DONE.value).run()
    screen.button(key=f"send_{action.id}").click().run()
    assert own_actions(owner).actions[0].reports == ()
    write(screen, "note", "De school was dicht.")
    screen.button(key=f"send_{action.id}").click().run()
    read = words(screen)
    assert "Vastgelegd ma 30 nov 10.00: uw antwoord" in read
    assert "De school was dicht." in read
    assert "Er wacht nu niets op uw antwoord" in read
    screen.radio[0].set_value(ActionAnswer.DONE.value).run()
    screen.button(key=f"send_{action.id}").click().run()
    answers = [report.answer for report in own_actions(owner).actions[0].reports]
    assert answers == [ActionAnswer.NOT_DONE, ActionAnswer.DONE]


def test_of_an_action_that_was_replaced_meanwhile_it_says_so_and_keeps_the_text_to_be_read(owner: Work) -> None:
    screen = screen_test(render, owner)
    with owner.database.reading() as session:
        [which] = session.exec(select(Action.id).where(Action.owner == "VT")).all()
    screen.radio[0].set_value(ActionAnswer.NEW_INFORMATION.value).run()
    write(screen, "note", "Er belde een tante.")
    put(owner, Action, which, status=ActionStatus.REPLACED)
    screen.button(key=f"send_{which}").click().run()
    read = words(screen)
    assert WORDS not in read
    assert "A1 is intussen vervallen of vervangen" in read
    assert "Er belde een tante." in read
    screen.button(key=f"gone_{which}").click().run()
    assert "tante" not in words(screen)
    assert "Er wordt nu niets van uw organisatie gevraagd" in words(screen)
