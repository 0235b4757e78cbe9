"""Looks at the planner as a whole: the logs, the settings without secrets, the state of the tables."""

from pydantic import SecretStr

from models.migrations import head, revision
from services.access.rules import Permission
from services.audit.queries import verify
from services.maintenance.facts import DatabaseState, LogReport, SettingLine
from services.premises import Premises
from services.relations.facts import SYSTEM
from services.settings import Settings


def check_logs(premises: Premises) -> tuple[LogReport, ...]:
    """Verifies the log of every database this planner has. The check stands in the log itself."""
    reports = []
    for practice in (False, True) if premises.practice else (False,):
        work = premises.work(practice=practice, actor=SYSTEM)
        with work.read(Permission.AUDIT_READ, screen="check") as look:
            report = verify(look.session, look.database.vault.audit_key)
        reports.append(LogReport(practice, report.entries, report.broken_at))
    return tuple(reports)


def settings_shown(settings: Settings) -> tuple[SettingLine, ...]:
    """Every setting by its name in the environment; of a secret only whether there is one."""
    lines = []
    for name in sorted(type(settings).model_fields):
        value = getattr(settings, name)
        secret = isinstance(value, SecretStr) or name == "database_url"
        text = "" if secret or value is None else str(value)
        held = value.get_secret_value() if isinstance(value, SecretStr) else text
        lines.append(SettingLine(f"MDO_{name.upper()}", text, secret, bool(held)))
    return tuple(lines)


def database_states(premises: Premises) -> tuple[DatabaseState, ...]:
    """Every database with its migration; opening brings the tables up, so a difference means a newer program ran."""
    found = [(False, premises.real)] + ([(True, premises.practice)] if premises.practice else [])
    return tuple(
        DatabaseState(practice, "SQLCipher" if database.is_sqlite else "PostgreSQL", revision(database), head())
        for practice, database in found
    )
