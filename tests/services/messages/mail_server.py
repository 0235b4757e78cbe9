"""A real mail server on a loopback port."""

import socket
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as READ

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from services.settings import Settings


def free_port() -> int:
    """A port nobody listens on; the mail server of the tests wants to be told one."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@dataclass
class Postbox:
    """A mail server's inside: keeps what it takes, and refuses while `answer` says so."""

    letters: list[EmailMessage] = field(default_factory=list)
    answer: str = ""
    answer_to_receiver: str = ""
    while_receiving: Callable[[], None] = lambda: None

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Takes a receiver, or not."""
        if self.answer_to_receiver:
            return self.answer_to_receiver
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Takes a message, or not."""
        self.while_receiving()
        if self.answer:
            return self.answer
        assert isinstance(envelope.content, bytes)
        self.letters.append(message_from_bytes(envelope.content, policy=READ))
        return "250 taken"

    def to(self, address: str) -> list[EmailMessage]:
        """What this receiver got, oldest first."""
        return [letter for letter in self.letters if letter["To"] == address]


@pytest.fixture
def mail_server(postbox: Postbox) -> Generator[Controller]:
    """A real mail server on a free loopback port."""
    controller = Controller(postbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    if controller.server is not None:
        controller.stop()


def posting_settings(settings: Settings, server: Controller) -> Settings:
    """Settings that name the mail server."""
    named = {"smtp_host": "127.0.0.1", "smtp_port": server.port, "smtp_security": "none"}
    return settings.model_copy(update=named | {"mail_from": "planner@regio.example"})
