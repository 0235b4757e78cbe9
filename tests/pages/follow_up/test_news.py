"""After an event every screen of the case says that the plan may no longer fit, and who must hear is ticked off."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pages.casework import events
from pages.follow_up.stale_card import stale_card
from pages.meeting import planning
from services.events.queries import events_of
from services.new_information.queries import news_of
from services.plans.queries import case_state
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.pages.stage import play, press, said
from tests.planned import STARTS, PlannedCase, a_planned_case
from tests.services.new_information.conftest import adopt, happens

WorkAs = Callable[..., Work]


@pytest.fixture
def met(work_as: WorkAs, clock: StillClock) -> PlannedCase:
    """A plan was adopted after the meeting; the day after there is a breach."""
    case = a_planned_case(work_as, ("politie", "VT", "lokale_veld", "OM"))
    clock.moment = STARTS + timedelta(hours=2)
    adopt(case.director, case.case_id)
    clock.forward(days=1)
    happens(case.director, case.case_id, by_organisation="politie")
    return case


def test_several_are_ticked_off_at_once_and_the_breach_clock_stops(met: PlannedCase) -> None:
    stage = play(events.render, met.director, place="gebeurtenissen", case_id=met.case_id)
    text = said(stage)
    assert "Plan 1 past mogelijk niet meer" in text and "Nog 3 moeten dit horen" in text
    assert "Overtredingen waar het OM nog niet van weet" in text
    stage = press(press(stage, "tick_all_"), "heard_")
    assert "Overtredingen waar het OM nog niet van weet" not in said(stage)
    assert news_of(met.director, met.case_id)[0].unheard == ()
    assert events_of(met.director, met.case_id)[0].told_prosecution_at is not None


def test_the_proposal_opens_the_planning_with_kind_people_and_neutral_words(met: PlannedCase) -> None:
    state = case_state(met.director, met.case_id)
    card = play(lambda screen: stale_card(screen, state), met.director, place="opvolging", case_id=met.case_id)
    assert "Actieoverleg met wie er de vorige keer bij was, 45 minuten" in said(card)
    card = press(card, "stale_card_meet")
    assert "[overleg" in said(card)
    handed = card.session_state[f"plan_proposed.{met.case_id}"]
    assert len(handed.seat_ids) == 4 and "deur" not in handed.question + handed.news
    stage = play(planning.render, met.director, place="overleg", case_id=met.case_id)
    for key in (f"plan_proposed.{met.case_id}", f"plan_more.{met.case_id}", "meeting_kind"):
        stage.session_state[key] = card.session_state[key]
    text = said(stage.run())
    assert "Voorgesteld na wat er is gebeurd" in text
