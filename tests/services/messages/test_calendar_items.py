"""The calendar item: neutral, whole, and the same to two readers that know nothing of each other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from services.messages.calendar_items import calendar_item, item_in
from services.messages.facts import InvitationText, Item
from services.messages.rules import MessageFieldWrong
from services.wording.speech import LOCAL
from tests.services.messages.texts import NL, NOW, TEXT, WAS, event_of

PROPERTIES = {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "CLASS", "ORGANIZER"}
NAMES = st.text(st.characters(blacklist_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), max_size=200)


def item(text: InvitationText = TEXT, **how: Any) -> str:
    """A calendar item of the planner."""
    return calendar_item(text, NL, made_at=NOW, organiser="mdo@x.nl", **how)


def at(*moment: int) -> InvitationText:
    """The meeting at another local moment, for an hour and a half."""
    starts_at = datetime(*moment, tzinfo=LOCAL).astimezone(UTC)
    return replace(TEXT, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=90))


def read_by_vobject(calendar: str) -> Any:
    """The one event, by the other reader."""
    return vobject.readOne(calendar).vevent


def test_the_item_is_neutral_and_complete() -> None:
    calendar = item()
    event = event_of(calendar)
    assert str(Calendar.from_ical(calendar)["METHOD"]) == "REQUEST"
    assert str(event["SUMMARY"]) == "MDO, Zaak Heggemus"
    assert (str(event["UID"]), int(event["SEQUENCE"]), str(event["STATUS"])) == (TEXT.uid, 0, "CONFIRMED")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (TEXT.starts_at, TEXT.ends_at)
    assert event.decoded("DTSTAMP") == NOW
    assert str(event["CLASS"]) == "PRIVATE"
    assert str(event["ORGANIZER"]) == "mailto:mdo@x.nl"
    assert TEXT.link in str(event["DESCRIPTION"])


@pytest.mark.parametrize(("cancel", "more"), [(False, {"DESCRIPTION"}), (True, set())])
def test_nothing_else_stands_in_it_no_attendee_and_no_place(cancel: bool, more: set[str]) -> None:
    assert set(event_of(item(cancel=cancel))) == PROPERTIES | more


def test_a_cancelling_item_keeps_the_uid_and_drops_the_link() -> None:
    calendar = item(replace(TEXT, sequence=1), cancel=True)
    event = event_of(calendar)
    assert str(Calendar.from_ical(calendar)["METHOD"]) == "CANCEL"
    assert (str(event["UID"]), int(event["SEQUENCE"]), str(event["STATUS"])) == (TEXT.uid, 1, "CANCELLED")
    assert TEXT.link not in calendar.replace("\r\n ", "")


def test_a_cancelling_item_stands_at_the_time_that_was_told() -> None:
    event = event_of(item(replace(TEXT, was=WAS), cancel=True))
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == WAS


def test_a_moved_item_stands_at_the_new_time() -> None:
    assert event_of(item(replace(TEXT, was=WAS))).decoded("DTSTART") == TEXT.starts_at


def test_it_is_read_back_as_it_was_written() -> None:
    assert item_in(item(replace(TEXT, sequence=4))) == Item(TEXT.uid, 4, TEXT.starts_at, TEXT.ends_at, cancels=False)
    assert item_in(item(cancel=True)).cancels


@pytest.mark.parametrize(
    "moment",
    [
        *((2027, 3, day, hour, 30) for day in (26, 29) for hour in (8, 16)),
        *((2026, 10, day, hour, 30) for day in (23, 26) for hour in (8, 16)),
        (2027, 3, 28, 1, 0),
        (2027, 3, 28, 3, 0),
        (2026, 10, 25, 0, 0),
        (2026, 10, 25, 4, 0),
        (2026, 12, 31, 23, 15),
    ],
    ids=str,
)
def test_two_readers_find_the_same_moments_around_both_changes_of_the_clock(moment: tuple[int, ...]) -> None:
    text = at(*moment)
    calendar = item(text)
    one, other = event_of(calendar), read_by_vobject(calendar)
    assert (one.decoded("DTSTART"), one.decoded("DTEND")) == (text.starts_at, text.ends_at)
    assert (other.dtstart.value, other.dtend.value) == (text.starts_at, text.ends_at)
    assert other.dtstart.value.astimezone(LOCAL).hour == moment[3]
    assert other.dtstamp.value == NOW


@given(st.integers(0, 5 * 365), st.integers(6 * 60, 19 * 60), st.integers(10, 240), st.integers(0, 99))
def test_two_readers_agree_on_any_meeting(day: int, minute: int, minutes: int, sequence: int) -> None:
    starts_at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day, minutes=minute)
    text = replace(TEXT, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes), sequence=sequence)
    one, other = event_of(item(text)), read_by_vobject(item(text))
    for name, moment in (("DTSTART", text.starts_at), ("DTEND", text.ends_at)):
        assert one.decoded(name) == moment == getattr(other, name.lower()).value
    assert (str(one["UID"]), int(one["SEQUENCE"])) == (other.uid.value, int(other.sequence.value))


@given(st.integers(0, 63 * 365 * 24 * 60))
def test_the_zone_that_travels_along_agrees_with_the_zone_database(minutes: int) -> None:
    """Read by another reader (dateutil's recurrence rules): its offset is that of Europe/Amsterdam at every moment."""
    when = datetime(1997, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    [zone] = Calendar.from_ical(item()).walk("VTIMEZONE")
    latest = None
    parts: list[Any] = [*zone.walk("STANDARD"), *zone.walk("DAYLIGHT")]
    for part in parts:
        before, after = part.decoded("TZOFFSETFROM"), part.decoded("TZOFFSETTO")
        rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=part.decoded("DTSTART"))
        onset = rule.before((when + before).replace(tzinfo=None), inc=True)
        if onset is not None and (latest is None or onset - before > latest[0]):
            latest = (onset - before, after)
    assert latest is not None
    assert latest[1] == when.astimezone(LOCAL).utcoffset()


@given(NAMES)
def test_long_and_strange_code_names_survive_folding_for_both_readers(code_name: str) -> None:
    calendar = item(replace(TEXT, code_name=code_name))
    assert max(len(line.encode()) for line in calendar.split("\r\n")) <= 75
    assert str(event_of(calendar)["SUMMARY"]) == f"MDO, {code_name}"
    assert read_by_vobject(calendar).summary.value == f"MDO, {code_name}"


@pytest.mark.parametrize("code_name", ["Zaak Müßiggänger ëïü" * 9, "Zaak 🦔🦔🦔" * 20, 'a;b,c\\n:d"e', "x" * 74 + "é"])
def test_umlauts_emoji_and_signs_of_the_format_arrive_as_they_were(code_name: str) -> None:
    calendar = item(replace(TEXT, code_name=code_name))
    assert max(len(line.encode()) for line in calendar.split("\r\n")) <= 75
    assert str(event_of(calendar)["SUMMARY"]) == read_by_vobject(calendar).summary.value == f"MDO, {code_name}"


@pytest.mark.parametrize("poison", ["a\r\nATTENDEE:mailto:m@evil.example", "a\nb", "a\u2028b", "a\0b"])
@pytest.mark.parametrize("field", ["code_name", "link", "uid"])
def test_a_line_of_somebodys_own_is_refused(field: str, poison: str) -> None:
    for cancel in (False, True):
        with pytest.raises(MessageFieldWrong):
            item(replace(TEXT, **{field: poison}), cancel=cancel)


def test_a_fictional_case_is_marked_in_the_calendar() -> None:
    assert str(event_of(item(replace(TEXT, fictional=True)))["SUMMARY"]).startswith("[Fictief] ")


def test_moments_across_the_change_of_the_clock_keep_their_local_hour() -> None:
    night = replace(
        TEXT,
        starts_at=datetime(2026, 10, 24, 8, 0, tzinfo=UTC),
        ends_at=datetime(2026, 10, 25, 9, 0, tzinfo=UTC),
    )
    calendar = item(night)
    assert "DTSTART;TZID=Europe/Amsterdam:20261024T100000" in calendar
    assert "DTEND;TZID=Europe/Amsterdam:20261025T100000" in calendar
