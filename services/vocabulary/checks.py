"""What the lists of a vocabulary say about each other: nothing that is not there, no slot an act lacks, no circle."""

import re
from collections.abc import Mapping

from yaml.nodes import Node

from models.terms import OrganisationKind
from services.route_map.nodes import Source
from services.vocabulary.facts import Act, Vocabulary
from services.vocabulary.reading import PICKS, TYPES, plain_state
from services.vocabulary.standing import FACTS

_COPIED = re.compile(r"\$(?:owner\()?(?P<slot>[a-z]+)\)?")


def check_relations(source: Source, top: Mapping[str, Node], found: Vocabulary) -> None:
    """Refuse, with its line, the first entry of `top` that names what the vocabulary does not have."""
    for node in _nodes(source, top, "acts"):
        _check_act(source, node, found)
    for node in _nodes(source, top, "part_of"):
        _check_part(source, node, found)
    for node in _nodes(source, top, "excludes"):
        _check_exclusion(source, node, found)
    for node in _nodes(source, top, "requires"):
        _check_requirement(source, node, found)
    for node in _nodes(source, top, "standing"):
        _check_standing(source, node, found)
    _check_circles(source, top, found)


def check_presence(source: Source, node: Node, found: Vocabulary) -> None:
    """Refuse presence that is no act with a doer and a place."""
    then = dict(source.entries(node))["then"]
    act = _act(source, then, found)
    for slot in ("by", "at"):
        _slot_of(source, then, act, slot)


def _nodes(source: Source, top: Mapping[str, Node], name: str) -> list[Node]:
    return list(source.items(top[name])) if name in top else []


def _check_act(source: Source, node: Node, found: Vocabulary) -> None:
    fields = dict(source.entries(node))
    for item in source.items(fields["is_a"]) if "is_a" in fields else ():
        _act(source, item, found)
    for slot, value in source.entries(fields["offers"]) if "offers" in fields else ():
        _slot_of(source, value, found.acts[source.text(fields["id"])], slot)
        for offer in _texts(source, value):
            if offer not in (*PICKS, *TYPES) and offer not in found.terms:
                source.wrong(value, "unknown_term", offer)
    if "achieves" in fields:
        term = found.terms.get(source.text(fields["achieves"]))
        if term is None or term.type != "event":
            source.wrong(fields["achieves"], "unknown_term", source.text(fields["achieves"]))


def _check_part(source: Source, node: Node, found: Vocabulary) -> None:
    """Both must be known; but part of an organisation or of a group of people may be whoever takes part in a case."""
    part, whole = source.items(node)
    name = source.text(whole)
    _check_term(source, whole, name, found)
    if name in found.terms and found.terms[name].type != "actor":
        _check_term(source, part, source.text(part), found)


def _check_exclusion(source: Source, node: Node, found: Vocabulary) -> None:
    fields = dict(source.entries(node))
    for item in source.items(fields["acts"]):
        act = _act(source, item, found)
        for slot in source.items(fields["same"]):
            _slot_of(source, slot, act, source.text(slot))


def _check_requirement(source: Source, node: Node, found: Vocabulary) -> None:
    fields = dict(source.entries(node))
    act, then = _act(source, fields["act"], found), _act(source, fields["then"], found)
    for slot, value in source.entries(fields["where_slot"]) if "where_slot" in fields else ():
        _slot_of(source, value, act, slot)
        _check_term(source, value, source.text(value), found)
    for slot, value in source.entries(fields["map"]):
        _slot_of(source, value, then, slot)
        for text in _texts(source, value):
            _check_filling(source, value, text, act, found)


def _texts(source: Source, node: Node) -> list[str]:
    return [source.text(item) for item in source.items(node)] if isinstance(node.value, list) else [source.text(node)]


def _check_filling(source: Source, node: Node, text: str, act: Act, found: Vocabulary) -> None:
    """`$slot`, `$owner(slot)`, a term, or a term of an owner: `address_home:$owner(at)`."""
    term, _, owner = text.rpartition(":")
    if term or not owner.startswith("$"):
        _check_term(source, node, term or owner, found)
    if "$" in owner:
        copied = _COPIED.fullmatch(owner)
        if copied is None:
            source.wrong(node, "odd_place", owner)
        _slot_of(source, node, act, copied["slot"])


def _check_standing(source: Source, node: Node, found: Vocabulary) -> None:
    fields = dict(source.entries(node))
    act = _act(source, fields["act"], found)
    for item in source.items(fields["by"]) if "by" in fields else ():
        _slot_of(source, item, act, "by")
        _check_term(source, item, source.text(item), found)
    for name, states in source.entries(fields["facts"]):
        if name not in FACTS:
            source.wrong(states, "unknown_fact", name)
        for item in source.items(states):
            state = plain_state(source, item)
            if state not in FACTS[name].states:
                source.wrong(item, "unknown_word", "null" if state is None else str(state).lower())


def _act(source: Source, node: Node, found: Vocabulary) -> Act:
    return found.acts.get(source.text(node)) or source.wrong(node, "unknown_act", source.text(node))


def _slot_of(source: Source, node: Node, act: Act, slot: str) -> None:
    if slot not in act.slots:
        source.wrong(node, "slot_not_of_act", slot)


def _check_term(source: Source, node: Node, term: str, found: Vocabulary) -> None:
    if term not in found.terms and term not in found.organisations and term not in list(OrganisationKind):
        source.wrong(node, "unknown_term", term)


def _check_circles(source: Source, top: Mapping[str, Node], found: Vocabulary) -> None:
    """No act is a case of itself, nothing is part of itself, no act requires itself in the end."""
    wider = {act.id: set(act.is_a) for act in found.acts.values()}
    wholes: dict[str, set[str]] = {}
    for part, whole in found.part_of:
        wholes.setdefault(part, set()).add(whole)
    needed: dict[str, set[str]] = {}
    for requirement in found.requires:
        needed.setdefault(requirement.act, set()).add(requirement.then)
    for name, links in (("acts", wider), ("part_of", wholes), ("requires", needed)):
        if name in top and (circle := _circle(links)):
            source.wrong(top[name], "cycle", circle)


def _circle(links: Mapping[str, set[str]]) -> str:
    """The first id from which a way leads back to itself; empty when there is none."""
    for start in links:
        reached, waiting = set(), [*links[start]]
        while waiting:
            here = waiting.pop()
            if here == start:
                return start
            if here not in reached:
                reached.add(here)
                waiting += links.get(here, ())
    return ""
