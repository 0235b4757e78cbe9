"""The hours in which a region meets, as they stand under `planning` in the head of its file."""

import re
from datetime import time

from yaml.nodes import Node, ScalarNode

from models.terms import MeetingKind, Risk
from services.route_map.nodes import Source
from services.route_map.region import Planning, Target

NO_LUNCH = "none"
_FIELDS = "notice_minutes lunch day_start day_end travel_minutes targets"
_CLOCK = re.compile("([01][0-9]|2[0-3]):([0-5][0-9])")
_LONGEST_NOTICE, _LONGEST_TRAVEL, _LONGEST_WAIT = 14 * 24 * 60, 240, 260
_BY_RISK = (Risk.HIGH, Risk.MEDIUM, Risk.LOW)
_SHORTEST_DAY = 60
"""Minutes. A day in which hardly any meeting fits is a slip of the pen."""


def planning(source: Source, node: Node) -> Planning:
    """What a region settles about its meetings; what it leaves out stays as the planner proposes it."""
    fields, ours = source.mapping(node, "", _FIELDS), Planning()
    opens = _clock(source, fields["day_start"]) if "day_start" in fields else ours.day_start
    closes = _clock(source, fields["day_end"]) if "day_end" in fields else ours.day_end
    if _minutes(closes) - _minutes(opens) < _SHORTEST_DAY:
        source.wrong(fields.get("day_end") or fields["day_start"], "odd_day")
    return Planning(
        notice_minutes=_number(source, fields, "notice_minutes", ours.notice_minutes, _LONGEST_NOTICE),
        lunch=_lunch(source, fields["lunch"], opens, closes) if "lunch" in fields else _within(ours, opens, closes),
        day_start=opens,
        day_end=closes,
        travel_minutes=_number(source, fields, "travel_minutes", ours.travel_minutes, _LONGEST_TRAVEL),
        targets=_targets(source, fields["targets"]) if "targets" in fields else ours.targets,
    )


def _number(source: Source, fields: dict[str, Node], name: str, ours: int, most: int) -> int:
    return source.whole_number(fields[name], 0, most) if name in fields else ours


def _clock(source: Source, node: Node) -> time:
    """A time of day. Without quotes YAML reads 17:30 as a number."""
    found = _CLOCK.fullmatch(node.value) if isinstance(node, ScalarNode) else None
    if found is None:
        source.wrong(node, "odd_clock", str(node.value) if isinstance(node, ScalarNode) else "")
    return time(int(found[1]), int(found[2]))


def _lunch(source: Source, node: Node, opens: time, closes: time) -> tuple[time, time] | None:
    """From and until, within the day and leaving time on both sides of it; or the word for none."""
    if isinstance(node, ScalarNode):
        return None if source.text(node) == NO_LUNCH else source.wrong(node, "odd_lunch")
    parts = [_clock(source, part) for part in source.items(node)]
    if len(parts) != 2 or not opens < parts[0] < parts[1] < closes:
        source.wrong(node, "odd_lunch")
    return parts[0], parts[1]


def _within(ours: Planning, opens: time, closes: time) -> tuple[time, time] | None:
    """The lunch that we propose, where it falls within a region's own day."""
    return ours.lunch if ours.lunch and opens < ours.lunch[0] < ours.lunch[1] < closes else None


def _targets(source: Source, node: Node) -> tuple[Target, ...]:
    """Working days by kind of meeting and risk. A higher risk cannot wait longer: that would be a slip of the pen."""
    found: list[Target] = []
    for kind, by_risk in source.mapping(node, "", " ".join(MeetingKind)).items():
        named = source.mapping(by_risk, "", " ".join(_BY_RISK))
        days = [(risk, source.whole_number(named[risk], 1, _LONGEST_WAIT)) for risk in _BY_RISK if risk in named]
        if [amount for _, amount in days] != sorted(amount for _, amount in days):
            source.wrong(by_risk, "odd_target")
        found += [Target(MeetingKind(kind), risk, amount) for risk, amount in days]
    return tuple(found)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
