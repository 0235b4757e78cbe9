"""The fictional region: loaded, entered by a visitor, begun anew. Never in a database with real cases."""

import fcntl
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from sqlalchemy import delete
from sqlmodel import SQLModel

from models.terms import AccountRole
from services.access.rules import Permission
from services.demo.accounts import RealDatabase
from services.demo.case_file import read
from services.demo.facts import CaseFile, FileCase
from services.demo.queries import account_named, anything_loaded, codes_loaded, loaded_at
from services.demo.readings import later
from services.demo.region import play_region
from services.demo.region_others import COORDINATOR, play_others
from services.directory.sessions import start_session
from services.premises import Premises
from services.relations.facts import SYSTEM, VISITOR
from services.scheduling.facts import local_day
from services.unit_of_work import Work

REGION = Path(__file__).with_name("region.yaml")
VISITORS_NAME = "I. Brandsma"
VISITORS = {AccountRole.CASE_DIRECTOR: VISITORS_NAME, AccountRole.COORDINATOR: COORDINATOR}
"""As whom a visitor can look around."""
WEEKS_OF_HOURS = 2
_KEPT = ("audit_", "alembic_")
"""The log only grows, also here."""


def load_region(work: Work, *, others: bool = False) -> None:
    """Loads the fictional region if it is not there, is there by half, or lies in the past; `others`: with its
    coordinator and the cases of its other directors, for which nobody else needs to wait.

    Its week is the one after this; hours are stated for that week and the next. A second time changes nothing.
    Raises `RealDatabase`.
    """
    if not work.practice:
        raise RealDatabase
    with _alone(work):
        _load(work)
        if others:
            play_others(work.as_actor(SYSTEM), codes_loaded(work))


def reset_region(premises: Premises) -> None:
    """Begins the fictional region anew; whoever was looking around is let out. Raises `SettingWrong` when it is off."""
    work = premises.work(practice=True, actor=SYSTEM)
    with _alone(work):
        _wipe(work)
        _load(work)


def enter_practice(premises: Premises, role: AccountRole = AccountRole.CASE_DIRECTOR) -> str:
    """Lets a visitor in as the fictional case director or coordinator; gives the session's secret for the cookie.

    Raises `SettingWrong` when looking around is switched off, and KeyError for another role.
    """
    name = VISITORS[role]
    work = premises.work(practice=True)
    load_region(work, others=role is AccountRole.COORDINATOR)
    account_id = account_named(work, name)
    with work.as_actor(VISITOR).act(Permission.PRACTICE_ENTER) as tx:
        return start_session(tx, account_id=account_id)


def _load(work: Work) -> None:
    last = region().cases[-1].code
    loaded = loaded_at(work, last)
    monday = next_monday(work.clock())
    if loaded is not None and next_monday(loaded) + timedelta(weeks=1) > local_day(work.clock()):
        return
    if anything_loaded(work):
        _wipe(work)
    play_region(work.as_actor(SYSTEM), tuple(shifted(case, monday) for case in region().cases), monday, WEEKS_OF_HOURS)


@lru_cache(maxsize=1)
def region() -> CaseFile:
    """The region that comes along."""
    return read(REGION)


def next_monday(moment: datetime) -> date:
    """The first Monday after a moment's local day."""
    today = local_day(moment)
    return today + timedelta(days=7 - today.weekday())


def shifted(case: FileCase, monday: date) -> FileCase:
    """The same case in another week: every date moves by whole weeks, by the clock on the wall."""
    by = monday - case.week_start
    return replace(
        case,
        week_start=monday,
        assessments=tuple(replace(one, assessed_on=one.assessed_on + by) for one in case.assessments),
        deadline=case.deadline and case.deadline + by,
        conditions=tuple(
            replace(one, until=one.until and one.until + by, reading=later(one.reading, by)) for one in case.conditions
        ),
        actions=tuple(
            replace(one, due=one.due and one.due + by, ends=one.ends and one.ends + by) for one in case.actions
        ),
        review_on=case.review_on and case.review_on + by,
        follow_up=tuple(replace(one, on=one.on + by) for one in case.follow_up),
    )


def _wipe(work: Work) -> None:
    if not work.practice:
        raise RealDatabase
    with work.as_actor(SYSTEM).act(Permission.PRACTICE_LOAD, subject="anew") as tx:
        for table in reversed(SQLModel.metadata.sorted_tables):
            if not table.name.startswith(_KEPT):
                tx.session.exec(delete(table))


@contextmanager
def _alone(work: Work) -> Generator[None]:
    """One visitor loads, the others wait, in every process of this data folder."""
    work.settings.data_folder.mkdir(parents=True, exist_ok=True)
    with (work.settings.data_folder / ".practice").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
