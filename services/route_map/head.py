"""The head of a region's file: its settings and its due dates."""

import re

from yaml.nodes import Node, ScalarNode

from models.terms import MeetingKind, OrganisationKind, Risk, RuleForce, SeatRole
from services.route_map.facts import Rule
from services.route_map.nodes import Source
from services.route_map.planning import planning
from services.route_map.region import Cadence, Due, DueUnit, EitherOrBoth, Label, Planning, Region, Reviews

SERIES = frozenset({"POL", "VT", "RN", "OM", "CR", "CH", "TH", "OVJ"})
"""What the route map's own rules carry after the letter of the phase."""
NO_DUE = "none"
_LETTERS = re.compile("[A-Z]{2,8}")
_LONGEST = {DueUnit.HOURS: 24 * 14, DueUnit.WORKING_DAYS: 260, DueUnit.DAYS: 366}
_LONGEST_SILENCE, _LONGEST_UNSEEN, _BY_RISK = 366, 52, (Risk.HIGH, Risk.MEDIUM, Risk.LOW)
_NEVER_DUE = frozenset({RuleForce.ONGOING, RuleForce.PROHIBIT, RuleForce.OPTIONAL})
_NAMED = f"{MeetingKind.ACTION_MEETING} {MeetingKind.CASE_CONFERENCE}"
"""What the texts of the rules leave to the region to name."""
_MAY_BE_NAMED = " ".join((*MeetingKind, *SeatRole, *OrganisationKind))


def region(source: Source, node: Node) -> Region:
    """The settings under `region`. Every one must be there, as none can be guessed for a region; but for the hours of
    its meetings and the weeks until a review, which begin as our proposal."""
    needed = "id name own_rules labels vt_vhh lead_without_vt case_holder cadence"
    fields = source.mapping(node, needed, "planning review_weeks")
    lead = _organisation(source, fields["lead_without_vt"])
    if lead == OrganisationKind.VEILIG_THUIS:
        source.wrong(fields["lead_without_vt"], "lead_is_vt")
    return Region(
        id=source.text(fields["id"]),
        name=source.text(fields["name"]),
        own_rules=_own_rules(source, fields["own_rules"]),
        labels=_labels(source, fields["labels"]),
        vt_vhh=source.term(fields["vt_vhh"], EitherOrBoth, "unknown_reading"),
        lead_without_vt=lead,
        case_holder=_organisation(source, fields["case_holder"]),
        cadence=_cadence(source, fields["cadence"]),
        planning=planning(source, fields["planning"]) if "planning" in fields else Planning(),
        reviews=_reviews(source, fields["review_weeks"]) if "review_weeks" in fields else Reviews(),
    )


def dues(source: Source, node: Node) -> dict[str, Due | None]:
    """The table under `due`, by rule id; None where a region says `none`: no term for this rule."""
    return {rule_id: _due(source, value) for rule_id, value in source.entries(node)}


def check_due(source: Source, node: Node, rule: Rule) -> None:
    """Refuse a due date for a rule that can have none: what goes on, what must not happen, what one may leave."""
    if rule.force in _NEVER_DUE:
        source.wrong(node, "no_due_here", rule.id)


def _due(source: Source, node: Node) -> Due | None:
    if isinstance(node, ScalarNode):
        return None if source.text(node) == NO_DUE else source.wrong(node, "wrong_type", "mapping")
    fields = source.mapping(node, "amount unit confirmed", "medium")
    unit = source.term(fields["unit"], DueUnit, "unknown_unit")
    return Due(
        amount=source.whole_number(fields["amount"], 1, _LONGEST[unit]),
        unit=unit,
        confirmed=source.boolean(fields["confirmed"]),
        medium=source.whole_number(fields["medium"], 1, _LONGEST[unit]) if "medium" in fields else None,
    )


def _labels(source: Source, node: Node) -> tuple[Label, ...]:
    named = source.mapping(node, _NAMED, _MAY_BE_NAMED)
    words = {key: source.mapping(label, "nl en") for key, label in named.items()}
    return tuple(Label(key, source.text(word["nl"]), source.text(word["en"])) for key, word in words.items())


def _cadence(source: Source, node: Node) -> Cadence:
    """Days by risk."""
    return Cadence(*_by_risk(source, node, _LONGEST_SILENCE, "odd_cadence"))


def _reviews(source: Source, node: Node) -> Reviews:
    """Weeks by risk."""
    return Reviews(*_by_risk(source, node, _LONGEST_UNSEEN, "odd_reviews"))


def _by_risk(source: Source, node: Node, longest: int, fault: str) -> tuple[int, int, int]:
    """High, medium and low. Higher risk cannot wait longer: that would be a slip of the pen."""
    fields = source.mapping(node, " ".join(_BY_RISK))
    high, medium, low = (source.whole_number(fields[risk], 1, longest) for risk in _BY_RISK)
    if not high <= medium <= low:
        source.wrong(node, fault)
    return high, medium, low


def _own_rules(source: Source, node: Node) -> str:
    letters = source.text(node)
    if not _LETTERS.fullmatch(letters) or letters in SERIES:
        source.wrong(node, "odd_letters", letters)
    return letters


def _organisation(source: Source, node: Node) -> str:
    return source.term(node, OrganisationKind, "unknown_organisation").value
