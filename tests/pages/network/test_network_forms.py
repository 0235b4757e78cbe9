"""Seats with their deputies, who tells whom, private ties, and who was at a meeting."""

from collections.abc import Callable
from datetime import date

import pytest

from models.terms import Known, TieKind
from pages.casework.direction import render as direction
from pages.frame.screen import Screen
from pages.network.agreement_form import agree_dialog
from pages.network.attendance_form import attendance_dialog
from pages.network.contact_log import recorded_cards
from pages.network.seat_change import seat_dialog
from pages.network.seat_form import assign_dialog, deputy_dialog
from pages.network.tie_form import tie_dialog
from services.access.rules import Standing
from services.cases.actions import name_deputy
from services.cases.facts import PartnerSeat
from services.cases.queries import case_facts
from services.contacts.queries import contact_log
from services.network.facts import NetworkFacts
from services.unit_of_work import Work
from tests.pages.stage import AppTest, button, play, press, recast, said
from tests.planned import PlannedCase, a_planned_case, seats_of
from tests.rows import a_professional

WorkAs = Callable[..., Work]
TODAY = date(2026, 11, 23)


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    return a_planned_case(work_as)


def opened(planned: PlannedCase, opens: Callable[[Screen, NetworkFacts], None]) -> AppTest:
    facts = NetworkFacts(case_facts(planned.director, planned.case_id), planned.director.clock(), TODAY)
    return play(lambda screen: opens(screen, facts), planned.director, place="netwerk", case_id=planned.case_id)


def seat_of(planned: PlannedCase, organisation: str) -> PartnerSeat:
    return next(s for s in case_facts(planned.director, planned.case_id).seats if s.organisation == organisation)


def test_a_seat_is_filled_with_a_deputy_who_knows_the_case(planned: PlannedCase, work_as: WorkAs) -> None:
    system = work_as(Standing.SYSTEM)
    who, deputy = (a_professional(system, name, f"{name[0]}@rn.example", "RN") for name in ("R. Ruiter", "S. Steun"))
    stage = opened(planned, lambda screen, facts: assign_dialog(screen, facts, "RN"))
    name = f"form.seat.{planned.case_id}.RN"
    assert button(stage, "assign_keep").disabled
    stage.selectbox(key=f"{name}.who").select(who).run()
    stage.selectbox(key=f"{name}.role").select("adviseur").run()
    stage.selectbox(key=f"{name}.deputy").select(deputy).run()
    stage.date_input(key=f"{name}.briefed_on").set_value(TODAY).run()
    press(stage, "assign_keep")
    seat = seat_of(planned, "RN")
    assert (seat.name, seat.deputy, seat.deputy_briefed_on, seat.since_on) == ("R. Ruiter", "S. Steun", TODAY, TODAY)


def test_a_deputy_named_meanwhile_is_told_before_it_is_replaced(planned: PlannedCase, work_as: WorkAs) -> None:
    system, seat = work_as(Standing.SYSTEM), seat_of(planned, "VT")
    mine, theirs = (a_professional(system, name, f"{name[0]}@vt.example", "VT") for name in ("M. Mijn", "A. Ander"))
    stage = opened(planned, lambda screen, facts: deputy_dialog(screen, facts, seat.id))
    stage.selectbox(key=f"form.seat-deputy.{seat.id}.deputy").select(mine).run()
    name_deputy(planned.director, planned.case_id, seat.id, theirs, None, seat.version)
    press(stage, "seat_deputy_keep")
    assert "A. Ander" in said(stage)
    assert seat_of(planned, "VT").deputy == "A. Ander"
    press(stage, "seat_deputy_keep")
    assert (seat_of(planned, "VT").deputy, seat_of(planned, "VT").deputy_briefed_on) == ("M. Mijn", TODAY)


def test_somebody_is_taken_off_a_seat_after_a_confirmation(planned: PlannedCase) -> None:
    seat = seat_of(planned, "VT")
    stage = opened(planned, lambda screen, facts: seat_dialog(screen, facts, seat.id))
    press(stage, "seat_end")
    assert "VT" not in seats_of(planned.director, planned.case_id)


def test_an_agreement_to_inform_is_made_and_ended(planned: PlannedCase) -> None:
    seats = seats_of(planned.director, planned.case_id)
    stage = opened(planned, lambda screen, facts: agree_dialog(screen, facts, seats["DR"], (seats["VT"],)))
    assert "binnen 4 uur" in said(stage)
    press(stage, "agree_keep")
    (agreement,) = contact_log(planned.director, planned.case_id).agreements
    assert (agreement.teller.key, agreement.told.key, agreement.within_hours) == (seats["DR"], seats["VT"], 4)
    press(stage, "end_agreement_dialog")
    assert contact_log(planned.director, planned.case_id).agreements[0].ended_on == TODAY


def test_a_professionals_tie_leads_to_closing_the_case_to_them(planned: PlannedCase) -> None:
    seat, form = seat_of(planned, "VT"), f"form.tie.{planned.case_id}"
    stage = opened(planned, tie_dialog)
    stage.button_group(key=f"{form}.of").set_value("professional").run()
    assert "Alleen u en de vervangend casusregisseur zien dit" in said(stage)
    stage.selectbox(key=f"{form}.seat").select(seat.id).run()
    stage.selectbox(key=f"{form}.second").select("P2").run()
    press(stage, "tie_keep")
    (tie,) = contact_log(planned.director, planned.case_id).ties
    assert (tie.first.key, tie.second.key, tie.kind) == (seat.id, "P2", TieKind.FAMILY)
    assert "Sluit de zaak af voor Deelnemer 1" in button(stage, "tie_close").label.replace("\\", "")


def test_the_direction_page_opens_the_bar_with_the_name_filled_in(planned: PlannedCase) -> None:
    stage = play(direction, planned.director, place="regie", case_id=planned.case_id)
    stage.session_state[f"bar_for.{planned.case_id}"] = "Deelnemer 1"
    stage.run()
    assert stage.text_input(key=f"form.bar.{planned.case_id}.text").value == "Deelnemer 1"


def test_who_was_there_is_recorded_after_the_meeting_and_counts_as_contact(planned: PlannedCase, clock) -> None:
    clock.forward(days=3)
    stage = opened(planned, lambda screen, facts: recorded_cards(screen, facts, True))
    assert "Nog niet vastgelegd wie er was" in said(stage)
    facts = NetworkFacts(case_facts(planned.director, planned.case_id), planned.director.clock(), TODAY)
    recast(planned.director, lambda screen: attendance_dialog(screen, facts, planned.meeting_id))
    stage.run()
    for box in stage.checkbox[:2]:
        box.check()
    stage.run()
    press(stage, "attendance_keep")
    assert sorted(one.attended for one in planned.meeting.attendees) == sorted([Known.YES] * 2 + [Known.NO] * 2)
