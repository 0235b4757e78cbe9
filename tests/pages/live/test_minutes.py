"""The minutes on the screen: a draft that is corrected and locked, corrections beneath, and empty before."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from pages.live.minutes import render
from services.live.actions import close_meeting, keep_note, open_meeting
from services.live.facts import CloseMeeting, KeepNote
from services.minutes.queries import minutes_of
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_holder
from tests.screens import screen_test, words, write

WorkAs = Callable[..., Work]


def show(work: Work, planned: PlannedCase) -> AppTest:
    return checked(screen_test(render, work, {"zaak": planned.case_id}))


def checked(screen: AppTest) -> AppTest:
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    return checked(screen.button(key=key).click().run())


def test_a_draft_is_corrected_then_locked_and_corrected_beneath(planned: PlannedCase, work_as: WorkAs) -> None:
    director, of = planned.director, (planned.case_id, planned.meeting_id)
    director.clock.forward(minutes=-10)
    assert "De notulen ontstaan vanzelf" in words(show(director, planned))
    open_meeting(director, *of)
    holder = a_holder(planned, work_as, "VT")
    keep_note(holder, KeepNote(*of, 1, "De school is gebeld."))
    keep_note(director, KeepNote(*of, 1, "Onderzoek loopt.", "opsporing"))
    going = show(director, planned)
    assert "Het overleg is nog gaande" in words(going)
    assert not any(str(button.key).startswith(("minutes_lock", "correct_")) for button in going.button)
    director.clock.forward(minutes=30)
    close_meeting(director, CloseMeeting(*of, 1, "Klaar."))
    record = minutes_of(director, *of).record
    assert record is not None
    note = next(one for one in record.notes if one.tier == "partners")
    screen = press(show(director, planned), f"correct_{note.id}")
    write(screen, f"note.{note.id}.text", "De school is dinsdag gebeld.")
    screen = press(screen, f"correct_keep_{note.id}")
    assert "De school is dinsdag gebeld." in words(screen)
    assert "De school is gebeld." in words(screen), "the author's own words stay"
    assert "verbeterd door I. Brandsma" in words(screen)
    screen = press(screen, "minutes_lock")
    assert "Vergrendeld" in words(screen)
    assert minutes_of(director, *of).is_locked
    write(screen, f"addendum.{planned.meeting_id}.text", "Het was woensdag.")
    screen = press(screen, f"addendum_{planned.meeting_id}")
    assert "Het was woensdag." in words(screen)
    assert "Onderaan staat 1 correctie." in words(screen), "who reads the top knows of it"
    theirs = words(show(holder, planned))
    assert "De school is dinsdag gebeld." in theirs
    assert "Onderzoek loopt." not in theirs
    assert not any(str(button.key).startswith(("minutes_lock", "correct_")) for button in show(holder, planned).button)


def test_after_its_time_a_meeting_that_was_not_opened_has_minutes_too(planned: PlannedCase) -> None:
    planned.director.clock.forward(minutes=100)
    screen = show(planned.director, planned)
    assert "Wie er waren is nog niet vastgelegd" in words(screen)
