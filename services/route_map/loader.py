"""From a region's file to a `RouteMap`, or a refusal that names file, line and reason.

A file either is whole, or is `based_on: shipped`: then it holds only what differs from the route map that comes along,
its due dates by rule, rules of its own, rules in place of those with the same id, and lists that replace a whole list.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from yaml.nodes import Node

from services.route_map.checks import check_order, check_references
from services.route_map.facts import RouteMap, Rule
from services.route_map.head import check_due, dues, region
from services.route_map.nodes import RouteMapWrong, Source, compose
from services.route_map.reading import Reading
from services.route_map.region import Region
from services.route_map.wordings import explanations

__all__ = ["RouteMapWrong", "load"]

T = TypeVar("T")
SHIPPED = Path(__file__).with_name("regional.yaml")
_HEAD, _LISTS = "version title_nl title_en region", "attendance seats measures contacts rules"
_BASE = "shipped"


def load(path: Path) -> RouteMap:
    """Read a region's route map and check the whole of it. Raises `RouteMapWrong` at the first fault."""
    source, root = compose(path)
    if not source.has(root, "based_on"):
        return _loaded(source, source.mapping(root, f"{_HEAD} {_LISTS}", "due"))
    top = source.mapping(root, f"{_HEAD} based_on", f"{_LISTS} due")
    if source.text(top["based_on"]) != _BASE:
        source.wrong(top["based_on"], "unknown_base", source.text(top["based_on"]))
    return _loaded(source, top, _shipped(region(source, top["region"])))


def _shipped(own: Region) -> RouteMap:
    """The route map that comes along, with another region's names and settings."""
    source, root = compose(SHIPPED)
    return _loaded(source, source.mapping(root, f"{_HEAD} {_LISTS}", "due"), own=own)


def _loaded(source: Source, top: dict[str, Node], base: RouteMap | None = None, own: Region | None = None) -> RouteMap:
    own = own or region(source, top["region"])
    read = Reading(source, own, explanations(own))
    rules = _joined(base.rules if base else (), _listed(source, top, "rules", read.rule, ()))
    route_map = RouteMap(
        region=own,
        version=source.text(top["version"]),
        title_nl=source.text(top["title_nl"]),
        title_en=source.text(top["title_en"]),
        rules=_with_dues(source, top, rules),
        seats=_listed(source, top, "seats", read.seat, base.seats if base else ()),
        attendance=_listed(source, top, "attendance", read.attendance_rule, base.attendance if base else ()),
        measures=_listed(source, top, "measures", read.measure, base.measures if base else ()),
        contacts=_listed(source, top, "contacts", read.contact, base.contacts if base else ()),
    )
    check_references(source, {rule.id for rule in rules}, read.references)
    check_order(source, rules, read.rule_lines)
    return route_map


def _listed(
    source: Source, top: dict[str, Node], name: str, one: Callable[[Node], T], inherited: tuple[T, ...]
) -> tuple[T, ...]:
    return tuple(one(node) for node in source.items(top[name])) if name in top else inherited


def _joined(base: tuple[Rule, ...], own: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The base's rules, each replaced by the own one of that id; further own rules stand at the end of their phase."""
    by_id = {rule.id: rule for rule in own}
    known = {rule.id for rule in base}
    joined = [_in_place_of(rule, by_id.get(rule.id, rule)) for rule in base]
    for rule in own:
        if rule.id not in known:
            places = [place for place, other in enumerate(joined, 1) if other.phase is rule.phase]
            joined.insert(max(places, default=len(joined)), rule)
    return tuple(joined)


def _in_place_of(rule: Rule, own: Rule) -> Rule:
    """A region's own rule takes the due date over of the rule it replaces, unless its force is another."""
    return replace(own, due=rule.due) if own.force is rule.force else own


def _with_dues(source: Source, top: dict[str, Node], rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules with the due dates of the table; a rule that the table leaves out keeps what it had."""
    if "due" not in top:
        return rules
    table = dues(source, top["due"])
    by_id = {rule.id: rule for rule in rules}
    for rule_id, node in source.entries(top["due"]):
        if rule_id not in by_id:
            source.wrong(node, "unknown_reference", rule_id)
        check_due(source, node, by_id[rule_id])
    return tuple(replace(rule, due=table.get(rule.id, rule.due)) for rule in rules)
