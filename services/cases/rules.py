"""Pure rules of the case file: what may be entered, who is competent, when a hold is in force."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from models.terms import CaseStatus, PersonRole, Relation
from services.cases.facts import Assessment, CaseFacts, Hold
from services.cases.orders import NewCase, WeighMeasure
from services.errors import ServiceError
from services.protection.rules import Reader, may_read
from services.relations.rules import normal_form

_DOMESTIC = frozenset({Relation.EX_PARTNER, Relation.PARTNER, Relation.FAMILY, Relation.HOUSEHOLD})
LONGEST_OUTCOME = 80
_ONE_DAY = timedelta(days=1)
_SHORTEST_NUMBER = 8
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,19}")


class CaseFieldWrong(ServiceError):
    """A field of the case file cannot be kept like this. Fields: `field`, `reason`."""

    code = "cases.field_wrong"


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


def check_new_case(order: NewCase) -> None:
    """Raises `CaseFieldWrong` on the first field that cannot be kept.

    The code name stands in mail and calendars, so it may not hold an alias or name of anybody in the case.
    """
    if not _CODE.fullmatch(order.code):
        raise CaseFieldWrong(field="code", reason="malformed")
    if not order.code_name.strip() or len(order.code_name) > 60:
        raise CaseFieldWrong(field="code_name", reason="length")
    if not any(person.role is PersonRole.VICTIM for person in order.persons):
        raise CaseFieldWrong(field="persons", reason="no_victim")
    if not any(person.role is PersonRole.SUSPECT for person in order.persons):
        raise CaseFieldWrong(field="persons", reason="no_suspect")
    refs = [person.ref for person in order.persons]
    if len(refs) != len(set(refs)):
        raise CaseFieldWrong(field="persons", reason="same_ref")
    for assessment in order.assessments:
        check_outcome(assessment)
    for person in order.persons:
        if not person.alias.strip() or len(person.alias) > 80:
            raise CaseFieldWrong(field="alias", reason="length")
        if names_someone(order.code_name, person.alias):
            raise CaseFieldWrong(field="code_name", reason="names_a_person")


def check_assessment(assessment: Assessment, today: date) -> None:
    """Raises `CaseFieldWrong` for an outcome that cannot be kept, or a day that is still to come."""
    check_outcome(assessment)
    if assessment.assessed_on > today:
        raise CaseFieldWrong(field="assessed_on", reason="in_future")


def check_outcome(assessment: Assessment) -> None:
    """Raises `CaseFieldWrong` for an outcome that is empty or too long."""
    if not assessment.outcome.strip():
        raise CaseFieldWrong(field="outcome", reason="empty")
    if len(assessment.outcome.strip()) > LONGEST_OUTCOME:
        raise CaseFieldWrong(field="outcome", reason="too_long")


def check_weighing(order: WeighMeasure, today: date) -> None:
    """Raises `CaseFieldWrong` for a weighing without a reason, on a day to come, or that nobody could read."""
    if not order.reason.strip():
        raise CaseFieldWrong(field="reason", reason="empty")
    if order.weighed_on > today:
        raise CaseFieldWrong(field="weighed_on", reason="in_future")
    if not may_read(order.tier, Reader(None, whole=True)):
        raise CaseFieldWrong(field="tier", reason="unknown")


def telling_parts(address: str) -> tuple[str, ...]:
    """The address, and each part of it that alone leads to the door: whatever holds a number (street, post code).

    A place name alone is no part: half a region lives there, and every file would be stopped.
    """
    parts = re.split(r"[,;\n]", address)
    telling = [part for part in parts if re.search(r"\d", part) and len(normal_form(part)) > 3]
    telling += re.findall(r"\b\d{4} ?[A-Za-z]{2}\b", address)
    telling += re.findall(r"[^\W\d_][\w'-]{4,} +\d+ ?[A-Za-z]?\b", address)
    return tuple(dict.fromkeys(part.strip() for part in (address, *telling) if part.strip()))


def telling_numbers(phone: str) -> tuple[str, ...]:
    """A phone number as kept and as one can dial it too: +31 6 ... is 06 ..., and the other way round."""
    digits = re.sub(r"\D", "", phone)
    own = digits.removeprefix("00").removeprefix("31").removeprefix("0")
    forms = (phone.strip(), f"0{own}", f"31{own}", f"0031{own}") if len(own) >= _SHORTEST_NUMBER else (phone.strip(),)
    return tuple(dict.fromkeys(form for form in forms if form))


def names_someone(code_name: str, alias: str) -> bool:
    """Whether a code name holds a telling word (three letters or more) of an alias, accents and capitals aside."""
    telling = {word for word in normal_form(alias).split() if len(word) > 2} - _FORMS_OF_ADDRESS
    return bool(telling & set(normal_form(code_name).split()))


def hold_in_force(facts: CaseFacts, moment: datetime) -> Hold | None:
    """The hold that keeps everybody from the suspect at `moment`: the one that lasts longest, or None."""
    standing = [hold for hold in facts.holds if holds_at(hold, moment)]
    return max(standing, key=lambda hold: hold.until.timestamp() if hold.until else float("inf"), default=None)


def holds_at(hold: Hold, moment: datetime) -> bool:
    """Whether a hold is in force at `moment`: not released, and its end (if any) still ahead."""
    return hold.released_at is None and (hold.until is None or moment < hold.until)


_FORMS_OF_ADDRESS = frozenset({"mevrouw", "meneer", "heer", "kind", "dochter", "zoon", "oma", "opa", "zaak", "case"})
