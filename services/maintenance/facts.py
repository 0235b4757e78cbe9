"""How the planner stands, for whoever runs it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LogReport:
    """The check of one database's log. `broken_at` is the first sequence number that does not fit, None when whole."""

    practice: bool
    entries: int
    broken_at: int | None


@dataclass(frozen=True)
class SettingLine:
    """A setting as it may be shown: `value` is empty for a secret, `is_set` says whether there is one."""

    name: str
    value: str
    secret: bool
    is_set: bool


@dataclass(frozen=True)
class DatabaseState:
    """A database and the migration at which its tables stand."""

    practice: bool
    kind: str
    revision: str
    newest: str

    @property
    def up_to_date(self) -> bool:
        """Whether the tables are those of this program."""
        return self.revision == self.newest
