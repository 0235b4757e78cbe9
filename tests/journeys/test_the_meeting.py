"""The meeting of a high-risk case in real browsers: two note takers, the power goes, and the plan a minute later.

Its director leads, the deputy writes along. The server is killed while both type: what was acknowledged is there. Then
the agenda, one key per decision, the screen for everybody, the end of the meeting, the plan in Word and the minutes.
Pictures in `test-output/`.
"""

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, expect

from models.terms import ActionAnswer, Known
from services.agenda.facts import StandardPoint
from services.agenda.words import point_titles
from services.live.facts import LiveState
from services.live.queries import live_of
from services.meetings.queries import meetings_of
from services.minutes.queries import minutes_of
from services.plans.orders import ActionView
from services.reports.facts import Report
from services.reports.queries import open_actions_of
from services.wording import speak
from services.wording.labels import organisation_label
from tests.journeys.meeting_day import ACTION, CLASH, CONDITION, EARLIER, MEASURE, MeetingDay, a_meeting_today
from tests.journeys.test_contradictions import SAY_TIER
from tests.journeys.test_every_screen import TAGS
from tests.journeys.test_seven_steps import PICTURES, SLOW, Window, download, words_of
from tests.live import chromium, start_server

pytestmark = [pytest.mark.long, pytest.mark.browser]
__all__ = ["chromium"]

SAY = speak("nl")
MOST_SECONDS = 60
POWER_LASTS = 1.5
"""Seconds; a text is saved from a second after a key on."""
SAVED = re.compile(r"✓ Opgeslagen")
HERS = "Mevrouw W. wil dat oma niets hoeft te beslissen."
HIS = "De wijkagent zag hem gisteren bij de school staan."
HERS_AFTER, HIS_AFTER = " Zij heeft haar zus gevraagd te helpen.", " Hij reed weg toen er een ouder naar buiten kwam."
SECRET = "Alleen voor opsporing: de aanhouding is donderdag."
"""A note that never stands on the screen for everybody."""


class Sitting:
    """The running planner with the case, whose server can lose its power and come back on the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.server = folder, start_server(folder)
        self.premises = self.server.premises()
        self.day: MeetingDay = a_meeting_today(self.premises)

    @property
    def live(self) -> LiveState:
        """The meeting as its director sees it now."""
        return live_of(self.day.director, self.day.case_id, self.day.meeting_id)

    def note(self, author: str, point: int) -> str:
        """What somebody wrote at a point for all partners."""
        found = [one for one in self.live.notes if (one.author, one.point, one.tier) == (author, point, "partners")]
        return found[0].text if found else ""

    def power_is_back(self) -> None:
        """Starts the server again, on the same port and database."""
        self.server = start_server(self.folder, port=self.server.port)

    def close(self) -> None:
        self.server.stop()
        self.premises.real.close()
        if self.premises.practice:
            self.premises.practice.close()


@pytest.fixture(scope="module")
def sitting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    opened = Sitting(tmp_path_factory.mktemp("meeting"))
    yield opened
    opened.close()


def test_two_note_takers_lose_no_word_and_the_plan_is_in_word_within_a_minute(
    chromium: Browser, sitting: Sitting
) -> None:
    director, deputy = _window(chromium, sitting, "director"), _window(chromium, sitting, "deputy")
    _opens(director, sitting)
    _both_write_and_the_power_goes(director, deputy, sitting)
    deputy.close()
    _earlier_actions(director, sitting)
    _clash_condition_and_measure(director, sitting)
    _one_action(director, sitting)
    _the_screen_for_everybody(director, sitting)
    _the_plan_in_a_minute(director, sitting)
    _locks_the_minutes(director, sitting)
    director.close()


def _window(browser: Browser, sitting: Sitting, name: str) -> Window:
    window = Window(browser, sitting.server, f"meeting-{name}", 1440, 1200)
    secret = sitting.day.secrets[name]
    window.context.add_cookies([{"name": "mdo", "value": f"p.{secret}", "url": sitting.server.address}])
    return window


def _opens(window: Window, sitting: Sitting) -> None:
    """Opens the meeting, keeps who is there, and reads the statement aloud."""
    window.open(f"/live?zaak={sitting.day.case_id}")
    window.heading("MDO")
    window.picture("1-before")
    window.press("Open het overleg")
    window.heading("Opening")
    window.press("Iedereen is er")
    agree(window)
    expect(window.page.get_by_role("button", name=re.compile("^Iedereen aanvaardt dit"))).to_be_visible(timeout=SLOW)
    agree(window)
    expect(window.page.get_by_text("Iedereen aan tafel heeft")).to_be_visible(timeout=SLOW)
    window.picture("2-opened")
    live = sitting.live
    assert live.statement_read_at is not None
    assert len(live.present) == 11
    assert all(one.accepted_at for one in live.present)


def agree(window: Window) -> None:
    """The one key that keeps the decision on the screen."""
    window.page.keyboard.press("Control+Enter")
    window.settle()


def _note(window: Window) -> Locator:
    return window.page.get_by_role("textbox", name=re.compile("^Uw aantekening bij punt"))


def _status(window: Window) -> Locator:
    return window.page.locator(".st-key-card_live_notes .writing").get_by_role("status")


def _both_write_and_the_power_goes(director: Window, deputy: Window, sitting: Sitting) -> None:
    """Both type at the same point at the same time; the server is killed in the middle of a sentence."""
    deputy.open(f"/live?zaak={sitting.day.case_id}")
    deputy.heading("Opening")
    for window in (director, deputy):
        _note(window).click()
    _in_turns(director, HERS, deputy, HIS)
    for window in (director, deputy):
        expect(_status(window)).to_have_text(SAVED, timeout=SLOW)
    director.picture("3-both-wrote")
    killer = threading.Timer(POWER_LASTS, sitting.server.crash)
    killer.start()
    begun = monotonic()
    _in_turns(director, HERS_AFTER, deputy, HIS_AFTER, pause=0.04)
    assert monotonic() - begun > POWER_LASTS, "the power went while they typed"
    killer.join()
    kept = {name: sitting.note(name, 1) for name in ("I. Brandsma", "K. Yilmazer")}
    assert kept["I. Brandsma"].startswith(HERS), "acknowledged and lost"
    assert kept["K. Yilmazer"].startswith(HIS), "acknowledged and lost"
    director.page.screenshot(path=PICTURES / "meeting-director-4-power-gone.png")
    sitting.power_is_back()
    for window, whole in ((director, HERS + HERS_AFTER), (deputy, HIS + HIS_AFTER)):
        expect(_status(window)).to_have_text(SAVED, timeout=SLOW)
        expect(_note(window)).to_have_value(whole)
    assert sitting.note("I. Brandsma", 1) == HERS + HERS_AFTER
    assert sitting.note("K. Yilmazer", 1) == HIS + HIS_AFTER
    director.picture("5-power-back")


def _in_turns(one: Window, hers: str, other: Window, his: str, pause: float = 0) -> None:
    """Types two texts at the same time, a letter here and a letter there."""
    for number in range(max(len(hers), len(his))):
        for window, text in ((one, hers), (other, his)):
            if number < len(text):
                window.page.keyboard.type(text[number])
        sleep(pause)


def _point(window: Window) -> Locator:
    return window.page.locator(".st-key-card_live_point")


def _go_to(window: Window, point: StandardPoint) -> int:
    """Takes the meeting to a point by one click on the agenda; gives its number."""
    title = point_titles(SAY)[point]
    chosen = window.page.locator("[data-pick]").filter(has_text=title)
    number = int(str(chosen.get_attribute("data-pick")))
    chosen.click()
    window.heading(title)
    window.settle()
    return number


def _earlier_actions(window: Window, sitting: Sitting) -> None:
    """What was agreed the last time comes first: one key each."""
    agree(window)
    window.heading("Wat eerder is afgesproken")
    for key, text in (("Alt+1", EARLIER[0]), ("Alt+2", EARLIER[1])):
        expect(_point(window).get_by_text(text)).to_be_visible(timeout=SLOW)
        window.page.keyboard.press(key)
        window.settle()
    expect(window.page.get_by_text("De 2 eerdere acties zijn langsgelopen.")).to_be_visible(timeout=SLOW)
    answers = {one.what: reports[-1].answer for one, reports in _reported(sitting)}
    assert answers == {EARLIER[0]: ActionAnswer.DONE, EARLIER[1]: ActionAnswer.NO_LONGER_POSSIBLE}


def _reported(sitting: Sitting) -> list[tuple[ActionView, tuple[Report, ...]]]:
    day = sitting.day
    found = open_actions_of(day.director, day.case_id, day.meeting_id)
    return [(one.action, one.reports) for one in found]


def _clash_condition_and_measure(window: Window, sitting: Sitting) -> None:
    """One contradiction settled by an agreement, one condition accepted with one key, one measure weighed."""
    day, point = sitting.day, _point(window)
    _go_to(window, StandardPoint.CONDITIONS)
    expect(point.get_by_text("Nog open: 1 botsing en 1 voorwaarde om over te besluiten")).to_be_visible(timeout=SLOW)
    point.get_by_text("Eén afspraak", exact=True).first.click()
    window.settle()
    agreed = next(one for one in day.case.actions if set(one.conditions) == set(CLASH))
    window.choose("Wie doet het", organisation_label(SAY, agreed.owner), point)
    window.choose("Wie mag dit lezen", SAY_TIER[agreed.tier], point)
    point.get_by_label("Zo komt het in het plan").fill(agreed.what)
    window.settle()
    window.picture("6-clash")
    agree(window)
    expect(point.get_by_text(day.text(CONDITION))).to_be_visible(timeout=SLOW)
    window.picture("7-condition")
    agree(window)
    expect(point.get_by_text("Over elke aangeleverde voorwaarde is besloten.")).to_be_visible(timeout=SLOW)
    window.press("Weeg de eerste af")
    dialog = window.page.get_by_role("dialog")
    dialog.get_by_label("Waarom").fill("Zones alleen rond plekken die hij al kent.")
    window.page.keyboard.press("Tab")
    window.settle()
    window.press("Leg vast", dialog)
    expect(dialog).to_have_count(0, timeout=SLOW)
    state = day.state
    assert not state.board.open
    assert all(view.decided for view in state.conditions)
    assert agreed.what in {action.what for action in state.actions}
    assert MEASURE in {one.measure for one in state.facts.weighings}


def _one_action(window: Window, sitting: Sitting) -> None:
    """An action with its owner, the condition it comes from, and who tells the victim; one key records it."""
    day, form = sitting.day, window.page.locator(".st-key-live_new_action")
    wanted = day.action(ACTION)
    (source,) = (view for view in day.state.conditions if view.text == day.text(wanted.conditions[0]))
    _go_to(window, StandardPoint.ACTIONS)
    form.get_by_label("Wat gebeurt er").fill(wanted.what)
    window.settle()
    window.choose("Wie doet het", organisation_label(SAY, wanted.owner), form)
    window.choose("Wie mag dit lezen", SAY_TIER[wanted.tier], form)
    window.choose("Wie informeert het slachtoffer", "Slachtofferhulp", form)
    form.get_by_label("Komt uit voorwaarden").click()
    window.page.get_by_role("option", name=re.compile(rf"^V{source.number} ")).first.click()
    window.page.keyboard.press("Escape")
    window.settle()
    window.picture("8-action")
    agree(window)
    expect(form.get_by_label("Wat gebeurt er")).to_have_value("", timeout=SLOW)
    (kept,) = (action for action in day.state.actions if action.what == wanted.what)
    assert (kept.owner, kept.tells_victim, kept.condition_ids) == (wanted.owner, "SHN", (source.id,))


def _the_screen_for_everybody(window: Window, sitting: Sitting) -> None:
    """No note and nothing that is for the investigation alone; one key hides it altogether."""
    notes = window.page.locator(".st-key-card_live_notes")
    notes.get_by_text("Alleen opsporing", exact=True).click()
    window.settle()
    _note(window).fill(SECRET)
    expect(_status(window)).to_have_text(SAVED, timeout=SLOW)
    _is_accessible(window, "9-own-screen")
    window.press("Scherm voor iedereen")
    expect(window.page.locator(".st-key-live_shared")).to_be_visible(timeout=SLOW)
    state, shown = sitting.day.state, ""
    for point in (StandardPoint.ACTIONS, StandardPoint.CONDITIONS, StandardPoint.OPENING):
        _go_to(window, point)
        shown += window.page.locator("body").inner_text()
        assert window.page.locator(".st-key-card_live_notes").count() == 0
    secret = [one.what for one in state.actions if one.tier == "opsporing"]
    secret += [one.text for one in state.conditions if one.tier == "opsporing"]
    assert len(secret) == 2
    assert [text for text in (*secret, SECRET, HERS, HIS, "opsporing") if text in shown] == []
    assert sitting.day.action(ACTION).what in shown
    _go_to(window, StandardPoint.ACTIONS)
    _is_accessible(window, "10-screen-for-everybody")
    _hides(window)
    window.press("Mijn eigen scherm")
    expect(window.page.locator(".st-key-card_live_notes")).to_be_visible(timeout=SLOW)


def _hides(window: Window) -> None:
    """Shift, three times, and again to go on."""
    for covered in (True, False):
        for _ in range(3):
            window.page.keyboard.press("Shift")
        expect(window.page.locator("#mdo-cover")).to_have_count(int(covered))
        over = "document.elementFromPoint(innerWidth / 2, innerHeight / 4).id === 'mdo-cover'"
        assert window.page.evaluate(over) is covered


def _the_plan_in_a_minute(window: Window, sitting: Sitting) -> None:
    """From the last decision to the Word file in hand, by the clock on the wall."""
    _go_to(window, StandardPoint.CLOSE)
    window.picture("11-closing")
    begun = monotonic()
    agree(window)
    window.heading("Het overleg is gesloten")
    window.press("Stel het plan vast")
    window.heading("Veiligheidsplan")
    window.press("Stel het plan vast")
    window.press("Versie 1 vaststellen", window.page.get_by_role("dialog"))
    expect(window.page.get_by_text("Versie 1, vastgesteld").first).to_be_visible(timeout=SLOW)
    window.page.get_by_role("link", name="Documenten", exact=True).first.click()
    window.heading("Documenten")
    plan = download(window, "Plan voor alle partners")
    seconds = monotonic() - begun
    print(f"{seconds:.1f} s from the last decision to the Word plan")  # noqa: T201
    assert seconds < MOST_SECONDS
    words, day = words_of(plan), sitting.day
    assert day.action(ACTION).what in words
    assert SECRET not in words
    live = sitting.live
    assert live.closed_at is not None
    (meeting,) = (one for one in meetings_of(day.director, day.case_id) if one.id == day.meeting_id)
    assert {one.attended for one in meeting.attendees} == {Known.YES}


def _locks_the_minutes(window: Window, sitting: Sitting) -> None:
    day = sitting.day
    window.open(f"/notulen?zaak={day.case_id}")
    window.heading("Notulen")
    for text in (HERS + HERS_AFTER, HIS + HIS_AFTER, "Genoteerd door K. Yilmazer"):
        expect(window.page.get_by_text(text).first).to_be_visible(timeout=SLOW)
    _is_accessible(window, "12-minutes")
    window.press("Vergrendel de notulen")
    window.press("Vergrendel deze notulen")
    expect(window.page.get_by_text("Vergrendeld", exact=True)).to_be_visible(timeout=SLOW)
    expect(window.page.get_by_role("button", name="Vergrendel de notulen")).to_have_count(0)
    assert "vergrendeld" in window.shown(window.page.get_by_label("Welk overleg"))
    window.picture("13-locked")
    minutes = minutes_of(day.director, day.case_id, day.meeting_id)
    assert minutes.is_locked
    assert minutes.record is not None
    assert {(one.author, one.text) for one in minutes.record.notes if one.point == 1} == {
        ("I. Brandsma", HERS + HERS_AFTER),
        ("K. Yilmazer", HIS + HIS_AFTER),
    }


def _is_accessible(window: Window, step: str) -> None:
    """A picture of the whole page; nothing found by axe, nothing that sticks out sideways."""
    window.page.set_viewport_size({"width": 1440, "height": 3200})
    window.picture(step)
    found = Axe().run(window.page, options=TAGS).response["violations"]
    assert [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]] == []
    assert window.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "sideways"
    window.page.set_viewport_size({"width": 1440, "height": 1200})
    window.settle()
