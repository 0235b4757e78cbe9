"""What every act and look asks of the database, put together once: that takes longer than the answer itself.

Parameters are ids, but for `keys`, the look-up keys of bars, and `day`, a local one.
"""

from datetime import date

from sqlalchemy import BindParameter, ColumnElement, Date, bindparam, union_all
from sqlmodel import and_, col, or_, select

from models.barring import Bar, NearMatch
from models.casework import Case, Seat
from models.direction import HandoverRow
from models.directory import Organisation, Professional, SignInSession
from models.meeting import Meeting
from models.terms import HandoverAnswer, Known


def in_force(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """Whether a seat is still held on a local day: not ended, and not past the last day that was agreed."""
    return and_(col(Seat.ended_at).is_(None), or_(col(Seat.until_on).is_(None), col(Seat.until_on) >= day))


_THESE = bindparam("cases", expanding=True)
DIRECTED = select(Case.id, Case.director_id, Case.deputy_id).where(col(Case.id).in_(_THESE))
_BY_KEY = select(Bar.case_id).where(col(Bar.value_key).in_(bindparam("keys", expanding=True)))
_BY_LIKENESS = select(NearMatch.case_id).where(
    NearMatch.same != Known.NO,
    or_(
        col(NearMatch.professional_id).in_(bindparam("people", expanding=True)),
        col(NearMatch.account_id).in_(bindparam("accounts", expanding=True)),
    ),
)
BARRED = union_all(_BY_KEY, _BY_LIKENESS)
BARRED_FROM = union_all(
    _BY_KEY.where(col(Bar.case_id).in_(_THESE)), _BY_LIKENESS.where(col(NearMatch.case_id).in_(_THESE))
)
ASKED_TO_TAKE_OVER = select(HandoverRow.case_id).where(
    col(HandoverRow.to_id) == bindparam("account"),
    HandoverRow.answer == HandoverAnswer.OPEN,
    col(HandoverRow.case_id).in_(_THESE),
)
SEATED = (
    select(Seat.case_id)
    .join(Organisation, col(Organisation.id) == col(Seat.organisation_id))
    .where(
        col(Seat.case_id).in_(_THESE),
        or_(col(Seat.professional_id) == bindparam("person"), col(Seat.deputy_id) == bindparam("person")),
        in_force(bindparam("day", type_=Date)),
        col(Organisation.external).is_(False),
    )
)
SESSION_TIMES = select(SignInSession.started_at, SignInSession.last_seen_at, SignInSession.ended_at).where(
    SignInSession.id == bindparam("session")
)
LISTED = (
    select(Professional, Organisation)
    .join(Organisation, col(Organisation.id) == col(Professional.organisation_id))
    .where(col(Professional.id) == bindparam("person"))
)
SEAT_AT_MEETING = (
    select(Meeting.case_id)
    .join(Seat, col(Seat.case_id) == col(Meeting.case_id))
    .where(Meeting.id == bindparam("meeting"), Seat.id == bindparam("seat"), in_force(bindparam("day", type_=Date)))
)
