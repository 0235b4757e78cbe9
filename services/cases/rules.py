"""Pure rules of the case file: what may be entered, who is competent, when a hold is in force."""

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from models.terms import CaseStatus, Instrument, PersonRole, Relation, Risk
from services.cases.checks import (
    CaseFieldWrong,
    check_day,
    check_fact_day,
    check_line,
    check_past_day,
    check_person,
    check_text,
    names_someone,
)
from services.cases.facts import Assessment, CaseFacts, CourtOrder, Hold
from services.cases.orders import EditCore, NewCase
from services.errors import ServiceError

_DOMESTIC = frozenset({Relation.EX_PARTNER, Relation.PARTNER, Relation.FAMILY, Relation.HOUSEHOLD})
LONGEST_OUTCOME = 80
MOST_EVENTS = 30
EXPIRY_WARNING_DAYS = 14
"""How long before its end an order is marked as ending soon: a proposal, the route map names no term."""
_ONE_DAY = timedelta(days=1)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,19}")


class SuspectHeld(ServiceError):
    """While a hold stands nobody starts or plans a conversation with the suspect. Carries nothing of the hold."""

    code = "cases.suspect_held"


class PrivatePerson(ServiceError):
    """A private person of the case takes no seat and is never invited (domain.md section 0, point 7)."""

    code = "cases.private_person"


class CaseNotActive(ServiceError):
    """Nothing is planned or adopted in a case that is not active. Field `reason`: its status."""

    code = "cases.not_active"


def check_active(status: CaseStatus) -> None:
    """Raises `CaseNotActive` unless the case is active: without director and deputy nobody answers for it."""
    if status is not CaseStatus.ACTIVE:
        raise CaseNotActive(reason=status.value)


def away_until(stretches: Iterable[tuple[date, date]], day: date) -> date | None:
    """The last day of an absence that holds on `day`, or None. Stretches include both ends; one that begins the day
    after another ends goes on from it."""
    last = None
    for first, end in sorted(stretches):
        if first <= (last + _ONE_DAY if last else day) and end >= day:
            last = max(last or end, end)
    return last


def veilig_thuis_competent(relation: Relation) -> bool:
    """Veilig Thuis acts on domestic violence: (ex-)partner, family, household (domain.md section 0, point 3)."""
    return relation in _DOMESTIC


def competence(relation: Relation, said: bool | None, reason: str) -> tuple[bool, str]:
    """Whether Veilig Thuis is competent, and why if that is not what the relation says.

    Raises `CaseFieldWrong` for another answer than the relation gives, without a reason. An answer that the relation
    gives by itself needs no reason, and keeps none.
    """
    derived = veilig_thuis_competent(relation)
    if said is None or said is derived:
        return derived, ""
    check_text("competence_reason", reason, needed=True)
    return said, reason.strip()


def check_new_case(order: NewCase, today: date | None = None) -> None:
    """Raises `CaseFieldWrong` on the first field that cannot be kept; without `today` no day is held against it.

    The code name stands in mail and calendars, so it may not hold an alias or name of anybody in the case.
    """
    if not _CODE.fullmatch(order.code):
        raise CaseFieldWrong(field="code", reason="malformed")
    if not order.code_name.strip() or len(order.code_name) > 60:
        raise CaseFieldWrong(field="code_name", reason="length")
    check_line("code_name", order.code_name, 60)
    check_roles([person.role for person in order.persons])
    refs = [person.ref for person in order.persons]
    if len(refs) != len(set(refs)):
        raise CaseFieldWrong(field="persons", reason="same_ref")
    for assessment in order.assessments:
        check_assessment(assessment, today)
    for person in order.persons:
        check_person(person, today)
        check_code_name(order.code_name, person.alias, person.name)
    check_core(order, today)


def check_roles(roles: list[PersonRole]) -> None:
    """A case has at least one victim and at least one alleged perpetrator; there may be more of both."""
    if PersonRole.VICTIM not in roles:
        raise CaseFieldWrong(field="persons", reason="no_victim")
    if PersonRole.SUSPECT not in roles:
        raise CaseFieldWrong(field="persons", reason="no_suspect")


def check_code_name(code_name: str, *names: str) -> None:
    """Refuses names of which a telling word stands in the case's code name."""
    if any(names_someone(code_name, name) for name in names):
        raise CaseFieldWrong(field="code_name", reason="names_a_person")


def check_core(order: NewCase | EditCore, today: date | None) -> None:
    """Raises `CaseFieldWrong` for a text or a day of the core facts that cannot be."""
    check_text("summary", order.summary)
    check_text("competence_reason", order.competence_reason)
    check_line("brought_by", order.brought_by, 60)
    check_line("region", order.region, 60)
    check_fact_day("complaint_on", order.complaint, order.complaint_on, today)
    check_fact_day("serious_grounds_on", order.serious_grounds, order.serious_grounds_on, today)
    check_fact_day("suspect_arrested_on", order.suspect_arrested, order.suspect_arrested_on, today)
    check_past_day("safety_house_on", order.safety_house_on, today)
    check_day("review_on", order.review_on, today)
    check_review_events(order.review_events)


def check_review_events(events: Collection[str]) -> None:
    """Raises `CaseFieldWrong` for too many events that bring a review forward, or one that is too long."""
    if len(events) > MOST_EVENTS:
        raise CaseFieldWrong(field="review_events", reason="too_many")
    for event in events:
        check_line("review_events", event)


def check_assessment(assessment: Assessment, today: date | None) -> None:
    """Raises `CaseFieldWrong` for an outcome that cannot be kept, or a day that is still to come."""
    check_outcome(assessment)
    check_line("by_organisation", assessment.by_organisation, 60, needed=True)
    check_line("by_person", assessment.by_person)
    check_line("instrument_version", assessment.instrument_version, 40)
    check_past_day("assessed_on", assessment.assessed_on, today)


def risk_by(facts: CaseFacts, assessment: Assessment) -> Risk | None:
    """The risk that a SASH would bring: its outcome, when it is the newest and differs from what stands; else None.

    The SASH determines the level (route map A-POL-2); whoever records it still says so, nothing changes silently.
    """
    if assessment.instrument is not Instrument.SASH or assessment.outcome not in list(Risk):
        return None
    newest = facts.assessment(Instrument.SASH)
    if newest is not None and newest.assessed_on > assessment.assessed_on:
        return None
    risk = Risk(assessment.outcome)
    return risk if risk is not facts.risk else None


def ends_soon(order: CourtOrder, today: date) -> bool:
    """Whether an order in force ends within two weeks."""
    last = min((end for end in (order.until_on, order.ended_on) if end), default=None)
    return order.stands_on(today) and last is not None and (last - today).days <= EXPIRY_WARNING_DAYS


def check_outcome(assessment: Assessment) -> None:
    """Raises `CaseFieldWrong` for an outcome that is empty or too long."""
    if not assessment.outcome.strip():
        raise CaseFieldWrong(field="outcome", reason="empty")
    if len(assessment.outcome.strip()) > LONGEST_OUTCOME:
        raise CaseFieldWrong(field="outcome", reason="too_long")
    check_line("outcome", assessment.outcome, LONGEST_OUTCOME)


def hold_in_force(facts: CaseFacts, moment: datetime) -> Hold | None:
    """The hold that keeps everybody from the suspect at `moment`: the one that lasts longest, or None."""
    standing = [hold for hold in facts.holds if holds_at(hold, moment)]
    return max(standing, key=lambda hold: hold.until.timestamp() if hold.until else float("inf"), default=None)


def holds_at(hold: Hold, moment: datetime) -> bool:
    """Whether a hold is in force at `moment`: not released, and its end (if any) still ahead."""
    return hold.released_at is None and (hold.until is None or moment < hold.until)


def check_not_held(roles: Iterable[PersonRole], holds: Iterable[Hold], moment: datetime) -> None:
    """Raises `SuspectHeld` when a conversation is to begin with a suspect while a hold is in force (H-VT-1)."""
    if PersonRole.SUSPECT in roles and any(holds_at(hold, moment) for hold in holds):
        raise SuspectHeld
