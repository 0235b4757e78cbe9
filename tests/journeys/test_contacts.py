"""Contacts in a real browser: three at once from a finding, then a file with a wrong line that is mended first.

Afterwards one of them is kept out of the case: no screen shows what they took part in.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from services.scheduling.facts import local_day
from services.settings import now
from tests.journeys.test_seven_steps import SLOW, Window
from tests.live import LiveServer, chromium, live_server

pytestmark = [pytest.mark.long, pytest.mark.browser]
__all__ = ["chromium", "live_server"]

DAYS = [f"{local_day(now()) - timedelta(days=ago):%d-%m-%Y}" for ago in (3, 4)]
WRONG = f"datum;soort;wie;met\n{DAYS[0]};telefoon;S. Oudejans;L. de Wolff\n{DAYS[1]};telefoon;S. Oudejans;=1+1\n"
RIGHT = WRONG.replace("=1+1", "J. Terpstra-Vos")


@pytest.fixture
def window(chromium: Browser, live_server: LiveServer) -> Iterator[Window]:
    opened = Window(chromium, live_server, "contacts")
    opened.open("/welkom")
    opened.press("Open de oefenregio")
    opened.heading("Mijn dag")
    yield opened
    opened.close()


def test_contacts_are_recorded_from_a_finding_and_from_a_mended_file(window: Window, tmp_path: Path) -> None:
    page, case = window.page, _case(window)
    window.open(f"/netwerk?zaak={case}")
    window.heading("Partnernetwerk")
    about = page.locator("[class*=st-key-row_]").filter(
        has_text=re.compile("reclassering.*geen contact vastgelegd", re.I | re.S)
    )
    window.press(re.compile("^Leg contact(en)? vast$"), about)
    dialog = page.get_by_role("dialog")
    kept = dialog.get_by_role("button", name=re.compile(r"^Leg \d+ contacte?n? vast$"))
    said = kept.inner_text()
    window.picture("finding")
    kept.click()
    number = int(re.findall(r"\d+", said)[0])
    expect(page.get_by_text(re.compile(rf"^{number} contact(en zijn| is) vastgelegd"))).to_be_visible(timeout=SLOW)
    _import(window, tmp_path, WRONG)
    expect(dialog.get_by_text("Regel 3")).to_be_visible(timeout=SLOW)
    expect(dialog.get_by_role("button", name="Neem 1 contact over")).to_be_disabled()
    window.picture("report")
    _choose(window, tmp_path, RIGHT)
    expect(dialog.get_by_role("button", name="Neem 2 contacten over")).to_be_enabled(timeout=SLOW)
    window.press("Neem 2 contacten over")
    expect(page.get_by_text("2 contacten zijn vastgelegd.")).to_be_visible(timeout=SLOW)
    expect(page.locator(".st-key-card_contacts").get_by_text("L. de Wolff").first).to_be_visible()
    window.picture("log")
    _keep_out(window, case, "L. de Wolff")
    window.open(f"/netwerk?zaak={case}")
    window.heading("Partnernetwerk")
    assert "de Wolff" not in page.locator("[data-testid=stMain]").inner_text()


def _case(window: Window) -> str:
    link = window.page.get_by_role("link", name=re.compile("Heggemus")).first
    return str(link.get_attribute("href")).split("zaak=")[1]


def _import(window: Window, folder: Path, text: str) -> None:
    window.press("Overnemen uit een bestand")
    _choose(window, folder, text)


def _choose(window: Window, folder: Path, text: str) -> None:
    """A file may be chosen again: the newest counts."""
    file = folder / f"log-{len(text)}.csv"
    file.write_text(text, encoding="utf-8")
    window.page.locator(".st-key-contact_file input[type=file]").set_input_files(file)
    window.settle()


def _keep_out(window: Window, case: str, name: str) -> None:
    window.open(f"/regie?zaak={case}")
    window.heading("Regie")
    window.press("Scherm iemand af")
    dialog = window.page.get_by_role("dialog")
    dialog.get_by_label("Naam", exact=True).fill(name)
    dialog.get_by_label("Naam", exact=True).press("Tab")
    window.settle()
    dialog.get_by_text("Ik weet dat dit niet terug te draaien is.").click()
    window.settle()
    window.press("Scherm af", dialog)
    expect(window.page.locator(".st-key-card_protection").get_by_text(name)).to_be_visible(timeout=SLOW)
