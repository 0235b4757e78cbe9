"""Pure rules of the case file: what may be entered, who is competent, when a hold is in force."""

import re
from datetime import datetime

from models.terms import PersonRole, Relation
from services.cases.facts import CaseFacts, Hold, NewCase
from services.errors import ServiceError
from services.relations.rules import normal_form

_DOMESTIC = frozenset({Relation.EX_PARTNER, Relation.PARTNER, Relation.FAMILY, Relation.HOUSEHOLD})
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,19}")


class CaseFieldWrong(ServiceError):
    """A field of the case file cannot be kept like this. Fields: `field`, `reason`."""

    code = "cases.field_wrong"


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
    for person in order.persons:
        if not person.alias.strip() or len(person.alias) > 80:
            raise CaseFieldWrong(field="alias", reason="length")
        if names_someone(order.code_name, person.alias):
            raise CaseFieldWrong(field="code_name", reason="names_a_person")


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
