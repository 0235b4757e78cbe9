"""How far one attendee is with conditions, in sign, word and next act."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.terms import FormStatus, InvitationAnswer
from pages.plan.asked_words import AskAct, Group, group_of, next_acts, notes, other_acts, state_tag
from services.conditions.facts import Asked
from services.wording import speak

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DUE, STARTS = NOW + timedelta(days=1), NOW + timedelta(days=2)
SAY = speak("nl")
SILENT = Asked(
    *("i1", "VT", "Veilig Thuis Voorbeeldland", "S. Oudejans", True, DUE, False, None, False, 0, None, False),
    *(InvitationAnswer.OPEN, None, 0, None, False, None, "", False, 1),
)


@pytest.mark.parametrize(
    ("change", "words", "group"),
    [
        ({}, "? nog niet geopend", Group.OWING),
        ({"opened_at": NOW}, "? link geopend", Group.OWING),
        ({"opened_at": NOW, "writing": True}, "? is bezig", Group.OWING),
        ({"locked": True}, "! link op slot", Group.OWING),
        ({"due_at": NOW}, "! tijd verstreken", Group.OWING),
        ({"form": FormStatus.WAITING}, "! formulier in de wachtkamer", Group.OWING),
        ({"form": FormStatus.SET_APART}, "! formulier in de wachtkamer", Group.OWING),
        ({"handed_in": 3, "handed_in_at": NOW}, "✓ 3 aangeleverd", Group.IN),
        ({"handed_in": 3, "handed_in_at": NOW, "form": FormStatus.SETTLED}, "✓ 3 aangeleverd", Group.IN),
        ({"nothing_to_add": True}, "✓ geen voorwaarden", Group.IN),
        ({"information_at": NOW}, "✓ informatie op schrift", Group.IN),
        ({"asked": False}, "○ niet gevraagd", Group.NOT_ASKED),
        ({"asked": False, "handed_in": 1, "handed_in_at": NOW}, "✓ 1 aangeleverd", Group.IN),
    ],
)
def test_each_state_has_one_sign_one_word_and_one_place(change: dict, words: str, group: Group) -> None:
    asked = replace(SILENT, **change)
    assert words in state_tag(SAY, asked, NOW)
    assert group_of(asked) is group


@pytest.mark.parametrize(
    ("change", "acts"),
    [
        ({}, (AskAct.REMIND, AskAct.CALL)),
        ({"reminders": 1}, (AskAct.CALL,)),
        ({"due_at": NOW}, (AskAct.CALL,)),
        ({"locked": True}, (AskAct.LINK, AskAct.CALL)),
        ({"form": FormStatus.WAITING}, ()),
        ({"handed_in": 1}, ()),
        ({"asked": False}, ()),
    ],
)
def test_only_what_is_sensible_now_stands_on_a_button(change: dict, acts: tuple[AskAct, ...]) -> None:
    asked = replace(SILENT, **change)
    assert next_acts(asked, NOW) == acts
    assert not set(acts) & set(other_acts(asked, NOW, STARTS))


def test_whoever_is_not_asked_can_be_asked_after_all_and_nobody_once_the_meeting_has_begun() -> None:
    spared = replace(SILENT, asked=False)
    assert other_acts(spared, NOW, STARTS)[0] is AskAct.ASK
    assert AskAct.ASK not in other_acts(spared, STARTS, STARTS)
    late = other_acts(SILENT, STARTS, STARTS)
    assert not {AskAct.EXTEND, AskAct.REMIND, AskAct.LINK, AskAct.FORM} & set(late)
    assert AskAct.NONE in late


def test_the_line_tells_of_more_time_and_of_reminders_while_something_is_owed() -> None:
    asked = replace(SILENT, extended=True, due_at=STARTS - timedelta(hours=1), reminded_at=NOW, form_sent=True)
    told = notes(SAY, asked, DUE)
    for part in (
        "S. Oudejans",
        "uitstel tot wo 25 nov 9.00",
        "Word-formulier gemaakt",
        "herinnerd",
        "volgende herinnering",
    ):
        assert part in told
    assert notes(SAY, replace(asked, nothing_to_add=True), DUE) == "S. Oudejans"
