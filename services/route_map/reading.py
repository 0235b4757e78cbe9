"""One pass over the lists of a route map: rules, seats, attendance, measures, contacts, as frozen facts."""

import re

from yaml.nodes import Node, ScalarNode

from models.terms import Measure, MeetingKind, OrganisationKind, Phase, RuleForce, SeatRole
from services.route_map.facts import (
    CASE_HOLDER,
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
    Obligation,
    Rule,
    RuleKind,
    RulePartner,
    SeatRule,
    Terms,
    When,
)
from services.route_map.head import SERIES
from services.route_map.nodes import Source
from services.route_map.region import Region
from services.route_map.wordings import Explained, in_region

_RULE_ID = re.compile(r"[AHLT]-(?P<series>[A-Z]{2,8})-\d{1,3}[a-z]?|G-\d{1,3}")
_RULE_OPTIONAL = (
    "term role kind when until needs may_start_before with answers attendance gives then record explicit_always "
    "inferred guidance"
)


class Reading:
    """One pass over a file; remembers on which line each rule stands and where it is referred to.

    `explained` is the planner's own explanation of each rule; a rule that is not in it brings its own.
    """

    def __init__(self, source: Source, region: Region, explained: dict[str, Explained]) -> None:
        self.source, self.region, self.explained = source, region, explained
        self.rule_lines: dict[str, int] = {}
        self.references: list[tuple[str, Node]] = []

    def rule(self, node: Node) -> Rule:
        """A rule of the list `rules`."""
        fields = self.source.mapping(node, "id organisation force text_nl text_en", _RULE_OPTIONAL)
        rule_id = self._rule_id(fields["id"])
        record = self._both(fields["record"]) if "record" in fields else Explained()
        guidance = self._guidance(rule_id, fields)
        return Rule(
            id=rule_id,
            organisation=self._organisation(fields["organisation"], CHAIN),
            force=self.source.term(fields["force"], RuleForce, "unknown_force"),
            text_nl=self._wording(fields["text_nl"], "nl"),
            text_en=self._wording(fields["text_en"], "en"),
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
            record_nl=record.nl,
            record_en=record.en,
            explicit_always=self._flag(fields, "explicit_always"),
            guidance_nl=guidance.nl,
            guidance_en=guidance.en,
            term=self.source.text(fields["term"]) if "term" in fields else "",
            inferred=frozenset(
                self.source.term(item, Inferred, "unknown_inferred") for item in self._items(fields, "inferred")
            ),
        )

    def seat(self, node: Node) -> SeatRule:
        """A seat of the list `seats`."""
        fields = self.source.mapping(node, "phase organisation rules", "role when obligation")
        return SeatRule(
            phase=self._phase(fields["phase"]),
            organisation=self._organisation(fields["organisation"]),
            role=self._role(fields),
            rule_ids=self._references(fields, "rules"),
            when=self._when(fields),
            obligation=self._obligation(fields),
        )

    def attendance_rule(self, node: Node) -> AttendanceRule:
        """A minimum of the list `attendance`."""
        fields = self.source.mapping(node, "kinds rules required", "optional")
        return AttendanceRule(
            kinds=tuple(
                self.source.term(item, MeetingKind, "unknown_meeting") for item in self.source.items(fields["kinds"])
            ),
            groups=self._group_lists(fields),
            rule_ids=self._references(fields, "rules"),
        )

    def measure(self, node: Node) -> MeasureRule:
        """A weighing of the list `measures`."""
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
        """A contact of the list `contacts`."""
        fields = self.source.mapping(node, "phase between rules", "when settled_by settled_by_measure continuous")
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
            continuous=self._flag(fields, "continuous"),
        )

    def _rule_id(self, node: Node) -> str:
        rule_id = self.source.text(node)
        found = _RULE_ID.fullmatch(rule_id)
        if not found:
            self.source.wrong(node, "odd_id", rule_id)
        if found["series"] and found["series"] not in (*SERIES, self.region.own_rules):
            self.source.wrong(node, "foreign_id", rule_id)
        if rule_id in self.rule_lines:
            self.source.wrong(node, "duplicate_id", rule_id)
        self.rule_lines[rule_id] = node.start_mark.line + 1
        return rule_id

    def _wording(self, node: Node, language: str) -> str:
        return in_region(self.source, node, self.region, language)

    def _both(self, node: Node) -> Explained:
        fields = self.source.mapping(node, "nl en")
        return Explained(self._wording(fields["nl"], "nl"), self._wording(fields["en"], "en"))

    def _guidance(self, rule_id: str, fields: dict[str, Node]) -> Explained:
        if "guidance" in fields:
            return self._both(fields["guidance"])
        if rule_id not in self.explained:
            self.source.wrong(fields["id"], "missing_key", "guidance")
        return self.explained[rule_id]

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

    def _obligation(self, fields: dict[str, Node]) -> Obligation:
        given = fields.get("obligation")
        return self.source.term(given, Obligation, "unknown_obligation") if given else Obligation.MUST

    def _role(self, fields: dict[str, Node]) -> str:
        return self.source.term(fields["role"], SeatRole, "unknown_role").value if "role" in fields else ""

    def _partner(self, node: Node) -> RulePartner:
        if isinstance(node, ScalarNode):
            return RulePartner(self._organisation(node, *EVERYONE))
        fields = self.source.mapping(node, "organisation when")
        return RulePartner(self._organisation(fields["organisation"]), self._when(fields))

    def _end(self, node: Node) -> str:
        end = self.source.text(node)
        if end == CASE_HOLDER:
            return f"{self.region.case_holder}/{SeatRole.CASE_HOLDER}"
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
