"""Taking the network along: a link per file by role; with names for who directs the case, after saying so."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from pages.network.downloads import downloads_card, named_dialog
from services.cases.queries import case_facts
from services.network.exporting import ExportForm
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_holder, a_planned_case
from tests.screens import screen_test, words


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def card(planned: PlannedCase, work: Work, *, directs: bool) -> AppTest:
    facts = case_facts(work, planned.case_id)
    shown = screen_test(lambda screen: downloads_card(screen, facts, directs=directs), work)
    assert not shown.exception
    return shown


def links(shown: AppTest) -> list[str]:
    return [str(link.proto.url) for link in shown.get("link_button")]


def by_role(planned: PlannedCase) -> list[str]:
    return [f"/dl/{planned.case_id}/netwerk/{form.value}" for form in ExportForm]


def test_every_form_is_one_click_away_by_role(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    holder = card(planned, a_holder(planned, work_as, "VT"), directs=False)
    assert links(holder) == by_role(planned)
    assert not holder.toggle
    assert set(by_role(planned)) < set(links(card(planned, planned.director, directs=True)))


def test_names_take_a_confirmation_that_says_it_is_logged(planned: PlannedCase) -> None:
    shown = card(planned, planned.director, directs=True)
    shown.toggle(key="downloads_named").set_value(True).run()
    assert not set(by_role(planned)) & set(links(shown))
    shown.button(key="named_graphml").click().run()
    assert "logboek" in words(shown)
    assert shown.button(key="named_make").disabled


def test_the_link_with_names_comes_after_the_confirmation(planned: PlannedCase) -> None:
    facts = case_facts(planned.director, planned.case_id)
    shown = screen_test(lambda screen: named_dialog(screen, facts, ExportForm.GRAPH), planned.director)
    shown.checkbox(key="named_sure").check().run()
    assert links(shown) == []
    shown.button(key="named_make").click().run()
    assert not shown.exception
    (link,) = links(shown)
    assert link.startswith(f"/dl/{planned.case_id}/netwerk/graphml?pas=")
    assert len(link) > 60
