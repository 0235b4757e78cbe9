"""What must hold between the rules of a route map: every reference leads somewhere, and no rule waits for itself."""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from yaml.nodes import Node

from services.route_map.facts import Rule
from services.route_map.nodes import Source


def check_references(source: Source, known: set[str], references: Iterable[tuple[str, Node]]) -> None:
    """Refuse the first reference to a rule that is not there."""
    for rule_id, node in references:
        if rule_id not in known:
            source.wrong(node, "unknown_reference", rule_id)


def check_order(source: Source, rules: tuple[Rule, ...], lines: dict[str, int]) -> None:
    """Refuse rules that wait for each other in a ring; names the first line of the ring that stands in this file."""
    try:
        TopologicalSorter({rule.id: rule.needs for rule in rules}).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1]
        source.wrong(min(lines[rule_id] for rule_id in ring if rule_id in lines), "cycle", " > ".join(reversed(ring)))
