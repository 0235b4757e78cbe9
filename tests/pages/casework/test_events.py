"""The events of a case on the screen: read, checked, kept, changed, told; and not there for whoever is outside."""

from collections.abc import Callable
from datetime import date

import pytest

from models.terms import EventKind, Gravity
from pages.casework import events, overview
from pages.casework.breach_clock import told_dialog
from pages.casework.event_form import event_dialog
from services.access.rules import Standing
from services.cases.queries import case_facts
from services.events.actions import record_events
from services.events.queries import events_of
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_director, a_holder, a_planned_case
from tests.screens import AppTest, area, screen_test, words, write
from tests.services.events.build import an_event

WorkAs = Callable[..., Work]
LONG_AGO = date(2026, 11, 1)
LINES = "12-11 14.30 bericht via nepaccount\nvandaag overtreding: reed door de straat\nzonder dag"


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    return a_planned_case(work_as)


def shown(planned: PlannedCase, work: Work | None = None) -> AppTest:
    stage = screen_test(events.render, work or planned.director, {"zaak": planned.case_id})
    assert not stage.exception, [e.message for e in stage.exception]
    return stage


def dialog(planned: PlannedCase, opened: Callable) -> AppTest:
    """A dialog on the first event, drawn by itself: the test runner closes a dialog at every click."""
    facts, event = case_facts(planned.director, planned.case_id), events_of(planned.director, planned.case_id)[0]
    return screen_test(lambda screen: opened(screen, facts, event), planned.director)


def field(elements, name: str):
    """The one whose key speaks of a name."""
    return next(element for element in elements if name in str(element.key))


def press(stage: AppTest, key: str) -> AppTest:
    stage = field(stage.button, key).click().run()
    assert not stage.exception, [e.message for e in stage.exception]
    return stage


def test_an_empty_log_begins_with_the_box(planned: PlannedCase) -> None:
    text = words(shown(planned))
    assert "Begin het logboek" in text
    assert "Patroon" not in text


def test_lines_are_checked_then_kept_and_what_misses_something_stays(planned: PlannedCase) -> None:
    stage = shown(planned)
    stage = write(stage, "lines", LINES)
    assert "Geen dag gevonden" in words(stage)
    assert field(stage.button, "events_keep").label == "Leg 2 gebeurtenissen vast"
    gravity = next(box for box in stage.selectbox if box.label == "Ernst van regel 1")
    assert gravity.value == Gravity.CONTACT.value
    stage = gravity.set_value(Gravity.THREAT.value).run()
    stage = press(stage, "events_keep")
    kept = events_of(planned.director, planned.case_id)
    assert [(event.kind, event.gravity, event.text) for event in kept] == [
        (EventKind.INCIDENT, Gravity.THREAT, "bericht via nepaccount"),
        (EventKind.BREACH, Gravity.PROXIMITY, "reed door de straat"),
    ]
    text = words(stage)
    assert "2 gebeurtenissen zijn vastgelegd." in text
    assert area(stage, "lines").value == "zonder dag"
    assert "Overtredingen waar het OM nog niet van weet" in text
    assert "Eerste dreiging: 12 november 2026." in text


def test_a_refused_line_loses_nothing_and_a_second_click_adds_nothing(planned: PlannedCase) -> None:
    stage = shown(planned)
    stage = write(stage, "lines", "vandaag 9.59 belde")
    stage = next(box for box in stage.selectbox if "heard" in str(box.key)).set_value("other").run()
    stage = next(box for box in stage.date_input if "heard_day" in str(box.key)).set_value(LONG_AGO).run()
    stage = press(stage, "events_keep")
    assert any("kan niet van gebeurtenis 1 hebben gehoord" in str(error.value) for error in stage.error)
    assert area(stage, "lines").value == "vandaag 9.59 belde"
    assert events_of(planned.director, planned.case_id) == ()


def test_the_prosecution_is_told_in_a_dialog(planned: PlannedCase) -> None:
    record_events(planned.director, planned.case_id, (an_event(kind=EventKind.BREACH),))
    assert "Gemeld bij het OM" in words(press(shown(planned), "told_e1"))
    press(dialog(planned, told_dialog), "told_sure_e1")
    (event,) = events_of(planned.director, planned.case_id)
    assert event.told_prosecution_at is not None
    assert "OM op de hoogte" in words(shown(planned))


def test_an_event_is_changed_and_struck_out_in_a_dialog(planned: PlannedCase) -> None:
    record_events(planned.director, planned.case_id, (an_event(),))
    assert "Doorhalen" in [expander.label for expander in press(shown(planned), "event_e1").expander]
    stage = dialog(planned, event_dialog)
    stage = write(stage, "form.event.e1.text", "Stond bij het werk.")
    press(stage, "event_keep")
    assert events_of(planned.director, planned.case_id)[0].text == "Stond bij het werk."
    stage = dialog(planned, event_dialog)
    stage = field(stage.text_input, "form.event.e1.reason").set_value("Dubbel.").run()
    press(stage, "event_strike")
    assert events_of(planned.director, planned.case_id)[0].struck
    assert "doorgehaald omdat: Dubbel." in words(shown(planned))


def test_the_holder_of_the_case_sees_what_is_for_all_and_no_more(planned: PlannedCase, work_as: WorkAs) -> None:
    told = (an_event("e1", text="Voor iedereen."), an_event("e2", text="Alleen opsporing.", tier="opsporing"))
    record_events(planned.director, planned.case_id, told)
    text = words(shown(planned, a_holder(planned, work_as, "VT")))
    assert "Voor iedereen." in text
    assert "Alleen opsporing." not in text
    assert "Logboek <span" in text
    assert ">1</span>" in text


def test_the_overview_shows_the_pattern_in_short(planned: PlannedCase) -> None:
    record_events(planned.director, planned.case_id, (an_event(kind=EventKind.BREACH),))
    text = words(screen_test(overview.render, planned.director, {"zaak": planned.case_id}))
    for wanted in ("1 in het logboek", "Niet gemeld bij het OM", "Nieuwe gebeurtenis", "vandaag"):
        assert wanted in text, wanted


def test_typed_markup_is_shown_as_typed(planned: PlannedCase) -> None:
    typed = "<script>alert(1)</script> ![x](http://host.example) **vet**"
    record_events(planned.director, planned.case_id, (an_event(text=typed, kind=EventKind.BREACH),))
    text = words(shown(planned))
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_somebody_outside_sees_nothing(planned: PlannedCase, work_as: WorkAs) -> None:
    record_events(planned.director, planned.case_id, (an_event(text="Stond bij de school."),))
    auditor = work_as(Standing.AUDITOR, name="A. Ander", account_id="0" * 32, session_id="1" * 32)
    for outsider in (a_director(work_as, "C. Vreemd"), auditor):
        text = words(shown(planned, outsider))
        assert "geen toegang" in text
        assert [word for word in ("Stond", "Heggemus", "Patroon", "T-100") if word in text] == []
        unknown = screen_test(events.render, outsider, {"zaak": "f" * 32})
        assert words(unknown) == text
