"""The measures screen: what ends when, what was weighed, the stop conversation, and who sees nothing of the police."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models.events import CourtOrderRow, EventRow
from models.terms import CourtOrderKind, EventKind, Known, Measure, MeasureOutcome, Risk
from pages.casework import overview
from pages.casework.extend_form import extend_dialog
from pages.casework.measures import render
from pages.casework.police_plan_card import police_plan_form
from pages.casework.stop_talk_card import stop_talk_form
from pages.frame.screen import Screen
from pages.network import partners
from pages.oversight import my_day
from pages.plan import conditions, safety_plan
from pages.plan.weighing_form import weighing_dialog
from services.cases.queries import case_facts
from services.measures.actions import agree_stop_talk, hold_stop_talk, weigh
from services.measures.orders import AgreeStopTalk, HoldStopTalk, WritePolicePlan
from services.measures.police_plan import police_plan, write_police_plan
from services.measures.queries import register
from services.plans.queries import case_state
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_holder, a_planned_case
from tests.screens import screen_test, words, write
from tests.services.measures.build import DAY, TODAY, behaviour_order, set_facts, weighing_order

CANARY = "Observatie donderdag, kanarie-zeven"


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    made = a_planned_case(work_as)
    set_facts(made.director, made.case_id, serious_grounds=Known.YES)
    return made


@pytest.fixture
def low(planned: PlannedCase) -> PlannedCase:
    known = {"complaint": Known.NO, "threats_or_violence": Known.NO}
    set_facts(planned.director, planned.case_id, risk=Risk.LOW, **known)
    return planned


def opened(planned: PlannedCase, work: Work | None = None, language: str = "nl") -> AppTest:
    screen = screen_test(render, work or planned.director, {"zaak": planned.case_id}, language)
    assert not screen.exception, screen.exception
    return screen


def form(planned: PlannedCase, draws: Callable[[Screen], object], work: Work | None = None) -> AppTest:
    screen = screen_test(draws, work or planned.director, {"zaak": planned.case_id})
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    done = screen.button(key=key).click().run()
    assert not done.exception, done.exception
    return done


def keys(screen: AppTest) -> set[str]:
    return {str(button.key) for button in screen.button}


def test_an_empty_screen_says_what_will_stand_here(planned: PlannedCase) -> None:
    read = words(opened(planned))
    assert "Nog niets heeft een einddatum" in read
    assert "Gedragsaanwijzing (art. 509hh Sv) gewogen" in read
    assert "Stopgesprek" not in read


def test_what_ends_soon_is_told_with_what_must_follow(planned: PlannedCase) -> None:
    weigh(planned.director, weighing_order(planned.case_id, measure=Measure.SHELTER, reason="<b>Vol</b>"))
    weigh(planned.director, behaviour_order(planned.case_id, days=9))
    with planned.director.upkeep() as tx:
        order = {"kind": CourtOrderKind.CONTACT_BAN, "given_by": "Rechtbank", "until_on": TODAY - DAY}
        tx.add(CourtOrderRow(id="o" * 32, case_id=planned.case_id, **order))
    screen = opened(planned)
    read = words(screen)
    for told in (
        "Van 1 maatregel is de dag voorbij",
        "loopt af op woensdag 2 december",
        "nog 9 dagen",
        "nog niet genoemd wie daarna verdergaat",
        "kan nog 3 keer worden verlengd",
        "1 dag geleden",
        "&lt;b&gt;Vol&lt;/b&gt;",
        "0 van 3 keer",
    ):
        assert told in read, told
    assert {"extend_0", "follows_0", "again_1", "weigh"} <= keys(screen)
    assert "In 2027" not in read
    assert "What ends when" in words(opened(planned, language="en"))


def test_a_measure_is_extended_and_says_what_the_law_asks(planned: PlannedCase) -> None:
    weigh(planned.director, behaviour_order(planned.case_id))
    facts = case_facts(planned.director, planned.case_id)
    (weighing,) = facts.weighings
    screen, name = form(planned, lambda s: extend_dialog(s, facts, weighing)), f"form.extend.{weighing.id}"
    write(screen, f"{name}.reason", "Blijft nodig.")
    press(screen, "extend_keep")
    assert "begonnen" in words(screen)
    screen.checkbox(key=f"{name}.prosecution").check().run()
    screen.date_input(key=f"{name}.until").set_value(TODAY + timedelta(days=181)).run()
    press(screen, "extend_keep")
    assert "Dit gaat te ver" in words(screen)
    screen.date_input(key=f"{name}.until").set_value(TODAY + timedelta(days=180)).run()
    press(screen, "extend_keep")
    (now,) = case_facts(planned.director, planned.case_id).weighings
    assert (now.extensions, now.valid_until) == (1, TODAY + timedelta(days=180))
    assert "1 eerdere afweging" in [str(expander.label) for expander in opened(planned).expander]


def test_a_weighing_is_recorded_with_its_term_and_what_follows(planned: PlannedCase) -> None:
    state = case_state(planned.director, planned.case_id)
    screen = form(planned, lambda s: weighing_dialog(s, state))
    name = f"form.weighing.{planned.case_id}"
    screen.selectbox(key=f"{name}.measure").set_value(Measure.BEHAVIOUR_ORDER.value).run()
    assert f"{name}.until" not in {str(field.key) for field in screen.date_input}
    screen.selectbox(key=f"{name}.outcome").set_value(MeasureOutcome.APPLIED.value).run()
    write(screen, f"{name}.reason", "Nodig.")
    press(screen, "weighing_keep")
    assert "van wanneer tot wanneer" in words(screen)
    screen.date_input(key=f"{name}.from").set_value(TODAY).run()
    assert "21-02-2027" in words(screen)
    screen.date_input(key=f"{name}.until").set_value(date(2027, 2, 21)).run()
    screen.selectbox(key=f"{name}.to").set_value("VT").run()
    screen.text_input(key=f"{name}.handover").input("Belt haar.").run()
    screen.date_input(key=f"{name}.again").set_value(date(2027, 2, 1)).run()
    press(screen, "weighing_keep")
    (now,) = case_facts(planned.director, planned.case_id).weighings
    assert (now.valid_until, now.handover_to, now.handover) == (date(2027, 2, 21), "VT", "Belt haar.")
    assert now.weigh_again_on == date(2027, 2, 1)


def test_what_somebody_else_weighed_meanwhile_is_shown_beside_it(planned: PlannedCase) -> None:
    weigh(planned.director, weighing_order(planned.case_id))
    state = case_state(planned.director, planned.case_id)
    (standing,) = state.facts.weighings
    screen = form(planned, lambda s: weighing_dialog(s, state, standing))
    name = f"form.weighing.{planned.case_id}.arrest.OM"
    assert "Eerst horen." in words(screen)
    write(screen, f"{name}.reason", "Mijn reden.")
    weigh(planned.director, weighing_order(planned.case_id, reason="Andermans reden."))
    press(screen, "weighing_keep")
    assert "Andermans" in words(screen)
    assert [w.reason for w in case_facts(planned.director, planned.case_id).weighings] == ["Andermans reden."]
    press(screen, "weighing_keep")
    assert [w.reason for w in case_facts(planned.director, planned.case_id).weighings] == ["Mijn reden."]


def test_mediation_is_warned_for_before_it_is_refused(planned: PlannedCase) -> None:
    state = case_state(planned.director, planned.case_id)
    screen, name = form(planned, lambda s: weighing_dialog(s, state)), f"form.weighing.{planned.case_id}"
    screen.selectbox(key=f"{name}.measure").set_value(Measure.MEDIATION.value).run()
    assert "Geen mediation zolang" in words(screen)
    write(screen, f"{name}.reason", "Werkgever wil het.")
    press(screen, "weighing_keep")
    assert case_facts(planned.director, planned.case_id).weighings == ()


def test_the_stop_conversation_goes_step_by_step(low: PlannedCase) -> None:
    assert "talk_hold" not in keys(opened(low))
    for step, fill in (
        ("agree", {}),
        ("hold", {"where": "Bureau <i>Zuid</i>"}),
        ("close", {"number": "PL1100-1"}),
    ):
        assert f"talk_{step}" in keys(opened(low))
        state, talk = case_state(low.director, low.case_id), register(low.director, low.case_id).stop_talk
        screen = form(low, lambda s, st=state, t=talk, n=step: stop_talk_form(s, st, t, n))
        for field, text in fill.items():
            screen.text_input(key=f"form.stoptalk.{step}.{low.case_id}.{field}").input(text).run()
        press(screen, "talk_keep")
    read = words(opened(low))
    assert "Afgesloten met pv" in read
    assert "Bureau &lt;i&gt;Zuid&lt;/i&gt;" in read
    assert "PL1100-1" in read
    assert not {"talk_agree", "talk_hold", "talk_close"} & keys(opened(low))


def test_an_unknown_fact_is_a_question_and_offers_no_step(low: PlannedCase) -> None:
    set_facts(low.director, low.case_id, threats_or_violence=Known.UNKNOWN)
    screen = opened(low)
    assert "Nog niet bekend: vraag dit eerst na" in words(screen)
    assert not {"talk_agree", "talk_hold"} & keys(screen)
    set_facts(low.director, low.case_id, complaint=Known.YES)
    read = words(opened(low))
    assert "Na een aangifte heeft dit gesprek geen zin meer" in read
    assert "beleidsadviseur" in read


def test_when_it_goes_on_the_screen_says_what_the_route_map_asks(low: PlannedCase, clock) -> None:
    agree_stop_talk(low.director, AgreeStopTalk(low.case_id, TODAY))
    hold_stop_talk(low.director, HoldStopTalk(low.case_id, TODAY, "Bureau", 1))
    assert "Sinds het gesprek is niets vastgelegd" in words(opened(low))
    clock.forward(days=10)
    with low.director.upkeep() as tx:
        when = {"happened_at": tx.now, "reported_at": tx.now}
        tx.add(EventRow(id="e", case_id=low.case_id, kind=EventKind.INCIDENT, tier="partners", recorded_by="x", **when))
    read = words(opened(low))
    for told in ("De stalking gaat door: op donderdag 3 december", "L-POL-2b", "L-POL-3", "L-POL-4", "nieuwe SASH"):
        assert told in read, told
    set_facts(low.director, low.case_id, stalking_active=Known.NO)
    assert "Kijk wat klopt" in words(opened(low))


def test_a_case_holder_reads_and_is_offered_nothing(low: PlannedCase, work_as: Callable[..., Work]) -> None:
    weigh(low.director, weighing_order(low.case_id, reason="Alleen opsporing.", tier="opsporing"))
    weigh(low.director, behaviour_order(low.case_id))
    screen = opened(low, a_holder(low, work_as, "VT"))
    read = words(screen)
    assert "Dreiging met de kinderen." in read
    assert "Alleen opsporing." not in read
    assert "Plan van aanpak politie" not in read
    assert not {"weigh", "again_0", "extend_0", "follows_0", "talk_agree", "police_plan"} & keys(screen)


# ---- the police plan ----


def test_the_police_plan_is_written_kept_and_read_by_the_investigation(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    name = f"form.policeplan.{planned.case_id}"
    screen = form(planned, lambda s: police_plan_form(s, planned.case_id))
    write(screen, f"{name}.text", "Eerste <b>tekst</b>.")
    press(screen, "police_plan_keep")
    write_police_plan(planned.director, WritePolicePlan(planned.case_id, CANARY, 1))
    reader = form(planned, lambda s: police_plan_form(s, planned.case_id), a_holder(planned, work_as, "DR"))
    read = words(reader)
    assert CANARY in read
    assert "Eerste &lt;b&gt;tekst&lt;/b&gt;." in read
    assert "police_plan_keep" not in keys(reader)


def test_two_writers_of_the_police_plan_see_both_texts(planned: PlannedCase) -> None:
    name = f"form.policeplan.{planned.case_id}"
    screen = form(planned, lambda s: police_plan_form(s, planned.case_id))
    write(screen, f"{name}.text", "Van mij.")
    write_police_plan(planned.director, WritePolicePlan(planned.case_id, "Van een ander.", 0))
    press(screen, "police_plan_keep")
    assert "Van een ander." in words(screen).replace("<mark>", "").replace("</mark>", "")
    press(screen, "police_plan_keep")
    assert [w.text for w in police_plan(planned.director, planned.case_id).wordings] == ["Van mij.", "Van een ander."]


def test_whoever_is_not_of_the_investigation_cannot_open_it(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    write_police_plan(planned.director, WritePolicePlan(planned.case_id, CANARY))
    care = work_as(replace(planned.director.actor, organisation="VT"))
    for work in (a_holder(planned, work_as, "VT"), care):
        assert "police_plan" not in keys(opened(planned, work))
        read = words(form(planned, lambda s: police_plan_form(s, planned.case_id), work))
        assert "geen toegang" in read
        assert "kanarie" not in read


@pytest.mark.parametrize(
    "place", [render, overview.render, partners.render, conditions.render, safety_plan.render, my_day.render]
)
def test_no_screen_holds_a_word_of_the_police_plan(planned: PlannedCase, place: Callable[[Screen], None]) -> None:
    write_police_plan(planned.director, WritePolicePlan(planned.case_id, CANARY))
    read = words(form(planned, place))
    assert "Heggemus" in read
    assert "kanarie" not in read


def test_my_day_tells_the_director_in_time_and_nobody_else(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    weigh(planned.director, behaviour_order(planned.case_id, days=15))
    assert "Regel het vervolg" not in words(form(planned, my_day.render))
    weigh(planned.director, behaviour_order(planned.case_id, days=14))
    read = words(form(planned, my_day.render))
    assert "Regel het vervolg: Gedragsaanwijzing (art. 509hh Sv)" in read
    assert "Regel het vervolg" not in words(form(planned, my_day.render, a_holder(planned, work_as, "VT")))
