"""The labelled pairs as the planner compares them; what the files hold is told in labelled/README.md."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from models.terms import ConditionKind, PersonRole
from services.consistency.facts import Statement
from services.vocabulary.rules import norm_of

FOLDER = Path(__file__).parent / "labelled"
CONTRADICTION, WAITS, NONE = "contradiction", "waits", "none"


@dataclass(frozen=True)
class Pair:
    """Two conditions, the people they are about and what is right to say of them."""

    id: int
    file: str
    one: Statement
    other: Statement
    roles: Mapping[str, PersonRole]
    aliases: Mapping[str, str]
    with_readings: str
    from_prose: str
    why: str
    same: bool = False
    mended: str = ""

    @property
    def held_back(self) -> bool:
        """Whether nobody may look at it who tunes the words of the prose."""
        return self.id % 2 == 1

    @property
    def read(self) -> tuple[Statement, Statement]:
        """Both with their readings."""
        return self.one, self.other

    @property
    def stripped(self) -> tuple[Statement, Statement]:
        """Both as they were written, without a reading."""
        return replace(self.one, reading=None), replace(self.other, reading=None)


@cache
def pairs() -> tuple[Pair, ...]:
    """All pairs, by number."""
    found = [pair for path in sorted(FOLDER.glob("*.yaml")) for pair in _of(path)]
    return tuple(sorted(found, key=lambda pair: pair.id))


def _of(path: Path) -> list[Pair]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    persons = content["persons"]
    roles = {one["ref"]: PersonRole(one["role"]) for one in persons}
    aliases = {one["ref"]: one["alias"] for one in persons}
    return [_pair(path.stem, entry, roles, aliases) for entry in content["pairs"]]


def _pair(file: str, entry: dict[str, Any], roles: dict[str, PersonRole], aliases: dict[str, str]) -> Pair:
    rest = {key: value for key, value in entry.items() if key not in ("id", "a", "b")}
    one, other = statement("a", 1, entry["a"]), statement("b", 2, entry["b"])
    return Pair(id=entry["id"], file=file, one=one, other=other, roles=roles, aliases=aliases, **rest)


def statement(id: str, number: int, said: Mapping[str, Any]) -> Statement:
    """A condition of a case file as it is compared; without `says` it has no reading."""
    return Statement(
        id=id,
        number=number,
        author=said["org"],
        kind=ConditionKind(said["kind"]),
        text=said["nl"],
        reading=tuple(norm_of(norm) for norm in said["says"]) if "says" in said else None,
        hard=said["hard"],
        subject=said["subject"],
        protects=tuple(said["protects"]),
    )
