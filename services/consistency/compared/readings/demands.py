"""The norms of all conditions, made ready to be held against each other. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.terms import Modality, PersonRole
from services.consistency.compared.readings.derived import Slots, derive
from services.consistency.compared.readings.parts import Filling, Parts
from services.consistency.compared.readings.slots import Hit
from services.consistency.compared.readings.times import Term, term_of
from services.consistency.facts import NO_WORDS, Statement
from services.vocabulary.facts import Act, Norm, Vocabulary, Words

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that is asked, forbidden or allowed by a norm. `places`: in which conditions the norm stands, and which
    of their norms it is; `own` is the norm as written, `act` and the slots those of what follows from it in `depth`
    steps. `shape` is one number for the same act with the same slots. `bound`: whoever does it cannot choose the
    moment; `counts`: it is done as often as the act itself."""

    places: Sequence[Place]
    own: Norm
    shape: int
    act: Act
    slots: Mapping[str, Filling]
    excepted: Mapping[str, Filling]
    term: Term
    bound: bool
    depth: int = 0
    label: Words = NO_WORDS
    counts: bool = True


@dataclass(frozen=True)
class Demands:
    """What is compared: by act what is asked or allowed with all that follows from it, and what is forbidden. `met`
    keeps what two shapes came to, as many norms differ in nothing but time."""

    vocabulary: Vocabulary
    parts: Parts
    wanted: Mapping[str, Sequence[Demand]]
    banned: Mapping[str, Sequence[Demand]]
    met: dict[tuple[int, int, bool], tuple[Hit, ...] | None] = field(default_factory=dict)

    def same_event(self, one: str, other: str) -> bool:
        """Whether two events are one: of the same person, or of no person in particular."""
        return self.parts.within(one, other) or self.parts.within(other, one)


def demands_of(vocabulary: Vocabulary, statements: Sequence[Statement], roles: Mapping[str, PersonRole]) -> Demands:
    """All norms of the statements, by their places in this order; the same norm of several conditions once. A norm of
    an act that the region no longer has is left out."""
    parts, places = Parts(vocabulary, roles), dict[Norm, list[Place]]()
    for number, statement in enumerate(statements):
        for position, norm in enumerate(statement.reading or ()):
            if norm.act in vocabulary.acts:
                places.setdefault(norm, []).append((number, position))
    shapes: dict[tuple, int] = {}
    wanted: dict[str, list[Demand]] = {}
    banned: dict[str, list[Demand]] = {}
    for norm, held in places.items():
        side = banned if norm.modality is Modality.MUST_NOT else wanted
        for one in _demands(vocabulary, parts, norm, held, shapes):
            side.setdefault(one.act.id, []).append(one)
    return Demands(vocabulary, parts, wanted, banned)


def _demands(
    vocabulary: Vocabulary, parts: Parts, norm: Norm, places: Sequence[Place], shapes: dict[tuple, int]
) -> list[Demand]:
    state, ban = vocabulary.acts[norm.act].aspect == "state", norm.modality is Modality.MUST_NOT
    term = term_of(norm, lasts=state or ban)
    followed = derive(vocabulary, parts, norm)
    return [
        Demand(
            places,
            norm,
            shapes.setdefault((one.act, *one.slots.items(), None, *one.excepted.items()), len(shapes)),
            vocabulary.acts[one.act],
            _filled(parts, one.slots),
            _filled(parts, one.excepted),
            term,
            state or bool(norm.if_),
            one.depth,
            one.label,
            one.counts,
        )
        for one in (followed[:1] if ban else followed)  # bans are not expanded
    ]


def _filled(parts: Parts, slots: Slots) -> dict[str, Filling]:
    return {slot: parts.filling(values) for slot, values in slots.items() if values}
