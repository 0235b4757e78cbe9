"""The line to the mail server: one connection for a round of messages, opened when first needed."""

import smtplib
import ssl
from types import TracebackType

from services.settings import Settings

_PATIENCE_SECONDS = 20


class MailLine:
    """Carries messages as the settings say. Once the server could not be reached, the rest of the round fails at once.

    Errors are those of smtplib, ssl and sockets; they may quote an address, so only their class may be kept.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client: smtplib.SMTP | None = None
        self._unreachable: Exception | None = None

    def __enter__(self) -> "MailLine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._hang_up()

    def carry(self, to: str, message: bytes) -> None:
        """Hands one message to the mail server. Returns only when the server took it."""
        if self._unreachable is not None:
            raise self._unreachable
        if self._client is None:
            try:
                self._client = self._dialled()
            except Exception as failed:
                self._unreachable = failed
                raise
        try:
            self._client.sendmail(self._settings.mail_from, [to], message)
        except smtplib.SMTPRecipientsRefused:
            raise  # the connection is sound, this one address is not
        except Exception:
            self._hang_up()
            raise

    def _dialled(self) -> smtplib.SMTP:
        settings = self._settings
        host, port, own_name = (
            settings.smtp_host,
            settings.smtp_port,
            settings.mail_from.rpartition("@")[2] or "localhost",
        )
        client: smtplib.SMTP
        if settings.smtp_security == "tls":
            tls = ssl.create_default_context()
            client = smtplib.SMTP_SSL(host, port, own_name, timeout=_PATIENCE_SECONDS, context=tls)
        else:
            client = smtplib.SMTP(host, port, own_name, timeout=_PATIENCE_SECONDS)
        try:
            if settings.smtp_security == "starttls":
                client.starttls(context=ssl.create_default_context())
            if settings.smtp_user:
                client.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        except BaseException:
            client.close()
            raise
        return client

    def _hang_up(self) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        try:
            client.quit()
        except (smtplib.SMTPException, OSError):
            client.close()
