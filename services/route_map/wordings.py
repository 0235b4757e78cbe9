"""The planner's own explanation of each rule, and a region's names within texts: `{mdo}` becomes what it says."""

import re
from dataclasses import dataclass
from pathlib import Path

from yaml.nodes import Node

from services.route_map.nodes import Source, compose
from services.route_map.region import Region

EXPLANATIONS = Path(__file__).with_name("guidance.yaml")
_NAME = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Explained:
    """A text in both languages."""

    nl: str = ""
    en: str = ""


def in_region(source: Source, node: Node, region: Region, language: str) -> str:
    """A text with the region's names filled in. Refuses a name that the region does not give."""
    text = source.text(node)
    for key in _NAME.findall(text):
        if not region.label(key, language):
            source.wrong(node, "unknown_label", key)
    return _NAME.sub(lambda found: region.label(found[1], language), text)


def explanations(region: Region) -> dict[str, Explained]:
    """What each rule means and why, by rule id, from the file that comes along with the planner."""
    source, root = compose(EXPLANATIONS)
    found: dict[str, Explained] = {}
    for rule_id, node in source.entries(root):
        fields = source.mapping(node, "nl en")
        found[rule_id] = Explained(
            in_region(source, fields["nl"], region, "nl"), in_region(source, fields["en"], region, "en")
        )
    return found
