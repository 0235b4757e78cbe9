"""The agenda's screens: written by who directs, read by the case team, and the same in a script for the chair."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import BarKind
from pages.meeting.agenda import render
from pages.meeting.agenda_words import agenda_card
from services.access.rules import Standing
from services.agenda.actions import set_agenda
from services.agenda.facts import Agenda, NewPoint, SetAgenda
from services.agenda.queries import agenda_of
from services.agenda.rules import minutes_of
from services.availability.actions import set_free_hours
from services.cases.queries import case_facts
from services.meetings.actions import withdraw
from services.plans.queries import case_state
from services.unit_of_work import Work
from tests.planned import STARTS, PlannedCase, a_holder, a_planned_case
from tests.rows import a_bar
from tests.screens import screen_test, words

WorkAs = Callable[..., Work]


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    return a_planned_case(work_as)


def show(work: Work, planned: PlannedCase, language: str = "nl") -> AppTest:
    screen = screen_test(render, work, {"zaak": planned.case_id}, language)
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def view(screen: AppTest, name: str) -> AppTest:
    screen.button_group(key="agenda_view").set_value(name).run()
    assert not screen.exception, screen.exception
    return screen


def agenda(planned: PlannedCase) -> Agenda:
    return agenda_of(planned.director, planned.case_id, planned.meeting_id)


def written(planned: PlannedCase, *points: NewPoint) -> PlannedCase:
    set_agenda(planned.director, SetAgenda(planned.meeting_id, planned.case_id, planned.meeting.version, points))
    return planned


POINTS = (NewPoint("De kluis", 20, ("politie",), "Niet hardop."), NewPoint("Wie doet wat en wanneer", 70))


def test_the_proposal_is_changed_put_in_order_cut_down_and_kept(planned: PlannedCase) -> None:
    screen = show(planned.director, planned)
    assert "Past precies" in words(screen)
    key = f"form.agenda.{planned.meeting_id}.points"
    screen.text_input(key=f"{key}.1.title").input("Welkom").run()
    screen.number_input(key=f"{key}.2.minutes").set_value(25).run()
    assert "20 minuten te lang" in words(screen)
    press(screen, "agenda_fit")
    assert "Past precies" in words(screen)
    press(screen, "down_1")
    press(screen, "out_9")
    assert agenda(planned).suggested
    press(screen, "agenda_keep")
    kept = agenda(planned)
    assert not kept.suggested
    assert [point.title for point in kept.points][1] == "Welkom"
    assert len(kept.points) == 8
    assert kept.over_minutes == 0
    assert sum(minutes_of(point) for point in kept.points) < 90


def test_what_else_changed_about_the_meeting_does_not_stand_in_the_way(planned: PlannedCase) -> None:
    written(planned, *POINTS)
    screen = show(planned.director, planned)
    key = f"form.agenda.{planned.meeting_id}.points"
    screen.text_input(key=f"{key}.1.title").input("Welkom").run()
    written(planned, *POINTS)  # the same agenda at a later version
    press(screen, "agenda_keep")
    assert agenda(planned).points[0].title == "Welkom"


def test_another_agenda_is_shown_first_and_never_overwritten_in_silence(planned: PlannedCase) -> None:
    screen = show(planned.director, planned)
    key = f"form.agenda.{planned.meeting_id}.points"
    screen.text_input(key=f"{key}.1.title").input("Mijn begin").run()
    written(planned, *POINTS)
    press(screen, "agenda_keep")
    assert "kluis" in words(screen)
    assert agenda(planned).points[0].title == "De kluis"
    press(screen, "agenda_keep")
    assert agenda(planned).points[0].title == "Mijn begin"


def test_a_point_for_who_is_not_invited_is_a_warning(planned: PlannedCase) -> None:
    written(planned, NewPoint("Zitting", 10, ("OM",)))
    assert "Niet uitgenodigd voor dit overleg" in words(show(planned.director, planned))


def test_the_proposal_comes_back_after_a_question(planned: PlannedCase) -> None:
    written(planned, *POINTS)
    screen = press(show(planned.director, planned), "agenda_reset")
    assert agenda(planned).suggested
    assert "De kluis" not in words(screen)


def test_the_script_has_the_notes_and_our_own_words(planned: PlannedCase) -> None:
    written(planned, *POINTS)
    read = words(view(show(planned.director, planned), "script"))
    for part in ("Niet hardop.", "De kluis", "Eén actie, één eigenaar, één dag", "Deelnemer 1"):
        assert part in read


def test_the_script_says_who_leaves_early_by_their_calendar(planned: PlannedCase) -> None:
    seats = case_facts(planned.director, planned.case_id).seats
    for seat in seats:
        until = STARTS + timedelta(minutes=60 if seat.organisation == "DR" else 90)
        hours = ((STARTS, until),)
        set_free_hours(planned.director, seat.professional_id, STARTS, STARTS + timedelta(hours=6), hours)
    read = words(view(show(planned.director, planned), "script"))
    assert read.count("tot 11.30") == 1


def test_the_preview_of_an_attendee_leaves_out_what_is_for_others(planned: PlannedCase) -> None:
    written(planned, *POINTS)
    screen = view(show(planned.director, planned), "theirs")
    screen.selectbox(key="agenda_as").select("VT").run()
    read = words(screen)
    assert "ander onderdeel" in read
    assert "De kluis" not in read
    assert "Niet hardop." not in read


def test_a_member_of_the_case_only_reads_and_sees_no_note(planned: PlannedCase, work_as: WorkAs) -> None:
    written(planned, *POINTS)
    screen = show(a_holder(planned, work_as, "VT"), planned)
    assert "De kluis" in words(screen)
    assert "Niet hardop." not in words(screen)
    assert not {"agenda_keep", "agenda_reset"} & {button.key for button in screen.button}


@pytest.mark.parametrize("standing", [Standing.ADMINISTRATOR, Standing.AUDITOR, Standing.CASE_DIRECTOR])
def test_who_has_no_part_in_the_case_sees_nothing(planned: PlannedCase, work_as: WorkAs, standing: Standing) -> None:
    written(planned, *POINTS)
    read = words(show(work_as(standing, name="M. Vreemd", account_id="v", session_id="v"), planned))
    assert "geen toegang" in read
    assert "kluis" not in read
    assert "Heggemus" not in read


def test_who_is_kept_out_sees_nothing(planned: PlannedCase, work_as: WorkAs) -> None:
    written(planned, *POINTS)
    holder = a_holder(planned, work_as, "VT")
    a_bar(work_as(Standing.SYSTEM), planned.case_id, BarKind.NAME, holder.actor.name)
    assert "kluis" not in words(show(holder, planned))


def test_without_a_meeting_the_screen_says_what_will_stand_there(planned: PlannedCase) -> None:
    withdraw(planned.director, planned.case_id, planned.meeting_id, planned.meeting.version)
    screen = show(planned.director, planned)
    assert "agenda_to_meeting" in {button.key for button in screen.button}


def test_the_card_shows_the_clock_and_whether_it_fits(planned: PlannedCase) -> None:
    written(planned, NewPoint("Alles", 100))

    def card(screen) -> None:
        state = case_state(screen.work, planned.case_id)
        agenda_card(screen, state, planned.meeting)

    read = words(screen_test(card, planned.director, {"zaak": planned.case_id}))
    assert "10 minuten te lang" in read
    assert "10.30–12.10" in read


def test_the_screen_speaks_english(planned: PlannedCase) -> None:
    english = planned.director.as_actor(replace(planned.director.actor, language="en"))
    read = words(show(english, planned, "en"))
    assert "Opening, confidentiality read aloud" in read
    assert "Opstellen" not in read
