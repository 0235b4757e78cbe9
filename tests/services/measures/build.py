"""Orders and facts for the tests of measures."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.casework import Case
from models.terms import CaseId, Known, Measure, MeasureOutcome, Relation, Risk
from services.cases.facts import CaseFacts, Weighing
from services.errors import ServiceError
from services.measures.orders import WeighMeasure
from services.unit_of_work import Work

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def weighing_order(case_id: str = "c", **about: object) -> WeighMeasure:
    """A weighing that may be recorded, but for `about`."""
    right = WeighMeasure(case_id, Measure.ARREST, "OM", MeasureOutcome.POSTPONED, "Eerst horen.", TODAY)
    return replace(right, **about)


def behaviour_order(case_id: str = "c", days: int = 90, **about: object) -> WeighMeasure:
    """A behaviour order applied today."""
    fields = {
        "measure": Measure.BEHAVIOUR_ORDER,
        "outcome": MeasureOutcome.APPLIED,
        "reason": "Dreiging met de kinderen.",
        "valid_from": TODAY,
        "valid_until": TODAY + timedelta(days=days),
    }
    return weighing_order(case_id, **(fields | about))


def facts(**about: object) -> CaseFacts:
    """A low-risk case in which all that is asked is known."""
    right = CaseFacts(
        id=CaseId("c"),
        code="T-1",
        code_name="Zaak Mus",
        risk=Risk.LOW,
        relation=Relation.EX_PARTNER,
        veilig_thuis_competent=True,
        complaint=Known.NO,
        serious_grounds=Known.YES,
        threats_or_violence=Known.NO,
        stalking_active=Known.YES,
    )
    return replace(right, **about)


def applied(**about: object) -> Weighing:
    """A behaviour order in force for its first ninety days."""
    right = Weighing(
        measure=Measure.BEHAVIOUR_ORDER,
        organisation="OM",
        outcome=MeasureOutcome.APPLIED,
        reason="Nodig.",
        tier="partners",
        weighed_on=TODAY,
        id="w1",
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=90),
    )
    return replace(right, **about)


def set_facts(work: Work, case_id: str, **about: object) -> None:
    """Puts facts of a case straight into its row."""
    with work.upkeep() as tx:
        row = tx.session.get_one(Case, case_id)
        for name, value in about.items():
            setattr(row, name, value)
        tx.add(row)


def refused(kind: type[ServiceError], act: Callable[[], object]) -> tuple[object, ...]:
    """The fields that say why something was refused: field and reason."""
    with pytest.raises(kind) as found:
        act()
    assert type(found.value) is kind
    return tuple(found.value.fields[name] for name in ("field", "reason") if name in found.value.fields)
