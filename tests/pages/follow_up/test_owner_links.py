"""The director's card of owners' links, without a browser."""

import re
from collections.abc import Callable

import pytest

from pages.follow_up.action_list import action_list
from pages.follow_up.owner_links import owner_links_card
from pages.frame.screen import Screen
from services.plans.queries import case_state
from services.reports.owners import owner_links
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.planned import PlannedCase, a_holder
from tests.screens import screen_test, words
from tests.services.reports.asked import an_agreed_case


@pytest.fixture
def agreed(work_as: Callable[..., Work], clock: StillClock) -> PlannedCase:
    case = an_agreed_case(work_as)
    clock.forward(days=7)
    return case


def _drawn(screen: Screen) -> None:
    owner_links_card(screen, case_state(screen.work, screen.case_id))


def _listed(screen: Screen) -> None:
    action_list(screen, case_state(screen.work, screen.case_id))


def test_the_director_gives_a_link_and_hears_of_silence_and_nobody_else_sees_a_word(
    agreed: PlannedCase, work_as: Callable[..., Work], clock: StillClock
) -> None:
    address = {"zaak": agreed.case_id}
    screen = screen_test(_drawn, agreed.director, address)
    screen.button(key="give_link_VT").click().run()
    [link] = owner_links(agreed.director, agreed.case_id)
    read = words(screen)
    assert "nog niet geopend" in read
    assert "werkt tot" in read
    assert link.code not in read, "the code is shown when asked for"
    clock.forward(days=14)
    read = words(screen_test(_drawn, agreed.director, address))
    assert "Nog geen antwoord op 1 actie, ook niet na de tweede herinnering" in read
    assert "Schrijf de leidinggevende" in read
    assert re.search(r"\d+ dagen voorbij", words(screen_test(_listed, agreed.director, address))), "how long it is owed"
    holder = words(screen_test(_drawn, a_holder(agreed, work_as, "VT"), address))
    assert "Wie antwoordt" not in holder
    assert link.name not in holder
