"""Which personal links to actions let their owner in now; whoever is barred is judged apart, by `relations.queries`.

| link of                            | holds while                                                            |
|------------------------------------|------------------------------------------------------------------------|
| anybody                            | not taken back or lapsed, the case is open, the person still works at   |
|                                    | that organisation                                                      |
| who holds a seat, or deputises     | that seat is held, and by them or with them as deputy                  |
| whom the director chose besides    | the organisation holds a seat, or never held one (an external party)   |
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.casework import Case, Seat
from models.directory import Professional
from models.follow_up import ActionLink
from models.terms import CaseStatus
from services.scheduling.facts import local_day


def links_in_force(session: Session, links: Iterable[ActionLink], at: datetime) -> frozenset[str]:
    """Of these links, the ids of those that hold, in a number of queries that does not grow with them."""
    living = [link for link in links if link.revoked_at is None and at < link.expires_at]
    if not living:
        return frozenset()
    cases = {link.case_id for link in living}
    opened = set(session.exec(select(Case.id).where(col(Case.id).in_(cases), Case.status != CaseStatus.CLOSED)))
    at_work = _at_work(session, {link.professional_id for link in living})
    seats: dict[tuple[str, str], list[Seat]] = defaultdict(list)
    for seat in session.exec(select(Seat).where(col(Seat.case_id).in_(cases))):
        seats[seat.case_id, seat.organisation_id].append(seat)
    return frozenset(
        link.id
        for link in living
        if link.case_id in opened
        and at_work.get(link.professional_id) == link.organisation_id
        and on_the_case(link, seats[link.case_id, link.organisation_id], local_day(at))
    )


def on_the_case(link: ActionLink, seats: Collection[Seat], today: date) -> bool:
    """Whether the owner behind a link is still on the case; `seats` are all that their organisation ever held in it."""
    held = [seat for seat in seats if still_held(seat, today)]
    if link.seat_id is None:
        return bool(held) or not seats
    return any(
        seat.id == link.seat_id and link.professional_id in (seat.professional_id, seat.deputy_id) for seat in held
    )


def still_held(seat: Seat | None, day: date) -> bool:
    """Whether a seat is still held on a local day: not ended, and not past the last day that was agreed; False where
    there is none."""
    return seat is not None and seat.ended_at is None and (seat.until_on is None or day <= seat.until_on)


def _at_work(session: Session, people: Collection[str]) -> dict[str, str]:
    """At which organisation these professionals work, without those who are not active any more."""
    active = select(Professional.id, Professional.organisation_id).where(
        col(Professional.id).in_(people), col(Professional.active).is_(True)
    )
    return dict(session.exec(active).all())
