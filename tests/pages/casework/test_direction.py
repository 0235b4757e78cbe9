"""Direction on screen: a deputy is named, a case asked for and answered, a likeness judged, an absence seen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import BarKind, CaseStatus, Known
from pages.casework import cases, direction, overview, takeover
from pages.casework.direction_forms import deputy_dialog, handover_dialog
from pages.casework.protection_card import bar_dialog
from pages.frame.screen import Screen
from pages.oversight import my_day
from pages.oversight.directing_cards import absence_dialog
from services.access.rules import Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.barring.queries import likenesses_of
from services.cases.queries import case_facts
from services.direction.actions import ask_handover, be_away
from services.direction.facts import AskHandover
from services.direction.queries import directing_of, my_directing
from services.unit_of_work import Work
from tests.planned import DEPUTY, PlannedCase, a_director, a_holder, a_planned_case
from tests.rows import a_professional
from tests.screens import screen_test, words, write

WorkAs = Callable[..., Work]


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    return a_planned_case(work_as)


@pytest.fixture
def successor(work_as: WorkAs) -> Work:
    return a_director(work_as, "O. Opvolger")


@pytest.fixture
def deputy(planned: PlannedCase, work_as: WorkAs) -> Work:
    account = case_facts(planned.director, planned.case_id).deputy_account_id
    return work_as(Standing.CASE_DIRECTOR, name=DEPUTY, account_id=account, session_id=account, organisation="politie")


def show(render: Callable[[Screen], None], work: Work, case_id: str) -> AppTest:
    screen = screen_test(render, work, {"zaak": case_id})
    assert not screen.exception, [e.message for e in screen.exception]
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    next(b for b in screen.button if str(b.key).startswith(key)).click().run()
    assert not screen.exception, [e.message for e in screen.exception]
    return screen


def keys(screen: AppTest) -> set[str]:
    return {str(button.key) for button in screen.button}


def test_who_directs_and_did_stands_with_days(planned: PlannedCase, work_as: WorkAs) -> None:
    screen = show(direction.render, planned.director, planned.case_id)
    read = words(screen)
    for part in ("I. Brandsma", DEPUTY, "Casusregisseur", "23-11-2026", "Wie de zaak leidde"):
        assert part in read
    assert {"name_deputy", "hand_over", "keep_out", "protect_words"} <= keys(screen)
    other = show(direction.render, a_holder(planned, work_as, "VT"), planned.case_id)
    assert "I. Brandsma" in words(other)
    assert not {"name_deputy", "hand_over", "keep_out", "protect_words"} & keys(other)


def test_a_case_without_deputy_says_so_everywhere_until_one_is_named(planned: PlannedCase, successor: Work) -> None:
    director, case_id = planned.director, planned.case_id
    bar(director, case_id, NewBar(BarKind.NAME, DEPUTY))
    screen = show(overview.render, director, case_id)
    assert "In voorbereiding: deze zaak heeft geen vervanger." in words(screen)
    assert "to_direction" in keys(screen)
    assert "In voorbereiding" in words(screen_test(cases.render, director))
    assert "Wijs een vervanger aan" in words(show(direction.render, director, case_id))
    facts = case_facts(director, case_id)
    dialog = show(lambda s: deputy_dialog(s, facts), director, case_id)
    dialog.selectbox(key=f"form.deputy.{case_id}.who").select(successor.actor.account_id).run()
    press(dialog, "deputy_sure")
    assert case_facts(director, case_id).status is CaseStatus.ACTIVE
    assert "In voorbereiding" not in words(show(overview.render, director, case_id))


def test_the_dialog_asks_and_the_screen_shows_the_question(planned: PlannedCase, successor: Work) -> None:
    director, case_id = planned.director, planned.case_id
    facts, now = case_facts(director, case_id), directing_of(director, case_id).now
    dialog = show(lambda s: handover_dialog(s, facts, now), director, case_id)
    name = f"form.handover.{case_id}"
    dialog.selectbox(key=f"{name}.who").select(successor.actor.account_id).run()
    assert dialog.selectbox(key=f"{name}.deputy").value == facts.deputy_account_id
    dialog.selectbox(key=f"{name}.deputy").select(director.actor.account_id).run()
    write(dialog, f"{name}.note", "Ik ga <b>weg</b>.")
    press(dialog, "handover_sure")
    screen = show(direction.render, director, case_id)
    assert "O. Opvolger is op maandag 23 november 2026 gevraagd" in words(screen)
    assert "Vervanger vanaf dan: I. Brandsma." in words(screen)
    assert "&lt;b&gt;weg" in words(screen)
    assert "hand_over" not in keys(screen)
    press(screen, "withdraw_handover")
    assert "hand_over" in keys(show(direction.render, director, case_id))
    assert my_directing(successor).asked == ()


def test_the_one_asked_sees_it_on_my_day_and_takes_over(planned: PlannedCase, successor: Work) -> None:
    order = AskHandover(planned.case_id, successor.actor.account_id, "Zitting op 9 december.")
    ask_handover(planned.director, order)
    day = screen_test(my_day.render, successor)
    assert "Gevraagd: neem Zaak Heggemus over" in words(day)
    screen = show(takeover.render, successor, planned.case_id)
    read = words(screen)
    assert "Zitting op 9 december." in read
    assert "Uitkomst van de SASH" in read
    for telling in ("Mevrouw W.", "De heer D.", "Deelnemer", "Kind F."):
        assert telling not in read
    assert next(b for b in screen.button if b.key == "takeover_accept").disabled
    screen.checkbox(key="takeover_sure").check().run()
    press(screen, "takeover_accept")
    assert case_facts(successor, planned.case_id).director == "O. Opvolger"
    assert "Zaak Heggemus" in words(screen_test(cases.render, successor))
    assert "Zaak Heggemus" not in words(screen_test(cases.render, planned.director))


def test_declining_asks_why_and_whoever_asked_reads_it(planned: PlannedCase, successor: Work) -> None:
    ask_handover(planned.director, AskHandover(planned.case_id, successor.actor.account_id))
    (asked,) = directing_of(planned.director, planned.case_id).handovers
    screen = show(takeover.render, successor, planned.case_id)
    press(screen, "takeover_decline")
    assert "Schrijf waarom" in words(screen)
    write(screen, f"form.decline.{asked.id}.reason", "Geen ruimte.")
    press(screen, "takeover_decline")
    told = words(show(direction.render, planned.director, planned.case_id))
    assert "O. Opvolger heeft deze zaak niet overgenomen" in told
    assert "Geen ruimte." in told
    assert "Heggemus" not in words(screen_test(my_day.render, successor))


def test_a_likeness_is_asked_about_and_can_be_judged_anew(planned: PlannedCase, work_as: WorkAs) -> None:
    director, case_id = planned.director, planned.case_id
    a_professional(work_as(Standing.SYSTEM), "J. de <b>Vries</b>", "j@rn.example", "RN")
    a_professional(work_as(Standing.SYSTEM), "J. de Vries", "j2@rn.example", "RN")
    bar(director, case_id, NewBar(BarKind.NAME, "Jan de Vries", "Zwager"))
    screen = show(direction.render, director, case_id)
    assert "Is dit dezelfde persoon?" in words(screen)
    assert "lijkt op Jan de Vries" in words(screen)
    assert "Zwager" in words(screen)
    assert "<b>Vries" not in words(screen)
    press(screen, "judge_nee_")
    assert {one.same for one in likenesses_of(director, case_id) if not one.asked} == {Known.NO}
    screen = show(direction.render, director, case_id)
    assert "iemand anders" in words(screen)
    for _ in likenesses_of(director, case_id):
        screen = press(show(direction.render, director, case_id), "judge_ja_")
    assert {one.same for one in likenesses_of(director, case_id)} == {Known.YES}


def test_somebody_is_kept_out_after_saying_that_it_lasts(planned: PlannedCase) -> None:
    facts = case_facts(planned.director, planned.case_id)
    screen = show(lambda s: bar_dialog(s, facts), planned.director, planned.case_id)
    name = f"form.bar.{planned.case_id}"
    screen.selectbox(key=f"{name}.kind").select("team").run()
    screen.text_input(key=f"{name}.text").input("Team Noord").run()
    assert next(b for b in screen.button if b.key == "keep_out_sure").disabled
    screen.checkbox(key=f"{name}.sure").check().run()
    press(screen, "keep_out_sure")
    assert "Team Noord" in words(show(direction.render, planned.director, planned.case_id))


def test_an_absence_is_stated_and_seen_where_it_matters(planned: PlannedCase, deputy: Work, clock) -> None:
    assert "be_away" in keys(screen_test(my_day.render, planned.director))
    own = my_directing(planned.director)
    day = screen_test(lambda s: absence_dialog(s, own), planned.director)
    assert DEPUTY in words(day)
    day.date_input(key="form.absence.last").set_value(clock().date() + timedelta(days=4)).run()
    press(day, "be_away_sure")
    assert "ma 23 nov t/m vr 27 nov" in words(screen_test(my_day.render, planned.director))
    for place in (overview.render, direction.render):
        assert f"I. Brandsma is afwezig t/m vrijdag 27 november; {DEPUTY} neemt waar." in words(
            show(place, deputy, planned.case_id)
        )
    mine = words(screen_test(my_day.render, deputy))
    assert "U neemt vandaag waar:" in mine
    assert "u neemt waar voor I. Brandsma" in mine
    press(screen_test(my_day.render, planned.director), "be_back_")
    assert "neemt waar" not in words(show(overview.render, deputy, planned.case_id))


def test_both_away_is_red(planned: PlannedCase, deputy: Work, clock) -> None:
    today = clock().date()
    be_away(planned.director, today, today + timedelta(days=4))
    be_away(deputy, today + timedelta(days=2), today + timedelta(days=9))
    assert "allebei afwezig (Zaak Heggemus)" in words(screen_test(my_day.render, deputy))
    clock.forward(days=2)
    for who in (planned.director, deputy):
        assert "Niemand ziet vandaag om naar deze zaken" in words(screen_test(my_day.render, who))
        assert "niemand neemt waar" in words(show(overview.render, who, planned.case_id))
