"""The shell's menu: every place that somebody's menu names is drawn, and the gate knows the same screens."""

from types import SimpleNamespace

import pytest

from pages.frame import shell
from pages.frame.addresses import MENU, places_of
from services.access.rules import Standing
from services.wording import speak

ACCOUNTS = [one for one in Standing if one not in (Standing.GUEST, Standing.VISITOR, Standing.SYSTEM)]


@pytest.mark.parametrize("standing", ACCOUNTS)
def test_the_shell_draws_the_screens_that_the_gate_lets_through(
    standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shell, "_page", lambda _screen, _render, title, place, first=False: (place, first))
    screen = SimpleNamespace(work=SimpleNamespace(actor=SimpleNamespace(standing=standing)), say=speak("nl"))
    drawn = shell._places(screen)
    assert set(drawn) == set(places_of(standing))
    assert [place for place, first in drawn.values() if first] == [places_of(standing)[0]]


def test_every_place_of_a_menu_has_a_screen_a_name_and_a_sign() -> None:
    offered = shell._in_menu(speak("nl"))
    for place in {place for places in MENU.values() for place in places}:
        assert offered[place].title
        assert offered[place].icon.startswith(":material/")
