"""Orders for the tests of case files, and a look at the bare rows."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import select

from models.terms import Instrument, Relation, Risk
from services.cases.checks import CaseFieldWrong
from services.cases.facts import Assessment, CaseFacts
from services.cases.orders import EditCore, NewCase
from services.unit_of_work import Work
from tests.planned import PERSONS

TODAY = date(2026, 11, 23)
SASH = Assessment(Instrument.SASH, "hoog", TODAY, "politie")


def order(**about: object) -> NewCase:
    fields: dict = {
        "code": "T-1",
        "code_name": "Zaak Mus",
        "risk": Risk.HIGH,
        "relation": Relation.EX_PARTNER,
        "persons": PERSONS,
    }
    return NewCase(**(fields | about))


def rows(work: Work, kind: type) -> list:
    with work.database.reading() as session:
        return list(session.exec(select(kind)).all())


def wrong(act: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(CaseFieldWrong) as refused:
        act()
    return refused.value.fields["field"], refused.value.fields["reason"]


def edit(facts: CaseFacts, **about: object) -> EditCore:
    same = {name: getattr(facts, name) for name in EditCore.__dataclass_fields__ if name != "case_id"}
    if not facts.competence_reason:
        same["veilig_thuis_competent"] = None  # as the form does: by the relation, until somebody says otherwise
    return EditCore(**(same | {"case_id": facts.id} | about))
