"""What the instruments and the weighings on record answer. Pure; the table of all rules stands in `shown`."""

from collections.abc import Iterable
from datetime import date

from models.terms import Instrument, Measure, MeasureOutcome, OrganisationKind, RuleForce
from services.cases.facts import Assessment, Weighing
from services.duties.course import risk_of, sash, sash_outdated_since
from services.duties.facts import Evidence, Note, Shown
from services.route_map.facts import RouteMap
from services.route_map.rules import network_seats
from services.scheduling.facts import local_day

_RN, _OM, _VT = OrganisationKind.RECLASSERING, OrganisationKind.OPENBAAR_MINISTERIE, OrganisationKind.VEILIG_THUIS
_POLICE = OrganisationKind.POLITIE
ALSO_WEIGHED: dict[str, tuple[Measure, ...]] = {
    "H-OM-3": (Measure.ARREST,),
    "H-RN-1": (Measure.BEHAVIOUR_ORDER,),
}
"""Measures of a rule beside those for which the regional file wants a weighing."""


def sash_made(_: RouteMap, evidence: Evidence) -> Shown:
    """A-POL-2: the SASH is on record, settled with Veilig Thuis where that is competent, and not overtaken."""
    found = sash(evidence)
    if found is None:
        return Shown()
    note = _told("sash", found)
    if since := sash_outdated_since(evidence):
        return Shown(notes=(note, Note("sash_outdated", {"since": since})))
    if evidence.facts.veilig_thuis_competent and not found.coordinated_with_veilig_thuis:
        return Shown(notes=(note, Note("sash_not_coordinated")))
    return Shown(settled=True, notes=(note,), on=found.assessed_on)


def gate(_: RouteMap, evidence: Evidence) -> Shown:
    """G-1: a SASH gives the risk level on which the case runs."""
    found = sash(evidence)
    if found is None or sash_outdated_since(evidence):
        return Shown()
    risk, note = risk_of(found.outcome), _told("sash", found)
    if risk is not None and risk is not evidence.facts.risk:
        return Shown(notes=(note, Note("risk_differs", {"risk": evidence.facts.risk})))
    return Shown(settled=True, notes=(note,), on=found.assessed_on)


def sash_coordinated(_: RouteMap, evidence: Evidence) -> Shown:
    """A-VT-1: the SASH was settled with Veilig Thuis, which is how its information reached the police."""
    found = sash(evidence)
    if found is None or not found.coordinated_with_veilig_thuis:
        return Shown()
    return Shown(settled=True, notes=(_told("sash_coordinated", found),), on=found.assessed_on)


def veilig_thuis_told(_: RouteMap, evidence: Evidence) -> Shown:
    """A-POL-3: Veilig Thuis settled the SASH, assessed the safety, or has a recorded line with the police."""
    notes, days = [], []
    if (found := sash(evidence)) and found.coordinated_with_veilig_thuis:
        notes.append(_told("sash_coordinated", found))
        days.append(found.assessed_on)
    if vhb := evidence.facts.assessment(Instrument.SAFETY_ASSESSMENT):
        notes.append(_told("assessed", vhb))
        days.append(vhb.assessed_on)
    if tuple(sorted((_POLICE.value, _VT.value))) in {tuple(sorted(line)) for line in evidence.facts.recorded_lines}:
        notes.append(Note("line", {"first": _POLICE.value, "second": _VT.value}))
    return Shown(settled=bool(notes), notes=tuple(notes), on=max(days, default=None))


def safety_assessed(_: RouteMap, evidence: Evidence) -> Shown:
    """A-VT-3: the outcome of the safety assessment is on record."""
    return _assessed(evidence.facts.assessment(Instrument.SAFETY_ASSESSMENT), "assessed")


def risc_made(_: RouteMap, evidence: Evidence) -> Shown:
    """A-RN-1: the outcome of the RISC is on record."""
    return _assessed(evidence.facts.assessment(Instrument.RISC), "risc")


def prosecution_knows_sash(_: RouteMap, evidence: Evidence) -> Shown:
    """A-OM-1: the SASH stands in the file and the prosecution has a seat in the case, so it reads the outcome."""
    found = sash(evidence)
    seat = next((seat for seat in network_seats(evidence.facts) if seat.organisation == _OM), None)
    if found is None or seat is None or sash_outdated_since(evidence):
        return Shown()
    there = Note("seat", {"organisation": seat.organisation, "role": seat.role, "name": seat.name})
    return Shown(settled=True, notes=(_told("sash", found), there), on=found.assessed_on)


def probation_advised(_: RouteMap, evidence: Evidence) -> Shown:
    """A-RN-3: probation advised a measure."""
    return _weighings(w for w in evidence.facts.weighings if w.organisation == _RN and w.outcome in _ADVISED)


def ban_advised(_: RouteMap, evidence: Evidence) -> Shown:
    """H-OM-4: probation advised for or against a contact or location ban, so it was asked."""
    asked = (MeasureOutcome.ADVISED, MeasureOutcome.NOT_ADVISED)
    return _weighings(
        w
        for w in evidence.facts.weighings
        if w.organisation == _RN and w.measure is Measure.CONTACT_OR_LOCATION_BAN and w.outcome in asked
    )


def psychologist_weighed(_: RouteMap, evidence: Evidence) -> Shown:
    """H-VT-2, T-CR-4: whether the investigative psychologist thinks along was weighed."""
    return _weighings(w for w in evidence.facts.weighings if w.measure is Measure.INVESTIGATIVE_PSYCHOLOGIST)


def marker_applied(_: RouteMap, evidence: Evidence) -> Shown:
    """T-CR-8: the location or person marker stands in the dispatch system."""
    return _weighings(
        w
        for w in evidence.facts.weighings
        if w.measure is Measure.LOCATION_OR_PERSON_MARKER and w.outcome is MeasureOutcome.APPLIED
    )


def weighed(route_map: RouteMap, rule_id: str, evidence: Evidence) -> Shown | None:
    """What the register says to a rule that wants something weighed; None for a rule of another sort.

    A weighing whose day to weigh again has come is open again.
    """
    rule = route_map.rule(rule_id)
    if rule.force not in (RuleForce.CONSIDER, RuleForce.CONSIDER_RECORD):
        return None
    wanted = {m.measure for m in route_map.measures if rule_id in m.rule_ids and m.organisation == rule.organisation}
    wanted |= set(ALSO_WEIGHED.get(rule_id, ()))
    today = local_day(evidence.now)
    found = [
        w
        for w in evidence.facts.weighings
        if w.measure in wanted and w.organisation == rule.organisation and w.reason.strip()
    ]
    past = [w for w in found if w.weigh_again_on and w.weigh_again_on <= today]
    if past:
        again = tuple(Note("weigh_again", {"on": w.weigh_again_on, "measure": w.measure}, w.tier) for w in past)
        return Shown(notes=(*_notes(found), *again))
    return _weighings(found, weighed=True)


_ADVISED = (MeasureOutcome.ADVISED,)


def _weighings(found: Iterable[Weighing], *, weighed: bool = False) -> Shown:
    there = tuple(found)
    newest: date | None = max((w.weighed_on for w in there if w.weighed_on), default=None)
    return Shown(settled=bool(there), notes=_notes(there), on=newest, weighed=weighed)


def _notes(found: Iterable[Weighing]) -> tuple[Note, ...]:
    return tuple(
        Note(
            "weighing",
            {"measure": w.measure, "organisation": w.organisation, "outcome": w.outcome, "on": w.weighed_on},
            w.tier,
        )
        for w in found
    )


def _assessed(found: Assessment | None, key: str) -> Shown:
    return Shown(settled=True, notes=(_told(key, found),), on=found.assessed_on) if found else Shown()


def _told(key: str, found: Assessment) -> Note:
    return Note(key, {"outcome": found.outcome, "on": found.assessed_on, "by": found.by_organisation})
