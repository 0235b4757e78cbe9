"""A personal link in a real browser: a poll answered on a phone, an invitation answered, with and without script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from models.terms import InvitationAnswer, PollChoice
from services.polls.queries import poll_of
from services.premises import Premises
from tests.asked import Asked, a_case_put_to_the_vote, an_invited_case, people_of
from tests.journeys.test_door import SIZES, Walk
from tests.live import LiveServer, chromium, live_server
from tests.shared import ROOT

pytestmark = [pytest.mark.long, pytest.mark.browser]
__all__ = ["chromium", "live_server"]
MOST_TAPS = 7
"""One on the link in the mail, one for each of five times, one to save."""


@pytest.fixture(scope="module")
def premises(live_server: LiveServer) -> Iterator[Premises]:
    opened = live_server.premises()
    yield opened
    opened.real.close()
    if opened.practice:
        opened.practice.close()


@pytest.fixture(scope="module")
def polled(premises: Premises) -> Asked:
    return a_case_put_to_the_vote(people_of(premises.real, premises.settings), shared=True)


@pytest.fixture(scope="module")
def invited(premises: Premises) -> Asked:
    return an_invited_case(people_of(premises.real, premises.settings), "T-200")


@pytest.fixture(scope="module")
def pictures() -> Path:
    folder = ROOT / "test-output"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(params=SIZES)
def walk(request: pytest.FixtureRequest, chromium: Browser, live_server: LiveServer, pictures: Path) -> Iterator[Walk]:
    window = Walk(chromium, live_server, request.param, pictures)
    yield window
    window.close()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_a_poll_of_five_times_takes_seven_taps_from_the_mail(
    chromium: Browser, live_server: LiveServer, pictures: Path, polled: Asked
) -> None:
    walk = Walk(chromium, live_server, "phone", pictures)
    page = walk.page
    page.goto(polled.attendee("VT").link)
    taps = 1
    heading(page, "Wanneer kunt u?")
    assert "#" not in page.url
    walk.check("peiling")
    for time, choice in enumerate(("Ja", "Nee", "Als het moet", "Ja", "Ja")):
        target = page.locator(".time").nth(time).get_by_text(choice, exact=True)
        assert target.locator("xpath=ancestor::label").bounding_box()["height"] >= 44
        target.click()
        taps += 1
    page.get_by_role("button", name="Bewaar mijn antwoorden").click()
    taps += 1
    expect(page.locator(".done")).to_be_focused()
    walk.check("peiling-bewaard")
    assert taps <= MOST_TAPS
    kept = poll_of(polled.director, polled.case_id, polled.meeting_id)
    mine = polled.attendee("VT").invitation_id
    yes, maybe, no = PollChoice.YES, PollChoice.IF_NEEDED, PollChoice.NO
    assert [option.choices[mine] for option in kept.options] == [yes, no, maybe, yes, yes]
    walk.close()


def test_all_times_suit_in_one_tap(walk: Walk, polled: Asked) -> None:
    page = walk.page
    page.goto(polled.attendee("politie").link)
    page.get_by_role("button", name="Alles ja").click()
    expect(page.locator(".done")).to_contain_text("Opgeslagen")
    expect(page.locator("input:checked")).to_have_count(5)
    page.goto(polled.attendee("DR").link)
    heading(page, "Wanneer kunt u?")
    walk.check("peiling-anderen")
    page.get_by_role("button", name="English").click()
    heading(page, "When can you come?")
    assert "#" not in page.url
    page.get_by_role("button", name="Nederlands").click()
    heading(page, "Wanneer kunt u?")


def test_an_invitation_is_answered_put_in_the_calendar_and_changed(walk: Walk, invited: Asked) -> None:
    page = walk.page
    page.goto(invited.attendee("VT").link)
    heading(page, "Komt u?")
    walk.check("uitnodiging")
    page.get_by_text("Ik kom", exact=True).click()
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(page.locator(".done")).to_contain_text("u komt")
    with page.expect_download() as sent:
        page.get_by_role("button", name="Zet in uw agenda").click()
    assert sent.value.suggested_filename == "overleg.ics"
    page.get_by_text("Ik stuur een vervanger").click()
    page.get_by_label("Naam van uw vervanger").fill("Noor Naaste")
    page.get_by_label("E-mailadres van het werk").fill("")
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(page.locator("#email-fout")).to_be_visible()
    walk.check("uitnodiging-fout")
    page.get_by_label("E-mailadres van het werk").fill("noor@partner.example")
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(page.locator(".done")).to_contain_text("beoordeelt dit")
    walk.check("uitnodiging-vervanger")
    assert invited.attendee("VT").answer is InvitationAnswer.DEPUTY
    page.locator("#code").fill(invited.attendee("VT").code)
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page).to_have_url(walk.server.address + "/u")


def test_without_script_the_secret_is_pasted_and_everything_works(
    chromium: Browser, live_server: LiveServer, invited: Asked
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page, link = context.new_page(), invited.attendee("DR").link
    page.goto(link)
    page.locator("#secret").fill(link.rpartition("#")[2])
    page.get_by_role("button", name="Verder").click()
    heading(page, "Komt u?")
    page.get_by_text("Ik kom niet", exact=True).click()
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(page.locator(".done")).to_contain_text("u komt niet")
    assert invited.attendee("DR").answer is InvitationAnswer.NO
    context.close()
