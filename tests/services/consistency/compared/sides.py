"""Conditions and the people of a case, for the tests of this room."""

from typing import Any

from models.terms import ConditionKind, PersonRole, Relation, Risk, Tier
from services.cases.facts import CaseFacts, CasePerson
from services.consistency.facts import Statement
from services.vocabulary.facts import Norm
from services.vocabulary.rules import norm_of

ROLES = {"P1": PersonRole.VICTIM, "P2": PersonRole.SUSPECT, "P3": PersonRole.CHILD, "P4": PersonRole.CHILD}
ALIASES = {"P1": "Mevrouw Z.", "P2": "De heer V.", "P3": "Kind L.", "P4": "Kind M."}


def read(**fields: Any) -> Norm:
    """A norm from its plain form; `from` and `if` are written `from_` and `if_`."""
    return norm_of({key.rstrip("_"): value for key, value in fields.items()})


def side(number: int, *reading: Norm, **fields: Any) -> Statement:
    """A condition with these norms, or without a reading where none is given and `reading` is not either."""
    given = {"id": f"k{number}", "author": "VT", "kind": ConditionKind.CONTACT, "text": "", "tier": Tier.PARTNERS}
    return Statement(**(given | {"number": number, "reading": reading or None} | fields))


def case(*persons: str, risk: Risk = Risk.HIGH) -> CaseFacts:
    """A case with these of the people above."""
    people = tuple(CasePerson(id=ref, ref=ref, role=ROLES[ref], alias=ALIASES[ref]) for ref in persons)
    return CaseFacts(
        id="case",
        code="X-01",
        code_name="Proef",
        risk=risk,
        relation=Relation.EX_PARTNER,
        veilig_thuis_competent=True,
        persons=people,
    )
