"""Pure rules of coming in."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory.rules import (
    PASSWORD_LONGEST,
    PASSWORD_SHORTEST,
    is_email,
    password_flaw,
)
from services.relations.rules import SessionTimes, is_live

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WHO = {"name": "Hanna de Huisman", "email": "h.huisman@politie.example"}


@pytest.mark.parametrize(
    ("password", "flaw"),
    [
        ("vier paarse fietsen", ""),
        ("Tr0ub4dor&3 en meer", ""),
        ("水火木金土月日水火木金土月日山川", ""),
        ("veertientekens", "short"),
        ("x" * 129, "long"),
        ("aaaaaaaaaaaaaaaa", "common"),
        ("abababababababab", "common"),
        ("wachtwoordwachtwoord", "common"),
        ("Wachtwoord 123456", "common"),
        ("WELKOM-WELKOM-01", "common"),
        ("qwertyuiopasdfgh", "common"),
        ("123456789012345", "common"),
        ("2026november2026", "common"),
        ("correct horse battery staple", "common"),
        ("Huisman zonder dak", "personal"),
        ("de HANNA van hier", "personal"),
        ("het huis, man, is leeg", "personal"),
    ],
)
def test_a_password_is_long_uncommon_and_not_about_oneself(password: str, flaw: str) -> None:
    assert password_flaw(password, **WHO) == flaw


def test_short_parts_of_a_name_do_not_rule_out_words() -> None:
    assert password_flaw("een lange dag aan zee", name="Jan de Vos", email="jan@vos.example") == ""


@given(st.text(max_size=PASSWORD_SHORTEST - 1))
def test_nothing_shorter_than_fifteen_passes(password: str) -> None:
    assert password_flaw(password, **WHO) == "short"


@given(st.text(min_size=PASSWORD_LONGEST + 1, max_size=400))
def test_nothing_longer_than_the_limit_passes(password: str) -> None:
    assert password_flaw(password, **WHO) == "long"


@given(st.text(alphabet="abc", min_size=1, max_size=3), st.integers(15, 40))
def test_repeating_a_short_piece_does_not_make_a_password(piece: str, length: int) -> None:
    assert password_flaw((piece * length)[:length], **WHO) == "common"


@pytest.mark.parametrize(
    ("seen", "begun", "ended", "live"),
    [
        (timedelta(0), timedelta(0), False, True),
        (timedelta(minutes=15), timedelta(hours=1), False, False),
        (timedelta(minutes=14), timedelta(hours=8), False, False),
        (timedelta(minutes=14), timedelta(hours=7, minutes=59), False, True),
        (timedelta(0), timedelta(0), True, False),
    ],
)
def test_a_session_lives_while_used_for_at_most_eight_hours(
    seen: timedelta, begun: timedelta, ended: bool, live: bool
) -> None:
    times = SessionTimes(NOON - begun, NOON - seen, NOON if ended else None)
    assert is_live(times, NOON) is live


@pytest.mark.parametrize("email", ["a@b.nl", " H.Huisman+mdo@politie.example ", "obrien@x.example"])
def test_addresses_are_known_as_such(email: str) -> None:
    assert is_email(email)


@pytest.mark.parametrize(
    "email", ["", "a", "a@b", "@b.nl", "a@.nl", "a b@c.nl", "a@b.nl\r\nBcc: x@y.nl", "a@b.nl,c@d.nl"]
)
def test_what_cannot_be_an_address_is_refused(email: str) -> None:
    assert not is_email(email)
