"""Fixtures for the mail tests."""

from collections.abc import Callable

import pytest

from services.access.rules import Permission, Standing
from services.messages.actions import queue
from services.messages.facts import Mail
from services.relations.facts import SYSTEM
from services.unit_of_work import Work
from tests.rows import a_case, an_account
from tests.services.messages.mail_server import Postbox

BODY = "Open https://mdo.example/u/1#CANARYSECRET\n"


@pytest.fixture
def postbox() -> Postbox:
    """What the mail server received."""
    return Postbox()


@pytest.fixture
def work(work_as: Callable[..., Work]) -> Work:
    """The system's work."""
    return work_as(SYSTEM)


@pytest.fixture
def post(work: Work, work_as: Callable[..., Work]) -> Callable[..., str]:
    """`post("jan@politie.example")`: a mail in the outbox, queued as a director does; gives the row's id."""
    hanna = work_as(Standing.CASE_DIRECTOR, account_id=an_account(work))
    case_id = a_case(work, hanna.actor.account_id)

    def posted(to: str = "jan@politie.example", calendar: str | None = None, invitation_id: str | None = None) -> str:
        with hanna.act(Permission.MEETING_PLAN, case_id) as tx:
            return queue(tx, Mail(to, "Uitnodiging MDO", BODY, calendar), kept=(), invitation_id=invitation_id)

    return posted
