"""Four contradictions of a high-risk case, met on the board and settled as its file agreed, in a real browser.

The thirteen conditions of H-01 stand there with the readings of the file. Its director sees each contradiction with one
sentence, settles all four, and records who does not agree; somebody with no business there sees nothing of it. The
first pictures of it are in `test-output/`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, expect

from models.terms import ConditionStatus, Resolution
from services.access.rules import Permission
from services.conditions.actions import record_condition
from services.demo.accounts import FictionalColleague, settle_director
from services.demo.actions import next_monday, shifted
from services.demo.case_file import read
from services.demo.facts import FileAction, FileCase
from services.demo.region import hand_in_order
from services.demo.staging import Stage, put_on
from services.directory.sessions import start_session
from services.plans.orders import State
from services.plans.queries import CaseState, case_state
from services.relations.facts import SYSTEM, VISITOR, Actor
from services.scheduling.facts import LOCAL, local_day
from services.unit_of_work import Work
from services.wording import speak
from services.wording.labels import organisation_label
from tests.journeys.test_every_screen import TAGS
from tests.journeys.test_handing_over import sees_nothing
from tests.journeys.test_seven_steps import PICTURES, SLOW, Window
from tests.live import LiveServer, chromium, live_server
from tests.shared import CASES, needs_cases

pytestmark = [pytest.mark.long, pytest.mark.browser, needs_cases]
__all__ = ["chromium", "live_server"]

SAY = speak("nl")
DISSENT = "De opvang vindt een toestel bij de politie te traag."
OPEN = "[class*='st-key-card_clash_']"
SETTLED = "[class*='st-key-card_settled_']"


@dataclass
class Board:
    """The case on its stage, and the cookies of its director and of somebody else."""

    work: Work
    case: FileCase
    case_id: str
    director: str
    stranger: str

    @property
    def state(self) -> CaseState:
        """The case as its director sees it now."""
        return case_state(self.work, self.case_id)

    def action(self, number: int) -> FileAction:
        """An agreement of the file."""
        return next(one for one in self.case.actions if one.number == number)

    def texts(self, *names: str) -> list[str]:
        """What these conditions of the file say."""
        return [one.text for one in self.case.conditions if one.id in names]


@pytest.fixture(scope="module")
def board(live_server: LiveServer) -> Iterator[Board]:
    premises = live_server.premises()
    work = premises.work(practice=True, actor=SYSTEM)
    stage = Stage(work)
    staged = put_on(stage, _played(work))
    director = work.as_actor(staged.director)
    for condition in staged.case.conditions:
        order = hand_in_order(condition, condition.id)
        record_condition(director, staged.case_id, stage.organisation(condition.organisation), order)
    stranger = settle_director(work, FictionalColleague("F. Vreemd", "f.vreemd@politie.example"))
    yield Board(director, staged.case, staged.case_id, _let_in(work, staged.director), _let_in(work, stranger))
    premises.real.close()
    if premises.practice:
        premises.practice.close()


def _played(work: Work) -> FileCase:
    """The first case of the file in the coming week; assessed before today, on whatever weekday this is."""
    case, today = shifted(read(CASES).cases[0], next_monday(work.clock())), local_day(work.clock())
    assessed = tuple(replace(one, assessed_on=min(one.assessed_on, today)) for one in case.assessments)
    return replace(case, assessments=assessed)


def _let_in(work: Work, actor: Actor) -> str:
    with work.as_actor(VISITOR).act(Permission.PRACTICE_ENTER) as tx:
        return start_session(tx, account_id=actor.account_id)


def test_four_contradictions_are_met_and_settled_as_agreed(
    chromium: Browser, live_server: LiveServer, board: Board
) -> None:
    director = _window(chromium, live_server, board.director, "director")
    _to_the_board(director, board)
    _meets_four(director, board)
    _has_no_serious_findings(director, "1-board")
    _to_court(director, board)
    _the_stop_holds(director, board)
    _one_agreement(director, board, 4, "c6", "c7")
    _one_agreement(director, board, 5, "c8", "c9")
    _somebody_does_not_agree(director, board)
    _nothing_clashes_any_more(director, board)
    _has_no_serious_findings(director, "7-settled")
    _stands_in_the_plan(director, board)
    director.close()
    stranger = _window(chromium, live_server, board.stranger, "stranger")
    sees_nothing(stranger, board.case_id, ("voorwaarden", "plan", "zaak"))
    stranger.close()


def _window(browser: Browser, server: LiveServer, secret: str, name: str) -> Window:
    window = Window(browser, server, f"contradictions-{name}", 1440, 1200)
    window.context.add_cookies([{"name": "mdo", "value": f"p.{secret}", "url": server.address}])
    return window


def _to_the_board(window: Window, board: Board) -> None:
    window.open(f"/voorwaarden?zaak={board.case_id}")
    window.heading("Voorwaarden")


def _meets_four(window: Window, board: Board) -> None:
    """Each pair on a card of its own, with one sentence that names both."""
    expect(window.page.get_by_role("radio", name="Botst 4")).to_be_checked(timeout=SLOW)
    expect(window.page.locator(OPEN)).to_have_count(4)
    for first, second in (("c2", "c3"), ("c4", "c5"), ("c6", "c7"), ("c8", "c9")):
        card = _card(window, board, first, second)
        for name in (first, second):
            number = next(view.number for view in board.state.conditions if view.id == name)
            expect(card.locator("p.differs").first).to_contain_text(re.compile(rf"\bV{number}\b"))


def _card(window: Window, board: Board, *names: str) -> Locator:
    """The open card on which these conditions stand."""
    card = window.page.locator(OPEN)
    for text in board.texts(*names):
        card = card.filter(has_text=text)
    expect(card).to_have_count(1)
    return card


def _to_court(window: Window, board: Board) -> None:
    """Against a court order nothing is dropped and nothing agreed: somebody goes to court."""
    card = _card(window, board, "c2", "c3")
    for word in ("Eén afspraak", "V2 geldt"):
        expect(card.get_by_role("radio", name=word)).to_have_count(0)
    _choose(window, card, "Naar de rechter")
    _fill(window, card, board.action(2), "Wie gaat naar de rechter")
    window.picture("2-to-court")
    window.press("Leg vast wie naar de rechter gaat", card)
    expect(window.page.locator(OPEN)).to_have_count(3, timeout=SLOW)


def _the_stop_holds(window: Window, board: Board) -> None:
    card = _card(window, board, "c4", "c5")
    _choose(window, card, "De stop geldt")
    _fill(window, card, board.action(3), "Wie doet het")
    window.picture("3-stop")
    window.press("De stop geldt; dit wacht op vrijgave", card)
    expect(window.page.locator(OPEN)).to_have_count(2, timeout=SLOW)


def _one_agreement(window: Window, board: Board, number: int, *names: str) -> None:
    card, left = _card(window, board, *names), window.page.locator(OPEN).count() - 1
    _choose(window, card, "Eén afspraak")
    _fill(window, card, board.action(number), "Wie doet het")
    window.picture(f"{number}-agreement")
    window.press("Zet deze afspraak ervoor in de plaats", card)
    expect(window.page.locator(OPEN)).to_have_count(left, timeout=SLOW)


def _choose(window: Window, card: Locator, way: str) -> None:
    card.get_by_text(way, exact=True).first.click()
    window.settle()


def _fill(window: Window, card: Locator, agreed: FileAction, owner: str) -> None:
    """What the file agreed, into the fields of the card."""
    window.choose(owner, organisation_label(SAY, agreed.owner), card)
    for home in agreed.supporting:
        window.choose("Met hulp van", organisation_label(SAY, home), card)
    window.choose("Wie mag dit lezen", SAY_TIER[agreed.tier], card)
    _day(window, card, agreed.due)
    card.get_by_label("Zo komt het in het plan").fill(agreed.what)
    window.settle()
    if agreed.if_not:
        card.get_by_text("Bewijs, en wat als het niet lukt").click()
        card.get_by_label("Als het niet lukt, dan").fill(agreed.if_not)
        window.settle()
        window.choose("Wie mag dat lezen", SAY_TIER[agreed.if_not_tier], card)


SAY_TIER = {"partners": "Partners", "slachtoffer": "Partners en het slachtoffer", "opsporing": "Alleen opsporing"}


def _day(window: Window, card: Locator, due: datetime | None) -> None:
    assert due is not None
    card.get_by_role("spinbutton", name="day, Uiterlijk op").click()
    window.page.keyboard.type(due.astimezone(LOCAL).strftime("%d%m%Y"))
    window.page.keyboard.press("Tab")
    window.settle()


def _somebody_does_not_agree(window: Window, board: Board) -> None:
    card = window.page.locator(SETTLED).filter(has_text=board.action(5).what)
    window.press("Een organisatie is het hier niet mee eens", card)
    window.choose("Welke organisatie is het er niet mee eens?", organisation_label(SAY, "vrouwenopvang"), card)
    card.get_by_label(re.compile("^Waarmee zij het niet eens zijn")).fill(DISSENT)
    window.settle()
    window.picture("6-dissent")
    window.press("Leg hun woorden vast", card)
    expect(card.get_by_text("Vrouwenopvang is het er niet mee eens")).to_be_visible(timeout=SLOW)


def _nothing_clashes_any_more(window: Window, board: Board) -> None:
    expect(window.page.get_by_text("Over alles wat botste is besloten.")).to_be_visible(timeout=SLOW)
    expect(window.page.locator(OPEN)).to_have_count(0)
    expect(window.page.locator(SETTLED)).to_have_count(4)
    state = board.state
    ways = sorted(one.resolution.value for one in state.board.settled.values())
    agreements = [Resolution.AGREEMENT.value] * 2
    assert ways == sorted([Resolution.TO_COURT.value, Resolution.HOLD_STANDS.value, *agreements])
    status = {view.id: view.status for view in state.conditions}
    assert {status[name] for name in ("c2", "c3", "c6", "c7", "c8", "c9")} == {ConditionStatus.MERGED}
    assert status["c5"] is not ConditionStatus.MERGED, "a stop is never merged away"
    assert state.facts.holds, "and stays in force"
    assert "hole:protected_person_without_condition:P3" not in {hole.key for hole in state.board.found.holes}
    (dissent,) = (one for found in state.board.dissent.values() for one in found)
    assert (dissent.organisation, dissent.text) == ("vrouwenopvang", DISSENT)
    assert {check.state for check in state.checks if check.kind == "contradictions"} == {State.READY}


def _stands_in_the_plan(window: Window, board: Board) -> None:
    """The agreements are actions of the plan, with owner, help, day and what if not, as in the file."""
    window.open(f"/plan?zaak={board.case_id}")
    window.heading("Veiligheidsplan")
    for agreed in (board.action(number) for number in (2, 3, 4, 5)):
        expect(window.page.get_by_text(agreed.what).first).to_be_visible(timeout=SLOW)
        kept = next(one for one in board.state.actions if one.what == agreed.what)
        assert (kept.owner, set(kept.supporting), kept.tier) == (agreed.owner, set(agreed.supporting), agreed.tier)
        assert agreed.due is not None
        assert kept.due_at is not None
        assert kept.due_at.astimezone(LOCAL).date() == agreed.due.astimezone(LOCAL).date()
        assert (kept.if_not, kept.if_not_tier if agreed.if_not else "") == (agreed.if_not, agreed.if_not_tier)
    window.picture("8-plan")


def _has_no_serious_findings(window: Window, step: str) -> None:
    """By axe, on a desk and on a phone, each with its picture of the whole page."""
    for width, height in ((1440, 3600), (390, 7200)):
        window.page.set_viewport_size({"width": width, "height": height})
        window.settle()
        window.page.screenshot(path=PICTURES / f"contradictions-{step}-{width}.png")
        found = Axe().run(window.page, options=TAGS).response["violations"]
        assert [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]] == []
    window.page.set_viewport_size({"width": 1440, "height": 1200})
    window.settle()
