"""Orders that tests of several screens share."""

from models.terms import PersonRole, Relation, Risk
from services.cases.orders import NewCase, NewPerson


def a_new_case(**about: object) -> NewCase:
    """A small case that can be opened."""
    fields: dict = {
        "code": "H-01",
        "code_name": "Zaak Heggemus",
        "risk": Risk.HIGH,
        "relation": Relation.EX_PARTNER,
        "persons": (
            NewPerson("P1", PersonRole.VICTIM, "Mevrouw W.", address="Dorpsstraat 1", address_secret=True),
            NewPerson("P2", PersonRole.SUSPECT, "De heer D."),
        ),
    }
    return NewCase(**(fields | about))
