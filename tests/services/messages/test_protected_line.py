"""Mail over a protected line: both kinds of TLS, with a name and password, and never past a wrong certificate."""

import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from services.messages.actions import send_due
from services.messages.facts import SentReport
from services.unit_of_work import Work
from tests.services.messages.mail_server import Postbox, free_port


@pytest.fixture
def server_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """TLS for 127.0.0.1 with a certificate of our own, which this process trusts through SSL_CERT_FILE."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain, secret = tmp_path / "chain.pem", tmp_path / "secret.pem"
    chain.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(chain))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain, secret)
    return context


@pytest.fixture
def settled(work: Work) -> Callable[..., Work]:
    """`settled(port, "tls")`: work with a mail server at that port."""

    def with_server(port: int, security: str, **more: object) -> Work:
        chosen = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": security} | more
        return replace(work, settings=work.settings.model_copy(update=chosen))

    return with_server


def test_starttls_carries_name_password_and_mail(
    server_side: ssl.SSLContext, settled: Callable[..., Work], post: Callable[..., str], postbox: Postbox
) -> None:
    asked: list[tuple[bytes, bytes]] = []

    def judge(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword) -> AuthResult:
        asked.append((data.login, data.password))
        return AuthResult(success=True)

    server = Controller(
        postbox,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=server_side,
        require_starttls=True,
        auth_required=True,
        authenticator=judge,
    )
    server.start()
    try:
        post()
        report = send_due(settled(server.port, "starttls", smtp_user="planner", smtp_password=SecretStr("zeer geheim")))
    finally:
        server.stop()
    assert report == SentReport(sent=1)
    assert asked == [(b"planner", b"zeer geheim")]
    assert [letter["To"] for letter in postbox.letters] == ["jan@politie.example"]


def test_tls_from_the_first_byte(
    server_side: ssl.SSLContext, settled: Callable[..., Work], post: Callable[..., str], postbox: Postbox
) -> None:
    server = Controller(postbox, hostname="127.0.0.1", port=free_port(), ssl_context=server_side)
    server.start()
    try:
        post()
        assert send_due(settled(server.port, "tls")) == SentReport(sent=1)
    finally:
        server.stop()
    assert len(postbox.letters) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_with_a_certificate_nobody_vouches_for_gets_nothing(
    security: str,
    server_side: ssl.SSLContext,
    settled: Callable[..., Work],
    post: Callable[..., str],
    postbox: Postbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    how: dict[str, Any] = {"ssl_context": server_side} if security == "tls" else {"tls_context": server_side}
    server = Controller(postbox, hostname="127.0.0.1", port=free_port(), **how)
    server.start()
    try:
        post()
        assert send_due(settled(server.port, security)) == SentReport(postponed=1)
    finally:
        server.stop()
    assert postbox.letters == []


def test_a_server_that_offers_no_tls_gets_nothing_when_tls_is_asked(
    settled: Callable[..., Work], post: Callable[..., str], postbox: Postbox
) -> None:
    server = Controller(postbox, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        post()
        assert send_due(settled(server.port, "starttls")) == SentReport(postponed=1)
    finally:
        server.stop()
    assert postbox.letters == []
