"""From the regional file to a `RouteMap`, or a refusal that names file, line and reason."""

import re
from pathlib import Path

from yaml.nodes import Node, ScalarNode

from models.terms import Measure, MeetingKind, OrganisationKind, Phase, RuleForce, SeatRole
from services.route_map.checks import check_order, check_references
from services.route_map.facts import (
    CHAIN,
    EVERY_VICTIM,
    EVERYONE,
    FIRST_VICTIM,
    LEAD,
    AttendanceGroups,
    AttendanceRule,
    ContactRule,
    Inferred,
    MeasureRule,
    RouteMap,
    Rule,
    RuleKind,
    RulePartner,
    SeatRule,
    Terms,
    When,
)
from services.route_map.nodes import RouteMapWrong, Source, compose

__all__ = ["RouteMapWrong", "load"]

_RULE_ID = re.compile(r"[AHLT]-[A-Z]+-\d+[a-z]?|G-\d+")
_RULE_OPTIONAL = (
    "role kind when until needs may_start_before with answers attendance gives then record explicit_always inferred"
)


def load(path: Path) -> RouteMap:
    """Read a region's route map and check the whole of it. Raises `RouteMapWrong` at the first fault."""
    source, root = compose(path)
    top = source.mapping(root, "version title_nl title_en attendance seats measures contacts rules")
    read = _Reading(source)
    rules = tuple(read.rule(node) for node in source.items(top["rules"]))
    route_map = RouteMap(
        version=source.text(top["version"]),
        title_nl=source.text(top["title_nl"]),
        title_en=source.text(top["title_en"]),
        rules=rules,
        seats=tuple(read.seat(node) for node in source.items(top["seats"])),
        attendance=tuple(read.attendance_rule(node) for node in source.items(top["attendance"])),
        measures=tuple(read.measure(node) for node in source.items(top["measures"])),
        contacts=tuple(read.contact(node) for node in source.items(top["contacts"])),
    )
    check_references(source, set(read.rule_lines), read.references)
    check_order(source, rules, read.rule_lines)
    return route_map


class _Reading:
    """One pass over a file; remembers on which line each rule stands and where it is referred to."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.rule_lines: dict[str, int] = {}
        self.references: list[tuple[str, Node]] = []

    def rule(self, node: Node) -> Rule:
        fields = self.source.mapping(node, "id organisation force text_nl text_en", _RULE_OPTIONAL)
        record = self.source.mapping(fields["record"], "nl en") if "record" in fields else {}
        return Rule(
            id=self._rule_id(fields["id"]),
            organisation=self._organisation(fields["organisation"], CHAIN),
            force=self.source.term(fields["force"], RuleForce, "unknown_force"),
            text_nl=self.source.text(fields["text_nl"]),
            text_en=self.source.text(fields["text_en"]),
            role=self._role(fields),
            kind=self.source.term(fields["kind"], RuleKind, "unknown_kind") if "kind" in fields else RuleKind.STEP,
            when=self._when(fields),
            until=self.source.term(fields["until"], When, "unknown_when") if "until" in fields else None,
            needs=self._references(fields, "needs"),
            may_start_before=self._flag(fields, "may_start_before"),
            partners=tuple(self._partner(item) for item in self._items(fields, "with")),
            answers=self._references(fields, "answers"),
            attendance=self._groups(fields["attendance"]) if "attendance" in fields else None,
            gives=self.source.text(fields["gives"]) if "gives" in fields else "",
            then_tell=self._organisation(fields["then"]) if "then" in fields else "",
            record_nl=self.source.text(record["nl"]) if record else "",
            record_en=self.source.text(record["en"]) if record else "",
            explicit_always=self._flag(fields, "explicit_always"),
            inferred=frozenset(
                self.source.term(item, Inferred, "unknown_inferred") for item in self._items(fields, "inferred")
            ),
        )

    def seat(self, node: Node) -> SeatRule:
        fields = self.source.mapping(node, "phase organisation rules", "role when")
        return SeatRule(
            phase=self._phase(fields["phase"]),
            organisation=self._organisation(fields["organisation"]),
            role=self._role(fields),
            rule_ids=self._references(fields, "rules"),
            when=self._when(fields),
        )

    def attendance_rule(self, node: Node) -> AttendanceRule:
        fields = self.source.mapping(node, "kinds rules required", "optional")
        return AttendanceRule(
            kinds=tuple(
                self.source.term(item, MeetingKind, "unknown_meeting") for item in self.source.items(fields["kinds"])
            ),
            groups=self._group_lists(fields),
            rule_ids=self._references(fields, "rules"),
        )

    def measure(self, node: Node) -> MeasureRule:
        fields = self.source.mapping(node, "phase measure organisation rules must_record", "when")
        return MeasureRule(
            phase=self._phase(fields["phase"]),
            measure=self.source.term(fields["measure"], Measure, "unknown_measure"),
            organisation=self._organisation(fields["organisation"]),
            rule_ids=self._references(fields, "rules"),
            must_record=self.source.boolean(fields["must_record"]),
            when=self._when(fields),
        )

    def contact(self, node: Node) -> ContactRule:
        fields = self.source.mapping(node, "phase between rules", "when settled_by settled_by_measure")
        ends = tuple(self._end(item) for item in self.source.items(fields["between"]))
        if len(ends) != 2:
            self.source.wrong(fields["between"], "not_two_ends")
        measure = fields.get("settled_by_measure")
        return ContactRule(
            phase=self._phase(fields["phase"]),
            between=(ends[0], ends[1]),
            rule_ids=self._references(fields, "rules"),
            when=self._when(fields),
            settled_by=tuple(self._organisation(item) for item in self._items(fields, "settled_by")),
            settled_by_measure=self.source.term(measure, Measure, "unknown_measure") if measure else None,
        )

    def _rule_id(self, node: Node) -> str:
        rule_id = self.source.text(node)
        if not _RULE_ID.fullmatch(rule_id):
            self.source.wrong(node, "odd_id", rule_id)
        if rule_id in self.rule_lines:
            self.source.wrong(node, "duplicate_id", rule_id)
        self.rule_lines[rule_id] = node.start_mark.line + 1
        return rule_id

    def _references(self, fields: dict[str, Node], key: str) -> tuple[str, ...]:
        nodes = self._items(fields, key)
        ids = tuple(self.source.text(item) for item in nodes)
        self.references.extend(zip(ids, nodes, strict=True))
        return ids

    def _items(self, fields: dict[str, Node], key: str) -> list[Node]:
        return list(self.source.items(fields[key])) if key in fields else []

    def _flag(self, fields: dict[str, Node], key: str) -> bool:
        return self.source.boolean(fields[key]) if key in fields else False

    def _phase(self, node: Node) -> Phase:
        phase = self.source.term(node, Phase, "unknown_phase")
        if phase not in (Phase.HIGH, Phase.LOW):
            self.source.wrong(node, "unknown_phase", phase)
        return phase

    def _organisation(self, node: Node, *also: str) -> str:
        key = self.source.text(node)
        if key not in list(OrganisationKind) and key not in also:
            self.source.wrong(node, "unknown_organisation", key)
        return key

    def _role(self, fields: dict[str, Node]) -> str:
        return self.source.term(fields["role"], SeatRole, "unknown_role").value if "role" in fields else ""

    def _partner(self, node: Node) -> RulePartner:
        if isinstance(node, ScalarNode):
            return RulePartner(self._organisation(node, *EVERYONE))
        fields = self.source.mapping(node, "organisation when")
        return RulePartner(self._organisation(fields["organisation"]), self._when(fields))

    def _end(self, node: Node) -> str:
        end = self.source.text(node)
        organisation, slash, role = end.partition("/")
        if end in (LEAD, EVERY_VICTIM, FIRST_VICTIM):
            return end
        if organisation not in list(OrganisationKind):
            self.source.wrong(node, "unknown_organisation", organisation)
        if slash and role not in list(SeatRole):
            self.source.wrong(node, "unknown_role", role)
        return end

    def _groups(self, node: Node) -> AttendanceGroups:
        return self._group_lists(self.source.mapping(node, "required", "optional"))

    def _group_lists(self, fields: dict[str, Node]) -> AttendanceGroups:
        required = [
            frozenset(self._organisation(item) for item in self.source.items(group))
            for group in self.source.items(fields["required"])
        ]
        if not all(required):
            self.source.wrong(fields["required"], "empty_group")
        optional = frozenset(self._organisation(item) for item in self._items(fields, "optional"))
        return AttendanceGroups(tuple(required), optional)

    def _when(self, fields: dict[str, Node]) -> Terms:
        node = fields.get("when")
        if node is None:
            return ()
        if isinstance(node, ScalarNode):
            return (frozenset({self.source.term(node, When, "unknown_when")}),)
        return tuple(self._when_group(item) for item in self.source.items(node))

    def _when_group(self, node: Node) -> frozenset[When]:
        if isinstance(node, ScalarNode):
            return frozenset({self.source.term(node, When, "unknown_when")})
        group = list(self.source.items(self.source.mapping(node, "any")["any"]))
        if not group:
            self.source.wrong(node, "empty_group")
        return frozenset(self.source.term(item, When, "unknown_when") for item in group)
