"""What may stand in a message, what earlier items told, and how often sending is tried."""

from datetime import UTC, datetime, timedelta

import pytest

from services.messages.facts import Item, Mail, Told
from services.messages.rules import MessageFieldWrong, check_mail, next_sequence, pause_after, told_by

START = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def an_item(sequence: int, *, cancels: bool = False, uid: str = "u") -> Item:
    """An item that was written."""
    return Item(uid, sequence, START + timedelta(days=sequence), START + timedelta(days=sequence, hours=1), cancels)


INVITED, MOVED, OFF = an_item(0), an_item(1), an_item(2, cancels=True)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], Told()),
        ([(INVITED, True)], Told(0, INVITED)),
        ([(INVITED, False)], Told(0, None)),
        ([(MOVED, False), (INVITED, True)], Told(1, INVITED)),
        ([(INVITED, True), (MOVED, True)], Told(1, MOVED)),
        ([(INVITED, True), (OFF, True)], Told(2, None)),
        ([(INVITED, True), (OFF, False)], Told(2, INVITED)),
        ([(INVITED, True), (OFF, True), (an_item(3), True)], Told(3, an_item(3))),
        ([(an_item(7, uid="somebody else's"), True)], Told()),
    ],
)
def test_what_stands_in_a_calendar_is_the_last_that_may_have_left(
    items: list[tuple[Item, bool]], expected: Told
) -> None:
    assert told_by(items, "u") == expected


@pytest.mark.parametrize(
    ("meeting", "told", "expected"),
    [(0, Told(), 0), (2, Told(), 2), (1, Told(0), 1), (1, Told(1), 2), (0, Told(3), 4)],
)
def test_the_sequence_is_the_meetings_and_always_grows(meeting: int, told: Told, expected: int) -> None:
    assert next_sequence(meeting, told) == expected


@pytest.mark.parametrize(
    "to",
    [
        "",
        "nobody",
        "@x.nl",
        "a@",
        "a@b.nl\r\nBcc: c@d.nl",
        "a@b.nl,c@d.nl",
        "a@b.nl c@d.nl",
        "A <a@b.nl>",
        "jörg@x.nl",
        "a@@b.nl",
    ],
)
def test_what_is_not_one_plain_address_is_refused(to: str) -> None:
    with pytest.raises(MessageFieldWrong) as refused:
        check_mail(Mail(to, "subject", "body"))
    assert refused.value.fields == {"field": "to"}
    assert to not in str(refused.value) or not to


def test_a_subject_of_two_lines_is_refused() -> None:
    with pytest.raises(MessageFieldWrong):
        check_mail(Mail("a@b.nl", "one\nBcc: x@y.nl", "body"))


def test_the_pause_between_tries_doubles() -> None:
    assert [pause_after(n) for n in (1, 2, 3, 7)] == [timedelta(minutes=m) for m in (1, 2, 4, 64)]
