"""Mails that speak of several invitations: taken back when one of them is, and their rest kept for writing again."""

import threading
from collections.abc import Generator
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller

from models.meeting import Invitation, Meeting
from models.outbox import OutboxMessage
from models.terms import BarKind
from services.access.rules import Permission
from services.messages.actions import queue, send_due, settle_rest, take_back
from services.messages.facts import Mail, Rest, SentReport
from services.messages.queries import rests
from services.settings import Settings
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.rows import a_bar, a_case, a_professional, an_invitation
from tests.services.messages.mail_server import Postbox, mail_server, posting_settings

__all__ = ["mail_server"]

A, B, C = "a" * 32, "b" * 32, "c" * 32


@pytest.fixture
def settings(settings: Settings, mail_server: Controller) -> Settings:
    """Settings that name the mail server."""
    return posting_settings(settings, mail_server)


def grouped(work: Work, *also: str, first: str | None = None, to: str = "jan@politie.example") -> str:
    """A mail about several invitations in the outbox; gives its id."""
    with work.act(Permission.MAIL_SEND) as tx:
        return queue(tx, Mail(to, "Herinnering", "Wij horen graag.\n"), kept=(), invitation_id=first, also_about=also)


def taken_back(work: Work, which: str) -> int:
    """How many mails were taken back."""
    with work.act(Permission.MAIL_SEND) as tx:
        return take_back(tx, which)


def waiting(work: Work) -> tuple[Rest, ...]:
    """The rests that are to be written again."""
    with work.read(Permission.MAIL_SEND) as look:
        return rests(look)


def test_any_of_its_invitations_takes_a_grouped_mail_back_and_leaves_the_rest_to_be_written(
    work: Work, postbox: Postbox
) -> None:
    one, other = grouped(work, A, B), grouped(work, C, first=B)
    assert taken_back(work, B) == 2
    assert send_due(work) == SentReport()
    assert postbox.letters == []
    assert {rest.message_id: rest.about for rest in waiting(work)} == {one: (A, B), other: (B, C)}


def test_another_invitation_leaves_it_alone(work: Work, postbox: Postbox) -> None:
    grouped(work, A, B)
    assert taken_back(work, C) == 0
    assert send_due(work) == SentReport(sent=1)
    assert taken_back(work, A) == 0
    assert waiting(work) == ()


def test_a_rest_is_settled_once(work: Work) -> None:
    row = grouped(work, A, B)
    taken_back(work, A)
    for first in (True, False):
        with work.act(Permission.MAIL_SEND) as tx:
            assert settle_rest(tx, row) is first
    assert waiting(work) == ()


def test_a_mail_taken_back_while_it_is_carried_is_written_again_only_if_it_did_not_arrive(
    work: Work, postbox: Postbox, clock: StillClock
) -> None:
    """What arrives arrives once; what is refused then is not tried again by itself."""

    def take_back_meanwhile() -> None:
        other = threading.Thread(target=lambda: taken_back(work, A))
        other.start()
        other.join(8)

    postbox.while_receiving = take_back_meanwhile
    grouped(work, A, B)
    assert send_due(work) == SentReport(sent=1)
    assert waiting(work) == ()

    row = grouped(work, A, C)
    postbox.answer = "451 later"
    assert send_due(work) == SentReport(given_up=1)
    assert waiting(work) == ()
    clock.forward(minutes=15)
    assert [rest.message_id for rest in waiting(work)] == [row]
    postbox.answer = ""
    assert send_due(work) == SentReport()


@pytest.fixture
def invited(work: Work) -> Generator[tuple[str, str, str]]:
    """Two cases in which one professional is invited: the invitations, and the second case."""
    jan = a_professional(work, "Jan Jansen", "jan@politie.example", "politie")
    cases = a_case(work), a_case(work)
    yield (*(an_invitation(work, case_id, jan) for case_id in cases), cases[1])


def test_who_is_barred_from_one_of_the_cases_by_then_does_not_get_it(
    work: Work, postbox: Postbox, invited: tuple[str, str, str]
) -> None:
    one, other, second_case = invited
    row = grouped(work, one, other)
    a_bar(work, second_case, BarKind.NAME, "Jan Jansen")
    assert send_due(work) == SentReport()
    assert postbox.letters == []
    assert [rest.message_id for rest in waiting(work)] == [row]


def test_of_a_deputy_and_whom_they_replace_only_the_barred_one_is_kept_from_their_mail(
    work: Work, postbox: Postbox, invited: tuple[str, str, str]
) -> None:
    one, _, _ = invited
    replaced = a_professional(work, "Piet Pieters", "piet@politie.example", "politie")
    with work.upkeep() as tx:
        row = tx.session.get_one(Invitation, one)
        row.stands_in_for = replaced
        tx.add(row)
    a_bar(work, _case_of(work, one), BarKind.NAME, "Piet Pieters")
    for to in ("jan@politie.example", "piet@politie.example"):
        grouped(work, first=one, to=to)
    assert send_due(work) == SentReport(sent=1)
    assert [letter["To"] for letter in postbox.letters] == ["jan@politie.example"]


def _case_of(work: Work, invitation_id: str) -> str:
    with work.database.reading() as session:
        return session.get_one(Meeting, session.get_one(Invitation, invitation_id).meeting_id).case_id


def test_a_mail_that_the_server_took_before_the_planner_stopped_goes_again_under_its_own_name_only(
    work: Work, postbox: Postbox, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = grouped(work, A, B)

    def stops(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr("services.messages.actions.pause_after", stops)
        postbox.while_receiving = lambda: dying.setattr(Work, "act", stops)
        with pytest.raises(KeyboardInterrupt):
            send_due(work)
    postbox.while_receiving = lambda: None
    clock.forward(minutes=15)
    assert send_due(replace(work)) == SentReport(sent=1)
    assert [letter["Message-ID"] for letter in postbox.letters] == [f"<{row}@regio.example>"] * 2
    with work.database.reading() as session:
        assert session.get_one(OutboxMessage, row).sent_at is not None
