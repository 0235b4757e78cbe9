"""Moments and terms as columns keep them."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError
from sqlmodel import SQLModel, col, select

from models.base import Term, UtcMoment
from models.database import Database
from models.directory import Organisation, SetupCode
from models.terms import OrganisationKind, Risk

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
any_zone = st.timezones() | st.integers(-23, 23).map(lambda h: timezone(timedelta(hours=h)))


def test_a_moment_without_zone_is_refused_instead_of_guessed(database: Database) -> None:
    with database.writing() as session, session.begin():
        session.add(SetupCode(id="a", code_hash="", made_at=NOON.replace(tzinfo=None)))
        with pytest.raises(StatementError, match="needs a time zone"):
            session.flush()
        session.rollback()


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=any_zone))  # noqa: DTZ001
def test_a_moment_comes_back_as_the_same_moment_in_utc(database: Database, moment: datetime) -> None:
    with database.writing() as session, session.begin():
        session.merge(SetupCode(id="a", code_hash="", made_at=moment))
    with database.reading() as session:
        found = session.exec(select(SetupCode.made_at)).one()
    assert found == moment.astimezone(UTC)  # across zones Python calls moments in a gap unequal to themselves
    assert found.utcoffset() == timedelta(0)


def test_moments_of_several_zones_sort_as_moments(database: Database) -> None:
    local = datetime(2026, 11, 23, 12, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    with database.writing() as session, session.begin():
        session.add(SetupCode(id="later", code_hash="", made_at=NOON))
        session.add(SetupCode(id="earlier", code_hash="", made_at=local))
    with database.reading() as session:
        order = session.exec(select(SetupCode.id).order_by(col(SetupCode.made_at))).all()
        before_noon = session.exec(select(SetupCode.id).where(SetupCode.made_at < NOON)).all()
    assert (order, before_noon) == (["earlier", "later"], ["earlier"])


def test_a_term_is_kept_as_its_dutch_value_and_comes_back_as_the_term(database: Database) -> None:
    with database.writing() as session, session.begin():
        session.add(Organisation(id="a", key="VT", name="Veilig Thuis", kind=OrganisationKind.VEILIG_THUIS))
    with database.reading() as session:
        assert session.exec(select(Organisation.kind)).one() is OrganisationKind.VEILIG_THUIS
        assert session.connection().exec_driver_sql("SELECT kind FROM organisation").scalar_one() == "VT"


def test_what_is_no_term_is_refused(database: Database) -> None:
    with database.writing() as session, session.begin():
        session.add(Organisation(id="a", key="x", name="x", kind="koffiehuis"))
        with pytest.raises(StatementError):
            session.flush()
        session.rollback()


def test_nothing_stays_nothing() -> None:
    moment, risk = UtcMoment(), Term(Risk)
    assert moment.process_bind_param(None, None) is moment.process_result_value(None, None) is None
    assert risk.process_bind_param(None, None) is risk.process_result_value(None, None) is None


def test_every_text_column_has_a_limit_or_is_sealed() -> None:
    """A sealed column may be long; a plain one that may be long invites content into it."""
    unlimited = [
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if type(column.type).__name__ == "AutoString" and column.type.length is None
    ]
    assert [name for name in unlimited if not name.endswith(("_sealed", "_hash"))] == []
