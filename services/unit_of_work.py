"""Who acts, on what database, at what time. `act()` and `read()`: permission, transaction and audit in one.

    with work.act(Permission.MEETING_PLAN, order.case_id) as tx:
        ...                       # any exception rolls back; nothing is half done

| call       | on success          | on an exception           | audit                                         |
|------------|---------------------|---------------------------|-----------------------------------------------|
| `act`      | commits             | rolls back                | one entry, in the same transaction            |
| `read`     | nothing to commit   | nothing to commit         | one entry per session, case, screen, 10 min   |
| `read_many`| nothing to commit   | nothing to commit         | the same, for each case that is shown         |
| `upkeep`   | commits             | rolls back                | none: sign of life, counters, delivery state  |

Only this module begins and commits. Work inside work raises `NestedWork` at once.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel

from models.base import Row
from models.database import Database
from models.terms import Belonging
from services.access.rules import Permission, Standing, may
from services.audit.actions import append, lock_head
from services.audit.looks import Looks
from services.audit.rules import Happening
from services.errors import ServiceError
from services.relations.facts import Actor
from services.relations.queries import belongings, check_open, session_stands
from services.settings import Chance, Settings, now

_ROW_ID = re.compile(r"[0-9A-Za-z_-]{1,32}")  # anything else names no case, and must not reach the database
_LOGGED_WITHOUT_CASE = frozenset({Permission.AUDIT_READ, Permission.REGION_READ, Permission.REGION_PLAN})
"""Who reads the log stands in it (NEN 7513), and so does who looks at all cases at once."""
R = TypeVar("R", bound=Row)
_looks = Looks(timedelta(minutes=10))
_inside: ContextVar[bool] = ContextVar("inside_work", default=False)


class NotAllowed(ServiceError):
    """This actor may not do this here. The same for an unknown case, someone else's case and a barred person."""

    code = "access.not_allowed"


class SessionOver(NotAllowed):
    """The session of whoever acts was ended, or idle too long, since the page was drawn. Nothing was done."""

    code = "access.session_over"


class ChangedMeanwhile(ServiceError):
    """Somebody else saved this row first; `version` is the one that stands now. Nothing was overwritten."""

    code = "work.changed_meanwhile"


class NestedWork(RuntimeError):
    """A programming error: work was begun inside work."""


def secret_hash(secret: str) -> str:
    """How a 256-bit secret is kept: SHA-256 suffices at that length (ASVS 6.5.2)."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass
class Reading:
    """An open look at the database, on behalf of `actor`.

    `case_id` is the one case of `read` and `act`, empty otherwise; `allowed` are the cases that may be shown.
    `belongings` says how the actor belongs to each case that was asked for. Where nothing `opens`, texts stay sealed.
    """

    session: Session
    database: Database
    actor: Actor
    now: datetime
    settings: Settings
    case_id: str = ""
    belongings: Mapping[str, Belonging] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()
    opens: bool = True

    @property
    def belonging(self) -> Belonging:
        """How the actor belongs to the one case of this look."""
        return self.belonging_to(self.case_id)

    def belonging_to(self, case_id: str) -> Belonging:
        """How the actor belongs to a case of this look; NONE for a case that it was not asked for."""
        return self.belongings.get(case_id, Belonging.NONE)

    def may(self, permission: Permission, case_id: str = "") -> bool:
        """Whether the actor may also do this, here or in that one of many cases; the act itself asks again."""
        return may(self.actor.standing, permission, self.belonging_to(case_id or self.case_id))

    def unseal(self, row: Any, column: str) -> str:
        """The text behind a sealed column of a row; the empty text in a look that opens nothing."""
        vault = self.database.vault
        return vault.unseal(row.__tablename__, row.id, column, getattr(row, column)) if self.opens else ""

    def lookup(self, purpose: str, value: str) -> str:
        """The keyed hash by which a sealed value is found."""
        return self.database.vault.lookup(purpose, value)


@dataclass
class Transaction(Reading):
    """An open change. What it notes goes into its one audit entry."""

    chance: Chance = field(default_factory=Chance)
    notes: dict[str, Any] = field(default_factory=dict)

    def add(self, *rows: SQLModel) -> None:
        """Puts new or changed rows into the transaction."""
        self.session.add_all(rows)
        self.session.flush()

    def seal(self, row: Any, column: str, text: str) -> None:
        """Writes `text` into a sealed column of a row that has its id."""
        setattr(row, column, self.database.vault.seal(row.__tablename__, row.id, column, text))

    def note(self, **notes: str | int | bool | None) -> None:
        """Adds ids, counts or terms to the audit entry; never content."""
        self.notes.update(notes)

    def edit(self, kind: type[R], row_id: str, seen_version: int) -> R:
        """The row to change, if it still is as the writer saw it. Raises `ChangedMeanwhile` otherwise.
        A row of another case than the one this transaction was allowed for does not exist here: `NotAllowed`."""
        row = self.session.get(kind, row_id, with_for_update=True)
        if row is None or (self.case_id and getattr(row, "case_id", self.case_id) != self.case_id):
            raise NotAllowed
        if row.version != seen_version:
            raise ChangedMeanwhile(version=row.version)
        row.version += 1
        return row


@dataclass(frozen=True)
class Work:
    """Everything a verb needs: database, actor, settings, clock, chance. `practice` marks the fictional region."""

    database: Database
    actor: Actor
    settings: Settings
    practice: bool = False
    clock: Callable[[], datetime] = now
    chance: Chance = field(default_factory=Chance)

    def as_actor(self, actor: Actor) -> "Work":
        """The same place and time for somebody else."""
        return replace(self, actor=actor)

    @contextmanager
    def act(
        self, permission: Permission, case_id: str = "", *, subject: str = "", coalesce: bool = False
    ) -> Generator[Transaction]:
        """One transaction and one audit entry. Raises `NotAllowed`, itself audited for signed-in people; `CaseClosed`.

        With `coalesce` (drafts that save themselves) one entry stands for ten minutes of the same.
        """
        same = self._same_look(permission, case_id, subject)
        with _only_one(), self.database.writing() as session, session.begin():
            head = lock_head(session)
            tx = Transaction(session, self.database, self.actor, self.clock(), self.settings, chance=self.chance)
            tx.case_id, tx.belongings = case_id, self._belongings(session, (case_id,), tx.now)
            allowed = tx.may(permission)
            tx.allowed = (case_id,) if allowed else ()
            if allowed:
                check_open(session, permission, case_id)
                yield tx
                session.flush()
            if not allowed and self.actor.standing is Standing.VISITOR:
                raise NotAllowed
            if not (allowed and coalesce and _looks.logged(same, tx.now)):
                notes = tx.notes | ({"subject": subject} if subject else {})
                entry = self._happening(permission, case_id, "done" if allowed else "refused", notes, tx.now)
                append(session, head, self.database.vault.audit_key, entry)
        if not allowed:
            raise NotAllowed
        if coalesce:
            _looks.remember(same, tx.now)

    @contextmanager
    def read(self, permission: Permission, case_id: str = "", *, screen: str = "") -> Generator[Reading]:
        """A look. Permission is asked first and the look is logged before anything is shown."""
        with self._seen(permission, (case_id,), screen, refusing=True) as look:
            look.case_id = case_id
            yield look

    @contextmanager
    def read_many(
        self, permission: Permission, ids: Iterable[str], *, screen: str, opens: bool = True
    ) -> Generator[Reading]:
        """A look at many cases, in a number of queries that does not grow with them; `allowed` are those to show.

        Each of them is logged as by `read`, before anything is shown. Unknown, foreign and barred cases are absent
        alike, without an entry: this is for cases that the planner found, what somebody asks for goes through `read`.
        With `opens=False`, for a screen without sealed texts, every one of them is empty: nothing is unsealed.
        """
        named = [case_id for case_id in dict.fromkeys(ids) if _ROW_ID.fullmatch(case_id)]
        with self._seen(permission, named, screen, refusing=False) as look:
            look.opens = opens
            yield look

    @contextmanager
    def upkeep(self) -> Generator[Transaction]:
        """A transaction without permission or audit, never for case content; a house test lists who may call it."""
        with _only_one(), self.database.writing() as session, session.begin():
            yield Transaction(session, self.database, self.actor, self.clock(), self.settings, chance=self.chance)

    @contextmanager
    def _seen(self, permission: Permission, ids: Sequence[str], screen: str, *, refusing: bool) -> Generator[Reading]:
        """A look of which every entry stands in the log. With `refusing`, one case that is not allowed stops it."""
        moment = self.clock()
        with self._looking(permission, ids, moment) as look:
            seen, refused = look.allowed, [i for i in ids if refusing and i not in look.allowed]
            new = [i for i in seen if self._needs_an_entry(permission, i, screen, moment)]
            if not (refused or new):
                yield look
                return
        self._log_looks(permission, refused or new, screen, "refused" if refused else "seen", moment)
        if refused:
            raise NotAllowed
        for case_id in new:
            _looks.remember(self._same_look(permission, case_id, screen), moment)
        with self._looking(permission, seen, moment) as look:
            if refusing and look.allowed != seen:
                raise NotAllowed
            yield look

    @contextmanager
    def _looking(self, permission: Permission, case_ids: Collection[str], moment: datetime) -> Generator[Reading]:
        with _only_one(), self.database.reading() as session:
            look = Reading(session, self.database, self.actor, moment, self.settings)
            look.belongings = self._belongings(session, case_ids, moment)
            look.allowed = tuple(case_id for case_id in look.belongings if look.may(permission, case_id))
            yield look

    def _belongings(self, session: Session, case_ids: Collection[str], moment: datetime) -> dict[str, Belonging]:
        """By case, in the order given; what names no case does not reach the database. Raises `SessionOver` first."""
        if not session_stands(session, self.actor.session_id, moment):
            raise SessionOver
        named = [case_id for case_id in case_ids if _ROW_ID.fullmatch(case_id)]
        found = belongings(session, self.database.vault, self.actor.identity, named, moment) if named else {}
        return dict.fromkeys(case_ids, Belonging.NONE) | found

    def _needs_an_entry(self, permission: Permission, case_id: str, screen: str, moment: datetime) -> bool:
        asks = bool(case_id) or permission in _LOGGED_WITHOUT_CASE
        return asks and not _looks.logged(self._same_look(permission, case_id, screen), moment)

    def _log_looks(self, permission: Permission, ids: Iterable[str], screen: str, outcome: str, at: datetime) -> None:
        """All entries in one transaction; they reach the database together, in one statement."""
        if outcome == "refused" and self.actor.standing is Standing.VISITOR:
            return
        with _only_one(), self.database.writing() as session, session.begin():
            head = lock_head(session)
            for case_id in ids:
                entry = self._happening(permission, case_id, outcome, {"screen": screen} if screen else {}, at)
                append(session, head, self.database.vault.audit_key, entry)

    def _happening(
        self, permission: Permission, case_id: str, outcome: str, notes: dict[str, Any], moment: datetime
    ) -> Happening:
        return Happening(
            at=moment,
            actor=self.actor.reference,
            standing=self.actor.standing.value,
            organisation=self.actor.organisation,
            session=self.actor.session_id,
            permission=permission.value,
            case_id=case_id if _ROW_ID.fullmatch(case_id) else "",
            outcome=outcome,
            notes=notes,
        )

    def _same_look(self, permission: Permission, case_id: str, what: str) -> tuple[object, ...]:
        actor = self.actor
        return (self.database, actor.session_id or actor.reference, actor.reference, permission.value, case_id, what)


@contextmanager
def _only_one() -> Generator[None]:
    if _inside.get():
        raise NestedWork
    token = _inside.set(True)
    try:
        yield
    finally:
        _inside.reset(token)
