"""What a notice can hold, for whom a paper is, and when it may leave."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import PersonRole
from services.cases.facts import CasePerson, Hold
from services.documents.notices.facts import SUSPECT, NoticeView, WriteNotice
from services.documents.notices.rules import (
    LONGEST_NOTICE,
    TELLING,
    HoldInForce,
    NoticeWrong,
    audience_of,
    check_notice,
    check_released,
    is_for_suspect,
)
from services.documents.notices.words import told
from services.protection.rules import hits
from services.wording import speak

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)
ORDER = WriteNotice("case", "p2", "n1", "U zoekt geen contact.")


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"text": " \n"}, "text", "empty"),
        ({"text": "x" * (LONGEST_NOTICE + 1)}, "text", "too_long"),
        ({"text": "Nummer 111222333"}, "text", "national_number"),
        ({"consequences": "a\x00"}, "consequences", "unreadable"),
        ({"call": "x" * 200}, "call", "too_long"),
        ({"from_on": date(1020, 1, 1)}, "from_on", "too_early"),
    ],
)
def test_a_notice_that_cannot_be_kept_says_which_part_and_why(changes: dict, field: str, reason: str) -> None:
    with pytest.raises(NoticeWrong) as refused:
        check_notice(replace(ORDER, **changes), TODAY)
    assert (refused.value.fields["field"], refused.value.fields["reason"]) == (field, reason)


holds = st.builds(
    Hold,
    id=st.just("h"),
    until=st.none() | st.integers(-3, 3).map(lambda days: NOW + timedelta(days=days)),
    by_organisation=st.just("DR"),
    released_at=st.none() | st.just(NOW - timedelta(hours=1)),
)


@given(st.lists(holds, max_size=4), st.sampled_from((SUSPECT, f"{SUSPECT}-P6")))
def test_nothing_leaves_for_him_while_any_stop_is_in_force(standing: list[Hold], audience: str) -> None:
    if any(hold.released_at is None and (hold.until is None or hold.until > NOW) for hold in standing):
        with pytest.raises(HoldInForce):
            check_released(audience, standing, NOW)
    else:
        check_released(audience, standing, NOW)


@pytest.mark.parametrize("audience", ["partners", "slachtoffer", "ovj", "organisatie-verdachte", "verdachten"])
def test_papers_for_others_do_not_wait(audience: str) -> None:
    assert not is_for_suspect(audience)
    check_released(audience, [Hold("h", None, "DR")], NOW)


def test_each_of_two_has_a_paper_of_his_own() -> None:
    two = [CasePerson(f"id-{ref}", ref, PersonRole.SUSPECT, f"De heer {ref}.") for ref in ("P6", "P2")]
    assert [audience_of(two, f"id-{ref}") for ref in ("P2", "P6")] == [SUSPECT, f"{SUSPECT}-P6"]


def test_the_page_holds_what_was_written_and_nothing_empty() -> None:
    say = speak("nl")
    heads = dict(told(NoticeView("n1", "Eén.\n\n Twee. "), say))
    assert heads["Wat u moet doen en niet mag doen"] == ("Eén.", "Twee.")
    assert "Als u zich hier niet aan houdt" not in heads
    whole = dict(told(NoticeView("n1", "Eén.", date(2026, 11, 25), "Dan bellen wij.", "Politie, 0900-8844."), say))
    assert whole["Vanaf wanneer"] == ("Dit geldt vanaf woensdag 25 november 2026.",)
    assert (whole["Als u zich hier niet aan houdt"], whole["Wie u kunt bellen"]) == (
        ("Dan bellen wij.",),
        ("Politie, 0900-8844.",),
    )


@pytest.mark.parametrize("word", ["AOL", "SASH", "camera's", "schuiladres", "vrouwenopvang", "slachtofferdevice"])
def test_measures_and_instruments_are_told_in_no_notice(word: str) -> None:
    assert hits(f"Er is een {word.upper()} in de buurt.", TELLING)


def test_ordinary_words_of_a_ban_are_left_alone() -> None:
    text = (
        "U neemt geen contact op met mevrouw W., ook niet via anderen of via de kinderen. U komt niet in de straten "
        "rond de school. Doet u dat wel, dan meldt de politie dat en kunt u worden aangehouden."
    )
    assert hits(text, TELLING) == ()
