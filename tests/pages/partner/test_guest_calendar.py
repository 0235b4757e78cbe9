"""A guest gives their own calendar: only busy or free is kept, and a file that is no calendar is told."""

from collections.abc import Callable

from pages.partner.guest import render
from services.availability.queries import calendar_state
from services.unit_of_work import Work
from tests.planned import a_planned_case
from tests.screens import screen_test, words
from tests.services.availability.calendars import SECRETS, outlook


def test_guest_gives_a_calendar_and_is_told_what_was_kept(work_as: Callable[..., Work]) -> None:
    planned = a_planned_case(work_as)
    guest = planned.as_guest("VT")
    screen = screen_test(render, guest)
    screen.file_uploader[0].set_value(("agenda.ics", b"<html>Log in</html>", "text/calendar")).run()
    screen.button(key="read_calendar").click().run()
    assert "webpagina" in screen.error[0].value
    screen.file_uploader[0].set_value(("agenda.ics", outlook(), "text/calendar")).run()
    screen.button(key="read_calendar").click().run()
    assert not screen.exception
    shown = words(screen)
    assert "3 bezette stukken" in shown
    assert not [secret for secret in SECRETS if secret in shown]
    assert calendar_state(planned.director, guest.actor.professional_id).blocks == 3
